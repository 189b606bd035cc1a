// Chromium, and pages in it that are watched: whatever a reader's console would complain of fails the test.

import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { screens, slug } from './sites.mjs';

/** No name resolves but the loopback's, so that a request which tries to leave cannot. */
const flags = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--hide-scrollbars', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });

/**
 * Opens a route of a site, hands the page to `body`, and fails if the page gave a console error, broke its own content
 * security policy, or asked for anything outside the site.
 *
 * Options: width, height, scheme, js, touch, over ('http' or 'file'), hash, bypassCSP, before (called with the page
 * before it loads), silent (faults are handed to `body` and not judged here), forcedColors, reducedMotion.
 */
export async function visit(world, site, route, options, body) {
  const { width = 1280, height = 900, scheme = 'light', js = true, touch = false, over = 'http', hash = '' } = options;
  const context = await world.browser.newContext({
    viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: js, hasTouch: touch, isMobile: touch,
    bypassCSP: options.bypassCSP ?? false, forcedColors: options.forcedColors ?? 'none',
    reducedMotion: options.reducedMotion ?? 'reduce', locale: 'en-GB',
  });
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  const faults = watch(page, over === 'file' ? 'file://' : site.server.origin);
  await page.addInitScript(recordTrouble);
  const address = over === 'file' ? pathToFileURL(path.join(site.out, route)).href : site.server.url + route;
  try {
    await options.before?.(page, context);
    await page.goto(address + hash, { waitUntil: 'load', timeout: 20_000 });
    const result = await body(page, { context, faults, address });
    if (!options.silent) {
      if (js) faults.push(...await page.evaluate(() => window.violations ?? []).catch(() => []));
      if (faults.length) throw new Error(`expected a silent console and no request outside the site, found:\n  ${faults.join('\n  ')}`);
    }
    return result;
  } catch (error) {
    const name = [site.name, slug(route), width, scheme, js ? '' : 'no-script'].filter(Boolean).join('-');
    const picture = await photograph(page, path.join(screens, 'failed', `${name}-${Date.now() % 100000}.png`)).catch(() => 'none could be taken');
    const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at .*tests\/browser\/tests/.test(line));
    error.message = `${brief(error.message)}\n  at ${site.name}/${route}${hash}, ${width} px, ${scheme}${js ? '' : ', without JavaScript'}\n  screenshot: ${picture}`;
    error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
    delete error.log;
    throw error;
  } finally {
    await context.close();
  }
}

/** A time-out comes with the log of every attempt, a crash with that of the browser; what stood in the way is enough. */
function brief(message) {
  const [first, ...rest] = message.split(/\nBrowser logs:/)[0].split('\n');
  const said = rest[0]?.startsWith('Call log') ? [...new Set(rest.filter((line) => /intercepts/.test(line)))] : rest;
  return [first, ...said].join('\n');
}

function watch(page, origin) {
  const faults = [];
  const inside = (url) => url.startsWith(origin) || /^(data|blob|about):/.test(url);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => inside(request.url()) || faults.push(`request: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && !response.request().isNavigationRequest() && faults.push(`${response.status()}: ${response.url()}`));
  return faults;
}

/** Runs in the page, before its own scripts. */
function recordTrouble() {
  window.violations = [];
  window.shift = 0;
  addEventListener('securitypolicyviolation', (event) => window.violations.push(`content security policy: ${event.violatedDirective} ${event.blockedURI}`));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

async function photograph(page, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, timeout: 10_000 });
  return file;
}

/** Chromium paints no more than this in one picture; taller pages are written in slices. */
const tallest = 6000;

/** The whole page as `FOLDER/NAME.png`, or `NAME.1.png`, `NAME.2.png`, … */
export async function photographAll(page, name) {
  const height = await page.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  const { width } = page.viewportSize();
  const parts = Math.ceil(height / tallest);
  for (let part = 0; part < parts; part += 1) {
    const file = path.join(screens, parts > 1 ? `${name}.${part + 1}.png` : `${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    const clip = { x: 0, y: part * tallest, width, height: Math.min(tallest, height - part * tallest) };
    await page.screenshot({ path: file, fullPage: true, clip, animations: 'disabled' });
  }
}

/** Waits until the page has stopped scrolling. */
export async function settled(page) {
  let last = NaN;
  for (let still = 0; still < 3;) {
    const now = await page.evaluate(() => scrollY);
    still = now === last ? still + 1 : 0;
    last = now;
    await page.waitForTimeout(30);
  }
}

/** Whether an element is on the screen and nothing lies over it; says what is wrong, or ''. */
export const seen = (page, selector) => page.evaluate((selector) => {
  const element = document.querySelector(selector);
  if (!element) return `there is no ${selector}`;
  const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
  if (!boxes.length) return `${selector} takes no space`;
  const box = boxes[0];
  const place = `${Math.round(box.left)},${Math.round(box.top)}`;
  if (box.top < 0 || box.top > innerHeight - 10 || box.left < 0 || box.right > innerWidth + 1) return `${selector} is off the screen, at ${place}`;
  const top = document.elementFromPoint(box.left + Math.min(4, box.width / 2), box.top + Math.min(6, box.height / 2));
  if (top && !element.contains(top) && !top.contains(element)) return `${selector}, at ${place}, lies under ${top.outerHTML.slice(0, 80)}`;
  return '';
}, selector);
