// NetSurf and Dillo: small browsers with engines of their own, which draw and nothing else. Each shows a page
// of every kind on a screen in memory, and the heading and the first words are read from the picture.

import { spawn } from 'node:child_process';
import { openScreen, readLetters, waitForPicture } from './screen.mjs';
import { rule, serve, templates } from './site.mjs';
import { readingWords, wordsOf } from './words.mjs';

const SIZE = { width: 480, height: 800 };
const BROWSERS = {
  NetSurf: (address) => ['netsurf-fb', ['-f', 'x', '-w', SIZE.width, '-h', SIZE.height, address]],
  Dillo: (address) => ['dillo', ['-g', `${SIZE.width}x${SIZE.height}+0+0`, address]],
};
/** What of the heading and the first words must be read: who reads pictures errs now and then. */
const READ = 0.75;
const OPENING_WORDS = 8;

export async function frugal(sites) {
  const results = [];
  for (const [site, sample] of templates(sites)) {
    const server = await serve(site);
    const looks = await Promise.all(Object.entries(BROWSERS).map(async ([name, command]) => {
      const problems = [];
      for (const page of sample) {
        const problem = await look(command, page, server.url + encodeURI(page.path));
        if (problem) problems.push(`${page.path}: ${problem}`);
      }
      return rule(site, `${name} shows the heading and the first words`, `${sample.length} pages`, problems);
    })).finally(server.close);
    results.push(...looks);
  }
  return results;
}

async function look(command, page, address) {
  const screen = await openScreen(SIZE.width, SIZE.height);
  const [program, options] = command(address);
  // A home of its own, so that no setting and no old page has a part in it.
  const browser = spawn(program, options, { stdio: 'ignore', env: { ...process.env, DISPLAY: screen.display, HOME: screen.folder } });
  const failed = new Promise((done) => { browser.on('error', (error) => done(`${program} cannot be started: ${error.message}`)); });
  try {
    const picture = await Promise.race([waitForPicture(screen), failed]);
    if (typeof picture === 'string') return picture;
    return judge(page, await readLetters(picture, screen.folder));
  } finally {
    browser.kill();
    screen.close();
  }
}

function judge(page, letters) {
  const main = readingWords(page.all.find(({ tagName }) => tagName === 'main'));
  const heading = readingWords(page.all.find(({ tagName }) => tagName === 'h1'));
  const start = main.indexOf(heading[0]);
  const wanted = main.slice(start, start + heading.length + OPENING_WORDS).filter((word) => word.length > 3);
  const read = wordsOf(letters);
  const missed = wanted.filter((word) => !read.some((one) => alike(one, word)));
  return missed.length <= (1 - READ) * wanted.length ? '' : `not seen: ${missed.join(', ')}`;
}

/** One letter in five may be misread. */
function alike(one, other) {
  let row = [...other].map((_, index) => index + 1);
  for (const [index, letter] of [...one].entries()) {
    const next = [];
    for (const [at, wanted] of [...other].entries()) next.push(Math.min((next[at - 1] ?? index + 1) + 1, row[at] + 1, (at === 0 ? index : row[at - 1]) + (letter === wanted ? 0 : 1)));
    row = next;
  }
  return row.at(-1) <= other.length / 5;
}
