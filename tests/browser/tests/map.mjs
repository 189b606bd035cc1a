// Maps are drawn at build time; the street map is asked for only after the reader has asked for it.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';

const stub = '<!doctype html><html lang="en"><title>Street map</title><p>A stand-in for the street map.</p></html>';

export function tests(world) {
  const [showcase] = world.sites;
  test('showcase: its maps are drawings with a name, a description and a list', () => visit(world, showcase, 'index.html', {}, drawn));
  for (const site of world.sites)
    for (const { route } of site.pages.filter(({ html }) => html.includes('class="map map-wide"')))
      for (const width of [1280, 390])
        test(`${site.name}/${route}: every place in the list is on a drawing, ${width}`, () => visit(world, site, route, { width }, found));
  for (const site of world.sites)
    for (const { route } of site.pages.filter(({ html }) => html.includes('osm-load')))
      for (const width of [1280, 390])
        test(`${site.name}/${route}: the street map is loaded by a click and not before, ${width}`, () => street(world, site, route, width));
  test('showcase: a street map can be asked for', () => {
    assert.ok(showcase.pages.some(({ html }) => html.includes('osm-load')), 'expected a button that loads the street map on some page, found none');
  });
}

async function drawn(page) {
  const maps = page.locator('figure:has(svg[role=img]), figure:has(.osm-load)');
  assert.ok(await maps.count(), 'expected a map on the home page, found none');
  expectNone('every map to be a named drawing with its places listed', await maps.evaluateAll((maps) => maps.flatMap((map) => {
    const svg = map.querySelector('svg[role=img]');
    if (!svg) return [`#${map.id} has no svg with the role img`];
    const found = [];
    const named = svg.getAttribute('aria-label') ?? (svg.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    if (named.trim().length < 10) found.push(`#${map.id} is called “${named}”`);
    if (svg.querySelector('a, [tabindex]')) found.push(`#${map.id} holds something that takes the focus`);
    if (!map.querySelector('ol li')) found.push(`#${map.id} has no list of places`);
    if (!map.querySelector('figcaption')?.textContent.trim()) found.push(`#${map.id} has no caption`);
    const box = svg.getBoundingClientRect();
    if (box.width < 280 || box.height < 150) found.push(`#${map.id} is ${box.width} × ${box.height}`);
    for (const text of svg.querySelectorAll('text')) {
      const { height } = text.getBoundingClientRect();
      if (getComputedStyle(text).display !== 'none' && height && height < 10) found.push(`#${map.id}: “${text.textContent}” is ${height.toFixed(1)} px high`);
    }
    return found;
  })));
}

/** By its number or by its name. A place so far away that it is on a second map has it there. */
async function found(page) {
  expectNone('every place by its number or its name', await page.evaluate(() => [...document.querySelectorAll('figure:has(svg.map)')].flatMap((figure) => {
    const said = new Set([...figure.querySelectorAll('svg.map text')].filter((text) => text.checkVisibility()).map((text) => text.textContent.trim()));
    const list = [...(figure.querySelector('.places') ?? document.querySelector('ol:has(> .place)')).children];
    const lost = (place, at) => !said.has(String(at + 1)) && !said.has(place.querySelector('b, h2').textContent.trim());
    return list.map((place, at) => lost(place, at) && `#${figure.id}: ${at + 1}, ${place.querySelector('b, h2').textContent}`).filter(Boolean);
  })));
}

async function street(world, site, route, width) {
  const asked = [];
  const before = (page) => page.route(/^https:/, (request) => { asked.push(request.request().url()); return request.fulfill({ contentType: 'text/html', body: stub }); });
  await visit(world, site, route, { width, before, silent: true }, async (page, { faults }) => {
    const button = page.locator('.osm-load').first();
    await button.scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    assert.deepEqual(asked, [], 'expected no request before the click');
    await button.click();
    const frame = page.locator('iframe').first();
    await frame.waitFor({ timeout: 3000 });
    await frame.scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    assert.equal(asked.length, 1, `expected one request after the click, found ${asked.join(', ')}`);
    assert.match(asked[0], /^https:\/\/www\.openstreetmap\.org\/export\/embed\.html\?bbox=/);
    const box = await frame.boundingBox();
    assert.ok(box.width > 280 && box.width <= width && box.height > 180, `expected a frame of a useful size, found ${JSON.stringify(box)}`);
    assert.ok(await frame.getAttribute('title'), 'expected the frame to have a title');
    assert.deepEqual(faults.filter((fault) => !fault.startsWith('request: https://www.openstreetmap.org/')), [], 'expected a silent console');
    assert.deepEqual(await page.evaluate(() => window.violations), [], 'expected the content security policy to allow the frame');
  });
}
