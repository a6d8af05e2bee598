// The mixed requests of RequestRun.cs through discord.js's REST client: the same channels, the same counts, the same order.
// Arguments: API base (…/api), total per second, and the workload as JSON on standard input.
import { REST } from '@discordjs/rest';
import { text } from 'node:stream/consumers';

const [base, perSecond] = process.argv.slice(2);
const { self, waves, counts } = JSON.parse(await text(process.stdin));
const rest = new REST({ api: base, version: '10', globalRequestsPerSecond: Number(perSecond) }).setToken('sandbox');
let limited = 0;
let failed = 0;
rest.on('rateLimited', () => { limited++; });

const attempt = async (work) => {
  try { return await work(); } catch (fault) { if (failed++ < 3) console.error(String(fault)); return null; }
};

async function channelRun({ guild, channel }) {
  const turn = { send: 0, edit: 0, react: 0, remove: 0 };
  const later = [];
  const sends = [];
  for (let i = 0; i < counts.sends; i++) {
    const sending = attempt(() => rest.post(`/channels/${channel}/messages`, { body: { content: `line ${i}` }, reason: String(turn.send++) }));
    sends.push(sending.then((message) => {
      if (!message) return null;
      if (i < counts.edits) later.push(attempt(() => rest.patch(`/channels/${channel}/messages/${message.id}`, { body: { content: `line ${i}, mended` }, reason: String(turn.edit++) })));
      if (i < counts.reactions) later.push(attempt(() => rest.put(`/channels/${channel}/messages/${message.id}/reactions/%F0%9F%91%8D/@me`, { reason: String(turn.react++) })));
      return message.id;
    }));
  }
  for (let i = 0; i < counts.reads; i++) later.push(attempt(() => rest.get(`/guilds/${guild}/members/${self}`)));
  const ids = await Promise.all(sends);
  await Promise.all(later);
  await Promise.all(ids.slice(0, counts.deletes).filter(Boolean).map((id) =>
    attempt(() => rest.delete(`/channels/${channel}/messages/${id}`, { reason: String(turn.remove++) }))));
}

const began = process.hrtime.bigint();
for (const wave of waves) await Promise.all(wave.map(channelRun));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const cpu = process.cpuUsage();
console.log(JSON.stringify({ seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, failed, limited }));
process.exit(0);
