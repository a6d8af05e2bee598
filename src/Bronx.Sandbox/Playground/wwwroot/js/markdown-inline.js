// What happens inside a line of chat Markdown: emphasis, code, links, mentions, emoji, times.

const DEEPEST = 10;

const ESCAPED = /^\\([^0-9A-Za-z\s])/u;
const CODE = /^(`+)([\s\S]*?[^`])\1(?!`)/u;
const LINK = /^\[((?:\\.|\[[^\]\n]*\]|[^\][\\])+)\]\(\s*(<[^>\s]+>|(?:\([^\s()]*\)|[^\s()])+)(?:\s+(?:"([^"\n]*)"|'([^'\n]*)'))?\s*\)/u;
const ANGLE_URL = /^<(https?:\/\/[^\s<>]+)>/u;
const BARE_URL = /^https?:\/\/[^\s<>|]*[^\s<>|.,:;"'*_~)\]!?]/u;
const USER = /^<@!?(\d{1,20})>/u;
const ROLE = /^<@&(\d{1,20})>/u;
const CHANNEL = /^<#(\d{1,20})>/u;
const COMMAND = /^<\/([-_'\p{L}\p{N}]{1,32}(?: [-_'\p{L}\p{N}]{1,32}){0,2}):(\d{1,20})>/u;
const EMOJI = /^<(a?):(\w{1,32}):(\d{1,20})>/u;
const TIME = /^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/u;
const EVERYBODY = /^@(everyone|here)\b/u;
const WORD = /[\p{L}\p{N}_]/u;

export function parseInline(source, depth = 0) {
  const out = [];
  let text = '';
  const push = node => {
    if (text) out.push({ type: 'text', text });
    text = '';
    out.push(node);
  };
  for (let i = 0; i < source.length;) {
    if (source[i] === '\n') {
      push({ type: 'break' });
      i++;
      continue;
    }
    const found = at(source, i, depth);
    if (!found) text += source[i++];
    else if (found.text !== undefined) {
      text += found.text;
      i += found.length;
    } else {
      push(found.node);
      i += found.length;
    }
  }
  if (text) out.push({ type: 'text', text });
  return out;
}

function at(source, i, depth) {
  switch (source[i]) {
    case '\\': return escaped(source.slice(i, i + 2));
    case '`': return code(source.slice(i));
    case '<': return pointed(source.slice(i));
    case '[': return link(source.slice(i), depth);
    case 'h': return bareUrl(source, i);
    case '@': return everybody(source, i);
    case '*': case '_': return emphasis(source, i, depth);
    case '~': return paired(source, i, '~~', 'strike', depth);
    case '|': return paired(source, i, '||', 'spoiler', depth);
    default: return null;
  }
}

function escaped(rest) {
  const match = ESCAPED.exec(rest);
  return match && { text: match[1], length: 2 };
}

function code(rest) {
  const match = CODE.exec(rest);
  return match && { node: { type: 'code', text: match[2].replace(/^ (`)|(`) $/gu, '$1$2') }, length: match[0].length };
}

function pointed(rest) {
  let match;
  const found = node => ({ node, length: match[0].length });
  if ((match = USER.exec(rest))) return found({ type: 'user', id: match[1] });
  if ((match = ROLE.exec(rest))) return found({ type: 'role', id: match[1] });
  if ((match = CHANNEL.exec(rest))) return found({ type: 'channel', id: match[1] });
  if ((match = COMMAND.exec(rest))) return found({ type: 'command', name: match[1], id: match[2] });
  if ((match = EMOJI.exec(rest))) return found({ type: 'emoji', name: match[2], id: match[3], animated: match[1] === 'a' });
  if ((match = TIME.exec(rest))) return found({ type: 'time', seconds: match[1], style: match[2] ?? 'f', raw: match[0] });
  if ((match = ANGLE_URL.exec(rest))) return found({ type: 'link', url: match[1], children: [{ type: 'text', text: match[1] }] });
  return null;
}

function link(rest, depth) {
  const match = LINK.exec(rest);
  if (!match) return null;
  const url = safeUrl(match[2].replace(/^<|>$/gu, ''));
  if (!url) return null;
  const children = depth < DEEPEST ? parseInline(match[1], DEEPEST - 1).filter(node => node.type !== 'link') : [{ type: 'text', text: match[1] }];
  if (children.length === 0) return null;
  return { node: { type: 'link', url, masked: true, title: match[3] ?? match[4] ?? null, children }, length: match[0].length };
}

function bareUrl(source, i) {
  if (i > 0 && WORD.test(source[i - 1])) return null;
  const match = BARE_URL.exec(source.slice(i));
  const url = match && safeUrl(match[0]);
  return url && { node: { type: 'link', url, children: [{ type: 'text', text: match[0] }] }, length: match[0].length };
}

/** The address if it leads to the web and nowhere else (no script, data or file), else null. */
export function safeUrl(text) {
  if (!/^https?:\/\//iu.test(text)) return null;
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

function everybody(source, i) {
  if (i > 0 && WORD.test(source[i - 1])) return null;
  const match = EVERYBODY.exec(source.slice(i, i + 10));
  return match && { node: { type: 'everyone', text: match[0] }, length: match[0].length };
}

function run(source, i, letter) {
  let end = i;
  while (source[end] === letter) end++;
  return end - i;
}

// Three letters open the double inside the single: ***both*** is italic around bold.
function emphasis(source, i, depth) {
  if (depth >= DEEPEST) return null;
  const letter = source[i];
  const length = run(source, i, letter);
  const double = letter === '*' ? 'strong' : 'underline';
  const widths = length >= 3 ? [1, 2] : length === 2 ? [2] : [1];
  for (const width of widths) {
    const start = i + width;
    if (width === 1 && !singleMayOpen(source, i, letter)) continue;
    const end = closing(source, start, letter, width);
    if (end <= start || (width === 1 && !singleMayClose(source, end, letter))) continue;
    return { node: { type: width === 2 ? double : 'em', children: parseInline(source.slice(start, end), depth + 1) }, length: end + width - i };
  }
  return null;
}

function singleMayOpen(source, i, letter) {
  const next = source[i + 1];
  if (next === undefined || /\s/u.test(next)) return false;
  return letter === '*' || i === 0 || !WORD.test(source[i - 1]) || source[i - 1] === '_';
}

function singleMayClose(source, end, letter) {
  if (/\s/u.test(source[end - 1])) return false;
  return letter === '*' || end + 1 >= source.length || !WORD.test(source[end + 1]) || source[end + 1] === '_';
}

// Where a run of `width` letters closes, stepping over escapes, code and the other width nested inside.
function closing(source, from, letter, width) {
  let nested = false;
  for (let i = from; i < source.length;) {
    if (source[i] === '\\') { i += 2; continue; }
    if (source[i] === '`') {
      const match = CODE.exec(source.slice(i));
      i += match ? match[0].length : run(source, i, '`');
      continue;
    }
    if (source[i] !== letter) { i++; continue; }
    const length = run(source, i, letter);
    if (length === 3 - width) nested = !nested;
    else if (length === width) return i;
    else return nested ? i + length - width : i;
    i += length;
  }
  return -1;
}

function paired(source, i, mark, type, depth) {
  if (depth >= DEEPEST || !source.startsWith(mark, i)) return null;
  for (let end = i + 2; end < source.length;) {
    if (source[end] === '\\') { end += 2; continue; }
    if (source[end] === '`') {
      const match = CODE.exec(source.slice(end));
      end += match ? match[0].length : 1;
      continue;
    }
    if (source.startsWith(mark, end) && end > i + 2)
      return { node: { type, children: parseInline(source.slice(i + 2, end), depth + 1) }, length: end + 2 - i };
    end++;
  }
  return null;
}
