//! The file beside the output that one machine keeps for itself: locked while a build runs, and
//! between builds a record of when each file was written.
//!
//! The times are not in the manifest, because what is published must not differ from machine to
//! machine. Whoever deletes this file only makes the next build compare every file anew.

use super::disk::naming;
use crate::vocabulary::OutputPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

pub type Times = BTreeMap<OutputPath, Written>;

/// The content that a file was written with, and when: it is untouched while it has this time.
///
/// The hash ties the time to one manifest. A time that was noted by a build that then died says
/// nothing about the older file that the manifest still describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub hash: String,
    /// Since 1970 (UTC), as precisely as the disk keeps it.
    pub modified: Duration,
}

/// A lock that the system takes back when this value is dropped or its process dies.
pub struct Lock {
    place: PathBuf,
    file: File,
    pub times: Times,
}

impl Lock {
    /// Locks the file at `place`. `None` when another build has it.
    pub fn acquire(place: PathBuf) -> io::Result<Option<Self>> {
        let Some(mut file) = Self::hold(&place)? else { return Ok(None) };
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(naming(&place))?;
        // A build that died while it wrote this left half of it: no reason to complain.
        let times = serde_json::from_slice(&text).unwrap_or_default();
        Ok(Some(Self { place, file, times }))
    }

    /// The lock alone: nothing is read.
    pub fn hold(place: &Path) -> io::Result<Option<File>> {
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(place);
        let file = opened.map_err(naming(place))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(naming(place)(error)),
        }
    }

    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Notes when files were written. In place, because a renamed file would leave the lock behind.
    pub fn note(&mut self, times: Times) -> io::Result<()> {
        if times != self.times {
            self.write(&times).map_err(naming(&self.place))?;
            self.times = times;
        }
        Ok(())
    }

    fn write(&mut self, times: &Times) -> io::Result<()> {
        let text = serde_json::to_vec(times)?;
        self.file.rewind()?;
        self.file.set_len(0)?;
        self.file.write_all(&text)
    }
}

/// When a file was last written, if the disk knows.
pub fn modified(metadata: &Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}
