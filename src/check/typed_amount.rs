//! Amounts typed by hand where a fact exists: they grow old without anybody noticing.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::fact::{Amount, Unit};
use crate::site::Site;
use crate::source::SourceTree;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many facts of the same amount a hint names.
const NAMED: usize = 3;

pub fn check(source: &SourceTree, site: &Site, diagnostics: &mut Diagnostics) {
    let known = shortcodes_by_amount(site);
    for page in &site.pages {
        let path = &page.document.common.path;
        let Some(file) = source.text(path.as_str()) else { continue };
        for (span, amount) in amounts(&file.text) {
            if let Some(shortcodes) = known.get(&amount) {
                let written = &file.text[span.clone()];
                let at = Location::span(path, span.clone());
                diagnostics.push(diagnostic::check::typed_amount(at, written, shortcodes));
            }
        }
    }
}

/// What to write for each amount in rupiah that some fact has, had or will have.
fn shortcodes_by_amount(site: &Site) -> BTreeMap<i64, Vec<String>> {
    let mut known: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let facts = &site.facts;
    for fact in facts.iter().filter(|fact| fact.unit == Unit::Rupiah) {
        let groups: Vec<Option<&str>> = match facts.depends_on_group(fact) {
            true => facts.groups.iter().map(|group| Some(group.id.as_str())).collect(),
            false => vec![None],
        };
        for group in groups {
            let shortcode = match group {
                Some(group) => format!("{{{{ fakta {} golongan={group} }}}}", fact.id),
                None => format!("{{{{ fakta {} }}}}", fact.id),
            };
            for segment in facts.series(fact, group).segments() {
                let Amount::Number(number) = &segment.amount else { continue };
                let names = known.entry(number.rounded()).or_default();
                if names.len() < NAMED && number.rounded() > 0 && !names.contains(&shortcode) {
                    names.push(shortcode.clone());
                }
            }
        }
    }
    known.retain(|_, names| !names.is_empty());
    known
}

/// Amounts as people write them: `Rp8.400`, `Rp 8,400`, `Rp42 juta`, `8.400 rupiah`.
fn amounts(text: &str) -> Vec<(Range<usize>, i64)> {
    let before = text.match_indices("Rp").filter_map(|(start, _)| {
        let rest = &text[start + 2..];
        let gap = rest.len() - rest.trim_start_matches(['.', ' ', '\u{a0}']).len();
        let (length, value) = number(&rest[gap..])?;
        (gap <= 3).then_some((start..start + 2 + gap + length, value))
    });
    let after = text.match_indices(" rupiah").filter_map(|(end, word)| {
        let line = text[..end].rfind('\n').map_or(0, |index| index + 1);
        let start = (line..end).find(|start| {
            let alone = text[..*start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
            text.is_char_boundary(*start)
                && alone
                && number(&text[*start..]).is_some_and(|(length, _)| *start + length == end)
        })?;
        Some((start..end + word.len(), number(&text[start..])?.1))
    });
    before.chain(after).collect()
}

/// A number at the beginning of a text, with ` ribu` or ` juta` behind it: its length and value.
fn number(text: &str) -> Option<(usize, i64)> {
    let bytes = text.as_bytes();
    let is_digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let mut length = 0;
    let mut digits = String::new();
    while is_digit(length) || (matches!(bytes.get(length), Some(b'.' | b',')) && is_digit(length + 1)) {
        if is_digit(length) {
            digits.push(char::from(bytes[length]));
        }
        length += 1;
    }
    let value: i64 = digits.parse().ok()?;
    let factors = [(" ribu", 1_000), (" juta", 1_000_000), ("\u{a0}juta", 1_000_000), (" million", 1_000_000)];
    let unit = factors.into_iter().find(|(unit, _)| text[length..].starts_with(unit));
    let (unit_length, factor) = unit.map_or((0, 1), |(unit, factor)| (unit.len(), factor));
    // `1,5 juta` has a decimal comma: its digits alone do not say the amount.
    let has_decimals = factor > 1 && text[..length].contains(['.', ',']);
    (!has_decimals).then_some(())?;
    Some((length + unit_length, value.checked_mul(factor)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_as_people_write_them() {
        let check = |text: &str, expected: &[i64]| {
            assert_eq!(amounts(text).iter().map(|found| found.1).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Bayar Rp8.400 sebulan.", &[8_400]);
        check("Bayar Rp 8.400, lalu Rp. 42.000.000.", &[8_400, 42_000_000]);
        check("santunan Rp42 juta", &[42_000_000]);
        check("sekitar 8.400 rupiah", &[8_400]);
        check("Rp1,5 juta; Rpx; pukul 08.00", &[]);
    }
}
