// Weight over the wire, Lighthouse and axe for every page. Writes bench/results/dashboard.md; exits with 1 when a target is missed.
//   node bench/dashboard/audit.mjs [--port 5380] [--pages /,/commands]
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import http from 'node:http';
import axe from 'axe-core';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright-core';
import { startBot, use } from './bot.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const option = (name, otherwise) => process.argv[process.argv.indexOf(`--${name}`) + 1 || Infinity] ?? otherwise;
const port = Number(option('port', '5380'));
const pages = option('pages', '/,/?range=month,/commands,/commands/ping,/health,/verify').split(',');
const browser = process.env.BRONX_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const maxBytes = 40 * 1024;
const minScore = 95;

/** Bytes of an answer as they cross the wire: head and compressed body. */
const bytes = address => new Promise((resolve, reject) => http.get(address, { headers: { 'Accept-Encoding': 'br, gzip' } }, answer => {
  let sum = answer.rawHeaders.reduce((total, part) => total + part.length + 2, 0);
  const chunks = [];
  answer.on('data', chunk => { sum += chunk.length; chunks.push(chunk); });
  answer.on('end', () => resolve({ sum, text: Buffer.concat(chunks) }));
  answer.on('error', reject);
}).on('error', reject));

async function weigh(address, context) {
  const page = await context.newPage();
  const wanted = new Set();
  page.on('request', request => request.resourceType() === 'document' || /\/assets\//.test(request.url()) ? wanted.add(request.url().split('#')[0]) : null);
  await page.goto(address, { waitUntil: 'load' });
  await page.close();
  let total = 0;
  for (const one of wanted) total += (await bytes(one)).sum;
  return total;
}

async function violations(address, engine) {
  const found = [];
  for (const [width, height] of [[390, 844], [1280, 900]]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await engine.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.goto(address, { waitUntil: 'load' });
      await page.waitForTimeout(1000);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.evaluate(axe.source);
      const { violations: list } = await page.evaluate(() => window.axe.run(document));
      for (const one of list) found.push(`${width} px ${colorScheme}: ${one.id} (${one.nodes.map(node => node.target.join(' ')).slice(0, 3).join('; ')})`);
      await context.close();
    }
  }
  return found;
}

async function scores(address, debugPort, config) {
  let lhr;
  // A trace that the tool itself lost says nothing about the page: it is taken again, twice at most.
  for (let tries = 0; tries < 3 && (!lhr || lhr.runtimeError); tries++) {
    ({ lhr } = await lighthouse(address, { port: debugPort, output: 'json', logLevel: 'error' }, config));
  }
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const low = Object.values(lhr.audits).filter(audit => audit.score !== null && audit.score < 0.9 && ['binary', 'numeric', 'metricSavings'].includes(audit.scoreDisplayMode));
  return { points: Object.values(lhr.categories).map(category => [category.title, Math.round(category.score * 100)]), low: low.map(audit => audit.id) };
}

const ask = (program, ...words) => execFileSync(program, words, { cwd: root }).toString().trim();
const bot = await startBot(root, port);
const engine = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
const chrome = await launch({ chromePath: browser, chromeFlags: ['--headless=new', '--no-sandbox'] });
const rows = [], notes = [];
let missed = false;
try {
  await use(bot.playground);
  const context = await engine.newContext();
  for (const path of pages) {
    const address = bot.address + path;
    const weight = await weigh(address, context);
    const found = await violations(address, engine);
    const row = [`\`${path}\``, `${(weight / 1024).toFixed(1)} KB`, String(found.length)];
    missed ||= weight > maxBytes || found.length > 0;
    for (const one of found) notes.push(`- axe, \`${path}\`, ${one}`);
    for (const [name, config] of [['phone', undefined], ['desktop', desktopConfig]]) {
      const { points, low } = await scores(address, chrome.port, config);
      row.push(points.map(([, score]) => score).join(' / '));
      missed ||= points.some(([, score]) => score < minScore);
      if (points.some(([, score]) => score < 100)) notes.push(`- Lighthouse, \`${path}\`, ${name}: ${low.join(', ')}`);
    }
    rows.push(row);
    console.log(row.join('  '));
  }
} finally {
  chrome.kill();
  await engine.close();
  await bot.stop();
}

const changed = ask('git', 'status', '--porcelain', '--', 'src/Bronx.Dashboard') !== '';
writeFileSync(join(root, 'bench/results/dashboard.md'), `# The dashboard's pages

${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${ask('git', 'rev-parse', '--short=12', 'HEAD')}${changed ? ' with uncommitted changes' : ''}
${cpus()[0].model}, ${cpus().length} cores, ${ask(browser, '--version')}, Lighthouse ${JSON.parse(readFileSync(new URL('./node_modules/lighthouse/package.json', import.meta.url))).version}, axe-core ${axe.version}
Load average after the run: ${readFileSync('/proc/loadavg').toString().split(' ')[0]}

\`node bench/dashboard/audit.mjs\`, against the product as \`./bronx\` starts it, some commands in. Targets: at most 40 KB over the wire on the first
visit (page, style sheet, script and icon, heads included; Brotli), Lighthouse ${minScore} or more in every category, no axe violation (at 390
and 1280 px, light and dark, all tables open). **${missed ? 'Missed; see below.' : 'Met.'}**

| page | over the wire | axe | Lighthouse, phone | Lighthouse, desktop |
|---|---|---|---|---|
${rows.map(row => `| ${row.join(' | ')} |`).join('\n')}

Lighthouse: performance / accessibility / best practices / SEO.
${notes.length ? `\nBelow the full score:\n\n${notes.join('\n')}\n` : ''}`);
process.exitCode = missed ? 1 : 0;
