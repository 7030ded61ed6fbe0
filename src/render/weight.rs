//! What a page costs its reader, in bytes on the wire, and says so itself.

use super::compress::{Compress, Effort, brotli, gzip};
use super::supplies::Supplies;
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

pub fn weigh(bytes: &[u8], compress: Compress, effort: Effort, supplies: &dyn Supplies) -> Weight {
    let in_gzip = gzip(bytes, Compression::default()).len() as u64;
    let brotli = match compress {
        Compress::On => brotli(bytes, effort, supplies).len() as u64,
        Compress::Off => in_gzip,
    };
    Weight { gzip: in_gzip, brotli }
}

/// Writes into a page what it weighs, in whole kB, `other` bytes of pictures and the like included.
///
/// The figure is guessed from a quick weighing, then checked, since it is a part of what is weighed.
pub fn state_size(html: Vec<u8>, other: u64, compress: Compress, supplies: &dyn Supplies) -> Vec<u8> {
    let marker = markers::SIZE.as_bytes();
    let Some(at) = html.windows(marker.len()).position(|window| window == marker) else { return html };
    let stating = |size: u64| [&html[..at], size.to_string().as_bytes(), &html[at + marker.len()..]].concat();
    let size_of = |page: &[u8]| in_kilobytes(weigh(page, compress, Effort::Best, supplies).brotli + HEADERS + other);
    // What brotli makes of most of our pages, beside gzip.
    let quick = gzip(&html, Compression::default()).len() as u64 * 88 / 100;
    let first = stating(in_kilobytes(quick + HEADERS + other));
    let stated = stating(size_of(&first));
    if stated == first { first } else { stated }
}

/// Kilobytes of 1,000 bytes, rounded up.
pub fn in_kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1000)
}
