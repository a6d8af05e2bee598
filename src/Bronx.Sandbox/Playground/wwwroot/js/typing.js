// Who is writing at the moment.
import { $, el, replace } from './dom.js';
import { nameOf, state } from './store.js';

const LASTS = 9000;
const MOST_PER_CHANNEL = 20;

export function typingStarted({ channel_id, user_id }) {
  if (user_id === state.me) return;
  if (!state.typing.has(channel_id)) state.typing.set(channel_id, new Map());
  const people = state.typing.get(channel_id);
  if (people.size >= MOST_PER_CHANNEL) people.delete(people.keys().next().value);
  people.set(user_id, Date.now() + LASTS);
  showTyping();
}

export function typingEnded(channelId, userId) {
  if (state.typing.get(channelId)?.delete(userId)) showTyping();
}

export function showTyping() {
  const now = Date.now();
  const people = state.typing.get(state.channelId) ?? new Map();
  for (const [id, until] of people) if (until <= now) people.delete(id);
  const names = [...people.keys()].map(id => nameOf(id));
  const text = names.length === 0 ? '' : names.length === 1 ? `${names[0]} is typing…`
    : names.length === 2 ? `${names[0]} and ${names[1]} are typing…` : 'Several people are typing…';
  const place = $('typing');
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  replace(place, text && el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), text);
}

export const keepTyping = () => setInterval(showTyping, 1000);
