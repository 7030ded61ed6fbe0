//! Paths inside the project folder and inside the output folder.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A file of the project, relative to its root, such as `content/acara/hut-ri.md`.
///
/// Invariant: `/` separates the parts on every system; no part is empty, `.` or `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Returns the path, or `None` when it would leave the project folder.
    pub fn new(text: &str) -> Option<Self> {
        is_inside(text).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds this file: `content/acara` for `content/acara/hut-ri.md`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// Resolves a reference written in this file: relative to its folder, or to `root` when it
    /// starts with `/`. `None` when it leaves `root`.
    pub fn resolve(&self, reference: &str, root: &str) -> Option<String> {
        let mut parts: Vec<&str> = match reference.strip_prefix('/') {
            Some(_) => root.split('/').collect(),
            None => self.folder().split('/').collect(),
        };
        let depth_of_root = root.split('/').count();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.len() <= depth_of_root => return None,
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// So that paths are found by their text.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A file of the output, relative to the output folder, such as `acara/hut-ri/index.html`.
///
/// Invariant: as [`SourcePath`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// True for the text of a path that does not leave the output folder.
    pub fn is_sound(text: &str) -> bool {
        is_inside(text)
    }

    /// Returns the path, or `None` when it would leave the output folder.
    pub fn new(text: &str) -> Option<Self> {
        is_inside(text).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The path with one more ending: `index.html.gz`.
    pub fn with_ending(&self, ending: &str) -> Self {
        Self(format!("{self}.{ending}").into())
    }

    /// The relative prefix that leads from this file back to the top: `../../` for `a/b/index.html`.
    pub fn to_top(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The shortest relative reference from this file to `target`.
    ///
    /// `acara/index.html` to `acara/hut/index.html` is `hut/index.html`.
    pub fn relative_to(&self, target: &OutputPath) -> String {
        let (from, to) = (self.0.as_bytes(), target.0.as_bytes());
        // Up to the last slash that both have at the same place, after the same text.
        let same = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        let shared = from[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let up = from[shared..].iter().filter(|byte| **byte == b'/').count();
        let mut reference = "../".repeat(up);
        reference.push_str(&target.0[shared..]);
        reference
    }
}

/// So that what is known of an output can be looked up by its path as text.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The folders above a path, from the top: `a` and `a/b` for `a/b/index.html`.
pub fn folders_above(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// True for a name that Windows keeps for devices, whatever its ending: `con`, `nul.md`, `lpt1`.
pub fn is_reserved_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix: &str| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && ("1"..="9").contains(&n));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn is_inside(text: &str) -> bool {
    !text.is_empty()
        && text.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !text.contains(['\\', '\0'])
        && text.as_bytes().get(1) != Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_between_outputs_are_as_short_as_they_can_be() {
        let from = |a: &str, b: &str| OutputPath::new(a).unwrap().relative_to(&OutputPath::new(b).unwrap());
        assert_eq!(from("index.html", "acara/index.html"), "acara/index.html");
        assert_eq!(from("acara/a/index.html", "acara/b/index.html"), "../b/index.html");
        assert_eq!(from("acara/index.html", "index.html"), "../index.html");
        assert_eq!(from("acara/index.html", "acara/index.html"), "index.html");
    }

    #[test]
    fn references_never_leave_the_content() {
        let page = SourcePath::new("content/acara/hut.md").unwrap();
        let resolve = |reference: &str| page.resolve(reference, "content");
        assert_eq!(resolve("peta.jpg").as_deref(), Some("content/acara/peta.jpg"));
        assert_eq!(resolve("../manfaat/jkk.md").as_deref(), Some("content/manfaat/jkk.md"));
        assert_eq!(resolve("/manfaat/jkk.md").as_deref(), Some("content/manfaat/jkk.md"));
        assert_eq!(resolve("../../kentongan.yaml"), None);
        assert_eq!(resolve("/../kentongan.yaml"), None);
    }

    #[test]
    fn names_of_devices_are_known() {
        for name in ["con", "NUL.md", "aux.en.md", "com1", "Lpt9.txt"] {
            assert!(is_reserved_on_windows(name), "{name}");
        }
        for name in ["konsep", "com", "com10", "lpt0", "auxilia", "contoh.md"] {
            assert!(!is_reserved_on_windows(name), "{name}");
        }
    }

    #[test]
    fn paths_that_leave_their_folder_are_not_paths() {
        for bad in ["", "/a", "a//b", "../a", "a/..", "a\\b", "C:/a", "a/./b"] {
            assert_eq!(SourcePath::new(bad), None, "{bad}");
            assert_eq!(OutputPath::new(bad), None, "{bad}");
        }
    }
}
