//! EDGE: finished files → the output folder, in which every file is whole at any moment.
//!
//! ```text
//! public/              what we published, among whatever others put there
//! public/.kentongan/   manifest.json: what is ours · journal.json: only while files are exchanged
//! .public.staging/     the new files of a running build, gone afterwards
//! .public.state        locked while a build runs; keeps when each file was written
//! ```
//!
//! Where there is no output yet, the staging folder becomes it, with one rename. Otherwise:
//! everything that takes room on the disk is written before the first file is exchanged; from then
//! on there are only renames and removals. A build that dies before that leaves the output as it
//! was; one that dies later leaves old and new files, all whole, and a journal from which the next
//! build knows which of them to distrust.

mod conflict;
mod disk;
mod exchange;
mod folder;
mod journal;
pub mod manifest;
mod spelling;
mod staging;
mod standing;
mod state;
mod wave;

pub use disk::AtPlace;
pub use standing::Standing;
pub use wave::Wave;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::render::Summary;
use crate::vocabulary::{Date, OutputPath};
use exchange::Exchange;
use folder::OutputFolder;
use manifest::{Entry, Manifest};
use staging::Staging;
use state::{Lock, Times, Written};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// An output folder, ours alone until this value is dropped, with an empty staging folder beside it.
///
/// Dropped without [`commit`](Self::commit), it leaves the output byte for byte as it was.
pub struct Publication {
    folder: OutputFolder,
    /// There is no output folder yet.
    is_first: bool,
    previous: Manifest,
    /// The day for which this build is made.
    day: Option<Date>,
    /// Files that a killed build meant to exchange: ours, but nobody knows in which state.
    suspects: BTreeSet<OutputPath>,
    staged: Mutex<BTreeMap<OutputPath, Staged>>,
    // Fields are dropped in this order: the lock outlives the staging folder.
    staging: Staging,
    lock: Lock,
}

/// What is known of one output of this build.
#[derive(Clone, Debug)]
pub struct Record {
    /// What identifies the output's bytes without rendering it.
    pub key: String,
    pub summary: Arc<Summary>,
    pub wave: Wave,
}

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order in which the files were put into place.
    pub written: Vec<OutputPath>,
    pub removed: Vec<OutputPath>,
    pub unchanged: usize,
}

/// Why an output folder cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// It is not a folder that we may write into.
    Refused(Box<Diagnostic>),
    /// Another build is at work in it: the id of its process, if that is known.
    Busy(Option<u32>),
    Io(io::Error),
}

/// Why nothing, or not everything, was put into place.
#[derive(Debug)]
pub enum CommitError {
    /// Something that is not ours stands in the way; nothing was touched.
    Refused(Diagnostics),
    /// The disk failed. Whatever was already exchanged is whole, and the next build mends the rest.
    Io(io::Error),
}

/// An output that the caller has rendered.
struct Staged {
    written: Option<Written>,
    hash: String,
    size: u64,
    place: Place,
}

/// Where a rendered output's bytes are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Staging,
    /// In the output folder already.
    Output,
}

impl Publication {
    /// Opens `output`, a path from the working directory, for the portal in `project_root`.
    ///
    /// # Errors
    /// When the folder may not be an output, when another build is at work in it, or when the disk fails.
    pub fn open(project_root: &Path, output: &Path) -> Result<Self, OpenError> {
        let folder = OutputFolder::find(project_root, output)?;
        let workplace = folder.workplace()?;
        let Some(lock) = Lock::acquire(workplace.state)? else {
            return Err(OpenError::Busy(staging::builder(&workplace.staging)));
        };
        let staging = Staging::make(workplace.staging)?;
        let previous = manifest::read(&folder)?;
        let suspects = journal::read(&folder)?;
        let is_first = folder.is_absent()?;
        Ok(Self { folder, is_first, previous, day: None, suspects, staged: Mutex::default(), staging, lock })
    }

    /// As [`open`](Self::open), but lets another build finish first. `waiting` is told once who is at work.
    ///
    /// # Errors
    /// As [`open`](Self::open); the other build is an error only when it outlasts `patience`.
    pub fn open_patiently(
        project_root: &Path,
        output: &Path,
        patience: Duration,
        waiting: &dyn Fn(Option<u32>),
    ) -> Result<Self, OpenError> {
        const PAUSE: Duration = Duration::from_millis(100);
        let mut waited = Duration::ZERO;
        loop {
            match Self::open(project_root, output) {
                Err(OpenError::Busy(process)) if waited < patience => {
                    if waited.is_zero() {
                        waiting(process);
                    }
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                result => return result,
            }
        }
    }

    /// Notes for which day the portal is built: see [`day_of_last_build`].
    #[must_use]
    pub fn for_day(self, day: Date) -> Self {
        Self { day: Some(day), ..self }
    }

    /// What the last build knew of an output, if it had this `key` and its file is still as it was written.
    pub fn unchanged(&self, path: &OutputPath, key: &str) -> Option<&Arc<Summary>> {
        self.as_written(path).filter(|entry| entry.key == key).map(|entry| &entry.summary)
    }

    /// The record of a file that nobody has touched since we wrote it.
    fn as_written(&self, path: &OutputPath) -> Option<&Entry> {
        let entry = self.previous.files.get(path)?;
        let written = self.lock.times.get(path).filter(|written| written.hash == entry.hash)?;
        let metadata = self.folder.place(path.as_str()).symlink_metadata().ok()?;
        let is_same =
            metadata.is_file() && metadata.len() == entry.size && state::modified(&metadata) == Some(written.modified);
        (is_same && !self.suspects.contains(path)).then_some(entry)
    }

    /// What is known of each file that the last build published.
    pub fn manifest(&self) -> &Manifest {
        &self.previous
    }

    /// Whether the published file has these very bytes; they are read, whatever is known of them.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn holds(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<bool> {
        self.folder.holds(path, bytes)
    }

    /// A path of the output as messages name it: `public/acara/index.html`.
    pub fn shown(&self, path: &OutputPath) -> String {
        self.folder.shown(path.as_str())
    }

    /// Writes an output into the staging folder, unless the published file has the very same bytes.
    ///
    /// # Errors
    /// When the disk is full or fails.
    ///
    /// # Panics
    /// When another thread panicked while it staged.
    pub fn stage(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        let hash = blake3::hash(bytes).to_hex().to_string();
        let is_there = match self.as_written(path) {
            Some(entry) => entry.hash == hash,
            None => !self.is_first && self.folder.holds(path, bytes)?,
        };
        let (place, metadata) = if is_there {
            let file = self.folder.place(path.as_str());
            (Place::Output, file.symlink_metadata().map_err(disk::naming(&file))?)
        } else {
            (Place::Staging, self.staging.write(path, bytes)?)
        };
        let written = state::modified(&metadata).map(|modified| Written { hash: hash.clone(), modified });
        let staged = Staged { written, hash, size: bytes.len() as u64, place };
        self.staged.lock().expect("no thread panics while it notes a file").insert(path.clone(), staged);
        Ok(())
    }

    /// Puts the new files into place and takes away what is ours and no longer in `records`, which
    /// names every output of this build.
    ///
    /// # Errors
    /// When something foreign stands in the way, or the disk fails.
    ///
    /// # Panics
    /// When an output in `records` was neither [staged](Self::stage) nor [unchanged](Self::unchanged).
    pub fn commit(self, records: BTreeMap<OutputPath, Record>) -> Result<Changes, CommitError> {
        self.commit_and_look(records).map(|(changes, _)| changes)
    }

    /// As [`commit`](Self::commit); also tells what the folder was left as, if the disk keeps times.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    ///
    /// # Panics
    /// As [`commit`](Self::commit).
    pub fn commit_and_look(
        self,
        records: BTreeMap<OutputPath, Record>,
    ) -> Result<(Changes, Option<Standing>), CommitError> {
        let Self { folder, is_first, previous, day, suspects, staged, staging, mut lock } = self;
        let staged = staged.into_inner().expect("no thread panics while it notes a file");
        let owned: BTreeSet<OutputPath> = previous.files.keys().chain(&suspects).cloned().collect();
        let exchange = Exchange::plan(&folder, &owned, &records, &staged)?;
        let obstacles = conflict::find(&folder, &owned, &exchange)?;
        if !obstacles.is_empty() {
            return Err(CommitError::Refused(obstacles));
        }
        let unchanged = records.len() - exchange.put.len();
        let is_first = is_first && !exchange.is_empty() && staged.keys().all(|path| records.contains_key(path));
        let times = times(&lock.times, &records, &staged);
        let next = Manifest::new(day, entries(&previous, records, &staged));
        if is_first && folder.is_absent()? {
            // Nobody reads it yet, and it is there at once or not at all: no journal, and no renaming
            // of each file.
            staging.write_notes_among(manifest::FILE, &next)?;
            lock.note(times)?;
            folder.appear(&staging.files())?;
        } else {
            let new_manifest = if next == previous { None } else { Some(staging.write_notes(manifest::FILE, &next)?) };
            lock.note(times)?;
            journal::begin(&folder, &staging, &suspects, &exchange)?;
            if let Err(error) = exchange.make_room(&folder) {
                // Nothing has moved; but what an earlier build left half done is still so.
                if suspects.is_empty() {
                    journal::end(&folder)?;
                }
                return Err(error.into());
            }
            exchange.carry_out(&folder, &staging)?;
            if let Some(file) = new_manifest {
                folder.put_notes(&file, manifest::FILE)?;
            }
            journal::end(&folder)?;
        }
        let standing = Standing::of(&folder, &next, &lock.times, lock.place());
        Ok((Changes { written: exchange.put, removed: exchange.removed, unchanged }, standing))
    }
}

/// The day for which the portal in `output` was built; waits for nobody and changes nothing.
///
/// `None` when there is no whole build: none at all, one that died half way, or one from before days were noted.
///
/// # Errors
/// When the folder may not be an output, when its notes are damaged, or when the disk fails.
pub fn day_of_last_build(project_root: &Path, output: &Path) -> Result<Option<Date>, OpenError> {
    let folder = OutputFolder::find(project_root, output)?;
    let is_whole = journal::read(&folder)?.is_empty();
    let manifest = manifest::read(&folder)?;
    Ok(manifest.day.filter(|_| is_whole))
}

/// When each output of this build was written.
fn times(previous: &Times, records: &BTreeMap<OutputPath, Record>, staged: &BTreeMap<OutputPath, Staged>) -> Times {
    records
        .keys()
        .filter_map(|path| {
            let written = match staged.get(path) {
                Some(staged) => staged.written.clone(),
                None => previous.get(path).cloned(),
            };
            Some((path.clone(), written?))
        })
        .collect()
}

/// What the manifest says of each file once all is in place.
fn entries(
    previous: &Manifest,
    records: BTreeMap<OutputPath, Record>,
    staged: &BTreeMap<OutputPath, Staged>,
) -> BTreeMap<OutputPath, Entry> {
    let entry = |path: &OutputPath, Record { key, summary, .. }: Record| {
        let (hash, size) = match (staged.get(path), previous.files.get(path)) {
            (Some(staged), _) => (staged.hash.clone(), staged.size),
            (None, Some(entry)) if entry.key == key => (entry.hash.clone(), entry.size),
            (None, _) => panic!("{path} was neither staged nor unchanged"),
        };
        Entry { key, hash, size, summary }
    };
    records.into_iter().map(|(path, record)| (path.clone(), entry(&path, record))).collect()
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<io::Error> for CommitError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
