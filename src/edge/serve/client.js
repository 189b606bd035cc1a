// Served beside pages while they are being written, never published: keeps an open page fresh, and shows the report.
(() => {
  'use strict';
  const own = document.currentScript;
  let { build, page } = own.dataset;
  own.remove();

  // The page as it was served, beside the live one: what scripts and readers changed since is theirs, and stays.
  let served = document.documentElement.cloneNode(true);
  const lives = new WeakMap();
  const pair = (old, live) => {
    lives.set(old, live);
    old.childNodes.forEach((child, index) => pair(child, live.childNodes[index]));
  };
  pair(served, document.documentElement);

  // --- Listening, only while somebody looks: browsers allow few streams at a time.
  let stream = null;
  const listen = () => {
    if (document.visibilityState !== 'visible') { stream?.close(); stream = null; return; }
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    stream = new EventSource(`/.onrecord/events?path=${encodeURIComponent(location.pathname)}`);
    stream.onmessage = (event) => told(JSON.parse(event.data));
  };
  let queue = Promise.resolve();
  const told = (news) => { queue = queue.then(() => apply(news)).catch(() => location.reload()); };
  document.addEventListener('visibilitychange', listen);
  addEventListener('pageshow', listen);
  addEventListener('pagehide', () => { stream?.close(); stream = null; });

  async function apply(news) {
    show(news.report);
    const stale = news.build !== build;
    if (news.page !== page) await refresh();
    if (news.files) swap(news.files, news.build);
    else if (stale) swap(null, news.build);
    build = news.build;
    highlight();
    document.dispatchEvent(new CustomEvent('onrecord:fresh', { detail: news.build }));
  }

  // --- Other files: style sheets and pictures are fetched again in place; scripts want a new page.
  function swap(files, version) {
    const wanted = (address) => {
      const url = new URL(address, location.href);
      return url.origin === location.origin && (!files || files.includes(url.pathname));
    };
    const renewed = (address) => {
      const url = new URL(address, location.href);
      url.searchParams.set('onrecord', version);
      return url.pathname + url.search + url.hash;
    };
    if (files && [...document.scripts].some((script) => script.src && wanted(script.src))) { reload(); return; }
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!wanted(link.href)) continue;
      const fresh = link.cloneNode();
      fresh.href = renewed(link.href);
      fresh.onload = fresh.onerror = () => link.remove();
      link.after(fresh);
      const old = [...served.querySelectorAll('link')].find((old) => lives.get(old) === link);
      if (old) lives.set(old, fresh);
    }
    for (const picture of document.images) if (picture.src && wanted(picture.src)) picture.src = renewed(picture.src);
  }

  // --- The page itself: what differs between the page as served and the new one is done to the live one.
  async function refresh() {
    const response = await fetch(location.href, { cache: 'no-store' });
    const text = await response.text();
    const next = new DOMParser().parseFromString(text, 'text/html');
    const mine = next.querySelector('script[data-page]');
    if (!mine) { reload(); return; }
    const tag = mine.dataset.page;
    mine.remove();
    const steps = [];
    if (!compare(served, next.documentElement, steps)) { reload(); return; }
    for (const step of steps) step();
    served = next.documentElement;
    page = tag;
    refill();
  }

  // What a theme shows in a popover is a copy of the page from before: whatever opened it fills it again.
  function refill() {
    const open = [...document.querySelectorAll(':popover-open')].find((node) => node !== host);
    if (!open || !opener?.isConnected) return;
    const top = open.scrollTop;
    opener.click();
    open.scrollTop = top;
  }

  // False if something changed that only a new page can do: scripts, and what scripts may hold on to.
  function compare(old, fresh, steps) {
    const live = lives.get(old);
    if (!live) return false;
    if (old.isEqualNode(fresh)) { steps.push(() => pair2(old, fresh)); return true; }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      steps.push(() => { live.data = fresh.data; lives.set(fresh, live); });
      return true;
    }
    if (isHeld(old) || isHeld(fresh)) return false;
    for (const name of new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])) {
      const value = fresh.getAttribute(name);
      if (old.getAttribute(name) === value) continue;
      steps.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
    }
    steps.push(() => lives.set(fresh, live));
    return children([...old.childNodes], [...fresh.childNodes], live, steps);
  }

  // Equal ones at both ends stay; between them, each is matched with the one of its id, else with the next of its kind.
  function children(olds, news, live, steps) {
    const keep = (one, other) => steps.push(() => pair2(one, other));
    while (olds.length && news.length && olds[0].isEqualNode(news[0])) keep(olds.shift(), news.shift());
    const after = [];
    while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) after.push([olds.pop(), news.pop()]);
    const ids = new Set(news.map((node) => node.id).filter(Boolean));
    for (const fresh of news) {
      const alike = (old) => old.nodeName === fresh.nodeName && (old.id || '') === (fresh.id || '');
      let at = olds.findIndex((old) => old.isEqualNode(fresh));
      if (at < 0) at = olds.findIndex(alike);
      // Those passed over are gone, unless a later one of the new page is them by name.
      if (at > 0 && olds.slice(0, at).some((old) => old.id && ids.has(old.id))) at = -1;
      if (at < 0) {
        if (hasHeld(fresh)) return false;
        const reference = olds[0] ?? after.at(-1)?.[0] ?? null;
        steps.push(() => {
          const copy = document.importNode(fresh, true);
          const next = reference && lives.get(reference);
          next && next.parentNode === live ? live.insertBefore(copy, next) : live.append(copy);
          pair(fresh, copy);
        });
        continue;
      }
      for (const gone of olds.splice(0, at)) if (!remove(gone, steps)) return false;
      const old = olds.shift();
      if (!compare(old, fresh, steps)) return false;
    }
    for (const gone of olds) if (!remove(gone, steps)) return false;
    for (const [one, other] of after) keep(one, other);
    return true;
  }

  function remove(old, steps) {
    if (hasHeld(old)) return false;
    const live = lives.get(old);
    steps.push(() => live?.remove());
    return true;
  }
  function pair2(old, fresh) {
    const live = lives.get(old);
    if (live) lives.set(fresh, live);
    old.childNodes.forEach((child, index) => pair2(child, fresh.childNodes[index]));
  }
  const isCode = (node) => node.nodeName === 'SCRIPT' && (!node.type || /javascript|module/.test(node.type));
  const isHeld = (node) => isCode(node) || node.nodeName === 'LINK' || Object.keys(node.dataset ?? {}).length > 0;
  const hasHeld = (node) => node.nodeType === 1 && (isHeld(node) || [...node.querySelectorAll('*')].some(isHeld));

  // --- A new page, with the reader where they were.
  const PLACE = `onrecord:${location.pathname}`;
  let opener = null;
  addEventListener('click', (event) => { opener = event.target.closest?.('a[href^="#"], button[id]') ?? opener; }, true);
  const selector = (node) => (node?.id ? `#${CSS.escape(node.id)}` : node?.hash ? `a[href="${CSS.escape(node.hash)}"]` : null);
  function reload() {
    const open = document.querySelector(':popover-open') && selector(opener);
    const place = { x: scrollX, y: scrollY, focus: selector(document.activeElement), open };
    try { sessionStorage.setItem(PLACE, JSON.stringify(place)); } catch { /* then the browser's own memory must do */ }
    location.reload();
  }
  function comeBack() {
    let place = null;
    try { place = JSON.parse(sessionStorage.getItem(PLACE)); sessionStorage.removeItem(PLACE); } catch { return; }
    if (!place) return;
    scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    if (place.open) document.querySelector(place.open)?.click();
    else if (place.focus) document.querySelector(place.focus)?.focus({ preventScroll: true });
  }
  addEventListener('load', comeBack);

  // --- The report: a sheet for errors, a badge in the corner for what is left.
  const host = document.createElement('onrecord-report');
  host.popover = 'manual';
  const root = host.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; inset: auto 0 0 0; margin: 0; padding: 0; border: 0; width: auto; height: auto;
      max-width: none; max-height: none; overflow: visible; background: none; z-index: 2147483647; color-scheme: light dark;
      font: 14px/1.5 system-ui, sans-serif; pointer-events: none;
      --paper: light-dark(#fcfbf8, #15171a); --ink: light-dark(#1a1a18, #ece9e2); --quiet: light-dark(#57534b, #b3afa5);
      --rule: light-dark(#d9d4c9, #3a3d43); --error: light-dark(#a1263f, #f48fa0); --warning: light-dark(#875606, #e3b45c); }
    section { pointer-events: auto; box-sizing: border-box; max-height: 33.3vh; overflow: auto; padding: 1rem 1.5rem;
      color: var(--ink); background: var(--paper); border-top: 3px solid var(--kind); }
    header { display: flex; gap: 1rem; align-items: baseline; }
    h2 { flex: 1; margin: 0; font-size: 1rem; color: var(--kind); }
    pre { margin: .75rem 0 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
    p { margin: .5rem 0 0; color: var(--quiet); }
    ol { list-style: none; margin: .5rem 0 0; padding: 0; }
    li { margin: 0 0 .75rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--kind); }
    li p { margin: .15rem 0 0; overflow-wrap: anywhere; }
    q { color: var(--ink); font-family: Georgia, serif; font-size: 15px; }
    b { color: var(--kind); }
    a { color: inherit; }
    summary { cursor: pointer; color: var(--quiet); }
    button { pointer-events: auto; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--rule);
      padding: .15rem .6rem; cursor: pointer; }
    button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
    .badge { position: absolute; right: 1rem; bottom: 1rem; border-color: var(--kind); color: var(--kind); }
    .error { --kind: var(--error); } .warning { --kind: var(--warning); }
    [hidden] { display: none; }
    @media print { :host { display: none; } }`);
  root.adoptedStyleSheets = [style];
  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const heading = make('h2');
  const list = make('ol');
  const text = make('pre', { tabIndex: 0 });
  const whole = make('details', {}, make('summary', { textContent: 'The report as the terminal has it' }), text);
  const answer = make('p', { role: 'status' });
  const lock = make('button', { type: 'button', textContent: 'Lock' });
  lock.title = 'Verify every quotation against the captures and rewrite evidence.lock';
  const close = make('button', { type: 'button', textContent: 'Close' });
  const sheet = make('section', { hidden: true }, make('header', {}, heading, lock, close), answer, list, whole);
  sheet.setAttribute('role', 'region');
  sheet.setAttribute('aria-label', 'Report');
  const badge = make('button', { type: 'button', hidden: true, className: 'badge' });
  root.append(sheet, badge);

  // One finding: the nearest words first, then what is wrong, what to do, and the ways to its file, its rule and its place.
  function item(finding) {
    const told = finding.beside.map((other) => make('p', {}, make('q', { textContent: other.words }), ` ${other.says} · ${other.place}`));
    const place = `${finding.file}:${finding.line}:${finding.column}`;
    const rule = make('a', { href: `/.onrecord/rules/${finding.rule}`, target: '_blank', textContent: finding.rule });
    const file = finding.open ? make('a', { href: finding.open, textContent: place }) : place;
    const show = make('button', { type: 'button', textContent: 'Show in the page', hidden: finding.page === null });
    show.onclick = () => {
      const found = stretch(finding);
      found?.startContainer.parentElement.scrollIntoView({ block: 'center' });
      show.disabled = !found;
    };
    return make('li', { className: finding.severity }, ...told.slice(0, 2),
      make('p', {}, make('b', { textContent: finding.severity }), ` ${finding.message}`),
      ...(finding.help ? [make('p', { textContent: finding.help })] : []),
      make('p', {}, file, ' · ', rule, ' ', show));
  }

  // --- The sentence at fault, marked in the page without touching it: the browser paints the stretch.
  const paints = globalThis.Highlight && CSS.highlights;
  if (paints) {
    const marks = new CSSStyleSheet();
    marks.replaceSync(`::highlight(onrecord-warning) { text-decoration: underline wavy #b07a12; background: #f3d78f55; }
      ::highlight(onrecord-error) { text-decoration: underline wavy #c8304f; background: #f48fa055; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, marks];
  }
  const isHere = (route) => {
    const path = decodeURIComponent(location.pathname).replace(/\/$/, '/index.html');
    return route !== null && [route, route.replace(/\.html$/, '')].some((name) => path.endsWith(`/${name}`));
  };
  const letters = (words) => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  function stretch(finding) {
    if (!isHere(finding.page)) return null;
    const found = new Range();
    const claim = finding.claim && document.getElementById(`c-${finding.claim}`);
    if (claim) {
      // Its words may stand in several stretches, up to its marker.
      found.selectNodeContents(claim);
      const marker = document.getElementById(`r-${finding.claim}`);
      if (marker && claim.compareDocumentPosition(marker) & Node.DOCUMENT_POSITION_FOLLOWING) found.setEndBefore(marker);
      return found;
    }
    const wanted = letters(finding.sentence);
    if (wanted.length < 6) return null;
    // Each letter of the page's own words, and where it stands; what the site adds between them is passed over.
    const isAdded = (node) => node.parentElement.closest('a.ref, a.fn, a.cite, .digest, .vh, .changed, script, style');
    const walk = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    const places = [];
    let all = '';
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (isAdded(node)) continue;
      for (let at = 0; at < node.data.length; at += 1) {
        const letter = letters(node.data[at]);
        if (letter.length === 1) { all += letter; places.push([node, at]); }
      }
    }
    const at = all.indexOf(wanted);
    if (at < 0) return null;
    found.setStart(...places[at]);
    const [node, last] = places[at + wanted.length - 1];
    found.setEnd(node, last + 1);
    return found;
  }
  function highlight() {
    if (!paints) return;
    for (const severity of ['warning', 'error']) {
      const ranges = report.findings.filter((one) => one.severity === severity).map(stretch).filter(Boolean);
      CSS.highlights.set(`onrecord-${severity}`, new Highlight(...ranges));
    }
  }

  let report = { errors: 0, warnings: 0, text: '', findings: [] };
  let dismissed = '';
  const count = (number, what) => (number ? [`${number} ${what}${number > 1 ? 's' : ''}`] : []);
  function show(next) {
    const differs = next.text !== report.text;
    const mended = report.errors && !next.errors;
    report = next;
    const summary = [...count(report.errors, 'error'), ...count(report.warnings, 'warning')].join(', ');
    heading.textContent = report.errors && report.has_site ? `${summary}; the last good site is shown` : summary;
    text.textContent = report.text;
    if (differs) list.replaceChildren(...report.findings.map(item));
    badge.textContent = summary;
    badge.className = `badge ${report.errors ? 'error' : 'warning'}`;
    sheet.className = report.errors ? 'error' : 'warning';
    lock.hidden = !report.can_lock;
    if (differs) answer.textContent = '';
    if (!summary) sheet.hidden = true;
    else if (report.errors && report.text !== dismissed) sheet.hidden = false;
    // Warnings that somebody reads stay open, and are read anew.
    else if (mended) sheet.hidden = true;
    settle(summary);
  }
  function settle(summary = badge.textContent) {
    badge.hidden = !summary || !sheet.hidden;
    if (summary && !host.isConnected) document.documentElement.append(host);
    if (!host.isConnected) return;
    if (!host.matches(':popover-open') && summary) host.showPopover();
    if (!summary) host.remove();
  }
  close.onclick = () => { dismissed = report.text; sheet.hidden = true; settle(); badge.focus(); };
  badge.onclick = () => { dismissed = ''; sheet.hidden = false; settle(); close.focus(); };
  sheet.onkeydown = (event) => { if (event.key === 'Escape') { event.stopPropagation(); close.click(); } };
  lock.onclick = async () => {
    lock.disabled = true;
    const response = await fetch('/.onrecord/lock', { method: 'POST' }).catch(() => null);
    answer.textContent = response ? (await response.text()).trim() : 'the server does not answer';
    lock.disabled = false;
  };

  listen();
})();
