// Nothing is lost without JavaScript, nor without the style sheet: evidence and the way back are plain links.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { seen, settled, visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';

export function tests(world) {
  for (const site of world.sites) {
    for (const { route } of site.pages.filter(({ claims }) => claims)) {
      test(`${site.name}/${route}: without JavaScript every marker leads to words and back`, () => everyMarker(world, site, route));
      test(`${site.name}/${route}: a marker can be followed and returned from`, () => thereAndBack(world, site, route));
    }
    test(`${site.name}: without JavaScript no control is shown that needs it`, () => noDeadControls(world, site));
    test(`${site.name}: without a style sheet everything is still there`, () => bare(world, site));
  }
}

const everyMarker = (world, site, route) => visit(world, site, route, { js: false }, async (page) => {
  expectNone('an entry with a back link and evidence behind every marker', await page.evaluate(() => [...document.querySelectorAll('a.ref')].flatMap((marker) => {
    const hash = marker.getAttribute('href');
    const entry = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!entry) return [`${hash}: no such entry`];
    const wrong = [];
    const back = entry.querySelector('[role=doc-backlink]');
    if (!back) wrong.push(`${hash}: no back link`);
    else if (!document.querySelector(`.claim[id="${CSS.escape(decodeURIComponent(back.hash.slice(1)))}"]`)) wrong.push(`${hash}: its back link ${back.hash} is no claim`);
    if (!entry.checkVisibility()) wrong.push(`${hash}: hidden`);
    if (!entry.querySelector('li')) wrong.push(`${hash}: no line of evidence`);
    if (!marker.textContent.includes(',')) wrong.push(`${hash}: its marker is called “${marker.textContent}”`);
    return wrong;
  })));
});

const thereAndBack = (world, site, route) => visit(world, site, route, { js: false, width: 390 }, async (page) => {
  const label = await page.locator('.claim[id]').first().evaluate((claim) => claim.id.slice(2));
  await page.locator(`a.ref[href="#n-${label}"]`).first().click();
  await settled(page);
  assert.equal(new URL(page.url()).hash, `#n-${label}`, 'expected the marker to lead to its entry');
  assert.equal(await seen(page, `#n-${label}`), '', 'expected the entry on the screen');
  await page.locator(`#n-${label} [role=doc-backlink]`).click();
  await settled(page);
  assert.equal(new URL(page.url()).hash, `#c-${label}`, 'expected the back link to lead to the claim');
  assert.equal(await seen(page, `#c-${label}`), '', 'expected the claim on the screen');
});

async function noDeadControls(world, site) {
  for (const { route } of site.pages.filter(({ html, kind }) => kind !== 'redirect' && /<button|<dialog|popover/.test(html)))
    await visit(world, site, route, { js: false }, async (page) => {
      const shown = await page.locator('button:visible, [popover]:visible').evaluateAll((all) => all.map((element) => element.outerHTML.slice(0, 100)));
      expectNone('no button, since nothing answers it', shown);
    });
}

async function bare(world, site) {
  const withoutStyle = (page) => page.route('**/*.css', (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await visit(world, site, 'index.html', { js: false, before: withoutStyle }, async (page) => {
    const order = await page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1])));
    assert.equal(order.filter((level) => level === 1).length, 1, 'expected one first heading');
    order.forEach((level, index) => assert.ok(index === 0 || level <= order[index - 1] + 1, `expected no heading level to be skipped, found h${level} after h${order[index - 1]}`));
    const entries = await page.locator('[id^="n-"]:visible').count();
    const claims = await page.locator('.claim[id]').count();
    assert.ok(entries >= claims, `expected ${claims} entries of evidence to be readable, found ${entries}`);
  });
}
