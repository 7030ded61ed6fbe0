// node stems.mjs < PAIRS: the search page's script must find the same stem of every word as the program
// that made the index. PAIRS is JSON: [[word, stem], …]. Used by the program's own tests.

import { readFileSync } from 'node:fs';

const script = readFileSync(new URL('../../themes/lentera/scripts/cari.js', import.meta.url), 'utf8');
const stem = new Function(`${functionNamed('stem')}\nreturn stem;`)();

/** The text of one function of the script, from its name to the brace that closes it. */
function functionNamed(name) {
  const start = script.indexOf(`function ${name}(`);
  for (let end = script.indexOf('{', start), depth = 0; end < script.length; end += 1) {
    if (script[end] === '{') depth += 1;
    if (script[end] === '}') depth -= 1;
    if (depth === 0) return script.slice(start, end + 1);
  }
  throw new Error(`the script has no function ${name}`);
}

const pairs = JSON.parse(readFileSync(0, 'utf8'));
const wrong = pairs.filter(([word, expected]) => stem(word) !== expected);
for (const [word, expected] of wrong.slice(0, 50)) console.log(`${word}: ${stem(word)} in the browser, ${expected} in the index`);
console.log(`${pairs.length} words, ${wrong.length} different`);
process.exitCode = wrong.length === 0 && pairs.length > 0 ? 0 : 1;
