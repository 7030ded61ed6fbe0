//! When an event is held, in words: its next date, how it is repeated, what comes after.

use super::writing::Writing;
use crate::content::event::recurrence::{Nth, Recurrence, Rule};
use crate::content::event::{Event, Status};
use crate::fact::print::say_date;
use crate::theme::words::Words;
use crate::vocabulary::{Date, Weekday};

/// So many days are named, of those that are left out and of those that follow.
const NAMED: usize = 3;

/// `Setiap bulan, Rabu kedua, sampai 10 Maret 2027`; `None` for what is held once, or is over.
pub fn pattern(event: &Event, writing: &Writing<'_>) -> Option<String> {
    let (words, today) = (writing.words, writing.site.today);
    let recurrence = event.recurrence.as_ref().filter(|_| !is_over(event, today))?;
    let excepted = recurrence.excepted.iter().copied().filter(|day| *day >= today).take(NAMED);
    Some(with_exceptions(recurrence, excepted, words))
}

/// The same on any day, with all that is left out.
pub fn whole_pattern(recurrence: &Recurrence, words: &Words) -> String {
    with_exceptions(recurrence, recurrence.excepted.iter().copied(), words)
}

fn with_exceptions(recurrence: &Recurrence, excepted: impl Iterator<Item = Date>, words: &Words) -> String {
    let last = recurrence.days.last().map_or_else(String::new, |last| say_date(*last, words));
    let pattern = fill("repeat_until", &[("pattern", words_of(recurrence, words)), ("date", last)], words);
    let excepted: Vec<String> = excepted.map(|day| say_date(day, words)).collect();
    if excepted.is_empty() {
        return pattern;
    }
    fill("repeat_except", &[("pattern", pattern), ("dates", excepted.join(", "))], words)
}

/// The days after the next one.
pub fn following(event: &Event, today: Date) -> Vec<Date> {
    let times = event.occurrences().filter(|time| time.last_day() >= today);
    times.skip(1).take(NAMED).map(|time| time.start.date).collect()
}

/// True once its last day has passed.
pub fn is_over(event: &Event, today: Date) -> bool {
    event.last_day().is_some_and(|last| last < today)
}

/// True for what is not held on the day that is written: postponed or cancelled.
pub fn is_off(event: &Event) -> bool {
    match event.status {
        Status::Postponed | Status::Cancelled => true,
        Status::Scheduled | Status::Moved => false,
    }
}

/// `BATAL`, where nobody may miss it; `None` for what is held as planned.
pub fn badge(event: &Event, words: &Words) -> Option<String> {
    match event.status {
        Status::Scheduled => None,
        status => Some(words.get(&format!("status_{}", status.name()))),
    }
}

fn words_of(recurrence: &Recurrence, words: &Words) -> String {
    let english = words.is_english();
    let number = |interval: i32| ("n", interval.to_string());
    // `repeat_week` for every week, `repeat_weeks` for every second one.
    let word = |name: &str, interval: i32| if interval == 1 { name.to_owned() } else { format!("{name}s") };
    match &recurrence.rule {
        Rule::Days { interval } => fill(&word("repeat_day", *interval), &[number(*interval)], words),
        Rule::Weeks { interval, on } => {
            fill(&word("repeat_week", *interval), &[number(*interval), ("days", names(on, words))], words)
        }
        Rule::Months { interval: 12 } => words.get("repeat_year"),
        Rule::Months { interval } => {
            let day = recurrence.days.first().map_or_else(String::new, |day| day.day().to_string());
            fill(&word("repeat_month", *interval), &[number(*interval), ("day", day)], words)
        }
        Rule::MonthWeekday { interval, nth, weekday } => {
            let nth = match nth {
                Nth::FromStart(number) => words.get(&format!("nth_{number}")),
                Nth::Last => words.get("nth_last"),
            };
            let values = [number(*interval), ("nth", nth), ("day", weekday.name(english).to_owned())];
            fill(&word("repeat_nth", *interval), &values, words)
        }
    }
}

/// `Selasa dan Kamis`
fn names(on: &[Weekday], words: &Words) -> String {
    let names: Vec<&str> = on.iter().map(|day| day.name(words.is_english())).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => words.fill("and", &[("list", &before.join(", ")), ("last", last)]),
        None => String::new(),
    }
}

fn fill(word: &str, values: &[(&str, String)], words: &Words) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    words.fill(word, &values)
}
