//! Numbers in Indonesian words, for what is read aloud.

const DIGITS: [&str; 10] = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// The powers of a thousand that have a name, the largest first.
const GROUPS: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "kuintiliun"),
    (1_000_000_000_000_000, "kuadriliun"),
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
];

/// How many: `8400` is `delapan ribu empat ratus`.
pub fn cardinal(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (size, name) in GROUPS {
        match rest / size {
            0 => {}
            // "Seribu", but "satu juta".
            1 if size == 1_000 => words.push("seribu".to_owned()),
            count => {
                push_below_thousand(count, &mut words);
                words.push(name.to_owned());
            }
        }
        rest %= size;
    }
    push_below_thousand(rest, &mut words);
    words.join(" ")
}

/// Which in a row: `1` is `pertama`, `13` is `ketiga belas`.
pub fn ordinal(number: u64) -> String {
    if number == 1 { "pertama".to_owned() } else { format!("ke{}", cardinal(number)) }
}

/// Digit by digit, as telephone numbers are said: `175` is `satu tujuh lima`. Other characters are left out.
pub fn digit_by_digit(text: &str) -> String {
    let digits = text.chars().filter_map(|c| c.to_digit(10));
    digits.map(|digit| DIGITS[digit as usize]).collect::<Vec<_>>().join(" ")
}

fn push_below_thousand(number: u64, words: &mut Vec<String>) {
    let digit = |number: u64| DIGITS[number as usize];
    match number / 100 {
        0 => {}
        1 => words.push("seratus".to_owned()),
        hundreds => words.push(format!("{} ratus", digit(hundreds))),
    }
    match number % 100 {
        0 => {}
        10 => words.push("sepuluh".to_owned()),
        11 => words.push("sebelas".to_owned()),
        rest @ 1..10 => words.push(digit(rest).to_owned()),
        rest @ 12..20 => words.push(format!("{} belas", digit(rest - 10))),
        rest => {
            words.push(format!("{} puluh", digit(rest / 10)));
            if rest % 10 > 0 {
                words.push(digit(rest % 10).to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        check(0, "nol");
        check(10, "sepuluh");
        check(11, "sebelas");
        check(12, "dua belas");
        check(19, "sembilan belas");
        check(20, "dua puluh");
        check(21, "dua puluh satu");
        check(100, "seratus");
        check(111, "seratus sebelas");
        check(1_000, "seribu");
        check(1_100, "seribu seratus");
        check(2_026, "dua ribu dua puluh enam");
        check(8_400, "delapan ribu empat ratus");
        check(11_000, "sebelas ribu");
        check(100_000, "seratus ribu");
        check(1_000_000, "satu juta");
        check(1_001_000, "satu juta seribu");
        check(42_000_000, "empat puluh dua juta");
        check(174_000_000, "seratus tujuh puluh empat juta");
        check(1_000_000_000, "satu miliar");
        check(
            u64::MAX,
            "delapan belas kuintiliun empat ratus empat puluh enam kuadriliun tujuh ratus empat puluh empat triliun \
             tujuh puluh tiga miliar tujuh ratus sembilan juta lima ratus lima puluh satu ribu enam ratus lima belas",
        );
    }

    #[test]
    fn places_in_a_row_and_telephone_numbers_are_said() {
        assert_eq!(ordinal(1), "pertama");
        assert_eq!(ordinal(13), "ketiga belas");
        assert_eq!(digit_by_digit("175"), "satu tujuh lima");
        assert_eq!(digit_by_digit("0281-123"), "nol dua delapan satu satu dua tiga");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Somebody who writes down what is said gets the number back.
        #[test]
        fn no_number_is_lost(number: u64, size in 0..64_u32) {
            let number = number >> size;
            prop_assert_eq!(heard(&cardinal(number)), Some(number));
        }

        #[test]
        fn only_words_are_said(number: u64) {
            prop_assert!(cardinal(number).split(' ').all(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase())));
        }
    }

    fn check(number: u64, words: &str) {
        assert_eq!(cardinal(number), words);
    }

    /// Words → number, by the grammar of the language and without the code above.
    fn heard(words: &str) -> Option<u64> {
        let (mut total, mut group, mut digit) = (0_u64, 0_u64, 0_u64);
        for word in words.split(' ') {
            match word {
                "sepuluh" => group += 10,
                "sebelas" => group += 11,
                "seratus" => group += 100,
                "seribu" => total += 1_000,
                "belas" => group += 10 + std::mem::take(&mut digit),
                "puluh" => group += 10 * std::mem::take(&mut digit),
                "ratus" => group += 100 * std::mem::take(&mut digit),
                "ribu" | "juta" | "miliar" | "triliun" | "kuadriliun" | "kuintiliun" => {
                    let power = ["ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun"]
                        .iter()
                        .position(|name| *name == word)?;
                    let count = std::mem::take(&mut group) + std::mem::take(&mut digit);
                    total += count * 1_000_u64.pow(power as u32 + 1);
                }
                word => digit = DIGITS.iter().position(|name| *name == word)? as u64,
            }
        }
        Some(total + group + digit)
    }
}
