//! Files to keep: none is larger than phones and groups should be asked to carry.

use super::Summaries;
use crate::diagnostic::offline_edition::{Bound, HeavyPage, LargeFile};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::output::offline_edition::{self, OfflineEdition, Scope};
use crate::output::{Basis, Output, Subject};
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::{Language, SourcePath};

/// How many pages a message names.
const NAMED: usize = 3;

/// Reports the largest file beyond each bound, with the pages that take most of it: what makes one
/// too large makes others so.
pub fn check(basis: Basis<'_>, outputs: &[Output], summaries: &Summaries, diagnostics: &mut Diagnostics) {
    let limits = &basis.site.config.offline_editions;
    let is_shelf = |output: &Output| matches!(output.subject, Subject::Shelf(_));
    let is_whole = |output: &Output| matches!(&output.subject, Subject::OfflineEdition(edition) if edition.scope == Scope::Whole && edition.language == Language::Indonesian);
    if outputs.iter().any(is_shelf) && !outputs.iter().any(is_whole) {
        let most = offline_edition::MOST_PARTS;
        diagnostics.push(diagnostic::offline_edition::whole_left_out(config(), most, limits.whole));
    }
    for (bound, limit) in [(Bound::Whole, limits.whole), (Bound::Small, limits.small)] {
        let files = outputs.iter().filter_map(|output| match &output.subject {
            Subject::OfflineEdition(edition) if bound_of(edition) == bound => {
                // What is only looked at while it is written is not minified, and not weighed.
                let summary = summaries.get(output.path.as_str()).filter(|summary| summary.brotli > 0)?;
                Some((summary.bytes, edition))
            }
            _ => None,
        });
        let large: Vec<(u64, _)> = files.filter(|(bytes, _)| *bytes > limit).collect();
        // Of equals the first, whatever the order of iteration elsewhere.
        let Some((bytes, edition)) = large.iter().rev().max_by_key(|(bytes, _)| *bytes) else { continue };
        let file = LargeFile { name: edition.path.as_str(), bytes: *bytes };
        let (at, heaviest) = heaviest(edition, basis);
        diagnostics.push(diagnostic::offline_edition::too_large(at, &file, limit, bound, large.len() - 1, &heaviest));
    }
}

fn bound_of(edition: &OfflineEdition) -> Bound {
    match edition.scope {
        Scope::Whole => Bound::Whole,
        Scope::Term(_) => Bound::Small,
    }
}

/// Where the heaviest document of a file is written, and the first few pages by their bytes.
fn heaviest(edition: &OfflineEdition, basis: Basis<'_>) -> (Location, Vec<HeavyPage>) {
    let pages = offline_edition::heaviest(edition, basis);
    let document = pages.iter().find_map(|(path, _)| offline_edition::document_at(path, basis.site));
    let at = document.map(|id| Location::file(&basis.site.page(id).document.common.path));
    let address = |path: &str| format!("/{}", path.trim_end_matches("index.html"));
    let named = pages.into_iter().map(|(path, bytes)| HeavyPage { address: address(path.as_str()), bytes });
    // Where a file holds none, its bound alone can be mended.
    (at.unwrap_or_else(config), named.take(NAMED).collect())
}

fn config() -> Location {
    Location::file(&SourcePath::new(CONFIG_FILE).expect("the name of the configuration is sound"))
}
