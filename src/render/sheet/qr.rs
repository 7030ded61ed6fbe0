//! A text → the modules of its QR code.

use fast_qr::{ECL, QRBuilder};
use std::fmt::Write as _;

/// The dark and light modules of a code, row by row.
pub struct Code {
    /// Modules on each side, without the quiet zone.
    pub side: usize,
    dark: Vec<bool>,
}

/// Encodes a text so that it can be read with a seventh of the code missing.
///
/// `None` for a text longer than a code can hold.
pub fn encode(text: &str) -> Option<Code> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size;
    let dark = (0..side).flat_map(|y| code[y][..side].iter().map(|module| module.value()).collect::<Vec<_>>());
    Some(Code { side, dark: dark.collect() })
}

impl Code {
    /// Draws the dark modules as SVG path data, one unit a module; neighbours in a row are one bar.
    pub fn push_path(&self, path: &mut String) {
        for (y, row) in self.dark.chunks(self.side).enumerate() {
            let mut x = 0;
            while x < self.side {
                let length = row[x..].iter().take_while(|dark| **dark).count();
                if length > 0 {
                    let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
                }
                x += length.max(1);
            }
        }
    }
}
