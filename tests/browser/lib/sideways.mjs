// What makes a page wider than the screen.

export const widths = [320, 390, 768, 1100, 1280];

/** A line for each width at which the page scrolls sideways, with the elements that stick out. */
export async function sideways(page) {
  const found = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => {
      const root = document.documentElement;
      const hides = [root, document.body].some((element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX));
      const over = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
      if (over <= 0 && !hides) return undefined;
      const culprits = [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > root.clientWidth + 0.5 || box.left < -0.5) && !element.closest('.table-scroll, svg') && element.checkVisibility();
      });
      const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${element.getAttribute('class') ? `.${element.getAttribute('class').split(' ').join('.')}` : ''}`;
      return `${over} px too wide${hides ? ' (and the overflow of the page is hidden)' : ''}: ${culprits.slice(0, 4).map(name).join(', ')}`;
    });
    if (wide) found.push(`${width} px: ${wide}`);
  }
  return found;
}
