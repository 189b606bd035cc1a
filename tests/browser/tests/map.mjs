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
      for (const width of [1280, 768, 390]) {
        test(`${site.name}/${route}: every place in the list is on a drawing, ${width}`, () => visit(world, site, route, { width }, found));
        test(`${site.name}/${route}: the key has the colours of the drawing, ${width}`, () => visit(world, site, route, { width, scheme: width === 768 ? 'dark' : 'light' }, keyed));
      }
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

/**
 * By its number or by its name, and a number in the list only where the drawing in sight bears it. A place so far away that it is
 * on a second map has it there. The caption tells of numbers and distances where there are any.
 */
async function found(page) {
  expectNone('the list and the caption to say what the drawing in sight shows', await page.evaluate(() => [...document.querySelectorAll('figure:has(svg.map)')].flatMap((figure) => {
    const seen = (all) => [...all].filter((one) => one.checkVisibility());
    const drawn = seen(figure.querySelectorAll('svg.map text')).map((text) => text.textContent.trim());
    const said = new Set([...drawn, drawn.join(' ')]);
    const numbers = seen(figure.querySelectorAll('svg.map .map-number')).map((text) => text.textContent);
    const list = seen(figure.querySelector('.places')?.children ?? document.querySelectorAll('.place'));
    const told = list.flatMap((place) => seen(place.querySelectorAll('.place-number')).map((number) => number.textContent));
    const found = list.map((place) => [place.querySelector('b, h2').textContent, seen(place.querySelectorAll('.place-number'))[0]?.textContent])
      .filter(([name, number]) => !(number ? numbers.includes(number) : said.has(name) || drawn.join(' ').includes(name)))
      .map(([name, number]) => `#${figure.id}: ${number ?? 'no number'}, ${name}`);
    for (const number of numbers.filter((one) => !told.includes(one))) found.push(`#${figure.id}: ${number} is on the drawing and not in the list`);
    const caption = seen(figure.querySelectorAll('figcaption'))[0]?.innerText ?? '';
    if (/number leads/.test(caption) !== numbers.length > 0) found.push(`#${figure.id}: ${numbers.length} numbers, and the caption: ${caption}`);
    const distances = drawn.filter((text) => /\d k?m( |$)/.test(text)).length > seen(figure.querySelectorAll('.map-scale')).length || list.some((place) => /\d k?m /.test(place.innerText));
    if (/Distances are/.test(caption) !== distances && figure.querySelector('.places')) found.push(`#${figure.id}: distances are ${distances ? '' : 'not '}shown, and the caption: ${caption}`);
    return found;
  })));
}

/** Each swatch in the key has the colour of the mark that it explains. */
async function keyed(page) {
  expectNone('the swatches of the key in the colours of the drawing', await page.evaluate(() => [...document.querySelectorAll('figure:has(svg.map)')].flatMap((figure) => {
    const marks = { event: '.map-pin.map-event', 'event-area': '.map-area-event', point: '.map-pin:not(.map-event)', area: 'path.map-area:not(.map-area-event)', middle: '.map-centre' };
    return Object.entries(marks).flatMap(([mark, selector]) => {
      const [entry, drawn] = [figure.querySelector(`.map-key .is-${mark}`), figure.querySelector(`svg.map ${selector}`)];
      if (!entry !== !drawn) return [`#${figure.id}: ${mark} is ${drawn ? 'drawn and not in the key' : 'in the key and not drawn'}`];
      const [swatch, fill] = entry ? [getComputedStyle(entry, '::before').backgroundColor, getComputedStyle(drawn).fill] : [];
      return swatch === fill ? [] : [`#${figure.id}: ${mark} is ${swatch} in the key and ${fill} on the map`];
    });
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
