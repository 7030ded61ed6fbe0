//! Pages in order, pages beside each other, events before and after today.

use super::{Page, PageId, Site};
use crate::content::section::Order;
use crate::content::{Details, Document};
use crate::vocabulary::Date;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::iter::Peekable;

/// Sorts pages as a section wants it; the path decides between equals.
pub fn sort(site: &Site, ids: &mut [PageId], order: Order) {
    let common = |id: &PageId| &site.page(*id).document.common;
    match order {
        Order::Weight => {
            ids.sort_by(|a, b| (common(a).weight, &common(a).path).cmp(&(common(b).weight, &common(b).path)))
        }
        Order::Title => {
            ids.sort_by_cached_key(|id| (common(id).title.without_calls().to_lowercase(), common(id).path.clone()))
        }
        Order::Date => {
            ids.sort_by_cached_key(|id| (Reverse(day_of(site, &site.page(*id).document)), common(id).path.clone()))
        }
    }
}

/// The day a page is about: an event's next first day, otherwise the page's own date.
pub fn day_of(site: &Site, document: &Document) -> Option<Date> {
    match &document.details {
        Details::Event(event) => event.current(site.today).map(|time| time.start.date),
        _ => document.common.date,
    }
}

/// Events from today on, the next one first, and those before, the last one first.
pub fn events(site: &Site, ids: impl Iterator<Item = PageId>) -> (Vec<PageId>, Vec<PageId>) {
    let mut events: Vec<(Date, Date, PageId)> = ids
        .filter_map(|id| match &site.page(id).document.details {
            Details::Event(event) => {
                let time = event.current(site.today)?;
                Some((time.start.date, time.last_day(), id))
            }
            _ => None,
        })
        .collect();
    events.sort();
    let (upcoming, past): (Vec<_>, Vec<_>) = events.into_iter().partition(|(_, end, _)| *end >= site.today);
    (upcoming.into_iter().map(|(_, _, id)| id).collect(), past.into_iter().rev().map(|(_, _, id)| id).collect())
}

/// Up to `limit` pages that share the most topics with this one; of equals the lightest.
pub fn related(site: &Site, page: &Page, limit: usize) -> Vec<PageId> {
    let common = &page.document.common;
    let own: BTreeSet<&str> = common.topics.iter().map(|topic| topic.value.as_str()).collect();
    let mut lists: Vec<Peekable<_>> =
        own.iter().map(|topic| site.arrangement.on_topic(common.language, topic).iter().copied().peekable()).collect();
    let weight = |id: &PageId| (site.page(*id).document.common.weight, *id);
    // The lists are in one order, so pages come out in it, each with the number of its topics.
    let next = |lists: &mut Vec<Peekable<_>>| -> Option<(PageId, usize)> {
        let first = lists.iter_mut().filter_map(|list| list.peek().copied()).min_by_key(weight)?;
        Some((first, lists.iter_mut().filter_map(|list| list.next_if_eq(&first)).count()))
    };
    let mut found: Vec<Vec<PageId>> = vec![Vec::new(); own.len()];
    while let Some((id, shared)) = next(&mut lists) {
        let best = &mut found[own.len() - shared];
        if site.page(id).document.common.stem != common.stem && best.len() < limit {
            best.push(id);
        }
        // No later page can be better.
        if found[0].len() == limit {
            break;
        }
    }
    found.into_iter().flatten().take(limit).collect()
}

/// The lessons of a page's series in order, and the page's place among them.
pub fn series<'a>(site: &'a Site, page: &Page) -> Option<(&'a [PageId], usize)> {
    let Details::Article(article) = &page.document.details else { return None };
    let lessons = site.arrangement.lessons(page.document.common.language, article.series.as_deref()?);
    let place = lessons.iter().position(|id| site.page(*id).document.common.path == page.document.common.path)?;
    Some((lessons, place))
}
