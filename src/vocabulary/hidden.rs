//! Characters that nobody sees: they turn the direction of writing, split words or mean nothing at all.

use std::ops::Range;

/// A character that nobody sees, where it has no business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    pub character: char,
    pub harm: Harm,
}

/// What a hidden character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// What is read is not what is written: overrides, embeddings, isolates and marks of direction
    /// (Unicode 9, UAX #9, section 2).
    Turns,
    /// It stands inside a word, a number or an address, which is no longer the one that it seems to be.
    Splits,
    /// It stands beside a word.
    Loiters,
    /// A control character or a code point that is no character (Unicode, section 23.7).
    Means,
}

/// The hidden characters of a text that have no business there, each with its place; those that stand side by side
/// and do the same are one.
///
/// Emoji are joined with U+200D, some scripts need joiners, Arabic and Hebrew need marks of direction, and in
/// running text a soft hyphen says where a long word may be broken.
pub fn find(text: &str) -> Vec<(Range<usize>, Hidden)> {
    if text.bytes().all(is_plain) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, Hidden)> = Vec::new();
    let mut is_turned = false;
    for (at, character) in text.char_indices().filter(|(_, character)| is_suspect(*character)) {
        let end = at + character.len_utf8();
        // What ends a turn goes with what began it.
        let Some(harm) = harm(character, &text[..at], &text[end..]).filter(|_| !(is_turned && is_end(character)))
        else {
            continue;
        };
        is_turned |= harm == Harm::Turns;
        match found.last_mut() {
            Some((place, last)) if place.end == at && last.harm == harm => place.end = end,
            _ => found.push((at..end, Hidden { character, harm })),
        }
    }
    found
}

/// The worst of a decoded text that its source does not show: it was written with a code such as `\u202E`.
pub fn find_coded(decoded: &str, written: &str) -> Option<Hidden> {
    let found = find(decoded).into_iter().map(|(_, hidden)| hidden);
    let coded = found.filter(|hidden| !written.contains(hidden.character));
    coded.min_by_key(|hidden| hidden.harm == Harm::Loiters)
}

/// The text with blanks or a sign in the place of each character that means nothing, as many bytes as before:
/// all places in it stay. `None` where it has none.
///
/// No text that was read has U+FDD0 then, which marks holes in markup.
pub fn without_noncharacters(text: &str) -> Option<String> {
    let has_any = !text.bytes().all(is_plain) && text.contains(is_meaningless);
    has_any.then(|| {
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            match character.len_utf8() {
                _ if !is_meaningless(character) => clean.push(character),
                1 => clean.push(' '),
                2 => clean.push_str("  "),
                3 => clean.push('\u{FFFD}'),
                _ => clean.push_str("\u{FFFD} "),
            }
        }
        clean
    })
}

/// The text without any character that nobody sees.
pub fn without_hidden(text: &str) -> Option<String> {
    let has_any = !text.bytes().all(is_plain) && text.contains(is_suspect);
    has_any.then(|| text.replace(is_suspect, ""))
}

/// True for a character that can be neither seen nor, in a name or key, be meant.
pub fn is_suspect(character: char) -> bool {
    is_turning(character) || is_zero_width(character) || is_meaningless(character)
}

/// What most texts have and nothing else; lines end with `\r\n` or `\n`.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

fn is_turning(character: char) -> bool {
    is_mark(character) || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Ends an override, an embedding or an isolate.
fn is_end(character: char) -> bool {
    matches!(character, '\u{202C}' | '\u{2069}')
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

fn is_zero_width(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{034F}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    )
}

fn is_meaningless(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    let is_noncharacter = matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE;
    is_control || is_noncharacter
}

/// What a suspect does between these two texts; `None` where it does what it is for.
fn harm(character: char, before: &str, after: &str) -> Option<Harm> {
    if is_meaningless(character) {
        return Some(Harm::Means);
    }
    let (last, next) = (before.chars().next_back(), after.chars().next());
    if is_turning(character) {
        let is_beside = |neighbour: Option<char>| neighbour.is_some_and(is_right_to_left);
        return (!is_mark(character) || !(is_beside(last) || is_beside(next))).then_some(Harm::Turns);
    }
    let is_letter = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphabetic);
    let does_its_work = match character {
        '\u{00AD}' => is_letter(last) && is_letter(next),
        '\u{200C}' => last.is_some_and(is_joining),
        '\u{200D}' => last.is_some_and(is_joining) || (last.is_some_and(is_emoji) && next.is_some_and(is_emoji)),
        // Flags of parts of countries are spelt with these, behind a black flag.
        '\u{E0020}'..='\u{E007F}' => before.trim_end_matches(is_tag).ends_with('\u{1F3F4}'),
        _ => false,
    };
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(|c| c.is_alphanumeric() || ".-_/@:".contains(c));
    let splits = is_word(last) && is_word(next);
    (!does_its_work).then_some(if splits { Harm::Splits } else { Harm::Loiters })
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0020}'..='\u{E007F}')
}

/// Letters of Hebrew, Arabic and their kin.
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && !is_mark(character)
}

/// Letters whose shape joiners change: Arabic, and the scripts of India and Indonesia, Javanese among them.
fn is_joining(character: char) -> bool {
    is_right_to_left(character)
        || matches!(character, '\u{0900}'..='\u{0DFF}' | '\u{1B00}'..='\u{1BFF}' | '\u{A980}'..='\u{A9DF}')
}

/// Parts of emoji: pictures, skin tones, and the selector that asks for colour.
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{FE0F}' | '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}') || is_tag(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(char, Harm)]) {
        let found: Vec<(char, Harm)> =
            find(text).into_iter().map(|(_, hidden)| (hidden.character, hidden.harm)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_turns_the_direction_of_writing_is_found() {
        check("Rp\u{202E}00.8\u{202C}", &[('\u{202E}', Harm::Turns)]);
        check("\u{2066}x\u{2069}", &[('\u{2066}', Harm::Turns)]);
        check("\u{200E}0812", &[('\u{200E}', Harm::Turns)]);
        check("bayar السلام\u{200F}.", &[]);
        check("السلام\u{202E}", &[('\u{202E}', Harm::Turns)]);
    }

    #[test]
    fn what_splits_a_word_is_told_from_what_stands_beside_it() {
        check("iu\u{200B}ran", &[('\u{200B}', Harm::Splits)]);
        check("3302\u{2060}0101", &[('\u{2060}', Harm::Splits)]);
        check("bpjs\u{200B}.go.id", &[('\u{200B}', Harm::Splits)]);
        check("iuran \u{200B}dua", &[('\u{200B}', Harm::Loiters)]);
        check("iuran\u{FEFF}", &[('\u{FEFF}', Harm::Loiters)]);
    }

    #[test]
    fn what_does_its_work_is_left_alone() {
        check("keluarga 👨\u{200D}👩\u{200D}👧, petani 🧑🏽\u{200D}🌾, ❤\u{FE0F}\u{200D}🔥", &[]);
        check("bendera 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", &[]);
        check("aksara ꦲ\u{200C}ꦏ", &[]);
        check("ketenaga\u{AD}kerjaan", &[]);
        check("Rp16\u{AD}800", &[('\u{AD}', Harm::Splits)]);
        check("a\u{200D}b", &[('\u{200D}', Harm::Splits)]);
        check("“Rp16.800” – 5\u{A0}kg, gethuk gorèng é", &[]);
    }

    #[test]
    fn what_means_nothing_is_replaced() {
        check("a\u{8}b\u{FDD0}\u{FFFF}", &[('\u{8}', Harm::Means), ('\u{FDD0}', Harm::Means)]);
        assert_eq!(without_noncharacters("a\u{FDD0}b").as_deref(), Some("a\u{FFFD}b"));
        let all = "\u{8}\u{85}\u{FDD0}\u{1FFFE}";
        assert_eq!(without_noncharacters(all).map(|clean| clean.len()), Some(all.len()));
        assert_eq!(without_noncharacters("baris\r\n\tdua é"), None);
    }

    #[test]
    fn what_is_written_with_a_code_is_told_apart() {
        assert_eq!(find_coded("a\u{202E}b", "\"a\\u202Eb\"").map(|hidden| hidden.harm), Some(Harm::Turns));
        assert_eq!(find_coded("a\u{202E}b", "a\u{202E}b"), None);
    }
}
