//! The output folder: which one it may be, where its build works, and what stands in it.

use super::OpenError;
use super::disk::{self, Standing, naming};
use crate::diagnostic::{self, Diagnostic};
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::OutputPath;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind};
use std::path::{self, Component, Path, PathBuf};

/// The folder of our own notes inside the output.
pub const NOTES: &str = ".kentongan";

/// A folder that may be an output. It need not exist yet.
pub struct OutputFolder {
    path: PathBuf,
    /// As the user named it, for messages.
    shown: String,
}

/// Where a build prepares its files, on the disk of the output.
pub struct Workplace {
    pub staging: PathBuf,
    pub state: PathBuf,
}

impl OutputFolder {
    /// Refuses folders that hold or feed a portal, and what is no folder at all.
    pub fn find(project_root: &Path, output: &Path) -> Result<Self, OpenError> {
        let shown = output.display().to_string();
        // Without a closing slash, with which a link would look like the folder behind it.
        let path: PathBuf = path::absolute(output)?.components().collect();
        let folder = Self { path, shown };
        let refusal = match disk::standing(&folder.path)? {
            Standing::Nothing => folder.refuse_sources(project_root)?,
            Standing::Folder => folder.refuse_sources(project_root)?.or(folder.refuse_notes()?),
            Standing::Link => Some(diagnostic::publish::output_is_a_link(&folder.shown)),
            Standing::File | Standing::Other => Some(diagnostic::publish::output_is_a_file(&folder.shown)),
        };
        refusal.map_or(Ok(folder), |refusal| Err(OpenError::Refused(Box::new(refusal))))
    }

    /// Refuses the project itself, what it is made from, and any folder that holds a portal.
    fn refuse_sources(&self, project_root: &Path) -> io::Result<Option<Diagnostic>> {
        let (project, output) = (project_root.canonicalize().map_err(naming(project_root))?, resolve(&self.path)?);
        if project.starts_with(&output) || output.join(CONFIG_FILE).exists() {
            return Ok(Some(diagnostic::publish::output_holds_a_portal(&self.shown)));
        }
        let source = ["content", "themes", ".git"].into_iter().find(|source| output.starts_with(project.join(source)));
        Ok(source.map(|source| diagnostic::publish::output_in_source(&self.shown, source)))
    }

    /// Refuses notes that would be read and written elsewhere.
    fn refuse_notes(&self) -> io::Result<Option<Diagnostic>> {
        Ok(match self.standing(NOTES)? {
            Standing::Nothing | Standing::Folder => None,
            Standing::Link => Some(diagnostic::publish::link(&self.shown(NOTES))),
            Standing::File | Standing::Other => Some(diagnostic::publish::foreign(&self.shown(NOTES))),
        })
    }

    /// Beside the output, so that a build that ends early leaves no trace in it.
    ///
    /// A memory stick or a mounted volume has no neighbour on its own disk, and some hosts let us
    /// write into the output only: there our notes have to make room.
    pub fn workplace(&self) -> Result<Workplace, OpenError> {
        if let (Some(parent), Some(name)) = (self.path.parent(), self.path.file_name()) {
            let name = name.to_string_lossy();
            let staging = parent.join(format!(".{name}.staging"));
            let state = parent.join(format!(".{name}.state"));
            disk::make_folder(parent)?;
            refuse_state(&state)?;
            if self.shares_disk_with(parent)? && is_writable(&state)? {
                return Ok(Workplace { staging, state });
            }
        }
        let notes = self.place(NOTES);
        let (staging, state) = (notes.join("staging"), notes.join("state"));
        disk::make_folder(&notes)?;
        refuse_state(&state)?;
        Ok(Workplace { staging, state })
    }

    #[cfg(unix)]
    fn shares_disk_with(&self, parent: &Path) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let exists = disk::standing(&self.path)? == Standing::Folder;
        let is_same_disk = || Ok::<_, io::Error>(self.path.symlink_metadata()?.dev() == parent.metadata()?.dev());
        Ok(!exists || (is_same_disk()? && !is_mounted(&self.path)))
    }

    /// Always: a volume that is mounted into a folder looks like a link here, and was refused.
    #[cfg(not(unix))]
    fn shares_disk_with(&self, _parent: &Path) -> io::Result<bool> {
        Ok(true)
    }

    /// True where nothing stands yet.
    pub fn is_absent(&self) -> io::Result<bool> {
        Ok(disk::standing(&self.path)? == Standing::Nothing)
    }

    /// Puts a whole folder in the place where nothing stands, for good even if the machine crashes.
    pub fn appear(&self, whole: &Path) -> io::Result<()> {
        disk::rename(whole, &self.path)?;
        self.path.parent().map_or(Ok(()), disk::sync_folder)
    }

    pub fn place(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// A path of the output as messages name it: `public/acara/index.html`.
    pub fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.shown.trim_end_matches(['/', '\\']))
    }

    pub fn standing(&self, path: &str) -> io::Result<Standing> {
        disk::standing(&self.place(path))
    }

    /// Whether the published file has these very bytes.
    pub fn holds(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<bool> {
        let place = self.place(path.as_str());
        let same_size =
            disk::standing(&place)? == Standing::File && place.symlink_metadata()?.len() == bytes.len() as u64;
        Ok(same_size && disk::read(&place)? == bytes)
    }

    /// Reads one of our notes. `None` when there is none.
    pub fn read_notes(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let place = self.place(NOTES).join(name);
        match disk::standing(&place)? {
            Standing::File => disk::read(&place).map(Some),
            Standing::Nothing | Standing::Folder | Standing::Link | Standing::Other => Ok(None),
        }
    }

    /// Replaces one of our notes by a finished file, for good even if the machine crashes.
    pub fn put_notes(&self, file: &Path, name: &str) -> io::Result<()> {
        let notes = self.place(NOTES);
        disk::make_folder(&notes)?;
        disk::rename(file, &notes.join(name))?;
        disk::sync_folder(&notes)
    }
}

/// Whether something is mounted at this very folder. Containers mount a folder of one disk into another folder of the
/// same disk: nothing can be renamed across that line, though both sides name the same device.
#[cfg(unix)]
fn is_mounted(folder: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    // The fifth field of a line is the place; signs that would end a field are written as `\040` (proc(5)).
    const FIELD: usize = 4;
    let (Ok(folder), Ok(table)) = (folder.canonicalize(), disk::read(Path::new("/proc/self/mountinfo"))) else {
        return false;
    };
    let escape = |byte: &u8| match byte {
        b' ' | b'\t' | b'\n' | b'\\' => format!("\\{byte:03o}").into_bytes(),
        byte => vec![*byte],
    };
    let escaped: Vec<u8> = folder.as_os_str().as_bytes().iter().flat_map(escape).collect();
    table
        .split(|byte| *byte == b'\n')
        .any(|line| line.split(|byte| *byte == b' ').nth(FIELD) == Some(escaped.as_slice()))
}

/// The real path of a folder that need not exist.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let existing = path.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(path);
    let missing = path.strip_prefix(existing).unwrap_or(Path::new(""));
    // What `..` means below a folder that is not there depends on the system.
    if missing.components().any(|part| part == Component::ParentDir) {
        return Err(naming(path)(ErrorKind::NotFound.into()));
    }
    Ok(existing.canonicalize()?.join(missing))
}

/// Refuses a state that would be written elsewhere, or that would keep us waiting.
fn refuse_state(state: &Path) -> Result<(), OpenError> {
    let shown = state.display().to_string();
    let refusal = match disk::standing(state)? {
        Standing::Nothing | Standing::File => return Ok(()),
        Standing::Link => diagnostic::publish::link(&shown),
        Standing::Folder | Standing::Other => diagnostic::publish::foreign(&shown),
    };
    Err(OpenError::Refused(Box::new(refusal)))
}

/// Tries by making the file; a missing permission is an answer, any other failure the disk's.
fn is_writable(state: &Path) -> io::Result<bool> {
    match OpenOptions::new().append(true).create(true).open(state) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => Ok(false),
        Err(error) => Err(naming(state)(error)),
    }
}
