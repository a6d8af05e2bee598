// Reactions under a message, and the small table to add one.
import { button, el, replace } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { attempt } from './toast.js';
import { EMOJI, findEmoji } from './emoji.js';
import { customEmoji } from './markdown-view.js';
import { closePopover, openPopover } from './popover.js';
import { changeReaction, channel, emojiKey, nameOf, state } from './store.js';

export function renderReactions(message) {
  const list = message.reactions?.filter(reaction => reaction.count > 0);
  if (!list?.length) return null;
  return el('div', { class: 'reactions', dataset: { testid: 'reactions' } }, list.map(reaction => one(message, reaction)));
}

function one(message, reaction) {
  const { emoji, count } = reaction;
  const mine = isMine(reaction);
  const who = (reaction.users ?? []).slice(0, 8).map(id => (id === state.me ? 'You' : nameOf(id))).join(', ');
  return button({
    class: `reaction${mine ? ' mine' : ''}`, 'aria-pressed': String(mine), title: who || null,
    'aria-label': `${emoji.name}, ${count} ${count === 1 ? 'reaction' : 'reactions'}${who ? `: ${who}` : ''}`,
    dataset: { emoji: emojiKey(emoji), testid: 'reaction' }, on: { click: () => toggle(message, reaction) },
  }, emoji.id ? customEmoji(emoji) : el('span', { class: 'emoji' }, emoji.name), el('span', { class: 'reaction-count' }, String(count)));
}

const isMine = reaction => reaction.users?.includes(state.me) ?? Boolean(reaction.me);

async function toggle(message, reaction) {
  const add = !isMine(reaction);
  const call = add ? api.react : api.unreact;
  const done = await attempt(async () => {
    await call(state.me, message.channel_id, message.id, emojiKey(reaction.emoji));
    return true;
  });
  if (done) changeReaction({ message_id: message.id, user_id: state.me, emoji: reaction.emoji }, add);
}

export const mayReact = () => channel(state.channelId)?.can_react !== false;

/** Opens the table at `anchor`; `choose(char)` gets the emoji. */
export function openEmojiTable(anchor, choose, label) {
  const grid = el('div', { class: 'emoji-grid', role: 'group', 'aria-label': 'Emoji' });
  const filter = el('input', { type: 'search', class: 'filter', placeholder: 'Search emoji', 'aria-label': 'Search emoji', on: { input: draw, keydown: first } });
  draw();
  if (openPopover(anchor, el('div', { class: 'emoji-table' }, filter, grid), { label, className: 'emoji-panel' })) filter.focus();

  function draw() {
    const wanted = filter.value.trim();
    const list = wanted ? findEmoji(wanted) : EMOJI;
    replace(grid, list.map(({ char, name }) => button({
      class: 'emoji-choice', title: name.replaceAll('_', ' '), 'aria-label': name.replaceAll('_', ' '), dataset: { emoji: char },
      on: { click: () => { closePopover(true); choose(char); } },
    }, char)), list.length === 0 && el('p', { class: 'option-none' }, 'Nothing found'));
  }

  function first(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    grid.querySelector('button')?.click();
  }
}

export const addReaction = (message, anchor) => openEmojiTable(anchor, char => {
  toggle(message, message.reactions?.find(reaction => reaction.emoji.name === char) ?? { emoji: { id: null, name: char }, users: [] });
}, 'Add a reaction');
