// On paper: the text and all its evidence, without what only a screen can do.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { visit } from '../lib/browser.mjs';
import { expectNone } from '../lib/findings.mjs';
import { screens, slug } from '../lib/sites.mjs';

export function tests(world) {
  for (const site of world.sites)
    for (const { route } of site.pages.filter(({ claims }) => claims))
      for (const scheme of ['light', 'dark'])
        test(`${site.name}/${route}: prints, ${scheme}`, () => visit(world, site, route, { scheme }, (page) => prints(page, `${site.name}-${slug(route)}-${scheme}`)));
}

/** The showcase's article with all its evidence, in sheets of A4. */
const most = 13;

async function prints(page, name) {
  const pdf = await page.pdf({ format: 'A4' });
  mkdirSync(screens, { recursive: true });
  writeFileSync(path.join(screens, `${name}.pdf`), pdf);
  const sheets = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (name.startsWith('showcase-index')) assert.ok(sheets <= most, `expected at most ${most} sheets, found ${sheets}`);
  assert.ok(pdf.length > 20_000 && sheets >= 1, `expected a PDF with something on it, found ${pdf.length} bytes on ${sheets} sheets`);

  await page.emulateMedia({ media: 'print' });
  const missing = await page.evaluate(async () => {
    const pictures = [...document.images].filter((image) => image.checkVisibility());
    await Promise.all(pictures.map((image) => image.decode().catch(() => {})));
    return pictures.filter((image) => !image.naturalWidth || !image.getBoundingClientRect().height).map((image) => image.src);
  });
  expectNone('every picture on paper', missing);
  expectNone('paper to hold the text and the evidence and nothing to click', await page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
    const found = [];
    for (const selector of ['.site-nav', '.skip', '.filter', '.digest', 'button', '[popover]'])
      if (shown(selector).length) found.push(`${selector} is shown ${shown(selector).length} times`);
    for (const selector of ['h1', '.claim', '[id^="n-"]', '.key dt', 'footer'])
      if (document.querySelector(selector) && !shown(selector).length) found.push(`${selector} is not shown`);
    const light = (color) => { const [red, green, blue] = color.match(/[\d.]+/g).map(Number); return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255; };
    const ground = getComputedStyle(document.body).backgroundColor;
    if (!/, 0\)$/.test(ground) && light(ground) < 0.9) found.push(`the ground is ${ground}`);
    for (const selector of ['h1', 'main p', '.claim', '[id^="n-"] q', 'td', 'th'])
      for (const element of shown(selector).slice(0, 3))
        if (light(getComputedStyle(element).color) > 0.45) found.push(`${selector} is printed in ${getComputedStyle(element).color}`);
    return found;
  }));
}
