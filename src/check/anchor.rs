//! Links to a part of a page: the part must be there.

use super::Summaries;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::site::link::{self, Destination};

pub fn check(site: &Site, summaries: &Summaries, diagnostics: &mut Diagnostics) {
    for page in &site.pages {
        let document = &page.document;
        let links = document.common.body.links.iter().map(|link| (link.target.as_str(), &link.span));
        for (target, span) in links.chain(link::front_matter_links(document)) {
            // Dead links were reported when the site was assembled.
            let (path, anchor) = match site.resolve(document, target, span) {
                Ok(Destination::Page { path, anchor: Some(anchor) }) => (path, anchor),
                Ok(Destination::Here { anchor }) => (page.permalink.index(), anchor),
                Ok(Destination::Page { anchor: None, .. } | Destination::File(_) | Destination::External(_))
                | Err(_) => {
                    continue;
                }
            };
            let Some(summary) = summaries.get(path.as_str()) else { continue };
            if !summary.ids.contains(&anchor) {
                let at = Location::span(&document.common.path, span.clone());
                let known = summary.ids.iter().map(String::as_str);
                let shown = format!("/{}", path.as_str().trim_end_matches("index.html"));
                diagnostics.push(diagnostic::link::dead_anchor(at, &anchor, &shown, known));
            }
        }
    }
}
