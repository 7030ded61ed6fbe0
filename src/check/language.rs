//! Plain language, in Indonesian: short sentences, explained abbreviations, everyday words.

use crate::content::front_matter;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::fact::reference::Term;
use crate::markdown::prose::{Paragraph, Role, count_words, paragraphs};
use crate::site::{Page, Site, calls};
use crate::source::SourceTree;
use crate::vocabulary::{Language, SourcePath};
use crate::yaml::{self, Content, Node};
use std::ops::Range;

/// A word of offices, and what people say.
struct Jargon {
    word: String,
    plain: String,
}

pub fn check(source: &SourceTree, site: &Site, diagnostics: &mut Diagnostics) {
    let jargon = jargon(source, &site.config.theme.value);
    for page in site.pages.iter().filter(|page| page.document.common.language == Language::Indonesian) {
        let common = &page.document.common;
        let Some(file) = source.text(common.path.as_str()) else { continue };
        // What is wrong with the front matter was said when it was read.
        let split = front_matter::split(&common.path, &file.text, &mut Diagnostics::default());
        let Some((front, body)) = split else { continue };
        let mut texts = paragraphs(&file.text, body, &common.body.calls);
        for term in &site.facts.terms {
            check_abbreviation(page, &file.text, &texts, term, diagnostics);
        }
        texts.extend(front_matter_texts(&common.path, &file.text, front));
        check_lengths(site, page, &texts, diagnostics);
        for entry in &jargon {
            check_jargon(page, &texts, entry, diagnostics);
        }
    }
}

/// Keys whose texts are no sentences for readers of the page.
const NO_PROSE: [&str; 8] = ["sumber", "sources", "lain", "extra", "wa", "sms", "alias", "izin"];

/// The sentences of the front matter: descriptions, steps, papers.
fn front_matter_texts(path: &SourcePath, text: &str, front: Range<usize>) -> Vec<Paragraph> {
    let mut ahead: Vec<Node> = yaml::parse(path, text, front, &mut Diagnostics::default()).into_iter().collect();
    let mut texts = Vec::new();
    while let Some(node) = ahead.pop() {
        match node.content {
            Content::Null => {}
            Content::Scalar(scalar) => texts.push(Paragraph::whole(&scalar, node.span)),
            Content::List(items) => ahead.extend(items),
            Content::Map(entries) => {
                let prose = entries.into_iter().filter(|(key, _)| !NO_PROSE.contains(&key.value.as_str()));
                ahead.extend(prose.map(|(_, value)| value));
            }
        }
    }
    texts
}

fn check_lengths(site: &Site, page: &Page, paragraphs: &[Paragraph], diagnostics: &mut Diagnostics) {
    let kind = page.document.details.kind().name();
    let editing = &site.config.editing;
    let (sentence_limit, paragraph_limit) = (editing.sentence_words.of(kind), editing.paragraph_words.of(kind));
    let at = |span: Range<usize>| Location::span(&page.document.common.path, span);
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.role != Role::Heading) {
        for sentence in paragraph.sentences() {
            let words = count_words(&paragraph.text[sentence.clone()]);
            if words > sentence_limit {
                let place = at(paragraph.place(sentence));
                diagnostics.push(diagnostic::check::long_sentence(place, words, sentence_limit));
            }
        }
        let words = count_words(&paragraph.text);
        if words > paragraph_limit {
            let place = at(paragraph.place(0..paragraph.text.len()));
            diagnostics.push(diagnostic::check::long_paragraph(place, words, paragraph_limit));
        }
    }
}

/// What follows an abbreviation that is explained on the spot: `NIK (nomor di KTP)`, `NIK adalah nomor di KTP`.
const EXPLAINING: [&str; 5] = [" (", ", yaitu", " yaitu", " adalah", " singkatan dari"];

/// Reports the first use of an abbreviation that nothing before it, and nothing in its paragraph, explains.
fn check_abbreviation(page: &Page, text: &str, paragraphs: &[Paragraph], term: &Term, diagnostics: &mut Diagnostics) {
    let Some(full) = term.full.as_deref().filter(|_| is_abbreviation(&term.short)) else { return };
    let first = paragraphs.iter().find_map(|paragraph| {
        let offset = find_word(&paragraph.text, &term.short)?;
        Some((paragraph, offset..offset + term.short.len()))
    });
    let Some((paragraph, part)) = first else { return };
    let end = paragraph.place(0..paragraph.text.len()).end;
    let before = text.get(..end).unwrap_or(text);
    let in_passing = EXPLAINING.iter().any(|words| before.contains(&format!("{}{words}", term.short)));
    let by_name = || before.to_lowercase().contains(&full.to_lowercase());
    let by_shortcode = || {
        calls::calls(page)
            .any(|call| call.span.start < end && call.arguments.get("istilah").is_some_and(|id| id.value == term.id))
    };
    if !in_passing && !by_name() && !by_shortcode() {
        let at = Location::span(&page.document.common.path, paragraph.place(part));
        diagnostics.push(diagnostic::check::unexplained_abbreviation(at, &term.short, full, &term.id));
    }
}

/// `JKK`, not `Jakon` or `BPJS Ketenagakerjaan`: what one cannot even say aloud.
fn is_abbreviation(short: &str) -> bool {
    short.len() > 1 && short.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Reports the first use of a hard word on a page.
fn check_jargon(page: &Page, paragraphs: &[Paragraph], entry: &Jargon, diagnostics: &mut Diagnostics) {
    let found = paragraphs.iter().find_map(|paragraph| {
        // Lower case may be longer in bytes; such a text has no place to show.
        let lower = Some(paragraph.text.to_lowercase()).filter(|lower| lower.len() == paragraph.text.len())?;
        let offset = find_word(&lower, &entry.word)?;
        Some((paragraph, offset..offset + entry.word.len()))
    });
    if let Some((paragraph, part)) = found {
        let written = &paragraph.text[part.clone()];
        let at = Location::span(&page.document.common.path, paragraph.place(part.clone()));
        diagnostics.push(diagnostic::check::jargon(at, written, &entry.plain));
    }
}

/// Where a word stands by itself.
fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(offset, _)| offset).find(|offset| {
        let before = text[..*offset].chars().next_back();
        let after = text[*offset + word.len()..].chars().next();
        let in_word = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '-');
        !in_word(before) && !in_word(after)
    })
}

/// The list of the theme in use, or else the one that comes with the program.
fn jargon(source: &SourceTree, theme: &str) -> Vec<Jargon> {
    let paths = [theme, "lentera"].map(|theme| format!("themes/{theme}/kata-sulit.yaml"));
    let Some((path, file)) = paths.iter().find_map(|path| Some((SourcePath::new(path)?, source.text(path)?))) else {
        return Vec::new();
    };
    let tree = yaml::parse(&path, &file.text, 0..file.text.len(), &mut Diagnostics::default());
    let Some(Content::Map(entries)) = tree.map(|tree| tree.content) else { return Vec::new() };
    entries
        .into_iter()
        .filter_map(|(word, plain)| match plain.content {
            Content::Scalar(plain) => Some(Jargon { word: word.value.to_lowercase(), plain }),
            Content::Null | Content::List(_) | Content::Map(_) => None,
        })
        .collect()
}
