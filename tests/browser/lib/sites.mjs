// The sites under test: where their projects lie, and what the program makes of them.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
export const screens = path.join(target, 'screens');

const projects = {
  showcase: '.',
  complete: 'tests/sites/complete',
  'right-to-left': 'tests/browser/fixture',
};

/** Twenty claims with all that can stand beside them: what budgets are measured on. */
const dense = 'tests/browser/dense';

/** The program under test. */
export const program = process.env.ONRECORD ?? path.join(target, 'debug', 'onrecord');

/** Builds every project into target/browser/NAME and reads what came out. */
export const buildSites = () => Object.entries(projects).map(([name, project]) => buildSite(name, project));

export const buildDense = () => buildSite('dense', dense);

function buildSite(name, project) {
  const out = path.join(target, 'browser', name);
  rmSync(out, { recursive: true, force: true });
  execFileSync(program, ['build', '--quiet', '--project', path.join(root, project), '--out', out], { stdio: 'inherit' });
  return readSite(name, out);
}

function readSite(name, out) {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort();
  const pages = files.filter((file) => file.endsWith('.html')).map((route) => readPage(out, route));
  const home = pages.find((page) => page.route === 'index.html');
  // The canonical address of the home page is the site's base: the folder that the server answers under.
  const baseUrl = home.html.match(/<link rel="canonical" href="([^"]+)"/)?.[1];
  if (!baseUrl) throw new Error(`${out}/index.html: expected a canonical address, found none`);
  return { name, out, files, pages, baseUrl, mount: new URL(baseUrl).pathname };
}

function readPage(out, route) {
  const html = readFileSync(path.join(out, route), 'utf8');
  const refresh = /http-equiv="refresh"/.test(html);
  return {
    route,
    html,
    kind: refresh ? 'redirect' : (html.match(/<body[^>]*\bkind-([a-z0-9]+)/)?.[1] ?? 'unknown'),
    claims: (html.match(/<span class="claim [^"]*" id="c-/g) ?? []).length,
  };
}

/** One page of each kind, but every page that an author wrote; a redirect is no page to look at. */
export function onePerKind(site) {
  const seen = new Set(['redirect']);
  return site.pages.filter(({ kind }) => kind === 'page' || (!seen.has(kind) && seen.add(kind)));
}

/** `sources/s001.html` as part of a file's name. */
export const slug = (text) => text.replace(/\.html$/, '').replace(/[^\p{L}\p{N}-]+/gu, '-');

export const exists = (site, route) => existsSync(path.join(site.out, route));
