//! Until when a page's statements hold, and what comes then: from the dated facts it uses.
//!
//! Nothing here names the day of the build: a text changes when its facts change, not with each build.

use crate::content::Details;
use crate::fact::print::{Style, label, phrase, say_date};
use crate::fact::reference::Group;
use crate::fact::{Fact, Publish, Resolved};
use crate::output::writing::Writing;
use crate::site::fact_use::Use;
use crate::site::{Page, fact_use};
use crate::vocabulary::Date;
use std::collections::BTreeSet;

/// So many changes of one day are named; one where every character costs.
const NAMED: usize = 2;

/// How long a text is right.
pub struct Validity {
    /// The last day; without end as far as anybody knows when `None`.
    pub until: Option<Date>,
    /// What holds from the day after.
    pub then: Option<String>,
    /// The same in the fewest words.
    pub short_then: Option<String>,
    checked: Option<Date>,
}

/// A fact that gets another value.
struct Change<'a> {
    day: Date,
    fact: &'a Fact,
    group: Option<&'a Group>,
}

/// Of all that a page says.
pub fn of(page: &Page, writing: &Writing<'_>) -> Validity {
    of_facts(page, &fact_use::of(writing.site, page), writing)
}

/// Of what says only some of a page's facts.
pub fn of_facts(page: &Page, uses: &BTreeSet<Use<'_>>, writing: &Writing<'_>) -> Validity {
    let common = &page.document.common;
    let changes = first_changes(uses, writing);
    let by_facts = changes.first().map(|change| change.day.previous());
    let event = match &page.document.details {
        Details::Event(event) => event.last_day(),
        _ => None,
    };
    let consent = common.consent.as_ref().and_then(|consent| consent.until);
    let today = writing.site.today;
    let ends = [by_facts, event, common.expires, consent].into_iter().flatten();
    let until = ends.filter(|end| *end >= today).min();
    let change_day = until.filter(|until| Some(*until) == by_facts).map(Date::next);
    Validity {
        until,
        then: change_day.map(|day| say_changes(&changes, day, Wording::Full, writing)),
        short_then: change_day.map(|day| say_changes(&changes, day, Wording::Short, writing)),
        checked: common.reviewed,
    }
}

/// How long amounts are right, by their facts alone: what ends with one page does not end with all.
pub fn of_amounts(uses: &BTreeSet<Use<'_>>, writing: &Writing<'_>) -> Validity {
    let changes = first_changes(uses, writing);
    let day = changes.first().map(|change| change.day);
    Validity {
        until: day.map(|day| day.previous()),
        then: day.map(|day| say_changes(&changes, day, Wording::Full, writing)),
        short_then: day.map(|day| say_changes(&changes, day, Wording::Short, writing)),
        checked: None,
    }
}

impl Validity {
    /// `Berlaku sampai 31 Desember 2026.`, or when it was checked.
    pub fn sentence(&self, writing: &Writing<'_>) -> String {
        let words = writing.words;
        match (self.until, self.checked) {
            (Some(until), _) => words.fill("carrier_until", &[("date", &say_date(until, words))]),
            (None, Some(checked)) => words.fill("carrier_checked", &[("date", &say_date(checked, words))]),
            (None, None) => words.get("carrier_lasting"),
        }
    }

    /// The same with a short date, for where every character costs.
    pub fn short_sentence(&self, writing: &Writing<'_>) -> String {
        let words = writing.words;
        let fill = |word: &str, date: Date| words.fill(word, &[("date", &short(date, writing))]);
        match (self.until, self.checked) {
            (Some(until), _) => fill("carrier_until", until),
            (None, Some(checked)) => fill("carrier_checked_short", checked),
            (None, None) => words.get("carrier_lasting"),
        }
    }
}

/// `31 Des 2026`
fn short(date: Date, writing: &Writing<'_>) -> String {
    let words = date.in_words(writing.words.is_english());
    let parts: Vec<&str> = words.split(' ').collect();
    match parts[..] {
        [day, month, year] => format!("{day} {} {year}", month.get(..3).unwrap_or(month)),
        _ => words,
    }
}

/// The changes of the first day on which any of these facts changes; without facts from which others are computed.
fn first_changes<'a>(uses: &BTreeSet<Use<'_>>, writing: &Writing<'a>) -> Vec<Change<'a>> {
    let (facts, today) = (&writing.site.facts, writing.site.today);
    let mut changes: Vec<Change<'a>> = Vec::new();
    for (fact, group) in fact_use::said(writing.site, uses) {
        let day = facts.series(fact, group.map(|group| group.id.as_str())).changes_after(today).next();
        changes.extend(day.map(|day| Change { day, fact, group }));
    }
    let first = changes.iter().map(|change| change.day).min();
    changes.retain(|change| Some(change.day) == first);
    let sources: BTreeSet<&str> = changes.iter().flat_map(|change| facts.sources_of(change.fact)).collect();
    changes.retain(|change| !sources.contains(change.fact.id.as_str()));
    changes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Full,
    Short,
}

/// `Mulai 1 Januari 2027: Iuran JKK dan JKM (Pekerja lain) Rp16.800, kecuali ada aturan baru.`
fn say_changes(changes: &[Change<'_>], day: Date, wording: Wording, writing: &Writing<'_>) -> String {
    let words = writing.words;
    let mut named: Vec<String> = Vec::new();
    for change in changes {
        let said = say_change(change, day, writing);
        if !named.contains(&said) {
            named.push(said);
        }
    }
    let most = if wording == Wording::Full { NAMED } else { 1 };
    let more = named.len().saturating_sub(most);
    named.truncate(most);
    if more > 0 {
        named.push(words.fill("carrier_more_changes", &[("n", &more.to_string())]));
    }
    let date = if wording == Wording::Full { say_date(day, words) } else { short(day, writing) };
    words.fill("carrier_then", &[("date", &date), ("changes", &named.join("; "))])
}

fn say_change(change: &Change<'_>, day: Date, writing: &Writing<'_>) -> String {
    let (facts, words) = (&writing.site.facts, writing.words);
    let label = label(change.fact, change.group, words);
    let series = facts.series(change.fact, change.group.map(|group| group.id.as_str()));
    let Some(next) = series.on(day) else {
        return words.fill("carrier_unknown_value", &[("label", &label)]);
    };
    let may_change = series.segments().iter().any(|segment| segment.from == Some(day) && segment.may_change);
    let value = phrase(change.fact, &Resolved { publish: Publish::Open, ..next }, Style::Short, words).value;
    let caveat = if may_change { format!(", {}", words.get("fact_may_change")) } else { String::new() };
    format!("{label} {value}{caveat}")
}
