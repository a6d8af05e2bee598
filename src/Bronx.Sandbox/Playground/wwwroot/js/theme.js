// Light or dark: what the system says, until the person says otherwise.
import { button, replace } from './dom.js';
import { icon } from './icons.js';
import { recall, remember } from './keep.js';

const system = matchMedia('(prefers-color-scheme: dark)');
const chosen = () => recall('theme', null);
const current = () => chosen() ?? (system.matches ? 'dark' : 'light');

export function applyTheme() {
  document.documentElement.dataset.theme = current();
}

export function themeSwitch() {
  const control = button({ class: 'icon-button', dataset: { testid: 'theme' }, on: { click: change } });
  draw();
  system.addEventListener('change', draw);
  return control;

  function change() {
    const next = current() === 'dark' ? 'light' : 'dark';
    remember('theme', next === (system.matches ? 'dark' : 'light') ? null : next);
    draw();
  }

  function draw() {
    applyTheme();
    const next = current() === 'dark' ? 'light' : 'dark';
    replace(control, icon(next === 'dark' ? 'moon' : 'sun'));
    control.setAttribute('aria-label', `Switch to ${next}`);
    control.title = `Switch to ${next}`;
  }
}
