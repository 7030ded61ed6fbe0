//! Calendar files (RFC 5545) for phones: one event, the events of a kecamatan, those of the portal.
//!
//! Nothing in them names the day of the build, so that a file changes only when an event does.

pub mod entry;

use super::carrier::code::{self, Channel};
use super::carrier::plain;
use super::carrier::validity;
use super::carrier::{Spoken, of_document};
use super::event_time;
use super::page::shown_contact;
use super::series;
use super::shell::{LinkView, titled};
use super::writing::Writing;
use super::{Basis, Output, Subject, address, carrier};
use crate::config::carriers::Carrier;
use crate::content::event::{Event, Status};
use crate::content::{Common, Details};
use crate::diagnostic::Diagnostics;
use crate::site::taxonomy::Taxonomy;
use crate::site::{Page, PageId, Site, related};
use crate::vocabulary::ics::Ics;
use crate::vocabulary::{Language, OutputPath};
use entry::Entry;

/// The name of a calendar in its folder.
pub const FILE: &str = "acara.ics";

/// Which events a calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarOf {
    Portal,
    /// A region, by its place in [`Site::terms`].
    Region(usize),
    /// The lessons of a group, by its place in a series.
    Group {
        series: usize,
        group: usize,
    },
}

/// The calendars that hold at least one event. Those that are over stay: what vanishes from a calendar
/// that somebody subscribed to looks as if it had been cancelled.
pub fn plan(site: &Site) -> Vec<Output> {
    let regions = site.terms.iter().enumerate().filter(|(_, term)| term.taxonomy == Taxonomy::Regions);
    [CalendarOf::Portal]
        .into_iter()
        .chain(regions.map(|(index, _)| CalendarOf::Region(index)))
        .filter(|of| !is_empty(site, *of))
        .chain(groups(site).map(|(series, group)| CalendarOf::Group { series, group }))
        .map(|of| Output { path: path(site, of), subject: Subject::Calendar(of) })
        .collect()
}

/// `acara.ics`, `wilayah/cilongok/acara.ics`
pub fn path(site: &Site, of: CalendarOf) -> OutputPath {
    match of {
        CalendarOf::Portal => super::sound(FILE),
        CalendarOf::Region(index) => site.terms[index].permalink.file(FILE),
        CalendarOf::Group { series, group } => {
            let series = &site.series[series];
            series.permalink.file(&format!("{}/jadwal.ics", series.groups[group].slug))
        }
    }
}

/// The link by which a page offers a calendar; `None` where it would hold nothing.
pub fn link(of: CalendarOf, name: &str, writing: &Writing<'_>) -> Option<LinkView> {
    let site = writing.site;
    let label = writing.words.fill("save_calendar_of", &[("name", name)]);
    (!is_empty(site, of)).then(|| LinkView { label, href: writing.addresses.to(&path(site, of)) })
}

/// The link to an event's own calendar, while there is something to look forward to.
pub fn link_of_event(page: &Page, writing: &Writing<'_>) -> Option<LinkView> {
    let Details::Event(event) = &page.document.details else { return None };
    let is_offered = of_document(writing.site, &page.document).contains(&Carrier::Calendar);
    let href = || writing.addresses.to(&carrier::path(page, Carrier::Calendar));
    let is_ahead = !event_time::is_over(event, writing.site.today);
    (is_offered && is_ahead).then(|| LinkView { label: writing.words.get("save_calendar"), href: href() })
}

/// True for a page whose event stands in the portal's calendar: translations would double it.
pub fn is_in(site: &Site, id: PageId) -> bool {
    let document = &site.page(id).document;
    document.common.language == Language::Indonesian && of_document(site, document).contains(&Carrier::Calendar)
}

/// Events of a calendar that is not to grow with the portal: those ahead, the next ones first, and the last that are
/// over. A phone takes no more at once, and nobody waits for more over a slow network.
const AHEAD: usize = 250;
const OVER: usize = 50;

/// In path order.
fn events(site: &Site, of: CalendarOf) -> Vec<PageId> {
    let all: Vec<PageId> = candidates(site, of).filter(|id| is_in(site, *id)).collect();
    if all.len() <= AHEAD + OVER {
        return all;
    }
    let (mut ahead, mut over) = related::events(site, all.into_iter());
    ahead.truncate(AHEAD);
    over.truncate(OVER);
    ahead.extend(over);
    ahead.sort();
    ahead
}

fn candidates(site: &Site, of: CalendarOf) -> Box<dyn Iterator<Item = PageId> + '_> {
    match of {
        CalendarOf::Portal => Box::new(site.ids()),
        CalendarOf::Region(index) => Box::new(site.terms[index].pages.iter().copied()),
        CalendarOf::Group { .. } => Box::new(std::iter::empty()),
    }
}

/// The groups whose lessons stand in a calendar.
fn groups_in(site: &Site, of: CalendarOf) -> Vec<(usize, usize)> {
    let region = |(series, group): &(usize, usize)| site.series[*series].groups[*group].region;
    match of {
        CalendarOf::Portal => groups(site).collect(),
        CalendarOf::Region(index) => groups(site).filter(|group| region(group) == Some(index)).collect(),
        CalendarOf::Group { series, group } => vec![(series, group)],
    }
}

fn groups(site: &Site) -> impl Iterator<Item = (usize, usize)> {
    let series = site.series.iter().enumerate();
    series.flat_map(|(index, series)| (0..series.groups.len()).map(move |group| (index, group)))
}

fn is_empty(site: &Site, of: CalendarOf) -> bool {
    candidates(site, of).all(|id| !is_in(site, id)) && groups_in(site, of).is_empty()
}

/// The bytes of a calendar of several events.
pub fn bytes(of: CalendarOf, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> Vec<u8> {
    let site = basis.site;
    let writing = Writing::anywhere(basis, Language::Indonesian);
    let events = events(site, of).into_iter().filter_map(|id| event_entry(site.page(id), &writing, diagnostics));
    let mut entries: Vec<Entry> = events.collect();
    for (index, group) in groups_in(site, of) {
        let series = &site.series[index];
        entries.extend(series::entries(series, &series.groups[group], &writing));
    }
    let name = match of {
        CalendarOf::Portal => site.config.name.clone(),
        CalendarOf::Region(index) => format!("{} – {}", site.terms[index].name, site.config.name),
        CalendarOf::Group { series, group } => {
            format!("{} – {}", series::group_name(&site.series[series].groups[group], &writing), site.config.name)
        }
    };
    write(&name, &entries, site)
}

/// The bytes of one event's calendar.
pub fn of_event(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Vec<u8> {
    let entry = event_entry(page, writing, diagnostics);
    write(&writing.site.config.name, entry.as_slice(), writing.site)
}

fn write(name: &str, entries: &[Entry], site: &Site) -> Vec<u8> {
    let zone = site.config.zone;
    let mut ics = Ics::default();
    ics.component("VCALENDAR", |ics| {
        ics.property("VERSION", "2.0");
        ics.property("PRODID", "-//kentongan//acara//ID");
        ics.property("CALSCALE", "GREGORIAN");
        ics.property("METHOD", "PUBLISH");
        ics.text("X-WR-CALNAME", name);
        if entries.iter().any(|entry| entry.start.time.is_some()) {
            ics.zone(zone);
        }
        for entry in entries {
            entry.write(ics, zone);
        }
    });
    ics.finish().into_bytes()
}

fn event_entry(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let Details::Event(event) = &page.document.details else { return None };
    let common = &page.document.common;
    let start = event.start?;
    let url = address::absolute(&writing.site.config, &page.permalink.index());
    Some(Entry {
        uid: uid(page, writing.site),
        stamp: stamp(common).unwrap_or(start.date),
        sequence: event.revision,
        status: match event.status {
            Status::Scheduled | Status::Moved => "CONFIRMED",
            Status::Postponed => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        },
        start,
        end: event.end,
        recurrence: event.recurrence.clone(),
        summary: summary(page, writing),
        description: description(page, event, writing, diagnostics),
        location: location(event, writing),
        place: event.coordinates,
        url: code::address(&url, Channel::Calendar, None),
    })
}

/// The name by which calendars know an event again: its first address and the portal's host. A page that
/// moved names its old address as an alias, and so remains the same event; translations are it too.
fn uid(page: &Page, site: &Site) -> String {
    let common = &page.document.common;
    let original = site.find(&common.stem, Language::Indonesian).map_or(page, |id| site.page(id));
    let alias = original.document.common.aliases.first().map(|alias| alias.value.as_str());
    let address = alias.unwrap_or(original.permalink.as_str()).trim_matches('/').trim_end_matches("/index.html");
    format!("{address}@{}", site.config.base_url.host())
}

/// The day of the document's last change, as feeds have it.
pub fn stamp(common: &Common) -> Option<crate::vocabulary::Date> {
    common.updated.or(common.date).or(common.reviewed)
}

/// Many calendars show no status: the title says it too.
fn summary(page: &Page, writing: &Writing<'_>) -> String {
    let title = titled(page, writing);
    match page.document.common.example {
        true => format!("{}: {title}", writing.words.get("example_badge")),
        false => title,
    }
}

/// What one must know before one goes: what it is about, what changed, whom to ask, who speaks.
fn description(page: &Page, event: &Event, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> String {
    let (words, common) = (writing.words, &page.document.common);
    let speaker = Spoken::of(writing);
    let mut lines = Vec::new();
    if common.example {
        lines.push(words.get("example_note"));
    }
    if event.status != Status::Scheduled {
        lines.push(words.get(&format!("status_{}_note", event.status.name())));
    }
    lines.push(plain::sentence(&writing.text(&common.description)));
    let contact = shown_contact(&page.document, event, writing, diagnostics);
    let rows = [
        ("fee", event.fee.as_ref().map(|text| writing.text(text))),
        ("capacity", event.capacity.map(|n| words.fill("satuan_orang", &[("n", &n.to_string())]))),
        ("organizer", event.organizer.as_ref().map(|text| writing.text(text))),
        ("contact", contact),
    ];
    for (word, value) in rows {
        lines.extend(value.map(|value| format!("{}: {value}", words.get(word))));
    }
    let validity = validity::of(page, writing);
    lines.extend(validity.then.as_ref().map(|then| format!("{} {then}", validity.sentence(writing))));
    lines.push(words.get("carrier_ask"));
    lines.push(format!("{} {}", speaker.from, speaker.notice).trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn location(event: &Event, writing: &Writing<'_>) -> String {
    let parts = [Some(&event.venue), event.address.as_ref()].into_iter().flatten().map(|text| writing.text(text));
    plain::place(parts, event.region.as_ref().map(|id| id.value.as_str()), writing)
}
