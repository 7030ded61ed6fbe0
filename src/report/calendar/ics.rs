//! Changes for the calendars of phones and offices (RFC 5545): one all-day event for each day.

use super::{Entry, by_day};
use crate::report::Speech;
use crate::site::Site;
use crate::vocabulary::Date;
use icalendar::{Calendar, Component, Event, Property};

/// The whole file. `site.today` is its stamp, so that the same day gives the same bytes.
pub fn ics(entries: &[Entry], site: &Site, speech: Speech) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//kentongan//kalender//ID"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&site.config.name);
    for entries in by_day(entries) {
        calendar.push(event(entries, site, speech));
    }
    calendar.done().to_string()
}

fn event(entries: &[Entry], site: &Site, speech: Speech) -> Event {
    let day = entries[0].day;
    let lines: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let mut event = Event::new();
    event
        .uid(&format!("kentongan-{day}@{}", site.config.base_url.host()))
        // Midnight of the day the list is made for, in Coordinated Universal Time.
        .append_property(Property::new("DTSTAMP", format!("{}T000000Z", compact(site.today))))
        .append_property(whole_day("DTSTART", day))
        .append_property(whole_day("DTEND", day.next()))
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .summary(&summary(entries, &site.config.name, speech))
        .description(&lines.join("\n"));
    if let [Entry { documents, .. }] = entries
        && let [document] = documents.as_slice()
        && let Some(page) = document.page.as_deref().and_then(crate::vocabulary::OutputPath::new)
    {
        event.url(&site.config.base_url.join_path(&page));
    }
    event.done()
}

fn summary(entries: &[Entry], portal: &str, speech: Speech) -> String {
    let needs_build = entries.iter().any(|entry| entry.needs_build);
    match (needs_build, entries.len(), speech) {
        (true, 1, Speech::Indonesian) => format!("Bangun ulang {portal}: 1 perubahan"),
        (true, count, Speech::Indonesian) => format!("Bangun ulang {portal}: {count} perubahan"),
        (true, 1, Speech::English) => format!("Rebuild {portal}: 1 change"),
        (true, count, Speech::English) => format!("Rebuild {portal}: {count} changes"),
        (false, count, Speech::Indonesian) => format!("Periksa lagi {count} halaman {portal}"),
        (false, 1, Speech::English) => format!("Check 1 page of {portal} again"),
        (false, count, Speech::English) => format!("Check {count} pages of {portal} again"),
    }
}

fn whole_day(name: &str, day: Date) -> Property {
    Property::new(name, compact(day)).append_parameter(("VALUE", "DATE")).done()
}

/// `20270101`
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
