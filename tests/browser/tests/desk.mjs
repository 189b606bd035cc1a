// The desk as a reporter works at it: each act by hand or by keyboard, and what a hostile page or theme tries.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { program, root, screens } from '../lib/sites.mjs';

export function tests(world) {
  const working = (name, body, options = {}) => test(name, () => atDesk(world, options, body));
  working('words are selected, e quotes them with claimant, figure and claim, and undo takes it back', quotes);
  working('the whole of it by keyboard alone', byKeyboard);
  working('a quotation is copied and used under a claim', uses);
  working('words that stand twice are quoted with what tells them apart', twice);
  working('what is said of a quotation is changed in its form', changes);
  working('forms add and change entries, and say what is wrong', forms, { silent: true });
  working('a dropped file is imported', imports);
  working('a dropped PDF is imported', importsPdf, { silent: true });
  working('a claim is read beside its sources and signed with one key', signs);
  working('the page is written here, with its findings beside it and a preview', writes, { silent: true });
  working('a file edited outside at the same moment loses nothing', conflicts, { silent: true });
  working('axe has nothing to say of any view', accessible, { bypassCSP: true });
  working('a hostile page in another tab can neither read nor write', hostilePage, { silent: true });
  working('a hostile theme in the preview can neither read nor write', hostileTheme, { silent: true, theme: true });
}

/** A copy of a project, served with a desk, and the desk open. */
async function atDesk(world, options, body) {
  const folder = mkdtempSync(path.join(tmpdir(), 'onrecord-desk-'));
  cpSync(path.join(root, 'tests/sites/complete'), folder, { recursive: true });
  appendFileSync(path.join(folder, 'content/captures/post.txt'), `\n${pick.words} when the pier broke later, a nurse said.\n`);
  execFileSync(program, ['--project', folder, 'lock'], { stdio: 'ignore' });
  if (options.theme) plant(folder);
  const server = spawn(program, ['--project', folder, 'serve', '--desk', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const [url, siteUrl] = await addresses(server);
    const disk = {
      folder, siteUrl, url,
      read: (name) => readFileSync(path.join(folder, name), 'utf8'),
      edit(name, from, to) {
        const text = this.read(name);
        assert.ok(text.includes(from), `expected "${from}" in ${name}`);
        writeFileSync(path.join(folder, name), text.replace(from, to));
      },
    };
    const site = { name: 'desk', out: folder, server: { origin: new URL(url).origin, url } };
    const given = { ...options, before: async (page, context) => { await context.grantPermissions(['clipboard-read', 'clipboard-write']); } };
    await visit(world, site, '', given, async (page, more) => {
      await page.locator('#copy').waitFor();
      await body(page, disk, more);
    });
  } finally {
    server.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function addresses(server) {
  return new Promise((resolve, reject) => {
    const said = [];
    let site;
    server.once('exit', () => reject(new Error(`serve ended:\n${said.join('\n')}`)));
    createInterface({ input: server.stderr }).on('line', (line) => {
      said.push(line);
      site ??= line.match(/^serving (\S+)/)?.[1];
      const found = line.match(/^the desk is at (\S+)/);
      if (found) resolve([found[1], site]);
    });
  });
}

const said = (page, words) => page.locator('#said', { hasText: words }).waitFor();
const photograph = async (page, name) => {
  mkdirSync(path.join(screens, 'desk'), { recursive: true });
  await page.screenshot({ path: path.join(screens, 'desk', `${name}.png`) });
};

/** Opens a source and selects words of its copy. */
async function select(page, id, words) {
  await page.getByLabel('Source', { exact: true }).selectOption(id);
  await page.waitForFunction((words) => document.querySelector('#copy')?.textContent.includes(words), words);
  await page.evaluate((words) => {
    const walk = document.createTreeWalker(document.querySelector('#copy'), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      document.querySelector('#copy').focus();
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`${words} is not in one piece`);
  }, words);
}

/** Words that nobody has quoted yet, and a claim. */
const pick = { source: 'post', words: 'At least forty people were injured', measure: 'injured', claim: 'index#injured-nine' };

async function quotes(page, disk) {
  const before = disk.read(`content/sources/${pick.source}.md`);
  await select(page, pick.source, pick.words);
  await page.keyboard.press('e');
  const box = page.getByRole('dialog');
  await box.waitFor();
  assert.equal(await box.locator('blockquote').textContent(), pick.words, 'expected the exact words');
  assert.ok(await box.getByRole('checkbox').first().isChecked(), 'expected the number to be ticked');
  await photograph(page, 'excerpt');
  await box.getByLabel('Who said it').selectOption({ label: 'Somebody new…' });
  await box.getByLabel('Their name').fill('Ada Invented');
  await box.getByLabel('Kind').selectOption('witness');
  await box.getByLabel('Short name').fill('new-words');
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, `excerpt ${pick.source}#new-words`);
  const after = disk.read(`content/sources/${pick.source}.md`);
  assert.match(after, /new-words:\n +quote: /);
  assert.match(after, new RegExp(`measure: ${pick.measure}`));
  assert.ok(disk.read('content/claimants.yaml').includes('- id: ada-invented'));
  await page.locator('#copy mark', { hasText: pick.words }).waitFor();
  await photograph(page, 'source');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await said(page, 'Undone');
  assert.equal(disk.read(`content/sources/${pick.source}.md`), before, 'expected every byte back');
}

async function byKeyboard(page, disk) {
  await page.getByLabel('Source', { exact: true }).selectOption(pick.source);
  await page.waitForFunction((words) => document.querySelector('#copy')?.textContent.includes(words), pick.words);
  for (let steps = 0; steps < 40 && !await page.evaluate(() => document.activeElement.id === 'copy'); steps += 1) await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.id === 'copy'), 'expected Tab to come to the copy');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+End');
  const line = await page.evaluate(() => String(getSelection()).trim());
  assert.ok(line.length > 5, `expected a line to be selected, found "${line}"`);
  await page.keyboard.type('xy');
  assert.ok(!await page.evaluate(() => document.querySelector('#copy').textContent.includes('xy')), 'expected the copy to stay as it is');
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
  await page.keyboard.press('ArrowDown');
  for (let steps = 0; steps < 30 && await page.evaluate(() => document.activeElement.textContent) !== 'Save'; steps += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await said(page, 'Saved: excerpt');
  assert.ok(disk.read(`content/sources/${pick.source}.md`).includes(line.slice(0, 30)));
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('u');
  await said(page, 'Undone');
  for (const [key, words] of [['2', 'Claims without evidence'], ['4', 'Claimants'], ['3', 'All claims']]) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: words }).waitFor();
  }
}

async function uses(page, disk) {
  await select(page, pick.source, pick.words);
  await page.keyboard.press('e');
  const box = page.getByRole('dialog');
  await box.getByLabel('Who said it').selectOption('unattributed');
  await box.getByLabel('Short name').fill('new-words');
  await box.getByRole('button', { name: 'Save and copy the citation' }).click();
  await said(page, 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `@${pick.source}#new-words`);
  await page.locator('#copy mark', { hasText: pick.words }).click();
  const card = page.getByRole('dialog');
  await card.getByLabel('Under the claim').selectOption(pick.claim);
  await card.getByLabel('which it').selectOption('context');
  await card.getByRole('button', { name: 'Use under the claim' }).click();
  await said(page, 'Saved');
  const [name] = pick.claim.split('#');
  assert.ok(disk.read(`content/${name}.md`).includes(`@${pick.source}#new-words context`));
}

async function twice(page, disk) {
  appendFileSync(path.join(disk.folder, 'content/captures/post.txt'), '\nThe pier was lit badly. A sailor says the pier was lit badly, as ever.\n');
  await page.getByLabel('Source', { exact: true }).selectOption('post');
  await page.waitForFunction(() => document.querySelector('#copy')?.textContent.includes('lit badly, as ever'));
  await page.evaluate(() => {
    const walk = document.createTreeWalker(document.querySelector('#copy'), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.data.indexOf('pier was lit badly, as ever');
      if (at < 0) continue;
      document.querySelector('#copy').focus();
      getSelection().setBaseAndExtent(node, at, node, at + 'pier was lit badly'.length);
    }
  });
  await page.keyboard.press('e');
  const box = page.getByRole('dialog');
  await box.getByText('stands 2 times in the copy').waitFor();
  assert.equal(await box.locator('blockquote').textContent(), 'pier was lit badly,', 'expected the second place');
  await box.getByLabel('Who said it').selectOption('unattributed');
  await box.getByLabel('Short name').fill('lit');
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'excerpt post#lit');
  assert.ok(disk.read('content/sources/post.md').includes('quote: "pier was lit badly,"'));
}

async function changes(page, disk) {
  await select(page, pick.source, pick.words);
  await page.keyboard.press('e');
  await page.getByRole('dialog').getByLabel('Who said it').selectOption('unattributed');
  await page.getByRole('dialog').getByLabel('Short name').fill('new-words');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, `excerpt ${pick.source}#new-words`);
  await page.locator('#copy mark', { hasText: pick.words }).click();
  await page.getByRole('button', { name: 'Change…' }).click();
  const box = page.getByRole('dialog', { name: `${pick.source}#new-words` });
  assert.equal(await box.getByLabel('Claimant').first().inputValue(), 'unattributed');
  await box.getByLabel('As of').first().fill('2024-03-12?');
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, `change of excerpt ${pick.source}#new-words`);
  assert.match(disk.read(`content/sources/${pick.source}.md`), /new-words:\n +quote: .*\n +claimant: unattributed\n +as_of: "2024-03-12\?"\n/);
}

/** What has entries of its own, by number or by name; and the forms of pages. */
async function several(page, disk) {
  const save = (box) => box.getByRole('button', { name: 'Save', exact: true }).click();
  const box = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Title, address, colours…' }).click();
  const more = box.getByRole('button', { name: 'Add to: Look: menu' });
  await more.focus();
  await page.keyboard.press('Enter');
  const entry = () => box.getByRole('group', { name: 'Look: menu: new' });
  await entry().getByLabel('Text (needed)').fill('About us');
  await photograph(page, 'form-several');
  await save(box);
  await box.getByRole('alert').getByText('to: this is needed').waitFor();
  await entry().getByLabel('To (needed)').fill('https://gazette.net/');
  await save(box);
  await said(page, 'Saved: change of site');
  assert.match(disk.read('content/site.yaml'), /menu:\n +- \{ text: "About us", to: "https:\/\/gazette.net\/" \}\n/);
  await page.getByRole('button', { name: 'Title, address, colours…' }).click();
  await box.getByRole('group', { name: 'Look: menu: 1' }).getByRole('button', { name: 'Take out' }).click();
  await save(box);
  await box.waitFor({ state: 'detached' });
  assert.doesNotMatch(disk.read('content/site.yaml'), /About us/);
  // An answer to a finding, under the rule's name.
  await page.getByRole('button', { name: 'Details of the page' }).click();
  await box.getByText('More', { exact: true }).click();
  await box.getByRole('button', { name: 'Add to: Answers to findings' }).click();
  const answer = box.getByRole('group', { name: 'Answers to findings: new' });
  await answer.getByLabel('For').selectOption('claims-crowded');
  await answer.getByLabel('Words').fill('A chronology.');
  await save(box);
  await said(page, 'Saved: change of page index');
  assert.match(disk.read('content/index.md'), /\nallow:\n(?: +.*\n)* +claims-crowded: "A chronology."\n/);
  // A page of its own.
  await page.getByRole('button', { name: 'New page…' }).click();
  await box.getByLabel('Title (needed)').fill('About us all');
  await box.getByLabel('Text', { exact: true }).fill('We write here.');
  await save(box);
  await said(page, 'Saved: new page about-us-all');
  assert.match(disk.read('content/about-us-all.md'), /^---\ntitle: "About us all"\ndate: "\d{4}-\d\d-\d\d"\n---\n\nWe write here.\n$/);
}

async function forms(page, disk) {
  await page.getByRole('button', { name: 'Lists' }).click();
  await photograph(page, 'lists');
  for (const [kind, fields] of [
    ['claimant', { 'Name (needed)': 'Bo Invented' }],
    ['event', { 'Title (needed)': 'The inquiry', 'Began on (needed)': '2024-04' }],
    ['place', { 'Name (needed)': 'The old quay', 'Latitude (needed)': '54.1', 'Longitude (needed)': '9.9' }],
    ['note', { 'Title (needed)': 'What was asked', Text: 'We asked.' }],
    ['source', { 'Title (needed)': 'A letter', Outlet: 'The office', 'Published on': '2024-03' }],
  ]) {
    await page.getByRole('button', { name: `New ${kind}…` }).click();
    const box = page.getByRole('dialog');
    await box.waitFor();
    await box.getByRole('button', { name: 'Save', exact: true }).click();
    await box.getByRole('alert').getByText('needed').waitFor();
    for (const [label, value] of Object.entries(fields)) await box.getByLabel(label).fill(value);
    const kinds = box.getByLabel(/^Kind/);
    await kinds.selectOption({ index: 1 });
    if (kind === 'note') await kinds.selectOption('context');
    if (kind === 'event') await photograph(page, 'form');
    await box.getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, `Saved: new ${kind}`);
    await page.getByRole('button', { name: 'Lists' }).click();
  }
  assert.ok(disk.read('content/notes/what-was-asked.md').endsWith('---\n\nWe asked.\n'));
  await page.getByRole('button', { name: /Bo Invented/ }).click();
  const box = page.getByRole('dialog');
  assert.equal(await box.getByLabel('Name (needed)').inputValue(), 'Bo Invented');
  await box.getByLabel('Role').fill('a passenger');
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'change of claimant bo-invented');
  assert.match(disk.read('content/claimants.yaml'), /id: bo-invented\n  name: "Bo Invented"\n  kind: \S+\n  role: "a passenger"\n/);
  // What is emptied goes.
  await page.getByRole('button', { name: /Bo Invented/ }).click();
  await page.getByRole('dialog').getByLabel('Role').fill('');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match(disk.read('content/claimants.yaml'), /id: bo-invented\n  name: "Bo Invented"\n  kind: \S+\n$/);
  await several(page, disk);
  // The site's own colours: what cannot be read is refused with the nearest that can.
  await page.getByRole('button', { name: 'Title, address, colours…' }).click();
  const look = page.getByRole('dialog');
  await look.getByLabel('Look: accent', { exact: true }).fill('#ffd400');
  await look.getByRole('button', { name: 'Save', exact: true }).click();
  const nearest = (await look.getByRole('alert').getByText('write `accent:').textContent()).match(/accent: "(#[0-9a-f]{6})"/)[1];
  await look.getByLabel('Look: accent', { exact: true }).fill(nearest);
  await photograph(page, 'look');
  await look.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'change of site site');
  assert.ok(disk.read('content/site.yaml').includes(`accent: "${nearest}"`));
}

/** The smallest PDF with lines of text. */
function pdf(lines) {
  const text = `BT /F1 12 Tf 72 720 Td 16 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = out.length;
  return `${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
}

/** A PDF is read by another program, without which this test fails. */
async function importsPdf(page, disk) {
  const bytes = pdf(['Report of the harbour', '', 'The office counted nine passengers who were injured on the quay.']);
  await page.evaluate((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'harbour-report.pdf', { type: 'application/pdf' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, bytes);
  await page.waitForFunction(() => document.querySelector('#copy')?.textContent.includes('nine passengers who were injured'), null, { timeout: 20000 })
    .catch(async () => assert.fail(`the PDF was not read (is pdftotext of poppler-utils installed?): ${await page.locator('#said').textContent()}`));
  const made = readdirSync(path.join(disk.folder, 'content/captures')).filter((name) => name.endsWith('.pdf'));
  assert.equal(made.length, 1);
  assert.equal(readFileSync(path.join(disk.folder, 'content/captures', made[0]), 'latin1'), bytes, 'expected the original beside it');
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['%PDF-1.4 nothing'], 'broken.pdf', { type: 'application/pdf' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => document.querySelector('#said')?.textContent.includes('broken.pdf'));
}

async function imports(page, disk) {
  const html = '<!doctype html><title>The inquiry opens</title><article><h1>The inquiry opens</h1><p>The inquiry into the ferry opened on Friday, and forty people came to hear it.</p><script>window.pwned = 1</script></article>';
  await page.evaluate((html) => {
    const files = new DataTransfer();
    files.items.add(new File([html], 'inquiry.html', { type: 'text/html' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, html);
  await page.waitForFunction(() => document.querySelector('#copy')?.textContent.includes('forty people came'));
  await photograph(page, 'imported');
  assert.ok(existsSync(path.join(disk.folder, 'content/captures/the-inquiry-opens.txt')));
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(disk.read('content/captures/the-inquiry-opens.html'), html, 'expected the original beside it');
}

async function signs(page, disk) {
  await page.keyboard.press('3');
  await page.getByLabel('Your initials').fill('AB');
  await page.getByLabel('Your initials').blur();
  await photograph(page, 'read');
  const claim = (await page.locator('.card .fine').first().textContent()).split(' ')[0];
  await page.keyboard.press('s');
  await said(page, `Saved: AB on ${claim}`);
  const [, label] = claim.split('#');
  assert.match(disk.read('content/checks.lock'), new RegExp(`${label}:\\n +- by: AB`));
  await page.waitForFunction((claim) => !document.querySelector('.card .fine').textContent.startsWith(`${claim} `), claim);
  await page.locator('button.line', { hasText: 'read by AB' }).first().waitFor();
  await page.keyboard.press('u');
  await said(page, 'Undone');
}

async function writes(page, disk) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const area = page.locator('#writing');
  const text = await area.inputValue();
  await area.fill(`${text.trimEnd()}\n\nA sentence that was never here.[^never]\n`);
  await page.keyboard.press('Control+s');
  await said(page, 'Saved.');
  assert.ok(disk.read('content/index.md').includes('A sentence that was never here.[^never]'));
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.locator('#right .finding', { hasText: 'never' }).first().waitFor();
  await photograph(page, 'page');
  await page.keyboard.press('2');
  await page.locator('#left').getByText('A sentence that was never here.').waitFor();
  await photograph(page, 'queue');
  await page.keyboard.press('u');
  await said(page, 'Undone');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const frame = page.frameLocator('iframe');
  await frame.locator('h1').first().waitFor();
  await photograph(page, 'preview');
  disk.edit('content/index.md', 'kicker: "Explainer"', 'kicker: "Seen at once"');
  await frame.getByText('Seen at once').waitFor();
}

async function conflicts(page, disk) {
  const source = `content/sources/${pick.source}.md`;
  await select(page, pick.source, pick.words);
  await page.keyboard.press('e');
  const box = page.getByRole('dialog');
  await box.getByLabel('Who said it').selectOption('unattributed');
  await box.getByLabel('Short name').fill('new-words');
  disk.edit(source, 'title: ', '# saved meanwhile\ntitle: ');
  // The page behind knows of it before the person saves; the form was begun on the file of before.
  await page.waitForTimeout(600);
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await box.getByRole('alert').getByText('changed elsewhere').waitFor();
  assert.ok(!disk.read(source).includes('new-words') && disk.read(source).includes('# saved meanwhile'));
  assert.equal(await box.getByLabel('Short name').inputValue(), 'new-words', 'expected nothing to be lost');
  await box.getByRole('button', { name: 'Save', exact: true }).click();
  await said(page, 'Saved');
  assert.ok(disk.read(source).includes('new-words') && disk.read(source).includes('# saved meanwhile'));
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const area = page.locator('#writing');
  await area.fill(`${await area.inputValue()}\nMy own sentence.\n`);
  disk.edit('content/index.md', 'title: ', '# theirs\ntitle: ');
  await page.locator('#right').getByText('changed elsewhere since you began').waitFor();
  await page.locator('#writing').focus();
  await page.keyboard.press('Control+s');
  await page.locator('#said.bad').waitFor();
  assert.ok(disk.read('content/index.md').includes('# theirs') && !disk.read('content/index.md').includes('My own'));
  assert.ok((await area.inputValue()).includes('My own sentence.'));
}

async function accessible(page) {
  const look = async (where) => assert.deepEqual(await violations(page), [], where);
  await look('source');
  for (const [key, words] of [['2', 'Findings'], ['3', 'All claims'], ['4', 'Claimants']]) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: words }).first().waitFor();
    await look(words);
  }
  await page.getByRole('button', { name: 'New event…' }).click();
  await look('form');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit', exact: true }).count().then((count) => count && page.getByRole('button', { name: 'Edit', exact: true }).click());
  await look('edit');
  await page.keyboard.press('Control+Home');
  await select(page, pick.source, pick.words).catch(async () => { await page.getByRole('button', { name: /^Sources/ }).click(); await select(page, pick.source, pick.words); });
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await look('excerpt');
}

const everything = (folder) => readdirSync(path.join(folder, 'content'), { recursive: true }).sort().join('\n');

/** Tries what a script can: the results are what it got to see. */
const attack = async ({ desk, act }) => {
  const got = [];
  const trying = async (name, doing) => { try { got.push([name, await doing()]); } catch (error) { got.push([name, `refused: ${error.name}`]); } };
  await trying('read the shell', async () => (await fetch(desk)).text());
  await trying('read the shell without cors', async () => (await (await fetch(desk, { mode: 'no-cors' })).text()) || 'opaque');
  for (const mode of ['cors', 'no-cors', 'same-origin']) {
    for (const type of ['text/plain', 'application/json']) {
      await trying(`act ${mode} ${type}`, async () => {
        const response = await fetch(`${desk}act`, { method: 'POST', mode, body: act, headers: { 'Content-Type': type } });
        return response.type === 'opaque' ? 'opaque' : response.text();
      });
    }
  }
  await trying('act with a guessed token', async () => (await fetch(`${desk}act`, { method: 'POST', body: act, headers: { 'Content-Type': 'application/json', 'Onrecord-Token': '0'.repeat(64) } })).text());
  await trying('beacon', async () => navigator.sendBeacon(`${desk}act`, act) && 'opaque');
  const load = (element, name) => new Promise((resolve) => {
    element.onload = () => resolve('loaded');
    element.onerror = () => resolve('refused');
    setTimeout(() => resolve('refused'), 800);
    Object.assign(element, name);
    document.body.append(element);
  });
  await trying('script', () => load(document.createElement('script'), { src: `${desk}desk.js` }));
  await trying('style', () => load(document.createElement('link'), { rel: 'stylesheet', href: `${desk}desk.css` }));
  await trying('socket', () => new Promise((resolve) => {
    const socket = new WebSocket(desk.replace('http', 'ws'));
    socket.onopen = () => resolve('open');
    socket.onerror = () => resolve('refused');
  }));
  const frame = document.createElement('iframe');
  frame.src = desk;
  document.body.append(frame);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await trying('frame', async () => frame.contentDocument?.querySelector('meta[name=token]')?.content ?? 'refused');
  const form = document.createElement('form');
  Object.assign(form, { action: `${desk}act`, method: 'post', enctype: 'text/plain', target: 'sink' });
  const field = document.createElement('input');
  Object.assign(field, { name: act, value: '' });
  const sink = document.createElement('iframe');
  sink.name = 'sink';
  form.append(field);
  document.body.append(form, sink);
  await trying('form', async () => { form.submit(); return 'opaque'; });
  await trying('window', async () => {
    const opened = window.open(desk);
    await new Promise((resolve) => setTimeout(resolve, 600));
    opened?.postMessage({ act: 'mend' }, '*');
    const seen = opened?.document?.querySelector('meta[name=token]')?.content ?? 'refused';
    opened?.close();
    return seen;
  });
  await trying('parent', async () => (window.parent === window ? 'refused' : window.parent.document.querySelector('meta[name=token]').content));
  await trying('top', async () => { if (window.top !== window) window.top.location.href = 'about:blank'; return 'refused'; });
  await trying('lock', async () => (window.top === window ? 'refused' : (await fetch('/.onrecord/lock', { method: 'POST' })).status));
  return got;
};

function judge(got, token, name) {
  for (const [what, result] of got) {
    assert.ok(!String(result).includes(token), `${name}: ${what} got the token`);
    assert.match(String(result), /^(refused|opaque|405|404|.*"error")/s, `${name}: ${what} gave ${result}`);
  }
}

const wish = JSON.stringify({ seen: {}, act: { act: 'form', kind: 'claimant', id: null, values: { name: 'Planted', kind: 'witness' } } });

async function hostilePage(page, disk, { context }) {
  const token = await page.locator('meta[name=token]').getAttribute('content');
  const before = everything(disk.folder) + disk.read('content/claimants.yaml');
  const server = createServer((_, response) => { response.setHeader('content-type', 'text/html'); response.end('<!doctype html><title>x</title><body>'); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const evil = await context.newPage();
    await evil.goto(`http://127.0.0.1:${server.address().port}/`);
    const got = await evil.evaluate(attack, { desk: disk.url, act: wish });
    assert.ok(got.length > 15, 'expected every trick to be tried');
    judge(got, token, 'page');
  } finally {
    server.closeAllConnections();
    server.close();
  }
  assert.equal(everything(disk.folder) + disk.read('content/claimants.yaml'), before, 'expected nothing to be written');
}

/** A theme whose script does all that, and leaves what it got in the page. */
function plant(folder) {
  const script = `const attack = ${attack};
addEventListener('load', async () => {
  const desk = await new Promise((resolve) => addEventListener('message', (event) => resolve(event.data), { once: true }));
  const got = await attack({ desk, act: ${JSON.stringify(wish)} });
  document.documentElement.dataset.got = JSON.stringify(got);
});`;
  writeFileSync(path.join(folder, 'themes/harbour/app.js'), script);
}

async function hostileTheme(page, disk) {
  const token = await page.locator('meta[name=token]').getAttribute('content');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  await frame.waitForLoadState('load');
  const before = everything(disk.folder) + disk.read('content/claimants.yaml');
  // A hostile project would guess the port; here it is told.
  await frame.evaluate((desk) => window.postMessage(desk, '*'), disk.url);
  await frame.waitForFunction(() => document.documentElement.dataset.got, null, { timeout: 20_000 });
  judge(JSON.parse(await frame.evaluate(() => document.documentElement.dataset.got)), token, 'theme');
  assert.equal(new URL(page.url()).origin, new URL(disk.url).origin, 'expected the desk to stay where it is');
  assert.ok(await page.locator('#copy').isVisible());
  assert.equal(everything(disk.folder) + disk.read('content/claimants.yaml'), before, 'expected nothing to be written');
}
