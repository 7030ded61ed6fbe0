//! EDGE: a build that remembers nothing, held against what an ordinary build published.
//!
//! Nothing is written: every file is made in memory, compared and dropped.

use super::{Failure, Finished, PATIENCE, read_and_plan};
use crate::cache::Workshop;
use crate::check::Summaries;
use crate::diagnostic::publish::Mismatch;
use crate::diagnostic::{self, Diagnostic};
use crate::pipeline::{Day, Request};
use crate::publish::Publication;
use crate::report::account::Account;
use crate::vocabulary::OutputPath;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What a build that remembers nothing found.
pub struct Verified {
    /// How many published files were compared.
    pub files: usize,
    /// Those that are not as such a build would have them, sorted.
    pub mismatches: Vec<(String, Mismatch)>,
    /// Whether it said the same.
    pub said_the_same: bool,
}

/// Makes the whole portal anew, without cache and manifest, and compares every published file, what the manifest
/// knows of it, and all that was said by the build that published it.
///
/// # Errors
/// When the output folder cannot be used or the disk fails.
pub fn verify(
    root: &Path,
    output: &Path,
    request: &Request,
    built: &Finished,
    rendered: &(dyn Fn() + Sync),
) -> Result<Verified, Failure> {
    let published = Publication::open_patiently(root, output, PATIENCE, &|_| {}).map_err(Failure::from)?;
    // Midnight may have passed since.
    let day = published.manifest().day.map_or(request.day, Day::Given);
    let request = Request { day, ..request.clone() };
    let (_, planned) = read_and_plan(root, &request).map_err(Failure::Disk)?;
    let workshop = Workshop::without_cache(root);
    let made = planned.make_all(&|output, sizes| {
        let prepared = planned.prepare(output, sizes);
        let key = prepared.key.0.to_hex().to_string();
        let made = planned.render(output, prepared, &workshop)?;
        let copies = made.siblings.iter().map(|copy| (output.path.with_ending(copy.ending), copy.bytes.as_slice()));
        let files = std::iter::once((output.path.clone(), made.bytes.as_slice())).chain(copies);
        let compared = files.map(|(path, bytes)| Ok((published.holds(&path, bytes)?, path)));
        let compared = compared.collect::<io::Result<Vec<_>>>()?;
        let entry = published.manifest().files.get(&output.path);
        let is_known = entry.is_some_and(|entry| entry.key == key && *entry.summary == made.summary);
        rendered();
        Ok((Arc::new(made.summary), Compared { files: compared, is_known }))
    });
    let (mut summaries, mut mismatches) = (Summaries::new(), Vec::new());
    let mut files = BTreeSet::new();
    for made in made.map_err(Failure::Disk)? {
        for (is_same, path) in made.product.files {
            if !is_same {
                mismatches.push((published.shown(&path), Mismatch::Bytes));
            }
            files.insert(path);
        }
        if !made.product.is_known {
            mismatches.push((published.shown(&made.path), Mismatch::Notes));
        }
        summaries.insert(made.path, made.summary);
    }
    let extra = published.manifest().files.keys().filter(|path| !files.contains(*path));
    mismatches.extend(extra.map(|path| (published.shown(path), Mismatch::Extra)));
    mismatches.sort();
    let (account, pages) = Account::of(&planned, &summaries);
    let said_the_same =
        planned.problems(&summaries).sorted() == built.problems && (&account, &pages) == (&built.account, &built.pages);
    Ok(Verified { files: files.len(), mismatches, said_the_same })
}

impl Verified {
    /// What to say of it; nothing where all is sound.
    pub fn problem(&self) -> Option<Diagnostic> {
        let is_sound = self.mismatches.is_empty() && self.said_the_same;
        (!is_sound).then(|| diagnostic::publish::mismatch(&self.mismatches, !self.said_the_same))
    }
}

/// An output beside what was published of it.
struct Compared {
    /// Its file and each compressed copy: whether the published one has the same bytes.
    files: Vec<(bool, OutputPath)>,
    /// Whether the manifest knows of it what this build knows.
    is_known: bool,
}
