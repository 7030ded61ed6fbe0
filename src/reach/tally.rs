//! Counts, in bounded memory: a log may have any length and say anything.

use crate::vocabulary::Date;
use std::collections::BTreeMap;

/// What was counted, and what was not, so that every line is accounted for.
#[derive(Debug, Default)]
pub struct Tally {
    pub lines: Lines,
    pub visits: u64,
    pub downloads: u64,
    /// The first and the last day that any line is of.
    pub days: Option<(Date, Date)>,
    /// `wa`, `poster-cilongok`, `e/7kq2m` for a printed edition; empty for those without.
    pub ways: Names,
    pub paths: Names,
    /// Visits by way and page.
    pub pages: BTreeMap<(Name, Name), u64>,
    /// Visits by day and way.
    pub by_day: BTreeMap<(Date, Name), u64>,
    /// Downloads by file.
    pub files: BTreeMap<Name, u64>,
    /// What people with a code looked for and did not find, by way and page.
    pub missed: BTreeMap<(Name, Name), u64>,
}

/// Where the lines went that are no visit and no download.
#[derive(Debug, Default)]
pub struct Lines {
    pub all: u64,
    pub robots: u64,
    /// Fetched by the portal's own service worker, before anybody asked.
    pub ahead: u64,
    /// Styles, icons and other parts of pages, and files for programs.
    pub parts: u64,
    /// Pieces of a download that had begun already.
    pub pieces: u64,
    /// Redirects, errors, and requests that read nothing.
    pub failed: u64,
    /// Of another site in the same log, or outside the portal's folder.
    pub elsewhere: u64,
    /// Of a day that was not asked for.
    pub other_days: u64,
    /// Visits and downloads of a log that names no browser.
    pub without_agent: u64,
    pub unreadable: Fault,
    pub too_long: Fault,
    /// Files that end in the middle, and after how many lines.
    pub broken: Vec<(String, u64)>,
}

/// Lines that could not be read.
#[derive(Debug, Default)]
pub struct Fault {
    pub count: u64,
    /// File and line, from 1.
    pub first: Option<(String, u64)>,
}

impl Fault {
    pub fn note(&mut self, file: &str, line: u64) {
        self.count += 1;
        self.first.get_or_insert_with(|| (file.to_owned(), line));
    }
}

/// Texts by number, so that a text is kept once.
#[derive(Debug)]
pub struct Names {
    texts: Vec<String>,
    numbers: BTreeMap<String, Name>,
    /// Those that strangers may have made up.
    strange: usize,
    most_strange: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(u32);

impl Name {
    /// All that there is no room for.
    pub const OTHERS: Self = Self(0);
}

/// Anybody can ask for `?k=anything`: of names the portal did not hand out, so many are kept apart.
const MOST_STRANGE: usize = 2_000;
/// Pairs of names; beyond them, pages of a way are counted together.
const MOST_PAIRS: usize = 50_000;

impl Default for Names {
    fn default() -> Self {
        Self { texts: vec![String::new()], numbers: BTreeMap::new(), strange: 0, most_strange: MOST_STRANGE }
    }
}

impl Names {
    /// The name's number. `is_ours` for names that strangers cannot make up: there is always room for them.
    pub fn number(&mut self, text: &str, is_ours: bool) -> Name {
        if let Some(name) = self.numbers.get(text) {
            return *name;
        }
        if !is_ours {
            if self.strange == self.most_strange {
                return Name::OTHERS;
            }
            self.strange += 1;
        }
        let name = Name(u32::try_from(self.texts.len()).expect("names are bounded"));
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), name);
        name
    }

    pub fn find(&self, text: &str) -> Option<Name> {
        self.numbers.get(text).copied()
    }

    /// `None` for those there was no room for.
    pub fn text(&self, name: Name) -> Option<&str> {
        (name != Name::OTHERS).then(|| self.texts[name.0 as usize].as_str())
    }
}

/// One more of a pair; beyond the bound, of all pages of this way.
pub fn add(pairs: &mut BTreeMap<(Name, Name), u64>, pair: (Name, Name)) {
    let is_full = pairs.len() >= MOST_PAIRS && !pairs.contains_key(&pair);
    *pairs.entry(if is_full { (pair.0, Name::OTHERS) } else { pair }).or_default() += 1;
}

/// The same for days.
pub fn add_day(days: &mut BTreeMap<(Date, Name), u64>, day: (Date, Name)) {
    let is_full = days.len() >= MOST_PAIRS && !days.contains_key(&day);
    *days.entry(if is_full { (day.0, Name::OTHERS) } else { day }).or_default() += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_cannot_fill_the_memory_nor_crowd_out_what_is_ours() {
        let mut names = Names::default();
        for number in 0..10_000 {
            names.number(&format!("x{number}"), false);
        }
        assert_eq!(names.texts.len(), MOST_STRANGE + 1);
        assert_eq!(names.number("x9999", false), Name::OTHERS);
        let ours = names.number("poster-cilongok", true);
        assert_eq!(names.text(ours), Some("poster-cilongok"));
        assert_eq!(names.number("x5", false), names.number("x5", true));
        assert_eq!(names.text(Name::OTHERS), None);
    }

    #[test]
    fn pairs_are_bounded() {
        let mut names = Names::default();
        let mut pairs = BTreeMap::new();
        let way = names.number("wa", true);
        for number in 0..60_000 {
            let page = names.number(&format!("x{number}"), true);
            add(&mut pairs, (way, page));
        }
        assert_eq!(pairs.len(), MOST_PAIRS + 1);
        assert_eq!(pairs[&(way, Name::OTHERS)], 10_000);
    }
}
