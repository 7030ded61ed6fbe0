//! The page of a kecamatan: what is near, and where to turn when nothing is.

use super::body::{self, Text};
use super::calendar::{self, CalendarOf};
use super::feed::{self, FeedOf};
use super::item::{self, Item};
use super::offline_edition::shelf::{self, Offer};
use super::shell::LinkView;
use super::term;
use super::writing::Writing;
use super::{Basis, Output, View, series};
use crate::content::Details;
use crate::diagnostic::Diagnostics;
use crate::fact::reference::Region;
use crate::site::taxonomy::{Taxonomy, Term};
use crate::site::{PageId, Site, related};
use crate::vocabulary::Language;
use serde::Serialize;

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
    calendar: Option<LinkView>,
    /// Groups that learn together here.
    courses: Vec<LinkView>,
    near: Vec<NearView>,
    help: Vec<Item>,
    save: Option<Offer>,
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

pub fn view(output: &Output, index: usize, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let region_term = &site.terms[index];
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let mut shell = term::frame(output, "region", region_term, &writing, diagnostics);
    let Some(region) = site.facts.region(&region_term.id) else { return View::Bytes(Vec::new()) };
    shell.feed = Some(feed::link(FeedOf::Region(index), &writing));
    let neighbours = neighbours(region, site);
    let events = related::events(site, region_term.pages.iter().copied()).0;
    let partners = partners(site, region_term);
    let others: Vec<PageId> = region_term
        .pages
        .iter()
        .copied()
        .filter(|id| !matches!(site.page(*id).document.details, Details::Event(_) | Details::Partner(_)))
        .collect();
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
        events_nearby: nearby(&events, &|term| related::events(site, term.pages.iter().copied()).0),
        partners_nearby: nearby(&partners, &|term| self::partners(site, term)),
        events: item::of_pages(&events, &writing),
        partners: item::of_pages(&partners, &writing),
        pages: item::of_pages(&others, &writing),
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

fn partners(site: &Site, term: &Term) -> Vec<PageId> {
    let is_partner = |id: &PageId| matches!(site.page(*id).document.details, Details::Partner(_));
    term.pages.iter().copied().filter(is_partner).collect()
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
