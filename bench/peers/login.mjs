// Proves that a stock client works against the sandbox: discord.js logs in, hears a person and answers. Argument: http://127.0.0.1:port
import { Client, GatewayIntentBits } from 'discord.js';

const [base] = process.argv.slice(2);
const patience = setTimeout(() => { console.error('Nobody was heard within 30 s.'); process.exit(1); }, 30_000);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: { api: `${base}/api` },
});

client.once('clientReady', async () => {
  console.log(`logged in as ${client.user.username}, ${client.guilds.cache.size} server(s)`);
  // A person of the playground speaks, as the chat page would have it.
  const world = await (await fetch(`${base}/playground/api/world`)).json();
  const person = world.people[0];
  const channel = world.channels.find((one) => one.type === 0 && one.can_send);
  const said = await fetch(`${base}/playground/api/channels/${channel.id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: person.id, content: 'Is anybody there?' }),
  });
  if (!said.ok) throw new Error(`the playground refused: ${said.status} ${await said.text()}`);
});

client.on('messageCreate', async (message) => {
  if (message.author.bot) return;
  const answer = await message.reply('Right here.');
  const seen = await message.channel.messages.fetch(answer.id);
  console.log(`heard "${message.content}" from ${message.author.username}, answered "${seen.content}"`);
  clearTimeout(patience);
  await client.destroy();
  process.exit(seen.content === 'Right here.' ? 0 : 1);
});

await client.login('sandbox');
