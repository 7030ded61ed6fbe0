//! The last step of a permalink.

use deunicode::deunicode;
use std::fmt;

/// The last step of a permalink, such as `jaminan-kematian`.
///
/// Invariant: never empty; only `a-z`, `0-9` and single inner hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of any text; `None` when no letter or digit is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        for character in deunicode(text).chars() {
            if character.is_ascii_alphanumeric() {
                slug.push(character.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = slug.trim_end_matches('-').to_owned();
        (!slug.is_empty()).then_some(Self(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_keeps_letters_and_digits() {
        check("RT/RW 05", Some("rt-rw-05"));
        check("  Gethuk Gorèng! ", Some("gethuk-goreng"));
        check("Jaminan—Kematian", Some("jaminan-kematian"));
        check("!!!", None);
        check("", None);
    }

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Slug::from_text(text).as_ref().map(Slug::as_str), expected);
    }
}
