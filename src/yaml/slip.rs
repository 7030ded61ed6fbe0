//! Slips of the hand in YAML, told from its lines: what a parser cannot explain to its author.

use crate::diagnostic::{self, Diagnostic, Location};
use crate::vocabulary::SourcePath;
use std::ops::Range;

/// Marks that look right and are wrong. They change the meaning even where YAML can be read.
pub fn find(path: &SourcePath, yaml: &str, offset: usize) -> Vec<Diagnostic> {
    let mut slips = Vec::new();
    for line in lines(yaml) {
        let at = |start: usize, length: usize| {
            let start = offset + line.start + start;
            Location::span(path, start..start + length)
        };
        if let Some(tab) = line.text[..line.indent].find('\t') {
            slips.push(diagnostic::yaml::tab(at(tab, 1)));
        }
        if let Some(space) = line.hard_space() {
            slips.push(diagnostic::yaml::hard_space(at(space, HARD_SPACE.len_utf8())));
        }
        let first = line.value.chars().next().filter(|_| line.key.is_some() || line.is_item);
        match first {
            Some('“' | '”' | '‘' | '’' | '„') => {
                slips.push(diagnostic::yaml::curly_quote(at(line.value_start, '“'.len_utf8())));
            }
            Some('&' | '*' | '!' | '@' | '%' | '`') => slips.push(line.needs_quotes(path, offset)),
            Some('{') if line.value.starts_with("{{") => slips.push(line.needs_quotes(path, offset)),
            _ => {}
        }
    }
    slips
}

/// Why YAML cannot be read; nothing when no line stands out.
pub fn explain(path: &SourcePath, yaml: &str, offset: usize) -> Vec<Diagnostic> {
    let mut causes = Vec::new();
    let mut levels = Levels::default();
    for line in lines(yaml) {
        let value = || {
            let start = offset + line.start + line.value_start;
            Location::span(path, start..start + line.value.len())
        };
        let is_in_place = levels.take(&line);
        if line.key.is_none() && !line.is_item {
            match line.value.split_once(':') {
                _ if is_in_place => {}
                Some((key, rest)) if is_name(key) && !rest.starts_with('/') => {
                    causes.push(diagnostic::yaml::missing_space(value(), key, rest));
                }
                _ => {
                    causes.push(diagnostic::yaml::missing_colon(value()));
                    // Most likely the front matter was not closed: every line of the text would be one.
                    break;
                }
            }
            continue;
        }
        match line.shape() {
            Shape::Open(mark) => causes.push(diagnostic::yaml::unclosed(value(), mark)),
            Shape::Trailing => causes.push(line.needs_quotes(path, offset)),
            Shape::Plain if line.value.contains(": ") || line.value.ends_with(':') => {
                causes.push(diagnostic::yaml::unquoted_colon(value(), &line.quoted()));
            }
            Shape::Closed if line.has_stray_backslash() => {
                causes.push(diagnostic::yaml::backslash(value(), &line.quoted_literally()));
            }
            Shape::Plain | Shape::Closed => {
                if !is_in_place {
                    let start = offset + line.start;
                    causes.push(diagnostic::yaml::misaligned(Location::span(path, start..start + line.text.len())));
                }
            }
        }
    }
    causes
}

const HARD_SPACE: char = '\u{a0}';

/// One line as YAML reads it: `    - judul: Siapkan KTP`.
struct Line<'a> {
    /// Where it begins in the YAML text.
    start: usize,
    /// Without the line end.
    text: &'a str,
    indent: usize,
    is_item: bool,
    /// Where key or value begin, after the spaces and the dash.
    content_start: usize,
    key: Option<&'a str>,
    value: &'a str,
    value_start: usize,
}

/// How a value begins and ends.
enum Shape {
    Plain,
    /// In quotes or brackets that close at its end.
    Closed,
    /// In quotes or brackets, and then it goes on.
    Trailing,
    /// The quote or bracket is never closed.
    Open(char),
}

/// The lines that hold keys and values: no comments, nothing inside texts of several lines.
fn lines(yaml: &str) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for text in yaml.split_inclusive('\n') {
        let line = Line::new(start, text.trim_end());
        start += text.len();
        match found.last_mut() {
            _ if line.text.is_empty() => {}
            Some(above) if above.takes_in(&line) => {
                above.value = &yaml[above.start + above.value_start..line.start + line.text.len()];
            }
            _ if line.text.trim_start().starts_with('#') => {}
            _ => found.push(line),
        }
    }
    found
}

impl<'a> Line<'a> {
    fn new(start: usize, text: &'a str) -> Self {
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let mut content_start = indent;
        while text[content_start..].starts_with("- ") {
            content_start +=
                2 + text[content_start + 2..].len() - text[content_start + 2..].trim_start_matches(' ').len();
        }
        let content = &text[content_start..];
        let colon = content.find(": ").or_else(|| content.len().checked_sub(1).filter(|_| content.ends_with(':')));
        let colon = colon.filter(|_| !content.starts_with(['"', '\'', '[', '{']));
        let after = colon.map_or(0, |colon| colon + 1);
        let value = content[after..].trim_start_matches(' ');
        let value_start = text.len() - value.len();
        let comment = value.find(" #").filter(|_| !value.starts_with(['"', '\'', '[', '{']));
        Self {
            start,
            text,
            indent,
            is_item: content_start > indent,
            content_start,
            key: colon.map(|colon| &content[..colon]),
            value: comment.map_or(value, |comment| value[..comment].trim_end()),
            value_start,
        }
    }

    /// True when this value goes on in the line below it.
    fn takes_in(&self, below: &Line<'_>) -> bool {
        let goes_on = self.value.starts_with(['|', '>']) || matches!(self.shape(), Shape::Open(_));
        goes_on && (below.indent > self.indent || below.text.trim_start().starts_with([']', '}']))
    }

    /// A hard space where YAML wants a plain one: before the key, in it, or around the colon.
    fn hard_space(&self) -> Option<usize> {
        let head = match self.text.find(':') {
            Some(colon) => colon + 1 + self.text[colon + 1..].chars().next().map_or(0, char::len_utf8),
            None => self.text.len() - self.text.trim_start_matches([' ', '-', HARD_SPACE]).len(),
        };
        self.text[..head].find(HARD_SPACE)
    }

    fn shape(&self) -> Shape {
        let Some(first) = self.value.chars().next() else { return Shape::Plain };
        let end = match first {
            '"' | '\'' => end_of_quote(self.value, first),
            '[' | '{' => end_of_brackets(self.value),
            _ => return Shape::Plain,
        };
        match end.map(|end| self.value[end..].trim_start()) {
            None => Shape::Open(first),
            Some(rest) if rest.is_empty() || rest.starts_with('#') => Shape::Closed,
            Some(_) => Shape::Trailing,
        }
    }

    fn needs_quotes(&self, path: &SourcePath, offset: usize) -> Diagnostic {
        let start = offset + self.start + self.value_start;
        diagnostic::yaml::needs_quotes(Location::span(path, start..start + self.value.len()), &self.quoted())
    }

    /// A backslash between double quotes that begins none of YAML's special characters.
    fn has_stray_backslash(&self) -> bool {
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            if character == '\\' && characters.next().is_none_or(|next| !ESCAPES.contains(next)) {
                return self.value.starts_with('"');
            }
        }
        false
    }

    /// The line with its value between single quotes, where a backslash is only a backslash.
    fn quoted_literally(&self) -> String {
        let head = &self.text[self.indent..self.value_start];
        format!("{head}'{}'", self.value.trim_matches('"').replace('\'', "''"))
    }

    /// The line as it should be, its value in quotes.
    fn quoted(&self) -> String {
        let head = &self.text[self.indent..self.value_start];
        let quote = if self.value.contains('"') && !self.value.contains('\'') { '\'' } else { '"' };
        let value = if quote == '"' { self.value.replace('"', "\\\"") } else { self.value.to_owned() };
        format!("{head}{quote}{value}{quote}")
    }
}

/// What may follow a backslash between double quotes.
const ESCAPES: &str = "0abtnvfre \"/\\N_LPxuU\t\n";

/// The columns at which lines may begin.
#[derive(Default)]
struct Levels {
    columns: Vec<usize>,
    /// The line before has a key and leaves its value to those below.
    is_open: bool,
}

impl Levels {
    /// Takes in the next line; false when it begins where no line may.
    fn take(&mut self, line: &Line<'_>) -> bool {
        let is_bare = line.key.is_none() && !line.is_item;
        let deepest = self.columns.last().copied();
        if is_bare && deepest.is_some_and(|deepest| line.indent > deepest) {
            return true; // The line above goes on here.
        }
        while self.columns.last().is_some_and(|column| *column > line.indent) {
            self.columns.pop();
        }
        let fits = match self.columns.last() {
            Some(column) if *column == line.indent => true,
            Some(_) => self.is_open && deepest.is_some_and(|deepest| line.indent > deepest),
            None => true,
        };
        if self.columns.last() != Some(&line.indent) {
            self.columns.push(line.indent);
        }
        if line.is_item {
            self.columns.push(line.content_start);
        }
        self.is_open = line.value.is_empty();
        fits && !is_bare
    }
}

/// The end of a quoted text, after its closing quote.
fn end_of_quote(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' if quote == '"' => {
                characters.next();
            }
            '\'' if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') => {
                characters.next();
            }
            end if end == quote => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// The end of a list or map in brackets, after its closing one.
fn end_of_brackets(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut index = 0;
    while let Some(character) = text[index..].chars().next() {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            quote @ ('"' | '\'') if text[..index].ends_with([' ', ',', '[', '{', '\n']) => {
                index += end_of_quote(&text[index..], quote)?;
                continue;
            }
            _ => {}
        }
        index += character.len_utf8();
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// A key as people write them, not the beginning of a sentence or an address.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// A line by its number from 1, without the spaces at its ends.
pub fn line(yaml: &str, number: usize, offset: usize) -> Range<usize> {
    let above = yaml.split_inclusive('\n').take(number.saturating_sub(1)).map(str::len).sum::<usize>();
    let line = yaml[above..].lines().next().unwrap_or_default();
    let start = offset + above + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}
