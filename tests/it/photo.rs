//! Photos as phones take them, made by computing: no picture of anybody, and no large file in the repository.

use image::{Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// What phones write beside the picture; the place is 0° N, 0° E, which is nobody's.
#[derive(Clone, Copy)]
pub struct Notes {
    /// EXIF 2.3, tag 0x0112: 1 to 8.
    pub orientation: u8,
}

/// Something like a landscape: light from above, hills in a few sizes, the grain of a small sensor.
/// The corner at the top left is red, so that one sees how the picture lies.
pub fn scene(width: u32, height: u32) -> RgbImage {
    let (coarse_width, coarse_height) = (width.div_ceil(4), height.div_ceil(4));
    let mut coarse = RgbImage::new(coarse_width, coarse_height);
    for (x, y, pixel) in coarse.enumerate_pixels_mut() {
        let hills: f32 = (0..7).map(|octave| wave(x, y, coarse_width >> octave) * 0.75_f32.powi(octave)).sum();
        let light = 200.0 - 120.0 * (y as f32 / coarse_height as f32) + 60.0 * hills;
        pixel.0 = [light * 0.9, light, light * 0.7 + 20.0].map(|value| value.clamp(0.0, 255.0) as u8);
        if x < coarse_width / 5 && y < coarse_height / 5 {
            pixel.0 = [220, 20, 30];
        }
    }
    let mut scene = image::imageops::resize(&coarse, width, height, image::imageops::FilterType::Triangle);
    let mut state = 1_u32;
    for value in scene.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *value = value.saturating_add((state >> 29) as u8);
    }
    scene
}

/// Smooth noise with cells of a width, between -0.5 and 0.5.
fn wave(x: u32, y: u32, cell: u32) -> f32 {
    let cell = cell.max(2) / 2;
    let (column, row) = (x / cell, y / cell);
    let (right, down) = ((x % cell) as f32 / cell as f32, (y % cell) as f32 / cell as f32);
    let corner = |column: u32, row: u32| {
        let mixed = (column.wrapping_mul(0x9E37_79B9) ^ row.wrapping_mul(0x85EB_CA6B) ^ cell).wrapping_mul(0xC2B2_AE35);
        (mixed >> 16 & 0xFFFF) as f32 / 65_536.0 - 0.5
    };
    let above = corner(column, row) + right * (corner(column + 1, row) - corner(column, row));
    let below = corner(column, row + 1) + right * (corner(column + 1, row + 1) - corner(column, row + 1));
    above + down * (below - above)
}

/// A JPEG as a phone saves it.
pub fn jpeg(pixels: &RgbImage, notes: Option<Notes>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (pixels.width() as u16, pixels.height() as u16);
    Encoder::new(&mut bytes, 92).encode(pixels.as_raw(), width, height, ColorType::Rgb).expect("a JPEG");
    match notes {
        Some(notes) => with_notes(&bytes, notes),
        None => bytes,
    }
}

/// Puts EXIF, XMP and a comment at the start of a JPEG, and a film behind it, as some phones do.
pub fn with_notes(jpeg: &[u8], notes: Notes) -> Vec<u8> {
    let exif = [b"Exif\0\0".as_slice(), &tiff(notes.orientation)].concat();
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>0,0N</exif:GPSLatitude></x:xmpmeta>";
    let segments = [segment(0xE1, &exif), segment(0xE1, xmp), segment(0xFE, b"Kamera Uji")].concat();
    [&jpeg[..2], &segments, &jpeg[2..], b"\0\0\0\x18ftypmp42 GPSLatitude of a film"].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment");
    [&[0xFF, marker], length.to_be_bytes().as_slice(), content].concat()
}

/// A TIFF structure with an orientation, a maker and a place.
pub fn tiff(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let pointer = |offset: u32| offset.to_le_bytes();
    const MAIN: u32 = 8;
    const GPS: u32 = MAIN + 2 + 3 * 12 + 4;
    const DEGREES: u32 = GPS + 2 + 4 * 12 + 4;
    let (ascii, short, long, rational) = (2, 3, 4, 5);
    let main = [
        entry(0x010F, ascii, 4, *b"Uji\0"),
        entry(0x0112, short, 1, [orientation, 0, 0, 0]),
        entry(0x8825, long, 1, pointer(GPS)),
    ];
    let gps = [
        entry(0x0001, ascii, 2, *b"N\0\0\0"),
        entry(0x0002, rational, 3, pointer(DEGREES)),
        entry(0x0003, ascii, 2, *b"E\0\0\0"),
        entry(0x0004, rational, 3, pointer(DEGREES)),
    ];
    let degrees = [0_u32, 1, 0, 1, 0, 1].map(u32::to_le_bytes).concat();
    let mut tiff = [b"II*\0", MAIN.to_le_bytes().as_slice()].concat();
    for (count, entries) in [(3_u16, main.concat()), (4, gps.concat())] {
        tiff.extend([&count.to_le_bytes()[..], &entries, &[0; 4]].concat());
    }
    tiff.extend(degrees);
    tiff
}

/// The colour at a place, given in shares of the width and height.
pub fn colour(pixels: &RgbImage, x: f32, y: f32) -> Rgb<u8> {
    let at = |share: f32, length: u32| ((share * length as f32) as u32).min(length - 1);
    *pixels.get_pixel(at(x, pixels.width()), at(y, pixels.height()))
}
