//! Paths that differ only in case or Unicode form: two files on one disk, the same file on another.
//!
//! Windows and macOS take `Foto.jpg` and `foto.jpg` for one file and keep the spelling it was first
//! made with. Renamed in the project, it must be respelled here: web servers do tell them apart.

use super::disk;
use super::folder::{OutputFolder, folders_above};
use crate::vocabulary::OutputPath;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::iter;
use unicode_normalization::UnicodeNormalization;

/// New paths and folders that differ from old ones only in spelling.
#[derive(Default)]
pub struct Respelled {
    /// The old spelling of each new one; a folder stands before what is in it.
    old: BTreeMap<String, String>,
}

impl Respelled {
    pub fn find<'a>(leaving: &[OutputPath], planned: impl Iterator<Item = &'a OutputPath>) -> Self {
        let places = |path: &'_ OutputPath| -> Vec<String> {
            folders_above(path.as_str()).chain(iter::once(path.as_str())).map(str::to_owned).collect()
        };
        let known: BTreeMap<String, String> = leaving.iter().flat_map(places).map(|old| (folded(&old), old)).collect();
        if known.is_empty() {
            return Self::default();
        }
        let pairs = planned.flat_map(places).filter_map(|new| {
            let old = known.get(&folded(&new)).filter(|old| **old != new)?.clone();
            Some((new, old))
        });
        Self { old: pairs.collect() }
    }

    /// Whether a planned file is, on this disk, an old one under another spelling.
    pub fn is_old_file(&self, folder: &OutputFolder, path: &str) -> io::Result<bool> {
        Ok(self.old.contains_key(path) && !lists(folder, path)?)
    }

    /// Whether an old path now names a new file, which must not be removed.
    pub fn is_new_file(&self, folder: &OutputFolder, path: &str) -> io::Result<bool> {
        Ok(self.old.values().any(|old| old == path) && !lists(folder, path)?)
    }

    /// Gives new files and folders their new spelling, where the disk kept the old one.
    pub fn mend(&self, folder: &OutputFolder) -> io::Result<()> {
        for (new, old) in &self.old {
            let (above, _) = split(new);
            let (_, old_name) = split(old);
            let old = if above.is_empty() { old_name.to_owned() } else { format!("{above}/{old_name}") };
            if !lists(folder, new)? && lists(folder, &old)? {
                disk::rename(&folder.place(&old), &folder.place(new))?;
            }
        }
        Ok(())
    }

    /// The new spellings.
    pub fn paths(&self) -> impl Iterator<Item = OutputPath> {
        self.old.keys().filter_map(|path| OutputPath::new(path))
    }
}

/// Whether the folders list this path, letter by letter. A disk that folds case finds it in any spelling.
fn lists(folder: &OutputFolder, path: &str) -> io::Result<bool> {
    for place in folders_above(path).chain(iter::once(path)) {
        let (above, name) = split(place);
        let listing = folder.place(above);
        if disk::standing(&listing)? != disk::Standing::Folder {
            return Ok(false);
        }
        let mut names = fs::read_dir(&listing).map_err(disk::naming(&listing))?;
        if !names.any(|entry| entry.is_ok_and(|entry| entry.file_name() == name)) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).collect() }
}
