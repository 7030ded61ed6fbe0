//! Text → the stems under which it is found. The script of the search page does the same with what
//! readers type; a test holds the two together.

use crate::vocabulary::Language;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use waken_snowball::{Algorithm, Stemmer};

/// Stems that were met, with the words that led to them: a portal says most of its words again and again, and to
/// find a stem costs more than to look it up.
#[derive(Default)]
pub struct Met {
    pub stems: Vec<String>,
    places: FxHashMap<String, usize>,
    of_words: FxHashMap<String, usize>,
}

/// Finds the stems of words in one language.
pub struct Stems {
    /// None where words are left as they are.
    stemmer: Option<Stemmer>,
}

impl Stems {
    /// Banyumasan borrows most words of this portal from Indonesian, and shares many affixes with it.
    pub fn new(language: Language) -> Self {
        Self {
            stemmer: match language {
                Language::Indonesian | Language::Banyumasan => Some(Algorithm::Indonesian.stemmer()),
                Language::English => None,
            },
        }
    }

    /// Shows `see` the stems of a text in order, each by its place among those that were met.
    pub fn each(&self, text: &str, met: &mut Met, mut see: impl FnMut(usize)) {
        each(text, |word| {
            if let Some(place) = met.of_words.get(word) {
                return see(*place);
            }
            let stem = self.stem(word);
            let next = met.stems.len();
            let place = *met.places.entry(stem.clone()).or_insert(next);
            if place == next {
                met.stems.push(stem);
            }
            met.of_words.insert(word.to_owned(), place);
            see(place);
        });
    }

    pub fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }
}

/// Words that hold sentences together: readers type them, and no page is about them.
pub fn function_words(language: Language) -> &'static [&'static str] {
    match language {
        Language::Indonesian => &[
            "ada",
            "adalah",
            "agar",
            "akan",
            "anda",
            "apa",
            "apakah",
            "atau",
            "bagaimana",
            "bila",
            "bisa",
            "boleh",
            "dan",
            "dari",
            "dengan",
            "di",
            "gimana",
            "harus",
            "ini",
            "itu",
            "juga",
            "kalau",
            "karena",
            "ke",
            "kepada",
            "lagi",
            "maka",
            "mana",
            "masih",
            "mau",
            "pada",
            "punya",
            "saja",
            "sampai",
            "saya",
            "sebagai",
            "sedang",
            "seperti",
            "siapa",
            "sudah",
            "supaya",
            "tapi",
            "tentang",
            "tetapi",
            "tidak",
            "untuk",
            "yang",
        ],
        Language::English => &[
            "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from",
            "has", "have", "how", "if", "in", "is", "it", "me", "my", "not", "of", "on", "or", "that", "the", "this",
            "to", "what", "when", "where", "which", "who", "will", "with", "you", "your",
        ],
        Language::Banyumasan => &[
            "ana", "angger", "apa", "arep", "bae", "endi", "inyong", "kanggo", "karo", "kepriwe", "kiye", "kudu",
            "lan", "maring", "nang", "nganggo", "nggo", "ora", "rika", "sapa", "sekang", "sing", "uga", "utawa", "wis",
        ],
    }
}

/// The words of a text, in order: runs of letters and digits, in small letters without accents.
pub fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    // What is not a word's is ASCII, so that runs can be found byte by byte.
    let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.bytes().position(|byte| !is_of_word(byte)).unwrap_or(rest.len());
        let run = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if run.len() < 2 {
            continue;
        }
        if run.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            found(run);
            continue;
        }
        word.clear();
        if run.is_ascii() {
            word.push_str(run);
            word.make_ascii_lowercase();
        } else {
            for part in run.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_accent(*c)) {
                match part.is_ascii_alphanumeric() {
                    true => word.push(part),
                    false => take(&mut word, &mut found),
                }
            }
        }
        take(&mut word, &mut found);
    }
}

/// A single letter is no word.
fn take(word: &mut String, found: &mut impl FnMut(&str)) {
    if word.len() > 1 {
        found(word);
    }
    word.clear();
}

fn is_accent(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems_of(language: Language, text: &str) -> Vec<String> {
        let stems = Stems::new(language);
        let mut found = Vec::new();
        each(text, |word| found.push(stems.stem(word)));
        found
    }

    #[test]
    fn indonesian_affixes_are_taken_off() {
        let of = |text| stems_of(Language::Indonesian, text);
        assert_eq!(of("Pendaftaran, mendaftarkan; e-KTP!"), ["daftar", "daftar", "ktp"]);
        assert_eq!(of("Pembayaran iurannya"), ["bayar", "iur"]);
        assert_eq!(of("Gethuk gorèng, gore\u{300}ng"), ["gethuk", "goreng", "goreng"]);
    }

    #[test]
    fn english_words_stay_as_they_are() {
        assert_eq!(stems_of(Language::English, "Paying for pens"), ["paying", "for", "pens"]);
    }
}
