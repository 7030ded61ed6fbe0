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
pub mod item;
pub mod list;
pub mod markers;
pub mod not_found;
pub mod offline;
pub mod offline_edition;
pub mod page;
pub mod permits;
pub mod picture;
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
pub mod writing;

use crate::config::carriers::Carrier;
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site, link};
use crate::theme::Theme;
use crate::vocabulary::{Language, OutputPath, Permalink, SourcePath};
use alphabet::Alphabet;
use calendar::CalendarOf;
use carrier::preview::{self, Of};
use feed::FeedOf;
use list::Listing;
use offline_edition::OfflineEdition;
use offline_edition::fragment::{Fragments, IN_FILE};
use permits::Permits;
use picture::Variant;
use serde::Serialize;
use series::SeriesOf;
use sitemap::Sitemap;
use std::sync::Arc;
use tera::Context;
use writing::Writing;

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

/// How large an output of the first [layer](Layer) is; `None` for what is not published, or not yet made.
pub type Sizes<'a> = dyn Fn(&OutputPath) -> Option<Size> + Sync + 'a;

/// Both in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub file: u64,
    /// Compressed, as a reader fetches it.
    pub wire: u64,
}

/// When an output is rendered: a page may state the size of what is made before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Files and other things that pages show or link to.
    Assets,
    /// Files made of pages, which state the sizes of files, and whose own sizes other pages state.
    Editions,
    Pages,
}

/// What makes an output's bytes.
pub enum View {
    /// A template and all that it can see.
    Template(TemplateView),
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the project.
    File(SourcePath),
    /// A picture, and the hash of its file.
    Picture(Variant, blake3::Hash),
    /// What is laid out, then painted or printed.
    Sheet(carrier::sheet::Sheet),
}

pub struct TemplateView {
    pub template: &'static str,
    pub permits: Permits,
    /// Names all that the template can see, for the key.
    fingerprint: blake3::Hash,
    context: Box<dyn Fn() -> Context + Send + Sync>,
}

/// What identifies an output's bytes: its view, and the template, theme and engine behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub blake3::Hash);

/// Plans every output, in path order, and reports addresses that are taken twice. The parts of the search
/// indexes are not among them: see [`plan_search_parts`].
pub fn plan(site: &Site, theme: &Theme, shared: &Shared, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut outputs = Vec::new();
    for id in site.ids() {
        outputs.extend(plan_document(site, id));
        outputs.extend(carrier::plan(site, id));
        outputs.extend(redirect::plan(site, id, diagnostics));
    }
    for taxonomy in Taxonomy::ALL {
        outputs.extend(plan_taxonomy(site, taxonomy));
    }
    let basis = Basis { site, theme, sizes: &nothing_made, shared };
    outputs.extend(Language::ALL.into_iter().flat_map(|language| plan_index(basis, language)));
    if !site.signposts.listed.is_empty() {
        outputs.push(search::plan_script(theme));
    }
    outputs.extend(feed::plan(site));
    outputs.extend(calendar::plan(site));
    outputs.extend(series::plan(site));
    let single = [("404.html", Subject::NotFound), ("robots.txt", Subject::Robots)];
    outputs.extend(single.map(|(path, subject)| Output { path: sound(path), subject }));
    outputs.push(Output { path: icon(theme), subject: Subject::Icon });
    outputs.extend(edition::plan(site));
    outputs.extend(offline::plan(site));
    outputs.extend(offline_edition::plan(basis));
    outputs.extend(plan_files(site, diagnostics));
    outputs.extend(picture::plan(site, diagnostics));
    outputs.extend(preview::plan(basis));
    let sitemap = sitemap::plan(site, &outputs);
    outputs.extend(sitemap);
    collision::report(site, &mut outputs, diagnostics);
    outputs
}

/// Plans the parts of all search indexes, for which every page must be read.
pub fn plan_search_parts(basis: Basis<'_>) -> Vec<Output> {
    Language::ALL.into_iter().flat_map(|language| search::plan_parts(basis, language)).collect()
}

/// Where the icon lies.
pub fn icon(theme: &Theme) -> OutputPath {
    asset::path("icon", &blake3::hash(&theme.icon), "svg")
}

fn plan_document(site: &Site, id: PageId) -> Vec<Output> {
    let page = site.page(id);
    let common = &page.document.common;
    match &page.document.details {
        Details::Section(_) if common.stem.is_empty() => {
            vec![Output { path: page.permalink.index(), subject: Subject::Home(id) }]
        }
        Details::Section(_) if common.language == Language::Indonesian && term::is_term_text(site, id) => Vec::new(),
        Details::Section(_) => {
            let listing = Arc::new(list::of_section(site, id));
            (1..=listing.page_count())
                .map(|number| Output {
                    path: list::path(&page.permalink, number),
                    subject: Subject::Section { section: id, listing: listing.clone(), number },
                })
                .collect()
        }
        Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Event(_)
        | Details::Partner(_)
        | Details::Article(_)
        | Details::Question(_) => vec![Output { path: page.permalink.index(), subject: Subject::Page(id) }],
    }
}

fn plan_taxonomy(site: &Site, taxonomy: Taxonomy) -> Vec<Output> {
    let terms: Vec<usize> =
        site.terms.iter().enumerate().filter(|(_, term)| term.taxonomy == taxonomy).map(|(index, _)| index).collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let section = site.section(taxonomy.name());
    let index = (1..=term::taxonomy_page_count(terms.len())).map(|number| Output {
        path: list::path(&taxonomy.permalink(), number),
        subject: Subject::Taxonomy { taxonomy, section, number },
    });
    let lists = terms.into_iter().flat_map(|term| term::plan(site, term));
    index.chain(lists).collect()
}

fn plan_index(basis: Basis<'_>, language: Language) -> Vec<Output> {
    let mut outputs = alphabet::plan(basis, language);
    outputs.extend(task::plan(basis.site, language));
    outputs.extend(search::plan(basis.site, language));
    outputs
}

/// Files that pages link to, and all downloads.
fn plan_files(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut used: Vec<SourcePath> =
        site.assets.keys().filter(|path| path.as_str().starts_with(link::DOWNLOADS)).cloned().collect();
    for page in &site.pages {
        let document = &page.document;
        let links = document.common.body.links.iter().map(|link| link.target.as_str());
        used.extend(links.filter_map(|target| site.find_asset(document, target)));
    }
    used.sort();
    used.dedup();
    for path in &used {
        picture::fault::report_file(path, &site.assets[path], diagnostics);
    }
    used.into_iter().map(|path| Output { path: link::output_of_asset(&path), subject: Subject::File(path) }).collect()
}

/// Computes an output's view. Problems of the theme's components go into `diagnostics`.
pub fn view(output: &Output, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let Basis { site, theme, .. } = basis;
    match &output.subject {
        Subject::Home(id) => home::view(output, *id, basis, diagnostics),
        Subject::Page(id) => page::view(output, *id, basis, diagnostics),
        Subject::Carrier { page, carrier } => carrier::view(*page, *carrier, basis, diagnostics),
        Subject::Texts(id) => carrier::texts::view(output, *id, basis, diagnostics),
        Subject::Section { section, listing, number } => {
            list::view(output, *section, listing, *number, basis, diagnostics)
        }
        Subject::Taxonomy { taxonomy, section, number } => {
            term::taxonomy_view(output, *taxonomy, *section, *number, basis, diagnostics)
        }
        Subject::Term { term, listing, number } => term::view(output, *term, listing, *number, basis, diagnostics),
        Subject::Region(term) => region::view(output, *term, basis, diagnostics),
        Subject::RegionList { term, group, listing, number } => {
            region::list_view(output, *term, *group, listing, *number, basis)
        }
        Subject::Index(IndexPage::Alphabet { alphabet, number }) => alphabet::view(output, alphabet, *number, basis),
        Subject::Index(IndexPage::Tasks { language, number }) => task::view(output, *language, *number, basis),
        Subject::Index(IndexPage::Search(language)) => search::view(output, *language, basis),
        Subject::SearchPart(bytes) => View::Bytes(bytes.to_vec()),
        Subject::Redirect(id) => redirect::view(output, *id, basis),
        Subject::NotFound => not_found::view(output, basis),
        Subject::Edition(index) => edition::view(output, *index, basis, diagnostics),
        Subject::Offline => offline::view(output, basis),
        Subject::Worker => View::Bytes(offline::worker(basis)),
        Subject::OfflineEdition(edition) => offline_edition::view(output, edition, basis, diagnostics),
        Subject::Shelf(editions) => offline_edition::shelf::view(output, editions, basis),
        Subject::Feed(of) => View::Bytes(feed::bytes(*of, output, basis)),
        Subject::Series(SeriesOf::Page(series)) => series::view(output, *series, basis),
        Subject::Series(of) => View::Bytes(series::messages(*of, basis, diagnostics)),
        Subject::Calendar(of) => View::Bytes(calendar::bytes(*of, basis, diagnostics)),
        Subject::Sitemap(sitemap) => View::Bytes(sitemap::bytes(sitemap, site)),
        Subject::Robots => View::Bytes(sitemap::robots(site)),
        Subject::Icon => View::Bytes(theme.icon.clone()),
        Subject::File(path) => View::File(path.clone()),
        Subject::Picture(variant) => View::Picture(variant.clone(), site.assets[&variant.source].hash),
        Subject::Preview(of) => preview::view(output, *of, basis),
    }
}

/// What identifies the bytes that a view becomes.
pub fn key(output: &Output, view: &View, site: &Site, theme: &Theme, engine: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(engine.as_bytes());
    hasher.update(output.path.as_str().as_bytes());
    match view {
        View::Template(view) => {
            hasher.update(theme.version.as_bytes());
            hasher.update(view.template.as_bytes());
            hasher.update(view.fingerprint.as_bytes());
        }
        View::Bytes(bytes) => {
            hasher.update(bytes);
        }
        View::File(path) => {
            if let Some(asset) = site.assets.get(path) {
                hasher.update(asset.hash.as_bytes());
            }
        }
        View::Picture(variant, hash) => {
            hasher.update(variant.key(hash).as_bytes());
        }
        View::Sheet(sheet) => {
            hasher.update(theme.version.as_bytes());
            hasher.update(sheet.template.as_bytes());
            hasher.update(&sheet.canonical);
        }
    }
    Key(hasher.finalize())
}

impl View {
    /// Joins a page's frame, the theme's words and what is particular to its template.
    fn template<V>(template: &'static str, shell: shell::Shell, view: V, writing: &Writing<'_>) -> Self
    where
        V: Serialize + Send + Sync + 'static,
    {
        let holds_until = writing.holds_until();
        let surroundings = shell.surroundings.hash.as_bytes();
        let fingerprint = fingerprint(&(&shell, surroundings, &view, &holds_until));
        let permits = shell.permits.clone();
        let words = writing.words.value.clone();
        let context = move || {
            let mut context = Context::from_serialize(&view).expect("views are plain data");
            context.insert_value("page", shell.value());
            context.insert("holds_until", &holds_until);
            context.insert(IN_FILE, &false);
            context.insert_value("words", words.clone());
            context
        };
        Self::Template(TemplateView { template, permits, fingerprint, context: Box::new(context) })
    }
}

impl TemplateView {
    /// All that the template can see. Made only where it is rendered: most of a warm build needs no more
    /// than the fingerprint.
    pub fn context(&self) -> Context {
        (self.context)()
    }
}

/// Names plain data by its content.
fn fingerprint(data: &impl Serialize) -> blake3::Hash {
    blake3::hash(&rmp_serde::to_vec(data).expect("views are plain data"))
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
    pub const ALL: [Self; 3] = [Self::Assets, Self::Editions, Self::Pages];
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
            | Subject::Robots => Layer::Pages,
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
