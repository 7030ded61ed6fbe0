//! EDGE: the only code that writes into a project folder; what people wrote is never overwritten.

use crate::content::edition::{self, Edition};
use crate::schema::{self, editor};
use crate::source::read::EDITIONS_FILE;
use crate::vocabulary::Date;
use crate::yaml::write;
use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A small portal to begin with: `starter/`.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The folder of schemas below the project folder, unless another is wanted.
pub const SCHEMA_FOLDER: &str = ".kentongan/skema";

/// Whose portal it is.
pub struct Identity {
    pub name: String,
    pub manager: String,
    /// The day on which its pages count as checked.
    pub today: Date,
}

/// Why a new portal is not written.
#[derive(Debug)]
pub enum Refusal {
    /// There is something in the folder already, or it is no folder.
    NotEmpty,
    Disk(io::Error),
}

/// What became of the settings of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settings {
    Written,
    /// The file has comments or is no JSON: only its owner can change it without loss.
    LeftAlone,
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Whether a new file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    New,
    /// There is one of that name; it stays as it is.
    WasThere,
}

/// Writes a file where there is none.
///
/// # Errors
/// When the disk fails.
pub fn create(root: &Path, path: &str, text: &str) -> io::Result<Created> {
    let path = root.join(path);
    make_folder_of(&path)?;
    match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| Created::New),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::WasThere),
        Err(error) => Err(error),
    }
}

/// Writes a new portal, with its schemas, into an empty or a new folder.
///
/// # Errors
/// When the folder is not empty, or the disk fails.
pub fn found(root: &Path, identity: &Identity) -> Result<(), Refusal> {
    if !is_free(root) {
        return Err(Refusal::NotEmpty);
    }
    let mut folders = vec![&STARTER];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let text = file.contents_utf8().expect("the starter is text");
            create(root, &path, &fill(text, identity))?;
        }
    }
    create(root, ".gitignore", "/public\n/paket\n/.kentongan\n")?;
    create(root, editor::EXTENSIONS, &pretty(&editor::extensions()))?;
    write_schemas(&root.join(SCHEMA_FOLDER))?;
    write_settings(root, SCHEMA_FOLDER)?;
    Ok(())
}

/// An empty folder, or none yet. What cannot be looked into shows itself when the first file is written.
fn is_free(root: &Path) -> bool {
    match std::fs::read_dir(root) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() != io::ErrorKind::NotADirectory,
    }
}

fn fill(text: &str, identity: &Identity) -> String {
    text.replace("NAMA_PORTAL", &write::scalar(&identity.name))
        .replace("NAMA_PENGELOLA", &write::scalar(&identity.manager))
        .replace("HARI_INI", &identity.today.to_string())
}

/// Adds editions to those on record, of which `file` is the text, if there are any.
///
/// # Errors
/// When the disk fails; then the file is as it was.
pub fn record(root: &Path, file: Option<&str>, editions: &[Edition]) -> io::Result<()> {
    replace(&root.join(EDITIONS_FILE), &edition::append(file, editions))
}

/// Writes a pack, over one of the same name.
///
/// # Errors
/// When the disk fails; then there is no half of it.
pub fn write_pack(path: &Path, archive: &[u8]) -> io::Result<()> {
    write_whole(path, archive)
}

/// Writes a file piece by piece, over one of the same name; returns its size in bytes.
///
/// # Errors
/// When the disk or `write` fails; then there is no half of it.
pub fn write_with(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<u64> {
    make_folder_of(path)?;
    let beside = beside(path);
    let mut file = File::create(&beside)?;
    write(&mut file)?;
    let size = file.metadata()?.len();
    put(&beside, path).map(|()| size)
}

/// Writes every schema into a folder, over those of an earlier version; returns how many.
///
/// # Errors
/// When the disk fails.
pub fn write_schemas(folder: &Path) -> io::Result<usize> {
    let schemas = schema::all();
    for schema in &schemas {
        replace(&folder.join(format!("{}.json", schema.name)), &pretty(&schema.content))?;
    }
    Ok(schemas.len())
}

/// Makes the editor use the schemas in `folder`; its other settings stay.
///
/// # Errors
/// When the disk fails.
pub fn write_settings(root: &Path, folder: &str) -> io::Result<Settings> {
    replace(&root.join(editor::SNIPPETS), &pretty(&editor::snippets()))?;
    create(root, editor::EXTENSIONS, &pretty(&editor::extensions()))?;
    let path = root.join(editor::SETTINGS);
    let Some(mut settings) = settings_of(&path)? else { return Ok(Settings::LeftAlone) };
    for (name, value) in editor::settings(folder) {
        match (settings.get_mut(&name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => old.extend(new),
            (_, value) => {
                settings.insert(name, value);
            }
        }
    }
    replace(&path, &pretty(&Value::Object(settings)))?;
    Ok(Settings::Written)
}

/// The settings there are; `None` when they are there and cannot be read as JSON.
#[expect(clippy::disallowed_methods, reason = "this is the edge that writes into the project")]
fn settings_of(path: &Path) -> io::Result<Option<Map<String, Value>>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(serde_json::from_str(&text).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Map::new())),
        Err(error) => Err(error),
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    write_whole(path, text.as_bytes())
}

/// Under another name first, so that there is never half of it.
#[expect(clippy::disallowed_methods, reason = "this is the edge that writes into the project")]
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folder_of(path)?;
    let beside = beside(path);
    std::fs::write(&beside, bytes)?;
    put(&beside, path)
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.baru"))
}

#[expect(clippy::disallowed_methods, reason = "this is the edge that writes into the project")]
fn put(finished: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(finished, path)
}

#[expect(clippy::disallowed_methods, reason = "this is the edge that writes into the project")]
fn make_folder_of(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))
}

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a JSON value can be written");
    text.push('\n');
    text
}
