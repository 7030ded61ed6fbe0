//! The Markdown parser's events, turned into markup with holes.

use super::footnote::Footnotes;
use super::heading::{self, Heading};
use super::shortcode::{Call, Piece, Signatures, parse_call, split};
use super::{Body, Link, Part, Picture, html};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::hidden::{report, report_coded};
use crate::theme::shortcode::Placement;
use crate::vocabulary::html::push_escaped;
use crate::vocabulary::{SourcePath, hidden};
use pulldown_cmark::{
    Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};
use std::ops::Range;

/// Marks a hole in rendered markup: no character, so that no text has it once it is [`visible`].
const HOLE: char = '\u{FDD0}';
/// Deeper nesting is refused: it overflows the stacks of those who come after.
const DEPTH_LIMIT: usize = 100;

/// Parses the Markdown in `text[range]`; spans count from the start of `text`.
///
/// Returns `None` after reporting that it nests too deeply.
pub fn parse(
    path: &SourcePath,
    text: &str,
    range: Range<usize>,
    signatures: &Signatures,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    report(path, text, range.clone(), diagnostics);
    let source = &text[range.clone()];
    if let Some(line) = too_deep_line(source) {
        let at = Location::span(path, range.start + line.start..range.start + line.end);
        diagnostics.push(diagnostic::content::nested_too_deeply(at));
        return None;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut writer = Writer {
        path,
        offset: range.start,
        length: source.len(),
        signatures,
        diagnostics,
        body: Body::default(),
        anchors: heading::Anchors::default(),
        events: Vec::new(),
        footnotes: Footnotes::default(),
        has_raw_html: false,
        open: html::Open::default(),
    };
    let events = TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter());
    let events: Vec<Spanned<'_>> = events.map(|(event, span)| (writer.visible(event, &span, source), span)).collect();
    writer.read(source, &events);
    Some(writer.finish())
}

/// The first line that nests more deeply than anybody can mean.
///
/// Block quotes and lists are told from their markers: each adds a level for all that follows in its line.
fn too_deep_line(source: &str) -> Option<Range<usize>> {
    let mut start = 0;
    source.split_inclusive('\n').find_map(|line| {
        let range = start..start + line.len();
        start = range.end;
        // What is too deep is longer than most lines.
        let is_too_deep = line.len() > DEPTH_LIMIT && nests_too_deeply(line.trim_end());
        is_too_deep.then(|| range.start..range.start + line.trim_end().len())
    })
}

fn nests_too_deeply(line: &str) -> bool {
    let is_marker = |c: char| c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')' | ' ' | '\t');
    let markers = line.split(|c: char| !is_marker(c)).next().unwrap_or_default();
    let bullets = markers.chars().filter(|c| matches!(c, '>' | '-' | '*' | '+')).count();
    let numbers = markers.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() && b".)".contains(&pair[1]));
    let levels = bullets + numbers.count();
    let brackets = line.bytes().filter(|byte| *byte == b'[').count();
    let indent = markers.len() / 2;
    levels > DEPTH_LIMIT && !is_rule(line) || indent > DEPTH_LIMIT && levels > 0 || brackets > 2_000
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    ['-', '*', '_'].iter().any(|mark| line.len() >= 3 && line.chars().all(|c| c == *mark || c == ' '))
}

struct Writer<'a, 's> {
    path: &'a SourcePath,
    offset: usize,
    /// Of the source, in bytes.
    length: usize,
    signatures: &'a Signatures,
    diagnostics: &'a mut Diagnostics,
    body: Body,
    anchors: heading::Anchors,
    events: Vec<Event<'s>>,
    footnotes: Footnotes<'s>,
    has_raw_html: bool,
    /// What raw HTML left open.
    open: html::Open,
}

type Spanned<'s> = (Event<'s>, Range<usize>);

impl<'s> Writer<'_, 's> {
    fn read(&mut self, source: &str, events: &[Spanned<'s>]) {
        let mut index = 0;
        let mut alignments: Vec<Alignment> = Vec::new();
        let mut column = 0;
        let mut in_head = false;
        let mut in_code = false;
        let mut outside: Vec<(String, Vec<Event<'s>>)> = Vec::new();
        while index < events.len() {
            let (event, span) = &events[index];
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let end = end_of_heading(events, index);
                    self.heading(source, *level, id.as_deref(), &events[index + 1..end], span);
                    index = end;
                }
                Event::Start(Tag::Paragraph) => {
                    if let Some(call) = self.lone_block_shortcode(source, &events[index + 1..]) {
                        self.hole(Kind::Call, call);
                        index += 2;
                    } else {
                        self.push(event.clone());
                    }
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let end = end_of_image(events, index);
                    let alt = text_of(&events[index + 1..end]);
                    self.picture(dest_url, &alt, span);
                    index = end;
                }
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let target =
                        if *link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                    let number = self.body.links.len();
                    self.body.links.push(Link { target, span: self.at(span) });
                    self.markup(format!("<a href=\"{HOLE}L{number}{HOLE}\">"));
                }
                Event::End(TagEnd::Link) => self.markup("</a>"),
                Event::Start(Tag::Table(columns)) => {
                    alignments.clone_from(columns);
                    self.body.tables.push(self.at(span));
                    self.markup("<table>");
                }
                Event::End(TagEnd::Table) => self.markup("</tbody></table>\n"),
                Event::Start(Tag::TableHead) => {
                    (in_head, column) = (true, 0);
                    self.markup("<thead><tr>");
                }
                Event::End(TagEnd::TableHead) => {
                    in_head = false;
                    self.markup("</tr></thead><tbody>");
                }
                Event::Start(Tag::TableRow) => {
                    column = 0;
                    self.markup("<tr>");
                }
                Event::End(TagEnd::TableRow) => self.markup("</tr>"),
                Event::Start(Tag::TableCell) => {
                    self.markup(open_cell(in_head, alignments.get(column)));
                    column += 1;
                }
                Event::End(TagEnd::TableCell) => self.markup(if in_head { "</th>" } else { "</td>" }),
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    outside.push((label.to_string(), std::mem::take(&mut self.events)));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    let (label, before) = outside.pop().expect("the parser closes what it opened");
                    let events = std::mem::replace(&mut self.events, before);
                    if let Some(mark) = self.footnotes.add(&label, events, source, span) {
                        let at = Location::span(self.path, self.at(&mark));
                        self.diagnostics.push(diagnostic::content::doubled_note(at, &label));
                    }
                }
                Event::FootnoteReference(label) => {
                    let reference = self.footnotes.refer(label);
                    self.markup(reference);
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    in_code = true;
                    self.markup("<pre><code>");
                }
                Event::End(TagEnd::CodeBlock) => {
                    in_code = false;
                    self.markup("</code></pre>\n");
                }
                Event::Text(words) if !in_code && words.contains("{{") => self.words(source, words, span),
                Event::Html(raw) | Event::InlineHtml(raw) => {
                    self.has_raw_html = true;
                    let place = Location::span(self.path, self.at(span));
                    let kept = html::keep_allowed(raw, &place, &mut self.open, self.diagnostics);
                    self.markup(kept);
                }
                Event::Text(words) if !in_code => {
                    self.dead_references(source, words, span);
                    self.push(event.clone());
                }
                event => self.push(event.clone()),
            }
            index += 1;
        }
    }

    /// The event without what is no character. What nobody sees and is written with a code is reported.
    fn visible(&mut self, event: Event<'s>, span: &Range<usize>, source: &str) -> Event<'s> {
        let at = Location::span(self.path, self.at(span));
        let mut clean = |text: CowStr<'s>| {
            report_coded(&at, &text, &source[span.clone()], self.diagnostics);
            hidden::without_noncharacters(&text).map_or(text, CowStr::from)
        };
        match event {
            Event::Text(text) => Event::Text(clean(text)),
            Event::Code(text) => Event::Code(clean(text)),
            Event::Html(raw) => Event::Html(clean(raw)),
            Event::InlineHtml(raw) => Event::InlineHtml(clean(raw)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: clean(dest_url), title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Image { link_type, dest_url: clean(dest_url), title, id })
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level, id: id.map(clean), classes, attrs })
            }
            event => event,
        }
    }

    fn push(&mut self, event: Event<'s>) {
        self.events.push(event);
    }

    fn markup(&mut self, markup: impl Into<CowStr<'static>>) {
        self.events.push(Event::InlineHtml(markup.into()));
    }

    fn hole(&mut self, kind: Kind, number: usize) {
        let letter = match kind {
            Kind::Picture => 'P',
            Kind::Call => 'C',
        };
        self.markup(format!("{HOLE}{letter}{number}{HOLE}"));
    }

    fn at(&self, span: &Range<usize>) -> Range<usize> {
        self.offset + span.start..self.offset + span.end
    }

    /// Text, with shortcodes cut out of it.
    fn words(&mut self, source: &str, words: &str, span: &Range<usize>) {
        let mut start = span.start;
        // Escapes make the text shorter than its source; then the whole text is the place.
        let exact = source.get(span.clone()) == Some(words);
        for piece in split(words) {
            match piece {
                Piece::Text(words) => {
                    start += words.len();
                    self.push(Event::Text(CowStr::from(words.to_owned())));
                }
                Piece::Shortcode(written) => {
                    let place = if exact { start..start + written.len() } else { span.clone() };
                    start += written.len();
                    if let Some(call) = self.call(written, &place) {
                        if call.placement == Placement::Block {
                            let at = Location::span(self.path, call.span.clone());
                            self.diagnostics.push(diagnostic::content::block_shortcode_inline(at, &call.name));
                        } else {
                            let number = self.body.calls.len();
                            self.body.calls.push(call);
                            self.hole(Kind::Call, number);
                        }
                    }
                }
                Piece::Unclosed(written) => {
                    let place = if exact { start..start + written.len() } else { span.clone() };
                    let at = Location::span(self.path, self.at(&place));
                    self.diagnostics.push(diagnostic::content::unclosed_shortcode(at));
                }
            }
        }
    }

    fn call(&mut self, written: &str, span: &Range<usize>) -> Option<Call> {
        let span = self.at(span);
        parse_call(self.path, written, span, self.signatures, self.diagnostics)
    }

    /// A paragraph that is nothing but a block shortcode: it stands without the paragraph.
    fn lone_block_shortcode(&mut self, source: &str, after: &[Spanned<'_>]) -> Option<usize> {
        let [(Event::Text(words), span), (Event::End(TagEnd::Paragraph), _), ..] = after else { return None };
        let written = words.trim();
        let is_lone = written.starts_with("{{") && written.find("}}") == Some(written.len() - 2);
        let name = written.trim_start_matches("{{").split_whitespace().next()?.trim_end_matches("}}");
        let is_block = self.signatures.get(name).is_some_and(|signature| signature.placement == Placement::Block);
        if !is_lone || !is_block {
            return None;
        }
        debug_assert!(source.get(span.clone()).is_some());
        // An ill-formed call was reported; an empty hole stands in for it.
        let call = self.call(written, span)?;
        self.body.calls.push(call);
        Some(self.body.calls.len() - 1)
    }

    fn heading(
        &mut self,
        source: &str,
        level: HeadingLevel,
        id: Option<&str>,
        inner: &[Spanned<'s>],
        span: &Range<usize>,
    ) {
        let level = level as u8;
        if level == 1 {
            let at = Location::span(self.path, self.at(span));
            self.diagnostics.push(diagnostic::content::top_heading_in_body(at));
        }
        let text = text_of(inner);
        let plain: String = split(&text)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Text(words) => Some(words),
                Piece::Shortcode(_) | Piece::Unclosed(_) => None,
            })
            .collect();
        let id = self.anchors.anchor(id, &plain);
        let mut opening = format!("<h{level} id=\"");
        push_escaped(&mut opening, &id);
        opening.push_str("\">");
        self.markup(opening);
        self.read(source, inner);
        self.markup(format!("</h{level}>\n"));
        self.body.headings.push(Heading { level, id, text: plain.trim().to_owned(), span: self.at(span) });
    }

    fn picture(&mut self, target: &str, alt: &str, span: &Range<usize>) {
        let span = self.at(span);
        if alt.trim().is_empty() {
            let at = Location::span(self.path, span.clone());
            self.diagnostics.push(diagnostic::content::missing_alt(at, target));
        }
        let number = self.body.pictures.len();
        self.body.pictures.push(Picture { target: target.to_owned(), alt: alt.trim().to_owned(), span });
        self.hole(Kind::Picture, number);
    }

    /// Reports what refers to a note that is not there: it would be printed as it is written.
    fn dead_references(&mut self, source: &str, words: &str, span: &Range<usize>) {
        let written = source.get(span.clone()).unwrap_or_default();
        let mut from = 0;
        for (start, mark) in words.match_indices("[^") {
            let label = &words[start + mark.len()..];
            let Some(end) = label.find(|c: char| c == ']' || c == '[' || c.is_whitespace()) else { break };
            let label = &label[..end];
            let reference = format!("[^{label}]");
            let is_reference = !label.is_empty() && words[start..].starts_with(&reference);
            let Some(place) = written[from..].find(&reference).filter(|_| is_reference) else { continue };
            let place = from + place..from + place + reference.len();
            from = place.end;
            if !written[..place.start].ends_with('\\') {
                let at = Location::span(self.path, self.at(&(span.start + place.start..span.start + place.end)));
                self.diagnostics.push(diagnostic::content::missing_note(at, label));
            }
        }
    }

    fn finish(mut self) -> Body {
        let mut markup = String::with_capacity(self.length * 3 / 2);
        pulldown_cmark::html::push_html(&mut markup, std::mem::take(&mut self.events).into_iter());
        for (label, mark) in self.footnotes.unused() {
            let at = Location::span(self.path, self.at(&mark));
            self.diagnostics.push(diagnostic::content::unused_note(at, &label));
        }
        self.footnotes.push_list(&mut markup);
        if self.has_raw_html {
            markup = html::sanitise(&markup);
        }
        self.body.parts = cut(&markup);
        self.body
    }
}

enum Kind {
    Picture,
    Call,
}

/// Cuts rendered markup at its holes.
fn cut(markup: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, piece) in markup.split(HOLE).enumerate() {
        if index % 2 == 0 {
            if !piece.is_empty() {
                parts.push(Part::Markup(piece.to_owned()));
            }
            continue;
        }
        let number = piece.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        parts.push(match piece.as_bytes().first() {
            Some(b'L') => Part::Href(number),
            Some(b'P') => Part::Picture(number),
            _ => Part::Call(number),
        });
    }
    parts
}

/// Alignment as a class: a `style` attribute would need `unsafe-inline`.
fn open_cell(in_head: bool, alignment: Option<&Alignment>) -> String {
    let tag = if in_head { "th scope=\"col\"" } else { "td" };
    match alignment {
        Some(Alignment::Right) => format!("<{tag} class=\"r\">"),
        Some(Alignment::Center) => format!("<{tag} class=\"c\">"),
        _ => format!("<{tag}>"),
    }
}

fn end_of_heading(events: &[Spanned<'_>], start: usize) -> usize {
    let end = events[start..].iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))));
    start + end.expect("the parser closes what it opened")
}

fn end_of_image(events: &[Spanned<'_>], start: usize) -> usize {
    let mut depth = 0;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}

fn text_of(events: &[Spanned<'_>]) -> String {
    events
        .iter()
        .map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => text.as_ref(),
            Event::SoftBreak | Event::HardBreak => " ",
            _ => "",
        })
        .collect()
}
