//! Pictures that cannot be published, and why.

use crate::diagnostic::{self, Diagnostic, Diagnostics, Location};
use crate::source::{Asset, drawing};
use crate::vocabulary::SourcePath;
use crate::vocabulary::picture::{DrawingFault, Format, PIXEL_LIMIT};

/// Reports a picture that a page cannot show.
pub fn report(source: &SourcePath, asset: &Asset, diagnostics: &mut Diagnostics) {
    diagnostics.extend(problem(source, asset));
    diagnostics.extend(drawing_problems(source, asset));
}

/// Reports pictures that are published as files, below a link or in `_unduhan`, and may not be.
pub fn report_file(source: &SourcePath, asset: &Asset, diagnostics: &mut Diagnostics) {
    diagnostics.extend(drawing_problems(source, asset));
    let Some(picture) = asset.picture else { return };
    match picture.format {
        // They tell where they were taken, and nothing here can take that out.
        Format::Heic | Format::Avif | Format::Tiff | Format::JpegXl => {
            let at = Location::file(source);
            diagnostics.push(diagnostic::picture::telling_format(at, source.file_name(), picture.format));
        }
        Format::Jpeg | Format::Png | Format::WebP if picture.dimensions.is_none() => {
            diagnostics.extend(problem(source, asset));
        }
        // To be turned upright it has to be decoded.
        Format::Jpeg if picture.turned => diagnostics.extend(problem(source, asset)),
        Format::Jpeg | Format::Png | Format::WebP | Format::Svg | Format::Gif | Format::Bmp => {}
    }
}

/// Why a file is no picture for a page.
fn problem(source: &SourcePath, asset: &Asset) -> Option<Diagnostic> {
    let at = Location::file(source);
    let name = source.file_name();
    let Some(picture) = asset.picture else { return Some(diagnostic::picture::no_picture(at, name)) };
    let ending = source.extension();
    match (picture.format, picture.dimensions) {
        (Format::Gif | Format::Bmp | Format::Tiff | Format::Heic | Format::Avif | Format::JpegXl, _) => {
            Some(diagnostic::picture::unusable_format(at, name, picture.format))
        }
        (format, _) if !format.endings().contains(&ending.as_str()) => {
            Some(diagnostic::picture::wrong_ending(at, name, format))
        }
        (Format::Svg, None) => {
            // What is wrong with it otherwise is told by its faults.
            asset.text.as_ref().filter(|file| drawing::examine(&file.text).faults.is_empty())?;
            Some(diagnostic::picture::drawing_without_size(at, name))
        }
        (_, None) => Some(diagnostic::picture::broken(at, name)),
        (_, Some(size)) if size.pixels() > PIXEL_LIMIT => Some(diagnostic::picture::too_many_pixels(at, name, size)),
        (_, Some(_)) => None,
    }
}

/// What a drawing may not hold. A browser takes for a drawing what is called so, whatever it begins with.
fn drawing_problems(source: &SourcePath, asset: &Asset) -> Vec<Diagnostic> {
    let is_drawing = asset.picture.is_some_and(|picture| picture.format == Format::Svg);
    let is_called_so = matches!(source.extension().as_str(), "svg" | "svgz") && asset.picture.is_none();
    if !is_drawing && !is_called_so {
        return Vec::new();
    }
    match &asset.text {
        Some(file) => drawing::examine(&file.text)
            .faults
            .into_iter()
            .map(|fault| diagnostic::picture::harmful_drawing(Location::span(source, fault.span), &fault.kind))
            .collect(),
        // Packed, too large, or in an encoding that nobody here reads.
        None => vec![diagnostic::picture::harmful_drawing(Location::file(source), &DrawingFault::IllFormed)],
    }
}
