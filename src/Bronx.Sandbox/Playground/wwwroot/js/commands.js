// The bot's registered commands, flattened to what a person can run, and the checks Discord's client makes.

export const OPTION = { sub: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 };

export const TYPE_NAME = { 3: 'text', 4: 'whole number', 5: 'true or false', 6: 'person', 7: 'channel', 8: 'role', 9: 'person or role', 10: 'number', 11: 'file' };

/** [{command, path: ['group','sub'], name: 'shop buy', description, options}] in alphabetical order. */
export function flatten(commands) {
  const out = [];
  for (const command of commands.filter(one => (one.type ?? 1) === 1)) {
    const options = command.options ?? [];
    const subs = options.filter(option => option.type <= OPTION.group);
    if (subs.length === 0) out.push({ command, path: [], name: command.name, description: command.description, options });
    for (const sub of subs) {
      const inner = sub.type === OPTION.group ? sub.options ?? [] : [sub];
      for (const leaf of inner) {
        const path = sub.type === OPTION.group ? [sub.name, leaf.name] : [leaf.name];
        out.push({ command, path, name: [command.name, ...path].join(' '), description: leaf.description, options: leaf.options ?? [] });
      }
    }
  }
  return out.sort((a, b) => a.name.localeCompare(b.name));
}

/** Those that match what was typed after the slash: beginnings first, then words, then anywhere. */
export function search(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, description }) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(' ').some(word => word.startsWith(wanted))) return 1;
    if (name.includes(wanted)) return 2;
    return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 3 : 9;
  };
  return entries.map(entry => [rank(entry), entry]).filter(([order]) => order < 9)
    .sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
}

/** The options as the interaction carries them, under their subcommand and group. */
export function nestOptions(entry, values) {
  let options = entry.options.filter(option => values.has(option.name))
    .map(option => ({ name: option.name, type: option.type, ...values.get(option.name) }));
  for (let i = entry.path.length - 1; i >= 0; i--)
    options = [{ name: entry.path[i], type: i === 0 && entry.path.length === 2 ? OPTION.group : OPTION.sub, options }];
  return options;
}

/** null when the text is a good value, else a sentence. `value` is the typed value for the wire. */
export function readValue(option, text, chosen) {
  const wrong = problem => ({ problem });
  switch (option.type) {
    case OPTION.integer:
    case OPTION.number: {
      if (option.choices?.length || (option.autocomplete && chosen !== undefined)) {
        if (chosen !== undefined) return { value: Number(chosen) };
        if (option.choices?.length) return wrong('Choose one from the list.');
      }
      const whole = option.type === OPTION.integer;
      const clean = text.trim().replaceAll(/(?<=\d)[,_\s](?=\d{3}\b)/gu, '');
      if (!(whole ? /^[+-]?\d+$/u : /^[+-]?(\d+\.?\d*|\.\d+)$/u).test(clean)) return wrong(`Write a ${whole ? 'whole number' : 'number'}, like ${whole ? '250' : '2.5'}.`);
      const value = Number(clean);
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return wrong('That number is too large.');
      if (option.min_value !== undefined && value < option.min_value) return wrong(`At least ${option.min_value}.`);
      if (option.max_value !== undefined && value > option.max_value) return wrong(`At most ${option.max_value}.`);
      return { value };
    }
    case OPTION.string: {
      if (option.choices?.length) return chosen !== undefined ? { value: chosen } : wrong('Choose one from the list.');
      const value = chosen ?? text;
      if (option.min_length && value.length < option.min_length) return wrong(`At least ${option.min_length} characters.`);
      if (value.length > (option.max_length ?? 6000)) return wrong(`At most ${option.max_length ?? 6000} characters.`);
      return { value };
    }
    case OPTION.boolean: return chosen !== undefined ? { value: chosen === 'true' || chosen === true } : wrong('Choose true or false.');
    case OPTION.attachment: return wrong('Files cannot be sent from the playground.');
    default: return chosen !== undefined ? { value: chosen } : wrong(`Choose a ${TYPE_NAME[option.type] ?? 'value'} from the list.`);
  }
}
