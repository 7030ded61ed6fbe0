// What is printed and forwarded, read by programs of others: poppler counts and measures PDF pages,
// zbar reads QR codes from posters and pictures, and exiftool measures pictures.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Sizes of paper in points, and how much they may differ: a hundredth of a millimetre. */
const A4 = [595.28, 841.89];
const A5 = [419.53, 595.28];
const TOLERANCE = 0.05;
/** Of pictures, in pixels; and their largest size in bytes. */
const FORWARDED = { width: 1080, height: 1350, bytes: 120_000 };
const PREVIEW = { width: 1200, height: 630, bytes: 60_000 };
/** Points of the largest text a poster must have, and 3 cm in points. */
const MESSAGE = 24;
const CODE = 85;
/** How many sheets of a kind are looked at closely; all are counted and measured. */
const SAMPLE = 6;

export function sheets(sites) {
  return sites.flatMap((site) => {
    const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
    try {
      return check(site, folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

function check(site, folder) {
  const carriers = carriersOf(site);
  const pdfs = carriers.filter(({ path }) => path.endsWith('.pdf'));
  const posters = pdfs.filter(({ path }) => /\/poster-[^/]*$/.test(path));
  const pictures = carriers.filter(({ path }) => path.endsWith('.jpg'));
  const previews = previewsOf(site);
  const result = (name, counted, problems) => ({ site: site.name, name, counted, problems });
  return [
    result('PDFs have their paper and say in text what they say; posters and leaflets are one page', pdfs.length, pdfs.flatMap((pdf) => pdfProblems(site, pdf, posters.includes(pdf)))),
    result('the QR code of a poster and of a picture leads to its page', Math.min(posters.length, SAMPLE) + Math.min(pictures.length, SAMPLE), [...sample(posters), ...sample(pictures)].flatMap((sheet) => codeProblems(site, sheet, folder))),
    result('pictures to forward have their size', pictures.length, pictures.flatMap(({ path }) => pictureProblems(site, path, FORWARDED))),
    result('link previews have the size their page says', previews.length, previews.flatMap((preview) => previewProblems(site, preview))),
  ];
}

/** Files that lie beside a page and carry its name: `manfaat/jkm/poster-jkm.pdf`. */
function carriersOf(site) {
  return site.pages.filter((page) => page.path.endsWith('/index.html')).flatMap((page) => {
    const steps = page.path.split('/').slice(0, -1);
    const names = [`${steps.at(-1)}.jpg`, `${steps.at(-1)}.pdf`, `poster-${steps.at(-1)}.pdf`, `selebaran-${steps.at(-1)}.pdf`];
    return names.map((name) => ({ page, path: [...steps, name].join('/') })).filter(({ path }) => site.files.has(path));
  });
}

function previewsOf(site) {
  return site.pages.filter((page) => page.meta('og:image')).map((page) => ({ page, url: page.meta('og:image') }));
}

function pdfProblems(site, { page, path }, isPoster) {
  const file = join(site.root, path);
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const value = (name) => info.match(new RegExp(`^${name}:\\s+(.*)$`, 'm'))?.[1] ?? '';
  const size = value('Page size').match(/[\d.]+/g)?.map(Number) ?? [];
  const expected = isPoster ? A4 : A5;
  const problems = [];
  const mayGoOn = !/\/(poster|selebaran)-[^/]*$/.test(path);
  if (value('Pages') !== '1' && !mayGoOn) problems.push(`${path}: ${value('Pages')} pages`);
  if (!expected.every((length, index) => Math.abs(length - size[index]) < TOLERANCE)) problems.push(`${path}: ${size} points instead of ${expected}`);
  if (/^CreationDate|^ModDate/m.test(info)) problems.push(`${path}: names the day on which it was made`);
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  if (!words.includes('175')) problems.push(`${path}: does not say 175`);
  if (!/Edisi|Edition/.test(words)) problems.push(`${path}: has no edition`);
  const address = page.canonical.replace(/^https?:\/\//, '').replace(/\/$/, '');
  if (!words.replaceAll(' ', '').includes(address)) problems.push(`${path}: does not name its address`);
  if (isPoster && largestLetters(file) < MESSAGE) problems.push(`${path}: no text of ${MESSAGE} points`);
  return problems;
}

/** The height of the largest letters of a PDF, in points, as poppler lays them out. */
function largestLetters(file) {
  const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const heights = [...words.matchAll(/yMin="([\d.]+)".*?yMax="([\d.]+)"/g)].map(([, top, bottom]) => bottom - top);
  return Math.max(0, ...heights);
}

/** Some of each, from the whole list. */
function sample(all) {
  const step = Math.max(1, Math.floor(all.length / SAMPLE));
  return all.filter((_, index) => index % step === 0).slice(0, SAMPLE);
}

function codeProblems(site, { page, path }, folder) {
  let picture = join(site.root, path);
  let scale = 0;
  if (path.endsWith('.pdf')) {
    const dpi = 150;
    scale = 72 / dpi;
    execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-singlefile', picture, join(folder, 'page')]);
    picture = join(folder, 'page.png');
  }
  let found;
  try {
    found = execFileSync('zbarimg', ['--quiet', '--nodbus', '--xml', picture], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return [`${path}: no code that can be read`];
  }
  const said = found.match(/<!\[CDATA\[(.*?)\]\]>/s)?.[1];
  const address = `${page.canonical}?k=${path.endsWith('.jpg') ? 'gambar' : 'poster'}`;
  const problems = said === address ? [] : [`${path}: the code says ${said}, not ${address}`];
  const points = found.match(/<polygon points='([^']*)'/)?.[1].trim().split(/\s+/).map((point) => point.replaceAll('+', '').split(',').map(Number));
  if (scale > 0 && points) {
    const width = Math.max(...points.map(([x]) => x)) - Math.min(...points.map(([x]) => x));
    // The corners are found within a module.
    if (width * scale < CODE * 0.95) problems.push(`${path}: the code is ${Math.round(width * scale)} points wide, less than 3 cm`);
  }
  return problems;
}

function previewProblems(site, { page, url }) {
  const at = (problem) => `${page.path}: ${problem}`;
  if (!url.startsWith(site.base)) return [at(`og:image ${url} is not absolute on ${site.base}`)];
  const path = decodeURIComponent(url.slice(site.base.length));
  if (!site.files.has(path)) return [at(`og:image ${path} is not there`)];
  const said = { width: Number(page.meta('og:image:width')), height: Number(page.meta('og:image:height')) };
  const problems = pictureProblems(site, path, PREVIEW);
  if (said.width !== PREVIEW.width || said.height !== PREVIEW.height) problems.push(at(`og:image:width and height say ${said.width} × ${said.height}`));
  if (page.meta('og:image:type') !== 'image/jpeg') problems.push(at('og:image:type is not that of a JPEG'));
  if (!page.meta('og:image:alt')) problems.push(at('no og:image:alt'));
  if (!/\.[0-9a-f]{8}\.jpg$/.test(path)) problems.push(at(`${path} has no hash in its name`));
  return problems;
}

function pictureProblems(site, path, { width, height, bytes }) {
  const file = join(site.root, path);
  const problems = [];
  const [said] = JSON.parse(execFileSync('exiftool', ['-json', '-FileType', '-ImageWidth', '-ImageHeight', '-Warning', file], { encoding: 'utf8' }));
  if (said.FileType !== 'JPEG') return [`${path}: is no JPEG`];
  if (said.Warning) problems.push(`${path}: ${said.Warning}`);
  if (said.ImageWidth !== width || said.ImageHeight !== height) problems.push(`${path}: ${said.ImageWidth} × ${said.ImageHeight} pixels`);
  if (statSync(file).size > bytes) problems.push(`${path}: ${statSync(file).size} bytes, more than ${bytes}`);
  return problems;
}
