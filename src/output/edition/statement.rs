//! What a page states that may change, each with a key that stays the same: for comparing a paper with today.

use crate::content::Details;
use crate::content::edition::Statement;
use crate::content::event::Event;
use crate::content::partner::Partner;
use crate::fact::Fact;
use crate::fact::print::{Phrase, Style, label, phrase};
use crate::fact::reference::Group;
use crate::markdown::shortcode::InlineText;
use crate::output::event_time;
use crate::output::page as pages;
use crate::output::writing::Writing;
use crate::site::{Page, fact_use};
use std::collections::BTreeSet;

/// A statement, and what must stand beside it where it is not certain. Papers are compared by the statement
/// alone: that a value became certain does not change it.
pub struct Stated {
    pub statement: Statement,
    pub notice: Option<String>,
}

/// What a page states on the site's day.
pub fn of(page: &Page, writing: &Writing<'_>) -> Vec<Stated> {
    let mut stated = match &page.document.details {
        Details::Event(event) => of_event(event, writing),
        Details::Partner(partner) => of_partner(partner, writing),
        _ => Vec::new(),
    };
    stated.extend(of_facts(page, writing));
    stated
}

/// One for each fact and contribution group; without facts from which others are computed.
pub fn of_facts(page: &Page, writing: &Writing<'_>) -> Vec<Stated> {
    let said = fact_use::said(writing.site, &fact_use::of(writing.site, page));
    let sources: BTreeSet<&str> = said.iter().flat_map(|(fact, _)| writing.site.facts.sources_of(fact)).collect();
    let direct = said.iter().filter(|(fact, _)| !sources.contains(fact.id.as_str()));
    direct.filter_map(|(fact, group)| of_fact(fact, *group, writing)).collect()
}

/// What the pages of the portal state of facts, each once.
pub fn of_portal(writing: &Writing<'_>) -> Vec<Stated> {
    let site = writing.site;
    let uses = site.pages.iter().flat_map(|page| fact_use::of(site, page)).collect();
    fact_use::said(site, &uses).into_iter().filter_map(|(fact, group)| of_fact(fact, group, writing)).collect()
}

fn of_fact(fact: &Fact, group: Option<&Group>, writing: &Writing<'_>) -> Option<Stated> {
    let (facts, words) = (&writing.site.facts, writing.words);
    let resolved = facts.resolve(fact, group.map(|group| group.id.as_str()), writing.site.today).ok()?;
    let Phrase { value, notice, .. } = phrase(fact, &resolved, Style::Short, words);
    let key = group.map_or_else(|| fact.id.clone(), |group| format!("{}/{}", fact.id, group.id));
    Some(Stated { statement: Statement { key, label: label(fact, group, words), value }, notice })
}

fn of_event(event: &Event, writing: &Writing<'_>) -> Vec<Stated> {
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
fn of_partner(partner: &Partner, writing: &Writing<'_>) -> Vec<Stated> {
    let text = |text: &InlineText| writing.text(text);
    let fields = [
        ("mitra.alamat", "address", partner.address.as_ref().map(text)),
        ("mitra.jam", "hours", partner.hours.as_ref().map(text)),
    ];
    statements(fields, writing)
}

/// Each with its key, the theme's word for it, and its value, if it has one.
fn statements<const N: usize>(fields: [(&str, &str, Option<String>); N], writing: &Writing<'_>) -> Vec<Stated> {
    let stated = fields.into_iter().filter_map(|(key, word, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        let statement = Statement { key: key.to_owned(), label: writing.words.get(word), value };
        Some(Stated { statement, notice: None })
    });
    stated.collect()
}
