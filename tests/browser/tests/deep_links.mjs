// An address with an anchor opens with its target on the screen, marked, and under nothing else.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { seen, settled, visit } from '../lib/browser.mjs';

export function tests(world) {
  for (const site of world.sites)
    for (const { route, html } of site.pages.filter(({ claims }) => claims)) {
      const labels = [...html.matchAll(/<span class="claim [^"]*" id="c-([^"]+)"/g)].map(([, label]) => label);
      const some = [...new Set([labels[labels.length >> 1], labels.at(-1)])];
      const every = [{ width: 1280 }, { width: 390, js: false }, { width: 390, over: 'file' }];
      for (const options of site === world.sites[0] ? every : every.slice(-1))
        test(`${site.name}/${route}: claims and evidence open by address, ${Object.values(options).join(', ')}`, async () => {
          for (const hash of some.flatMap((label) => [`#c-${label}`, `#n-${label}`]))
            await visit(world, site, route, { ...options, hash }, (page) => inView(page, hash));
        });
    }
}

async function inView(page, hash) {
  await settled(page);
  assert.equal(await seen(page, hash), '', `expected ${hash} on the screen`);
  const marked = await page.evaluate((hash) => {
    const look = (element) => { const style = getComputedStyle(element); return [style.backgroundColor, style.outlineStyle, style.boxShadow].join(); };
    const target = document.querySelector(hash);
    const others = [...document.querySelectorAll(hash.startsWith('#c-') ? '.claim[id]' : '[id^="n-"]')];
    const other = others.find((element) => element !== target && element.className === target.className && element.tagName === target.tagName);
    return !other || look(target) !== look(other);
  }, hash);
  assert.ok(marked, `expected ${hash} to be told apart from its neighbours as the target`);
}
