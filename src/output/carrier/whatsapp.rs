//! A page as a message for a WhatsApp group: `*bold*`, `_italic_`, lists, one link.

use super::Spoken;
use super::code::{self, Channel};
use super::plain::{self, Block, Emphasis, Line, Marker};
use super::validity::{self, Validity};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::markdown::shortcode::{InlinePart, InlineText};
use crate::output::address;
use crate::output::writing::Writing;
use crate::site::Page;

/// A message, and how much of its limit it uses.
pub struct Message {
    pub text: String,
    pub characters: usize,
    pub limit: usize,
}

/// Writes the message: the author's own words, or else as much of the page as there is room for.
///
/// Reports words of the author's own that are too long, or that WhatsApp would show otherwise than they think.
pub fn message(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Message {
    let limit = writing.site.config.carriers.whatsapp_characters;
    let speaker = Spoken::of(writing);
    let text = match &page.document.common.whatsapp {
        Some(own) => {
            let head = plain::essence(page, writing, diagnostics);
            let validity = validity::of(page, writing);
            let footer = |then: &Option<String>| footer(page, &validity, then, &speaker, writing);
            let title = format!("{}{}", warnings(&head.warnings), mark(&head.title, '*'));
            let with = |then| assemble(&title, &writing.text(own), &footer(then));
            let text = Some(with(&validity.then)).filter(|text| count(text) <= limit);
            let text = text.unwrap_or_else(|| with(&validity.short_then));
            check_own(page, own, &text, limit, diagnostics);
            text
        }
        None => {
            let text = shortened(page, &speaker, limit, writing, diagnostics);
            check_title(page, &text, limit, diagnostics);
            text
        }
    };
    Message { characters: count(&text), text, limit }
}

/// The title and what is said first, then block after block while there is room.
fn shortened(
    page: &Page,
    speaker: &Spoken,
    limit: usize,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> String {
    let plain = plain::whole(page, writing, diagnostics);
    let head = format!("{}{}", warnings(&plain.warnings), mark(&plain.title, '*'));
    let validity = validity::of(page, writing);
    let with = |then: &Option<String>, blocks: &[Block]| {
        let footer = footer(page, &validity, then, speaker, writing);
        let room = (limit + 1).saturating_sub(count(&assemble(&head, "x", &footer)));
        let body = Body::of(&plain.essence, blocks, room);
        (assemble(&head, &body.text, &footer), body.is_whole)
    };
    // In full, or with what comes next in fewer words, or with the steps in short.
    let (full, is_whole) = with(&validity.then, &plain.blocks);
    if is_whole {
        return full;
    }
    let (shorter, is_whole) = with(&validity.short_then, &plain.blocks);
    let brief = plain::brief(&plain.blocks);
    if is_whole || brief == plain.blocks { shorter } else { with(&validity.short_then, &brief).0 }
}

/// What stands between title and footer.
struct Body {
    text: String,
    is_whole: bool,
}

/// Says that a list goes on.
const MORE_ITEMS: &str = "- …\n";

impl Body {
    /// As many of the first blocks as there is room for, in characters.
    fn of(essence: &[String], blocks: &[Block], room: usize) -> Self {
        let mut body = Self { text: String::new(), is_whole: true };
        for sentence in essence {
            let longer = format!("{}{}\n", body.text, safe(sentence));
            if count(&longer) > room {
                body.is_whole = false;
                return body;
            }
            body.text = longer;
        }
        // A heading, or a sentence that announces a list, waits for the first line below it.
        let mut waiting = String::new();
        let mut last_was_item = false;
        for block in blocks {
            let (piece, is_item) = match block {
                Block::Heading(line) => {
                    waiting = format!("\n{}\n", mark(&line.text(), '*'));
                    last_was_item = true;
                    continue;
                }
                Block::Paragraph(line) if line.text().ends_with(':') => {
                    waiting.push_str(&format!("\n{}\n", words(line)));
                    last_was_item = true;
                    continue;
                }
                Block::Paragraph(line) if waiting.is_empty() => (format!("\n{}\n", words(line)), false),
                Block::Paragraph(line) => (format!("{}\n", words(line)), false),
                Block::Item { marker: Marker::Dash, line } => (format!("- {}\n", words(line)), true),
                Block::Item { marker: Marker::Number(number), line } => (format!("{number}. {}\n", words(line)), true),
            };
            let gap = if is_item && !last_was_item { "\n" } else { "" };
            let longer = format!("{}{waiting}{gap}{piece}", body.text);
            if count(&longer) + MORE_ITEMS.len() > room {
                body.is_whole = false;
                if is_item && last_was_item && waiting.is_empty() {
                    body.text.push_str(MORE_ITEMS);
                }
                break;
            }
            body.text = longer;
            waiting.clear();
            last_was_item = is_item;
        }
        body
    }
}

fn assemble(head: &str, body: &str, footer: &str) -> String {
    let parts = [head, body, footer].map(str::trim);
    let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// Until when, where there is more, whom to ask, who speaks.
fn footer(page: &Page, validity: &Validity, then: &Option<String>, speaker: &Spoken, writing: &Writing<'_>) -> String {
    let then = then.as_ref().map_or_else(String::new, |then| format!(" {then}"));
    let address = address::absolute(&writing.site.config, &page.permalink.index());
    let address = code::address(&address, Channel::WhatsApp, writing.place.as_ref());
    let more = writing.words.fill("carrier_more", &[("url", &address)]);
    let lines = [
        mark(&format!("{}{then}", validity.sentence(writing)), '_'),
        more,
        writing.words.get("carrier_ask"),
        format!("{} {}", speaker.from, speaker.notice),
    ];
    lines.join("\n").trim_end().to_owned()
}

fn warnings(warnings: &[String]) -> String {
    warnings.iter().map(|warning| format!("{}\n\n", mark(warning, '*'))).collect()
}

/// A line with WhatsApp's signs for emphasis.
fn words(line: &Line) -> String {
    let mut text = String::new();
    for run in &line.0 {
        match run.emphasis {
            Emphasis::None => text.push_str(&safe(&run.text)),
            Emphasis::Light => text.push_str(&mark(&run.text, '_')),
            Emphasis::Strong => text.push_str(&mark(&run.text, '*')),
        }
    }
    text
}

/// Signs hold only where they touch the words.
fn mark(text: &str, sign: char) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    format!("{start}{sign}{}{sign}{end}", safe(inner))
}

/// An asterisk of the text must not begin bold letters.
fn safe(text: &str) -> String {
    text.replace('*', "∗")
}

pub fn count(text: &str) -> usize {
    text.trim_end().chars().count()
}

/// All but the title gives way; a title that is too long by itself does not.
fn check_title(page: &Page, text: &str, limit: usize, diagnostics: &mut Diagnostics) {
    if count(text) > limit {
        let common = &page.document.common;
        let excess = count(text) - limit;
        let medium = Text::new("satu pesan WhatsApp", "a WhatsApp message");
        let excess = Text::new(format!("{excess} huruf"), format!("{excess} characters"));
        let at = Location::span(&common.path, common.title.span.clone());
        diagnostics.push(diagnostic::carrier::title_too_long(at, &medium, &excess));
    }
}

fn check_own(page: &Page, own: &InlineText, text: &str, limit: usize, diagnostics: &mut Diagnostics) {
    let path = &page.document.common.path;
    let at = || Location::span(path, own.span.clone());
    let written = own.without_calls();
    if let Some(link) = written.split_whitespace().find(|word| word.contains("://") || word.starts_with("www.")) {
        diagnostics.push(diagnostic::carrier::whatsapp_with_link(at(), link));
    }
    let pieces = own.parts.iter().filter_map(|part| match part {
        InlinePart::Text(text) => Some(text.as_str()),
        InlinePart::Call(_) => None,
    });
    if let Some(foreign) = pieces.filter_map(foreign_sign).next() {
        diagnostics.push(diagnostic::carrier::whatsapp_foreign_sign(at(), foreign));
    }
    let characters = count(text);
    if characters > limit {
        diagnostics.push(diagnostic::carrier::whatsapp_too_long(at(), characters, limit));
    }
}

/// What is Markdown and not WhatsApp: `**bold**`, `## heading`, `[words](address)`, a table.
fn foreign_sign(text: &str) -> Option<&'static str> {
    let lines = || text.lines().map(str::trim_start);
    if text.contains("**") {
        Some("**")
    } else if text.contains("](") {
        Some("[…](…)")
    } else if lines().any(|line| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')) {
        Some("#")
    } else if lines().any(|line| line.starts_with('|') && line.trim_end().ends_with('|') && line.len() > 2) {
        Some("|")
    } else {
        None
    }
}
