//! Questions with their answers.

use super::Decoder;
use super::front_matter::with_common;
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Question {
    /// One of [`GROUPS`]; the theme's word is `kelompok_NAME`.
    pub group: String,
}

/// In the order of lists.
pub const GROUPS: &[&str] = &["dasar", "daftar", "iuran", "bayar", "status", "klaim", "jht", "lokal", "penipuan"];

pub fn keys() -> Vec<Key> {
    with_common(vec![key("kelompok", "group", Form::Choice(GROUPS), Need::Required, "Kelompok pertanyaan.", "iuran")])
}

pub fn decode(decoder: &mut Decoder<'_>) -> Question {
    Question { group: decoder.text("kelompok").unwrap_or_default() }
}
