// What is wrong at the moment, above the messages, until it is right again.
import { $, el, replace } from './dom.js';
import { nameOf, state } from './store.js';

export function drawBanners() {
  const bot = state.world?.bot;
  replace($('banners'),
    !state.connected && el('p', { class: 'banner banner-bad', dataset: { testid: 'banner-connection' } }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), 'Connection lost, reconnecting…'),
    state.world?.guild.isNowhere && el('p', { class: 'banner banner-bad', dataset: { testid: 'banner-nowhere' } },
      'This person is no longer in the server: kicked or banned. Act as somebody else to go on.'),
    state.connected && bot && !bot.online && el('p', { class: 'banner', dataset: { testid: 'banner-bot' } },
      el('strong', {}, `${bot.user ? nameOf(bot.user.id, bot.user) : 'The bot'} is offline.`), ' Messages are kept, but nothing answers until it is back.'));
}
