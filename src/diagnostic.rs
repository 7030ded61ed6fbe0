//! Problems an author can mend, as data.
//!
//! One function per problem, grouped by stage in the modules below. Every Indonesian sentence that
//! authors read lives there, its English beside it. Stages push diagnostics and carry on with what
//! is sound; `report` turns byte spans into lines and columns and sorts.

pub mod budget;
pub mod carrier;
pub mod check;
pub mod config;
pub mod content;
pub mod edition;
pub mod fact;
pub mod hidden;
pub mod link;
pub mod live;
pub mod offline_edition;
pub mod output;
pub mod picture;
pub mod publish;
pub mod reach;
pub mod recurrence;
pub mod review;
pub mod sheet;
pub mod source;
pub mod task;
pub mod template;
pub mod yaml;

use crate::vocabulary::SourcePath;
use crate::vocabulary::rupiah::group_thousands;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One problem, with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    pub location: Location,
    pub severity: Severity,
    /// Stable name in Indonesian words, such as `tautan-mati`.
    pub code: String,
    /// What is wrong, in the author's own words.
    pub message: Text,
    /// What the underlined place shows, in a few words.
    pub label: Option<Text>,
    /// What else helps to understand it, each under a name of its own.
    pub notes: Vec<Note>,
    /// What to write instead.
    pub hint: Text,
}

/// A line below a problem: `= terberat: tabel "Iuran per golongan" 4.100 bita`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    pub name: Text,
    pub text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published while one is left.
    Error,
    Warning,
}

/// Where a problem is: a place in a file, a whole file, or the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    pub path: Option<String>,
    /// Byte range in the file's decoded text.
    pub span: Option<(usize, usize)>,
}

/// A sentence in both languages of the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    pub id: String,
    pub en: String,
}

/// The problems of one run, in the order they were met.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostic {
    pub fn error(code: &str, location: Location, message: Text, hint: Text) -> Self {
        Self { location, severity: Severity::Error, code: code.into(), message, label: None, notes: Vec::new(), hint }
    }

    pub fn warning(code: &str, location: Location, message: Text, hint: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, location, message, hint) }
    }

    pub fn with_label(self, label: Text) -> Self {
        Self { label: Some(label), ..self }
    }

    /// Adds a line between the problem and its remedy.
    pub fn with_note(mut self, name: Text, text: Text) -> Self {
        self.notes.push(Note { name, text });
        self
    }
}

impl Location {
    pub fn span(path: &SourcePath, span: Range<usize>) -> Self {
        Self { path: Some(path.to_string()), span: Some((span.start, span.end)) }
    }

    pub fn file(path: &SourcePath) -> Self {
        Self { path: Some(path.to_string()), span: None }
    }

    pub fn project() -> Self {
        Self { path: None, span: None }
    }
}

impl Text {
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// `5.372`, and `5,372` in English.
    pub fn number(number: u64) -> Self {
        let id = group_thousands(number);
        Self { en: id.replace('.', ","), id }
    }
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(others);
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Sorted by place, each problem once.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut sorted = self.0.clone();
        sorted.sort();
        sorted.dedup();
        sorted
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The known name nearest to a written one, if it is near enough to be a slip of the hand: one letter in three.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let is_slip = |distance: usize, name: &str| {
        let shorter = name.chars().count().min(written.chars().count());
        distance < shorter && distance <= shorter.div_ceil(3)
    };
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(distance, name)| is_slip(*distance, name))
        .min()
        .map(|(_, name)| name)
}

/// `Mungkin maksud Anda "judul".`, or the list of what is known when nothing is near.
fn suggestion<'a>(written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    if let Some(name) = nearest(written, known.clone()) {
        return Text::new(format!("Mungkin maksud Anda \"{name}\"."), format!("Did you mean \"{name}\"?"));
    }
    let mut names: Vec<&str> = known.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Text::new("Belum ada satu pun yang tercatat.", "None has been written yet.");
    }
    let (more_id, more_en) = if names.len() > LISTED { (", dan lain-lain", ", and others") } else { ("", "") };
    names.truncate(LISTED);
    let list = names.join(", ");
    Text::new(format!("Yang dikenal: {list}{more_id}."), format!("Known: {list}{more_en}."))
}

/// Names listed in a message.
const LISTED: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_slip_away() {
        let known = ["judul", "ringkasan", "draf"];
        assert_eq!(nearest("drat", known), Some("draf"));
        assert_eq!(nearest("Judl", known), Some("judul"));
        assert_eq!(nearest("kecamatan", known), None);
    }
}
