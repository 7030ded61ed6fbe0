//! One entry of a calendar.

use crate::content::event::Coordinates;
use crate::content::event::recurrence::{End, Nth, Recurrence, Rule};
use crate::vocabulary::ics::{self, Ics};
use crate::vocabulary::{Date, Moment, Time, TimeZone, Weekday};

/// What calendars know of an event.
pub struct Entry {
    /// Stays the same while the event is the same.
    pub uid: String,
    pub stamp: Date,
    pub sequence: u32,
    pub status: &'static str,
    pub start: Moment,
    pub end: Option<Moment>,
    pub recurrence: Option<Recurrence>,
    pub summary: String,
    pub description: String,
    pub location: String,
    pub place: Option<Coordinates>,
    /// Absolute.
    pub url: String,
}

impl Entry {
    pub fn write(&self, ics: &mut Ics, zone: TimeZone) {
        ics.component("VEVENT", |ics| {
            ics.text("UID", &self.uid);
            // Documents are dated by the day.
            ics.property("DTSTAMP", &format!("{}T000000Z", ics::day(self.stamp)));
            ics.property("SEQUENCE", &self.sequence.to_string());
            ics.property("STATUS", self.status);
            ics.moment("DTSTART", self.start, zone);
            if let Some(end) = self.end() {
                ics.moment("DTEND", end, zone);
            }
            if let Some(recurrence) = &self.recurrence {
                ics.property("RRULE", &rule(recurrence, self.start, zone));
                for date in &recurrence.excepted {
                    ics.moment("EXDATE", Moment { date: *date, ..self.start }, zone);
                }
            }
            ics.text("SUMMARY", &self.summary);
            ics.text("DESCRIPTION", &self.description);
            if !self.location.is_empty() {
                ics.text("LOCATION", &self.location);
            }
            if let Some(place) = self.place {
                ics.property("GEO", &format!("{};{}", place.latitude, place.longitude));
            }
            ics.property("URL", &self.url);
        });
    }

    /// The end in the form of the start: a whole day ends where the next one begins.
    fn end(&self) -> Option<Moment> {
        let end = self.end?;
        match (self.start.time, end.time) {
            (None, _) => Some(Moment { date: end.date.next(), time: None }),
            (Some(_), Some(_)) => Some(end),
            // From an hour on, to a day: until that day is over.
            (Some(_), None) => Some(Moment { time: Some(Time { hour: 23, minute: 59 }), ..end }),
        }
    }
}

/// RFC 5545, 3.3.10.
fn rule(recurrence: &Recurrence, start: Moment, zone: TimeZone) -> String {
    let codes = |on: &[Weekday]| on.iter().map(|day| day.code()).collect::<Vec<_>>().join(",");
    let pattern = match &recurrence.rule {
        Rule::Days { interval } => format!("FREQ=DAILY;INTERVAL={interval}"),
        Rule::Weeks { interval, on } => format!("FREQ=WEEKLY;INTERVAL={interval};BYDAY={}", codes(on)),
        Rule::Months { interval } => format!("FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={}", start.date.day()),
        Rule::MonthWeekday { interval, nth, weekday } => {
            let nth = match nth {
                Nth::FromStart(number) => *number,
                Nth::Last => -1,
            };
            format!("FREQ=MONTHLY;INTERVAL={interval};BYDAY={nth}{}", weekday.code())
        }
    };
    match (recurrence.end, start.time) {
        (End::Count(count), _) => format!("{pattern};COUNT={count}"),
        (End::Until(until), None) => format!("{pattern};UNTIL={}", ics::day(until)),
        // Where the start has a time, the end is one in Coordinated Universal Time.
        (End::Until(until), Some(_)) => format!("{pattern};UNTIL={}", ics::end_of_day(until, zone)),
    }
}
