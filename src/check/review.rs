//! Pages must be looked at again in time.

use crate::config::editing::Overdue;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::review::{Entry, State, has_amounts, ledger};
use crate::site::{Page, Site};

/// Refuses pages with amounts that nobody checked in time, where the configuration says so; part of every build.
pub fn refuse(site: &Site, diagnostics: &mut Diagnostics) {
    if site.config.editing.overdue == Overdue::Warn {
        return;
    }
    for entry in ledger(site).iter().filter(|entry| is_refused(site, entry)) {
        let at = location(site.page(entry.page));
        diagnostics.push(diagnostic::review::overdue_with_amounts(at, entry.due));
    }
}

/// Reports what is overdue or was never checked; what is refused was already said.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for entry in ledger(site).iter().filter(|entry| !is_refused(site, entry)) {
        let page = site.page(entry.page);
        let deferred = page.document.common.review_deferred.as_deref();
        diagnostics.push(match (entry.state, entry.due, deferred) {
            (State::Fine, ..) => continue,
            (_, _, Some(reason)) => diagnostic::review::deferred(location(page), reason),
            (State::Overdue, Some(due), None) => diagnostic::review::overdue(location(page), due),
            (State::Overdue | State::NeverChecked, ..) => diagnostic::review::never_checked(location(page)),
        });
    }
    check_facts(site, diagnostics);
}

/// A fact speaks on every page that prints it: an old check there is an old check everywhere.
fn check_facts(site: &Site, diagnostics: &mut Diagnostics) {
    let interval = site.config.editing.review.of("fakta");
    for fact in site.facts.iter() {
        let due = fact.checked.map(|checked| interval.after(checked));
        if let Some(due) = due.filter(|due| *due < site.today) {
            let at = Location::span(&fact.path, fact.span.clone());
            diagnostics.push(diagnostic::review::overdue_fact(at, &fact.label, due));
        }
    }
}

fn is_refused(site: &Site, entry: &Entry) -> bool {
    let page = site.page(entry.page);
    site.config.editing.overdue == Overdue::Refuse
        && entry.state != State::Fine
        && page.document.common.review_deferred.is_none()
        && has_amounts(page)
}

fn location(page: &Page) -> Location {
    Location::file(&page.document.common.path)
}
