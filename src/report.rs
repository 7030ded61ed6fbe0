//! Diagnostics and source text → what people and machines read.

pub mod account;
pub mod calendar;
pub mod carriers;
pub mod codes;
pub mod editorial;
pub mod findings;
pub mod json;
pub mod kept;
pub mod overlay;
pub mod reach;
pub mod text;
pub mod weights;

use crate::diagnostic::Text;
use crate::source::SourceTree;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    #[default]
    Indonesian,
    English,
}

impl Speech {
    /// The sentence in this language.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Self::Indonesian => &text.id,
            Self::English => &text.en,
        }
    }
}

/// A place for people: line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Turns a byte offset into a position.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = (0..=offset.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// The text a diagnostic points into, where there is one.
fn source_text<'a>(source: &'a SourceTree, path: &str) -> Option<&'a str> {
    source.readable(path).map(|file| file.text.as_str())
}
