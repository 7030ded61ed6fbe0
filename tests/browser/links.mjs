// Every link and every anchor leads somewhere, wherever the folder is put: at the root of a server,
// deeper down, on a server that knows no folder index, on a memory card.

import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { attribute, fileUrl, groupBy, rule, serve, text } from './site.mjs';

// What may follow a link besides the portal itself. Anything else, `javascript:` first, is a mistake.
const FOREIGN = ['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'whatsapp:', 'geo:', 'data:'];

export async function links(sites) {
  const results = [];
  for (const site of sites) {
    const found = site.pages.flatMap((page) => linksOf(page).map((link) => ({ page, ...link })));
    for (const place of await places(site)) {
      const problems = await broken(site, place, found).finally(place.close);
      results.push(rule(site, `every link leads somewhere ${place.name}`, `${found.length} links`, problems));
    }
    results.push(rule(site, 'no page is an orphan', `${site.pages.length} pages`, orphans(site, found)));
    results.push(rule(site, 'links inside the folder are relative', `${found.length} links`, absolutes(site, found)));
    results.push(rule(site, 'file names mean the same on every disk', `${site.files.size} files`, ambiguous(site)));
  }
  return results;
}

/** Where the folder may stand: its address there, and whether an address below it can be fetched. */
async function places(site) {
  const server = async (name, options) => {
    const { url, close } = await serve(site, options);
    const asked = new Map();
    const has = (address) => {
      if (!asked.has(address)) asked.set(address, fetch(address, { method: 'HEAD' }).then((response) => response.ok));
      return asked.get(address);
    };
    return { name, root: url, has, close };
  };
  const root = fileUrl(site);
  return [
    await server('at /', { prefix: '/' }),
    await server('at /a/b/', { prefix: '/a/b/' }),
    await server('without a folder index', { prefix: '/', index: false }),
    { name: 'as files', root, has: (address) => site.files.has(relative(site.root, fileURLToPath(address)).replaceAll('\\', '/')), close() {} },
  ];
}

/** Every address an element names, as it is written. */
function linksOf(page) {
  return page.all.flatMap((element) => {
    const link = (written, use = element.tagName) => ({ written: written.trim(), use, rel: attribute(element, 'rel') ?? '', line: element.sourceCodeLocation?.startLine });
    const found = ['href', 'src', 'poster', 'data', 'action', 'formaction', 'xlink:href']
      .map((name) => attribute(element, name)).filter((value) => value !== undefined).map((value) => link(value));
    for (const candidate of (attribute(element, 'srcset') ?? '').split(/,\s+/).filter(Boolean)) found.push(link(candidate.trim().split(/\s/)[0]));
    if (element.tagName === 'meta' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh') {
      found.push(link(/url=['"]?([^'"]*)/i.exec(attribute(element, 'content'))?.[1] ?? '', 'refresh'));
    }
    const style = element.tagName === 'style' ? text(element) : attribute(element, 'style') ?? '';
    for (const [, url] of style.matchAll(/url\(\s*['"]?([^'")]+)/g)) found.push(link(url, 'style'));
    return found;
  });
}

/** The address a link means in a place: what 404.html says absolutely is looked up in the folder too. */
function resolve(site, place, { page, written }) {
  const address = new URL(written, place.root + encodeURI(page.path)).href;
  return site.base && address.startsWith(site.base) ? place.root + address.slice(site.base.length) : address;
}

async function broken(site, place, found) {
  const problems = [];
  for (const link of found) {
    const where = `${link.page.path}:${link.line}: ${JSON.stringify(link.written)}`;
    if (link.written === '' || link.written === '#') {
      problems.push(`${where} leads nowhere`);
      continue;
    }
    if (!URL.canParse(link.written, place.root)) {
      problems.push(`${where} is not an address`);
      continue;
    }
    const address = resolve(site, place, link);
    if (!address.startsWith(place.root)) {
      const { protocol, host } = new URL(address);
      if (!FOREIGN.includes(protocol)) problems.push(`${where} leaves the folder or uses a scheme that is not allowed`);
      else if (protocol === 'http:' && host === new URL(place.root).host) problems.push(`${where} leaves the folder`);
      continue;
    }
    if (link.rel === 'canonical' || link.rel === 'alternate') continue; // Judged by meta.mjs, as published.
    const [file, fragment] = address.split('#');
    if (!await place.has(file.replace(/\?.*$/, ''))) problems.push(`${where} is not there`);
    else if (fragment && fragment !== 'top' && !target(site, place, file)?.ids.has(decodeURIComponent(fragment))) problems.push(`${where}: no such anchor there`);
  }
  return problems;
}

function target(site, place, address) {
  const path = decodeURIComponent(address.slice(place.root.length).replace(/\?.*$/, ''));
  return site.byPath.get(path === '' || path.endsWith('/') ? `${path}index.html` : path);
}

/** HTML files that no chain of links from the home page reaches, though they should: a server or a worker shows the others. */
function orphans(site, found) {
  const place = { root: fileUrl(site) };
  const next = groupBy(found, (link) => link.page.path);
  const reached = new Set(['index.html']);
  for (const path of reached) {
    for (const link of next.get(path) ?? []) {
      if (!URL.canParse(link.written, place.root) || link.use === 'link') continue;
      const address = resolve(site, place, link).split('#')[0];
      const page = address.startsWith(place.root) && target(site, place, address);
      if (page) reached.add(page.path);
    }
  }
  return site.pages
    .filter((page) => !reached.has(page.path) && !page.isRedirect && page.path !== '404.html' && !['offline', 'edition'].includes(page.kind))
    .map((page) => `${page.path}: no link leads here from the home page`);
}

/** Only what leaves the folder names the portal's own address, and 404.html, which is shown anywhere. */
function absolutes(site, found) {
  return found.flatMap((link) => {
    const where = `${link.page.path}:${link.line}: ${JSON.stringify(link.written)}`;
    if (link.page.path === '404.html') {
      const relative = !/^(#|[a-z]+:)/i.test(link.written);
      return relative ? [`${where} must be absolute: 404.html is shown at any depth`] : [];
    }
    const absolute = link.written.startsWith('/') || (site.base && link.written.startsWith(site.base));
    const mayBe = ['canonical', 'alternate'].includes(link.rel);
    return absolute && !mayBe ? [`${where} works at one address only`] : [];
  });
}

function ambiguous(site) {
  const seen = new Map();
  const problems = [];
  for (const path of site.files) {
    const folded = path.normalize('NFC').toLowerCase();
    if (seen.has(folded)) problems.push(`${path}: the same as ${seen.get(folded)} on Windows and many memory cards`);
    seen.set(folded, path);
    if (/[<>:"\\|?*%\s]|[.](\/|$)/.test(path)) problems.push(`${path}: not a file name on Windows, or read differently in an address`);
  }
  return problems;
}
