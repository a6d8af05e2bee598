// Chat Markdown as a tree. Pure: no page, no lookups; markdown-view.js draws what this returns.
// Node: {type:'text', text} or {type, children, ...}. What does not parse stays the text it was.
import { parseInline } from './markdown-inline.js';

const FENCE = /^```(?:([\w+#.-]{1,20})\n)?\n*([\s\S]*?[^\n])\n*```/u;
const QUOTE_REST = /^>>>[ \n]([\s\S]+)/u;
const QUOTE_LINES = /^(?:> ?[^\n]*(?:\n|$))+/u;
const HEADING = /^(#{1,3}) +([^\n]+)(?:\n|$)/u;
const SUBTEXT = /^-# +([^\n]+)(?:\n|$)/u;
const LIST_LINE = /^( *)([-*]|\d{1,9}\.) +([^\n]+)(?:\n|$)/u;

/** The whole text of a message or a description. */
export function parseMarkdown(source) {
  return blocks(String(source).replaceAll('\r\n', '\n'), false);
}

/** One line without blocks: titles, names, previews. */
export function parseLine(source) {
  return parseInline(String(source));
}

function blocks(source, quoted) {
  const out = [];
  let rest = source;
  let plain = '';
  const flush = () => {
    if (plain) out.push(...parseInline(plain));
    plain = '';
  };
  const take = (node, length) => {
    flush();
    out.push(node);
    rest = rest.slice(length);
  };
  while (rest) {
    const fresh = plain === '' || plain.endsWith('\n');
    const fence = rest.startsWith('```') && FENCE.exec(rest);
    if (fence) {
      take({ type: 'codeblock', language: fence[1] ?? '', text: fence[2] }, fence[0].length);
      if (rest.startsWith('\n')) rest = rest.slice(1);
      continue;
    }
    const block = fresh && startOfBlock(rest, quoted);
    if (block) {
      take(block.node, block.length);
      continue;
    }
    const length = plainLength(rest);
    plain += rest.slice(0, length);
    rest = rest.slice(length);
  }
  flush();
  return out;
}

function startOfBlock(rest, quoted) {
  let match;
  if (!quoted && (match = QUOTE_REST.exec(rest)))
    return { node: { type: 'quote', children: blocks(match[1], true) }, length: rest.length };
  if (!quoted && rest.startsWith('> ') && (match = QUOTE_LINES.exec(rest))) {
    const inner = match[0].replace(/\n$/u, '').split('\n').map(line => line.replace(/^> ?/u, '')).join('\n');
    return { node: { type: 'quote', children: blocks(inner, true) }, length: match[0].length };
  }
  if ((match = HEADING.exec(rest)))
    return { node: { type: 'heading', level: match[1].length, children: parseInline(match[2].trim()) }, length: match[0].length };
  if ((match = SUBTEXT.exec(rest)))
    return { node: { type: 'subtext', children: parseInline(match[1]) }, length: match[0].length };
  if (LIST_LINE.test(rest)) return list(rest);
  return null;
}

// Items by indentation: deeper than the list's own is a list inside the last item.
function list(source) {
  let rest = source;
  let length = 0;
  const lines = [];
  for (let match; (match = LIST_LINE.exec(rest));) {
    if (lines.length && match[1].length <= lines[0].indent + 1 && isNumber(match[2]) !== (lines[0].number !== null)) break; // another kind of list
    lines.push({ indent: match[1].length, number: isNumber(match[2]) ? Number.parseInt(match[2], 10) : null, text: match[3] });
    length += match[0].length;
    rest = rest.slice(match[0].length);
  }
  return { node: nest(lines, 0), length };
}

const isNumber = mark => /\d/u.test(mark);

function nest(lines, depth) {
  const base = lines[0].indent;
  const node = { type: 'list', ordered: lines[0].number !== null, start: lines[0].number ?? 1, children: [] };
  for (let i = 0; i < lines.length;) {
    const item = { type: 'item', children: parseInline(lines[i].text) };
    let end = i + 1;
    while (end < lines.length && lines[end].indent > base + 1) end++;
    if (end > i + 1) {
      const inner = lines.slice(i + 1, end);
      if (depth < 5) item.children.push(nest(inner, depth + 1));
      else item.children.push(...inner.flatMap(line => [{ type: 'break' }, ...parseInline(line.text)]));
    }
    node.children.push(item);
    i = end;
  }
  return node;
}

// Up to the end of the line, or to a fence that really is one.
function plainLength(rest) {
  const newline = rest.indexOf('\n');
  const end = newline < 0 ? rest.length : newline + 1;
  for (let at = rest.indexOf('```', 1); at > 0 && at < end; at = rest.indexOf('```', at + 3)) {
    if (rest[at - 1] !== '\\' && FENCE.test(rest.slice(at))) return at;
  }
  return end;
}
