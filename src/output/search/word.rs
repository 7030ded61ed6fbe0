//! Text → the stems under which it is found. The script of the search page does the same with what
//! readers type; a test holds the two together.

use crate::vocabulary::Language;
use unicode_normalization::UnicodeNormalization;
use waken_snowball::{Algorithm, Stemmer};

/// Finds the stems of texts in one language.
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

    /// The stems of a text, in order.
    pub fn of(&self, text: &str) -> Vec<String> {
        let fold = fold(text);
        fold.split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() > 1)
            .map(|word| self.stem(word))
            .collect()
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

/// Small letters without accents.
fn fold(text: &str) -> String {
    text.to_lowercase().nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indonesian_affixes_are_taken_off() {
        let stems = Stems::new(Language::Indonesian);
        assert_eq!(stems.of("Pendaftaran, mendaftarkan; e-KTP!"), ["daftar", "daftar", "ktp"]);
        assert_eq!(stems.of("Pembayaran iurannya"), ["bayar", "iur"]);
        assert_eq!(stems.of("Gethuk gorèng"), ["gethuk", "goreng"]);
    }

    #[test]
    fn english_words_stay_as_they_are() {
        assert_eq!(Stems::new(Language::English).of("Paying for pens"), ["paying", "for", "pens"]);
    }
}
