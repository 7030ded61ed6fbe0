//! Facts in words: amounts with their units, ends and next values.

use super::number::Number;
use super::reference::Group;
use super::{Amount, Fact, Publish, Resolved, Said, Unit};
use crate::theme::words::Words;
use crate::vocabulary::rupiah::group_thousands;
use crate::vocabulary::{Date, Rupiah};

/// A fact as it is printed in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// `Rp8.400`
    pub value: String,
    /// ` sampai 31 Desember 2026; mulai 1 Januari 2027 Rp16.800, kecuali ada aturan baru`, or nothing.
    pub rest: String,
    /// What must stand beside a value that is not certain.
    pub notice: Option<String>,
}

/// How much of a value's future a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Full,
    /// `Rp8.400 (sampai 31 Desember 2026, lalu Rp16.800)`
    Short,
}

/// Says a resolved fact in the words' language.
pub fn phrase(fact: &Fact, resolved: &Resolved, style: Style, words: &Words) -> Phrase {
    let say = |amount: &Amount, said: &Option<Said>| match said {
        Some(said) if words.is_english() => said.english.clone().unwrap_or_else(|| say_amount(fact, amount, words)),
        Some(said) => said.indonesian.clone(),
        None => say_amount(fact, amount, words),
    };
    let value = say(&resolved.amount, &resolved.said);
    let rest = match (resolved.until, &resolved.next, style) {
        (None, _, _) => String::new(),
        (Some(until), None, _) => format!(" {}", words.fill("fact_until", &[("date", &say_date(until, words))])),
        (Some(until), Some(next), Style::Full) => {
            let until = words.fill("fact_until", &[("date", &say_date(until, words))]);
            let date = say_date(next.from, words);
            let next_words = words.fill("fact_next", &[("date", &date), ("value", &say(&next.amount, &next.said))]);
            let caveat = if next.may_change { format!(", {}", words.get("fact_may_change")) } else { String::new() };
            format!(" {until}; {next_words}{caveat}")
        }
        (Some(until), Some(next), Style::Short) => {
            let (date, next) = (say_date(until, words), say(&next.amount, &next.said));
            words.fill("fact_then", &[("value", ""), ("date", &date), ("next", &next)])
        }
    };
    let notice = (resolved.publish == Publish::VerifyFirst).then(|| words.get("uncertain"));
    Phrase { value, rest, notice }
}

impl Phrase {
    /// The whole phrase as plain text, for titles, descriptions and messages.
    pub fn text(&self) -> String {
        match &self.notice {
            Some(notice) => format!("{}{} ({})", self.value, self.rest, notice.trim_end_matches('.')),
            None => format!("{}{}", self.value, self.rest),
        }
    }
}

/// A fact's name in the words' language, with the contribution group it is said for: `Iuran JKK (Pekerja lain)`.
pub fn label(fact: &Fact, group: Option<&Group>, words: &Words) -> String {
    let english = fact.english.as_ref().filter(|_| words.is_english());
    let label = english.and_then(|english| english.label.as_ref()).unwrap_or(&fact.label);
    group.map_or_else(|| label.clone(), |group| format!("{label} ({})", group.name))
}

/// An amount with its unit: `Rp8.400`, `50%`, `3 bulan`.
pub fn say_amount(fact: &Fact, amount: &Amount, words: &Words) -> String {
    let number = match amount {
        Amount::Text(text) => {
            let english = fact.english.as_ref().and_then(|english| english.value.clone());
            return english.filter(|_| words.is_english()).unwrap_or_else(|| text.clone());
        }
        Amount::Number(number) => *number,
    };
    let counted = |key: &str| {
        let singular = format!("{key}_one");
        let key = if number == Number::whole(1) && words.has(&singular) { &singular } else { key };
        words.fill(key, &[("n", &say_number(number, words))])
    };
    match fact.unit {
        Unit::Rupiah => Rupiah(number.rounded()).to_string(),
        Unit::Percent => format!("{}%", say_number(number, words)),
        Unit::Months => counted("satuan_bulan"),
        Unit::Years => counted("satuan_tahun"),
        Unit::Days => counted("satuan_hari"),
        Unit::WorkingDays => counted("satuan_hari_kerja"),
        Unit::Hours => counted("satuan_jam"),
        Unit::People => counted("satuan_orang"),
        Unit::Times => counted("satuan_kali"),
        Unit::Text => say_number(number, words),
    }
}

/// `1.868.446` or `5,51`; with English marks in English, except for rupiah.
fn say_number(number: Number, words: &Words) -> String {
    let hundredths = number.hundredths();
    let whole = group_thousands(hundredths.unsigned_abs() / 100);
    let whole = if words.is_english() { whole.replace('.', ",") } else { whole };
    let sign = if hundredths < 0 { "-" } else { "" };
    let decimals = match hundredths.unsigned_abs() % 100 {
        0 => return format!("{sign}{whole}"),
        rest if rest.is_multiple_of(10) => (rest / 10).to_string(),
        rest => format!("{rest:02}"),
    };
    let mark = if words.is_english() { '.' } else { ',' };
    format!("{sign}{whole}{mark}{decimals}")
}

pub fn say_date(date: Date, words: &Words) -> String {
    date.in_words(words.is_english())
}
