//! Where files with a content-hashed name lie: such a file never changes, so every cache may keep it for ever.

use crate::vocabulary::OutputPath;

/// The one folder of such files, so that one rule on a server gives them a far future.
pub const FOLDER: &str = "aset";

/// `aset/icon.1a2b3c4d.svg`: `hash` covers all that the file's bytes are made of.
pub fn path(stem: &str, hash: &blake3::Hash, extension: &str) -> OutputPath {
    let short = &hash.to_hex()[..8];
    super::sound(&format!("{FOLDER}/{stem}.{short}.{extension}"))
}

/// The name of a file in the folder; `None` for a path elsewhere.
pub fn name_of(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_prefix('/')
}
