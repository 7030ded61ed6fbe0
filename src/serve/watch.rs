//! The project folder → a bell that rings when something may have changed.

use super::Watching;
use crate::source::read::{CONFIG_FILE, EDITIONS_FILE};
use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What lies in the project folder and is watched with all that is in it.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// So long nothing may ring for a burst of changes to be over.
const QUIET: Duration = Duration::from_millis(30);
/// After so many such spells a burst without end is interrupted, to show something.
const MOST_SPELLS: usize = 16;

/// How often to look where the system cannot tell of changes.
const FALL_BACK: Duration = Duration::from_secs(1);

/// Notices changes in the project folder.
pub struct Watch {
    root: PathBuf,
    means: Means,
    bell: Arc<Bell>,
    /// Files may have been put into a new folder before it was watched.
    look_again: bool,
}

enum Means {
    Events(RecommendedWatcher),
    Polling(Duration),
}

/// Rung by the watcher's thread, heard by the rebuilder.
#[derive(Default)]
struct Bell {
    rung: Mutex<Option<Change>>,
    ringing: Condvar,
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// At or below these paths in the project folder.
    At(BTreeSet<PathBuf>),
    /// Nobody knows where; a folder may have come or gone, so that the watcher lost sight of something.
    Anywhere,
}

/// With more paths than this, looking everywhere is as quick.
const MOST_PATHS: usize = 200;

impl Change {
    /// Nothing yet.
    pub fn none() -> Self {
        Self::At(BTreeSet::new())
    }

    pub fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::At(paths), Self::At(more)) if paths.len() + more.len() <= MOST_PATHS => paths.extend(more),
            _ => *self = Self::Anywhere,
        }
    }
}

impl Watch {
    /// Begins to watch. Where the system cannot tell of changes, polls, and says why.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn start(root: &Path, watching: Watching) -> io::Result<(Self, Option<String>)> {
        // Events name files by their true paths.
        let root = root.canonicalize()?;
        let bell = Arc::new(Bell::default());
        let (means, obstacle) = match watching {
            Watching::ByPolling(interval) => (Means::Polling(interval), None),
            Watching::ByEvents => match watcher(&root, &bell) {
                Ok(watcher) => (Means::Events(watcher), None),
                Err(error) => (Means::Polling(FALL_BACK), Some(error.to_string())),
            },
        };
        Ok((Self { root, means, bell, look_again: false }, obstacle))
    }

    /// Waits until something may have changed, at most for `patience`. `None` when nothing did.
    pub fn wait(&mut self, patience: Duration) -> Option<Change> {
        match self.means {
            Means::Events(_) => {
                let change = self.bell.wait(patience);
                self.take_note(change)
            }
            Means::Polling(interval) => {
                thread::sleep(interval.min(patience));
                Some(Change::Anywhere)
            }
        }
    }

    /// Waits until a burst of changes is over. `None` when there was none.
    pub fn settle(&mut self) -> Option<Change> {
        let mut all = std::mem::take(&mut self.look_again).then_some(Change::Anywhere);
        for _ in 0..MOST_SPELLS {
            thread::sleep(QUIET);
            let change = self.bell.take();
            let Some(change) = self.take_note(change) else { break };
            all.get_or_insert_with(Change::none).add(change);
        }
        all
    }

    fn take_note(&mut self, change: Option<Change>) -> Option<Change> {
        if change == Some(Change::Anywhere) {
            self.look_again = true;
            self.watch_anew();
        }
        change
    }

    fn watch_anew(&mut self) {
        let Means::Events(watcher) = &mut self.means else { return };
        match watch_folders(watcher, &self.root) {
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => self.means = Means::Polling(FALL_BACK),
            // A folder went away in between; its return will ring.
            Err(_) | Ok(()) => {}
        }
    }
}

impl Bell {
    fn ring(&self, change: Change) {
        self.lock().get_or_insert_with(Change::none).add(change);
        self.ringing.notify_one();
    }

    fn take(&self) -> Option<Change> {
        self.lock().take()
    }

    fn wait(&self, patience: Duration) -> Option<Change> {
        let waited = self.ringing.wait_timeout_while(self.lock(), patience, |rung| rung.is_none());
        let (mut rung, _) = waited.unwrap_or_else(PoisonError::into_inner);
        rung.take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Change>> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn watcher(root: &Path, bell: &Arc<Bell>) -> notify::Result<RecommendedWatcher> {
    let (bell, folder) = (Arc::clone(bell), root.to_owned());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // After an error events may be missing: anything may have changed.
        let change = event.map_or(Some(Change::Anywhere), |event| change(&folder, &event));
        if let Some(change) = change {
            bell.ring(change);
        }
    })?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    watch_folders(&mut watcher, root)?;
    Ok(watcher)
}

/// Watches the folders that are there, anew where one was deleted and made again.
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    for folder in FOLDERS.map(|name| root.join(name)) {
        // Fails when it was not watched, which is as well.
        let _ = watcher.unwatch(&folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// What an event means for the project; `None` when it does not concern it.
fn change(root: &Path, event: &notify::Event) -> Option<Change> {
    // Opening and reading are events too: our own reading would ring for ever.
    if event.kind.is_access() {
        return None;
    }
    if event.need_rescan() || event.paths.is_empty() {
        return Some(Change::Anywhere);
    }
    event.paths.iter().filter_map(|path| change_of(root, path, event.kind)).reduce(|mut all, more| {
        all.add(more);
        all
    })
}

fn change_of(root: &Path, path: &Path, kind: EventKind) -> Option<Change> {
    let path = path.strip_prefix(root).ok()?;
    let mut parts = path.iter();
    let first = parts.next()?.to_str()?;
    let is_folder = FOLDERS.contains(&first);
    let at_top = parts.next().is_none();
    let comes_or_goes = match kind {
        EventKind::Create(CreateKind::Folder) => true,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => at_top,
        _ => false,
    };
    match first {
        _ if is_folder && (comes_or_goes || at_top) => Some(Change::Anywhere),
        _ if is_folder => Some(Change::At([path.to_owned()].into())),
        CONFIG_FILE | EDITIONS_FILE if at_top => Some(Change::At([path.to_owned()].into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::AccessKind;

    fn heard(kind: EventKind, path: &str) -> Option<Change> {
        let root = Path::new("portal");
        change(root, &notify::Event::new(kind).add_path(root.join(path)))
    }

    #[test]
    fn only_changes_of_the_project_ring() {
        let modified = EventKind::Modify(ModifyKind::Any);
        for path in ["content/acara/hut-ri.md", "kentongan.yaml"] {
            assert_eq!(heard(modified, path), Some(Change::At([PathBuf::from(path)].into())));
        }
        assert_eq!(heard(modified, "public"), None);
        assert_eq!(heard(modified, "README.md"), None);
        assert_eq!(heard(EventKind::Access(AccessKind::Any), "content/acara/hut-ri.md"), None);
    }

    #[test]
    fn folders_that_come_and_go_are_watched_anew() {
        assert_eq!(heard(EventKind::Remove(notify::event::RemoveKind::Any), "content"), Some(Change::Anywhere));
        assert_eq!(heard(EventKind::Create(CreateKind::Folder), "content/acara"), Some(Change::Anywhere));
    }
}
