//! Tasks: what readers want to do, in the words of `ingin`, each leading to its page.

use super::{Page, PageId, Site};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::markdown::shortcode::InlineText;
use crate::site::taxonomy::Taxonomy;
use crate::vocabulary::Language;
use std::collections::BTreeMap;

/// The tasks of one topic, in the order of their pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The topic, by its place in [`Site::terms`]; none for pages without one.
    pub topic: Option<usize>,
    /// A page, and the place of the task among its own.
    pub tasks: Vec<(PageId, usize)>,
}

/// What the theme writes before each task; authors tend to write it too.
const OPENINGS: [&str; 3] = ["saya ingin ", "i want to ", "inyong kepengin "];

/// The tasks of a language, by the first topic of their page, in the order of the topics.
pub fn groups(site: &Site, language: Language) -> Vec<Group> {
    let has_any = |id: &PageId| {
        let common = &site.page(*id).document.common;
        common.language == language && !common.tasks.is_empty()
    };
    let mut ids: Vec<PageId> = site.ids().filter(has_any).collect();
    super::related::sort(site, &mut ids, crate::content::section::Order::Weight);
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for id in ids {
        let page = site.page(id);
        let tasks = (0..page.document.common.tasks.len()).map(|task| (id, task));
        let topic = topic(site, page);
        let place = topic.unwrap_or(usize::MAX);
        groups.entry(place).or_insert_with(|| Group { topic, tasks: Vec::new() }).tasks.extend(tasks);
    }
    groups.into_values().collect()
}

fn topic(site: &Site, page: &Page) -> Option<usize> {
    let first = page.document.common.topics.first()?;
    site.terms.iter().position(|term| term.taxonomy == Taxonomy::Topics && term.id == first.value)
}

/// Reports tasks that repeat the opening words, and tasks that lead to two pages.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<(Language, String), &Page> = BTreeMap::new();
    for page in &site.pages {
        let common = &page.document.common;
        for task in &common.tasks {
            let at = || Location::span(&common.path, task.span.clone());
            let written = words(task);
            let lower = written.to_lowercase();
            if let Some(opening) = OPENINGS.iter().find(|opening| lower.starts_with(*opening)) {
                diagnostics.push(diagnostic::task::opening_repeated(
                    at(),
                    written.get(opening.len()..).unwrap_or_default().trim_start(),
                ));
            }
            match seen.get(&(common.language, lower.clone())) {
                Some(other) => {
                    let other = other.document.common.path.as_str();
                    diagnostics.push(diagnostic::task::doubled(at(), &written, other));
                }
                None => {
                    seen.insert((common.language, lower), page);
                }
            }
        }
    }
}

/// The task as written, shortcodes left out.
fn words(task: &InlineText) -> String {
    task.without_calls().split_whitespace().collect::<Vec<_>>().join(" ")
}
