// Every published picture, as exiftool reads it: no place, no camera, no owner. And what a phone takes of an
// article's pictures is small.

import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { attribute, published, rule } from './site.mjs';

const run = promisify(execFile);
const PICTURE = /\.(jpe?g|png|webp|gif|tiff?|avif|heic)$/i;
/** What tells of a person, a place or a device. A colour profile or a size does not. */
const PRIVATE = ['EXIF', 'GPS', 'XMP', 'IPTC', 'MakerNotes', 'Photoshop', 'PNG:Comment', 'PNG:Author', 'File:Comment'];
/** The column of a phone 360 px wide, at two dots a pixel. */
const PHONE_DOTS = 720;
const ARTICLE_PICTURE_BYTES = 20_000;

export async function pictures(sites) {
  const results = [];
  for (const site of sites) {
    const files = [...site.files].filter((path) => PICTURE.test(path));
    results.push(rule(site, 'no picture says where, when or with what it was taken', `${files.length} pictures`, await metadata(site, files)));
    const shown = published(site).filter(({ kind }) => kind === 'article').flatMap((page) => phonePictures(site, page).map((path) => ({ page, path })));
    results.push(rule(site, `a picture in an article costs a phone ${ARTICLE_PICTURE_BYTES} bytes at most`, `${shown.length} pictures`, shown
      .map(({ page, path }) => ({ page, path, bytes: statSync(join(site.root, path)).size }))
      .filter(({ bytes }) => bytes > ARTICLE_PICTURE_BYTES)
      .map(({ page, path, bytes }) => `${page.path}: ${path} is ${bytes} bytes`)));
  }
  return results;
}

async function metadata(site, files) {
  const problems = [];
  for (let start = 0; start < files.length; start += 200) {
    const { stdout } = await run('exiftool', ['-json', '-G0', '-charset', 'filename=utf8', ...PRIVATE.map((group) => (group.includes(':') ? `-${group}` : `-${group}:all`)), ...files.slice(start, start + 200)], { cwd: site.root, maxBuffer: 1 << 26 });
    for (const { SourceFile: file, ...tags } of JSON.parse(stdout || '[]')) {
      const named = Object.entries(tags).sort(([one], [other]) => /GPS/.test(other) - /GPS/.test(one)).map(([name, value]) => `${name} ${String(value).slice(0, 40)}`);
      if (named.length > 0) problems.push(`${file}: ${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''}`);
    }
  }
  return problems;
}

/** The file that a phone takes of each picture of a page: the first offer it knows, the least that is sharp. */
function phonePictures(site, page) {
  return page.all.filter(({ tagName }) => tagName === 'img').flatMap((image) => {
    const offers = image.parentNode.tagName === 'picture' ? image.parentNode.childNodes.filter(({ tagName }) => tagName === 'source') : [];
    const candidates = (attribute([...offers, image].find((one) => attribute(one, 'srcset')), 'srcset') ?? '').split(/,\s+/).filter(Boolean)
      .map((one) => one.trim().split(/\s+/)).map(([address, size]) => ({ address, dots: parseInt(size ?? '0', 10) })).sort((one, other) => one.dots - other.dots);
    const address = (candidates.find(({ dots }) => dots >= PHONE_DOTS) ?? candidates.at(-1))?.address ?? attribute(image, 'src');
    const path = posix.join(posix.dirname(page.path), decodeURIComponent(address ?? ''));
    return site.files.has(path) ? [path] : [];
  });
}
