// The box below: text, replies, the command picker.
import { $, button, el, isNarrow, replace } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { avatar } from './avatars.js';
import { createCommandForm } from './command-form.js';
import { flatten, search } from './commands.js';
import { interact } from './interactions.js';
import { authorName, summary } from './message.js';
import { openModal } from './modal.js';
import { commandNote } from './notes.js';
import { openEmojiTable } from './reactions.js';
import { channel, member, nameOf, on, placeName, putMessage, state } from './store.js';
import { createSuggest } from './suggest.js';
import { attempt, toast } from './toast.js';
import { toEnd } from './timeline.js';
import { completionAt, toWire } from './writing.js';

const LONGEST = 2000;
const TYPING_EVERY = 8000;
const MOST_DRAFTS = 50;

const drafts = new Map(); // person and channel -> text
let parts;
let replyTo = null;
let command = null;
let lastTyping = 0;
let editLast = () => {};

export function startComposer(options) {
  editLast = options.editLast;
  const holder = $('composer');
  const suggest = createSuggest(holder);
  const reply = el('div', { class: 'reply-bar', hidden: true, dataset: { testid: 'reply-bar' } });
  const face = el('span', { class: 'composer-face' });
  const text = el('textarea', {
    id: 'composer-text', rows: '1', class: 'composer-text', 'aria-label': 'Message', autocomplete: 'off',
    enterkeyhint: 'send', dataset: { testid: 'composer' }, on: { input: typed, keydown: keys, blur: () => suggest.hide(), click: typed },
  });
  const count = el('span', { class: 'counter', 'aria-live': 'polite' });
  const smile = button({ class: 'icon-button', 'aria-label': 'Insert an emoji', 'aria-expanded': 'false', on: { click: () => openEmojiTable(smile, insert, 'Insert an emoji') } }, icon('smile'));
  const slash = button({ class: 'icon-button', 'aria-label': 'Commands', title: 'Commands', dataset: { testid: 'open-commands' }, on: { click: openPicker } }, icon('slash'));
  const send = button({ type: 'submit', class: 'send', 'aria-label': 'Send', dataset: { testid: 'send' } }, icon('send'));
  const form = el('form', { class: 'text-form', on: { submit: event => { event.preventDefault(); submit(); } } }, face, text, count, slash, smile, send);
  const closed = el('p', { class: 'composer-closed', hidden: true, dataset: { testid: 'read-only' } }, icon('lock'), el('span'));
  holder.append(reply, form, closed);
  parts = { holder, suggest, reply, face, text, count, form, closed };
  on('message:delete', id => { if (replyTo?.id === id) setReply(null); });
}

/** Called when the person or the channel changed. */
export function showComposer() {
  leaveCommand();
  setReply(null);
  const here = channel(state.channelId);
  const name = nameOf(state.me);
  const open = here && here.can_send !== false;
  parts.form.hidden = !open;
  parts.closed.hidden = Boolean(open);
  parts.closed.lastChild.textContent = here ? `${name} may read here, but not write.` : 'There is no channel to write in.';
  replace(parts.face, avatar(member(state.me)?.user ?? { id: state.me }, name, 28));
  const where = here?.type === 1 ? 'the bot' : here ? placeName(here) : '';
  parts.text.placeholder = isNarrow() ? `Message ${where}` : `Message ${where} as ${name}`;
  parts.text.setAttribute('aria-label', `Message ${where} as ${name}`);
  parts.text.value = drafts.get(draftKey()) ?? '';
  fit();
  if (!isNarrow() && open) parts.text.focus({ preventScroll: true });
}

const draftKey = () => `${state.me}/${state.channelId}`;

export function setReply(message) {
  replyTo = message;
  parts.reply.hidden = !message;
  if (!message) return;
  replace(parts.reply, icon('reply'), el('span', { class: 'reply-text' }, 'Replying to ', el('strong', {}, authorName(message)), ` · ${summary(message)}`),
    button({ class: 'icon-button', 'aria-label': 'Do not reply', on: { click: () => { setReply(null); parts.text.focus(); } } }, icon('close')));
  leaveCommand();
  parts.text.focus();
}

export function putText(text) {
  leaveCommand();
  parts.text.value = text;
  parts.text.focus();
  typed();
}

export function openPicker() {
  if (command) return;
  putText(parts.text.value.startsWith('/') ? parts.text.value : '/');
}

/** Opens a command by its full name, as a mention of it does. */
export function openCommand(name) {
  const entry = entries().find(one => one.name === name) ?? search(entries(), name)[0];
  if (entry) chooseCommand(entry);
  else toast(`There is no command /${name} for ${nameOf(state.me)} at the moment.`);
}

const entries = () => flatten(state.world.commands ?? []);

function typed() {
  fit();
  const value = parts.text.value;
  if (value) {
    if (drafts.size >= MOST_DRAFTS) drafts.delete(drafts.keys().next().value);
    drafts.set(draftKey(), value);
  } else drafts.delete(draftKey());
  parts.suggest.attach(parts.text);
  if (value.startsWith('/') && !value.includes('\n')) { offerCommands(value.slice(1)); return; }
  tellTyping(value);
  const completion = completionAt(value, parts.text.selectionStart);
  if (!completion) { parts.suggest.hide(); return; }
  parts.suggest.show(completion.items, item => complete(completion.start, item.insert), { label: completion.label });
}

function offerCommands(value) {
  const all = entries();
  const complete = all.find(entry => value.toLowerCase().startsWith(`${entry.name} `) && !all.some(other => other !== entry && other.name.startsWith(`${entry.name} `)));
  if (complete) { chooseCommand(complete, value.slice(complete.name.length).trim().split(/\s+/u).filter(Boolean)); return; }
  const found = search(all, value);
  parts.suggest.show(found.map(entry => ({
    label: `/${entry.name}`, value: entry.name, description: entry.description, entry,
    detail: entry.options.map(option => (option.required ? option.name : `[${option.name}]`)).join(' '),
  })), item => chooseCommand(item.entry), { label: all.length === 0 ? 'The bot has no commands at the moment.' : found.length ? 'Commands' : 'No command is called that; Enter sends it as text.', evenEmpty: true });
}

function chooseCommand(entry, words) {
  leaveCommand();
  parts.suggest.hide();
  parts.text.value = '';
  drafts.delete(draftKey());
  command = createCommandForm(entry, { suggest: parts.suggest, send: runCommand, cancel: putText, words });
  parts.form.hidden = true;
  parts.holder.append(command.node);
  command.focus();
}

function leaveCommand() {
  if (!command) return;
  command.node.remove();
  command = null;
  parts.suggest.hide();
  parts.form.hidden = channel(state.channelId)?.can_send === false;
  fit();
}

function runCommand(entry, options) {
  leaveCommand();
  setReply(null);
  parts.text.focus();
  const note = commandNote(entry.name);
  toEnd();
  interact(() => api.command({ as: state.me, channel_id: state.channelId, command_id: entry.command.id, options }), {
    acked: note.done, failed: note.failed, refused: note.failed, modal: openModal,
  });
}

async function submit() {
  const text = parts.text;
  const content = toWire(text.value).trim();
  if (!content) return;
  if (content.length > LONGEST) { toast(`A message may have ${LONGEST} characters; this has ${content.length}.`); return; }
  const written = text.value;
  const answering = replyTo;
  const { me, channelId } = state;
  text.value = '';
  drafts.delete(draftKey());
  setReplyQuietly();
  parts.suggest.hide();
  fit();
  lastTyping = 0;
  const message = await attempt(() => api.say(me, channelId, content, answering?.id));
  if (me !== state.me || channelId !== state.channelId) return;
  if (message) putMessage(message);
  else if (!text.value) { text.value = written; if (answering) setReply(answering); fit(); }
}

function setReplyQuietly() {
  replyTo = null;
  parts.reply.hidden = true;
}

function keys(event) {
  if (parts.suggest.key(event) || event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === 'ArrowUp' && parts.text.value === '') {
    if (editLast()) event.preventDefault();
  } else if (event.key === 'Escape' && replyTo) setReply(null);
}

function complete(start, insertText) {
  const { text } = parts;
  const caret = text.selectionStart;
  text.value = text.value.slice(0, start) + insertText + text.value.slice(caret);
  text.setSelectionRange(start + insertText.length, start + insertText.length);
  fit();
  drafts.set(draftKey(), text.value);
}

function insert(char) {
  parts.text.focus();
  complete(parts.text.selectionStart, char);
}

function tellTyping(value) {
  const now = Date.now();
  if (!value || now - lastTyping < TYPING_EVERY) return;
  lastTyping = now;
  api.typing(state.me, state.channelId).catch(() => {}); // a courtesy; the message itself will tell of any fault
}

function fit() {
  const { text, count } = parts;
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, innerHeight * 0.4)}px`;
  const left = LONGEST - text.value.length;
  count.textContent = left < 200 ? String(left) : '';
  count.classList.toggle('over', left < 0);
}

export const focusComposer = () => (command ? command.focus() : parts.text.focus());
