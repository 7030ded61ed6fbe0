// Tests the checks: a small good portal passes them all, and for every rule there is a page that
// breaks it, which is found. A rule without such a page fails this test.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { browser } from './axe.mjs';
import { calendars } from './calendars.mjs';
import { RULES as FILES, edition } from './edition.mjs';
import { firefox } from './firefox.mjs';
import { frugal } from './frugal.mjs';
import { hostile } from './hostile.mjs';
import { html } from './html.mjs';
import { lighthouse } from './lighthouse.mjs';
import { links } from './links.mjs';
import { messages } from './messages.mjs';
import { meta } from './meta.mjs';
import { modes } from './modes.mjs';
import { network } from './network.mjs';
import { FAREWELL, RULES as SECOND_VISIT, offline } from './offline.mjs';
import { pictures } from './pictures.mjs';
import { scales } from './scales.mjs';
import { search } from './search.mjs';
import { readSite } from './site.mjs';
import { sheets } from './sheets.mjs';
import { subset } from './subset.mjs';
import { textBrowsers } from './text.mjs';
import { weight } from './weight.mjs';

const BASE = 'https://portal.example/bpu/';
const STYLE = `:root{color-scheme:light dark}body{font:1.125rem/1.5 sans-serif;color:#111;background:#fff;overflow-wrap:break-word}
a{color:#036}nav a{display:inline-block;min-width:44px;padding:12px 0}.skip{position:absolute;left:-999px}.skip:focus{left:0;outline:3px solid}
@media(prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#9cf}}`;

/** A whole page. What is given replaces what a good page has; `style` is added to the good styles. */
function page(path, kind, title, main, given = {}) {
  const address = BASE + path;
  const home = '../'.repeat(path.split('/').length - 1);
  const style = STYLE + (given.style ?? '');
  const hash = createHash('sha256').update(style).digest('base64');
  const data = given.data ?? (kind === 'home'
    ? { '@context': 'https://schema.org', '@type': 'WebSite', name: title, url: address }
    : { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', position: 1, name: title, item: address }] });
  return `<!doctype html>
<html lang="id" data-kind="${kind}"><head><meta charset="utf-8"><title>${title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; connect-src 'self'">
<meta name="viewport" content="width=device-width"><meta name="description" content="Tentang ${title}">
<link rel="canonical" href="${given.canonical ?? address}"><link rel="icon" href="${home}icon.svg">
<link rel="alternate" type="application/atom+xml" title="Kabar" href="${home}atom.xml">
<meta property="og:title" content="${title}"><meta property="og:description" content="Tentang ${title}"><meta property="og:url" content="${address}"><meta property="og:type" content="website">
${given.head ?? ''}<style>${style}</style></head>
<body><a class="skip" href="#isi">Ke isi</a><main id="isi">${given.heading ?? `<h1>${title}</h1>`}${main}</main>
<nav aria-label="Menu"><ul><li><a href="${home}index.html">Beranda</a></li>${given.menu ?? ''}</ul></nav>
<script type="application/ld+json">${given.rawData ?? JSON.stringify(data)}</script></body></html>`;
}

const redirect = (target) => `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Pindah</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta http-equiv="refresh" content="0; url=${target}"><link rel="canonical" href="${BASE}acara/index.html">
<meta name="robots" content="noindex"></head><body><p><a href="${target}">Pindah ke sini</a></p></body></html>`;

// A search over two pages: the theme's own script, and an index by hand. What is given replaces what a good one has.
const SEARCH = readFileSync(new URL('../../themes/lentera/scripts/cari.js', import.meta.url), 'utf8').replace(/^\s*\/\/.*$/gm, '');
const SEARCH_STYLE = 'input,button{box-sizing:border-box;max-width:100%;font:inherit;color:inherit;background:inherit;min-height:44px}#hasil a{display:block;padding:12px 0}';
function searchFiles(folder, given = {}) {
  const say = (name) => `data-${name}="${given[name] ?? `${name} {n}`}"`;
  const form = `<form id="cari" role="search" action="index.html" data-index="../aset/${folder}-*.json" data-words="a" data-pages="0" data-top="../" data-end="index.html" data-kinds="Tanya|Acara" ${['wait', 'found', 'most', 'near', 'none', 'file', 'fail'].map(say).join(' ')}>
    <p><label for="q">Cari apa?</label> <input id="q" type="search"> <button>Cari</button></p></form>
    <p id="kabar" ${given.role ?? 'role="status"'}></p><ul id="hasil"></ul><template id="baris"><li><a></a><p></p><p></p></li></template>${given.main ?? ''}`;
  const policy = (html) => html.replace("default-src 'none'", "default-src 'none'; script-src 'self'");
  return {
    [`${folder}/index.html`]: policy(page(`${folder}/index.html`, 'search', `Cari ${folder}`, form, {
      head: `<script src="../aset/${folder}.js" defer></script>`, style: `${SEARCH_STYLE}${given.style ?? ''}`,
    })),
    [`aset/${folder}.js`]: given.script ?? SEARCH,
    [`aset/${folder}-k0.json`]: JSON.stringify(given.words ?? { tanya: '#', tetangga: '#', acara: '$' }),
    [`aset/${folder}-h0.json`]: JSON.stringify(given.pages ?? [0, 'tanya/', 'Tanya tetangga', 'Tentang', 1, 'acara/', 'Acara', 'Tentang']),
  };
}

const breadcrumb = { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Beranda', item: BASE }] };
const event = { '@context': 'https://schema.org', '@graph': [breadcrumb, { '@type': 'Event', name: 'Acara', startDate: '2026-12-05', location: { '@type': 'Place', name: 'Balai' } }] };
const faq = { '@context': 'https://schema.org', '@graph': [breadcrumb, { '@type': 'FAQPage', mainEntity: [{ '@type': 'Question', name: 'Apa?', acceptedAnswer: { '@type': 'Answer', text: 'Itu.' } }] }] };
const sitemap = (...paths) => `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url><loc>${BASE}${path}</loc></url>`).join('')}</urlset>`;
const atom = (entry) => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${BASE}</id><title>Kabar</title><updated>2026-11-22T00:00:00+07:00</updated><link href="${BASE}"/>${entry}</feed>`;

/** A file to keep: what it says of itself, then what is in it. */
const keeping = (main) => `<!doctype html><html lang="id" data-kind="file"><head><meta charset="utf-8"><title>Desa</title><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><style>${STYLE}</style></head>
<body><main id="isi"><h1>Desa</h1><p id="edisi">Edisi 22 November 2026. <a href="tel:175">Telepon 175</a>, <a href="${BASE}">portal</a></p>${main}</main></body></html>`;
const entry = (given = {}) => Object.entries({ UID: 'acara@portal.example', DTSTAMP: '20261122T000000Z', SEQUENCE: '0', STATUS: 'CONFIRMED', DTSTART: '20261128T020000Z', RRULE: 'FREQ=WEEKLY;COUNT=3', SUMMARY: 'Acara', URL: `${BASE}acara/index.html`, ...given })
  .filter(([, value]) => value !== '').map(([name, value]) => `${name}${given.parameters?.[name] ?? ''}:${value}\r\n`).filter((line) => !line.startsWith('parameters')).join('');
const ics = (...entries) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//uji//ID\r\n${entries.map((one) => `BEGIN:VEVENT\r\n${one}END:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`;
/** A page of an event with its calendar. */
const eventPage = (path, main = '<p>Pada <time datetime="2026-12-05">5 Desember 2026</time>.</p>') => page(path, 'event', path, `${main}<p>Simpan <a href="acara.ics">kalendernya</a> di HP.</p>`, { data: event });

const GOOD = {
  'index.html': page('index.html', 'home', 'Beranda', '<p>Baca <a href="acara/index.html#tempat">acara</a> dan <a href="tanya/index.html">tanya-jawab</a>, atau <a href="tel:175">telepon 175</a>, atau <a href="cari/index.html">cari</a>.</p>', { canonical: BASE })
    .replace(`content="${BASE}index.html"`, `content="${BASE}"`),
  'acara/index.html': page('acara/index.html', 'event', 'Acara', '<h2 id="tempat">Tempat</h2><p>Balai.</p><p>Pada <time datetime="2026-12-05">5 Desember 2026</time>. Simpan <a href="acara.ics">kalendernya</a> di HP.</p>', { data: event }),
  'acara/acara.ics': ics(entry()),
  'tanya/index.html': page('tanya/index.html', 'question', 'Tanya tetangga', '<details><summary>Apa?</summary><p>Itu.</p></details>', { data: faq, style: 'summary{padding:12px 0}' }),
  'lama/index.html': redirect('../acara/index.html'),
  '404.html': page('404.html', '404', 'Tidak ada', '<p>Halaman ini tidak ada.</p>').replaceAll('href="index.html"', `href="${BASE}index.html"`).replaceAll('href="icon.svg"', `href="${BASE}icon.svg"`).replaceAll('href="atom.xml"', `href="${BASE}atom.xml"`),
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
  'atom.xml': atom(`<entry><id>${BASE}acara</id><title>Acara</title><updated>2026-11-22T00:00:00+07:00</updated><link href="${BASE}acara/index.html"/></entry>`),
  'sitemap.xml': sitemap('', 'acara/index.html', 'tanya/index.html', 'cari/index.html'),
  ...searchFiles('cari'),
  'simpan/baik.html': keeping('<h2 id="a">Isi</h2><p>Lihat <a href="#a">isi</a> itu.</p>')
    .replace('<style>', `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'"><style>`),
  'robots.txt': `User-agent: *\nSitemap: ${BASE}sitemap.xml\n`,
  'sw.js': "addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(caches.delete(registration.scope).then(() => registration.unregister())))",
};

const LONG = '<ul>' + '<li>Pilihan lain</li>'.repeat(40) + '</ul>';
const SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><path d="M0 0h300v300z"/></svg>';
/** The smallest JPEG: one grey dot. */
const DOT = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=', 'base64');
/** A page that asks for a service worker, and says so where it cannot have one. */
const asking = (path, title) => page(path, 'a', title, '<p>1</p>').replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'; worker-src 'self'")
  .replace('</body>', `<script>navigator.serviceWorker.register('${'../'.repeat(path.split('/').length - 1)}sw.js')</script></body>`);

/** A worker that keeps all it sees for ever, asks for nothing twice, and never says how old it is. */
const HOARDER = `const PAGES=["luring/index.html","satu/index.html"],WORDS={"id":["Tanpa jaringan.","Jaringan lambat.","Isi per {date}.","Berubah sejak {date}."]}
const box = caches.open(registration.scope)
addEventListener('install', (event) => { skipWaiting(); event.waitUntil(box.then((one) => one.keys().then((kept) => kept.length || Promise.all(PAGES.map((path) => fetch(path, { referrerPolicy: 'no-referrer' }).then((answer) => one.put(path, answer))))))) })
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => event.respondWith(fetch(event.request).then((answer) => box.then((one) => one.put(event.request, answer.clone())).then(() => answer), () => box.then((one) => one.match(event.request)))))
//${randomBytes(2000).toString('hex')}`;

/** More than any good page needs. */
const WHOLE = `${STYLE}${SEARCH_STYLE}summary{padding:12px 0}.kurang{color:#900}.isi{margin:9px}@media(prefers-color-scheme:dark){.malam{color:#9f9}}@media print{.cetak{display:none}}`;
function styles(sites) {
  return subset(sites, { whole: WHOLE });
}

/** Two small empty pages, made on a day; and the header of a picture that is too small. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
5 0 obj<</CreationDate(D:20261122000000Z)>>endobj
trailer<</Root 1 0 R/Info 5 0 R>>
%%EOF
`;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 100, 0, 100, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);

// What breaks each rule: files to add or replace, and for every rule what must be said about them.
// A broken page has a kind of its own, so that the browser looks at each.
const BROKEN = [
  [links, {
    'putus/index.html': page('putus/index.html', 'a', 'Putus', `<p><a href="tidak-ada.html">1</a> <a href="../acara/index.html#salah">2</a> <a href="../Acara/index.html">3</a>
      <a href="../../luar.html">4</a> <a href="">5</a> <a href="javascript:alert(1)">6</a> <a href="../acara/">7</a> <a href="/acara/index.html">8</a> <a href="${BASE}acara/index.html">9</a></p>`),
    'yatim/index.html': page('yatim/index.html', 'b', 'Yatim', '<p>Sendiri.</p>'),
    '404.html': page('404.html', '404', 'Tidak ada', `<p><a href="${BASE}hilang.html">Hilang</a></p>`),
    'acara/Poster.txt': '', 'acara/poster.txt': '', 'acara/50%.txt': '',
  }, [
    ['every link leads somewhere at /', /tidak-ada\.html" is not there/, /index\.html#salah": no such anchor/, /"\.\.\/Acara\/index\.html" is not there/, /"" leads nowhere/, /javascript:.*not allowed/, /404.*hilang\.html" is not there/],
    ['every link leads somewhere at /a/b/', /"\/acara\/index\.html" leaves the folder/, /luar\.html" leaves the folder/],
    ['every link leads somewhere without a folder index', /"\.\.\/acara\/" is not there/],
    ['every link leads somewhere as files', /"\.\.\/acara\/" is not there/, /luar\.html" leaves the folder/],
    ['no page is an orphan', /yatim/],
    ['links inside the folder are relative', /"\/acara\/index\.html" works at one address/, /bpu\/acara\/index\.html" works at one address/, /404.*"icon\.svg" must be absolute/],
    ['file names mean the same on every disk', /poster\.txt: the same as acara\/Poster/, /50%/],
  ]],
  [messages, {
    'pesan/sms.txt': `Bayar “iuran” ${'tiap bulan '.repeat(14)}\nTanya 176`,
    'pesan/teks/index.html': page('pesan/teks/index.html', 'text', 'Pesan', '<p><span>160 huruf, 1 SMS</span></p>'),
    'pesan/wa.txt': `**Iuran** https://a.example/ https://b.example/ ${'x'.repeat(1000)}`,
    'pesan/siaran.txt': `Naskah\n\n${'kata '.repeat(65)}lagi\n\nNaskah\n\nTelepon 175 (gratis)`,
    'sunyi/sms.txt': 'Tanya 175',
  }, [
    ['an SMS has two parts at most and ends with 175', /3 parts in Unicode/, /does not end with 175/, /several lines/],
    ['a text page counts SMS as others count them', /says 1 parts, the library 3/, /sunyi.*has no text page/],
    ['a WhatsApp message has one link, 175, and is not folded up', /2 links/, /by which way/, /characters/, /does not name 175/, /Markdown/],
    ['a script has words only, and no more than there is time for', /66 words, not 65/, /"175" cannot be read aloud/, /does not end with the number/],
  ]],
  [meta, {
    'a/index.html': '<!doctype html><html><head><title></title></head><body><p style="color:red">?</p></body></html>',
    'b/index.html': page('b/index.html', 'event', 'Acara', '<p>?</p>', { canonical: 'b/index.html' }),
    'c/index.html': page('c/index.html', 'question', 'C', '<p>Bukan situs resmi.</p>', { data: { '@type': 'GovernmentService', url: `${BASE}hilang` }, canonical: `${BASE}hilang` }),
    'd/index.html': page('d/index.html', 'list', 'D', '<p>?</p>', { rawData: '{"@context":', head: '<meta name="robots" content="noindex">' }),
    'f/index.html': page('f/index.html', 'event', 'F', '<p>?</p>', { data: { '@context': 'https://schema.org', '@type': 'Event', name: '' } }),
    'e/index.html': page('e/index.html', 'list', 'E', '<p>?</p>', { data: { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: [] } }).replace("default-src 'none'; ", "style-src 'unsafe-inline'; "),
    'lama/index.html': redirect('../acara/index.html').replace(/<a .*?>|<\/a>/g, ''),
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path></svg>',
    'atom.xml': atom(`<entry><title>Acara</title><updated>kemarin</updated><link href="${BASE}hilang"/></entry>`),
    'kabar.xml': atom('<x:entry xmlns:x="urn:x"><x:id>1</x:id><x:title>Kabar</x:title></x:entry>'),
    'sitemap.xml': sitemap('', 'acara/index.html', 'hilang.html', 'd/index.html'),
    'robots.txt': '',
  }, [
    ['every page names its language and kind', /a\/.*no lang/, /a\/.*no data-kind/],
    ['every page describes itself', /a\/.*no description/, /a\/.*no og:title/, /a\/.*no title/, /b\/.*canonical link b\/index.html is not absolute/, /c\/.*hilang is not in the folder/, /c\/.*og:url/],
    ['no two pages share a title', /"Acara" is also the title of acara/],
    ['every page carries its own policy', /a\/.*no policy/, /a\/.*style attribute on p/, /e\/.*unsafe-inline/],
    ['redirects name their target', /lama.*no link/],
    ['structured data is sound', /c\/.*without @context/, /c\/.*GovernmentService/, /c\/.*names .*hilang/, /d\/.*cannot be read/, /e\/.*numbered list/, /f\/.*Event without name/, /f\/.*Event without startDate/],
    ['structured data says what its kind promises', /b\/.*no Event/, /c\/.*no FAQPage/, /c\/.*no BreadcrumbList/],
    ['XML is well-formed', /icon\.svg/],
    ['feeds can be subscribed to', /entry without id/, /unreadable date/, /hilang is not in the folder/, /kabar\.xml: no page offers it/, /kabar\.xml: a feed reader finds 0 entries/],
    ['the sitemap lists the pages to index', /hilang\.html is not in the folder/, /d\/index\.html is not to be indexed/, /tanya\/index\.html is missing/, /robots/],
  ]],
  [weight, {
    'berat/index.html': page('berat/index.html', 'list', 'Berat', `<p>${randomBytes(20_000).toString('base64')}</p>`, { head: '<link rel="stylesheet" href="gaya.css">' }),
  }, [
    ['no page is over 14600 bytes in gzip', /berat.*bytes/],
    ['one response paints a page', /berat.*<link>/],
  ]],
  [scales, {
    'gemuk/index.html': page('gemuk/index.html', 'event', 'Gemuk', `<p>${randomBytes(5_200).toString('base64')}</p><table>${'<tr><td>1'.repeat(100)}</table><script>${randomBytes(500).toString('base64')}</script>`),
    'foto/index.html': page('foto/index.html', 'event', 'Foto', '<picture><source type="image/avif" srcset="x.avif"><source type="image/webp" srcset="a.webp 360w, b.webp 720w"><img src="c.jpg" alt="Foto"></picture><img src="d.jpg" alt="" loading="lazy"><details><img src="b.jpg" alt="" loading="lazy"></details>'),
    'foto/b.webp': randomBytes(7_000), 'foto/d.jpg': randomBytes(20_000), 'foto/b.jpg': randomBytes(50_000),
    '../build.json': JSON.stringify({ pages: [{ path: 'foto/index.html', limits: { html: 6000, first: 6000, whole: 20_000, requests: 2, script: 0, elements: 200 }, figures: { html: 100, first: 100, whole: 100, requests: 3, script: 0, elements: 30 } }] }),
  }, [
    ['build --json tells what a page costs', /gemuk\/index\.html: is not in the JSON/, /foto\/index\.html: html is \d+, told 100/],
    ['no page is beyond its budget', /gemuk.*html \d+ of 5000/, /gemuk.*first \d+ of 6500/, /gemuk.*elements 22\d of 200/, /gemuk.*script \d+ of 400/, /foto.*first \d{4} of 6000/, /foto.*whole 2\d{4} of 20000/, /foto.*requests 3 of 2/],
  ]],
  [html, {
    'salah/index.html': page('salah/index.html', 'a', 'Salah', '<p><ul></ul><img src="../icon.svg"></p>'),
  }, [
    ['every page is valid HTML', /salah.*No “p” element/i, /salah.*alt/],
  ]],
  [browser, {
    'skrip/index.html': page('skrip/index.html', 'a', 'Skrip', '<p>1</p><script>1</script>'),
    'aduan/index.html': page('aduan/index.html', 'b', 'Aduan', '<p style="color:#000">Gaya dilarang.</p>'),
    'pihak/index.html': page('pihak/index.html', 'c', 'Pihak', '<p>1</p>', { head: '<link rel="prefetch" href="../atom.xml">' }).replace("default-src 'none'", "default-src 'self'"),
    'lebar/index.html': page('lebar/index.html', 'd', 'Lebar', '<p class="lebar">Lebar sekali.</p>', { style: '.lebar{width:300px}' }),
    'kecil/index.html': page('kecil/index.html', 'e', 'Kecil', '<p><small>Syarat berlaku.</small></p><ul><li><a href="#isi">Atas</a></li></ul><p>Teks dengan <a href="#isi">tautan</a>.</p>'),
    'judul/index.html': page('judul/index.html', 'f', 'Judul', '<h1>Dua</h1>'),
    'lompat/index.html': page('lompat/index.html', 'g', 'Lompat', '<p>1</p>').replace('href="#isi"', 'href="#hilang"'),
    'samar/index.html': page('samar/index.html', 'h', 'Samar', '<p>1</p>', { style: '.skip:focus{outline:0;left:-999px}' }),
    'tanpa/index.html': page('tanpa/index.html', 'i', 'Tanpa', '<p>1</p>').replace(/<a class="skip".*?<\/a>/, ''),
    'pucat/index.html': page('pucat/index.html', 'j', 'Pucat', '<p class="pucat">Tidak terbaca di malam hari.</p>', { style: '@media(prefers-color-scheme:dark){.pucat{color:#333}}' }),
    'tirai/index.html': page('tirai/index.html', 'k', 'Tirai', '<p class="tirai">Hilang di ujung bawah.</p>', { style: '.tirai{color:#111;background:linear-gradient(#fff,#222)}' }),
  }, [
    ['no page needs a script', /skrip.*<script>/],
    ['the browser has nothing to complain about', /aduan\/index.html: .*inline style/i, /aduan\/index.html as a file: .*inline style/i],
    ['a page fetches nothing but itself, its pictures and its icon', /pihak.*atom\.xml/],
    ['nothing scrolls sideways at 240, 320, 1280 px', /lebar.*240 px: .*class="lebar"/],
    ['no visible text is under 16 px', /kecil.*<small>/],
    ['what a thumb must hit is 44 px or more', /kecil.*"Atas"/],
    ['every page has one h1', /judul.*2 h1/],
    ['the skip link leads to the content', /lompat.*#hilang does not lead/, /samar.*cannot be seen when it has the focus/, /samar.*the focus cannot be seen/, /tanpa.*first stop/],
    ['axe-core finds nothing, light and dark', /pucat.*color-contrast.*\(dark 320 px, dark 1280 px\)/, /tirai.*color-contrast.*\(light 320 px/],
  ]],
  [sheets, {
    'kertas/index.html': page('kertas/index.html', 'a', 'Kertas', '<p>1</p>', { head: `<meta property="og:image" content="${BASE}aset/hilang.jpg">` }),
    'kertas/poster-kertas.pdf': PDF,
    'kertas/kertas.jpg': JPEG,
    'lain/index.html': page('lain/index.html', 'b', 'Lain', '<p>1</p>', { head: `<meta property="og:image" content="${BASE}aset/kecil.jpg">` }),
    'aset/kecil.jpg': JPEG,
  }, [
    ['PDFs have their paper and say in text what they say; posters and leaflets are one page', /poster-kertas.*2 pages/, /100,100 points/, /names the day/, /does not say 175/, /no edition/, /does not name its address/, /no text of 24 points/],
    ['the QR code of a poster and of a picture leads to its page', /poster-kertas\.pdf: no code/, /kertas\.jpg: no code/],
    ['pictures to forward have their size', /kertas\.jpg: 100 × 100 pixels/, /kertas\.jpg: Missing/],
    ['link previews have the size their page says', /hilang\.jpg is not there/, /kecil\.jpg: 100 × 100/, /lain.*og:image:width/, /lain.*no og:image:alt/, /no hash in its name/],
  ]],
  [network, {
    'banyak/index.html': page('banyak/index.html', 'a', 'Banyak', '<img src="1.svg" alt="" width="300" height="300">'), 'banyak/1.svg': SQUARE,
    'berat/index.html': page('berat/index.html', 'b', 'Berat', `<p>${randomBytes(8000).toString('base64')}</p>`),
    'jauh/index.html': page('jauh/index.html', 'c', 'Jauh', '<p class="jauh">1</p><img src="1.jpg" alt="" width="9" height="9" loading="lazy">', { style: '.jauh{height:9000px}' }), 'jauh/1.jpg': randomBytes(25_000),
    'geser/index.html': page('geser/index.html', 'd', 'Geser', '<img src="1.svg" alt=""><p>Turun.</p>'), 'geser/1.svg': SQUARE,
  }, [
    ['a cold visit asks for what its kind may ask for', /banyak.*3 of 2 requests: banyak\/index.html, .*1\.svg/],
    ['a cold visit costs what its kind may cost', /berat.* of 7000 bytes/],
    ['scrolled to its end, a page costs what its kind may cost', /jauh.* of 20000 bytes/],
    ['nothing jumps while a page arrives', /geser.*GPRS: .*by .*Turun/],
  ]],
  [lighthouse, {
    'samar/index.html': page('samar/index.html', 'a', 'Samar', '<p class="samar">Tidak terbaca.</p><p style="color:#000">Gaya dilarang.</p>', { style: '.samar{color:#ddd}' }).replace(/<meta name="description".*?>/, ''),
    'tutup/index.html': page('tutup/index.html', 'b', 'Tutup', '<p>1</p>').replace("; connect-src 'self'", ''),
  }, [
    ['Lighthouse gives 100 in accessibility', /samar.*color-contrast/],
    ['Lighthouse gives 100 in best practices', /samar.*errors-in-console/],
    ['Lighthouse gives 100 in SEO', /samar.*meta-description/, /tutup.*robots-txt/],
  ]],
  [textBrowsers, {
    'tanpa/index.html': page('tanpa/index.html', 'a', 'Tanpa', '<p>1</p>').replace(/<a class="skip".*?<\/a>/, ''),
    'panjang/index.html': page('panjang/index.html', 'b', 'Panjang', '<p>1</p>', { heading: `${LONG}<h1>Panjang</h1>` }),
    'lengket/index.html': page('lengket/index.html', 'c', 'Lengket', '<a href="#isi">Satu</a><nav aria-label="Isi"><details><summary>Dua</summary></details></nav>'),
  }, [
    ['in w3m and lynx the skip link comes first', /tanpa.*w3m: begins with "tanpa/, /tanpa.*lynx/],
    ['in w3m and lynx the heading and the first words are on the first screen of 80 × 24', /panjang.*w3m/, /panjang.*lynx/],
    ['in w3m and lynx no word is lost, moved or run into the next', /lengket.*satu, dua: "SatuDua"/],
  ]],
  [pictures, {
    'foto/index.html': page('foto/index.html', 'article', 'Foto', '<img src="1.jpg" srcset="1.jpg 360w, besar.jpg 720w" alt="Foto" width="9" height="9">'),
    'foto/1.jpg': photographed(DOT), 'foto/besar.jpg': Buffer.concat([DOT, randomBytes(25_000)]),
  }, [
    ['no picture says where, when or with what it was taken', /foto\/1\.jpg: .*GPSLatitude/],
    ['a picture in an article costs a phone 20000 bytes at most', /foto.*besar\.jpg is 25\d\d\d bytes/],
  ]],
  [modes, {
    'tetap/index.html': page('tetap/index.html', 'a', 'Tetap', '<p>1</p>', { style: 'body{font-size:18px}' }),
    'lebar/index.html': page('lebar/index.html', 'b', 'Lebar', '<p class="lebar">1</p>', { style: '.lebar{width:12rem}' }),
    'potong/index.html': page('potong/index.html', 'c', 'Potong', '<p class="potong">Kalimat yang tidak muat di kotak ini.</p>', { style: '.potong{height:2rem}' }),
    'paksa/index.html': page('paksa/index.html', 'd', 'Paksa', '<p class="paksa">1</p>', { style: '.paksa{forced-color-adjust:none;color:#aaa;background:#fff;border:1px solid}' }),
    'kotak/index.html': page('kotak/index.html', 'e', 'Kotak', '<p class="kotak">Penting.</p>', { style: '.kotak{background:#ffd}' }),
    'fokus/index.html': page('fokus/index.html', 'f', 'Fokus', '<p>1</p>', { style: '.skip:focus{outline:0}' }),
    'gerak/index.html': page('gerak/index.html', 'g', 'Gerak', '<p>1</p>', { style: 'a{transition:color 1s}' }),
    'sisip/index.html': page('sisip/index.html', 'h', 'Sisip', '<p class="sisip">1</p><p class="hilang">2</p>', { style: '.sisip::before{content:"Penting"}.hilang{display:none}' }),
    'bawah/index.html': page('bawah/index.html', 'i', 'Bawah', '<p>1</p>', { heading: `${LONG}<h1>Bawah</h1>` }),
    'balik/index.html': page('balik/index.html', 'j', 'Balik', '<p class="balik"><b>1</b> <b>2</b></p>', { style: '.balik{display:flex;flex-direction:row-reverse}' }),
    'gambar/index.html': page('gambar/index.html', 'k', 'Gambar', '<img src="../icon.svg" alt="Peta jalan ke balai desa"><p><img src="../icon.svg"></p>', { style: 'img{display:block;width:9px;height:9px}' }),
    'mini/index.html': page('mini/index.html', 'l', 'Mini', '<p class="mini">1</p><video></video>', { style: '.mini{position:fixed}' }),
  }, [
    ["letters grow with the reader's own size", /tetap.*18 px becomes 18 px/],
    ['with letters twice as large nothing scrolls sideways', /lebar.*class="lebar"/],
    ['with letters twice as large nothing is cut off', /potong.*class="potong"/],
    ["with the reader's own colours all text can be read", /paksa.*class="paksa"/],
    ["what stands out by its colour has an edge when colours are the reader's own", /kotak.*class="kotak"/],
    ["with the reader's own colours the focus can be seen", /fokus/],
    ['nothing moves for who wants no motion', /gerak.*<a> moves/],
    ['without styles the page says the same in the same order', /sisip.*writes "Penting"/, /sisip.*class="hilang"> "2" is hidden/],
    ['without styles the heading is on the first screen', /bawah/],
    ['styles do not change the order', /balik.*class="balik"/],
    ['without pictures their words are shown', /gambar.*no room for "Peta jalan/, /gambar.*has no words/],
    ['nothing needs what Opera Mini has not', /mini.*fixes something/, /mini.*<video>/],
  ]],
  [hostile, {
    'naskah/index.html': page('naskah/index.html', 'a', 'Naskah', '<p>1</p><script>jahat()</script>', { head: '<script src="https://luar.example/a.js"></script><script type="module">1</script>' }),
    'data/index.html': page('data/index.html', 'b', 'Data', '<p>1</p>', { rawData: '{"@context":' }),
    'tanda/index.html': page('tanda/index.html', 'c', 'Tanda', '<p onclick="a()">1</p><iframe srcdoc="a"></iframe><x:jahat>2</x:jahat><p jahat="">3</p>', { head: '<meta http-equiv="set-cookie" content="a">' }),
    'alamat/index.html': page('alamat/index.html', 'd', 'Alamat', '<a href="java\tscript:a()">1</a> <img src="data:text/html,a" alt="2"> <a href="\u0001javascript:a()">3</a>', { head: '<meta http-equiv="refresh" content="0; url=javascript:a()">' }),
    'gaya/index.html': page('gaya/index.html', 'e', 'Gaya', '<p>1</p><style>p{color:red}</style>').replace("default-src 'none'", "default-src *; script-src 'unsafe-inline'"),
    'aset/rusak.json': '{"a": "}', 'aset/rusak.js': 'jahat()', 'aset/patah.js': 'var a = "',
    'rusak.xml': '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</feed>', 'asing.xml': '<feed xmlns="http://www.w3.org/2005/Atom"><x:jahat xmlns:x="urn:x"/></feed>', 'entitas.xml': '<!DOCTYPE a [<!ENTITY b "c">]><feed xmlns="http://www.w3.org/2005/Atom"/>',
    'aset/naskah.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="a()"><script>1</script></svg>',
    'asing.ics': ics(entry({ ATTACH: 'jahat' })), 'rusak.ics': 'BEGIN:VCALENDAR\r\nini bukan kalender\r\n',
    'balik.txt': 'Rp\u202E008.61',
  }, [
    ['every script is one that the policy of its page names, and none is made of content', /naskah.*policy does not name/, /naskah.*made of content/, /naskah.*luar\.example/, /naskah.*type module/, /data.*structured data/],
    ['no attribute runs anything, and no element brings in what does', /tanda.*onclick/, /tanda.*<iframe>/, /tanda.*srcdoc/, /tanda.*x:jahat/, /tanda.*jahat on <p>/, /tanda.*set-cookie/],
    ['no address leads to code', /alamat.*href="java/, /alamat.*data:text/, /alamat.*\u0001javascript/, /alamat.*content="javascript/],
    ['the one style is the one that the policy names', /gaya.*2 styles/, /gaya.*policy does not name/, /gaya.*unsafe/, /gaya.*by default/],
    ['what is handed to programs is JSON', /rusak\.json/],
    ['XML is well-formed and has elements of known namespaces only', /rusak\.xml/, /asing\.xml: <x:jahat>/, /entitas\.xml: declares entities/, /naskah\.svg: <script>/, /naskah\.svg: onload/],
    ['a calendar has our properties and no others', /asing\.ics.*attach/, /rusak\.ics.*cannot be read/],
    ['scripts and workers are made by the theme alone', /rusak\.js: code/, /patah\.js/],
    ['in Chromium no hostile text is called, even without a policy', /naskah.*is called/],
    ['no text has a control character, or one that turns the direction of writing', /balik\.txt: U\+202E/, /alamat.*U\+0001/],
  ]],
  [calendars, {
    'rusak/index.html': eventPage('rusak/index.html'), 'rusak/acara.ics': 'BEGIN:VCALENDAR\r\nini bukan kalender\r\n',
    'panjang/index.html': eventPage('panjang/index.html'), 'panjang/acara.ics': ics(entry({ SUMMARY: 'a'.repeat(90) })).replaceAll('\r\n', '\n'),
    'kurang/index.html': eventPage('kurang/index.html'), 'kurang/acara.ics': ics(entry({ DTSTAMP: '' }), entry()),
    'zona/index.html': eventPage('zona/index.html'), 'zona/acara.ics': ics(entry({ DTSTART: '20261128T090000', parameters: { DTSTART: ';TZID=Asia/Jakarta' } })),
    'buntu/index.html': eventPage('buntu/index.html'), 'buntu/acara.ics': ics(entry({ URL: `${BASE}hilang/index.html` })),
    'sendiri/acara.ics': ics(entry()),
    'beda/index.html': eventPage('beda/index.html', '<p>Pada <time datetime="2026-12-06">6 Desember 2026</time>.</p>'), 'beda/acara.ics': ics(entry({ STATUS: 'CANCELLED' })),
  }, [
    ['a calendar can be read by others', /rusak.*cannot be read/],
    ['lines are folded at 75 bytes and end in CRLF', /panjang.*longer than 75/, /panjang.*without CR/],
    ['each entry has a name of its own, a stamp, a start and a title', /kurang.*no dtstamp/, /kurang.*one name/],
    ['a time of day is in a zone that the file describes', /zona.*Asia\/Jakarta/],
    ['an address in a calendar leads into the folder', /buntu.*hilang/],
    ['a page offers the calendar', /sendiri.*no page leads there/],
    ['an event has the same days and the same state on its page and in its calendar', /beda.*2026-12-06/, /beda.*does not say/],
  ]],
  [firefox, {
    'hilang/index.html': page('hilang/index.html', 'a', 'Hilang', '<p class="hilang">Hilang.</p>', { style: '.hilang{display:none}' }),
    'lebar/index.html': page('lebar/index.html', 'b', 'Lebar', '<p class="lebar">1</p>', { style: '.lebar{width:300px}' }),
    'bawah/index.html': page('bawah/index.html', 'c', 'Bawah', '<p>1</p>', { heading: `${LONG}<h1>Bawah</h1>` }),
    'rusak/index.html': page('rusak/index.html', 'd', 'Rusak', '<img src="1.png" alt="" width="9" height="9">'), 'rusak/1.png': 'bukan gambar',
  }, [
    ['Firefox shows every word in its order', /hilang.*is shown as/],
    ['in Firefox nothing scrolls sideways at 240, 320, 1280 px', /lebar.*240 px/],
    ['in Firefox the heading is on the first screen of a phone', /bawah.*begins at/],
    ['Firefox has nothing to complain about', /rusak.*1\.png is no picture/],
  ]],
  [frugal, {
    'pudar/index.html': page('pudar/index.html', 'a', 'Judul yang pudar', '<p>Kalimat pertama tidak terlihat siapa pun.</p>', { style: 'h1,p{color:#fff}' }),
  }, [
    ['NetSurf shows the heading and the first words', /pudar.*not seen: judul/],
    ['Dillo shows the heading and the first words', /pudar.*not seen: judul/],
  ]],
  [search, {
    ...searchFiles('cepat', { script: `${SEARCH};var early = new XMLHttpRequest();early.open('GET', '../acara/index.html');early.send();` }),
    ...searchFiles('besar', { script: `${SEARCH}\n//${randomBytes(9_000).toString('base64')}` }),
    ...searchFiles('kosong', { words: {} }),
    ...searchFiles('kaku', { script: SEARCH.replace('return last[b.length]', 'return 9') }),
    ...searchFiles('buntu', { pages: [0, 'hilang/', 'Tanya tetangga', 'Tentang', 1, 'acara/', 'Acara', 'Tentang'] }),
    ...searchFiles('diam', { found: 'Ada.', file: '', fail: '' }),
    ...searchFiles('samar', { style: '#hasil p{color:#ccc}' }),
  }, [
    ['nothing but the page, its icon and its script is fetched before the reader asks', /cepat.*fetches .*acara/],
    ['the script is at most 4000 bytes, a part of the index 6000, all of it 30000', /besar.*besar\.js: \d+ bytes/],
    ['a page is found by its title', /kosong.*"Tanya tetangga" does not find tanya/],
    ['a word with two letters exchanged still finds its page', /kaku.*"tetnagga" does not find tanya/],
    ['the address keeps what was asked, and the results lead somewhere', /buntu.*hilang\/index\.html is not there/],
    ['results are announced, and the next Tab after the button reaches the first one', /diam.*nobody is told/],
    ['as a file, or when the network is gone, the page says so and complains of nothing', /diam.*127\.0\.0\.1.* says nothing/, /diam.*file:.* says nothing/],
    ['axe-core finds nothing with results shown, light and dark', /samar.*color-contrast \(light\)/],
  ]],
  [edition, {
    'simpan/desa.html': keeping('<h2 id="a">Isi</h2>'),
    'simpan/desa-kecamatan-besar.html': keeping(`<p>${'Panjang sekali. '.repeat(10_000)}</p>`),
    'simpan/desa-pekerjaan-minta.html': keeping('<h2 id="a">Isi</h2><p><img src="../icon.svg" alt="Gambar"></p><script>1</script><p style="color:#ccc">Pucat.</p><p><a href="#b">Buntu</a> <a href="../acara/index.html">Acara</a></p>'),
    'simpan/desa-en.html': keeping('<h3>Isi</h3><div style="width:500px">Lebar</div><p><a href="#isi" style="font-size:12px">Kecil</a>, dan teks.</p>').replace(/<p id="edisi">.*?<\/p>/, '').replace('lang="id"', 'lang="en"'),
  }, [
    [FILES.size, /desa-kecamatan-besar\.html: \d+ bytes/],
    [FILES.alone, /desa-pekerjaan-minta\.html: asks for .*icon\.svg/],
    [FILES.still, /minta.*<img>/, /minta.*<script>/],
    [FILES.links, /#b leads nowhere/, /acara\/index\.html leads nowhere/],
    [FILES.outline, /desa-en\.html: h3 below h1/],
    [FILES.says, /desa-en\.html: no day at the top/, /desa-en\.html: no telephone number/, /desa-en\.html: no address/],
    [FILES.scroll, /desa-en\.html: 240 px: /],
    [FILES.targets, /desa-en\.html: .*12 ?px/],
    [FILES.axe, /minta.*light 1280 px: color-contrast/],
  ]],
  [offline, {
    'index.html': asking('index.html', 'Beranda').replace(`content="${BASE}index.html"`, `content="${BASE}"`),
    ...Object.fromEntries(['satu', 'dua', 'tiga', 'empat'].map((name) => [`${name}/index.html`, asking(`${name}/index.html`, name)])),
    'luring/index.html': page('luring/index.html', 'offline', 'Tanpa jaringan', '<p>1</p>'),
    'sw.js': HOARDER,
  }, [
    [SECOND_VISIT.size, /sw\.js: \d+ bytes/],
    [SECOND_VISIT.kept, /the line says ""/, /read before there was a worker/],
    [SECOND_VISIT.ahead, /satu\/index\.html was asked for by nobody/],
    [SECOND_VISIT.changed, /a change on 2020-01-01/],
    [SECOND_VISIT.unknown, /instead of the list there is/, /the list lacks/],
    [SECOND_VISIT.slow, /it takes \d+ ms/],
    [SECOND_VISIT.update, /satu\/index\.html is not renewed/],
    [SECOND_VISIT.bound, /pages are kept/],
    [SECOND_VISIT.quiet, /as a file: /],
  ]],
  [offline, { 'sw.js': "addEventListener('fetch', () => {})" }, [
    [FAREWELL, /still there/],
  ]],
  [styles, {
    'utuh/index.html': page('utuh/index.html', 'a', 'Utuh', '<p>1</p>', { style: WHOLE.slice(STYLE.length) }),
    'kurang/index.html': page('kurang/index.html', 'b', 'Kurang', '<p class="kurang">Tanpa warnanya.</p>'),
    'malam/index.html': page('malam/index.html', 'c', 'Malam', '<p class="malam">Tanpa warna malamnya.</p>'),
    'cetak/index.html': page('cetak/index.html', 'd', 'Cetak', '<p class="cetak">Tidak untuk kertas.</p>'),
    'tutup/index.html': page('tutup/index.html', 'e', 'Tutup', '<details><summary>Apa?</summary><p class="isi">Itu.</p></details>', { style: 'summary{padding:12px 0}' }),
  }, [
    ['a page brings no more rules than it can use', /utuh.*whole sheet/],
    ['a page looks as it would with the whole sheet', /kurang.*: light 320 px/, /malam.*: dark 1280 px/, /cetak.*: printed/, /tutup.*: opened, light 320 px/],
  ]],
];

/** Checks that look for seconds at every page: a small portal is enough to see that a good page passes. */
const SLOW = new Set([network, lighthouse, modes, firefox, frugal]);
const SMALL = ['index.html', '404.html', 'icon.svg', 'atom.xml', 'robots.txt'];
const small = (files) => Object.fromEntries(Object.entries(files).filter(([path]) => SMALL.includes(path)));

/** A photo as a phone writes it, with the place. */
function photographed(jpeg) {
  return execFileSync('exiftool', ['-GPSLatitude=1', '-GPSLongitude=2', '-Model=Telepon', '-'], { input: jpeg });
}

const folder = mkdtempSync(join(tmpdir(), 'kentongan-selftest-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a folder; what `build --json` says of it lies beside it, under its name. */
function write(name, files) {
  for (const [given, content] of Object.entries(files)) {
    const path = given.replace('../build.json', `../${name}.json`);
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), content);
  }
  return readSite(join(folder, name));
}

const good = write('good', GOOD);
const goodAndSmall = write('small', small(GOOD));

for (const [index, [check, files, expected]] of BROKEN.entries()) {
  test(`${check.name}: a good portal passes, and every rule can be broken`, async () => {
    // The home page leads to every page, so that only what is meant to be wrong is wrong.
    const menu = Object.keys(files).filter((path) => path.endsWith('/index.html') && !path.startsWith('yatim')).map((path) => `<p><a href="${path}">${path}</a></p>`).join('');
    const base = SLOW.has(check) ? small(GOOD) : GOOD;
    const broken = write(`${check.name}-${index}`, { ...base, 'index.html': GOOD['index.html'].replace('</main>', `${menu}</main>`), ...files });
    const options = { runs: 1 };
    const results = [...await check([SLOW.has(check) ? goodAndSmall : good], options), ...await check([broken], options)];
    for (const result of results.filter((one) => [good.name, goodAndSmall.name].includes(one.site))) assert.deepEqual(result.problems, [], result.name);
    const found = new Map(results.filter((one) => ![good.name, goodAndSmall.name].includes(one.site)).map((one) => [one.name, one.problems]));
    for (const [name, ...messages] of expected) {
      for (const message of messages) assert.ok(found.get(name)?.some((problem) => message.test(problem)), `"${name}" should find ${message}:\n${found.get(name)?.join('\n')}`);
    }
    assert.deepEqual([...found.keys()], expected.map(([name]) => name), 'every rule has a page that breaks it');
    if (check === browser) assert.ok(!found.get('what a thumb must hit is 44 px or more').some((problem) => /"tautan"/.test(problem)), 'a link in running text is let pass');
  });
}
