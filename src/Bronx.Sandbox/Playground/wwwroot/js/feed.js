// What each live event changes. Every one may come twice: after a gap the server replays.
import { interactionEvent } from './interactions.js';
import { changeReaction, dropMessage, isBot, member, mentionsMe, messageById, putMessage, state } from './store.js';
import { typingEnded, typingStarted } from './typing.js';
import { messageCame } from './unread.js';

/** `page`: isSeen(message), drawSides(), drawChannels(), drawBanners(), reloadWorld(), forgetFailure(messageId). */
export function handleLive(type, data, page) {
  const handle = HANDLE[type];
  if (handle) handle(data, page, type);
}

const here = data => data.channel_id === state.channelId;

const HANDLE = {
  MESSAGE_CREATE(message, page) {
    typingEnded(message.channel_id, message.author.id);
    const known = here(message) && messageById(message.id);
    if (here(message) && state.dividerAfter === null) state.dividerAfter = '0';
    const seen = page.isSeen(message);
    if (here(message)) {
      if (seen || message.author.id === state.me) moveDivider(message);
      putMessage(message);
    }
    if (!known) messageCame(message, seen || message.author.id === state.me, mentionsMe(message));
    page.drawChannels();
  },
  MESSAGE_UPDATE(message, page) {
    if (!here(message) || !messageById(message.id)) return;
    page.forgetFailure(message.id);
    putMessage(message);
  },
  MESSAGE_DELETE(data) {
    if (here(data)) dropMessage(data.id);
  },
  MESSAGE_DELETE_BULK(data) {
    if (here(data)) for (const id of data.ids ?? []) dropMessage(id);
  },
  MESSAGE_REACTION_ADD: data => changeReaction(data, true),
  MESSAGE_REACTION_REMOVE: data => changeReaction(data, false),
  MESSAGE_REACTION_REMOVE_ALL: clearReactions,
  MESSAGE_REACTION_REMOVE_EMOJI: clearReactions,
  TYPING_START: data => typingStarted(data),
  MODAL_OPEN: (data, page, type) => interactionEvent(type, data),
  INTERACTION_ACK: (data, page, type) => interactionEvent(type, data),
  INTERACTION_FAILED: (data, page, type) => interactionEvent(type, data),
  BOT_STATUS({ online }, page) {
    state.world.bot.online = online;
    const bot = [...state.world.guild.members].find(one => isBot(one.user.id)) ?? member(state.world.bot.user?.id);
    if (bot) bot.online = online;
    page.drawBanners();
    page.drawSides();
  },
  COMMANDS_UPDATE: (data, page) => page.reloadWorld(),
  WORLD_UPDATE: (data, page) => page.reloadWorld(),
};

// While the person looks, everything is read as it comes, and no line stands before it.
function moveDivider(message) {
  state.dividerAfter = message.id;
}

function clearReactions({ message_id, emoji }) {
  const message = messageById(message_id);
  if (!message) return;
  const gone = emoji?.name;
  putMessage({ ...message, reactions: gone ? (message.reactions ?? []).filter(one => one.emoji.name !== gone) : [] });
}
