//! Raw HTML in Markdown: a short allow-list passes, the rest is removed and reported.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::vocabulary::SourcePath;
use html5gum::{Token, Tokenizer};
use std::collections::HashSet;
use std::ops::Range;
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
        .clean_content_tags(HashSet::from(["script", "style", "iframe", "object", "template", "svg", "math"]))
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Removes from a rendered body whatever is not on the list.
pub fn sanitise(markup: &str) -> String {
    SANITISER.clean(markup).to_string()
}

/// Reports the tags and attributes of one piece of raw HTML that will be removed.
pub fn report_removed(path: &SourcePath, raw: &str, span: &Range<usize>, diagnostics: &mut Diagnostics) {
    for token in Tokenizer::new(raw).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if !TAGS.contains(&name.as_str()) {
            let at = Location::span(path, span.clone());
            diagnostics.push(diagnostic::content::removed_tag(at, &name));
            continue;
        }
        for attribute in tag.attributes.keys() {
            let attribute = String::from_utf8_lossy(attribute).into_owned();
            if !ATTRIBUTES.contains(&attribute.as_str()) {
                let at = Location::span(path, span.clone());
                diagnostics.push(diagnostic::content::removed_attribute(at, &name, &attribute));
            }
        }
    }
}
