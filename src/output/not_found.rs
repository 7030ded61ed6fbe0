//! `404.html`: shown by a server at any address, so its links are absolute.

use super::shell::{self, Frame};
use super::writing::Writing;
use super::{Basis, Output, View};
use crate::vocabulary::Language;
use serde::Serialize;

#[derive(Serialize)]
struct NotFoundPage {}

pub fn view(output: &Output, basis: Basis<'_>) -> View {
    let writing = Writing::anywhere(basis, Language::Indonesian);
    let frame = Frame {
        path: &output.path,
        kind: "404",
        heading: writing.words.get("not_found_title"),
        description: writing.words.get("not_found"),
        breadcrumbs: Vec::new(),
    };
    let mut shell = shell::of_frame(frame, &writing, Language::Indonesian);
    shell.noindex = true;
    shell.share = None;
    View::template("404.html", shell, NotFoundPage {}, &writing)
}
