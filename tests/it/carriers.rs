//! What travels without its page changes on the days on which its facts do, and on no other.

use crate::harness::{self, Built};
use kentongan::config::carriers::{Carrier, SheetKind};
use kentongan::output::carrier;
use kentongan::site::{Page, calls, fact_use};
use kentongan::vocabulary::Date;
use std::path::Path;

#[test]
fn in_the_new_year_exactly_the_carriers_change_whose_facts_do() {
    let portal = |day| harness::build_portal_with_sheets(Path::new(env!("CARGO_MANIFEST_DIR")), day);
    let (old, new) = (portal("2026-12-31"), portal("2027-01-01"));
    let new_year = Date::parse("2027-01-01").expect("a day");
    let site = &old.planned.site;
    let mut changed = 0;
    for page in site.ids().map(|id| site.page(id)) {
        // A sum over months begins with the month it is: it changes with each.
        if calls::calls(page).any(|call| call.name.starts_with("hitung")) {
            continue;
        }
        let has_changed = site.next_values.first(fact_use::of(site, page)) == Some(new_year);
        for carrier in carrier::of_document(site, &page.document) {
            let (before, after) = (file(&old, page, carrier), file(&new, page, carrier));
            let path = carrier::path(page, carrier);
            if !has_changed {
                assert!(before == after, "{path} changed, though no fact of its page did");
            } else if says_all(carrier) {
                assert!(before != after, "{path} stayed as it was, though a fact of its page changed");
                changed += 1;
            }
        }
    }
    assert!(changed >= 4, "only {changed} carriers changed");
}

/// The others say a part of their page only: they may, but need not change with it.
fn says_all(carrier: Carrier) -> bool {
    matches!(carrier, Carrier::WhatsApp | Carrier::Script | Carrier::Sheet(SheetKind::Pdf))
}

fn file<'a>(built: &'a Built, page: &Page, carrier: Carrier) -> Option<&'a Vec<u8>> {
    built.files.get(carrier::path(page, carrier).as_str())
}
