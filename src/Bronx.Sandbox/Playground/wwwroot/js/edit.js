// Editing one's own message in its place.
import { button, el } from './dom.js';
import { api } from './api.js';
import { attempt } from './toast.js';
import { focusComposer } from './composer.js';
import { isEphemeral } from './message.js';
import { putMessage, state } from './store.js';
import { rerender, rowOf } from './timeline.js';
import { fromWire, toWire } from './writing.js';

export function editMessage(message) {
  const row = rowOf(message.id);
  if (!row || row.classList.contains('editing')) return;
  const text = el('textarea', { class: 'input edit-text', 'aria-label': 'Edit the message', rows: '1', dataset: { testid: 'edit' }, value: fromWire(message.content ?? '') });
  const form = el('form', { class: 'edit-form', on: { submit: event => { event.preventDefault(); save(); } } }, text,
    el('p', { class: 'hint-text' }, 'Enter to ', button({ class: 'link', type: 'submit' }, 'save'), ' · Esc to ', button({ class: 'link', on: { click: close } }, 'cancel')));
  text.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.stopPropagation(); close(); }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); save(); }
  });
  const fit = () => { text.style.height = 'auto'; text.style.height = `${text.scrollHeight + 2}px`; };
  text.addEventListener('input', fit);
  row.classList.add('editing');
  const old = row.querySelector('.msg-content');
  if (old) old.replaceWith(form);
  else row.querySelector('.msg-body').append(form);
  fit();
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);

  function close() {
    row.classList.remove('editing');
    rerender(message.id);
    focusComposer();
  }

  async function save() {
    const content = toWire(text.value).trim();
    if (content === message.content) { close(); return; }
    if (!content) { text.focus(); return; }
    const changed = await attempt(() => api.edit(state.me, message.channel_id, message.id, content));
    if (!changed) return;
    row.classList.remove('editing');
    putMessage(changed);
    focusComposer();
  }
}

/** The person's newest message that can be edited; false when there is none. */
export function editLast() {
  const own = state.messages.findLast(message => message.author.id === state.me && !isEphemeral(message));
  if (own) editMessage(own);
  return Boolean(own);
}
