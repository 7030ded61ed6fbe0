//! Names used in shortcodes and front matter, looked up: facts, groups, terms, sources.

use super::{Page, Site};
use crate::content::{Citation, Details};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::fact::{Fact, Publish};
use crate::markdown::shortcode::{Call, InlineText};
use crate::yaml::Spanned;

/// Reports every name that leads to nothing, and every fact that may not be shown as it is used.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    check_facts(site, diagnostics);
    for page in &site.pages {
        let path = &page.document.common.path;
        for call in calls(page) {
            check_call(site, call, &|| Location::span(path, call.span.clone()), diagnostics);
        }
        for citation in &page.document.common.sources {
            let Citation::Known(id) = citation else { continue };
            if !site.facts.sources.contains_key(&id.value) && !site.facts.may_be_unsound(&id.value) {
                let at = Location::span(path, id.span.clone());
                let known = site.facts.sources.keys().map(String::as_str);
                let what = Text::new("Sumber", "source");
                diagnostics.push(diagnostic::fact::unknown_reference(at, &what, &id.value, known));
            }
        }
        if let Details::Benefit(benefit) = &page.document.details {
            for id in &benefit.facts {
                check_fact(site, &id.value, None, &|| Location::span(path, id.span.clone()), diagnostics);
            }
        }
    }
}

/// The facts' own texts name other facts.
fn check_facts(site: &Site, diagnostics: &mut Diagnostics) {
    let notes = site.facts.iter().flat_map(|fact| {
        let english = fact.english.as_ref().and_then(|english| english.note.as_ref());
        fact.note.iter().chain(english).map(|note| (&fact.path, note))
    });
    let channels = site
        .facts
        .channels
        .iter()
        .flat_map(|channel| channel.steps.iter().chain(&channel.note).map(|text| (&channel.path, text)));
    for (path, text) in notes.chain(channels) {
        for call in text.calls() {
            check_call(site, call, &|| Location::span(path, call.span.clone()), diagnostics);
        }
    }
}

/// Every shortcode of a page: in its text and in its front matter.
pub fn calls(page: &Page) -> impl Iterator<Item = &Call> {
    let common = &page.document.common;
    let texts = [&common.title, &common.description]
        .into_iter()
        .chain(&common.tasks)
        .chain(&common.whatsapp)
        .chain(&common.sms)
        .chain(texts_of_kind(&page.document.details));
    common.body.calls.iter().chain(texts.flat_map(InlineText::calls))
}

/// The texts in the front matter of a kind.
pub fn texts_of_kind(details: &Details) -> Vec<&InlineText> {
    match details {
        Details::Benefit(benefit) => benefit.audience.iter().chain(&benefit.papers).collect(),
        Details::Procedure(procedure) => procedure
            .steps
            .iter()
            .flat_map(|step| {
                let optional = [&step.body, &step.cost, &step.time, &step.place];
                [&step.title].into_iter().chain(optional.into_iter().flatten()).chain(&step.papers)
            })
            .chain([&procedure.without_app])
            .collect(),
        Details::Event(event) => {
            let optional = [&event.address, &event.organizer, &event.contact, &event.fee];
            [&event.venue].into_iter().chain(optional.into_iter().flatten()).collect()
        }
        Details::Partner(partner) => partner.services.iter().chain(&partner.address).chain(&partner.hours).collect(),
        Details::Section(section) => section
            .blocks
            .iter()
            .flat_map(|block| [Some(&block.title), block.body.as_ref(), block.label.as_ref()])
            .flatten()
            .collect(),
        Details::Article(_) | Details::Question(_) => Vec::new(),
    }
}

fn check_call(site: &Site, call: &Call, at: &impl Fn() -> Location, diagnostics: &mut Diagnostics) {
    let facts = &site.facts;
    let mut check_name = |key: &str, what: Text, known: Vec<&str>| {
        let Some(name) = call.arguments.get(key) else { return };
        if !known.contains(&name.value.as_str()) && !facts.may_be_unsound(&name.value) {
            diagnostics.push(diagnostic::fact::unknown_reference(at(), &what, &name.value, known));
        }
    };
    check_name("golongan", Text::new("Golongan", "group"), facts.groups.iter().map(|g| g.id.as_str()).collect());
    let occupations = facts.occupations.iter().map(|occupation| occupation.id.as_str()).collect();
    check_name("pekerjaan", Text::new("Pekerjaan", "occupation"), occupations);
    check_name("istilah", Text::new("Istilah", "term"), facts.terms.iter().map(|term| term.id.as_str()).collect());
    check_name("wilayah", Text::new("Kecamatan", "district"), facts.regions.iter().map(|r| r.id.as_str()).collect());
    if call.name == "tabel" {
        let mut tables: Vec<&str> = facts.iter().filter_map(|fact| fact.table.as_deref()).collect();
        tables.dedup();
        check_name("nama", Text::new("Tabel", "table"), tables);
    }
    check_name("bentuk", Text::new("Bentuk", "form"), vec!["singkat"]);
    if call.name == "kanal" {
        check_name("untuk", Text::new("Kanal", "channel"), facts.channels.iter().map(|c| c.purpose.as_str()).collect());
    }
    if let Some(Spanned { value: id, .. }) = call.arguments.get("fakta") {
        check_fact(site, id, group_of(site, call).as_deref(), at, diagnostics);
    }
}

fn check_fact(site: &Site, id: &str, group: Option<&str>, at: &impl Fn() -> Location, diagnostics: &mut Diagnostics) {
    let what = Text::new("Fakta", "fact");
    match site.facts.get(id) {
        Some(fact) => report_use(site, fact, group, at, diagnostics),
        None if site.facts.may_be_unsound(id) => {}
        None => diagnostics.push(diagnostic::fact::unknown_reference(at(), &what, id, site.facts.ids())),
    }
}

fn report_use(
    site: &Site,
    fact: &Fact,
    group: Option<&str>,
    at: &impl Fn() -> Location,
    diagnostics: &mut Diagnostics,
) {
    if site.facts.publish(fact) == Publish::Hold {
        diagnostics.push(diagnostic::fact::on_hold(at(), &fact.id));
    } else if group.is_none() && site.facts.depends_on_group(fact) {
        let groups: Vec<&str> = site.facts.groups.iter().map(|group| group.id.as_str()).collect();
        diagnostics.push(diagnostic::fact::needs_group(at(), &fact.id, &groups));
    }
}

/// The contribution group a shortcode names, itself or through an occupation.
pub fn group_of(site: &Site, call: &Call) -> Option<String> {
    if let Some(group) = call.arguments.get("golongan") {
        return Some(group.value.clone());
    }
    let occupation = call.arguments.get("pekerjaan")?;
    site.facts.occupation(&occupation.value).map(|occupation| occupation.group.clone())
}
