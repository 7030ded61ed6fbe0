//! Each finished page by itself: no id twice, no link to a file that is not published.

use super::Summaries;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::output::{Output, Subject};
use crate::site::Site;
use std::collections::BTreeSet;

pub fn check(site: &Site, outputs: &[Output], summaries: &Summaries, diagnostics: &mut Diagnostics) {
    let published: BTreeSet<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    let has_errors = diagnostics.has_errors();
    for output in outputs {
        let Some(summary) = summaries.get(output.path.as_str()) else { continue };
        for id in &summary.doubled_ids {
            diagnostics.push(diagnostic::output::doubled_id(location(site, output), id, output.path.as_str()));
        }
        // A dead link in content was reported at its place; this net is for themes.
        let dead = summary.links.iter().filter(|link| !has_errors && !published.contains(link.as_str()));
        for link in dead {
            diagnostics.push(diagnostic::output::dead_link(location(site, output), link, output.path.as_str()));
        }
    }
}

/// The document behind an output, for problems of the whole page.
pub fn location(site: &Site, output: &Output) -> Location {
    let id = match &output.subject {
        Subject::Home(id) | Subject::Page(id) | Subject::Redirect(id) | Subject::Section { section: id, .. } => {
            Some(*id)
        }
        Subject::Taxonomy { section, .. } => *section,
        Subject::Term { term, .. } => site.terms[*term].text,
        Subject::NotFound
        | Subject::Feed(_)
        | Subject::Sitemap
        | Subject::Robots
        | Subject::Icon
        | Subject::File(_) => None,
    };
    id.map_or_else(Location::project, |id| Location::file(&site.page(id).document.common.path))
}
