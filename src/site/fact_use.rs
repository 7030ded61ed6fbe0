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
    let calls = calls::calls(page).map(Mention::Call);
    follow(site, calls.chain(of_benefit(site, page)).collect())
}

/// Every fact that a page's front matter says: what is left of it on a sheet of paper.
pub fn of_front_matter<'a>(site: &'a Site, page: &'a Page) -> BTreeSet<Use<'a>> {
    let common = &page.document.common;
    let texts = [&common.title, &common.description].into_iter().chain(calls::texts_of_kind(&page.document.details));
    let calls = texts.flat_map(InlineText::calls).map(Mention::Call);
    follow(site, calls.chain(of_benefit(site, page)).collect())
}

/// Every fact a shortcode says, with those they are computed from.
pub fn of_call<'a>(site: &'a Site, call: &'a Call) -> BTreeSet<Use<'a>> {
    follow(site, vec![Mention::Call(call)])
}

/// A fact for any group, with those it is computed from.
pub fn of_fact<'a>(site: &'a Site, id: &str) -> BTreeSet<Use<'a>> {
    follow(site, fact(site, id, None).collect())
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

/// What may lead to facts.
enum Mention<'a> {
    Call(&'a Call),
    Fact(&'a Fact, Option<String>),
}

fn fact<'a>(site: &'a Site, id: &str, group: Option<String>) -> impl Iterator<Item = Mention<'a>> {
    site.facts.get(id).map(|fact| Mention::Fact(fact, group)).into_iter()
}

fn of_benefit<'a>(site: &'a Site, page: &'a Page) -> impl Iterator<Item = Mention<'a>> {
    let ids = match &page.document.details {
        Details::Benefit(benefit) => benefit.facts.as_slice(),
        _ => &[],
    };
    ids.iter().flat_map(|id| fact(site, &id.value, None))
}

/// All facts that these lead to. Notes name facts with notes, in chains as long as authors like and in circles.
fn follow<'a>(site: &'a Site, mut ahead: Vec<Mention<'a>>) -> BTreeSet<Use<'a>> {
    let mut uses = BTreeSet::new();
    while let Some(mention) = ahead.pop() {
        match mention {
            Mention::Call(call) => ahead.extend(of_shortcode(site, call)),
            Mention::Fact(said, group) => {
                if uses.insert((said.id.as_str(), group.clone())) {
                    ahead.extend(said.note.iter().flat_map(|note| note.calls()).map(Mention::Call));
                    let sources = site.facts.sources_of(said).into_iter();
                    ahead.extend(sources.flat_map(|source| fact(site, source, group.clone())));
                }
            }
        }
    }
    uses
}

fn of_shortcode<'a>(site: &'a Site, call: &'a Call) -> Vec<Mention<'a>> {
    let facts = &site.facts;
    let argument = |key: &str| call.arguments.get(key).map(|argument| argument.value.as_str());
    let group = calls::group_of(site, call);
    match call.name.as_str() {
        "tabel" => {
            let rows = facts.iter().filter(|fact| fact.table.is_some() && fact.table.as_deref() == argument("nama"));
            rows.map(|fact| Mention::Fact(fact, None)).collect()
        }
        "kanal" => {
            let channels = facts.channels.iter().filter(|channel| Some(channel.purpose.as_str()) == argument("untuk"));
            let texts = channels.flat_map(|channel| channel.steps.iter().chain(&channel.note));
            texts.flat_map(InlineText::calls).map(Mention::Call).collect()
        }
        // Amounts of every programme: for all groups, or for the one that is named.
        "golongan-iuran" | "golongan_iuran" | "tabel-iuran" | "tabel_iuran" | "hitung-iuran" | "hitung_iuran" => {
            let ids = facts.contribution_facts(facts.programmes.keys().map(String::as_str));
            ids.into_iter().flat_map(|id| fact(site, id, group.clone())).collect()
        }
        _ => argument("fakta").into_iter().flat_map(|id| fact(site, id, group.clone())).collect(),
    }
}
