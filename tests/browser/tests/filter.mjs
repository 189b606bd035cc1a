// The filter picks out the claims of one grade; it is style alone, so that it works without JavaScript.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';

export function tests(world) {
  for (const site of world.sites) {
    const route = site.pages.find(({ claims }) => claims)?.route;
    for (const options of [{}, { js: false }, { scheme: 'dark', width: 390 }])
      test(`${site.name}: the filter picks out claims of a grade, ${JSON.stringify(options)}`, () => visit(world, site, route, options, picks));
    test(`${site.name}: the filter obeys the arrow keys`, () => visit(world, site, route, {}, arrows));
    for (const width of [1280, 768, 390])
      test(`${site.name}: the ledger keeps the claims of a grade, ${width}`, () => visit(world, site, 'claims.html', { width }, keeps));
  }
}

/** What the list of claims shows under each choice: the chosen, all of them, and no heading over nothing. */
async function keeps(page) {
  const radios = page.locator('.filter input[type=radio]');
  for (const chosen of await radios.evaluateAll((all) => all.map(({ value }) => value))) {
    await page.locator(`.filter input[value="${chosen}"]`).check({ force: true });
    const wrong = await page.evaluate((chosen) => {
      const shown = (element) => element.checkVisibility();
      const lines = [...document.querySelectorAll('.register li')];
      const astray = lines.filter((line) => shown(line) !== (chosen === 'all' || line.classList.contains(`g-${chosen}`)));
      const empty = [...document.querySelectorAll('.register')].filter((part) => shown(part) && ![...part.querySelectorAll('li')].some(shown));
      return [...astray, ...empty].map((element) => `${chosen}: ${element.textContent.trim().slice(0, 40)}`);
    }, chosen);
    expectNone('the list to show the chosen claims and no others', wrong);
  }
}

/** How each claim of the text and each cell of the strip looks, by grade. */
const looks = (page) => page.evaluate(() => {
  const look = (element) => {
    const { color, backgroundColor, opacity, textDecorationLine, textDecorationColor, filter, visibility } = getComputedStyle(element);
    return { color, backgroundColor, opacity, textDecorationLine, textDecorationColor, filter, visibility };
  };
  return [...document.querySelectorAll('.claim[id], .strip a')].map((element) => ({
    what: element.id || `strip ${element.hash}`, where: element.matches('.claim') ? 'text' : 'strip',
    grade: element.className.match(/\bg-([a-z-]+)/)[1], look: look(element),
  }));
});

async function picks(page) {
  const radios = page.locator('.filter input[type=radio]');
  const before = await looks(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const grades = (await radios.evaluateAll((all) => all.map(({ value }) => value))).filter((value) => value !== 'all');
  assert.deepEqual([...grades].sort(), [...new Set(before.map(({ grade }) => grade))].sort(), 'expected a choice for every grade on the page');
  for (const chosen of grades) {
    await page.locator(`.filter input[value="${chosen}"]`).check({ force: true });
    const after = await looks(page);
    // Whether the chosen stand out, the others step back, or both: something must change for all of one kind, and for
    // none of the other. What is quiet at rest cannot step back, so that the others may change or stay as they are.
    const change = (index) => Object.keys(before[index].look).filter((name) => after[index].look[name] !== before[index].look[name]).join(', ');
    const found = ['text', 'strip'].flatMap((where) => {
      const of = (test) => before.map((claim, index) => ({ ...claim, index })).filter((claim) => claim.where === where && test(claim));
      const changes = (test) => [...new Set(of(test).map(({ index }) => change(index)))];
      const those = changes(({ grade }) => grade === chosen);
      const rest = changes(({ grade }) => grade !== chosen);
      const apart = (one, other) => one[0].split(', ').some((name) => name && one.every((all) => all.split(', ').includes(name)) && !other.some((all) => all.split(', ').includes(name)));
      const isOne = those.length === 1 && rest.filter(Boolean).length <= 1;
      return isOne && (!rest.length || apart(those, rest) || apart(rest, those)) ? [] : [`${where}: “${chosen}” changes ${those.join(' or ') || 'nothing'} of its own, ${rest.map((all) => all || 'nothing').join(' or ')} of the others`];
    });
    expectNone('claims of the chosen grade to be told apart from the others', found);
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height, 'expected the page to keep its height');
  }
  await page.locator('.filter input[value="all"]').check({ force: true });
  assert.deepEqual(await looks(page), before, 'expected “all” to undo it');
}

async function arrows(page) {
  const all = page.locator('.filter input[value="all"]');
  await all.focus();
  await page.keyboard.press('ArrowRight');
  const state = await page.evaluate(() => ({ value: document.activeElement.value, checked: document.activeElement.checked, label: (() => {
    const label = document.activeElement.closest('label');
    return [document.activeElement, label].some((element) => getComputedStyle(element).outlineStyle !== 'none');
  })() }));
  assert.ok(state.checked && state.value !== 'all', `expected the next choice to be made, found ${JSON.stringify(state)}`);
  assert.ok(state.label, 'expected the focused choice to be outlined');
}
