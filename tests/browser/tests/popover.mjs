// A marker opens its evidence beside the line, with a mouse, a keyboard or a finger, and gives the focus back.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import { violations } from '../lib/axe.mjs';
import { settled, visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';
import { screens } from '../lib/sites.mjs';

const open = ':popover-open[role=dialog]';

export function tests(world) {
  for (const site of world.sites.filter(({ pages }) => pages[0] && pages.some(({ claims }) => claims))) {
    const on = (name, options, body) => test(`${site.name}: ${name}`, () => visit(world, site, pageOf(site), options, body));
    on('a click opens the evidence, Close gives the focus back', {}, mouse);
    on('a click beside it closes it', {}, beside);
    on('Enter opens it with the focus on Close, Esc returns to the marker', {}, keyboard);
    on('a finger opens it as a sheet at the foot of a phone', { width: 390, height: 844, touch: true }, finger);
    on('a click with a modifier keeps its meaning', {}, modifier);
    on('its link leads to the list', {}, onwards);
    for (const [width, height] of [[1280, 900], [768, 1024], [740, 360], [390, 844]])
      on(`it leaves its whole claim in sight, and its button, at ${width} × ${height}`, { width, height }, roomy);
    on('it opens from a folder too', { over: 'file' }, mouse);
    for (const { route } of site.pages.filter(({ claims }) => claims))
      test(`${site.name}/${route}: every marker opens a dialog with a name`, () => visit(world, site, route, {}, everyName));
    for (const scheme of ['light', 'dark'])
      for (const width of [1280, 390])
        on(`it is accessible while open, ${scheme}, ${width} px`, { scheme, width, bypassCSP: true }, (page) => accessible(page, `${site.name}/evidence-${width}-${scheme}.png`));
  }
}

const pageOf = (site) => site.pages.find(({ claims }) => claims).route;

/** A marker in the middle of the page, so that there is something on every side of it. */
async function someMarker(page) {
  const markers = page.locator('.claim a.ref[id], a.ref[id]');
  const marker = markers.nth(Math.floor(await markers.count() / 2));
  await marker.scrollIntoViewIfNeeded();
  await marker.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await settled(page);
  return { marker, label: (await marker.getAttribute('href')).slice(3) };
}

async function shown(page, label) {
  const dialog = page.locator(open);
  await dialog.waitFor({ timeout: 3000 }).catch(() => assert.fail('expected a dialog in a popover, found none'));
  const state = await dialog.evaluate((dialog) => {
    const box = dialog.getBoundingClientRect();
    return {
      name: (dialog.getAttribute('aria-label') ?? document.getElementById(dialog.getAttribute('aria-labelledby'))?.textContent ?? '').trim(),
      text: dialog.textContent.replace(/\s+/g, ' '),
      box: { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
      room: { width: document.documentElement.clientWidth, height: innerHeight },
      focused: dialog.contains(document.activeElement) ? document.activeElement.textContent.trim() : '',
      button: dialog.querySelector('button')?.textContent.trim(),
      twice: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index),
    };
  });
  const entry = await page.locator(`#n-${label}`).evaluate((entry) => ({
    quote: entry.querySelector('q')?.textContent ?? '', claim: entry.querySelector('.entry-claim, p')?.textContent.replace(/^\s*\d+\s*/, '').trim(),
  }));
  assert.ok(state.name.includes(entry.claim), `expected the dialog to be named by its claim, “${entry.claim}”, found “${state.name}”`);
  assert.ok(state.text.includes(entry.quote.replace(/\s+/g, ' ')), `expected the quotation “${entry.quote}” in the dialog, found: ${state.text}`);
  assert.equal(state.focused, state.button, 'expected the focus on the button that closes it');
  assert.deepEqual(state.twice, [], 'expected no id to occur twice while it is open');
  const { box, room } = state;
  assert.ok(box.left >= 0 && box.top >= 0 && box.right <= room.width + 1 && box.bottom <= room.height + 1, `expected all of it on the screen, found ${JSON.stringify({ box, room })}`);
  return { dialog, ...state };
}

async function gone(page, marker) {
  await page.locator(open).waitFor({ state: 'hidden', timeout: 3000 }).catch(() => assert.fail('expected the popover to be closed, found it open'));
  await page.waitForTimeout(50);
  const back = await marker.evaluate((element) => document.activeElement === element || document.activeElement.outerHTML.slice(0, 120));
  assert.equal(back, true, `expected the focus back on the marker, found it on ${back}`);
}

async function mouse(page, { address }) {
  const { marker, label } = await someMarker(page);
  const place = await page.evaluate(() => scrollY);
  await marker.click();
  const { dialog } = await shown(page, label);
  assert.equal(page.url(), address, 'expected the address unchanged');
  assert.ok(Math.abs(await page.evaluate(() => scrollY) - place) < 2, 'expected the page not to scroll');
  await dialog.locator('button').first().click();
  await gone(page, marker);
}

/** Every claim with its evidence beside it: no line of the claim is covered, the window is of a size to read in, and Close stays. */
async function roomy(page) {
  const markers = page.locator('#text a.ref[id]');
  for (let index = 0; index < Math.min(await markers.count(), 12); index += 1) {
    const marker = markers.nth(index);
    await marker.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await settled(page);
    await marker.click();
    const label = (await marker.getAttribute('href')).slice(3);
    const { dialog, box } = await shown(page, label);
    const claim = await marker.evaluate((element) => {
      const range = document.createRange();
      range.setStartBefore(document.getElementById(`c-${decodeURIComponent(element.hash.slice(3))}`) ?? element);
      range.setEndAfter(element);
      const { top, bottom, left, right } = range.getBoundingClientRect();
      return { top, bottom, left, right };
    });
    const covered = claim.top < box.bottom && claim.bottom > box.top && claim.left < box.right && claim.right > box.left;
    assert.ok(!covered && claim.top >= 0, `expected claim ${label} in sight beside its evidence, found ${JSON.stringify({ claim, box })}`);
    const least = Math.min(320, await dialog.evaluate((element) => element.scrollHeight), await page.evaluate(() => innerHeight * 0.5));
    assert.ok(box.bottom - box.top >= least - 2, `expected at least ${least} px of it, found ${box.bottom - box.top}`);
    await dialog.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const close = await dialog.locator('button').first().boundingBox();
    assert.ok(close.y >= box.top - 1 && close.y + close.height <= box.bottom + 1, 'expected Close to stay while the rest is scrolled');
    const report = dialog.locator('.entry-more');
    assert.ok(await report.isVisible(), 'expected what can be done with a claim below it');
    await page.keyboard.press('Escape');
    await gone(page, marker);
  }
}

async function beside(page) {
  const { marker, label } = await someMarker(page);
  await marker.click();
  await shown(page, label);
  await page.mouse.click(4, 4);
  await page.locator(open).waitFor({ state: 'hidden', timeout: 3000 }).catch(() => assert.fail('expected the popover to be closed, found it open'));
}

async function keyboard(page) {
  const { marker, label } = await someMarker(page);
  await marker.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  const focus = await marker.evaluate((element) => ({ here: document.activeElement === element, outline: getComputedStyle(element).outlineStyle }));
  assert.ok(focus.here, 'expected Tab to reach the marker');
  assert.notEqual(focus.outline, 'none', 'expected the focused marker to be outlined');
  await page.keyboard.press('Enter');
  await shown(page, label);
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate((open) => document.querySelector(open).contains(document.activeElement), open), 'expected Tab to move to the links inside it');
  await page.keyboard.press('Escape');
  await gone(page, marker);
  await page.keyboard.press('Enter');
  await shown(page, label);
  await page.keyboard.press('Enter');
  await gone(page, marker);
}

async function finger(page) {
  const { marker, label } = await someMarker(page);
  await marker.tap();
  const { dialog, box, room } = await shown(page, label);
  assert.ok(room.height - box.bottom < 2 && box.left < 2 && room.width - box.right < 2, `expected a sheet along the foot of the screen, found ${JSON.stringify({ box, room })}`);
  assert.ok(box.top > room.height * 0.1, 'expected something of the page to be left above it');
  const size = await dialog.locator('button').first().boundingBox();
  assert.ok(size.width >= 24 && size.height >= 24, `expected a button for fingers, of 24 px at least, found ${size.width} × ${size.height}`);
  await dialog.locator('button').first().tap();
  await gone(page, marker);
}

async function modifier(page, { context, address }) {
  const { marker, label } = await someMarker(page);
  const [tab] = await Promise.all([context.waitForEvent('page', { timeout: 5000 }), marker.click({ modifiers: ['Control'] })]);
  await tab.waitForLoadState();
  assert.equal(tab.url(), `${address}#n-${label}`, 'expected Ctrl and a click to open the entry in a tab');
  assert.equal(await page.locator(open).count(), 0, 'expected no popover');
  await tab.close();
}

async function onwards(page) {
  const { marker, label } = await someMarker(page);
  for (const hash of [`#n-${label}`]) {
    await marker.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await settled(page);
    await marker.click();
    const { dialog } = await shown(page, label);
    const link = dialog.locator(`a[href="${hash}"]`).last();
    assert.ok(await link.count(), `expected a link to ${hash} in the dialog`);
    await link.click();
    await settled(page);
    assert.equal(new URL(page.url()).hash, hash, 'expected the link to be followed');
    assert.equal(await page.locator(open).count(), 0, 'expected the popover to be closed by it');
  }
}

async function everyName(page) {
  expectNone('a dialog named by its claim for every marker', await page.evaluate((open) => [...document.querySelectorAll('a.ref')].flatMap((marker) => {
    marker.click();
    const dialog = document.querySelector(open);
    const name = document.getElementById(dialog?.getAttribute('aria-labelledby'))?.textContent ?? '';
    return /\p{L}/u.test(name) ? [] : [`${marker.hash}: “${name}”`];
  }), open));
}

async function accessible(page, picture) {
  const { marker, label } = await someMarker(page);
  await marker.click();
  await shown(page, label);
  await page.screenshot({ path: path.join(screens, picture) });
  expectNone('no violation', await violations(page));
}
