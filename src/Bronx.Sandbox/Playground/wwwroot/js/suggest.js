// The list above the box: commands, people, channels, emoji, values of an option.
import { el, replace, uniqueId } from './dom.js';

const MOST = 30;

/** A list in `holder`; `attach(input)` before showing. Items: {label, description, detail, face(), value}. */
export function createSuggest(holder) {
  const id = uniqueId('suggest');
  const title = el('p', { class: 'suggest-title' });
  const list = el('ul', { role: 'listbox', id, class: 'options', 'aria-label': 'Suggestions' });
  const panel = el('div', { class: 'suggest', hidden: true, dataset: { testid: 'suggest' } }, title, list);
  let items = [];
  let active = -1;
  let pick = () => {};
  let input = null;
  holder.append(panel);
  const self = { panel, show, hide, key, attach, get visible() { return !panel.hidden; } };
  return self;

  function attach(field) {
    if (input && input !== field) untie();
    input = field;
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
  }

  function untie() {
    input.removeAttribute('aria-activedescendant');
    expanded(false);
  }

  function expanded(open) {
    if (input?.getAttribute('role') === 'combobox') input.setAttribute('aria-expanded', String(open));
  }

  /** `eager`: the first item is taken by Enter without having been moved to. `evenEmpty`: the label alone is worth showing. */
  function show(found, onPick, { label, eager = true, evenEmpty = false } = {}) {
    items = found.slice(0, MOST);
    pick = onPick;
    if (items.length === 0 && !evenEmpty) { hide(); return; }
    active = eager && items.length ? 0 : -1;
    title.textContent = label ?? '';
    title.hidden = !label;
    replace(list, items.map((item, i) => el('li', {
      role: 'option', id: `${id}-${i}`, class: 'option', 'aria-selected': 'false', dataset: { testid: 'suggestion', value: item.value ?? item.label },
      on: { pointerdown: event => event.preventDefault(), click: () => choose(i) },
    }, item.face?.(), el('span', { class: 'option-text' }, el('span', { class: 'option-label' }, item.label), item.description && el('small', {}, item.description)),
    item.detail && el('span', { class: 'option-detail' }, item.detail))));
    panel.hidden = false;
    expanded(true);
    mark();
  }

  function hide() {
    if (panel.hidden) return;
    panel.hidden = true;
    items = [];
    active = -1;
    if (input) untie();
  }

  function mark() {
    [...list.children].forEach((row, i) => {
      row.classList.toggle('active', i === active);
      row.setAttribute('aria-selected', String(i === active));
    });
    if (active >= 0) {
      list.children[active].scrollIntoView({ block: 'nearest' });
      input?.setAttribute('aria-activedescendant', `${id}-${active}`);
    } else input?.removeAttribute('aria-activedescendant');
  }

  function choose(i) {
    const item = items[i];
    hide();
    if (item) pick(item);
  }

  /** Handles a key of the input while open; true when it was used. */
  function key(event) {
    if (panel.hidden || event.isComposing) return false;
    const last = items.length - 1;
    if (items.length === 0 && event.key.startsWith('Arrow')) return false;
    if (event.key === 'ArrowDown') active = active >= last ? 0 : active + 1;
    else if (event.key === 'ArrowUp') active = active <= 0 ? last : active - 1;
    else if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey)) {
      if (active < 0) { hide(); return false; }
      event.preventDefault();
      choose(active);
      return true;
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      hide();
      return true;
    } else return false;
    event.preventDefault();
    mark();
    return true;
  }
}
