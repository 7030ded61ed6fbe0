//! A drawing → a JPEG picture.

use crate::theme::font::Fonts;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Above the best, letters on a plain ground look no better; below the least, they have halos.
const BEST: u8 = 74;
const LEAST: u8 = 28;
/// By which part a picture of letters becomes smaller with each step of quality; less than was measured (1.06 %),
/// so that the second attempt is nearly always the last.
const GAIN: f64 = 0.0095;

/// Paints a drawing in its own size, as good as `limit` bytes allow; at the least quality it may be larger.
pub fn jpeg(drawing: &str, fonts: &Fonts, limit: usize) -> Vec<u8> {
    let pixmap = pixels(drawing, fonts);
    let mut quality = BEST;
    loop {
        let picture = encode(&pixmap, quality);
        if picture.len() <= limit || quality == LEAST {
            return picture;
        }
        let steps = ((picture.len() as f64 / limit as f64).ln() / GAIN).ceil();
        quality = (f64::from(quality) - steps.max(1.0)).max(f64::from(LEAST)) as u8;
    }
}

/// A drawing as usvg reads it: with our fonts only, and without a file or address from outside.
pub fn tree(drawing: &str, fonts: &Fonts) -> Tree {
    let options = Options { fontdb: fonts.database.clone(), ..Options::default() };
    Tree::from_str(drawing, &options).expect("we write sound drawings")
}

fn pixels(drawing: &str, fonts: &Fonts) -> Pixmap {
    let tree = tree(drawing, fonts);
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).expect("a sheet has a size");
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap
}

fn encode(pixmap: &Pixmap, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_optimized_huffman_tables(true);
    // Without it the encoder writes a scan for each colour, a tenth smaller, which not every reader understands.
    encoder.set_progressive(true);
    // Half the resolution for colours.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let side = |length: u32| u16::try_from(length).expect("a sheet is smaller than 65,536 pixels");
    let (width, height) = (side(pixmap.width()), side(pixmap.height()));
    // The ground is opaque, so no pixel's colour is mixed with its transparency.
    encoder.encode(pixmap.data(), width, height, ColorType::Rgba).expect("the picture has as many pixels as it says");
    bytes
}
