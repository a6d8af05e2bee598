// The first visit: what to type. Quiet, and gone for good once dismissed.
import { $, button, el, replace } from './dom.js';
import { icon } from './icons.js';
import { recall, remember } from './keep.js';
import { safeUrl } from './markdown-inline.js';
import { channel, state } from './store.js';

const FIRST = ['.help', '.ping', '/ping', '.daily'];

/** `put(text)` writes into the box. */
export function drawHint(put) {
  const place = $('hint');
  if (recall('hint-read', false) || channel(state.channelId)?.can_send === false) { place.replaceChildren(); return; }
  const dashboard = state.world.dashboard_url && safeUrl(state.world.dashboard_url);
  replace(place, el('aside', { class: 'first-hint', 'aria-label': 'First steps', dataset: { testid: 'hint' } },
    el('p', {}, el('strong', {}, 'New here?'), ' This is a demo server with a real bot in it. Try:'),
    el('div', { class: 'hint-tries' }, FIRST.map(text => button({ class: 'hint-try', dataset: { testid: 'hint-try' }, on: { click: () => put(text) } }, text))),
    dashboard && el('p', { class: 'hint-more' }, 'Every command moves the numbers on the ', el('a', { href: dashboard, target: '_blank', rel: 'noopener' }, 'dashboard'), '.'),
    button({ class: 'icon-button hint-close', 'aria-label': 'Dismiss the hint', dataset: { testid: 'hint-close' }, on: { click: () => { remember('hint-read', true); place.replaceChildren(); } } }, icon('close'))));
}
