//! Personal data must not be published: identity numbers, bank cards, private telephone numbers.

use super::digits::{Run, runs};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree, memo};
use crate::vocabulary::SourcePath;
use std::collections::BTreeSet;
use std::ops::Range;

/// What was found in a file, until it changes.
pub type Memo = memo::Memo<blake3::Hash, Diagnostics>;

/// Refuses identity numbers, in texts and in file names; also part of every build.
pub fn refuse(source: &SourceTree, memo: &mut Memo, diagnostics: &mut Diagnostics) {
    let files = source.below("content").map(|(path, file)| (path, file.hash(), file)).collect();
    let look = |path: &SourcePath, _: &blake3::Hash, file: &SourceFile| {
        let mut found = Diagnostics::default();
        for (_, masked) in identity_numbers(path.as_str()) {
            found.push(diagnostic::check::identity_number(Location::file(path), &masked));
        }
        for (span, masked) in text_of(file).map(identity_numbers).unwrap_or_default() {
            found.push(diagnostic::check::identity_number(Location::span(path, span), &masked));
        }
        found
    };
    for found in memo.of_each(files, look) {
        diagnostics.extend(found.as_ref().clone());
    }
}

/// Reports bank cards and telephone numbers that somebody may not have wanted to publish.
pub fn check(source: &SourceTree, diagnostics: &mut Diagnostics) {
    let official = official_numbers(source);
    for (path, file) in source.below("content").filter(|(path, _)| !is_fact(path)) {
        let Some(text) = text_of(file) else { continue };
        for run in runs(text, 9) {
            if !identity_numbers(&text[run.span()]).is_empty() {
                continue;
            }
            if let Some(span) = card(text, &run) {
                diagnostics.push(diagnostic::check::card_number(Location::span(path, span)));
                continue;
            }
            for (span, number) in phones(text, &run) {
                if !official.contains(&number) && !is_contact_field(text, span.start) {
                    let at = Location::span(path, span.clone());
                    diagnostics.push(diagnostic::check::open_phone_number(at, &text[span]));
                }
            }
        }
    }
}

fn text_of(file: &SourceFile) -> Option<&str> {
    match file {
        SourceFile::Text(file) => Some(&file.text),
        SourceFile::Asset(asset) => asset.text.as_ref().map(|file| file.text.as_str()),
    }
}

fn is_fact(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/_facts/")
}

/// Each identity number of a text: its place, and its first digits with the rest hidden.
fn identity_numbers(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for run in runs(text, 16) {
        for (span, digits, groups) in run.stretches(text, 16) {
            // People group a NIK in twos, fours and sixes; amounts stand in threes.
            let grouped = groups.iter().all(|group| matches!(group.len(), 2 | 4 | 6));
            if (groups.len() == 1 || grouped) && is_identity_number(&digits) {
                found.push((span, format!("{}············", &digits[..4])));
            }
        }
    }
    found
}

/// Six digits of the region, the day of birth (women's day + 40), month and year, and a sequence.
///
/// Source: Undang-Undang 23/2006 article 13; region codes by Permendagri 72/2019.
fn is_identity_number(digits: &str) -> bool {
    let number = |range: Range<usize>| digits[range].parse::<u32>().unwrap_or_default();
    let province = matches!(number(0..2), 11..=21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81..=82 | 91..=97);
    let region = province && number(2..4) >= 1 && number(4..6) >= 1;
    let day = matches!(number(6..8), 1..=31 | 41..=71);
    let month = (1..=12).contains(&number(8..10));
    region && day && month && number(12..16) >= 1
}

fn card(text: &str, run: &Run) -> Option<Range<usize>> {
    [16, 15, 19]
        .into_iter()
        .flat_map(|count| run.stretches(text, count))
        .find(|(_, digits, groups)| {
            let grouped = groups.iter().all(|group| group.len() >= 4);
            grouped && digits.starts_with(['3', '4', '5', '6']) && passes_luhn(digits)
        })
        .map(|(span, _, _)| span)
}

/// ISO/IEC 7812-1, annex B.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            let doubled = if place % 2 == 1 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Indonesian numbers, each with its digits after the country code: `081…`, `+62 281 …`, `(0281) …`.
fn phones(text: &str, run: &Run) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut groups = run.groups.as_slice();
    while let Some(first) = groups.first() {
        let candidates = (1..=groups.len()).rev().filter_map(|count| phone(text, &groups[..count]));
        match candidates.max_by_key(|(span, _)| span.end) {
            Some((span, number)) => {
                groups = &groups[groups.partition_point(|group| group.start < span.end)..];
                found.push((span, number));
            }
            None => groups = &groups[groups.partition_point(|group| group.start <= first.start)..],
        }
    }
    found
}

/// These groups as one number, if they are: `0812`, not the `05` of a date, begins one.
fn phone(text: &str, groups: &[Range<usize>]) -> Option<(Range<usize>, String)> {
    let (first, last) = (groups.first()?, groups.last()?);
    let digits: String = groups.iter().map(|group| &text[group.clone()]).collect();
    let national = match digits.strip_prefix("62") {
        Some(rest) if text[..first.start].ends_with('+') || rest.starts_with('8') => rest,
        _ => digits.strip_prefix('0').filter(|_| first.len() >= 3)?,
    };
    let national = national.trim_start_matches('0');
    // A mobile number begins with 8; no area code begins with 1.
    let plausible = (8..=12).contains(&national.len()) && !national.starts_with('1');
    plausible.then(|| (first.start..last.end, national.to_owned()))
}

/// Numbers of the agency and its channels, as the facts have them.
fn official_numbers(source: &SourceTree) -> BTreeSet<String> {
    source
        .below("content/_facts")
        .filter_map(|(_, file)| text_of(file))
        .flat_map(|text| {
            runs(text, 9).iter().flat_map(|run| phones(text, run)).map(|found| found.1).collect::<Vec<_>>()
        })
        .collect()
}

/// Keys that the build shows only with consent, so that a number there needs no second warning.
const CONTACT_KEYS: [&str; 6] = ["kontak", "contact", "telepon", "phone", "whatsapp", "izin"];

fn is_contact_field(text: &str, offset: usize) -> bool {
    let line = text[..offset].rsplit('\n').next().unwrap_or_default();
    let in_front_matter = text.starts_with("---") && text[..offset].matches("\n---").count() == 0;
    in_front_matter && line.split_once(':').is_some_and(|(key, _)| CONTACT_KEYS.contains(&key.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_has_a_region_and_a_day_of_birth() {
        let check = |text: &str, expected: usize| assert_eq!(identity_numbers(text).len(), expected, "{text}");
        check("NIK 3302010101900001.", 1);
        check("NIK3302010101900001", 1);
        check("https://arsip.contoh/a3302010101900001f", 0);
        check("NIK 3302014101900001 (perempuan)", 1);
        check("33 02 01 010190 0001", 1);
        check("33.02.01.01.01.90.0001", 1);
        check("Nomor 1 3302010101900001", 1);
        check("3302013201900001 tanggal 32", 0);
        check("3302010113900001 bulan 13", 0);
        check("0002010101900001 wilayah 00", 0);
        check("302101 0101900001 enam dan sepuluh", 0);
        check("33020101019000012 tujuh belas angka", 0);
        check("Rp3.302.010.101.900.001", 0);
    }

    #[test]
    fn telephone_numbers_are_told_from_dates() {
        let check = |text: &str, expected: &[&str]| {
            let found = runs(text, 9).iter().flat_map(|run| phones(text, run)).map(|found| found.1).collect::<Vec<_>>();
            assert_eq!(found, expected, "{text}");
        };
        check("Hubungi 0812-3456-7890.", &["81234567890"]);
        check("(0281) 7770001", &["2817770001"]);
        check("+62 812 3456 7890", &["81234567890"]);
        check("081234567890 081298765432", &["81234567890", "81298765432"]);
        check("Meja 3 0812 3456 7890", &["81234567890"]);
        check("05-12-2026 09.00", &[]);
        check("2026-12-05 07:00", &[]);
    }

    #[test]
    fn cards_pass_the_luhn_check() {
        assert!(passes_luhn("4111111111111111"));
        assert!(!passes_luhn("4111111111111112"));
    }
}
