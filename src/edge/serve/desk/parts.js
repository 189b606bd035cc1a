// What the desk's views are made of: elements, requests, dialogs, and words that are said aloud. Nothing of the project ever
// becomes markup: texts are texts.

const token = document.querySelector('meta[name=token]').content;

/** An element; `on…` are listeners, what is `false` or missing is left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name === 'value') made.value = value;
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (words, onclick, attributes = {}) => el('button', { type: 'button', onclick, ...attributes }, words);

/** `[value, words]`, or one word that is both. */
export function choice(options, value = '', attributes = {}) {
  const made = el('select', attributes, options.map((option) => {
    const [own, words] = Array.isArray(option) ? option : [option, option];
    return el('option', { value: own }, words);
  }));
  made.value = value;
  return made;
}

let count = 0;
/** A field under its name. */
export function field(name, input, hint) {
  count += 1;
  input.id ||= `f${count}`;
  const words = hint && el('small', { id: `${input.id}-hint` }, hint);
  if (hint) input.setAttribute('aria-describedby', `${input.id}-hint`);
  return el('div', { class: 'field' }, el('label', { for: input.id }, name), input, words);
}

/** Something that was refused, with the status that said so. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function post(door, body) {
  let response;
  try {
    response = await fetch(door, {
      method: 'POST', body: JSON.stringify(body), cache: 'no-store', credentials: 'omit',
      headers: { 'Content-Type': 'application/json', 'Onrecord-Token': token },
    });
  } catch {
    throw new Refused(0, 'onrecord does not answer: start `onrecord serve --desk` again in the terminal, then load this page again');
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, told.error ?? `the desk answered ${response.status}`);
  return told;
}

export const ask = (what, more = {}) => post('/ask', { ask: what, ...more });
export const act = (seen, what, more = {}) => post('/act', { seen, act: { act: what, ...more } });
export const takeBack = () => post('/act', {});
export const wait = (since) => post('/wait', { since });

/** Says what was done, on the screen and to who listens. */
export function say(words, isBad = false) {
  const said = document.querySelector('#said');
  said.classList.toggle('bad', isBad);
  said.replaceChildren(words);
}

/** A dialog with a form; `save` gets the button's value and throws what is refused. It stays open until it is done. */
export function dialog(title, body, actions, save) {
  const wrong = el('p', { class: 'wrong', role: 'alert' });
  const heading = el('h2', { id: 'dialog-title' }, title);
  const buttons = actions.map(([value, words], index) =>
    el('button', { value, class: index ? null : 'main' }, words));
  const form = el('form', { method: 'dialog', novalidate: true }, heading, body, wrong,
    el('p', { class: 'actions' }, buttons, button('Close', () => made.close())));
  const made = el('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    wrong.replaceChildren();
    buttons.forEach((one) => { one.disabled = true; });
    try {
      await save(event.submitter?.value ?? actions[0][0]);
      made.close();
    } catch (error) {
      wrong.replaceChildren(sentence(error.message));
    }
    buttons.forEach((one) => { one.disabled = false; });
  });
  const before = document.activeElement;
  made.addEventListener('close', () => {
    made.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(made);
  made.showModal();
  return made;
}

export const sentence = (words) => words && words[0].toUpperCase() + words.slice(1) + (/[.!?:]$/.test(words) ? '' : '.');

/** A file's bytes in base 64. */
export const encoded = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

/** What this browser keeps of its person: initials, and whether keys do things. */
export const kept = {
  get: (name) => { try { return localStorage.getItem(name) ?? ''; } catch { return ''; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* then it is asked again */ } },
};
