//! What a picture file says of itself before its pixels are looked at: its format and its size.
//!
//! The format is judged by content, never by ending: a photo sent on by chat often has a wrong one.

use super::drawing;
use crate::vocabulary::picture::{Dimensions, Format};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;
use std::panic::catch_unwind;

/// A picture among the input files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    pub format: Format,
    /// As it is seen, upright; `None` when the file is broken or nothing here reads its format.
    pub dimensions: Option<Dimensions>,
    /// The file lies on its side or is mirrored, and only its metadata says so.
    pub turned: bool,
    /// Nothing shines through.
    pub opaque: bool,
}

/// Looks at a file; `None` when it is no picture.
pub fn look_at(bytes: &[u8], text: Option<&str>) -> Option<Picture> {
    let format = format(bytes)?;
    let unread = Picture { format, dimensions: None, turned: false, opaque: false };
    Some(match (format.codec(), text) {
        // A file that makes the reader panic is as broken as one it refuses.
        (Some(codec), _) => catch_unwind(|| read_header(bytes, codec, format)).ok().flatten().unwrap_or(unread),
        (None, Some(text)) if format == Format::Svg => {
            Picture { dimensions: drawing::examine(text).dimensions, ..unread }
        }
        (None, _) => unread,
    })
}

/// How a file lies: its metadata may say that the camera was held upright or upside down.
pub fn orientation(bytes: &[u8], codec: ImageFormat) -> Option<Orientation> {
    let read = || ImageReader::with_format(Cursor::new(bytes), codec).into_decoder().ok()?.orientation().ok();
    catch_unwind(read).ok().flatten()
}

fn read_header(bytes: &[u8], codec: ImageFormat, format: Format) -> Option<Picture> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), codec).into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if lies_on_its_side(orientation) { (height, width) } else { (width, height) };
    Some(Picture {
        format,
        dimensions: Dimensions::new(width, height),
        turned: orientation != Orientation::NoTransforms,
        opaque: !decoder.color_type().has_alpha(),
    })
}

/// True when turning the picture upright exchanges its width and height.
pub fn lies_on_its_side(orientation: Orientation) -> bool {
    orientation.to_exif() >= 5
}

/// The format of a picture's bytes; `None` when it is none.
pub fn format(bytes: &[u8]) -> Option<Format> {
    let brand = |names: &[&[u8]]| {
        bytes.get(4..8) == Some(b"ftyp".as_slice()) && brands(bytes).any(|brand| names.contains(&brand))
    };
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Format::Tiff),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', b' ', ..] => Some(Format::JpegXl),
        _ if is_bitmap(bytes) => Some(Format::Bmp),
        _ if brand(&[b"avif", b"avis"]) => Some(Format::Avif),
        _ if brand(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) => Some(Format::Heic),
        _ if is_drawing(bytes) => Some(Format::Svg),
        _ => None,
    }
}

/// The brands of an ISO base media file (ISO/IEC 14496-12, 4.3): its own, and those it is compatible with.
fn brands(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let length = bytes.get(..4).map_or(0, |length| u32::from_be_bytes(length.try_into().expect("four bytes")));
    let end = usize::try_from(length).unwrap_or(usize::MAX).clamp(8, bytes.len().clamp(8, 256));
    bytes.get(8..end).unwrap_or_default().chunks_exact(4)
}

/// `BM`, and the length of a header that exists: two letters alone begin many a text.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// A text whose first element is `svg`, in any encoding that Notepad writes.
fn is_drawing(bytes: &[u8]) -> bool {
    let start: Vec<u8> = bytes.iter().take(4096).copied().filter(|byte| *byte != 0).collect();
    let start = String::from_utf8_lossy(&start);
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    let element = start.match_indices('<').find(|(at, _)| !start[at + 1..].starts_with(['!', '?', '-']));
    start.starts_with('<') && element.is_some_and(|(at, _)| start[at + 1..].starts_with("svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        check(b"\xFF\xD8\xFF\xE0", Some(Format::Jpeg));
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some(Format::Heic));
        check(b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf", Some(Format::Avif));
        check(b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", None);
        check(b"<?xml version=\"1.0\"?>\n<!-- peta --><svg xmlns=\"x\"/>", Some(Format::Svg));
        check(b"<p><svg/></p>", None);
        check(b"BMT Banyumas", None);
        check(b"", None);
    }

    fn check(bytes: &[u8], expected: Option<Format>) {
        assert_eq!(format(bytes), expected);
    }
}
