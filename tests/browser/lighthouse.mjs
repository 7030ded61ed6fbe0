// Lighthouse as a phone, on a page of every kind: 100 in accessibility, best practices and SEO. Its
// performance figure hangs on the machine: it is printed, never judged.

import { createServer } from 'node:net';
import lighthouseOf from 'lighthouse';
import { startBrowser } from './browser.mjs';
import { rule, serve, templates } from './site.mjs';
import { columns } from './table.mjs';

const CATEGORIES = { accessibility: 'accessibility', 'best-practices': 'best practices', seo: 'SEO' };
const FLAGS = {
  output: 'json', logLevel: 'error', onlyCategories: ['performance', ...Object.keys(CATEGORIES)],
  // Pictures of the page for the printed report: nobody looks at them here.
  disableFullPageScreenshot: true, skipAudits: ['screenshot-thumbnails', 'final-screenshot'],
};

export async function lighthouse(sites) {
  const port = await freePort();
  const chromium = await startBrowser([`--remote-debugging-port=${port}`]);
  try {
    const results = [];
    for (const [site, sample] of templates(sites)) results.push(...await lighthouseOne(site, sample, port));
    return results;
  } finally {
    await chromium.close();
  }
}

/** One page after the other: Lighthouse cannot do two at once in one process. */
async function lighthouseOne(site, sample, port) {
  const server = await serve(site);
  const seen = [];
  try {
    for (const page of sample) {
      const { lhr } = await lighthouseOf(server.url + encodeURI(page.path), { ...FLAGS, port });
      seen.push({ page, lhr });
    }
  } finally {
    server.close();
  }
  const results = Object.entries(CATEGORIES).map(([id, name]) => rule(site, `Lighthouse gives 100 in ${name}`, `${sample.length} pages`, seen.flatMap(({ page, lhr }) => complaints(page, lhr, id))));
  if (sample.length > 0) results.at(-1).table = table(seen);
  return results;
}

/** What costs points. A page that asks not to be indexed may lose those, and no others. */
function complaints(page, lhr, category) {
  if (lhr.runtimeError) return [`${page.path}: ${lhr.runtimeError.message}`];
  return lhr.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1 && !(id === 'is-crawlable' && page.isNoindex))
    .map(({ id }) => lhr.audits[id])
    .map(({ id, title, explanation, details }) => `${page.path}: ${id}: ${title}${explanation ? `: ${explanation}` : ''}${examples(details)}`);
}

const examples = (details) => (details?.items ?? []).slice(0, 3)
  .map((item) => item.node?.snippet ?? item.source?.snippet ?? item.url ?? item.description ?? '').filter(Boolean).map((text) => `\n           ${text}`).join('');

function table(seen) {
  const score = (lhr, id) => Math.round((lhr.categories[id].score ?? 0) * 100);
  const time = (lhr, id) => Math.round(lhr.audits[id].numericValue ?? 0);
  return columns(['kind', 'performance', ...Object.values(CATEGORIES), 'first paint ms', 'largest', 'blocked', 'shift', 'page'], seen.map(({ page, lhr }) => [
    page.kind, score(lhr, 'performance'), ...Object.keys(CATEGORIES).map((id) => score(lhr, id)),
    time(lhr, 'first-contentful-paint'), time(lhr, 'largest-contentful-paint'), time(lhr, 'total-blocking-time'),
    (lhr.audits['cumulative-layout-shift'].numericValue ?? 0).toFixed(3), page.path,
  ]));
}

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
