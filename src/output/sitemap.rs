//! `sitemap.xml` and `robots.txt`. A portal with more pages than one sitemap may name has several, and
//! `sitemap.xml` names these.

use super::series::SeriesOf;
use super::{Output, Subject, address};
use crate::config::Config;
use crate::site::{PageId, Site};
use crate::vocabulary::{Date, OutputPath};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;
use std::sync::Arc;

/// A file for search engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sitemap {
    /// Every page that they may show, or a part of them, in path order.
    Pages(Arc<[Listed]>),
    /// The parts, each with the day of its last change.
    Parts(Arc<[Option<Date>]>),
}

/// A page, with the day it was last changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    path: OutputPath,
    changed: Option<Date>,
}

/// Most pages and bytes of one sitemap.
///
/// Source: the protocol of sitemaps.org.
const MOST_PAGES: usize = 50_000;
const MOST_BYTES: usize = 50_000_000;
/// Bytes of an entry besides its address: its tags and its day, and what escaping adds.
const ENTRY: usize = 120;

/// The sitemap of all outputs, which is planned last; its parts where one is not enough.
pub fn plan(site: &Site, outputs: &[Output]) -> Vec<Output> {
    let mut listed: Vec<Listed> = outputs
        .iter()
        .filter_map(|output| Some(Listed { changed: entry(site, output)?, path: output.path.clone() }))
        .collect();
    listed.sort_by(|a, b| a.path.cmp(&b.path));
    listed.dedup_by(|a, b| a.path == b.path);
    let mut parts = cut(listed, &site.config, MOST_PAGES, MOST_BYTES);
    let top = super::sound("sitemap.xml");
    if parts.len() < 2 {
        let pages = parts.pop().unwrap_or_default();
        return vec![Output { path: top, subject: Subject::Sitemap(Sitemap::Pages(pages.into())) }];
    }
    let changed: Vec<Option<Date>> =
        parts.iter().map(|part| part.iter().filter_map(|listed| listed.changed).max()).collect();
    let index = Output { path: top, subject: Subject::Sitemap(Sitemap::Parts(changed.into())) };
    let parts = parts
        .into_iter()
        .enumerate()
        .map(|(place, pages)| Output { path: part(place), subject: Subject::Sitemap(Sitemap::Pages(pages.into())) });
    std::iter::once(index).chain(parts).collect()
}

/// `sitemap-1.xml`
fn part(place: usize) -> OutputPath {
    super::sound(&format!("sitemap-{}.xml", place + 1))
}

fn cut(listed: Vec<Listed>, config: &Config, most_pages: usize, most_bytes: usize) -> Vec<Vec<Listed>> {
    let mut parts: Vec<Vec<Listed>> = Vec::new();
    let mut bytes = 0;
    for page in listed {
        let own = address::absolute(config, &page.path).len() + ENTRY;
        match parts.last_mut().filter(|part| part.len() < most_pages && bytes + own <= most_bytes) {
            Some(part) => {
                part.push(page);
                bytes += own;
            }
            None => {
                parts.push(vec![page]);
                bytes = own;
            }
        }
    }
    parts
}

pub fn bytes(sitemap: &Sitemap, site: &Site) -> Vec<u8> {
    let written = match sitemap {
        Sitemap::Pages(pages) => {
            write("urlset", "url", pages.iter().map(|listed| (listed.path.clone(), listed.changed)), site)
        }
        Sitemap::Parts(parts) => {
            let parts = parts.iter().enumerate().map(|(place, changed)| (part(place), *changed));
            write("sitemapindex", "sitemap", parts, site)
        }
    };
    written.expect("writing to memory cannot fail")
}

fn write(
    all: &str,
    one: &str,
    entries: impl Iterator<Item = (OutputPath, Option<Date>)>,
    site: &Site,
) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let list = writer.create_element(all).with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    list.write_inner_content(|writer| {
        for (path, date) in entries {
            writer.create_element(one).write_inner_content(|writer| {
                let location = address::absolute(&site.config, &path);
                writer.create_element("loc").write_text_content(BytesText::new(&location))?;
                if let Some(date) = date {
                    writer.create_element("lastmod").write_text_content(BytesText::new(&date.to_string()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

/// `Some` for a page that is in the sitemap, with the day it was last changed.
fn entry(site: &Site, output: &Output) -> Option<Option<Date>> {
    let id: Option<PageId> = match &output.subject {
        Subject::Home(id) | Subject::Page(id) | Subject::Section { section: id, .. } => Some(*id),
        Subject::Taxonomy { section, .. } => *section,
        Subject::Term { term, .. } | Subject::Region(term) | Subject::RegionList { term, .. } => site.terms[*term].text,
        Subject::Index(_) | Subject::Shelf(_) => None,
        Subject::Series(SeriesOf::Page(series)) if site.series[*series].is_example(site) => return None,
        Subject::Series(SeriesOf::Page(_)) => None,
        Subject::SearchPart(_)
        | Subject::Carrier { .. }
        | Subject::Texts(_)
        | Subject::Redirect(_)
        | Subject::NotFound
        | Subject::Edition(_)
        | Subject::Offline
        | Subject::Worker
        | Subject::OfflineEdition(_)
        | Subject::Feed(_)
        | Subject::Calendar(_)
        | Subject::Series(SeriesOf::Messages(_) | SeriesOf::GroupMessages { .. })
        | Subject::Sitemap(_)
        | Subject::Robots
        | Subject::Icon
        | Subject::File(_)
        | Subject::Picture(_)
        | Subject::Inventory(_)
        | Subject::ServerRules(_)
        | Subject::Preview(_) => return None,
    };
    let Some(id) = id else { return Some(None) };
    let common = &site.page(id).document.common;
    if common.example || common.draft {
        return None;
    }
    Some(common.updated.or(common.date).or(common.reviewed))
}

/// Everybody may read everything; the sitemap is named in full, as the protocol wants it.
pub fn robots(site: &Site) -> Vec<u8> {
    let sitemap = address::absolute(&site.config, &super::sound("sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}
