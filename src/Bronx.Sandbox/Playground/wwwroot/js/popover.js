// Small panels that hang on a control: menus, lists, the emoji table. One is open at a time.
import { el } from './dom.js';

let current = null;

export function closePopover(returnFocus = false) {
  if (!current) return;
  const { panel, anchor, onClose, stop } = current;
  current = null;
  stop();
  panel.remove();
  anchor.setAttribute('aria-expanded', 'false');
  onClose?.();
  if (returnFocus && anchor.isConnected) anchor.focus();
}

export const openAnchor = () => current?.anchor ?? null;

/** Opens `content` at `anchor`; a second call with the same anchor closes it. Returns the panel or null. */
export function openPopover(anchor, content, { label, onClose, className = '', width } = {}) {
  const again = current?.anchor === anchor;
  closePopover();
  if (again) return null;
  const panel = el('div', { class: `popover ${className}`, popover: 'manual', role: 'dialog', 'aria-label': label, dataset: { testid: 'popover' } }, content);
  (anchor.closest('dialog') ?? document.body).append(panel);
  panel.showPopover?.();
  if (width) panel.style.minWidth = `${Math.min(width, innerWidth - 16)}px`;
  place(panel, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  current = { panel, anchor, onClose, stop: watch(panel, anchor) };
  return panel;
}

export function place(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const below = innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const up = below < Math.min(size.height, 280) && above > below;
  panel.style.maxHeight = `${Math.max(140, Math.min(520, up ? above : below))}px`;
  const height = Math.min(size.height, up ? above : below);
  panel.style.top = `${Math.max(8, up ? box.top - height - 6 : box.bottom + 6)}px`;
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
}

function watch(panel, anchor) {
  const outside = event => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) closePopover();
  };
  const keys = event => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    closePopover(true);
  };
  const moved = () => place(panel, anchor);
  document.addEventListener('pointerdown', outside, true);
  document.addEventListener('keydown', keys, true);
  addEventListener('resize', moved);
  return () => {
    document.removeEventListener('pointerdown', outside, true);
    document.removeEventListener('keydown', keys, true);
    removeEventListener('resize', moved);
  };
}
