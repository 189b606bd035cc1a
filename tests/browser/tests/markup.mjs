// Two validators over every page: html-validate, and the checker of the W3C where there is Java.

import { test } from 'node:test';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { expectNone } from '../lib/findings.mjs';

export function tests({ sites }) {
  test('the W3C checker finds no error on any page', { skip: process.env.JAVA ? false : 'there is no java on this machine' }, async () => {
    const jar = fileURLToPath(new URL('../node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));
    const files = sites.flatMap((site) => site.pages.map(({ route }) => path.join(site.out, route)));
    const messages = await nu(jar, ['--errors-only', '--format', 'json', ...files]);
    expectNone('no error', messages.map(({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${(extract ?? '').trim()}`));
  });
  for (const site of sites) {
    test(`html-validate finds no error on ${site.name}`, async () => {
      const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
      const found = [];
      for (const { route, html } of site.pages) {
        const report = await validator.validateString(html, route);
        for (const { messages } of report.results)
          for (const { line, column, message, ruleId } of messages) found.push(`${route}:${line}:${column}: ${message} (${ruleId})`);
      }
      expectNone('no error', found);
    });
  }
}

/** The checker reports on the error stream and ends with 1 when it has something to say. */
async function nu(jar, args) {
  const options = { maxBuffer: 64 << 20 };
  const { stderr } = await promisify(execFile)(process.env.JAVA, ['-Xss4m', '-jar', jar, ...args], options).catch((error) => error);
  return JSON.parse(stderr).messages.filter(({ type }) => type !== 'info');
}
