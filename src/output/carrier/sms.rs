//! A page as an SMS of at most two parts, which ends with the telephone number to ask.

use super::Spoken;
use super::plain::{self, Block, Marker};
use super::validity::{self, Validity};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::markdown::shortcode::{InlinePart, InlineText};
use crate::output::writing::Writing;
use crate::site::Page;
use crate::vocabulary::sms::{self, Alphabet, Measure};
use std::ops::Range;

/// A budget, and how telephones cut: beyond two parts they arrive late or in disorder.
pub const MOST_PARTS: usize = 2;

/// An SMS, and what it costs.
pub struct Message {
    pub text: String,
    pub measure: Measure,
}

impl Message {
    fn new(text: String) -> Self {
        Self { measure: sms::measure(&text), text }
    }

    /// Places in two parts of the same alphabet.
    pub fn room(&self) -> usize {
        MOST_PARTS * self.measure.alphabet.part()
    }
}

/// Writes the SMS: the author's own words, or else the title and as much as there is room for.
///
/// Reports words of the author's own that take more than two parts, or one more than they need.
pub fn message(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Message {
    let speaker = Spoken::of(writing);
    match &page.document.common.sms {
        Some(own) => own_message(page, own, &speaker, writing, diagnostics),
        None => made_message(page, &speaker, writing, diagnostics),
    }
}

fn own_message(
    page: &Page,
    own: &InlineText,
    speaker: &Spoken,
    writing: &Writing<'_>,
    diagnostics: &mut Diagnostics,
) -> Message {
    let validity = validity::of(page, writing);
    let warnings = plain::essence(page, writing, diagnostics).warnings;
    let written = writing.text(own).split_whitespace().collect::<Vec<_>>().join(" ");
    let written = plain::sentence(without_telephone(&written));
    let warnings = sms::plain(&warnings.iter().map(|warning| format!("{warning} ")).collect::<String>());
    let until = sms::plain(&validity.short_sentence(writing));
    let end = sms::plain(&speaker.sms_end);
    let with = |then: &str| {
        let gap = if then.is_empty() { "" } else { " " };
        Message::new(format!("{warnings}{written} {until}{gap}{} {end}", sms::plain(then)))
    };
    let message = with(&change(&validity, &|then| with(then).measure.parts <= MOST_PARTS, writing));
    check_own(page, own, &message, diagnostics);
    message
}

/// The own words without a last sentence such as "Tanya 175.", which every message ends with anyway.
fn without_telephone(text: &str) -> &str {
    let body = text.trim_end_matches(['.', ' ']);
    let start = body.rfind(['.', '?', '!']).map_or(0, |end| end + 1);
    let last = &body[start..];
    let is_short = last.split_whitespace().count() <= 3;
    if start > 0 && is_short && last.ends_with("175") { body[..start].trim_end() } else { text }
}

fn made_message(page: &Page, speaker: &Spoken, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Message {
    let plain = plain::essence(page, writing, diagnostics);
    let validity = validity::of(page, writing);
    let head: Vec<String> = plain.warnings.iter().cloned().chain([plain::sentence(&plain.title)]).collect();
    let draft = Draft { head, until: validity.short_sentence(writing), end: speaker.sms_end.clone() };
    let shortest = draft.with(&[], "");
    if shortest.measure.parts > MOST_PARTS {
        let common = &page.document.common;
        let at = Location::span(&common.path, common.title.span.clone());
        let excess = shortest.measure.units - shortest.room();
        let medium = Text::new("2 SMS", "2 SMS");
        let excess = Text::new(format!("{excess} huruf"), format!("{excess} characters"));
        diagnostics.push(diagnostic::carrier::title_too_long(at, &medium, &excess));
        return shortest;
    }
    // What the page is about comes first, then what changes, then as much more as there is room for.
    let essence = plain.essence.iter().flat_map(|text| plain::sentences(text)).map(str::to_owned);
    let items = plain::brief(&plain.blocks).into_iter().filter_map(|block| match block {
        Block::Item { marker: Marker::Dash, line } => Some(plain::sentence(&line.text())),
        Block::Item { marker: Marker::Number(number), line } => {
            Some(plain::sentence(&format!("{number}. {}", line.text())))
        }
        Block::Heading(_) | Block::Paragraph(_) => None,
    });
    let fits = |said: &[String], then: &str| draft.with(said, then).measure.parts <= MOST_PARTS;
    let (mut said, mut then) = (Vec::new(), String::new());
    for (index, sentence) in essence.chain(items).enumerate() {
        said.push(sentence);
        if !fits(&said, &then) {
            said.pop();
            break;
        }
        if index == 0 {
            then = change(&validity, &|then| fits(&said, then), writing);
        }
    }
    draft.with(&said, &then)
}

/// What comes after the last day, or only that something does.
fn change(validity: &Validity, fits: &dyn Fn(&str) -> bool, writing: &Writing<'_>) -> String {
    let brief = validity.then.is_some().then(|| writing.words.get("carrier_then_other"));
    let choices = [&validity.short_then, &brief];
    choices.into_iter().flatten().find(|then| fits(then)).cloned().unwrap_or_default()
}

/// What an SMS always has.
struct Draft {
    head: Vec<String>,
    until: String,
    end: String,
}

impl Draft {
    fn with(&self, said: &[String], then: &str) -> Message {
        let parts = self.head.iter().map(String::as_str).chain(said.iter().map(String::as_str));
        let parts = parts.chain([self.until.as_str(), then, self.end.as_str()]).filter(|part| !part.is_empty());
        let text = sms::plain(&parts.collect::<Vec<_>>().join(" "));
        // What has no substitute, such as a small picture in a title, would halve the room.
        Message::new(text.chars().filter(|c| sms::gsm7_width(*c).is_some() && *c != '\n').collect())
    }
}

fn check_own(page: &Page, own: &InlineText, message: &Message, diagnostics: &mut Diagnostics) {
    let path = &page.document.common.path;
    let Measure { parts, units, .. } = message.measure;
    let costly = costly_character(own);
    let cheaper = Message::new(sms::plain(&message.text).chars().filter(|c| sms::gsm7_width(*c).is_some()).collect());
    if parts > MOST_PARTS {
        // One cause, one message: where a character makes it too long, it is the one to change.
        match costly.filter(|_| cheaper.measure.parts <= MOST_PARTS) {
            Some((character, place)) => {
                let (at, substitute) = (Location::span(path, place), sms::substitute(character));
                let substitute = substitute.as_deref();
                diagnostics.push(diagnostic::carrier::sms_too_long_by_character(at, character, substitute, parts));
            }
            None => {
                let at = Location::span(path, own.span.clone());
                let excess = units - message.room();
                diagnostics.push(diagnostic::carrier::sms_too_long(at, parts, units, excess));
            }
        }
    } else if let Some((character, place)) = costly.filter(|_| cheaper.measure.parts < parts) {
        let substitute = sms::substitute(character);
        let room = Alphabet::Ucs2.single();
        let at = Location::span(path, place);
        diagnostics.push(diagnostic::carrier::costly_character(at, character, substitute.as_deref(), parts, room));
    }
}

/// The first character outside the 7-bit alphabet that the author typed, and its place.
fn costly_character(own: &InlineText) -> Option<(char, Range<usize>)> {
    own.parts.iter().enumerate().find_map(|(index, part)| {
        let InlinePart::Text(text) = part else { return None };
        let (offset, character) = text.char_indices().find(|(_, c)| sms::gsm7_width(*c).is_none())?;
        Some((character, own.place(index, offset..offset + character.len_utf8())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telephone_number_is_not_said_twice() {
        assert_eq!(without_telephone("Iuran dipotong. Tanya 175."), "Iuran dipotong.");
        assert_eq!(
            without_telephone("Iuran dipotong. Telepon dulu ke nomor 175."),
            "Iuran dipotong. Telepon dulu ke nomor 175."
        );
        assert_eq!(without_telephone("Tanya 175"), "Tanya 175");
    }
}
