//! Terms of taxonomies: the list of all terms, and each term's own page.

use super::body::{self, Text};
use super::carrier::preview;
use super::item::{self, Item};
use super::list::{self, GroupView, ListPage};
use super::offline_edition::shelf::{self, Offer};
use super::shell::{self, CheckedView, DateView, Frame, LinkView, Shell};
use super::writing::Writing;
use super::{Basis, Output, View};
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::markdown::contents_list;
use crate::markdown::heading::Entry;
use crate::site::taxonomy::{Taxonomy, Term};
use crate::site::{PageId, Site};
use crate::vocabulary::Language;
use serde::Serialize;

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
    let document = &site.page(id).document;
    let stem = &document.common.stem;
    let is_taxonomy =
        |taxonomy: Taxonomy| taxonomy.name() == stem && site.terms.iter().any(|term| term.taxonomy == taxonomy);
    let is_section = matches!(document.details, Details::Section(_));
    is_section && (Taxonomy::ALL.into_iter().any(is_taxonomy) || site.terms.iter().any(|term| term.text == Some(id)))
}

/// How many pages a term's list needs. Regions show what is near on one page.
pub fn page_count(site: &Site, term: usize) -> usize {
    let term = &site.terms[term];
    match term.taxonomy {
        Taxonomy::Regions => 1,
        Taxonomy::Occupations | Taxonomy::Topics => term.pages.len().div_ceil(site.config.per_page).max(1),
    }
}

pub fn view(output: &Output, term: usize, number: usize, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let total = page_count(site, term);
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
    let groups = list::items_of_term(index, number, site.config.per_page, &writing);
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
    let crumbs = shell::home_crumb(writing, Language::Indonesian).into_iter().chain([LinkView {
        label: taxonomy_title(taxonomy, writing),
        href: writing.addresses.to(&taxonomy.permalink().index()),
    }]);
    let frame = Frame {
        path: &output.path,
        kind,
        heading: writing.words.fill(&format!("{word}_title"), &[("name", &term.name)]),
        description: writing.words.fill(&format!("{word}_description"), &[("name", &term.name)]),
        breadcrumbs: crumbs.collect(),
    };
    let mut shell = shell::of_frame(frame, writing, Language::Indonesian);
    shell.checked = checked(term, writing);
    let index = writing.site.terms.iter().position(|other| std::ptr::eq(other, term));
    shell.og.image = index.and_then(|index| preview::link(preview::Of::Term(index), writing));
    shell
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

/// The list of a taxonomy's terms.
pub fn taxonomy_view(
    output: &Output,
    taxonomy: Taxonomy,
    section: Option<PageId>,
    basis: Basis<'_>,
    diagnostics: &mut Diagnostics,
) -> View {
    let site = basis.site;
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let shell = match section {
        Some(id) => shell::of_page("list", &output.path, id, &writing, diagnostics),
        None => {
            let title = taxonomy_title(taxonomy, &writing);
            let breadcrumbs = shell::home_crumb(&writing, Language::Indonesian).into_iter().collect();
            let frame =
                Frame { path: &output.path, kind: "list", description: title.clone(), heading: title, breadcrumbs };
            shell::of_frame(frame, &writing, Language::Indonesian)
        }
    };
    let items: Vec<Item> =
        site.terms.iter().filter(|term| term.taxonomy == taxonomy).map(|term| term_item(term, &writing)).collect();
    let body = section.map(|id| body::text(&site.page(id).document, &writing, diagnostics));
    let groups = vec![GroupView { title: None, items }];
    let page = ListPage { body, groups, calendar: None, pagination: None, empty: false };
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
