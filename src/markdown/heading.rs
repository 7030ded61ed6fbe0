//! Headings with their anchors, and the contents list made of them.

use crate::vocabulary::Slug;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A heading of the text.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
    pub span: Range<usize>,
}

/// One line of a contents list, with the lines below it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub text: String,
    pub children: Vec<Entry>,
}

/// A page with fewer headings needs no contents list.
const SHORTEST_LIST: usize = 3;

/// The contents list: headings of level 2 with those of level 3 below them; empty on short pages.
pub fn contents_list(headings: &[Heading]) -> Vec<Entry> {
    if headings.iter().filter(|heading| heading.level == 2).count() < SHORTEST_LIST {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = Vec::new();
    for heading in headings {
        let entry = Entry { id: heading.id.clone(), text: heading.text.clone(), children: Vec::new() };
        match (heading.level, entries.last_mut()) {
            (2, _) => entries.push(entry),
            (3, Some(parent)) => parent.children.push(entry),
            _ => {}
        }
    }
    entries
}

/// Ids of the page around the text, in the theme that comes with the program.
pub const TAKEN: [&str; 3] = ["isi", "menu", "tanpa-aplikasi"];

/// What numbers behind it name: the steps of a procedure, notes, and the places that refer to notes.
const NUMBERED: [&str; 3] = ["langkah", "catatan", "rujuk"];

/// The anchors of a page's headings.
pub struct Anchors {
    taken: BTreeSet<String>,
    /// The number that the next heading of these words gets.
    numbers: BTreeMap<String, usize>,
}

impl Default for Anchors {
    fn default() -> Self {
        Self { taken: TAKEN.map(str::to_owned).into(), numbers: BTreeMap::new() }
    }
}

impl Anchors {
    /// The anchor of a heading: its own id, or its words, made unique by a number.
    ///
    /// Ids that authors give are theirs: one that is given twice is reported once the page is finished.
    pub fn anchor(&mut self, written: Option<&str>, text: &str) -> String {
        if let Some(id) = written {
            self.taken.insert(id.to_owned());
            return id.to_owned();
        }
        let wanted = Slug::from_text(text).map_or_else(|| "bagian".to_owned(), |slug| slug.to_string());
        let mut id = unlike_numbered(wanted.clone());
        if self.taken.insert(id.clone()) {
            return id;
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(2);
        loop {
            id = unlike_numbered(format!("{wanted}-{number}"));
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The id, or another where it would be that of a step or a note: `Langkah 1`, or `Langkah` a second time.
fn unlike_numbered(id: String) -> String {
    let is_number = |rest: &str| rest.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    match NUMBERED.iter().any(|name| id.strip_prefix(name).is_some_and(is_number)) {
        true => format!("bagian-{id}"),
        false => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_takes_the_id_of_a_step_or_a_note() {
        let mut anchors = Anchors::default();
        let mut of = |text: &str| anchors.anchor(None, text);
        assert_eq!(of("Langkah 1"), "bagian-langkah-1");
        assert_eq!(of("Langkah"), "langkah");
        assert_eq!(of("Langkah"), "bagian-langkah-2");
        assert_eq!(of("Catatan 1"), "bagian-catatan-1");
        assert_eq!(of("Catatan 1"), "catatan-1-2");
        assert_eq!(of("Langkah satu"), "langkah-satu");
    }
}
