//! Shortcodes in text: `{{ fakta santunan-jkm golongan=lainnya }}`.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::theme::shortcode::{ParameterKind, Placement, Signature};
use crate::vocabulary::{Date, SourcePath};
use crate::yaml::Spanned;
use std::collections::BTreeMap;
use std::ops::Range;

/// The shortcodes of a theme, by the names authors write.
pub type Signatures = BTreeMap<String, Signature>;

/// A checked use of a shortcode: known name, known and well-formed parameters.
#[derive(Clone, Debug)]
pub struct Call {
    pub name: String,
    pub arguments: BTreeMap<String, Spanned<String>>,
    pub placement: Placement,
    pub span: Range<usize>,
}

/// A line of text with shortcodes in it: a title, a step, a note.
#[derive(Clone, Debug, Default)]
pub struct InlineText {
    pub parts: Vec<InlinePart>,
    /// Where it is written.
    pub span: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum InlinePart {
    Text(String),
    Call(Call),
}

impl InlineText {
    /// The text as written, shortcodes left out.
    pub fn without_calls(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                InlinePart::Text(text) => text.as_str(),
                InlinePart::Call(_) => "",
            })
            .collect()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Where a piece of a part stands in the file; the whole text where escapes or line ends shift it.
    pub fn place(&self, part: usize, piece: Range<usize>) -> Range<usize> {
        let length = |part: &InlinePart| match part {
            InlinePart::Text(text) => text.len(),
            InlinePart::Call(call) => call.span.len(),
        };
        let start: usize = self.parts[..part].iter().map(length).sum();
        let whole = self.parts.iter().map(length).sum::<usize>();
        let quote = match self.span.len().checked_sub(whole) {
            Some(0) => 0,
            Some(2) => 1,
            _ => return self.span.clone(),
        };
        let start = self.span.start + quote + start;
        start + piece.start..start + piece.end
    }

    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.parts.iter().filter_map(|part| match part {
            InlinePart::Call(call) => Some(call),
            InlinePart::Text(_) => None,
        })
    }
}

/// Splits a text of the front matter or of a fact into words and inline shortcodes.
pub fn parse_inline(
    path: &SourcePath,
    text: &Spanned<String>,
    signatures: &Signatures,
    diagnostics: &mut Diagnostics,
) -> InlineText {
    let mut parts = Vec::new();
    let mut start = 0;
    for piece in split(&text.value) {
        let written = piece.written();
        let place = place_inside(text, start..start + written.len());
        start += written.len();
        match piece {
            Piece::Text(words) => parts.push(InlinePart::Text(words.to_owned())),
            Piece::Shortcode(source) => {
                if let Some(call) = parse_call(path, source, place, signatures, diagnostics) {
                    if call.placement == Placement::Block {
                        let at = Location::span(path, call.span.clone());
                        diagnostics.push(diagnostic::content::block_shortcode_inline(at, &call.name));
                    } else {
                        parts.push(InlinePart::Call(call));
                    }
                }
            }
            Piece::Unclosed(_) => {
                diagnostics.push(diagnostic::content::unclosed_shortcode(Location::span(path, place)));
            }
        }
    }
    InlineText { parts, span: text.span.clone() }
}

/// Where a part of a value stands in the file; the whole value where escapes or line ends shift it.
fn place_inside(text: &Spanned<String>, part: Range<usize>) -> Range<usize> {
    let quote = match text.span.len().checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return text.span.clone(),
    };
    let start = text.span.start + quote;
    start + part.start..start + part.end
}

pub enum Piece<'a> {
    Text(&'a str),
    /// `{{ … }}` with its braces.
    Shortcode(&'a str),
    /// `{{` without an end.
    Unclosed(&'a str),
}

impl<'a> Piece<'a> {
    fn written(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Shortcode(text) | Self::Unclosed(text) => text,
        }
    }
}

/// Cuts a text at its shortcodes.
pub fn split(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        let Some(length) = rest[start..].find("}}") else {
            pieces.push(Piece::Unclosed(&rest[start..]));
            return pieces;
        };
        pieces.push(Piece::Shortcode(&rest[start..start + length + 2]));
        rest = &rest[start + length + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Reads one `{{ name first key=value key="two words" }}` and checks it by its signature.
pub fn parse_call(
    path: &SourcePath,
    source: &str,
    span: Range<usize>,
    signatures: &Signatures,
    diagnostics: &mut Diagnostics,
) -> Option<Call> {
    let at = || Location::span(path, span.clone());
    let words = tokens(source.trim_start_matches("{{").trim_end_matches("}}"));
    let mut words = words.iter().map(String::as_str);
    let name = words.next().unwrap_or_default();
    let Some(signature) = signatures.get(name) else {
        let known = signatures.keys().map(String::as_str);
        diagnostics.push(diagnostic::content::unknown_shortcode(at(), name, known));
        return None;
    };
    let mut arguments = BTreeMap::new();
    let mut sound = true;
    for word in words {
        let (key, value) = match word.split_once('=') {
            Some((key, value)) => (key, value),
            None => match signature.first_required().filter(|parameter| !arguments.contains_key(&parameter.name)) {
                Some(parameter) => (parameter.name.as_str(), word),
                None => (word, ""),
            },
        };
        let Some(parameter) = signature.parameters.iter().find(|parameter| parameter.name == key) else {
            let known = signature.parameters.iter().map(|parameter| parameter.name.as_str());
            diagnostics.push(diagnostic::content::unknown_parameter(at(), name, key, known));
            sound = false;
            continue;
        };
        if !fits(parameter.kind, value) {
            let expected = parameter.kind.expected();
            diagnostics.push(diagnostic::content::ill_formed_parameter(at(), name, key, value, &expected));
            sound = false;
        }
        let value = Spanned { value: value.to_owned(), span: span.clone() };
        if arguments.insert(key.to_owned(), value).is_some() {
            diagnostics.push(diagnostic::content::doubled_parameter(at(), name, key));
            sound = false;
        }
    }
    for parameter in signature.parameters.iter().filter(|parameter| parameter.required) {
        if !arguments.contains_key(&parameter.name) {
            let expected = parameter.kind.expected();
            diagnostics.push(diagnostic::content::missing_parameter(at(), name, &parameter.name, &expected));
            sound = false;
        }
    }
    sound.then(|| Call { name: name.to_owned(), arguments, placement: signature.placement, span: span.clone() })
}

/// What can be told from the value alone; names are looked up when the site is assembled.
fn fits(kind: ParameterKind, value: &str) -> bool {
    match kind {
        ParameterKind::Date => Date::parse(value).is_ok(),
        ParameterKind::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
        ParameterKind::Fact
        | ParameterKind::Group
        | ParameterKind::Occupation
        | ParameterKind::Region
        | ParameterKind::Term
        | ParameterKind::Text => !value.is_empty(),
    }
}

/// Words separated by spaces; quotes hold several words together.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut quoted = false;
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            space if space.is_whitespace() && !quoted => {
                if !token.is_empty() {
                    tokens.push(std::mem::take(&mut token));
                }
            }
            character => token.push(character),
        }
    }
    if !token.is_empty() {
        tokens.push(token);
    }
    tokens
}
