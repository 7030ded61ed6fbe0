//! A Markdown text as paragraphs of plain words, each word with its place. Made on demand for
//! checks of language; nothing of it is kept.

use super::shortcode::{Call, Piece, split};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Stands where a shortcode prints something: one word, whatever it is.
const HOLE: char = '\u{1}';

/// One block of running text, without markup.
#[derive(Debug)]
pub struct Paragraph {
    pub role: Role,
    pub text: String,
    places: Places,
    end: usize,
}

#[derive(Debug)]
enum Places {
    /// Offset in `text`, offset in the file.
    Each(Vec<(usize, usize)>),
    /// Quotes and line breaks may shift the words: the whole is the place.
    Whole(Range<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Paragraph,
    ListItem,
    Heading,
    Cell,
}

/// The blocks of the Markdown in `text[range]`; `calls` are the shortcodes in it.
pub fn paragraphs(text: &str, range: Range<usize>, calls: &[Call]) -> Vec<Paragraph> {
    let source = without_shortcodes(text, &range, calls);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut found = Vec::new();
    let mut roles = vec![Role::Paragraph];
    let mut current = Paragraph::new(Role::Paragraph);
    let mut in_code = false;
    for (event, span) in Parser::new_ext(&source, options).into_offset_iter() {
        let offset = range.start + span.start;
        match event {
            Event::Text(words) if !in_code => current.push(&words, offset, range.start + span.end),
            Event::Code(words) => current.push(&words, offset + 1, range.start + span.end),
            Event::SoftBreak | Event::HardBreak => current.push(" ", offset, range.start + span.end),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(tag) => {
                if let Some(role) = role_of(&tag) {
                    // A paragraph inside a list item is still the item's text.
                    let inherits = role == Role::Paragraph && roles.last() == Some(&Role::ListItem);
                    roles.push(if inherits { Role::ListItem } else { role });
                    found.extend(current.replace(*roles.last().unwrap_or(&role)));
                }
            }
            Event::End(tag) if ends_block(tag) => {
                roles.pop();
                found.extend(current.replace(roles.last().copied().unwrap_or(Role::Paragraph)));
            }
            _ => {}
        }
    }
    found.extend(current.replace(Role::Paragraph));
    found
}

/// The same bytes with each shortcode as one unreadable word, so that all places stay.
fn without_shortcodes(text: &str, range: &Range<usize>, calls: &[Call]) -> String {
    let mut source = text[range.clone()].to_owned();
    for call in calls {
        let (Some(start), Some(end)) =
            (call.span.start.checked_sub(range.start), call.span.end.checked_sub(range.start))
        else {
            continue;
        };
        if source.get(start..end).is_some() {
            source.replace_range(start..end, &HOLE.to_string().repeat(end - start));
        }
    }
    source
}

fn role_of(tag: &Tag<'_>) -> Option<Role> {
    match tag {
        Tag::Paragraph => Some(Role::Paragraph),
        Tag::Item => Some(Role::ListItem),
        Tag::Heading { .. } => Some(Role::Heading),
        Tag::TableCell => Some(Role::Cell),
        _ => None,
    }
}

fn ends_block(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell)
}

impl Paragraph {
    fn new(role: Role) -> Self {
        Self { role, text: String::new(), places: Places::Each(Vec::new()), end: 0 }
    }

    /// A text of the front matter, which stands at `place`.
    pub fn whole(text: &str, place: Range<usize>) -> Self {
        let pieces = split(text).into_iter().map(|piece| match piece {
            Piece::Text(words) | Piece::Unclosed(words) => words.to_owned(),
            Piece::Shortcode(_) => HOLE.to_string(),
        });
        Self { role: Role::Paragraph, text: pieces.collect(), end: place.end, places: Places::Whole(place) }
    }

    fn push(&mut self, words: &str, offset: usize, end: usize) {
        if let Places::Each(places) = &mut self.places {
            places.push((self.text.len(), offset));
        }
        self.text.push_str(words);
        self.end = end;
    }

    /// Takes what was gathered, if it has words, and begins the next block.
    fn replace(&mut self, role: Role) -> Option<Self> {
        let done = std::mem::replace(self, Self::new(role));
        done.text.chars().any(char::is_alphanumeric).then_some(done)
    }

    /// Where in the file a part of `text` stands.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        let places = match &self.places {
            Places::Each(places) => places,
            Places::Whole(place) => return place.clone(),
        };
        let of = |offset: usize| {
            let index = places.partition_point(|(from, _)| *from <= offset).saturating_sub(1);
            places.get(index).map_or(0, |(from, place)| place + (offset - from))
        };
        let start = of(part.start);
        start..(of(part.end.saturating_sub(1)) + 1).clamp(start, self.end.max(start))
    }

    /// The sentences, as parts of `text`. A colon does not end one; an abbreviation's dot neither.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut characters = self.text.char_indices().peekable();
        while let Some((index, character)) = characters.next() {
            let followed_by_space = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
            let ends = matches!(character, '.' | '!' | '?' | '…') && followed_by_space;
            if ends && !is_abbreviation(&self.text[start..index]) {
                sentences.push(start..index + character.len_utf8());
                start = index + character.len_utf8();
            }
        }
        sentences.push(start..self.text.len());
        let trimmed = sentences.into_iter().map(|part| trim(&self.text, part));
        trimmed.filter(|part| !part.is_empty()).collect()
    }
}

/// How many words a text has; a shortcode is one.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(|c| c.is_alphanumeric() || c == HOLE)).count()
}

/// `Jl.`, `No.`, `dr.`, `a.n.`: the dot belongs to the word.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(word.to_lowercase().as_str(), "jl" | "no" | "rp" | "dr" | "hlm" | "kab" | "kec" | "a.n" | "u.p" | "s.d")
}

fn trim(text: &str, part: Range<usize>) -> Range<usize> {
    let whole = &text[part.clone()];
    let start = part.start + (whole.len() - whole.trim_start().len());
    start..(start + whole.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        paragraphs(text, 0..text.len(), &[])
            .iter()
            .flat_map(|paragraph| {
                let parts = paragraph.sentences();
                parts.into_iter().map(|part| text[paragraph.place(part)].to_owned()).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn sentences_keep_their_place_in_the_source() {
        assert_eq!(
            sentences("# Judul\n\nBayar di [toko](x.md). Simpan **bukti**\nbayar!\n\n- Jl. Merdeka No. 3\n"),
            ["Judul", "Bayar di [toko](x.md).", "Simpan **bukti**\nbayar!", "Jl. Merdeka No. 3"]
        );
    }
}
