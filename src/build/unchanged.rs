//! EDGE: what the last build said, where nothing at all has changed since.
//!
//! The key covers every input file, the day, the options and the program. Kept in the cache, one entry
//! for each output folder; without it, or when anybody touched the output, the whole build runs.

use crate::cache::Workshop;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pipeline::{self, Request};
use crate::publish::Standing;
use crate::render::Supplies;
use crate::report::account::Account;
use crate::source::SourceTree;
use blake3::{Hash, Hasher};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The inputs of a build, and the output folder they are built into.
pub struct Inputs<'a> {
    workshop: &'a Workshop,
    root: &'a Path,
    output: &'a Path,
    key: Hash,
}

/// What a build said that published something.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    /// Of the inputs, in hexadecimal.
    key: String,
    pub account: Account,
    pub problems: Vec<Diagnostic>,
    pub standing: Standing,
}

impl<'a> Inputs<'a> {
    /// `diagnostics` are those of reading.
    pub fn of(
        workshop: &'a Workshop,
        (root, output): (&'a Path, &'a Path),
        (source, diagnostics): (&SourceTree, &Diagnostics),
        request: &Request,
    ) -> Self {
        let mut hasher = Hasher::new();
        let Request { day: _, drafts, overrides, finish } = request;
        let day = pipeline::day(source, request);
        // `Finish::name` names the program by its sources; the features it was made with are no part of them.
        let features = [cfg!(feature = "minify"), cfg!(feature = "sheets"), cfg!(feature = "webp")];
        let options = format!("{} {features:?} {day} {drafts:?} {overrides:?}", finish.name());
        hasher.update(options.as_bytes());
        for (path, file) in source.iter() {
            hasher.update(path.as_str().as_bytes()).update(&[0]).update(file.hash().as_bytes());
        }
        // Files that could not be taken in are not in the tree.
        for problem in diagnostics.sorted() {
            hasher.update(format!("{problem:?}").as_bytes());
        }
        Self { workshop, root, output, key: hasher.finalize() }
    }

    /// What the last build of these inputs said, and its list of pages, if its output is as it left it.
    pub fn recall(&self) -> Option<(Said, Vec<u8>)> {
        let said: Said = serde_json::from_slice(&self.workshop.recall(&self.name(SAID))?).ok()?;
        if said.key != self.key.to_hex().as_str() {
            return None;
        }
        let pages = self.workshop.recall(&self.name(PAGES))?;
        let pages = pages.strip_prefix(self.key.as_bytes())?.to_vec();
        said.standing.is_untouched(self.root, self.output).unwrap_or(false).then_some((said, pages))
    }

    /// Keeps what this build said, for the next.
    pub fn keep(&self, account: &Account, problems: &[Diagnostic], pages: &[u8], standing: Standing) {
        let (key, account, problems) = (self.key.to_hex().to_string(), account.clone(), problems.to_vec());
        let said = serde_json::to_vec(&Said { key, account, problems, standing });
        self.workshop.keep(&self.name(SAID), &said.expect("an account is plain data"));
        self.workshop.keep(&self.name(PAGES), &[self.key.as_bytes(), pages].concat());
    }

    /// One name for each output folder, so that a newer account takes the place of an older one.
    fn name(&self, what: &str) -> Hash {
        let output = std::path::absolute(self.output).unwrap_or_else(|_| self.output.to_owned());
        let mut hasher = Hasher::new();
        hasher.update(what.as_bytes()).update(output.as_os_str().as_encoded_bytes());
        hasher.finalize()
    }
}

const SAID: &str = "what a build said of ";
const PAGES: &str = "the pages that were built into ";
