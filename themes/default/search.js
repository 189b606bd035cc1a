// Finds claims, quoted words, sources, notes and pages. Its index comes as scripts, when somebody first searches.
(() => {
  'use strict';
  const { parts, labels, none } = document.currentScript.dataset;
  const names = JSON.parse(labels);
  const kinds = ['claim', 'excerpt', 'source', 'note', 'page'];
  const most = 60;
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
      count.textContent = !words.length ? '' : hits.length ? String(hits.length) : none;
      list.replaceChildren(...hits.slice(0, most).map(({ kind, grade, title, beside, href }) => make('li', { className: grade && 'g-' + grade },
        make('p', { className: 'fine', textContent: names[kind] }),
        make('p', {}, make('a', { href, dir: 'auto' }, ...marked(title, words)), ...(grade ? [' ', make('b', { className: 'grade g-' + grade, textContent: names[grade] })] : [])),
        make('p', { className: 'fine' }, ...marked(beside, words)))));
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
