// Each page brings only the rules its elements can use. In Chromium it must look, pixel for pixel, as if
// it brought all of them: by day and by night, on a phone and on a desk, opened, in forced colours, printed.

import { createHash } from 'node:crypto';
import { startBrowser, visitAll } from './browser.mjs';
import { readSite, rule, samplePages, serve } from './site.mjs';

const LOOKS = [
  { name: 'light 320 px', width: 320 },
  { name: 'dark 320 px', width: 320, colorScheme: 'dark' },
  { name: 'light 1280 px', width: 1280 },
  { name: 'dark 1280 px', width: 1280, colorScheme: 'dark' },
  { name: 'forced colours 320 px', width: 320, forcedColors: 'active' },
  { name: 'printed', width: 794, media: 'print' },
  // What was opened stays open.
  { name: 'opened, light 320 px', width: 320, opened: true },
  { name: 'opened, dark 1280 px', width: 1280, colorScheme: 'dark', opened: true },
];

const STYLE = /<style>([^]*?)<\/style>/;
const hash = (css) => createHash('sha256').update(css).digest('base64');
const styleOf = (html) => STYLE.exec(html)?.[1] ?? '';

/** The whole sheet, from a portal built with `--whole-styles`. */
export const wholeSheet = (folder) => styleOf(String(readSite(folder).byPath.get('index.html').bytes));

/** `whole` is the whole sheet, as the engine compiled it. */
export async function subset(sites, { whole }) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const site of sites) {
      const sample = samplePages(site);
      results.push(
        rule(site, 'a page brings no more rules than it can use', `${site.pages.length} pages`, site.pages
          .filter((page) => styleOf(String(page.bytes)).length >= whole.length)
          .map((page) => `${page.path}: brings the whole sheet`)),
        rule(site, 'a page looks as it would with the whole sheet', `${sample.length} pages, ${LOOKS.length} looks`, await compareAll(chromium, site, sample, whole)),
      );
    }
    return results;
  } finally {
    await chromium.close();
  }
}

async function compareAll(chromium, site, sample, whole) {
  const server = await serve(site);
  try {
    return await visitAll(sample, async (page) => {
      const address = server.url + encodeURI(page.path);
      const body = withStyle(String(page.bytes), whole);
      const differing = await differences(chromium, address, body, LOOKS);
      // A busy machine may draw before a letter's edge has settled: what differs is looked at again, anew.
      const lasting = await differences(chromium, address, body, differing);
      return lasting.map((look) => `${page.path}: ${look.name} differs`);
    });
  } finally {
    server.close();
  }
}

/** The looks in which the page at an address is not what `body` is. */
async function differences(chromium, address, body, looks) {
  if (looks.length === 0) return [];
  const own = await open(chromium, address);
  const full = await open(chromium, address, body);
  const differing = [];
  for (const look of looks) {
    const [one, other] = [await draw(own, look), await draw(full, look)];
    if (!one.equals(other)) differing.push(look);
  }
  await Promise.all([own.close(), full.close()]);
  return differing;
}

/** The page with another style; its policy names styles by their hash. */
function withStyle(html, style) {
  return html.replace(hash(styleOf(html)), hash(style)).replace(STYLE, () => `<style>${style}</style>`);
}

/** Opens a page, or what `body` has in its place. */
async function open(chromium, address, body) {
  const tab = await chromium.newPage({ deviceScaleFactor: 1 });
  if (body) await tab.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await tab.goto(address);
  return tab;
}

async function draw(tab, { width, colorScheme = 'light', forcedColors = 'none', media = 'screen', opened = false }) {
  await tab.emulateMedia({ colorScheme, forcedColors, media });
  await tab.setViewportSize({ width, height: 640 });
  if (opened) await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  return tab.screenshot({ fullPage: true, animations: 'disabled' });
}
