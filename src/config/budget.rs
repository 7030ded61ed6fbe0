//! What a page may cost its reader, by the page's kind.

use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::vocabulary::{Figures, Measure, SourcePath};
use crate::yaml::table::{Fields, Form, Key, Need, key};

/// The kinds of pages, as their `data-kind` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    Home,
    List,
    Benefit,
    Procedure,
    Event,
    Partner,
    Article,
    Question,
    Region,
    Occupation,
    Topic,
    Text,
    /// The page that offers files to keep.
    Save,
    Search,
    /// Whether a printed paper still holds.
    Edition,
    Offline,
    NotFound,
    /// What a theme names in a way of its own.
    Other,
}

/// What the pages of each kind may cost.
#[derive(Clone, Debug)]
pub struct Budgets {
    /// In the order of [`PageKind::ALL`].
    limits: [Figures; PageKind::ALL.len()],
}

/// What one page may cost, where its front matter says so, and why.
#[derive(Clone, Debug)]
pub struct OwnBudget {
    limits: Vec<(Measure, u64)>,
    pub reason: String,
}

impl PageKind {
    pub const ALL: [Self; 18] = [
        Self::Home,
        Self::List,
        Self::Benefit,
        Self::Procedure,
        Self::Event,
        Self::Partner,
        Self::Article,
        Self::Question,
        Self::Region,
        Self::Occupation,
        Self::Topic,
        Self::Text,
        Self::Save,
        Self::Search,
        Self::Edition,
        Self::Offline,
        Self::NotFound,
        Self::Other,
    ];

    /// The kind that a page names in `data-kind`.
    pub fn from_data_kind(name: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.data_kind() == name).unwrap_or(Self::Other)
    }

    fn data_kind(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::List => "list",
            Self::Benefit => "benefit",
            Self::Procedure => "procedure",
            Self::Event => "event",
            Self::Partner => "partner",
            Self::Article => "article",
            Self::Question => "question",
            Self::Region => "region",
            Self::Occupation => "occupation",
            Self::Topic => "topic",
            Self::Text => "text",
            Self::Save => "save",
            Self::Search => "search",
            Self::Edition => "edition",
            Self::Offline => "offline",
            Self::NotFound => "404",
            Self::Other => "other",
        }
    }

    /// What the kind is called in messages and in the configuration.
    pub fn name(self) -> Text {
        let key = &KEYS[self as usize];
        Text::new(key.name, key.alias)
    }

    /// What a page of this kind may cost unless the configuration says otherwise.
    ///
    /// Bytes are compressed with brotli, with 300 for the headers of each answer.
    pub fn built_in(self) -> Figures {
        let (html, first, whole, requests, script, elements) = match self {
            Self::Home => (6_000, 8_000, 20_000, 2, 400, 350),
            Self::Article => (6_500, 14_000, 35_000, 3, 400, 300),
            Self::List | Self::Region | Self::Occupation | Self::Topic | Self::Save => {
                (6_000, 7_500, 20_000, 2, 400, 350)
            }
            Self::Event | Self::Partner => (5_000, 6_500, 20_000, 2, 400, 200),
            Self::Search => (4_500, 9_000, 9_000, 3, 4_000, 200),
            Self::NotFound | Self::Edition | Self::Offline => (3_000, 4_000, 4_000, 2, 400, 120),
            Self::Benefit | Self::Procedure | Self::Question | Self::Text | Self::Other => {
                (5_500, 7_000, 20_000, 2, 400, 250)
            }
        };
        Figures { html, first, whole, requests, script, elements }
    }
}

impl OwnBudget {
    /// True where the page itself says how much of `measure` it may have.
    pub fn limits_measure(&self, measure: Measure) -> bool {
        self.limits.iter().any(|(limited, _)| *limited == measure)
    }
}

impl Budgets {
    /// What a page of a kind may cost; what it says itself counts more.
    pub fn of(&self, kind: PageKind, own: Option<&OwnBudget>) -> Figures {
        let mut limits = self.limits[kind as usize];
        for (measure, limit) in own.into_iter().flat_map(|own| &own.limits) {
            limits.set(*measure, *limit);
        }
        limits
    }
}

const fn kind(name: &'static str, alias: &'static str) -> Key {
    key(
        name,
        alias,
        Form::Fields(LIMIT_KEYS),
        Need::Optional,
        "Batas berat halaman jenis ini.",
        "{html: 6000, elemen: 300}",
    )
}

/// In the order of [`PageKind::ALL`].
pub static KEYS: &[Key] = &[
    kind("beranda", "home"),
    kind("daftar", "list"),
    kind("manfaat", "benefit"),
    kind("prosedur", "procedure"),
    kind("acara", "event"),
    kind("mitra", "partner"),
    kind("artikel", "article"),
    kind("tanya-jawab", "question"),
    kind("wilayah", "region"),
    kind("pekerjaan", "occupation"),
    kind("topik", "topic"),
    kind("teks", "text"),
    kind("simpan", "save"),
    kind("cari", "search"),
    kind("edisi", "edition"),
    kind("luring", "offline"),
    kind("404", "not_found"),
    kind("lainnya", "other"),
];

/// In the order of [`Measure::ALL`].
static LIMIT_KEYS: &[Key] = &[HTML, FIRST, WHOLE, REQUESTS, SCRIPT, ELEMENTS];

/// The same limits for one page, with the reason.
pub static OWN_KEYS: &[Key] = &[
    HTML,
    FIRST,
    WHOLE,
    REQUESTS,
    SCRIPT,
    ELEMENTS,
    key(
        "alasan",
        "reason",
        Form::Text,
        Need::Required,
        "Mengapa halaman ini boleh lebih berat dari yang lain.",
        "Tabel iuran setahun harus utuh",
    ),
];

const HTML: Key = limit("html", "html", "Teks halaman dengan gayanya, dalam bita.", "6000");
const FIRST: Key = limit("tampilan", "first", "Semua yang diambil untuk tampilan pertama, dalam bita.", "8000");
const WHOLE: Key = limit("lengkap", "whole", "Semua yang diambil sampai habis digulir, dalam bita.", "20000");
const REQUESTS: Key = limit("permintaan", "requests", "Banyaknya berkas untuk tampilan pertama.", "2");
const SCRIPT: Key = limit("skrip", "script", "Semua skrip, dalam bita.", "400");
const ELEMENTS: Key = limit("elemen", "elements", "Banyaknya elemen halaman.", "300");

const fn limit(name: &'static str, alias: &'static str, help: &'static str, example: &'static str) -> Key {
    key(name, alias, Form::Integer, Need::Optional, help, example)
}

/// Reads the setting `anggaran`; a kind or a limit that is not written has the built-in value.
pub fn parse(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Budgets {
    let mut limits = PageKind::ALL.map(PageKind::built_in);
    if let Some(written) = fields.map("anggaran") {
        for (kind, own) in KEYS.iter().zip(&mut limits) {
            let Some(fields) = written.map(kind.name) else { continue };
            for (measure, limit) in read_limits(path, fields, diagnostics) {
                own.set(measure, limit);
            }
        }
    }
    Budgets { limits }
}

/// Reads a page's own `anggaran`; `None` after what is missing was reported.
pub fn parse_own(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Option<OwnBudget> {
    let written = fields.map("anggaran")?;
    let limits = read_limits(path, written, diagnostics);
    Some(OwnBudget { limits, reason: written.text("alasan")?.value })
}

fn read_limits(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Vec<(Measure, u64)> {
    let mut limits = Vec::new();
    for (measure, key) in Measure::ALL.into_iter().zip(LIMIT_KEYS) {
        // A page without a script is usual; one of no bytes is impossible.
        let limit = match (measure, fields.integer(key.name)) {
            (Measure::Script, Some(0)) => Some(0),
            _ => positive(path, fields, key.name, diagnostics),
        };
        limits.extend(limit.map(|limit| (measure, limit)));
    }
    limits
}

/// A limit above 0, if one is written; any other was reported.
pub fn positive(path: &SourcePath, fields: &Fields, key: &str, diagnostics: &mut Diagnostics) -> Option<u64> {
    let written = fields.integer(key)?;
    let limit = u64::try_from(written).ok().filter(|limit| *limit > 0);
    if limit.is_none() {
        let at = fields.get(key).map_or(0..0, |value| value.span.clone());
        diagnostics.push(diagnostic::config::unusable_limit(Location::span(path, at), key, written));
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_kinds_stand_in_their_order() {
        assert_eq!(KEYS.len(), PageKind::ALL.len());
        for kind in PageKind::ALL {
            assert_eq!(PageKind::from_data_kind(kind.data_kind()), kind);
            assert!(kind == PageKind::NotFound || kind.name().en == kind.data_kind(), "{kind:?}");
        }
    }
}
