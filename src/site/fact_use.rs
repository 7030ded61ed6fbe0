//! Which facts a page says, directly, in tables, or through a computed amount.

use super::{Page, Site, calls};
use crate::content::Details;
use crate::fact::reference::Group;
use crate::fact::{Fact, Publish};
use crate::markdown::shortcode::{Call, InlineText};
use std::collections::BTreeSet;

/// A fact, and the contribution group for which a page says it; for whichever when `None`.
pub type Use<'a> = (&'a str, Option<String>);

/// Every fact a page says, with those they are computed from.
pub fn of<'a>(site: &'a Site, page: &'a Page) -> BTreeSet<Use<'a>> {
    let mut uses = BTreeSet::new();
    for call in calls::calls(page) {
        add_call(site, call, &mut uses);
    }
    if let Details::Benefit(benefit) = &page.document.details {
        for id in &benefit.facts {
            add_fact(site, &id.value, None, &mut uses);
        }
    }
    uses
}

/// Every fact that a page's front matter says: what is left of it on a sheet of paper.
pub fn of_front_matter<'a>(site: &'a Site, page: &'a Page) -> BTreeSet<Use<'a>> {
    let mut uses = BTreeSet::new();
    let common = &page.document.common;
    let texts = [&common.title, &common.description].into_iter().chain(calls::texts_of_kind(&page.document.details));
    for call in texts.flat_map(InlineText::calls) {
        add_call(site, call, &mut uses);
    }
    if let Details::Benefit(benefit) = &page.document.details {
        for id in &benefit.facts {
            add_fact(site, &id.value, None, &mut uses);
        }
    }
    uses
}

/// Every fact a shortcode says, with those they are computed from.
pub fn of_call<'a>(site: &'a Site, call: &'a Call) -> BTreeSet<Use<'a>> {
    let mut uses = BTreeSet::new();
    add_call(site, call, &mut uses);
    uses
}

/// A fact for any group, with those it is computed from.
pub fn of_fact<'a>(site: &'a Site, id: &str) -> BTreeSet<Use<'a>> {
    let mut uses = BTreeSet::new();
    add_fact(site, id, None, &mut uses);
    uses
}

/// The facts themselves, each once for every contribution group on which its value depends; without those
/// that are held back.
pub fn said<'a>(site: &'a Site, uses: &BTreeSet<Use<'_>>) -> Vec<(&'a Fact, Option<&'a Group>)> {
    let facts = &site.facts;
    let mut said: Vec<(&Fact, Option<&Group>)> = Vec::new();
    for (id, group) in uses {
        let Some(fact) = facts.get(id).filter(|fact| facts.publish(fact) != Publish::Hold) else { continue };
        let groups: Vec<Option<&Group>> = match group.as_deref().and_then(|id| facts.group(id)) {
            _ if !facts.depends_on_group(fact) => vec![None],
            Some(group) => vec![Some(group)],
            None => facts.groups.iter().map(Some).collect(),
        };
        for group in groups {
            let is_known = |known: &(&Fact, Option<&Group>)| {
                known.0.id == fact.id && known.1.map(|group| &group.id) == group.map(|group| &group.id)
            };
            if !said.iter().any(is_known) {
                said.push((fact, group));
            }
        }
    }
    said
}

fn add_call<'a>(site: &'a Site, call: &'a Call, uses: &mut BTreeSet<Use<'a>>) {
    let facts = &site.facts;
    let argument = |key: &str| call.arguments.get(key).map(|argument| argument.value.as_str());
    let group = calls::group_of(site, call);
    match call.name.as_str() {
        "tabel" => {
            for fact in facts.iter().filter(|fact| fact.table.is_some() && fact.table.as_deref() == argument("nama")) {
                add_fact(site, &fact.id, None, uses);
            }
        }
        "kanal" => {
            let channels = facts.channels.iter().filter(|channel| Some(channel.purpose.as_str()) == argument("untuk"));
            for text in channels.flat_map(|channel| channel.steps.iter().chain(&channel.note)) {
                text.calls().for_each(|call| add_call(site, call, uses));
            }
        }
        // Amounts of every programme: for all groups, or for the one that is named.
        "golongan-iuran" | "golongan_iuran" | "tabel-iuran" | "tabel_iuran" | "hitung-iuran" | "hitung_iuran" => {
            for id in facts.contribution_facts(facts.programmes.keys().map(String::as_str)) {
                add_fact(site, id, group.clone(), uses);
            }
        }
        _ => {
            if let Some(id) = argument("fakta") {
                add_fact(site, id, group, uses);
            }
        }
    }
}

fn add_fact<'a>(site: &'a Site, id: &str, group: Option<String>, uses: &mut BTreeSet<Use<'a>>) {
    let Some(fact) = site.facts.get(id) else { return };
    if !uses.insert((&fact.id, group.clone())) {
        return;
    }
    for source in site.facts.sources_of(fact) {
        add_fact(site, source, group.clone(), uses);
    }
    for call in fact.note.iter().flat_map(|note| note.calls()) {
        add_call(site, call, uses);
    }
}
