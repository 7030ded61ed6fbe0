//! Site → what each file holds, chapter by chapter.

use super::{Chapter, Entry, Heading};
use crate::content::section::Order;
use crate::content::{Details, Document};
use crate::site::taxonomy::{Taxonomy, Term};
use crate::site::{Page, PageId, Site, calls, related};
use crate::vocabulary::Language;
use std::collections::BTreeSet;

/// All pages of a language, by the sections they stand in; in Indonesian those of occupations and districts too.
pub fn whole(site: &Site, language: Language) -> Vec<Chapter> {
    let pages = readable(site, language);
    let mut chapters = by_section(site, &pages);
    if language == Language::Indonesian {
        for taxonomy in [Taxonomy::Occupations, Taxonomy::Regions] {
            add_terms(site, taxonomy, &mut chapters);
        }
    }
    sort(site, &mut chapters);
    chapters
}

/// What somebody in a district or an occupation needs: what is theirs, then what concerns everybody.
pub fn of_term(site: &Site, index: usize) -> Vec<Chapter> {
    let term = &site.terms[index];
    let readable = readable(site, Language::Indonesian);
    let pages: BTreeSet<PageId> = term.pages.iter().copied().collect();
    let own: Vec<PageId> = readable.iter().copied().filter(|id| pages.contains(id)).collect();
    let group = group_of(site, term);
    let shared: Vec<PageId> = readable
        .into_iter()
        .filter(|id| !pages.contains(id) && is_shared(site, *id) && concerns(site.page(*id), group))
        .collect();
    let rates = group.map(|_| Entry::Rates(index));
    let entries = std::iter::once(Entry::Term(index)).chain(rates).chain(own.into_iter().map(Entry::Page)).collect();
    let mut chapters = by_section(site, &shared);
    sort(site, &mut chapters);
    chapters.insert(0, Chapter { heading: Heading::Term(index), entries });
    chapters
}

/// The pages of a language that have something to say of their own, in order. Events that are over say nothing any more.
fn readable(site: &Site, language: Language) -> Vec<PageId> {
    let is_event = |id: &PageId| matches!(site.page(*id).document.details, Details::Event(_));
    let is_section = |id: &PageId| matches!(site.page(*id).document.details, Details::Section(_));
    let of_language = |id: &PageId| site.page(*id).document.common.language == language;
    let all = || site.ids().filter(of_language);
    let coming = related::events(site, all().filter(is_event)).0;
    let mut others: Vec<PageId> = all().filter(|id| !is_event(id) && !is_section(id)).collect();
    related::sort(site, &mut others, Order::Weight);
    coming.into_iter().chain(others).collect()
}

/// Whether the small files hold a page: as the configuration says, or else by its kind.
fn is_shared(site: &Site, id: PageId) -> bool {
    let page = site.page(id);
    let named = &site.offline_edition_pages;
    if site.config.offline_editions.pages.is_empty() {
        return matches!(page.document.details, Details::Benefit(_) | Details::Procedure(_) | Details::Question(_));
    }
    let mut above = Some(id);
    while let Some(id) = above {
        let page = site.page(id);
        // The home page stands above all, and means only itself.
        if page.document.common.stem.is_empty() {
            return false;
        }
        if named.contains(&page.permalink.index()) {
            return true;
        }
        above = site.section_of(page);
    }
    false
}

/// The contribution group of an occupation.
pub fn group_of<'a>(site: &'a Site, term: &Term) -> Option<&'a str> {
    let occupation = (term.taxonomy == Taxonomy::Occupations).then(|| site.facts.occupation(&term.id))??;
    Some(&occupation.group)
}

/// False for a page that reckons for one contribution group alone, where that is not this one: it would only mislead.
fn concerns(page: &Page, group: Option<&str>) -> bool {
    let reckons = calls::calls(page).filter(|call| !call.arguments.contains_key("fakta"));
    let groups: BTreeSet<&str> =
        reckons.filter_map(|call| call.arguments.get("golongan")).map(|group| group.value.as_str()).collect();
    groups.len() != 1 || group.is_some_and(|group| groups.contains(group))
}

/// Chapters of pages that stand in the same section.
fn by_section(site: &Site, pages: &[PageId]) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for id in pages {
        let heading = section_of(site, *id).map_or(Heading::Loose, Heading::Section);
        match chapters.iter_mut().find(|chapter| chapter.heading == heading) {
            Some(chapter) => chapter.entries.push(Entry::Page(*id)),
            None => chapters.push(Chapter { heading, entries: vec![Entry::Page(*id)] }),
        }
    }
    for chapter in &mut chapters {
        sort_entries(site, chapter);
    }
    chapters
}

/// The section a page stands in. The home page is none, and the text of a term is a page of its own.
fn section_of(site: &Site, id: PageId) -> Option<PageId> {
    let mut section = site.section_of(site.page(id))?;
    while site.terms.iter().any(|term| term.text == Some(section)) {
        section = site.section_of(site.page(section))?;
    }
    (!site.page(section).document.common.stem.is_empty()).then_some(section)
}

/// As the section sorts its own list; events stay in the order of their days.
fn sort_entries(site: &Site, chapter: &mut Chapter) {
    let Heading::Section(section) = chapter.heading else { return };
    let Details::Section(section) = &site.page(section).document.details else { return };
    let is_event = |document: &Document| matches!(document.details, Details::Event(_));
    let (events, mut others): (Vec<PageId>, Vec<PageId>) =
        pages(chapter).partition(|id| is_event(&site.page(*id).document));
    related::sort(site, &mut others, section.order);
    chapter.entries = events.into_iter().chain(others).map(Entry::Page).collect();
}

fn pages(chapter: &Chapter) -> impl Iterator<Item = PageId> {
    chapter.entries.iter().filter_map(|entry| match entry {
        Entry::Page(id) => Some(*id),
        Entry::Term(_) | Entry::Rates(_) => None,
    })
}

/// The pages of a taxonomy's terms: of occupations those that have a text.
fn add_terms(site: &Site, taxonomy: Taxonomy, chapters: &mut Vec<Chapter>) {
    let has_page = |term: &Term| term.taxonomy == taxonomy && (taxonomy == Taxonomy::Regions || term.text.is_some());
    let terms = site.terms.iter().enumerate().filter(|(_, term)| has_page(term)).map(|(index, _)| Entry::Term(index));
    let terms: Vec<Entry> = terms.collect();
    let heading = site.section(taxonomy.name()).map_or(Heading::Taxonomy(taxonomy), Heading::Section);
    match chapters.iter_mut().find(|chapter| chapter.heading == heading) {
        Some(chapter) => chapter.entries.extend(terms),
        None if terms.is_empty() => {}
        None => chapters.push(Chapter { heading, entries: terms }),
    }
}

/// In the order of the menu, then the sections it does not name, and last what stands in none.
fn sort(site: &Site, chapters: &mut [Chapter]) {
    let place = |chapter: &Chapter| {
        let stem = match &chapter.heading {
            Heading::Section(id) => site.page(*id).document.common.stem.as_str(),
            Heading::Taxonomy(taxonomy) => taxonomy.name(),
            Heading::Term(_) => "",
            Heading::Loose => return (usize::MAX, String::new()),
        };
        // A section within another follows it.
        let named = site.menu.iter().position(|entry| {
            stem.strip_prefix(entry.stem.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        (named.unwrap_or(usize::MAX - 1), stem.to_owned())
    };
    chapters.sort_by_cached_key(place);
}

/// The texts that a chapter's facts and dates come from.
pub fn documents<'a>(site: &'a Site, chapters: &'a [Chapter]) -> impl Iterator<Item = &'a Page> {
    let sections = chapters.iter().filter_map(|chapter| match chapter.heading {
        Heading::Section(id) => Some(id),
        Heading::Taxonomy(_) | Heading::Term(_) | Heading::Loose => None,
    });
    let entries = chapters.iter().flat_map(|chapter| &chapter.entries).filter_map(|entry| match entry {
        Entry::Page(id) => Some(*id),
        Entry::Term(index) => site.terms[*index].text,
        Entry::Rates(_) => None,
    });
    sections.chain(entries).map(|id| site.page(id))
}
