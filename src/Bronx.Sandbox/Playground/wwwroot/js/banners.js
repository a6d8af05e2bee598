// What is wrong at the moment, above the messages, until it is right again.
import { $, button, el, replace } from './dom.js';
import { member, nameOf, state } from './store.js';

let deed;

/** `act(name)` does join or rules. */
export function startBanners(act) {
  deed = act;
}

export function drawBanners() {
  const bot = state.world?.bot;
  replace($('banners'),
    !state.connected && el('p', { class: 'banner banner-bad', dataset: { testid: 'banner-connection' } }, el('span', { class: 'spinner', 'aria-hidden': 'true' }), 'Connection lost, reconnecting…'),
    state.world?.guild.isNowhere && el('p', { class: 'banner banner-bad', dataset: { testid: 'banner-nowhere' } },
      'This person is not in the server. ',
      button({ class: 'link', dataset: { testid: 'join' }, on: { click: () => deed('join') } }, 'Join'), ' (whoever is banned cannot), or act as somebody else.'),
    member(state.me)?.pending && el('p', { class: 'banner', dataset: { testid: 'banner-rules' } },
      'This server has rules: be kind, pay your debts. ', button({ class: 'link', dataset: { testid: 'agree' }, on: { click: () => deed('rules') } }, 'I agree')),
    state.connected && bot && !bot.online && el('p', { class: 'banner', dataset: { testid: 'banner-bot' } },
      el('strong', {}, `${bot.user ? nameOf(bot.user.id, bot.user) : 'The bot'} is offline.`), ' Messages are kept, but nothing answers until it is back.'));
}
