//! Days, times of day and Indonesia's time zones.

pub mod pattern;

use super::weekday::Weekday;
use jiff::civil;
use std::fmt;

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    pub hour: u8,
    pub minute: u8,
}

/// A day, with the time of day where the author gave one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

/// One of Indonesia's three time zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeZone {
    Wib,
    Wita,
    Wit,
}

/// Why a written date is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Not in any form we know.
    Unreadable,
    /// `5 Desmber 2026`
    UnknownMonth,
    /// `2026-02-30`
    NoSuchDay,
    /// `25:00`
    NoSuchTime,
}

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().filter(|date| date.year() >= 1).map(Self)
    }

    /// Reads `2026-12-05` or `5 Desember 2026`.
    ///
    /// # Errors
    /// Says why the text is not a day.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let text = text.trim();
        let words: Vec<&str> = text.split_whitespace().collect();
        if let [day, month, year] = words[..] {
            let (Ok(day), Ok(year)) = (day.parse(), year.parse()) else { return Err(DateProblem::Unreadable) };
            let month = month_number(month).ok_or(DateProblem::UnknownMonth)?;
            return Self::new(year, month, day).ok_or(DateProblem::NoSuchDay);
        }
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(DateProblem::Unreadable) };
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return Err(DateProblem::Unreadable);
        }
        let number = |part: &str| part.parse::<i16>().map_err(|_| DateProblem::Unreadable);
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        Self::new(year, month as i8, day as i8).ok_or(DateProblem::NoSuchDay)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day after; the calendar's last day stays itself.
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(self, Self)
    }

    /// The day before; the calendar's first day stays itself.
    pub fn previous(self) -> Self {
        self.0.yesterday().map_or(self, Self)
    }

    /// The day `count` days later, or earlier when it is negative; within the calendar.
    pub fn days_later(self, count: i32) -> Self {
        use jiff::ToSpan;
        Self(self.0.saturating_add(count.days()))
    }

    /// Days from this date to `other`; negative when that lies before.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// The first day of this date's month.
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// The first day of the month `count` months later.
    pub fn add_months(self, count: i32) -> Self {
        use jiff::ToSpan;
        let first = self.0.first_of_month();
        Self(first.checked_add(count.months()).unwrap_or(first))
    }

    /// The same day `count` months later, or the last day of that month where it is shorter.
    pub fn months_later(self, count: i32) -> Self {
        use jiff::ToSpan;
        Self(self.0.checked_add(count.months()).unwrap_or(self.0))
    }

    /// `22 November 2026`, or `22 November 2026` with English names.
    pub fn in_words(self, english: bool) -> String {
        format!("{} {} {}", self.day(), self.month_name(english), self.year())
    }

    /// `November 2026`
    pub fn month_in_words(self, english: bool) -> String {
        format!("{} {}", self.month_name(english), self.year())
    }

    /// `Sabtu`
    pub fn weekday(self, english: bool) -> &'static str {
        self.day_of_week().name(english)
    }

    pub fn day_of_week(self) -> Weekday {
        Weekday::ALL[self.0.weekday().to_monday_zero_offset() as usize]
    }

    fn month_name(self, english: bool) -> &'static str {
        let names = if english { &MONTHS_ENGLISH } else { &MONTHS };
        names[self.month() as usize - 1]
    }
}

/// ISO 8601: `2026-11-22`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Time {
    /// Reads `09:00`, `9.00` or `09:00:00`.
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        let parts: Vec<&str> = text.split([':', '.']).collect();
        let (hour, minute) = match parts[..] {
            [hour, minute] | [hour, minute, "00"] => (hour, minute),
            _ => return Err(DateProblem::Unreadable),
        };
        let (Ok(hour), Ok(minute), true) = (hour.parse::<u8>(), minute.parse::<u8>(), minute.len() == 2) else {
            return Err(DateProblem::Unreadable);
        };
        if hour < 24 && minute < 60 { Ok(Self { hour, minute }) } else { Err(DateProblem::NoSuchTime) }
    }
}

/// The Indonesian way: `09.00`.
impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}.{:02}", self.hour, self.minute)
    }
}

impl Moment {
    /// Reads a day, optionally followed by a time: `2026-12-05 09:00`, `5 Desember 2026 09.00`,
    /// `2026-12-05T09:00:00+07:00`. An offset must be the zone's own.
    ///
    /// # Errors
    /// Says why the text is not a moment.
    pub fn parse(text: &str, zone: TimeZone) -> Result<Self, DateProblem> {
        let text = text.trim();
        match Date::parse(text) {
            Ok(date) => return Ok(Self { date, time: None }),
            Err(DateProblem::Unreadable) => {}
            Err(problem) => return Err(problem),
        }
        let offset = format!("+{:02}:00", zone.offset_hours());
        let local = text.strip_suffix(&offset).unwrap_or(text).trim_end();
        let local = ["WIB", "WITA", "WIT"].iter().find_map(|name| local.strip_suffix(name)).unwrap_or(local).trim_end();
        let (date, time) = match local.split_once('T') {
            Some((date, time)) if date.len() == 10 => (date, time),
            _ => local.rsplit_once(char::is_whitespace).ok_or(DateProblem::Unreadable)?,
        };
        let date = Date::parse(date)?;
        let time = Time::parse(time)?;
        Ok(Self { date, time: Some(time) })
    }

    /// ISO 8601, with the zone's offset when there is a time: `2026-12-05T09:00:00+07:00`.
    pub fn iso(self, zone: TimeZone) -> String {
        match self.time {
            None => self.date.to_string(),
            Some(time) => {
                format!("{}T{:02}:{:02}:00+{:02}:00", self.date, time.hour, time.minute, zone.offset_hours())
            }
        }
    }
}

impl TimeZone {
    /// Offset from UTC, in whole hours.
    ///
    /// Source: Keputusan Presiden 41/1987 on Indonesia's three time zones.
    pub fn offset_hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The zone's name in the database that calendars use.
    pub fn identifier(self) -> &'static str {
        match self {
            Self::Wib => "Asia/Jakarta",
            Self::Wita => "Asia/Makassar",
            Self::Wit => "Asia/Jayapura",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Wib, Self::Wita, Self::Wit].into_iter().find(|zone| zone.name().eq_ignore_ascii_case(name))
    }

    /// The day it is in this zone at a point in time, given in seconds since 1970 (UTC).
    pub fn day_at(self, unix_seconds: i64) -> Date {
        let offset = jiff::tz::Offset::constant(self.offset_hours());
        let timestamp = jiff::Timestamp::from_second(unix_seconds).unwrap_or_default();
        Date(offset.to_datetime(timestamp).date())
    }
}

fn month_number(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let short = name.trim_end_matches('.');
    let place = |months: &[&str]| {
        months.iter().position(|full| {
            let full = full.to_lowercase();
            full == name || (short.len() >= 3 && full.get(..3) == Some(short))
        })
    };
    place(&MONTHS).or_else(|| place(&MONTHS_ENGLISH)).map(|index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_forms() {
        let read = |text: &str| Date::parse(text).map(|date| date.to_string());
        assert_eq!(read("2026-12-05"), Ok("2026-12-05".into()));
        assert_eq!(read("5 Desember 2026"), Ok("2026-12-05".into()));
        assert_eq!(read("5 Des 2026"), Ok("2026-12-05".into()));
        assert_eq!(read("17 Agustsu 2026"), Err(DateProblem::UnknownMonth));
        assert_eq!(read("2026-02-30"), Err(DateProblem::NoSuchDay));
        assert_eq!(read("2026-13-40"), Err(DateProblem::NoSuchDay));
        assert_eq!(read("05/12/2026"), Err(DateProblem::Unreadable));
    }

    #[test]
    fn moments_carry_the_time_when_there_is_one() {
        let read = |text: &str| Moment::parse(text, TimeZone::Wib).map(|moment| moment.iso(TimeZone::Wib));
        assert_eq!(read("2026-12-05"), Ok("2026-12-05".into()));
        assert_eq!(read("2026-12-05 09:00"), Ok("2026-12-05T09:00:00+07:00".into()));
        assert_eq!(read("2026-12-05 09.30"), Ok("2026-12-05T09:30:00+07:00".into()));
        assert_eq!(read("2026-12-05T09:00:00+07:00"), Ok("2026-12-05T09:00:00+07:00".into()));
        assert_eq!(read("5 Desember 2026 09.00 WIB"), Ok("2026-12-05T09:00:00+07:00".into()));
        assert_eq!(read("2026-12-05 25:00"), Err(DateProblem::NoSuchTime));
        assert_eq!(read("17 Agustsu 2026"), Err(DateProblem::UnknownMonth));
        assert_eq!(read("17 Agustsu 2026 09.00"), Err(DateProblem::UnknownMonth));
        assert_eq!(read("2026-12-05T09:00:00+09:00"), Err(DateProblem::Unreadable));
    }

    #[test]
    fn months_are_added_from_the_first_day() {
        let date = Date::parse("2026-11-30").unwrap();
        assert_eq!(date.add_months(3).to_string(), "2027-02-01");
        assert_eq!(date.add_months(0).to_string(), "2026-11-01");
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        assert_eq!(TimeZone::Wib.day_at(1_798_736_399).to_string(), "2026-12-31");
        assert_eq!(TimeZone::Wib.day_at(1_798_736_400).to_string(), "2027-01-01");
    }
}
