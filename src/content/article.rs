//! Articles, and the lessons of a series.

use super::Decoder;
use super::front_matter::with_common;
use crate::diagnostic::{self, Location};
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Article {
    /// The series this is a lesson of.
    pub series: Option<String>,
    /// Its place in the series.
    pub order: i64,
    /// The week of the schedule in which it is taught.
    pub week: Option<i64>,
}

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key("seri", "series", Form::Text, Need::Optional, "Nama seri pelajaran.", "kenal-bpu"),
        key("urutan", "order", Form::Integer, Need::Optional, "Urutan dalam seri.", "1"),
        key("minggu", "week", Form::Integer, Need::Optional, "Minggu ke berapa dipelajari.", "1"),
    ])
}

/// Ten years of weeks: a larger number is a slip.
const MOST_WEEKS: i64 = 520;

pub fn decode(decoder: &mut Decoder<'_>) -> Article {
    let week = decoder.fields.integer("minggu");
    let is_week = |week: i64| (1..=MOST_WEEKS).contains(&week);
    if let (Some(wrong), Some(written)) = (week.filter(|week| !is_week(*week)), decoder.fields.get("minggu")) {
        let at = Location::span(decoder.path, written.span.clone());
        decoder.diagnostics.push(diagnostic::recurrence::unusable_week(at, wrong, MOST_WEEKS));
    }
    Article {
        series: decoder.text("seri"),
        order: decoder.fields.integer("urutan").unwrap_or(0),
        week: week.filter(|week| is_week(*week)),
    }
}
