//! Days, weeks and months of a count.

use crate::reach::tally::Tally;
use crate::report::Speech;
use crate::vocabulary::Date;
use std::collections::BTreeMap;

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Day,
    /// From Monday on.
    Week,
    Month,
}

/// A day, week or month, as far as it lies between the first day and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub last: Date,
    pub visits: u64,
}

/// So many rows are read, not more.
const MOST_DAYS: i32 = 31;
const MOST_DAYS_IN_WEEKS: i32 = 26 * 7;

impl By {
    /// What shows a span in a table that can be read.
    pub fn fitting(days: Option<(Date, Date)>) -> Self {
        let count = days.map_or(1, |(first, last)| first.days_until(last) + 1);
        if count <= MOST_DAYS {
            Self::Day
        } else if count <= MOST_DAYS_IN_WEEKS {
            Self::Week
        } else {
            Self::Month
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "hari" | "day" => Some(Self::Day),
            "minggu" | "week" => Some(Self::Week),
            "bulan" | "month" => Some(Self::Month),
            _ => None,
        }
    }

    /// For machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The first day of the period that a day lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let monday = Date::new(2000, 1, 3).expect("a Monday");
                day.days_later(-monday.days_until(day).rem_euclid(7))
            }
            Self::Month => day.first_of_month(),
        }
    }

    fn next(self, start: Date) -> Date {
        match self {
            Self::Day => start.next(),
            Self::Week => start.days_later(7),
            Self::Month => start.add_months(1),
        }
    }
}

impl Period {
    /// `Rabu, 18 November 2026`, `16–22 November 2026`, `November 2026`
    pub fn in_words(&self, by: By, speech: Speech) -> String {
        let english = speech == Speech::English;
        let is_whole_month = self.first == self.first.first_of_month() && self.last.next() == self.first.add_months(1);
        match by {
            By::Day => format!("{}, {}", self.first.weekday(english), self.first.in_words(english)),
            By::Month if is_whole_month => self.first.month_in_words(english),
            By::Week | By::Month => span(self.first, self.last, english),
        }
    }
}

/// `16–22 November 2026`
pub fn span(first: Date, last: Date, english: bool) -> String {
    let whole = last.in_words(english);
    let of_month = |day: Date| (day.year(), day.month());
    if first == last {
        whole
    } else if of_month(first) == of_month(last) {
        format!("{}–{whole}", first.day())
    } else {
        let first = first.in_words(english);
        let year = format!(" {}", last.year());
        let first = first.strip_suffix(&year).unwrap_or(&first);
        format!("{first} – {whole}")
    }
}

/// All periods from the first day to the last.
pub fn periods(tally: &Tally, by: By) -> Vec<Period> {
    let Some((first, last)) = tally.days else { return Vec::new() };
    let mut visits: BTreeMap<Date, u64> = BTreeMap::new();
    for ((day, _), count) in &tally.by_day {
        *visits.entry(by.start(*day)).or_default() += count;
    }
    let mut periods = Vec::new();
    let mut start = by.start(first);
    while start <= last {
        let next = by.next(start);
        periods.push(Period {
            first: start.max(first),
            last: next.previous().min(last),
            visits: visits.get(&start).copied().unwrap_or(0),
        });
        start = next;
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(By::Week.start(day("2026-11-22")), day("2026-11-16"));
        assert_eq!(By::Week.start(day("2026-11-23")), day("2026-11-23"));
        assert_eq!(By::Week.start(day("1999-12-31")), day("1999-12-27"));
    }

    #[test]
    fn spans_say_no_more_than_they_must() {
        assert_eq!(span(day("2026-11-16"), day("2026-11-22"), false), "16–22 November 2026");
        assert_eq!(span(day("2026-11-30"), day("2026-12-06"), false), "30 November – 6 Desember 2026");
        assert_eq!(span(day("2026-12-28"), day("2027-01-03"), false), "28 Desember 2026 – 3 Januari 2027");
        assert_eq!(span(day("2026-12-28"), day("2026-12-28"), true), "28 December 2026");
    }

    #[test]
    fn every_day_between_has_its_period() {
        let mut tally = Tally { days: Some((day("2026-11-18"), day("2026-12-02"))), ..Tally::default() };
        let way = tally.ways.number("", true);
        tally.by_day.insert((day("2026-11-20"), way), 3);
        let found: Vec<_> = periods(&tally, By::Week);
        let expected =
            [("2026-11-18", "2026-11-22", 3), ("2026-11-23", "2026-11-29", 0), ("2026-11-30", "2026-12-02", 0)];
        assert_eq!(found, expected.map(|(first, last, visits)| Period { first: day(first), last: day(last), visits }));
    }
}
