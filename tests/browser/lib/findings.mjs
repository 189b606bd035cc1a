// A test looks at many things and tells of all that are wrong, not of the first.

import assert from 'node:assert/strict';

/** `expected` is what should have been; `found` what is not so, a line each. */
export function expectNone(expected, found) {
  if (found.length) assert.fail(`expected ${expected}, found ${found.length} otherwise:\n  ${found.slice(0, 40).join('\n  ')}`);
}

/** `[where, what]` pairs as lines, the same thing said once: "what (on first, second and 12 more)". */
export function gathered(pairs) {
  const places = new Map();
  for (const [where, what] of pairs) places.set(what, (places.get(what) ?? new Set()).add(where));
  return [...places].map(([what, where]) => {
    const [first, second, ...more] = where;
    return `${what} (on ${[first, second].filter(Boolean).join(', ')}${more.length ? ` and ${more.length} more` : ''})`;
  });
}
