//! The edition that readers see, held against this portal. `online` asks for it.

use crate::diagnostic::live::OtherFact;
use crate::diagnostic::{self, Diagnostics};
use crate::output::inventory::{self, Inventory};
use crate::vocabulary::Date;
use std::collections::BTreeSet;

/// What the address of the portal answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    Found(Box<Inventory>),
    /// No inventory lies there.
    Absent,
    /// No answer in time, or no such site.
    Silent,
}

/// Facts of which the two portals say something else, by name. A published one that is of an earlier day may
/// well be right to.
pub fn other_facts(published: &Inventory, own: &Inventory) -> Vec<OtherFact> {
    let names: BTreeSet<&String> = published.facts.keys().chain(own.facts.keys()).collect();
    let value = |inventory: &Inventory, name: &String| inventory.facts.get(name).cloned();
    let facts = names.into_iter().map(|name| OtherFact {
        name: name.clone(),
        published: value(published, name),
        here: value(own, name),
    });
    facts.filter(|fact| fact.published != fact.here).collect()
}

/// Reports what is wrong with the published edition on the day of this portal.
pub fn report(address: &str, live: &Live, own: &Inventory, diagnostics: &mut Diagnostics) {
    let published = match live {
        Live::Found(published) => published,
        Live::Absent => return diagnostics.push(diagnostic::live::unknown(address, inventory::FILE)),
        Live::Silent => return diagnostics.push(diagnostic::live::silent(address)),
    };
    let facts = other_facts(published, own);
    match should_have_changed(published, own.day) {
        Some(change) => diagnostics.push(diagnostic::live::behind(address, published.day, change, &facts)),
        None if facts.is_empty() => {}
        None => diagnostics.push(diagnostic::live::other_facts(address, &facts)),
    }
}

fn should_have_changed(published: &Inventory, today: Date) -> Option<Date> {
    published.next_change.filter(|change| *change <= today)
}
