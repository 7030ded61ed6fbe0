//! Raw HTML in Markdown: a short allow-list passes, the rest is removed and reported.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::hidden::report_coded;
use crate::vocabulary::hidden;
use crate::vocabulary::html::push_escaped;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{Span, Tokenizer};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Tags staff may write by hand.
const TAGS: &[&str] = &[
    "abbr", "b", "br", "dd", "del", "details", "div", "dl", "dt", "em", "hr", "i", "ins", "kbd", "mark", "p", "q", "s",
    "small", "span", "strong", "sub", "summary", "sup", "u", "wbr",
];
/// Attributes they may carry.
const ATTRIBUTES: &[&str] = &["title", "lang", "dir", "open"];
/// What our own Markdown renderer writes besides.
const RENDERED_TAGS: &[&str] = &[
    "a",
    "blockquote",
    "code",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const RENDERED_ATTRIBUTES: &[&str] = &["id", "class", "scope", "start"];

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(TAGS.iter().chain(RENDERED_TAGS).copied().collect())
        .generic_attributes(ATTRIBUTES.iter().chain(RENDERED_ATTRIBUTES).copied().collect())
        .add_tag_attributes("a", ["href"])
        .clean_content_tags(HashSet::from(DROPPED_WHOLE))
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Removes from a rendered body whatever is not on the list.
pub fn sanitise(markup: &str) -> String {
    SANITISER.clean(markup).to_string()
}

/// Elements whose content goes with them.
const DROPPED_WHOLE: [&str; 7] = ["script", "style", "iframe", "object", "template", "svg", "math"];

/// An element may begin in one piece of raw HTML and end in another.
#[derive(Debug, Default)]
pub struct Open {
    /// The element whose content is left out until it ends.
    dropping: Option<String>,
    /// How many elements are open.
    depth: usize,
}

/// Deeper nesting overflows the stacks of those who come after.
const DEPTH_LIMIT: usize = 100;
/// Elements that hold nothing, or end by themselves where the next begins.
const BRIEF: [&str; 6] = ["br", "dd", "dt", "hr", "p", "wbr"];

/// What may stay of one piece of raw HTML; what may not is reported at its place inside `place`.
pub fn keep_allowed(raw: &str, place: &Location, open: &mut Open, diagnostics: &mut Diagnostics) -> String {
    let mut kept = String::new();
    for token in Tokenizer::new_with_emitter(raw, DefaultEmitter::<usize>::new_with_span()).flatten() {
        match token {
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if open.dropping.as_deref() == Some(&*name) {
                    open.dropping = None;
                } else if open.dropping.is_none() && TAGS.contains(&&*name) {
                    kept.push_str(&format!("</{name}>"));
                    open.depth = open.depth.saturating_sub(usize::from(!BRIEF.contains(&&*name)));
                }
            }
            _ if open.dropping.is_some() => {}
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if TAGS.contains(&name.as_str()) {
                    open.depth += usize::from(!BRIEF.contains(&name.as_str()));
                    if open.depth > DEPTH_LIMIT {
                        // Once: nobody needs to be told of each tag that follows.
                        if open.depth == DEPTH_LIMIT + 1 {
                            let at = inside(place, tag.span, raw);
                            diagnostics.push(diagnostic::content::elements_nested_too_deeply(at, DEPTH_LIMIT));
                        }
                        continue;
                    }
                    push_tag(&mut kept, &name, &tag, place, raw, diagnostics);
                } else {
                    diagnostics.push(diagnostic::content::removed_tag(inside(place, tag.span, raw), &name));
                    open.dropping =
                        DROPPED_WHOLE.contains(&name.as_str()).then_some(name).filter(|_| !tag.self_closing);
                }
            }
            Token::String(text) => push_escaped(&mut kept, &decoded(&text, raw, place, diagnostics)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    kept
}

/// An opening tag with those of its attributes that may stay.
fn push_tag(
    kept: &mut String,
    name: &str,
    tag: &StartTag<usize>,
    place: &Location,
    raw: &str,
    diagnostics: &mut Diagnostics,
) {
    kept.push('<');
    kept.push_str(name);
    for (attribute, value) in &tag.attributes {
        let attribute = String::from_utf8_lossy(attribute);
        if ATTRIBUTES.contains(&&*attribute) {
            kept.push_str(&format!(" {attribute}=\""));
            push_escaped(kept, &decoded(value, raw, place, diagnostics));
            kept.push('"');
        } else {
            diagnostics.push(diagnostic::content::removed_attribute(inside(place, value.span, raw), name, &attribute));
        }
    }
    kept.push('>');
}

/// What a reader would see of a decoded text.
fn decoded(text: &[u8], raw: &str, place: &Location, diagnostics: &mut Diagnostics) -> String {
    let text = String::from_utf8_lossy(text);
    report_coded(place, &text, raw, diagnostics);
    hidden::without_noncharacters(&text).unwrap_or_else(|| text.into_owned())
}

/// The place of a part of a piece of raw HTML. A value without quotes is given with what follows it.
fn inside(place: &Location, part: Span, raw: &str) -> Location {
    let written = raw.get(part.start..part.end).unwrap_or_default();
    let is_tag = written.starts_with('<');
    let length = written.trim_end_matches(|c: char| c.is_whitespace() || c == '>' && !is_tag).len();
    let span = place.span.map(|(start, _)| (start + part.start, start + part.start + length));
    Location { span, ..place.clone() }
}
