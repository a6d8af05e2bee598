// What the page knows: one person's view of one world, and the messages of the open channel.
import { compareIds, isNewer } from './snowflakes.js';

export const MOST_MESSAGES = 300; // rendered at once; older ones are fetched again when scrolled to

export const state = {
  me: null,            // id of the person acted as
  world: null,
  channelId: null,
  messages: [],        // oldest first, of the open channel
  hasOlder: false,
  hasNewer: false,     // newer messages were let go to stay within MOST_MESSAGES
  dividerAfter: null,  // the last message read before new ones came
  typing: new Map(),   // channel id -> Map(user id -> until)
  mentions: new Map(), // channel id -> unread mentions
  connected: true,
};

const listeners = new Map();

export function on(event, handler) {
  if (!listeners.has(event)) listeners.set(event, new Set());
  listeners.get(event).add(handler);
}

export function emit(event, data) {
  for (const handler of listeners.get(event) ?? []) handler(data);
}

// ---- looking things up

const index = { members: new Map(), roles: new Map(), channels: new Map() };

// What somebody sees who was kicked or banned.
const NOWHERE = { id: '0', name: 'No server', owner_id: null, roles: [], members: [], isNowhere: true };

export function setWorld(world) {
  world.guild ??= NOWHERE;
  state.world = world;
  index.members = new Map(world.guild.members.map(member => [member.user.id, member]));
  if (world.bot?.user && !index.members.has(world.bot.user.id)) {
    const bot = { user: world.bot.user, nick: null, roles: [], online: world.bot.online };
    index.members.set(bot.user.id, bot);
  }
  index.roles = new Map(world.guild.roles.map(role => [role.id, role]));
  index.channels = new Map([...world.channels, ...(world.dms ?? [])].map(channel => [channel.id, channel]));
}

export const member = id => index.members.get(id);
export const members = () => [...index.members.values()];
export const role = id => index.roles.get(id);
export const channel = id => index.channels.get(id);
/** How a channel is named in a sentence. */
export const placeName = one => (one.type >= 10 && one.type <= 12 ? `“${one.name}”` : `#${one.name}`);
export const person = id => state.world?.people.find(candidate => candidate.id === id);
export const isBot = id => id === state.world?.bot?.user?.id;

export function addChannel(dm) {
  index.channels.set(dm.id, dm);
  if (!state.world.dms.some(known => known.id === dm.id)) state.world.dms.push(dm);
}

export function nameOf(id, user) {
  const known = index.members.get(id);
  return known?.nick || known?.user.global_name || known?.user.username
    || user?.global_name || user?.username || person(id)?.name || 'Somebody';
}

export const rolesOf = id => (index.members.get(id)?.roles ?? []).map(role).filter(Boolean).sort((a, b) => b.position - a.position);

export const colorOf = id => rolesOf(id).find(one => one.color)?.color ?? 0;

/** Whether the person holds a server-wide permission. The server decides; this only hides what would be refused. */
export function can(bit, id = state.me) {
  const { guild } = state.world;
  if (guild.owner_id === id) return true;
  const held = [role(guild.id), ...rolesOf(id)].filter(Boolean).reduce((all, one) => all | BigInt(one.permissions ?? 0), 0n);
  return (held & (1n << 3n)) !== 0n || (held & (1n << BigInt(bit))) !== 0n;
}

export function mentionsMe(message) {
  if (message.author?.id === state.me) return false;
  if (message.mentions?.some(user => user.id === state.me)) return true;
  if (message.mention_everyone) return true;
  const mine = index.members.get(state.me)?.roles ?? [];
  return Boolean(message.mention_roles?.some(id => mine.includes(id)));
}

// ---- the open channel's messages

export const messageById = id => state.messages.find(message => message.id === id);

export function resetMessages(list, hasOlder) {
  state.messages = [...list].sort((a, b) => compareIds(a.id, b.id));
  state.hasOlder = hasOlder;
  state.hasNewer = false;
  emit('messages:reset');
}

/** Adds or, when it is known already, replaces. Returns true when it was new. */
export function putMessage(message) {
  const at = state.messages.findIndex(known => known.id === message.id);
  if (at >= 0) {
    state.messages[at] = { ...state.messages[at], ...message, reactions: mergeReactions(state.messages[at], message) };
    emit('message:update', state.messages[at]);
    return false;
  }
  if (state.hasNewer) return true;
  let place = state.messages.length;
  while (place > 0 && isNewer(state.messages[place - 1].id, message.id)) place--;
  state.messages.splice(place, 0, message);
  emit('message:add', { message, place });
  return true;
}

// Live updates describe reactions for everybody; whose are ours is known here.
function mergeReactions(known, update) {
  if (!('reactions' in update)) return known.reactions;
  return (update.reactions ?? []).map(reaction => {
    const before = known.reactions?.find(other => emojiKey(other.emoji) === emojiKey(reaction.emoji));
    return { ...before, ...reaction };
  });
}

export function dropMessage(id) {
  const at = state.messages.findIndex(known => known.id === id);
  if (at < 0) return;
  state.messages.splice(at, 1);
  emit('message:delete', id);
}

export function prependMessages(list, hasOlder) {
  const fresh = list.filter(message => !messageById(message.id)).sort((a, b) => compareIds(a.id, b.id));
  state.messages = [...fresh, ...state.messages];
  state.hasOlder = hasOlder;
  let cut = [];
  if (state.messages.length > MOST_MESSAGES) {
    cut = state.messages.splice(MOST_MESSAGES);
    state.hasNewer = true;
  }
  emit('messages:prepend', { fresh, cut });
}

/** Lets the oldest go; called only while the person looks at the newest. */
export function trimOldest() {
  const surplus = state.messages.length - MOST_MESSAGES;
  if (surplus <= 0) return [];
  state.hasOlder = true;
  return state.messages.splice(0, surplus);
}

export const emojiKey = emoji => (emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);

export function changeReaction({ message_id, user_id, emoji }, added) {
  const message = messageById(message_id);
  if (!message) return;
  const key = emojiKey(emoji);
  const list = message.reactions ??= [];
  let reaction = list.find(one => emojiKey(one.emoji) === key);
  if (!reaction) {
    if (!added) return;
    reaction = { emoji, count: 0, me: false, users: [] };
    list.push(reaction);
  }
  reaction.users ??= reaction.me ? [state.me] : [];
  const known = reaction.users.includes(user_id);
  if (added === known) return; // a replayed event
  reaction.users = added ? [...reaction.users, user_id] : reaction.users.filter(id => id !== user_id);
  reaction.count = Math.max(0, reaction.count + (added ? 1 : -1));
  if (user_id === state.me) reaction.me = added;
  message.reactions = list.filter(one => one.count > 0);
  emit('message:update', message);
}
