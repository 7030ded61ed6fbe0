//! What the files of a district and of an occupation hold besides what is theirs.

use super::Site;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::{OutputPath, SourcePath};

/// The sections and pages the configuration names.
pub fn pages(site: &Site, diagnostics: &mut Diagnostics) -> Vec<OutputPath> {
    let config = SourcePath::new(CONFIG_FILE).expect("the name of the configuration is sound");
    let mut pages = Vec::new();
    for written in &site.config.offline_editions.pages {
        match site.find_address(&written.value) {
            Some(path) => pages.push(path.clone()),
            // It may come back on another day, and a portal must build on any day.
            None if site.is_held_back(&written.value) => {}
            None => {
                let at = Location::span(&config, written.span.clone());
                let known = site.known_addresses();
                let known = known.iter().map(String::as_str);
                diagnostics.push(diagnostic::offline_edition::unknown_page(at, &written.value, known));
            }
        }
    }
    pages
}
