// The search finds claims with their grade from a folder and over the web, and brings its index when it is first used.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { visit } from '../lib/browser.mjs';

export function tests(world) {
  const [showcase] = world.sites;
  for (const over of ['http', 'file'])
    test(`showcase: a number finds its claim, over ${over}`, () => visit(world, showcase, 'search.html', { over }, finds));
  test('showcase: nothing is brought before somebody searches', () => visit(world, showcase, 'search.html', {}, async (page) => {
    assert.equal(await page.locator('script[src*="search/"]').count(), 0, 'expected no part of the index before the first use');
  }));
  test('showcase: without script the list of claims serves', () => visit(world, showcase, 'search.html', { js: false }, async (page) => {
    assert.ok(!(await page.locator('#search').isVisible()), 'expected no field that does nothing');
    assert.ok(await page.locator('main a[href="claims.html"]').isVisible(), 'expected the way to the claims');
  }));
  test('showcase: the code is small', () => {
    const size = gzipSync(readFileSync(path.join(showcase.out, 'search.js')), { level: 9 }).length;
    assert.ok(size <= 4096, `expected at most 4096 bytes of code, found ${size}`);
  });
}

async function finds(page) {
  await page.fill('#search-words', 'gladkov 21');
  const first = page.locator('#search-found li').first();
  await first.waitFor({ timeout: 3000 });
  assert.match(await first.innerText(), /21 dead[\s\S]*One origin/i, 'expected the claim with its grade first');
  assert.equal(await first.locator('a').getAttribute('href'), 'index.html#c-toll-21');
  const headings = await page.locator('#search-found h2').allInnerTexts();
  assert.equal(headings.join(' · '), (await page.locator('#search-count').innerText()).trim(), 'expected the number of each kind above and at its results');
  await page.fill('#search-words', 'zzzz');
  assert.equal(await page.locator('#search-found li').count(), 0);
  assert.notEqual((await page.locator('#search-count').innerText()).trim(), '', 'expected it to be said that nothing was found');
}
