//! A picture as a page shows it: decoded within limits, upright, without metadata, in so many bytes.

mod encode;
mod open;
pub mod strip;

pub use encode::encode;
pub use open::{Fault, open};

use super::supplies::Supplies;
use crate::output::picture::{Form, RECIPE, Variant, WIDEST};
use crate::source::picture::{format, orientation};
use crate::vocabulary::picture::Format;
use blake3::Hash;
use image::RgbImage;
use image::metadata::Orientation;
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// The pictures opened last. Decoding a photo takes as long as encoding it, and its variants are
/// rendered one after the other, so each photo is decoded once; and only one at a time, so that the
/// memory of a build does not grow with the number of its threads.
#[derive(Default)]
pub struct Darkroom {
    negatives: Mutex<VecDeque<(Hash, Negative)>>,
}

/// A picture of at most [`WIDEST`] pixels, or why there is none.
type Negative = Arc<Result<RgbImage, Fault>>;

/// So many are kept; each takes a few megabytes.
const KEPT: usize = 8;

/// Makes a variant of the picture whose file has the hash `source`, or recalls it.
///
/// # Errors
/// When the file cannot be read; inside, when it is no sound picture.
pub fn develop(
    variant: &Variant,
    source: &Hash,
    darkroom: &Darkroom,
    supplies: &dyn Supplies,
) -> io::Result<Result<Vec<u8>, Fault>> {
    let Form::Encoded { width, byte_limit, codec } = variant.form else {
        return Ok(kept(supplies.file(&variant.source, source)?, supplies));
    };
    let name = variant.key(source);
    if let Some(known) = supplies.recall(&name) {
        return Ok(Ok(known));
    }
    let negative = darkroom.open(source, || supplies.file(&variant.source, source))?;
    Ok(negative.as_ref().as_ref().map_err(|fault| *fault).map(|pixels| {
        let encoded = encode(pixels, width, byte_limit, codec);
        supplies.keep(&name, &encoded);
        encoded
    }))
}

/// A drawing as it was drawn. Its pixels are looked at all the same: a broken one shows nothing.
fn kept(bytes: Vec<u8>, supplies: &dyn Supplies) -> Result<Vec<u8>, Fault> {
    if format(&bytes) == Some(Format::Png) {
        open(&bytes, WIDEST)?;
    }
    without_metadata(bytes, supplies)
}

impl Darkroom {
    fn open(&self, source: &Hash, file: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<Negative> {
        // Held while the picture is decoded: whoever waits for the same one finds it ready.
        let mut negatives = self.negatives.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, negative)) = negatives.iter().find(|(hash, _)| hash == source) {
            return Ok(Arc::clone(negative));
        }
        let negative = Arc::new(open(&file()?, WIDEST));
        negatives.push_front((*source, Arc::clone(&negative)));
        negatives.truncate(KEPT);
        Ok(negative)
    }
}

/// A file of the project as it is published: pictures tell nothing but what they show.
///
/// A photo that only its metadata holds upright is turned and encoded anew, as well as anyone can
/// see; all others keep their pixels bit for bit. What is no picture stays as it is.
///
/// # Errors
/// When it is a picture too broken to be cleaned: nobody knows what it tells.
pub fn without_metadata(bytes: Vec<u8>, supplies: &dyn Supplies) -> Result<Vec<u8>, Fault> {
    match format(&bytes) {
        Some(Format::Jpeg) => match orientation(&bytes, image::ImageFormat::Jpeg) {
            None | Some(Orientation::NoTransforms) => strip::jpeg(&bytes).ok_or(Fault::Truncated),
            Some(_) => turned_upright(&bytes, supplies),
        },
        Some(Format::Png) => strip::png(&bytes).ok_or(Fault::Broken),
        Some(Format::WebP) => strip::webp(&bytes).ok_or(Fault::Broken),
        Some(Format::Svg | Format::Gif | Format::Bmp | Format::Tiff | Format::Heic | Format::Avif | Format::JpegXl)
        | None => Ok(bytes),
    }
}

fn turned_upright(bytes: &[u8], supplies: &dyn Supplies) -> Result<Vec<u8>, Fault> {
    let recipe = format!("{RECIPE} upright");
    let name = blake3::Hasher::new().update(recipe.as_bytes()).update(bytes).finalize();
    if let Some(known) = supplies.recall(&name) {
        return Ok(known);
    }
    let upright = open::upright(bytes)?;
    supplies.keep(&name, &upright);
    Ok(upright)
}
