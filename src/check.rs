//! Site + rendered outputs → diagnostics: what only the finished pages can tell.

mod anchor;
mod page;
pub mod weight;

use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::render::Summary;
use crate::site::Site;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of every output, by its path.
pub type Summaries = BTreeMap<String, Summary>;

/// Reports what is wrong with the finished pages, and what was found while they were made.
pub fn check(site: &Site, outputs: &[Output], summaries: &Summaries, diagnostics: &mut Diagnostics) {
    // One broken template fails many pages: the first one speaks for all.
    let mut said = BTreeSet::new();
    for problem in summaries.values().flat_map(|summary| &summary.diagnostics) {
        if said.insert((&problem.code, &problem.location)) {
            diagnostics.push(problem.clone());
        }
    }
    anchor::check(site, summaries, diagnostics);
    page::check(site, outputs, summaries, diagnostics);
    weight::check(site, outputs, summaries, diagnostics);
}
