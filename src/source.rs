//! The project folder in memory: every input file, by path.
//!
//! Pure data; `read` below is the only code that fills it from the disk.

pub mod drawing;
pub mod picture;
pub mod read;

use crate::diagnostic::{self, Diagnostics};
use crate::vocabulary::SourcePath;
use include_dir::{Dir, include_dir};
use picture::Picture;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

impl SourceTree {
    /// The theme that comes with the program, and nothing else.
    pub fn built_in_theme() -> Self {
        let mut tree = Self::default();
        tree.complete_with_built_in_theme();
        tree
    }

    /// Takes in one file, decoding what is text. A later file replaces an earlier one.
    pub fn insert(&mut self, path: SourcePath, bytes: &[u8], diagnostics: &mut Diagnostics) {
        let hash = blake3::hash(bytes);
        if !is_text(&path) {
            let text = decode_download(&path, bytes).map(|text| Arc::new(TextFile { text, hash }));
            let font = is_font(&path, bytes).then(|| Arc::new(bytes.to_vec()));
            let picture = picture::look_at(bytes, text.as_ref().map(|file| file.text.as_str()));
            let asset = Asset { bytes: bytes.len() as u64, hash, picture, text, font };
            self.files.insert(path, SourceFile::Asset(asset));
            return;
        }
        let limit = if path.extension() == "md" { PAGE_LIMIT } else { YAML_LIMIT };
        if bytes.len() as u64 > limit {
            diagnostics.push(diagnostic::source::too_large(&path, bytes.len() as u64, limit));
            self.unreadable.insert(path);
            return;
        }
        match decode(bytes) {
            Some(text) => {
                self.files.insert(path, SourceFile::Text(Arc::new(TextFile { text, hash })));
            }
            None => {
                diagnostics.push(diagnostic::source::undecodable(&path));
                self.unreadable.insert(path);
            }
        }
    }

    /// Adds the built-in theme's files wherever the project has none of its own.
    pub fn complete_with_built_in_theme(&mut self) {
        let mut folders = vec![&BUILT_IN_THEME];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let relative = file.path().to_string_lossy().replace('\\', "/");
                let path = SourcePath::new(&format!("themes/lentera/{relative}"));
                if let Some(path) = path.filter(|path| !self.files.contains_key(path)) {
                    self.insert(path, file.contents(), &mut Diagnostics::default());
                }
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
        self.files.get(&SourcePath::new(path)?)
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
        self.files
            .iter()
            .filter(move |(path, _)| path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }
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
    may_read.then(|| decode(bytes)).flatten()
}

/// Decodes UTF-8 with or without byte order mark, and UTF-16 with one, as Notepad writes it.
///
/// Line ends stay as they are: the parsers understand both.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok()?,
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes)?,
        bytes => String::from_utf8(bytes.to_vec()).ok()?,
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
        assert_eq!(decode(b"\xEF\xBB\xBFjudul").as_deref(), Some("judul"));
        assert_eq!(decode(b"\xFF\xFEj\0u\0").as_deref(), Some("ju"));
        assert_eq!(decode(b"\xFE\xFF\0j\0u").as_deref(), Some("ju"));
        assert_eq!(decode(b"\xE9"), None);
        assert_eq!(decode(b"a\0b"), None);
    }
}
