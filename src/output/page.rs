//! Pages of the six kinds: the view of each.

use super::body::{self, Text};
use super::event_time;
use super::item::{self, Item};
use super::shell::{self, DateView, LinkView};
use super::writing::Writing;
use super::{Basis, Output, View, calendar, series};
use crate::content::benefit::Benefit;
use crate::content::event::{Coordinates, Event};
use crate::content::partner::Partner;
use crate::content::procedure::Procedure;
use crate::content::{Common, Details, Document};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::fact::print::{Style, label, phrase, say_amount};
use crate::markdown::contents_list;
use crate::markdown::heading::Entry;
use crate::markdown::shortcode::InlineText;
use crate::site::fact_use;
use crate::site::{Page, PageId, Site, related};
use crate::vocabulary::{Html, Moment};
use crate::yaml::Spanned;
use serde::Serialize;
use std::ops::Range;

/// Pages offered at the end of a page.
const RELATED_LIMIT: usize = 4;

#[derive(Serialize)]
struct BenefitPage {
    benefit: BenefitView,
    body: Text,
    toc: Vec<Entry>,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct BenefitView {
    audience: Option<Html>,
    facts: Vec<FactRow>,
    papers: Vec<Html>,
    procedure: Option<LinkView>,
}

/// One row of a list of facts.
#[derive(Debug, Serialize)]
pub struct FactRow {
    pub label: String,
    pub value: String,
    pub note: Option<String>,
    pub uncertain: bool,
}

#[derive(Serialize)]
struct ProcedurePage {
    procedure: ProcedureView,
    body: Text,
    toc: Vec<Entry>,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct ProcedureView {
    steps: Vec<StepView>,
    without_app: Html,
}

#[derive(Serialize)]
struct StepView {
    number: usize,
    title: Html,
    body: Option<Html>,
    cost: Option<String>,
    time: Option<String>,
    place: Option<String>,
    papers: Vec<Html>,
}

#[derive(Serialize)]
struct EventPage {
    event: EventView,
    calendar: Option<LinkView>,
    body: Text,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct EventView {
    start: DateView,
    end: Option<DateView>,
    /// `Sabtu`
    weekday: &'static str,
    /// `09.00–11.00 WIB`
    time: Option<String>,
    place: String,
    address: Option<String>,
    region: Option<LinkView>,
    organizer: Option<String>,
    contact: Option<String>,
    fee: Option<String>,
    capacity: Option<i64>,
    status: StatusView,
    /// Its last day is over.
    past: bool,
    /// Postponed or cancelled: it is not held on the day that is written.
    off: bool,
    /// `Setiap bulan, Rabu kedua, sampai 10 Maret 2027`
    repeat: Option<String>,
    /// The days after the next one.
    following: Vec<DateView>,
    map: Option<String>,
}

#[derive(Serialize)]
struct StatusView {
    code: &'static str,
    label: String,
}

#[derive(Serialize)]
struct PartnerPage {
    partner: PartnerView,
    body: Text,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct PartnerView {
    category: String,
    services: Vec<String>,
    region: Option<LinkView>,
    address: Option<String>,
    phone: Option<NumberView>,
    whatsapp: Option<NumberView>,
    hours: Option<String>,
    map: Option<String>,
}

#[derive(Serialize)]
struct NumberView {
    text: String,
    href: String,
}

#[derive(Serialize)]
struct ArticlePage {
    body: Text,
    toc: Vec<Entry>,
    series: Option<SeriesView>,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct SeriesView {
    title: String,
    number: usize,
    total: usize,
    items: Vec<LessonView>,
    previous: Option<LessonView>,
    next: Option<LessonView>,
    /// The page of the whole series.
    schedule: Option<LinkView>,
}

#[derive(Clone, Serialize)]
struct LessonView {
    title: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct QuestionPage {
    question: QuestionView,
    body: Text,
    related: Vec<Item>,
}

#[derive(Serialize)]
struct QuestionView {
    group: String,
}

pub fn view(output: &Output, id: PageId, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let page = site.page(id);
    let document = &page.document;
    let writing = Writing::on_page(basis, document.common.language, &output.path);
    let shell = shell::of_page(kind_name(&document.details), &output.path, id, &writing, diagnostics);
    let body = body::text(document, &writing, diagnostics);
    let toc = contents_list(&document.common.body.headings);
    let related = item::of_pages(&related::related(site, page, RELATED_LIMIT), &writing);
    match &document.details {
        Details::Benefit(benefit) => {
            let benefit = benefit_view(document, benefit, &writing, diagnostics);
            View::template("benefit.html", shell, BenefitPage { benefit, body, toc, related }, &writing)
        }
        Details::Procedure(procedure) => {
            let procedure = procedure_view(procedure, &writing, diagnostics);
            View::template("procedure.html", shell, ProcedurePage { procedure, body, toc, related }, &writing)
        }
        Details::Event(event) => match event_view(document, event, &writing, diagnostics) {
            Some(event) => {
                let calendar = calendar::link_of_event(page, &writing);
                View::template("event.html", shell, EventPage { event, calendar, body, related }, &writing)
            }
            // An event without a day was reported; nothing is published.
            None => View::Bytes(Vec::new()),
        },
        Details::Partner(partner) => {
            let partner = partner_view(document, partner, &writing, diagnostics);
            View::template("partner.html", shell, PartnerPage { partner, body, related }, &writing)
        }
        Details::Article(_) => {
            let series = series_view(page, &writing);
            View::template("article.html", shell, ArticlePage { body, toc, series, related }, &writing)
        }
        Details::Question(question) => {
            let question = QuestionView { group: writing.words.get(&format!("kelompok_{}", question.group)) };
            View::template("question.html", shell, QuestionPage { question, body, related }, &writing)
        }
        Details::Section(_) => unreachable!("sections are planned as lists"),
    }
}

/// The kind a page names in `data-kind`.
pub fn kind_name(details: &Details) -> &'static str {
    match details {
        Details::Benefit(_) => "benefit",
        Details::Procedure(_) => "procedure",
        Details::Event(_) => "event",
        Details::Partner(_) => "partner",
        Details::Article(_) => "article",
        Details::Question(_) => "question",
        Details::Section(_) => "list",
    }
}

fn benefit_view(
    document: &Document,
    benefit: &Benefit,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> BenefitView {
    let facts = benefit.facts.iter().filter_map(|id| fact_row(&id.value, writing)).collect();
    let procedure = benefit.procedure.as_ref().map(|link| LinkView {
        label: title_of_link(document, &link.value, writing),
        href: body::href(document, &link.value, writing),
    });
    BenefitView {
        audience: benefit.audience.as_ref().map(|text| writing.html(text, diagnostics)),
        facts,
        papers: htmls(&benefit.papers, writing, diagnostics),
        procedure,
    }
}

/// A fact as a row: its label, its value with its future, its note.
pub fn fact_row(id: &str, writing: &Writing<'_>) -> Option<FactRow> {
    writing.note(fact_use::of_fact(writing.site, id));
    let facts = &writing.site.facts;
    let fact = facts.get(id)?;
    let resolved = facts.resolve(fact, None, writing.site.today).ok()?;
    let phrase = phrase(fact, &resolved, Style::Full, writing.words);
    let value = match &fact.per {
        // A changing value says when; a lasting one says how often.
        Some(per) if phrase.rest.is_empty() => {
            format!(
                "{} {}",
                say_amount(fact, &resolved.amount, writing.words),
                writing.words.get(&format!("per_{per}"))
            )
        }
        _ => format!("{}{}", phrase.value, phrase.rest),
    };
    let english = fact.english.as_ref().filter(|_| writing.words.is_english());
    let label = label(fact, None, writing.words);
    let note = english.and_then(|english| english.note.clone()).or_else(|| fact.note.clone());
    Some(FactRow { label, value, note: note.map(|note| writing.text(&note)), uncertain: phrase.notice.is_some() })
}

/// The title of the page a link leads to.
fn title_of_link(document: &Document, target: &str, writing: &Writing<'_>) -> String {
    let site = writing.site;
    let Ok(crate::site::link::Destination::Page { path, .. }) = site.resolve(document, target, &(0..0)) else {
        return target.to_owned();
    };
    let page = site.pages.iter().find(|page| page.permalink.index() == path);
    page.map_or_else(|| target.to_owned(), |page| writing.text(&page.document.common.title))
}

fn procedure_view(procedure: &Procedure, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> ProcedureView {
    let plain = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    let steps = procedure
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| StepView {
            number: index + 1,
            title: writing.html(&step.title, diagnostics),
            body: step.body.as_ref().map(|text| writing.html(text, diagnostics)),
            cost: plain(&step.cost),
            time: plain(&step.time),
            place: plain(&step.place),
            papers: htmls(&step.papers, writing, diagnostics),
        })
        .collect();
    ProcedureView { steps, without_app: writing.html(&procedure.without_app, diagnostics) }
}

fn event_view(
    document: &Document,
    event: &Event,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<EventView> {
    let today = writing.site.today;
    let time = event.current(today)?;
    let (start, end) = (time.start, time.end);
    let plain = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    Some(EventView {
        start: DateView::new(start.date, writing.words),
        end: end.filter(|end| end.date != start.date).map(|end| DateView::new(end.date, writing.words)),
        weekday: start.date.weekday(writing.words.is_english()),
        time: time_span(start, end, writing.site),
        place: writing.text(&event.venue),
        address: plain(&event.address),
        region: event.region.as_ref().and_then(|region| region_link(&region.value, writing)),
        organizer: plain(&event.organizer),
        contact: shown_contact(document, event, writing, diagnostics),
        fee: plain(&event.fee),
        capacity: event.capacity,
        status: StatusView {
            code: event.status.name(),
            label: writing.words.get(&format!("status_{}", event.status.name())),
        },
        past: event_time::is_over(event, today),
        off: event_time::is_off(event),
        repeat: event_time::pattern(event, writing),
        following: following(event, writing),
        map: event.coordinates.map(geo_uri),
    })
}

/// None where the event is not held as written.
fn following(event: &Event, writing: &Writing<'_>) -> Vec<DateView> {
    if event_time::is_off(event) {
        return Vec::new();
    }
    let days = event_time::following(event, writing.site.today);
    days.into_iter().map(|day| DateView::new(day, writing.words)).collect()
}

/// Whom to ask about an event. 175 is public; any other contact is somebody's own number.
pub fn shown_contact(
    document: &Document,
    event: &Event,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let written = event.contact.as_ref()?;
    let contact = writing.text(written);
    let is_public = contact == "175";
    let may_show = is_public || may_show_number(&document.common, &written.span, writing.site, diagnostics);
    may_show.then_some(contact)
}

/// `09.00 WIB` or `09.00–11.00 WIB`
pub fn time_span(start: Moment, end: Option<Moment>, site: &Site) -> Option<String> {
    let from = start.time?;
    let zone = site.config.zone.name();
    match end.filter(|end| end.date == start.date).and_then(|end| end.time) {
        Some(until) => Some(format!("{from}–{until} {zone}")),
        None => Some(format!("{from} {zone}")),
    }
}

fn partner_view(
    document: &Document,
    partner: &Partner,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> PartnerView {
    let numbers = shown_numbers(document, partner, writing, diagnostics);
    let plain = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    PartnerView {
        category: writing.words.get(&format!("kategori_{}", partner.category)),
        services: partner.services.iter().map(|text| writing.text(text)).collect(),
        region: partner.region.as_ref().and_then(|region| region_link(&region.value, writing)),
        address: plain(&partner.address),
        phone: numbers
            .phone
            .map(|number| NumberView { text: number.to_owned(), href: format!("tel:{}", digits(number)) }),
        whatsapp: numbers.whatsapp.map(|number| NumberView {
            text: number.to_owned(),
            href: format!("https://wa.me/{}", international(number)),
        }),
        hours: plain(&partner.hours),
        map: partner.coordinates.map(geo_uri),
    }
}

/// A partner's numbers that there is leave to show.
pub struct Numbers<'a> {
    pub phone: Option<&'a str>,
    pub whatsapp: Option<&'a str>,
}

pub fn shown_numbers<'a>(
    document: &Document,
    partner: &'a Partner,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Numbers<'a> {
    let mut shown = |number: &'a Option<Spanned<String>>| {
        let number = number.as_ref()?;
        may_show_number(&document.common, &number.span, writing.site, diagnostics).then_some(number.value.as_str())
    };
    Numbers { phone: shown(&partner.phone), whatsapp: shown(&partner.whatsapp) }
}

/// Whether there is leave to show somebody's number today; what is withdrawn is reported.
fn may_show_number(common: &Common, number: &Range<usize>, site: &Site, diagnostics: &mut Diagnostics) -> bool {
    let at = Location::span(&common.path, number.clone());
    match &common.consent {
        None => {
            diagnostics.push(diagnostic::content::phone_without_consent(at));
            false
        }
        Some(consent) => match consent.until.filter(|until| *until < site.today) {
            Some(until) => {
                diagnostics.push(diagnostic::content::consent_ended(at, until));
                false
            }
            None => true,
        },
    }
}

fn series_view(page: &Page, writing: &Writing<'_>) -> Option<SeriesView> {
    let (ids, place) = related::series(writing.site, page)?;
    let lesson = |index: usize| {
        let lesson = writing.site.page(ids[index]);
        LessonView {
            title: writing.text(&lesson.document.common.title),
            href: writing.addresses.to(&lesson.permalink.index()),
            current: index == place,
        }
    };
    let title = writing.site.section_of(page).map(|id| writing.text(&writing.site.page(id).document.common.title));
    Some(SeriesView {
        title: title.unwrap_or_default(),
        number: place + 1,
        total: ids.len(),
        items: (0..ids.len()).map(lesson).collect(),
        previous: place.checked_sub(1).map(lesson),
        next: (place + 1 < ids.len()).then(|| lesson(place + 1)),
        schedule: series::link_of_lesson(ids[place], writing),
    })
}

fn region_link(id: &str, writing: &Writing<'_>) -> Option<LinkView> {
    let region = writing.site.facts.region(id)?;
    let permalink = crate::site::taxonomy::Taxonomy::Regions.permalink().child(id)?;
    Some(LinkView { label: region.name.clone(), href: writing.addresses.to(&permalink.index()) })
}

fn htmls(texts: &[InlineText], writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Vec<Html> {
    texts.iter().map(|text| writing.html(text, diagnostics)).collect()
}

/// RFC 5870: opens the phone's own map, asks no third party.
fn geo_uri(coordinates: Coordinates) -> String {
    format!("geo:{},{}", coordinates.latitude, coordinates.longitude)
}

fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// `0811…` → `62811…`
fn international(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits,
    }
}
