//! Procedures: what one does, step by step.

use super::Decoder;
use super::front_matter::with_common;
use crate::markdown::shortcode::InlineText;
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Procedure {
    pub steps: Vec<Step>,
    /// How to do it without a smartphone; every procedure must have such a way.
    pub without_app: InlineText,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub title: InlineText,
    pub body: Option<InlineText>,
    pub cost: Option<InlineText>,
    pub time: Option<InlineText>,
    pub papers: Vec<InlineText>,
    pub place: Option<InlineText>,
}

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key("langkah", "steps", Form::List(STEP), Need::Optional, "Langkah-langkahnya.", "\n  - judul: Siapkan KTP"),
        key(
            "tanpa_aplikasi",
            "without_app",
            Form::Text,
            Need::Required,
            "Cara tanpa HP pintar.",
            "Datang ke kantor cabang membawa KTP.",
        ),
    ])
}

static STEP: &Form = &Form::Fields(STEP_KEYS);

static STEP_KEYS: &[Key] = &[
    key("judul", "title", Form::Text, Need::Required, "Nama langkah.", "Siapkan KTP"),
    key("isi", "body", Form::Text, Need::Optional, "Penjelasan pendek.", "KTP asli, bukan fotokopi."),
    key("biaya", "cost", Form::Text, Need::Optional, "Biayanya.", "Gratis"),
    key("waktu", "time", Form::Text, Need::Optional, "Lama atau batas waktunya.", "15 menit"),
    key("syarat", "papers", Form::List(&Form::Text), Need::Optional, "Surat yang dibawa.", "[e-KTP]"),
    key("tempat", "place", Form::Text, Need::Optional, "Tempatnya.", "Kantor cabang"),
];

pub fn decode(decoder: &mut Decoder<'_>) -> Procedure {
    let fields = decoder.fields;
    let steps = fields.maps("langkah").map(|step| decode_step(&mut decoder.inside(step))).collect();
    Procedure { steps, without_app: decoder.inline("tanpa_aplikasi").unwrap_or_default() }
}

fn decode_step(decoder: &mut Decoder<'_>) -> Step {
    Step {
        title: decoder.inline("judul").unwrap_or_default(),
        body: decoder.inline("isi"),
        cost: decoder.inline("biaya"),
        time: decoder.inline("waktu"),
        papers: decoder.inline_list("syarat"),
        place: decoder.inline("tempat"),
    }
}
