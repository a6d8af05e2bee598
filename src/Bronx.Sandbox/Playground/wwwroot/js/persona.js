// The "acting as" switch: who the person at the screen is at the moment.
import { button, el, replace } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatars.js';
import { closePopover, openPopover } from './popover.js';
import { member, nameOf, state } from './store.js';

const PERSONAS = {
  owner: 'Owner: may do everything',
  moderator: 'Moderator: keeps order',
  member: 'Member: an ordinary person',
  newcomer: 'Newcomer: has never used the bot',
};

export function personaSwitch(actAs, arrive) {
  const control = button({ class: 'persona', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', dataset: { testid: 'acting-as' }, on: { click: open } });
  return { node: control, draw };

  function draw() {
    const me = state.world.people.find(one => one.id === state.me);
    const name = me?.name ?? nameOf(state.me);
    const role = me && me.persona !== 'member' ? me.persona : isPersona(me) ? 'member' : null;
    control.dataset.person = state.me;
    control.dataset.persona = me?.persona ?? '';
    control.setAttribute('aria-label', `Acting as ${name}${role ? `, ${role}` : ''}. Change`);
    replace(control, avatar(member(state.me)?.user ?? { id: state.me }, name, 26),
      el('span', { class: 'persona-text' }, el('small', {}, 'Acting as'), el('span', { class: 'persona-name' }, name, role && el('span', { class: 'persona-role' }, ` · ${role}`))), icon('down'));
  }

  function open() {
    const { people } = state.world;
    const four = people.filter(isPersona);
    const others = people.filter(one => !four.includes(one));
    const link = `${location.pathname}?as=`;
    openPopover(control, el('div', { class: 'persona-panel', dataset: { testid: 'acting-as-list' } },
      el('p', { class: 'hint-text' }, 'Be somebody else for a while. Open a second window to be two people at once.'),
      el('h3', { class: 'side-title' }, 'Four points of view'), el('ul', {}, four.map(one => el('li', {}, row(one, PERSONAS[one.persona], link)))),
      el('div', { class: 'persona-row' }, button({ class: 'persona-choice', dataset: { testid: 'arrive' }, on: { click: () => { closePopover(true); arrive(); } } },
        el('span', { class: 'persona-new' }, icon('door')), el('span', { class: 'option-text' }, el('span', {}, 'Somebody new'), el('small', {}, 'Joins the server this moment')))),
      others.length > 0 && el('h3', { class: 'side-title' }, 'Everybody else'), el('ul', {}, others.map(one => el('li', {}, row(one, null, link))))), { label: 'Acting as', className: 'persona-popover', width: 300 })
      ?.querySelector('[aria-current], button')?.focus();
  }

  function row(one, about, link) {
    const own = one.id === state.me;
    return el('div', { class: 'persona-row' },
      button({ class: `persona-choice${own ? ' current' : ''}`, 'aria-current': own ? 'true' : null, dataset: { personId: one.id, persona: one.persona, testid: 'act-as' }, on: { click: () => { closePopover(true); if (!own) actAs(one.id); } } },
        avatar(member(one.id)?.user ?? { id: one.id }, one.name, 30),
        el('span', { class: 'option-text' }, el('span', {}, one.name), about && el('small', {}, about)), own && icon('check')),
      el('a', { class: 'icon-button', href: `${link}${one.id}`, target: '_blank', rel: 'noopener', 'aria-label': `Open a window as ${one.name}`, title: 'In a new window' }, icon('out')));
  }
}

function isPersona(one) {
  return Boolean(one) && state.world.people.find(other => other.persona === one.persona) === one;
}
