//! What there is in a region, by what it is, and how much of each its page shows.

use crate::content::Details;
use crate::content::partner::CATEGORIES;
use crate::output::list::{self, Listing};
use crate::site::taxonomy::Term;
use crate::site::{PageId, Site, related};
use std::cmp::Reverse;

/// Whoever opens the page of a region asks for one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Events,
    Partners,
    Reading,
}

/// Entries for which the page of a region has room, all groups together: as many as on a page of a list.
const ROOM: usize = 20;

impl Group {
    /// In the order of the page.
    pub const ALL: [Self; 3] = [Self::Events, Self::Partners, Self::Reading];

    /// The step of its list below the region's own address.
    pub fn step(self) -> &'static str {
        match self {
            Self::Events => "acara",
            Self::Partners => "mitra",
            Self::Reading => "bacaan",
        }
    }

    /// The theme's word over its entries.
    pub fn title(self) -> &'static str {
        match self {
            Self::Events => "events_in",
            Self::Partners => "partners_in",
            Self::Reading => "pages_for",
        }
    }

    /// The theme's word for the way to all of them.
    pub fn all(self) -> &'static str {
        match self {
            Self::Events => "events_all",
            Self::Partners => "partners_all",
            Self::Reading => "pages_all",
        }
    }

    /// Entries that the page shows at least, where there are more in all than it has room for. Where and when
    /// somebody can be asked changes and is looked up again; what there is to read is there tomorrow too.
    fn share(self) -> usize {
        match self {
            Self::Events | Self::Partners => 7,
            Self::Reading => 6,
        }
    }

    /// Events from today on, the next one first; what is not an event and no place in path order.
    pub fn pages(self, site: &Site, term: &Term) -> Vec<PageId> {
        let of = |is_wanted: fn(&Details) -> bool| {
            term.pages.iter().copied().filter(|id| is_wanted(&site.page(*id).document.details)).collect()
        };
        match self {
            Self::Events => related::events(site, term.pages.iter().copied()).0,
            Self::Partners => of(|details| matches!(details, Details::Partner(_))),
            Self::Reading => of(|details| !matches!(details, Details::Event(_) | Details::Partner(_))),
        }
    }

    /// All of them, for pages of their own.
    pub fn listing(self, site: &Site, mut pages: Vec<PageId>) -> Listing {
        match self {
            Self::Events => list::in_order(site, pages),
            Self::Partners => list::of_pages(site, &pages),
            Self::Reading => {
                sort_reading(site, &mut pages);
                list::in_order(site, pages)
            }
        }
    }

    /// The `count` that matter first; all, in their own order, where so many are there.
    pub fn first(self, site: &Site, mut pages: Vec<PageId>, count: usize) -> Vec<PageId> {
        if pages.len() > count {
            match self {
                Self::Events => {}
                Self::Partners => mix(site, &mut pages),
                Self::Reading => sort_reading(site, &mut pages),
            }
            pages.truncate(count);
        }
        pages
    }
}

/// How many of each group the page shows, in the order of [`Group::ALL`]: everything where there is room, else each
/// group's share, and what a group leaves over goes to the others.
pub fn shown(counts: [usize; 3]) -> [usize; 3] {
    if counts.iter().sum::<usize>() <= ROOM {
        return counts;
    }
    let mut shown = [0; 3];
    for (place, group) in Group::ALL.into_iter().enumerate() {
        shown[place] = counts[place].min(group.share());
    }
    for place in 0..shown.len() {
        let left = ROOM - shown.iter().sum::<usize>();
        shown[place] += left.min(counts[place] - shown[place]);
    }
    shown
}

/// What the staff put first, then the newest.
fn sort_reading(site: &Site, pages: &mut [PageId]) {
    let common = |id: &PageId| &site.page(*id).document.common;
    pages.sort_by_key(|id| (common(id).weight, Reverse(common(id).updated.or(common(id).date)), *id));
}

/// One place of each category, then the second of each: a few of them still answer different needs.
fn mix(site: &Site, pages: &mut Vec<PageId>) {
    let mut seen = [0; CATEGORIES.len()];
    let mut placed: Vec<(usize, usize, PageId)> = Vec::with_capacity(pages.len());
    for id in pages.drain(..) {
        let category = match &site.page(id).document.details {
            Details::Partner(partner) => CATEGORIES.iter().position(|name| *name == partner.category),
            _ => None,
        };
        let category = category.unwrap_or_default();
        placed.push((seen[category], category, id));
        seen[category] += 1;
    }
    placed.sort();
    pages.extend(placed.into_iter().map(|(_, _, id)| id));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_all_that_fits_and_shares_its_room_else() {
        assert_eq!(shown([0, 0, 0]), [0, 0, 0]);
        assert_eq!(shown([12, 5, 3]), [12, 5, 3]);
        assert_eq!(shown([93, 74, 148]), [7, 7, 6]);
        assert_eq!(shown([0, 74, 2]), [0, 18, 2]);
        assert_eq!(shown([30, 3, 0]), [17, 3, 0]);
        assert_eq!(shown([2, 2, 400]), [2, 2, 16]);
    }
}
