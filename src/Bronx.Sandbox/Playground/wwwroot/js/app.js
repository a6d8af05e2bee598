// Begins everything and connects the parts: who, where, the world, the live feed.
import { $, announce, el, replace } from './dom.js';
import { api } from './api.js';
import { readAddress, resolveChannel, resolvePerson, writeAddress } from './address.js';
import { startBar, drawBar } from './bar.js';
import { drawBanners, startBanners } from './banners.js';
import { drawChannels } from './channels.js';
import { focusComposer, openCommand, putText, setReply, showComposer, startComposer } from './composer.js';
import { confirmDialog } from './dialogs.js';
import { closeDrawer, startDrawers } from './drawers.js';
import { editLast, editMessage } from './edit.js';
import { handleLive } from './feed.js';
import { drawHint } from './hint.js';
import { forgetInteractions, pressComponent } from './interactions.js';
import { recall, remember } from './keep.js';
import { openLive } from './live.js';
import { renderLine, setLookup } from './markdown-view.js';
import { authorName, isEphemeral, summary } from './message.js';
import { openModal } from './modal.js';
import { clearNotes } from './notes.js';
import { drawPeople } from './people.js';
import { closePopover } from './popover.js';
import { addChannel, channel, dropMessage, nameOf, on, placeName, resetMessages, role, setWorld, state } from './store.js';
import { applyTheme } from './theme.js';
import { isAtEnd, rerender, showMessage, startTimeline } from './timeline.js';
import { keepRelativeTimes } from './timestamps.js';
import { attempt, connectionIsBack, toast } from './toast.js';
import { keepTyping, showTyping } from './typing.js';
import { lastReadOf, loadRead, markRead } from './unread.js';

const PAGE = 50;
const waiting = new Set();   // message id / custom id of presses under way
const failures = new Map();  // message id -> sentence
const MOST_FAILURES = 50;
let closeLive = () => {};
let reloads = 0; // grows with every question about the world; only the last one is answered
let turn = 0; // grows with every change of person or channel; late answers of an earlier turn are dropped

const actions = {
  reply: setReply,
  edit: editMessage,
  async remove(message) {
    const sure = isEphemeral(message) || await confirmDialog({ title: 'Delete this message?', text: `${authorName(message)}: ${summary(message)}`, action: 'Delete' });
    if (!sure) return;
    const done = await attempt(async () => { await api.remove(state.me, message.channel_id, message.id); return true; });
    if (done) dropMessage(message.id);
    focusComposer();
  },
  openChannel: id => (channel(id) ? openChannel(id) : toast('That thread sleeps; somebody has to write in it first.', 'info')),
  async thread(message) {
    const thread = await attempt(() => api.beginThread(state.me, message.channel_id, summary(message).slice(0, 40).trim() || 'Thread', message.id));
    if (!thread) return;
    await loadWorld(state.me);
    await openChannel(thread.id);
  },
  jump(id) {
    if (!showMessage(id)) toast('That message is further up; scroll to load older ones.', 'info');
  },
  use(message, customId, values) {
    const key = `${message.id}/${customId}`;
    waiting.add(key);
    failures.delete(message.id);
    rerender(message.id);
    const end = text => {
      waiting.delete(key);
      if (text) {
        if (failures.size >= MOST_FAILURES) failures.delete(failures.keys().next().value);
        failures.set(message.id, text);
      }
      rerender(message.id);
    };
    pressComponent(message, customId, values, { acked: () => end(null), failed: end, refused: end, modal: openModal });
  },
  isWaiting: (message, customId) => waiting.has(`${message.id}/${customId}`),
  failure: message => failures.get(message.id),
};

async function loadWorld(as) {
  setWorld(await api.world(as));
}

/** Becomes somebody: their world, their channels, their feed. */
async function actAs(wanted, { push = true, channelWanted } = {}) {
  const mine = ++turn;
  closePopover();
  const before = channel(state.channelId);
  if (!state.world) await loadWorld(/^\d+$/u.test(wanted ?? '') ? wanted : undefined);
  const person = resolvePerson(state.world.people, wanted) ?? resolvePerson(state.world.people, 'newcomer') ?? state.world.people[0];
  if (wanted && !resolvePerson(state.world.people, wanted)) toast(`There is nobody called “${wanted}” here; you act as ${person.name}.`, 'info');
  const theirs = await api.world(person.id);
  if (mine !== turn) return;
  setWorld(theirs);
  state.me = person.id;
  state.typing.clear();
  waiting.clear();
  failures.clear();
  loadRead();
  closeLive();
  closeLive = openLive(person.id, { event: (type, data) => handleLive(type, data, feed), lost, back });
  const keepPlace = channelWanted ?? (before?.type === 1 ? 'dm' : before?.id) ?? recall(`channel.${person.id}`, null);
  await openChannel(resolveChannel(state.world, keepPlace)?.id, { push });
  announce(`You act as ${person.name}`);
}

async function openChannel(id, { push = true } = {}) {
  const mine = ++turn;
  closeDrawer();
  state.channelId = id;
  state.dividerAfter = lastReadOf(id);
  clearNotes();
  writeAddress(push);
  if (id) remember(`channel.${state.me}`, id);
  const messages = id ? await attempt(() => api.messages(state.me, id)) : [];
  if (mine !== turn) return;
  drawBeginning();
  resetMessages(messages ?? [], (messages?.length ?? 0) >= PAGE);
  markRead(id);
  drawAll();
  showComposer();
}

async function openDm() {
  const dm = await attempt(() => api.openDm(state.me));
  if (!dm) return;
  addChannel(dm);
  await openChannel(dm.id);
}

function drawBeginning() {
  const here = channel(state.channelId);
  replace($('beginning'), here && el('h3', {}, here.type === 1 ? `You and ${nameOf(state.world.bot.user.id)}` : `The beginning of ${placeName(here)}`), here?.topic && el('p', {}, renderLine(here.topic)));
}

const drawLeft = () => drawChannels({ open: openChannel, openDm });

const drawSides = () => {
  drawLeft();
  drawPeople({ leave, switchRules, actAs, mention: id => { closePopover(); closeDrawer(); putText(`@${nameOf(id)} `); } });
};

const deed = name => attempt(async () => { await api.server(name, state.me); await feed.reloadWorld(); return true; });
const switchRules = async () => { closePopover(); await deed('screening'); };

async function leave() {
  closePopover();
  const sure = await confirmDialog({ title: 'Leave the server?', text: 'The bot hears of it as of any other who goes. You can join again at once.', action: 'Leave', keep: 'Stay' });
  if (sure) await deed('leave');
}

async function arrive() {
  const somebody = await attempt(() => api.arrive());
  if (!somebody) return;
  await attempt(() => loadWorld(state.me));
  await attempt(() => actAs(somebody.id, { channelWanted: 'welcome' }));
}

function drawAll() {
  drawBar();
  drawSides();
  drawBanners();
  drawHint(putText);
  showTyping();
}

async function reloadMessages() {
  const mine = turn;
  const messages = await attempt(() => api.messages(state.me, state.channelId));
  if (messages && mine === turn) resetMessages(messages, messages.length >= PAGE);
}

const feed = {
  isSeen: message => message.channel_id === state.channelId && isAtEnd() && !document.hidden && document.hasFocus(),
  drawSides, drawBanners, drawChannels: drawLeft,
  async reloadWorld() {
    const mine = turn;
    const as = state.me;
    const asked = ++reloads;
    const couldWrite = channel(state.channelId)?.can_send;
    const world = await attempt(() => api.world(as));
    // Who acts here may be another by now; and of two answers the later question's counts.
    if (!world || as !== state.me || asked !== reloads) return;
    setWorld(world);
    if (mine !== turn) return;
    if (!channel(state.channelId)) {
      toast('You no longer see that channel.', 'info');
      await openChannel(resolveChannel(state.world, null)?.id, { push: false });
      return;
    }
    drawAll();
    if (channel(state.channelId).can_send !== couldWrite) showComposer();
  },
  forgetFailure: id => failures.delete(id),
};

function lost() {
  state.connected = false;
  drawBanners();
}

async function back() {
  state.connected = true;
  connectionIsBack();
  forgetInteractions();
  drawBanners();
  await feed.reloadWorld();
  await reloadMessages();
}

function seen() {
  if (!document.hidden) markRead(state.channelId);
}

async function begin() {
  applyTheme();
  setLookup({
    user: id => (nameOf(id) === 'Somebody' ? null : nameOf(id)), role, channel: id => channel(id)?.name ?? null,
    openChannel: id => openChannel(id), openCommand: name => openCommand(name),
  });
  startBar(id => attempt(() => actAs(id)), arrive);
  startBanners(deed);
  startTimeline(actions);
  startComposer({ editLast });
  startDrawers();
  keepRelativeTimes();
  keepTyping();
  on('seen', seen);
  on('channel:reload', reloadMessages);
  addEventListener('focus', () => { if (isAtEnd()) { seen(); drawSides(); } });
  addEventListener('popstate', () => { const { as, channel: there } = readAddress(); attempt(() => actAs(as, { push: false, channelWanted: there })); });
  const { as, channel: there } = readAddress();
  await start(as, there);
}

// The bot's process may still be starting when the page is already open.
async function start(as, there) {
  for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
    try {
      await actAs(as, { push: false, channelWanted: there });
      $('app').dataset.ready = 'true';
      return;
    } catch (fault) {
      replace($('banners'), el('p', { class: 'banner banner-bad' }, `${fault.message} Trying again…`));
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
}

await begin();
