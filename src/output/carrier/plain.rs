//! A document → plain text in blocks: what every text carrier is made of.
//!
//! The fields of each kind come first, in words; then the body as its page shows it, so that tables
//! and lists of a theme's own shortcodes become text too.

use super::reader;
use crate::content::benefit::Benefit;
use crate::content::event::{Event, Status};
use crate::content::partner::Partner;
use crate::content::procedure::{Procedure, Step};
use crate::content::{Details, Document};
use crate::diagnostic::Diagnostics;
use crate::fact::print::say_date;
use crate::markdown::shortcode::InlineText;
use crate::output::event_time;
use crate::output::writing::Writing;
use crate::output::{body, page as pages};
use crate::site::Page;

/// A document without its layout.
#[derive(Debug, Default)]
pub struct Plain {
    pub title: String,
    /// What nobody may miss: an example, a cancelled event.
    pub warnings: Vec<String>,
    /// What is said first: when and where, or what the page is about.
    pub essence: Vec<String>,
    /// The rest, in reading order.
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(Line),
    Paragraph(Line),
    Item { marker: Marker, line: Line },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Dash,
    /// The item's place in a list whose order matters.
    Number(usize),
}

/// Words in one line, with their emphasis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Run>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub emphasis: Emphasis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    None,
    Light,
    Strong,
}

impl Line {
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run { text: text.into(), emphasis: Emphasis::None }])
    }

    fn strong(text: String) -> Self {
        Self(vec![Run { text, emphasis: Emphasis::Strong }])
    }

    fn then(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push(Run { text: text.to_owned(), emphasis: Emphasis::None });
        }
        self
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.trim().is_empty())
    }
}

/// The title with its warnings, and what is said first. Cheap: the body is not looked at.
pub fn essence(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Plain {
    let common = &page.document.common;
    let mut plain = Plain { title: writing.text(&common.title), ..Plain::default() };
    if common.example {
        plain.warnings.push(format!("{}. {}", writing.words.get("example_badge"), writing.words.get("example_note")));
    }
    let description = sentence(&writing.text(&common.description));
    match &page.document.details {
        Details::Event(event) => add_event(&mut plain, &page.document, event, writing, diagnostics),
        Details::Partner(partner) => add_partner(&mut plain, &page.document, partner, writing, diagnostics),
        Details::Benefit(benefit) => add_benefit(&mut plain, benefit, writing),
        Details::Procedure(procedure) => add_procedure(&mut plain, procedure, writing),
        Details::Article(_) | Details::Question(_) | Details::Section(_) => {}
    }
    plain.essence.push(description);
    plain
}

/// All that the page says.
pub fn whole(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Plain {
    let mut plain = essence(page, writing, diagnostics);
    let text = body::text(&page.document, writing, diagnostics);
    plain.blocks.extend(reader::blocks(text.intro.as_str()));
    plain.blocks.extend(reader::blocks(text.rest.as_str()));
    if let Details::Benefit(benefit) = &page.document.details {
        add_papers(&mut plain, &benefit.papers, writing);
    }
    let mut seen = Vec::new();
    // A fact may stand above the text and in a table of it: once is enough.
    plain.blocks.retain(|block| match block {
        Block::Heading(_) => true,
        Block::Paragraph(line) | Block::Item { line, .. } => {
            let text = line.text().trim_end_matches('.').to_owned();
            let is_new = !seen.contains(&text);
            seen.push(text);
            is_new
        }
    });
    drop_bare_headings(&mut plain.blocks);
    plain
}

fn add_benefit(plain: &mut Plain, benefit: &Benefit, writing: &Writing<'_>) {
    let rows: Vec<_> = benefit.facts.iter().filter_map(|id| pages::fact_row(&id.value, writing)).collect();
    if !rows.is_empty() {
        plain.heading(writing.words.get("you_get"));
    }
    for row in rows {
        let mut rest = row.note.map_or_else(String::new, |note| format!(". {}", note.trim_end_matches('.')));
        if row.uncertain {
            rest.push_str(&format!(" ({})", writing.words.get("uncertain").trim_end_matches('.')));
        }
        let mut line = Line::plain(format!("{}: ", row.label));
        line.0.extend(Line::strong(row.value).then(&rest).0);
        plain.item(line);
    }
    if let Some(audience) = &benefit.audience {
        plain.paragraph(format!("{} {}", writing.words.get("for_whom"), writing.text(audience)));
    }
}

fn add_papers(plain: &mut Plain, papers: &[InlineText], writing: &Writing<'_>) {
    if !papers.is_empty() {
        plain.heading(writing.words.get("papers"));
    }
    for paper in papers {
        plain.item(Line::plain(writing.text(paper)));
    }
}

fn add_procedure(plain: &mut Plain, procedure: &Procedure, writing: &Writing<'_>) {
    if !procedure.steps.is_empty() {
        plain.heading(writing.words.get("steps"));
    }
    for (index, step) in procedure.steps.iter().enumerate() {
        plain.blocks.push(Block::Item { marker: Marker::Number(index + 1), line: step_line(step, writing) });
    }
    plain.heading(writing.words.get("without_app"));
    plain.paragraph(writing.text(&procedure.without_app));
}

fn step_line(step: &Step, writing: &Writing<'_>) -> Line {
    let mut rest = String::new();
    if let Some(body) = &step.body {
        rest.push_str(&format!(" {}", sentence(&writing.text(body))));
    }
    if !step.papers.is_empty() {
        let papers: Vec<String> = step.papers.iter().map(|paper| writing.text(paper)).collect();
        rest.push_str(&format!(" {} {}.", writing.words.get("step_papers"), papers.join("; ")));
    }
    let details = [("place", &step.place), ("duration", &step.time), ("cost", &step.cost)];
    for (word, text) in details {
        if let Some(text) = text {
            rest.push_str(&format!(" {}: {}", writing.words.get(word), sentence(&writing.text(text))));
        }
    }
    Line::strong(sentence(&writing.text(&step.title))).then(&rest)
}

fn add_event(
    plain: &mut Plain,
    document: &Document,
    event: &Event,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) {
    let words = writing.words;
    let today = writing.site.today;
    let Some(time) = event.current(today) else { return };
    let (start, last_day) = (time.start, time.last_day());
    if event_time::is_over(event, today) && !event_time::is_off(event) {
        plain.warnings.push(words.get("event_past"));
    } else if event.status != Status::Scheduled {
        let status = event.status.name();
        plain.warnings.push(format!(
            "{}. {}",
            words.get(&format!("status_{status}")),
            words.get(&format!("status_{status}_note"))
        ));
    }
    let english = words.is_english();
    let mut when = format!("{} {}", start.date.weekday(english), start.date.in_words(english));
    if last_day != start.date {
        let until = words.fill("until", &[("date", &last_day.in_words(english))]);
        when.push_str(&format!(", {}", lower_first(&until)));
    }
    if let Some(time) = pages::time_span(start, time.end, writing.site) {
        when.push_str(&format!(", {time}"));
    }
    plain.essence.push(format!("{when}."));
    plain.essence.extend(event_time::pattern(event, writing).map(|pattern| format!("{pattern}.")));
    let parts = [Some(writing.text(&event.venue)), event.address.as_ref().map(|text| writing.text(text))];
    let place = place(parts.into_iter().flatten(), event.region.as_ref().map(|id| id.value.as_str()), writing);
    plain.essence.push(format!("{}: {place}.", words.get("place")));
    let contact = pages::shown_contact(document, event, writing, diagnostics);
    let capacity = event.capacity.map(|n| words.fill("satuan_orang", &[("n", &n.to_string())]));
    let text = |text: &Option<InlineText>| text.as_ref().map(|text| writing.text(text));
    let days = if event_time::is_off(event) { Vec::new() } else { event_time::following(event, today) };
    let days: Vec<String> = days.into_iter().map(|day| say_date(day, words)).collect();
    let rows = [
        ("following", (!days.is_empty()).then(|| days.join(", "))),
        ("fee", text(&event.fee)),
        ("capacity", capacity),
        ("organizer", text(&event.organizer)),
        ("contact", contact),
    ];
    plain.rows(rows, writing);
}

fn add_partner(
    plain: &mut Plain,
    document: &Document,
    partner: &Partner,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) {
    let words = writing.words;
    plain.essence.push(format!("{}.", words.get(&format!("kategori_{}", partner.category))));
    let address = partner.address.as_ref().map(|text| writing.text(text));
    let place = place(address.into_iter(), partner.region.as_ref().map(|id| id.value.as_str()), writing);
    if !place.is_empty() {
        plain.essence.push(format!("{}: {place}.", words.get("address")));
    }
    let shown = pages::shown_numbers(document, partner, writing, diagnostics);
    let hours = partner.hours.as_ref().map(|text| writing.text(text));
    plain.rows([("hours", hours)], writing);
    let numbers = [("call", shown.phone), ("chat", shown.whatsapp)];
    for (word, number) in numbers {
        if let Some(number) = number {
            plain.item(Line::plain(words.fill(word, &[("number", number)])));
        }
    }
    if !partner.services.is_empty() {
        plain.heading(words.get("services"));
    }
    for service in &partner.services {
        plain.item(Line::plain(writing.text(service)));
    }
}

/// `Balai Desa, Jalan Raya 1, Kecamatan Cilongok`; the district once.
pub fn place(parts: impl Iterator<Item = String>, region: Option<&str>, writing: &Writing<'_>) -> String {
    let mut place = parts.map(|part| part.trim_end_matches('.').to_owned()).collect::<Vec<_>>().join(", ");
    if let Some(region) = region.and_then(|id| writing.site.facts.region(id))
        && !place.contains(&region.name)
    {
        let separator = if place.is_empty() { "" } else { ", " };
        place.push_str(&format!("{separator}{} {}", writing.words.get("wilayah"), region.name));
    }
    place
}

impl Plain {
    fn heading(&mut self, text: String) {
        self.blocks.push(Block::Heading(Line::plain(text)));
    }

    fn paragraph(&mut self, text: String) {
        self.blocks.push(Block::Paragraph(Line::plain(text)));
    }

    fn item(&mut self, line: Line) {
        self.blocks.push(Block::Item { marker: Marker::Dash, line });
    }

    /// Fields by the theme's words for them: `Biaya: gratis`.
    fn rows<const N: usize>(&mut self, rows: [(&str, Option<String>); N], writing: &Writing<'_>) {
        for (word, value) in rows {
            if let Some(value) = value {
                self.item(Line::plain(format!("{}: {value}", writing.words.get(word))));
            }
        }
    }
}

/// The same with each step of a procedure in its few words: all steps in short tell more than two in full.
pub fn brief(blocks: &[Block]) -> Vec<Block> {
    let shorten = |block: &Block| match block {
        Block::Item { marker: marker @ Marker::Number(_), line } => match line.0.first() {
            Some(title) if title.emphasis == Emphasis::Strong && line.0.len() > 1 => {
                Block::Item { marker: *marker, line: Line::plain(title.text.clone()) }
            }
            _ => block.clone(),
        },
        block => block.clone(),
    };
    blocks.iter().map(shorten).collect()
}

/// The sentences of a text. A dot inside a number or an address ends none.
pub fn sentences(text: &str) -> Vec<&str> {
    let ends = text.match_indices(['.', '?', '!']).map(|(index, mark)| index + mark.len());
    let ends = ends.filter(|end| text[*end..].chars().next().is_none_or(char::is_whitespace));
    let mut start = 0;
    let mut sentences = Vec::new();
    for end in ends.chain([text.len()]) {
        let sentence = text[start..end].trim();
        if sentence.contains(char::is_alphanumeric) {
            sentences.push(sentence);
        }
        start = end;
    }
    sentences
}

/// A heading over nothing says nothing.
pub fn drop_bare_headings(blocks: &mut Vec<Block>) {
    let is_heading = |block: Option<&Block>| block.is_none_or(|block| matches!(block, Block::Heading(_)));
    let bare: Vec<bool> =
        (0..blocks.len()).map(|index| is_heading(blocks.get(index)) && is_heading(blocks.get(index + 1))).collect();
    let mut bare = bare.into_iter();
    blocks.retain(|_| !bare.next().unwrap_or(false));
}

/// With a mark at its end.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!', ':', '…']) { text.to_owned() } else { format!("{text}.") }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
