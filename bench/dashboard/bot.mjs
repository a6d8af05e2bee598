// The product as ./bronx starts it, in a folder of its own, with people in the playground who use it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function startBot(root, port) {
  const program = join(root, 'src/Bronx.Host/bin/Release/net10.0/bronx.dll');
  if (!existsSync(program)) throw new Error('Build first: dotnet build src/Bronx.Host -c Release');
  const data = mkdtempSync(join(tmpdir(), 'bronx-audit-'));
  const bot = spawn('dotnet', [program, '--port', String(port), '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  bot.stdout.on('data', chunk => said += chunk);
  const ended = new Promise(resolve => bot.on('exit', resolve));
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`http://localhost:${port}/healthz/ready`).catch(() => null);
    if (answer?.ok) break;
    if (tries > 300 || bot.exitCode !== null) throw new Error(`The bot did not start:\n${said}`);
    await new Promise(resolve => setTimeout(resolve, 100));
  }

  return {
    address: `http://localhost:${port}`,
    playground: /Playground\s+(\S+)/.exec(said)[1],
    async stop() {
      bot.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Says a few commands in the demo server: answered, refused and unknown ones. */
export async function use(playground) {
  const api = new URL('api/', playground);
  const world = await (await fetch(new URL('world', api))).json();
  const people = (world.people ?? world.users ?? world.members).filter(person => !person.bot);
  const channel = (world.channels ?? world.guilds[0].channels).find(one => one.name === 'general');
  const texts = ['.ping', '.help', '.invite', '.support', '.tos', '.balance', '.coinflip 10 heads', '.nosuch', '.ping too much'];
  for (const [i, content] of texts.entries()) {
    await fetch(new URL(`channels/${channel.id}/messages`, api), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: people[i % people.length].id, content }),
    });
  }
}
