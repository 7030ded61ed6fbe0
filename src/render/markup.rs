//! Finished markup → its tags, as a browser finds them (HTML, 13.2.5).
//!
//! Each page is read once, and only for its tags. `html5gum`, which also checks every character and
//! copies every tag, tells the same in twenty times the work; a test holds us to it.

use html5gum::{Token, Tokenizer};
use std::borrow::Cow;

/// Reads markup tag by tag.
pub struct Markup<'a> {
    text: &'a str,
    at: usize,
    attributes: Vec<Attribute<'a>>,
    /// The element whose content comes next, where that is no markup.
    opaque: Option<Opaque>,
}

/// What markup is made of, as far as anybody asks.
#[derive(Debug)]
pub enum Piece<'t, 'a> {
    Start(Tag<'t, 'a>),
    /// The name in small letters.
    End(Cow<'a, str>),
    /// What stands in a `script` element.
    Script(&'a str),
}

/// A start tag.
#[derive(Debug)]
pub struct Tag<'t, 'a> {
    /// In small letters.
    pub name: Cow<'a, str>,
    /// In the order of the markup, each name once.
    pub attributes: &'t [Attribute<'a>],
}

#[derive(Debug)]
pub struct Attribute<'a> {
    /// In small letters.
    pub name: Cow<'a, str>,
    /// As it is written.
    raw: &'a str,
}

/// An element whose content is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opaque {
    Script,
    /// Up to its own end tag.
    Text(&'static str),
    /// To the end of the page.
    Plain,
}

impl<'a> Markup<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, attributes: Vec::new(), opaque: None }
    }

    /// The next piece; `None` at the end.
    pub fn next(&mut self) -> Option<Piece<'_, 'a>> {
        match self.opaque.take() {
            Some(Opaque::Script) => {
                let end = end_of_script(self.rest());
                return Some(Piece::Script(self.take(end)));
            }
            Some(Opaque::Text(name)) => {
                let end = end_of(self.rest(), name);
                self.at += end;
            }
            Some(Opaque::Plain) => self.at = self.text.len(),
            None => {}
        }
        loop {
            self.at += self.find(b'<')? + 1;
            match self.byte()? {
                b'!' if self.rest().starts_with("!--") => {
                    self.at += 3;
                    self.at += end_of_comment(self.rest())?;
                }
                // A doctype, or what is none.
                b'!' | b'?' => self.at += self.find(b'>')? + 1,
                b'/' => {
                    self.at += 1;
                    match self.byte()? {
                        letter if letter.is_ascii_alphabetic() => {
                            let name = self.tag()?;
                            return Some(Piece::End(name));
                        }
                        _ => self.at += self.find(b'>')? + 1,
                    }
                }
                letter if letter.is_ascii_alphabetic() => {
                    let name = self.tag()?;
                    self.opaque = opaque(&name);
                    return Some(Piece::Start(Tag { name, attributes: &self.attributes }));
                }
                _ => {}
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// How far away a byte stands.
    fn find(&self, byte: u8) -> Option<usize> {
        memchr::memchr(byte, self.rest().as_bytes())
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.text[self.at..self.at + length];
        self.at += length;
        taken
    }

    /// What stands before the first byte of which `is_end` holds.
    fn until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.text.as_bytes()[self.at..];
        self.take(rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len()))
    }

    /// Reads a tag from its name to its end. `None` where the page ends within.
    fn tag(&mut self) -> Option<Cow<'a, str>> {
        self.attributes.clear();
        let name = in_small_letters(self.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>')));
        loop {
            self.until(|byte| !is_space(byte) && byte != b'/');
            if self.byte()? == b'>' {
                self.at += 1;
                return Some(name);
            }
            self.attribute()?;
        }
    }

    fn attribute(&mut self) -> Option<()> {
        let start = self.at;
        if self.byte()? == b'=' {
            // A name may begin with it, but not go on with it.
            self.at += 1;
        }
        self.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = in_small_letters(&self.text[start..self.at]);
        let after_name = self.at;
        self.until(|byte| !is_space(byte));
        let raw = if self.byte()? == b'=' {
            self.at += 1;
            self.until(|byte| !is_space(byte));
            self.value()?
        } else {
            self.at = after_name;
            ""
        };
        // The first one counts.
        if !self.attributes.iter().any(|known| known.name == name) {
            self.attributes.push(Attribute { name, raw });
        }
        Some(())
    }

    fn value(&mut self) -> Option<&'a str> {
        let quote = self.byte()?;
        match quote {
            b'"' | b'\'' => {
                self.at += 1;
                let length = self.find(quote)?;
                let value = self.take(length);
                self.at += 1;
                Some(value)
            }
            _ => Some(self.until(|byte| is_space(byte) || byte == b'>')),
        }
    }
}

impl<'a> Tag<'_, 'a> {
    /// The value of an attribute, its references resolved.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(Attribute::value)
    }
}

impl<'a> Attribute<'a> {
    /// The value, its references resolved: `&amp;` is `&`.
    pub fn value(&self) -> Cow<'a, str> {
        if memchr::memchr3(b'&', b'\r', b'\0', self.raw.as_bytes()).is_some() {
            Cow::Owned(resolved(self.raw))
        } else {
            Cow::Borrowed(self.raw)
        }
    }
}

fn resolved(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('&') {
        value.push_str(&rest[..start]);
        // Those that templates and Markdown write.
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')];
        let Some((name, character)) = known.into_iter().find(|(name, _)| rest[start..].starts_with(name)) else {
            return resolved_by_all_rules(raw);
        };
        value.push(character);
        rest = &rest[start + name.len()..];
    }
    if rest.contains(['\r', '\0']) {
        return resolved_by_all_rules(raw);
    }
    value.push_str(rest);
    value
}

/// There are 2,231 references, and rules for what only looks like one.
fn resolved_by_all_rules(raw: &str) -> String {
    let tag = format!("<a b=\"{}\">", raw.replace('"', "&quot;"));
    let mut tokens = Tokenizer::new(tag.as_str()).flatten();
    let value = tokens.find_map(|token| match token {
        Token::StartTag(tag) => tag.attributes.get(b"b".as_slice()).map(|value| value.to_vec()),
        _ => None,
    });
    String::from_utf8_lossy(&value.unwrap_or_default()).into_owned()
}

fn opaque(name: &str) -> Option<Opaque> {
    const TEXTS: [&str; 7] = ["style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];
    match name {
        "script" => Some(Opaque::Script),
        "plaintext" => Some(Opaque::Plain),
        name => TEXTS.into_iter().find(|text| *text == name).map(Opaque::Text),
    }
}

/// How long a comment is whose beginning was read.
fn end_of_comment(rest: &str) -> Option<usize> {
    for short in [">", "->"] {
        if rest.starts_with(short) {
            return Some(short.len());
        }
    }
    let ends = ["-->", "--!>"].into_iter().filter_map(|end| Some((rest.find(end)?, end.len())));
    ends.min().map(|(at, length)| at + length)
}

/// How much text stands before the end tag of the element called `name`.
fn end_of(rest: &str, name: &str) -> usize {
    let mut ends = rest.match_indices("</").map(|(at, _)| at);
    ends.find(|at| is_word(&rest[at + 2..], name)).unwrap_or(rest.len())
}

/// How much text stands before the end of a script (HTML, 13.2.5.4 and 13.2.5.17 to 31).
fn end_of_script(rest: &str) -> usize {
    // Within what looks like a comment, a script may hold scripts.
    let (mut in_comment, mut in_script) = (false, false);
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'<', b'-', &rest.as_bytes()[at..]) {
        at += next;
        let here = &rest[at..];
        if in_comment && here.starts_with("-->") {
            (in_comment, in_script) = (false, false);
        } else if here.starts_with("</") && is_word(&here[2..], "script") {
            if !in_script {
                return at;
            }
            in_script = false;
        } else if in_comment && here.starts_with('<') && is_word(&here[1..], "script") {
            in_script = true;
        } else if !in_comment && here.starts_with("<!--") {
            in_comment = true;
            // Its dashes may be those of its end.
            at += 1;
        }
        at += 1;
    }
    rest.len()
}

/// True where `rest` begins with the name of a tag.
fn is_word(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() > name.len()
        && bytes[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && (is_space(bytes[name.len()]) || matches!(bytes[name.len()], b'/' | b'>'))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5gum::State;
    use proptest::prelude::*;

    /// Tags, ends and scripts, one to a line.
    fn ours(text: &str) -> Vec<String> {
        let mut markup = Markup::new(text);
        let mut pieces = Vec::new();
        while let Some(piece) = markup.next() {
            match piece {
                Piece::Start(tag) => {
                    let mut attributes: Vec<(String, String)> =
                        tag.attributes.iter().map(|one| (one.name.to_string(), one.value().into_owned())).collect();
                    attributes.sort();
                    pieces.push(format!("<{} {attributes:?}", tag.name));
                }
                Piece::End(name) => pieces.push(format!("/{name}")),
                Piece::Script("") => {}
                Piece::Script(text) => pieces.push(format!("script {text:?}")),
            }
        }
        pieces
    }

    fn theirs(text: &str) -> Vec<String> {
        let mut tokenizer = Tokenizer::new(text);
        let mut pieces = Vec::new();
        let mut in_script = false;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        while let Some(token) = tokenizer.next() {
            match token.unwrap_or_else(|never| match never {}) {
                Token::StartTag(tag) => {
                    let attributes: Vec<(String, String)> =
                        tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                    pieces.push(format!("<{} {attributes:?}", text(&tag.name)));
                    in_script = *tag.name == b"script";
                    match tag.name.as_slice() {
                        b"script" => tokenizer.set_state(State::ScriptData),
                        b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => {
                            tokenizer.set_state(State::RawText);
                        }
                        b"textarea" | b"title" => tokenizer.set_state(State::RcData),
                        b"plaintext" => tokenizer.set_state(State::PlainText),
                        _ => {}
                    }
                }
                Token::EndTag(tag) => {
                    in_script = false;
                    pieces.push(format!("/{}", text(&tag.name)));
                }
                Token::String(script) if in_script => match pieces.last_mut() {
                    Some(last) if last.starts_with("script ") => *last = format!("{last}{:?}", text(&script)),
                    _ => pieces.push(format!("script {:?}", text(&script))),
                },
                _ => {}
            }
        }
        pieces
    }

    fn check(text: &str) {
        let join = |pieces: Vec<String>| pieces.join("\n").replace("\"\"", "");
        assert_eq!(join(ours(text)), join(theirs(text)), "{text}");
    }

    #[test]
    fn tags_are_found_as_a_browser_finds_them() {
        for text in [
            "<P CLASS='a b' id=x hidden>é</P >",
            "<a b=1 b=2 =c /d e = 'f' g= >",
            "<a href='?a&amp;b=1&lt&euro;&notit;&#x2F;&quot;'>",
            "a < b <3 </ x> </> <!x> <?y> <!> <!DOCTYPE html \"a>b\">",
            "<!--><b><!---><i><!-- <u> --><s><!----!><p><!-- - -- --- --><q><!-- a--!><a",
            "<script><!-- <script> </script> --> </script><b>",
            "<script><!--></script><b>",
            "<script><!-- --></script x><b><script/>a</scripta></script",
            "<style><b></style ><title><b></TITLE><textarea></textarea/><plaintext></plaintext><b>",
            "<noscript><b></noscript><template><b></template><svg><path/></svg>",
            "<a b='",
            "<script>",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_markup(pieces in prop::collection::vec(prop::sample::select(vec![
            "<", ">", "/", "!", "--", "-", "=", "\"", "'", " ", "\n", "a", "B", "é", "&amp;", "&", "&lt", ";", "<a ",
            "</a", "<!--", "-->", "--!>", "<script", "</script", "<style>", "</style>", "<title>", "</title ", "?",
            "class=", "id='", "<p>", "</p>", "<!", "x",
        ]), 0..24)) {
            check(&pieces.concat());
        }
    }
}
