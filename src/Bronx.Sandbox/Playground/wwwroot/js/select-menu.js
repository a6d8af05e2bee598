// The select of messages and modals: a button that opens a list; one or several values.
import { button, el, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { closePopover, openPopover } from './popover.js';
import { channel, isBot, members, nameOf, state } from './store.js';
import { avatar } from './avatars.js';
import { customEmoji } from './markdown-view.js';
import { plain } from './colors.js';

export const SELECT_TYPES = new Set([3, 5, 6, 7, 8]);

const NOUN = { 3: 'an option', 5: 'a person', 6: 'a role', 7: 'a person or role', 8: 'a channel' };

/** The choices of a select component: [{value, label, description, face()}]. */
export function choicesOf(component) {
  switch (component.type) {
    case 3: return (component.options ?? []).map(option => ({ ...option, face: () => emojiFace(option.emoji) }));
    case 5: return peopleChoices();
    case 6: return roleChoices();
    case 7: return [...peopleChoices(), ...roleChoices()];
    case 8: return channelChoices(component.channel_types);
    default: return [];
  }
}

export const emojiFace = emoji => emoji && (emoji.id ? customEmoji(emoji) : el('span', { class: 'emoji', 'aria-hidden': 'true' }, emoji.name));

export const peopleChoices = () => members().map(one => ({
  value: one.user.id, label: nameOf(one.user.id), description: isBot(one.user.id) ? 'bot' : one.user.username, kind: 'user',
  face: () => avatar(one.user, nameOf(one.user.id), 22),
}));

export const roleChoices = () => state.world.guild.roles.filter(role => role.id !== state.world.guild.id)
  .sort((a, b) => b.position - a.position)
  .map(role => ({ value: role.id, label: role.name, kind: 'role', face: () => dot(role.color) }));

export const channelChoices = types => state.world.channels
  .filter(one => (types?.length ? types.includes(one.type) : one.type !== 4))
  .map(one => ({ value: one.id, label: one.name, description: channel(one.parent_id)?.name, kind: 'channel', face: () => icon(one.type === 2 ? 'voice' : 'hash') }));

function dot(color) {
  const node = el('span', { class: 'role-dot' });
  if (color) node.style.background = plain(color);
  return node;
}

/**
 * The control. onCommit(values) runs when a choice is final: at once for a single one, on closing for several.
 * The returned element has .values and .setInvalid(bool).
 */
export function selectMenu(component, { onCommit, required = true, label } = {}) {
  const choices = choicesOf(component);
  const min = component.min_values ?? 1;
  const max = Math.min(component.max_values ?? 1, Math.max(choices.length, 1));
  const initial = component.type === 3
    ? choices.filter(choice => choice.default).map(choice => choice.value)
    : (component.default_values ?? []).map(value => value.id);
  const placeholder = component.placeholder || (max > 1 ? `Choose ${min === max ? min : min > 1 ? `${min} to ${max}` : `up to ${max}`}` : `Choose ${NOUN[component.type] ?? 'an option'}`);
  const face = el('span', { class: 'select-face' });
  const control = button({
    class: 'select', disabled: component.disabled, 'aria-haspopup': 'listbox', 'aria-expanded': 'false',
    'aria-label': label ? `${label}: ${placeholder}` : placeholder, dataset: { customId: component.custom_id, testid: 'select' },
    on: { click: () => open() },
  }, face, icon('down'));
  control.values = initial;
  control.setInvalid = invalid => control.setAttribute('aria-invalid', String(invalid));
  show();
  return control;

  function show() {
    const chosen = choices.filter(choice => control.values.includes(choice.value));
    replace(face, chosen.length === 0
      ? el('span', { class: 'select-empty' }, placeholder)
      : chosen.map(choice => el('span', { class: 'select-value' }, choice.face?.(), choice.label)));
  }

  function open() {
    const before = [...control.values];
    const list = checklist({
      choices, values: control.values, min: required ? min : 0, max, label: label ?? placeholder,
      onChange(values) {
        control.values = values;
        show();
        if (max === 1) {
          closePopover(true);
          if (values.length || min === 0) onCommit?.(values);
        }
      },
      onDone: () => closePopover(true),
    });
    openPopover(control, list.node, {
      label: label ?? placeholder, className: 'select-panel', width: control.offsetWidth,
      onClose() {
        if (max === 1) return;
        const changed = control.values.join() !== before.join();
        if (changed && control.values.length >= min) onCommit?.(control.values);
        else if (changed && onCommit) { control.values = before; show(); }
      },
    });
    list.focus();
  }
}

// The open list: filter, arrows, Enter or Space to choose.
function checklist({ choices, values, min, max, label, onChange, onDone }) {
  const id = uniqueId('list');
  let chosen = [...values];
  let shown = choices;
  let active = Math.max(0, choices.findIndex(choice => chosen.includes(choice.value)));
  const list = el('ul', { role: 'listbox', id, class: 'options', 'aria-label': label, 'aria-multiselectable': max > 1 ? 'true' : null, tabindex: '-1', on: { keydown: keys } });
  const filter = choices.length > 8
    ? el('input', { type: 'search', class: 'filter', placeholder: 'Search', 'aria-label': `Search ${label}`, 'aria-controls': id, on: { input: narrow, keydown: keys } })
    : null;
  const many = max > 1;
  const count = many && el('span', { class: 'hint-text' });
  const done = many && button({ class: 'button button-primary', dataset: { testid: 'select-done' }, on: { click: onDone } }, 'Done');
  draw();
  return {
    node: el('div', { class: 'checklist' }, filter, list, many && el('div', { class: 'checklist-foot' }, count, done)),
    focus: () => (filter ?? list).focus(),
  };

  function narrow() {
    const wanted = filter.value.trim().toLowerCase();
    shown = choices.filter(choice => `${choice.label} ${choice.description ?? ''}`.toLowerCase().includes(wanted));
    active = 0;
    draw();
  }

  function draw() {
    replace(list, shown.map((choice, i) => {
      const selected = chosen.includes(choice.value);
      return el('li', {
        role: 'option', id: `${id}-${i}`, class: `option${i === active ? ' active' : ''}`, 'aria-selected': String(selected),
        dataset: { value: choice.value, testid: 'option' }, on: { click: () => toggle(i), pointermove: () => move(i) },
      }, choice.face?.(), el('span', { class: 'option-text' }, el('span', {}, choice.label), choice.description && el('small', {}, choice.description)),
      selected && icon('check'));
    }), shown.length === 0 && el('li', { class: 'option-none' }, 'Nothing found'));
    (filter ?? list).setAttribute('aria-activedescendant', `${id}-${active}`);
    if (many) {
      count.textContent = chosen.length < min ? `Choose at least ${min}` : `${chosen.length} of ${max}`;
      done.disabled = chosen.length < min;
    }
  }

  function move(i) {
    if (i === active) return;
    list.children[active]?.classList.remove('active');
    active = i;
    list.children[active]?.classList.add('active');
    list.children[active]?.scrollIntoView({ block: 'nearest' });
    (filter ?? list).setAttribute('aria-activedescendant', `${id}-${active}`);
  }

  function toggle(i) {
    const choice = shown[i];
    if (!choice) return;
    if (!many) chosen = chosen.includes(choice.value) && min === 0 ? [] : [choice.value];
    else if (chosen.includes(choice.value)) chosen = chosen.filter(value => value !== choice.value);
    else if (chosen.length < max) chosen = [...chosen, choice.value];
    active = i;
    draw();
    onChange(chosen);
  }

  function keys(event) {
    const last = shown.length - 1;
    const steps = { ArrowDown: Math.min(last, active + 1), ArrowUp: Math.max(0, active - 1), Home: 0, End: last };
    if (event.key in steps && (!filter || event.key.startsWith('Arrow'))) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === 'Enter' || (event.key === ' ' && event.target !== filter)) {
      event.preventDefault();
      toggle(active);
    }
  }
}
