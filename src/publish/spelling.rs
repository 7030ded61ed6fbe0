//! Paths that differ only in case or Unicode form: two files on one disk, the same file on another.
//!
//! Windows and macOS take `Foto.jpg` and `foto.jpg` for one file and keep the spelling it was first
//! made with. Renamed in the project, it must be respelled here: web servers do tell them apart.

use super::disk;
use super::folder::OutputFolder;
use crate::vocabulary::OutputPath;
use crate::vocabulary::path::folders_above;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::iter;
use unicode_normalization::UnicodeNormalization;

/// Files and folders that leave, and the new ones that differ from them only in spelling.
pub struct Respelled {
    /// Every place that leaves, by its folded spelling.
    leaving: BTreeMap<String, String>,
    /// The old spelling of each new place; a folder stands before what is in it.
    old: BTreeMap<String, String>,
}

impl Respelled {
    pub fn find<'a>(leaving: &[OutputPath], planned: impl Iterator<Item = &'a OutputPath>) -> Self {
        let leaving: BTreeMap<String, String> =
            leaving.iter().flat_map(places).map(|old| (folded(old), old.to_owned())).collect();
        if leaving.is_empty() {
            return Self { leaving, old: BTreeMap::new() };
        }
        let respelled = planned.flat_map(places).filter_map(|new| {
            let old = leaving.get(&folded(new)).filter(|old| *old != new)?;
            Some((new.to_owned(), old.clone()))
        });
        let old = respelled.collect();
        Self { leaving, old }
    }

    /// Whether what stands at a place is, on this disk, an old file or folder under another spelling.
    pub fn is_old(&self, folder: &OutputFolder, place: &str) -> io::Result<bool> {
        Ok(self.leaving.contains_key(&folded(place)) && !lists(folder, place)?)
    }

    /// Whether an old path now names a new file, which must not be removed.
    pub fn is_new_file(&self, folder: &OutputFolder, path: &str) -> io::Result<bool> {
        for (new, _) in self.old.iter().filter(|(_, old)| *old == path) {
            // Two files only if both are listed: a disk that folds case may have kept either spelling.
            if !(lists(folder, new)? && lists(folder, path)?) {
                return Ok(true);
            }
        }
        Ok(false)
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
            // Some disks take that for no change at all. Aside is not the staging folder: if we are
            // killed in between, what others have in a folder must not go with it.
            if !lists(folder, new)? && lists(folder, &old)? {
                let aside = folder.place(&format!("{old}.kentongan"));
                disk::rename(&folder.place(&old), &aside)?;
                disk::rename(&aside, &folder.place(new))?;
            }
        }
        Ok(())
    }

    /// The new spellings.
    pub fn paths(&self) -> impl Iterator<Item = OutputPath> {
        self.old.keys().filter_map(|path| OutputPath::new(path))
    }
}

/// A file and the folders above it, from the top.
fn places(path: &OutputPath) -> impl Iterator<Item = &str> {
    places_of(path.as_str())
}

fn places_of(path: &str) -> impl Iterator<Item = &str> {
    folders_above(path).chain(iter::once(path))
}

/// Whether the folders list this path, letter by letter. A disk that folds case finds it in any spelling.
fn lists(folder: &OutputFolder, path: &str) -> io::Result<bool> {
    for place in places_of(path) {
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
