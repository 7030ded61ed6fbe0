//! The exchange of old files for new ones, in an order that never leaves a page without what it needs.

use super::disk::{self, Standing, naming};
use super::folder::OutputFolder;
use super::spelling::Respelled;
use super::staging::Staging;
use super::{Place, Record, Staged};
use crate::vocabulary::OutputPath;
use crate::vocabulary::path::folders_above;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};

/// What a commit will do to the output folder.
pub struct Exchange {
    /// New files, in the order in which they are put into place.
    pub put: Vec<OutputPath>,
    /// Old files that will be gone.
    pub removed: Vec<OutputPath>,
    pub respelled: Respelled,
    /// All that was ours and is no longer planned, whether it still stands or not.
    leaving: Vec<OutputPath>,
}

impl Exchange {
    pub fn plan(
        folder: &OutputFolder,
        owned: &BTreeSet<OutputPath>,
        records: &BTreeMap<OutputPath, Record>,
        staged: &BTreeMap<OutputPath, Staged>,
    ) -> io::Result<Self> {
        refuse_nesting(records)?;
        let is_new = |path: &&OutputPath| staged.get(*path).is_some_and(|staged| staged.place == Place::Staging);
        let mut put: Vec<OutputPath> = records.keys().filter(is_new).cloned().collect();
        put.sort_by_key(|path| records[path].wave);
        let leaving: Vec<OutputPath> = owned.iter().filter(|path| !records.contains_key(*path)).cloned().collect();
        let mut removed = Vec::new();
        for path in &leaving {
            if folder.standing(path.as_str())? == Standing::File {
                removed.push(path.clone());
            }
        }
        let respelled = Respelled::find(&leaving, records.keys());
        Ok(Self { put, removed, respelled, leaving })
    }

    /// Whether no file has to move.
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.removed.is_empty()
    }

    /// Every path whose file may be another one afterwards.
    pub fn paths(&self) -> Vec<OutputPath> {
        let paths = self.put.iter().chain(&self.removed).cloned();
        paths.chain(self.respelled.paths()).collect()
    }

    /// Makes the folders that new files need, as far as nothing stands there: they take room, and the disk may be
    /// full. Then those that were made are taken away again, and nothing was touched.
    pub fn make_room(&self, folder: &OutputFolder) -> io::Result<()> {
        let (mut seen, mut made) = (BTreeSet::new(), Vec::new());
        for above in self.put.iter().flat_map(|path| folders_above(path.as_str())) {
            if !seen.insert(above) || folder.standing(above)? != Standing::Nothing {
                continue;
            }
            let place = folder.place(above);
            match disk::make_one_folder(&place) {
                Ok(()) => made.push(place),
                // A file of ours that gives way only later stands above.
                Err(error) if matches!(error.kind(), ErrorKind::NotADirectory | ErrorKind::NotFound) => {}
                Err(error) => {
                    // What cannot be removed is empty; the disk has more to complain of.
                    let _ = made.iter().rev().try_for_each(fs::remove_dir);
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Puts every new file into place, then takes the old ones away.
    pub fn carry_out(&self, folder: &OutputFolder, staging: &Staging) -> io::Result<()> {
        let mut ready = BTreeSet::new();
        for path in &self.put {
            make_way(folder, staging, path, &mut ready)?;
            disk::rename(&staging.place(path), &folder.place(path.as_str()))?;
        }
        self.respelled.mend(folder)?;
        for path in &self.removed {
            self.remove(folder, path)?;
        }
        for path in &self.leaving {
            prune(folder, path)?;
        }
        Ok(())
    }

    fn remove(&self, folder: &OutputFolder, path: &OutputPath) -> io::Result<()> {
        // Where a page became a folder, or a folder a page, the old one has given way already.
        let stands = folder.standing(path.as_str())? == Standing::File;
        if stands && !self.respelled.is_new_file(folder, path.as_str())? {
            disk::remove_file(&folder.place(path.as_str()))?;
        }
        Ok(())
    }
}

/// One output cannot be the folder of another. The plan is to see to that, or files would be lost here.
fn refuse_nesting(records: &BTreeMap<OutputPath, Record>) -> io::Result<()> {
    let above = |path: &OutputPath| folders_above(path.as_str()).filter_map(OutputPath::new).collect::<Vec<_>>();
    match records.keys().flat_map(above).find(|above| records.contains_key(above)) {
        Some(path) => Err(io::Error::new(ErrorKind::InvalidInput, format!("{path} is both a file and a folder"))),
        None => Ok(()),
    }
}

/// Makes the folders above a new file and clears its place; `conflict` saw that all there is ours.
///
/// Folders in `ready` were seen to before.
fn make_way<'a>(
    folder: &OutputFolder,
    staging: &Staging,
    path: &'a OutputPath,
    ready: &mut BTreeSet<&'a str>,
) -> io::Result<()> {
    let mut is_in_new_folder = false;
    for above in folders_above(path.as_str()) {
        if !ready.insert(above) {
            continue;
        }
        let place = folder.place(above);
        match folder.standing(above)? {
            Standing::Folder => continue,
            Standing::File => disk::remove_file(&place)?,
            Standing::Nothing | Standing::Link | Standing::Other => {}
        }
        disk::make_folder(&place)?;
        is_in_new_folder = true;
    }
    if !is_in_new_folder && folder.standing(path.as_str())? == Standing::Folder {
        staging.take_in(&folder.place(path.as_str()))?;
    }
    Ok(())
}

/// Removes the folders above an old file that nothing is left in.
fn prune(folder: &OutputFolder, path: &OutputPath) -> io::Result<()> {
    let mut above = Vec::new();
    for place in folders_above(path.as_str()) {
        // Behind a link are folders of others.
        if folder.standing(place)? != Standing::Folder {
            break;
        }
        above.push(folder.place(place));
    }
    for place in above.iter().rev() {
        let mut names = fs::read_dir(place).map_err(naming(place))?;
        if names.next().is_some() {
            break;
        }
        fs::remove_dir(place).map_err(naming(place))?;
    }
    Ok(())
}
