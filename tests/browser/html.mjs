// Every HTML file is valid by the Nu checker: one Java process for all of them, warnings count.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import jar from 'vnu-jar';
import { rule } from './site.mjs';

// Messages we disagree with, each with its reason. Keep it short.
const ALLOWED = [
  {
    pattern: /^Inline script violates Content Security Policy/,
    reason: 'It means JSON-LD, which is data: no browser runs it, so no policy applies. That there is no other script is a rule of axe.mjs.',
  },
  {
    pattern: /^Resource violates Content Security Policy \(meta tag\): image .* blocked by “img-src” directive/,
    reason: 'The checker reads files, which have no origin, so `img-src \'self\'` admits nothing there. That pictures load, over HTTP and from files, is a rule of axe.mjs.',
  },
  {
    pattern: /^Resource violates Content Security Policy \(meta tag\): external script .* blocked by “script-src” directive/,
    reason: 'The same for `script-src \'self\'`. That the search runs, over HTTP and from files, is a rule of search.mjs; that no other page has a script is one of axe.mjs.',
  },
  {
    pattern: /^This document appears to be written in Malay but the .html. start tag has .lang="id"./,
    reason: 'It guesses: Malay and Indonesian share most of their words. That pages name their language is a rule of meta.mjs.',
  },
];

export async function html(sites) {
  const messages = await nu(sites.map((site) => site.root));
  return sites.map((site) => {
    const problems = messages
      .filter((message) => message.url && fileURLToPath(message.url).startsWith(`${site.root}/`))
      .filter((message) => !ALLOWED.some(({ pattern }) => pattern.test(message.message)))
      .map((message) => `${fileURLToPath(message.url).slice(site.root.length + 1)}:${message.lastLine}:${message.lastColumn}: ${message.subType ?? message.type}: ${message.message}`);
    return rule(site, 'every page is valid HTML', `${site.pages.length} pages`, problems);
  });
}

async function nu(folders) {
  const java = spawn('java', ['-Xss8m', '-jar', jar, '--format', 'json', '--skip-non-html', ...folders], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  java.stderr.setEncoding('utf8').on('data', (chunk) => { output += chunk; });
  await new Promise((done, fail) => java.on('close', done).on('error', (error) => fail(new Error(`java cannot be started: ${error.message}`))));
  try {
    return JSON.parse(output).messages;
  } catch {
    throw new Error(`the Nu checker failed:\n${output.slice(0, 2000)}`);
  }
}
