//! How the portal is looked after: when pages are checked again, and how long their sentences may be.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::vocabulary::{Date, SourcePath};
use crate::yaml::table::{Fields, Form, Key, Need, key};
use std::collections::BTreeMap;

/// What `check` holds the pages to.
#[derive(Clone, Debug)]
pub struct Editing {
    /// How long a page may go unchecked.
    pub review: PerKind<Interval>,
    pub overdue: Overdue,
    /// Most words in a sentence.
    pub sentence_words: PerKind<usize>,
    /// Most words in a paragraph.
    pub paragraph_words: PerKind<usize>,
}

/// A length of time on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    Days(i32),
    Months(i32),
}

/// What becomes of a page with amounts whose review is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    Warn,
    /// It is not published.
    Refuse,
}

/// A setting that may differ by kind, under the names authors write after `jenis:`.
#[derive(Clone, Debug)]
pub struct PerKind<T> {
    all: T,
    by_kind: BTreeMap<&'static str, T>,
}

impl<T: Copy> PerKind<T> {
    pub fn of(&self, kind: &str) -> T {
        self.by_kind.get(kind).copied().unwrap_or(self.all)
    }
}

impl Interval {
    /// Reads `6 bulan`, `30 hari`, `2 minggu`, `1 tahun`.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(char::is_whitespace)?;
        let count: i32 = count.parse().ok().filter(|count| (1..=1_000).contains(count))?;
        match unit.trim() {
            "hari" => Some(Self::Days(count)),
            "minggu" => Some(Self::Days(count * 7)),
            "bulan" => Some(Self::Months(count)),
            "tahun" => Some(Self::Months(count * 12)),
            _ => None,
        }
    }

    pub fn after(self, day: Date) -> Date {
        match self {
            Self::Days(count) => day.days_later(count),
            Self::Months(count) => day.months_later(count),
        }
    }
}

/// Built-in intervals: what changes by law or by season sooner than what explains.
const REVIEW: [(&str, Interval); 8] = [
    ("manfaat", Interval::Months(6)),
    ("prosedur", Interval::Months(6)),
    ("acara", Interval::Months(3)),
    ("mitra", Interval::Months(6)),
    ("artikel", Interval::Months(12)),
    ("tanya-jawab", Interval::Months(6)),
    ("bagian", Interval::Months(12)),
    ("fakta", Interval::Months(6)),
];
const SENTENCE_WORDS: usize = 20;
const PARAGRAPH_WORDS: usize = 60;

const fn interval(name: &'static str, alias: &'static str) -> Key {
    key(name, alias, Form::Text, Need::Optional, "Jangka waktu periksa.", "6 bulan")
}

const fn length(name: &'static str, alias: &'static str) -> Key {
    key(name, alias, Form::Integer, Need::Optional, "Banyaknya kata.", "20")
}

pub static INTERVAL_KEYS: &[Key] = &[
    interval("semua", "all"),
    interval("manfaat", "benefit"),
    interval("prosedur", "procedure"),
    interval("acara", "event"),
    interval("mitra", "partner"),
    interval("artikel", "article"),
    interval("tanya-jawab", "question"),
    interval("bagian", "section"),
    interval("fakta", "fact"),
];

pub static LENGTH_KEYS: &[Key] = &[
    length("semua", "all"),
    length("manfaat", "benefit"),
    length("prosedur", "procedure"),
    length("acara", "event"),
    length("mitra", "partner"),
    length("artikel", "article"),
    length("tanya-jawab", "question"),
    length("bagian", "section"),
];

/// Reads the settings; what is missing or unreadable has the built-in value.
pub fn parse(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Editing {
    let overdue = fields.text("tinjau_lewat").map(|text| text.value);
    Editing {
        review: intervals(path, fields, diagnostics),
        overdue: match overdue.as_deref() {
            Some("kesalahan" | "error") => Overdue::Refuse,
            _ => Overdue::Warn,
        },
        sentence_words: lengths(path, fields, "panjang_kalimat", SENTENCE_WORDS, diagnostics),
        paragraph_words: lengths(path, fields, "panjang_alinea", PARAGRAPH_WORDS, diagnostics),
    }
}

fn intervals(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> PerKind<Interval> {
    let mut read = |name: &str| {
        let written = fields.map("tinjau")?.text(name)?;
        let interval = Interval::parse(&written.value);
        if interval.is_none() {
            let at = Location::span(path, written.span);
            diagnostics.push(diagnostic::config::unreadable_interval(at, &written.value));
        }
        interval
    };
    let all = read("semua");
    let by_kind = REVIEW.map(|(kind, built_in)| (kind, read(kind).or(all).unwrap_or(built_in)));
    PerKind { all: all.unwrap_or(Interval::Months(12)), by_kind: by_kind.into() }
}

fn lengths(
    path: &SourcePath,
    fields: &Fields,
    setting: &str,
    built_in: usize,
    diagnostics: &mut Diagnostics,
) -> PerKind<usize> {
    let mut read = |name: &str| {
        let lengths = fields.map(setting)?;
        let written = lengths.integer(name)?;
        let length = usize::try_from(written).ok().filter(|length| *length > 0);
        if length.is_none() {
            let at = Location::span(path, lengths.span.clone());
            diagnostics.push(diagnostic::config::unusable_length(at, written));
        }
        length
    };
    let all = read("semua").unwrap_or(built_in);
    let kinds = LENGTH_KEYS.iter().map(|key| key.name).filter(|name| *name != "semua");
    PerKind { all, by_kind: kinds.filter_map(|kind| Some((kind, read(kind)?))).collect() }
}
