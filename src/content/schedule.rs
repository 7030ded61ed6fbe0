//! `jadwal`: when a group goes through a series of lessons, one week after the other.

use super::Decoder;
use crate::vocabulary::{Date, Moment};
use crate::yaml::Spanned;
use crate::yaml::table::{Form, Key, Need, Value, key};
use std::ops::Range;

/// A group's way through a series.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The only series of the folder when `None`.
    pub series: Option<Spanned<String>>,
    /// The first lesson.
    pub start: Moment,
    pub group: Option<String>,
    pub region: Option<Spanned<String>>,
    pub venue: Option<String>,
    /// How long a lesson takes.
    pub minutes: u32,
    /// Days on which there is no lesson: it and all after it come a week later.
    pub off: Vec<Date>,
    /// How often it was changed.
    pub revision: u32,
    pub span: Range<usize>,
}

/// An hour: what people come for after work.
const MINUTES: u32 = 60;

pub static KEYS: &[Key] = &[
    key("seri", "series", Form::Text, Need::Optional, "Nama serinya, kalau di folder ini ada beberapa.", "kenal-bpu"),
    key("mulai", "start", Form::Moment, Need::Required, "Hari dan jam pelajaran pertama.", "2026-12-07 19:00"),
    key("kelompok", "group", Form::Text, Need::Optional, "Nama kelompoknya.", "Penderes Cilongok"),
    key("kecamatan", "district", Form::Text, Need::Optional, "Kecamatannya.", "cilongok"),
    key("tempat", "venue", Form::Text, Need::Optional, "Tempat berkumpul.", "Balai desa"),
    key("lama", "minutes", Form::Integer, Need::Optional, "Lama satu pelajaran, dalam menit.", "60"),
    key(
        "libur",
        "holidays",
        Form::List(&Form::Date),
        Need::Optional,
        "Tanggal tanpa pelajaran; pelajarannya mundur seminggu.",
        "[2026-12-28]",
    ),
    key("revisi", "revision", Form::Integer, Need::Optional, "Naikkan satu tiap jadwal berubah.", "1"),
];

pub fn decode(decoder: &Decoder<'_>) -> Vec<Schedule> {
    let maps = decoder.fields.maps("jadwal");
    maps.filter_map(|fields| {
        let number = |name: &str| fields.integer(name).and_then(|number| u32::try_from(number).ok());
        let off = fields.list("libur").iter().filter_map(|item| match item.value {
            Value::Moment(moment) => Some(moment.date),
            _ => None,
        });
        Some(Schedule {
            series: fields.text("seri"),
            start: fields.moment("mulai")?.value,
            group: fields.text("kelompok").map(|group| group.value),
            region: fields.text("kecamatan"),
            venue: fields.text("tempat").map(|venue| venue.value),
            minutes: number("lama").filter(|minutes| (1..=600).contains(minutes)).unwrap_or(MINUTES),
            off: off.collect(),
            revision: number("revisi").unwrap_or(0),
            span: fields.span.clone(),
        })
    })
    .collect()
}
