// Buttons, selects and the layout components under or instead of a message's text.
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { plain } from './colors.js';
import { renderMarkdown } from './markdown-view.js';
import { safeUrl } from './markdown-inline.js';
import { picture } from './pictures.js';
import { emojiFace, selectMenu } from './select-menu.js';

const BUTTON_STYLE = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link', 6: 'secondary' };

/** `use(customId, values)` performs an interaction; `isWaiting(customId)` tells whether one is under way. */
export function renderComponents(components, context) {
  if (!components?.length) return null;
  return el('div', { class: 'components' }, components.map(component => one(component, context)));
}

function one(component, context) {
  const draw = DRAW[component.type];
  return draw ? draw(component, context) : el('p', { class: 'hint-text' }, `A component of type ${component.type} cannot be shown here.`);
}

const all = (list, context) => (list ?? []).map(component => one(component, context));

const DRAW = {
  1: (row, context) => el('div', { class: 'action-row' }, all(row.components, context)),
  2: pressable,
  3: select, 5: select, 6: select, 7: select, 8: select,
  9: (section, context) => el('div', { class: 'section' },
    el('div', { class: 'section-text' }, all(section.components, context)),
    section.accessory && el('div', { class: 'section-side' }, one(section.accessory, context))),
  10: text => el('div', { class: 'md text-display' }, renderMarkdown(text.content ?? '')),
  11: thumbnail => veiled(thumbnail, picture(thumbnail.media?.url, thumbnail.description, 'thumbnail')),
  12: gallery => el('div', { class: `gallery gallery-${Math.min(gallery.items?.length ?? 1, 4)}` },
    (gallery.items ?? []).map(item => veiled(item, picture(item.media?.url, item.description, 'tile')))),
  13: file => attachment({ filename: file.name ?? file.file?.url?.split('/').pop() ?? 'file', url: file.file?.url, size: file.size }),
  14: separator => el('hr', { class: `separator${separator.divider === false ? ' separator-blank' : ''}${separator.spacing === 2 ? ' separator-large' : ''}` }),
  17: container,
};

function container(box, context) {
  const node = el('div', { class: 'container-box' }, all(box.components, context));
  if (typeof box.accent_color === 'number') node.style.setProperty('--bar', plain(box.accent_color));
  return veiled(box, node);
}

// Layout parts may be spoilers too.
function veiled(part, node) {
  if (!part.spoiler) return node;
  node.inert = true;
  const cover = button({ class: 'veil-button', on: { click: () => { node.inert = false; cover.remove(); holder.classList.remove('veiled'); } } }, icon('eye'), 'Show');
  const holder = el('div', { class: 'veiled' }, node, cover);
  return holder;
}

function pressable(component, context) {
  const style = BUTTON_STYLE[component.style] ?? 'secondary';
  const face = [emojiFace(component.emoji), component.label && el('span', {}, component.label)];
  const name = component.label || component.emoji?.name || 'Button';
  if (component.style === 5) {
    const address = !component.disabled && safeUrl(component.url ?? '');
    return address
      ? el('a', { class: 'button button-link', href: address, target: '_blank', rel: 'noopener noreferrer nofollow', dataset: { testid: 'link-button' } }, face, icon('out'))
      : button({ class: 'button button-link', disabled: true }, face, icon('out'));
  }
  const waiting = context.isWaiting(component.custom_id);
  return button({
    class: `button button-${style}${waiting ? ' waiting' : ''}`, disabled: component.disabled || component.style === 6, 'aria-label': component.label ? null : name,
    'aria-busy': waiting ? 'true' : null, dataset: { customId: component.custom_id, testid: 'component-button' },
    on: { click: () => { if (!context.isWaiting(component.custom_id)) context.use(component.custom_id, undefined, component.type); } },
  }, face, waiting && el('span', { class: 'spinner', 'aria-hidden': 'true' }));
}

function select(component, context) {
  const control = selectMenu(component, { onCommit: values => context.use(component.custom_id, values, component.type) });
  if (context.isWaiting(component.custom_id)) {
    control.classList.add('waiting');
    control.setAttribute('aria-busy', 'true');
    control.append(el('span', { class: 'spinner', 'aria-hidden': 'true' }));
  }
  return control;
}

const SIZES = ['B', 'KB', 'MB', 'GB'];

function sizeText(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < SIZES.length - 1) { size /= 1024; unit++; }
  return `${unit === 0 ? size : size.toFixed(1)} ${SIZES[unit]}`;
}

export function attachment(file) {
  if (/^image\//u.test(file.content_type ?? '') && file.url) return picture(file.url, file.description ?? file.filename, 'wide');
  const address = file.url && (safeUrl(file.url) ?? new URL(file.url, document.baseURI).href);
  const safe = address && /^https?:/u.test(address) ? address : null;
  const inside = [icon('file'), el('span', {}, file.filename), file.size !== undefined && el('small', {}, sizeText(file.size))];
  return safe ? el('a', { class: 'file', href: safe, target: '_blank', rel: 'noopener noreferrer nofollow' }, inside) : el('span', { class: 'file' }, inside);
}
