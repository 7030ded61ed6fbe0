//! `ulang` → every day on which an event is held.
//!
//! Authors write a phrase (`setiap bulan, Rabu ke-2, sampai 2027-03-31`) or its parts under keys of
//! their own; both are read by the same words.

use crate::content::Decoder;
use crate::diagnostic::{self, Location};
use crate::vocabulary::{Date, Moment, Weekday};
use crate::yaml::Spanned;
use crate::yaml::table::{Fields, Form, Key, Need, Value, key};
use std::ops::Range;

/// An event that is held more than once.
#[derive(Clone, Debug)]
pub struct Recurrence {
    pub rule: Rule,
    pub end: End,
    /// Days of the pattern on which it is not held, in order.
    pub excepted: Vec<Date>,
    /// Every day on which it begins, in order; never empty.
    pub days: Vec<Date>,
}

/// How the days follow each other. An interval is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Days {
        interval: i32,
    },
    /// On these days of every week, or of every second one, …
    Weeks {
        interval: i32,
        on: Vec<Weekday>,
    },
    /// On the first event's day of the month.
    Months {
        interval: i32,
    },
    /// On the second Wednesday, on the last Friday.
    MonthWeekday {
        interval: i32,
        nth: Nth,
        weekday: Weekday,
    },
}

/// Which one of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// 1 to 5.
    FromStart(i32),
    Last,
}

/// When a pattern ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// On the last day there may be an event.
    Until(Date),
    /// After so many days of the pattern.
    Count(usize),
}

/// More than a year of days: whoever needs more has mistyped something, or writes a new event each year.
const MOST: usize = 400;
/// A pattern without an end is followed for so many months, and its author is told.
const MONTHS_WITHOUT_END: i32 = 12;
/// Largest interval: every 99 weeks.
const MOST_INTERVAL: i32 = 99;

/// The parts of a pattern under keys of their own.
pub static PARTS: Form = Form::Fields(KEYS);

static KEYS: &[Key] = &[
    key("setiap", "every", Form::Text, Need::Required, "Seberapa sering: hari, minggu, 2 minggu, bulan.", "minggu"),
    key("hari", "weekday", Form::List(&Form::Text), Need::Optional, "Hari apa saja.", "Rabu"),
    key("ke", "nth", Form::Text, Need::Optional, "Yang keberapa dalam sebulan, atau terakhir.", "2"),
    key("sampai", "until", Form::Date, Need::Optional, "Tidak ada lagi sesudah tanggal ini.", "2027-03-31"),
    key("kali", "count", Form::Integer, Need::Optional, "Berapa kali seluruhnya.", "6"),
    key("kecuali", "except", Form::List(&Form::Date), Need::Optional, "Tanggal yang dilewati.", "[2026-12-25]"),
];

/// What the words say, before it is known whether they make sense together.
#[derive(Default)]
struct Draft {
    interval: Option<i32>,
    unit: Option<Unit>,
    days: Vec<Weekday>,
    nth: Option<Nth>,
    until: Option<Date>,
    count: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Reads `ulang` of an event that is first held from `start` to `end`; reports what cannot be meant.
pub fn decode(
    decoder: &mut Decoder<'_>,
    start: Moment,
    end: Option<&Spanned<Moment>>,
    expires: Option<Date>,
) -> Option<Recurrence> {
    let written = decoder.fields.get("ulang")?;
    let whole = Location::span(decoder.path, written.span.clone());
    let (draft, excepted) = match &written.value {
        Value::Text(phrase) => {
            let mut draft = Draft::default();
            if !draft.read(phrase) {
                decoder.diagnostics.push(diagnostic::recurrence::unreadable(whole, phrase));
                return None;
            }
            (draft, Vec::new())
        }
        // What is wrong in itself was reported with the table.
        Value::Fields(fields) if fields.get("setiap").is_some() => (draft_of(fields, decoder)?, exceptions(fields)),
        _ => return None,
    };
    if draft.until.is_some() && draft.count.is_some() {
        decoder.diagnostics.push(diagnostic::recurrence::two_ends(whole));
        return None;
    }
    let rule = match draft.rule(start.date) {
        Ok(rule) => rule,
        Err(Senseless::WhichOne(weekday)) => {
            let nth = (start.date.day() as i32 - 1) / 7 + 1;
            decoder.diagnostics.push(diagnostic::recurrence::which_one(whole, weekday, nth));
            return None;
        }
        Err(Senseless::Words) => {
            decoder.diagnostics.push(diagnostic::recurrence::contradictory(whole));
            return None;
        }
    };
    let place = Place { whole, path: decoder.path, end };
    place.recurrence(rule, &draft, excepted, start, expires, decoder.diagnostics)
}

fn draft_of(fields: &Fields, decoder: &mut Decoder<'_>) -> Option<Draft> {
    let mut draft = Draft::default();
    let at = |written: &Spanned<String>| Location::span(decoder.path, written.span.clone());
    let every = fields.text("setiap")?;
    if !draft.read(&every.value) {
        decoder.diagnostics.push(diagnostic::recurrence::unreadable(at(&every), &every.value));
        return None;
    }
    for written in fields.texts("hari") {
        match Weekday::parse(&written.value) {
            Some(day) => draft.days.push(day),
            None => {
                decoder.diagnostics.push(diagnostic::recurrence::unknown_weekday(at(&written), &written.value));
                return None;
            }
        }
    }
    if let Some(written) = fields.text("ke") {
        match nth(&written.value) {
            Some(nth) => draft.nth = Some(nth),
            None => {
                decoder.diagnostics.push(diagnostic::recurrence::unknown_place(at(&written), &written.value));
                return None;
            }
        }
    }
    draft.until = fields.date("sampai").or(draft.until);
    draft.count = fields.integer("kali").or(draft.count);
    Some(draft)
}

fn exceptions(fields: &Fields) -> Vec<(Date, Range<usize>)> {
    let dates = fields.list("kecuali").iter();
    dates
        .filter_map(|item| match item.value {
            Value::Moment(moment) => Some((moment.date, item.span.clone())),
            _ => None,
        })
        .collect()
}

/// Where things stand that may have to be reported.
struct Place<'a> {
    whole: Location,
    path: &'a crate::vocabulary::SourcePath,
    end: Option<&'a Spanned<Moment>>,
}

impl Place<'_> {
    fn recurrence(
        self,
        rule: Rule,
        draft: &Draft,
        excepted: Vec<(Date, Range<usize>)>,
        start: Moment,
        expires: Option<Date>,
        diagnostics: &mut diagnostic::Diagnostics,
    ) -> Option<Recurrence> {
        let first = start.date;
        let end = match (draft.until.or(expires.filter(|_| draft.count.is_none())), draft.count) {
            (Some(until), _) => End::Until(until),
            (None, Some(count)) => End::Count(usize::try_from(count).unwrap_or(0)),
            (None, None) => {
                let until = first.months_later(MONTHS_WITHOUT_END);
                diagnostics.push(diagnostic::recurrence::endless(self.whole.clone(), until));
                End::Until(until)
            }
        };
        if matches!(end, End::Until(until) if until < first) || end == End::Count(0) {
            diagnostics.push(diagnostic::recurrence::ends_before_start(self.whole, first));
            return None;
        }
        let mut days = rule.days(first, end);
        if days.len() > MOST {
            diagnostics.push(diagnostic::recurrence::too_many(self.whole, MOST));
            return None;
        }
        if days.first() != Some(&first) {
            let next = days.first().copied().or_else(|| rule.days(first, End::Count(1)).first().copied());
            diagnostics.push(diagnostic::recurrence::does_not_meet_start(self.whole, first, next));
            return None;
        }
        if let (Some(end), [first, second, ..]) = (self.end, days.as_slice())
            && first.days_until(end.value.date) >= first.days_until(*second)
        {
            let at = Location::span(self.path, end.span.clone());
            diagnostics.push(diagnostic::recurrence::overlapping(at, *first));
        }
        for (day, span) in &excepted {
            if !days.contains(day) {
                let at = Location::span(self.path, span.clone());
                diagnostics.push(diagnostic::recurrence::needless_exception(at, *day));
            }
        }
        let mut excepted: Vec<Date> =
            excepted.into_iter().map(|(day, _)| day).filter(|day| days.contains(day)).collect();
        excepted.sort();
        excepted.dedup();
        days.retain(|day| !excepted.contains(day));
        if days.is_empty() {
            diagnostics.push(diagnostic::recurrence::never(self.whole));
            return None;
        }
        Some(Recurrence { rule, end, excepted, days })
    }
}

/// Why words do not make a pattern.
enum Senseless {
    /// Every month on a Wednesday, but which one?
    WhichOne(Weekday),
    Words,
}

impl Draft {
    /// Reads the words of a phrase; false when one of them is not understood.
    fn read(&mut self, phrase: &str) -> bool {
        let (pattern, until) = match phrase.split_once("sampai") {
            Some((pattern, until)) => (pattern, Some(until)),
            None => (phrase, None),
        };
        if let Some(written) = until {
            let Ok(date) = Date::parse(written.trim().trim_end_matches('.')) else { return false };
            self.until = Some(date);
        }
        let words: Vec<&str> = pattern.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let mut number: Option<i32> = None;
        for (index, written) in words.iter().enumerate() {
            let word = written.to_lowercase();
            let after = words.get(index + 1).and_then(|next| Weekday::parse(next));
            let unit = match word.as_str() {
                // "setiap hari Rabu": the word that only announces a name.
                "hari" if after.is_some() => continue,
                "hari" | "harian" | "day" | "days" | "daily" => Some(Unit::Day),
                // A week begins with a small letter, a Sunday with a capital one.
                "minggu" if *written == "Minggu" || index > 0 && words[index - 1].eq_ignore_ascii_case("hari") => None,
                "minggu" | "pekan" | "mingguan" | "week" | "weeks" | "weekly" => Some(Unit::Week),
                "bulan" | "bulanan" | "month" | "months" | "monthly" => Some(Unit::Month),
                "tahun" | "tahunan" | "year" | "years" | "yearly" | "annually" => Some(Unit::Year),
                _ => None,
            };
            let is_repeated = unit.is_some() && self.unit.is_some();
            if is_repeated {
                return false;
            }
            if let Some(unit) = unit {
                (self.unit, self.interval) = (Some(unit), number.take());
            } else if matches!(word.as_str(), "setiap" | "tiap" | "every" | "dan" | "and" | "pada" | "on" | "ke") {
            } else if matches!(word.as_str(), "kali" | "times") && number.is_some() {
                self.count = number.take().map(i64::from);
            } else if let Some(day) = Weekday::parse(written) {
                self.days.push(day);
            } else if let Some(found) = word.strip_prefix("ke-").map_or_else(|| ordinal(&word), nth) {
                self.nth = Some(found);
            } else if let (Ok(read), None) = (word.parse(), number) {
                number = Some(read);
            } else {
                return false;
            }
        }
        // "ke 2" leaves its number behind.
        if let (Some(left), true) = (number, words.iter().any(|word| word.eq_ignore_ascii_case("ke"))) {
            self.nth = nth(&left.to_string());
            number = self.nth.is_none().then_some(left);
        }
        number.is_none() && (self.unit.is_some() || !self.days.is_empty())
    }

    fn rule(&self, first: Date) -> Result<Rule, Senseless> {
        let interval = self.interval.unwrap_or(1);
        if !(1..=MOST_INTERVAL).contains(&interval) {
            return Err(Senseless::Words);
        }
        let unit = match (self.unit, self.nth) {
            (Some(unit), _) => unit,
            (None, Some(_)) => Unit::Month,
            (None, None) => Unit::Week,
        };
        let mut on = self.days.clone();
        on.sort();
        on.dedup();
        let months = if unit == Unit::Year { interval * 12 } else { interval };
        match (unit, self.nth, on.as_slice()) {
            (Unit::Day, None, []) => Ok(Rule::Days { interval }),
            (Unit::Week, None, []) => Ok(Rule::Weeks { interval, on: vec![first.day_of_week()] }),
            (Unit::Week, None, _) => Ok(Rule::Weeks { interval, on }),
            (Unit::Month | Unit::Year, None, []) => Ok(Rule::Months { interval: months }),
            (Unit::Month | Unit::Year, None, [weekday, ..]) => Err(Senseless::WhichOne(*weekday)),
            (Unit::Month | Unit::Year, Some(nth), []) => {
                Ok(Rule::MonthWeekday { interval: months, nth, weekday: first.day_of_week() })
            }
            (Unit::Month | Unit::Year, Some(nth), [weekday]) => {
                Ok(Rule::MonthWeekday { interval: months, nth, weekday: *weekday })
            }
            (Unit::Day, _, _) | (Unit::Week, Some(_), _) | (Unit::Month | Unit::Year, Some(_), _) => {
                Err(Senseless::Words)
            }
        }
    }
}

/// `2`, `terakhir`
fn nth(written: &str) -> Option<Nth> {
    let word = written.trim().to_lowercase();
    match word.trim_start_matches("ke-").parse() {
        Ok(number @ 1..=5) => Some(Nth::FromStart(number)),
        Ok(-1) => Some(Nth::Last),
        Ok(_) => None,
        Err(_) => ordinal(&word),
    }
}

fn ordinal(word: &str) -> Option<Nth> {
    match word {
        "pertama" | "kesatu" | "first" => Some(Nth::FromStart(1)),
        "kedua" | "second" => Some(Nth::FromStart(2)),
        "ketiga" | "third" => Some(Nth::FromStart(3)),
        "keempat" | "fourth" => Some(Nth::FromStart(4)),
        "kelima" | "fifth" => Some(Nth::FromStart(5)),
        "terakhir" | "last" => Some(Nth::Last),
        _ => None,
    }
}

impl Rule {
    /// The days of the pattern from `first` on; one more than [`MOST`] at most.
    fn days(&self, first: Date, end: End) -> Vec<Date> {
        let most = match end {
            End::Count(count) => count.min(MOST + 1),
            End::Until(_) => MOST + 1,
        };
        let is_within = |day: Date| match end {
            End::Until(until) => day <= until,
            End::Count(_) => true,
        };
        let mut days = Vec::new();
        // A month may lack its fifth Wednesday or its 31st, but no five years lack them all.
        for round in 0..(60 + MOST as i32) {
            let found = self.round(first, round);
            for day in found.into_iter().filter(|day| *day >= first) {
                if !is_within(day) || days.len() == most {
                    return days;
                }
                days.push(day);
            }
        }
        days
    }

    /// The days of one step of the pattern, in order.
    fn round(&self, first: Date, round: i32) -> Vec<Date> {
        match self {
            Self::Days { interval } => vec![first.days_later(round * interval)],
            Self::Weeks { interval, on } => {
                let monday = first.days_later(-(first.day_of_week() as i32));
                on.iter().map(|day| monday.days_later(round * interval * 7 + *day as i32)).collect()
            }
            Self::Months { interval } => {
                let month = first.add_months(round * interval);
                Date::new(month.year(), month.month(), first.day()).into_iter().collect()
            }
            Self::MonthWeekday { interval, nth, weekday } => {
                let month = first.add_months(round * interval);
                nth_weekday(month, *nth, *weekday).into_iter().collect()
            }
        }
    }
}

/// The second Wednesday of the month that begins on `month`; months have no fifth of every day.
fn nth_weekday(month: Date, nth: Nth, weekday: Weekday) -> Option<Date> {
    let offset = (weekday as i32 - month.day_of_week() as i32).rem_euclid(7);
    let in_week =
        |week: i32| Some(month.days_later(offset + 7 * (week - 1))).filter(|day| day.month() == month.month());
    match nth {
        Nth::FromStart(week) => in_week(week),
        Nth::Last => in_week(5).or_else(|| in_week(4)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(phrase: &str, first: &str) -> Option<Vec<String>> {
        let mut draft = Draft::default();
        let first = Date::parse(first).unwrap();
        let rule = draft.read(phrase).then(|| draft.rule(first).ok()).flatten()?;
        let end = draft.until.map(End::Until).or(draft.count.map(|count| End::Count(count as usize)));
        Some(rule.days(first, end.unwrap_or(End::Count(3))).iter().map(Date::to_string).collect())
    }

    #[track_caller]
    fn check(phrase: &str, first: &str, expected: &[&str]) {
        assert_eq!(
            days(phrase, first).as_deref(),
            Some(expected.iter().map(|day| (*day).into()).collect::<Vec<String>>()).as_deref(),
            "{phrase}"
        );
    }

    #[test]
    fn phrases_say_what_they_seem_to_say() {
        check("setiap minggu", "2026-12-02", &["2026-12-02", "2026-12-09", "2026-12-16"]);
        check("mingguan", "2026-12-02", &["2026-12-02", "2026-12-09", "2026-12-16"]);
        check("setiap Rabu", "2026-12-02", &["2026-12-02", "2026-12-09", "2026-12-16"]);
        check("setiap hari Minggu", "2026-12-06", &["2026-12-06", "2026-12-13", "2026-12-20"]);
        check("setiap hari", "2026-12-30", &["2026-12-30", "2026-12-31", "2027-01-01"]);
        check("tiap 2 minggu, 2 kali", "2026-12-02", &["2026-12-02", "2026-12-16"]);
        check(
            "setiap Selasa dan Kamis sampai 10 Desember 2026",
            "2026-12-03",
            &["2026-12-03", "2026-12-08", "2026-12-10"],
        );
        check("setiap bulan", "2026-12-31", &["2026-12-31", "2027-01-31", "2027-03-31"]);
        check("setiap bulan, Rabu ke-2", "2026-12-09", &["2026-12-09", "2027-01-13", "2027-02-10"]);
        check("setiap Jumat terakhir", "2026-12-25", &["2026-12-25", "2027-01-29", "2027-02-26"]);
        check("setiap Rabu kelima", "2026-12-30", &["2026-12-30", "2027-03-31", "2027-06-30"]);
        check("setiap bulan Rabu ke 2", "2026-12-09", &["2026-12-09", "2027-01-13", "2027-02-10"]);
        check("setiap tahun", "2028-02-29", &["2028-02-29", "2032-02-29", "2036-02-29"]);
    }

    proptest::proptest! {
        #[test]
        fn no_phrase_makes_the_program_panic(words in proptest::collection::vec("(setiap|ke|ke-)?[ ]?(-?[0-9]{0,12}|hari|minggu|Minggu|bulan|tahun|Rabu|kali|sampai|terakhir|2026-12-05|\\PC{0,4})", 0..7)) {
            let phrase = words.join(" ");
            let mut draft = Draft::default();
            let first = Date::parse("2026-12-31").unwrap();
            if draft.read(&phrase) && let Ok(rule) = draft.rule(first) {
                let end = draft.until.map_or(End::Count(usize::MAX), End::Until);
                let days = rule.days(first, end);
                proptest::prop_assert!(days.len() <= MOST + 1 && days.is_sorted());
            }
        }
    }

    #[test]
    fn words_that_say_nothing_are_not_guessed_at() {
        for phrase in
            ["", "kadang-kadang", "setiap", "setiap bulan Rabu", "setiap 0 minggu", "setiap 2", "setiap minggu bulan"]
        {
            assert_eq!(days(phrase, "2026-12-02"), None, "{phrase}");
        }
    }
}
