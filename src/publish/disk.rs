//! The few things we ask of a disk. Links are never followed, and a failure names its place.

use std::error::Error;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    File,
    Folder,
    Link,
    /// A pipe, a device: nothing a site is made of.
    Other,
}

pub fn standing(place: &Path) -> io::Result<Standing> {
    match place.symlink_metadata().map(|metadata| metadata.file_type()) {
        Ok(kind) if kind.is_symlink() => Ok(Standing::Link),
        Ok(kind) if kind.is_dir() => Ok(Standing::Folder),
        Ok(kind) if kind.is_file() => Ok(Standing::File),
        Ok(_) => Ok(Standing::Other),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Standing::Nothing),
        Err(error) => Err(naming(place)(error)),
    }
}

#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn read(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file).map_err(naming(file))
}

#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(file, bytes).map_err(naming(file))
}

/// Writes a new file and returns what the disk says of it then.
pub fn write_new(file: &Path, bytes: &[u8]) -> io::Result<Metadata> {
    let written = || {
        let mut open = File::create(file)?;
        open.write_all(bytes)?;
        // Windows notes the time when the file is closed.
        if cfg!(windows) {
            drop(open);
            return file.symlink_metadata();
        }
        open.metadata()
    };
    written().map_err(naming(file))
}

#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(naming(folder))
}

/// Makes one folder; those above it are there.
pub fn make_one_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder).map_err(naming(folder))
}

#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn remove_file(file: &Path) -> io::Result<()> {
    fs::remove_file(file).map_err(naming(file))
}

/// Removes a folder with all that is in it; a link in its stead is removed, not followed.
#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn remove_tree(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(naming(folder)(error)),
        _ => Ok(()),
    }
}

/// Renames, over a file that may stand there.
///
/// On Windows a virus scanner holds new files for a moment, so a refusal is not final there.
#[expect(clippy::disallowed_methods, reason = "publishing is an edge")]
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut attempts_left = if cfg!(windows) { 20 } else { 0 };
    loop {
        match fs::rename(from, to) {
            Err(error) if attempts_left > 0 && error.kind() == ErrorKind::PermissionDenied => {
                attempts_left -= 1;
                thread::sleep(PAUSE);
            }
            result => return result.map_err(naming(to)),
        }
    }
}

/// Makes the renames in a folder outlast a crash of the machine. Windows has no such call and needs none.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder).and_then(|folder| folder.sync_all()).map_err(naming(folder)) } else { Ok(()) }
}

/// Adds to a failure the place where it happened.
pub fn naming(place: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), AtPlace { place: place.to_owned(), error })
}

/// A failure of the disk, and where it happened.
#[derive(Debug)]
pub struct AtPlace {
    pub place: PathBuf,
    pub error: io::Error,
}

impl fmt::Display for AtPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place.display(), self.error)
    }
}

impl Error for AtPlace {}
