//! Takes everything out of a picture file that is not the picture: place, time, camera, names,
//! thumbnails, films behind the photo. Pixels stay bit for bit as they are.
//!
//! Only what is known to belong to the picture is kept, so that nothing unheard of slips through.

use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

/// A JPEG without its metadata, ending where the first picture ends; `None` when it has no end.
///
/// Kept besides the picture's own segments: JFIF's density, Adobe's note on the colours, the colour profile.
pub fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut kept = bytes.get(..2).filter(|start| *start == [0xFF, 0xD8])?.to_vec();
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        at += 1;
        match marker {
            0xD9 => {
                kept.extend([0xFF, 0xD9]);
                return Some(kept);
            }
            // Markers without a length say nothing between segments.
            0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let segment = bytes.get(at..at + length).filter(|_| length >= 2)?;
        at += length;
        if is_of_the_picture(marker, &segment[2..]) {
            kept.extend([0xFF, marker]);
            kept.extend(segment);
        }
        if marker == START_OF_SCAN {
            let scan = scan_length(bytes.get(at..)?)?;
            kept.extend(&bytes[at..at + scan]);
            at += scan;
        }
        // Between segments stands the next marker, or rubbish up to it.
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
    }
}

/// Coded pixels run up to the first marker that is neither a stuffed byte nor a restart.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

fn is_of_the_picture(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE0 => content.starts_with(b"JFIF\0") && content.len() == 14,
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// A PNG without its notes; `None` when it is broken.
pub fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const OF_THE_PICTURE: [&[u8; 4]; 14] = [
        b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"acTL",
        b"fcTL", b"fdAT",
    ];
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    png.chunks_mut().retain(|chunk| OF_THE_PICTURE.contains(&&chunk.kind()));
    Some(png.encoder().bytes().to_vec())
}

/// A WebP without its notes; `None` when it is broken.
pub fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const OF_THE_PICTURE: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    webp.chunks_mut().retain(|chunk| OF_THE_PICTURE.contains(&&chunk.id()));
    // Also takes the announcement of metadata out of the header.
    webp.set_exif(None);
    Some(webp.encoder().bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_picture_is_left_of_a_jpeg() {
        let parts: [&[u8]; 9] = [
            b"\xFF\xD8",
            b"\xFF\xE1\x00\x0CExif\0\0\xFF\xD9\xFF\xD9",
            b"\xFF\xFE\x00\x07Nama!",
            b"\xFF\xDB\x00\x04\x01\x02",
            b"\xFF\xDA\x00\x03\x00\x11\xFF\x00\xFF\xD0\x22",
            b"\xFF\xE1\x00\x04ab",
            b"\xFF\xDA\x00\x03\x00\x33",
            b"\xFF\xD9",
            b"\0\0\0\x18ftypmp42 a film behind the photo",
        ];
        let kept = [parts[0], parts[3], parts[4], parts[6], parts[7]].concat();
        assert_eq!(jpeg(&parts.concat()), Some(kept));
    }

    #[test]
    fn a_jpeg_without_an_end_is_told() {
        assert_eq!(jpeg(b"\xFF\xD8\xFF\xDA\x00\x03\x00\x11\x22\x33"), None);
        assert_eq!(jpeg(b"\xFF\xD8\xFF\xE1\xFF\xFFExif"), None);
        assert_eq!(jpeg(b"\xFF\xD8"), None);
        assert_eq!(jpeg(b""), None);
    }
}
