//! The page of a kecamatan: what is near, and where to turn when nothing is. Where there is more than one page
//! can carry, it shows what matters first and leads to lists of the rest: one list for each kind of thing, because
//! who looks for a place to pay should not have to turn over a hundred events.

mod group;

use super::body::{self, Text};
use super::calendar::{self, CalendarOf};
use super::carrier::preview;
use super::feed::{self, FeedOf};
use super::item::{self, Item};
use super::list::{self, ListPage, Listing};
use super::offline_edition::shelf::{self, Offer};
use super::shell::LinkView;
use super::shell::{self, Frame};
use super::term;
use super::writing::Writing;
use super::{Basis, Output, Subject, View, series};
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::fact::reference::Region;
use crate::site::taxonomy::{Taxonomy, Term};
use crate::site::{PageId, Site, related};
use crate::vocabulary::{Language, Permalink};
pub use group::Group;
use serde::Serialize;
use std::sync::Arc;

/// Neighbours named on the page of a region.
const NEIGHBOURS: usize = 5;
/// Events and places of neighbours shown where the region has none.
const NEARBY_LIMIT: usize = 3;
/// Pages named under "where to turn".
const HELP_LIMIT: usize = 3;

#[derive(Serialize)]
struct RegionPage {
    body: Option<Text>,
    region: RegionView,
    events: Vec<Item>,
    /// Events of neighbours, where the region has none.
    events_nearby: Vec<Item>,
    partners: Vec<Item>,
    partners_nearby: Vec<Item>,
    pages: Vec<Item>,
    /// The ways to all events, places and reading, where the page shows a part of them.
    all: AllView,
    calendar: Option<LinkView>,
    /// Groups that learn together here.
    courses: Vec<LinkView>,
    near: Vec<NearView>,
    help: Vec<Item>,
    save: Option<Offer>,
}

#[derive(Serialize)]
struct AllView {
    events: Option<LinkView>,
    partners: Option<LinkView>,
    pages: Option<LinkView>,
}

#[derive(Serialize)]
struct RegionView {
    name: String,
    villages: i64,
    wards: i64,
}

#[derive(Serialize)]
struct NearView {
    label: String,
    href: String,
    distance: String,
}

/// The page of a region, and the lists of what it has no room for.
pub fn plan(site: &Site, index: usize) -> Vec<Output> {
    let term = &site.terms[index];
    let mut outputs = vec![Output { path: term.permalink.index(), subject: Subject::Region(index) }];
    let pages = Group::ALL.map(|group| group.pages(site, term));
    let shown = group::shown([pages[0].len(), pages[1].len(), pages[2].len()]);
    for ((group, pages), shown) in Group::ALL.into_iter().zip(pages).zip(shown) {
        if pages.len() <= shown {
            continue;
        }
        let listing = Arc::new(group.listing(site, pages));
        let permalink = permalink(term, group);
        outputs.extend((1..=listing.page_count()).map(|number| Output {
            path: list::path(&permalink, number),
            subject: Subject::RegionList { term: index, group, listing: listing.clone(), number },
        }));
    }
    outputs
}

/// Where a region's list begins: `/wilayah/cilongok/mitra/`.
fn permalink(term: &Term, group: Group) -> Permalink {
    term.permalink.child(group.step()).expect("the names of groups are sound steps")
}

pub fn view(output: &Output, index: usize, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let region_term = &site.terms[index];
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let mut shell = term::frame(output, "region", region_term, &writing, diagnostics);
    let Some(region) = site.facts.region(&region_term.id) else { return View::Bytes(Vec::new()) };
    shell.feed = Some(feed::link(FeedOf::Region(index), &writing));
    let neighbours = neighbours(region, site);
    let pages = Group::ALL.map(|group| group.pages(site, region_term));
    let counts = [pages[0].len(), pages[1].len(), pages[2].len()];
    let shown = group::shown(counts);
    let all = |place: usize| {
        let group = Group::ALL[place];
        (counts[place] > shown[place]).then(|| LinkView {
            label: all_of(region_term, group, counts[place], &writing),
            href: writing.addresses.to(&permalink(region_term, group).index()),
        })
    };
    let all = AllView { events: all(0), partners: all(1), pages: all(2) };
    let [events, partners, others] = pages;
    let first = |group: Group, pages: Vec<PageId>, place: usize| group.first(site, pages, shown[place]);
    let events = first(Group::Events, events, 0);
    let partners = first(Group::Partners, partners, 1);
    let others = first(Group::Reading, others, 2);
    let nearby = |found: &[PageId], of: &dyn Fn(&Term) -> Vec<PageId>| -> Vec<Item> {
        if !found.is_empty() {
            return Vec::new();
        }
        let near = neighbours.iter().flat_map(|(_, term, _)| of(term)).take(NEARBY_LIMIT).collect::<Vec<_>>();
        item::of_pages(&near, &writing)
    };
    let page = RegionPage {
        body: region_term.text.map(|id| body::text(&site.page(id).document, &writing, diagnostics)),
        region: RegionView { name: region.name.clone(), villages: region.villages, wards: region.wards },
        events_nearby: nearby(&events, &|term| Group::Events.pages(site, term)),
        partners_nearby: nearby(&partners, &|term| Group::Partners.pages(site, term)),
        events: item::of_pages(&events, &writing),
        partners: item::of_pages(&partners, &writing),
        pages: item::of_pages(&others, &writing),
        all,
        calendar: calendar::link(CalendarOf::Region(index), &region.name, &writing),
        courses: series::links_of_region(index, &writing),
        near: neighbours
            .iter()
            .map(|(km, term, region)| NearView {
                label: region.name.clone(),
                href: writing.addresses.to(&term.permalink.index()),
                distance: writing.distance(*km),
            })
            .collect(),
        help: item::of_pages(&help(site), &writing),
        save: shelf::offer_of_term(index, &writing).filter(Offer::is_made),
    };
    View::template("region.html", shell, page, &writing)
}

/// Page `number` of all events, places or reading of a region.
pub fn list_view(
    output: &Output,
    index: usize,
    group: Group,
    listing: &Listing,
    number: usize,
    basis: Basis<'_>,
) -> View {
    let site = basis.site;
    let term = &site.terms[index];
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let own = LinkView { label: term.name.clone(), href: writing.addresses.to(&term.permalink.index()) };
    let frame = Frame {
        path: &output.path,
        kind: "list",
        heading: writing.words.fill(group.title(), &[("name", &term.name)]),
        description: all_of(term, group, listing.count(), &writing),
        breadcrumbs: term::breadcrumbs(term.taxonomy, &writing).into_iter().chain([own]).collect(),
    };
    let mut shell = shell::of_frame(frame, &writing, Language::Indonesian);
    let total = listing.page_count();
    list::name_page(&mut shell, number, total, &writing);
    shell.feed = Some(feed::link(FeedOf::Region(index), &writing));
    shell.og.image = preview::link(term.text.map_or(preview::Of::Term(index), preview::Of::Page), &writing);
    let calendar = || calendar::link(CalendarOf::Region(index), &term.name, &writing);
    let page = ListPage {
        body: None,
        groups: listing.items(number, &writing),
        calendar: listing.has_events(number, site).then(calendar).flatten(),
        pagination: list::pagination(&permalink(term, group), number, total, &writing),
        empty: false,
    };
    View::template("list.html", shell, page, &writing)
}

/// `Semua 93 acara di Cilongok`
fn all_of(term: &Term, group: Group, count: usize, writing: &Writing<'_>) -> String {
    writing.words.fill(group.all(), &[("n", &count.to_string()), ("name", &term.name)])
}

/// The nearest regions by the distance of their middles.
fn neighbours<'a>(region: &Region, site: &'a Site) -> Vec<(f64, &'a Term, &'a Region)> {
    let mut others: Vec<(f64, &Term, &Region)> = site
        .terms
        .iter()
        .filter(|term| term.taxonomy == Taxonomy::Regions && term.id != region.id)
        .filter_map(|term| {
            let other = site.facts.region(&term.id)?;
            Some((region.distance_km(other), term, other))
        })
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    others.truncate(NEIGHBOURS);
    others
}

/// The procedures that come first: how to register, pay, check.
fn help(site: &Site) -> Vec<PageId> {
    let mut ids: Vec<PageId> = site
        .ids()
        .filter(|id| {
            let document = &site.page(*id).document;
            document.common.language == Language::Indonesian && matches!(document.details, Details::Procedure(_))
        })
        .collect();
    related::sort(site, &mut ids, crate::content::section::Order::Weight);
    ids.truncate(HELP_LIMIT);
    ids
}
