//! Lines of iCalendar (RFC 5545): escaped, folded at 75 octets, ended by CRLF.

use super::{Date, Moment, TimeZone};

/// Most octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar file as it is written.
#[derive(Debug, Default)]
pub struct Ics(String);

impl Ics {
    /// Writes a component with what stands in it.
    pub fn component(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.property("BEGIN", name);
        content(self);
        self.property("END", name);
    }

    /// A property whose value is in the form of its own type: a rule, a number, an address.
    pub fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", printable(value).replace('\n', " ")));
    }

    /// A property of words, which may have several lines.
    pub fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escape(value)));
    }

    /// A property that is a day, or a time of day in a zone that [`Ics::zone`] described.
    pub fn moment(&mut self, name: &str, moment: Moment, zone: TimeZone) {
        match moment.time {
            None => self.property(&format!("{name};VALUE=DATE"), &day(moment.date)),
            Some(_) => self.property(&format!("{name};TZID={}", zone.identifier()), &local(moment)),
        }
    }

    /// Describes a zone of Indonesia, which has no summer time.
    pub fn zone(&mut self, zone: TimeZone) {
        let offset = format!("+{:02}00", zone.offset_hours());
        self.component("VTIMEZONE", |ics| {
            ics.property("TZID", zone.identifier());
            ics.component("STANDARD", |ics| {
                ics.property("DTSTART", "19700101T000000");
                ics.property("TZOFFSETFROM", &offset);
                ics.property("TZOFFSETTO", &offset);
                ics.property("TZNAME", zone.name());
            });
        });
    }

    pub fn finish(self) -> String {
        self.0
    }

    /// Folds where a line is full, never inside a character.
    fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LINE;
        while rest.len() > room {
            let cut = (0..=room).rev().find(|place| rest.is_char_boundary(*place)).unwrap_or(room);
            self.0.push_str(&rest[..cut]);
            self.0.push_str("\r\n ");
            rest = &rest[cut..];
            // The blank that begins a folded line counts.
            room = LINE - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// `20270101`
pub fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// `20270101T090000`, midnight where no time is given.
pub fn local(moment: Moment) -> String {
    let (hour, minute) = moment.time.map_or((0, 0), |time| (time.hour, time.minute));
    format!("{}T{hour:02}{minute:02}00", day(moment.date))
}

/// The last second of a day in a zone, in Coordinated Universal Time. Indonesia is east of Greenwich.
pub fn end_of_day(date: Date, zone: TimeZone) -> String {
    format!("{}T{:02}5959Z", day(date), 23 - zone.offset_hours())
}

/// Escapes words (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Without control characters, which would end a line or mean nothing.
fn printable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_escaped_and_folded_between_characters() {
        let mut ics = Ics::default();
        ics.text("SUMMARY", "a,b;c\\d\r\ne\u{7}");
        ics.text("X", &"é".repeat(80));
        let text = ics.finish();
        assert!(text.starts_with("SUMMARY:a\\,b\\;c\\\\d\\ne\r\nX:é"), "{text}");
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= LINE), "{lines:?}");
        assert_eq!(text.replace("\r\n ", "").matches('é').count(), 80);
    }

    #[test]
    fn a_day_ends_before_midnight_of_its_own_zone() {
        assert_eq!(end_of_day(Date::parse("2027-03-31").unwrap(), TimeZone::Wib), "20270331T165959Z");
    }
}
