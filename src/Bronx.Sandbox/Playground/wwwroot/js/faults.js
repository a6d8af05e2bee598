// For the curious: break the bot's connection and watch it come back.
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { closePopover, openPopover } from './popover.js';
import { attempt, toast } from './toast.js';

const KINDS = [
  ['drop', 'Drop the connection', 'As when a cable is pulled: the bot reconnects and resumes.'],
  ['op7', 'Ask it to reconnect', 'Opcode 7: the server wants the bot to connect anew.'],
  ['op9', 'Forget its session', 'Opcode 9: the bot has to identify again from the beginning.'],
];

export function faultsMenu() {
  const control = button({ class: 'icon-button', 'aria-label': 'Faults', title: 'Faults: break the bot’s connection', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', dataset: { testid: 'faults' }, on: { click: open } }, icon('spark'));
  return control;

  function open() {
    openPopover(control, el('div', { class: 'faults' },
      el('h3', { class: 'side-heading' }, 'Faults'),
      el('p', { class: 'hint-text' }, 'For the curious. Whatever you press, the bot should be back within seconds.'),
      el('ul', {}, KINDS.map(([kind, name, about]) => el('li', {},
        button({ class: 'persona-choice', dataset: { fault: kind, testid: 'fault' }, on: { click: () => cause(kind, name) } },
          el('span', { class: 'option-text' }, el('span', {}, name), el('small', {}, about))))))), { label: 'Faults', width: 280 })?.querySelector('button')?.focus();
  }

  async function cause(kind, name) {
    closePopover(true);
    const done = await attempt(async () => { await api.fault({ kind }); return true; });
    if (done) toast(`${name}: done. Watch the bot come back.`, 'info');
  }
}
