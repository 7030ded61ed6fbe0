//! Addresses that cannot be: two sources for one, also when only the case or the Unicode form
//! differs, a file where a folder must be, and names that some system cannot hold.

use super::{Output, Subject, redirect};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::vocabulary::path::{folders_above, is_reserved_on_windows};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization;

/// Sorts the outputs by path, reports those whose place is taken, and keeps the first of each.
pub fn report(site: &Site, outputs: &mut Vec<Output>, diagnostics: &mut Diagnostics) {
    // A page wins over a redirect, so that the message stands at the alias.
    let rank = |output: &Output| (is_redirect(output), output.source(site));
    outputs.par_sort_by(|a, b| a.path.cmp(&b.path).then_with(|| rank(a).cmp(&rank(b))));
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(outputs.len());
    let mut kept: Vec<Output> = Vec::with_capacity(outputs.len());
    for output in outputs.drain(..) {
        // The texts of a page lie where it lies: what is wrong with its address is said of the page.
        let is_form = |output: &Output| matches!(output.subject, Subject::Carrier { .. } | Subject::Texts(_));
        let folded = fold(output.path.as_str());
        if is_form(&output) && taken.get(&folded).is_some_and(|first| is_form(&kept[*first])) {
            continue;
        }
        let named = output.path.as_str().split('/').find(|name| is_reserved_on_windows(name));
        if let Some(name) = named.filter(|_| !is_form(&output)) {
            diagnostics.push(diagnostic::output::reserved_name(place(site, &output), name));
        }
        match taken.get(&folded) {
            Some(first) => {
                let other = kept[*first].source(site).map(|path| path.to_string());
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
    let files_above: Vec<(usize, usize)> = (0..kept.len())
        .filter_map(|place| {
            let above = folders_above(kept[place].path.as_str()).find_map(|folder| taken.get(&fold(folder)))?;
            Some((*above, place))
        })
        .collect();
    report_nesting(site, &kept, &files_above, diagnostics);
    *outputs = kept;
}

/// Reports each file whose place is the folder of another one, by the place of both in `outputs`. One
/// message is enough for a folder.
fn report_nesting(site: &Site, outputs: &[Output], nested: &[(usize, usize)], diagnostics: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for (file, within) in nested {
        let (file, within) = (&outputs[*file], &outputs[*within]);
        if !told.insert(&file.path) {
            continue;
        }
        // Whoever wrote an alias can mend it; so can whoever named a file, where the other is the portal's own.
        let file_is_at_fault = is_redirect(file) || (file.source(site).is_some() && !is_redirect(within));
        let (at_fault, other) = if file_is_at_fault { (file, within) } else { (within, file) };
        let other = other.source(site).map(|path| path.to_string());
        let (at, address) = (place(site, at_fault), file.path.as_str());
        diagnostics.push(diagnostic::output::file_and_folder(at, address, within.path.as_str(), other.as_deref()));
    }
}

/// What a system may take for the same name.
fn fold(path: &str) -> String {
    // Nearly all: what has no accents has one form.
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// What gives the output its address: an alias, a slug, or the file by its name.
fn place(site: &Site, output: &Output) -> Location {
    let Some(path) = output.source(site) else { return Location::project() };
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
