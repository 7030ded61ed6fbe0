// An output folder, read once: its files, and its pages as parsed HTML. Also the server that shows it
// to a browser, and the words in which every check speaks.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'parse5';

/**
 * Reads an output folder.
 *
 * `base` is the address the portal is published at, taken from the canonical link of the home page.
 */
export function readSite(folder) {
  const root = resolve(folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
  const pages = paths.filter((path) => path.endsWith('.html')).map((path) => readPage(root, path));
  const home = pages.find((page) => page.path === 'index.html');
  if (!home) throw new Error(`${folder} holds no index.html: is it an output folder?`);
  const base = (home.canonical ?? '').replace(/index\.html$/, '');
  return { name: basename(root), root, files: new Set(paths), pages, byPath: new Map(pages.map((page) => [page.path, page])), base };
}

function readPage(root, path) {
  const bytes = readFileSync(join(root, path));
  const document = parse(bytes.toString('utf8'), { sourceCodeLocationInfo: true });
  const all = [...elements(document)];
  const html = all.find((element) => element.tagName === 'html');
  const meta = (name) => attribute(all.find((element) => element.tagName === 'meta'
    && [attribute(element, 'name'), attribute(element, 'property'), attribute(element, 'http-equiv')?.toLowerCase()].includes(name)), 'content');
  const canonical = attribute(all.find((element) => element.tagName === 'link' && attribute(element, 'rel') === 'canonical'), 'href');
  return {
    path, bytes, html, all, meta, canonical,
    kind: attribute(html, 'data-kind'),
    lang: attribute(html, 'lang'),
    title: text(all.find((element) => element.tagName === 'title')).trim(),
    ids: new Set(all.flatMap((element) => [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : undefined]).filter(Boolean)),
    isRedirect: meta('refresh') !== undefined,
    isNoindex: /noindex/.test(meta('robots') ?? ''),
  };
}

/** Every element below a parse5 node, in document order. */
export function* elements(node) {
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

export const attribute = (element, name) => element?.attrs.find((found) => found.name === name)?.value;

export const text = (node) => (node?.childNodes ?? []).map((child) => child.value ?? text(child)).join('');

/** The path in the folder of an absolute address of the portal, or undefined for any other address. */
export function pathOf(site, address) {
  if (!site.base || !address.startsWith(site.base)) return undefined;
  const path = decodeURIComponent(address.slice(site.base.length).replace(/[?#].*$/, ''));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/** The pages that stand for all others: of every kind and language the first and the longest. */
export function samplePages(site) {
  return [...groupBy(published(site), (page) => `${page.kind} ${page.lang}`).values()].flatMap((pages) => {
    const longest = pages.reduce((best, page) => (page.bytes.length > best.bytes.length ? page : best));
    return [...new Set([pages[0], longest])];
  });
}

export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}

/** Pages for readers: all but redirects. */
export const published = (site) => site.pages.filter((page) => !page.isRedirect);

export const TYPES = {
  '.html': 'text/html; charset=utf-8', '.xml': 'application/xml; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ico': 'image/x-icon',
  '.json': 'application/json', '.js': 'text/javascript; charset=utf-8', '.webmanifest': 'application/manifest+json', '.pdf': 'application/pdf', '.ics': 'text/calendar; charset=utf-8',
};

/**
 * Serves the folder below `prefix` on a free loopback port. File names count letter by letter, on any
 * disk. With `index: false` a folder has no page of its own, as in plain object storage. 404.html, which
 * names the published address, is shown as if it were published here.
 */
export async function serve(site, { prefix = '/', index = true } = {}) {
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const below = address.startsWith(prefix) ? address.slice(prefix.length) : undefined;
    const path = index && (below === '' || below?.endsWith('/')) ? `${below}index.html` : below;
    if (!site.files.has(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    const body = request.method === 'HEAD' ? '' : readFileSync(join(site.root, path));
    response.end(path === '404.html' && site.base ? String(body).replaceAll(site.base, url) : body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${server.address().port}${prefix}`;
  return {
    url,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

export const fileUrl = (site) => `${pathToFileURL(site.root).href}/`;

/**
 * What a check returns, one for each rule it holds a folder to: no problems means it is kept. `counted`
 * says how much was looked at, so that a rule which met nothing is seen.
 */
export const rule = (site, name, counted, problems) => ({ site: site.name, name, counted, problems });
