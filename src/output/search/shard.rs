//! The index as files that a slow network can carry: JSON, each small, in an order that can be looked up.

use super::index::{Found, Index, Level};
use crate::output::entry::{Entry, KINDS};
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Most bytes of one file in gzip, which is never less than in brotli: 6,000 with the response's headers.
const LIMIT: usize = 5_700;
/// So many times the limit in plain bytes is over it in any case, and half as many still usually.
const FAR_TOO_MUCH: usize = 20;

/// A part of the index, with what says what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard<K> {
    /// The first of what it holds.
    pub first: K,
    pub bytes: Vec<u8>,
}

/// The stems, cut by the alphabet: `{"bayar":"!%#",…}`.
///
/// A stem's pages stand in four groups parted by `!`: those that have it in the title, in a heading,
/// in the description, in the text. Each page is one character: how far it is from the one before.
/// A space before them all says that more pages have it.
pub fn words(index: &Index) -> Vec<Shard<String>> {
    let words: Vec<(&String, String)> = index.iter().map(|(stem, found)| (stem, encode(found))).collect();
    let write = |part: &[(&String, String)]| {
        let map: BTreeMap<&str, &str> = part.iter().map(|(stem, pages)| (stem.as_str(), pages.as_str())).collect();
        serde_json::to_vec(&map).expect("text is JSON")
    };
    cut(&words, 0, &write).into_iter().map(|(first, bytes)| Shard { first: words[first].0.clone(), bytes }).collect()
}

/// What is shown of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Parts as large as may be: a small index is fetched once and then known.
    Few(Vec<Shard<usize>>),
    /// Parts of [`EACH`] pages: in a large index the pages found lie far apart, and each costs a part.
    Many(Vec<Vec<u8>>),
}

/// Pages of a part where there are many.
pub const EACH: usize = 16;
/// Bytes, as written, of what is shown of all pages that are few.
const FEW: usize = 150_000;

/// What is shown of the pages, cut by number: `[kind, path, title, description, …]`. The kind is a
/// number of [`KINDS`], higher by their count for examples; the path leaves out `index.html`.
pub fn pages(entries: &[Entry]) -> Shown {
    let write = |part: &[Entry]| {
        let rows = part.iter().flat_map(|entry| {
            let kind = KINDS.iter().position(|kind| *kind == entry.kind).unwrap_or_default();
            let kind = kind + if entry.example { KINDS.len() } else { 0 };
            let path = entry.path.as_str().trim_end_matches("index.html");
            [Cell::Kind(kind), Cell::Text(path), Cell::Text(&entry.title), Cell::Text(&entry.description)]
        });
        serde_json::to_vec(&rows.collect::<Vec<Cell<'_>>>()).expect("text is JSON")
    };
    let parts: Vec<Vec<u8>> = entries.par_chunks(EACH).map(write).collect();
    if parts.iter().map(Vec::len).sum::<usize>() > FEW {
        return Shown::Many(parts);
    }
    Shown::Few(cut(entries, 0, &write).into_iter().map(|(first, bytes)| Shard { first, bytes }).collect())
}

impl Shown {
    /// The bytes of each part, in order.
    pub fn parts(&self) -> Vec<&[u8]> {
        match self {
            Self::Few(parts) => parts.iter().map(|part| part.bytes.as_slice()).collect(),
            Self::Many(parts) => parts.iter().map(Vec::as_slice).collect(),
        }
    }
}

/// Where the parts of the words begin, for an index with more of them than its page can name: in parts of its own.
pub fn directory(words: &[Shard<String>]) -> Vec<Shard<usize>> {
    let firsts: Vec<&str> = words.iter().map(|shard| shard.first.as_str()).collect();
    let write = |part: &[&str]| serde_json::to_vec(part).expect("text is JSON");
    cut(&firsts, 0, &write).into_iter().map(|(first, bytes)| Shard { first, bytes }).collect()
}

#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'a> {
    Kind(usize),
    Text(&'a str),
}

/// One character for each page: `#` is the next one. Farther ones follow `~` and a character that says how often
/// ninety are passed. Neither `"` nor `\` is used.
fn encode(found: &Found) -> String {
    let groups = Level::ALL.map(|wanted| {
        let mut group = String::new();
        let mut next = 0;
        for (number, _) in found.pages.iter().filter(|(_, level)| *level == wanted) {
            let mut distance = number - next;
            while distance >= FARTHEST {
                let times = (distance / FARTHEST).min(FARTHEST);
                group.push(digit(FARTHEST));
                group.push(digit(times - 1));
                distance -= times * FARTHEST;
            }
            group.push(digit(distance));
            next = number + 1;
        }
        group
    });
    let mark = if found.is_common { " " } else { "" };
    format!("{mark}{}", groups.join("!").trim_end_matches('!'))
}

const FARTHEST: u32 = 90;

fn digit(value: u32) -> char {
    let code = b'#' + u8::try_from(value).expect("it is ninety at most");
    char::from(if code >= b'\\' { code + 1 } else { code })
}

/// Cuts items into runs that are small enough each, with the place of their first item.
fn cut<T: Sync>(items: &[T], start: usize, write: &(impl Fn(&[T]) -> Vec<u8> + Sync)) -> Vec<(usize, Vec<u8>)> {
    let bytes = write(items);
    // What is far too much is not compressed to learn how much: it is cut into what may be still too much.
    let is_far_too_much = bytes.len() > LIMIT * FAR_TOO_MUCH;
    let size = if is_far_too_much { bytes.len() / (FAR_TOO_MUCH / 2) } else { gzip(&bytes) };
    if size <= LIMIT || items.len() <= 1 {
        return if items.is_empty() { Vec::new() } else { vec![(start, bytes)] };
    }
    // Parts of the same length in bytes, not in items: some words stand on many pages.
    let parts = size.div_ceil(LIMIT);
    let lengths: Vec<usize> = items.par_iter().map(|item| write(std::slice::from_ref(item)).len()).collect();
    let whole: usize = lengths.iter().sum();
    let mut runs = Vec::new();
    let (mut first, mut passed) = (0, 0);
    for (index, own) in lengths.iter().enumerate() {
        // The last item lies past the first part's share, so that there are two runs at least.
        let is_next_part = (passed + own) * parts > whole * (runs.len() + 1);
        if index > first && is_next_part {
            runs.push(first..index);
            first = index;
        }
        passed += own;
    }
    runs.push(first..items.len());
    let parts: Vec<_> = runs.into_par_iter().map(|run| cut(&items[run.clone()], start + run.start, write)).collect();
    parts.into_iter().flatten().collect()
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to memory cannot fail").len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_stem_are_written_as_distances() {
        let check = |pages: &[(u32, Level)], is_common: bool, expected: &str| {
            assert_eq!(encode(&Found { pages: pages.to_vec(), is_common }), expected);
        };
        check(&[(0, Level::Title), (1, Level::Title), (5, Level::Title)], false, "##&");
        check(&[(0, Level::Body), (2, Level::Heading)], true, " !%!!#");
        check(&[(57, Level::Title), (90, Level::Body), (300, Level::Body)], false, "]!!!~##~$@");
        check(&[(99_999, Level::Title)], false, "~}~}~}~}~}~}~}~}~}~}~}~}~A,");
        check(&[], false, "");
    }

    #[test]
    fn large_lists_are_cut_and_nothing_is_lost() {
        let items: Vec<String> = (0..4_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_string()).collect();
        let write = |part: &[String]| serde_json::to_vec(part).expect("JSON");
        let parts = cut(&items, 0, &write);
        assert!(parts.len() > 2);
        let mut read = Vec::new();
        for (first, bytes) in &parts {
            assert!(gzip(bytes) <= LIMIT);
            assert_eq!(*first, read.len());
            read.extend(serde_json::from_slice::<Vec<String>>(bytes).expect("JSON"));
        }
        assert_eq!(read, items);
    }
}
