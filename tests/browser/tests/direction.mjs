// From right to left: a site in such a language, and the showcase turned round.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { photographAll, visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';
import { onePerKind, slug } from '../lib/sites.mjs';
import { sideways } from '../lib/sideways.mjs';

export function tests(world) {
  const [showcase] = world.sites;
  const site = world.sites.find(({ name }) => name === 'right-to-left');
  test('right-to-left: every page says its direction', () => {
    expectNone('dir="rtl"', site.pages.filter(({ html, kind }) => kind !== 'redirect' && !/<html[^>]*dir="rtl"/.test(html)).map(({ route }) => route));
  });
  for (const { name, pages } of world.sites)
    test(`${name}: beside every language stands a direction`, () => {
      const without = ({ route, html }) => (html.match(/<[^>]* lang="[^>]*>/g) ?? []).filter((tag) => !/ dir="/.test(tag)).map((tag) => `${route}: ${tag}`);
      expectNone('dir beside every lang', pages.filter(({ kind }) => kind !== 'redirect').flatMap(without));
    });
  for (const { route } of onePerKind(site).filter(({ route }) => !route.startsWith('embed/')))
    test(`right-to-left/${route}: words lent by another language say so`, () => visit(world, site, route, {}, lent));
  for (const { route } of onePerKind(site).filter(({ route }) => !route.startsWith('embed/')))
    for (const width of [1280, 390])
      test(`right-to-left/${route}: words from left to right stand in their order, ${width}`, () => visit(world, site, route, { width }, inOrder));
  test('right-to-left: the digests stand on the left', () => visit(world, site, 'index.html', {}, digestsOnTheLeft));
  test('showcase turned round: the digests stand on the left', () => visit(world, showcase, 'index.html', { before: turn }, digestsOnTheLeft));
  for (const { route } of onePerKind(showcase))
    test(`showcase/${route} turned round: nothing sticks out at any width`, () => visit(world, showcase, route, { before: turn }, async (page) => {
      expectNone('no sideways scroll', await sideways(page));
      await page.setViewportSize({ width: 1280, height: 900 });
      if (route === 'index.html') await photographAll(page, `turned-round/${slug(route)}-1280-light`);
    }));
}

/** The page as if its language were written from right to left. */
const turn = (page) => page.addInitScript(() => addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; }));

/** Names of formats and addresses are the same in all languages. */
const everywhere = /^(BibTeX|RIS|CSV|JSON|CSL-JSON|GeoJSON|SHA-256|https?:.*)$/;

async function lent(page) {
  await page.locator('a.ref').first().click().catch(() => {});
  const words = await page.evaluate(() => {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { data, parentElement } = walk.currentNode;
      if (parentElement.closest('script, style, svg, pre, code, .cite-plain, bdi:not([lang])') || !/[A-Za-z]{3}/.test(data)) continue;
      const { lang } = parentElement.closest('[lang]');
      if (lang !== 'en') found.push([lang, data.trim()]);
    }
    return found;
  });
  expectNone('English words in elements that say so', words.filter(([, text]) => !everywhere.test(text)).map(([lang, text]) => `“${text.slice(0, 60)}” is said to be “${lang}”`));
}

/** In a line of Latin letters, numbers and signs, what is written later stands to the right of what is written before. */
async function inOrder(page) {
  expectNone('Latin words in their order', await page.evaluate(() => {
    const blocks = 'p, li, dt, dd, h1, h2, h3, th, td, figcaption, caption, label, a[href*="openstreetmap"]';
    const found = [];
    for (const block of document.querySelectorAll(blocks)) {
      if (!block.checkVisibility() || block.querySelector('p, li, dt, table, ul, svg') || /flex|grid/.test(getComputedStyle(block).display)) continue;
      if (/[\u0590-\u08ff]/.test(block.innerText) || block.closest('[class*=turned], .vh')) continue;
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let last = null;
      while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (parentElement.closest('.vh, code, .pill') || !parentElement.checkVisibility()) continue;
        for (const { index, 0: word } of data.matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(walk.currentNode, index);
          range.setEnd(walk.currentNode, index + word.length);
          const box = range.getBoundingClientRect();
          if (last && Math.abs(last.top - box.top) < 4 && box.left < last.left) found.push(`“${word}” stands before “${last.word}” in “${block.innerText.slice(0, 60)}”`);
          last = { word, top: box.top, left: box.left };
        }
      }
    }
    return found;
  }));
}

async function digestsOnTheLeft(page) {
  const found = await page.evaluate(() => [...document.querySelectorAll('.digest')].filter((digest) => digest.checkVisibility()).map((digest) => {
    const text = digest.closest('p, li')?.getBoundingClientRect() ?? digest.parentElement.getBoundingClientRect();
    return { right: digest.getBoundingClientRect().right, text: text.left, words: digest.textContent };
  }));
  assert.ok(found.length, 'expected digests in the margin at 1280 px, found none');
  expectNone('digests left of the text', found.filter(({ right, text }) => right > text + 1).map(({ words, right, text }) => `“${words}” ends at ${right}, the text begins at ${text}`));
}
