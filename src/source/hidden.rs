//! Says where characters that nobody sees stand in a text, or are written with a code.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::vocabulary::{SourcePath, hidden};
use std::ops::Range;

/// So many of a text are said; nobody mends more before looking again.
const SAID: usize = 50;

/// Reports those that stand in `text[range]`; places count from the start of `text`.
pub fn report(path: &SourcePath, text: &str, range: Range<usize>, diagnostics: &mut Diagnostics) {
    for (place, hidden) in hidden::find(&text[range.clone()]).into_iter().take(SAID) {
        let at = Location::span(path, range.start + place.start..range.start + place.end);
        diagnostics.push(diagnostic::hidden::character(at, hidden));
    }
}

/// Reports the worst of a decoded text that its source, `written`, does not show.
pub fn report_coded(at: &Location, decoded: &str, written: &str, diagnostics: &mut Diagnostics) {
    if let Some(hidden) = hidden::find_coded(decoded, written) {
        diagnostics.push(diagnostic::hidden::code(at.clone(), hidden));
    }
}
