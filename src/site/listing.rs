//! Which pages the list of a section or a term shows, in which groups.

use super::{PageId, Site, related};
use crate::content::partner::CATEGORIES;
use crate::content::question::GROUPS;
use crate::content::{Details, Document};
use std::collections::BTreeMap;

/// The lists of a site, made once: each of their pages shows a part of them.
#[derive(Debug, Default)]
pub struct Listings {
    sections: BTreeMap<PageId, Vec<Group>>,
    /// By the place of the term in [`Site::terms`].
    terms: Vec<Vec<Group>>,
}

/// Pages under one heading of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub heading: Heading,
    pub pages: Vec<PageId>,
}

/// What is above a group, in the order in which groups stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// The sections of a section stand first, without a heading.
    Sections,
    /// Events from today on, the next one first.
    Upcoming,
    /// Events before today, the last one first.
    Past,
    /// Nothing: these are of no group.
    None,
    /// Partners by their place in [`CATEGORIES`].
    Category(usize),
    /// Questions by their place in [`GROUPS`].
    Questions(usize),
}

impl Heading {
    /// The theme's word for it.
    pub fn word(self) -> Option<String> {
        match self {
            Self::Sections | Self::None => None,
            Self::Upcoming => Some("upcoming".into()),
            Self::Past => Some("past".into()),
            Self::Category(place) => Some(format!("kategori_{}", CATEGORIES[place])),
            Self::Questions(place) => Some(format!("kelompok_{}", GROUPS[place])),
        }
    }
}

impl Listings {
    /// The lists of all sections and terms.
    pub fn of(site: &Site) -> Self {
        let sections = site.ids().filter(|id| matches!(site.page(*id).document.details, Details::Section(_)));
        Self {
            sections: sections.map(|id| (id, of_section(site, id))).collect(),
            terms: site.terms.iter().map(|term| by_kind(site, &term.pages)).collect(),
        }
    }

    /// The list of a section: its sections first, then its pages.
    pub fn of_section(&self, section: PageId) -> &[Group] {
        self.sections.get(&section).map_or(&[], Vec::as_slice)
    }

    /// The list of a term, by its place in [`Site::terms`].
    pub fn of_term(&self, term: usize) -> &[Group] {
        &self.terms[term]
    }
}

fn of_section(site: &Site, section: PageId) -> Vec<Group> {
    let page = site.page(section);
    let sections = site.subsections(page);
    let first = (!sections.is_empty()).then(|| Group { heading: Heading::Sections, pages: sections.to_vec() });
    first.into_iter().chain(by_kind(site, site.pages_of_section(page))).collect()
}

/// Events by time, partners by category, questions by group; the rest as it comes.
fn by_kind(site: &Site, pages: &[PageId]) -> Vec<Group> {
    let (upcoming, past) = related::events(site, pages.iter().copied());
    let mut groups = BTreeMap::from([(Heading::Upcoming, upcoming), (Heading::Past, past)]);
    for id in pages {
        if let Some(heading) = heading_of(&site.page(*id).document) {
            groups.entry(heading).or_default().push(*id);
        }
    }
    let groups = groups.into_iter().map(|(heading, pages)| Group { heading, pages });
    groups.filter(|group| !group.pages.is_empty()).collect()
}

/// `None` for events, whose day decides, and for what was reported as unknown.
fn heading_of(document: &Document) -> Option<Heading> {
    let place = |names: &[&str], name: &str| names.iter().position(|known| *known == name);
    match &document.details {
        Details::Event(_) => None,
        Details::Partner(partner) => place(CATEGORIES, &partner.category).map(Heading::Category),
        Details::Question(question) => place(GROUPS, &question.group).map(Heading::Questions),
        Details::Benefit(_) | Details::Procedure(_) | Details::Article(_) | Details::Section(_) => Some(Heading::None),
    }
}

/// The part of some groups that page `number` of a list shows, from 1.
pub fn cut(groups: &[Group], number: usize, per_page: usize) -> Vec<Group> {
    let (mut before, mut room) = ((number - 1) * per_page, per_page);
    let mut shown = Vec::new();
    for group in groups {
        let from = before.min(group.pages.len());
        let to = (from + room).min(group.pages.len());
        before -= from;
        room -= to - from;
        if from < to {
            shown.push(Group { heading: group.heading, pages: group.pages[from..to].to_vec() });
        }
    }
    shown
}

/// How many pages there are in all groups.
pub fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.pages.len()).sum()
}
