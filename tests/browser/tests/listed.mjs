// The evidence list, the tables and the timeline: nothing is cut, and nothing moves that a reader did not touch.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';

const widths = [1280, 768, 390];

export function tests(world) {
  const sites = [...world.sites, world.dense];
  for (const site of sites) {
    const route = site.pages.find(({ claims }) => claims)?.route;
    test(`${site.name}: an entry of the evidence that is opened leaves the others where they are`, () => visit(world, site, route, { width: 1280 }, unmoved));
    for (const width of widths) {
      test(`${site.name}: an entry that is closed has its whole claim, ${width}`, () => visit(world, site, route, { width }, whole));
      for (const shown of [route, 'figures.html'].filter((shown) => site.pages.some((page) => page.route === shown)))
        test(`${site.name}/${shown}: no word of a table is parted, ${width}`, () => visit(world, site, shown, { width }, unparted));
    }
    test(`${site.name}: the number of an open claim covers none of its words`, () => visit(world, site, route, {}, uncovered));
  }
  const [showcase] = world.sites;
  test('showcase: a timeline explains its marks, and ends at its last one', () => visit(world, showcase, 'index.html', {}, explained));
}

/** To the sides nothing moves at all; below, only what stands under it. */
async function unmoved(page) {
  const where = () => page.locator('.ledger .entry').evaluateAll((entries) => entries.map((entry) => {
    const { left, top } = entry.getBoundingClientRect();
    return { id: entry.id, left, top: top + scrollY };
  }));
  const before = await where();
  const middle = Math.floor(before.length / 2);
  await page.locator('.ledger summary').nth(middle).click();
  const after = await where();
  expectNone('every entry in its column, and none above it moved', before.flatMap(({ id, left, top }, index) => {
    const moved = after[index];
    if (Math.abs(moved.left - left) > 1) return [`#${id}: from ${left} to ${moved.left} px`];
    return index <= middle && Math.abs(moved.top - top) > 1 ? [`#${id}: down by ${moved.top - top} px`] : [];
  }));
}

async function whole(page) {
  expectNone('whole claims', await page.locator('.ledger .entry').evaluateAll((entries) => entries.flatMap((entry) =>
    [...entry.querySelectorAll('.entry-claim, summary, summary *')]
      .filter((part) => getComputedStyle(part).overflow !== 'visible' && !part.matches('.vh'))
      .map((part) => `#${entry.id}: ${part.tagName.toLowerCase()}.${part.className} cuts what does not fit`))));
}

/** A word stands on one line, or is parted at a hyphen. */
async function unparted(page) {
  expectNone('whole words', await page.evaluate(() => {
    const found = [];
    for (const cell of document.querySelectorAll('.figures :is(th, td)')) {
      if (getComputedStyle(cell.closest('thead') ?? cell).clipPath !== 'none') continue;
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        for (const { index, 0: word } of walk.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange();
          range.setStart(walk.currentNode, index);
          range.setEnd(walk.currentNode, index + word.length);
          const lines = new Set([...range.getClientRects()].filter(({ width }) => width).map(({ top }) => Math.round(top)));
          if (lines.size > 1) found.push(word);
        }
      }
    }
    return found;
  }));
}

async function uncovered(page) {
  const markers = page.locator('#text a.ref[id]');
  for (let index = 0; index < Math.min(await markers.count(), 12); index += 1) {
    await markers.nth(index).click();
    const covered = await page.locator(':popover-open').evaluate((dialog) => {
      const number = dialog.querySelector('.number');
      if (!number?.checkVisibility()) return '';
      const badge = number.getBoundingClientRect();
      const range = document.createRange();
      range.setStartAfter(number);
      range.setEndAfter(number.parentElement.lastChild);
      const under = [...range.getClientRects()].some(({ left, right, top, bottom }) => left < badge.right - 1 && right > badge.left && top < badge.bottom - 1 && bottom > badge.top);
      return under ? number.parentElement.textContent : '';
    });
    assert.equal(covered, '', 'expected the number beside the words');
    await page.keyboard.press('Escape');
  }
}

async function explained(page) {
  const { key, kinds, end, last } = await page.evaluate(() => {
    const list = document.querySelector('.timeline');
    const colour = (element) => getComputedStyle(element, '::before').backgroundColor;
    const kinds = new Set([...list.children].map(colour));
    const { borderImageSource } = getComputedStyle(list.lastElementChild);
    return { key: new Set([...list.previousElementSibling.querySelectorAll('.map-key li')].map(colour)).size, kinds: kinds.size, end: borderImageSource, last: list.lastElementChild.textContent };
  });
  assert.equal(key, kinds, 'expected as many marks in the key as there are on the line');
  assert.notEqual(end, 'none', `expected the line to end at its last mark: ${last}`);
}
