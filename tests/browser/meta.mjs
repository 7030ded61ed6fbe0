// What search engines, messengers, feed readers and screen readers are told about each page is there,
// well-formed, and true of the folder.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { parseAtomFeed } from 'feedsmith';
import { attribute, pathOf, published, rule, text } from './site.mjs';

export function meta(sites) {
  return sites.flatMap((site) => {
    const pages = published(site);
    const indexed = pages.filter((page) => !page.isNoindex && page.path !== '404.html');
    const each = (name, among, judge) => rule(site, name, `${among.length} pages`,
      among.flatMap((page) => judge(page, site).map((problem) => `${page.path}: ${problem}`)));
    const xml = [...site.files].filter((path) => /\.(xml|svg)$/.test(path));
    return [
      each('every page names its language and kind', pages, languageAndKind),
      each('every page describes itself', pages, description),
      rule(site, 'no two pages share a title', `${indexed.length} pages`, sharedTitles(indexed)),
      each('every page carries its own policy', site.pages, policy),
      each('redirects name their target', site.pages.filter((page) => page.isRedirect), redirect),
      each('structured data is sound', pages, structuredData),
      each('structured data says what its kind promises', indexed, promisedData),
      rule(site, 'XML is well-formed', `${xml.length} files`, xml.flatMap((path) => parseXml(site, path).problems)),
      rule(site, 'feeds can be subscribed to', `${feeds(site).length} feeds`, feedProblems(site)),
      rule(site, 'the sitemap lists the pages to index', `${indexed.length} pages`, sitemapProblems(site, indexed)),
    ];
  });
}

function languageAndKind(page) {
  const expected = { 'index.html': 'home', '404.html': '404' }[page.path];
  return [
    /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(page.lang ?? '') ? [] : ['no lang on html'],
    /^[a-z0-9-]+$/.test(page.kind ?? '') ? [] : ['no data-kind on html'],
    expected && page.kind !== expected ? [`data-kind is ${page.kind}, not ${expected}`] : [],
  ].flat();
}

function description(page, site) {
  // Nobody passes on what is not there, or the answer to a printed code.
  const isPassedOn = page.path !== '404.html' && page.kind !== 'edition';
  const needed = isPassedOn ? ['description', 'og:title', 'og:description', 'og:url', 'og:type'] : ['description'];
  const missing = needed.filter((name) => !page.meta(name)?.trim());
  const problems = missing.map((name) => `no ${name}`);
  if (!page.title) problems.push('no title');
  if (page.path === '404.html') return problems;
  if (!/^https?:\/\//.test(page.canonical ?? '')) problems.push(`canonical link ${page.canonical ?? ''} is not absolute`);
  else if (!site.files.has(pathOf(site, page.canonical))) problems.push(`canonical link ${page.canonical} is not in the folder`);
  if (isPassedOn && page.meta('og:url') !== page.canonical) problems.push(`og:url ${page.meta('og:url')} is not the canonical link`);
  for (const link of page.all.filter((element) => element.tagName === 'link' && attribute(element, 'hreflang'))) {
    const path = pathOf(site, attribute(link, 'href'));
    if (!site.files.has(path)) problems.push(`translation ${attribute(link, 'href')} is not an absolute address of a page in the folder`);
  }
  return problems;
}

function sharedTitles(pages) {
  const seen = new Map();
  return pages.flatMap((page) => {
    const other = seen.get(page.title);
    seen.set(page.title, page.path);
    return other ? [`${page.path}: "${page.title}" is also the title of ${other}`] : [];
  });
}

/** The policy lists what the page may load; a reader's browser then refuses everything else. */
function policy(page) {
  const written = page.meta('content-security-policy') ?? '';
  return [
    /default-src 'none'/.test(written) ? [] : ["no policy with default-src 'none'"],
    /unsafe-/.test(written) ? [`policy allows ${/unsafe-\w+/.exec(written)}`] : [],
    page.all.filter((element) => attribute(element, 'style') !== undefined).map((element) => `style attribute on ${element.tagName}, which the policy blocks`),
  ].flat();
}

function redirect(page, site) {
  return [
    site.files.has(pathOf(site, page.canonical ?? '')) ? [] : [`canonical link ${page.canonical} is not in the folder`],
    page.all.some((element) => element.tagName === 'a' && attribute(element, 'href')) ? [] : ['no link for a browser that does not follow it'],
  ].flat();
}

const isData = (element) => element.tagName === 'script' && attribute(element, 'type') === 'application/ld+json';

/** Every object with a type in the page's JSON-LD. */
function things(page) {
  const found = [];
  const visit = (value) => {
    if (value && typeof value === 'object') {
      if (value['@type']) found.push(value);
      Object.values(value).forEach(visit);
    }
  };
  page.all.filter(isData).forEach((element) => { try { visit(JSON.parse(text(element))); } catch { /* reported below */ } });
  return found;
}

/** What a search engine needs of each type to show it. */
const REQUIRED = {
  BreadcrumbList: ['itemListElement'], Event: ['name', 'startDate', 'location'], FAQPage: ['mainEntity'],
  LocalBusiness: ['name', 'address'], Question: ['name', 'acceptedAnswer'], WebSite: ['name', 'url'],
};

function structuredData(page, site) {
  const problems = page.all.filter(isData).flatMap((element) => {
    try {
      const data = JSON.parse(text(element));
      return [
        /^https?:\/\/schema\.org\/?$/.test(data['@context']) ? [] : ['JSON-LD without @context'],
        data['@type'] || data['@graph']?.every((thing) => thing['@type']) ? [] : ['JSON-LD without @type'],
      ].flat();
    } catch (error) {
      return [`JSON-LD cannot be read: ${error.message}`];
    }
  });
  for (const thing of things(page)) {
    const missing = (REQUIRED[thing['@type']] ?? []).filter((key) => thing[key] === undefined || thing[key] === '');
    problems.push(...missing.map((key) => `${thing['@type']} without ${key}`));
    if (thing['@type'] === 'GovernmentService' && /Bukan situs resmi/i.test(text(page.html))) problems.push('GovernmentService on a page that says it is not official');
    for (const address of Object.values(thing).filter((value) => typeof value === 'string' && site.base && value.startsWith(site.base))) {
      if (!site.files.has(pathOf(site, address))) problems.push(`JSON-LD names ${address}, which is not in the folder`);
    }
    if (thing['@type'] === 'BreadcrumbList') {
      const items = thing.itemListElement ?? [];
      if (items.length === 0 || items.some((item, index) => item.position !== index + 1 || !(item.name ?? item.item?.name))) problems.push('BreadcrumbList is not a numbered list of names');
    }
  }
  return problems;
}

function promisedData(page) {
  const types = new Set(things(page).map((thing) => thing['@type']));
  const promised = [{ home: 'WebSite', event: 'Event', question: 'FAQPage' }[page.kind], page.kind === 'home' ? undefined : 'BreadcrumbList'];
  return promised.filter((type) => type && !types.has(type)).map((type) => `no ${type}`);
}

function parseXml(site, path) {
  try {
    const onError = (level, message) => { throw new Error(`${level}: ${message}`); };
    return { problems: [], document: new DOMParser({ onError }).parseFromString(readFileSync(join(site.root, path), 'utf8'), 'application/xml') };
  } catch (error) {
    return { problems: [`${path}: ${error.message.split('\n')[0]}`] };
  }
}

const child = (element, name) => [...element.childNodes].filter((node) => node.localName === name);

const feeds = (site) => [...site.files].filter((path) => path.endsWith('.xml'))
  .map((path) => ({ path, feed: parseXml(site, path).document?.documentElement }))
  .filter(({ feed }) => feed?.localName === 'feed');

function feedProblems(site) {
  const offered = new Set(site.pages.flatMap((page) => page.all
    .filter((element) => element.tagName === 'link' && attribute(element, 'type') === 'application/atom+xml')
    .map((element) => new URL(attribute(element, 'href'), `${site.base}${page.path}`).href))
    .map((address) => pathOf(site, address)));
  const all = feeds(site);
  if (all.length === 0) return ['there is no feed'];
  return all.flatMap(({ path, feed }) => {
    const problems = offered.has(path) ? [] : ['no page offers it'];
    for (const part of [feed, ...child(feed, 'entry')]) {
      const missing = ['id', 'title', 'updated', 'link'].filter((name) => child(part, name).length === 0);
      problems.push(...missing.map((name) => `${part.localName} without ${name}`));
      if (child(part, 'updated').some((node) => Number.isNaN(Date.parse(node.textContent)))) problems.push(`${part.localName} with an unreadable date`);
      for (const link of child(part, 'link').map((node) => node.getAttribute('href'))) {
        if (!site.files.has(pathOf(site, link))) problems.push(`${link} is not in the folder`);
      }
    }
    const ids = child(feed, 'entry').map((entry) => child(entry, 'id')[0]?.textContent);
    if (new Set(ids).size < ids.length) problems.push('two entries share an id');
    problems.push(...readerProblems(site, path, feed));
    return problems.map((problem) => `${path}: ${problem}`);
  });
}

/** Whether a feed reader of others finds the same entries, each with its title and its link. */
function readerProblems(site, path, feed) {
  const ours = child(feed, 'entry').map((entry) => ['id', 'title', 'link'].map((name) => {
    const [node] = child(entry, name);
    return (name === 'link' ? node?.getAttribute('href') : node?.textContent.trim()) ?? '';
  }).join(' '));
  let read;
  try {
    read = parseAtomFeed(readFileSync(join(site.root, path), 'utf8')).entries ?? [];
  } catch (error) {
    return [`a feed reader cannot read it: ${error.message}`];
  }
  const theirs = read.map((entry) => [entry.id, entry.title?.value, entry.links?.[0]?.href].map((part) => part ?? '').join(' '));
  return ours.join('\n') === theirs.join('\n') ? [] : [`a feed reader finds ${theirs.length} entries that are not the ${ours.length} in it`];
}

function sitemapProblems(site, indexed) {
  const { document } = site.files.has('sitemap.xml') ? parseXml(site, 'sitemap.xml') : {};
  if (!document) return ['sitemap.xml: not there, or not readable'];
  const listed = [...document.getElementsByTagName('loc')].map((node) => node.textContent.trim());
  const paths = new Set(listed.map((address) => pathOf(site, address)));
  const robots = site.files.has('robots.txt') ? readFileSync(join(site.root, 'robots.txt'), 'utf8') : '';
  return [
    listed.filter((address) => !site.files.has(pathOf(site, address))).map((address) => `sitemap.xml: ${address} is not in the folder`),
    site.pages.filter((page) => (page.isNoindex || page.isRedirect || page.path === '404.html') && paths.has(page.path)).map((page) => `sitemap.xml: ${page.path} is not to be indexed`),
    indexed.filter((page) => pathOf(site, page.canonical ?? '') === page.path && !paths.has(page.path)).map((page) => `sitemap.xml: ${page.path} is missing`),
    listed.length > paths.size ? ['sitemap.xml: a page is listed twice'] : [],
    robots.includes(`Sitemap: ${site.base}sitemap.xml`) ? [] : ['robots.txt: does not name the sitemap'],
  ].flat();
}
