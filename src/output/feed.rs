//! Atom feeds (RFC 4287) of the site, of each section and of each kecamatan.

use super::shell::{self, FeedLink};
use super::writing::Writing;
use super::{Basis, Output, Subject, address};
use crate::content::Details;
use crate::site::taxonomy::Taxonomy;
use crate::site::{Page, PageId, Site};
use crate::vocabulary::{Date, Language, OutputPath};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::cmp::Reverse;
use std::io;

/// Entries of a feed.
const LIMIT: usize = 20;

/// What a feed tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    Site,
    Section(PageId),
    /// A region, by its place in [`Site::terms`].
    Region(usize),
}

/// The site's feed, one for each section that has pages, and one for each region, even where nothing
/// happened yet: whoever wants to hear of the first thing that does must be able to subscribe before.
pub fn plan(site: &Site) -> Vec<Output> {
    let sections = site.ids().filter(|id| has_feed(site, *id)).map(FeedOf::Section);
    let regions = site.terms.iter().enumerate().filter(|(_, term)| term.taxonomy == Taxonomy::Regions);
    [FeedOf::Site]
        .into_iter()
        .chain(sections)
        .chain(regions.map(|(index, _)| FeedOf::Region(index)))
        .map(|of| Output { path: path(site, of), subject: Subject::Feed(of) })
        .collect()
}

fn has_feed(site: &Site, id: PageId) -> bool {
    let page = site.page(id);
    let common = &page.document.common;
    matches!(page.document.details, Details::Section(_))
        && !common.stem.is_empty()
        && common.language == Language::Indonesian
        && !site.pages_of_section(page).is_empty()
}

/// The section whose feed a page names: its own, or the one it stands in; the site's otherwise.
pub fn section_with_feed(site: &Site, page: &Page) -> Option<PageId> {
    let own = site.find(&page.document.common.stem, page.document.common.language);
    [own, site.section_of(page)].into_iter().flatten().find(|id| has_feed(site, *id))
}

/// Where a feed lies: `feed.xml`, `acara/feed.xml`.
pub fn path(site: &Site, of: FeedOf) -> OutputPath {
    match of {
        FeedOf::Site => super::sound("feed.xml"),
        FeedOf::Section(id) => site.page(id).permalink.file("feed.xml"),
        FeedOf::Region(index) => site.terms[index].permalink.file("feed.xml"),
    }
}

/// The link by which a page offers a feed.
pub fn link(of: FeedOf, writing: &Writing<'_>) -> FeedLink {
    FeedLink { title: title(of, writing), href: writing.addresses.to(&path(writing.site, of)) }
}

fn title(of: FeedOf, writing: &Writing<'_>) -> String {
    let site = writing.site;
    match of {
        FeedOf::Site => site.config.name.clone(),
        FeedOf::Section(id) => format!("{} – {}", writing.text(&site.page(id).document.common.title), site.config.name),
        FeedOf::Region(index) => format!("{} – {}", site.terms[index].name, site.config.name),
    }
}

/// The feed as XML.
pub fn bytes(of: FeedOf, output: &Output, basis: Basis<'_>) -> Vec<u8> {
    let site = basis.site;
    let writing = Writing::anywhere(basis, Language::Indonesian);
    let entries = entries(of, site);
    let home = match of {
        FeedOf::Site => super::sound("index.html"),
        FeedOf::Section(id) => site.page(id).permalink.index(),
        FeedOf::Region(index) => site.terms[index].permalink.index(),
    };
    // An empty feed must not become another one with each day that nothing happens.
    let checked = match of {
        FeedOf::Region(index) => site.facts.region(&site.terms[index].id).and_then(|region| region.checked),
        FeedOf::Site | FeedOf::Section(_) => None,
    };
    let updated = entries.first().map(|(date, _)| *date).or(checked).unwrap_or(site.today);
    let feed = Feed { writing: &writing, title: title(of, &writing), home, own: &output.path, updated, entries };
    feed.write().expect("writing to memory cannot fail")
}

struct Feed<'a> {
    writing: &'a Writing<'a>,
    title: String,
    home: OutputPath,
    own: &'a OutputPath,
    updated: Date,
    entries: Vec<(Date, PageId)>,
}

impl Feed<'_> {
    fn write(&self) -> io::Result<Vec<u8>> {
        let config = &self.writing.site.config;
        let own = address::absolute(config, self.own);
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = writer
            .create_element("feed")
            .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", Language::Indonesian.code())]);
        feed.write_inner_content(|writer| {
            text(writer, "title", &self.title)?;
            text(writer, "id", &own)?;
            text(writer, "updated", &self.timestamp(self.updated))?;
            link_element(writer, &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)])?;
            link_element(writer, &[("href", &address::absolute(config, &self.home))])?;
            writer.create_element("author").write_inner_content(|writer| text(writer, "name", &config.manager))?;
            for (date, id) in &self.entries {
                self.write_entry(writer, *date, *id)?;
            }
            Ok(())
        })?;
        Ok(writer.into_inner())
    }

    fn write_entry(&self, writer: &mut Writer<Vec<u8>>, date: Date, id: PageId) -> io::Result<()> {
        let page = self.writing.site.page(id);
        let common = &page.document.common;
        let href = address::absolute(&self.writing.site.config, &page.permalink.index());
        writer.create_element("entry").write_inner_content(|writer| {
            text(writer, "title", &shell::titled(page, self.writing))?;
            text(writer, "id", &href)?;
            text(writer, "updated", &self.timestamp(date))?;
            link_element(writer, &[("href", &href)])?;
            text(writer, "summary", &self.writing.text(&common.description))
        })?;
        Ok(())
    }

    /// Midnight of the portal's zone: documents are dated by the day.
    fn timestamp(&self, date: Date) -> String {
        format!("{date}T00:00:00+{:02}:00", self.writing.site.config.zone.offset_hours())
    }
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, content: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(content))?;
    Ok(())
}

fn link_element(writer: &mut Writer<Vec<u8>>, attributes: &[(&str, &str)]) -> io::Result<()> {
    writer.create_element("link").with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

/// The latest pages: by the day they were updated, dated, or checked.
fn entries(of: FeedOf, site: &Site) -> Vec<(Date, PageId)> {
    let candidates: Vec<PageId> = match of {
        FeedOf::Site => site.ids().collect(),
        FeedOf::Section(id) => site.pages_of_section(site.page(id)).to_vec(),
        FeedOf::Region(index) => site.terms[index].pages.clone(),
    };
    let mut entries: Vec<(Date, PageId)> = candidates
        .into_iter()
        .filter_map(|id| {
            let document = &site.page(id).document;
            let common = &document.common;
            let is_entry = !matches!(document.details, Details::Section(_))
                && common.language == Language::Indonesian
                && !common.example;
            let date = common.updated.or(common.date).or(common.reviewed)?;
            is_entry.then_some((date, id))
        })
        .collect();
    entries.sort_by_key(|(date, id)| (Reverse(*date), *id));
    entries.truncate(LIMIT);
    entries
}
