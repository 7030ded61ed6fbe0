//! What a build is about to exchange, on the disk before the first file moves and gone after the last.
//!
//! A journal that is still there was left by a build that died halfway. Its paths are ours, though
//! the manifest may not know them, and nothing is known of their state.

use super::OpenError;
use super::disk;
use super::exchange::Exchange;
use super::folder::{NOTES, OutputFolder};
use super::manifest::{self, Version};
use super::staging::Staging;
use crate::vocabulary::OutputPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;

const FILE: &str = "journal.json";

#[derive(Default, Serialize, Deserialize)]
struct Journal {
    version: Version,
    paths: BTreeSet<OutputPath>,
}

/// The paths of a left-over journal.
pub fn read(folder: &OutputFolder) -> Result<BTreeSet<OutputPath>, OpenError> {
    match folder.read_notes(FILE)? {
        None => Ok(BTreeSet::new()),
        Some(text) => {
            let journal: Option<Journal> = serde_json::from_slice(&text).ok();
            journal.map(|journal| journal.paths).ok_or_else(|| manifest::unreadable(folder, FILE))
        }
    }
}

/// Announces an exchange. The suspects of an earlier journal stay in it until this build is through.
pub fn begin(
    folder: &OutputFolder,
    staging: &Staging,
    suspects: &BTreeSet<OutputPath>,
    exchange: &Exchange,
) -> io::Result<()> {
    if exchange.is_empty() {
        return Ok(());
    }
    let paths = suspects.iter().cloned().chain(exchange.paths()).collect();
    let file = staging.write_notes(FILE, &Journal { version: Version, paths })?;
    folder.put_notes(&file, FILE)
}

/// The exchange is through, and the manifest in place.
pub fn end(folder: &OutputFolder) -> io::Result<()> {
    let journal = folder.place(NOTES).join(FILE);
    match disk::standing(&journal)? {
        disk::Standing::File => disk::remove_file(&journal),
        _ => Ok(()),
    }
}
