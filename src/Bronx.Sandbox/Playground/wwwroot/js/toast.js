// Short sentences at the edge of the page: a refusal, a fault, a thing done.
import { $, el, button } from './dom.js';
import { icon } from './icons.js';

const MOST = 3;

export function toast(text, kind = 'error', untilBack = false) {
  const place = $('toasts');
  while (place.children.length >= MOST) place.firstChild.remove();
  const note = el('div', { class: `toast toast-${kind}`, dataset: { testid: 'toast', untilBack: untilBack ? 'true' : undefined } },
    el('span', {}, text),
    button({ class: 'icon-button', 'aria-label': 'Dismiss', on: { click: () => note.remove() } }, icon('close')));
  place.append(note);
  setTimeout(() => note.remove(), kind === 'error' ? 9000 : 4000);
}

/** What was said about a connection that is there again is no longer true. */
export function connectionIsBack() {
  for (const note of [...$('toasts').querySelectorAll('[data-until-back]')]) note.remove();
}

/** Runs a request; a refusal is shown, and undefined returned. */
export async function attempt(work) {
  try {
    return await work();
  } catch (fault) {
    toast(fault.message, 'error', fault.status === 0);
    return undefined;
  }
}
