//! Site + rendered outputs → diagnostics: what only the finished pages can tell, and what a good
//! editor would say about the texts.

mod anchor;
mod digits;
mod ending;
mod example;
pub mod external;
mod language;
pub mod live;
pub mod offline_edition;
mod orphan;
mod page;
pub mod personal_data;
mod review;
pub mod section;
mod translation;
mod typed_amount;
pub mod weight;

use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::render::Summary;
use crate::site::Site;
use crate::source::SourceTree;
use crate::theme::Theme;
use crate::vocabulary::OutputPath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of every output, by its path.
pub type Summaries = BTreeMap<OutputPath, Arc<Summary>>;

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
    review::refuse(site, diagnostics);
}

/// A finished portal, with the texts it was made of.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub source: &'a SourceTree,
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub summaries: &'a Summaries,
}

/// Reports what a good editor would: none of it keeps a page from being published.
pub fn examine(subject: Subject<'_>, horizon_days: i32, diagnostics: &mut Diagnostics) {
    let Subject { source, site, theme, summaries } = subject;
    personal_data::check(source, diagnostics);
    typed_amount::check(source, site, diagnostics);
    review::check(site, diagnostics);
    ending::check(site, theme, horizon_days, diagnostics);
    language::check(source, site, diagnostics);
    translation::check(site, diagnostics);
    example::check(site, diagnostics);
    orphan::check(site, summaries, diagnostics);
}
