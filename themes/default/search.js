// Finds claims, quoted words, sources, notes and pages. Its index comes as scripts, when somebody first searches.
(() => {
  'use strict';
  const { parts, labels, none } = document.currentScript.dataset;
  const names = JSON.parse(labels);
  const kinds = ['claim', 'excerpt', 'source', 'note', 'page'];
  const most = 40;
  const found = [];
  let asked = false;

  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The words that were looked for, marked where letters answer to letters.
  const marked = (title, words) => {
    const at = plain(title).length === title.length ? words.map((word) => [plain(title).indexOf(word), word.length]).filter(([from]) => from >= 0) : [];
    const parts = [];
    let done = 0;
    for (const [from, length] of at.sort((one, other) => one[0] - other[0])) {
      if (from < done) continue;
      parts.push(title.slice(done, from), make('mark', { textContent: title.slice(from, from + length) }));
      done = from + length;
    }
    return [...parts, title.slice(done)];
  };

  const fetchParts = () => {
    if (asked) return;
    asked = true;
    for (let part = 1; part <= Number(parts); part++) document.head.append(make('script', { src: `search/${part}.js` }));
  };

  document.addEventListener('DOMContentLoaded', () => {
    const box = document.getElementById('search-words');
    const list = document.getElementById('search-found');
    const count = document.getElementById('search-count');

    const show = () => {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      const hits = !words.length ? [] : found.filter(({ text }) => words.every((word) => text.includes(word)));
      // Words that begin with what was typed come before those that hold it.
      const rank = ({ kind, text }) => kinds.indexOf(kind) * 2 + (words.every((word) => (' ' + text).includes(' ' + word)) ? 0 : 1);
      hits.sort((one, other) => rank(one) - rank(other));
      const groups = kinds.map((kind) => ({ kind, all: hits.filter((hit) => hit.kind === kind) })).filter(({ all }) => all.length);
      const told = ({ kind, all }) => `${names[kind]} ${all.length}`;
      count.textContent = !words.length ? '' : groups.map(told).join(' · ') || none;
      const entry = ({ kind, grade, title, beside, href }) => make('li', { className: grade && 'g-' + grade },
        make('p', {}, make('a', { href, dir: 'auto' }, ...(kind === 'excerpt' ? [make('q', {}, ...marked(title, words))] : marked(title, words))), ...(grade ? [' ', make('b', { className: 'grade g-' + grade, textContent: names[grade] })] : [])),
        make('p', { className: 'fine' }, ...marked(beside, words)));
      list.replaceChildren(...groups.map((group) => make('section', {},
        make('h2', { textContent: told(group) }), make('ol', { className: 'found' }, ...group.all.slice(0, most).map(entry)))));
    };

    window.onrecordFound = (part) => {
      for (const [kind, grade, title, beside, href] of part) found.push({ kind, grade, title, beside, href, text: plain(title + ' ' + beside) });
      show();
    };
    box.addEventListener('focus', fetchParts);
    box.addEventListener('input', () => { fetchParts(); show(); });
    const given = new URLSearchParams(location.search).get('q');
    if (given) { box.value = given; fetchParts(); }
  });
})();
