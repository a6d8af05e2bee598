// The emoji this page knows by name: for :shortcodes: in the box and for the table of reactions.

const TABLE = `
😀 grinning|😄 smile|😁 grin|😂 joy|🤣 rofl|😊 blush|🙂 slight_smile|😉 wink|😍 heart_eyes|😘 kissing_heart|😋 yum|😎 sunglasses|🤩 star_struck
🤔 thinking|🤨 raised_eyebrow|😐 neutral_face|🙄 rolling_eyes|😏 smirk|😴 sleeping|😢 cry|😭 sob|😡 rage|😱 scream|🥳 partying_face|😅 sweat_smile|🤯 exploding_head
🥺 pleading_face|😇 innocent|🤖 robot|👻 ghost|💀 skull|🤡 clown|👋 wave|👍 thumbsup|👎 thumbsdown|👏 clap|🙌 raised_hands|🙏 pray|💪 muscle
👀 eyes|✌️ v|🤝 handshake|👌 ok_hand|🤞 fingers_crossed|☝️ point_up|👉 point_right|❤️ heart|🧡 orange_heart|💛 yellow_heart|💚 green_heart|💙 blue_heart|💜 purple_heart
💔 broken_heart|✨ sparkles|⭐ star|🔥 fire|💯 100|✅ white_check_mark|❌ x|⚠️ warning|❓ question|❗ exclamation|🎉 tada|🎁 gift|🏆 trophy
🥇 first_place|🎲 game_die|🎰 slot_machine|🃏 black_joker|🪙 coin|💰 moneybag|💎 gem|🏦 bank|📈 chart_up|📉 chart_down|🐟 fish|🎣 fishing|🦈 shark
🐱 cat|🐶 dog|🦊 fox|🐢 turtle|🍕 pizza|🍔 hamburger|🍎 apple|☕ coffee|🍰 cake|🌙 moon|☀️ sunny|🌧️ rain|🌈 rainbow
🚀 rocket|⏰ alarm_clock|⏳ hourglass|🔒 lock|🔔 bell|📌 pushpin|📣 mega|💡 bulb|🔨 hammer|🛡️ shield|🏓 ping_pong|🎮 video_game|🎵 musical_note`;

export const EMOJI = TABLE.trim().split(/[\n|]/u).map(entry => {
  const [char, name] = entry.trim().split(' ');
  return { char, name };
});

const BY_NAME = new Map(EMOJI.map(({ char, name }) => [name, char]));
for (const [other, name] of [['+1', 'thumbsup'], ['-1', 'thumbsdown'], ['smiley', 'smile'], ['check', 'white_check_mark'], ['money', 'moneybag'], ['dice', 'game_die']])
  BY_NAME.set(other, BY_NAME.get(name));

/** Turns the :shortcodes: that are known into emoji, outside of code. */
export const expandShortcodes = text => text.split(/(```[\s\S]*?```|`[^`\n]*`)/u)
  .map((piece, i) => (i % 2 ? piece : piece.replace(/(?<!<a?):([\w+-]{1,32}):(?!\d)/gu, (all, name) => BY_NAME.get(name.toLowerCase()) ?? all)))
  .join('');

export const findEmoji = start => EMOJI.filter(({ name }) => name.includes(start.toLowerCase()))
  .sort((a, b) => Number(b.name.startsWith(start)) - Number(a.name.startsWith(start)));
