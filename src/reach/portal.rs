//! What a project says of itself that helps to read the log of its server.

use super::target;
use crate::content;
use crate::diagnostic::Text;
use crate::output::carrier::code;
use crate::output::writing::Writing;
use crate::output::{Output, Subject, nothing_made};
use crate::pipeline::Planned;
use crate::vocabulary::{Date, Language, TimeZone};
use std::collections::BTreeMap;

/// A portal as its server sees it.
pub struct Portal {
    pub name: Option<String>,
    /// Whose days are counted.
    pub zone: TimeZone,
    /// Its folder on the server: `/`, `/bpu/`.
    prefix: String,
    /// `None` where the address is only an example.
    host: Option<String>,
    outputs: BTreeMap<String, Known>,
    /// Names of districts, by what stands for them in codes.
    places: BTreeMap<String, String>,
    /// Printed editions by their codes.
    editions: BTreeMap<String, Edition>,
}

/// What was printed, for which district, and when.
struct Edition {
    title: String,
    place: Option<String>,
    day: Date,
}

/// A file of the portal as it is now.
enum Known {
    Page {
        title: Option<String>,
    },
    /// Leads on by itself: who comes here is counted there.
    Redirect,
    File,
}

/// What a request is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Somebody opens a page.
    Page,
    /// Somebody takes a file along, to keep or to forward.
    Download,
    /// What a page fetches for itself, and what only programs read.
    Other,
}

/// Endings of files that people keep and forward.
const TAKEN_ALONG: [&str; 24] = [
    "pdf", "jpg", "jpeg", "png", "webp", "gif", "txt", "ics", "zip", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
    "odt", "ods", "csv", "epub", "mp3", "ogg", "mp4", "apk", "html",
];

impl Portal {
    /// Without a project: the top folder of any site, in western Indonesian time.
    pub fn unknown() -> Self {
        let (outputs, places, editions) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { name: None, zone: TimeZone::Wib, prefix: "/".into(), host: None, outputs, places, editions }
    }

    pub fn of(planned: &Planned) -> Self {
        let config = &planned.site.config;
        let url = config.base_url.as_str();
        let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..]));
        let host = (!config.base_url.is_placeholder()).then(|| plain_host(config.base_url.host()).to_owned());
        let known = |output: &Output| (output.path.to_string(), known(output, planned));
        Self {
            name: Some(target::visible(&config.name)),
            zone: config.zone,
            prefix: path.map_or_else(|| "/".into(), target::decoded),
            host,
            outputs: planned.outputs.iter().map(known).collect(),
            places: planned.site.facts.regions.iter().map(|region| (region.id.clone(), region.name.clone())).collect(),
            editions: planned.site.editions.iter().map(|issued| edition(&issued.edition, planned)).collect(),
        }
    }

    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// False for a line about another site in the same log.
    pub fn is_asked(&self, host: Option<&str>) -> bool {
        match (&self.host, host) {
            (Some(ours), Some(asked)) => plain_host(asked).eq_ignore_ascii_case(ours),
            _ => true,
        }
    }

    /// The file that a path stands for: some servers find a page without the slash behind its folder.
    pub fn file(&self, path: String) -> String {
        let index = format!("{path}/index.html");
        if !self.outputs.contains_key(&path) && self.outputs.contains_key(&index) { index } else { path }
    }

    pub fn sort(&self, path: &str) -> Sort {
        match self.outputs.get(path) {
            Some(Known::Page { .. }) => return Sort::Page,
            Some(Known::Redirect) => return Sort::Other,
            Some(Known::File) | None => {}
        }
        let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
        let ending = ending.map(str::to_ascii_lowercase).unwrap_or_default();
        let is_for_programs = path.starts_with("aset/") || path == "robots.txt";
        match ending.as_str() {
            // A page of an earlier day, or of a portal we do not know.
            "html" if !self.knows(path) => Sort::Page,
            ending if TAKEN_ALONG.contains(&ending) && !is_for_programs => Sort::Download,
            _ => Sort::Other,
        }
    }

    pub fn knows(&self, path: &str) -> bool {
        self.outputs.contains_key(path)
    }

    /// Whether a page is gone since; never where no project is known.
    pub fn has_lost(&self, path: &str) -> bool {
        !self.outputs.is_empty() && !self.knows(path)
    }

    pub fn title(&self, path: &str) -> Option<&str> {
        match self.outputs.get(path)? {
            Known::Page { title } => title.as_deref(),
            Known::Redirect | Known::File => None,
        }
    }

    /// True for what the portal itself hands out: such codes are counted whatever else a log holds.
    pub fn knows_code(&self, code: &str) -> bool {
        let is_place = |place: Option<&str>| place.is_none_or(|place| self.places.contains_key(place));
        code::read(code).is_some_and(|(_, place)| is_place(place))
    }

    /// What a code says: `Poster, Cilongok`.
    pub fn label(&self, code: &str) -> Option<Text> {
        if let Some(code) = code.strip_prefix("e/") {
            return Some(self.edition_label(code));
        }
        let (channel, place) = code::read(code)?;
        let label = channel.label();
        let Some(place) = place else { return Some(label) };
        let place = self.places.get(place).cloned().unwrap_or_else(|| place.replace('-', " "));
        Some(Text::new(format!("{}, {place}", label.id), format!("{}, {place}", label.en)))
    }

    /// `Cetakan 7kq2m: Jaminan Kematian (JKM), Cilongok, 22 November 2026`
    fn edition_label(&self, code: &str) -> Text {
        let about = |english: bool| {
            self.editions.get(code).map_or_else(String::new, |edition| {
                let place = edition.place.as_ref().map_or_else(String::new, |place| format!("{place}, "));
                format!(": {}, {place}{}", edition.title, edition.day.in_words(english))
            })
        };
        Text::new(format!("Cetakan {code}{}", about(false)), format!("Printed edition {code}{}", about(true)))
    }
}

fn edition(edition: &content::edition::Edition, planned: &Planned) -> (String, Edition) {
    let region = edition.region.as_ref().and_then(|id| planned.site.facts.region(id));
    let place = region.map(|region| target::visible(&region.name));
    (edition.code.clone(), Edition { title: target::visible(&edition.title), place, day: edition.day })
}

fn known(output: &Output, planned: &Planned) -> Known {
    let site = &planned.site;
    let page_title = |id: &crate::site::PageId| {
        let common = &site.page(*id).document.common;
        let writing = Writing::anywhere(planned.basis(&nothing_made), common.language);
        Some(target::visible(&writing.text(&common.title)))
    };
    let title = match &output.subject {
        Subject::Home(id) | Subject::Page(id) | Subject::Texts(id) | Subject::Section { section: id, .. } => {
            page_title(id)
        }
        Subject::Edition(index) => Some(target::visible(&site.editions[*index].edition.title)),
        Subject::Taxonomy { section, .. } => section.as_ref().and_then(page_title),
        Subject::Term { term, .. } | Subject::Region(term) | Subject::RegionList { term, .. } => {
            Some(target::visible(&site.terms[*term].name))
        }
        Subject::Redirect(_) => return Known::Redirect,
        other if other.is_page() || *other == Subject::Offline => None,
        _ => return Known::File,
    };
    Known::Page { title: title.map(|title| in_language(title, &output.path.to_string())) }
}

/// The same title stands over a page and its translation.
fn in_language(title: String, path: &str) -> String {
    let of = |language: Language| path.starts_with(&format!("{}/", language.code()));
    match Language::ALL.into_iter().find(|language| *language != Language::Indonesian && of(*language)) {
        Some(language) => format!("{title} ({})", language.code()),
        None => title,
    }
}

/// Without port and `www.`: both lead to the same portal.
fn plain_host(host: &str) -> &str {
    let host = host.split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_files_are_told_apart_without_a_project() {
        let portal = Portal::unknown();
        assert_eq!(portal.sort("manfaat/jkm/index.html"), Sort::Page);
        assert_eq!(portal.sort("lama.html"), Sort::Page);
        assert_eq!(portal.sort("manfaat/jkm/gambar.JPG"), Sort::Download);
        assert_eq!(portal.sort("unduhan/formulir.pdf"), Sort::Download);
        for other in ["aset/foto.1a2b3c4d.jpg", "sw.js", "kabar.xml", "robots.txt", "wp-login.php", "manfaat"] {
            assert_eq!(portal.sort(other), Sort::Other, "{other}");
        }
    }
}
