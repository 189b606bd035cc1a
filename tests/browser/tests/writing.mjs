// An open page while its author writes: it changes with each save, keeps the reader's place, and says what is wrong.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { settled, visit } from '../lib/browser.mjs';
import { program, root } from '../lib/sites.mjs';

export function tests(world) {
  const writing = (name, options, body) => test(name, () => written(world, options, body));
  writing('a save changes the words in place, and the reader stays where they are', {}, words);
  writing('an open evidence popover stays open through a save, and shows the new words', {}, popover);
  writing('a new paragraph above does not move what is being read', { width: 390, height: 844 }, above);
  writing('a style sheet is swapped without loading the page again', {}, style);
  writing('an error lays the report over the last good page and takes it away again', {}, overlay);
  writing('a dismissed report stays away until it is a different one', {}, dismissed);
  writing('warnings are a badge that opens their list, from which lock can be run', {}, badge);
  writing('a page that comes back after a save is fresh', {}, comesBack);
  writing('a change that only a new page can show keeps the place too', {}, reloaded);
}

/** A copy of a project, served with `--watch`, and a page on it. `desk` edits files. */
async function written(world, options, body) {
  const folder = mkdtempSync(path.join(tmpdir(), 'onrecord-writing-'));
  cpSync(path.join(root, 'tests/sites/complete'), folder, { recursive: true });
  // The theme's own files, so that they can be edited.
  for (const name of ['style.css', 'app.js']) cpSync(path.join(root, 'themes/default', name), path.join(folder, 'themes/harbour', name));
  const server = spawn(program, ['--project', folder, 'serve', '--watch', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const url = await address(server);
    const desk = {
      file: (name) => path.join(folder, name),
      edit(name, from, to) {
        const text = readFileSync(this.file(name), 'utf8');
        assert.ok(text.includes(from), `expected "${from}" in ${name}`);
        writeFileSync(this.file(name), text.replace(from, to));
      },
    };
    const site = { name: 'writing', out: folder, server: { origin: new URL(url).origin, url } };
    await visit(world, site, 'index.html', options, async (page) => {
      // A page that was loaded again has forgotten this.
      await page.evaluate(() => { window.firstLoad = true; });
      await body(page, desk);
    });
  } finally {
    server.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function address(server) {
  return new Promise((resolve, reject) => {
    const said = [];
    server.once('exit', () => reject(new Error(`serve ended:\n${said.join('\n')}`)));
    createInterface({ input: server.stderr }).on('line', (line) => {
      said.push(line);
      const found = line.match(/^serving (\S+)/);
      if (found) resolve(found[1]);
    });
  });
}

const page = 'content/index.md';
const loadedOnce = (page) => page.evaluate(() => window.firstLoad === true);
const report = 'onrecord-report section';
const mark = 'onrecord-report .badge';

/** Scrolls to words in the middle of the page; how far from the top of the window they then are. */
async function readAt(page, words) {
  await page.getByText(words).first().evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await settled(page);
  return top(page, words);
}
const top = (page, words) => page.getByText(words).first().evaluate((element) => Math.round(element.getBoundingClientRect().top));

async function words(page_, desk) {
  const before = await readAt(page_, 'A callout of the kind');
  const scroll = await page_.evaluate(() => scrollY);
  assert.ok(scroll > 100, `expected the page to be scrolled, found ${scroll}`);
  desk.edit(page, 'A callout of the kind', 'A remark of the sort');
  await page_.getByText('A remark of the sort').waitFor();
  assert.equal(await page_.evaluate(() => scrollY), scroll, 'expected the scroll to be kept');
  assert.equal(await top(page_, 'A remark of the sort'), before);
  assert.ok(await loadedOnce(page_), 'expected no new page');
}

async function popover(page_, desk) {
  const marker = page_.locator('a.ref[href="#n-injured-nine"]').first();
  await marker.click();
  const open = page_.locator(':popover-open[role=dialog]');
  await open.waitFor();
  desk.edit(page, 'The harbour office counted nine injured."', 'The office counted nine injured people."');
  await open.getByText('The office counted nine injured people.').waitFor();
}

async function above(page_, desk) {
  await readAt(page_, 'A plain block quote.');
  desk.edit(page, '## What happened\n', '## What happened\n\nA sentence that was not there before.\n');
  await page_.getByText('A sentence that was not there before.').waitFor();
  await settled(page_);
  const now = await top(page_, 'A plain block quote.');
  assert.ok(now > 0 && now < 844, `expected the words still on the screen, found them at ${now}`);
}

async function style(page_, desk) {
  const scroll = await page_.evaluate(() => { scrollTo(0, 300); return scrollY; });
  desk.edit('themes/harbour/style.css', '', 'h1 { color: rgb(1, 2, 3) !important; }\n');
  await page_.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  assert.ok(await loadedOnce(page_), 'expected no new page');
  assert.equal(await page_.evaluate(() => scrollY), scroll);
  assert.equal(await page_.locator('link[rel=stylesheet]').count(), 1, 'expected one style sheet, not the old one beside it');
}

async function overlay(page_, desk) {
  await readAt(page_, 'A callout of the kind');
  const scroll = await page_.evaluate(() => scrollY);
  desk.edit(page, '    @post#pilot\n', '    @post#<b>pilot\n');
  await page_.locator(report).getByText('index.md').first().waitFor();
  const text = await page_.locator(`${report} pre`).textContent();
  assert.match(text, /error\[[a-z-]+\]/);
  assert.match(text, /content\/index\.md:\d+:\d+/);
  assert.equal(await page_.locator(`${report} pre b, ${report} li p b b`).count(), 0, 'expected the report to be escaped');
  const share = await page_.locator(report).evaluate((sheet) => sheet.getBoundingClientRect().height / innerHeight);
  assert.ok(share <= 0.34, `expected a third of the window, found ${share}`);
  const first = page_.locator(`${report} li`).first();
  assert.equal(await first.getAttribute('class'), 'error', 'expected errors before warnings');
  const rule = await first.locator('a[href*="/.onrecord/rules/"]').getAttribute('href');
  assert.match(await (await fetch(new URL(rule, page_.url()))).text(), /^# [a-z-]+\n/);
  // The sentence at fault, as far as the page still has it.
  const marked = await page_.evaluate(() => [...CSS.highlights.get('onrecord-error')].map(String));
  assert.equal(marked.length, 1, `expected one sentence marked, found ${JSON.stringify(marked)}`);
  assert.ok(marked[0].length > 12, `expected the sentence, found ${marked[0]}`);
  assert.ok(await page_.getByText('A callout of the kind').isVisible(), 'expected the last good page below it');
  desk.edit(page, '    @post#<b>pilot\n', '    @post#pilot\n');
  await page_.locator(report).waitFor({ state: 'hidden' });
  assert.equal(await page_.evaluate(() => scrollY), scroll, 'expected the scroll to be kept');
}

async function dismissed(page_, desk) {
  desk.edit(page, '@post#pilot', '@post#pilto');
  await page_.locator(report).getByText('pilto').first().waitFor();
  await page_.locator(report).getByRole('button', { name: 'Close' }).press('Escape');
  await page_.locator(report).waitFor({ state: 'hidden' });
  await page_.locator(mark, { hasText: 'error' }).waitFor();
  // The same report once more, from another save.
  desk.edit(page, 'A plain block quote.', 'A plain block quotation.');
  await page_.waitForTimeout(400);
  assert.ok(!await page_.locator(report).isVisible(), 'expected the dismissed report to stay away');
  desk.edit(page, '@post#pilto', '@post#pilots');
  await page_.locator(report).getByText('pilots').first().waitFor();
  desk.edit(page, '@post#pilots', '@post#pilot');
  await page_.getByText('A plain block quotation.').waitFor();
  await page_.locator(report).waitFor({ state: 'hidden' });
}

async function badge(page_, desk) {
  desk.edit('content/site.yaml', 'asset-unused: { level: allow', 'asset-unused: { level: warn');
  const badge = page_.locator(mark);
  await badge.waitFor();
  const before = await badge.textContent();
  assert.match(before, /^\d+ warnings?$/);
  writeFileSync(desk.file('content/nobody-shows-this.csv'), 'a\n');
  await page_.waitForFunction(([host, before]) => document.querySelector(host)?.shadowRoot.querySelector('.badge').textContent !== before, ['onrecord-report', before]);
  await badge.click();
  const sheet = page_.locator(report);
  await sheet.getByText('nobody-shows-this.csv').first().waitFor();
  // A report that somebody reads stays open when it changes.
  writeFileSync(desk.file('content/nor-this.csv'), 'a\n');
  await sheet.getByText('nor-this.csv').first().waitFor();
  assert.match(await sheet.locator('h2').textContent(), /warning/);
  await sheet.getByRole('button', { name: 'Lock' }).click();
  await sheet.locator('p[role=status]').getByText(/up to date|added|changed|locked/).waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await badge.waitFor();
}

async function comesBack(page_, desk) {
  await page_.goto(new URL('chronology.html', page_.url()).href);
  desk.edit(page, 'A plain block quote.', 'Words written meanwhile.');
  await page_.waitForTimeout(300);
  await page_.goBack();
  await page_.getByText('Words written meanwhile.').waitFor();
}

async function reloaded(page_, desk) {
  await readAt(page_, 'A callout of the kind');
  const scroll = await page_.evaluate(() => scrollY);
  desk.edit('themes/harbour/app.js', '', '// changed\n');
  await page_.waitForFunction(() => window.firstLoad === undefined && document.readyState === 'complete');
  await settled(page_);
  const now = await page_.evaluate(() => scrollY);
  assert.ok(Math.abs(now - scroll) < 3, `expected the scroll to be kept at ${scroll}, found ${now}`);
}
