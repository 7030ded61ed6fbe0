//! What a page costs its reader, in bytes on the wire.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The size of `bytes` in gzip, as an ordinary server sends it.
pub fn gzip(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory cannot fail").len() as u64
}
