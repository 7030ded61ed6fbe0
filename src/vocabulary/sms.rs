//! What a text costs as SMS: its alphabet, its length, its parts.
//!
//! Source: 3GPP TS 23.038, the GSM 7-bit default alphabet and its extension table; TS 23.040 for
//! messages of several parts, each of which gives six octets to its header.

use deunicode::deunicode_char;

/// The alphabet that a text needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits each: 160 characters alone, 153 in each of several parts.
    Gsm7,
    /// Sixteen bits each: 70 alone, 67 in each of several parts.
    Ucs2,
}

/// How a telephone sends a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub alphabet: Alphabet,
    /// Places that the text takes: some characters take two.
    pub units: usize,
    /// Messages that are paid for; none for an empty text.
    pub parts: usize,
}

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Each is sent as an escape and one more character, never apart.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

impl Alphabet {
    /// Places in a message that stands alone.
    pub fn single(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Places in each of several parts.
    pub fn part(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

/// Measures a text as it would be sent.
pub fn measure(text: &str) -> Measure {
    let (alphabet, widths): (_, Vec<usize>) = match text.chars().map(gsm7_width).collect() {
        Some(widths) => (Alphabet::Gsm7, widths),
        None => (Alphabet::Ucs2, text.chars().map(char::len_utf16).collect()),
    };
    let units = widths.iter().sum();
    let parts = match units {
        0 => 0,
        units if units <= alphabet.single() => 1,
        _ => parts(&widths, alphabet.part()),
    };
    Measure { alphabet, units, parts }
}

/// Places in the 7-bit alphabet: one or two; `None` for a character that it does not have.
pub fn gsm7_width(character: char) -> Option<usize> {
    if BASIC.contains(character) {
        Some(1)
    } else if EXTENSION.contains(character) {
        Some(2)
    } else {
        None
    }
}

/// What says the same in the 7-bit alphabet; `None` when nothing does, as for most pictures.
pub fn substitute(character: char) -> Option<String> {
    let known = match character {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' | 'ʻ' | 'ʼ' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' | '·' | '◦' => "-",
        '…' => "...",
        '×' => "x",
        '÷' => ":",
        '→' => "->",
        '≤' => "<=",
        '≥' => ">=",
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '²' => "2",
        '³' => "3",
        '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => " ",
        '\u{200b}'..='\u{200d}' | '\u{ad}' | '\u{feff}' | '\u{fe0f}' => "",
        character if character.is_alphabetic() => deunicode_char(character)?,
        _ => return None,
    };
    known.chars().all(|c| gsm7_width(c).is_some()).then(|| known.to_owned())
}

/// The text in the 7-bit alphabet, as far as it can be: what has no substitute stays.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match gsm7_width(character) {
            Some(_) => plain.push(character),
            None => match substitute(character) {
                Some(other) => plain.push_str(&other),
                None => plain.push(character),
            },
        }
    }
    plain
}

/// Fills part after part; what takes two places is never cut in two.
fn parts(widths: &[usize], room: usize) -> usize {
    let mut parts = 1;
    let mut used = 0;
    for width in widths {
        if used + width > room {
            parts += 1;
            used = 0;
        }
        used += width;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use Alphabet::{Gsm7, Ucs2};

    #[test]
    fn parts_begin_where_the_standard_says() {
        check("", Gsm7, 0, 0);
        check(&"a".repeat(160), Gsm7, 160, 1);
        check(&"a".repeat(161), Gsm7, 161, 2);
        check(&"a".repeat(306), Gsm7, 306, 2);
        check(&"a".repeat(307), Gsm7, 307, 3);
        check(&"è".repeat(70), Gsm7, 70, 1);
        check(&"–".repeat(70), Ucs2, 70, 1);
        check(&"–".repeat(71), Ucs2, 71, 2);
        check(&"–".repeat(134), Ucs2, 134, 2);
        check(&"–".repeat(135), Ucs2, 135, 3);
    }

    #[test]
    fn some_characters_take_two_places_and_stay_whole() {
        check(&"€".repeat(80), Gsm7, 160, 1);
        // The 153rd place cannot hold half a sign: 76 signs a part.
        check(&format!("a{}", "€".repeat(152)), Gsm7, 305, 2);
        check(&"€".repeat(153), Gsm7, 306, 3);
        check(&"😀".repeat(35), Ucs2, 70, 1);
        // 67 is odd: 33 of them a part.
        check(&"😀".repeat(66), Ucs2, 132, 2);
        check(&"😀".repeat(67), Ucs2, 134, 3);
    }

    #[test]
    fn one_curly_quote_halves_the_room() {
        let text = format!("{}’", "a".repeat(100));
        check(&text, Ucs2, 101, 2);
        check(&plain(&text), Gsm7, 101, 1);
    }

    #[test]
    fn substitutes_are_in_the_alphabet() {
        for character in ('\0'..='\u{ffff}').filter(|c| gsm7_width(*c).is_none()) {
            let substitute = substitute(character).unwrap_or_default();
            assert!(substitute.chars().all(|c| gsm7_width(c).is_some()), "{character:?} → {substitute:?}");
        }
        assert_eq!(plain("“Datang” – jam 9… ë 😀"), "\"Datang\" - jam 9... e 😀");
        assert_eq!(BASIC.chars().count(), 127, "the escape is no character of its own");
    }

    fn check(text: &str, alphabet: Alphabet, units: usize, parts: usize) {
        assert_eq!(measure(text), Measure { alphabet, units, parts }, "{text}");
    }
}
