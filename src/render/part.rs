//! A finished page → its parts, the heaviest first: to say what makes a page too heavy.
//!
//! A part weighs what the page loses without it, so that what repeats itself counts once and what
//! nothing else resembles counts fully.

use super::compress::brotli_at;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use std::collections::BTreeMap;
use std::ops::Range;

/// A part of a page, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub what: What,
    /// On the wire, in bytes.
    pub bytes: u64,
    pub elements: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// What the theme puts around every page: head, header, menu, footer.
    Frame,
    /// The style element, with the names whose rules weigh most.
    Style {
        selectors: Vec<String>,
    },
    /// What search engines read.
    StructuredData,
    Script,
    /// The text from the beginning of the main part to its first heading.
    Opening,
    /// The text under a heading.
    Section(Heading),
    /// A table with its caption; or all tables below a heading that have none.
    Table {
        caption: Option<String>,
        below: Option<Heading>,
        count: usize,
    },
}

/// A heading of the main part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub id: Option<String>,
    pub text: String,
}

/// A page taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dissection {
    /// The heaviest parts, the heaviest first.
    pub heaviest: Vec<Part>,
    /// The heaviest part that authors wrote.
    pub written: Option<What>,
    /// True when what authors wrote weighs more than what the theme adds.
    pub is_mostly_written: bool,
}

/// Whether to weigh by bytes or by elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    Bytes,
    Elements,
}

/// How many parts are weighed exactly, and named.
const NAMED: usize = 3;
/// Of how many names the rules are told, and how many are weighed for that: those with the longest rules.
const RULES: usize = 3;
const CANDIDATES: usize = 12;

impl What {
    /// True for what stands in the main part, not for what the theme adds to every page.
    fn is_written(&self) -> bool {
        match self {
            Self::Opening | Self::Section(_) | Self::Table { .. } => true,
            Self::Frame | Self::Style { .. } | Self::StructuredData | Self::Script => false,
        }
    }
}

/// Takes a page apart.
pub fn dissect(html: &[u8], yardstick: Yardstick) -> Dissection {
    let mut pieces = split(html);
    // A quick compressor ranks the parts, the slow one weighs those that are named.
    let whole = quick(html);
    pieces.sort_by_cached_key(|piece| {
        std::cmp::Reverse(match yardstick {
            Yardstick::Bytes => whole.saturating_sub(quick(&piece.left_out(html))),
            Yardstick::Elements => piece.elements,
        })
    });
    let written: Vec<&Piece> = pieces.iter().filter(|piece| piece.what.is_written()).collect();
    let written_share = match yardstick {
        Yardstick::Bytes => {
            let mut ranges: Vec<Range<usize>> = written.iter().flat_map(|piece| piece.ranges.clone()).collect();
            ranges.sort_by_key(|range| range.start);
            whole.saturating_sub(quick(&without(html, &ranges)))
        }
        Yardstick::Elements => written.iter().map(|piece| piece.elements).sum(),
    };
    let all = match yardstick {
        Yardstick::Bytes => whole,
        Yardstick::Elements => pieces.iter().map(|piece| piece.elements).sum(),
    };
    let is_mostly_written = written_share * 2 > all;
    let written = written.first().map(|piece| piece.what.clone());
    pieces.truncate(NAMED);
    let mut heaviest = weigh(pieces, html);
    if yardstick == Yardstick::Bytes {
        heaviest.sort_by_key(|part| std::cmp::Reverse(part.bytes));
    }
    Dissection { heaviest, written, is_mostly_written }
}

fn weigh(pieces: Vec<Piece>, html: &[u8]) -> Vec<Part> {
    let whole = exact(html);
    let parts = pieces.into_iter().map(|piece| {
        let bytes = whole.saturating_sub(exact(&piece.left_out(html)));
        let what = match piece.what {
            What::Style { .. } => What::Style { selectors: heaviest_rules(html, &piece.ranges) },
            other => other,
        };
        Part { what, bytes, elements: piece.elements }
    });
    parts.collect()
}

/// On the wire, in bytes.
fn exact(html: &[u8]) -> u64 {
    brotli_at(11, html).len() as u64
}

/// About the same, in a thirtieth of the time: to compare.
fn quick(html: &[u8]) -> u64 {
    brotli_at(5, html).len() as u64
}

/// A part before it is weighed.
struct Piece {
    what: What,
    ranges: Vec<Range<usize>>,
    elements: u64,
}

impl Piece {
    fn new(what: What) -> Self {
        Self { what, ranges: Vec::new(), elements: 0 }
    }

    /// The page without this part.
    fn left_out(&self, html: &[u8]) -> Vec<u8> {
        without(html, &self.ranges)
    }
}

fn without(html: &[u8], ranges: &[Range<usize>]) -> Vec<u8> {
    let mut rest = Vec::with_capacity(html.len());
    let mut end = 0;
    for range in ranges {
        rest.extend_from_slice(&html[end..range.start]);
        end = range.end;
    }
    rest.extend_from_slice(&html[end..]);
    rest
}

/// Every byte of a page belongs to one part.
fn split(html: &[u8]) -> Vec<Piece> {
    let mut splitter = Splitter {
        pieces: vec![Piece::new(What::Frame)],
        current: 0,
        section: None,
        tables: 0,
        since: 0,
        collecting: None,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => splitter.start(&tag),
            Token::EndTag(tag) => splitter.end(&tag.name, tag.span.end),
            Token::String(text) => splitter.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    splitter.turn_to(0, html.len());
    gather(splitter.pieces)
}

/// Tables without a caption below one heading are one part: nothing tells them apart.
fn gather(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut gathered: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.ranges.is_empty()) {
        let like = |other: &&mut Piece| match (&other.what, &piece.what) {
            (What::Table { caption: None, below: one, .. }, What::Table { caption: None, below: other, .. }) => {
                one == other
            }
            _ => false,
        };
        match gathered.iter_mut().find(like) {
            Some(first) => {
                first.ranges.extend(piece.ranges);
                first.elements += piece.elements;
                if let What::Table { count, .. } = &mut first.what {
                    *count += 1;
                }
            }
            None => gathered.push(piece),
        }
    }
    gathered
}

struct Splitter {
    pieces: Vec<Piece>,
    /// The piece that the next bytes belong to, and where they begin.
    current: usize,
    since: usize,
    /// The piece of the text outside tables, inside the main part.
    section: Option<usize>,
    /// How many tables are open.
    tables: usize,
    /// The text of the heading or caption that is being read.
    collecting: Option<String>,
}

impl Splitter {
    /// Gives all bytes before `position` to the current piece; what follows belongs to `next`.
    fn turn_to(&mut self, next: usize, position: usize) {
        if position > self.since {
            let ranges = &mut self.pieces[self.current].ranges;
            match ranges.last_mut().filter(|last| last.end == self.since) {
                Some(last) => last.end = position,
                None => ranges.push(self.since..position),
            }
        }
        (self.current, self.since) = (next, position);
    }

    fn begin(&mut self, what: What, position: usize) {
        self.pieces.push(Piece::new(what));
        self.turn_to(self.pieces.len() - 1, position);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let position = tag.span.start;
        match tag.name.as_slice() {
            b"style" => self.begin(What::Style { selectors: Vec::new() }, position),
            b"script" if is_json_ld(tag) => self.begin(What::StructuredData, position),
            b"script" => self.begin(What::Script, position),
            b"main" => {
                self.begin(What::Opening, position);
                self.section = Some(self.current);
            }
            b"h2" | b"h3" if self.section.is_some() && self.tables == 0 => {
                let id = tag.attributes.get(b"id".as_slice()).map(|id| String::from_utf8_lossy(id).into_owned());
                self.begin(What::Section(Heading { id, text: String::new() }), position);
                self.section = Some(self.current);
                self.collecting = Some(String::new());
            }
            b"table" if self.section.is_some() => {
                if self.tables == 0 {
                    let below = self.section.and_then(|section| match &self.pieces[section].what {
                        What::Section(heading) => Some(heading.clone()),
                        _ => None,
                    });
                    self.begin(What::Table { caption: None, below, count: 1 }, position);
                }
                self.tables += 1;
            }
            b"caption" => self.collecting = Some(String::new()),
            _ => {}
        }
        self.pieces[self.current].elements += 1;
    }

    fn end(&mut self, name: &[u8], position: usize) {
        match name {
            b"style" | b"script" => self.turn_to(self.section.unwrap_or(0), position),
            b"main" => {
                self.section = None;
                self.turn_to(0, position);
            }
            b"h2" | b"h3" | b"caption" => {
                let Some(read) = self.collecting.take() else { return };
                let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
                match &mut self.pieces[self.current].what {
                    What::Section(heading) => heading.text = read,
                    What::Table { caption, .. } => *caption = Some(read),
                    _ => {}
                }
            }
            b"table" if self.tables > 0 => {
                self.tables -= 1;
                if let Some(section) = self.section.filter(|_| self.tables == 0) {
                    self.turn_to(section, position);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(collected) = &mut self.collecting {
            collected.push_str(text);
        }
    }
}

fn is_json_ld(tag: &StartTag<usize>) -> bool {
    tag.attributes.get(b"type".as_slice()).is_some_and(|kind| kind.as_slice() == b"application/ld+json")
}

/// The names whose rules weigh most, of a style element at `ranges`: `.facts` for `.facts dt` and `.facts:after`.
fn heaviest_rules(html: &[u8], ranges: &[Range<usize>]) -> Vec<String> {
    let mut groups: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    for rule in ranges.iter().flat_map(|range| rules(html, range.clone())) {
        groups.entry(name_of_rule(&String::from_utf8_lossy(&html[rule.clone()]))).or_default().push(rule);
    }
    let mut groups: Vec<(String, Vec<Range<usize>>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, rules)| std::cmp::Reverse(rules.iter().map(ExactSizeIterator::len).sum::<usize>()));
    groups.truncate(CANDIDATES);
    let whole = quick(html);
    groups.sort_by_cached_key(|(_, rules)| std::cmp::Reverse(whole.saturating_sub(quick(&without(html, rules)))));
    groups.into_iter().take(RULES).map(|(name, _)| name).collect()
}

/// The first name of a rule's selector.
fn name_of_rule(rule: &str) -> String {
    let selector = rule.split('{').next().unwrap_or_default().trim();
    let is_end = |(index, c): &(usize, char)| *index > 0 && " ,:>+~[.#".contains(*c);
    let end = selector.char_indices().find(is_end).map_or(selector.len(), |(index, _)| index);
    selector[..end].to_owned()
}

/// The innermost rules of a style element: `selector{…}`, also inside `@media`.
fn rules(html: &[u8], range: Range<usize>) -> Vec<Range<usize>> {
    let mut rules = Vec::new();
    let text = &html[range.clone()];
    // The tag itself is no selector.
    let mut start = text.iter().position(|byte| *byte == b'>').map_or(0, |tag| tag + 1);
    let mut open = None;
    for (index, byte) in text.iter().enumerate().skip(start) {
        match byte {
            b'{' => {
                // An outer block opened before: its beginning is no rule.
                open = Some(start);
                start = index + 1;
            }
            b'}' => {
                if let Some(rule) = open.take() {
                    rules.push(range.start + rule..range.start + index + 1);
                }
                start = index + 1;
            }
            _ => {}
        }
    }
    rules
}

#[cfg(test)]
mod tests;
