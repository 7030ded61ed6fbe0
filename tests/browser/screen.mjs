// A screen in memory for browsers that can only draw, and eyes for it: Xvfb keeps the picture in a file, and
// tesseract reads the letters in it.

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Opens a screen of its own, on a free display number. */
export async function openScreen(width, height) {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-screen-'));
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-fbdir', folder], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((done, fail) => {
    server.on('error', (error) => fail(new Error(`Xvfb cannot be started: ${error.message}`)));
    server.on('exit', (code) => fail(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].on('data', (number) => done(`:${String(number).trim()}`));
  });
  return {
    display, folder,
    look: () => readPicture(join(folder, 'Xvfb_screen0')),
    close: () => { server.removeAllListeners('exit'); server.kill(); rmSync(folder, { recursive: true, force: true }); },
  };
}

/** A picture of X11 in a file (XWD): words in the head, the larger end first, then dots of four bytes. */
function readPicture(path) {
  const bytes = readFileSync(path);
  const head = (index) => bytes.readUInt32BE(4 * index);
  const [start, width, height, perLine] = [head(0) + 12 * head(19), head(4), head(5), head(12)];
  const grey = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dot = start + y * perLine + 4 * x;
      grey[y * width + x] = (bytes[dot] + 2 * bytes[dot + 1] + bytes[dot + 2]) >> 2;
    }
  }
  return { width, height, grey };
}

/** Waits until a picture is more than one colour and stands still. */
export async function waitForPicture(screen, milliseconds = 20_000) {
  const end = performance.now() + milliseconds;
  for (let last = screen.look(), still = 0; performance.now() < end; await sleep(250)) {
    const picture = screen.look();
    still = picture.grey.equals(last.grey) && new Set(picture.grey).size > 8 ? still + 1 : 0;
    if (still >= 4) return picture;
    last = picture;
  }
  return screen.look();
}

/** The letters in a picture, twice enlarged, which is what tesseract reads best. */
export async function readLetters({ width, height, grey }, folder) {
  const large = Buffer.alloc(4 * width * height);
  for (let y = 0; y < 2 * height; y += 1) for (let x = 0; x < 2 * width; x += 1) large[y * 2 * width + x] = grey[(y >> 1) * width + (x >> 1)];
  const path = join(folder, 'seen.pgm');
  writeFileSync(path, Buffer.concat([Buffer.from(`P5 ${2 * width} ${2 * height} 255\n`), large]));
  const { stdout } = await run('tesseract', [path, '-', '-l', 'ind+eng', '--psm', '4'], { env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  return stdout;
}
