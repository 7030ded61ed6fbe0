//! What rendering may ask of the outside.

use crate::vocabulary::{SourcePath, Step};
use blake3::Hash;
use std::io;

/// Files of the project, and results of earlier builds.
///
/// A remembered result saves time and changes nothing: its name is the hash of all that it was made of.
pub trait Supplies: Sync {
    /// The bytes of a file of the project, which had this hash when the portal was planned.
    ///
    /// # Errors
    /// When the file cannot be read, or is another one by now.
    fn file(&self, path: &SourcePath, hash: &Hash) -> io::Result<Vec<u8>>;

    fn recall(&self, name: &Hash) -> Option<Vec<u8>>;

    fn keep(&self, name: &Hash, result: &[u8]);

    /// Tells whoever measures that a step is through.
    fn done(&self, _step: Step) {}
}

/// Supplies of nothing: where no file is read and nothing is remembered.
pub struct NoSupplies;

impl Supplies for NoSupplies {
    fn file(&self, _: &SourcePath, _: &Hash) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn recall(&self, _: &Hash) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &Hash, _: &[u8]) {}
}

/// Makes something out of `material`, or recalls what was made of it before.
///
/// `recipe` names what is done and changes whenever the result would.
pub fn remembered(supplies: &dyn Supplies, recipe: &str, material: &[u8], make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    let name = blake3::Hasher::new().update(recipe.as_bytes()).update(&[0]).update(material).finalize();
    supplies.recall(&name).unwrap_or_else(|| {
        let result = make();
        supplies.keep(&name, &result);
        result
    })
}
