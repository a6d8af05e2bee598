// A chosen command with its options as labelled fields, in place of the text box.
import { button, el, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { api } from './api.js';
import { OPTION, TYPE_NAME, nestOptions, readValue } from './commands.js';
import { channelChoices, peopleChoices, roleChoices } from './select-menu.js';
import { state } from './store.js';

const AUTOCOMPLETE_PAUSE = 180;

/** `send(entry, options)` runs it; `cancel(text)` goes back to the text box; `suggest` is the list above the box. */
export function createCommandForm(entry, { suggest, send, cancel, words = [] }) {
  const fields = [];
  const place = el('div', { class: 'command-fields' });
  const more = el('div', { class: 'command-more' });
  const help = el('p', { class: 'command-help', id: uniqueId('help') });
  const run = button({ type: 'submit', class: 'send', 'aria-label': `Run /${entry.name}`, title: 'Run (Enter)', dataset: { testid: 'command-send' } }, icon('send'));
  const form = el('form', { class: 'command-form', novalidate: true, dataset: { testid: 'command-form', command: entry.name }, on: { submit, keydown: escape } },
    el('div', { class: 'command-line' },
      el('span', { class: 'command-chip' }, icon('slash'), entry.name),
      place, more,
      button({ class: 'icon-button command-close', 'aria-label': 'Leave the command', dataset: { testid: 'command-cancel' }, on: { click: () => cancel('') } }, icon('close')), run),
    help);
  const supported = entry.options;
  for (const option of supported.filter(one => one.required)) addField(option);
  fillWords();
  drawMore();
  explain(null);
  return { node: form, focus: () => ((fields.find(field => field.input.value === '') ?? fields.at(-1))?.input ?? run).focus() };

  function addField(option) {
    const field = makeField(option);
    fields.push(field);
    place.append(field.node);
    return field;
  }

  function makeField(option) {
    const id = uniqueId('option');
    const problem = el('span', { class: 'command-problem', id: `${id}-problem`, role: 'alert' });
    const input = el('input', {
      id, type: 'text', class: 'command-input', autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-expanded': 'false', size: '12',
      placeholder: option.choices?.length ? 'choose' : TYPE_NAME[option.type] ?? 'value', 'aria-required': String(Boolean(option.required)), 'aria-describedby': `${id}-problem ${help.id}`,
      inputmode: option.type === OPTION.integer ? 'numeric' : option.type === OPTION.number ? 'decimal' : null, dataset: { option: option.name, testid: `option-${option.name}` },
    });
    const node = el('div', { class: 'command-field', dataset: { required: String(Boolean(option.required)) } },
      el('label', { for: id }, option.name, option.required && el('span', { class: 'required', 'aria-hidden': 'true' }, ' *')), input,
      !option.required && button({ class: 'command-drop', 'aria-label': `Remove ${option.name}`, on: { click: () => dropField(field) } }, icon('close')), problem);
    const field = { option, input, node, problem, chosen: undefined, timer: 0, asked: 0 };
    input.addEventListener('focus', () => { explain(option); offer(field); });
    input.addEventListener('blur', () => { clearTimeout(field.timer); settle(field); suggest.hide(); });
    input.addEventListener('input', () => { field.chosen = undefined; mark(field, null); widen(field); offer(field); });
    input.addEventListener('keydown', event => keys(event, field));
    return field;
  }

  function widen(field) {
    field.input.size = Math.max(12, Math.min(48, field.input.value.length + 1));
  }

  function dropField(field) {
    fields.splice(fields.indexOf(field), 1);
    field.node.remove();
    suggest.hide();
    drawMore();
    (fields.at(-1)?.input ?? run).focus();
  }

  function drawMore() {
    const left = supported.filter(option => !fields.some(field => field.option === option));
    replace(more, left.map(option => button({
      class: 'command-add', title: option.description, dataset: { testid: `add-${option.name}` },
      on: { click: () => { const field = addField(option); drawMore(); field.input.focus(); } },
    }, icon('plus'), option.name)));
  }

  function explain(option) {
    replace(help, option
      ? [el('strong', {}, option.name), ` ${TYPE_NAME[option.type] ?? ''}: ${option.description}${range(option)}`]
      : [entry.description, el('span', { class: 'command-keys' }, ' Enter runs it, Esc leaves.')]);
  }

  // Words written after the command's name go to its options in order; the last text takes what is left.
  function fillWords() {
    for (let i = 0; i < words.length && i < supported.length; i++) {
      const field = fields.find(one => one.option === supported[i]) ?? addField(supported[i]);
      const last = i === supported.length - 1 && field.option.type === OPTION.string;
      field.input.value = last ? words.slice(i).join(' ') : words[i];
      settle(field);
    }
  }

  // ---- values

  function listFor(option) {
    if (option.choices?.length) return option.choices.map(choice => ({ label: choice.name, value: String(choice.value) }));
    switch (option.type) {
      case OPTION.boolean: return [{ label: 'true', value: 'true', description: 'yes' }, { label: 'false', value: 'false', description: 'no' }];
      case OPTION.user: return peopleChoices();
      case OPTION.role: return roleChoices();
      case OPTION.mentionable: return [...peopleChoices(), ...roleChoices()];
      case OPTION.channel: return channelChoices(option.channel_types);
      default: return null;
    }
  }

  function offer(field) {
    suggest.attach(field.input);
    const list = listFor(field.option);
    const typed = field.input.value.trim().replace(/^[@#]/u, '').toLowerCase();
    if (list) {
      const found = list.filter(item => field.chosen !== undefined || `${item.label} ${item.description ?? ''}`.toLowerCase().includes(typed));
      suggest.show(found, item => take(field, item), { label: field.option.name, eager: field.chosen === undefined });
    } else if (field.option.autocomplete) {
      clearTimeout(field.timer);
      field.timer = setTimeout(() => ask(field), AUTOCOMPLETE_PAUSE);
    } else suggest.hide();
  }

  async function ask(field) {
    const turn = ++field.asked;
    const values = collect().values;
    values.set(field.option.name, { value: field.input.value });
    let answer;
    try {
      answer = await api.autocomplete({
        as: state.me, channel_id: state.channelId, command_id: entry.command.id, options: nestOptions(entry, values), focused: field.option.name,
      });
    } catch (fault) {
      mark(field, fault.message);
      return;
    }
    if (turn !== field.asked || document.activeElement !== field.input) return;
    field.offered = (answer.choices ?? []).map(choice => ({ label: choice.name, value: String(choice.value) }));
    suggest.show(field.offered, item => take(field, item), { label: field.option.name, eager: false });
  }

  function take(field, item) {
    field.chosen = item.value;
    field.input.value = item.label;
    widen(field);
    mark(field, null);
    const next = fields[fields.indexOf(field) + 1];
    if (next && next.input.value === '') next.input.focus();
    else field.input.focus();
  }

  // A value typed out in full, or clearly begun, counts as chosen.
  function settle(field) {
    if (field.chosen !== undefined) return;
    const list = listFor(field.option) ?? field.offered;
    const typed = field.input.value.trim().replace(/^[@#]/u, '').toLowerCase();
    if (!list || !typed) return;
    const mention = /^<(?:@&?|@!|#)(\d+)>$/u.exec(field.input.value.trim())?.[1];
    const begun = list.filter(item => item.label.toLowerCase().startsWith(typed));
    const match = list.find(item => item.label.toLowerCase() === typed || item.value.toLowerCase() === typed || item.value === mention)
      ?? (listFor(field.option) && begun.length === 1 ? begun[0] : undefined);
    if (!match) return;
    field.chosen = match.value;
    field.input.value = match.label;
  }

  function mark(field, text) {
    field.problem.textContent = text ?? '';
    field.input.setAttribute('aria-invalid', String(Boolean(text)));
  }

  function collect() {
    const values = new Map();
    const wrong = [];
    for (const field of fields) {
      settle(field);
      const text = field.input.value;
      if (text.trim() === '') {
        if (field.option.required) wrong.push([field, 'This is needed.']);
        continue;
      }
      const read = readValue(field.option, text, field.chosen);
      if (read.problem) wrong.push([field, read.problem]);
      else values.set(field.option.name, { value: read.value });
    }
    return { values, wrong };
  }

  function submit(event) {
    event.preventDefault();
    suggest.hide();
    const { values, wrong } = collect();
    for (const field of fields) mark(field, wrong.find(([one]) => one === field)?.[1]);
    if (wrong.length) { wrong[0][0].input.focus(); suggest.hide(); return; }
    send(entry, nestOptions(entry, values));
  }

  function escape(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    cancel('');
  }

  function keys(event, field) {
    if (suggest.key(event)) return;
    if (event.key === 'Backspace' && field.input.value === '') {
      event.preventDefault();
      const at = fields.indexOf(field);
      if (!field.option.required) dropField(field);
      else if (at > 0) fields[at - 1].input.focus();
      else cancel(`/${entry.name}`);
    }
  }
}

function range(option) {
  const low = option.min_value ?? option.min_length;
  const high = option.max_value ?? option.max_length;
  const unit = option.min_length !== undefined || option.max_length !== undefined ? ' characters' : '';
  if (low !== undefined && high !== undefined) return ` (${low} to ${high}${unit})`;
  if (low !== undefined) return ` (at least ${low}${unit})`;
  return high !== undefined ? ` (at most ${high}${unit})` : '';
}
