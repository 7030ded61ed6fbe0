//! Days of the week, by the names people write.

/// A day of the week. The week begins on Monday (ISO 8601), as on Indonesian calendars of offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const NAMES: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Weekday {
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Reads a name in either language; Sunday is also `Ahad`, Friday also `Jum'at`.
    pub fn parse(written: &str) -> Option<Self> {
        let name: String = written.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
        if name == "ahad" {
            return Some(Self::Sunday);
        }
        let named = |names: &[&str; 7]| names.iter().position(|known| known.to_lowercase() == name);
        named(&NAMES).or_else(|| named(&ENGLISH)).map(|place| Self::ALL[place])
    }

    pub fn name(self, english: bool) -> &'static str {
        let names = if english { &ENGLISH } else { &NAMES };
        names[self as usize]
    }

    /// As calendars name it (RFC 5545, 3.3.10): `WE`.
    pub fn code(self) -> &'static str {
        CODES[self as usize]
    }
}
