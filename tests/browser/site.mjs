// An output folder, read once: its files, and its pages as parsed HTML. Also the server that shows it
// to a browser, and the words in which every check speaks.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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
  const all = paths.filter((path) => path.endsWith('.html')).map((path) => readPage(root, path));
  // Files to keep are no pages: they are held to rules of their own.
  const editions = all.filter(({ kind }) => kind === 'file');
  const pages = all.filter((page) => !editions.includes(page));
  const home = pages.find((page) => page.path === 'index.html');
  if (!home) throw new Error(`${folder} holds no index.html: is it an output folder?`);
  const base = (home.canonical ?? '').replace(/index\.html$/, '');
  return { name: basename(root), root, files: new Set(paths), pages, editions, byPath: new Map(pages.map((page) => [page.path, page])), base, packed: new Map() };
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

/**
 * The pages that stand for every template, where one look takes seconds: of each kind the longest in all
 * folders together, and rather one that is to be indexed, which an example is not. A list for each site.
 */
export function templates(sites) {
  const all = sites.flatMap((site) => published(site).map((page) => ({ site, page })));
  const chosen = [...groupBy(all, ({ page }) => page.kind).values()].map((group) => group.reduce((best, one) => {
    if (one.page.isNoindex !== best.page.isNoindex) return best.page.isNoindex ? one : best;
    return one.page.bytes.length > best.page.bytes.length ? one : best;
  }));
  return new Map(sites.map((site) => [site, chosen.filter((one) => one.site === site).map(({ page }) => page)]));
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
 * names the published address, is shown as if it were published here. Text goes out compressed, as real
 * hosts send it. `asked` lists each request with the bytes of its response, head and body.
 */
export async function serve(site, { prefix = '/', index = true } = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const below = address.startsWith(prefix) ? address.slice(prefix.length) : undefined;
    const path = index && (below === '' || below?.endsWith('/')) ? `${below}index.html` : below;
    const { socket } = response;
    const before = socket.bytesWritten;
    const entry = { path: path ?? address, bytes: 0 };
    asked.push(entry);
    response.on('close', () => { entry.bytes = socket.bytesWritten - before; });
    if (!site.files.has(path)) {
      response.writeHead(404, { 'content-length': 0 }).end();
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    if (request.method === 'HEAD') {
      response.writeHead(200, { 'content-type': type }).end();
      return;
    }
    const here = path === '404.html' && site.base ? `http://${request.headers.host}${prefix}` : undefined;
    const { encoding, body } = pack(site, path, here, request.headers['accept-encoding'] ?? '');
    response.writeHead(200, { 'content-type': type, 'content-length': body.length, ...(PACKED.test(path) && { vary: 'accept-encoding' }), ...(encoding && { 'content-encoding': encoding }) });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    port, asked,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

/** What a host compresses, and with what: the file beside the text if there is one, otherwise done here. */
const PACKED = /\.(html|svg|xml|txt|json|js|css|ics|webmanifest)$/;
const PACKERS = [['br', '.br', brotliCompressSync], ['gzip', '.gz', (bytes) => gzipSync(bytes, { level: 9 })]];

/** A file's bytes as they go out to a browser that accepts these encodings; `here` replaces the published address. */
function pack(site, path, here, accepted) {
  const read = () => (here ? Buffer.from(String(readFileSync(join(site.root, path))).replaceAll(site.base, here)) : readFileSync(join(site.root, path)));
  const [encoding, ending, compress] = PACKED.test(path) ? PACKERS.find(([name]) => accepted.split(/[\s,;]+/).includes(name)) ?? [] : [];
  if (!encoding) return { body: read() };
  if (!here && site.files.has(path + ending)) return { encoding, body: readFileSync(join(site.root, path + ending)) };
  const key = `${encoding} ${path} ${here}`;
  if (!site.packed.has(key)) site.packed.set(key, compress(read()));
  return { encoding, body: site.packed.get(key) };
}

export const fileUrl = (site) => `${pathToFileURL(site.root).href}/`;

/**
 * What a check returns, one for each rule it holds a folder to: no problems means it is kept. `counted`
 * says how much was looked at, so that a rule which met nothing is seen.
 */
export const rule = (site, name, counted, problems) => ({ site: site.name, name, counted, problems });
