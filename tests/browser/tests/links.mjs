// Every link and every anchor leads somewhere: from a folder on a stick, and under a sub-path of a server.

import { test } from 'node:test';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { visit } from '../lib/browser.mjs';
import { expectNone, gathered } from '../lib/findings.mjs';

export function tests(world) {
  for (const site of world.sites) {
    test(`${site.name}: every link works from a folder`, () => fromFolder(world, site));
    test(`${site.name}: every link works under ${site.mount}`, () => fromServer(world, site));
    test(`${site.name}: an unknown address at any depth is answered with a page that leads home`, () => lost(world, site));
    for (const { route } of site.pages.filter(({ kind }) => kind === 'redirect'))
      test(`${site.name}: the old address ${route} leads on`, () => moved(world, site, route));
  }
}

async function fromFolder(world, site) {
  const found = [];
  const crawled = await crawl(world, site, (route) => pathToFileURL(path.join(site.out, route)).href);
  const anchors = new Map(crawled.map(({ address, ids }) => [address, ids]));
  for (const { route, address, links } of crawled) {
    if (route === '404.html') continue; // It is served, never opened from a folder.
    for (const link of links) {
      const url = inside(site, link, pathToFileURL(site.out + path.sep).href);
      if (!url) continue;
      const [place, hash] = split(url);
      const file = place.startsWith('file:') ? fileURLToPath(place) : '';
      if (!file.startsWith(site.out + path.sep)) found.push([route, `${link} leads out of the site`]);
      else if (!existsSync(file) || !statSync(file).isFile()) found.push([route, `${link} is no file`]);
      else missing(anchors.get(place), hash).forEach((name) => found.push([route, `${link} has no #${name}`]));
    }
    if (address !== pathToFileURL(path.join(site.out, route)).href) found.push([route, `led to ${address}`]);
  }
  for (const [name, link] of listed(site)) {
    const url = inside(site, link, pathToFileURL(site.out + path.sep).href);
    if (url && !existsSync(fileURLToPath(split(url)[0]))) found.push([name, `${link} is no file`]);
  }
  expectNone('every link to lead to a file and an anchor of the site', gathered(found));
}

async function fromServer(world, site) {
  const found = [];
  const crawled = await crawl(world, site, (route) => site.server.url + route);
  const anchors = new Map(crawled.map(({ address, ids }) => [address, ids]));
  const answers = new Map();
  for (const { route, links } of crawled) {
    for (const link of links) {
      const url = inside(site, link, site.server.url);
      if (!url) continue;
      const [place, hash] = split(url);
      if (!place.startsWith(site.server.url)) found.push([route, `${link} leads out of ${site.mount}`]);
      if (!answers.has(place)) answers.set(place, (await fetch(place)).status);
      if (answers.get(place) !== 200) found.push([route, `${link} is answered with ${answers.get(place)}`]);
      else missing(anchors.get(place.endsWith('/') ? `${place}index.html` : place), hash).forEach((name) => found.push([route, `${link} has no #${name}`]));
    }
  }
  expectNone('every link to be answered with 200 and to find its anchor', gathered(found));
}

/** The addresses and the anchors of every page, as the browser reads them. */
async function crawl(world, site, addressOf) {
  const context = await world.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.route('**', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
  const crawled = [];
  for (const { route, kind, html } of site.pages) {
    const address = addressOf(route);
    if (kind === 'redirect') {
      const links = [...html.matchAll(/(?:href="|;\s*url=)([^"#][^"]*)"/g)].map(([, link]) => new URL(link, address).href);
      crawled.push({ route, address, ids: [], links });
      continue;
    }
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    crawled.push({ route, address: page.url(), ...await page.evaluate(() => ({
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      links: [...document.querySelectorAll('[href], [src], [poster], [data-embed]')].flatMap((element) => [
        ...['href', 'src', 'poster'].filter((name) => element.hasAttribute(name)).map((name) => new URL(element.getAttribute(name), document.baseURI).href),
      ]),
    })) });
  }
  await context.close();
  return crawled;
}

/** What feeds, the map of the site and the style sheet point to. */
function listed(site) {
  return site.files.filter((file) => /\.(xml|css|txt|webmanifest)$/.test(file)).flatMap((name) => {
    const text = readFileSync(path.join(site.out, name), 'utf8');
    const patterns = name.endsWith('.css') ? [/url\(["']?([^"')]+)/g] : [/<loc>([^<]+)/g, /<link\b[^>]*\bhref="([^"]+)"/g, /^Sitemap:\s*(\S+)/gm];
    const base = pathToFileURL(path.join(site.out, name));
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, link]) => [name, new URL(link, base).href]));
  });
}

/** The address within the built site, or undefined for the outside world. A link to the site's own address is inside. */
function inside(site, link, base) {
  if (!link.startsWith(site.baseUrl)) return /^(https?:\/\/(?!127\.0\.0\.1)|mailto:|data:)/.test(link) ? undefined : link;
  const [place, hash] = split(link.slice(site.baseUrl.length));
  return `${base}${place === '' || place.endsWith('/') ? `${place}index.html` : place}${hash ? `#${hash}` : ''}`;
}

const split = (url) => { const [place, hash = ''] = url.split('#'); return [place, hash]; };

/** An anchor that its page does not have; `#:~:text=` and `#top` are the browser's own. */
function missing(ids, hash) {
  const name = decodeURIComponent(hash.split(':~:')[0]);
  return ids && name && name !== 'top' && !ids.includes(name) ? [name] : [];
}

async function lost(world, site) {
  for (const route of ['nowhere.html', 'deep/down/nowhere.html'])
    await visit(world, site, route, { silent: true }, async (page) => {
      const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 3));
      if (!styled) throw new Error('expected the page for unknown addresses to find its style sheet at any depth, found none');
      await page.locator('main a[href]').first().click();
      await page.waitForLoadState();
      if (![site.server.url, `${site.server.url}index.html`].includes(page.url())) throw new Error(`expected its link to lead home, found ${page.url()}`);
    });
}

async function moved(world, site, route) {
  await visit(world, site, route, { js: false }, async (page) => {
    await page.waitForURL((url) => !url.pathname.endsWith(route), { timeout: 5000 });
    const status = (await fetch(page.url())).status;
    if (status !== 200) throw new Error(`expected the new address to be answered with 200, found ${status}: ${page.url()}`);
  });
}
