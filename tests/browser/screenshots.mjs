// node screenshots.mjs FOLDER PICTURES: for people's eyes, not a test. Draws a page of every kind at
// phone and desk width, light and dark, and as printed paper.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser, visitAll } from './browser.mjs';
import { readSite, samplePages, serve } from './site.mjs';

const WIDTHS = [320, 360, 1280];

const [folder, pictures] = process.argv.slice(2);
if (!folder || !pictures) {
  console.error('usage: node screenshots.mjs FOLDER PICTURES');
  process.exit(2);
}

const site = readSite(folder);
mkdirSync(pictures, { recursive: true });
const server = await serve(site);
const chromium = await startBrowser();
await visitAll(samplePages(site), async (page) => {
  const tab = await chromium.newPage({ deviceScaleFactor: 1 });
  await tab.goto(server.url + encodeURI(page.path));
  const name = join(pictures, `${page.kind}--${page.path.replace(/(\/index)?\.html$/, '').replaceAll('/', '-')}`);
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 640 });
      await tab.screenshot({ path: `${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.pdf({ path: `${name}.pdf`, format: 'A4' });
  await tab.close();
  return [];
});
await chromium.close();
server.close();
