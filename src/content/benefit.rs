//! Benefits: what one gets.

use super::Decoder;
use super::front_matter::with_common;
use crate::markdown::shortcode::InlineText;
use crate::yaml::Spanned;
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Benefit {
    /// `jkk`, `jkm` or `jht`; a benefit that belongs to several names none.
    pub program: Option<String>,
    /// Facts shown at the top: "Yang Anda dapat".
    pub facts: Vec<Spanned<String>>,
    pub audience: Option<InlineText>,
    /// Papers one must bring.
    pub papers: Vec<InlineText>,
    /// Link to the page that says how to claim it.
    pub procedure: Option<Spanned<String>>,
}

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key(
            "program",
            "programme",
            Form::Choice(&["jkk", "jkm", "jht"]),
            Need::Optional,
            "Program yang memberi manfaat ini.",
            "jkm",
        ),
        key("fakta", "facts", Form::List(&Form::Text), Need::Optional, "Fakta yang tampil di atas.", "[jkm-total]"),
        key("untuk", "who", Form::Text, Need::Optional, "Siapa yang berhak.", "Ahli waris peserta aktif."),
        key(
            "syarat",
            "papers",
            Form::List(&Form::Text),
            Need::Optional,
            "Surat yang dibawa.",
            "[e-KTP, Kartu Keluarga]",
        ),
        key("prosedur", "procedure", Form::Text, Need::Optional, "Halaman cara mengurusnya.", "/prosedur/klaim-jkm.md"),
    ])
}

pub fn decode(decoder: &mut Decoder<'_>) -> Benefit {
    Benefit {
        program: decoder.text("program"),
        facts: decoder.fields.texts("fakta"),
        audience: decoder.inline("untuk"),
        papers: decoder.inline_list("syarat"),
        procedure: decoder.fields.text("prosedur"),
    }
}
