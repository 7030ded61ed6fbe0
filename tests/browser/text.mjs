// Pages in browsers that know letters only, w3m and lynx, as a screen of 80 by 24: the heading is on the
// first screen, the order is the reading order, and no word is lost or run into the next.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { visitAll } from './browser.mjs';
import { published, rule, samplePages, text } from './site.mjs';
import { readingWords, wordsOf } from './words.mjs';

const run = promisify(execFile);
const SCREEN = { columns: 80, lines: 24 };
const BROWSERS = {
  w3m: (path) => ['w3m', ['-dump', '-cols', SCREEN.columns, '-I', 'UTF-8', '-O', 'UTF-8', '-T', 'text/html', path]],
  lynx: (path) => ['lynx', ['-dump', '-nolist', '-force_html', '-assume_charset=utf-8', '-display_charset=utf-8', `-width=${SCREEN.columns}`, path]],
};
/** So many words after the heading count as the beginning of the answer. */
const OPENING_WORDS = 8;

const RULES = {
  skip: 'in w3m and lynx the skip link comes first',
  first: `in w3m and lynx the heading and the first words are on the first screen of ${SCREEN.columns} × ${SCREEN.lines}`,
  words: 'in w3m and lynx no word is lost, moved or run into the next',
};

export async function textBrowsers(sites, { every = false } = {}) {
  const results = [];
  for (const site of sites) {
    const sample = every ? published(site) : samplePages(site);
    const found = await visitAll(sample, (page) => readPage(site, page));
    results.push(...Object.entries(RULES).map(([key, name]) => rule(site, name, `${sample.length} pages`,
      found.filter((one) => one.rule === key).map((one) => one.problem))));
  }
  return results;
}

async function readPage(site, page) {
  const problems = [];
  for (const [name, command] of Object.entries(BROWSERS)) {
    const { stdout } = await run(...command(join(site.root, page.path)), { env: { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'dumb' }, maxBuffer: 1 << 24 });
    // Lynx puts the links of the head above the page.
    const lines = stdout.split('\n').filter((line, index) => !(index === 0 && /^\s*#/.test(line)));
    const say = (key, problem) => problem && problems.push({ rule: key, problem: `${page.path}: ${name}: ${problem}` });
    judge(page, lines, say);
  }
  return problems;
}

function judge(page, lines, say) {
  const find = (test) => page.all.find(test);
  const shown = wordsOf(lines.join('\n'));
  const skip = find(({ tagName, attrs }) => tagName === 'a' && attrs.some(({ name, value }) => name === 'href' && value.startsWith('#')));
  say('skip', skip && startsWith(shown, wordsOf(text(skip))) ? '' : `begins with "${shown.slice(0, 4).join(' ')}"`);

  const main = readingWords(find(({ tagName }) => tagName === 'main'));
  const heading = readingWords(find(({ tagName }) => tagName === 'h1'));
  const start = indexOf(main, heading);
  const wanted = main.slice(start, start + heading.length + OPENING_WORDS);
  const screen = wordsOf(lines.slice(0, SCREEN.lines).join('\n'));
  say('first', heading.length > 0 && isSubsequence(wanted, screen) < 0 ? '' : `"${wanted.join(' ')}" is not in the first ${SCREEN.lines} lines`);

  const body = find(({ tagName }) => tagName === 'body');
  const lost = missing(readingWords(body), shown);
  say('words', lost.length === 0 ? '' : `not found as words: ${lost.slice(0, 5).join(', ')}${lost.length > 5 ? ` and ${lost.length - 5} more` : ''}${nearby(lines, lost[0])}`);
  // Cells stand side by side, and long ones share their lines: their order is that of the eye.
  const prose = readingWords(body, ['table']);
  const stuck = isSubsequence(prose, shown);
  say('words', lost.length > 0 || stuck < 0 ? '' : `"${prose.slice(stuck, stuck + 5).join(' ')}" comes too early`);
}

const startsWith = (words, wanted) => wanted.length > 0 && wanted.every((word, index) => words[index] === word);
const indexOf = (words, wanted) => Math.max(0, words.findIndex((_, start) => startsWith(words.slice(start, start + wanted.length), wanted)));

/** Where the first of the wanted words is that cannot be met in order; -1 if all can. */
function isSubsequence(wanted, words) {
  let met = 0;
  for (const word of words) if (word === wanted[met]) met += 1;
  return met === wanted.length ? -1 : met;
}

function missing(wanted, words) {
  const left = new Map();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

/** The line in which a lost word stands as part of another. */
const nearby = (lines, word) => lines.filter((line) => wordsOf(line).some((one) => one !== word && one.includes(word))).slice(0, 1).map((line) => `: "${line.trim()}"`).join('');
