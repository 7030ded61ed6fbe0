//! Long numbers in a text, however they are grouped: `3302 0501 …`, `0812-3456-7890`.

use std::ops::Range;

/// Groups of digits with no more between them than people put there: `(0281) 123`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where each group stands.
    pub groups: Vec<Range<usize>>,
}

/// The runs of a text with at least `least` digits.
pub fn runs(text: &str, least: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for group in groups(text) {
        let joined = runs.last().and_then(|run| run.groups.last()).is_some_and(|last| {
            let between = &text[last.end..group.start];
            between.chars().count() <= 2 && between.chars().all(is_separator)
        });
        match runs.last_mut().filter(|_| joined) {
            Some(run) => run.groups.push(group),
            None => runs.push(Run { groups: vec![group] }),
        }
    }
    runs.retain(|run| run.groups.iter().map(ExactSizeIterator::len).sum::<usize>() >= least);
    runs
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | ')' | '.' | '-' | '\u{a0}' | '\u{2011}')
}

fn groups(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        if !bytes[index].is_ascii_digit() {
            index += 1;
            continue;
        }
        let start = index;
        while bytes.get(index).is_some_and(u8::is_ascii_digit) {
            index += 1;
        }
        // Part of a hash in an address: no number that people read. `NIK3302…` is one.
        let before = start.checked_sub(1).and_then(|place| bytes.get(place));
        let in_hash = before.is_some_and(|byte| matches!(byte, b'a'..=b'f' | b'%'));
        if !in_hash && !bytes.get(index).is_some_and(u8::is_ascii_alphabetic) {
            groups.push(start..index);
        }
    }
    groups
}

impl Run {
    /// Every stretch of whole groups that has this many digits: its place, its digits, its groups.
    pub fn stretches<'a>(
        &'a self,
        text: &'a str,
        count: usize,
    ) -> impl Iterator<Item = (Range<usize>, String, &'a [Range<usize>])> {
        (0..self.groups.len()).filter_map(move |first| {
            let mut digits = String::new();
            for (length, group) in self.groups[first..].iter().enumerate() {
                digits.push_str(&text[group.clone()]);
                if digits.len() == count {
                    let groups = &self.groups[first..=first + length];
                    return Some((groups[0].start..group.end, digits, groups));
                }
                if digits.len() > count {
                    return None;
                }
            }
            None
        })
    }

    pub fn span(&self) -> Range<usize> {
        self.groups[0].start..self.groups[self.groups.len() - 1].end
    }
}
