//! What a host that knows nothing but files must be sent, so that it has the next edition.

use crate::output::asset;
use crate::output::inventory::{self, Inventory};
use crate::vocabulary::OutputPath;
use std::collections::BTreeSet;

/// The way from the published edition to the next.
#[derive(Debug, PartialEq, Eq)]
pub struct Changes {
    /// Files to be written, in the order in which nothing is missed in between: what pages show, then pages,
    /// and last of all the inventory, which must never name what is not there.
    pub written: Vec<OutputPath>,
    /// Files to be deleted. Nothing is known of them where nobody knows what is published.
    pub removed: Vec<OutputPath>,
}

/// Compares the published edition, as far as it is known, with the next.
pub fn compare(published: Option<&Inventory>, next: &Inventory) -> Changes {
    let is_new = |path: &OutputPath| published.is_none_or(|old| old.files.get(path) != next.files.get(path));
    let new = next.files.iter().filter(|(path, _)| is_new(path));
    let mut written: Vec<OutputPath> = new.flat_map(|(path, file)| file.with_copies(path)).collect();
    written.sort_by_cached_key(|path| (rank(path), path.clone()));
    if published != Some(next) {
        written.push(OutputPath::new(inventory::FILE).expect("a sound name"));
    }
    let kept: BTreeSet<OutputPath> = next.all_files().collect();
    let old = published.into_iter().flat_map(Inventory::all_files);
    let removed = old.filter(|path| !kept.contains(path) && path.as_str() != inventory::FILE).collect();
    Changes { written, removed }
}

fn rank(path: &OutputPath) -> u8 {
    let path = path.as_str();
    let is_page = path.ends_with(".html") || path.ends_with(".html.br") || path.ends_with(".html.gz");
    match (asset::name_of(path), is_page) {
        (Some(_), _) => 0,
        // A copy that is older than its page would be sent in its place: both come together, by name.
        (None, true) => 2,
        (None, false) => 1,
    }
}
