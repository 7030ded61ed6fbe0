// Calendar files, read by a parser that knows nothing of ours: what it makes of them is what phones show.

import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attribute, rule } from './site.mjs';

/** No line is longer, in bytes and without its end. */
const LINE = 75;
/** More dates than any page names. */
const MOST = 500;

ICAL.design.strict = true;

export function calendars(sites) {
  return sites.flatMap((site) => {
    const read = [...site.files].filter((path) => path.endsWith('.ics')).map((path) => parse(site, path));
    const sound = read.filter(({ calendar }) => calendar);
    const each = (name, files, judge) => rule(site, name, `${files.length} calendars`,
      files.flatMap((file) => judge(file, site).map((problem) => `${file.path}: ${problem}`)));
    return [
      each('a calendar can be read by others', read, ({ problem }) => (problem ? [problem] : [])),
      each('lines are folded at 75 bytes and end in CRLF', read, lines),
      each('each entry has a name of its own, a stamp, a start and a title', sound, complete),
      each('a time of day is in a zone that the file describes', sound, zones),
      each('an address in a calendar leads into the folder', sound, addresses),
      each('a page offers the calendar', read, offered),
      each('an event has the same days and the same state on its page and in its calendar', sound, agrees),
    ];
  });
}

function parse(site, path) {
  const bytes = readFileSync(join(site.root, path));
  try {
    const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
    return { path, bytes, calendar, events: calendar.getAllSubcomponents('vevent') };
  } catch (error) {
    return { path, bytes, problem: `cannot be read: ${error.message}` };
  }
}

function lines({ bytes }) {
  const all = bytes.toString('latin1').split('\n'); // One character a byte.
  const body = all.slice(0, -1);
  const long = body.findIndex((line) => line.replace(/\r$/, '').length > LINE);
  const bare = body.findIndex((line) => !line.endsWith('\r'));
  const cut = bytes.toString('utf8').includes('\uFFFD');
  return [
    all.at(-1) === '' ? [] : ['the last line has no end'],
    long < 0 ? [] : [`line ${long + 1} is longer than ${LINE} bytes`],
    bare < 0 ? [] : [`line ${bare + 1} ends without CR`],
    cut ? ['a character is broken'] : [],
  ].flat();
}

function complete({ calendar, events }) {
  const names = events.map((event) => event.getFirstPropertyValue('uid'));
  return [
    calendar.getFirstPropertyValue('version') === '2.0' ? [] : ['is not of version 2.0'],
    events.length > 0 ? [] : ['has no entry'],
    ...events.map((event) => ['uid', 'dtstamp', 'dtstart', 'summary', 'status', 'sequence']
      .filter((name) => event.getFirstPropertyValue(name) === null)
      .map((name) => `${event.getFirstPropertyValue('summary')}: no ${name}`)),
    new Set(names).size === names.length ? [] : ['two entries have one name'],
  ].flat();
}

function zones({ calendar, events }) {
  const described = new Set(calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')));
  return events.flatMap((event) => ['dtstart', 'dtend', 'exdate'].flatMap((name) => event.getAllProperties(name).flatMap((property) => {
    const zone = property.getParameter('tzid');
    const isDay = property.type === 'date';
    const isUtc = property.toICALString().endsWith('Z');
    return isDay || isUtc || described.has(zone) ? [] : [`${name} is in ${zone ?? 'no zone'}, which is not described`];
  })));
}

function addresses({ events }, site) {
  return events.map((event) => event.getFirstPropertyValue('url')).filter((url) => url !== null).flatMap((url) => {
    const path = url.startsWith(site.base) ? url.slice(site.base.length).split('?')[0] : undefined;
    const file = path === '' || path?.endsWith('/') ? `${path}index.html` : path;
    return site.files.has(file) ? [] : [`${url} is not in the folder`];
  });
}

function offered({ path }, site) {
  const leads = (page) => page.all.some((element) => element.tagName === 'a' && resolve(page, attribute(element, 'href')) === path);
  // An event that is over keeps its calendar, so that nothing vanishes from those who saved it.
  const own = site.byPath.get(`${dirname(path)}/index.html`);
  return site.pages.some(leads) || own?.kind === 'event' ? [] : ['no page leads there'];
}

function resolve(page, href) {
  if (!href || !URL.canParse(href, `http://x/${page.path}`)) return undefined;
  const url = new URL(href, `http://x/${page.path}`);
  return url.host === 'x' ? decodeURIComponent(url.pathname.slice(1)) : undefined;
}

/** What an event's page and its search data say of time and state. */
const STATES = { CONFIRMED: 'EventScheduled', TENTATIVE: 'EventPostponed', CANCELLED: 'EventCancelled' };

function agrees({ path, events }, site) {
  const page = site.byPath.get(join(dirname(path), 'index.html'));
  if (page?.kind !== 'event' || events.length !== 1) return [];
  const [entry] = events;
  const days = daysOf(entry);
  const named = page.all.filter((element) => element.tagName === 'time' && !isIn(element, 'nav')).map((element) => attribute(element, 'datetime').slice(0, 10));
  const status = entry.getFirstPropertyValue('status');
  const summary = entry.getFirstPropertyValue('summary');
  const data = /"eventStatus":"https:\/\/schema\.org\/(\w+)"/.exec(page.bytes.toString('utf8'))?.[1];
  return [
    named.length > 0 ? [] : ['its page names no day'],
    named.filter((day) => !days.has(day)).map((day) => `its page names ${day}, when it is not held`),
    data && data !== STATES[status] ? [`${status} in the calendar, ${data} on its page`] : [],
    status === 'CONFIRMED' || /BATAL|DITUNDA|CANCELLED|POSTPONED/.test(summary) ? [] : [`"${summary}" does not say that it is ${status}`],
  ].flat();
}

/** True for what stands in such an element: in a `nav` other pages are listed, with days of their own. */
function isIn(element, name) {
  for (let above = element.parentNode; above; above = above.parentNode) if (above.tagName === name) return true;
  return false;
}

/** Every day on which the parser says that the event begins. */
function daysOf(entry) {
  const event = new ICAL.Event(entry);
  if (!event.isRecurring()) return new Set([event.startDate.toString().slice(0, 10)]);
  const iterator = event.iterator();
  const days = new Set();
  for (let next = iterator.next(); next && days.size < MOST; next = iterator.next()) days.add(next.toString().slice(0, 10));
  return days;
}
