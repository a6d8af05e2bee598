// The bot's own form (a modal): labels, inputs and selects, checked before they are sent.
import { button, el, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { openDialog } from './dialogs.js';
import { interact } from './interactions.js';
import { renderMarkdown } from './markdown-view.js';
import { SELECT_TYPES, selectMenu } from './select-menu.js';
import { state } from './store.js';

export function openModal(data) {
  const fields = [];
  const problem = el('p', { class: 'form-problem', role: 'alert', hidden: true });
  const send = button({ class: 'button button-primary', type: 'submit', dataset: { testid: 'modal-submit' } }, 'Submit');
  const form = el('form', { class: 'dialog-form', novalidate: true, on: { submit } },
    el('div', { class: 'dialog-body' }, (data.components ?? []).map(component => part(component, fields)), problem),
    el('div', { class: 'dialog-foot' },
      button({ class: 'button button-plain', dataset: { testid: 'modal-cancel' }, on: { click: () => dialog.close() } }, 'Cancel'), send));
  const dialog = openDialog({ title: data.title || 'Form', body: form, testid: 'modal', className: 'dialog-modal' });
  dialog.dataset.customId = data.custom_id;
  fields[0]?.focus();

  function submit(event) {
    event.preventDefault();
    const wrong = fields.filter(field => !field.check());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    problem.hidden = true;
    send.disabled = true;
    replace(send, el('span', { class: 'spinner', 'aria-hidden': 'true' }), 'Sending…');
    const values = Object.fromEntries(fields.map(field => [field.id, field.value()]));
    const failed = text => {
      send.disabled = false;
      replace(send, 'Submit');
      problem.textContent = text;
      problem.hidden = false;
    };
    interact(() => api.submitModal({ as: state.me, interaction_id: data.interaction_id, custom_id: data.custom_id, values }), {
      acked: () => dialog.close(), failed, refused: failed,
    });
  }
}

function part(component, fields) {
  switch (component.type) {
    case 1: return (component.components ?? []).map(inner => labelled({ label: inner.label, component: inner }, fields));
    case 10: return el('div', { class: 'md' }, renderMarkdown(component.content ?? ''));
    case 18: return labelled(component, fields);
    default: return el('p', { class: 'hint-text' }, `A field of type ${component.type} cannot be shown here.`);
  }
}

function labelled({ label, description, component }, fields) {
  const id = uniqueId('field');
  const required = component.required ?? component.type !== 23;
  const field = makeField(component, { id, label, required });
  if (!field) return el('p', { class: 'hint-text' }, `A field of type ${component?.type} cannot be shown here.`);
  const problem = el('p', { class: 'field-problem', id: `${id}-problem`, hidden: true }, icon('close'), el('span'));
  field.id = component.custom_id;
  field.control.setAttribute('aria-describedby', `${id}-help ${id}-problem`);
  field.check = () => {
    const text = field.problem();
    problem.hidden = !text;
    problem.lastChild.textContent = text ?? '';
    field.control.setAttribute('aria-invalid', String(Boolean(text)));
    return !text;
  };
  field.control.addEventListener('input', () => { if (!problem.hidden) field.check(); });
  fields.push(field);
  return el('div', { class: 'field', dataset: { testid: 'modal-field' } },
    el('label', { for: id, id: `${id}-label` }, label || component.label || 'Answer', required && el('span', { class: 'required' }, el('span', { 'aria-hidden': 'true' }, ' *'), el('span', { class: 'only-heard' }, ' required'))),
    description && el('p', { class: 'hint-text', id: `${id}-help` }, description),
    field.node ?? field.control, problem);
}

// A field: {control, node?, value(), problem(), focus()}.
function makeField(component, place) {
  if (component?.type === 4) return textField(component, place);
  if (SELECT_TYPES.has(component?.type)) return selectField(component, place);
  if (component?.type === 21) return optionField(component, place, 'radio');
  if (component?.type === 22) return optionField(component, place, 'checkbox');
  if (component?.type === 23) return checkField(component, place);
  return null;
}

function textField(component, { id, required }) {
  const long = component.style === 2;
  const most = component.max_length ?? 4000;
  const least = component.min_length ?? 0;
  const control = el(long ? 'textarea' : 'input', {
    id, class: 'input', placeholder: component.placeholder, 'aria-required': String(required), autocomplete: 'off', value: component.value ?? '',
    ...(long ? { rows: '4' } : { type: 'text' }), dataset: { customId: component.custom_id },
  });
  const count = el('span', { class: 'counter', 'aria-hidden': 'true' });
  const tell = () => {
    const length = control.value.length;
    count.textContent = component.max_length || length > most ? `${length} / ${most}` : '';
    count.classList.toggle('over', length > most);
  };
  control.addEventListener('input', tell);
  tell();
  return {
    control, node: el('div', { class: 'input-holder' }, control, count), focus: () => control.focus(), value: () => control.value,
    problem() {
      const length = control.value.length;
      if (required && control.value.trim() === '') return 'This field must be filled in.';
      if (length > 0 && length < least) return `Write at least ${least} characters; there are ${length}.`;
      if (length > most) return `Write at most ${most} characters; there are ${length}.`;
      return null;
    },
  };
}

function selectField(component, { id, label, required }) {
  const control = selectMenu({ min_values: required ? 1 : 0, ...component }, {
    required, label, onCommit: () => control.dispatchEvent(new Event('input', { bubbles: true })),
  });
  control.id = id;
  return {
    control, focus: () => control.focus(), value: () => control.values,
    problem: () => tooFew(control.values.length, component, required),
  };
}

function tooFew(count, component, required) {
  const least = component.min_values ?? 1;
  if (count === 0) return required ? 'Choose something here.' : null;
  return count < least ? `Choose at least ${least}.` : null;
}

function optionField(component, { id, required }, type) {
  const name = uniqueId('group');
  const inputs = (component.options ?? []).map(option => el('input', { type, name, value: option.value, checked: option.default }));
  const control = el('div', { id, class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-labelledby': `${id}-label` },
    (component.options ?? []).map((option, i) => el('label', { class: 'choice' }, inputs[i],
      el('span', {}, option.label, option.description && el('small', {}, option.description)))));
  const chosen = () => inputs.filter(input => input.checked).map(input => input.value);
  return {
    control, focus: () => inputs[0]?.focus(), value: () => (type === 'radio' ? chosen()[0] ?? '' : chosen()),
    problem() {
      const most = component.max_values ?? inputs.length;
      if (type === 'checkbox' && chosen().length > most) return `Choose at most ${most}.`;
      return tooFew(chosen().length, component, required);
    },
  };
}

function checkField(component, { id, label, required }) {
  const control = el('input', { type: 'checkbox', id, checked: component.default, 'aria-label': label, dataset: { customId: component.custom_id } });
  return {
    control, focus: () => control.focus(), value: () => String(control.checked),
    problem: () => (required && !control.checked ? 'This must be ticked to go on.' : null),
  };
}
