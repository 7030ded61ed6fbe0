//! Old addresses of pages.

use super::shell::{self, Frame};
use super::writing::Writing;
use super::{Basis, Output, Subject, View, address};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::{PageId, Site};
use crate::vocabulary::{OutputPath, Permalink};
use serde::Serialize;

#[derive(Serialize)]
struct RedirectPage {
    /// Relative, so that the folder works anywhere.
    target: String,
}

/// A redirect for each alias of a page.
pub fn plan(site: &Site, id: PageId, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let common = &site.page(id).document.common;
    let mut outputs = Vec::new();
    for alias in &common.aliases {
        match path(&alias.value) {
            Some(path) => outputs.push(Output { path, subject: Subject::Redirect(id) }),
            None => {
                let at = Location::span(&common.path, alias.span.clone());
                diagnostics.push(diagnostic::output::ill_formed_alias(at, &alias.value));
            }
        }
    }
    outputs
}

/// Where an alias lies: `/lama/`, `lama`, `/lama/index.html`.
pub fn path(alias: &str) -> Option<OutputPath> {
    Permalink::parse(alias.trim_end_matches("index.html")).map(|permalink| permalink.index())
}

pub fn view(output: &Output, id: PageId, basis: Basis<'_>) -> View {
    let site = basis.site;
    let page = site.page(id);
    let common = &page.document.common;
    let writing = Writing::on_page(basis, common.language, &output.path);
    let frame = Frame {
        path: &output.path,
        kind: "redirect",
        heading: writing.text(&common.title),
        description: writing.text(&common.description),
        breadcrumbs: Vec::new(),
    };
    let mut shell = shell::of_frame(frame, &writing, common.language);
    shell.noindex = true;
    shell.share = None;
    shell.canonical = address::absolute(&site.config, &page.permalink.index());
    let target = writing.addresses.to(&page.permalink.index());
    View::template("redirect.html", shell, RedirectPage { target }, &writing)
}
