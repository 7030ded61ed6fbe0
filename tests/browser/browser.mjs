// Chromium, and pages opened in it one after the other.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts Chromium. It may run as root in a container, where its own sandbox does not: it sees only our pages. */
export function startBrowser(more = []) {
  const executablePath = PATHS.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('Chromium is missing: install it, or name it in CHROMIUM');
  return chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', ...more],
  });
}

/** Calls `visit` for every item, two at a time, and gathers what it returns. */
export async function visitAll(items, visit) {
  const queue = [...items];
  const results = [];
  await Promise.all([1, 2].map(async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) results.push(...await visit(item));
  }));
  return results;
}
