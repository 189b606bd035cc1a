// Reads the built sites as readers do: in a browser. `tests/browser/run` calls this with everything it needs in place.
//
//   tests/browser/run                        all tests; pictures of every kind of page in target/screens/
//   tests/browser/run --only popover         the tests of one file
//   tests/browser/run --update-screenshot    writes docs/screenshot.png and stops

import { after, describe } from 'node:test';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from './lib/browser.mjs';
import { buildDense, buildOwn, buildSites, screens } from './lib/sites.mjs';
import { serve } from './lib/server.mjs';
import { updateScreenshot } from './lib/screenshot.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, 'update-screenshot': { type: 'boolean' } } });
const files = ['markup', 'links', 'reading', 'popover', 'deep_links', 'filter', 'print', 'map', 'direction', 'budgets', 'writing', 'search', 'looks', 'listed', 'desk'];
if (values.only && !files.includes(values.only)) throw new Error(`--only takes one of: ${files.join(', ')}`);

const sites = buildSites();
const [dense, own] = [buildDense(), buildOwn()];
for (const site of [...sites, dense, own]) site.server = await serve(site);
const world = { sites, dense, own, browser: await launch() };
const close = async () => {
  await world.browser.close();
  for (const site of [...sites, dense, own]) site.server.close();
};

if (values['update-screenshot']) {
  await updateScreenshot(world);
  await close();
} else {
  if (!values.only) rmSync(screens, { recursive: true, force: true });
  after(close);
  for (const file of files.filter((file) => !values.only || file === values.only)) {
    const { tests } = await import(`./tests/${file}.mjs`);
    describe(file.replace('_', ' '), { concurrency: 2 }, () => tests(world));
  }
}
