//! What a date looks like, as a regular expression: for editors, which cannot call our parser.
//!
//! It knows how long a month is, but not which years leap; the build does.

use super::{MONTHS, MONTHS_ENGLISH};

/// Matches what [`super::Moment::parse`] reads, in the dialect of JSON Schema (ECMA 262).
pub fn moment() -> String {
    let iso =
        r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))";
    let words = format!(r"(?:0?[1-9]|[12]\d|3[01])\s+(?:{})\s+\d{{1,4}}", months());
    let time = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.]00)?";
    let zone = r"\s*(?:WIB|WITA|WIT)?\s*(?:\+0[789]:00)?";
    format!(r"^\s*(?:{iso}(?:[T\s]\s*{time}{zone})?|{words}(?:\s+{time}{zone})?)\s*$")
}

/// Every name of a month, whole or by its first three letters, in capitals or not.
fn months() -> String {
    let whole = MONTHS.iter().chain(&MONTHS_ENGLISH).map(|name| in_any_case(name));
    let short = MONTHS.iter().chain(&MONTHS_ENGLISH).map(|name| format!(r"{}\.*", in_any_case(&name[..3])));
    let mut names: Vec<String> = whole.chain(short).collect();
    names.sort();
    names.dedup();
    names.join("|")
}

fn in_any_case(name: &str) -> String {
    name.chars().map(|letter| format!("[{}{}]", letter.to_ascii_uppercase(), letter.to_ascii_lowercase())).collect()
}
