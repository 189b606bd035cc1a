// Every kind of page at a desk and on a phone, by day and by night: accessible, inside the screen, and photographed.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { violations } from '../lib/axe.mjs';
import { photographAll, visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';
import { sideways } from '../lib/sideways.mjs';
import { onePerKind, own, slug } from '../lib/sites.mjs';

export function tests(world) {
  for (const site of world.sites)
    for (const { route } of onePerKind(site)) {
      for (const scheme of ['light', 'dark'])
        test(`${site.name}/${route}: accessible, ${scheme}, ${widths.join(' and ')} px`, () => visit(world, site, route, { scheme, bypassCSP: true }, (page) => accessible(page, site, route, scheme)));
      if (!route.startsWith('embed/')) test(`${site.name}/${route}: all words stand in the page's column`, () => visit(world, site, route, {}, columned));
      test(`${site.name}/${route}: nothing sticks out at any width`, () => visit(world, site, route, {}, async (page) => {
        expectNone('no sideways scroll', await sideways(page));
      }));
    }
  for (const site of world.sites) {
    for (const width of widths)
      test(`${site.name}: the list of sources is scanned, not read, ${width}`, () => visit(world, site, 'sources.html', { width }, (page) => scanned(page, width)));
    for (const { route } of site.pages.filter(({ claims }) => claims))
      test(`${site.name}/${route}: no number of a claim is cut`, () => visit(world, site, route, {}, uncut));
  }
  for (const site of world.sites)
    for (const { route } of site.pages.filter(({ html }) => /class="changed"[^>]*>[^<]*(<[^a>]*>[^<]*)*<time/.test(html) && html.includes('app.js')))
      test(`${site.name}/${route}: says what changed since the last visit, and only then`, () => visit(world, site, route, {}, remembered));
  const [showcase] = world.sites;
  for (const [site, most] of [[showcase, quiet], [world.dense, { ...quiet, screens: { 1280: 6.5, 390: 13 } }]]) {
    test(`${site.name}: the text is quiet at rest, and the page no longer than it is`, () => visit(world, site, 'index.html', {}, (page) => calm(page, most)));
    test(`${site.name}: lines are easy to read, and what stands beside them stands beside them`, () => visit(world, site, 'index.html', {}, measured));
    test(`${site.name}: the first claim is within ${stops} stops of the keyboard`, () => visit(world, site, 'index.html', {}, reached));
  }
  for (const scheme of ['light', 'dark'])
    for (const { route } of onePerKind(world.own).filter(({ kind }) => ['page', 'sources', 'source', 'figures', 'method', 'embed'].includes(kind)))
      test(`own/${route}: a site with its own look, ${scheme}`, () => visit(world, world.own, route, { scheme, bypassCSP: true }, (page) => ownLook(page, route, scheme)));
  test('showcase: the night is dark', () => visit(world, showcase, 'index.html', { scheme: 'dark' }, night));
  for (const scheme of ['light', 'dark'])
    test(`showcase: forced colours keep the marks, ${scheme}`, () => visit(world, showcase, 'index.html', { scheme, forcedColors: 'active' }, (page) => forced(page, scheme)));
}

const widths = [1280, 390];

/** Its own colours and letters are there, everywhere and in frames of other sites, and everything can be read in them. */
async function ownLook(page, route, scheme) {
  const seen = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return { paper: getComputedStyle(document.documentElement).backgroundColor, body: style.backgroundColor, font: style.fontFamily, text: document.body.textContent };
  });
  const rgb = (code) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(code.slice(at, at + 2), 16)).join(', ')})`;
  if (scheme === 'light') assert.ok([seen.paper, seen.body].includes(rgb(own.paper)), `expected the paper ${own.paper}, found ${seen.paper} and ${seen.body}`);
  assert.match(seen.font, /Charter/, 'expected the letters of a newspaper');
  if (!route.startsWith('embed/')) {
    for (const words of ['Our school', 'Made by class 8b.', 'Editor: Ada Invented']) assert.ok(seen.text.includes(words), `expected "${words}" on the page`);
    const logo = await page.evaluate(() => document.querySelector('img.logo')?.naturalWidth ?? 0);
    assert.ok(logo > 0, 'expected the logo to be shown');
    assert.equal(await page.evaluate(() => Math.round(Number.parseFloat(getComputedStyle(document.querySelector('footer')).borderBlockStartWidth))), 3, 'expected its own rules to be read');
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expectNone(`accessible at ${width} px`, await violations(page));
    expectNone(`nothing sticks out at ${width} px`, await sideways(page));
  }
}

/** What an article of the showcase comes to: the share of its paragraphs' characters that claims underline at rest; its screens of 900 px. */
const quiet = { underlined: 0.25, screens: { 1280: 12, 390: 24 } };

async function calm(page, most) {
  const share = await page.evaluate(() => {
    const drawn = (claim) => { const { textDecorationLine: line, textDecorationColor: color } = getComputedStyle(claim); return line !== 'none' && !/[,/] 0\)$/.test(color); };
    let all = 0, underlined = 0;
    for (const block of document.querySelectorAll('#text > p')) {
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (parentElement.closest('.digest, .ref')) continue;
        const claim = parentElement.closest('.claim');
        all += data.trim().length;
        if (claim && drawn(claim)) underlined += data.trim().length;
      }
    }
    return underlined / all;
  });
  assert.ok(share > 0.02 && share <= most.underlined, `expected at most ${most.underlined} of the text underlined at rest, found ${share.toFixed(3)}`);
  for (const [width, room] of Object.entries(most.screens)) {
    await page.setViewportSize({ width: Number(width), height: 900 });
    const screens = await page.evaluate(() => document.documentElement.scrollHeight / 900);
    assert.ok(screens <= room, `expected at most ${room} screens at ${width} px, found ${screens.toFixed(1)}`);
  }
}

/** How far a digest may hang below the line that its first claim begins on, in pixels; how many characters a line has. */
const lag = 60;
const line = { least: 55, most: 76 };

async function measured(page) {
  const { lags, lines } = await page.evaluate(() => {
    const lags = [...document.querySelectorAll('.digest')].map((digest) => {
      const claim = digest.nextElementSibling;
      return { words: digest.textContent.slice(0, 30), lag: digest.getBoundingClientRect().top - (claim ?? digest.parentElement).getClientRects()[0].top };
    });
    const lines = [];
    for (const block of document.querySelectorAll('#text > p')) {
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const count = new Map();
      while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (parentElement.closest('.digest, .ref, .vh')) continue;
        for (let at = 0; at < data.length; at++) {
          const range = document.createRange();
          range.setStart(walk.currentNode, at);
          range.setEnd(walk.currentNode, at + 1);
          const [box] = range.getClientRects();
          if (box) count.set(Math.round(box.bottom / 8), (count.get(Math.round(box.bottom / 8)) ?? 0) + 1);
        }
      }
      lines.push(...[...count.values()].slice(0, -1));
    }
    return { lags, lines };
  });
  assert.ok(lags.length > 3, 'expected digests beside the text, found none');
  expectNone(`no digest more than ${lag} px below its claim`, lags.filter((found) => Math.abs(found.lag) > lag).map(({ words, lag }) => `${words}: ${lag.toFixed(0)} px`));
  const middle = lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)];
  assert.ok(middle >= line.least && middle <= line.most, `expected ${line.least} to ${line.most} characters a line, found ${middle}`);
}

/** Words and pictures keep to the column that the masthead has; on a phone a map may fill the screen. */
async function columned(page) {
  for (const width of [1280, 768, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expectNone(`nothing outside the column at ${width} px`, await page.evaluate(() => {
      const wrap = document.querySelector('.masthead .wrap');
      const { paddingLeft, paddingRight } = getComputedStyle(wrap);
      const left = wrap.getBoundingClientRect().left + parseFloat(paddingLeft), right = wrap.getBoundingClientRect().right - parseFloat(paddingRight);
      const clipped = (element, box) => {
        let { left, right } = box;
        for (let at = element; at && at !== document.body; at = at.parentElement) {
          if (getComputedStyle(at).overflowX === 'visible' || at instanceof SVGElement) continue;
          const edge = at.getBoundingClientRect();
          [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        }
        return { left, right };
      };
      const found = [];
      const look = (element, boxes, words) => {
        if (!element.checkVisibility() || element.closest('.vh, .skip, .preview, svg .vh, title, desc')) return;
        for (const box of boxes) {
          const seen = clipped(element, box);
          if (box.width && seen.right > seen.left && (seen.left < left - 1 || seen.right > right + 1)) {
            found.push(`${words.trim().slice(0, 40)}: ${seen.left.toFixed(0)} to ${seen.right.toFixed(0)} of ${left.toFixed(0)} to ${right.toFixed(0)}`);
            return;
          }
        }
      };
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (!data.trim() || parentElement.closest('svg, script, details:not([open]) > :not(summary)')) continue;
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        look(parentElement, range.getClientRects(), data);
      }
      for (const picture of document.querySelectorAll('img, svg, iframe, table, hr, input, button'))
        if (innerWidth > 700 || !picture.matches('.map')) look(picture, [picture.getBoundingClientRect()], picture.outerHTML.slice(0, 40));
      return found;
    }));
  }
}

/** How high the entry of a source may be, in pixels. */
const entry = { 1280: 160, 390: 280 };

async function scanned(page, width) {
  const heights = await page.locator('.source').evaluateAll((entries) => entries.map((entry) => [entry.id, entry.getBoundingClientRect().height]));
  assert.ok(heights.length, 'expected entries of sources, found none');
  expectNone(`entries of at most ${entry[width]} px`, heights.filter(([, height]) => height > entry[width]).map(([id, height]) => `#${id}: ${height.toFixed(0)} px`));
}

/** A box that hides what runs over it holds the whole of the number that stands in it. */
async function uncut(page) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expectNone(`whole numbers at ${width} px`, await page.evaluate(() => [...document.querySelectorAll('.entry .number, .register .number')].flatMap((number) => {
      const box = number.parentElement;
      if (getComputedStyle(box).overflowY === 'visible') return [];
      const [inner, outer] = [number.getBoundingClientRect(), box.getBoundingClientRect()];
      return inner.bottom > outer.bottom + 0.5 || inner.top < outer.top - 0.5 ? [`${number.getAttribute('href')}: ${inner.height} px in ${outer.height}`] : [];
    })));
  }
}

/** The first visit has no last one; from the second on, the changes after its day are marked, and no older ones. */
async function remembered(page) {
  const marks = () => page.locator('.changed b').count();
  const from = async (day) => {
    await page.evaluate((day) => localStorage.setItem(`read ${location.pathname}`, day), day);
    await page.reload();
    return marks();
  };
  assert.equal(await marks(), 0, 'expected no mark at the first visit');
  assert.ok(await from('2000-01-01') > 0, 'expected a mark at what changed since');
  assert.equal(await from('2100-01-01'), 0, 'expected no mark at what changed before');
}

const stops = 10;

async function reached(page) {
  for (let stop = 1; stop <= stops; stop++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.matches('.skip'))) await page.keyboard.press('Enter');
    if (await page.evaluate(() => document.activeElement.matches('#text .ref'))) return;
  }
  assert.fail(`expected a claim's marker within ${stops} stops, found ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`);
}

async function accessible(page, site, route, scheme) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await photographAll(page, `${site.name}/${slug(route)}-${width}-${scheme}`);
    expectNone(`no violation at ${width} px`, await violations(page));
  }
}

async function night(page) {
  const { ground, ink } = await page.evaluate(() => {
    const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((sum, part) => sum + part, 0) / 765;
    const style = getComputedStyle(document.body);
    return { ground: light(style.backgroundColor), ink: light(style.color) };
  });
  assert.ok(ground < 0.25 && ink > 0.7, `expected light ink on a dark ground, found ${ink.toFixed(2)} on ${ground.toFixed(2)}`);
}

async function forced(page, scheme) {
  await photographAll(page, `forced-colours/index-1280-${scheme}`);
  expectNone('every mark to keep a shape of its own', await page.evaluate(() => [...document.querySelectorAll('a.ref')].flatMap((marker) => {
    const glyph = marker.querySelector('.glyph');
    const box = glyph?.getBoundingClientRect();
    if (!box?.width || !box?.height) return [`${marker.hash} has no glyph`];
    return getComputedStyle(glyph).forcedColorAdjust === 'none' ? [] : [`${marker.hash}: its glyph is left to the forced palette`];
  }).slice(0, 5)));
}
