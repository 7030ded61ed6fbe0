//! EDGE: the only code that reads the project folder.

use super::SourceTree;
use crate::diagnostic::{self, Diagnostics};
use crate::vocabulary::SourcePath;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The configuration file that makes a folder a portal.
pub const CONFIG_FILE: &str = "kentongan.yaml";

/// What was handed out on paper; there is none before the first pack.
pub const EDITIONS_FILE: &str = "edisi.yaml";

/// Reads every input file below `root`: the configuration, the editions, `content/` and `themes/`.
///
/// Links and special files are reported, never followed; hidden files are passed over.
///
/// # Errors
/// When the disk fails; what an author can mend goes into `diagnostics`.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> io::Result<SourceTree> {
    let mut tree = SourceTree::default();
    if !root.join(CONFIG_FILE).exists() {
        diagnostics.push(diagnostic::source::not_a_project());
        return Ok(SourceTree::built_in_theme());
    }
    let entries = [CONFIG_FILE, EDITIONS_FILE, "content", "themes"]
        .into_iter()
        .map(|name| root.join(name))
        .filter(|path| path.symlink_metadata().is_ok())
        .flat_map(|path| WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry)));
    for entry in entries {
        let entry = entry.map_err(io::Error::other)?;
        if !entry.file_type().is_dir() {
            take_in(root, &entry, &mut tree, diagnostics)?;
        }
    }
    tree.complete_with_built_in_theme();
    Ok(tree)
}

/// Reads one asset's bytes; the caller has its path from a [`SourceTree`] of the same `root`.
///
/// # Errors
/// When the file is gone or unreadable.
#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the project")]
pub fn read_asset(root: &Path, path: &SourcePath) -> io::Result<Vec<u8>> {
    std::fs::read(root.join(path.as_str()))
}

#[expect(clippy::disallowed_methods, reason = "this is the edge that reads the project")]
fn take_in(root: &Path, entry: &DirEntry, tree: &mut SourceTree, diagnostics: &mut Diagnostics) -> io::Result<()> {
    let Some(path) = source_path(root, entry.path()) else {
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
        diagnostics.push(diagnostic::source::unusable_name(&shown.replace(char::is_control, "�")));
        return Ok(());
    };
    if !entry.file_type().is_file() {
        diagnostics.push(diagnostic::source::not_a_regular_file(&path));
    } else if is_litter(path.file_name()) {
        diagnostics.push(diagnostic::source::litter(&path));
    } else {
        tree.insert(path, &std::fs::read(entry.path())?, diagnostics);
    }
    Ok(())
}

fn source_path(root: &Path, path: &Path) -> Option<SourcePath> {
    let relative: PathBuf = path.strip_prefix(root).ok()?.into();
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    let text = parts?.join("/");
    let printable = !text.chars().any(char::is_control);
    SourcePath::new(&text).filter(|_| printable)
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.starts_with('.') || matches!(&*name, "Thumbs.db" | "desktop.ini" | "ehthumbs.db"))
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
