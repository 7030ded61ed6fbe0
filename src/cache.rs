//! EDGE: what rendering needs from the disk: the project's files, and results of earlier builds.
//!
//! Results lie in `.kentongan/cache/` of the project under the hash of all that they were made of.
//! The folder may be deleted at any time; a result that is damaged is made again.

use crate::render::Supplies;
use crate::source::read;
use crate::vocabulary::SourcePath;
use blake3::Hash;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Where results are kept, below the project.
const FOLDER: [&str; 2] = [".kentongan", "cache"];
/// Results that no build has used for so long are forgotten.
const PATIENCE: Duration = Duration::from_secs(30 * 24 * 3600);

/// A project on the disk, and its cache.
pub struct Workshop {
    root: PathBuf,
    /// `None` where nothing can be kept: then everything is made anew.
    cache: Option<PathBuf>,
    /// The names of results that were asked for.
    used: Mutex<BTreeSet<String>>,
    /// How many results were made and kept.
    made: AtomicU64,
}

impl Workshop {
    pub fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), cache: cache_folder(root), used: Mutex::default(), made: AtomicU64::new(0) }
    }

    /// A workshop that forgets.
    pub fn without_cache(root: &Path) -> Self {
        Self { root: root.to_owned(), cache: None, used: Mutex::default(), made: AtomicU64::new(0) }
    }

    /// How many results had to be made, since none was remembered.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// Forgets what was not used since this workshop opened, nor for long before.
    #[expect(clippy::disallowed_methods, reason = "the cache is an edge")]
    pub fn tidy(&self) {
        let Some(cache) = &self.cache else { return };
        let used = self.used.lock().expect("no set operation panics");
        let now = SystemTime::now();
        let is_old = |modified: SystemTime| now.duration_since(modified).is_ok_and(|age| age > PATIENCE);
        for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
            let is_used = entry.file_name().to_str().is_some_and(|name| used.contains(name));
            let modified = entry.metadata().and_then(|metadata| metadata.modified());
            if !is_used && modified.is_ok_and(is_old) {
                // What cannot be removed now is removed another time.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn place(&self, name: &Hash) -> Option<PathBuf> {
        let name = name.to_hex().to_string();
        let place = self.cache.as_ref()?.join(&name);
        self.used.lock().expect("no set operation panics").insert(name);
        Some(place)
    }
}

impl Supplies for Workshop {
    fn file(&self, path: &SourcePath, hash: &Hash) -> io::Result<Vec<u8>> {
        read::read_asset(&self.root, path, hash)
    }

    #[expect(clippy::disallowed_methods, reason = "the cache is an edge")]
    fn recall(&self, name: &Hash) -> Option<Vec<u8>> {
        let mut result = fs::read(self.place(name)?).ok()?;
        let seal = result.split_off(result.len().checked_sub(SEAL)?);
        (seal == blake3::hash(&result).as_bytes()).then_some(result)
    }

    /// What cannot be kept is made again next time: no reason to complain.
    #[expect(clippy::disallowed_methods, reason = "the cache is an edge")]
    fn keep(&self, name: &Hash, result: &[u8]) {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let Some(place) = self.place(name) else { return };
        let sealed = [result, blake3::hash(result).as_bytes()].concat();
        // Under another name first, so that nobody ever reads half of it.
        let unfinished = place.with_extension(format!("{}-{number}", std::process::id()));
        let written = fs::write(&unfinished, sealed).and_then(|()| fs::rename(&unfinished, &place));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
    }
}

/// Every result ends with the hash of what stands before, in so many bytes.
const SEAL: usize = blake3::OUT_LEN;

/// The cache of a project, made if need be; `None` where it cannot be, or where a link would lead elsewhere.
fn cache_folder(root: &Path) -> Option<PathBuf> {
    let mut folder = root.to_owned();
    for name in FOLDER {
        folder.push(name);
        if folder.symlink_metadata().is_err() {
            fs::create_dir(&folder).ok()?;
        }
        let is_folder = folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        if !is_folder {
            return None;
        }
    }
    Some(folder)
}
