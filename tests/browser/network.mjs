// A page of every kind on a slow phone and a slow link, cold: what it fetches, that nothing jumps while it
// arrives, and when the first of it is painted. Times on a shared machine prove nothing, so they are printed
// beside the floor that physics sets and never judged; requests, bytes and jumps are.

import { startBrowser, visitAll } from './browser.mjs';
import { budgetOf } from './budgets.mjs';
import { NETWORKS, floor, openLink } from './link.mjs';
import { attribute, rule, serve, templates } from './site.mjs';
import { columns } from './table.mjs';

/** A 1 GB phone: its processor is about six times slower than one core here. */
const SLOWDOWN = 6;
/** A paint this near to the floor needs no further run. */
const CLOSE = 1.05;
const PHONE = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, serviceWorkers: 'block' };

const RULES = {
  requests: 'a cold visit asks for what its kind may ask for',
  bytes: 'a cold visit costs what its kind may cost',
  whole: 'scrolled to its end, a page costs what its kind may cost',
  shift: 'nothing jumps while a page arrives',
};

export async function network(sites, { runs = Infinity } = {}) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const [site, sample] of templates(sites)) {
      const visits = await visitAll(sample, async (page) => [await visit(chromium, site, page, runs)]);
      results.push(...Object.entries(RULES).map(([key, name]) => rule(site, name, `${sample.length} pages, ${NETWORKS.length} networks`,
        visits.flatMap(({ page, found }) => [...new Set(found[key])].map((problem) => `${page.path}: ${problem}`)))));
      if (sample.length > 0) results.at(-1).table = table(visits);
    }
    return results;
  } finally {
    await chromium.close();
  }
}

/** Visits a page on every network, several times, and judges what was fetched. */
async function visit(chromium, site, page, limit) {
  const budget = budgetOf(page);
  const found = { requests: [], bytes: [], whole: [], shift: [] };
  const times = [];
  let measured;
  for (const network of NETWORKS) {
    // The best of several runs: once more while a busy machine may have been in the way.
    const runs = [];
    do runs.push(await load(chromium, site, page, network));
    while (runs.length < Math.min(network.runs, limit) && !runs.some(({ painted, first }) => painted < CLOSE * floor(network, first[0].bytes)));
    for (const { first, whole, shifts } of runs) {
      if (first.length > budget.requests) found.requests.push(`${first.length} of ${budget.requests} requests: ${first.map(({ path }) => path).join(', ')}`);
      if (sum(first) > budget.first) found.bytes.push(`${sum(first)} of ${budget.first} bytes: ${list(first)}`);
      if (sum(whole) > budget.whole) found.whole.push(`${sum(whole)} of ${budget.whole} bytes: ${list(whole)}`);
      found.shift.push(...shifts.map((shift) => `${network.name}: ${shift}`));
    }
    measured ??= runs[0];
    const best = runs.reduce((one, other) => (other.painted < one.painted ? other : one));
    times.push({ floor: floor(network, best.first[0].bytes), painted: best.painted, largest: best.largest });
  }
  return { page, found, times, first: measured.first, whole: measured.whole };
}

const sum = (responses) => responses.reduce((bytes, response) => bytes + response.bytes, 0);
const list = (responses) => responses.map(({ path, bytes }) => `${path} ${bytes}`).join(', ');

/** One cold load over a fresh link: from a new browser profile, until all is quiet and scrolled through. */
async function load(chromium, site, page, network) {
  const server = await serve(site);
  const link = await openLink(network, server.port);
  const context = await chromium.newContext(PHONE);
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await tab.goto(`http://127.0.0.1:${link.port}/${encodeURI(page.path)}`, { timeout: 60_000 });
    await link.quiet();
    const seen = await tab.evaluate(readTimes);
    if (lazyPictures(page).length > 0) {
      await tab.evaluate(scrollThrough);
      await link.quiet();
    }
    const shifts = await tab.evaluate(readShifts);
    // A picture that may wait is no part of the first view, though a browser with a tall screen fetches it early.
    const late = new Set(lazyPictures(page).map((address) => new URL(address, `http://a/${page.path}`).pathname.slice(1)).map(decodeURIComponent));
    return { ...seen, shifts, first: server.asked.filter(({ path }) => !late.has(path)), whole: server.asked };
  } finally {
    await context.close();
    link.close();
    server.close();
  }
}

/** Addresses of the pictures that are fetched when they come near, in every size they are offered in. */
function lazyPictures(page) {
  const addresses = (element) => [attribute(element, 'src'), ...(attribute(element, 'srcset') ?? '').split(/,\s+/).map((one) => one.trim().split(/\s/)[0])].filter(Boolean);
  return page.all
    .filter((element) => element.tagName === 'img' && attribute(element, 'loading') === 'lazy')
    .flatMap((element) => [element, ...(element.parentNode.tagName === 'picture' ? element.parentNode.childNodes.filter((child) => child.tagName === 'source') : [])])
    .flatMap(addresses);
}

/** Runs in the page: milliseconds from the click to the first and to the largest paint. */
async function readTimes() {
  const entries = (type) => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({ type, buffered: true });
    setTimeout(() => done([]), 1000);
  });
  const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  return { painted, largest: (await entries('largest-contentful-paint')).at(-1)?.startTime };
}

/** Runs in the page: what moved although nobody touched anything. */
async function readShifts() {
  const moved = [];
  const observer = new PerformanceObserver((list) => moved.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  await new Promise((done) => { setTimeout(done, 100); });
  const name = (node) => (node instanceof Element ? `<${node.localName}> "${node.textContent.trim().slice(0, 30)}"` : 'text');
  // A word that a packet cuts in two may move by a letter when its other half comes: less than can be seen.
  return [...moved, ...observer.takeRecords()].filter((shift) => shift.value >= 0.005).map((shift) => `${shift.value.toFixed(4)} by ${shift.sources.map(({ node }) => name(node)).join(', ') || 'nothing that is left'}`);
}

/** Runs in the page: shows each part of it for a moment, folded ones too. */
async function scrollThrough() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
    scrollTo(0, top);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

/**
 * First paint beside the floor: two round trips (connect; ask and answer) and the page's bytes through the
 * pipe, when any browser could first have the whole of it. Under 1.00 the reader saw text before the last
 * byte was there.
 */
function table(visits) {
  const rows = visits.map(({ page, times, first, whole }) => [page.kind, first.length, sum(first), sum(whole),
    ...times.flatMap(({ floor, painted, largest }) => [Math.round(floor), Math.round(painted), (painted / floor).toFixed(2), Math.round(largest)]), page.path]);
  const heads = NETWORKS.flatMap(({ name }) => [`${name}: floor ms`, 'first paint', 'ratio', 'largest']);
  return [`${NETWORKS.map(({ name, kbits, roundTrip, runs }) => `${name} ${kbits} kbit/s ${roundTrip} ms, best of up to ${runs}`).join('; ')}; processor ${SLOWDOWN} × slower; without names and TLS`,
    ...columns(['kind', 'requests', 'bytes', 'scrolled', ...heads, 'page'], rows)];
}
