//! The folder in which a build gathers its new files; the output never sees a half-written one.

use super::disk::{self, naming};
use super::folder::NOTES;
use crate::vocabulary::OutputPath;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// An empty folder that goes when this value is dropped.
pub struct Staging {
    folder: PathBuf,
    /// The folders of new files that were made, by their path in the output.
    made: Mutex<BTreeSet<String>>,
}

impl Staging {
    /// Makes the folder, in place of one that a dead build left. The caller holds the lock.
    pub fn make(folder: PathBuf) -> io::Result<Self> {
        disk::remove_tree(&folder)?;
        fs::create_dir(&folder).map_err(naming(&folder))?;
        let staging = Self { folder, made: Mutex::default() };
        disk::write(&builder_file(&staging.folder), std::process::id().to_string().as_bytes())?;
        Ok(staging)
    }

    /// Writes a new file of the output and returns what the disk says of it.
    ///
    /// It is not synced. A process that is killed loses nothing that it wrote; only a crash of the
    /// whole machine does, and then the lost file seldom has the size and time that were noted, so
    /// that the next build writes it again. Waiting for the disk at each of ten thousand pages would
    /// cost minutes at every build to spare that one.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<Metadata> {
        let file = self.place(path);
        self.make_folder_above(path)?;
        disk::write_new(&file, bytes)
    }

    /// Makes the folder of a new file, once for all that lie in it.
    fn make_folder_above(&self, path: &OutputPath) -> io::Result<()> {
        let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let made = || self.made.lock().expect("no set operation panics");
        if !made().contains(folder) {
            disk::make_folder(&self.files().join(folder))?;
            made().insert(folder.to_owned());
        }
        Ok(())
    }

    /// The new files, each at its place in the output.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    pub fn place(&self, path: &OutputPath) -> PathBuf {
        self.files().join(path.as_str())
    }

    /// Writes one of our notes, down to the disk, and returns where it is.
    pub fn write_notes<T: Serialize>(&self, name: &str, notes: &T) -> io::Result<PathBuf> {
        let place = self.folder.join(name);
        write_down(&place, notes)?;
        Ok(place)
    }

    /// Writes one of our notes among the new files, at its place in the output.
    pub fn write_notes_among<T: Serialize>(&self, name: &str, notes: &T) -> io::Result<()> {
        let folder = self.files().join(NOTES);
        disk::make_folder(&folder)?;
        write_down(&folder.join(name), notes)?;
        disk::sync_folder(&folder)
    }

    /// Moves a folder of old files out of the output, to go with the staging folder.
    pub fn take_in(&self, old: &Path) -> io::Result<()> {
        let folder = self.folder.join("old");
        disk::make_folder(&folder)?;
        let number = fs::read_dir(&folder).map_err(naming(&folder))?.count();
        disk::rename(old, &folder.join(number.to_string()))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = disk::remove_tree(&self.folder);
    }
}

/// Writes notes as JSON, so that they outlast a crash of the machine.
fn write_down<T: Serialize>(place: &Path, notes: &T) -> io::Result<()> {
    let write = || {
        let mut file = BufWriter::new(File::create(place)?);
        serde_json::to_writer(&mut file, notes)?;
        file.flush()?;
        file.get_ref().sync_all()
    };
    write().map_err(naming(place))
}

/// The process that works in a staging folder, if it has said so.
pub fn builder(staging: &Path) -> Option<u32> {
    let text = disk::read(&builder_file(staging)).ok()?;
    String::from_utf8(text).ok()?.parse().ok()
}

/// A file of its own: on Windows a locked file can be read by nobody else.
fn builder_file(staging: &Path) -> PathBuf {
    staging.join("builder")
}
