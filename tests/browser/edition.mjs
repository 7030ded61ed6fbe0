// Files to keep: each is copied alone into an empty folder and opened there by Chromium as a phone would,
// without network and without scripts. Their kind is `file`.

import axe from 'axe-core';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measure, openEverything, runAxe } from './axe.mjs';
import { startBrowser, visitAll } from './browser.mjs';
import { attribute, rule, text } from './site.mjs';

const WHOLE_BYTES = 1_000_000;
const SMALL_BYTES = 150_000;
const WIDTHS = [240, 360];
const HEIGHT = 740;
/** Characters of the first screen. */
const TOP = 400;
/** Wide enough for the widest table: axe cannot judge the colours of what is out of sight. */
const DESK = 1280;
const SMALL = /-(kecamatan|pekerjaan)-/;
const CALLS = /^(https?|tel|sms|mailto|geo):/;

export const RULES = {
  size: `a file has ${WHOLE_BYTES} bytes or less, that of a district or an occupation ${SMALL_BYTES}`,
  alone: 'alone in a folder and without network a file asks for nothing and complains of nothing',
  still: 'a file has no script, no form and no picture',
  links: 'a link leads to a part of the file, or says its address in full',
  outline: 'headings go down one level at a time, below one h1',
  says: 'a file says its day, whom to call and where it is from',
  scroll: `nothing scrolls sideways at ${WIDTHS.join(' and ')} px, with everything open`,
  targets: 'text is 16 px or more, and what a thumb must hit 44 px',
  axe: 'axe-core finds nothing in a file, light and dark',
};

export async function edition(sites) {
  const chromium = await startBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'edition-'));
  try {
    const results = [];
    for (const site of sites) {
      const found = site.editions.flatMap((page) => read(site, page).map(([key, problem]) => ({ key, problem: `${page.path}: ${problem}` })));
      const sample = samples(site);
      found.push(...await visitAll(sample, (page) => look(chromium, site, page, mkdtempSync(join(folder, 'one-')))));
      results.push(...Object.entries(RULES).map(([key, name]) => rule(site, name, `${(['alone', 'scroll', 'targets', 'axe'].includes(key) ? sample : site.editions).length} files`,
        found.filter((one) => one.key === key).map(({ problem }) => problem))));
    }
    return results;
  } finally {
    await chromium.close();
    rmSync(folder, { recursive: true });
  }
}

/** Of each kind of file the largest. */
function samples(site) {
  const kind = ({ path, lang }) => `${lang} ${SMALL.exec(path)?.[1] ?? ''}`;
  const largest = new Map();
  for (const page of site.editions) {
    if (page.bytes.length > (largest.get(kind(page))?.bytes.length ?? 0)) largest.set(kind(page), page);
  }
  return [...largest.values()];
}

/** What can be told from the file itself. */
function read(site, page) {
  const problems = [];
  const say = (key, problem) => problems.push([key, problem]);
  const most = SMALL.test(page.path) ? SMALL_BYTES : WHOLE_BYTES;
  if (page.bytes.length > most) say('size', `${page.bytes.length} bytes`);

  const active = page.all.filter(({ tagName, attrs }) => /^(script|form|input|button|img|picture|svg|video|audio|iframe|object|embed|link)$/.test(tagName) || attrs.some(({ name }) => /^on|^src$|^style$/.test(name)));
  active.forEach(({ tagName }) => say('still', `<${tagName}>`));

  for (const href of page.all.filter(({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href') ?? '')) {
    if (href.startsWith('#') ? !page.ids.has(decodeURIComponent(href.slice(1))) : !CALLS.test(href)) say('links', `${href} leads nowhere`);
  }

  const levels = page.all.map(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1]).filter(Boolean).map(Number);
  if (levels.filter((level) => level === 1).length !== 1) say('outline', `${levels.filter((level) => level === 1).length} h1`);
  levels.forEach((level, place) => place > 0 && level > levels[place - 1] + 1 && say('outline', `h${level} below h${levels[place - 1]}`));

  const top = text(page.all.find(({ tagName }) => tagName === 'main')).replace(/\s+/g, ' ').slice(0, TOP);
  if (!/\b\d{1,2} \p{L}+ 20\d\d\b/u.test(top)) say('says', 'no day at the top');
  if (!page.all.some((element) => attribute(element, 'href') === 'tel:175')) say('says', 'no telephone number to tap');
  if (!page.all.some((element) => site.base && attribute(element, 'href')?.startsWith(site.base))) say('says', 'no address of the portal');
  return problems;
}

async function look(chromium, site, page, folder) {
  const file = join(folder, basename(page.path));
  copyFileSync(join(site.root, page.path), file);
  const address = pathToFileURL(file).href;
  const problems = [];
  const say = (key, problem) => problems.push({ key, problem: `${page.path}: ${problem}` });

  const context = await chromium.newContext({ javaScriptEnabled: false, offline: true, viewport: { width: WIDTHS[1], height: HEIGHT } });
  const tab = await context.newPage();
  tab.on('request', (request) => request.url() !== address && say('alone', `asks for ${request.url()}`));
  tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && say('alone', message.text()));
  await tab.goto(address);
  await tab.evaluate(openEverything);
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: HEIGHT });
    const seen = await tab.evaluate(measure);
    seen.scroll.forEach((problem) => say('scroll', `${width} px: ${problem}`));
    if (width === WIDTHS[1]) [...seen.text, ...seen.targets].forEach((problem) => say('targets', problem));
  }
  await context.close();

  const judged = await chromium.newContext({ bypassCSP: true, offline: true, reducedMotion: 'reduce', viewport: { width: WIDTHS[1], height: HEIGHT } });
  const court = await judged.newPage();
  await court.goto(address);
  await court.evaluate(openEverything);
  await court.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark']) {
    await court.emulateMedia({ colorScheme });
    for (const width of [WIDTHS[1], DESK]) {
      await court.setViewportSize({ width, height: HEIGHT });
      for (const { id, help, targets } of await court.evaluate(runAxe)) {
        if (width === DESK || id !== 'color-contrast') say('axe', `${colorScheme} ${width} px: ${id}: ${help}: ${targets.slice(0, 3).join(', ')}`);
      }
    }
  }
  await judged.close();
  return problems;
}
