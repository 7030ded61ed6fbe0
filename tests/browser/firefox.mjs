// Firefox ESR, the other engine: the same text, nothing sideways, pictures shown, and it says nothing.

import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { measure, openEverything } from './axe.mjs';
import { rule, serve, templates } from './site.mjs';
import { firstDifference, visibleText } from './words.mjs';

const PATHS = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];
const WIDTHS = [240, 320, 1280];
const HEIGHT = 800;

/** The scripts of these write into the page: a field to search in, what this phone has kept. */
const REWRITTEN = new Set(['search', 'offline']);

const RULES = {
  text: 'Firefox shows every word in its order',
  scroll: `in Firefox nothing scrolls sideways at ${WIDTHS.join(', ')} px`,
  heading: 'in Firefox the heading is on the first screen of a phone',
  quiet: 'Firefox has nothing to complain about',
};

export async function firefox(sites) {
  const executablePath = PATHS.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('Firefox is missing: install firefox-esr, or name it in FIREFOX');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  try {
    const results = [];
    for (const [site, sample] of templates(sites)) results.push(...await firefoxOne(browser, site, sample));
    return results;
  } finally {
    await browser.close();
  }
}

async function firefoxOne(browser, site, sample) {
  const server = await serve(site, { prefix: '/a/b/', index: false });
  const found = [];
  try {
    for (const page of sample) found.push(...await look(browser, page, server.url));
  } finally {
    server.close();
  }
  return Object.entries(RULES).map(([key, name]) => rule(site, name, `${sample.length} pages`, found.filter((one) => one.rule === key).map((one) => one.problem)));
}

async function look(browser, page, root) {
  const problems = [];
  const say = (key, problem) => problems.push({ rule: key, problem: `${page.path}: ${problem}` });
  const tab = await browser.newPage();
  try {
    tab.on('console', (message) => ['error', 'warn'].includes(message.type()) && say('quiet', message.text()));
    tab.on('pageerror', (error) => say('quiet', error.message));
    tab.on('requestfailed', (request) => say('quiet', `${request.url()} cannot be fetched`));
    await tab.setViewport({ width: 320, height: HEIGHT });
    const response = await tab.goto(root + encodeURI(page.path));
    if (response.status() !== 200) say('quiet', `answered ${response.status()}`);
    const top = await tab.evaluate(() => document.querySelector('h1')?.getBoundingClientRect().top);
    if (!(top < 640)) say('heading', top === undefined ? 'no h1' : `the h1 begins at ${Math.round(top)} px`);
    await tab.evaluate(openEverything);
    const shown = await tab.evaluate(() => document.body.innerText);
    const difference = firstDifference(visibleText(page), shown);
    if (difference && !REWRITTEN.has(page.kind)) say('text', difference);
    for (const width of WIDTHS) {
      await tab.setViewport({ width, height: HEIGHT });
      for (const problem of (await tab.evaluate(measure)).scroll) say('scroll', `${width} px: ${problem}`);
    }
    const broken = await tab.evaluate(() => [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src));
    broken.forEach((address) => say('quiet', `${address} is no picture`));
  } finally {
    await tab.close();
  }
  return problems;
}
