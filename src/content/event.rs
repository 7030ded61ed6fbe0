//! Events: where one can ask in person.

pub mod recurrence;

use super::Decoder;
use super::front_matter::with_common;
use crate::diagnostic::{self, Location};
use crate::markdown::shortcode::InlineText;
use crate::vocabulary::{Date, Moment};
use crate::yaml::Spanned;
use crate::yaml::table::{Form, Key, Need, key};
use recurrence::Recurrence;

#[derive(Clone, Debug)]
pub struct Event {
    /// When it is held first; `None` only after a diagnostic.
    pub start: Option<Moment>,
    /// When that ends.
    pub end: Option<Moment>,
    pub recurrence: Option<Recurrence>,
    pub venue: InlineText,
    pub address: Option<InlineText>,
    pub region: Option<Spanned<String>>,
    pub coordinates: Option<Coordinates>,
    pub organizer: Option<InlineText>,
    /// Shown only with consent.
    pub contact: Option<InlineText>,
    pub fee: Option<InlineText>,
    pub capacity: Option<i64>,
    pub status: Status,
    /// How often its schedule was changed.
    pub revision: u32,
}

/// One time that an event is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub start: Moment,
    pub end: Option<Moment>,
}

impl Occurrence {
    pub fn last_day(self) -> Date {
        self.end.map_or(self.start.date, |end| end.date)
    }
}

impl Event {
    /// Every time it is held, in order; none only after a diagnostic.
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> {
        let first = self.start.into_iter();
        first.flat_map(move |start| {
            let days = self.recurrence.as_ref().map_or(vec![start.date], |recurrence| recurrence.days.clone());
            days.into_iter().map(move |date| Occurrence {
                start: Moment { date, ..start },
                end: self.end.map(|end| Moment { date: date.days_later(start.date.days_until(end.date)), ..end }),
            })
        })
    }

    /// The first time that is not over on a day, or else the last time.
    pub fn current(&self, today: Date) -> Option<Occurrence> {
        self.occurrences().find(|time| time.last_day() >= today).or_else(|| self.occurrences().last())
    }

    /// The last day of all.
    pub fn last_day(&self) -> Option<Date> {
        self.occurrences().last().map(Occurrence::last_day)
    }
}

/// Degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Scheduled,
    Postponed,
    Cancelled,
    Moved,
}

impl Status {
    /// The name authors write, which is also the theme's word `status_NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "terjadwal",
            Self::Postponed => "ditunda",
            Self::Cancelled => "batal",
            Self::Moved => "pindah",
        }
    }
}

const STATUS_NAMES: &[&str] = &["terjadwal", "ditunda", "batal", "pindah"];

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key("mulai", "start", Form::Moment, Need::Required, "Tanggal dan jam mulai.", "2026-12-05 09:00"),
        key("selesai", "end", Form::Moment, Need::Optional, "Tanggal dan jam selesai.", "2026-12-05 11:00"),
        key("tempat", "venue", Form::Text, Need::Required, "Nama tempat.", "Pendopo Kecamatan Cilongok"),
        key("alamat", "address", Form::Text, Need::Optional, "Alamat tempat.", "Jalan raya, dekat pasar"),
        key("kecamatan", "district", Form::Text, Need::Optional, "Kecamatannya.", "cilongok"),
        key("koordinat", "coordinates", Form::Text, Need::Optional, "Lintang, bujur.", "\"-7.37, 109.14\""),
        key(
            "penyelenggara",
            "organizer",
            Form::Text,
            Need::Optional,
            "Siapa yang mengadakan.",
            "Kantor cabang Purwokerto",
        ),
        key("kontak", "contact", Form::Text, Need::Optional, "Nomor yang bisa dihubungi; perlu izin.", "175"),
        key("biaya", "fee", Form::Text, Need::Optional, "Biaya ikut.", "Gratis"),
        key("kuota", "capacity", Form::Integer, Need::Optional, "Banyaknya tempat.", "100"),
        key("status", "event_status", Form::Choice(STATUS_NAMES), Need::Optional, "Keadaan acara.", "terjadwal"),
        key(
            "ulang",
            "recurrence",
            Form::Either(&Form::Text, &recurrence::PARTS),
            Need::Optional,
            "Kapan diulang, dan sampai kapan. \"mulai\" adalah yang pertama.",
            "setiap bulan, Rabu ke-2, sampai 2027-03-31",
        ),
        key("revisi", "revision", Form::Integer, Need::Optional, "Naikkan satu tiap jadwal berubah.", "1"),
    ])
}

pub fn decode(decoder: &mut Decoder<'_>) -> Event {
    let fields = decoder.fields;
    let (start, end) = (fields.moment("mulai"), fields.moment("selesai"));
    if let (Some(start), Some(end)) = (&start, &end)
        && ends_too_early(start.value, end.value)
    {
        let at = Location::span(decoder.path, end.span.clone());
        decoder.diagnostics.push(diagnostic::content::ends_before_start(at));
    }
    let is_in_order = start.as_ref().zip(end.as_ref()).is_none_or(|(start, end)| start.value.date <= end.value.date);
    let expires = fields.date("berakhir");
    let recurrence = start
        .as_ref()
        .filter(|_| is_in_order)
        .and_then(|start| recurrence::decode(decoder, start.value, end.as_ref(), expires));
    Event {
        start: start.map(|start| start.value),
        end: end.map(|end| end.value),
        recurrence,
        venue: decoder.inline("tempat").unwrap_or_default(),
        address: decoder.inline("alamat"),
        region: fields.text("kecamatan"),
        coordinates: coordinates(decoder),
        organizer: decoder.inline("penyelenggara"),
        contact: decoder.inline("kontak"),
        fee: decoder.inline("biaya"),
        capacity: fields.integer("kuota"),
        status: match decoder.text("status").as_deref() {
            Some("ditunda") => Status::Postponed,
            Some("batal") => Status::Cancelled,
            Some("pindah") => Status::Moved,
            _ => Status::Scheduled,
        },
        revision: fields.integer("revisi").and_then(|revision| revision.try_into().ok()).unwrap_or(0),
    }
}

/// A day without a time is the whole day: it cannot end before an hour of it.
fn ends_too_early(start: Moment, end: Moment) -> bool {
    let times = start.time.zip(end.time);
    end.date < start.date || end.date == start.date && times.is_some_and(|(start, end)| end < start)
}

/// Reads `-7.37, 109.14`.
pub fn coordinates(decoder: &mut Decoder<'_>) -> Option<Coordinates> {
    let written = decoder.fields.text("koordinat")?;
    let numbers = written.value.split_once(',').and_then(|(latitude, longitude)| {
        let latitude: f64 = latitude.trim().parse().ok()?;
        let longitude: f64 = longitude.trim().parse().ok()?;
        (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some(Coordinates { latitude, longitude })
    });
    if numbers.is_none() {
        let at = Location::span(decoder.path, written.span);
        decoder.diagnostics.push(diagnostic::content::ill_formed_coordinates(at, &written.value));
    }
    numbers
}
