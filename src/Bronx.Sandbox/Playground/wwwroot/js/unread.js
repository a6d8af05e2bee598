// What this person has read in this browser, channel by channel.
import { recall, remember } from './keep.js';
import { channel, state } from './store.js';
import { isNewer } from './snowflakes.js';

let read = {};

const key = () => `read.${state.me}`;

/** After the world came: channels never opened before count as read up to now. */
export function loadRead() {
  const known = recall(key(), {});
  const open = [...state.world.channels, ...state.world.dms];
  read = Object.fromEntries(open.map(one => [one.id, known[one.id] ?? one.last_message_id ?? '0']));
  state.mentions.clear();
}

export const isUnread = one => one.id !== state.channelId && isNewer(one.last_message_id, read[one.id]);

export const lastReadOf = id => read[id] ?? null;

/** A message came to a channel; it is read at once when the person looks at it. */
export function messageCame(message, seen, mention) {
  const there = channel(message.channel_id);
  if (there && isNewer(message.id, there.last_message_id)) there.last_message_id = message.id;
  if (seen) markRead(message.channel_id);
  else if (mention) state.mentions.set(message.channel_id, (state.mentions.get(message.channel_id) ?? 0) + 1);
}

export function markRead(id) {
  const there = channel(id);
  const newest = there?.last_message_id ?? '0';
  state.mentions.delete(id);
  if (!isNewer(newest, read[id])) return;
  read[id] = newest;
  remember(key(), read);
}
