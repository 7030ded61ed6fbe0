//! What a page costs its reader, in bytes on the wire, and says so itself.

use super::bound;
use super::compress::{Compress, Effort, brotli, gzip};
use super::supplies::Supplies;
use crate::config::budget::PageKind;
use crate::output::markers;
use flate2::Compression;

/// What an answer of a server takes besides the file, in bytes.
pub const HEADERS: u64 = 300;

/// An output on the wire, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// In gzip, as an ordinary server sends it.
    pub gzip: u64,
    /// In brotli at its best; where text is not compressed so well, the size in gzip: an upper bound.
    pub brotli: u64,
}

impl Weight {
    /// A bound for both.
    fn at_most(bytes: u64) -> Self {
        Self { gzip: bytes, brotli: bytes }
    }
}

/// Weighs a text; where nothing is compressed, only how much it is at most.
pub fn weigh(bytes: &[u8], compress: Compress, effort: Effort, supplies: &dyn Supplies) -> Weight {
    match compress {
        Compress::On => Weight {
            gzip: gzip(bytes, Compression::default()).len() as u64,
            brotli: brotli(bytes, effort, supplies).len() as u64,
        },
        Compress::Off => Weight::at_most(bound::in_gzip(bytes)),
    }
}

/// Bounds the weight of a page of this kind: by a quick look where that fits into what pages of the
/// kind may weigh by themselves, or else in gzip.
///
/// What a portal's own configuration allows must not count: a page says the same whatever that says.
fn weigh_in_haste(html: &str, kind: &str) -> Weight {
    let bound = bound::in_gzip(html.as_bytes());
    if bound + HEADERS <= PageKind::from_data_kind(kind).built_in().html {
        return Weight::at_most(bound);
    }
    Weight::at_most(bound.min(gzip(html.as_bytes(), Compression::default()).len() as u64))
}

/// Weighs a page, and writes into it what that is, in whole kB, `other` bytes of pictures and the
/// like included.
pub fn state_size(
    mut html: String,
    kind: &str,
    other: u64,
    (compress, effort): (Compress, Effort),
    supplies: &dyn Supplies,
) -> (String, Weight) {
    let weigh_best = |page: &str| weigh(page.as_bytes(), Compress::On, effort, supplies);
    let Some(at) = markers::find(&html, markers::SIZE) else {
        let weight = match compress {
            Compress::On => weigh_best(&html),
            Compress::Off => weigh_in_haste(&html, kind),
        };
        return (html, weight);
    };
    let size = |brotli: u64| in_kilobytes(brotli + HEADERS + other).to_string();
    match compress {
        // The figure is a part of what is weighed, but never longer than what stands in its place.
        Compress::Off => {
            let weight = weigh_in_haste(&html, kind);
            html.replace_range(at..at + markers::SIZE.len(), &size(weight.brotli));
            (html, weight)
        }
        // It is guessed from a quick weighing, then checked.
        Compress::On => {
            // What brotli makes of most of our pages, beside gzip.
            let guess = size(gzip(html.as_bytes(), Compression::default()).len() as u64 * 88 / 100);
            html.replace_range(at..at + markers::SIZE.len(), &guess);
            let weight = weigh_best(&html);
            let stated = size(weight.brotli);
            if stated == guess {
                return (html, weight);
            }
            html.replace_range(at..at + guess.len(), &stated);
            let weight = weigh_best(&html);
            (html, weight)
        }
    }
}

/// Kilobytes of 1,000 bytes, rounded up.
pub fn in_kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1000)
}
