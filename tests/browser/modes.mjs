// Pages as readers need them who change something: letters twice as large, colours of their own, no motion,
// no pictures, no styles; and nothing that Opera Mini, which draws pages on a server, would leave blank.

import { measure, openEverything } from './axe.mjs';
import { startBrowser, visitAll } from './browser.mjs';
import { attribute, published, rule, samplePages, serve, text } from './site.mjs';
import { firstDifference, visibleText } from './words.mjs';

const PHONE = { width: 320, height: 640 };
/** Chromium's own size of letters, and twice that. */
const LETTERS = [16, 32];

const RULES = {
  large: 'letters grow with the reader\'s own size',
  scroll: 'with letters twice as large nothing scrolls sideways',
  cut: 'with letters twice as large nothing is cut off',
  forced: 'with the reader\'s own colours all text can be read',
  edges: 'what stands out by its colour has an edge when colours are the reader\'s own',
  focus: 'with the reader\'s own colours the focus can be seen',
  motion: 'nothing moves for who wants no motion',
  styles: 'without styles the page says the same in the same order',
  start: 'without styles the heading is on the first screen',
  order: 'styles do not change the order',
  pictures: 'without pictures their words are shown',
  mini: 'nothing needs what Opera Mini has not',
};

export async function modes(sites, { every = false } = {}) {
  const chromium = await startBrowser();
  try {
    const results = [];
    for (const site of sites) results.push(...await modesOne(chromium, site, every ? published(site) : samplePages(site)));
    return results;
  } finally {
    await chromium.close();
  }
}

async function modesOne(chromium, site, sample) {
  const server = await serve(site);
  try {
    const found = [
      ...published(site).flatMap((page) => operaMini(page).map((problem) => ({ rule: 'mini', problem: `${page.path}: ${problem}` }))),
      ...await visitAll(sample, async (page) => {
        const problems = [];
        const say = (key, list) => list.forEach((problem) => problems.push({ rule: key, problem: `${page.path}: ${problem}` }));
        const address = server.url + encodeURI(page.path);
        for (const look of [lookLarge, lookWithoutPictures, lookOwn]) await inTab(chromium, address, (tab) => look(tab, say, page, address));
        return problems;
      }),
    ];
    return Object.entries(RULES).map(([key, name]) => rule(site, name, `${(key === 'mini' ? published(site) : sample).length} pages`,
      found.filter((one) => one.rule === key).map((one) => one.problem)));
  } finally {
    server.close();
  }
}

async function inTab(chromium, address, look) {
  const context = await chromium.newContext({ javaScriptEnabled: false, viewport: PHONE });
  try {
    await look(await context.newPage());
  } finally {
    await context.close();
  }
}

async function lookLarge(tab, say, page, address) {
  const session = await tab.context().newCDPSession(tab);
  const sizes = [];
  for (const standard of LETTERS) {
    await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard * 13 / 16 } });
    await tab.goto(address);
    await tab.evaluate(openEverything);
    sizes.push(await tab.evaluate(() => ['body', 'h1', 'main p', 'footer'].map((selector) => [selector, parseFloat(getComputedStyle(document.querySelector(selector) ?? document.body).fontSize)])));
  }
  say('large', sizes[1].filter(([, size], index) => size < 1.95 * sizes[0][index][1]).map(([selector, size], index) => `${selector}: ${sizes[0][index][1]} px becomes ${size} px`));
  say('scroll', (await tab.evaluate(measure)).scroll);
  say('cut', await tab.evaluate(cutOff));
}

/** Runs in the page: letters that their box hides, or that run out of their box into the next. */
function cutOff() {
  const name = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const written = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  const boxOf = (element) => (/^inline$|^contents$/.test(getComputedStyle(element).display) ? boxOf(element.parentElement) : element);
  return [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility()).flatMap((element) => written(element).flatMap((node) => {
    const box = boxOf(element);
    const room = box.getBoundingClientRect();
    if (room.left < 0 || /auto|scroll/.test(getComputedStyle(box).overflowX)) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    // Letters are drawn in less than the height that their font claims.
    const air = parseFloat(getComputedStyle(element).fontSize) / 3;
    const out = [...range.getClientRects()].find((letters) => letters.right > room.right + 1 || letters.left < room.left - 1 || letters.bottom > room.bottom + air || letters.top < room.top - air);
    return out ? [`${name(element)} runs out of its box of ${Math.round(room.width)} × ${Math.round(room.height)} px`] : [];
  })).slice(0, 5);
}

/** The reader's own colours, no motion, no styles: what only the browser changes after the page is there. */
async function lookOwn(tab, say, page, address) {
  await tab.goto(address);
  await lookStill(tab, say);
  await tab.evaluate(openEverything);
  await lookForced(tab, say);
  await lookBare(tab, say, page);
}

async function lookForced(tab, say) {
  const coloured = await tab.evaluate(standingOut);
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ forcedColors: 'active', colorScheme });
    const { unreadable, edgeless } = await tab.evaluate(judgeForced, coloured);
    say('forced', unreadable.map((problem) => `${colorScheme}: ${problem}`));
    if (colorScheme === 'light') say('edges', edgeless);
  }
  await tab.keyboard.press('Tab');
  await tab.waitForTimeout(50);
  const ring = await tab.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== 'none' && outlineWidth !== '0px';
  });
  if (!ring) say('focus', ['no outline around what has the focus']);
  await tab.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
}

/** Runs in the page: numbers of the elements whose background is not that of what is around them. */
function standingOut() {
  const clear = (colour) => colour === 'rgba(0, 0, 0, 0)' || colour === 'transparent';
  const background = (element) => {
    if (element === null) return 'rgb(255, 255, 255)';
    const colour = getComputedStyle(element).backgroundColor;
    return clear(colour) ? background(element.parentElement) : colour;
  };
  return [...document.body.querySelectorAll('*')]
    .map((element, index) => [element, index])
    .filter(([element]) => element.checkVisibility() && element.getBoundingClientRect().left >= 0 && !clear(getComputedStyle(element).backgroundColor) && background(element) !== background(element.parentElement))
    .map(([, index]) => index);
}

/** Runs in the page, with forced colours. */
function judgeForced(coloured) {
  const name = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const all = [...document.body.querySelectorAll('*')];
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = numbers(colour).slice(0, 3).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = (element) => {
    if (element === null) return getComputedStyle(document.documentElement).colorScheme.includes('dark') ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 ? background(element.parentElement) : colour;
  };
  const contrast = (element) => {
    const [more, less] = [light(getComputedStyle(element).color), light(background(element))].sort((one, other) => other - one);
    return (more + 0.05) / (less + 0.05);
  };
  const unreadable = all
    .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''))
    .filter((element) => contrast(element) < 4.5).slice(0, 5)
    .map((element) => `${contrast(element).toFixed(1)}:1 in ${name(element)}`);
  const hasEdge = (element) => {
    const style = getComputedStyle(element);
    return ['Top', 'Right', 'Bottom', 'Left'].some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0)
      || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
  };
  // A heading cell is known by its weight.
  const edgeless = coloured.map((index) => all[index]).filter((element) => element.localName !== 'th' && !hasEdge(element)).slice(0, 5).map(name);
  return { unreadable, edgeless: [...new Set(edgeless)] };
}

async function lookStill(tab, say) {
  await tab.emulateMedia({ reducedMotion: 'reduce' });
  say('motion', await tab.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo || undefined);
    const moves = (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0) || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0) || style.scrollBehavior === 'smooth';
    return moves || ['marquee', 'blink'].includes(element.localName) ? [`<${element.localName}>${pseudo} moves`] : [];
  })).slice(0, 5)));
}

async function lookWithoutPictures(tab, say, page, address) {
  if (!page.all.some(({ tagName }) => tagName === 'img')) return;
  await tab.route('**/*', (route) => (route.request().resourceType() === 'image' ? route.abort() : route.continue()));
  await tab.goto(address);
  await tab.evaluate(openEverything);
  const images = await tab.evaluate(() => [...document.querySelectorAll('img')].map((element) => {
    const box = element.getBoundingClientRect();
    return { name: element.outerHTML.slice(0, 80), words: element.getAttribute('alt'), width: box.width, height: box.height };
  }));
  say('pictures', images.flatMap(({ name, words, width, height }) => {
    if (words === null) return [`${name} has no words`];
    // Letters are about 8 by 24 pixels.
    return words !== '' && width * height < words.length * 8 * 24 ? [`${name}: no room for "${words}" in ${Math.round(width)} × ${Math.round(height)} px`] : [];
  }));
}

async function lookBare(tab, say, page) {
  const { order, written } = await tab.evaluate(readStyled);
  say('order', order);
  say('styles', written);
  await tab.evaluate(() => document.querySelectorAll('style, link[rel=stylesheet]').forEach((element) => element.remove()));
  const difference = firstDifference(visibleText(page), await tab.evaluate(() => document.body.innerText));
  if (difference) say('styles', [difference]);
  const top = await tab.evaluate(() => document.querySelector('h1')?.getBoundingClientRect().top);
  if (!(top < PHONE.height)) say('start', [`the h1 begins at ${Math.round(top)} px of ${PHONE.height}`]);
}

/** Runs in the page: where styles turn the order round, hide words, or write some that are nowhere else. */
function readStyled() {
  const name = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ''}>`;
  const all = [...document.body.querySelectorAll('*')];
  const order = all.filter((element) => {
    const style = getComputedStyle(element);
    return style.order !== '0' || (/flex/.test(style.display) && /reverse/.test(style.flexDirection + style.flexWrap)) || style.float === 'right';
  }).map((element) => `${name(element)} is shown in another place than it is read`);
  const written = all.flatMap((element) => ['::before', '::after'].flatMap((pseudo) => {
    const { content } = getComputedStyle(element, pseudo);
    return /^"/.test(content) && /\p{L}/u.test(content) ? [`${name(element)}${pseudo} writes ${content} by style`] : [];
  }));
  // The skip link waits outside the screen, and is met by the Tab key.
  const hidden = all.filter((element) => element.textContent.trim() !== '' && !element.matches('.skip, script, style, template, noscript, [hidden], [hidden] *') && !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((element) => `${name(element)} "${element.textContent.trim().slice(0, 40)}" is hidden by style`);
  return { order: [...new Set(order)].slice(0, 5), written: [...new Set([...written, ...hidden])].slice(0, 5) };
}

/** What Opera Mini leaves out, where leaving it out would take something from the reader. */
const MINI_STYLES = [
  [/@import/, 'fetches other styles'],
  [/@font-face/, 'needs a font of its own'],
  [/position:\s*fixed/, 'fixes something upon the screen'],
  [/:has\(/, 'chooses by :has()'],
  [/display:\s*(inline-)?grid/, 'lays out by grid'],
  [/var\(--/, 'takes values from custom properties'],
  [/@supports|@container|@layer/, 'hangs on a question that old browsers cannot read'],
  [/columns?(-count|-width)?:\s*\d/, 'sets text in columns'],
];
const MINI_ELEMENTS = ['canvas', 'video', 'audio', 'iframe', 'object', 'embed', 'dialog', 'portal', 'frameset'];

function operaMini(page) {
  const styles = page.all.filter(({ tagName }) => tagName === 'style').map(text).join('\n');
  return [
    ...MINI_STYLES.filter(([pattern]) => pattern.test(styles)).map(([, problem]) => `a style ${problem}`),
    ...page.all.filter(({ tagName }) => MINI_ELEMENTS.includes(tagName) || tagName.includes('-')).map(({ tagName }) => `<${tagName}> stays blank`),
    ...page.all.filter((element) => element.tagName === 'img' && !attribute(element, 'src')).map(() => '<img> without src waits for a script'),
    ...page.all.filter((element) => attribute(element, 'style') !== undefined).map(({ tagName }) => `<${tagName}> is styled by attribute`),
  ];
}
