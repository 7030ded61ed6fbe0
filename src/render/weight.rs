//! What a page costs its reader, in bytes on the wire, and says so itself.

use super::bound;
use super::compress::{Compress, Effort, brotli, gzip};
use super::supplies::Supplies;
use crate::output::markers;
use flate2::Compression;

/// What an answer of a server takes besides the file, in bytes.
pub const HEADERS: u64 = 300;
/// Ten segments of 1,460 bytes: what a server may send before it waits for an answer (RFC 6928).
pub const FIRST_BURST: u64 = 14_600;

/// An output on the wire, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// In gzip, as an ordinary server sends it.
    pub gzip: u64,
    /// In brotli at its best; where text is not compressed so well, an estimate that is rather too high.
    pub brotli: u64,
}

/// Text that shrinks well comes out of brotli at its best at no more than so many hundredths of its bound: 83.4
/// at most, and 80 mostly, in 338 pages of three portals.
const SHARE_IN_BROTLI: u64 = 87;

/// Weighs a text; where nothing is compressed, only about how much it is, and rather more than less.
pub fn weigh(bytes: &[u8], compress: Compress, effort: Effort, supplies: &dyn Supplies) -> Weight {
    match compress {
        Compress::On => Weight {
            gzip: gzip(bytes, Compression::default()).len() as u64,
            brotli: brotli(bytes, effort, supplies).len() as u64,
        },
        Compress::Off => estimate(bytes),
    }
}

/// Weighs a text at a look.
fn estimate(bytes: &[u8]) -> Weight {
    let bound = bound::in_gzip(bytes);
    let shrinks_well = bound * 2 <= bytes.len() as u64;
    let brotli = if shrinks_well { bound * SHARE_IN_BROTLI / 100 } else { bound };
    // Which page is beyond the first burst must be right; of what is far beyond, the bound says enough.
    let may_fit = (FIRST_BURST + 1..FIRST_BURST * 5 / 4).contains(&bound);
    let gzip = if may_fit { bound.min(gzip(bytes, Compression::default()).len() as u64) } else { bound };
    Weight { gzip, brotli: brotli.min(gzip) }
}

/// Weighs a page, and writes into it what that is, in whole kB, `other` bytes of pictures and the
/// like included.
pub fn state_size(
    mut html: String,
    other: u64,
    (compress, effort): (Compress, Effort),
    supplies: &dyn Supplies,
) -> (String, Weight) {
    let Some(at) = markers::find(&html, markers::SIZE) else {
        let weight = weigh(html.as_bytes(), compress, effort, supplies);
        return (html, weight);
    };
    let size = |brotli: u64| in_kilobytes(brotli + HEADERS + other).to_string();
    match compress {
        // The figure is a part of what is weighed, but never longer than what stands in its place.
        Compress::Off => {
            let weight = estimate(html.as_bytes());
            html.replace_range(at..at + markers::SIZE.len(), &size(weight.brotli));
            (html, weight)
        }
        // It is guessed from a quick weighing, then checked.
        Compress::On => {
            // What brotli makes of most of our pages, beside gzip.
            let guess = size(gzip(html.as_bytes(), Compression::default()).len() as u64 * 88 / 100);
            html.replace_range(at..at + markers::SIZE.len(), &guess);
            let weight = weigh(html.as_bytes(), Compress::On, effort, supplies);
            let stated = size(weight.brotli);
            if stated == guess {
                return (html, weight);
            }
            html.replace_range(at..at + guess.len(), &stated);
            let weight = weigh(html.as_bytes(), Compress::On, effort, supplies);
            (html, weight)
        }
    }
}

/// Kilobytes of 1,000 bytes, rounded up.
pub fn in_kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1000)
}

#[cfg(test)]
mod tests {
    use super::super::compress::brotli_at;
    use super::*;

    #[test]
    fn an_estimate_is_rather_too_high() {
        for text in [
            include_str!("../../themes/lentera/styles/lentera.css"),
            include_str!("../../themes/lentera/templates/base.html"),
            include_str!("../../PANDUAN.md"),
            include_str!("weight.rs"),
            "a",
        ] {
            let (estimate, brotli) = (estimate(text.as_bytes()).brotli, brotli_at(11, text.as_bytes()).len() as u64);
            assert!((brotli..brotli * 5 / 4 + 40).contains(&estimate), "{estimate} for {brotli}");
        }
    }
}
