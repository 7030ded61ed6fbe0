//! Pixels → the best file that fits into so many bytes.

use super::open::narrower;
use crate::output::picture::Codec;
use image::RgbImage;

/// Below this a picture gets blotchy before it gets small: then fewer pixels show more.
const fn worst(codec: Codec) -> u8 {
    match codec {
        Codec::Jpeg => 30,
        Codec::WebP => 20,
    }
}

/// Above this nobody sees a difference that is worth its bytes.
const BEST: u8 = 82;

/// Encodes a picture at a width, as well as `limit` bytes allow.
///
/// When the worst bearable quality is still too heavy, the picture gets narrower until it fits; the
/// browser shows it at the same size.
pub fn encode(pixels: &RgbImage, width: u32, limit: usize, codec: Codec) -> Vec<u8> {
    let mut width = width.min(pixels.width());
    loop {
        let sized = narrower(pixels, width);
        match best_quality(&sized, limit, codec) {
            Ok(encoded) => return lossless(&sized, &encoded, codec).unwrap_or(encoded),
            // A single pixel takes what it takes.
            Err(encoded) if width == 1 => return encoded,
            Err(encoded) => width = next_width(width, encoded.len(), limit),
        }
    }
}

/// Bytes follow the area, less than in proportion; so this comes out near the limit, from above.
fn next_width(width: u32, bytes: usize, limit: usize) -> u32 {
    let share = (limit as f64 / bytes as f64).sqrt().clamp(0.5, 0.97);
    let next = (f64::from(width) * share) as u32;
    next.clamp(1, width - 1)
}

/// The highest quality that fits, by bisection.
///
/// # Errors
/// With the worst bearable one when not even that fits.
fn best_quality(pixels: &RgbImage, limit: usize, codec: Codec) -> Result<Vec<u8>, Vec<u8>> {
    let mut fitting = write(pixels, worst(codec), codec);
    if fitting.len() > limit {
        return Err(fitting);
    }
    let (mut lowest, mut highest) = (worst(codec), BEST);
    while lowest < highest {
        let middle = (lowest + highest).div_ceil(2);
        let encoded = write(pixels, middle, codec);
        if encoded.len() <= limit {
            fitting = encoded;
            lowest = middle;
        } else {
            highest = middle - 1;
        }
    }
    Ok(fitting)
}

fn write(pixels: &RgbImage, quality: u8, codec: Codec) -> Vec<u8> {
    match codec {
        Codec::Jpeg => jpeg(pixels, quality),
        Codec::WebP => webp(pixels, quality),
    }
}

/// Progressive, with tables of its own: lighter, and the whole picture shows after its first part.
pub fn jpeg(pixels: &RgbImage, quality: u8) -> Vec<u8> {
    use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
    let side = |length: u32| u16::try_from(length).expect("pictures are shrunk to less than 65,536 pixels a side");
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder
        .encode(pixels.as_raw(), side(pixels.width()), side(pixels.height()), ColorType::Rgb)
        .expect("writing to memory cannot fail");
    bytes
}

#[cfg(feature = "webp")]
fn webp(pixels: &RgbImage, quality: u8) -> Vec<u8> {
    let mut settings = webp_settings();
    settings.quality = f32::from(quality);
    write_webp(pixels, &settings)
}

/// Drawings and screens have few colours: kept bit for bit they are often lighter, and always sharper.
#[cfg(feature = "webp")]
fn lossless(pixels: &RgbImage, lossy: &[u8], codec: Codec) -> Option<Vec<u8>> {
    if codec != Codec::WebP || !has_few_colours(pixels) {
        return None;
    }
    let mut settings = webp_settings();
    settings.lossless = 1;
    settings.quality = 100.0;
    Some(write_webp(pixels, &settings)).filter(|exact| exact.len() <= lossy.len())
}

#[cfg(not(feature = "webp"))]
fn webp(_: &RgbImage, _: u8) -> Vec<u8> {
    unreachable!("without the encoder no WebP is planned")
}

#[cfg(not(feature = "webp"))]
fn lossless(_: &RgbImage, _: &[u8], _: Codec) -> Option<Vec<u8>> {
    None
}

#[cfg(feature = "webp")]
fn has_few_colours(pixels: &RgbImage) -> bool {
    const FEW: usize = 2048;
    let mut colours = std::collections::BTreeSet::new();
    pixels.pixels().all(|pixel| {
        colours.insert(pixel.0);
        colours.len() <= FEW
    })
}

#[cfg(feature = "webp")]
fn webp_settings() -> webp::WebPConfig {
    let mut settings = webp::WebPConfig::new().expect("the settings of this version of libwebp");
    settings.method = 4;
    // One thread: the bytes must not depend on the machine, and other pictures use the others.
    settings.thread_level = 0;
    settings
}

#[cfg(feature = "webp")]
fn write_webp(pixels: &RgbImage, settings: &webp::WebPConfig) -> Vec<u8> {
    let encoder = webp::Encoder::from_rgb(pixels.as_raw(), pixels.width(), pixels.height());
    encoder.encode_advanced(settings).expect("sound settings, sound pixels, enough memory").to_vec()
}
