//! Addresses that cannot be: two sources for one, also when only the case or the Unicode form
//! differs, and names that some system cannot hold.

use super::{Output, Subject, redirect};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::source::read::EDITIONS_FILE;
use crate::vocabulary::path::is_reserved_on_windows;
use crate::vocabulary::{OutputPath, SourcePath};
use rayon::slice::ParallelSliceMut;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Sorts the outputs by path, reports those whose place is taken, and keeps the first of each.
pub fn report(site: &Site, outputs: &mut Vec<Output>, diagnostics: &mut Diagnostics) {
    // A page wins over a redirect, so that the message stands at the alias.
    let rank = |output: &Output| (is_redirect(output), source(site, output));
    outputs.par_sort_by(|a, b| a.path.cmp(&b.path).then_with(|| rank(a).cmp(&rank(b))));
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(outputs.len());
    let mut kept: Vec<Output> = Vec::with_capacity(outputs.len());
    for output in outputs.drain(..) {
        // The texts of a page lie where it lies: what is wrong with its address is said of the page.
        let is_form = |output: &Output| matches!(output.subject, Subject::Carrier { .. } | Subject::Texts(_));
        let folded = fold(&output.path);
        if is_form(&output) && taken.get(&folded).is_some_and(|first| is_form(&kept[*first])) {
            continue;
        }
        let named = output.path.as_str().split('/').find(|name| is_reserved_on_windows(name));
        if let Some(name) = named.filter(|_| !is_form(&output)) {
            diagnostics.push(diagnostic::output::reserved_name(place(site, &output), name));
        }
        match taken.get(&folded) {
            Some(first) => {
                let other = source(site, &kept[*first]).map(|path| path.to_string());
                let at = place(site, &output);
                let address = output.path.as_str().trim_end_matches("index.html");
                diagnostics.push(diagnostic::output::same_address(at, address, other.as_deref()));
            }
            None => {
                taken.insert(folded, kept.len());
                kept.push(output);
            }
        }
    }
    *outputs = kept;
}

/// What a system may take for the same name.
fn fold(path: &OutputPath) -> String {
    // Nearly all: what has no accents has one form.
    if path.as_str().is_ascii() {
        return path.as_str().to_ascii_lowercase();
    }
    path.as_str().nfc().flat_map(char::to_lowercase).collect()
}

/// What gives the output its address: an alias, a slug, or the file by its name.
fn place(site: &Site, output: &Output) -> Location {
    let Some(path) = source(site, output) else { return Location::project() };
    let span = match &output.subject {
        Subject::Redirect(id) => {
            let aliases = &site.page(*id).document.common.aliases;
            let alias = aliases.iter().find(|alias| redirect::path(&alias.value).as_ref() == Some(&output.path));
            alias.map(|alias| alias.span.clone())
        }
        Subject::Page(id) => site.page(*id).document.common.slug.as_ref().map(|slug| slug.span.clone()),
        _ => None,
    };
    span.map_or_else(|| Location::file(&path), |span| Location::span(&path, span))
}

fn is_redirect(output: &Output) -> bool {
    matches!(output.subject, Subject::Redirect(_))
}

/// The file that an output is made of.
fn source(site: &Site, output: &Output) -> Option<SourcePath> {
    match &output.subject {
        Subject::File(path) => Some(path.clone()),
        Subject::Picture(variant) => Some(variant.source.clone()),
        Subject::Edition(_) => SourcePath::new(EDITIONS_FILE),
        subject => subject.document(site).map(|id| site.page(id).document.common.path.clone()),
    }
}
