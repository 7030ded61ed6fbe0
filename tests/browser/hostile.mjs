// Content is not code: whatever stands in a text, nothing in an output runs but what the theme brings. Read by
// parsers that know nothing of ours: parse5 for HTML, xmldom for XML, ical.js for calendars; and by Chromium, which
// is told to pass over the policy of the page. Portals of hostile texts (see hostile-portal.mjs) are where these
// rules have something to find.

import { DOMParser } from '@xmldom/xmldom';
import ICAL from 'ical.js';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser, visitAll } from './browser.mjs';
import { attribute, rule, serve, text } from './site.mjs';

/** Where an address may lead: to pages, and to the telephone, mail and maps of the reader. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:', 'whatsapp:', 'geo:']);
/** Attributes that hold an address. */
const ADDRESSES = new Set(['href', 'src', 'action', 'cite', 'poster', 'data', 'xlink:href', 'longdesc', 'manifest', 'background']);
/** Attributes that hold code, or ask on their own account. */
const RUNNING = /^(on.*|style|srcdoc|formaction|ping|is|http-equiv)$/;
/** Elements that bring in code, or change what others mean. */
const FOREIGN = new Set(['iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'base', 'portal', 'fencedframe', 'marquee', 'math', 'annotation-xml', 'foreignobject', 'animate', 'set', 'use']);
/** Namespaces of what we write in XML. */
const NAMESPACES = new Set(['http://www.w3.org/2005/Atom', 'http://www.sitemaps.org/schemas/sitemap/0.9', 'http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg', 'http://www.w3.org/2000/xmlns/', 'http://www.w3.org/XML/1998/namespace']);
/** Properties of our calendars. */
const PROPERTIES = new Set(['version', 'prodid', 'calscale', 'method', 'name', 'x-wr-calname', 'x-wr-timezone', 'refresh-interval', 'x-published-ttl', 'source', 'url', 'tzid', 'tzoffsetfrom', 'tzoffsetto', 'tzname', 'dtstart', 'dtend', 'dtstamp', 'duration', 'uid', 'summary', 'description', 'location', 'geo', 'status', 'sequence', 'rrule', 'exdate', 'rdate', 'last-modified', 'created', 'transp', 'categories', 'organizer', 'contact', 'class']);
const COMPONENTS = new Set(['vcalendar', 'vtimezone', 'standard', 'vevent']);

/** What the hostile texts call, wherever they get through. */
const CALLED = /jahat/i;

export async function hostile(sites) {
  const called = await inChromium(sites);
  return sites.flatMap((site) => {
    const pages = [...site.pages, ...site.editions];
    const ending = (...endings) => [...site.files].filter((path) => endings.some((one) => path.endsWith(one)));
    const each = (name, things, judge, what) => rule(site, name, `${things.length} ${what}`, things.flatMap((thing) => judge(thing, site).map((problem) => `${thing.path ?? thing}: ${problem}`)));
    const read = (judge) => (path) => judge(readFileSync(join(site.root, path), 'utf8'), path);
    return [
      each('every script is one that the policy of its page names, and none is made of content', pages, scripts, 'pages'),
      each('no attribute runs anything, and no element brings in what does', pages, markup, 'pages'),
      each('no address leads to code', pages, addresses, 'pages'),
      each('the one style is the one that the policy names', pages, styles, 'pages'),
      each('what is handed to programs is JSON', ending('.json', '.webmanifest'), read(json), 'files'),
      each('XML is well-formed and has elements of known namespaces only', ending('.xml', '.svg'), read(xml), 'files'),
      each('a calendar has our properties and no others', ending('.ics'), read(calendar), 'files'),
      each('scripts and workers are made by the theme alone', ending('.js'), read(worker), 'files'),
      rule(site, 'in Chromium no hostile text is called, even without a policy', `${suspects(site).length} pages`, called.filter((one) => one.site === site).map(({ problem }) => problem)),
      each('no text has a control character, or one that turns the direction of writing', ending('.html', '.xml', '.svg', '.json', '.ics', '.txt'), read(characters), 'files'),
    ];
  });
}

/** The pages that hold something hostile, and stay to be looked at. */
const suspects = (site) => [...site.pages, ...site.editions].filter(({ bytes, isRedirect }) => !isRedirect && CALLED.test(bytes.toString('utf8')));

async function inChromium(sites) {
  if (sites.every((site) => suspects(site).length === 0)) return [];
  const chromium = await startBrowser();
  const served = new Map();
  try {
    const context = await chromium.newContext({ bypassCSP: true });
    await context.addInitScript(() => { globalThis.jahat = () => { globalThis.isCalled = true; }; });
    for (const site of sites) served.set(site, await serve(site));
    return await visitAll(sites.flatMap((site) => suspects(site).map(({ path }) => ({ site, path }))), async ({ site, path }) => {
      const page = await context.newPage();
      const dialogs = [];
      page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
      await page.goto(served.get(site).url + path, { waitUntil: 'load' });
      const isCalled = await page.evaluate(() => {
        for (const element of document.querySelectorAll('*')) {
          for (const name of ['mouseover', 'focus', 'error', 'load', 'toggle', 'animationend']) element.dispatchEvent(new Event(name));
          if (element.protocol === 'javascript:') return true;
        }
        return globalThis.isCalled === true;
      });
      await page.close();
      return isCalled || dialogs.length > 0 ? [{ site, problem: `${path}: a hostile text is called` }] : [];
    });
  } finally {
    served.forEach((one) => one.close());
    await chromium.close();
  }
}

const policyOf = (page) => page.meta('content-security-policy') ?? '';
const hash = (code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
const directive = (policy, name) => policy.split(';').map((part) => part.trim().split(/\s+/)).find(([first]) => first === name)?.slice(1) ?? [];

function scripts(page, site) {
  const allowed = directive(policyOf(page), 'script-src');
  return page.all.filter((element) => element.tagName === 'script').flatMap((script) => {
    const code = text(script);
    const type = attribute(script, 'type');
    const source = attribute(script, 'src');
    if (type === 'application/ld+json') return json(code).map((problem) => `structured data: ${problem}`);
    if (type !== undefined && type !== 'text/javascript') return [`a script of type ${type}`];
    if (source !== undefined) {
      const path = new URL(source, `https://site.invalid/${page.path}`);
      const isOurs = path.origin === 'https://site.invalid' ? site.files.has(path.pathname.slice(1)) : source.startsWith(site.base);
      return isOurs && allowed.includes("'self'") ? [] : [`a script from ${source}`];
    }
    return [
      allowed.includes(hash(code)) ? [] : ['a script that the policy does not name'],
      CALLED.test(code) ? [`a script made of content: ${code.slice(0, 80)}`] : [],
    ].flat();
  });
}

function markup(page) {
  return page.all.flatMap((element) => [
    FOREIGN.has(element.tagName.toLowerCase()) ? [`<${element.tagName}>`] : [],
    /[^a-z0-9]/.test(element.tagName) || CALLED.test(element.tagName) ? [`an element named ${element.tagName}`] : [],
    element.attrs.flatMap(({ name, value }) => {
      if (name === 'http-equiv') return element.tagName === 'meta' && /^(content-security-policy|refresh)$/i.test(value) ? [] : [`<meta http-equiv="${value}">`];
      return RUNNING.test(name) || /[^a-z0-9:_-]/i.test(name) || CALLED.test(name) ? [`${name} on <${element.tagName}>`] : [];
    }),
  ].flat());
}

function addresses(page) {
  return page.all.flatMap((element) => element.attrs.flatMap(({ name, value }) => {
    const refresh = name === 'content' && attribute(element, 'http-equiv')?.toLowerCase() === 'refresh';
    const written = refresh ? [value.replace(/^[^;]*;\s*url=/i, '')]
      : name === 'srcset' ? value.split(',').map((one) => one.trim().split(/\s+/)[0])
        : ADDRESSES.has(name) ? [value] : [];
    return written.filter((one) => !isHarmless(one)).map((one) => `${name}="${one}" on <${element.tagName}>`);
  }));
}

/** As browsers read it: blanks and line ends inside a scheme do not count. */
function isHarmless(address) {
  try {
    return SCHEMES.has(new URL(address, 'https://site.invalid/a/b').protocol);
  } catch {
    return false;
  }
}

function styles(page) {
  const found = page.all.filter((element) => element.tagName === 'style');
  const allowed = directive(policyOf(page), 'style-src');
  return [
    found.length <= 1 ? [] : [`${found.length} styles`],
    found.every((style) => allowed.includes(hash(text(style)))) ? [] : ['a style that the policy does not name'],
    policyOf(page).includes('unsafe') ? ['the policy allows what is unsafe'] : [],
    directive(policyOf(page), 'default-src').join() === "'none'" ? [] : ['the policy allows by default'],
  ].flat();
}

function json(written) {
  try {
    JSON.parse(written);
    return [];
  } catch (error) {
    return [error.message];
  }
}

function xml(written) {
  const problems = [];
  const parser = new DOMParser({ onError: (level, message) => problems.push(`${level}: ${message}`) });
  let document;
  try {
    document = parser.parseFromString(written, 'application/xml');
  } catch (error) {
    return [problems[0] ?? error.message];
  }
  for (const element of document.getElementsByTagName('*')) {
    if (!NAMESPACES.has(element.namespaceURI)) problems.push(`<${element.nodeName}> of ${element.namespaceURI}`);
    if (/^(script|foreignObject|set|animate.*|handler)$/.test(element.localName) || CALLED.test(element.nodeName)) problems.push(`<${element.nodeName}>`);
    for (const one of element.attributes) if (/^on|jahat/i.test(one.name)) problems.push(`${one.name} on <${element.nodeName}>`);
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(written)) problems.push('declares entities');
  return problems;
}

function calendar(written) {
  const problems = [];
  const look = (component) => {
    if (!COMPONENTS.has(component.name)) problems.push(`a component named ${component.name}`);
    for (const property of component.getAllProperties()) if (!PROPERTIES.has(property.name)) problems.push(`a property named ${property.name}`);
    component.getAllSubcomponents().forEach(look);
  };
  try {
    look(new ICAL.Component(ICAL.parse(written)));
  } catch (error) {
    problems.push(`cannot be read: ${error.message}`);
  }
  return problems;
}

function worker(written) {
  // The words of the offline page are given to the worker as JSON; that they end no text shows when it is parsed.
  try {
    new Function(written);
  } catch (error) {
    return [error.message];
  }
  const code = written.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
  return CALLED.test(code) ? ['code that is made of content'] : [];
}

const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF]/;

function characters(written) {
  const found = UNSEEN.exec(written);
  return found ? [`U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} at ${found.index}`] : [];
}
