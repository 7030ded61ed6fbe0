//! The kinds of documents: the one place that lists them all.

use super::article::Article;
use super::benefit::Benefit;
use super::event::Event;
use super::partner::Partner;
use super::procedure::Procedure;
use super::question::Question;
use super::section::Section;
use super::{Decoder, Raw, article, benefit, event, partner, procedure, question, raw_text, section};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::vocabulary::{Language, SourcePath};
use crate::yaml::table::Key;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Benefit,
    Procedure,
    Event,
    Partner,
    Article,
    Question,
    /// The text of a section, of a term, or of the home page: a file named `_index.md`.
    Section,
}

/// What a document has by its kind.
#[derive(Clone, Debug)]
pub enum Details {
    Benefit(Benefit),
    Procedure(Procedure),
    Event(Event),
    Partner(Partner),
    Article(Article),
    Question(Question),
    Section(Section),
}

/// The names authors write after `jenis:`.
pub const NAMES: &[&str] = &["manfaat", "prosedur", "acara", "mitra", "artikel", "tanya-jawab"];

impl Kind {
    const PAGES: [Self; 6] =
        [Self::Benefit, Self::Procedure, Self::Event, Self::Partner, Self::Article, Self::Question];

    /// The name authors write after `jenis:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Benefit => "manfaat",
            Self::Procedure => "prosedur",
            Self::Event => "acara",
            Self::Partner => "mitra",
            Self::Article => "artikel",
            Self::Question => "tanya-jawab",
            Self::Section => "bagian",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::PAGES.into_iter().find(|kind| kind.name() == name)
    }

    /// The keys its front matter may have.
    pub fn table(self) -> &'static [Key] {
        static TABLES: LazyLock<BTreeMap<Kind, Vec<Key>>> = LazyLock::new(|| {
            BTreeMap::from([
                (Kind::Benefit, benefit::keys()),
                (Kind::Procedure, procedure::keys()),
                (Kind::Event, event::keys()),
                (Kind::Partner, partner::keys()),
                (Kind::Article, article::keys()),
                (Kind::Question, question::keys()),
                (Kind::Section, section::keys()),
            ])
        });
        &TABLES[&self]
    }

    pub fn decode(self, decoder: &mut Decoder<'_>) -> Details {
        match self {
            Self::Benefit => Details::Benefit(benefit::decode(decoder)),
            Self::Procedure => Details::Procedure(procedure::decode(decoder)),
            Self::Event => Details::Event(event::decode(decoder)),
            Self::Partner => Details::Partner(partner::decode(decoder)),
            Self::Article => Details::Article(article::decode(decoder)),
            Self::Question => Details::Question(question::decode(decoder)),
            Self::Section => Details::Section(section::decode(decoder)),
        }
    }
}

impl Details {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Benefit(_) => Kind::Benefit,
            Self::Procedure(_) => Kind::Procedure,
            Self::Event(_) => Kind::Event,
            Self::Partner(_) => Kind::Partner,
            Self::Article(_) => Kind::Article,
            Self::Question(_) => Kind::Question,
            Self::Section(_) => Kind::Section,
        }
    }
}

/// The kind each folder's `_index.md` gives its pages; `None` where what it says was reported.
pub fn kinds_of_folders(raws: &[Raw<'_>], unread: &[&SourcePath]) -> BTreeMap<String, Option<Kind>> {
    let written = raws
        .iter()
        .filter(|raw| raw.is_section && raw.language == Language::Indonesian)
        .filter_map(|raw| Some((raw.stem.clone(), Kind::from_name(raw_text(&raw.front, ["jenis", "type"])?.0))));
    let unknown = unread.iter().filter(|path| path.file_name() == "_index.md").map(|path| {
        let folder = path.folder().strip_prefix("content").unwrap_or_default();
        (folder.trim_start_matches('/').to_owned(), None)
    });
    written.chain(unknown).collect()
}

/// A page's kind: its own `jenis`, or that of the nearest folder above it.
pub fn of_page(raw: &Raw<'_>, kinds: &BTreeMap<String, Option<Kind>>, diagnostics: &mut Diagnostics) -> Option<Kind> {
    if let Some((name, span)) = raw_text(&raw.front, ["jenis", "type"]) {
        let kind = Kind::from_name(name);
        if kind.is_none() {
            let at = Location::span(raw.path, span);
            diagnostics.push(diagnostic::yaml::unknown_choice(at, "jenis", name, NAMES.iter().copied()));
        }
        return kind;
    }
    let mut folder = raw.stem.as_str();
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if let Some(kind) = kinds.get(parent) {
            return *kind;
        }
        folder = parent;
    }
    if let Some(kind) = kinds.get("") {
        return *kind;
    }
    let at = Location::span(raw.path, raw.front.span.start..raw.front.span.start);
    diagnostics.push(diagnostic::content::missing_kind(at, NAMES));
    None
}
