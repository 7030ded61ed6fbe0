//! What is ours in an output folder, and what we know of it.

use super::OpenError;
use super::folder::{NOTES, OutputFolder};
use crate::diagnostic;
use crate::render::Summary;
use crate::vocabulary::{Date, OutputPath};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const FILE: &str = "manifest.json";

/// Every file that we published. The same site gives the same manifest on every machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    version: Version,
    /// The day for which the portal was built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    pub files: BTreeMap<OutputPath, Entry>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What identifies the bytes without rendering them: see [`crate::output::Key`].
    pub key: String,
    /// BLAKE3 of the bytes, in hexadecimal.
    pub hash: String,
    /// In bytes.
    pub size: u64,
    pub summary: Arc<Summary>,
}

/// The version of our notes: 1, and no other is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub(super) struct Version;

impl Manifest {
    pub fn new(day: Option<Date>, files: BTreeMap<OutputPath, Entry>) -> Self {
        Self { version: Version, day, files }
    }

    /// Reads a manifest. `None` when it is damaged or of another version.
    pub fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }
}

/// The manifest of the last build; an empty one where nothing of ours is.
///
/// A damaged one is refused: without it nobody can tell our old files from those of others.
pub(super) fn read(folder: &OutputFolder) -> Result<Manifest, OpenError> {
    match folder.read_notes(FILE)? {
        None => Ok(Manifest::default()),
        Some(text) => Manifest::parse(&text).ok_or_else(|| unreadable(folder, FILE)),
    }
}

/// The refusal of notes that are damaged or come from another version of the program.
pub(super) fn unreadable(folder: &OutputFolder, file: &str) -> OpenError {
    let shown = folder.shown(&format!("{NOTES}/{file}"));
    OpenError::Refused(Box::new(diagnostic::publish::unreadable_notes(&shown)))
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(number: u32) -> Result<Self, String> {
        if number == 1 { Ok(Self) } else { Err(format!("unknown version {number}")) }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| D::Error::custom(format!("{text} is no day")))
    }
}

impl Serialize for OutputPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A path that would leave the output folder is no path, whoever wrote it into the manifest.
impl<'de> Deserialize<'de> for OutputPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| D::Error::custom(format!("{text} leaves the output folder")))
    }
}
