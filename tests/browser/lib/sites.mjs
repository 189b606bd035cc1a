// The sites under test: where their projects lie, and what the program makes of them.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** A site with its own colours, letters, logo, menu, foot and rules: what a teacher or a newspaper gives it. */
export const own = { accent: '#7a1f3d', paper: '#fff6e6' };
export function buildOwn() {
  const project = path.join(target, 'browser', 'own-project');
  rmSync(project, { recursive: true, force: true });
  cpSync(path.join(root, 'tests/sites/complete'), project, { recursive: true });
  writeFileSync(path.join(project, 'content/static/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20"><rect width="60" height="20" fill="#7a1f3d"/></svg>\n');
  writeFileSync(path.join(project, 'content/static/more.css'), '.foot { border-block-start: 3px solid var(--link); }\n');
  appendFileSync(path.join(project, 'content/site.yaml'), `look:
  accent: "${own.accent}"
  paper: "${own.paper}"
  font: newspaper
  logo: static/logo.svg
  favicon: static/logo.svg
  css: static/more.css
  menu: [{ text: "Our school", to: "https://school.example/" }, { text: "First page", to: index.md }]
  footer: ["Made by class 8b.", "Editor: Ada Invented"]
`);
  return buildSite('own', path.relative(root, project));
}

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
