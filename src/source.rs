//! The project folder in memory: every input file, by path.
//!
//! Pure data; `read` below is the only code that fills it from the disk.

pub mod drawing;
pub mod hidden;
pub mod memo;
pub mod picture;
pub mod read;
pub mod web_file;

use crate::diagnostic::{self, Diagnostic, Diagnostics};
use crate::vocabulary::SourcePath;
use include_dir::{Dir, include_dir};
use picture::Picture;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Arc, LazyLock};

/// Every input file of a portal, in path order.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    files: BTreeMap<SourcePath, SourceFile>,
    /// Files that are there and were reported; nothing is known of what they say.
    unreadable: BTreeSet<SourcePath>,
}

/// One input file.
#[derive(Clone, Debug)]
pub enum SourceFile {
    /// Decoded text: pages, facts, configuration, templates, styles.
    Text(Arc<TextFile>),
    /// Anything else: known by its size, its hash and, for pictures, their header; its bytes are fetched when needed.
    Asset(Asset),
}

#[derive(Debug)]
pub struct TextFile {
    pub text: String,
    pub hash: blake3::Hash,
}

#[derive(Clone, Debug)]
pub struct Asset {
    pub bytes: u64,
    pub hash: blake3::Hash,
    /// What it says of itself, if it is a picture.
    pub picture: Option<Picture>,
    /// What a file of plain text says, so that personal data in it is seen before it is published.
    pub text: Option<Arc<TextFile>>,
    /// The bytes of a theme's font: text is measured with it before anything is drawn.
    pub font: Option<Arc<Vec<u8>>>,
}

/// The theme that comes with the program: `themes/lentera`.
static BUILT_IN_THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/lentera");

/// Largest size of a page, in bytes.
pub const PAGE_LIMIT: u64 = 5 << 20;
/// Largest size of a YAML file, in bytes.
pub const YAML_LIMIT: u64 = 1 << 20;
/// Largest size of a theme's font, in bytes.
const FONT_LIMIT: usize = 1 << 20;

/// The files of the theme that comes with the program.
static BUILT_IN_FILES: LazyLock<Vec<(SourcePath, SourceFile)>> = LazyLock::new(|| {
    let mut found = Vec::new();
    let mut folders = vec![&BUILT_IN_THEME];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let relative = file.path().to_string_lossy().replace('\\', "/");
            let path = SourcePath::new(&format!("themes/lentera/{relative}"));
            let taken = path.map(|path| (understand(&path, file.contents().to_vec()), path));
            if let Some((Ok(file), path)) = taken {
                found.push((path, file));
            }
        }
    }
    found
});

impl SourceTree {
    /// The theme that comes with the program, and nothing else.
    pub fn built_in_theme() -> Self {
        let mut tree = Self::default();
        tree.complete_with_built_in_theme();
        tree
    }

    /// Takes in one file, decoding what is text. A later file replaces an earlier one.
    pub fn insert(&mut self, path: SourcePath, bytes: &[u8], diagnostics: &mut Diagnostics) {
        match understand(&path, bytes.to_vec()) {
            Ok(file) => {
                self.files.insert(path, file);
            }
            Err(problem) => {
                diagnostics.push(*problem);
                self.unreadable.insert(path);
            }
        }
    }

    /// Adds the built-in theme's files wherever the project has none of its own.
    pub fn complete_with_built_in_theme(&mut self) {
        for (path, file) in BUILT_IN_FILES.iter() {
            if !self.files.contains_key(path) {
                self.files.insert(path.clone(), file.clone());
            }
        }
    }

    pub fn text(&self, path: &str) -> Option<&Arc<TextFile>> {
        match self.get(path)? {
            SourceFile::Text(file) => Some(file),
            SourceFile::Asset(_) => None,
        }
    }

    /// The text of any file that has one, also of those that are published as they are.
    pub fn readable(&self, path: &str) -> Option<&Arc<TextFile>> {
        match self.get(path)? {
            SourceFile::Text(file) => Some(file),
            SourceFile::Asset(asset) => asset.text.as_ref(),
        }
    }

    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// Files that are there and were reported as unreadable, in path order.
    pub fn unreadable(&self) -> impl Iterator<Item = &SourcePath> {
        self.unreadable.iter()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &SourceFile)> {
        self.files.iter()
    }

    /// Files below a folder, in path order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a SourceFile)> {
        let rest = move |path: &'a SourcePath| path.as_str().strip_prefix(folder);
        // Between the folder and what is in it stand names that go on with a sign before the slash.
        let from = self.files.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        from.take_while(move |(path, _)| rest(path).is_some())
            .filter(move |(path, _)| rest(path).is_some_and(|rest| rest.starts_with('/')))
    }
}

impl SourceFile {
    /// Of its bytes.
    pub fn hash(&self) -> blake3::Hash {
        match self {
            Self::Text(file) => file.hash,
            Self::Asset(asset) => asset.hash,
        }
    }
}

/// What a file is, from its path and bytes: decoded where it is text.
///
/// # Errors
/// The problem of a file that cannot be taken in.
fn understand(path: &SourcePath, bytes: Vec<u8>) -> Result<SourceFile, Box<Diagnostic>> {
    let hash = blake3::hash(&bytes);
    if !is_text(path) {
        let text = decode_download(path, &bytes).map(|text| Arc::new(TextFile { text, hash }));
        let picture = picture::look_at(&bytes, text.as_ref().map(|file| file.text.as_str()));
        let size = bytes.len() as u64;
        let font = is_font(path, &bytes).then(|| Arc::new(bytes));
        return Ok(SourceFile::Asset(Asset { bytes: size, hash, picture, text, font }));
    }
    let limit = if path.extension() == "md" { PAGE_LIMIT } else { YAML_LIMIT };
    if bytes.len() as u64 > limit {
        return Err(Box::new(diagnostic::source::too_large(path, bytes.len() as u64, limit)));
    }
    let text = decode(bytes).ok_or_else(|| diagnostic::source::undecodable(path))?;
    Ok(SourceFile::Text(Arc::new(TextFile { text, hash })))
}

/// Fonts of themes; a font among the content is a file like any other.
fn is_font(path: &SourcePath, bytes: &[u8]) -> bool {
    path.as_str().starts_with("themes/") && path.extension() == "ttf" && bytes.len() <= FONT_LIMIT
}

/// Text files by extension. What lies in `_unduhan` is published as it is, whatever it is.
fn is_text(path: &SourcePath) -> bool {
    let text = path.as_str();
    if text.starts_with("content/_unduhan/") {
        return false;
    }
    let in_theme = text.starts_with("themes/");
    match path.extension().as_str() {
        "md" | "yaml" | "yml" => true,
        "html" | "css" | "js" | "svg" | "txt" | "xml" => in_theme,
        _ => false,
    }
}

/// Plain text among the files published as they are, by its ending.
fn decode_download(path: &SourcePath, bytes: &[u8]) -> Option<String> {
    let plain = ["txt", "csv", "tsv", "md", "html", "htm", "json", "xml", "yaml", "yml", "ics", "vcf", "svg", "rtf"];
    let may_read = plain.contains(&path.extension().as_str()) && bytes.len() as u64 <= YAML_LIMIT;
    may_read.then(|| decode(bytes.to_vec())).flatten()
}

/// Decodes UTF-8 with or without byte order mark, and UTF-16 with one, as Notepad writes it.
///
/// Line ends stay as they are: the parsers understand both.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok()?,
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).ok()?,
    };
    (!text.contains('\0')).then_some(text)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notepad_files_are_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBFjudul".to_vec()).as_deref(), Some("judul"));
        assert_eq!(decode(b"\xFF\xFEj\0u\0".to_vec()).as_deref(), Some("ju"));
        assert_eq!(decode(b"\xFE\xFF\0j\0u".to_vec()).as_deref(), Some("ju"));
        assert_eq!(decode(b"\xE9".to_vec()), None);
        assert_eq!(decode(b"a\0b".to_vec()), None);
    }
}
