// One message as a row.
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatars.js';
import { tint } from './colors.js';
import { attachment, renderComponents } from './components.js';
import { renderEmbed } from './embeds.js';
import { isEmojiOnly, plainText, renderMarkdown } from './markdown-view.js';
import { addReaction, mayReact, renderReactions } from './reactions.js';
import { can, channel, colorOf, mentionsMe, messageById, nameOf, state } from './store.js';
import { momentOf } from './snowflakes.js';
import { fullText, messageTime, shortTime } from './timestamps.js';

export const FLAG = { ephemeral: 1 << 6, loading: 1 << 7, v2: 1 << 15 };
const MANAGE_MESSAGES = 13;
const SPOKEN = new Set([0, 19, 20, 23]); // plain, reply, slash command, context command

export const isEphemeral = message => Boolean((message.flags ?? 0) & FLAG.ephemeral);
export const isLoading = message => Boolean((message.flags ?? 0) & FLAG.loading);
export const authorName = message => nameOf(message.author.id, message.author);

/** `actions`: thread(message), openChannel(id), reply, edit, remove, jump(id), use(message, customId, values, type), isWaiting(message, customId), failure(message). */
export function renderMessage(message, actions) {
  const ephemeral = isEphemeral(message);
  const name = authorName(message);
  const when = momentOf(message.id);
  const row = el('li', {
    class: `msg${ephemeral ? ' msg-ephemeral' : ''}${mentionsMe(message) ? ' msg-mention' : ''}`, id: `m-${message.id}`, tabindex: '-1',
    dataset: { messageId: message.id, author: message.author.username, authorId: message.author.id, testid: 'message', ephemeral: ephemeral ? 'true' : undefined, loading: isLoading(message) ? 'true' : undefined },
  },
  quoted(message, actions),
  el('div', { class: 'msg-face' }, avatar(message.author, name)),
  el('time', { class: 'msg-side-time', datetime: when.toISOString(), title: fullText(when), 'aria-hidden': 'true' }, shortTime(when)),
  el('div', { class: 'msg-body' },
    el('div', { class: 'msg-head' },
      tint(el('span', { class: 'msg-author', title: message.author.username }, name), colorOf(message.author.id)),
      message.author.bot && el('span', { class: 'badge' }, 'bot'),
      el('time', { class: 'msg-time', datetime: when.toISOString(), title: fullText(when) }, messageTime(when))),
    content(message),
    (message.attachments ?? []).map(attachment),
    ((message.flags ?? 0) & 4 ? [] : message.embeds ?? []).map(renderEmbed),
    renderComponents(message.components, { use: (id, values, type) => actions.use(message, id, values, type), isWaiting: id => actions.isWaiting(message, id) }),
    renderReactions(message),
    message.thread && button({ class: 'thread-link', dataset: { testid: 'thread-link' }, on: { click: () => actions.openChannel(message.thread.id) } }, icon('thread'), message.thread.name),
    failure(actions.failure(message)),
    ephemeral && el('p', { class: 'msg-only-you' }, icon('eye'), 'Only you can see this ·',
      button({ class: 'link', dataset: { testid: 'dismiss' }, on: { click: () => actions.remove(message) } }, 'Dismiss'))),
  tools(message, actions));
  return row;
}

function content(message) {
  if (isLoading(message)) {
    return el('div', { class: 'msg-content thinking', dataset: { testid: 'thinking' } },
      el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), `${authorName(message)} is thinking…`);
  }
  if (!SPOKEN.has(message.type ?? 0) && !message.content) return el('div', { class: 'msg-content msg-system' }, systemText(message));
  if (!message.content) return null;
  const jumbo = isEmojiOnly(message.content) ? ' jumbo' : '';
  return el('div', { class: `msg-content md${jumbo}`, dataset: { testid: 'content' } }, renderMarkdown(message.content),
    message.edited_timestamp && el('span', { class: 'msg-edited', title: fullText(new Date(message.edited_timestamp)) }, ' (edited)'));
}

const SYSTEM = { 6: 'pinned a message.', 7: 'joined the server.', 8: 'boosted the server.' };
const systemText = message => SYSTEM[message.type] ?? 'did something this page cannot show.';

function failure(text) {
  return text && el('p', { class: 'msg-failure', role: 'alert', dataset: { testid: 'interaction-failed' } }, text);
}

// What this answers: a command somebody used, or another message.
function quoted(message, actions) {
  const command = commandName(message);
  if (command) {
    const user = message.interaction_metadata?.user ?? message.interaction?.user;
    return el('div', { class: 'msg-quote' }, icon('reply'), user && avatar(user, nameOf(user.id, user), 16),
      el('span', {}, user && tint(el('strong', {}, nameOf(user.id, user)), colorOf(user.id)), ' used ', el('code', {}, `/${command}`)));
  }
  if (!message.message_reference?.message_id || (message.type ?? 0) !== 19) return null;
  const target = message.referenced_message ?? messageById(message.message_reference.message_id);
  if (!target) return el('div', { class: 'msg-quote' }, icon('reply'), el('em', {}, 'The message this answers is gone.'));
  return el('div', { class: 'msg-quote' }, icon('reply'),
    button({ class: 'msg-quote-jump', dataset: { testid: 'quote' }, on: { click: () => actions.jump(target.id) } },
      avatar(target.author, nameOf(target.author.id, target.author), 16),
      tint(el('strong', {}, nameOf(target.author.id, target.author)), colorOf(target.author.id)), ' ',
      el('span', { class: 'msg-quote-text' }, summary(target))));
}

function commandName(message) {
  return message.interaction?.type === 2 || message.interaction_metadata?.type === 2
    ? message.interaction?.name ?? message.interaction_metadata?.name ?? null : null;
}

/** A line that stands for a message. */
export function summary(message) {
  if (message.content) return plainText(message.content).slice(0, 140);
  const embed = message.embeds?.[0];
  if (embed) return plainText(embed.title ?? embed.description ?? 'An embed').slice(0, 140);
  if (message.components?.length) return 'A message with controls';
  if (message.attachments?.length) return 'A file';
  return isLoading(message) ? 'is thinking…' : 'An empty message';
}

function tools(message, actions) {
  const own = message.author.id === state.me;
  const ephemeral = isEphemeral(message);
  const there = channel(state.channelId);
  const removable = own || (there?.type !== 1 && can(MANAGE_MESSAGES));
  const tool = (name, label, symbol, click) => button({ class: 'tool', 'aria-label': label, title: label, dataset: { testid: `tool-${name}` }, on: { click } }, icon(symbol));
  const list = ephemeral || isLoading(message) ? [] : [
    mayReact() && tool('react', 'Add a reaction', 'smile', event => addReaction(message, event.currentTarget)),
    there?.can_send !== false && tool('reply', 'Reply', 'reply', () => actions.reply(message)),
    there?.can_thread && !message.thread && tool('thread', 'Begin a thread', 'thread', () => actions.thread(message)),
    own && tool('edit', 'Edit', 'pencil', () => actions.edit(message)),
    removable && tool('delete', 'Delete', 'bin', () => actions.remove(message)),
  ].filter(Boolean);
  return list.length ? el('div', { class: 'msg-tools', role: 'toolbar', 'aria-label': 'Message actions' }, list) : null;
}
