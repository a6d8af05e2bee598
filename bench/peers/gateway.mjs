// One bot on discord.js or eris, driven line by line over standard input, answering as JSON on standard output.
// Arguments: library, API base (http://127.0.0.1:port), "handled" or "ignored". Needs node --expose-gc for "memory".
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import http from 'node:http';

const require = createRequire(import.meta.url);
const [library, base, mode] = process.argv.slice(2);
const intents = 1 | (1 << 9) | (1 << 15);
const tell = (what) => console.log(JSON.stringify(what));
let handled = 0;
let marks = 0;
let bytes = 0;
const onMessage = (message) => { handled++; bytes += message.content.length; };
const onMark = () => { marks++; };

if (library === 'discord.js') {
  const { Client } = require('discord.js');
  const client = new Client({ intents, rest: { api: `${base}/api` } });
  if (mode === 'handled') client.on('messageCreate', onMessage);
  client.on('guildMemberUpdate', onMark);
  client.once('clientReady', () => tell({ ready: true, guilds: client.guilds.cache.size }));
  await client.login('sandbox');
} else {
  // eris speaks HTTPS to a fixed host; here it is led to the sandbox instead.
  const { hostname, port } = new URL(base);
  require('https').request = (options, callback) => http.request({ ...options, host: hostname, port, agent: undefined }, callback);
  const Eris = require('eris');
  const client = new Eris.Client('Bot sandbox', { intents, restMode: true });
  if (mode === 'handled') client.on('messageCreate', onMessage);
  client.on('guildMemberUpdate', onMark);
  client.on('error', (fault) => console.error(String(fault)));
  client.once('ready', () => tell({ ready: true, guilds: client.guilds.size }));
  await client.connect();
}

for await (const line of createInterface({ input: process.stdin })) {
  // Waits for them here, so that the way back and forth is not measured.
  const [word, messages, wanted] = line.split(' ');
  if (word === 'until') while (marks < Number(wanted) || handled < Number(messages)) await new Promise((next) => setTimeout(next, 1));
  if (line === 'memory') for (let i = 0; i < 4; i++) { global.gc?.(); await new Promise((next) => setTimeout(next, 50)); }
  const cpu = process.cpuUsage();
  const memory = process.memoryUsage();
  tell({ handled, marks, cpuSeconds: (cpu.user + cpu.system) / 1e6, residentBytes: memory.rss, heapBytes: memory.heapUsed + memory.external });
}
process.exit(0);
