// Moments as people read them: message times, and the <t:...> marks, whose relative form stays true while the page is open.
import { el } from './dom.js';

const format = options => new Intl.DateTimeFormat(undefined, options);

const STYLES = {
  t: format({ hour: '2-digit', minute: '2-digit' }),
  T: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  d: format({ year: 'numeric', month: '2-digit', day: '2-digit' }),
  D: format({ year: 'numeric', month: 'long', day: 'numeric' }),
  f: format({ year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  F: format({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
  s: format({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }),
  S: format({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [['year', 31557600], ['month', 2629800], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export function relativeText(moment, now = Date.now()) {
  const seconds = Math.round((moment.getTime() - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

const isPossible = moment => !Number.isNaN(moment.getTime());

/** The element for <t:seconds:style>, or null when no calendar has that moment. */
export function timeMark(seconds, style = 'f') {
  const moment = new Date(Number(seconds) * 1000);
  if (!isPossible(moment)) return null;
  const node = el('time', { class: 'time-mark', datetime: moment.toISOString(), title: STYLES.F.format(moment), tabindex: '0' },
    style === 'R' ? relativeText(moment) : STYLES[style].format(moment));
  if (style === 'R') node.dataset.relative = String(moment.getTime());
  return node;
}

export function fullText(moment) {
  return STYLES.F.format(moment);
}

/** The time beside an author: the hour today, the day as well before. */
export function messageTime(moment) {
  if (!isPossible(moment)) return '';
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (moment.toDateString() === today.toDateString()) return STYLES.t.format(moment);
  if (moment.toDateString() === yesterday.toDateString()) return `Yesterday ${STYLES.t.format(moment)}`;
  return STYLES.s.format(moment);
}

/** The hour alone, narrow enough for the margin. */
export const shortTime = moment => STYLES.t.formatToParts(moment).filter(part => part.type !== 'dayPeriod').map(part => part.value).join('').trim();

export const dayText = moment => STYLES.D.format(moment);

/** One ticker for every relative mark on the page. */
export function keepRelativeTimes() {
  setInterval(() => {
    if (document.hidden) return;
    for (const node of document.querySelectorAll('time[data-relative]')) {
      const text = relativeText(new Date(Number(node.dataset.relative)));
      if (node.textContent !== text) node.textContent = text;
    }
  }, 1000);
}
