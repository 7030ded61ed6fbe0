//! The review ledger: who looks after each page, when it was last checked, when it must be again.

use super::{Page, PageId, Site, calls};
use crate::content::Details;
use crate::vocabulary::Date;

/// One page in the ledger.
#[derive(Clone, Debug)]
pub struct Entry {
    pub page: PageId,
    /// The last day on which the check still holds; `None` for a page that was never checked.
    pub due: Option<Date>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Overdue,
    NeverChecked,
    Fine,
}

/// Every page that states something, those that need somebody first, then by the day they are due.
pub fn ledger(site: &Site) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        site.ids().filter(|id| states_something(site.page(*id))).map(|id| entry(site, id)).collect();
    entries.sort_by_key(|entry| (entry.state, entry.due, entry.page));
    entries
}

/// A section without text of its own only lists what others state; an example states nothing.
fn states_something(page: &Page) -> bool {
    let common = &page.document.common;
    let is_list = matches!(page.document.details, Details::Section(_)) && common.body.is_empty();
    !is_list && !common.example
}

fn entry(site: &Site, id: PageId) -> Entry {
    let document = &site.page(id).document;
    let interval = site.config.editing.review.of(document.details.kind().name());
    let due = document.common.review_by.or_else(|| document.common.reviewed.map(|day| interval.after(day)));
    let state = match due {
        None => State::NeverChecked,
        Some(due) if due < site.today => State::Overdue,
        Some(_) => State::Fine,
    };
    Entry { page: id, due, state }
}

/// Shortcodes that print amounts besides those that name a fact.
const WITH_AMOUNTS: [&str; 4] = ["tabel", "tabel-iuran", "golongan-iuran", "hitung-iuran"];

/// True when somebody may decide about money by what the page says.
pub fn has_amounts(page: &Page) -> bool {
    let benefit = matches!(&page.document.details, Details::Benefit(benefit) if !benefit.facts.is_empty());
    benefit
        || calls::calls(page)
            .any(|call| call.arguments.contains_key("fakta") || WITH_AMOUNTS.contains(&call.name.as_str()))
}
