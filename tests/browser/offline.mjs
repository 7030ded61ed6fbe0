// The second visit, without network, on a bad one, and after a new edition: what the service worker keeps and
// says. Where a portal has none, one from earlier days leaves nothing behind.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startBrowser } from './browser.mjs';
import { attribute, fileUrl, published, rule, text, TYPES } from './site.mjs';

const WORKER = 'sw.js';
const WORKER_BYTES = 1500; // With 300 for the headers of the answer, like all weights.
const SCRIPT_BYTES = 400;
const SLOW_MS = 9000;
const PATIENCE_MS = 7000; // The worker waits four seconds; the rest is for a busy machine.
const MOST_KEPT = 120;

export const RULES = {
  size: `the worker has ${WORKER_BYTES} bytes or less, a page's script for it ${SCRIPT_BYTES}`,
  kept: 'what was read, and what every phone keeps, opens without network and says its day',
  ahead: 'a server sees which pages the worker fetched, so that its log counts nobody who read nothing',
  changed: 'a kept page warns once a fact on it has changed, and not before',
  unknown: 'a page that is not kept leads to the list of those that are, and opens when there is a network again',
  slow: 'on a slow network the kept page is shown, with its day',
  update: 'a new edition takes over quietly',
  bound: 'a phone keeps a bounded number of pages, those that every phone keeps among them',
  quiet: 'no worker is heard of where there can be none',
};
export const FAREWELL = 'a worker from earlier days takes its leave';

export async function offline(sites) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const site of sites) results.push(...await (site.pages.some(registers) ? secondVisit(chromium, site) : farewell(chromium, site)));
    return results;
  } finally {
    await chromium.close();
  }
}

const scripts = (page) => page.all.filter((element) => element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json').map(text);
const registers = (page) => scripts(page).some((script) => /navigator\.serviceWorker\b.*\.register\(/.test(script));

/** Serves the folder at /a/b/, as well or as badly as `net.mode` says; `net.instead` replaces files. */
async function host(site) {
  const prefix = '/a/b/';
  const net = { mode: 'on', instead: new Map(), asked: [] };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(prefix.length).replace(/(^|\/)$/, '$1index.html');
    net.asked.push({ path, by: request.headers.referer ?? 'nobody' });
    const answer = () => {
      const body = net.instead.get(path) ?? (site.files.has(path) ? readFileSync(join(site.root, path)) : undefined);
      const bytes = gzipSync(body ?? '');
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-encoding': 'gzip', 'content-length': bytes.length, 'cache-control': 'no-cache', connection: 'close' });
      response.end(bytes);
    };
    if (net.mode === 'off') request.socket.destroy();
    else setTimeout(answer, net.mode === 'slow' ? SLOW_MS : 0);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  net.url = `http://127.0.0.1:${server.address().port}${prefix}`;
  net.close = () => { server.closeAllConnections(); server.close(); };
  return net;
}

/** Runs in the page: what the portal's box holds, by path, with each page's first heading. */
async function box(top) {
  const kept = await caches.open(top);
  const entries = (await kept.keys()).map(async ({ url }) => [url.slice(top.length), /<h1.*?>(.*?)<\/h1>/s.exec(await (await kept.match(url)).text())?.[1]]);
  return Object.fromEntries(await Promise.all(entries));
}

async function until(ask, seconds = 10) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await new Promise((next) => setTimeout(next, 100))) {
    if (await ask()) return true;
  }
  return false;
}

async function secondVisit(chromium, site) {
  const found = [];
  const say = (key, problem) => found.push({ key, problem });
  const net = await host(site);
  const context = await chromium.newContext({ viewport: { width: 320, height: 800 } });
  try {
    weigh(site, say);
    await listen(chromium, site, say);
    await visit(site, net, await context.newPage(), say);
  } catch (error) {
    say('kept', error.message.split('\n')[0]);
  } finally {
    await context.close();
    net.close();
  }
  return Object.entries(RULES).map(([key, name]) => rule(site, name, 'one reader', found.filter((one) => one.key === key).map((one) => one.problem)));
}

function weigh(site, say) {
  const worker = readFileSync(join(site.root, WORKER));
  const bytes = brotliCompressSync(worker).length + 300;
  if (bytes > WORKER_BYTES) say('size', `${WORKER}: ${bytes} bytes`);
  for (const page of published(site)) {
    const long = scripts(page).join('').length;
    if (long > SCRIPT_BYTES && (registers(page) || page.kind === 'offline')) say('size', `${page.path}: ${long} bytes of script`);
  }
}

async function visit(site, net, tab, say) {
  const worker = readFileSync(join(site.root, WORKER), 'utf8');
  const [away, ...listed] = JSON.parse(/PAGES=(\[.*?\])/.exec(worker)[1]);
  const words = JSON.parse(/WORDS=(\{.*\})$/m.exec(worker)[1]);
  const others = published(site).filter((page) => registers(page) && page.path.endsWith('/index.html') && ![away, ...listed].includes(page.path));
  const [first, read, strange] = others;
  const translated = others.find((page) => page.lang !== read.lang && ![first, strange].includes(page));
  const open = async (path) => {
    try {
      await tab.goto(net.url + path);
    } catch (error) {
      say('kept', `${path}: ${error.message.split('\n')[0]}`);
      await tab.waitForTimeout(500); // The browser puts a page of its own there.
    }
    return tab.evaluate(() => ({ heading: document.querySelector('h1')?.innerHTML, line: document.querySelector('mark')?.textContent ?? '', box: document.querySelector('mark')?.getBoundingClientRect().top }));
  };
  const inBox = () => tab.evaluate(box, net.url);
  const headingOf = (path) => text(site.byPath.get(path).all.find((element) => element.tagName === 'h1')).trim();
  tab.on('console', (message) => message.type() === 'error' && !/ERR_|404/.test(message.text()) && say('quiet', message.text()));
  tab.on('pageerror', (error) => say('quiet', error.message));

  // The first visit installs the worker, which keeps the page being read too.
  await open(first.path);
  if (!await until(() => tab.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.active?.state === 'activated')))) {
    say('kept', 'the worker does not start');
    return;
  }
  await until(() => tab.evaluate(() => navigator.serviceWorker.controller !== null));
  for (const { path, by } of net.asked.filter(({ path }) => [away, ...listed].includes(path))) {
    if (by !== net.url + WORKER) say('ahead', `${path} was asked for by ${by}`);
  }
  const pages = [first, read, translated].filter(Boolean);
  if (!(first.path in await inBox())) say('kept', `${first.path}, read before there was a worker, is not kept`);
  for (const page of pages.slice(1)) {
    await open(`${page.path}?k=wa`); // By which way a reader comes makes no other page of it.
    if (!await until(async () => page.path in await inBox())) say('kept', `${page.path} is not kept`);
  }

  net.mode = 'off';
  for (const path of [...pages.map((page) => page.path), ...listed]) {
    const { heading, line, box: top } = await open(path);
    const page = site.byPath.get(path);
    const [none, , asOf] = words[page.lang];
    const day = asOf.replace('{date}', attribute(page.html, 'data-edition'));
    if (!line.startsWith(`${none} ${day}`)) say('kept', `${path}: the line says ${JSON.stringify(line)}`);
    if (top > 100) say('kept', `${path}: the line stands ${top} px below the top`);
    if (heading === undefined) say('kept', `${path} is not shown`);
  }
  for (const path of [`${read.path}?k=poster-cilongok#isi`, read.path.replace(/index.html$/, '')]) {
    if (!(await open(path)).line) say('kept', `${path} is not found under this name`);
  }

  const lost = await open(strange.path);
  if (lost.heading !== headingOf(away)) say('unknown', `${strange.path}: instead of the list there is ${JSON.stringify(lost.heading)}`);
  if (tab.url() !== net.url + strange.path) say('unknown', `the address has become ${tab.url()}`);
  const href = (path) => tab.evaluate((url) => [...document.querySelectorAll('main li a')].some((link) => link.href === url), net.url + path);
  for (const path of [read.path, ...listed]) {
    if (!await until(() => href(path), 3)) say('unknown', `the list lacks ${path}`);
  }
  const stray = await tab.evaluate((top) => [...document.links].map((link) => link.href).filter((link) => link.startsWith('http:') && !link.startsWith(top)), net.url);
  if (stray.length > 0) say('unknown', `${stray[0]} leads out of the portal`);
  net.mode = 'on';
  await (tab.url() === net.url + strange.path ? tab.reload() : open(strange.path));
  if (await tab.evaluate(() => document.querySelector('mark') !== null || document.documentElement.dataset.kind === 'offline')) say('unknown', 'loading again does not bring the page');

  net.mode = 'slow';
  const start = Date.now();
  const slow = await open(read.path);
  if (Date.now() - start > PATIENCE_MS) say('slow', `it takes ${Date.now() - start} ms`);
  if (!slow.line.startsWith(words[read.lang][1])) say('slow', `the line says ${JSON.stringify(slow.line)}`);

  for (const [day, warns] of [['2020-01-01', true], ['2999-01-01', false]]) {
    net.mode = 'on';
    const markup = read.bytes.toString().replace(/ data-until="[^"]*"/, '').replace('<html', `<html data-until="${day} TANGGAL"`).replace(/<h1(.*?)>/, `<h1$1>${day} `);
    net.instead.set(read.path, markup);
    await open(read.path);
    await until(async () => (await inBox())[read.path]?.startsWith(day));
    net.mode = 'off';
    const { line } = await open(read.path);
    const warning = words[read.lang][3].replace('{date}', 'TANGGAL');
    if (line.includes(warning) !== warns) say('changed', `a change on ${day}: the line says ${JSON.stringify(line)}`);
  }

  net.mode = 'on';
  const renewed = listed[0] ?? read.path;
  net.instead.set(renewed, site.byPath.get(renewed).bytes.toString().replace(/<h1(.*?)>/, '<h1$1>Edisi baru '));
  net.instead.set(WORKER, `${worker}.`);
  await open('index.html');
  await tab.evaluate(() => { globalThis.isTheSame = true; return navigator.serviceWorker.getRegistration().then((one) => one.update()); });
  if (!await until(async () => (await inBox())[renewed]?.startsWith('Edisi baru'))) say('update', `${renewed} is not renewed`);
  if (!await tab.evaluate(() => globalThis.isTheSame)) say('update', 'the page being read was loaded again');
  net.mode = 'off';
  const next = await open(renewed);
  if (!next.heading?.startsWith('Edisi baru')) say('update', `${renewed} still says ${JSON.stringify(next.heading)}`);

  net.mode = 'on';
  await tab.evaluate(async (top) => {
    const kept = await caches.open(top);
    for (let i = 0; i < 150; i += 1) await kept.put(`${top}${i}/index.html`, new Response('<h1>x</h1>'));
  }, net.url);
  await open(strange.path);
  if (!await until(async () => Object.keys(await inBox()).length <= MOST_KEPT, 5)) say('bound', `${Object.keys(await inBox()).length} pages are kept`);
  const left = await inBox();
  [strange.path, ...listed].filter((path) => !(path in left)).forEach((path) => say('bound', `${path} had to go`));
}

/** From a memory card there can be no worker, and nobody may notice. */
async function listen(chromium, site, say) {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && say('quiet', `as a file: ${message.text()}`));
  tab.on('pageerror', (error) => say('quiet', `as a file: ${error.message}`));
  await tab.goto(`${fileUrl(site)}index.html`);
  await tab.waitForTimeout(300);
  await context.close();
}

/** A worker that keeps a page and never lets go of it stands for one of an earlier edition. */
const EARLIER = `addEventListener('install', (event) => event.waitUntil(caches.open(registration.scope).then((box) => box.put(registration.scope + 'index.html', new Response('lama')))));
addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request))));`;

async function farewell(chromium, site) {
  const problems = [];
  const net = await host(site);
  const context = await chromium.newContext({ bypassCSP: true });
  try {
    const tab = await context.newPage();
    net.instead.set(WORKER, EARLIER);
    await tab.goto(`${net.url}404.html`);
    await tab.evaluate((url) => navigator.serviceWorker.register(url).then(() => navigator.serviceWorker.ready), net.url + WORKER);
    net.instead.delete(WORKER);
    await tab.goto(`${net.url}404.html`); // Any visit makes the browser look for a new one.
    await tab.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.update())).catch(() => {});
    const isGone = () => tab.evaluate(async () => await navigator.serviceWorker.getRegistration() === undefined && (await caches.keys()).length === 0);
    if (!await until(isGone)) problems.push('it is still there, or what it kept');
    await tab.goto(`${net.url}index.html`);
    if (await tab.evaluate(() => document.body.textContent === 'lama')) problems.push('the home page is still the kept one');
  } catch (error) {
    problems.push(error.message.split('\n')[0]);
  } finally {
    await context.close();
    net.close();
  }
  return [rule(site, FAREWELL, 'one reader', problems)];
}
