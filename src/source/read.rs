//! EDGE: the only code that reads the project folder.

use super::{SourceFile, SourceTree, understand};
use crate::diagnostic::{self, Diagnostic, Diagnostics};
use crate::vocabulary::{SourcePath, hidden};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use walkdir::{DirEntry, WalkDir};

/// The configuration file that makes a folder a portal.
pub const CONFIG_FILE: &str = "kentongan.yaml";

/// What was handed out on paper; there is none before the first pack.
pub const EDITIONS_FILE: &str = "edisi.yaml";

/// What lies in the project folder and belongs to the portal.
const INPUTS: [&str; 4] = [CONFIG_FILE, EDITIONS_FILE, "content", "themes"];

/// Reads every input file below `root`: the configuration, the editions, `content/` and `themes/`.
///
/// Links and special files are reported, never followed; hidden files are passed over.
///
/// # Errors
/// When the disk fails; what an author can mend goes into `diagnostics`.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> io::Result<SourceTree> {
    let reading = Reading::default().again(root)?;
    reading.report(diagnostics);
    Ok(reading.tree())
}

/// A project folder as it was last read, so that reading it again costs only what was touched since.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// `None` where the folder is no portal.
    entries: Option<BTreeMap<OsString, Entry>>,
}

/// A file, or what stands in its place.
#[derive(Clone, Debug)]
struct Entry {
    /// `None` where the disk cannot be trusted to tell whether it was touched since.
    stamp: Option<Stamp>,
    found: Found,
}

#[derive(Clone, Debug)]
enum Found {
    File(SourcePath, SourceFile),
    /// Nothing is known of what it says.
    Unreadable(SourcePath, Box<Diagnostic>),
    /// Not an input at all.
    Refused(Box<Diagnostic>),
}

impl Reading {
    /// Reads what is new or was touched since this reading.
    ///
    /// # Errors
    /// When the disk fails, or a file vanishes at the wrong moment.
    pub fn again(&self, root: &Path) -> io::Result<Self> {
        if !root.join(CONFIG_FILE).exists() {
            return Ok(Self { entries: None });
        }
        let mut walked = Vec::new();
        for name in INPUTS {
            walk(root, Path::new(name), &mut walked)?;
        }
        let read = self.look_at(root, walked)?;
        Ok(Self { entries: Some(read) })
    }

    /// Reads anew what lies at or below these paths, and leaves all else as it was.
    ///
    /// # Errors
    /// As [`again`](Self::again); then only [`again`](Self::again) knows the folder.
    pub fn touch(&mut self, root: &Path, paths: &BTreeSet<PathBuf>) -> io::Result<()> {
        let Some(entries) = self.entries.as_mut().filter(|_| root.join(CONFIG_FILE).exists()) else {
            *self = self.again(root)?;
            return Ok(());
        };
        let mut walked = Vec::new();
        for path in paths {
            let name = path.as_os_str();
            let names = entries.range(name.to_owned()..).map(|(entry, _)| entry);
            let near = names.take_while(|entry| entry.as_encoded_bytes().starts_with(name.as_encoded_bytes()));
            let there: Vec<OsString> = near.filter(|entry| Path::new(entry).starts_with(path)).cloned().collect();
            for entry in there {
                entries.remove(&entry);
            }
            if may_hold_inputs(root, path) {
                walk(root, path, &mut walked)?;
            }
        }
        // Whatever was touched is read: an event tells more than a stamp.
        entries.extend(Self::default().look_at(root, walked)?);
        Ok(())
    }

    /// True when one of these is a text without a single letter, as a file is while it is being saved.
    pub fn has_empty(&self, paths: &BTreeSet<PathBuf>) -> bool {
        paths.iter().any(|path| {
            let entry = self.entries.as_ref().and_then(|entries| entries.get(path.as_os_str()));
            matches!(entry.map(|entry| &entry.found), Some(Found::File(_, SourceFile::Text(file))) if file.text.is_empty())
        })
    }

    /// All files that could be read, completed with the built-in theme.
    pub fn tree(&self) -> SourceTree {
        let mut tree = SourceTree::default();
        for entry in self.entries.iter().flat_map(BTreeMap::values) {
            match &entry.found {
                Found::File(path, file) => {
                    tree.files.insert(path.clone(), file.clone());
                }
                Found::Unreadable(path, _) => {
                    tree.unreadable.insert(path.clone());
                }
                Found::Refused(_) => {}
            }
        }
        tree.complete_with_built_in_theme();
        tree
    }

    /// What an author can mend.
    pub fn report(&self, diagnostics: &mut Diagnostics) {
        let Some(entries) = &self.entries else {
            diagnostics.push(diagnostic::source::not_a_project());
            return;
        };
        for entry in entries.values() {
            match &entry.found {
                Found::File(..) => {}
                Found::Unreadable(_, problem) | Found::Refused(problem) => diagnostics.push(Diagnostic::clone(problem)),
            }
        }
    }

    /// Reads files, in parallel, but for those that are as they were.
    #[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
    fn look_at(&self, root: &Path, walked: Vec<DirEntry>) -> io::Result<BTreeMap<OsString, Entry>> {
        let now = SystemTime::now();
        let read = walked.into_par_iter().map(|walked| {
            let name = walked.path().strip_prefix(root).unwrap_or(walked.path()).as_os_str().to_owned();
            let stamp = Stamp::of(&walked, now)?;
            let known = self.entries.as_ref().and_then(|entries| entries.get(&name));
            let entry = match known.filter(|known| stamp.is_some() && known.stamp == stamp) {
                Some(known) => known.clone(),
                None => Entry { stamp, found: take_in(root, &walked)? },
            };
            Ok((name, entry))
        });
        let read: Vec<(OsString, Entry)> = read.collect::<io::Result<_>>()?;
        Ok(read.into_iter().collect())
    }
}

/// By what a file is known again that nobody has touched, also where an editor keeps its time: the
/// system alone sets the time of the last change to it, be it of its content or of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    device: u64,
    number: u64,
    size: u64,
    changed: (i64, i64),
}

/// A file changed so recently may change again without another time: some disks count in two seconds.
const UNSETTLED: Duration = Duration::from_secs(3);

impl Stamp {
    #[cfg(unix)]
    fn of(entry: &DirEntry, now: SystemTime) -> io::Result<Option<Self>> {
        use std::os::unix::fs::MetadataExt;
        let metadata = entry.metadata()?;
        let settled = now.checked_sub(UNSETTLED).and_then(|then| then.duration_since(UNIX_EPOCH).ok());
        let settled = settled.and_then(|then| i64::try_from(then.as_secs()).ok()).unwrap_or_default();
        let stamp = Self {
            device: metadata.dev(),
            number: metadata.ino(),
            size: metadata.size(),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        };
        Ok((metadata.ctime() < settled).then_some(stamp))
    }

    /// Elsewhere no time is safe from editors.
    #[cfg(not(unix))]
    fn of(_: &DirEntry, _: SystemTime) -> io::Result<Option<Self>> {
        Ok(None)
    }
}

/// Every file at or below a path, which need not be there.
fn walk(root: &Path, path: &Path, walked: &mut Vec<DirEntry>) -> io::Result<()> {
    let is_at_top = path.iter().count() == 1;
    let path = root.join(path);
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    for entry in WalkDir::new(path).follow_root_links(is_at_top).into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(io::Error::other)?;
        if !entry.file_type().is_dir() {
            walked.push(entry);
        }
    }
    Ok(())
}

/// False for what a walk from the top would not come to: hidden things, and what lies behind a link.
fn may_hold_inputs(root: &Path, path: &Path) -> bool {
    let parts: Vec<&OsStr> = path.iter().collect();
    let is_input = parts.first().is_some_and(|first| INPUTS.iter().any(|input| first == input));
    let is_hidden = parts.iter().skip(1).any(|part| is_hidden_name(&part.to_string_lossy()));
    is_input && !is_hidden && lies_in_real_folders(root, path)
}

/// True when no folder above is a link but the topmost, which authors may have put elsewhere.
fn lies_in_real_folders(root: &Path, path: &Path) -> bool {
    let mut above = path.ancestors().skip(1).take(path.iter().count().saturating_sub(2));
    above.all(|folder| root.join(folder).symlink_metadata().is_ok_and(|metadata| metadata.is_dir()))
}

/// Reads one asset's bytes; the caller has its path and hash from a [`SourceTree`] of the same `root`.
///
/// Whatever came into its place since is not read, or not handed on: a link to a secret, a pipe that
/// never ends, and a newer version, which would be remembered as what was made of the older one.
///
/// # Errors
/// When the file is unreadable; [`Changed`] when it is not what it was.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the project")]
pub fn read_asset(root: &Path, path: &SourcePath, hash: &blake3::Hash) -> io::Result<Vec<u8>> {
    let place = root.join(path.as_str());
    let is_file = place.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let bytes = if is_file && lies_in_real_folders(root, Path::new(path.as_str())) {
        Some(std::fs::read(&place)?).filter(|bytes| blake3::hash(bytes) == *hash)
    } else {
        None
    };
    bytes.ok_or_else(|| io::Error::other(Changed(path.clone())))
}

/// A file was changed, replaced or taken away while the portal was being built.
#[derive(Debug)]
pub struct Changed(pub SourcePath);

impl fmt::Display for Changed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} changed meanwhile", self.0)
    }
}

impl Error for Changed {}

#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the project")]
fn take_in(root: &Path, entry: &DirEntry) -> io::Result<Found> {
    let Some(path) = source_path(root, entry.path()) else {
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
        let is_unseen = |c: char| c.is_control() || hidden::is_suspect(c);
        let problem = diagnostic::source::unusable_name(&shown.replace(is_unseen, "�"));
        return Ok(Found::Refused(Box::new(problem)));
    };
    if !entry.file_type().is_file() {
        return Ok(Found::Refused(Box::new(diagnostic::source::not_a_regular_file(&path))));
    }
    if is_litter(path.file_name()) {
        return Ok(Found::Refused(Box::new(diagnostic::source::litter(&path))));
    }
    Ok(match understand(&path, std::fs::read(entry.path())?) {
        Ok(file) => Found::File(path, file),
        Err(problem) => Found::Unreadable(path, problem),
    })
}

fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let relative: PathBuf = path.strip_prefix(root).ok()?.into();
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    let text = parts?.join("/");
    let is_visible = !text.contains(char::is_control) && hidden::find(&text).is_empty();
    SourcePath::new(&text).filter(|_| is_visible)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_hidden_name(&entry.file_name().to_string_lossy())
}

fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini" | "ehthumbs.db")
}

/// Copies and left-overs that editors, Word and file managers make beside a page.
fn is_litter(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.strip_suffix(".md").unwrap_or(&name);
    let numbered = stem
        .strip_suffix(')')
        .and_then(|stem| stem.rsplit_once(" ("))
        .is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let copied = stem.ends_with(" - copy") || stem.ends_with(" - salin") || numbered;
    let left_over = ["~", ".bak", ".orig", ".swp", ".tmp", ".rej"].iter().any(|ending| name.ends_with(ending));
    left_over || name.starts_with("~$") || (copied && name.ends_with(".md"))
}
