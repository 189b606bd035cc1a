// A test looks at many things and tells of all that are wrong, not of the first.

import assert from 'node:assert/strict';

/** `expected` is what should have been; `found` what is not so, a line each. */
export function expectNone(expected, found) {
  if (found.length) assert.fail(`expected ${expected}, found ${found.length} otherwise:\n  ${found.slice(0, 40).join('\n  ')}`);
}
