//! Pictures: in which files each is published, and which cannot be.
//!
//! A photo becomes a few small files: at one and at two pixels for each of a phone's, as WebP and as
//! JPEG. All is planned from the photo's first bytes; its pixels are looked at in `render`.

pub mod fault;
pub mod markup;

use super::{Output, Subject, asset};
use crate::diagnostic::Diagnostics;
use crate::site::{Page, Site};
use crate::source::Asset;
use crate::vocabulary::picture::{Dimensions, Format, PIXEL_LIMIT};
use crate::vocabulary::{OutputPath, Slug, SourcePath};

/// What a picture is on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Below the heading: seen at once, so it is fetched at once.
    Lead,
    /// In the text: fetched when the reader comes near it.
    Body,
}

/// One file in which a picture is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    pub source: SourcePath,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it was drawn, without its metadata.
    Same,
    /// Encoded anew for a width in pixels, in at most so many bytes.
    Encoded { width: u32, byte_limit: usize, codec: Codec },
}

/// Formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// About a third lighter. Firefox before 65, and with it KaiOS 2.5, cannot show it.
    WebP,
    /// What every browser knows.
    Jpeg,
}

/// A picture's files, the lightest codec first, each from narrow to wide.
pub struct Published {
    /// As the page lays it out.
    pub size: Dimensions,
    pub files: Vec<(OutputPath, Form)>,
}

/// Names how pictures are made. It is part of every variant's name and key: raise it whenever any
/// of them would come out otherwise, and all are made again.
pub const RECIPE: &str = "picture 1";

/// Width of a page's column on the phone that pictures are weighed for, in CSS pixels.
const COLUMN: u32 = 360;
/// The most that is of use there: two pixels for each.
pub const WIDEST: u32 = 2 * COLUMN;
/// What the headers of a response weigh, in bytes.
pub const HEADERS: usize = 300;

impl Role {
    /// What one picture may weigh with its headers, in bytes, on a phone of 360 pixels and density 2.
    const fn share(self) -> usize {
        match self {
            Self::Lead => 7_500,
            Self::Body => 12_000,
        }
    }
}

impl Variant {
    /// Names the file's bytes: two variants with one key are the same.
    pub fn key(&self, source: &blake3::Hash) -> blake3::Hash {
        let form = match self.form {
            Form::Same => "same".to_owned(),
            Form::Encoded { width, byte_limit, codec } => format!("{width} {byte_limit} {}", codec.ending()),
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(RECIPE.as_bytes()).update(&[0]).update(source.as_bytes()).update(form.as_bytes());
        hasher.finalize()
    }
}

impl Codec {
    /// Those that this program was built with, the lightest first.
    #[cfg(feature = "webp")]
    const WRITTEN: &[Self] = &[Self::WebP, Self::Jpeg];
    #[cfg(not(feature = "webp"))]
    const WRITTEN: &[Self] = &[Self::Jpeg];

    pub fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// Every file of every picture that a page shows; what cannot be shown is reported.
pub fn plan(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut outputs = Vec::new();
    for page in &site.pages {
        for (source, role) in shown(site, page) {
            let asset = &site.assets[&source];
            fault::report(&source, asset, diagnostics);
            let Some(published) = published(&source, asset, role) else { continue };
            let subject = |form| Subject::Picture(Variant { source: source.clone(), form });
            outputs.extend(published.files.into_iter().map(|(path, form)| Output { path, subject: subject(form) }));
        }
    }
    // The same picture on two pages, or twice in the content, is published once.
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs.dedup_by(|a, b| a.path == b.path);
    outputs
}

/// The pictures of a page: what its head names, and what its text shows.
fn shown(site: &Site, page: &Page) -> Vec<(SourcePath, Role)> {
    let document = &page.document;
    let lead = document.common.image.iter().map(|image| (image.file.value.as_str(), Role::Lead));
    let body = document.common.body.pictures.iter().map(|picture| (picture.target.as_str(), Role::Body));
    lead.chain(body).filter_map(|(target, role)| Some((site.find_asset(document, target)?, role))).collect()
}

/// The files of a picture in a role; `None` for what cannot be shown.
pub fn published(source: &SourcePath, asset: &Asset, role: Role) -> Option<Published> {
    let picture = asset.picture?;
    let size = picture.dimensions.filter(|size| size.pixels() <= PIXEL_LIMIT)?;
    let most = role.share() - HEADERS;
    let is_small = size.width <= WIDEST && asset.bytes <= most as u64;
    // A small drawing is sharper as it was drawn, and light enough.
    let is_kept = picture.format == Format::Png && picture.opaque && !picture.turned && is_small;
    let path = |ending: &str| asset::path(&stem(source), &name(asset, role), ending);
    match picture.format {
        Format::Svg => {
            let size = if size.width > WIDEST { size.at_width(WIDEST) } else { size };
            Some(Published { size, files: vec![(path("svg"), Form::Same)] })
        }
        Format::Png if is_kept => Some(Published { size, files: vec![(path("png"), Form::Same)] }),
        Format::Jpeg | Format::Png | Format::WebP => {
            let widths = widths(size.width);
            let widest = *widths.last().expect("a picture has a width");
            let file = |codec: Codec, width: u32| {
                // The narrow one is for the poorest phones: half the bytes for a quarter of the pixels.
                let byte_limit = if width == widest { most } else { most / 2 };
                (path(&format!("{width}.{}", codec.ending())), Form::Encoded { width, byte_limit, codec })
            };
            let files = Codec::WRITTEN.iter().flat_map(|codec| widths.iter().map(|width| file(*codec, *width)));
            Some(Published { size: size.at_width(widest), files: files.collect() })
        }
        Format::Gif | Format::Bmp | Format::Tiff | Format::Heic | Format::Avif | Format::JpegXl => None,
    }
}

/// Widths in which a picture is published, never more than it has; two that are nearly the same are one.
fn widths(width: u32) -> Vec<u32> {
    if width * 5 <= COLUMN * 6 { vec![width] } else { vec![COLUMN, width.min(WIDEST)] }
}

/// Covers all that a picture's files are made of, but for width and codec, which stand beside it in their names.
fn name(asset: &Asset, role: Role) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(RECIPE.as_bytes()).update(asset.hash.as_bytes()).update(&role.share().to_le_bytes());
    hasher.finalize()
}

/// The file's own name, as far as it can stand in an address.
fn stem(source: &SourcePath) -> String {
    const LENGTH: usize = 40;
    let name = source.file_name().rsplit_once('.').map_or(source.file_name(), |(stem, _)| stem);
    let slug = Slug::from_text(name).map_or_else(|| "gambar".to_owned(), |slug| slug.to_string());
    slug.chars().take(LENGTH).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_enlarged() {
        assert_eq!(widths(4000), [360, 720]);
        assert_eq!(widths(500), [360, 500]);
        assert_eq!(widths(432), [432]);
        assert_eq!(widths(1), [1]);
    }

    #[test]
    fn names_are_fit_for_addresses() {
        let stem = |path: &str| stem(&SourcePath::new(path).expect("a path"));
        assert_eq!(
            stem("content/a/WhatsApp Image 2026-11-01 at 10.11.12 (1).jpeg"),
            "whatsapp-image-2026-11-01-at-10-11-12-1"
        );
        assert_eq!(stem("content/a/---.png"), "gambar");
    }
}
