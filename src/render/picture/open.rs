//! A picture file → its pixels, upright, on paper, no wider than a page's column needs.

use crate::source::picture::{format, lies_on_its_side};
use crate::vocabulary::picture::{Dimensions, Format, PIXEL_LIMIT};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes are not what its first bytes promise.
    Broken,
    /// It ends in the middle, as after a copy or a download that was cut off.
    Truncated,
    TooLarge,
}

/// Most bytes that decoded pixels may take: 50 megapixels with transparency. Pixels of 16 bits a
/// colour take twice as much, so of those only 25 to 42 megapixels pass.
const MEMORY_LIMIT: u64 = 256 << 20;

/// Pages hold no picture that is higher, and WebP none above 16,383 pixels.
const HIGHEST: u32 = 4096;

/// Decodes a picture and brings it to at most `widest` pixels; it is never enlarged.
///
/// # Errors
/// When it is broken, cut off or too large.
pub fn open(bytes: &[u8], widest: u32) -> Result<RgbImage, Fault> {
    let (pixels, orientation) = decode(bytes)?;
    let lying = lies_on_its_side(orientation);
    let stored = Dimensions::new(pixels.width(), pixels.height()).ok_or(Fault::Broken)?;
    let seen = if lying { Dimensions { width: stored.height, height: stored.width } } else { stored };
    let fitting = u64::from(seen.width) * u64::from(HIGHEST) / u64::from(seen.height);
    let fitting = u32::try_from(fitting).unwrap_or(u32::MAX).max(1);
    let small = seen.at_width(seen.width.min(widest).min(fitting));
    let target = if lying { Dimensions { width: small.height, height: small.width } } else { small };
    // Turned after shrinking: a turn needs all pixels twice.
    let mut upright = DynamicImage::ImageRgb8(on_paper(&shrink(pixels, target)));
    upright.apply_orientation(orientation);
    Ok(upright.into_rgb8())
}

/// A JPEG whose metadata says that it lies on its side, encoded anew as it is seen.
///
/// # Errors
/// As [`open`].
pub fn upright(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    const QUALITY: u8 = 90;
    let (mut pixels, orientation) = decode(bytes)?;
    pixels.apply_orientation(orientation);
    Ok(super::encode::jpeg(&pixels.into_rgb8(), QUALITY))
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), Fault> {
    let format = format(bytes).ok_or(Fault::Broken)?;
    if format == Format::Jpeg && super::strip::jpeg(bytes).is_none() {
        return Err(Fault::Truncated);
    }
    // The decoders are young; a file that makes one panic is as broken as one it refuses.
    catch_unwind(AssertUnwindSafe(|| decode_as(bytes, format))).unwrap_or(Err(Fault::Broken))
}

fn decode_as(bytes: &[u8], format: Format) -> Result<(DynamicImage, Orientation), Fault> {
    let codec = format.codec().ok_or(Fault::Broken)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_LIMIT);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), codec);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT || decoder.total_bytes() > MEMORY_LIMIT {
        return Err(Fault::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok((eight_bits(pixels), orientation))
}

fn fault(error: image::ImageError) -> Fault {
    match error {
        image::ImageError::Limits(_) => Fault::TooLarge,
        image::ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
        _ => Fault::Broken,
    }
}

fn eight_bits(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(pixels.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(pixels.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) | DynamicImage::ImageRgb32F(_) => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        DynamicImage::ImageRgba16(_) | DynamicImage::ImageRgba32F(_) => DynamicImage::ImageRgba8(pixels.into_rgba8()),
        pixels => pixels,
    }
}

/// The same picture at another size, whatever its channels.
fn shrink(pixels: DynamicImage, target: Dimensions) -> DynamicImage {
    let Dimensions { width, height } = target;
    if (pixels.width(), pixels.height()) == (width, height) {
        return pixels;
    }
    let channels = match pixels {
        DynamicImage::ImageLuma8(_) => PixelType::U8,
        DynamicImage::ImageLumaA8(_) => PixelType::U8x2,
        DynamicImage::ImageRgb8(_) => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    let resized = resize(pixels.as_bytes(), (pixels.width(), pixels.height()), target, channels);
    const WHOLE: &str = "a resized picture has all its pixels";
    match channels {
        PixelType::U8 => DynamicImage::ImageLuma8(image::ImageBuffer::from_raw(width, height, resized).expect(WHOLE)),
        PixelType::U8x2 => {
            DynamicImage::ImageLumaA8(image::ImageBuffer::from_raw(width, height, resized).expect(WHOLE))
        }
        PixelType::U8x3 => DynamicImage::ImageRgb8(image::ImageBuffer::from_raw(width, height, resized).expect(WHOLE)),
        _ => DynamicImage::ImageRgba8(image::ImageBuffer::from_raw(width, height, resized).expect(WHOLE)),
    }
}

/// An opaque picture at a smaller width.
pub fn narrower(pixels: &RgbImage, width: u32) -> RgbImage {
    let size = Dimensions { width: pixels.width(), height: pixels.height() };
    let target = size.at_width(width.min(size.width));
    let resized = resize(pixels.as_raw(), (size.width, size.height), target, PixelType::U8x3);
    RgbImage::from_raw(target.width, target.height, resized).expect("a resized picture has all its pixels")
}

fn resize(pixels: &[u8], (width, height): (u32, u32), target: Dimensions, channels: PixelType) -> Vec<u8> {
    let source = ImageRef::new(width, height, pixels, channels).expect("a decoded picture has all its pixels");
    let mut resized = Image::new(target.width, target.height, channels);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut resized, &options).expect("both pictures have the same channels");
    resized.into_vec()
}

/// What shines through is white in every form of a picture: on a dark page a black drawing on
/// nothing would be gone.
fn on_paper(pixels: &DynamicImage) -> RgbImage {
    match pixels {
        DynamicImage::ImageLumaA8(_) | DynamicImage::ImageRgba8(_) => {
            let blend = |value: u8, alpha: u8| {
                let (value, alpha) = (u32::from(value), u32::from(alpha));
                u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
            };
            let mut paper = RgbImage::new(pixels.width(), pixels.height());
            for (target, source) in paper.pixels_mut().zip(pixels.to_rgba8().pixels()) {
                let [red, green, blue, alpha] = source.0;
                target.0 = [red, green, blue].map(|value| blend(value, alpha));
            }
            paper
        }
        opaque => opaque.to_rgb8(),
    }
}
