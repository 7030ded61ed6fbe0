//! Lists of a section's pages, in groups, over as many pages as they need.

use super::body::{self, Text};
use super::calendar::{self, CalendarOf};
use super::item::{self, Item};
use super::shell::{self, LinkView, Shell};
use super::writing::Writing;
use super::{Basis, Output, View};
use crate::content::Details;
use crate::content::partner::CATEGORIES;
use crate::content::question::GROUPS;
use crate::diagnostic::Diagnostics;
use crate::site::{PageId, Site, related};
use crate::vocabulary::{OutputPath, Permalink};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct ListPage {
    pub body: Option<Text>,
    pub groups: Vec<GroupView>,
    /// Saves all events, on the list of a folder that holds them.
    pub calendar: Option<LinkView>,
    pub pagination: Option<PaginationView>,
    pub empty: bool,
}

#[derive(Serialize)]
pub struct GroupView {
    pub title: Option<String>,
    pub items: Vec<Item>,
}

#[derive(Serialize)]
pub struct PaginationView {
    /// Which of how many pages this is, in words.
    pub label: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PageNumber>,
    /// True where some pages are not named: then each number says that it is one of a page.
    pub cut: bool,
}

#[derive(Serialize)]
pub struct PageNumber {
    pub number: usize,
    pub href: String,
    pub current: bool,
    /// True where pages before it are not named.
    pub gap: bool,
}

/// A list of so many pages names them all.
const FEW: usize = 7;
/// Pages named on each side of the one that is open: with the ends and the ways back and on, three rows on a small phone.
const AROUND: usize = 1;

/// What a list names on all of its pages, made once with the plan: else every page of it would sort the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    groups: Vec<Group>,
    per_page: usize,
}

/// Pages under one heading of a list; the word that names it in the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    word: Option<String>,
    pages: Vec<PageId>,
}

pub fn view(
    output: &Output,
    section: PageId,
    listing: &Listing,
    number: usize,
    basis: Basis<'_>,
    diagnostics: &mut Diagnostics,
) -> View {
    let site = basis.site;
    let page = site.page(section);
    let document = &page.document;
    let writing = Writing::on_page(basis, document.common.language, &output.path);
    let mut shell = shell::of_page("list", &output.path, section, &writing, diagnostics);
    let total = listing.page_count();
    name_page(&mut shell, number, total, &writing);
    let body = (number == 1).then(|| body::text(document, &writing, diagnostics));
    let calendar = || calendar::link(CalendarOf::Portal, &site.config.name, &writing);
    let calendar = listing.has_events(number, site).then(calendar).flatten();
    let groups = listing.items(number, &writing);
    let list = ListPage {
        body,
        empty: groups.is_empty(),
        groups,
        calendar,
        pagination: pagination(&page.permalink, number, total, &writing),
    };
    View::template("list.html", shell, list, &writing)
}

/// Where page `number` of a list lies: `acara/index.html`, `acara/halaman/2/index.html`.
pub fn path(permalink: &Permalink, number: usize) -> OutputPath {
    if number == 1 { permalink.index() } else { permalink.file(&format!("halaman/{number}/index.html")) }
}

/// What a section's list names: the subsections first, then the pages: events by time, partners by category,
/// questions by group.
pub fn of_section(site: &Site, section: PageId) -> Listing {
    let page = site.page(section);
    let mut groups = vec![Group { word: None, pages: site.subsections(page).to_vec() }];
    groups.extend(by_kind(site, site.pages_of_section(page)));
    let per_page = match &page.document.details {
        Details::Section(section) => section.per_page.unwrap_or(site.config.per_page),
        _ => site.config.per_page,
    };
    Listing::new(groups, per_page)
}

/// What a list of some pages names that is no section's.
pub fn of_pages(site: &Site, pages: &[PageId]) -> Listing {
    Listing::new(by_kind(site, pages), site.config.per_page)
}

/// What a list of some pages names, as they come and without headings.
pub fn in_order(site: &Site, pages: Vec<PageId>) -> Listing {
    Listing::new(vec![Group { word: None, pages }], site.config.per_page)
}

fn by_kind(site: &Site, pages: &[PageId]) -> Vec<Group> {
    let (upcoming, past) = related::events(site, pages.iter().copied());
    let mut groups = vec![
        Group { word: Some("upcoming".into()), pages: upcoming },
        Group { word: Some("past".into()), pages: past },
    ];
    let mut others: BTreeMap<Option<(&str, &str)>, Vec<PageId>> = BTreeMap::new();
    for id in pages {
        let word = match &site.page(*id).document.details {
            Details::Event(_) => continue,
            Details::Partner(partner) => Some(("kategori", partner.category.as_str())),
            Details::Question(question) => Some(("kelompok", question.group.as_str())),
            Details::Benefit(_) | Details::Procedure(_) | Details::Article(_) | Details::Section(_) => None,
        };
        others.entry(word).or_default().push(*id);
    }
    groups.push(Group { word: None, pages: others.remove(&None).unwrap_or_default() });
    let categories = CATEGORIES.iter().map(|category| ("kategori", *category));
    for (of, name) in categories.chain(GROUPS.iter().map(|group| ("kelompok", *group))) {
        let pages = others.remove(&Some((of, name))).unwrap_or_default();
        groups.push(Group { word: Some(format!("{of}_{name}")), pages });
    }
    groups
}

impl Listing {
    fn new(mut groups: Vec<Group>, per_page: usize) -> Self {
        groups.retain(|group| !group.pages.is_empty());
        Self { groups, per_page }
    }

    /// How many pages the list needs; an empty one still has a page.
    pub fn page_count(&self) -> usize {
        self.count().div_ceil(self.per_page).max(1)
    }

    /// How many entries it has on all of its pages.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.pages.len()).sum()
    }

    /// What page `number` names of each group.
    fn page(&self, number: usize) -> impl Iterator<Item = (Option<&str>, &[PageId])> {
        let first = (number - 1) * self.per_page;
        let mut position = 0;
        self.groups.iter().filter_map(move |group| {
            let len = group.pages.len();
            let at = |place: usize| place.saturating_sub(position).min(len);
            let pages = &group.pages[at(first)..at(first + self.per_page)];
            position += len;
            (!pages.is_empty()).then_some((group.word.as_deref(), pages))
        })
    }

    /// True where page `number` names an event that a calendar holds.
    pub fn has_events(&self, number: usize, site: &Site) -> bool {
        self.page(number).flat_map(|(_, pages)| pages).any(|id| calendar::is_in(site, *id))
    }

    /// The entries of page `number`.
    pub fn items(&self, number: usize, writing: &Writing<'_>) -> Vec<GroupView> {
        let groups = self.page(number).map(|(word, pages)| GroupView {
            title: word.map(|word| writing.words.get(word)),
            items: item::of_pages(pages, writing),
        });
        groups.collect()
    }
}

/// The links between the pages of a list; `None` when there is one page.
pub fn pagination(permalink: &Permalink, number: usize, total: usize, writing: &Writing<'_>) -> Option<PaginationView> {
    let label = page_of(number, total, writing);
    (total > 1).then(|| pager(label, number, total, |number| writing.addresses.to(&path(permalink, number))))
}

/// The links between pages that lie wherever `href` says.
pub fn pager(label: String, number: usize, total: usize, href: impl Fn(usize) -> String) -> PaginationView {
    PaginationView {
        label,
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < total).then(|| href(number + 1)),
        pages: named(number, total)
            .into_iter()
            .map(|(n, gap)| PageNumber { number: n, href: href(n), current: n == number, gap })
            .collect(),
        cut: total > FEW,
    }
}

/// `Halaman 2 dari 9`
fn page_of(number: usize, total: usize, writing: &Writing<'_>) -> String {
    writing.words.fill("page_of", &[("number", &number.to_string()), ("total", &total.to_string())])
}

/// The pages that page `number` names: all of a few, else the ends and what is around; true where others are left
/// out before it.
fn named(number: usize, total: usize) -> Vec<(usize, bool)> {
    let (first, last) = match total <= FEW {
        true => (1, total),
        false => (number.saturating_sub(AROUND).max(1), (number + AROUND).min(total)),
    };
    // Dots in the place of a single page would save nothing.
    let first = if first == 3 { 2 } else { first };
    let last = if last + 2 == total { last + 1 } else { last };
    let start = (first > 1).then_some((1, false));
    let around = (first..=last).map(|n| (n, n == first && first > 2));
    let end = (last < total).then_some((total, last + 1 < total));
    start.into_iter().chain(around).chain(end).collect()
}

/// Pages after the first say so in their titles, so that no two titles are the same.
pub fn name_page(shell: &mut Shell, number: usize, total: usize, writing: &Writing<'_>) {
    if number > 1 {
        let page = page_of(number, total, writing);
        shell.title = format!("{page}: {}", shell.title);
        shell.og.title = format!("{page}: {}", shell.og.title);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_names_its_ends_and_what_is_around() {
        let check = |number: usize, total: usize, expected: &str| {
            let say = |(n, gap): (usize, bool)| if gap { format!("… {n}") } else { n.to_string() };
            let said: Vec<String> = named(number, total).into_iter().map(say).collect();
            assert_eq!(said.join(" "), expected);
        };
        check(1, 1, "1");
        check(4, 7, "1 2 3 4 5 6 7");
        check(1, 8, "1 2 … 8");
        check(3, 8, "1 2 3 4 … 8");
        check(4, 8, "1 2 3 4 5 … 8");
        check(5, 8, "1 … 4 5 6 7 8");
        check(100, 200, "1 … 99 100 101 … 200");
        check(200, 200, "1 … 199 200");
    }
}
