//! The corpus as a project folder.

use crate::corpus::{Random, Shape, files, has_picture};
use std::fs;
use std::io;
use std::path::Path;

/// Writes a portal into a folder that is new or a corpus already.
///
/// # Errors
/// When the disk fails.
pub fn write(folder: &Path, shape: Shape) -> io::Result<()> {
    if folder.join("kentongan.yaml").exists() {
        fs::remove_dir_all(folder.join("content"))?;
    }
    for (path, text) in files(shape) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("every file is in a folder"))?;
        fs::write(path, text)?;
    }
    if shape.pictures {
        for number in (0..shape.pages).filter(|number| has_picture(*number)) {
            fs::write(folder.join(format!("content/belajar/foto-{number}.png")), picture(number))?;
        }
    }
    Ok(())
}

/// A photo of noise in large squares: 800 × 600 dots.
fn picture(number: usize) -> Vec<u8> {
    let mut random = Random::new(number as u64 + 7);
    let squares: Vec<[u8; 3]> =
        (0..12 * 16).map(|_| random.number().to_le_bytes()[..3].try_into().expect("three")).collect();
    let dot = |x: u32, y: u32| image::Rgb(squares[(y / 50 * 16 + x / 50) as usize]);
    let mut png = Vec::new();
    image::RgbImage::from_fn(800, 600, dot)
        .write_to(&mut io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("memory takes all");
    png
}
