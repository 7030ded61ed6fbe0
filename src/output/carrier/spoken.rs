//! Written Indonesian → the words a speaker says: no digits, signs, brackets or addresses.

use crate::vocabulary::numeral::{cardinal, digit_by_digit, ordinal};
use crate::vocabulary::{Date, Time};

/// Short forms that are written for the eye.
const SHORT_FORMS: [(&str, &str); 15] = [
    ("jl.", "Jalan"),
    ("no.", "nomor"),
    ("kec.", "Kecamatan"),
    ("kab.", "Kabupaten"),
    ("s.d.", "sampai"),
    ("s/d", "sampai"),
    ("dll.", "dan lain-lain"),
    ("dsb.", "dan sebagainya"),
    ("a.n.", "atas nama"),
    ("dr.", "dokter"),
    ("km", "kilometer"),
    ("kg", "kilogram"),
    ("&", "dan"),
    ("+", "dan"),
    ("=", "sama dengan"),
];

/// What follows a number when it counts or measures. Without one of these, 175 is the telephone number.
const COUNTED: [&str; 14] = [
    "orang",
    "hari",
    "bulan",
    "tahun",
    "jam",
    "menit",
    "kali",
    "persen",
    "ribu",
    "juta",
    "miliar",
    "desa",
    "rupiah",
    "kilometer",
];

/// The agency's telephone number, said digit by digit.
const CALL_CENTRE: &str = "175";

/// Says a text. What is not understood loses its signs, never its words.
pub fn spoken(text: &str) -> String {
    let opened = open_brackets(text);
    let words: Vec<&str> = opened.split_whitespace().collect();
    let mut said: Vec<String> = Vec::new();
    let mut skipped = 0;
    for (index, word) in words.iter().enumerate() {
        if skipped > 0 {
            skipped -= 1;
            continue;
        }
        let before = said.last().map_or("", String::as_str);
        let after = &words[index + 1..];
        let (words, taken) = say(word, before, after);
        skipped = taken;
        if !words.is_empty() {
            said.push(words);
        }
    }
    tidy(&said.join(" "))
}

/// How many words a speaker says.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Each sentence with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut capitalised = String::with_capacity(text.len());
    let mut begins = true;
    for character in text.chars() {
        if begins && character.is_alphabetic() {
            capitalised.extend(character.to_uppercase());
            begins = false;
        } else {
            begins = (begins || matches!(character, '.' | '?' | '!')) && !character.is_alphanumeric();
            capitalised.push(character);
        }
    }
    capitalised
}

/// Brackets become pauses; quotation marks go.
fn open_brackets(text: &str) -> String {
    let mut opened = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '[' | '{' => opened.push_str(", "),
            ')' | ']' | '}' => opened.push_str(" , "),
            '"' | '“' | '”' | '„' | '«' | '»' | '*' | '~' | '`' | '|' | '<' | '>' => {}
            '\u{a0}' | '\u{202f}' => opened.push(' '),
            character => opened.push(character),
        }
    }
    opened
}

/// One written word in spoken ones, and how many words after it are said with it.
fn say(word: &str, before: &str, after: &[&str]) -> (String, usize) {
    if let Some(said) = short_form(word) {
        return (said, 0);
    }
    let start = word.find(|c: char| c.is_alphanumeric() || c == '+').unwrap_or(word.len());
    let end = word
        .rfind(|c: char| c.is_alphanumeric() || c == '%')
        .map_or(start, |last| last + word[last..].chars().next().map_or(1, char::len_utf8));
    if start >= end {
        return (if is_pause(word) { ",".to_owned() } else { punctuation(word) }, 0);
    }
    let (core, tail) = (&word[start..end], punctuation(&word[end..]));
    let next = after.first().map_or("", |word| word.trim_end_matches([',', '.', ';', ':']));
    // `Rp 8.400` and `Rp174 juta` are one amount in two words.
    if core == "Rp" && next.starts_with(|c: char| c.is_ascii_digit()) {
        let joined = format!("Rp{}", after[0]);
        let (said, taken) = say(&joined, before, &after[1..]);
        return (said, taken + 1);
    }
    if let Some(amount) = core.strip_prefix("Rp").and_then(number) {
        if tail.is_empty() && ["ribu", "juta", "miliar", "triliun"].contains(&next) {
            let tail = punctuation(&after[0][next.len()..]);
            return (format!("{amount} {next} rupiah{tail}"), 1);
        }
        return (format!("{amount} rupiah{tail}"), 0);
    }
    (format!("{}{tail}", say_core(core, before, next)), 0)
}

fn say_core(core: &str, before: &str, next: &str) -> String {
    if !core.contains(|c: char| c.is_ascii_digit()) {
        return say_letters(core);
    }
    if core == CALL_CENTRE && !COUNTED.contains(&next) || is_dialled(core) {
        return digit_by_digit(core);
    }
    if let Ok(date) = Date::parse(core) {
        return spoken(&date.in_words(false));
    }
    if let Some(percent) = core.strip_suffix('%').and_then(number) {
        return format!("{percent} persen");
    }
    if let Some(time) = time(core) {
        let announced = ["pukul", "jam"].iter().any(|word| before.eq_ignore_ascii_case(word));
        return if announced { time } else { format!("pukul {time}") };
    }
    if let Some(number) = number(core) {
        return number;
    }
    if let Some(place) = core.strip_prefix("ke-").and_then(|place| place.parse().ok()) {
        return ordinal(place);
    }
    if let Some((from, until)) = core.split_once(['–', '-', '—'])
        && starts_with_number(from)
        && starts_with_number(until)
    {
        return format!("{} sampai {}", say(from, before, &[]).0, say(until, "", &[]).0);
    }
    if let Some((left, right)) = core.split_once('/') {
        // `50/2025` is a rule and its year; `Rp8.400/bulan` is an amount for each.
        let is_year = right.len() == 4 && right.starts_with("20") && number(right).is_some();
        let between = if is_year { "tahun" } else { "per" };
        return format!("{} {between} {}", say(left, before, &[]).0, say_core(right, "", ""));
    }
    say_digits_within(core)
}

/// Letters stay; what joins them is said.
fn say_letters(core: &str) -> String {
    let address = core.split_once("://").map_or(core, |(_, rest)| rest);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_address = host.split('.').count() > 1
        && host.split('.').all(|part| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    if core.contains("://") || is_address {
        let host = host.trim_start_matches("www.").replace('.', " titik ");
        return host.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
    }
    core.replace('/', " atau ").replace(['&', '+'], " dan ").replace('×', " kali ").replace('%', " persen ")
}

/// `B2`, `A4`: a number inside a word.
fn say_digits_within(core: &str) -> String {
    let mut said = String::new();
    let mut digits = String::new();
    for character in core.chars().chain(['\0']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            let number = digits.parse().map_or_else(|_| digit_by_digit(&digits), cardinal);
            said.push_str(&format!(" {number} "));
            digits.clear();
        }
        match character {
            '\0' => {}
            character if character.is_alphabetic() => said.push(character),
            _ => said.push(' '),
        }
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `8.400`, `42000000`, `5,51`, in words; `None` for anything else, such as a time of day.
fn number(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once(',').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let groups: Vec<&str> = whole.split('.').collect();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if !is_grouped || !groups.iter().all(|group| all_digits(group)) || !decimals.is_none_or(all_digits) {
        return None;
    }
    let whole = cardinal(groups.concat().parse().ok()?);
    Some(match decimals {
        Some(decimals) => format!("{whole} koma {}", digit_by_digit(decimals)),
        None => whole,
    })
}

/// `09.30` is `sembilan lewat tiga puluh`.
fn time(text: &str) -> Option<String> {
    let time = Time::parse(text).ok()?;
    let hour = cardinal(time.hour.into());
    Some(match time.minute {
        0 => hour,
        minute => format!("{hour} lewat {}", cardinal(minute.into())),
    })
}

/// A number that is dialled: it begins with 0 or a country, or is long and without the dots of an amount.
fn is_dialled(core: &str) -> bool {
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let only = |signs: &str| core.chars().all(|c| c.is_ascii_digit() || signs.contains(c));
    let begins = core.starts_with(['0', '+']);
    only("") && (begins && digits > 1 || digits >= 5) || only("+-.") && begins && digits >= 6
}

fn starts_with_number(text: &str) -> bool {
    text.strip_prefix("Rp").unwrap_or(text).starts_with(|c: char| c.is_ascii_digit())
}

fn short_form(word: &str) -> Option<String> {
    let bare = word.trim_end_matches([',', ';', ':']);
    let tail = punctuation(&word[bare.len()..]);
    let lower = bare.to_lowercase();
    let found = SHORT_FORMS.iter().find(|(short, _)| *short == lower);
    // A sentence may end in a short form without a dot of its own.
    let (found, dot) = match found {
        Some(found) => (Some(found), ""),
        None => (SHORT_FORMS.iter().find(|(short, _)| lower.strip_suffix('.') == Some(*short)), "."),
    };
    found.map(|(_, full)| format!("{full}{dot}{tail}"))
}

/// Marks that a speaker hears: pauses and ends.
fn punctuation(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '.' | '?' | '!' | ',' | ':' => Some(c),
            ';' => Some(','),
            '…' => Some('.'),
            _ => None,
        })
        .collect()
}

fn is_pause(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "•" | "·" | "→")
}

/// One pause where there are several, and none before the end of a sentence.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for character in text.chars() {
        let last = tidied.trim_end().chars().last();
        match character {
            ' ' if tidied.ends_with(' ') => {}
            ',' if matches!(last, None | Some(',' | '.' | '?' | '!' | ':')) => {}
            '.' | '?' | '!' | ':' | ',' => {
                let kept = tidied.trim_end_matches([' ', ',']).len();
                let kept = if matches!(last, Some('.' | '?' | '!')) && character == '.' { continue } else { kept };
                tidied.truncate(kept);
                tidied.push(character);
            }
            character => {
                if matches!(last, Some(',' | '.' | '?' | '!' | ':')) && !tidied.ends_with(' ') && character != ' ' {
                    tidied.push(' ');
                }
                tidied.push(character);
            }
        }
    }
    tidied.trim().trim_end_matches(',').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_and_dates_are_said() {
        check("Rp8.400", "delapan ribu empat ratus rupiah");
        check("Rp 8.400 per bulan.", "delapan ribu empat ratus rupiah per bulan.");
        check("Rp8.400/bulan", "delapan ribu empat ratus rupiah per bulan");
        check("Rp174 juta, lalu", "seratus tujuh puluh empat juta rupiah, lalu");
        check("sampai 31 Desember 2026; lalu", "sampai tiga puluh satu Desember dua ribu dua puluh enam, lalu");
        check("50%", "lima puluh persen");
        check("5,51 persen", "lima koma lima satu persen");
        check("2026-12-05", "lima Desember dua ribu dua puluh enam");
        check("PP 50/2025", "PP lima puluh tahun dua ribu dua puluh lima");
    }

    #[test]
    fn times_and_telephone_numbers_are_said() {
        check("pukul 09.00–11.30 WIB", "pukul sembilan sampai pukul sebelas lewat tiga puluh WIB");
        check("09.00 WIB", "pukul sembilan WIB");
        check("Telepon 175.", "Telepon satu tujuh lima.");
        check("175 orang", "seratus tujuh puluh lima orang");
        check("(0281) 641222", "nol dua delapan satu, enam empat satu dua dua dua");
        check("bulan ke-13", "bulan ketiga belas");
        check("3–6 bulan", "tiga sampai enam bulan");
    }

    #[test]
    fn signs_become_words_or_pauses() {
        check("Jaminan Kematian (JKM)", "Jaminan Kematian, JKM");
        check("Kematian (JKM).", "Kematian, JKM.");
        check("JKK + JKM", "JKK dan JKM");
        check("RT/RW", "RT atau RW");
        check("Jl. Merdeka No. 3", "Jalan Merdeka nomor tiga");
        check("buka https://a.go.id/x?y", "buka a titik go titik id");
        check("“Datang” – gratis", "Datang, gratis");
        check("e-KTP A4", "e-KTP A empat");
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        assert_eq!(capitalised("satu. dua, tiga? e-KTP"), "Satu. Dua, tiga? E-KTP");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_is_left_to_decipher(text in "[A-Za-z0-9 .,;:()/%+–-]{0,60}") {
            let said = spoken(&text);
            prop_assert!(!said.contains(|c: char| c.is_ascii_digit() || "()[]{}%".contains(c)), "{} → {}", text, said);
        }

        #[test]
        fn saying_never_fails(text in "\\PC{0,60}") {
            let said = spoken(&text);
            prop_assert!(!said.contains(|c: char| c.is_ascii_digit() || "()[]{}".contains(c)), "{} → {}", text, said);
        }
    }

    fn check(written: &str, said: &str) {
        assert_eq!(spoken(written), said, "{written}");
    }
}
