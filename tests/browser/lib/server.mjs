// A static server as small as the ones that sites like these live on: files under a sub-path, gzip, 404.html, nothing else.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import path from 'node:path';

const types = {
  html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png',
  jpg: 'image/jpeg', json: 'application/json', csv: 'text/csv; charset=utf-8', xml: 'application/xml', txt: 'text/plain; charset=utf-8',
  bib: 'text/plain; charset=utf-8', webmanifest: 'application/manifest+json',
};

/** Serves `site.out` under `site.mount`; `log` holds every path that was asked for. */
export async function serve(site) {
  const log = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    log.push(pathname);
    const found = pathname.startsWith(site.mount) ? await file(site, decodeURIComponent(pathname.slice(site.mount.length))) : undefined;
    const { route, body } = found ?? { route: '404.html', body: await readFile(path.join(site.out, '404.html')) };
    const headers = { 'content-type': types[route.split('.').pop()] ?? 'application/octet-stream', 'cache-control': 'max-age=600' };
    const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && !/\.(png|jpg)$/.test(route);
    response.writeHead(found ? 200 : 404, zipped ? { ...headers, 'content-encoding': 'gzip' } : headers);
    response.end(zipped ? gzipSync(body) : body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + site.mount, log, close: () => { server.closeAllConnections(); server.close(); } };
}

async function file(site, name) {
  const route = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  const full = path.join(site.out, route);
  if (!full.startsWith(site.out + path.sep)) return undefined;
  try {
    return { route, body: await readFile(full) };
  } catch {
    return undefined;
  }
}
