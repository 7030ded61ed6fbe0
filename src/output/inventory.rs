//! `tayang.json`: which edition is published, and every file of it with the name of its bytes.
//!
//! Nobody reads it but this program, from any laptop: `pack-changes` finds out which files of the published
//! portal are old, and `check --online` which day it is of. It says nothing that the files themselves do
//! not say; the manifest of the output folder knows far more, and is not published.

use super::edition::statement;
use super::writing::Writing;
use super::{Basis, Copies, Output, Subject};
use crate::vocabulary::{Date, Language, OutputPath};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const FILE: &str = "tayang.json";

/// What is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    version: u32,
    /// The day for which the portal was built.
    pub day: Date,
    /// When it becomes another one by itself.
    pub next_change: Option<Date>,
    /// What the portal says of each fact, by the fact and its group: `iuran-dua/lainnya`.
    pub facts: BTreeMap<String, String>,
    pub files: BTreeMap<OutputPath, Published>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Names the bytes, in hexadecimal.
    hash: String,
    /// The endings of its compressed copies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    copies: Vec<String>,
}

/// The only version that is read.
const VERSION: u32 = 1;

/// The output that lists all others, which are not known yet.
pub fn plan() -> Output {
    Output { path: super::sound(FILE), subject: Subject::Inventory([].into()) }
}

/// Tells the output which others there are.
pub fn complete(outputs: &mut [Output]) {
    let is_inventory = |output: &&Output| matches!(output.subject, Subject::Inventory(_));
    let all = outputs.iter().filter(|output| !is_inventory(output)).map(|output| output.path.clone()).collect();
    if let Some(output) = outputs.iter_mut().find(|output| is_inventory(&&**output)) {
        output.subject = Subject::Inventory(all);
    }
}

/// The inventory of what is finished of these outputs.
pub fn of(paths: &[OutputPath], basis: Basis<'_>) -> Inventory {
    let entry = |path: &OutputPath| {
        let made = (basis.sizes)(path)?;
        let copies = made.copies.endings().map(str::to_owned).collect();
        Some((path.clone(), Published { hash: format!("{:016x}", made.fingerprint), copies }))
    };
    let stated = statement::of_portal(&Writing::anywhere(basis, Language::Indonesian));
    Inventory {
        version: VERSION,
        day: basis.site.today,
        next_change: basis.site.next_change,
        facts: stated.into_iter().map(|stated| (stated.statement.key, stated.statement.value)).collect(),
        files: paths.iter().filter(|path| path.as_str() != FILE).filter_map(entry).collect(),
    }
}

pub fn bytes(paths: &[OutputPath], basis: Basis<'_>) -> Vec<u8> {
    serde_json::to_vec(&of(paths, basis)).expect("an inventory is plain data")
}

impl Inventory {
    /// Reads what a portal publishes. `None` for anything else, and for names that could not be shown to people.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let inventory: Self = serde_json::from_slice(text).ok()?;
        let is_shown = |text: &str| !text.chars().any(char::is_control);
        let files = inventory.files.keys().all(|path| is_shown(path.as_str()));
        let facts = inventory.facts.iter().all(|(name, value)| is_shown(name) && is_shown(value));
        let is_sound = inventory.version == VERSION && files && facts;
        is_sound.then_some(inventory)
    }

    /// Every file with its compressed copies, but for the inventory itself.
    pub fn all_files(&self) -> impl Iterator<Item = OutputPath> {
        self.files.iter().flat_map(|(path, published)| published.with_copies(path))
    }
}

impl Published {
    /// The file and its compressed copies.
    pub fn with_copies(&self, path: &OutputPath) -> Vec<OutputPath> {
        let copies = self.copies.iter().map(|ending| path.with_ending(ending));
        std::iter::once(path.clone()).chain(copies).collect()
    }
}

impl Copies {
    fn endings(self) -> impl Iterator<Item = &'static str> {
        [("br", self.br), ("gz", self.gz)].into_iter().filter_map(|(ending, is_there)| is_there.then_some(ending))
    }
}
