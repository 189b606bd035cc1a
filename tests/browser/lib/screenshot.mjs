// The README's picture: the first screen of the home page, as a reader at a desk sees it.

import { statSync } from 'node:fs';
import path from 'node:path';
import { visit } from './browser.mjs';
import { root } from './sites.mjs';

const most = 300_000;

export async function updateScreenshot(world) {
  const file = path.join(root, 'docs', 'screenshot.png');
  const [showcase] = world.sites;
  await visit(world, showcase, 'index.html', { width: 1280, height: 960 }, (page) => page.screenshot({ path: file }));
  const { size } = statSync(file);
  if (size > most) throw new Error(`${file}: expected at most ${most} bytes, found ${size}`);
  console.log(`${path.relative(root, file)}: ${size} bytes`);
}
