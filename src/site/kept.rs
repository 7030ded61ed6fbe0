//! What a reader's phone keeps from the first visit on, and until which day a page's facts hold.

use super::Site;
use super::fact_use::Use;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::{Date, OutputPath, SourcePath};
use std::collections::BTreeMap;

/// So many pages may be fetched unasked, from data that readers pay for.
const MOST: usize = 12;

/// The pages the configuration names, in its order.
pub fn pages(site: &Site, diagnostics: &mut Diagnostics) -> Vec<OutputPath> {
    let config = SourcePath::new(CONFIG_FILE).expect("the name of the configuration is sound");
    let mut pages = Vec::new();
    if let Some(surplus) = site.config.offline.pages.get(MOST) {
        let at = Location::span(&config, surplus.span.clone());
        diagnostics.push(diagnostic::config::too_many_offline_pages(at, MOST));
    }
    for written in site.config.offline.pages.iter().take(MOST) {
        match site.find_address(&written.value) {
            Some(path) if !pages.contains(path) => pages.push(path.clone()),
            Some(_) => {}
            // It may come back on another day, and a portal must build on any day.
            None if site.is_held_back(&written.value) => {}
            None => {
                let at = Location::span(&config, written.span.clone());
                let known = site.known_addresses();
                let known = known.iter().map(String::as_str);
                diagnostics.push(diagnostic::config::unknown_offline_page(at, &written.value, known));
            }
        }
    }
    pages
}

/// The first day after the site's own on which each fact has another value.
#[derive(Debug, Default)]
pub struct NextValues(BTreeMap<String, Vec<(Option<String>, Date)>>);

impl NextValues {
    pub fn of(site: &Site) -> Self {
        let mut next: BTreeMap<String, Vec<(Option<String>, Date)>> = BTreeMap::new();
        for change in site.facts.changes(site.today) {
            next.entry(change.fact).or_default().push((change.group, change.day));
        }
        Self(next)
    }

    /// The first day on which one of these facts has another value.
    pub fn first<'a>(&self, uses: impl IntoIterator<Item = Use<'a>>) -> Option<Date> {
        let concerns = |used: &Option<String>, changed: &Option<String>| match (used, changed) {
            (Some(used), Some(changed)) => used == changed,
            _ => true,
        };
        uses.into_iter()
            .filter_map(|(fact, group)| {
                let changes = self.0.get(fact)?.iter();
                changes.filter(|(changed, _)| concerns(&group, changed)).map(|(_, day)| *day).min()
            })
            .min()
    }
}
