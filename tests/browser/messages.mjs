// Texts that travel without their page: SMS, WhatsApp messages, scripts. The parts of an SMS are counted by a
// library that knows nothing of ours.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { split } from 'split-sms';
import { rule, text } from './site.mjs';

const MOST_PARTS = 2;
const MOST_CHARACTERS = 1000;
/** At 130 words a minute. */
const WORDS = [65, 130];

export function messages(sites) {
  return sites.flatMap((site) => {
    const read = (path) => readFileSync(join(site.root, path), 'utf8').trimEnd();
    const each = (name, file, judge) => {
      const paths = [...site.files].filter((path) => path.endsWith(`/${file}`));
      return rule(site, name, `${paths.length} texts`, paths.flatMap((path) => judge(read(path), path).map((problem) => `${path}: ${problem}`)));
    };
    return [
      each('an SMS has two parts at most and ends with 175', 'sms.txt', sms),
      each('a text page counts SMS as others count them', 'sms.txt', (message, path) => counted(message, site.byPath.get(path.replace('sms.txt', 'teks/index.html')))),
      each('a WhatsApp message has one link, 175, and is not folded up', 'wa.txt', whatsapp),
      each('a script has words only, and no more than there is time for', 'siaran.txt', script),
    ];
  });
}

function sms(message) {
  const { parts, characterSet } = split(message);
  return [
    parts.length > MOST_PARTS ? [`${parts.length} parts in ${characterSet}`] : [],
    message.endsWith('175') ? [] : ['does not end with 175'],
    message.includes('\n') ? ['has several lines'] : [],
  ].flat();
}

function counted(message, page) {
  if (!page) return ['has no text page'];
  const stated = /(\d+) \S+, (\d+) SMS/.exec(page.all.filter((element) => element.tagName === 'span').map(text).join('\n'));
  if (!stated) return ['the text page names no number of parts'];
  const { parts } = split(message);
  return Number(stated[2]) === parts.length ? [] : [`the text page says ${stated[2]} parts, the library ${parts.length}`];
}

function whatsapp(message) {
  const links = message.match(/https?:\/\/\S+/g) ?? [];
  return [
    links.length === 1 ? [] : [`${links.length} links`],
    links.every((link) => new URL(link).searchParams.get('k') === 'wa') ? [] : ['the link does not say by which way it came'],
    [...message].length > MOST_CHARACTERS ? [`${[...message].length} characters`] : [],
    /\b175\b/.test(message) ? [] : ['does not name 175'],
    /\*\*|\]\(|^\|.*\|$/m.test(message) ? ['has signs of Markdown'] : [],
  ].flat();
}

function script(message) {
  // Each version stands under a heading of its own.
  const versions = message.split('\n\n').filter((_, index) => index % 2 === 1);
  return [
    versions.length === WORDS.length ? [] : [`${versions.length} versions`],
    versions.flatMap((version, index) => {
      const words = version.split(/\s+/).length;
      return words > WORDS[index] ? [`${words} words, not ${WORDS[index]}`] : [];
    }),
    /[0-9()[\]{}%]|https?:/.test(message) ? [`"${/\S*(?:[0-9()[\]{}%]|https?:)\S*/.exec(message)[0]}" cannot be read aloud`] : [],
    versions.every((version) => /satu tujuh lima\.?$/.test(version)) ? [] : ['does not end with the number to call'],
  ].flat();
}
