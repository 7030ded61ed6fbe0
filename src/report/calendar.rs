//! Changes of the site → what people, programs and calendars read of them.

mod ics;

pub use ics::ics;

use super::Speech;
use crate::fact::change::FactChange;
use crate::fact::print::say_amount;
use crate::fact::series::Segment;
use crate::output::nothing_made;
use crate::output::writing::Writing;
use crate::pipeline::Planned;
use crate::site::Site;
use crate::site::change::{Change, What};
use crate::vocabulary::{Date, Language, SourcePath};
use serde::Serialize;
use std::fmt::Write as _;

/// Documents named under one change in a text; the JSON names all.
const DOCUMENTS_SHOWN: usize = 4;

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Stable name: `fact`, `publication`, `expiry`, `event-next`, `event-over`, `consent-over`, `review`.
    pub kind: &'static str,
    /// Whether the portal must be built again for it.
    pub needs_build: bool,
    /// What changes, in one sentence.
    pub text: String,
    pub fact: Option<FactWords>,
    pub documents: Vec<DocumentWords>,
    pub day: Date,
}

/// From what to what a fact changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactWords {
    pub id: String,
    pub label: String,
    pub group: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    /// A rule that has not been made yet may change the new value.
    pub may_change: bool,
}

/// A document that a change touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentWords {
    pub file: String,
    pub title: String,
    /// Its place in the output; `None` while it is not published.
    pub page: Option<String>,
}

/// The changes in words, in their order.
pub fn entries(changes: &[Change], planned: &Planned, speech: Speech) -> Vec<Entry> {
    changes.iter().map(|change| entry(change, planned, speech)).collect()
}

/// Entries day by day.
pub fn by_day(entries: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    entries.chunk_by(|a, b| a.day == b.day)
}

/// The list for the terminal.
pub fn text(entries: &[Entry], today: Date, speech: Speech) -> String {
    let mut text = String::new();
    for entries in by_day(entries) {
        let _ = writeln!(text, "{}", day_line(entries[0].day, today, speech));
        for entry in entries {
            let _ = writeln!(text, "  {}", entry.text);
            push_documents(&mut text, entry, speech);
        }
        text.push('\n');
    }
    text
}

/// `Jumat, 1 Januari 2027 (40 hari lagi)`
pub fn day_line(day: Date, today: Date, speech: Speech) -> String {
    let is_english = speech == Speech::English;
    format!("{}, {} ({})", day.weekday(is_english), day.in_words(is_english), distance(day, today, speech))
}

/// How far a day lies from today: `40 hari lagi`.
pub fn distance(day: Date, today: Date, speech: Speech) -> String {
    match (today.days_until(day), speech) {
        (0, Speech::Indonesian) => "hari ini".into(),
        (0, Speech::English) => "today".into(),
        (1, Speech::Indonesian) => "besok".into(),
        (1, Speech::English) => "tomorrow".into(),
        (days @ 2.., Speech::Indonesian) => format!("{days} hari lagi"),
        (days @ 2.., Speech::English) => format!("in {days} days"),
        (-1, Speech::Indonesian) => "kemarin".into(),
        (-1, Speech::English) => "yesterday".into(),
        (days, Speech::Indonesian) => format!("{} hari yang lalu", -days),
        (days, Speech::English) => format!("{} days ago", -days),
    }
}

fn push_documents(text: &mut String, entry: &Entry, speech: Speech) {
    for document in entry.documents.iter().take(DOCUMENTS_SHOWN) {
        let _ = writeln!(text, "    {}", document.file);
    }
    let more = entry.documents.len().saturating_sub(DOCUMENTS_SHOWN);
    if more > 0 {
        let _ = match speech {
            Speech::Indonesian => writeln!(text, "    … dan {more} berkas lain"),
            Speech::English => writeln!(text, "    … and {more} more files"),
        };
    }
}

fn entry(change: &Change, planned: &Planned, speech: Speech) -> Entry {
    let documents: Vec<DocumentWords> =
        change.documents.iter().map(|path| document_words(path, planned, speech)).collect();
    let title = documents.first().map_or("", |document| document.title.as_str());
    let say = |id: &str, en: &str| match speech {
        Speech::Indonesian => format!("{id}: {title}"),
        Speech::English => format!("{en}: {title}"),
    };
    let (kind, fact, text) = match &change.what {
        What::Fact(change) => {
            let fact = fact_words(change, planned, speech);
            let text = fact_sentence(&fact, speech);
            ("fact", Some(fact), text)
        }
        What::Publication => ("publication", None, say("Mulai tayang", "Is published")),
        What::Expiry => ("expiry", None, say("Tidak tayang lagi", "Is withdrawn")),
        What::EventNext => {
            ("event-next", None, say("Acara berganti ke tanggal berikutnya", "The event's next date is shown"))
        }
        What::EventOver => ("event-over", None, say("Acara sudah lewat", "The event is over")),
        What::ConsentOver => (
            "consent-over",
            None,
            say("Izin berakhir, nomor telepon disembunyikan", "The consent ends, the phone number is hidden"),
        ),
        What::Review => ("review", None, say("Waktunya diperiksa lagi", "Must be checked again")),
    };
    Entry { kind, needs_build: change.what.needs_build(), text, fact, documents, day: change.day }
}

fn document_words(path: &SourcePath, planned: &Planned, speech: Speech) -> DocumentWords {
    let site: &Site = &planned.site;
    let writing = Writing::anywhere(planned.basis(&nothing_made), language(speech));
    let place = site.pages.binary_search_by(|page| page.document.common.path.cmp(path));
    let page = place.ok().map(|index| &site.pages[index]);
    let title = page.map(|page| &page.document.common.title).or_else(|| {
        let document = site.unpublished.iter().find(|document| document.path == *path)?;
        Some(&document.title)
    });
    DocumentWords {
        file: path.to_string(),
        title: title.map(|title| writing.text(title)).filter(|title| !title.is_empty()).unwrap_or(path.to_string()),
        page: page.map(|page| page.permalink.index().to_string()),
    }
}

fn fact_words(change: &FactChange, planned: &Planned, speech: Speech) -> FactWords {
    let facts = &planned.site.facts;
    let fact = facts.get(&change.fact).expect("a change names a fact of its own site");
    let words = planned.theme.words(language(speech));
    let english = fact.english.as_ref().filter(|_| speech == Speech::English);
    let say = |segment: &Segment| match &segment.said {
        Some(said) if speech == Speech::English => said.english.clone().unwrap_or(said.indonesian.clone()),
        Some(said) => said.indonesian.clone(),
        None => say_amount(fact, &segment.amount, words),
    };
    FactWords {
        id: change.fact.clone(),
        label: english.and_then(|english| english.label.clone()).unwrap_or_else(|| fact.label.clone()),
        group: change.group.as_ref().map(|id| facts.group(id).map_or_else(|| id.clone(), |group| group.name.clone())),
        before: change.before.as_ref().map(say),
        after: change.after.as_ref().map(say),
        may_change: change.after.as_ref().is_some_and(|after| after.may_change),
    }
}

/// `Iuran JKK dan JKM (Pekerja lain): dari Rp8.400 menjadi Rp16.800, kecuali ada aturan baru`
fn fact_sentence(fact: &FactWords, speech: Speech) -> String {
    let group = fact.group.as_ref().map_or_else(String::new, |group| format!(" ({group})"));
    let change = match (&fact.before, &fact.after, speech) {
        (Some(before), Some(after), Speech::Indonesian) => format!("dari {before} menjadi {after}"),
        (Some(before), Some(after), Speech::English) => format!("from {before} to {after}"),
        (None, Some(after), Speech::Indonesian) => format!("mulai berlaku {after}"),
        (None, Some(after), Speech::English) => format!("{after} comes into force"),
        (Some(before), None, Speech::Indonesian) => format!("{before} berakhir dan belum ada gantinya; isi dulu"),
        (Some(before), None, Speech::English) => format!("{before} ends and nothing follows yet; write what does"),
        (None, None, _) => String::new(),
    };
    let caveat = match (fact.may_change, speech) {
        (false, _) => "",
        (true, Speech::Indonesian) => ", kecuali ada aturan baru",
        (true, Speech::English) => ", unless a new rule is made",
    };
    format!("{}{group}: {change}{caveat}", fact.label)
}

pub(super) fn language(speech: Speech) -> Language {
    match speech {
        Speech::Indonesian => Language::Indonesian,
        Speech::English => Language::English,
    }
}
