// A page of every kind, seen by Chromium as readers see it: with scripts off, light and dark, on the
// narrowest phone and on a desk. And axe-core finds nothing.

import axe from 'axe-core';
import { startBrowser, visitAll } from './browser.mjs';
import { attribute, fileUrl, rule, samplePages, published, serve, text } from './site.mjs';

const WIDTHS = [240, 320, 1280];
const AXE_WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];
const HEIGHT = 800;

const RULES = {
  script: 'no page needs a script',
  quiet: 'the browser has nothing to complain about',
  requests: 'a page fetches nothing but itself, its pictures and its icon',
  scroll: `nothing scrolls sideways at ${WIDTHS.join(', ')} px`,
  text: 'no visible text is under 16 px',
  targets: 'what a thumb must hit is 44 px or more',
  heading: 'every page has one h1',
  skip: 'the skip link leads to the content',
  axe: 'axe-core finds nothing, light and dark',
};

export async function browser(sites, { every = false } = {}) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const site of sites) results.push(...await browserOne(chromium, site, every ? published(site) : samplePages(site)));
    return results;
  } finally {
    await chromium.close();
  }
}

async function browserOne(chromium, site, sample) {
  const server = await serve(site, { prefix: '/a/b/', index: false });
  try {
    const found = [
      ...published(site).flatMap(scripts),
      ...await visitAll(sample, async (page) => [
        ...await look(chromium, site, page, server.url),
        ...await listen(chromium, site, page),
        ...await askAxe(chromium, page, server.url),
      ]),
    ];
    return Object.entries(RULES).map(([key, name]) => rule(site, name, `${(key === 'script' ? published(site) : sample).length} pages`,
      found.filter((one) => one.rule === key).map((one) => one.problem)));
  } finally {
    server.close();
  }
}

function scripts(page) {
  // A search page is a way to every page without its script too: `search.mjs` holds the script to its rules.
  const isSearch = (element) => page.kind === 'search' && attribute(element, 'src') !== undefined;
  return page.all
    .filter((element) => (element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json' && !isSearch(element) && !isForSecondVisit(page, element))
      || element.attrs.some((found) => /^on/.test(found.name)))
    .map((element) => ({ rule: 'script', problem: `${page.path}:${element.sourceCodeLocation?.startLine}: script in <${element.tagName}>` }));
}

/** What asks for the service worker, and what lists the kept pages without network: offline.mjs looks at them. */
const isForSecondVisit = (page, element) => attribute(element, 'src') === undefined
  && (/^addEventListener\("load",function\(\)\{var w=navigator\.serviceWorker;/.test(text(element)) || (page.kind === 'offline' && /^window\.caches&&/.test(text(element))));

/** Opens a page with scripts off and reports what the browser says and fetches. */
async function open(chromium, site, page, root, problems) {
  const context = await chromium.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: HEIGHT } });
  const tab = await context.newPage();
  const address = root + encodeURI(page.path);
  const say = (key, problem) => problems.push({ rule: key, problem: `${page.path}${root.startsWith('file:') ? ' as a file' : ''}: ${problem}` });
  const icons = page.all.filter((element) => element.tagName === 'link' && /icon/.test(attribute(element, 'rel') ?? ''))
    .map((element) => attribute(element, 'href'))
    .map((href) => new URL(site.base && href.startsWith(site.base) ? root + href.slice(site.base.length) : href, address).href);
  const pictures = page.all.filter((element) => ['img', 'source'].includes(element.tagName)).length;
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && say('quiet', message.text()));
  tab.on('pageerror', (error) => say('quiet', error.message));
  tab.on('request', (request) => {
    const url = request.url();
    const expected = url === address || icons.includes(url) || url.startsWith('data:')
      || (request.resourceType() === 'image' && pictures > 0 && url.startsWith(root));
    if (!expected) say('requests', url);
  });
  await tab.goto(address);
  return { context, tab, say };
}

/** The same page from a memory card; 404.html is for servers only. */
async function listen(chromium, site, page) {
  if (page.path === '404.html') return [];
  const problems = [];
  const { context } = await open(chromium, site, page, fileUrl(site), problems);
  await context.close();
  return problems;
}

async function look(chromium, site, page, root) {
  const problems = [];
  const { context, tab, say } = await open(chromium, site, page, root, problems);
  await trySkipLink(tab, (problem) => say('skip', problem));
  await tab.evaluate(openEverything);
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: HEIGHT });
    const seen = await tab.evaluate(measure);
    const at = (key, list) => list.forEach((problem) => say(key, `${width} px: ${problem}`));
    at('scroll', seen.scroll);
    if (width === 240) continue;
    at('text', seen.text);
    at('targets', seen.targets);
    if (width === 320 && seen.headings !== 1) say('heading', `${seen.headings} h1`);
  }
  await context.close();
  return problems;
}

/** The first thing the Tab key reaches is a visible link to the content, and it goes there. */
async function trySkipLink(tab, say) {
  await tab.keyboard.press('Tab');
  await tab.waitForTimeout(50);
  const link = await tab.evaluate(() => {
    const focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    const style = getComputedStyle(focused);
    return {
      href: focused.getAttribute('href'),
      visible: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && style.clipPath === 'none' && style.opacity !== '0',
      ring: (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none',
    };
  });
  if (!link.href?.startsWith('#')) {
    say(`the first stop of the Tab key is ${link.href ?? 'not a link'}`);
    return;
  }
  if (!link.visible) say('the skip link cannot be seen when it has the focus');
  if (!link.ring) say('the focus cannot be seen');
  await tab.keyboard.press('Enter');
  await tab.waitForTimeout(50);
  const arrived = await tab.evaluate((id) => {
    const target = document.getElementById(id);
    return location.hash === `#${id}` && target !== null && (target.matches('main, h1') || target.closest('main') !== null || target.querySelector('h1') !== null);
  }, link.href.slice(1));
  if (!arrived) say(`${link.href} does not lead into the main content`);
}

/** Runs in the page: unfolds what is folded, so that all of it is looked at. */
export function openEverything() {
  for (const details of document.querySelectorAll('details')) {
    details.removeAttribute('name');
    details.open = true;
  }
}

/** Runs in the page: what is too wide, too small to read, too small to hit. */
export function measure() {
  const name = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (element) => element !== null && element !== document.documentElement
    && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const list = [...document.body.querySelectorAll('*')].filter(visible);
  const unique = (problems) => [...new Set(problems)].slice(0, 10);

  const root = document.documentElement;
  const wide = list.filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element.parentElement));
  const scroll = root.scrollWidth > root.clientWidth || wide.length > 0
    ? [`${root.scrollWidth} px wide: ${wide.slice(0, 3).map(name).join(', ') || 'no single element'}`] : [];

  const written = list.filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''));
  const small = written
    .map((element) => [parseFloat(getComputedStyle(element).fontSize), element])
    .filter(([size]) => size < 15.99)
    .map(([size, element]) => `${size} px in ${name(element)}`);

  const wordsBesidesLinks = (node) => [...node.childNodes].some((child) => (child.nodeType === Node.TEXT_NODE
    ? /[\p{L}\p{N}]/u.test(child.data) : child.localName !== 'a' && wordsBesidesLinks(child)));
  // A link inside running text is as high as its line; all others stand alone and are aimed at.
  const inText = (element) => {
    const block = element.closest('p, li, td, th, dd, dt, figcaption, caption, address, blockquote');
    if (block === null || element.localName !== 'a') return false;
    if (block.matches('td, dd')) return true;
    return wordsBesidesLinks(block);
  };
  const hidden = (element) => element.getBoundingClientRect().right <= 0 || element.getBoundingClientRect().bottom <= 0 || getComputedStyle(element).clipPath !== 'none';
  const targets = list
    .filter((element) => element.matches('a[href], summary, button, input:not([type=hidden]), select, textarea') && !hidden(element) && !inText(element))
    .map((element) => [element.getBoundingClientRect(), element])
    .filter(([box]) => box.width < 43.5 || box.height < 43.5)
    .map(([box, element]) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(element)}`);

  return { scroll, text: unique(small), targets: unique(targets), headings: document.querySelectorAll('h1').length };
}

async function askAxe(chromium, page, root) {
  const context = await chromium.newContext({ bypassCSP: true, reducedMotion: 'reduce', viewport: { width: AXE_WIDTHS[0], height: HEIGHT } });
  const tab = await context.newPage();
  await tab.goto(root + encodeURI(page.path));
  await tab.evaluate(openEverything);
  await tab.evaluate(axe.source);
  const seen = new Map(); // The same problem is told once, with the settings in which it shows.
  for (const colorScheme of SCHEMES) {
    await tab.emulateMedia({ colorScheme });
    for (const width of AXE_WIDTHS) {
      await tab.setViewportSize({ width, height: HEIGHT });
      for (const { id, help, targets } of await tab.evaluate(runAxe)) {
        const problem = `${id}: ${help}: ${targets.slice(0, 3).join(', ')}${targets.length > 3 ? ` and ${targets.length - 3} more` : ''}`;
        seen.set(problem, (seen.get(problem) ?? new Set()).add(`${colorScheme} ${width} px`));
      }
    }
  }
  await context.close();
  return [...seen].map(([problem, settings]) => ({ rule: 'axe', problem: `${page.path}: ${problem} (${[...settings].join(', ')})` }));
}

/**
 * Runs in the page. Axe cannot judge contrast upon a gradient or near a coloured ::before, and says so
 * quietly, nor of what is scrolled out of a region or lies upon a sticky cell: it is asked upon the first and
 * upon the last colour of each gradient, without the rest, and what it still cannot judge counts as a violation.
 */
export async function runAxe() {
  const plain = document.head.appendChild(document.createElement('style'));
  plain.textContent = '::before, ::after { background: none !important } [role=region] { overflow: visible !important } th { position: static !important }';
  const gradients = [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).backgroundImage.includes('gradient'));
  const ask = async (options) => {
    const { violations, incomplete } = await globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'], ...options });
    return [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')]
      .map(({ id, help, nodes }) => ({ id, help, targets: nodes.map((node) => node.target.join(' ')) }));
  };
  const paint = (stop) => gradients.forEach((element) => {
    element.style.background = '';
    const colours = getComputedStyle(element).backgroundImage.match(/(rgb|hsl|color|ok)\w*\([^)]*\)/g);
    element.style.background = colours.at(stop);
  });
  paint(0);
  const found = await ask();
  if (gradients.length > 0) {
    paint(-1);
    found.push(...await ask({ runOnly: ['color-contrast'] }));
    gradients.forEach((element) => { element.style.background = ''; });
  }
  plain.remove();
  return found;
}
