// The search page, used by Chromium as a reader would: it fetches nothing before it is asked, then little;
// it finds pages by their titles and forgives slips of the hand; it can be used without a mouse and
// without eyes, and says in words why it cannot search.

import axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startBrowser } from './browser.mjs';
import { attribute, fileUrl, groupBy, published, rule, serve, text } from './site.mjs';

const HEADER_BYTES = 300;
const SCRIPT_BYTES = 4_000;
const PART_BYTES = 6_000;
/** Of all languages together; a reader searches in one. */
const INDEX_BYTES = 30_000;
const SAMPLE = 12;
const KINDS = ['benefit', 'procedure', 'question', 'article'];

const RULES = {
  quiet: 'nothing but the page, its icon and its script is fetched before the reader asks',
  small: `the script is at most ${SCRIPT_BYTES} bytes, a part of the index ${PART_BYTES}, all of it ${INDEX_BYTES}`,
  titles: 'a page is found by its title',
  slips: 'a word with two letters exchanged still finds its page',
  address: 'the address keeps what was asked, and the results lead somewhere',
  keyboard: 'results are announced, and the next Tab after the button reaches the first one',
  without: 'as a file, or when the network is gone, the page says so and complains of nothing',
  axe: 'axe-core finds nothing with results shown, light and dark',
};

export async function search(sites) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const site of sites) {
      const pages = published(site).filter((page) => page.kind === 'search');
      const server = await serve(site, { prefix: '/a/b/', index: false });
      const found = [];
      for (const page of pages) found.push(...await searchOne(chromium, site, page, server.url));
      server.close();
      results.push(...Object.entries(RULES).map(([key, name]) => rule(site, name, `${pages.length} pages`,
        found.filter((one) => one.rule === key).map((one) => one.problem))));
    }
    return results;
  } finally {
    await chromium.close();
  }
}

async function searchOne(chromium, site, page, root) {
  const problems = [];
  const say = (key, problem) => problems.push({ rule: key, problem: `${page.path}: ${problem}` });
  const look = async (address, visit, options = {}) => {
    const context = await chromium.newContext({ viewport: { width: 320, height: 800 }, ...options });
    const tab = await context.newPage();
    tab.setDefaultTimeout(5_000);
    const seen = { requests: [], complaints: [] };
    tab.on('request', (request) => seen.requests.push(request.url()));
    tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.complaints.push(message.text()));
    tab.on('pageerror', (error) => seen.complaints.push(error.message));
    try {
      await tab.goto(address);
      await visit(tab, seen, context);
    } catch (error) {
      say('quiet', error.message.split('\n')[0]);
    }
    await context.close();
  };
  const address = root + encodeURI(page.path);
  const samples = samplesOf(site, page);
  const first = samples[0];

  sizes(site, page, say);
  await look(address, async (tab, seen) => {
    await tab.waitForTimeout(300);
    const own = page.all.map((element) => attribute(element, element.tagName === 'script' ? 'src' : element.tagName === 'link' && /icon/.test(attribute(element, 'rel')) ? 'href' : ''))
      .filter(Boolean).map((href) => new URL(href, address).href);
    for (const url of seen.requests.filter((one) => one !== address && !own.includes(one))) say('quiet', `fetches ${url}`);
    for (const sample of samples) {
      if (!(await ask(tab, sample.title)).includes(sample.path)) say('titles', `"${sample.title}" does not find ${sample.path}`);
      if (sample.slip && !(await ask(tab, sample.slip)).includes(sample.path)) say('slips', `"${sample.slip}" does not find ${sample.path}`);
    }
    for (const complaint of seen.complaints) say('quiet', complaint);
  });
  if (!first) {
    say('titles', 'there is no page to look for');
    return problems;
  }
  await look(address, async (tab) => {
    const results = await ask(tab, first.title);
    const asked = decodeURIComponent(new URL(tab.url()).hash);
    if (!asked.includes(first.title)) say('address', `the address ends in "${asked}" after asking for "${first.title}"`);
    for (const path of results.filter((one) => !site.files.has(one))) say('address', `${path} is not there`);
    await tab.goto('about:blank');
    await tab.goto(`${address}#q=${encodeURIComponent(first.title)}`);
    await settle(tab);
    if (!(await shown(tab)).includes(first.path)) say('address', `an address with "${first.title}" shows no results`);
  });
  await look(address, async (tab) => {
    await tab.focus('input[type=search]');
    await tab.keyboard.type(first.title);
    await tab.keyboard.press('Enter');
    await settle(tab);
    const [best] = await shown(tab);
    if (!/\d/.test(await tab.textContent('[role=status]'))) say('keyboard', 'nobody is told how many pages were found');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Tab');
    const reached = await tab.evaluate(() => document.activeElement.href ?? document.activeElement.outerHTML.slice(0, 60));
    if (reached !== new URL(encodeURI(best ?? '?'), root).href) say('keyboard', `Tab leads to ${reached}, not to the first result`);
    for (const colorScheme of ['light', 'dark']) {
      await tab.emulateMedia({ colorScheme });
      await tab.evaluate(axe.source);
      const { violations } = await tab.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
      for (const one of violations) say('axe', `${one.id} (${colorScheme}): ${one.nodes[0].target.join(' ')}`);
    }
  }, { bypassCSP: true });
  // A service worker that is just being fetched has its own complaint when the network goes.
  const gone = async (from, cut) => look(from + encodeURI(page.path), async (tab, seen, context) => {
    await cut(context);
    await ask(tab, first.title);
    if (!(await tab.textContent('[role=status]')).trim()) say('without', `${from} says nothing`);
    for (const complaint of seen.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|error occurred when fetching the script/.test(one))) say('without', complaint);
  });
  await gone(root, (context) => context.setOffline(true));
  await gone(fileUrl(site), () => {});
  return problems;
}

/** Pages of the search's language to look for, each with a word of its title that few others have, misspelt. */
function samplesOf(site, search) {
  const pages = published(site).filter((page) => page.lang === search.lang && KINDS.includes(page.kind) && !page.isNoindex);
  const titled = pages.map((page) => ({ path: page.path, title: text(page.all.find((element) => element.tagName === 'h1')).trim().replace(/\s+/g, ' ') }))
    // Amounts and dates change by themselves and are not in the index.
    .filter(({ title }) => !/\d/.test(title));
  const words = groupBy(titled.flatMap(({ title }) => wordsOf(title)), (word) => word);
  const step = Math.max(1, Math.floor(titled.length / SAMPLE));
  return titled.filter((_, index) => index % step === 0).slice(0, SAMPLE).map((one) => {
    const rare = wordsOf(one.title).filter((word) => word.length > 6 && words.get(word).length === 1);
    return { ...one, slip: rare[0]?.replace(/^(...)(.)(.)/, '$1$3$2') };
  });
}

const wordsOf = (title) => title.toLowerCase().split(/[^a-z]+/).filter(Boolean);

/** Asks as a reader does, and returns the paths of the results. */
async function ask(tab, words) {
  await tab.fill('input[type=search]', words);
  await tab.keyboard.press('Enter');
  await settle(tab);
  return shown(tab);
}

/** Waits until the page has said the same thing for a while. */
async function settle(tab) {
  let before;
  for (let turn = 0; turn < 60; turn += 1) {
    await tab.waitForTimeout(50);
    const now = await tab.evaluate(() => document.querySelector('main').innerText);
    if (now === before && !/…/.test(await tab.textContent('[role=status]'))) return;
    before = now;
  }
}

/** The paths that the list behind the announcement leads to. */
async function shown(tab) {
  const links = await tab.$$eval('[role=status] + ul a', (list) => list.map((link) => link.href));
  const here = new URL(tab.url());
  return links.map((href) => decodeURIComponent(new URL(href).pathname.replace(/^\/a\/b\//, ''))).filter((path) => path !== here.pathname);
}

/** What the script and the parts of the index weigh on the wire. */
function sizes(site, page, say) {
  const weigh = (path) => brotliCompressSync(readFileSync(join(site.root, path))).length + HEADER_BYTES;
  for (const script of page.all.filter((element) => element.tagName === 'script' && attribute(element, 'src'))) {
    const path = pathFrom(page, attribute(script, 'src'));
    if (!site.files.has(path)) say('small', `${path} is not there`);
    else if (weigh(path) > SCRIPT_BYTES) say('small', `${path}: ${weigh(path)} bytes`);
  }
  const parts = partsOf(site, page);
  if (parts.length === 0) say('small', 'the page names no index that is there');
  for (const path of parts.filter((one) => weigh(one) > PART_BYTES)) say('small', `${path}: ${weigh(path)} bytes`);
  const all = published(site).filter((one) => one.kind === 'search').flatMap((one) => partsOf(site, one));
  const sum = all.reduce((bytes, path) => bytes + weigh(path), 0);
  if (sum > INDEX_BYTES) say('small', `all of the index: ${sum} bytes`);
}

/** The files of the index that a page names by a pattern. */
function partsOf(site, page) {
  const pattern = page.all.map((element) => attribute(element, 'data-index')).find(Boolean) ?? '';
  const [start, end] = pathFrom(page, pattern).split('*');
  return [...site.files].filter((path) => end && path.startsWith(start) && path.endsWith(end));
}

const pathFrom = (page, href) => decodeURIComponent(new URL(href, `http://folder/${page.path}`).pathname.slice(1));
