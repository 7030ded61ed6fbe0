// What a phone pays for each page, measured here once more: the figures of `build --json` are right, and no
// page is beyond its budget. The JSON of a folder lies beside it: `public` and `public.json`. It tells the
// limits too, since a page may have its own; without it, those of the page's kind hold.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { budgetOf } from './budgets.mjs';
import { attribute, pathOf, rule, text } from './site.mjs';

const HEADER_BYTES = 300;
/** The column of a phone 360 px wide, at two dots a pixel. */
const WIDTH = 360;
const DENSITY = 2;
/** Two compressors need not agree to the byte: so much of a size, and so many bytes of a tiny one. */
const TOLERANCE = 0.01;
const SMALL = 8;
const COMPRESSED = /\.(html?|xml|svg|txt|json|js|css)$/;

export function scales(sites) {
  return sites.flatMap((site) => {
    const file = `${site.root}.json`;
    const told = new Map((existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).pages : []).map((page) => [page.path, page]));
    const weighed = site.pages.filter(({ kind }) => kind).map((page) => ({ page, figures: measure(site, page), told: told.get(page.path) }));
    return [
      rule(site, 'build --json tells what a page costs', `${told.size} pages`, weighed.filter((one) => told.size > 0).flatMap(differences)),
      rule(site, 'no page is beyond its budget', `${weighed.length} pages`, weighed.flatMap(excesses)),
    ];
  });
}

function differences({ page, figures, told }) {
  if (!told) return [`${page.path}: is not in the JSON`];
  return Object.entries(figures).filter(([name, value]) => Math.abs(value - told.figures[name]) > (/requests|elements/.test(name) ? 0 : SMALL + value * TOLERANCE))
    .map(([name, value]) => `${page.path}: ${name} is ${value}, told ${told.figures[name]}`);
}

function excesses({ page, figures, told }) {
  const limits = told?.limits ?? budgetOf(page);
  return Object.entries(figures).filter(([name, value]) => value > limits[name]).map(([name, value]) => `${page.path}: ${name} ${value} of ${limits[name]}`);
}

/** What the first visit of a phone costs. */
export function measure(site, page) {
  const icons = page.all.filter((element) => element.tagName === 'link' && /\b(icon|stylesheet)\b/.test(attribute(element, 'rel') ?? '')).map((element) => attribute(element, 'href'));
  const runs = page.all.filter((element) => element.tagName === 'script' && !/json/.test(attribute(element, 'type') ?? ''));
  const images = page.all.filter((element) => element.tagName === 'img' && !(isLazy(element) && isFolded(element)));
  const files = (addresses) => [...new Set(addresses.filter(Boolean).map((address) => fileOf(site, page, address)).filter((path) => site.files.has(path)))];
  const scripts = files(runs.map((element) => attribute(element, 'src')));
  const atOnce = files([...icons, ...runs.map((element) => attribute(element, 'src')), ...images.filter((image) => !isLazy(image)).map(chosen)]);
  const later = files(images.filter(isLazy).map(chosen)).filter((path) => !atOnce.includes(path));
  const sum = (paths) => paths.reduce((total, path) => total + wire(site, path), 0);
  const inline = runs.map(text).join('');
  const html = brotli(page.bytes) + HEADER_BYTES;
  const first = html + sum(atOnce);
  return {
    html, first, whole: first + sum(later), requests: 1 + atOnce.length,
    script: (inline ? brotli(Buffer.from(inline)) : 0) + sum(scripts), elements: page.all.length,
  };
}

const isLazy = (image) => attribute(image, 'loading') === 'lazy';

/** True inside `details` that is closed: what is lazy there waits until the reader asks. */
function isFolded(element) {
  const parent = element.parentNode;
  return Boolean(parent?.tagName) && ((parent.tagName === 'details' && attribute(parent, 'open') === undefined) || isFolded(parent));
}

/** The address that a phone takes of a picture: the first offer it knows, the least that is sharp. */
function chosen(image) {
  const offers = image.parentNode.tagName === 'picture' ? image.parentNode.childNodes.filter(({ tagName }) => tagName === 'source') : [];
  const known = offers.filter((offer) => !attribute(offer, 'media') && /^(image\/(webp|jpeg|png|svg\+xml))?$/.test(attribute(offer, 'type') ?? ''));
  const srcset = attribute([...known, image].find((offer) => attribute(offer, 'srcset')), 'srcset') ?? '';
  const candidates = srcset.split(/,\s+/).filter(Boolean).map((one) => one.trim().split(/\s+/)).map(([address, size = '1x']) => (
    { address, density: size.endsWith('w') ? parseFloat(size) / WIDTH : parseFloat(size) }));
  const sharp = candidates.filter(({ density }) => density >= DENSITY).sort((one, other) => one.density - other.density)[0];
  return (sharp ?? candidates.sort((one, other) => other.density - one.density)[0])?.address ?? attribute(image, 'src');
}

const fileOf = (site, page, address) => pathOf(site, address) ?? posix.join(posix.dirname(page.path), decodeURIComponent(address.replace(/[?#].*$/, '')));

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

function wire(site, path) {
  const file = join(site.root, path);
  return HEADER_BYTES + (COMPRESSED.test(path) ? brotli(readFileSync(file)) : statSync(file).size);
}
