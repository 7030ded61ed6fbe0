//! What every page has around its content: head, header, breadcrumbs, menu, footer.

use super::address;
use super::carrier;
use super::carrier::preview::{self, PreviewLink};
use super::event_time;
use super::feed::FeedOf;
use super::markers;
use super::offline;
use super::permits::Permits;
use super::picture::{self, Role};
use super::structured_data;
use super::surroundings::{self, Shared};
use super::writing::Writing;
use crate::config::offline::Worker;
use crate::content::{Citation, Details, Document, Image};
use crate::diagnostic::Diagnostics;
use crate::fact::print::say_date;
use crate::fact::reference::Source;
use crate::site::taxonomy::{Taxonomy, terms_of};
use crate::site::{Page, PageId, Site};
use crate::theme::words::Words;
use crate::vocabulary::{Date, Html, Language, OutputPath, Permalink};
use serde::Serialize;
use std::sync::Arc;
use tera::Value;

/// A page's frame, as templates see it under the name `page`.
#[derive(Debug, Serialize)]
pub struct Shell {
    pub kind: &'static str,
    /// What the page shares with its neighbours; templates see it among the rest.
    #[serde(skip)]
    pub surroundings: Arc<Shared>,
    /// The document's title: the heading and the site's name.
    pub title: String,
    pub heading: Html,
    pub description: String,
    /// Absolute.
    pub canonical: String,
    pub noindex: bool,
    /// Filled in once the page's markup is known: see [`markers`].
    pub style: &'static str,
    pub policy: &'static str,
    /// The page's own size, in whole kB; filled in last.
    pub size: &'static str,
    pub permits: Permits,
    /// True where phones keep the page: then it names the day of its facts for the service worker.
    pub keeps: bool,
    pub breadcrumbs: Vec<LinkView>,
    /// Every language of the page, its own too.
    pub translations: Vec<TranslationView>,
    pub feed: Option<FeedLink>,
    pub share: Option<ShareView>,
    pub og: OpenGraph,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<String>,
    pub example: bool,
    /// The lead picture.
    pub image: Option<ImageView>,
    pub checked: Option<CheckedView>,
    pub updated: Option<DateView>,
    pub regions: Vec<LinkView>,
    pub occupations: Vec<LinkView>,
    pub topics: Vec<LinkView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub label: String,
    pub href: String,
}

#[derive(Debug, Serialize)]
pub struct TranslationView {
    pub lang: &'static str,
    pub label: &'static str,
    pub href: String,
    /// Absolute.
    pub url: String,
}

#[derive(Debug, Serialize)]
pub struct FeedLink {
    pub title: String,
    pub href: String,
}

/// How a page is passed on.
#[derive(Debug, Serialize)]
pub struct ShareView {
    /// Opens WhatsApp with the page's title and address.
    pub whatsapp: String,
    /// The page with its other forms.
    pub forms: Option<LinkView>,
}

#[derive(Debug, Serialize)]
pub struct OpenGraph {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    pub url: String,
    pub image: Option<PreviewLink>,
}

#[derive(Debug, Serialize)]
pub struct ImageView {
    /// The whole element, in all its sizes and formats.
    pub markup: Html,
    pub alt: String,
}

#[derive(Debug, Serialize)]
pub struct CheckedView {
    pub date: DateView,
    pub sources: Vec<SourceView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    pub text: String,
    pub href: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

impl DateView {
    pub fn new(date: Date, words: &Words) -> Self {
        Self { iso: date.to_string(), text: say_date(date, words) }
    }
}

impl Shell {
    /// As templates see it, with what it shares.
    pub fn value(&self) -> Value {
        let mut map = Value::from_serializable(self).into_map().expect("a struct is a map");
        let shared = self.surroundings.values.iter();
        map.extend(shared.map(|(name, value)| (name.clone(), value.clone())));
        Value::from(map)
    }
}

/// A frame without a document behind it: lists of terms, `404.html`.
pub struct Frame<'a> {
    pub path: &'a OutputPath,
    pub kind: &'static str,
    pub heading: String,
    pub description: String,
    pub breadcrumbs: Vec<LinkView>,
}

/// The frame of a document's page.
pub fn of_page(
    kind: &'static str,
    path: &OutputPath,
    id: PageId,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Shell {
    let page = writing.site.page(id);
    let common = &page.document.common;
    let frame = Frame {
        path,
        kind,
        heading: writing.text(&common.title),
        description: writing.text(&common.description),
        breadcrumbs: breadcrumbs(page, writing),
    };
    let mut shell = of_frame(frame, writing, common.language);
    shell.heading = writing.html(&common.title, diagnostics);
    let (plain, titled) = (writing.text(&common.title), titled(page, writing));
    if plain != titled {
        shell.title = format!("{titled} – {}", writing.site.config.name);
        shell.og.title = titled;
    }
    shell.noindex = common.example || common.draft;
    shell.example = common.example;
    shell.image = common.image.as_ref().and_then(|image| image_view(&page.document, image, writing));
    shell.translations = translations(page, writing);
    shell.feed = feed(page, writing);
    shell.share = Some(share(&shell, Some(page), writing));
    shell.checked = checked(&page.document, writing);
    shell.updated = common.updated.map(|date| DateView::new(date, writing.words));
    shell.regions = terms(&page.document, Taxonomy::Regions, writing);
    shell.occupations = terms(&page.document, Taxonomy::Occupations, writing);
    shell.topics = terms(&page.document, Taxonomy::Topics, writing);
    shell.og.kind = if matches!(page.document.details, Details::Article(_)) { "article" } else { "website" };
    shell.og.image = preview::link(preview::Of::Page(id), writing);
    let own = page.permalink.index();
    if own != *path {
        shell.surroundings = surroundings::of(writing, common.language, path, &own);
    }
    shell.json_ld = structured_data::of_page(page, &shell, writing, diagnostics);
    shell
}

/// The frame of a page that is no document.
pub fn of_frame(frame: Frame<'_>, writing: &Writing<'_>, language: Language) -> Shell {
    let site = writing.site;
    let title = if frame.path.as_str() == "index.html" || frame.heading == site.config.name {
        frame.heading.clone()
    } else {
        format!("{} – {}", frame.heading, site.config.name)
    };
    let canonical = address::absolute(&site.config, frame.path);
    let mut shell = Shell {
        kind: frame.kind,
        surroundings: surroundings::of(writing, language, frame.path, frame.path),
        og: OpenGraph {
            kind: "website",
            title: frame.heading.clone(),
            description: frame.description.clone(),
            url: canonical.clone(),
            image: None,
        },
        title,
        heading: Html::escape(&frame.heading),
        description: frame.description,
        canonical,
        noindex: false,
        style: markers::STYLE,
        policy: markers::POLICY,
        size: markers::SIZE,
        permits: offline::permits(writing, frame.kind),
        keeps: site.config.offline.worker == Worker::Registered,
        breadcrumbs: frame.breadcrumbs,
        translations: Vec::new(),
        feed: None,
        share: None,
        json_ld: None,
        example: false,
        image: None,
        checked: None,
        updated: None,
        regions: Vec::new(),
        occupations: Vec::new(),
        topics: Vec::new(),
    };
    shell.share = Some(share(&shell, None, writing));
    shell.json_ld = structured_data::of_frame(&shell, writing);
    shell
}

fn image_view(document: &Document, image: &Image, writing: &Writing<'_>) -> Option<ImageView> {
    let path = writing.site.find_asset(document, &image.file.value)?;
    let markup = picture::markup::picture(&path, Role::Lead, &image.alt, writing);
    Some(ImageView { markup: Html::trusted(markup), alt: image.alt.clone() })
}

/// The home page in a language, or else in Indonesian.
pub fn home(site: &Site, language: Language) -> Option<&Page> {
    site.find_or_fall_back("", language).map(|id| site.page(id))
}

/// A short message, because every byte here is paid for on every page: WhatsApp itself adds the page's
/// description below the address, and the texts of a page say more.
fn share(shell: &Shell, page: Option<&Page>, writing: &Writing<'_>) -> ShareView {
    let warning = if shell.example { format!("{}: ", writing.words.get("example_badge")) } else { String::new() };
    let address = carrier::code::address(&shell.canonical, carrier::code::Channel::Share, None);
    let text = format!("{warning}{}\n{address}", shell.og.title);
    let forms = page.and_then(|page| {
        let carriers = carrier::of_document(writing.site, &page.document);
        let label = writing.words.get(carrier::texts::word(&carriers));
        (!carriers.is_empty()).then(|| LinkView { label, href: writing.addresses.to(&carrier::texts::path(page)) })
    });
    ShareView { whatsapp: carrier::share::whatsapp(&text), forms }
}

/// A page's title as it is read away from the page, where nothing else says that an event is cancelled:
/// `BATAL: Sosialisasi di Cilongok`.
pub fn titled(page: &Page, writing: &Writing<'_>) -> String {
    let title = writing.text(&page.document.common.title);
    let badge = match &page.document.details {
        Details::Event(event) => event_time::badge(event, writing.words),
        _ => None,
    };
    match badge {
        Some(badge) => format!("{badge}: {title}"),
        None => title,
    }
}

/// From the home page down to the section the page stands in.
pub fn breadcrumbs(page: &Page, writing: &Writing<'_>) -> Vec<LinkView> {
    let mut chain = Vec::new();
    let mut current = page;
    while let Some(id) = writing.site.section_of(current) {
        let section = writing.site.page(id);
        // A section that falls back to Indonesian leads on from there.
        if section.document.common.stem.is_empty() {
            break;
        }
        chain.push(link_to(section, writing));
        current = section;
    }
    if !page.document.common.stem.is_empty() {
        chain.extend(home_crumb(writing, page.document.common.language));
    }
    chain.reverse();
    chain
}

/// The first breadcrumb of every page.
pub fn home_crumb(writing: &Writing<'_>, language: Language) -> Option<LinkView> {
    let home = home(writing.site, language)?;
    Some(LinkView { label: writing.words.get("home"), href: writing.addresses.to(&home.permalink.index()) })
}

/// A link with the page's short title.
pub fn link_to(page: &Page, writing: &Writing<'_>) -> LinkView {
    let common = &page.document.common;
    let label = common.menu_title.clone().unwrap_or_else(|| writing.text(&common.title));
    LinkView { label, href: writing.addresses.to(&page.permalink.index()) }
}

fn translations(page: &Page, writing: &Writing<'_>) -> Vec<TranslationView> {
    let site = writing.site;
    let others = site.translations(page);
    if others.is_empty() {
        return Vec::new();
    }
    let mut pages: Vec<&Page> = others.into_iter().map(|id| site.page(id)).collect();
    pages.push(page);
    pages.sort_by_key(|page| page.document.common.language);
    pages.into_iter().map(|page| translation(page.document.common.language, &page.permalink.index(), writing)).collect()
}

/// The page of the engine's own that is there in several languages.
pub fn translations_of(
    languages: &[Language],
    permalink: fn(Language) -> Permalink,
    writing: &Writing<'_>,
) -> Vec<TranslationView> {
    let languages = languages.iter().filter(|_| languages.len() > 1);
    languages.map(|language| translation(*language, &permalink(*language).index(), writing)).collect()
}

fn translation(language: Language, path: &OutputPath, writing: &Writing<'_>) -> TranslationView {
    TranslationView {
        lang: language.code(),
        label: language.own_name(),
        href: writing.addresses.to(path),
        url: address::absolute(&writing.site.config, path),
    }
}

/// The feed of the page's section, or of the site.
fn feed(page: &Page, writing: &Writing<'_>) -> Option<FeedLink> {
    let own = super::feed::section_with_feed(writing.site, page);
    Some(super::feed::link(own.map_or(FeedOf::Site, FeedOf::Section), writing))
}

fn checked(document: &Document, writing: &Writing<'_>) -> Option<CheckedView> {
    let date = document.common.reviewed?;
    let sources = document.common.sources.iter().filter_map(|citation| cite(citation, writing)).collect();
    Some(CheckedView { date: DateView::new(date, writing.words), sources })
}

fn cite(citation: &Citation, writing: &Writing<'_>) -> Option<SourceView> {
    match citation {
        Citation::Known(id) => Some(source(writing.site.facts.sources.get(&id.value)?, writing)),
        Citation::Written { title, url, date } => {
            Some(SourceView { text: dated(title, date.as_deref()), href: url.clone() })
        }
    }
}

/// A source as it is cited: what was not opened names what it was read through, and copies are never linked.
pub fn source(source: &Source, writing: &Writing<'_>) -> SourceView {
    let title = dated(&source.title, source.date.as_deref());
    match source.via.as_ref().and_then(|id| writing.site.facts.sources.get(id)) {
        Some(via) => {
            let via = dated(&via.title, via.date.as_deref());
            SourceView {
                text: format!("{title}, {}", writing.words.fill("cited_via", &[("source", &via)])),
                href: None,
            }
        }
        None => SourceView { text: title, href: source.url.clone().filter(|_| !source.copy) },
    }
}

fn dated(title: &str, date: Option<&str>) -> String {
    match date {
        Some(date) => format!("{title} ({date})"),
        None => title.to_owned(),
    }
}

fn terms(document: &Document, taxonomy: Taxonomy, writing: &Writing<'_>) -> Vec<LinkView> {
    terms_of(document, taxonomy)
        .filter_map(|id| writing.site.term(taxonomy, &id.value))
        .map(|term| LinkView { label: term.name.clone(), href: writing.addresses.to(&term.permalink.index()) })
        .collect()
}
