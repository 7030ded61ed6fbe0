//! What a link to a large file says of it: `(PDF, 210 kB)`, before the reader pays for it.

use super::writing::Writing;
use crate::content::Document;
use crate::site::link::{self, Destination};

/// A file of more bytes than this is announced.
const LARGE: u64 = 20_000;

/// What stands behind a link's text, with a space before it; `None` where the link leads to no large file.
pub fn note(document: &Document, target: &str, writing: &Writing<'_>) -> Option<String> {
    let Ok(Destination::File(source)) = writing.site.resolve(document, target, &(0..0)) else { return None };
    let size = (writing.sizes)(&link::output_of_asset(&source))?.wire;
    let form = source.extension().to_uppercase();
    (size > LARGE).then(|| format!(" ({form}, {})", in_words(size, writing.words.is_english())))
}

/// True when an author has written a size already: `Formulir 3 (PDF, 210 kB)`.
pub fn states_size(text: &str) -> bool {
    let units = ["kb", "mb", "kilobita", "megabita", "bita"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',').filter(|word| !word.is_empty());
    let mut before_is_number = false;
    words.any(|word| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
        let starts_with_number = digits.len() < word.len();
        let found = units.contains(&digits) && (starts_with_number || before_is_number);
        before_is_number = starts_with_number && digits.is_empty();
        found
    })
}

/// `210 kB`, `1,2 MB`: rounded up, so that nobody pays more than was said.
pub fn in_words(bytes: u64, is_english: bool) -> String {
    let kilobytes = bytes.div_ceil(1_000);
    if kilobytes < 1_000 {
        return format!("{kilobytes} kB");
    }
    let tenths = bytes.div_ceil(100_000);
    let mark = if is_english { '.' } else { ',' };
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let check = |bytes, expected| assert_eq!(in_words(bytes, false), expected);
        check(20_001, "21 kB");
        check(209_999, "210 kB");
        check(999_001, "1,0 MB");
        check(1_150_001, "1,2 MB");
        assert_eq!(in_words(1_150_001, true), "1.2 MB");
    }

    #[test]
    fn a_size_that_the_author_wrote_is_seen() {
        let check = |text, expected| assert_eq!(states_size(text), expected, "{text}");
        check("Formulir 3 (PDF, 210 kB)", true);
        check("Formulir (210kB)", true);
        check("Panduan 1,2 MB", true);
        check("Formulir 3", false);
        check("Formulir KB 3", false);
        check("Surat 12 bita", true);
    }
}
