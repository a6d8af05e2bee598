// The list of messages: grouping, days, the line before what is new, loading upwards, staying at the end.
import { $, announce, el, replace } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { attempt } from './toast.js';
import { authorName, isEphemeral, renderMessage, summary } from './message.js';
import { emit, on, prependMessages, state, trimOldest } from './store.js';
import { compareIds, momentOf } from './snowflakes.js';
import { dayText } from './timestamps.js';

const GROUP_MINUTES = 7;
const NEAR_END = 80;   // px from the end that still counts as being there
const NEAR_START = 300;

const rows = new Map();
let actions;
let loadingOlder = false;
let unseen = 0;
let lastTop = 0;
let pinned = true; // the person is at the end, and stays there

const scroll = () => $('scroll');
const list = () => $('messages');
export const isAtEnd = () => scroll().scrollHeight - scroll().scrollTop - scroll().clientHeight < NEAR_END;

export function startTimeline(handlers) {
  actions = handlers;
  on('messages:reset', reset);
  on('messages:prepend', prepend);
  on('message:add', add);
  on('message:update', update);
  on('message:delete', remove);
  scroll().addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(() => { if (pinned) toEnd(); }).observe(scroll());
  new ResizeObserver(() => { if (pinned) toEnd(); }).observe(list());
  new ResizeObserver(() => { if (pinned) toEnd(); }).observe($('notes'));
  $('jump').addEventListener('click', () => { if (state.hasNewer) emit('channel:reload'); else toEnd(); });
  list().addEventListener('click', tapped);
  list().addEventListener('keydown', moveAmongMessages);
}

export const rerender = id => {
  const message = state.messages.find(one => one.id === id);
  if (message) update(message);
};

function reset() {
  rows.clear();
  replace(list(), state.messages.map(build));
  arrangeFrom(0);
  unseen = 0;
  pinned = true;
  beginning();
  toEnd();
  const divider = list().querySelector('.divider-new');
  if (divider && divider.offsetTop < scroll().scrollTop) {
    pinned = false;
    divider.scrollIntoView({ block: 'center' });
  }
  jumpButton();
}

function build(message) {
  const row = renderMessage(message, actions);
  rows.set(message.id, row);
  return row;
}

function add({ message, place }) {
  const stay = pinned;
  const next = state.messages[place + 1];
  list().insertBefore(build(message), next ? rows.get(next.id) ?? null : null);
  if (stay) for (const old of trimOldest()) { rows.get(old.id)?.remove(); rows.delete(old.id); }
  arrangeFrom(Math.max(0, state.messages.indexOf(message) - 1), 3);
  const mine = message.author.id === state.me;
  if (mine) onlyNewLine(null);
  if (stay || mine) toEnd();
  else unseen++;
  beginning();
  jumpButton();
  if (!mine) announce(`${authorName(message)}${isEphemeral(message) ? ', only to you' : ''}: ${summary(message)}`);
}

function update(message) {
  const old = rows.get(message.id);
  if (!old || old.classList.contains('editing')) return;
  const hadFocus = old === document.activeElement;
  const focus = !hadFocus && old.contains(document.activeElement) ? document.activeElement.dataset : null;
  const fresh = build(message);
  for (const spoiler of old.querySelectorAll('.spoiler')) if (spoiler.classList.contains('open')) keepOpen(fresh, old);
  fresh.classList.toggle('show-tools', old.classList.contains('show-tools'));
  old.replaceWith(fresh);
  arrangeFrom(state.messages.indexOf(message), 2);
  if (focus) refocus(fresh, focus);
  if (hadFocus) { fresh.setAttribute('tabindex', '0'); fresh.focus({ preventScroll: true }); }
  if (pinned) toEnd();
}

// An edit does not cover again what the person has opened, as long as the text has the same spoilers.
function keepOpen(fresh, old) {
  const before = [...old.querySelectorAll('.spoiler')];
  const after = [...fresh.querySelectorAll('.spoiler')];
  if (before.length !== after.length) return;
  before.forEach((spoiler, i) => {
    if (spoiler.classList.contains('open') && spoiler.textContent === after[i].textContent) after[i].click();
  });
}

function refocus(row, { customId, testid, emoji }) {
  const wanted = [...row.querySelectorAll('button, a, input')].find(node =>
    (customId && node.dataset.customId === customId) || (emoji && node.dataset.emoji === emoji) || (!customId && !emoji && testid && node.dataset.testid === testid));
  wanted?.focus({ preventScroll: true });
}

function remove(id) {
  rows.get(id)?.remove();
  rows.delete(id);
  arrangeFrom(0);
  beginning();
}

function prepend({ fresh, cut }) {
  const box = scroll();
  const anchor = list().firstElementChild;
  const before = anchor?.getBoundingClientRect().top ?? 0;
  for (const old of cut) { rows.get(old.id)?.remove(); rows.delete(old.id); }
  list().prepend(...fresh.map(build));
  arrangeFrom(0);
  beginning();
  if (anchor?.isConnected) box.scrollTop += anchor.getBoundingClientRect().top - before;
  jumpButton();
}

// Sets what depends on the neighbours: grouped or with a head, a new day, the line before the new ones.
function arrangeFrom(from, count = Infinity) {
  const end = Math.min(state.messages.length, from + count);
  const read = lastRead();
  for (let i = Math.max(0, from); i < end; i++) {
    const message = state.messages[i];
    const before = state.messages[i - 1];
    const row = rows.get(message.id);
    if (!row) continue;
    const when = momentOf(message.id);
    const newDay = !before || momentOf(before.id).toDateString() !== when.toDateString();
    const isNew = Boolean(before && read && before.id === read);
    row.classList.toggle('grouped', !newDay && !isNew && groups(before, message));
    marker(row, newDay ? dayText(when) : null, isNew);
  }
  keepReachable();
}

// The last message of the list that had been read when the new ones came.
function lastRead() {
  if (!state.dividerAfter) return null;
  let found = null;
  for (const message of state.messages) {
    if (compareIds(message.id, state.dividerAfter) > 0) break;
    found = message.id;
  }
  return found;
}

function groups(before, message) {
  return before.author.id === message.author.id
    && !message.message_reference?.message_id && !message.interaction_metadata && !message.interaction
    && isEphemeral(before) === isEphemeral(message)
    && momentOf(message.id) - momentOf(before.id) < GROUP_MINUTES * 60000;
}

function marker(row, day, isNew) {
  const existing = row.querySelector(':scope > .divider');
  if (!day && !isNew) { existing?.remove(); return; }
  const text = `${day ?? ''}|${isNew}`;
  if (existing?.dataset.text === text) return;
  existing?.remove();
  if (isNew) onlyNewLine(row);
  row.prepend(el('div', { class: `divider${isNew ? ' divider-new' : ''}`, role: 'separator', dataset: { text, testid: isNew ? 'new-divider' : undefined } },
    day && el('span', {}, day), isNew && el('span', { class: 'divider-word' }, 'New')));
}

// There is one line before what is new, or none.
function onlyNewLine(row) {
  for (const line of list().querySelectorAll('.divider-new')) {
    const other = line.parentElement;
    if (other === row) continue;
    const [day] = line.dataset.text.split('|');
    line.remove();
    if (day) marker(other, day, false);
  }
}

// One message is in the order of the Tab key, the newest at first; the arrows move from message to message.
function keepReachable() {
  const kept = list().querySelector(':scope > [tabindex="0"]');
  const last = list().lastElementChild;
  if (kept && (kept === last || kept.contains(document.activeElement))) return;
  kept?.setAttribute('tabindex', '-1');
  last?.setAttribute('tabindex', '0');
}

function moveAmongMessages(event) {
  const row = event.target.closest('.msg');
  if (!row || event.target !== row) return;
  const next = { ArrowUp: row.previousElementSibling, ArrowDown: row.nextElementSibling, Home: list().firstElementChild, End: list().lastElementChild }[event.key];
  if (!next) return;
  event.preventDefault();
  row.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}

function beginning() {
  $('beginning').hidden = state.hasOlder;
}

export function toEnd() {
  pinned = true;
  scroll().scrollTop = scroll().scrollHeight;
}

function scrolled() {
  const top = scroll().scrollTop;
  // Only the person's own movement upwards leaves the end; growing content does not.
  pinned = (isAtEnd() || (pinned && top >= lastTop)) && !state.hasNewer;
  lastTop = top;
  if (pinned) {
    unseen = 0;
    emit('seen');
  }
  jumpButton();
  if (scroll().scrollTop < NEAR_START) loadOlder();
}

export async function loadOlder() {
  if (loadingOlder || !state.hasOlder || !state.messages.length) return;
  loadingOlder = true;
  $('older').hidden = false;
  const { me, channelId } = state;
  const older = await attempt(() => api.messages(me, channelId, state.messages[0].id));
  $('older').hidden = true;
  loadingOlder = false;
  if (!older || me !== state.me || channelId !== state.channelId) return;
  prependMessages(older, older.length >= 50);
}

function jumpButton() {
  const jump = $('jump');
  jump.hidden = pinned && !state.hasNewer;
  if (jump.hidden) return;
  replace(jump, icon('arrowDown'), unseen > 0 ? `${unseen} new ${unseen === 1 ? 'message' : 'messages'}` : 'To the newest');
}

/** Shows a message that is in the list; says so when it is not. */
export function showMessage(id) {
  const row = rows.get(id);
  if (!row) return false;
  pinned = false;
  row.scrollIntoView({ block: 'center' });
  row.classList.add('flash');
  setTimeout(() => row.classList.remove('flash'), 1600);
  return true;
}

export const rowOf = id => rows.get(id);

// On a touch screen a tap on a message shows its tools.
function tapped(event) {
  const row = event.target.closest('.msg');
  if (!row || event.target.closest('button, a, input, textarea, .spoiler, .msg-tools')) return;
  for (const other of list().querySelectorAll('.show-tools')) if (other !== row) other.classList.remove('show-tools');
  row.classList.toggle('show-tools');
}
