// node hostile-portal.mjs SOURCE TARGET: copies a portal, and puts in the place of each JAHAT what an attacker would
// write. The texts of `payloads.json` take turns. In YAML they are escaped, so that they arrive as they are.

import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [source, target] = process.argv.slice(2);
const payloads = JSON.parse(readFileSync(join(source, 'payloads.json'), 'utf8'));
let turn = 0;
const next = () => payloads[turn++ % payloads.length];
const escaped = () => JSON.stringify(next()).slice(1, -1);

cpSync(source, target, { recursive: true });
const texts = readdirSync(target, { recursive: true }).filter((path) => /\.(md|yaml)$/.test(path) && path !== 'README.md').sort();
for (const path of texts) {
  const [, yaml, body] = /^(---\n[^]*?\n---\n|)([^]*)$/.exec(readFileSync(join(target, path), 'utf8'));
  const isYaml = path.endsWith('.yaml');
  writeFileSync(join(target, path), yaml.replaceAll('JAHAT', escaped) + body.replaceAll('JAHAT', isYaml ? escaped : next));
}
