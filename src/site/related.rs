//! Pages in order, pages beside each other, events before and after today.

use super::{Page, PageId, Site};
use crate::content::section::Order;
use crate::content::{Details, Document};
use crate::vocabulary::Date;
use std::cmp::Reverse;

/// Sorts pages as a section wants it; the path decides between equals.
pub fn sort(site: &Site, ids: &mut [PageId], order: Order) {
    let common = |id: &PageId| &site.page(*id).document.common;
    match order {
        Order::Weight => {
            ids.sort_by(|a, b| (common(a).weight, &common(a).path).cmp(&(common(b).weight, &common(b).path)))
        }
        Order::Title => {
            ids.sort_by_key(|id| (common(id).title.without_calls().to_lowercase(), common(id).path.clone()))
        }
        Order::Date => ids.sort_by_key(|id| (Reverse(day_of(site, &site.page(*id).document)), common(id).path.clone())),
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

/// Up to `limit` pages that share the most topics with this one.
pub fn related(site: &Site, page: &Page, limit: usize) -> Vec<PageId> {
    let common = &page.document.common;
    let shared = |other: &Page| {
        let topics = &other.document.common.topics;
        topics.iter().filter(|topic| common.topics.iter().any(|own| own.value == topic.value)).count()
    };
    let mut scored: Vec<(Reverse<usize>, i64, PageId)> = site
        .ids()
        .filter_map(|id| {
            let other = site.page(id);
            let is_candidate = other.document.common.language == common.language
                && other.document.common.stem != common.stem
                && !matches!(other.document.details, Details::Section(_) | Details::Event(_) | Details::Partner(_));
            let score = if is_candidate { shared(other) } else { 0 };
            (score > 0).then_some((Reverse(score), other.document.common.weight, id))
        })
        .collect();
    scored.sort();
    scored.into_iter().take(limit).map(|(_, _, id)| id).collect()
}

/// The lessons of a page's series in order, and the page's place among them.
pub fn series(site: &Site, page: &Page) -> Option<(Vec<PageId>, usize)> {
    let Details::Article(article) = &page.document.details else { return None };
    let name = article.series.as_deref()?;
    let mut lessons: Vec<(i64, PageId)> = site
        .ids()
        .filter(|id| site.page(*id).document.common.language == page.document.common.language)
        .filter_map(|id| match &site.page(id).document.details {
            Details::Article(article) if article.series.as_deref() == Some(name) => Some((article.order, id)),
            _ => None,
        })
        .collect();
    lessons.sort();
    let ids: Vec<PageId> = lessons.into_iter().map(|(_, id)| id).collect();
    let place = ids.iter().position(|id| site.page(*id).document.common.path == page.document.common.path)?;
    Some((ids, place))
}
