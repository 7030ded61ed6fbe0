//! Everything that can be looked up in one language: each page once, with the words that name it.

use super::writing::Writing;
use super::{Basis, event_time, shell, term};
use crate::content::Details;
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site};
use crate::vocabulary::{Language, OutputPath};
use rayon::prelude::*;

/// A page to look up.
#[derive(Clone, Debug)]
pub struct Entry {
    pub what: What,
    pub path: OutputPath,
    pub title: String,
    pub description: String,
    /// The theme's word for what it is: `kind_procedure`, `wilayah`.
    pub kind: &'static str,
    pub example: bool,
}

/// What stands behind an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Page(PageId),
    /// A term, by its place in [`crate::site::Site::terms`].
    Term(usize),
    /// The list of a taxonomy's terms.
    Terms(Taxonomy),
}

/// The theme's words for kinds, in the order in which the search index numbers them.
pub const KINDS: [&str; 10] = [
    "kind_benefit",
    "kind_procedure",
    "kind_event",
    "kind_partner",
    "kind_article",
    "kind_question",
    "kind_section",
    "wilayah",
    "pekerjaan",
    "topik",
];

/// True where a language has anything to look up.
pub fn has_any(site: &Site, language: Language) -> bool {
    let has_terms = language == Language::Indonesian && !site.terms.is_empty();
    has_terms || site.ids().any(|id| is_entry(site, id, language))
}

/// True for a page in this language that is not the home page, nor shown on the page of its term.
fn is_entry(site: &Site, id: PageId, language: Language) -> bool {
    let common = &site.page(id).document.common;
    common.language == language && !common.stem.is_empty() && !term::is_term_text(site, id)
}

/// Pages that one thread takes at a time.
const TOGETHER: usize = 256;

/// The entries of a language, in the order of the site's pages and terms. The home page is the way in, not an entry.
pub fn of_language(basis: Basis<'_>, language: Language) -> Vec<Entry> {
    let site = basis.site;
    let writing = Writing::anywhere(basis, language);
    let ids: Vec<PageId> = site.ids().filter(|id| is_entry(site, *id, language)).collect();
    let of_some = |ids: &[PageId]| {
        let writing = Writing::anywhere(basis, language);
        ids.iter().map(|id| of_page(*id, &writing)).collect::<Vec<Entry>>()
    };
    let mut entries: Vec<Entry> = ids.par_chunks(TOGETHER).flat_map_iter(of_some).collect();
    if language == Language::Indonesian {
        let shown = |taxonomy: &Taxonomy| site.terms.iter().any(|term| term.taxonomy == *taxonomy);
        entries.extend(Taxonomy::ALL.into_iter().filter(shown).map(|taxonomy| of_taxonomy(taxonomy, &writing)));
        entries.extend((0..site.terms.len()).map(|index| of_term(index, &writing)));
    }
    entries
}

fn of_page(id: PageId, writing: &Writing<'_>) -> Entry {
    let page = writing.site.page(id);
    let common = &page.document.common;
    Entry {
        what: What::Page(id),
        path: page.permalink.index(),
        title: match &page.document.details {
            // At its end, so that the page stays where its name is looked for.
            Details::Event(event) => match event_time::badge(event, writing.words) {
                Some(badge) => format!("{} ({badge})", writing.text(&common.title)),
                None => writing.text(&common.title),
            },
            _ => writing.text(&common.title),
        },
        description: writing.text(&common.description),
        kind: match page.document.details {
            Details::Benefit(_) => "kind_benefit",
            Details::Procedure(_) => "kind_procedure",
            Details::Event(_) => "kind_event",
            Details::Partner(_) => "kind_partner",
            Details::Article(_) => "kind_article",
            Details::Question(_) => "kind_question",
            Details::Section(_) => "kind_section",
        },
        example: common.example,
    }
}

fn of_taxonomy(taxonomy: Taxonomy, writing: &Writing<'_>) -> Entry {
    let section = writing.site.section(taxonomy.name()).map(|id| writing.site.page(id));
    Entry {
        what: What::Terms(taxonomy),
        path: taxonomy.permalink().index(),
        title: match section {
            Some(page) => shell::link_to(page, writing).label,
            None => writing.words.get(taxonomy.name()),
        },
        description: section.map(|page| writing.text(&page.document.common.description)).unwrap_or_default(),
        kind: "kind_section",
        example: false,
    }
}

fn of_term(index: usize, writing: &Writing<'_>) -> Entry {
    let term = &writing.site.terms[index];
    let kind = term.taxonomy.name();
    let text = term.text.map(|id| &writing.site.page(id).document.common);
    Entry {
        what: What::Term(index),
        path: term.permalink.index(),
        title: term.name.clone(),
        description: match text {
            Some(text) => writing.text(&text.description),
            None => writing.words.fill(&format!("{kind}_description"), &[("name", &term.name)]),
        },
        kind,
        example: text.is_some_and(|text| text.example),
    }
}
