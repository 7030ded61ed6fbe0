//! Pages to which no way leads from the home page.

use super::Summaries;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::output::alphabet;
use crate::site::Site;
use std::collections::BTreeSet;

pub fn check(site: &Site, summaries: &Summaries, diagnostics: &mut Diagnostics) {
    let reached = reached(summaries);
    for page in &site.pages {
        let path = page.permalink.index();
        if summaries.contains_key(path.as_str()) && !reached.contains(path.as_str()) {
            let at = Location::file(&page.document.common.path);
            diagnostics.push(diagnostic::check::orphan(at, page.permalink.as_str()));
        }
    }
}

/// Every file one can reach by following links from the home page.
fn reached(summaries: &Summaries) -> BTreeSet<&str> {
    let mut reached = BTreeSet::from(["index.html"]);
    let mut ahead = vec!["index.html"];
    while let Some(path) = ahead.pop() {
        // The A–Z leads to every page. That finds what one knows by name; it is no way to a page.
        if alphabet::is_part(path) {
            continue;
        }
        for link in summaries.get(path).iter().flat_map(|summary| &summary.links) {
            if reached.insert(link) {
                ahead.push(link);
            }
        }
    }
    reached
}
