//! The folder in which a build gathers its new files; the output never sees a half-written one.

use super::disk::{self, naming};
use crate::vocabulary::OutputPath;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// An empty folder that goes when this value is dropped.
pub struct Staging {
    folder: PathBuf,
}

impl Staging {
    /// Makes the folder, in place of one that a dead build left. The caller holds the lock.
    pub fn make(folder: PathBuf) -> io::Result<Self> {
        disk::remove_tree(&folder)?;
        fs::create_dir(&folder).map_err(naming(&folder))?;
        let staging = Self { folder };
        disk::write(&builder_file(&staging.folder), std::process::id().to_string().as_bytes())?;
        Ok(staging)
    }

    /// Writes a new file of the output and returns where it is.
    ///
    /// It is not synced. A process that is killed loses nothing that it wrote; only a crash of the
    /// whole machine does, and then the lost file seldom has the size and time that were noted, so
    /// that the next build writes it again. Waiting for the disk at each of ten thousand pages would
    /// cost minutes at every build to spare that one.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<PathBuf> {
        let file = self.place(path);
        disk::make_folder(file.parent().unwrap_or(&self.folder))?;
        disk::write(&file, bytes)?;
        Ok(file)
    }

    pub fn place(&self, path: &OutputPath) -> PathBuf {
        self.folder.join("files").join(path.as_str())
    }

    /// Writes one of our notes as JSON, down to the disk, and returns where it is.
    pub fn write_notes<T: Serialize>(&self, name: &str, notes: &T) -> io::Result<PathBuf> {
        let place = self.folder.join(name);
        let write = || {
            let mut file = BufWriter::new(File::create(&place)?);
            serde_json::to_writer(&mut file, notes)?;
            file.flush()?;
            file.get_ref().sync_all()
        };
        write().map_err(naming(&place))?;
        Ok(place)
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

/// The process that works in a staging folder, if it has said so.
pub fn builder(staging: &Path) -> Option<u32> {
    let text = disk::read(&builder_file(staging)).ok()?;
    String::from_utf8(text).ok()?.parse().ok()
}

/// A file of its own: on Windows a locked file can be read by nobody else.
fn builder_file(staging: &Path) -> PathBuf {
    staging.join("builder")
}
