//! Entries of lists: small, shared by every list that shows them.

use super::event_time;
use super::shell::DateView;
use super::writing::Writing;
use crate::content::Details;
use crate::content::event::Status;
use crate::fact::print::say_date;
use crate::site::{PageId, related};
use serde::Serialize;

/// One entry of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub title: String,
    pub href: String,
    pub description: String,
    pub date: Option<DateView>,
    /// Where it is, or what it is: a place, a category.
    pub meta: Option<String>,
    /// `BATAL`, `CONTOH`.
    pub badge: Option<String>,
    pub example: bool,
}

/// The entry of a page.
pub fn of_page(id: PageId, writing: &Writing<'_>) -> Item {
    let page = writing.site.page(id);
    let common = &page.document.common;
    let region_name = |id: &str| writing.site.facts.region(id).map(|region| region.name.clone());
    let (date, meta, status) = match &page.document.details {
        Details::Event(event) => {
            let region = event.region.as_ref().and_then(|region| region_name(&region.value));
            let venue = writing.text(&event.venue);
            let meta = match region {
                Some(region) if !venue.contains(&region) => format!("{venue}, {region}"),
                _ => venue,
            };
            let next = event_time::following(event, writing.site.today).first().copied();
            let meta = match next.filter(|_| !event_time::is_off(event)) {
                Some(day) => {
                    let then = writing.words.fill("then_on", &[("date", &say_date(day, writing.words))]);
                    format!("{then} · {meta}")
                }
                None => meta,
            };
            let date = related::day_of(writing.site, &page.document).map(|day| DateView::new(day, writing.words));
            (date, Some(meta), event.status)
        }
        Details::Partner(partner) => {
            let category = writing.words.get(&format!("kategori_{}", partner.category));
            let region = partner.region.as_ref().and_then(|region| region_name(&region.value));
            (None, Some(region.map_or(category.clone(), |region| format!("{category}, {region}"))), Status::Scheduled)
        }
        Details::Article(article) if article.series.is_none() => {
            (common.date.map(|day| DateView::new(day, writing.words)), None, Status::Scheduled)
        }
        Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Article(_)
        | Details::Question(_)
        | Details::Section(_) => (None, None, Status::Scheduled),
    };
    let badge = match status {
        Status::Scheduled if common.example => Some(writing.words.get("example_badge")),
        Status::Scheduled => None,
        changed => Some(writing.words.get(&format!("status_{}", changed.name()))),
    };
    Item {
        title: writing.text(&common.title),
        href: writing.addresses.to(&page.permalink.index()),
        description: writing.text(&common.description),
        date,
        meta,
        badge,
        example: common.example,
    }
}

/// The entries of several pages.
pub fn of_pages(ids: &[PageId], writing: &Writing<'_>) -> Vec<Item> {
    ids.iter().map(|id| of_page(*id, writing)).collect()
}
