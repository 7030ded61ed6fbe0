//! Site → Outputs: everything that is published, each with its path and its subject.
//!
//! Plans only. An output's *view*, the one thing its template can see, and its *key* are computed
//! on demand and dropped; see `render` for the bytes and `publish` for the files.

pub mod address;
pub mod alphabet;
pub mod asset;
pub mod body;
pub mod calendar;
pub mod carrier;
pub mod collision;
pub mod download;
pub mod edition;
pub mod entry;
pub mod event_time;
pub mod feed;
pub mod home;
mod hosting;
pub mod inventory;
pub mod item;
pub mod list;
pub mod markers;
pub mod not_found;
pub mod offline;
pub mod offline_edition;
pub mod page;
pub mod permits;
pub mod picture;
mod plan;
pub mod redirect;
pub mod region;
pub mod search;
pub mod series;
pub mod shell;
pub mod shortcode;
pub mod sitemap;
pub mod structured_data;
pub mod surroundings;
pub mod task;
pub mod term;
mod view;
pub mod writing;

pub use plan::{plan, plan_search_parts};
use view::fingerprint;
pub use view::{Key, TemplateView, View, key, view};

use crate::config::carriers::Carrier;
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site};
use crate::source::read::EDITIONS_FILE;
use crate::theme::Theme;
use crate::vocabulary::{Language, OutputPath, Permalink, SourcePath};
use alphabet::Alphabet;
use calendar::CalendarOf;
use carrier::preview::{self, Of};
use feed::FeedOf;
use list::Listing;
use offline_edition::OfflineEdition;
use offline_edition::fragment::Fragments;
use picture::Variant;
use series::SeriesOf;
use sitemap::Sitemap;
use std::sync::Arc;

/// One file to publish.
#[derive(Clone, Debug)]
pub struct Output {
    pub path: OutputPath,
    pub subject: Subject,
}

/// What an output shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Home(PageId),
    /// A page of its own: a benefit, a procedure, an event, …
    Page(PageId),
    /// Another form of a page, as a file of its own.
    Carrier {
        page: PageId,
        carrier: Carrier,
    },
    /// The page that shows a page's texts, to be copied or sent.
    Texts(PageId),
    /// Page `number` of a section's list, from 1.
    Section {
        section: PageId,
        listing: Arc<Listing>,
        number: usize,
    },
    /// Page `number` of the list of a taxonomy's terms, with the section that introduces it.
    Taxonomy {
        taxonomy: Taxonomy,
        section: Option<PageId>,
        number: usize,
    },
    /// Page `number` of an occupation's or a topic's list, by the term's place in [`Site::terms`].
    Term {
        term: usize,
        listing: Arc<Listing>,
        number: usize,
    },
    /// The page of a region, by the term's place in [`Site::terms`].
    Region(usize),
    /// Page `number` of all events, places or reading of a region whose own page has no room for them.
    RegionList {
        term: usize,
        group: region::Group,
        listing: Arc<Listing>,
        number: usize,
    },
    /// A page that leads to every other one.
    Index(IndexPage),
    /// What the search page asks for: its script, and the parts of its index, made with the plan
    /// because their names hold their hash.
    SearchPart(Arc<[u8]>),
    /// An old address of a page.
    Redirect(PageId),
    NotFound,
    /// Whether what was handed out still holds, by its place in [`Site::editions`].
    Edition(usize),
    /// The page for what is asked for without network and not kept.
    Offline,
    /// The service worker.
    Worker,
    /// The portal, or a part of it, as one file.
    OfflineEdition(Arc<OfflineEdition>),
    /// The page that offers those files.
    Shelf(Arc<[Arc<OfflineEdition>]>),
    /// What was published of late, of the whole site or of a part of it.
    Feed(FeedOf),
    /// Lessons week by week.
    Series(SeriesOf),
    /// Several events for the calendar of a phone.
    Calendar(CalendarOf),
    Sitemap(Sitemap),
    Robots,
    /// What is published, for the next build from anywhere: all other outputs.
    Inventory(Arc<[OutputPath]>),
    /// What a server is told, in its own language.
    ServerRules(Arc<[u8]>),
    Icon,
    /// A file of the project, published as it is; of a picture, without its metadata.
    File(SourcePath),
    /// A picture as a page shows it.
    Picture(Variant),
    /// The picture that messengers show beside a link.
    Preview(preview::Of),
}

/// A page made of all others: by their titles, or by what readers want to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexPage {
    /// A part of the A–Z, by its place.
    Alphabet {
        alphabet: Arc<Alphabet>,
        number: usize,
    },
    /// Page `number` of the tasks, from 1.
    Tasks {
        language: Language,
        number: usize,
    },
    Search(Language),
}

/// What every view is computed from.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub sizes: &'a Sizes<'a>,
    /// Pages that are parts of files, as far as they were read.
    pub shared: &'a Shared,
}

/// What several outputs are made of: made once, when the first of them asks.
#[derive(Debug, Default)]
pub struct Shared {
    /// Pages that are parts of files.
    pub fragments: Fragments,
    /// What pages have around their content.
    pub surroundings: surroundings::Known,
    pub indexes: search::Indexes,
}

/// What is known of an output of a [layer](Layer) before; `None` for what is not published, or not yet made.
pub type Sizes<'a> = dyn Fn(&OutputPath) -> Option<Size> + Sync + 'a;

/// A finished output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// In bytes.
    pub file: u64,
    /// In bytes, compressed, as a reader fetches it.
    pub wire: u64,
    /// Names the bytes.
    pub fingerprint: u64,
    pub copies: Copies,
}

/// Which compressed copies of a file are published beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    pub br: bool,
    pub gz: bool,
}

/// When an output is rendered: a page may state the size of what is made before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Files and other things that pages show or link to.
    Assets,
    /// Files made of pages, which state the sizes of files, and whose own sizes other pages state.
    Editions,
    Pages,
    /// What names the bytes of all others.
    Inventory,
}

/// Where the icon lies.
pub fn icon(theme: &Theme) -> OutputPath {
    asset::path("icon", &blake3::hash(&theme.icon), "svg")
}

impl Output {
    /// The file of the project that the output is made of, where it is one.
    pub fn source(&self, site: &Site) -> Option<SourcePath> {
        match &self.subject {
            Subject::File(path) => Some(path.clone()),
            Subject::Picture(variant) => Some(variant.source.clone()),
            Subject::Edition(_) => SourcePath::new(EDITIONS_FILE),
            subject => subject.document(site).map(|id| site.page(id).document.common.path.clone()),
        }
    }
}

impl Subject {
    /// The document behind an output, where there is one.
    pub fn document(&self, site: &Site) -> Option<PageId> {
        match self {
            Self::Home(id) | Self::Page(id) | Self::Redirect(id) | Self::Section { section: id, .. } => Some(*id),
            Self::Carrier { page: id, .. } | Self::Texts(id) | Self::Preview(Of::Page(id)) => Some(*id),
            Self::Edition(index) => site.editions[*index].page,
            Self::Taxonomy { section, .. } => *section,
            Self::Term { term, .. } | Self::Region(term) | Self::RegionList { term, .. } => site.terms[*term].text,
            Self::Index(_)
            | Self::SearchPart(_)
            | Self::NotFound
            | Self::Offline
            | Self::Worker
            | Self::OfflineEdition(_)
            | Self::Shelf(_)
            | Self::Feed(_)
            | Self::Calendar(_)
            | Self::Series(_)
            | Self::Sitemap(_)
            | Self::Robots
            | Self::Inventory(_)
            | Self::ServerRules(_)
            | Self::Icon
            | Self::File(_)
            | Self::Picture(_)
            | Self::Preview(Of::Term(_)) => None,
        }
    }

    /// True for files that are pages people read, not feeds, files or redirects.
    pub fn is_page(&self) -> bool {
        match self {
            Self::Home(_)
            | Self::Page(_)
            | Self::Section { .. }
            | Self::Taxonomy { .. }
            | Self::Term { .. }
            | Self::Region(_)
            | Self::RegionList { .. }
            | Self::Index(_)
            | Self::Shelf(_)
            | Self::Series(SeriesOf::Page(_)) => true,
            Self::SearchPart(_)
            | Self::Carrier { .. }
            | Self::Texts(_)
            | Self::Redirect(_)
            | Self::NotFound
            | Self::Edition(_)
            | Self::Offline
            | Self::Worker
            | Self::OfflineEdition(_)
            | Self::Feed(_)
            | Self::Calendar(_)
            | Self::Series(_)
            | Self::Sitemap(_)
            | Self::Robots
            | Self::Inventory(_)
            | Self::ServerRules(_)
            | Self::Icon
            | Self::File(_)
            | Self::Picture(_)
            | Self::Preview(_) => false,
        }
    }
}

/// A page of the engine's own, below the folder of its language.
fn permalink(language: Language, step: &str) -> Permalink {
    let folder = (language != Language::Indonesian).then(|| language.code());
    Permalink::from_steps(folder.into_iter().chain([step])).expect("the engine's own steps are sound")
}

impl Layer {
    /// In the order in which they are made.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Editions, Self::Pages, Self::Inventory];
}

impl Output {
    /// True for what is made of the whole portal or of much of it, and takes long to make.
    pub fn is_large(&self) -> bool {
        matches!(
            self.subject,
            Subject::Sitemap(_) | Subject::OfflineEdition(_) | Subject::Feed(_) | Subject::Calendar(_)
        )
    }

    pub fn layer(&self) -> Layer {
        match self.subject {
            Subject::File(_)
            | Subject::Picture(_)
            | Subject::Preview(_)
            | Subject::Icon
            | Subject::SearchPart(_)
            | Subject::Carrier { carrier: Carrier::Sheet(_), .. } => Layer::Assets,
            Subject::OfflineEdition(_) => Layer::Editions,
            Subject::Series(SeriesOf::Messages(_) | SeriesOf::GroupMessages { .. }) => Layer::Assets,
            Subject::Home(_)
            | Subject::Page(_)
            | Subject::Carrier {
                carrier: Carrier::WhatsApp | Carrier::Sms | Carrier::Script | Carrier::Calendar,
                ..
            }
            | Subject::Texts(_)
            | Subject::Section { .. }
            | Subject::Taxonomy { .. }
            | Subject::Term { .. }
            | Subject::Region(_)
            | Subject::RegionList { .. }
            | Subject::Index(_)
            | Subject::Redirect(_)
            | Subject::NotFound
            | Subject::Edition(_)
            | Subject::Offline
            | Subject::Worker
            | Subject::Shelf(_)
            | Subject::Feed(_)
            | Subject::Calendar(_)
            | Subject::Series(SeriesOf::Page(_))
            | Subject::Sitemap(_)
            | Subject::Robots
            | Subject::ServerRules(_) => Layer::Pages,
            Subject::Inventory(_) => Layer::Inventory,
        }
    }
}

/// The sizes where nothing is made: what is said there states none.
pub fn nothing_made(_: &OutputPath) -> Option<Size> {
    None
}

fn sound(path: &str) -> OutputPath {
    OutputPath::new(path).expect("the paths of the engine are sound")
}
