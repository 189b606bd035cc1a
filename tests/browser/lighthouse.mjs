// Lighthouse on the home page, by hand: five runs as a desktop, the median of the performance score, and 100 in
// accessibility, best practices and search engines in each. Its performance score moves with the load of the machine,
// so it is no test.
//
//   CHROMIUM=$(command -v chromium) node tests/browser/lighthouse.mjs

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSites, target } from './lib/sites.mjs';
import { serve } from './lib/server.mjs';

const version = '12.8.2';
const runs = 5;
const flags = '--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const folder = path.join(target, 'lighthouse');
const program = path.join(folder, 'node_modules/lighthouse/cli/index.js');
if (!existsSync(program)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `lighthouse@${version}`],
    { stdio: 'inherit', env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' } });
}

const [showcase] = buildSites();
const server = await serve(showcase);
const scores = [];
for (let run = 1; run <= runs; run += 1) {
  const report = await lighthouse(path.join(folder, `report-${run}.json`));
  const of = (name) => Math.round(report.categories[name].score * 100);
  const failed = Object.values(report.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === 'binary');
  scores.push({ performance: of('performance'), accessibility: of('accessibility'), practices: of('best-practices'), search: of('seo') });
  console.log(`run ${run}:`, scores.at(-1), failed.map(({ id }) => id).join(', '));
}
server.close();
const performance = scores.map((score) => score.performance).sort((a, b) => a - b)[runs >> 1];
console.log(`performance, median of ${runs}: ${performance}`);
const short = scores.filter(({ accessibility, practices, search }) => Math.min(accessibility, practices, search) < 100).length;
if (short) throw new Error(`expected 100 in accessibility, best practices and search engines, found less in ${short} of ${runs} runs; see ${folder}`);

function lighthouse(file) {
  const args = [program, server.url, '--quiet', '--preset=desktop', '--output=json', `--output-path=${file}`, `--chrome-flags=${flags}`];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, CHROME_PATH: process.env.CHROMIUM } });
  return new Promise((resolve, reject) => child.on('close', (code) => (code ? reject(new Error(`lighthouse ended with ${code}`)) : resolve(JSON.parse(readFileSync(file, 'utf8'))))));
}
