//! Sheets: what is printed or forwarded as a picture. Each says what the page says, on one side.
//!
//! A sheet is made of the typed fields of a document, never of its whole text: what fits on a wall
//! or into a small picture is the title, who it is for, amounts, steps, a day and a place. It names
//! no day on which it was made, so that it changes only when what it says changes.

use super::blocks::{self, Block};
use super::code::{self, Channel};
use super::validity;
use crate::config::carriers::SheetKind;
use crate::content::benefit::Benefit;
use crate::content::edition::code_of;
use crate::content::event::{Event, Occurrence};
use crate::content::partner::Partner;
use crate::content::procedure::Procedure;
use crate::content::{Details, Document};
use crate::diagnostic::{Diagnostics, Location, Text};
use crate::fact::print::{Style, phrase, say_amount, say_date};
use crate::markdown::shortcode::InlineText;
use crate::output::writing::Writing;
use crate::output::{address, body, page};
use crate::site::Page;
use crate::site::fact_use;
use crate::vocabulary::{Date, Language, OutputPath, SourcePath};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tera::Context;

/// Changes whenever the same view would become other bytes; a part of every name that holds a hash.
pub const RECIPE: &str = "sheet 3";

/// What a kind of sheet is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Medium {
    /// A picture of this size in pixels, of at most so many bytes.
    Picture { width: u32, height: u32, limit: usize },
    /// A size of paper, in points.
    Paper { name: &'static str, width: f64, height: f64, pages: Pages },
}

/// How many pages of paper a sheet may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    One,
    Many,
}

/// What sheets of a kind are made for.
pub fn medium(kind: SheetKind) -> Medium {
    let a5 = |pages| Medium::Paper { name: "A5", width: 419.53, height: 595.28, pages };
    match kind {
        SheetKind::Picture => Medium::Picture { width: 1080, height: 1350, limit: 120_000 },
        SheetKind::Pdf => a5(Pages::Many),
        SheetKind::Poster => Medium::Paper { name: "A4", width: 595.28, height: 841.89, pages: Pages::One },
        SheetKind::Leaflet => a5(Pages::One),
    }
}

/// The view of a sheet, and what its maker must know besides.
pub struct Sheet {
    pub path: OutputPath,
    pub template: &'static str,
    pub context: Context,
    /// The view once more in a fixed order, for the key.
    pub canonical: Vec<u8>,
    pub format: Format,
    pub language: Language,
    pub title: String,
    /// What messages call it.
    pub name: Text,
    /// Where its texts come from.
    pub origin: Option<Origin>,
}

/// What a sheet becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture of at most so many bytes.
    Jpeg {
        limit: usize,
    },
    Pdf,
}

/// A document, with the places of the texts that a sheet may be too small for.
pub struct Origin {
    pub path: SourcePath,
    pub spans: BTreeMap<&'static str, Range<usize>>,
}

impl Sheet {
    /// Where the text of a front matter key stands; the document where that is not known.
    pub fn place(&self, key: Option<&str>) -> Location {
        let Some(origin) = &self.origin else { return Location::project() };
        match key.and_then(|key| origin.spans.get(key)) {
            Some(span) => Location::span(&origin.path, span.clone()),
            None => Location::file(&origin.path),
        }
    }
}

/// All that the sheets of a document say.
#[derive(Serialize)]
struct Content {
    lang: &'static str,
    site: SiteName,
    /// What kind of page it is: `Manfaat`, `Acara`.
    label: String,
    title: String,
    lead: String,
    example: bool,
    event: Option<EventDay>,
    /// Amounts, places, hours: each with its name.
    rows: Vec<Row>,
    audience: Option<String>,
    steps: Vec<Step>,
    papers: Vec<String>,
    without_app: Option<String>,
    /// Until when it is right.
    validity: String,
    /// What holds from then on.
    then: Option<String>,
    checked: Option<String>,
    /// Where the code leads: to the page, or to what became of this edition.
    url: String,
    /// The same as people write it.
    address: String,
}

#[derive(Serialize)]
struct SiteName {
    name: String,
    manager: String,
    notice: Option<String>,
}

#[derive(Serialize)]
struct EventDay {
    weekday: &'static str,
    day: i8,
    month: String,
    date: String,
    until: Option<String>,
    time: Option<String>,
    place: String,
    /// `terjadwal`, `batal`, …
    status: &'static str,
    status_label: String,
    status_note: String,
}

#[derive(Serialize)]
struct Row {
    label: String,
    value: String,
    /// The value's end and what follows, or a note.
    rest: String,
}

#[derive(Serialize)]
struct Step {
    number: usize,
    title: String,
    body: Option<String>,
    cost: Option<String>,
    place: Option<String>,
}

/// A finished view: the content, and the code by which this edition of it is known.
#[derive(Serialize)]
struct SheetView<'a> {
    #[serde(flatten)]
    content: &'a Content,
    edition: String,
    /// The page's own text, where there is room for all of it.
    blocks: Vec<Block>,
}

/// An edition that was recorded when it was handed out: its code leads to what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    pub code: &'a str,
    /// Absolute; where the code of the sheet leads.
    pub url: &'a str,
}

/// True after an event's last day.
pub fn is_over(event: &Event, today: Date) -> bool {
    event.last_day().is_some_and(|last| last < today)
}

/// The way by which a sheet travels.
fn channel(kind: SheetKind) -> Channel {
    match kind {
        SheetKind::Picture => Channel::Picture,
        SheetKind::Pdf => Channel::Pdf,
        SheetKind::Poster => Channel::Poster,
        SheetKind::Leaflet => Channel::Leaflet,
    }
}

/// Where a sheet lies: `manfaat/jkm/poster-jkm.pdf`. The name says what it is, since it travels alone.
pub fn path(page: &Page, kind: SheetKind) -> OutputPath {
    let slug = page.permalink.as_str().trim_matches('/').rsplit('/').next().unwrap_or_default();
    page.permalink.file(&match kind {
        SheetKind::Picture => format!("{slug}.jpg"),
        SheetKind::Pdf => format!("{slug}.pdf"),
        SheetKind::Poster => format!("poster-{slug}.pdf"),
        SheetKind::Leaflet => format!("selebaran-{slug}.pdf"),
    })
}

/// A document's sheet. Without a recorded edition its code is made of what it says, and leads to its page.
pub fn of(page: &Page, kind: SheetKind, edition: Option<Edition<'_>>, writing: &Writing<'_>) -> Sheet {
    let common = &page.document.common;
    let uses = match kind {
        SheetKind::Pdf => fact_use::of(writing.site, page),
        SheetKind::Picture | SheetKind::Poster | SheetKind::Leaflet => fact_use::of_front_matter(writing.site, page),
    };
    let page_url = address::absolute(&writing.site.config, &page.permalink.index());
    let address = edition.map_or(page_url.as_str(), |edition| edition.url);
    let url = edition.map_or_else(|| code::address(&page_url, channel(kind), None), |edition| edition.url.to_owned());
    let content = Content { address: spoken(address).to_owned(), url, ..content(page, &uses, writing) };
    let view = SheetView {
        edition: edition.map_or_else(|| edition_code(&content), |edition| edition.code.to_owned()),
        content: &content,
        blocks: match kind {
            SheetKind::Pdf => text_blocks(&page.document, writing),
            SheetKind::Picture | SheetKind::Poster | SheetKind::Leaflet => Vec::new(),
        },
    };
    let (template, name) = match kind {
        SheetKind::Picture => ("sheets/picture.xml", Text::new("Gambar", "The picture")),
        SheetKind::Pdf => ("sheets/pdf.xml", Text::new("PDF", "The PDF")),
        SheetKind::Poster => ("sheets/poster.xml", Text::new("Poster", "The poster")),
        SheetKind::Leaflet => ("sheets/leaflet.xml", Text::new("Selebaran", "The leaflet")),
    };
    let mut context = Context::from_serialize(&view).expect("views are plain data");
    let format = match medium(kind) {
        Medium::Picture { width, height, limit } => {
            context.insert("width", &width);
            context.insert("height", &height);
            Format::Jpeg { limit }
        }
        Medium::Paper { width, height, .. } => {
            context.insert("width", &width);
            context.insert("height", &height);
            Format::Pdf
        }
    };
    context.insert_value("words", writing.words.value.clone());
    Sheet {
        path: path(page, kind),
        template,
        context,
        canonical: serde_json::to_vec(&view).expect("views are plain data"),
        format,
        language: common.language,
        title: content.title.clone(),
        name,
        origin: Some(origin(&page.document)),
    }
}

/// The whole text of a page, where there is room for it.
fn text_blocks(document: &Document, writing: &Writing<'_>) -> Vec<Block> {
    // What is wrong with the text was said of the page.
    let text = body::text(document, writing, &mut Diagnostics::default());
    [text.intro, text.rest].iter().flat_map(|part| blocks::blocks(part.as_str())).collect()
}

/// Where a document's texts stand.
pub fn origin(document: &Document) -> Origin {
    let common = &document.common;
    let mut spans =
        BTreeMap::from([("judul", common.title.span.clone()), ("ringkasan", common.description.span.clone())]);
    match &document.details {
        Details::Benefit(benefit) => {
            spans.extend(benefit.audience.as_ref().map(|text| ("untuk", text.span.clone())));
            spans.extend(benefit.papers.first().map(|text| ("syarat", text.span.clone())));
            spans.extend(benefit.facts.first().map(|id| ("fakta", id.span.clone())));
        }
        Details::Procedure(procedure) => {
            spans.extend(procedure.steps.first().map(|step| ("langkah", step.title.span.clone())));
            spans.insert("tanpa_aplikasi", procedure.without_app.span.clone());
        }
        Details::Event(event) => {
            spans.insert("tempat", event.venue.span.clone());
        }
        Details::Partner(_) | Details::Article(_) | Details::Question(_) | Details::Section(_) => {}
    }
    Origin { path: common.path.clone(), spans }
}

/// The code of an edition that nobody recorded: it changes with anything the sheet says.
fn edition_code(content: &Content) -> String {
    code_of(&blake3::hash(&serde_json::to_vec(content).expect("views are plain data")))
}

fn content(page: &Page, uses: &BTreeSet<fact_use::Use<'_>>, writing: &Writing<'_>) -> Content {
    let document = &page.document;
    let (common, words) = (&document.common, writing.words);
    let plain = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    let validity = validity::of_facts(page, uses, writing);
    let mut content = Content {
        lang: common.language.code(),
        site: site_name(writing),
        label: label(document, writing),
        title: writing.text(&common.title),
        lead: writing.text(&common.description),
        example: common.example,
        event: None,
        rows: Vec::new(),
        audience: None,
        steps: Vec::new(),
        papers: Vec::new(),
        without_app: None,
        validity: validity.sentence(writing),
        then: validity.then.clone(),
        // Where nothing is known to end, the validity is the day of the check.
        checked: common
            .reviewed
            .filter(|_| validity.until.is_some())
            .map(|date| words.fill("checked_on", &[("date", &say_date(date, words))])),
        address: String::new(),
        url: String::new(),
    };
    match &document.details {
        Details::Benefit(Benefit { facts, audience, papers, .. }) => {
            content.rows = facts.iter().filter_map(|id| fact_row(&id.value, writing)).collect();
            content.audience = plain(audience);
            content.papers = papers.iter().map(|text| writing.text(text)).collect();
        }
        Details::Procedure(procedure) => {
            content.steps = steps(procedure, writing);
            content.papers =
                procedure.steps.iter().flat_map(|step| &step.papers).map(|text| writing.text(text)).collect();
            content.without_app = Some(writing.text(&procedure.without_app));
        }
        Details::Event(event) => {
            content.event = event_day(event, writing);
            content.rows = event_rows(event, writing);
        }
        Details::Partner(partner) => content.rows = partner_rows(partner, writing),
        Details::Article(_) | Details::Question(_) | Details::Section(_) => {}
    }
    content
}

fn site_name(writing: &Writing<'_>) -> SiteName {
    let config = &writing.site.config;
    SiteName {
        name: config.name.clone(),
        manager: config.manager.clone(),
        notice: (config.status == crate::config::Status::Unofficial).then(|| writing.words.get("notice_unofficial")),
    }
}

/// What kind of page a document is, in a word or two.
pub fn label(document: &Document, writing: &Writing<'_>) -> String {
    match &document.details {
        Details::Partner(partner) => writing.words.get(&format!("kategori_{}", partner.category)),
        Details::Section(_) => String::new(),
        details => writing.words.get(&format!("jenis_{}", details.kind().name())),
    }
}

/// An address as it is written down by hand.
pub fn spoken(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}

fn fact_row(id: &str, writing: &Writing<'_>) -> Option<Row> {
    let (facts, words) = (&writing.site.facts, writing.words);
    let fact = facts.get(id)?;
    let resolved = facts.resolve(fact, None, writing.site.today).ok()?;
    let said = phrase(fact, &resolved, Style::Full, words);
    let label = page::fact_row(id, writing)?.label;
    let value = match &fact.per {
        Some(per) if said.rest.is_empty() => {
            format!("{} {}", say_amount(fact, &resolved.amount, words), words.get(&format!("per_{per}")))
        }
        _ => said.value,
    };
    let rest = [said.rest.trim().to_owned(), said.notice.unwrap_or_default()];
    let rest = rest.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
    Some(Row { label, value, rest })
}

fn steps(procedure: &Procedure, writing: &Writing<'_>) -> Vec<Step> {
    let plain = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    let steps = procedure.steps.iter().enumerate();
    steps
        .map(|(index, step)| Step {
            number: index + 1,
            title: writing.text(&step.title),
            body: plain(&step.body),
            cost: plain(&step.cost),
            place: plain(&step.place),
        })
        .collect()
}

fn event_day(event: &Event, writing: &Writing<'_>) -> Option<EventDay> {
    let words = writing.words;
    // Of what is held again and again, the next time.
    let Occurrence { start, end } = event.current(writing.site.today)?;
    let date = start.date;
    let status = event.status.name();
    Some(EventDay {
        weekday: date.weekday(words.is_english()),
        day: date.day(),
        month: date.month_in_words(words.is_english()),
        date: say_date(date, words),
        until: end.filter(|end| end.date != date).map(|end| say_date(end.date, words)),
        time: page::time_span(start, end, writing.site),
        place: writing.text(&event.venue),
        status,
        status_label: words.get(&format!("status_{status}")),
        status_note: if status == "terjadwal" { String::new() } else { words.get(&format!("status_{status}_note")) },
    })
}

/// Contacts are left out: a telephone number on a wall cannot be taken back when consent ends.
fn event_rows(event: &Event, writing: &Writing<'_>) -> Vec<Row> {
    let region = event.region.as_ref().and_then(|id| writing.site.facts.region(&id.value));
    rows(
        &[
            ("address", event.address.as_ref().map(|text| writing.text(text))),
            ("wilayah", region.map(|region| region.name.clone())),
            ("fee", event.fee.as_ref().map(|text| writing.text(text))),
            ("organizer", event.organizer.as_ref().map(|text| writing.text(text))),
        ],
        writing,
    )
}

fn partner_rows(partner: &Partner, writing: &Writing<'_>) -> Vec<Row> {
    let region = partner.region.as_ref().and_then(|id| writing.site.facts.region(&id.value));
    let services: Vec<String> = partner.services.iter().map(|text| writing.text(text)).collect();
    rows(
        &[
            ("services", (!services.is_empty()).then(|| services.join("; "))),
            ("address", partner.address.as_ref().map(|text| writing.text(text))),
            ("wilayah", region.map(|region| region.name.clone())),
            ("hours", partner.hours.as_ref().map(|text| writing.text(text))),
        ],
        writing,
    )
}

fn rows(values: &[(&str, Option<String>)], writing: &Writing<'_>) -> Vec<Row> {
    let row = |(word, value): &(&str, Option<String>)| {
        let label = writing.words.get(word).trim_end_matches(':').to_owned();
        Some(Row { label, value: value.clone()?, rest: String::new() })
    };
    values.iter().filter_map(row).collect()
}
