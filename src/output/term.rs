//! Terms of taxonomies: the list of all terms, and each term's own page.

use super::body::{self, Text};
use super::carrier::preview;
use super::item::{self, Item};
use super::list::{self, GroupView, ListPage, Listing};
use super::offline_edition::shelf::{self, Offer};
use super::shell::{self, CheckedView, DateView, Frame, LinkView, Shell};
use super::writing::Writing;
use super::{Basis, Output, Subject, View, region};
use crate::diagnostic::Diagnostics;
use crate::markdown::contents_list;
use crate::markdown::heading::Entry;
use crate::site::taxonomy::{Taxonomy, Term};
use crate::site::{PageId, Site};
use crate::vocabulary::Language;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct TermPage {
    body: Text,
    toc: Vec<Entry>,
    groups: Vec<GroupView>,
    pagination: Option<list::PaginationView>,
    empty: bool,
    save: Option<Offer>,
}

/// True for the text of a term or of a taxonomy, which is shown on the term's own page.
pub fn is_term_text(site: &Site, id: PageId) -> bool {
    let stem = &site.page(id).document.common.stem;
    let is_taxonomy =
        |taxonomy: Taxonomy| taxonomy.name() == stem && site.terms.iter().any(|term| term.taxonomy == taxonomy);
    Taxonomy::ALL.into_iter().any(is_taxonomy) || site.terms.iter().any(|term| term.text == Some(id))
}

/// Every page of a term: its list, or what is near in a region.
pub fn plan(site: &Site, index: usize) -> Vec<Output> {
    let term = &site.terms[index];
    match term.taxonomy {
        Taxonomy::Regions => region::plan(site, index),
        Taxonomy::Occupations | Taxonomy::Topics => {
            let listing = Arc::new(list::of_pages(site, &term.pages));
            (1..=listing.page_count())
                .map(|number| Output {
                    path: list::path(&term.permalink, number),
                    subject: Subject::Term { term: index, listing: listing.clone(), number },
                })
                .collect()
        }
    }
}

pub fn view(
    output: &Output,
    term: usize,
    listing: &Listing,
    number: usize,
    basis: Basis<'_>,
    diagnostics: &mut Diagnostics,
) -> View {
    let site = basis.site;
    let total = listing.page_count();
    let index = term;
    let term = &site.terms[index];
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let (template, kind) = match term.taxonomy {
        Taxonomy::Regions | Taxonomy::Occupations => ("occupation.html", "occupation"),
        Taxonomy::Topics => ("topic.html", "topic"),
    };
    let mut shell = frame(output, kind, term, &writing, diagnostics);
    list::name_page(&mut shell, number, total, &writing);
    let document = term.text.map(|id| &site.page(id).document).filter(|_| number == 1);
    let body = document.map(|document| body::text(document, &writing, diagnostics)).unwrap_or_default();
    let toc = document.map(|document| contents_list(&document.common.body.headings)).unwrap_or_default();
    let groups = listing.items(number, &writing);
    let page = TermPage {
        empty: groups.is_empty() && document.is_none(),
        save: shelf::offer_of_term(index, &writing).filter(|offer| number == 1 && offer.is_made()),
        body,
        toc,
        groups,
        pagination: list::pagination(&term.permalink, number, total, &writing),
    };
    View::template(template, shell, page, &writing)
}

/// The frame of a term's page: that of its text, or one made of its name.
pub fn frame(
    output: &Output,
    kind: &'static str,
    term: &Term,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Shell {
    if let Some(id) = term.text {
        return shell::of_page(kind, &output.path, id, writing, diagnostics);
    }
    let taxonomy = term.taxonomy;
    let word = taxonomy.name();
    let frame = Frame {
        path: &output.path,
        kind,
        heading: writing.words.fill(&format!("{word}_title"), &[("name", &term.name)]),
        description: writing.words.fill(&format!("{word}_description"), &[("name", &term.name)]),
        breadcrumbs: breadcrumbs(taxonomy, writing),
    };
    let mut shell = shell::of_frame(frame, writing, Language::Indonesian);
    shell.checked = checked(term, writing);
    let index = writing.site.terms.iter().position(|other| std::ptr::eq(other, term));
    shell.og.image = index.and_then(|index| preview::link(preview::Of::Term(index), writing));
    shell
}

/// From the home page down to the list of a taxonomy's terms.
pub fn breadcrumbs(taxonomy: Taxonomy, writing: &Writing<'_>) -> Vec<LinkView> {
    let list = LinkView {
        label: taxonomy_title(taxonomy, writing),
        href: writing.addresses.to(&taxonomy.permalink().index()),
    };
    shell::home_crumb(writing, Language::Indonesian).into_iter().chain([list]).collect()
}

/// A page made of data was checked when its data were: those of the region, or else the pages it lists.
fn checked(term: &Term, writing: &Writing<'_>) -> Option<CheckedView> {
    let site = writing.site;
    let region = site.facts.region(&term.id).filter(|_| term.taxonomy == Taxonomy::Regions);
    let (date, sources) = match region {
        Some(region) => (region.checked?, region.sources.as_slice()),
        None => {
            let reviewed = term.pages.iter().filter_map(|id| site.page(*id).document.common.reviewed);
            (reviewed.min()?, [].as_slice())
        }
    };
    let sources = sources.iter().filter_map(|id| site.facts.sources.get(id));
    Some(CheckedView {
        date: DateView::new(date, writing.words),
        sources: sources.map(|source| shell::source(source, writing)).collect(),
    })
}

fn taxonomy_title(taxonomy: Taxonomy, writing: &Writing<'_>) -> String {
    let section = writing.site.section(taxonomy.name());
    match section {
        Some(id) => shell::link_to(writing.site.page(id), writing).label,
        None => writing.words.get(taxonomy.name()),
    }
}

/// Terms on a page of their list. Many have only a name: a page carries more of them than of other entries.
const TERMS_PER_PAGE: usize = 50;

/// How many pages the list of so many terms needs.
pub fn taxonomy_page_count(terms: usize) -> usize {
    terms.div_ceil(TERMS_PER_PAGE)
}

/// Page `number` of the list of a taxonomy's terms.
pub fn taxonomy_view(
    output: &Output,
    taxonomy: Taxonomy,
    section: Option<PageId>,
    number: usize,
    basis: Basis<'_>,
    diagnostics: &mut Diagnostics,
) -> View {
    let site = basis.site;
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let mut shell = match section {
        Some(id) => shell::of_page("list", &output.path, id, &writing, diagnostics),
        None => {
            let title = taxonomy_title(taxonomy, &writing);
            let breadcrumbs = shell::home_crumb(&writing, Language::Indonesian).into_iter().collect();
            let frame =
                Frame { path: &output.path, kind: "list", description: title.clone(), heading: title, breadcrumbs };
            shell::of_frame(frame, &writing, Language::Indonesian)
        }
    };
    let terms: Vec<&Term> = site.terms.iter().filter(|term| term.taxonomy == taxonomy).collect();
    let total = taxonomy_page_count(terms.len());
    list::name_page(&mut shell, number, total, &writing);
    let shown = terms.iter().skip((number - 1) * TERMS_PER_PAGE).take(TERMS_PER_PAGE);
    let items: Vec<Item> = shown.map(|term| term_item(term, &writing)).collect();
    let section = section.filter(|_| number == 1);
    let page = ListPage {
        body: section.map(|id| body::text(&site.page(id).document, &writing, diagnostics)),
        groups: vec![GroupView { title: None, items }],
        calendar: None,
        pagination: list::pagination(&taxonomy.permalink(), number, total, &writing),
        empty: false,
    };
    View::template("list.html", shell, page, &writing)
}

/// The entry of a term in lists of terms.
pub fn term_item(term: &Term, writing: &Writing<'_>) -> Item {
    match term.text {
        Some(id) => Item { title: term.name.clone(), ..item::of_page(id, writing) },
        None => Item {
            title: term.name.clone(),
            href: writing.addresses.to(&term.permalink.index()),
            description: String::new(),
            date: None,
            meta: None,
            badge: None,
            example: false,
        },
    }
}
