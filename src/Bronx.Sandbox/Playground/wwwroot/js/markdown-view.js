// Draws the Markdown tree with nodes of the page; user text only ever becomes text nodes.
import { el } from './dom.js';
import { tint } from './colors.js';
import { parseLine, parseMarkdown } from './markdown.js';
import { timeMark } from './timestamps.js';

const EMPTY = { user: () => null, role: () => null, channel: () => null, openChannel() {}, openCommand() {} };
let lookup = EMPTY;

/** Where names come from: user(id), role(id) -> {name, color}, channel(id) -> name; openChannel(id), openCommand(name, id). */
export function setLookup(names) {
  lookup = names;
}

export function renderMarkdown(text) {
  const tree = parseMarkdown(text);
  const root = document.createDocumentFragment();
  draw(root, tree);
  return root;
}

/** Titles and names: no blocks, no jumps of size. */
export function renderLine(text) {
  const root = document.createDocumentFragment();
  draw(root, parseLine(text));
  return root;
}

/** What is left when all marks are taken away: reply previews, announcements. */
export function plainText(text) {
  return renderMarkdown(text).textContent.replace(/\s+/gu, ' ').trim();
}

const EMOJI_ONLY = /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3]|\p{Emoji_Modifier}|<a?:\w+:\d+>)|\s){1,60}$/u;

/** A message that is nothing but a few emoji is drawn large. */
export const isEmojiOnly = text => EMOJI_ONLY.test(text) && /\p{Extended_Pictographic}|\p{Regional_Indicator}|<a?:/u.test(text);

function draw(parent, nodes) {
  for (const node of nodes) {
    const drawn = DRAW[node.type](node);
    if (drawn) parent.append(drawn);
  }
}

function wrap(tag, node, props) {
  const element = el(tag, props);
  draw(element, node.children);
  return element;
}

const DRAW = {
  text: node => document.createTextNode(node.text),
  break: () => el('br'),
  strong: node => wrap('strong', node),
  em: node => wrap('em', node),
  underline: node => wrap('u', node),
  strike: node => wrap('s', node),
  spoiler,
  code: node => el('code', {}, node.text),
  codeblock: node => el('pre', { dataset: node.language ? { language: node.language } : {}, tabindex: '0' }, el('code', {}, node.text)),
  quote: node => wrap('blockquote', node),
  heading: node => wrap('div', node, { class: `md-h md-h${node.level}`, role: 'heading', 'aria-level': String(node.level + 2) }),
  subtext: node => wrap('small', node, { class: 'md-subtext' }),
  list: node => wrap(node.ordered ? 'ol' : 'ul', node, node.ordered && node.start !== 1 ? { start: String(node.start) } : {}),
  item: node => wrap('li', node),
  link: node => wrap('a', node, {
    href: node.url, target: '_blank', rel: 'noopener noreferrer nofollow', title: node.masked ? (node.title ? `${node.title}\n${node.url}` : node.url) : null,
  }),
  everyone: node => el('span', { class: 'mention' }, node.text),
  user: node => el('span', { class: 'mention', dataset: { userId: node.id } }, `@${lookup.user(node.id) ?? 'unknown-person'}`),
  role(node) {
    const role = lookup.role(node.id);
    return tint(el('span', { class: 'mention', dataset: { roleId: node.id } }, `@${role?.name ?? 'unknown-role'}`), role?.color ?? 0);
  },
  channel(node) {
    const name = lookup.channel(node.id);
    if (!name) return el('span', { class: 'mention' }, '#unknown-channel');
    return el('button', { type: 'button', class: 'mention', dataset: { channelId: node.id }, on: { click: () => lookup.openChannel(node.id) } }, `#${name}`);
  },
  command: node => el('button', { type: 'button', class: 'mention', dataset: { commandId: node.id }, on: { click: () => lookup.openCommand(node.name, node.id) } }, `/${node.name}`),
  emoji: node => customEmoji(node),
  time: node => timeMark(node.seconds, node.style) ?? document.createTextNode(node.raw),
};

/** Pictures of custom emoji live elsewhere; their name in a small frame stands for them. */
export function customEmoji(emoji) {
  return el('span', { class: 'custom-emoji', title: `:${emoji.name}:`, role: 'img', 'aria-label': `emoji ${emoji.name}` }, `:${emoji.name}:`);
}

function spoiler(node) {
  const inside = el('span', { class: 'spoiler-text', 'aria-hidden': 'true' });
  draw(inside, node.children);
  const cover = el('span', { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Spoiler, hidden. Press to show', 'aria-expanded': 'false', dataset: { testid: 'spoiler' } }, inside);
  inside.inert = true;
  const open = event => {
    if (cover.classList.contains('open')) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add('open');
    cover.removeAttribute('role');
    cover.removeAttribute('aria-label');
    cover.removeAttribute('aria-expanded');
    inside.removeAttribute('aria-hidden');
    inside.inert = false;
  };
  cover.addEventListener('click', open);
  cover.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') open(event); });
  return cover;
}
