//! What is published on a day, what is not and why, and when that changes.

use super::{Drafts, Page};
use crate::config::Config;
use crate::content::{Details, Document};
use crate::diagnostic::Text;
use crate::fact::Facts;
use crate::vocabulary::{Date, SourcePath};

/// A document that is left out of every output and count.
#[derive(Clone, Debug)]
pub struct Unpublished {
    pub path: SourcePath,
    pub reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Draft,
    /// Published from this day on.
    NotYet(Date),
    /// Was published until this day.
    Expired(Date),
    /// Example content on a real address.
    Example,
    /// Its language is not one of the portal's.
    Language,
}

impl Reason {
    pub fn text(self) -> Text {
        match self {
            Self::Draft => Text::new("masih draf", "a draft"),
            Self::NotYet(date) => {
                Text::new(format!("baru terbit {}", date.in_words(false)), format!("due on {}", date.in_words(true)))
            }
            Self::Expired(date) => {
                Text::new(format!("berakhir {}", date.in_words(false)), format!("expired on {}", date.in_words(true)))
            }
            Self::Example => Text::new("hanya contoh", "an example"),
            Self::Language => Text::new("bahasanya tidak dipakai portal ini", "its language is not used here"),
        }
    }
}

/// Parts the documents that are published from those that are not.
pub fn decide(
    documents: Vec<Document>,
    config: &Config,
    today: Date,
    drafts: Drafts,
) -> (Vec<Document>, Vec<Unpublished>) {
    let mut published = Vec::new();
    let mut unpublished = Vec::new();
    for document in documents {
        match reason(&document, config, today, drafts) {
            None => published.push(document),
            Some(reason) => unpublished.push(Unpublished { path: document.common.path.clone(), reason }),
        }
    }
    (published, unpublished)
}

fn reason(document: &Document, config: &Config, today: Date, drafts: Drafts) -> Option<Reason> {
    let common = &document.common;
    if !config.languages.contains(&common.language) {
        return Some(Reason::Language);
    }
    // Examples may be seen only where nobody can take them for real.
    if common.example && !config.base_url.is_placeholder() {
        return Some(Reason::Example);
    }
    if drafts == Drafts::Include {
        return None;
    }
    if common.draft {
        return Some(Reason::Draft);
    }
    if let Some(date) = common.publish_at.filter(|date| today < *date) {
        return Some(Reason::NotYet(date));
    }
    common.expires.filter(|date| *date < today).map(Reason::Expired)
}

/// The next day on which the site is another one without anybody's doing.
pub fn next_change(pages: &[Page], unpublished: &[Unpublished], facts: &Facts, today: Date) -> Option<Date> {
    let scheduled = unpublished.iter().filter_map(|document| match document.reason {
        Reason::NotYet(date) => Some(date),
        Reason::Draft | Reason::Expired(_) | Reason::Example | Reason::Language => None,
    });
    let expiring = pages.iter().filter_map(|page| page.document.common.expires).map(Date::next);
    let events = pages.iter().filter_map(|page| match &page.document.details {
        Details::Event(event) => event.end.or(event.start).map(|moment| moment.date.next()),
        _ => None,
    });
    let consents = pages.iter().filter_map(|page| page.document.common.consent.as_ref()?.until).map(Date::next);
    scheduled
        .chain(expiring)
        .chain(events)
        .chain(consents)
        .chain(facts.change_days(today))
        .filter(|date| *date > today)
        .min()
}
