// Embeds: the framed cards under a message.
import { el } from './dom.js';
import { plain } from './colors.js';
import { renderLine, renderMarkdown } from './markdown-view.js';
import { safeUrl } from './markdown-inline.js';
import { messageTime } from './timestamps.js';
import { picture } from './pictures.js';

export function renderEmbed(embed) {
  const card = el('article', { class: 'embed', dataset: { testid: 'embed' }, 'aria-label': embed.title ? undefined : 'Embed' },
    el('div', { class: 'embed-main' },
      author(embed.author),
      embed.title && linked('embed-title', embed.url, renderLine(embed.title)),
      embed.description && el('div', { class: 'embed-text md' }, renderMarkdown(embed.description)),
      fields(embed.fields)),
    embed.thumbnail?.url && picture(embed.thumbnail.url, '', 'thumbnail'),
    embed.image?.url && picture(embed.image.url, '', 'wide'),
    foot(embed));
  if (typeof embed.color === 'number') card.style.setProperty('--bar', plain(embed.color));
  return card;
}

function linked(className, url, content) {
  const address = url && safeUrl(url);
  return address
    ? el('a', { class: className, href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, content)
    : el('span', { class: className }, content);
}

function author(value) {
  if (!value?.name) return null;
  return el('div', { class: 'embed-author' },
    value.icon_url && picture(value.icon_url, '', 'icon'),
    linked('embed-author-name', value.url, document.createTextNode(value.name)));
}

// Inline fields stand side by side, at most three, and a field that is not inline begins anew.
function fields(list) {
  if (!list?.length) return null;
  const rows = [];
  for (const field of list) {
    const last = rows.at(-1);
    if (field.inline && last?.inline && last.fields.length < 3) last.fields.push(field);
    else rows.push({ inline: Boolean(field.inline), fields: [field] });
  }
  return el('dl', { class: 'embed-fields' }, rows.map(row =>
    el('div', { class: `embed-row embed-row-${row.fields.length}` }, row.fields.map(field =>
      el('div', { class: 'embed-field' },
        el('dt', {}, renderLine(field.name)),
        el('dd', { class: 'md' }, renderMarkdown(field.value)))))));
}

function foot(embed) {
  const moment = embed.timestamp ? new Date(embed.timestamp) : null;
  const time = moment && !Number.isNaN(moment.getTime()) ? moment : null;
  if (!embed.footer?.text && !time) return null;
  return el('footer', { class: 'embed-foot' },
    embed.footer?.icon_url && picture(embed.footer.icon_url, '', 'icon'),
    embed.footer?.text && el('span', {}, embed.footer.text),
    time && el('time', { datetime: time.toISOString() }, `${embed.footer?.text ? '· ' : ''}${messageTime(time)}`));
}
