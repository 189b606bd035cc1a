// The README's picture: the top of the home page, as a reader at a desk sees it.

import { statSync } from 'node:fs';
import path from 'node:path';
import { visit } from './browser.mjs';
import { root } from './sites.mjs';

const most = 300_000;

export async function updateScreenshot(world) {
  const file = path.join(root, 'docs', 'screenshot.png');
  const [showcase] = world.sites;
  await visit(world, showcase, 'index.html', { width: 1280, height: 1600 }, async (page) => {
    // Down to the end of the first paragraph, so that no line is cut.
    const height = await page.locator('.prose p').first().evaluate((paragraph) => Math.ceil(paragraph.getBoundingClientRect().bottom) + 12);
    await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height } });
  });
  const { size } = statSync(file);
  if (size > most) throw new Error(`${file}: expected at most ${most} bytes, found ${size}`);
  console.log(`${path.relative(root, file)}: ${size} bytes`);
}
