// The line on top: where one is and who one is.
import { $, button, el, replace } from './dom.js';
import { icon } from './icons.js';
import { personaSwitch } from './persona.js';
import { toggleDrawer } from './drawers.js';
import { channel, nameOf, state } from './store.js';
import { renderLine } from './markdown-view.js';

let title;
let topic;
let persona;

export function startBar(actAs, arrive) {
  title = el('h2', { class: 'bar-title', dataset: { testid: 'channel-title' } });
  topic = el('p', { class: 'bar-topic' });
  persona = personaSwitch(actAs, arrive);
  replace($('bar'),
    button({ class: 'icon-button bar-menu', 'aria-label': 'Channels', 'aria-controls': 'channels', dataset: { testid: 'open-channels' }, on: { click: event => toggleDrawer('channels', event.currentTarget) } }, icon('menu')),
    el('div', { class: 'bar-where' }, title, topic), persona.node,
    button({ class: 'icon-button', 'aria-label': 'People', 'aria-controls': 'people', dataset: { testid: 'open-people' }, on: { click: event => toggleDrawer('people', event.currentTarget) } }, icon('people')));
}

export function drawBar() {
  const here = channel(state.channelId);
  const dm = here?.type === 1;
  const name = dm ? nameOf(state.world.bot.user.id) : here?.name ?? '';
  replace(title, here && icon(dm ? 'letter' : here.type === 5 ? 'news' : here.type >= 10 && here.type <= 12 ? 'thread' : 'hash'), el('span', {}, name));
  replace(topic, dm ? 'Direct messages: only the two of you see them' : here?.topic ? renderLine(here.topic) : null);
  topic.title = here?.topic ?? '';
  document.title = here ? `${dm ? '@' : '#'}${name} · ${state.world.guild.name}` : state.world.guild.name;
  persona.draw();
}
