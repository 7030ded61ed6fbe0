//! Text → lines: breaks at spaces, measured with the theme's own fonts.

use super::tree::{Run, Text};
use crate::theme::font::{Ruler, Weight};

/// One line, from its left end.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub pieces: Vec<Piece>,
    pub width: f64,
}

/// Letters of one weight, at a distance from the line's left end.
#[derive(Debug, PartialEq)]
pub struct Piece {
    pub x: f64,
    pub weight: Weight,
    pub text: String,
}

/// The lines of a text, and whether each word had room.
#[derive(Debug, PartialEq)]
pub struct Lines {
    pub lines: Vec<Line>,
    pub fits: bool,
}

/// What stands between two places at which a line may end. Widths are in parts of the type size.
#[derive(Default)]
struct Word {
    letters: Vec<Letters>,
    width: f64,
    /// The space before it, unless it begins a line; none inside a long address.
    space: f64,
    is_apart: bool,
    begins_line: bool,
}

struct Letters {
    weight: Weight,
    text: String,
    width: f64,
}

/// Breaks a text into lines no wider than `width`.
pub fn lines(text: &Text, size: f64, width: f64, ruler: &Ruler<'_>) -> Lines {
    let words = words(&text.runs, ruler);
    let broken = fill(&words, width / size);
    let fits = words.iter().all(|word| word.width <= width / size + TOLERANCE);
    let broken = match text.balance && broken.len() > 1 && fits && width.is_finite() {
        true => fill(&words, narrowest(&words, broken.len(), width / size)),
        false => broken,
    };
    Lines { lines: broken.iter().map(|words| line(words, size)).collect(), fits }
}

/// Rounding must not break a line that was measured to fit.
const TOLERANCE: f64 = 1e-6;

fn fill(words: &[Word], width: f64) -> Vec<Vec<&Word>> {
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    let mut used = 0.0;
    for word in words {
        match lines.last_mut() {
            Some(line) if !word.begins_line && used + word.space + word.width <= width + TOLERANCE => {
                used += word.space + word.width;
                line.push(word);
            }
            _ => {
                used = word.width;
                lines.push(vec![word]);
            }
        }
    }
    lines
}

/// The smallest width that needs no more lines.
fn narrowest(words: &[Word], count: usize, width: f64) -> f64 {
    let (mut too_small, mut enough) = (0.0, width);
    for _ in 0..12 {
        let middle = f64::midpoint(too_small, enough);
        let fits = words.iter().all(|word| word.width <= middle) && fill(words, middle).len() <= count;
        if fits { enough = middle } else { too_small = middle }
    }
    enough
}

fn line(words: &[&Word], size: f64) -> Line {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = 0.0;
    for (index, word) in words.iter().enumerate() {
        let space = if index == 0 { 0.0 } else { word.space };
        x += space;
        for letters in &word.letters {
            match pieces.last_mut() {
                // Words of one weight are one piece, so that a reader can mark and copy the line as it is.
                Some(piece) if piece.weight == letters.weight => {
                    let gap = if std::ptr::eq(letters, &word.letters[0]) && space > 0.0 { " " } else { "" };
                    piece.text.push_str(gap);
                    piece.text.push_str(&letters.text);
                }
                _ => pieces.push(Piece { x: x * size, weight: letters.weight, text: letters.text.clone() }),
            }
            x += letters.width;
        }
    }
    Line { pieces, width: x * size }
}

fn words(runs: &[Run], ruler: &Ruler<'_>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut current = Word::default();
    for run in runs {
        let mut text = run.text.as_str();
        while !text.is_empty() {
            let end = text.find([' ', '\n', '\t']).unwrap_or(text.len());
            for part in steps(&text[..end]) {
                if !current.letters.is_empty() && part.starts_new {
                    words.push(std::mem::take(&mut current));
                }
                if current.letters.is_empty() && current.is_apart {
                    // As wide as it will be set: as a part of this word's piece.
                    current.space = ruler.width(" ", run.weight);
                }
                let width = ruler.width(part.text, run.weight);
                current.width += width;
                current.letters.push(Letters { weight: run.weight, text: part.text.to_owned(), width });
            }
            let Some(gap) = text[end..].chars().next() else { break };
            if !current.letters.is_empty() {
                words.push(std::mem::take(&mut current));
            }
            current.is_apart = true;
            current.begins_line |= gap == '\n';
            text = &text[end + gap.len_utf8()..];
        }
    }
    if !current.letters.is_empty() {
        words.push(current);
    }
    words
}

/// A part of a word, and whether a line may end before it.
struct Step<'a> {
    text: &'a str,
    starts_new: bool,
}

/// Letters that stay together; a long address may be broken after each of its slashes.
fn steps(word: &str) -> impl Iterator<Item = Step<'_>> {
    let is_address = word.len() > 24 && word.matches('/').count() > 1;
    let parts: Vec<&str> = match is_address {
        true => word.split_inclusive('/').collect(),
        false => vec![word],
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.enumerate().map(|(index, text)| Step { text, starts_new: index > 0 })
}

#[cfg(test)]
mod tests;
