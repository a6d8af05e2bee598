// Lines at the end of the list that only this window has: a command that waits, one that nobody answered.
import { $, button, el } from './dom.js';
import { icon } from './icons.js';
import { avatar } from './avatars.js';
import { member, nameOf, state } from './store.js';

const MOST = 4;

export function commandNote(name) {
  const place = $('notes');
  while (place.children.length >= MOST) place.firstChild.remove();
  const me = state.me;
  const status = el('p', { class: 'note-status' }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), 'Waiting for the bot…');
  const note = el('div', { class: 'note', dataset: { testid: 'note' } },
    avatar(member(me)?.user ?? { id: me }, nameOf(me), 24),
    el('div', {}, el('p', {}, el('strong', {}, 'You'), ' used ', el('code', {}, `/${name}`)), status));
  place.append(note);
  return {
    done: () => note.remove(),
    failed(text) {
      status.replaceChildren(text);
      status.className = 'note-status note-failed';
      status.setAttribute('role', 'alert');
      note.append(el('p', { class: 'msg-only-you' }, icon('eye'), 'Only you can see this ·', button({ class: 'link', on: { click: () => note.remove() } }, 'Dismiss')));
    },
  };
}

export const clearNotes = () => $('notes').replaceChildren();
