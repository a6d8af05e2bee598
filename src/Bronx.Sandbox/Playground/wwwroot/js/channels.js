// The left side: the server, its channels by category, the conversation with the bot.
import { $, button, el, replace } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatars.js';
import { faultsMenu } from './faults.js';
import { themeSwitch } from './theme.js';
import { isUnread } from './unread.js';
import { nameOf, state } from './store.js';
import { safeUrl } from './markdown-inline.js';

const CATEGORY = 4;
const THREADS = new Set([10, 11, 12]);
const SYMBOL = { 10: 'thread', 11: 'thread', 12: 'thread', 0: 'hash', 2: 'voice', 5: 'news', 13: 'voice', 15: 'hash' };
let foot;

/** `open(channelId)`, `openDm()`. */
export function drawChannels({ open, openDm }) {
  const { guild, channels, dms, bot, dashboard_url: dashboard } = state.world;
  const held = document.activeElement?.closest('#channels') ? document.activeElement.dataset.channelId : null;
  const place = $('channels');
  const top = place.querySelector('.side-scroll')?.scrollTop ?? 0;
  foot ??= [themeSwitch(), faultsMenu()];
  const dm = dms[0];
  const address = dashboard && safeUrl(dashboard);
  replace(place,
    el('div', { class: 'side-head' }, el('span', { class: 'guild-mark', 'aria-hidden': 'true' }, [...guild.name][0]), el('h1', { class: 'guild-name' }, guild.name)),
    el('div', { class: 'side-scroll' },
      bot?.user && el('ul', { class: 'channel-list' }, el('li', {}, row({
        id: dm?.id, label: nameOf(bot.user.id, bot.user), face: avatar({ ...bot.user, bot: true }, bot.user.username, 20), current: Boolean(dm) && dm.id === state.channelId,
        unread: Boolean(dm) && isUnread(dm), title: 'Direct messages with the bot', testid: 'dm', click: () => (dm ? open(dm.id) : openDm()),
      }))),
      sections(channels).map(({ category, list }) => el('section', { class: 'channel-section', 'aria-label': category?.name ?? 'Channels' },
        category && el('h2', { class: 'side-title' }, category.name),
        el('ul', { class: 'channel-list' }, list.map(channel => el('li', {}, channelRow(channel, open), threadsOf(channels, channel, open))))))),
    el('div', { class: 'side-foot' }, foot,
      address && el('a', { class: 'link dashboard-link', href: address, target: '_blank', rel: 'noopener' }, icon('chart'), 'Dashboard')));
  place.querySelector('.side-scroll').scrollTop = top;
  if (held) place.querySelector(`[data-channel-id="${held}"]`)?.focus();
}

function threadsOf(channels, parent, open) {
  const threads = channels.filter(one => THREADS.has(one.type) && one.parent_id === parent.id);
  return threads.length > 0 && el('ul', { class: 'channel-list thread-list', 'aria-label': `Threads of ${parent.name}` }, threads.map(one => el('li', {}, channelRow(one, open))));
}

function channelRow(channel, open) {
  if (channel.type === 2 || channel.type === 13) {
    return el('span', { class: 'channel-row channel-voice', title: 'Voice is not part of the playground' }, icon('voice'), el('span', { class: 'channel-label' }, channel.name));
  }
  return row({
    id: channel.id, label: channel.name, face: icon(channel.can_send === false ? 'lock' : SYMBOL[channel.type] ?? 'hash'), current: channel.id === state.channelId,
    unread: isUnread(channel), mentions: state.mentions.get(channel.id), title: channel.topic, testid: THREADS.has(channel.type) ? 'thread' : 'channel', click: () => open(channel.id),
  });
}

function row({ id, label, face, current, unread, mentions, title, testid, click }) {
  const words = [label, unread && 'unread', mentions && `${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`].filter(Boolean).join(', ');
  return button({
    class: `channel-row${current ? ' current' : ''}${unread ? ' unread' : ''}`, 'aria-current': current ? 'page' : null, 'aria-label': words, title: title || null,
    dataset: { channelId: id, channelName: label, testid }, on: { click },
  }, face, el('span', { class: 'channel-label' }, label), mentions ? el('span', { class: 'mention-count' }, String(mentions)) : unread && el('span', { class: 'unread-dot' }));
}

function sections(channels) {
  const categories = channels.filter(one => one.type === CATEGORY).sort(byPosition);
  const known = new Set(categories.map(one => one.id));
  const rest = channels.filter(one => one.type !== CATEGORY && !THREADS.has(one.type)).sort(byPosition);
  return [
    { category: null, list: rest.filter(one => !known.has(one.parent_id)) },
    ...categories.map(category => ({ category, list: rest.filter(one => one.parent_id === category.id) })),
  ].filter(section => section.list.length);
}

const byPosition = (a, b) => Number(a.type === 2) - Number(b.type === 2) || (a.position ?? 0) - (b.position ?? 0);
