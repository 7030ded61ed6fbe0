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
    /// The kinds of pages, which authors write after `jenis:`.
    pub const PAGES: [Self; 6] =
        [Self::Benefit, Self::Procedure, Self::Event, Self::Partner, Self::Article, Self::Question];
    pub const ALL: [Self; 7] =
        [Self::Benefit, Self::Procedure, Self::Event, Self::Partner, Self::Article, Self::Question, Self::Section];

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

/// What the nearest folder above a page that names a kind says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    Is(Kind),
    /// What it says was reported.
    Unclear,
    /// No folder says anything.
    Unsaid,
}

impl FolderKind {
    /// For a document by its [stem](super::Common::stem).
    pub fn of(stem: &str, kinds: &BTreeMap<String, Option<Kind>>) -> Self {
        let mut folder = stem;
        loop {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            match kinds.get(folder) {
                Some(Some(kind)) => return Self::Is(*kind),
                Some(None) => return Self::Unclear,
                None if folder.is_empty() => return Self::Unsaid,
                None => {}
            }
        }
    }
}

/// A page's kind: its own `jenis`, or that of the nearest folder above it.
pub fn of_page(raw: &Raw<'_>, folder: FolderKind, diagnostics: &mut Diagnostics) -> Option<Kind> {
    if let Some((name, span)) = raw_text(&raw.front, ["jenis", "type"]) {
        let kind = Kind::from_name(name);
        if kind.is_none() {
            let at = Location::span(raw.path, span);
            diagnostics.push(diagnostic::yaml::unknown_choice(at, "jenis", name, NAMES.iter().copied()));
        }
        return kind;
    }
    match folder {
        FolderKind::Is(kind) => return Some(kind),
        FolderKind::Unclear => return None,
        FolderKind::Unsaid => {}
    }
    let at = Location::span(raw.path, raw.front.span.start..raw.front.span.start);
    diagnostics.push(diagnostic::content::missing_kind(at, NAMES));
    None
}
