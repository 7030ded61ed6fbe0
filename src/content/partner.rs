//! Partners: where one registers, pays, or is treated.

use super::Decoder;
use super::event::{Coordinates, coordinates};
use super::front_matter::with_common;
use crate::markdown::shortcode::InlineText;
use crate::yaml::Spanned;
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Partner {
    /// One of [`CATEGORIES`]; the theme's word is `kategori_NAME`.
    pub category: String,
    pub services: Vec<InlineText>,
    pub region: Option<Spanned<String>>,
    pub address: Option<InlineText>,
    /// Shown only with consent.
    pub phone: Option<Spanned<String>>,
    pub whatsapp: Option<Spanned<String>>,
    pub hours: Option<InlineText>,
    pub coordinates: Option<Coordinates>,
}

/// In the order of lists.
pub const CATEGORIES: &[&str] = &["daftar", "bayar", "perisai", "plkk", "umkm"];

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key("kategori", "category", Form::Choice(CATEGORIES), Need::Required, "Untuk apa orang datang.", "bayar"),
        key("layanan", "services", Form::List(&Form::Text), Need::Optional, "Yang dilayani.", "[Bayar iuran]"),
        key("kecamatan", "district", Form::Text, Need::Required, "Kecamatannya.", "ajibarang"),
        key("alamat", "address", Form::Text, Need::Optional, "Alamatnya.", "Jalan raya, dekat pasar"),
        key("telepon", "phone", Form::Text, Need::Optional, "Nomor telepon; perlu izin.", "\"0281…\""),
        key("whatsapp", "whatsapp_number", Form::Text, Need::Optional, "Nomor WhatsApp; perlu izin.", "\"0811…\""),
        key("jam", "hours", Form::Text, Need::Optional, "Jam buka.", "Senin–Jumat 08.00–15.00"),
        key("koordinat", "coordinates", Form::Text, Need::Optional, "Lintang, bujur.", "\"-7.37, 109.14\""),
    ])
}

pub fn decode(decoder: &mut Decoder<'_>) -> Partner {
    Partner {
        category: decoder.text("kategori").unwrap_or_default(),
        services: decoder.inline_list("layanan"),
        region: decoder.fields.text("kecamatan"),
        address: decoder.inline("alamat"),
        phone: decoder.fields.text("telepon"),
        whatsapp: decoder.fields.text("whatsapp"),
        hours: decoder.inline("jam"),
        coordinates: coordinates(decoder),
    }
}
