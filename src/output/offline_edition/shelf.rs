//! The page that offers the files, and how other pages lead to it and to them.

use super::{FOLDER, OfflineEdition, Scope, path_of_term, stem, term_name, title};
use crate::output::shell::{self, Frame, LinkView};
use crate::output::writing::Writing;
use crate::output::{Basis, Output, View, sound};
use crate::site::taxonomy::Taxonomy;
use crate::vocabulary::{Language, OutputPath};
use serde::Serialize;

#[derive(Serialize)]
struct SavePage {
    whole: Vec<Offer>,
    regions: Vec<Offer>,
    occupations: Vec<Offer>,
    languages: Vec<Offer>,
    /// What the names of all files begin with.
    stem: String,
    portal: String,
}

/// A file to keep, and how large it is.
#[derive(Debug, Serialize)]
pub struct Offer {
    pub label: String,
    pub href: String,
    /// In whole kB, as it lies on a phone; unknown while it is not made.
    pub size: Option<u64>,
    /// What is in it, where that needs to be said.
    pub contents: Option<String>,
    pub lang: &'static str,
}

/// Where the page lies.
pub fn path() -> OutputPath {
    sound(&format!("{FOLDER}/index.html"))
}

/// The way to it, for pages that have room; none where nothing is offered.
pub fn link(writing: &Writing<'_>) -> Option<LinkView> {
    let is_wanted = writing.site.config.offline_editions.is_wanted;
    is_wanted.then(|| LinkView { label: writing.words.get("save_title"), href: writing.addresses.to(&path()) })
}

/// The file of a district or an occupation, for its page.
pub fn offer_of_term(index: usize, writing: &Writing<'_>) -> Option<Offer> {
    let path = path_of_term(writing.site, index)?;
    Some(Offer {
        label: term_name(index, writing),
        href: writing.addresses.to(&path),
        size: size(&path, writing),
        contents: None,
        lang: Language::Indonesian.code(),
    })
}

impl Offer {
    /// False within a file: there its own size is not known, nor is it offered.
    pub fn is_made(&self) -> bool {
        self.size.is_some()
    }
}

fn size(path: &OutputPath, writing: &Writing<'_>) -> Option<u64> {
    (writing.sizes)(path).map(|size| size.file.div_ceil(1_000))
}

pub fn view(output: &Output, editions: &[std::sync::Arc<OfflineEdition>], basis: Basis<'_>) -> View {
    let language = Language::Indonesian;
    let site = basis.site;
    let writing = Writing::on_page(basis, language, &output.path);
    let frame = Frame {
        path: &output.path,
        kind: "save",
        heading: writing.words.get("save_title"),
        description: writing.words.get("save_description"),
        breadcrumbs: shell::home_crumb(&writing, language).into_iter().collect(),
    };
    let shell = shell::of_frame(frame, &writing, language);
    let of = |is_wanted: &dyn Fn(&OfflineEdition) -> bool| -> Vec<Offer> {
        editions.iter().filter(|edition| is_wanted(edition)).map(|edition| offer(edition, &writing)).collect()
    };
    let is_whole = |edition: &OfflineEdition| edition.scope == Scope::Whole;
    let of_terms = |taxonomy: Taxonomy| {
        of(&|edition| matches!(edition.scope, Scope::Term(index) if site.terms[index].taxonomy == taxonomy))
    };
    let page = SavePage {
        whole: of(&|edition| is_whole(edition) && edition.language == language),
        regions: of_terms(Taxonomy::Regions),
        occupations: of_terms(Taxonomy::Occupations),
        languages: of(&|edition| is_whole(edition) && edition.language != language),
        stem: stem(site),
        portal: super::link_outside(site, String::new()).label,
    };
    View::template("save.html", shell, page, &writing)
}

fn offer(edition: &OfflineEdition, writing: &Writing<'_>) -> Offer {
    let label = match (edition.scope, edition.part) {
        (Scope::Term(index), _) => writing.site.terms[index].name.clone(),
        (Scope::Whole, Some(_)) => title(edition, writing),
        (Scope::Whole, None) if edition.language == Language::Indonesian => writing.words.get("save_whole"),
        (Scope::Whole, None) => edition.language.own_name().to_owned(),
    };
    Offer {
        label,
        href: writing.addresses.to(&edition.path),
        size: size(&edition.path, writing),
        contents: edition.part.map(|_| super::chapter_titles(edition, writing)),
        lang: edition.language.code(),
    }
}
