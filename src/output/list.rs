//! Lists of a section's pages, in groups, over as many pages as they need.

use super::body::{self, Text};
use super::calendar::{self, CalendarOf};
use super::item::{self, Item};
use super::shell::{self, LinkView, Shell};
use super::writing::Writing;
use super::{Basis, Output, View};
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::site::listing::{self, Group};
use crate::site::{PageId, Site};
use crate::vocabulary::{OutputPath, Permalink};
use serde::Serialize;

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
    pub number: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PageNumber>,
}

#[derive(Serialize)]
pub struct PageNumber {
    pub number: usize,
    pub href: String,
    pub current: bool,
}

pub fn view(output: &Output, section: PageId, number: usize, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let page = site.page(section);
    let document = &page.document;
    let writing = Writing::on_page(basis, document.common.language, &output.path);
    let mut shell = shell::of_page("list", &output.path, section, &writing, diagnostics);
    let total = page_count(site, section);
    name_page(&mut shell, number, total, &writing);
    let groups = listing::cut(site.listings.of_section(section), number, per_page(site, section));
    let body = (number == 1).then(|| body::text(document, &writing, diagnostics));
    let has_events = groups.iter().flat_map(|group| &group.pages).any(|id| calendar::is_in(site, *id));
    let calendar = has_events.then(|| calendar::link(CalendarOf::Portal, &site.config.name, &writing)).flatten();
    let groups = group_views(groups, &writing);
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

/// How many pages a section's list needs; an empty one still has a page.
pub fn page_count(site: &Site, section: PageId) -> usize {
    listing::count(site.listings.of_section(section)).div_ceil(per_page(site, section)).max(1)
}

fn per_page(site: &Site, section: PageId) -> usize {
    match &site.page(section).document.details {
        Details::Section(section) => section.per_page.unwrap_or(site.config.per_page),
        _ => site.config.per_page,
    }
}

fn group_views(groups: Vec<Group>, writing: &Writing<'_>) -> Vec<GroupView> {
    groups
        .into_iter()
        .map(|group| GroupView {
            title: group.heading.word().map(|word| writing.words.get(&word)),
            items: item::of_pages(&group.pages, writing),
        })
        .collect()
}

/// Page `number` of a term's list.
pub fn items_of_term(term: usize, number: usize, per_page: usize, writing: &Writing<'_>) -> Vec<GroupView> {
    group_views(listing::cut(writing.site.listings.of_term(term), number, per_page), writing)
}

/// The links between the pages of a list; `None` when there is one page.
pub fn pagination(permalink: &Permalink, number: usize, total: usize, writing: &Writing<'_>) -> Option<PaginationView> {
    let href = |number: usize| writing.addresses.to(&path(permalink, number));
    (total > 1).then(|| PaginationView {
        number,
        total,
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < total).then(|| href(number + 1)),
        pages: (1..=total).map(|n| PageNumber { number: n, href: href(n), current: n == number }).collect(),
    })
}

/// Pages after the first say so in their titles, so that no two titles are the same.
pub fn name_page(shell: &mut Shell, number: usize, total: usize, writing: &Writing<'_>) {
    if number > 1 {
        let values = [("number", number.to_string()), ("total", total.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = writing.words.fill("page_of", &values);
        shell.title = format!("{page}: {}", shell.title);
        shell.og.title = format!("{page}: {}", shell.og.title);
    }
}
