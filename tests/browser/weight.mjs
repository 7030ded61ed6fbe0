// No page is heavier than the first burst of a connection, and one response paints it. The budgets of
// each kind are shown beside what the pages weigh; the build itself enforces them.

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { budgetOf } from './budgets.mjs';
import { attribute, published, rule, text } from './site.mjs';
import { columns } from './table.mjs';

/** Ten TCP segments: what a server may send before it hears back. */
const WALL_BYTES = 14_600;
const HEADER_BYTES = 300;

export function weight(sites) {
  return sites.flatMap((site) => {
    const weighed = site.pages.map((page) => ({ page, gzip: gzipSync(page.bytes, { level: 9 }).length }));
    return [
      { ...rule(site, `no page is over ${WALL_BYTES} bytes in gzip`, `${weighed.length} pages`, weighed
        .filter(({ gzip }) => gzip > WALL_BYTES)
        .map(({ page, gzip }) => `${page.path}: ${gzip} bytes`)), table: table(weighed.filter(({ page }) => !page.isRedirect)) },
      rule(site, 'one response paints a page', `${published(site).length} pages`, published(site).flatMap(blocking)),
    ];
  });
}

/** What a browser would have to fetch before it can paint. */
function blocking(page) {
  return page.all.filter((element) =>
    (element.tagName === 'link' && /stylesheet|preload|preconnect|dns-prefetch/.test(attribute(element, 'rel') ?? ''))
    || (element.tagName === 'script' && attribute(element, 'src') !== undefined && attribute(element, 'defer') === undefined)
    || (element.tagName === 'style' && /@import|@font-face/.test(text(element))))
    .map((element) => `${page.path}:${element.sourceCodeLocation?.startLine}: <${element.tagName}> makes the reader wait for another file`);
}

/** The heaviest page of each kind against its budget. */
function table(weighed) {
  const heaviest = new Map();
  for (const one of weighed) {
    if (one.gzip > (heaviest.get(one.page.kind)?.gzip ?? 0)) heaviest.set(one.page.kind, one);
  }
  const rows = [...heaviest].sort().map(([kind, { page, gzip }]) => {
    const brotli = HEADER_BYTES + brotliCompressSync(page.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    const budget = budgetOf(page);
    const over = (value, limit) => `${value} of ${limit}${value > limit ? ' OVER' : ''}`;
    return [kind ?? '(none)', gzip, over(brotli, budget.html), over(page.all.length, budget.elements), page.path];
  });
  return columns(['kind', 'gzip', `brotli + ${HEADER_BYTES}`, 'elements', 'heaviest page'], rows);
}
