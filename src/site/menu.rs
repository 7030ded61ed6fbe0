//! The main menu.

use super::{PageId, Site};
use crate::content::Details;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::{Language, SourcePath};

/// One entry: a section, by the stem that all its translations share.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    pub stem: String,
}

/// The entries the configuration names, or every top section by weight.
pub fn entries(site: &Site, diagnostics: &mut Diagnostics) -> Vec<MenuEntry> {
    if site.config.menu.is_empty() {
        return top_sections(site);
    }
    let mut entries = Vec::new();
    for written in &site.config.menu {
        let wanted = written.value.trim_matches('/').trim_end_matches(".md");
        let stem = wanted.trim_end_matches("/_index");
        if site.find(stem, Language::Indonesian).is_some() && !stem.is_empty() {
            entries.push(MenuEntry { stem: stem.to_owned() });
        } else if ["/_index.md", ".md"].iter().any(|end| site.is_unsound(&format!("content/{stem}{end}"))) {
            // The page's own problem was reported.
        } else if let Some(path) = SourcePath::new(CONFIG_FILE) {
            let known: Vec<String> = top_sections(site).into_iter().map(|entry| format!("/{}/", entry.stem)).collect();
            let at = Location::span(&path, written.span.clone());
            let known = known.iter().map(String::as_str);
            diagnostics.push(diagnostic::config::unknown_menu_link(at, &written.value, known));
        }
    }
    entries
}

fn top_sections(site: &Site) -> Vec<MenuEntry> {
    let mut ids: Vec<PageId> = site
        .ids()
        .filter(|id| {
            let document = &site.page(*id).document;
            matches!(document.details, Details::Section(_))
                && document.common.language == Language::Indonesian
                && !document.common.stem.is_empty()
                && !document.common.stem.contains('/')
        })
        .collect();
    super::related::sort(site, &mut ids, crate::content::section::Order::Weight);
    ids.into_iter().map(|id| MenuEntry { stem: site.page(id).document.common.stem.clone() }).collect()
}
