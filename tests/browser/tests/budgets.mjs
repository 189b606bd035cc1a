// The budgets of a page: bytes as sent, requests, elements, and nothing that jumps.
//
// A page of up to 20 claims has 22 KB of HTML and 1,500 elements, its maps included. Every further claim brings 875 bytes
// (36 claims: 36 KB) and its share of the elements. All sizes are those of gzip.

import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';

const kilobyte = 1024;
const budget = { html: 22 * kilobyte, claim: 0.875 * kilobyte, css: 9 * kilobyte, js: 3 * kilobyte, requests: 4, elements: 1500, claims: 20 };

export function tests(world) {
  const [showcase] = world.sites;
  for (const site of world.sites) {
    test(`${site.name}: style and script keep their budgets`, (t) => {
      const sizes = Object.fromEntries(['css', 'js'].map((kind) => [kind, site.files.filter((file) => file.endsWith(`.${kind}`) && !file.startsWith('search')).reduce((sum, file) => sum + packed(readFileSync(path.join(site.out, file))), 0)]));
      t.diagnostic(`style ${sizes.css} bytes, script ${sizes.js} bytes`);
      expectNone('style and script within their budgets', ['css', 'js'].filter((kind) => sizes[kind] > budget[kind]).map((kind) => `${kind}: ${sizes[kind]} bytes of ${budget[kind]}`));
    });
  }
  const pages = [showcase, world.dense].flatMap((site) => site.pages.map((page) => ({ ...page, site })));
  for (const { site, route, html, claims, kind } of pages.filter(({ kind }) => kind !== 'redirect'))
    test(`${site.name}/${route}: keeps its budgets`, (t) => visit(world, site, route, { before: listen }, async (page) => {
      const listed = listedClaims(html, claims);
      const share = Math.max(1, listed / budget.claims);
      const maps = (html.match(/<svg[^>]*role="img"/g) ?? []).length;
      const room = Math.round(budget.html + budget.claim * Math.max(0, listed - budget.claims));
      const { elements, shift, fonts } = await page.evaluate(() => ({
        elements: document.querySelectorAll('*').length, shift: window.shift, fonts: document.fonts.size,
      }));
      const bytes = packed(html);
      const requests = page.asked.length;
      // The page that searches brings its own code.
      const allowed = budget.requests + (kind === 'search' ? 1 : 0);
      t.diagnostic(`${kind}: ${bytes} bytes, ${elements} elements, ${requests} requests, ${claims} claims, ${maps} maps, shift ${shift}`);
      expectNone('every measure within its budget', [
        ...(bytes > room ? [`${bytes} bytes of ${room}`] : []),
        ...(elements > budget.elements * share ? [`${elements} elements of ${Math.round(budget.elements * share)}`] : []),
        ...(requests > allowed ? [`${requests} requests of ${allowed}: ${page.asked.join(', ')}`] : []),
        ...(shift > 0 ? [`a layout shift of ${shift}`] : []),
        ...(fonts > 0 ? [`${fonts} fonts`] : []),
      ]);
    }));
}

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Claims in the text, or, on a page that lists claims, in the list. */
const listedClaims = (html, claims) => Math.max(claims, (html.match(/class="entry-claim"/g) ?? []).length);

/** Every request of the first load; the icon's is among them. */
function listen(page) {
  page.asked = [];
  page.on('request', (request) => page.asked.push(request.url()));
}
