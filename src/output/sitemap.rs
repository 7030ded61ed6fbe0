//! `sitemap.xml` and `robots.txt`.

use super::series::SeriesOf;
use super::{Output, Subject, address};
use crate::diagnostic::Diagnostics;
use crate::site::{PageId, Site};
use crate::theme::Theme;
use crate::vocabulary::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Every page that search engines may show, in path order.
pub fn bytes(site: &Site, theme: &Theme) -> Vec<u8> {
    write(site, theme).expect("writing to memory cannot fail")
}

fn write(site: &Site, theme: &Theme) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let urlset =
        writer.create_element("urlset").with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    urlset.write_inner_content(|writer| {
        // The plan's problems were reported when it was first made.
        for output in super::plan(site, theme, &mut Diagnostics::default()) {
            let Some(date) = entry(site, &output) else { continue };
            writer.create_element("url").write_inner_content(|writer| {
                let location = address::absolute(&site.config, &output.path);
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
        Subject::Term { term, .. } => site.terms[*term].text,
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
        | Subject::Sitemap
        | Subject::Robots
        | Subject::Icon
        | Subject::File(_)
        | Subject::Picture(_)
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
