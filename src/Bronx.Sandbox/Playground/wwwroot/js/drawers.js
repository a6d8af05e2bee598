// On a narrow screen the channels and the people slide in; one at a time, and Escape or a tap beside closes.
import { $, isNarrow } from './dom.js';

const sides = { channels: 'side-left', people: 'side-right' };
let opened = null;
let opener = null;

export function startDrawers() {
  $('veil').addEventListener('click', closeDrawer);
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && opened) closeDrawer(); });
  matchMedia('(max-width: 1040px)').addEventListener('change', arrange);
  matchMedia('(max-width: 760px)').addEventListener('change', arrange);
  arrange();
}

const slides = name => (name === 'channels' ? isNarrow() : matchMedia('(max-width: 1040px)').matches);

function arrange() {
  for (const name of Object.keys(sides)) {
    const open = opened === name;
    if (open && !slides(name)) { opened = null; $('veil').hidden = true; }
    $(name).classList.toggle('open', opened === name);
    $(name).inert = slides(name) && opened !== name;
  }
}

export function toggleDrawer(name, from) {
  if (!slides(name)) {
    $('app').classList.toggle(`without-${name}`);
    return;
  }
  if (opened === name) { closeDrawer(); return; }
  opened = name;
  opener = from;
  $('veil').hidden = false;
  arrange();
  $(name).querySelector('button, a')?.focus();
}

export function closeDrawer() {
  if (!opened) return;
  opened = null;
  $('veil').hidden = true;
  arrange();
  opener?.focus();
}
