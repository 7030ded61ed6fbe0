// node run.mjs [--only links,html,…] [--all] [--every] [--tables FILE] [--whole FOLDER] FOLDER…: holds output
// folders to every check, prints what is wrong with which page (the first few problems of a rule, or all), and
// ends with `N passed, N failed`. With --every the browsers look at every page, not at a sample: minutes
// instead of seconds. `subset` needs --whole, a portal with the same theme that was built with --whole-styles.
// The tables of what was measured are printed, and added to a file if one is named.

import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { browser } from './axe.mjs';
import { calendars } from './calendars.mjs';
import { edition } from './edition.mjs';
import { firefox } from './firefox.mjs';
import { frugal } from './frugal.mjs';
import { hostile } from './hostile.mjs';
import { html } from './html.mjs';
import { lighthouse } from './lighthouse.mjs';
import { links } from './links.mjs';
import { messages } from './messages.mjs';
import { meta } from './meta.mjs';
import { modes } from './modes.mjs';
import { network } from './network.mjs';
import { offline } from './offline.mjs';
import { pictures } from './pictures.mjs';
import { scales } from './scales.mjs';
import { search } from './search.mjs';
import { sheets } from './sheets.mjs';
import { readSite } from './site.mjs';
import { subset, wholeSheet } from './subset.mjs';
import { textBrowsers } from './text.mjs';
import { weight } from './weight.mjs';

const CHECKS = {
  links, meta, hostile, messages, calendars, weight, scales, html, pictures, sheets, text: textBrowsers, axe: browser, edition, search, subset, offline, modes, firefox, frugal, network, lighthouse,
};
const SHOWN = 20;

const { values, positionals } = parseArgs({ options: { only: { type: 'string' }, all: { type: 'boolean' }, every: { type: 'boolean' }, tables: { type: 'string' }, whole: { type: 'string' } }, allowPositionals: true });
const chosen = values.only?.split(',') ?? Object.keys(CHECKS).filter((name) => name !== 'subset' || values.whole);
const unknown = chosen.filter((name) => !(name in CHECKS));
if (positionals.length === 0 || unknown.length > 0 || (chosen.includes('subset') && !values.whole)) {
  console.error(`usage: node run.mjs [--only ${Object.keys(CHECKS)}] [--all] [--every] [--tables FILE] [--whole FOLDER] FOLDER…`);
  process.exit(2);
}

let passed = 0;
const failures = [];
function print(title, problems, table = []) {
  if (problems.length === 0) {
    passed += 1;
    console.log(`ok     ${title}`);
  } else {
    failures.push({ title, problems });
  }
  table.forEach((line) => console.log(`         ${line}`));
  if (values.tables && table.length > 0) appendFileSync(values.tables, `${title}\n\n${table.join('\n')}\n\n`);
}

const sites = positionals.flatMap((folder) => {
  try {
    return [readSite(folder)];
  } catch (error) {
    print(folder, [error.message]);
    return [];
  }
});

// One after the other, for some measure time; only Java works beside them. What is kept is printed at once,
// what failed at the end.
const checks = sites.length > 0 ? chosen : [];
const start = (name) => Promise.resolve(sites).then((all) => CHECKS[name](all, { every: values.every, whole: values.whole && wholeSheet(values.whole) })).catch((error) => error);
const beside = checks.includes('html') ? start('html') : undefined;
for (const name of checks) {
  const results = await (name === 'html' ? beside : start(name));
  if (results instanceof Error) print(name, [results.stack]);
  else results.forEach((result) => print(`${name} · ${result.site} · ${result.name} (${result.counted})`, result.problems, result.table));
}
for (const { title, problems } of failures) {
  const shown = values.all ? problems : problems.slice(0, SHOWN);
  console.log(`FAILED ${title}`);
  shown.forEach((problem) => console.log(`         ${problem}`));
  if (shown.length < problems.length) console.log(`         and ${problems.length - shown.length} more`);
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
