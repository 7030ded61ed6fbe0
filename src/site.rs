//! Content → Site: what is true of the portal on a day. Immutable once assembled.

pub mod arrangement;
pub mod calls;
pub mod change;
pub mod edition;
pub mod fact_use;
pub mod kept;
pub mod link;
pub mod menu;
pub mod offline_edition;
pub mod permalink;
pub mod publication;
pub mod related;
pub mod review;
pub mod series;
pub mod signpost;
pub mod task;
pub mod taxonomy;

use crate::config::Config;
use crate::content::{Content, Details, Document};
use crate::diagnostic::{self, Diagnostics};
use crate::fact::Facts;
use crate::source::read::CONFIG_FILE;
use crate::source::{Asset, SourceFile, SourceTree};
use crate::vocabulary::{Date, Language, OutputPath, Permalink, SourcePath};
use arrangement::{Arrangement, Below, ByLanguage};
use edition::Issued;
use menu::MenuEntry;
use publication::Unpublished;
use rayon::prelude::*;
use series::Series;
use signpost::Signposts;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use taxonomy::{Taxonomy, Term};

/// A portal on a day.
pub struct Site {
    pub config: Config,
    pub facts: Facts,
    pub today: Date,
    /// Every published document, in path order.
    pub pages: Vec<Page>,
    pub terms: Vec<Term>,
    pub menu: Vec<MenuEntry>,
    pub signposts: Signposts,
    /// Lessons that follow each other, by name.
    pub series: Vec<Series>,
    /// What is not published, and why.
    pub unpublished: Vec<Unpublished>,
    /// The next day on which the site changes by itself: see [`change`].
    pub next_change: Option<Date>,
    /// When each fact gets another value.
    pub next_values: kept::NextValues,
    /// Pages that readers' phones keep from the first visit on.
    pub kept: Vec<OutputPath>,
    /// What the small files for reading without internet share: sections and pages.
    pub offline_edition_pages: Vec<OutputPath>,
    pub assets: BTreeMap<SourcePath, Asset>,
    /// What was handed out, in the order in which it was.
    pub editions: Vec<Issued>,
    /// Pages that are there and were reported as unreadable: nothing else is said about them.
    unsound: BTreeSet<SourcePath>,
    by_stem: ByLanguage<PageId>,
    arrangement: Arrangement,
    term_places: BTreeMap<Taxonomy, BTreeMap<String, usize>>,
    addresses: link::Addresses,
}

/// A published document, by its place in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// A document with its place on the site.
#[derive(Clone, Debug)]
pub struct Page {
    pub document: Arc<Document>,
    pub permalink: Permalink,
}

/// Which documents are published besides those that are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    Include,
    LeaveOut,
}

/// What the portal is assembled for.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    pub today: Date,
    pub drafts: Drafts,
}

/// Assembles the site; every problem that needs more than one file to be seen is reported here.
pub fn assemble(
    content: Content,
    source: &SourceTree,
    config: Config,
    facts: Facts,
    occasion: Occasion,
    diagnostics: &mut Diagnostics,
) -> Site {
    let Occasion { today, drafts } = occasion;
    facts.check_day(today, diagnostics);
    let assets = assets_by_path(source, &content);
    let (documents, unpublished) = publication::decide(content.documents, &config, today, drafts);
    let pages: Vec<Page> =
        documents.into_par_iter().map(|document| Page { permalink: permalink::of(&document), document }).collect();
    let mut by_stem = ByLanguage::default();
    for (index, page) in pages.iter().enumerate() {
        by_stem.insert(page.document.common.language, &page.document.common.stem, PageId(index));
    }
    let mut site = Site {
        next_change: None,
        next_values: kept::NextValues::default(),
        kept: Vec::new(),
        offline_edition_pages: Vec::new(),
        config,
        facts,
        today,
        pages,
        terms: Vec::new(),
        menu: Vec::new(),
        signposts: Signposts::default(),
        series: Vec::new(),
        unpublished,
        assets,
        editions: Vec::new(),
        unsound: content.unsound,
        by_stem,
        arrangement: Arrangement::default(),
        term_places: BTreeMap::new(),
        addresses: link::Addresses::default(),
    };
    (site.arrangement, site.terms) = rayon::join(|| Arrangement::of(&site), || taxonomy::terms(&site, diagnostics));
    site.term_places = taxonomy::places(&site.terms);
    site.series = series::all(&site, diagnostics);
    site.addresses = link::addresses(&site);
    site.menu = menu::entries(&site, diagnostics);
    site.signposts = signpost::find(&site);
    check_home(&site, source, diagnostics);
    let check = || {
        link::check(&site, diagnostics);
        calls::check(&site, diagnostics);
        task::check(&site, diagnostics);
    };
    ((), site.next_change) = rayon::join(check, || change::next_day(&change::list(&site)));
    site.next_values = kept::NextValues::of(&site);
    site.kept = kept::pages(&site, diagnostics);
    site.offline_edition_pages = offline_edition::pages(&site, diagnostics);
    site.editions = edition::find(&site, content.editions, diagnostics);
    site
}

/// A portal without a home page has no way in.
fn check_home(site: &Site, source: &SourceTree, diagnostics: &mut Diagnostics) {
    let is_portal = source.get(CONFIG_FILE).is_some();
    if is_portal && site.find("", Language::Indonesian).is_none() && !site.is_unsound(HOME) {
        let home = site.unpublished.iter().find(|document| document.path.as_str() == HOME);
        diagnostics.push(diagnostic::content::missing_home(HOME, home.map(|home| home.reason.text()).as_ref()));
    }
}

/// The document of the home page.
const HOME: &str = "content/_index.md";

fn assets_by_path(source: &SourceTree, content: &Content) -> BTreeMap<SourcePath, Asset> {
    content
        .assets
        .iter()
        .filter_map(|path| match source.get(path.as_str())? {
            SourceFile::Asset(asset) => Some((path.clone(), asset.clone())),
            SourceFile::Text(_) => None,
        })
        .collect()
}

impl Site {
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    pub fn ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.pages.len()).map(PageId)
    }

    /// True for a page that is there and was reported as unreadable.
    pub fn is_unsound(&self, path: &str) -> bool {
        SourcePath::new(path).is_some_and(|path| self.unsound.contains(&path))
    }

    /// The page of a stem in a language, if it is published.
    pub fn find(&self, stem: &str, language: Language) -> Option<PageId> {
        self.by_stem.get(language, stem).copied()
    }

    /// The page of a stem in a language, or else in Indonesian.
    pub fn find_or_fall_back(&self, stem: &str, language: Language) -> Option<PageId> {
        self.find(stem, language).or_else(|| self.find(stem, Language::Indonesian))
    }

    /// The section a page stands in: the nearest folder above it that has an `_index.md`.
    pub fn section_of(&self, page: &Page) -> Option<PageId> {
        let common = &page.document.common;
        let mut stem = common.stem.as_str();
        while !stem.is_empty() {
            stem = stem.rsplit_once('/').map_or("", |(parent, _)| parent);
            if let Some(id) = self.find_or_fall_back(stem, common.language) {
                return Some(id);
            }
        }
        None
    }

    /// The section of a folder in Indonesian, if it is published.
    pub fn section(&self, stem: &str) -> Option<PageId> {
        let is_section = |id: &PageId| matches!(self.page(*id).document.details, Details::Section(_));
        self.find(stem, Language::Indonesian).filter(is_section)
    }

    /// Pages directly below a section, without sections, in the section's order.
    pub fn pages_of_section(&self, section: &Page) -> &[PageId] {
        self.below(section).map_or(&[], |below| &below.pages)
    }

    /// Sections directly below a section.
    pub fn subsections(&self, section: &Page) -> &[PageId] {
        self.below(section).map_or(&[], |below| &below.sections)
    }

    fn below(&self, section: &Page) -> Option<&Below> {
        let common = &section.document.common;
        self.arrangement.below(common.language, &common.stem)
    }

    /// A term that has a page.
    pub fn term(&self, taxonomy: Taxonomy, id: &str) -> Option<&Term> {
        self.term_places.get(&taxonomy)?.get(id).map(|place| &self.terms[*place])
    }

    /// The same page in other languages.
    pub fn translations(&self, page: &Page) -> Vec<PageId> {
        let common = &page.document.common;
        Language::ALL
            .into_iter()
            .filter(|language| *language != common.language)
            .filter_map(|language| self.find(&common.stem, language))
            .collect()
    }
}
