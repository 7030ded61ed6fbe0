//! What a page states that may change, each with a key that stays the same: for comparing a paper with today.

use crate::content::Details;
use crate::content::edition::Statement;
use crate::content::event::Event;
use crate::content::partner::Partner;
use crate::fact::print::{Style, phrase};
use crate::fact::{Fact, Publish};
use crate::markdown::shortcode::InlineText;
use crate::output::event_time;
use crate::output::page as pages;
use crate::output::writing::Writing;
use crate::site::{Page, fact_use};
use std::collections::BTreeSet;

/// The statements of a page on the site's day.
pub fn of(page: &Page, writing: &Writing<'_>) -> Vec<Statement> {
    let mut statements = match &page.document.details {
        Details::Event(event) => of_event(event, writing),
        Details::Partner(partner) => of_partner(partner, writing),
        _ => Vec::new(),
    };
    statements.extend(of_facts(page, writing));
    statements
}

/// One for each fact and contribution group; without facts from which others are computed.
pub fn of_facts(page: &Page, writing: &Writing<'_>) -> Vec<Statement> {
    let facts = &writing.site.facts;
    let uses = fact_use::of(writing.site, page);
    let used: BTreeSet<&str> = uses.iter().map(|(id, _)| *id).collect();
    let sources: BTreeSet<&str> =
        used.iter().filter_map(|id| facts.get(id)).flat_map(|fact| facts.sources_of(fact)).collect();
    let mut statements: Vec<Statement> = Vec::new();
    for (id, group) in uses {
        let Some(fact) = facts.get(id).filter(|fact| facts.publish(fact) != Publish::Hold) else { continue };
        if sources.contains(id) {
            continue;
        }
        let named = group.and_then(|group| facts.group(&group)).map(|group| group.id.as_str());
        let groups: Vec<Option<&str>> = match named {
            _ if !facts.depends_on_group(fact) => vec![None],
            None => facts.groups.iter().map(|group| Some(group.id.as_str())).collect(),
            named => vec![named],
        };
        for group in groups {
            let statement = of_fact(fact, group, writing);
            statements.extend(statement.filter(|new| statements.iter().all(|known| known.key != new.key)));
        }
    }
    statements
}

fn of_fact(fact: &Fact, group: Option<&str>, writing: &Writing<'_>) -> Option<Statement> {
    let (facts, words) = (&writing.site.facts, writing.words);
    let resolved = facts.resolve(fact, group, writing.site.today).ok()?;
    let english = fact.english.as_ref().filter(|_| words.is_english());
    let label = english.and_then(|english| english.label.as_deref()).unwrap_or(&fact.label);
    let group = group.and_then(|id| facts.group(id));
    Some(Statement {
        key: group.map_or_else(|| fact.id.clone(), |group| format!("{}/{}", fact.id, group.id)),
        label: group.map_or_else(|| label.to_owned(), |group| format!("{label} ({})", group.name)),
        value: phrase(fact, &resolved, Style::Short, words).value,
    })
}

fn of_event(event: &Event, writing: &Writing<'_>) -> Vec<Statement> {
    let words = writing.words;
    let english = words.is_english();
    let when = event.start.map(|start| {
        let mut when = match &event.recurrence {
            // The pattern, for a paper still holds after one of its days.
            Some(recurrence) => event_time::whole_pattern(recurrence, words),
            None => start.date.in_words(english),
        };
        if let Some(end) = event.end.filter(|end| end.date != start.date && event.recurrence.is_none()) {
            when.push_str(&format!(" – {}", end.date.in_words(english)));
        }
        match pages::time_span(start, event.end, writing.site) {
            Some(time) => format!("{when}, {time}"),
            None => when,
        }
    });
    let text = |text: &InlineText| writing.text(text);
    let fields = [
        ("acara.kapan", "when", when),
        ("acara.tempat", "place", Some(text(&event.venue))),
        ("acara.alamat", "address", event.address.as_ref().map(text)),
        ("acara.biaya", "fee", event.fee.as_ref().map(text)),
        ("acara.status", "status", Some(words.get(&format!("status_{}", event.status.name())))),
    ];
    statements(fields, writing)
}

/// Without telephone numbers: they are somebody's own, and a file of editions is for ever.
fn of_partner(partner: &Partner, writing: &Writing<'_>) -> Vec<Statement> {
    let text = |text: &InlineText| writing.text(text);
    let fields = [
        ("mitra.alamat", "address", partner.address.as_ref().map(text)),
        ("mitra.jam", "hours", partner.hours.as_ref().map(text)),
    ];
    statements(fields, writing)
}

/// Each with its key, the theme's word for it, and its value, if it has one.
fn statements<const N: usize>(fields: [(&str, &str, Option<String>); N], writing: &Writing<'_>) -> Vec<Statement> {
    let stated = fields.into_iter().filter_map(|(key, word, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Statement { key: key.to_owned(), label: writing.words.get(word), value })
    });
    stated.collect()
}
