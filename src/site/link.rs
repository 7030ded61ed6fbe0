//! What authors link to: pages by file or address, files, other sites.

use super::{Page, Site};
use crate::content::{Details, Document};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Location};
use crate::vocabulary::url::{Outside, decode_percent};
use crate::vocabulary::{OutputPath, SourcePath};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::Range;

/// Every address of the site, by each name an author may use for it.
#[derive(Debug, Default)]
pub struct Addresses {
    /// `manfaat/jkk.md`, `manfaat/jkk`, `manfaat` → where it is published, and its stem.
    names: FxHashMap<String, (OutputPath, Option<String>)>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page of the site, with the part of it.
    Page { path: OutputPath, anchor: Option<String> },
    /// A part of the same page.
    Here { anchor: String },
    /// A file of the project that is published as it is.
    File(SourcePath),
    /// Another site, a telephone number, a mail address.
    External(String),
}

/// Endings of files that pages offer.
const FILES: [&str; 12] = ["csv", "doc", "docx", "gif", "jpeg", "jpg", "mp3", "pdf", "png", "webp", "xlsx", "zip"];

/// Folder of files published as they are.
pub const DOWNLOADS: &str = "content/_unduhan";

pub fn addresses(site: &Site) -> Addresses {
    let mut names = FxHashMap::with_capacity_and_hasher(2 * site.pages.len(), FxBuildHasher);
    for page in &site.pages {
        let common = &page.document.common;
        let path = page.permalink.index();
        let file = common.path.as_str().trim_start_matches("content/").to_owned();
        let stem = Some(common.stem.clone());
        names.insert(file, (path.clone(), stem.clone()));
        names.insert(page.permalink.as_str().trim_matches('/').to_owned(), (path, stem));
    }
    for term in &site.terms {
        let address = term.permalink.as_str().trim_matches('/').to_owned();
        names.entry(address).or_insert_with(|| (term.permalink.index(), None));
        let taxonomy = term.taxonomy.permalink();
        let address = taxonomy.as_str().trim_matches('/').to_owned();
        names.entry(address).or_insert_with(|| (taxonomy.index(), None));
    }
    Addresses { names }
}

impl Site {
    /// Finds where a link written in a document leads, in the document's language where possible.
    ///
    /// # Errors
    /// With what is wrong with the link, at `span`; with nothing where it leads to a page that was
    /// itself reported.
    pub fn resolve(
        &self,
        document: &Document,
        target: &str,
        span: &Range<usize>,
    ) -> Result<Destination, Option<Box<Diagnostic>>> {
        let path = &document.common.path;
        let at = || Location::span(path, span.clone());
        match Outside::of(target) {
            Some(Outside::Address(address)) => return Ok(Destination::External(address)),
            Some(Outside::Forbidden) => return Err(Some(diagnostic::link::forbidden_scheme(at(), target).into())),
            Some(Outside::ThisMachine) => return Err(Some(diagnostic::link::to_localhost(at(), target).into())),
            None => {}
        }
        let (file, anchor) = match target.split_once('#') {
            Some((file, anchor)) => (file, Some(anchor.to_owned())),
            None => (target, None),
        };
        if file.is_empty() {
            return Ok(Destination::Here { anchor: anchor.unwrap_or_default() });
        }
        let file = decode_percent(file);
        let known = || self.known_addresses();
        let Some(resolved) = path.resolve(&file, "content") else {
            return Err(Some(diagnostic::link::dead(at(), target, target, &known()).into()));
        };
        let name = resolved.strip_prefix("content").unwrap_or_default().trim_matches('/');
        if let Some((output, stem)) = self.addresses.names.get(name) {
            let translated = stem.as_deref().and_then(|stem| self.find(stem, document.common.language));
            let path = translated.map_or_else(|| output.clone(), |id| self.page(id).permalink.index());
            return Ok(Destination::Page { path, anchor });
        }
        if let Some(asset) = self.find_asset(document, &file) {
            return Ok(Destination::File(asset));
        }
        let names_it = |file: &SourcePath| names_file(&resolved, file);
        if let Some(other) = self.unpublished.iter().find(|other| names_it(&other.path)) {
            return Err(Some(diagnostic::link::to_unpublished(at(), target, &other.reason.text()).into()));
        }
        if self.unsound.iter().any(names_it) {
            return Err(None);
        }
        if SourcePath::new(&resolved).is_some_and(|file| FILES.contains(&file.extension().as_str())) {
            let files = self.assets.keys().map(SourcePath::as_str);
            return Err(Some(diagnostic::link::missing_file(at(), target, files).into()));
        }
        Err(Some(diagnostic::link::dead(at(), target, &format!("/{name}"), &known()).into()))
    }

    /// The page of an address as the configuration writes it: `/manfaat/`, `/penipuan.md`.
    pub fn find_address(&self, written: &str) -> Option<&OutputPath> {
        self.addresses.names.get(written.trim_matches('/')).map(|(path, _)| path)
    }

    /// Every address that [`Site::find_address`] knows, in order.
    pub fn known_addresses(&self) -> Vec<String> {
        let mut known: Vec<String> = self.addresses.names.keys().map(|name| format!("/{name}")).collect();
        known.sort();
        known
    }

    /// True for the address of a page that is there, but not published today or reported as unsound.
    pub fn is_held_back(&self, written: &str) -> bool {
        let resolved = format!("content/{}", written.trim_matches('/'));
        let mut held_back = self.unpublished.iter().map(|page| &page.path).chain(&self.unsound);
        held_back.any(|file| names_file(&resolved, file))
    }

    /// A picture or download named in a document: beside it, from the content root, or in `_unduhan`.
    pub fn find_asset(&self, document: &Document, target: &str) -> Option<SourcePath> {
        let beside = document.common.path.resolve(target, "content")?;
        let download = format!("{DOWNLOADS}/{}", target.trim_start_matches('/'));
        [beside, download].iter().filter_map(|path| SourcePath::new(path)).find(|path| self.assets.contains_key(path))
    }
}

/// True when a resolved link means this file of the content, by its name or as an address.
fn names_file(resolved: &str, file: &SourcePath) -> bool {
    let (resolved, file) = (resolved.trim_end_matches('/'), file.as_str());
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let folder = stem.strip_suffix("/index").or_else(|| stem.strip_suffix("/_index"));
    file == resolved || stem == resolved || folder == Some(resolved)
}

/// Where a published file lies in the output: as in the content, downloads below `unduhan/`.
pub fn output_of_asset(path: &SourcePath) -> OutputPath {
    let below = path.as_str().trim_start_matches("content/");
    let published = match below.strip_prefix("_unduhan/") {
        Some(download) => format!("unduhan/{download}"),
        None => below.to_owned(),
    };
    OutputPath::new(&published).expect("a source path is a sound output path")
}

/// Reports every link and picture of every document that leads nowhere.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let problems: Vec<Diagnostics> = site.pages.par_iter().map(|page| problems(site, page)).collect();
    problems.into_iter().for_each(|problems| diagnostics.extend(problems));
}

fn problems(site: &Site, page: &Page) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let document = &page.document;
    let links = document.common.body.links.iter().map(|link| (link.target.as_str(), &link.span));
    for (target, span) in links.chain(front_matter_links(document)) {
        if let Err(problem) = site.resolve(document, target, span) {
            diagnostics.extend(problem.map(|problem| *problem));
        }
    }
    for (target, span) in pictures(page) {
        if site.find_asset(document, target).is_none() {
            let at = Location::span(&document.common.path, span.clone());
            let known = site.assets.keys().map(SourcePath::as_str);
            diagnostics.push(diagnostic::link::missing_file(at, target, known));
        }
    }
    diagnostics
}

/// Pictures of a page: in its text, and its lead picture.
pub fn pictures(page: &Page) -> impl Iterator<Item = (&str, &Range<usize>)> {
    let common = &page.document.common;
    let lead = common.image.iter().map(|image| (image.file.value.as_str(), &image.file.span));
    common.body.pictures.iter().map(|picture| (picture.target.as_str(), &picture.span)).chain(lead)
}

/// Links in the front matter: to the procedure of a benefit, from the blocks of the home page.
pub fn front_matter_links(document: &Document) -> Vec<(&str, &Range<usize>)> {
    match &document.details {
        Details::Benefit(benefit) => benefit.procedure.iter().map(|link| (link.value.as_str(), &link.span)).collect(),
        Details::Section(section) => section
            .blocks
            .iter()
            .filter_map(|block| block.link.as_ref())
            .map(|link| (link.value.as_str(), &link.span))
            .collect(),
        Details::Procedure(_)
        | Details::Event(_)
        | Details::Partner(_)
        | Details::Article(_)
        | Details::Question(_) => Vec::new(),
    }
}
