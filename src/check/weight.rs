//! No page may need more than the first network burst.

use super::{Summaries, page};
use crate::diagnostic::{self, Diagnostics};
use crate::output::Output;
use crate::site::Site;

/// Ten segments of 1,460 bytes: what a server may send before it waits for an answer (RFC 6928).
pub const FIRST_BURST: u64 = 14_600;

pub fn check(site: &Site, outputs: &[Output], summaries: &Summaries, diagnostics: &mut Diagnostics) {
    for output in outputs {
        let Some(summary) = summaries.get(output.path.as_str()) else { continue };
        if !summary.kind.is_empty() && summary.gzip > FIRST_BURST {
            let at = page::location(site, output);
            diagnostics.push(diagnostic::output::too_heavy(at, output.path.as_str(), summary.gzip, FIRST_BURST));
        }
    }
}
