// Faces without pictures: initials on a calm colour that belongs to the person; the bot gets a face of its own.
import { svg } from './dom.js';
import { hue } from './colors.js';

function initials(name) {
  const words = String(name).trim().split(/[\s_.-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map(word => [...word].find(letter => /[\p{L}\p{N}]/u.test(letter)));
  return letters.join('').toUpperCase() || '·';
}

export function avatar(user, name, size = 40) {
  const art = svg('svg', { viewBox: '0 0 40 40', width: size, height: size, class: 'avatar', 'aria-hidden': 'true', focusable: 'false' });
  const ground = svg('rect', { width: 40, height: 40, rx: user?.bot ? 12 : 20 });
  ground.style.fill = user?.bot ? 'var(--accent)' : `hsl(${hue(user?.id ?? name)} 42% 36%)`;
  art.append(ground);
  if (user?.bot) {
    art.append(
      svg('rect', { x: 10, y: 14, width: 20, height: 14, rx: 5, class: 'avatar-mask' }),
      svg('circle', { cx: 16, cy: 21, r: 2.2, class: 'avatar-eye' }),
      svg('circle', { cx: 24, cy: 21, r: 2.2, class: 'avatar-eye' }),
      svg('path', { d: 'M20 14V9', class: 'avatar-line' }),
      svg('circle', { cx: 20, cy: 8.5, r: 2, class: 'avatar-mask' }));
    return art;
  }
  const text = svg('text', { x: 20, y: 20, 'text-anchor': 'middle', 'dominant-baseline': 'central', fill: '#fff', class: 'avatar-text' });
  text.textContent = initials(name);
  art.append(text);
  return art;
}
