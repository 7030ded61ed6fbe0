//! Each finished page by itself: no id twice, no link to a file that is not published.

use super::Summaries;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::output::Output;
use crate::site::Site;
use rustc_hash::FxHashSet;

pub fn check(site: &Site, outputs: &[Output], summaries: &Summaries, diagnostics: &mut Diagnostics) {
    let published: FxHashSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    let has_errors = diagnostics.has_errors();
    for output in outputs {
        let Some(summary) = summaries.get(output.path.as_str()) else { continue };
        for id in &summary.doubled_ids {
            let address = output.path.as_str().trim_end_matches("index.html");
            diagnostics.push(diagnostic::output::doubled_id(place_of_id(site, output, id), id, address));
        }
        // A dead link in content was reported at its place; this net is for themes.
        let dead = summary.links.iter().filter(|link| !has_errors && !published.contains(link.as_str()));
        for link in dead {
            diagnostics.push(diagnostic::output::dead_link(location(site, output), link, output.path.as_str()));
        }
    }
}

/// The heading that has an id, or else the document.
fn place_of_id(site: &Site, output: &Output, id: &str) -> Location {
    let page = output.subject.document(site).map(|page| &site.page(page).document.common);
    let heading =
        page.and_then(|common| Some((common, common.body.headings.iter().rfind(|heading| heading.id == id)?)));
    match heading {
        Some((common, heading)) => Location::span(&common.path, heading.span.clone()),
        None => location(site, output),
    }
}

/// The document behind an output, for problems of the whole page.
pub fn location(site: &Site, output: &Output) -> Location {
    output
        .subject
        .document(site)
        .map_or_else(Location::project, |id| Location::file(&site.page(id).document.common.path))
}
