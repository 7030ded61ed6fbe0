//! Articles, and the lessons of a series.

use super::Decoder;
use super::front_matter::with_common;
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

pub fn decode(decoder: &mut Decoder<'_>) -> Article {
    Article {
        series: decoder.text("seri"),
        order: decoder.fields.integer("urutan").unwrap_or(0),
        week: decoder.fields.integer("minggu"),
    }
}
