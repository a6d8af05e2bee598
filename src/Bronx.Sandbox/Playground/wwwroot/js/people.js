// The right side: who is here, by their highest role that stands apart.
import { $, button, el, replace } from './dom.js';
import { avatar } from './avatars.js';
import { plain, tint } from './colors.js';
import { openPopover } from './popover.js';
import { can, channel, colorOf, isBot, members, nameOf, person, rolesOf, state } from './store.js';

const MANAGE_GUILD = 5;

/** `actAs(id)`, `mention(id)`, `leave()`, `switchRules()`. */
export function drawPeople(handlers) {
  const dm = channel(state.channelId)?.type === 1;
  const shown = members().filter(one => !dm || one.user.id === state.me || isBot(one.user.id));
  replace($('people'),
    el('div', { class: 'side-head' }, el('h2', { class: 'side-heading' }, dm ? 'In this conversation' : `People · ${shown.length}`)),
    el('div', { class: 'side-scroll' }, groups(shown).map(({ title, list }) => el('section', { 'aria-label': title },
      el('h3', { class: 'side-title' }, `${title} · ${list.length}`),
      el('ul', { class: 'people-list' }, list.map(one => el('li', {}, row(one, handlers))))))));
}

const isOnline = one => (isBot(one.user.id) ? state.world.bot.online : one.online !== false);

function groups(shown) {
  const out = new Map();
  const offline = [];
  for (const one of shown) {
    if (!isOnline(one)) { offline.push(one); continue; }
    const role = rolesOf(one.user.id).find(candidate => candidate.hoist);
    const key = role?.id ?? 'online';
    if (!out.has(key)) out.set(key, { title: role?.name ?? 'Online', position: role?.position ?? -1, list: [] });
    out.get(key).list.push(one);
  }
  const list = [...out.values()].sort((a, b) => b.position - a.position);
  if (offline.length) list.push({ title: 'Offline', list: offline });
  for (const group of list) group.list.sort((a, b) => nameOf(a.user.id).localeCompare(nameOf(b.user.id)));
  return list;
}

function row(one, handlers) {
  const { user } = one;
  const name = nameOf(user.id);
  const online = isOnline(one);
  return button({
    class: `person-row${online ? '' : ' offline'}`, 'aria-haspopup': 'dialog', 'aria-expanded': 'false', dataset: { userId: user.id, testid: 'person' },
    on: { click: event => openCard(event.currentTarget, one, handlers) },
  }, el('span', { class: 'person-face' }, avatar({ ...user, bot: user.bot || isBot(user.id) }, name, 30), el('span', { class: `presence${online ? ' on' : ''}` }), el('span', { class: 'only-heard' }, online ? 'online' : 'offline')),
  tint(el('span', { class: 'person-name' }, name), colorOf(user.id)),
  (user.bot || isBot(user.id)) && el('span', { class: 'badge' }, 'bot'), one.pending && el('span', { class: 'you', title: 'Has not agreed to the rules yet', dataset: { testid: 'pending' } }, 'new'), user.id === state.me && el('span', { class: 'you' }, 'you'));
}

function openCard(anchor, one, { actAs, mention, leave, switchRules }) {
  const { user } = one;
  const roles = rolesOf(user.id);
  const human = person(user.id);
  openPopover(anchor, el('div', { class: 'person-card' },
    el('div', { class: 'person-card-head' }, avatar(user, nameOf(user.id), 48), el('div', {},
      el('strong', {}, nameOf(user.id)), el('p', { class: 'hint-text' }, `@${user.username}`))),
    roles.length > 0 && el('ul', { class: 'role-list' }, roles.map(role => el('li', { class: 'role-pill' }, dot(role.color), role.name))),
    el('div', { class: 'person-card-foot' },
      button({ class: 'button button-secondary', on: { click: () => mention(user.id) } }, 'Mention'),
      human && human.id !== state.me && button({ class: 'button button-primary', on: { click: () => actAs(user.id) } }, 'Act as'),
      user.id === state.me && state.world.guild.owner_id !== user.id && button({ class: 'button button-plain', dataset: { testid: 'leave' }, on: { click: leave } }, 'Leave the server'),
      user.id === state.me && can(MANAGE_GUILD) && button({ class: 'button button-plain', dataset: { testid: 'screening' }, on: { click: switchRules } }, state.world.guild.screening ? 'Let newcomers in at once' : 'Ask newcomers to agree to rules'))), { label: nameOf(user.id), width: 240 });
}

function dot(color) {
  const node = el('span', { class: 'role-dot' });
  if (color) node.style.background = plain(color);
  return node;
}

