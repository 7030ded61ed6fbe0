//! The days on which the site becomes another one without anybody's doing: what changes, and where.

use super::publication::Reason;
use super::{Page, Site, fact_use};
use crate::content::{Details, Document};
use crate::fact::change::FactChange;
use crate::vocabulary::{Date, SourcePath};
use std::collections::BTreeMap;

/// One thing that changes on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub day: Date,
    pub what: What,
    /// The documents whose own pages change. Lists, the home page and feeds follow them.
    pub documents: Vec<SourcePath>,
}

/// What changes. The order is that within a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A fact gets another value.
    Fact(Box<FactChange>),
    /// A document is published.
    Publication,
    /// The day after a document's last one.
    Expiry,
    /// The day after one time of an event that is held again: its pages name the next time.
    EventNext,
    /// The day after an event.
    EventOver,
    /// The day after a consent's last one: what it allowed is withdrawn.
    ConsentOver,
    /// A document must be checked again. People have to act; the pages stay as they are.
    Review,
}

/// Every change after the site's day, in the order of days.
pub fn list(site: &Site) -> Vec<Change> {
    let mut changes = of_facts(site);
    changes.extend(of_unpublished(site));
    changes.extend(site.pages.iter().flat_map(|page| of_document(&page.document)));
    changes.retain(|change| change.day > site.today);
    // Stable: facts stay in the order they are written, documents in path order.
    changes.sort_by_key(|change| (change.day, change.what.rank()));
    changes
}

/// The first day on which the output folder must be built again.
pub fn next_day(changes: &[Change]) -> Option<Date> {
    changes.iter().find(|change| change.what.needs_build()).map(|change| change.day)
}

impl What {
    /// Whether the output is another one from that day on.
    pub fn needs_build(&self) -> bool {
        match self {
            Self::Fact(_)
            | Self::Publication
            | Self::Expiry
            | Self::EventNext
            | Self::EventOver
            | Self::ConsentOver => true,
            Self::Review => false,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Fact(_) => 0,
            Self::Publication => 1,
            Self::Expiry => 2,
            Self::EventNext => 3,
            Self::EventOver => 4,
            Self::ConsentOver => 5,
            Self::Review => 6,
        }
    }
}

fn of_facts(site: &Site) -> Vec<Change> {
    let changes = site.facts.changes(site.today);
    if changes.is_empty() {
        return Vec::new();
    }
    let mut users: BTreeMap<&str, Vec<(Option<String>, &Page)>> = BTreeMap::new();
    for page in &site.pages {
        for (fact, group) in fact_use::of(site, page) {
            users.entry(fact).or_default().push((group, page));
        }
    }
    changes
        .into_iter()
        .map(|change| {
            let mut documents: Vec<SourcePath> = users
                .get(change.fact.as_str())
                .into_iter()
                .flatten()
                .filter(|(group, _)| group.is_none() || change.group.is_none() || *group == change.group)
                .map(|(_, page)| page.document.common.path.clone())
                .collect();
            documents.sort();
            documents.dedup();
            Change { day: change.day, what: What::Fact(Box::new(change)), documents }
        })
        .collect()
}

/// What waits for its day, and may end before anybody builds again.
fn of_unpublished(site: &Site) -> Vec<Change> {
    let mut changes = Vec::new();
    for document in &site.unpublished {
        let Reason::NotYet(day) = document.reason else { continue };
        let change = |day, what| Change { day, what, documents: vec![document.path.clone()] };
        changes.push(change(day, What::Publication));
        changes.extend(document.expires.map(|last| change(last.next(), What::Expiry)));
    }
    changes
}

fn of_document(document: &Document) -> Vec<Change> {
    let common = &document.common;
    let times: Vec<Date> = match &document.details {
        Details::Event(event) => event.occurrences().map(|time| time.last_day().next()).collect(),
        Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Partner(_)
        | Details::Article(_)
        | Details::Question(_)
        | Details::Section(_) => Vec::new(),
    };
    let (over, before) = times.split_last().map_or((None, [].as_slice()), |(over, before)| (Some(*over), before));
    let consent = common.consent.as_ref().and_then(|consent| consent.until);
    let dated = [
        (common.expires.map(Date::next), What::Expiry),
        (over, What::EventOver),
        (consent.map(Date::next), What::ConsentOver),
        (common.review_by, What::Review),
    ];
    before
        .iter()
        .map(|day| (Some(*day), What::EventNext))
        .chain(dated)
        .filter_map(|(day, what)| Some(Change { day: day?, what, documents: vec![common.path.clone()] }))
        .collect()
}
