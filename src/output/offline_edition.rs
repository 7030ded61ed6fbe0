//! The portal as single files, to be kept on a phone and passed on without a network.
//!
//! One file holds the whole portal, or what a district or an occupation needs: styles in, no script,
//! nothing loaded, links within the file where it holds the page and in full where it does not.

mod contents;
pub mod fragment;
mod rates;
pub mod shelf;
mod split;

use super::shell::{self, DateView, Frame};
use super::writing::Writing;
use super::{Basis, Output, Subject, View, address, body, list, term};
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::markdown::shortcode::Call;
use crate::output::carrier::code::{self, Channel};
use crate::output::carrier::validity::{self, Validity};
use crate::output::permits::Permits;
use crate::site::fact_use::{self, Use};
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site};
use crate::vocabulary::{Date, Html, Language, OutputPath, Slug};
use fragment::{Fragment, Places, Rank};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One file, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineEdition {
    pub path: OutputPath,
    pub language: Language,
    pub scope: Scope,
    /// Which of how many files, from 1, where the portal is too large for one.
    pub part: Option<(usize, usize)>,
    pub chapters: Vec<Chapter>,
}

/// Whom a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody.
    Whole,
    /// Those of a district or an occupation, by the term's place in [`Site::terms`].
    Term(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub heading: Heading,
    pub entries: Vec<Entry>,
}

/// What a chapter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    Section(PageId),
    /// A list of terms without a section that introduces it.
    Taxonomy(Taxonomy),
    /// What is particular to a district or an occupation.
    Term(usize),
    /// What stands in no section.
    Loose,
}

/// A page within a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Page(PageId),
    /// The page of a term, by its place in [`Site::terms`].
    Term(usize),
    /// What an occupation pays, by income: the page with all groups' sums is too large for a small file.
    Rates(usize),
}

#[derive(Serialize)]
struct EditionPage {
    /// Where the newest edition is.
    portal: shell::LinkView,
    newest: shell::LinkView,
    until: Option<String>,
    then: String,
    /// What an occupation pays, where that holds longer or shorter than other amounts.
    own: Option<OwnView>,
    ask: String,
    parts: Vec<PartView>,
    chapters: Vec<ChapterView>,
}

#[derive(Serialize)]
struct OwnView {
    name: String,
    until: String,
    then: String,
}

#[derive(Serialize)]
struct PartView {
    file: String,
    chapters: String,
    current: bool,
}

#[derive(Serialize)]
struct ChapterView {
    id: String,
    title: String,
    intro: Html,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    id: String,
    heading: Html,
    title: String,
    body: Html,
    checked: Option<DateView>,
}

/// The folder of the files, and of the page that offers them.
pub const FOLDER: &str = "simpan";
/// Files of one whole portal. Beyond that each would list all others, and nobody would have them all.
pub const MOST_PARTS: usize = 8;
/// Where a link to the home page leads within a file.
const TOP: &str = "_isi";
const LOOSE: &str = "_lain";
const RATES: &str = "_iuran";

/// Every file, and the page that offers them; none where the configuration asks for none.
pub fn plan(basis: Basis<'_>) -> Vec<Output> {
    let is_wanted = basis.site.config.offline_editions.is_wanted;
    if !is_wanted || contents::whole(basis.site, Language::Indonesian).is_empty() {
        return Vec::new();
    }
    let editions = all(basis);
    let files = editions
        .iter()
        .map(|edition| Output { path: edition.path.clone(), subject: Subject::OfflineEdition(Arc::clone(edition)) });
    let files: Vec<Output> = files.collect();
    let shelf = Output { path: shelf::path(), subject: Subject::Shelf(editions.into()) };
    files.into_iter().chain([shelf]).collect()
}

/// The files in the order in which they are offered: the whole portal, then the terms, then other languages.
fn all(basis: Basis<'_>) -> Vec<Arc<OfflineEdition>> {
    let site = basis.site;
    let mut editions = whole(Language::Indonesian, basis);
    let terms = site.terms.iter().enumerate().filter(|(index, _)| path_of_term(site, *index).is_some());
    editions.extend(terms.filter_map(|(index, _)| {
        Some(OfflineEdition {
            path: path_of_term(site, index)?,
            language: Language::Indonesian,
            scope: Scope::Term(index),
            part: None,
            chapters: split::fit(contents::of_term(site, index), site.config.offline_editions.small, basis),
        })
    }));
    let others = site.config.languages.iter().filter(|language| **language != Language::Indonesian);
    editions.extend(others.flat_map(|language| whole(*language, basis)));
    editions.into_iter().map(Arc::new).collect()
}

/// The files of a whole portal; none where it takes more of them than anybody passes on.
fn whole(language: Language, basis: Basis<'_>) -> Vec<OfflineEdition> {
    let site = basis.site;
    let chapters = contents::whole(site, language);
    if chapters.is_empty() {
        return Vec::new();
    }
    let parts = split::split(chapters, site.config.offline_editions.whole, basis);
    let total = parts.len();
    if total > MOST_PARTS {
        return Vec::new();
    }
    let named = |number: usize| {
        let ending = (language != Language::Indonesian).then(|| language.code().to_owned());
        let part = (total > 1).then(|| format!("bagian-{number}"));
        path(site, ending.into_iter().chain(part))
    };
    let parts = parts.into_iter().zip(1..).map(|(chapters, number)| OfflineEdition {
        path: named(number),
        language,
        scope: Scope::Whole,
        part: (total > 1).then_some((number, total)),
        chapters,
    });
    parts.collect()
}

/// The file of a district or an occupation; `None` for terms that have none.
pub fn path_of_term(site: &Site, index: usize) -> Option<OutputPath> {
    let term = &site.terms[index];
    let word = match term.taxonomy {
        Taxonomy::Regions => "kecamatan",
        Taxonomy::Occupations => "pekerjaan",
        Taxonomy::Topics => return None,
    };
    site.config.offline_editions.is_wanted.then(|| path(site, [word.to_owned(), term.id.clone()]))
}

/// `simpan/kabar-desa-kecamatan-cilongok.html`: it is told from others by the name of the portal, and the
/// name stays, so that a newer edition takes the place of an older one. The day is in the file.
fn path(site: &Site, ending: impl IntoIterator<Item = String>) -> OutputPath {
    let parts: Vec<String> = std::iter::once(stem(site)).chain(ending).collect();
    super::sound(&format!("{FOLDER}/{}.html", parts.join("-")))
}

/// What the names of all files begin with.
pub fn stem(site: &Site) -> String {
    Slug::from_text(&site.config.name).map_or_else(|| "portal".to_owned(), |slug| slug.to_string())
}

/// The name of the portal, and whom the file is for.
pub fn title(edition: &OfflineEdition, writing: &Writing<'_>) -> String {
    let words = writing.words;
    let site = ("site", writing.site.config.name.as_str());
    let title = match edition.scope {
        Scope::Whole => words.fill("file_whole", &[site]),
        Scope::Term(index) => words.fill("file_of", &[site, ("name", &term_name(index, writing))]),
    };
    match edition.part {
        Some((number, total)) => {
            let (number, total) = (number.to_string(), total.to_string());
            words.fill("file_part", &[("title", &title), ("number", &number), ("total", &total)])
        }
        None => title,
    }
}

/// `Kecamatan Cilongok`; an occupation is called by its name.
fn term_name(index: usize, writing: &Writing<'_>) -> String {
    let term = &writing.site.terms[index];
    match term.taxonomy {
        Taxonomy::Regions => format!("{} {}", writing.words.get("wilayah"), term.name),
        Taxonomy::Occupations | Taxonomy::Topics => term.name.clone(),
    }
}

/// The chapters in words: `Manfaat, Cara, Iuran`.
pub fn chapter_titles(edition: &OfflineEdition, writing: &Writing<'_>) -> String {
    let titles = edition.chapters.iter().map(|chapter| chapter_title(&chapter.heading, writing));
    titles.collect::<Vec<_>>().join(", ")
}

pub fn view(output: &Output, edition: &OfflineEdition, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let writing = Writing::on_page(basis, edition.language, &output.path);
    let words = writing.words;
    let frame = Frame {
        path: &output.path,
        kind: "file",
        heading: title(edition, &writing),
        description: words.get("file_description"),
        breadcrumbs: Vec::new(),
    };
    let mut shell = shell::of_frame(frame, &writing, edition.language);
    shell.title = title(edition, &writing);
    shell.noindex = true;
    shell.share = None;
    shell.permits = Permits::default();
    shell.keeps = false;
    let rates: Vec<Call> = entries(edition).filter_map(|entry| rates::call(entry, site, basis.theme)).collect();
    let uses = uses(edition, &rates, site);
    let validity = validity::of_amounts(&uses, &writing);
    let own = own(edition, uses, &writing).filter(|own| validity.until != own.until);
    let say = |until: Date| DateView::new(until, words).text;
    let newest = code::address(&address::absolute(&site.config, &shelf::path()), Channel::Edition, None);
    let page = EditionPage {
        portal: link_outside(site, site.config.base_url.as_str().to_owned()),
        newest: link_outside(site, newest),
        until: validity.until.map(say),
        then: validity.then.unwrap_or_default(),
        own: own.and_then(|own| {
            let Scope::Term(index) = edition.scope else { return None };
            Some(OwnView {
                name: term_name(index, &writing),
                until: say(own.until?),
                then: own.then.unwrap_or_default(),
            })
        }),
        ask: words.get("carrier_ask"),
        parts: parts(edition, basis, &writing),
        chapters: chapters(edition, basis, &writing, diagnostics),
    };
    View::template("offline_edition.html", shell, page, &writing)
}

/// Every fact in a file.
fn uses<'a>(edition: &'a OfflineEdition, rates: &'a [Call], site: &'a Site) -> BTreeSet<Use<'a>> {
    let documents = contents::documents(site, &edition.chapters).flat_map(|page| fact_use::of(site, page));
    documents.chain(rates.iter().flat_map(|call| fact_use::of_call(site, call))).collect()
}

/// Until when the amounts for an occupation hold: those of its contribution group.
fn own<'a>(edition: &OfflineEdition, uses: BTreeSet<Use<'a>>, writing: &Writing<'a>) -> Option<Validity> {
    let Scope::Term(index) = edition.scope else { return None };
    let group = contents::group_of(writing.site, &writing.site.terms[index])?;
    let of_group = uses.into_iter().filter(|(_, named)| named.as_deref() == Some(group));
    Some(validity::of_amounts(&of_group.collect(), writing)).filter(|own| own.until.is_some())
}

fn entries(edition: &OfflineEdition) -> impl Iterator<Item = &Entry> {
    edition.chapters.iter().flat_map(|chapter| &chapter.entries)
}

/// An address as people read it.
fn link_outside(site: &Site, href: String) -> shell::LinkView {
    let label = site.config.base_url.as_str().trim_end_matches('/');
    let label = label.trim_start_matches("https://").trim_start_matches("http://");
    shell::LinkView { label: label.to_owned(), href }
}

/// The files that the portal is divided into.
fn parts(edition: &OfflineEdition, basis: Basis<'_>, writing: &Writing<'_>) -> Vec<PartView> {
    if edition.part.is_none() {
        return Vec::new();
    }
    let parts = whole(edition.language, basis).into_iter().map(|part| PartView {
        file: file_name(&part.path).to_owned(),
        chapters: chapter_titles(&part, writing),
        current: part.path == edition.path,
    });
    parts.collect()
}

/// What the file is called once it is on a phone.
pub fn file_name(path: &OutputPath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}

fn chapters(
    edition: &OfflineEdition,
    basis: Basis<'_>,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<ChapterView> {
    let bound: Vec<Bound> =
        edition.chapters.iter().map(|chapter| Bound::of(chapter, basis, writing, diagnostics)).collect();
    let mut places = Places::default();
    let home = basis.site.find_or_fall_back("", edition.language);
    if let Some(home) = home {
        places.add_id(basis.site.page(home).permalink.index(), TOP);
    }
    for chapter in &bound {
        if let Some((path, intro)) = &chapter.intro {
            places.add(path.clone(), intro);
        }
        for BoundEntry { path, fragment, .. } in &chapter.entries {
            if let Some(path) = path {
                places.add(path.clone(), fragment);
            }
        }
    }
    let views = bound.iter().zip(&edition.chapters).map(|(bound, chapter)| ChapterView {
        id: bound.id.clone(),
        title: chapter_title(&chapter.heading, writing),
        intro: bound.intro.as_ref().map(|(_, intro)| intro.markup(&places, basis)).unwrap_or_default(),
        entries: bound
            .entries
            .iter()
            .map(|BoundEntry { entry, fragment, .. }| EntryView {
                id: fragment.id.clone(),
                heading: fragment.heading.clone(),
                title: fragment.title.clone(),
                body: fragment.markup(&places, basis),
                checked: checked(entry, writing),
            })
            .collect(),
    });
    views.collect()
}

/// A chapter with its pages at hand.
struct Bound {
    id: String,
    /// The section's page: its own text introduces the chapter.
    intro: Option<(OutputPath, Fragment)>,
    entries: Vec<BoundEntry>,
}

struct BoundEntry {
    entry: Entry,
    /// Where the page lies, if it is one.
    path: Option<OutputPath>,
    fragment: Arc<Fragment>,
}

impl Bound {
    fn of(chapter: &Chapter, basis: Basis<'_>, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Self {
        let site = basis.site;
        let intro = match &chapter.heading {
            Heading::Section(id) => {
                let document = &site.page(*id).document;
                let path = list::path(&site.page(*id).permalink, 1);
                let writing = Writing::on_page(basis, document.common.language, &path);
                let text = body::text(document, &writing, diagnostics);
                let markup = format!("{}{}", text.intro.as_str(), text.rest.as_str());
                let fragment = Fragment::read(&path, &markup, Rank::Chapter, writing.words);
                Some((path, fragment))
            }
            Heading::Taxonomy(taxonomy) => {
                let path = taxonomy.permalink().index();
                let fragment = Fragment::read(&path, "", Rank::Chapter, writing.words);
                Some((path, fragment))
            }
            Heading::Term(_) | Heading::Loose => None,
        };
        let id = match (&intro, &chapter.heading) {
            (Some((_, intro)), _) => intro.id.clone(),
            (None, Heading::Term(index)) => format!("_{}", site.terms[*index].id),
            (None, _) => LOOSE.to_owned(),
        };
        let entries = chapter.entries.iter().filter_map(|entry| {
            let (path, fragment) = match page_of(site, entry) {
                Some(page) => {
                    let fragment = basis.shared.fragments.of(&page, writing.words, basis);
                    (Some(page.path), fragment)
                }
                None => (None, Arc::new(rates::fragment(entry, writing, diagnostics)?)),
            };
            Some(BoundEntry { entry: *entry, path, fragment })
        });
        Self { id, entries: entries.collect(), intro }
    }
}

/// The page that an entry is taken from, if it is one.
fn page_of(site: &Site, entry: &Entry) -> Option<Output> {
    match entry {
        Entry::Page(id) => Some(Output { path: site.page(*id).permalink.index(), subject: Subject::Page(*id) }),
        Entry::Term(index) => term::plan(site, *index).into_iter().next(),
        Entry::Rates(_) => None,
    }
}

fn chapter_title(heading: &Heading, writing: &Writing<'_>) -> String {
    match heading {
        Heading::Section(id) => writing.text(&writing.site.page(*id).document.common.title),
        Heading::Taxonomy(taxonomy) => writing.words.get(taxonomy.name()),
        Heading::Term(index) => term_name(*index, writing),
        Heading::Loose => writing.words.get("file_loose"),
    }
}

/// When the page was checked, or else the data it is made of.
fn checked(entry: &Entry, writing: &Writing<'_>) -> Option<DateView> {
    let site = writing.site;
    let reviewed = |id: PageId| site.page(id).document.common.reviewed;
    let date = match entry {
        Entry::Page(id) => reviewed(*id),
        Entry::Term(index) => match site.terms[*index].text {
            Some(id) => reviewed(id),
            None => site.facts.region(&site.terms[*index].id).and_then(|region| region.checked),
        },
        Entry::Rates(_) => None,
    };
    date.map(|date| DateView::new(date, writing.words))
}

/// The pages of a file that take most of it, with their bytes.
pub fn heaviest(edition: &OfflineEdition, basis: Basis<'_>) -> Vec<(OutputPath, u64)> {
    let writing = Writing::anywhere(basis, edition.language);
    let mut pages: Vec<(OutputPath, u64)> = entries(edition)
        .filter_map(|entry| {
            let page = page_of(basis.site, entry)?;
            let fragment = basis.shared.fragments.of(&page, writing.words, basis);
            Some((page.path, fragment.markup(&Places::default(), basis).as_str().len() as u64))
        })
        .collect();
    pages.sort_by_key(|(path, bytes)| (std::cmp::Reverse(*bytes), path.clone()));
    pages
}

/// The document behind an entry, if a document it is.
pub fn document_at(path: &OutputPath, site: &Site) -> Option<PageId> {
    let term = site.terms.iter().find(|term| term.permalink.index() == *path).and_then(|term| term.text);
    let is_page = |id: &PageId| {
        let page = site.page(*id);
        !matches!(page.document.details, Details::Section(_)) && page.permalink.index() == *path
    };
    term.or_else(|| site.ids().find(is_page))
}
