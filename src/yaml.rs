//! Text → tree in which every key and value has its span.
//!
//! YAML without anchors, aliases and merge keys. A plain scalar keeps the text as written, so that
//! `0811…` stays a telephone number and `2026-12-05` is read by our own date words.

mod slip;
pub mod table;
pub mod write;

use crate::diagnostic::{self, Diagnostic, Diagnostics, Location};
use crate::source::hidden::{report, report_coded};
use crate::vocabulary::{SourcePath, hidden};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned as YamlSpanned;
use std::collections::BTreeSet;
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
    report(path, text, range.clone(), diagnostics);
    let slips = slip::find(path, yaml, range.start);
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
        // Reported below, so that the rest of the file is read too.
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Node { content: Content::Map(Vec::new()), span: range });
    }
    let parsed = serde_yaml::from_str_with_options::<RawNode>(yaml, options);
    // One cause, one message: a slip explains the error better than the parser can.
    let has_noncharacters = hidden::without_noncharacters(yaml).is_some();
    if let (Err(error), true) = (&parsed, slips.is_empty() && !has_noncharacters) {
        diagnostics.extend(explain(path, yaml, range.start, error));
    }
    // A slip such as a curly quote changes the meaning even where YAML can be read.
    diagnostics.extend(slips);
    let mut node = place(parsed.ok()?, yaml, range.start);
    clean(&mut node, path, text, diagnostics);
    remove_doubles(&mut node, path, diagnostics);
    Some(node)
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
    let mut span = byte_span(&raw.place, yaml, offset);
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
    if let Some(end) = end_of_children(&content) {
        span.end = end_of_brackets(yaml, span.start - offset, end - offset) + offset;
    }
    Node { content, span }
}

/// The parser places a list or map at its first mark only.
fn end_of_children(content: &Content) -> Option<usize> {
    match content {
        Content::Null | Content::Scalar(_) => None,
        Content::List(items) => items.last().map(|item| item.span.end),
        Content::Map(entries) => entries.last().map(|(key, value)| key.span.end.max(value.span.end)),
    }
}

/// The end of a list or map whose last entry ends at `end`: after its bracket, where it has one.
fn end_of_brackets(yaml: &str, start: usize, end: usize) -> usize {
    let bracket = match yaml.as_bytes().get(start) {
        Some(b'[') => ']',
        Some(b'{') => '}',
        _ => return end,
    };
    yaml[end..].find(bracket).map_or(end, |found| end + found + 1)
}

fn byte_span(location: &serde_yaml::Location, yaml: &str, offset: usize) -> Range<usize> {
    let span = location.span();
    let start = (span.byte_offset().unwrap_or(0) as usize).min(yaml.len());
    let end = (start + span.byte_len().unwrap_or(0) as usize).min(yaml.len());
    let trimmed = yaml.get(start..end).map_or(end, |text| start + text.trim_end().len());
    offset + start..offset + trimmed
}

/// Reports characters that nobody sees and that are written with a code. What is no character at all goes no further,
/// and a key is known by what one sees of it.
fn clean(node: &mut Node, path: &SourcePath, text: &str, diagnostics: &mut Diagnostics) {
    // A text of several lines has no codes, and its span need not hold all of it.
    let written = |span: &Range<usize>| match text.get(span.clone()) {
        Some(written) if !written.starts_with(['|', '>']) => written,
        _ => text,
    };
    match &mut node.content {
        Content::Null => {}
        Content::Scalar(value) => {
            report_coded(&Location::span(path, node.span.clone()), value, written(&node.span), diagnostics);
            if let Some(clean) = hidden::without_noncharacters(value) {
                *value = clean;
            }
        }
        Content::List(items) => items.iter_mut().for_each(|item| clean(item, path, text, diagnostics)),
        Content::Map(entries) => {
            for (key, value) in entries {
                report_coded(&Location::span(path, key.span.clone()), &key.value, written(&key.span), diagnostics);
                if let Some(visible) = hidden::without_hidden(&key.value) {
                    key.value = visible;
                }
                clean(value, path, text, diagnostics);
            }
        }
    }
}

/// Reports keys that are written twice in one map, and keeps the first of each.
fn remove_doubles(node: &mut Node, path: &SourcePath, diagnostics: &mut Diagnostics) {
    match &mut node.content {
        Content::Null | Content::Scalar(_) => {}
        Content::List(items) => items.iter_mut().for_each(|item| remove_doubles(item, path, diagnostics)),
        Content::Map(entries) => {
            let mut seen = BTreeSet::new();
            entries.retain(|(key, _)| {
                let is_new = seen.insert(key.value.clone());
                if !is_new {
                    let at = Location::span(path, key.span.clone());
                    diagnostics.push(diagnostic::yaml::duplicate_key(at, &key.value));
                }
                is_new
            });
            entries.iter_mut().for_each(|(_, value)| remove_doubles(value, path, diagnostics));
        }
    }
}

/// The parser's error in our own words.
fn explain(path: &SourcePath, yaml: &str, offset: usize, error: &serde_yaml::Error) -> Vec<Diagnostic> {
    use serde_yaml::Error;
    use serde_yaml::budget::BudgetBreach;
    let span = error.location().map_or(offset..offset, |location| match location.span().byte_offset() {
        Some(_) => byte_span(&location, yaml, offset),
        None => slip::line(yaml, location.line() as usize, offset),
    });
    let here = Location::span(path, span);
    match error.without_snippet() {
        Error::MergeKeyNotAllowed { .. } | Error::UnknownAnchor { .. } => vec![diagnostic::yaml::anchor(here)],
        Error::Budget { breach: BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. }, .. } => {
            vec![diagnostic::yaml::anchor(here)]
        }
        Error::Budget { .. } => vec![diagnostic::yaml::too_much(here)],
        _ => {
            let causes = slip::explain(path, yaml, offset);
            if causes.is_empty() { vec![diagnostic::yaml::unreadable(here)] } else { causes }
        }
    }
}
