// Progressive enhancement: the page is complete without this file.
(() => {
  'use strict';
  const { dataset: words, lang, dir } = document.currentScript;
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  // With words of the interface, which may be in another language than the page.
  const say = (tag, properties) => make(tag, lang ? { ...properties, lang, dir } : properties);

  document.addEventListener('DOMContentLoaded', () => {
    if ('popover' in HTMLElement.prototype) markersOpenTheirEvidence();
    streetMapsOnRequest();
    stripNamesItsClaims();
    whatChangedSince();
  });

  // Claims that were changed after the reader's last visit say so. Only this browser knows that day, and only of pages with changes.
  function whatChangedSince() {
    const days = document.querySelectorAll('.changed time');
    if (!days.length) return;
    try {
      const key = 'read ' + location.pathname;
      const last = localStorage.getItem(key);
      for (const day of days) if (last && day.dateTime > last) day.parentElement.append(' · ', say('b', { textContent: words.since }));
      localStorage.setItem(key, new Date().toISOString().slice(0, 10));
    } catch { /* The browser keeps nothing. */ }
  }

  // A cell of the strip tells its claim when a pointer rests on it.
  function stripNamesItsClaims() {
    for (const cell of document.querySelectorAll('.strip a')) {
      cell.onpointerenter = () => {
        const entry = document.getElementById('n-' + decodeURIComponent(cell.hash.slice(3)));
        if (entry) cell.title = entry.firstElementChild.lastChild.textContent.trim();
      };
    }
  }

  // A claim's number opens its entry of the evidence list beside it instead of leading there.
  function markersOpenTheirEvidence() {
    const pop = make('div', { popover: 'auto', id: 'pop' });
    pop.setAttribute('role', 'dialog');
    pop.setAttribute('aria-labelledby', 'pop-title');
    document.body.append(pop);
    let marker, range;

    // Beside the whole claim, which stays in sight; the page is scrolled where there is no room for both.
    const place = (label) => {
      range = document.createRange();
      range.setStartBefore(document.getElementById('c-' + label) ?? marker);
      range.setEndAfter(marker);
      pop.style = '';
      const top = (document.querySelector('.contents')?.offsetHeight ?? 0) + 8;
      const wide = matchMedia('(min-width: 44rem)').matches;
      const height = pop.offsetHeight + 8;
      const scroll = (by) => scrollBy({ top: by, behavior: 'instant' });
      let claim = range.getBoundingClientRect();
      const below = () => innerHeight - claim.bottom - 16;
      const above = () => claim.top - top - 8;
      if (!wide) return scroll(Math.max(0, Math.min(claim.bottom + height - innerHeight, above())));
      if (Math.max(below(), above()) < Math.min(height, 320)) {
        scroll(above());
        claim = range.getBoundingClientRect();
      }
      const under = below() >= Math.min(height, above());
      pop.style.maxHeight = Math.max(under ? below() : above(), 160) + 'px';
      pop.style.top = scrollY + (under ? claim.bottom + 8 : claim.top - 8 - pop.offsetHeight) + 'px';
      const side = document.dir === 'rtl' ? claim.right - pop.offsetWidth : claim.left;
      pop.style.left = Math.max(16, Math.min(side, document.documentElement.clientWidth - pop.offsetWidth - 16)) + 'px';
    };
    const light = (on) => {
      for (const part of document.querySelectorAll('.claim')) part.classList.toggle('is-open', on && range.intersectsNode(part));
    };

    const fill = (entry, label) => {
      const close = say('button', { type: 'button', className: 'button', textContent: words.close });
      close.onclick = () => pop.hidePopover();
      const copy = make('div', { className: entry.className });
      copy.append(...entry.cloneNode(true).children);
      for (const part of copy.querySelectorAll('[id]')) part.removeAttribute('id');
      for (const fold of copy.querySelectorAll('details')) {
        const [face, ...rest] = fold.children;
        rest[0].prepend(face.firstElementChild, ' ');
        fold.replaceWith(...rest);
      }
      copy.firstElementChild.id = 'pop-title';
      const number = copy.querySelector('.number');
      number.replaceWith(make('span', { className: 'number', textContent: number.textContent }));
      const links = make('p', { className: 'fine' });
      links.append(say('a', { href: '#n-' + label, textContent: words.list }));
      pop.className = 'pop ' + entry.className.replace('entry', '');
      pop.replaceChildren(close, copy, links);
      return close;
    };

    pop.addEventListener('toggle', (event) => {
      light(event.newState === 'open');
      const active = document.activeElement;
      const elsewhere = active !== document.body && active.id !== 'main' && !pop.contains(active);
      if (event.newState === 'closed' && !elsewhere) marker.focus({ preventScroll: true });
    });
    document.addEventListener('click', (event) => {
      if (event.target.matches('a.copy') && navigator.clipboard) {
        event.preventDefault();
        return navigator.clipboard.writeText(event.target.href).then(() => { event.target.textContent = words.copied; });
      }
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest('a');
      if (!link) return;
      if (pop.contains(link)) return pop.hidePopover();
      if (!link.matches('.ref')) return;
      const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!entry) return;
      event.preventDefault();
      marker = link;
      const label = decodeURIComponent(link.hash.slice(3));
      const close = fill(entry, link.hash.slice(3));
      pop.showPopover({ source: link });
      place(label);
      pop.scrollTop = 0;
      close.focus({ preventScroll: true });
    });
  }

  // The street map is fetched only when it is asked for.
  function streetMapsOnRequest() {
    for (const button of document.querySelectorAll('.osm-load')) {
      button.hidden = false;
      button.onclick = () => {
        button.closest('figure').append(make('iframe', { src: button.dataset.src, title: button.dataset.title }));
        button.remove();
      };
    }
  }
})();
