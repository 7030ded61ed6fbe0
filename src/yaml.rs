//! Text → tree in which every key and value has its span.
//!
//! YAML without anchors, aliases and merge keys. A plain scalar keeps the text as written, so that
//! `0811…` stays a telephone number and `2026-12-05` is read by our own date words.

pub mod table;

use crate::diagnostic::{self, Diagnostic, Diagnostics, Location};
use crate::vocabulary::SourcePath;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned as YamlSpanned;
use std::fmt;
use std::ops::Range;

/// A value with its place: a byte range in the file's decoded text.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// One node of a YAML document.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub content: Content,
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A key without a value, `~` or `null`.
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

const DEPTH_LIMIT: usize = 30;
const EVENT_LIMIT: usize = 200_000;

/// Parses `text[range]`, a YAML document inside a larger file; spans count from the start of `text`.
///
/// An empty document is an empty map. Returns `None` after reporting what makes it unreadable.
pub fn parse(path: &SourcePath, text: &str, range: Range<usize>, diagnostics: &mut Diagnostics) -> Option<Node> {
    let yaml = &text[range.clone()];
    let slips = find_slips(path, yaml, range.start);
    let budget = serde_yaml::budget! {
        max_anchors: 0,
        max_aliases: 0,
        max_depth: DEPTH_LIMIT,
        max_events: EVENT_LIMIT,
        max_documents: 1,
    };
    let options = serde_yaml::options! {
        budget: budget,
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        with_snippet: false,
    };
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { content: Content::Map(Vec::new()), span: range });
    }
    match serde_yaml::from_str_with_options::<RawNode>(yaml, options) {
        // A slip such as a curly quote changes the meaning even where YAML can be read.
        Ok(raw) if slips.is_empty() => Some(place(raw, yaml, range.start)),
        Ok(raw) => {
            diagnostics.extend(slips);
            Some(place(raw, yaml, range.start))
        }
        Err(error) => {
            // One cause, one message: a slip explains the error better than the parser can.
            if slips.is_empty() {
                diagnostics.push(explain(path, text, yaml, range.start, &error));
            }
            diagnostics.extend(slips);
            None
        }
    }
}

/// The tree as the parser gives it: places are kept as locations of the parser.
struct RawNode {
    content: RawContent,
    place: serde_yaml::Location,
}

enum RawContent {
    Null,
    /// Text from a quoted or block scalar, or from a plain one that is a string to YAML.
    Text(String),
    /// A plain scalar that YAML takes for a number or a truth value: its text is in the source.
    Typed,
    List(Vec<RawNode>),
    Map(Vec<(YamlSpanned<String>, RawNode)>),
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = YamlSpanned::<RawContent>::deserialize(deserializer)?;
        Ok(Self { content: spanned.value, place: spanned.referenced })
    }
}

impl<'de> Deserialize<'de> for RawContent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = RawContent;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<RawContent, E> {
        Ok(RawContent::Null)
    }

    fn visit_none<E>(self) -> Result<RawContent, E> {
        Ok(RawContent::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawContent, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawContent, E> {
        Ok(RawContent::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawContent, E> {
        Ok(RawContent::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawContent, E> {
        Ok(RawContent::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<RawContent, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(RawContent::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawContent, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(RawContent::Map(entries))
    }
}

/// Turns the parser's places into byte spans of the whole file, and typed scalars into their text.
fn place(raw: RawNode, yaml: &str, offset: usize) -> Node {
    let span = byte_span(&raw.place, yaml, offset);
    let written = || yaml.get(span.start - offset..span.end - offset).unwrap_or_default().trim();
    let content = match raw.content {
        RawContent::Null => Content::Null,
        RawContent::Text(text) => Content::Scalar(text),
        RawContent::Typed => Content::Scalar(written().to_owned()),
        RawContent::List(items) => Content::List(items.into_iter().map(|item| place(item, yaml, offset)).collect()),
        RawContent::Map(entries) => Content::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let span = byte_span(&key.referenced, yaml, offset);
                    (Spanned { value: key.value, span }, place(value, yaml, offset))
                })
                .collect(),
        ),
    };
    Node { content, span }
}

fn byte_span(location: &serde_yaml::Location, yaml: &str, offset: usize) -> Range<usize> {
    let span = location.span();
    let start = (span.byte_offset().unwrap_or(0) as usize).min(yaml.len());
    let end = (start + span.byte_len().unwrap_or(0) as usize).min(yaml.len());
    let trimmed = yaml.get(start..end).map_or(end, |text| start + text.trim_end().len());
    offset + start..offset + trimmed
}

/// Characters that look right and are wrong: tabs, curly quotes around values, hard spaces.
fn find_slips(path: &SourcePath, yaml: &str, offset: usize) -> Vec<Diagnostic> {
    let mut slips = Vec::new();
    let mut line_start = offset;
    for line in yaml.split_inclusive('\n') {
        let at = |index: usize, length: usize| Location::span(path, line_start + index..line_start + index + length);
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let is_comment = line[indent..].starts_with('#');
        if let Some(tab) = line[..indent].find('\t').filter(|_| line.trim() != "") {
            slips.push(diagnostic::yaml::tab(at(tab, 1)));
        }
        if !is_comment && let Some((key, value)) = line.split_once(':').or_else(|| line.split_once('-')) {
            let value_start = key.len() + 1 + value.len() - value.trim_start().len();
            if value.trim_start().starts_with(['“', '”', '‘', '’', '„']) {
                slips.push(diagnostic::yaml::curly_quote(at(value_start, '“'.len_utf8())));
            }
            if let Some(space) = key.find('\u{a0}').or_else(|| value.starts_with('\u{a0}').then_some(key.len() + 1)) {
                slips.push(diagnostic::yaml::hard_space(at(space, '\u{a0}'.len_utf8())));
            }
        }
        line_start += line.len();
    }
    slips
}

/// The parser's error in our own words.
fn explain(path: &SourcePath, text: &str, yaml: &str, offset: usize, error: &serde_yaml::Error) -> Diagnostic {
    use serde_yaml::Error;
    let span = error.location().map_or(offset..offset, |location| byte_span(&location, yaml, offset));
    let line = line_around(text, span.start);
    let here = |span: Range<usize>| Location::span(path, span);
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, .. } => {
            diagnostic::yaml::duplicate_key(here(span), key.as_deref().unwrap_or_default())
        }
        Error::MergeKeyNotAllowed { .. } | Error::UnknownAnchor { .. } => diagnostic::yaml::anchor(here(span)),
        Error::Budget { breach, .. } => match breach {
            serde_yaml::budget::BudgetBreach::Anchors { .. } | serde_yaml::budget::BudgetBreach::Aliases { .. } => {
                diagnostic::yaml::anchor(here(span))
            }
            _ => diagnostic::yaml::too_much(here(span)),
        },
        _ => match unquoted_colon(&text[line.clone()]) {
            Some(corrected) => diagnostic::yaml::unquoted_colon(here(trim(text, line)), &corrected),
            None => diagnostic::yaml::unreadable(here(trim(text, line))),
        },
    }
}

/// `judul: Manfaat: JKK` → `judul: "Manfaat: JKK"`
fn unquoted_colon(line: &str) -> Option<String> {
    let line = line.trim();
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*']);
    (plain && value.contains(": ")).then(|| format!("{key}: \"{}\"", value.replace('"', "\\\"")))
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |index| index + 1);
    let end = text[at..].find('\n').map_or(text.len(), |index| at + index);
    start..end
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let start = range.start + line.len() - line.trim_start().len();
    start..(range.start + line.trim_end().len()).max(start)
}
