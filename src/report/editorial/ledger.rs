//! Who checked what, and when: the pages that wait longest stand first.

use super::words::{Words, fill};
use crate::content::Common;
use crate::output::writing::Writing;
use crate::report::calendar;
use crate::site::Site;
use crate::vocabulary::Date;
use serde::Serialize;

/// Days on which pages were checked that are listed; later ones are counted.
const DAYS_SHOWN: usize = 12;
/// Pages named for one day; the others are counted.
const PAGES_SHOWN: usize = 12;

#[derive(Serialize)]
pub struct Ledger {
    /// Pages whose day for the next check is over, the longest wait first.
    overdue: Vec<Overdue>,
    /// Every page by the day of its last check, the unchecked and the oldest first.
    days: Vec<Day>,
    /// What the list leaves out.
    more: Option<String>,
}

#[derive(Serialize)]
struct Overdue {
    title: String,
    file: String,
    /// `lewat 12 hari`
    wait: String,
    owner: Option<String>,
}

#[derive(Serialize)]
struct Day {
    /// `22 November 2026`, or that it never was.
    day: String,
    age: Option<String>,
    /// `89 halaman`
    count: String,
    titles: Vec<String>,
    more: Option<String>,
}

/// Published pages by their last check. Examples need none.
pub fn of(site: &Site, writing: &Writing<'_>, words: Words) -> Ledger {
    let mut pages: Vec<&Common> =
        site.pages.iter().map(|page| &page.document.common).filter(|common| !common.example).collect();
    pages.sort_by_key(|common| (common.reviewed, &common.path));
    let days: Vec<&[&Common]> = pages.chunk_by(|a, b| a.reviewed == b.reviewed).collect();
    let later: usize = days.iter().skip(DAYS_SHOWN).map(|pages| pages.len()).sum();
    Ledger {
        overdue: overdue(&pages, site.today, writing, words),
        days: days.iter().take(DAYS_SHOWN).map(|pages| day(pages, site.today, writing, words)).collect(),
        more: (later > 0).then(|| fill(words.get("ledger_more"), &[("pages", &words.counted("pages", later))])),
    }
}

fn overdue(pages: &[&Common], today: Date, writing: &Writing<'_>, words: Words) -> Vec<Overdue> {
    let mut waiting: Vec<(Date, &Common)> =
        pages.iter().filter_map(|common| Some((common.review_by.filter(|by| *by <= today)?, *common))).collect();
    waiting.sort_by_key(|(by, common)| (*by, &common.path));
    let wait = |by: Date| match by.days_until(today) {
        0 => words.get("due_today").to_owned(),
        days => fill(words.get("overdue"), &[("days", &words.counted("days", days as usize))]),
    };
    waiting
        .into_iter()
        .map(|(by, common)| Overdue {
            title: writing.text(&common.title),
            file: common.path.to_string(),
            wait: wait(by),
            owner: common.owner.clone(),
        })
        .collect()
}

fn day(pages: &[&Common], today: Date, writing: &Writing<'_>, words: Words) -> Day {
    let checked = pages[0].reviewed;
    let more = pages.len().saturating_sub(PAGES_SHOWN);
    Day {
        day: checked.map_or_else(|| words.get("never_checked").to_owned(), |day| day.in_words(words.is_english())),
        age: checked.map(|day| calendar::distance(day, today, words.0)),
        count: words.counted("pages", pages.len()),
        titles: pages.iter().take(PAGES_SHOWN).map(|common| writing.text(&common.title)).collect(),
        more: (more > 0).then(|| fill(words.get("and_more"), &[("count", &words.number(more as u64))])),
    }
}
