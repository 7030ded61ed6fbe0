//! Changes for the calendars of phones and offices (RFC 5545): one all-day event for each day.

use super::{Entry, by_day};
use crate::report::Speech;
use crate::site::Site;
use crate::vocabulary::Moment;
use crate::vocabulary::ics::{Ics, day};

/// The whole file. `site.today` is its stamp, so that the same day gives the same bytes.
pub fn ics(entries: &[Entry], site: &Site, speech: Speech) -> String {
    let mut ics = Ics::default();
    ics.component("VCALENDAR", |ics| {
        ics.property("VERSION", "2.0");
        ics.property("PRODID", "-//kentongan//kalender//ID");
        ics.property("CALSCALE", "GREGORIAN");
        ics.property("METHOD", "PUBLISH");
        ics.text("X-WR-CALNAME", &site.config.name);
        for entries in by_day(entries) {
            ics.component("VEVENT", |ics| write(entries, site, speech, ics));
        }
    });
    ics.finish()
}

fn write(entries: &[Entry], site: &Site, speech: Speech, ics: &mut Ics) {
    let date = entries[0].day;
    let lines: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let whole_day = |date| Moment { date, time: None };
    ics.text("UID", &format!("kentongan-{date}@{}", site.config.base_url.host()));
    // Midnight of the day the list is made for, in Coordinated Universal Time.
    ics.property("DTSTAMP", &format!("{}T000000Z", day(site.today)));
    ics.moment("DTSTART", whole_day(date), site.config.zone);
    ics.moment("DTEND", whole_day(date.next()), site.config.zone);
    ics.property("TRANSP", "TRANSPARENT");
    ics.text("SUMMARY", &summary(entries, &site.config.name, speech));
    ics.text("DESCRIPTION", &lines.join("\n"));
    if let [Entry { documents, .. }] = entries
        && let [document] = documents.as_slice()
        && let Some(page) = document.page.as_deref().and_then(crate::vocabulary::OutputPath::new)
    {
        ics.property("URL", &site.config.base_url.join_path(&page));
    }
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
