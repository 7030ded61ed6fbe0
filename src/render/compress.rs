//! Text → the same text compressed, once for all readers: servers send `.br` and `.gz` as they lie there.

use super::supplies::{Supplies, remembered};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Whether text is compressed as well as it can be: that takes most of the time of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compress {
    On,
    /// No siblings; weights are estimates.
    Off,
}

/// How hard text is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Brotli 11: for what is fetched on every visit.
    Best,
    /// Brotli 9: a large file that is fetched once, and by choice. It comes out 7 % larger in a fortieth of the time.
    Quick,
}

impl Effort {
    fn quality(self) -> i32 {
        match self {
            Self::Best => 11,
            Self::Quick => 9,
        }
    }
}

/// A compressed copy of an output, published beside it.
pub struct Sibling {
    pub ending: &'static str,
    pub bytes: Vec<u8>,
}

/// Below this size, in bytes, a copy is not worth a file.
const LEAST: usize = 300;

/// The copies that are worth their place: of files that are not tiny, and at least a twentieth smaller.
pub fn siblings(bytes: &[u8], effort: Effort, supplies: &dyn Supplies) -> Vec<Sibling> {
    if bytes.len() < LEAST {
        return Vec::new();
    }
    let copies = [
        Sibling { ending: "br", bytes: brotli(bytes, effort, supplies) },
        Sibling { ending: "gz", bytes: remembered(supplies, "gzip 9", bytes, || gzip(bytes, Compression::best())) },
    ];
    copies.into_iter().filter(|copy| copy.bytes.len() * 20 <= bytes.len() * 19).collect()
}

/// Brotli as it is published.
pub fn brotli(bytes: &[u8], effort: Effort, supplies: &dyn Supplies) -> Vec<u8> {
    let quality = effort.quality();
    remembered(supplies, &format!("brotli {quality}"), bytes, || brotli_at(quality, bytes))
}

/// Brotli of a quality from 0 to 11, with a window no larger than the text.
pub fn brotli_at(quality: i32, bytes: &[u8]) -> Vec<u8> {
    let window = bytes.len().next_power_of_two().ilog2().clamp(10, 22);
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(window).expect("a small number"),
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).expect("writing to memory cannot fail");
    compressed
}

pub fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory cannot fail")
}
