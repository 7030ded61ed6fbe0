//! What an output folder was left as, to see whether anybody has touched it since.
//!
//! A build in which nothing changed ends here: it reads neither the manifest nor the times of the last
//! one, which know far more than is asked, but looks once at each file.

use super::OpenError;
use super::folder::{NOTES, OutputFolder};
use super::journal;
use super::manifest::{self, Manifest};
use super::state::{self, Lock, Times};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;

/// Every published file, our manifest, and our record of times, as a build left them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Standing {
    files: Vec<(String, Look)>,
    state: Look,
}

/// Size and time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Look(u64, Duration);

impl Standing {
    /// `None` where the disk keeps no times.
    pub(super) fn of(folder: &OutputFolder, manifest: &Manifest, times: &Times, state: &Path) -> Option<Self> {
        let files = manifest.files.iter().map(|(path, entry)| {
            let modified = times.get(path)?.modified;
            Some((path.to_string(), Look(entry.size, modified)))
        });
        let mut files = files.collect::<Option<Vec<_>>>()?;
        let notes = format!("{NOTES}/{}", manifest::FILE);
        files.push((notes.clone(), look_at(&folder.place(&notes))?));
        Some(Self { files, state: look_at(state)? })
    }

    /// How many files were published.
    pub fn published(&self) -> usize {
        self.files.len() - 1
    }

    /// True when all is as it was left, and nobody is at work there.
    ///
    /// # Errors
    /// When the folder may not be an output, when its notes are damaged, or when the disk fails.
    pub fn is_untouched(&self, project_root: &Path, output: &Path) -> Result<bool, OpenError> {
        let folder = OutputFolder::find(project_root, output)?;
        let workplace = folder.workplace()?;
        // What another build left half done is for a whole build to mend.
        if look_at(&workplace.state) != Some(self.state) || workplace.staging.symlink_metadata().is_ok() {
            return Ok(false);
        }
        let Some(_lock) = Lock::hold(&workplace.state)? else { return Ok(false) };
        if !journal::read(&folder)?.is_empty() {
            return Ok(false);
        }
        Ok(self.files.par_iter().all(|(path, look)| look_at(&folder.place(path)) == Some(*look)))
    }
}

fn look_at(file: &Path) -> Option<Look> {
    let metadata = file.symlink_metadata().ok().filter(|metadata| metadata.is_file())?;
    Some(Look(metadata.len(), state::modified(&metadata)?))
}
