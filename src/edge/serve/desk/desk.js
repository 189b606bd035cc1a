// The desk: left what was published, right what is being written. Everything shown comes from one compilation, and is asked
// for again when that changes; a part of the page is only made anew when what it shows is different.

import { Refused, act, ask, button, choice, dialog, el, encoded, field, kept, say, sentence, takeBack, wait } from './parts.js';

const site = document.querySelector('meta[name=site]').content;
const now = { state: null, source: null, page: null, claim: null };
const chosen = { left: 'source', right: 'text', source: '', page: '', claim: null, text: null };

// --- The frame.
const left = el('section', { id: 'left', 'aria-label': 'Sources and lists' });
const right = el('section', { id: 'right', 'aria-label': 'The page' });
const top = el('header', { id: 'top' });
document.body.append(
  top,
  el('main', {}, left, right),
  el('p', { id: 'said', role: 'status' }),
);

const shown = new Map();
/** Makes a part anew if what it shows is different. */
function show(place, key, make) {
  const print = JSON.stringify(key);
  if (shown.get(place) === print) return;
  shown.set(place, print);
  const scroll = place.querySelector('.scroll')?.scrollTop ?? 0;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...make().filter(Boolean));
  const area = place.querySelector('.scroll');
  if (area) area.scrollTop = scroll;
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

// --- What is known.
async function refresh() {
  now.state = await ask('state');
  const { sources, pages, claims } = now.state;
  if (!sources.some(({ id }) => id === chosen.source)) chosen.source = (sources.find((one) => one.is_here) ?? sources[0])?.id ?? '';
  if (!pages.some(({ name }) => name === chosen.page)) chosen.page = (pages.find(({ name }) => name === 'index') ?? pages[0])?.name ?? '';
  const isThere = (one) => one && claims.some(({ page, label }) => page === one.page && label === one.label);
  if (!isThere(chosen.claim)) chosen.claim = claims.find((one) => !one.is_seconded) ?? claims[0] ?? null;
  const maybe = (is, what, more) => (is ? ask(what, more).catch(() => null) : null);
  [now.source, now.page, now.claim] = await Promise.all([
    maybe(chosen.source, 'source', { id: chosen.source }),
    maybe(chosen.page, 'page', { name: chosen.page }),
    maybe(chosen.claim, 'claim', { page: chosen.claim?.page, label: chosen.claim?.label }),
  ]);
  render();
}

async function pick(changes) {
  Object.assign(chosen, changes);
  await refresh();
}

/** Does something; what is refused is said by who asked. `seen` are the files as they were when it was begun. */
async function done(seen, what, more) {
  const told = await act(seen, what, more);
  await refresh();
  const remarks = [...told.said, ...told.new.map((one) => `To look at: ${one}`)];
  say([`Saved: ${told.what}.`, ...remarks.map(sentence)].join(' '));
  return told;
}

/** The same, where nobody holds a form open. */
const tried = (doing) => doing().catch((error) => say(sentence(error.message), true));

async function listen() {
  for (;;) {
    try {
      const { build } = await wait(now.state.build);
      if (build !== now.state.build) await refresh();
    } catch (error) {
      say(sentence(error.message), true);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

// --- Showing.
function render() {
  const { state } = now;
  document.title = `Desk · ${state.title}`;
  show(top, [state.title, state.errors, state.warnings, state.undo], header);
  const waits = state.queue.bare.length + state.queue.unused.length + state.queue.findings.length + state.queue.more;
  const unread = state.claims.filter((one) => !one.is_seconded).length;
  const tabs = [['source', 'Sources'], ['queue', `Waiting (${waits})`], ['read', `Read (${unread} of ${state.claims.length})`], ['lists', 'Lists']];
  const views = { source: sourceView, queue: queueView, read: readView, lists: listsView };
  const keys = { source: [now.source, state.sources], queue: state.queue, read: [state.claims, now.claim], lists: [state.claimants, state.events, state.places, state.notes, state.sources, state.pages] };
  show(left, [chosen.left, tabs, keys[chosen.left]], () => [
    el('nav', { 'aria-label': 'Left side' }, tabs.map(([name, words]) => tab(words, chosen.left === name, name, () => pick({ left: name })))),
    ...views[chosen.left](),
  ]);
  if (chosen.left === 'read') return show(right, ['beside', now.claim], besideView);
  if (chosen.right === 'edit' && chosen.text) return editing();
  const page = chosen.right === 'preview' ? [now.page?.route, state.base] : now.page;
  return show(right, [chosen.right, chosen.page, state.pages, page], pageView);
}

const tab = (words, isOn, key, onclick) => button(words, onclick, { 'aria-pressed': String(isOn), 'data-key': `tab-${key}` });

const counted = () => [[now.state.errors, 'error'], [now.state.warnings, 'warning']].filter(([number]) => number)
  .map(([number, word]) => `${number} ${word}${number > 1 ? 's' : ''}`).join(', ');

function header() {
  const { state } = now;
  return [
    el('h1', {}, 'Desk ', el('small', {}, state.title)),
    button(counted() || 'No findings', () => pick({ left: 'queue' }), { class: state.errors ? 'bad' : null, 'data-key': 'counts' }),
    button(state.undo ? `Undo: ${state.undo}` : 'Undo', undo, { disabled: !state.undo, 'data-key': 'undo' }),
    button('Keys', keysHelp, { 'data-key': 'keys' }),
  ];
}

const undo = () => tried(async () => {
  const told = await takeBack();
  await refresh();
  say(`${told.what}.`);
});

// --- Left: a source and its copy.
function sourceView() {
  const { source, state } = now;
  const files = el('input', { type: 'file', multiple: true, 'aria-label': 'Files to import', class: 'vh', tabindex: -1, onchange: (event) => imported([...event.target.files]) });
  const bar = el('div', { class: 'bar' },
    choice(state.sources.map(({ id, title, is_here }) => [id, `${title}${is_here ? '' : ' (no copy here)'}`]), chosen.source,
      { 'aria-label': 'Source', 'data-key': 'source', onchange: (event) => pick({ source: event.target.value }) }),
    button('Import…', () => files.click(), { 'data-key': 'import' }), files,
    source && button('Details…', () => opened('source', source.id), { 'data-key': 'details' }));
  if (!source) return [bar, el('p', { class: 'empty' }, 'There is no source yet. Drop a saved article here, or choose “Import…”.')];
  const about = [source.outlet ?? 'outlet unknown', source.published ?? 'date unknown'].join(', ');
  const quoted = source.quotations.filter((one) => one.excerpt);
  return [
    bar,
    el('div', { class: 'bar quiet' }, el('span', {}, about), source.pieces && button('Quote the selection (e)', quote, { 'data-key': 'quote' })),
    source.pieces
      ? copy(source)
      : el('p', { class: 'empty' }, `Its copy is not on this machine. Put it into ${source.capture}, or import the article.`),
    el('details', { class: 'quoted', 'data-key': 'quoted' }, el('summary', {}, `Quoted from it: ${quoted.length}`),
      el('ul', {}, quoted.map((one) => el('li', {}, button(one.words, () => excerptCard(one), { class: 'line', 'data-key': `x-${one.excerpt}` }))))),
  ];
}

/** The copy as a text in which one can select by keyboard too, and change nothing. */
function copy(source) {
  const area = el('div', {
    id: 'copy', class: 'scroll', dir: 'auto', role: 'textbox', 'aria-readonly': 'true', 'aria-multiline': 'true', 'aria-label': `Copy of ${source.title}`,
    contenteditable: 'true', spellcheck: 'false', tabindex: 0, 'data-key': 'copy',
  }, source.pieces.map(({ text, marks = [] }) => {
    if (!marks.length) return text;
    const first = source.quotations[marks[0]];
    const claims = [...new Set(marks.flatMap((index) => source.quotations[index].claims))];
    const title = [first.excerpt && `@${source.id}#${first.excerpt}`, claims.length ? `for ${claims.join(', ')}` : 'nothing rests on it yet'].filter(Boolean).join(' · ');
    return el('mark', { title, class: claims.length ? null : 'unused', onclick: () => String(getSelection()) || (first.excerpt && excerptCard(first)) }, text);
  }));
  for (const change of ['beforeinput', 'paste', 'cut', 'drop']) area.addEventListener(change, (event) => event.preventDefault());
  return area;
}

/** The claims that words may be put under: those of the open page first. */
function targets() {
  const { queue, claims } = now.state;
  const all = [...queue.bare, ...claims].map(({ page, label, words }) => [`${page}#${label}`, `${page}#${label}: ${words.slice(0, 70)}`]);
  const known = new Map(all.map(([value, words]) => [value, words]));
  return [['', 'No claim yet'], ...[...known].sort(([one], [other]) => other.startsWith(`${chosen.page}#`) - one.startsWith(`${chosen.page}#`))];
}
const target = (value) => {
  const at = value.indexOf('#');
  return value ? { page: value.slice(0, at), label: value.slice(at + 1) } : null;
};

const cite = async (words) => {
  await navigator.clipboard.writeText(words);
  say(`Copied: ${words}`);
};

function quote() {
  const { state, source } = now;
  const selection = getSelection();
  const chosenRange = selection.rangeCount ? selection.getRangeAt(0) : null;
  const words = chosenRange ? chosenRange.toString().trim() : '';
  const area = document.querySelector('#copy');
  if (!words || !area?.contains(selection.anchorNode) || !area.contains(selection.focusNode)) {
    say('First select words in the copy: with the mouse, or with Shift and the arrow keys.', true);
    return;
  }
  const before = document.createRange();
  before.selectNodeContents(area);
  before.setEnd(chosenRange.startContainer, chosenRange.startOffset);
  const nth = before.toString().split(words).length - 1;
  tried(async () => {
    const places = await ask('places', { source: source.id, words });
    const place = places.length > 1 ? places[Math.min(nth, places.length - 1)] : null;
    const meant = place ? place.words : words;
    const numbers = await ask('numbers', { source: source.id, words: meant });
    const why = !place ? null : place.is_alone
      ? `What you selected stands ${places.length} times in the copy. Some words around it are quoted, too: so it is clear which is meant.`
      : `These words stand ${places.length} times in the copy, and nothing around them tells which is meant.`;
    excerptForm(source, meant, state, numbers, why);
  });
}

function excerptForm(source, words, state, numbers, why) {
  const name = el('input', { autocomplete: 'off', placeholder: 'made of the words' });
  const who = choice([['', 'Choose…'], ['unattributed', 'The source names nobody'], ...state.claimants.map(({ id, name: own }) => [id, own]), ['+', 'Somebody new…']]);
  const newName = el('input', { autocomplete: 'off' });
  const newKind = choice([['', 'not known'], ...state.words.claimant_kinds]);
  const fresh = el('div', { class: 'row', hidden: true }, field('Their name', newName), field('Kind', newKind));
  who.addEventListener('change', () => { fresh.hidden = who.value !== '+'; if (!fresh.hidden) newName.focus(); });
  const date = el('input', { autocomplete: 'off', placeholder: '2024-03-12', value: source.published ?? '' });
  const events = state.events.map(({ id, name: own }) => [id, own]);
  const figures = numbers.map((number) => {
    const use = el('input', { type: 'checkbox' });
    use.checked = Boolean(number.measure && events.length);
    const value = el('input', { value: number.value, size: 10, 'aria-label': 'Value' });
    const measure = choice([['', 'of what?'], ...state.words.measures], number.measure ?? '', { 'aria-label': 'Measure' });
    const part = choice([['', 'all'], ...state.words.populations], number.population ?? '', { 'aria-label': 'Of whom' });
    const event = choice([['', 'which event?'], ...events], events[0]?.[0] ?? '', { 'aria-label': 'Event' });
    const written = () => use.checked && `${measure.value}${part.value && `/${part.value}`}=${value.value}@${event.value}`;
    return { written, row: el('div', { class: 'figure' }, el('label', {}, use, ` ${number.words}`), value, measure, part, event) };
  });
  const claim = choice(targets());
  const stance = choice(state.words.stances, 'supports');
  const seen = { ...state.files };
  let saved = null;
  dialog('Quote these words', [
    el('blockquote', { dir: 'auto' }, words),
    why && el('p', { class: 'fine' }, why),
    el('div', { class: 'row' }, field('Who said it', who), field('As of', date)),
    fresh,
    figures.length ? el('fieldset', {}, el('legend', {}, 'Numbers in it'), figures.map(({ row }) => row)) : null,
    el('div', { class: 'row' }, field('Under the claim', claim), field('which it', stance)),
    field('Short name', name, 'Letters, digits and hyphens; pages cite the words by it.'),
  ], [['save', 'Save'], ['copy', 'Save and copy the citation']], async (button_) => {
    const given = {
      source: source.id, words, id: name.value, as_of: date.value, claimant: who.value === '+' ? null : who.value,
      new_claimant: who.value === '+' ? newName.value : null, new_kind: who.value === '+' ? newKind.value : null,
      figures: figures.map(({ written }) => written()).filter(Boolean), to: target(claim.value), stance: claim.value ? stance.value : null,
    };
    if (who.value === '+' && !newName.value.trim()) throw new Refused(422, 'give the name of who said it');
    saved ??= await withSeen(seen, () => done(seen, 'excerpt', given));
    if (button_ === 'copy') await cite(saved.cited);
  }).querySelector('select').focus();
}

/** Where a file was changed meanwhile, the next try is made on the file as it is then, and the person knows. */
async function withSeen(seen, doing) {
  try {
    return await doing();
  } catch (error) {
    if (error.status !== 409) throw error;
    await refresh();
    Object.assign(seen, now.state.files);
    throw new Refused(409, `${error.message}. What you filled in is still here: look at the page behind, then save again`);
  }
}

function excerptCard(one) {
  const { source, state } = now;
  const cited = `@${source.id}#${one.excerpt}`;
  const claim = choice(targets());
  const stance = choice(state.words.stances, 'supports');
  const seen = { ...state.files };
  dialog(cited, [
    el('blockquote', {}, one.words),
    el('p', {}, one.claimant ? `By ${one.claimant}. ` : '', one.claims.length ? `For ${one.claims.join(', ')}.` : 'Nothing rests on it yet.'),
    el('div', { class: 'row' }, field('Under the claim', claim), field('which it', stance)),
  ], [['use', 'Use under the claim'], ['copy', 'Copy the citation'], ['change', 'Change…']], async (button_) => {
    if (button_ === 'copy') return cite(cited);
    if (button_ === 'change') return opened('excerpt', `${source.id}#${one.excerpt}`);
    if (!claim.value) throw new Refused(422, 'choose a claim');
    return withSeen(seen, () => done(seen, 'use', { source: source.id, excerpt: one.excerpt, to: target(claim.value), stance: stance.value }));
  });
}

// --- Left: what waits.
function queueView() {
  const { queue } = now.state;
  const part = (title, list, empty) => [el('h2', {}, `${title} (${list.length})`), list.length ? el('ul', {}, list) : el('p', { class: 'empty' }, empty)];
  return [el('div', { class: 'scroll' },
    ...part('Claims without evidence', queue.bare.map((one) => el('li', {},
      el('p', {}, one.words), el('p', { class: 'fine' }, `${one.page}#${one.label}`),
      button('Open the page', () => pick({ page: one.page, right: 'text' })), button('Look for words', () => pick({ page: one.page, left: 'source' })))),
    'Every marker leads to evidence.'),
    ...part('Quotations on which nothing rests', queue.unused.map((one) => el('li', {},
      el('p', {}, `“${one.words}”`), el('p', { class: 'fine' }, `@${one.source}#${one.excerpt}`),
      button('Use or copy…', async () => {
        await pick({ source: one.source });
        const known = now.source.quotations.find(({ excerpt }) => excerpt === one.excerpt);
        if (known) excerptCard(known);
      }))), 'All of them are used.'),
    ...part('Findings', queue.findings.map(finding), 'Nothing is wrong.'),
    queue.more ? el('p', {}, `and ${queue.more} more: \`onrecord check\` lists them all.`) : null,
    queue.findings.length ? button('Mend what needs no judgement', () => tried(() => done(now.state.files, 'mend'))) : null)];
}

function finding(one) {
  const name = one.file.replace(/^content\//, '').replace(/\.md$/, '');
  const isPage = now.state.pages.some((page) => page.name === name);
  return el('li', { class: `finding ${one.severity}` },
    el('p', {}, el('b', {}, one.severity === 'error' ? 'Error: ' : 'Warning: '), sentence(one.message)),
    one.help ? el('p', { class: 'fine' }, sentence(one.help)) : null,
    el('p', { class: 'fine' }, `${one.file}, line ${one.line}`, isPage && chosen.page !== name ? button('Open', () => pick({ page: name, right: 'text' })) : null));
}

// --- Reading: the claim left, its sources right.
function readView() {
  const { claim, state } = now;
  if (!claim) return [el('p', { class: 'empty' }, 'There are no claims yet.')];
  const initials = el('input', { id: 'initials', value: kept.get('initials'), autocomplete: 'off', size: 8, 'data-key': 'initials', onchange: () => kept.set('initials', initials.value) });
  const is = (one) => one.page === claim.page && one.label === claim.label;
  const mark = (one) => [one.holding.length ? `read by ${one.holding.join(', ')}` : one.lapsed.length ? 'changed since it was read' : 'not read'].join('');
  return [el('div', { class: 'scroll' },
    el('div', { class: `card g-${claim.grade}` },
      el('p', { class: 'fine' }, `${claim.page}#${claim.label} · ${claim.grade}`),
      el('p', { class: 'claim', dir: 'auto' }, claim.words),
      el('p', { class: 'fine' }, mark(claim)),
      claim.against.length ? el('ul', {}, claim.against.map(finding)) : null,
      el('div', { class: 'bar' }, field('Your initials', initials),
        button('I read it against its sources (s)', sign, { class: 'main', 'data-key': 'sign', disabled: Boolean(claim.against.length) }),
        button('Previous (p)', () => step(-1), { 'data-key': 'previous' }), button('Next (n)', () => step(1), { 'data-key': 'next' }),
        button('Details…', () => opened('claim', `${claim.page}#${claim.label}`), { 'data-key': 'claim-details' }))),
    el('h2', {}, 'All claims'),
    el('ol', {}, state.claims.map((one) => el('li', {}, button([el('span', {}, one.words), el('small', {}, ` ${mark(one)}`)], () => pick({ claim: one }),
      { class: 'line', dir: 'auto', 'aria-current': is(one) ? 'true' : null, 'data-key': `c-${one.page}#${one.label}` })))))];
}

function step(by) {
  const { claims } = now.state;
  const at = claims.findIndex(({ page, label }) => page === chosen.claim?.page && label === chosen.claim?.label);
  if (claims.length) pick({ claim: claims[(at + by + claims.length) % claims.length] });
}

const sign = () => tried(async () => {
  const by = document.querySelector('#initials')?.value.trim() ?? '';
  if (!by) {
    document.querySelector('#initials')?.focus();
    throw new Refused(422, 'first give your initials');
  }
  kept.set('initials', by);
  const { page, label } = now.claim;
  await done(now.state.files, 'sign', { claim: { page, label }, by });
  // The next that is left, in the order of pages.
  const { claims } = now.state;
  const at = claims.findIndex((one) => one.page === page && one.label === label);
  const next = [...claims.slice(at + 1), ...claims.slice(0, at)].find((one) => !one.holding.includes(by));
  if (next) await pick({ claim: next });
});

function besideView() {
  const { claim } = now;
  if (!claim) return [];
  return [el('h2', {}, 'What it rests on'), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Sources of the claim' }, claim.evidence.map((one) => el('article', { class: 'card' },
    el('p', { class: 'fine' }, `@${one.name} · ${one.stance}${one.claimant ? ` · by ${one.claimant}` : ''}`),
    el('h3', {}, [one.title, one.outlet].filter(Boolean).join(', ')),
    one.found
      ? el('p', { class: 'around', dir: 'auto' }, '… ', one.found.before, el('mark', {}, one.found.words), one.found.after, ' …')
      : [one.quotation ? el('blockquote', {}, one.quotation) : null,
        el('p', { class: 'wrong' }, !one.quotation ? 'Nothing is quoted: read the source as a whole.' : one.is_here ? 'These words are not in the copy.' : 'The copy is not on this machine.')],
    one.comment ? el('p', {}, `— ${one.comment}`) : null)))];
}

// --- Left: the lists, each with its form.
function listsView() {
  const { state } = now;
  const list = (title, kind, entries) => [
    el('div', { class: 'bar' }, el('h2', {}, `${title} (${entries.length})`), button(`New ${kind}…`, () => opened(kind), { 'data-key': `new-${kind}` })),
    el('ul', {}, entries.map((one) => el('li', {}, button([el('span', {}, one.name), el('small', {}, ` ${one.id}`)],
      () => opened(kind, one.id), { class: 'line', 'data-key': `${kind}-${one.id}` })))),
  ];
  return [el('div', { class: 'scroll' },
    el('div', { class: 'bar' }, el('h2', {}, 'The site'), button('Title, address, colours…', () => opened('site', 'site'), { 'data-key': 'site' })),
    list('Claimants', 'claimant', state.claimants), list('Events', 'event', state.events), list('Places', 'place', state.places),
    list('Notes', 'note', state.notes), list('Sources', 'source', state.sources.map(({ id, title }) => ({ id, name: title }))),
    list('Pages', 'page', state.pages.map(({ name, title }) => ({ id: name, name: title }))))];
}

const called = { lat: 'latitude', lon: 'longitude', url: 'address (URL)', start: 'began on', end: 'ended on', published: 'published on', allow: 'answers to findings', adopted: 'figures that the site stands behind', spellings: 'spellings: write this, not that' };
const hints = {
  date: 'As precisely as it is known: 2024-03-12, 2024-03, 2024, 2024-03-12? or 2024-03-12/2024-03-14',
  texts: 'One a line',
};
const spoken = (key) => {
  const name = called[key] ?? key.replaceAll('_', ' ').replace('.', ': ');
  return name[0].toUpperCase() + name.slice(1);
};

/** What one value is typed into. */
function typed(one, label, value) {
  const input = one.takes === 'one_of' ? choice([['', '—'], ...one.of], value)
    : one.takes === 'flag' ? choice([['', '—'], ['true', 'yes'], ['false', 'no']], value)
      : one.takes === 'texts' || value.includes('\n') || value.length > 80 ? el('textarea', { rows: 2, value })
        : el('input', { value, autocomplete: 'off', inputmode: one.takes === 'number' ? 'decimal' : null });
  if (one.names) input.setAttribute('list', `ids-${one.names}`);
  input.required = one.is_required;
  return { one, input, before: value, node: field(label + (one.is_required ? ' (needed)' : ''), input, hints[one.takes]) };
}

/** A field of a form, and what of it is to be sent: pairs of a key and its value. */
function plain(one, filled, isNew) {
  const made = typed(one, spoken(one.key), filled[one.key] ?? (isNew && one.key === 'date' ? new Date().toISOString().slice(0, 10) : ''));
  const { input, before } = made;
  return { ...made, told: () => (input.value !== (isNew ? '' : before) ? [[one.key, input.value]] : []) };
}

/** A field that takes several entries, by number or by name, each with keys of its own or one text. */
function several(one, filled) {
  const isNamed = one.takes === 'named';
  const each = isNamed ? one.of.each : one.of;
  const inner = each.takes === 'group' ? each.of : [{ ...each, key: '' }];
  const prefix = `${one.key}.`;
  const at = (entry, { key }) => prefix + entry + (key && `.${key}`);
  const entryOf = (rest) => {
    const end = inner.find(({ key }) => key && rest.endsWith(`.${key}`));
    return end ? rest.slice(0, -end.key.length - 1) : rest;
  };
  const known = [...new Set(Object.keys(filled).filter((key) => key.startsWith(prefix)).map((key) => entryOf(key.slice(prefix.length))))];
  let count = isNamed ? 0 : Math.max(0, ...known.map(Number));
  const rows = [];
  const list = el('div', {});
  const more = button(`Add to: ${spoken(one.key)}`, () => row().querySelector('input, select, textarea').focus());
  function row(old) {
    const entry = old ?? (isNamed ? null : String(count += 1));
    const name = entry !== null ? null : one.of.names.length ? choice([['', '—'], ...one.of.names]) : el('input', { autocomplete: 'off' });
    const parts = inner.map((own) => typed(own, own.key ? spoken(own.key) : 'Words', old === undefined ? '' : filled[at(old, own)] ?? ''));
    let isGone = false;
    const made = el('fieldset', { class: 'entry' },
      el('legend', {}, `${spoken(one.key)}: ${old === undefined ? 'new' : entry}`),
      name && field('For', name), parts.map(({ node }) => node),
      button('Take out', () => { isGone = true; made.remove(); more.focus(); }));
    rows.push(() => {
      if (old !== undefined) {
        if (isGone) return [[prefix + old, '']];
        return parts.filter(({ input, before }) => input.value !== before).map((part) => [at(old, part.one), part.input.value]);
      }
      const isBlank = parts.every(({ input }) => !input.value.trim());
      if (isGone || (isBlank && !name?.value.trim())) return [];
      const own = entry ?? name.value.trim();
      if (!own || isBlank) throw new Refused(422, `${spoken(one.key)}: ${own ? `say something of “${own}”` : 'say for what it is'}`);
      return parts.filter(({ input }) => input.value || input.required).map((part) => [at(own, part.one), part.input.value]);
    });
    list.append(made);
    return made;
  }
  known.forEach(row);
  return { one, node: el('div', { class: 'several' }, list, more), told: () => rows.flatMap((told) => told()) };
}

/** A form as its schema has it, empty or with what an entry says. */
async function form(kind, id) {
  const { state } = now;
  const seen = { ...state.files };
  const filled = id ? await ask('filled', { kind, id }) : {};
  const made = state.forms[kind].map((one) => (one.takes === 'list' || one.takes === 'named' ? several(one, filled) : plain(one, filled, !id)));
  const own = id ? null : el('input', { autocomplete: 'off', placeholder: 'made of the name' });
  const words = !id && ['note', 'source', 'page'].includes(kind) ? el('textarea', { rows: 5 }) : null;
  const fields = (isFirst) => made.filter(({ one }) => one.is_first === isFirst).map(({ node }) => node);
  const ids = { claimant: [{ id: 'unattributed', name: 'nobody is named' }, ...state.claimants], event: state.events, place: state.places, note: state.notes, excerpt: state.excerpts, source: state.sources.map(({ id: one, title }) => ({ id: one, name: title })) };
  dialog(id ? `${kind[0].toUpperCase()}${kind.slice(1)} “${id}”` : `New ${kind}`, [
    Object.entries(ids).map(([one, all]) => el('datalist', { id: `ids-${one}` }, all.map((entry) => el('option', { value: entry.id }, entry.name)))),
    el('div', { class: 'fields' }, fields(true)),
    words ? field('Text', words) : null,
    el('details', {}, el('summary', {}, 'More'), el('div', { class: 'fields' }, fields(false), own ? field('Short name', own) : null)),
  ], [['save', 'Save']], async () => {
    const values = Object.fromEntries(made.flatMap(({ told }) => told()));
    if (own?.value) values.id = own.value;
    if (words?.value) values.text = words.value;
    const told = await withSeen(seen, () => done(seen, 'form', { kind, id: id ?? null, values }));
    if (kind === 'source' || (kind === 'page' && !id)) await pick({ [kind]: told.id });
  });
}
const opened = (kind, id) => tried(() => form(kind, id));

// --- Files that are dropped.
async function imported(files) {
  const wrong = [];
  for (const file of files) {
    say(`Importing ${file.name}…`);
    try {
      const told = await done(now.state.files, 'import', { name: file.name, bytes: await encoded(file) });
      await pick({ source: told.id, left: 'source' });
    } catch (error) {
      wrong.push(`${file.name}: ${error.message}`);
    }
  }
  if (wrong.length) say(wrong.map(sentence).join(' '), true);
}
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  if (event.dataTransfer?.files.length) imported([...event.dataTransfer.files]);
});

// --- Right: the page.
function pageBar() {
  const { state } = now;
  const to = (name) => () => {
    if (chosen.text?.isChanged() && name !== 'edit' && !confirm('Leave what you wrote unsaved?')) return;
    chosen.text = null;
    pick({ right: name });
  };
  return el('nav', { 'aria-label': 'Right side', class: 'bar' },
    choice(state.pages.map(({ name, title }) => [name, title]), chosen.page, { 'aria-label': 'Page', 'data-key': 'page', disabled: Boolean(chosen.text), onchange: (event) => pick({ page: event.target.value }) }),
    tab('Text', chosen.right === 'text', 'text', to('text')), tab('Edit', chosen.right === 'edit', 'edit', () => { if (!chosen.text) edit(); }),
    tab('Preview', chosen.right === 'preview', 'preview', to('preview')),
    button('Details…', () => opened('page', chosen.page), { 'aria-label': 'Details of the page', 'data-key': 'page-details', disabled: Boolean(chosen.text) || !chosen.page }));
}

function pageView() {
  const { page, state } = now;
  if (!page) return [pageBar(), el('p', { class: 'empty' }, 'There is no page yet.')];
  if (chosen.right === 'preview') {
    return [pageBar(), page.route === null ? el('p', { class: 'empty' }, 'The page cannot be read yet: the report says why.')
      : el('iframe', { title: 'Preview', src: site + state.base + page.route, sandbox: 'allow-scripts allow-same-origin', referrerpolicy: 'no-referrer' })];
  }
  return [pageBar(), el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Text of the page', 'data-key': 'text' }, page.blocks.map((block) => el('div', { class: `block ${block.kind}` }, folded(block,
    el('p', { dir: 'auto' }, block.pieces.map(({ text, marks = [] }) => {
      const made = page.claims[marks[0]];
      return made ? [el('mark', { class: `g-${made.grade}` }, text), button(made.words, () => pick({ left: 'read', claim: { page: page.name, label: made.label } }), { class: `grade g-${made.grade}`, title: `Read ${made.label} beside its sources` })] : text;
    }))),
    block.findings.length ? el('ul', {}, block.findings.map(finding)) : null)))];
}

/** What the page says of itself is folded away, unless something is wrong with it. */
const folded = (block, words) => (block.kind !== 'front' ? words
  : el('details', { open: block.findings.length > 0 }, el('summary', {}, 'Title, date and settings of the page'), words));

/** The page's own text, to be written in. What is typed is never thrown away by what happens elsewhere. */
function edit() {
  const { page, state } = now;
  if (!page) return;
  const area = el('textarea', { id: 'writing', class: 'scroll', 'aria-label': `Text of ${page.name}`, spellcheck: 'true', value: page.text });
  chosen.text = { name: page.name, area, seen: { ...state.files }, file: page.file, before: page.text, isChanged: () => area.value !== chosen.text.before };
  chosen.right = 'edit';
  render();
  area.focus();
  area.setSelectionRange(0, 0);
}

function editing() {
  const { text } = chosen;
  const isElsewhere = now.state.files[text.file] !== text.seen[text.file];
  show(right, ['edit', text.name, isElsewhere], () => [
    pageBar(),
    isElsewhere ? el('p', { class: 'wrong', role: 'alert' }, 'This page was changed elsewhere since you began. What you wrote is still here: copy what you need of it, then ',
      button('take the page as it is now', () => { chosen.text = null; edit(); }), '.') : null,
    text.area,
    el('p', { class: 'actions' }, button('Save (Ctrl+S)', savePage, { class: 'main', 'data-key': 'save-page' }), 'A sentence becomes a claim with [^label] behind it.'),
  ]);
}

const savePage = () => tried(async () => {
  const { text } = chosen;
  if (!text) return;
  const written = text.area.value;
  await act(text.seen, 'write', { page: text.name, text: written });
  text.before = written;
  await refresh();
  text.seen = { ...now.state.files };
  render();
  say(`Saved. ${counted() || 'No findings'}.`);
});
addEventListener('beforeunload', (event) => { if (chosen.text?.isChanged()) event.preventDefault(); });

// --- Keys.
const keys = {
  e: ['Quote the selected words', quote],
  s: ['Sign the claim that is being read', () => chosen.left === 'read' && sign()],
  n: ['Next claim', () => chosen.left === 'read' && step(1)],
  p: ['Previous claim', () => chosen.left === 'read' && step(-1)],
  u: ['Undo what the desk wrote last', undo],
  1: ['Sources', () => pick({ left: 'source' })],
  2: ['Waiting', () => pick({ left: 'queue' })],
  3: ['Read', () => pick({ left: 'read' })],
  4: ['Lists', () => pick({ left: 'lists' })],
  '?': ['This list', keysHelp],
};

function keysHelp() {
  const off = el('input', { type: 'checkbox', id: 'keys-off', onchange: () => kept.set('keys', off.checked ? 'off' : '') });
  off.checked = kept.get('keys') === 'off';
  dialog('Keys', [
    el('dl', {}, Object.entries(keys).map(([key, [words]]) => [el('dt', {}, key), el('dd', {}, words)])),
    el('p', {}, 'In the copy, arrow keys move, and Shift with arrow keys selects.'),
    el('p', {}, off, el('label', { for: 'keys-off' }, ' Single keys do nothing, except e in the copy')),
  ], [['ok', 'Good']], () => {});
}

addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 's' && chosen.text) {
    event.preventDefault();
    savePage();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog')) return;
  const isCopy = event.target.id === 'copy';
  if (!isCopy && event.target.closest?.('input, textarea, select')) return;
  if (kept.get('keys') === 'off' && !(isCopy && event.key === 'e')) return;
  const found = keys[event.key];
  if (!found) return;
  event.preventDefault();
  found[1]();
});

refresh().then(listen, (error) => say(sentence(error.message), true));
