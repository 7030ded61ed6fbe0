//! What a date looks like, as a regular expression: for editors, which cannot call our parser.

use super::{MONTHS, MONTHS_ENGLISH};

/// Matches what [`super::Moment::parse`] reads, in the dialect of JSON Schema (ECMA 262).
pub fn moment() -> String {
    let iso = format!(
        r"\d{{4}}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:{LEAP_YEAR})-02-29"
    );
    let words = in_words();
    let time = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.]00)?";
    let zone = r"\s*(?:WIB|WITA|WIT)?\s*(?:\+0[789]:00)?";
    format!(r"^\s*(?:(?:{iso})(?:[T\s]\s*{time}{zone})?|(?:{words})(?:\s+{time}{zone})?)\s*$")
}

/// A year of four digits that has a 29 February: divisible by 4, and by 400 where it is by 100.
const LEAP_YEAR: &str = r"\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00";

/// `5 Desember 2026`, with as many days as the month has.
fn in_words() -> String {
    let (mut long, mut short) = (Vec::new(), Vec::new());
    for index in 0..12 {
        match index {
            1 => {}
            3 | 5 | 8 | 10 => short.push(index),
            _ => long.push(index),
        }
    }
    let (long, short, february) = (names(&long), names(&short), names(&[1]));
    let year = r"\d{1,4}";
    [
        format!(r"(?:0?[1-9]|[12]\d|3[01])\s+(?:{long})\s+{year}"),
        format!(r"(?:0?[1-9]|[12]\d|30)\s+(?:{short})\s+{year}"),
        format!(r"(?:0?[1-9]|1\d|2[0-8])\s+(?:{february})\s+{year}"),
        format!(r"29\s+(?:{february})\s+(?:{LEAP_YEAR})"),
    ]
    .join("|")
}

/// Names of some months, whole or by their first three letters, in capitals or not.
fn names(months: &[usize]) -> String {
    let all = months.iter().flat_map(|index| [MONTHS[*index], MONTHS_ENGLISH[*index]]);
    let mut names: Vec<String> =
        all.flat_map(|name| [in_any_case(name), format!(r"{}\.*", in_any_case(&name[..3]))]).collect();
    names.sort();
    names.dedup();
    names.join("|")
}

fn in_any_case(name: &str) -> String {
    name.chars().map(|letter| format!("[{}{}]", letter.to_ascii_uppercase(), letter.to_ascii_lowercase())).collect()
}
