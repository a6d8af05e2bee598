// Pictures. The page loads nothing from other sites; what lives elsewhere is named and linked instead.
import { el } from './dom.js';
import { icon } from './icons.js';
import { safeUrl } from './markdown-inline.js';

function ownAddress(url) {
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml);/u.test(url) || url.startsWith('blob:')) return url;
  try {
    const address = new URL(url, document.baseURI);
    return address.origin === location.origin ? address.href : null;
  } catch {
    return null;
  }
}

/** An image of our own origin, or a card that says where the picture is. */
export function picture(url, alt, kind) {
  const own = ownAddress(String(url ?? ''));
  if (own) return el('img', { src: own, alt: alt || '', class: `picture picture-${kind}`, loading: 'lazy' });
  const away = safeUrl(String(url ?? ''));
  if (!away) return el('span', { class: `picture-away picture-${kind}`, title: alt || 'No picture' }, icon('picture'));
  const host = new URL(away).hostname;
  return el('a', {
    class: `picture-away picture-${kind}`, href: away, target: '_blank', rel: 'noopener noreferrer nofollow',
    title: `${alt ? `${alt}\n` : ''}Picture from ${host}, not loaded here`, 'aria-label': `Picture from ${host}${alt ? `: ${alt}` : ''}`,
  }, icon('picture'), el('span', {}, host));
}
