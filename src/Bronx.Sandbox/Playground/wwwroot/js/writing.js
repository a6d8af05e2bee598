// Between what a person types (@Robin, #general, :wave:) and what travels (<@1>, <#2>, an emoji).
import { expandShortcodes, findEmoji } from './emoji.js';
import { channelChoices, peopleChoices, roleChoices } from './select-menu.js';
import { channel, members, nameOf, role, state } from './store.js';
import { el } from './dom.js';

const escape = text => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const outsideCode = (text, change) => text.split(/(```[\s\S]*?```|`[^`\n]*`)/u).map((piece, i) => (i % 2 ? piece : change(piece))).join('');

function names() {
  const known = new Map();
  for (const one of members()) {
    known.set(`@${one.user.username}`, `<@${one.user.id}>`);
    known.set(`@${nameOf(one.user.id)}`, `<@${one.user.id}>`);
  }
  for (const one of state.world.guild.roles) if (one.id !== state.world.guild.id) known.set(`@${one.name}`, `<@&${one.id}>`);
  for (const one of state.world.channels) if (one.type !== 4) known.set(`#${one.name}`, `<#${one.id}>`);
  return known;
}

export function toWire(text) {
  const known = names();
  const ordered = [...known.keys()].sort((a, b) => b.length - a.length);
  if (!ordered.length) return expandShortcodes(text);
  const low = new Map([...known].map(([name, mark]) => [name.toLowerCase(), mark]));
  const pattern = new RegExp(`(?<![\\w<&])(?:${ordered.map(escape).join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return outsideCode(expandShortcodes(text), piece => piece.replace(pattern, name => low.get(name.toLowerCase()) ?? name));
}

export const fromWire = text => outsideCode(text, piece => piece
  .replace(/<@!?(\d+)>/gu, (mark, id) => (members().some(one => one.user.id === id) ? `@${nameOf(id)}` : mark))
  .replace(/<@&(\d+)>/gu, (mark, id) => (role(id) ? `@${role(id).name}` : mark))
  .replace(/<#(\d+)>/gu, (mark, id) => (channel(id)?.name ? `#${channel(id).name}` : mark)));

/** What the caret stands in: {start, items, label} for @, # and :, or null. */
export function completionAt(text, caret) {
  const match = /(?:^|[\s(])([@#:])([^\s@#:]{0,32})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const [, sign, typed] = match;
  const start = caret - typed.length - 1;
  const wanted = typed.toLowerCase();
  const fits = item => item.label.toLowerCase().includes(wanted) || (item.description ?? '').toLowerCase().startsWith(wanted);
  if (sign === '@') {
    const items = [...peopleChoices(), ...roleChoices()].filter(fits).map(item => ({ ...item, insert: `@${item.label} ` }));
    return offer(start, 'People and roles', items, wanted);
  }
  if (sign === '#') return offer(start, 'Channels', channelChoices().filter(fits).map(item => ({ ...item, insert: `#${item.label} ` })), wanted);
  if (typed.length < 2) return null;
  const items = findEmoji(typed).slice(0, 8).map(({ char, name }) => ({ label: `:${name}:`, value: char, insert: `${char} `, face: () => el('span', { class: 'emoji' }, char) }));
  return { start, label: 'Emoji', items };
}

// A name written out in full needs no list that would catch the Enter key.
const offer = (start, label, items, typed) => (items.length === 1 && items[0].label.toLowerCase() === typed ? null : { start, label, items });
