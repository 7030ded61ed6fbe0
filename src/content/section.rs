//! Sections: the text of a folder, of a term, or of the home page.

use super::Decoder;
use super::front_matter::with_common;
use super::schedule::{self, Schedule};
use crate::markdown::shortcode::InlineText;
use crate::yaml::Spanned;
use crate::yaml::table::{Form, Key, Need, key};

#[derive(Clone, Debug)]
pub struct Section {
    pub order: Order,
    /// Pages of a list; the portal's number when `None`.
    pub per_page: Option<usize>,
    /// What the home page shows, in order.
    pub blocks: Vec<Block>,
    /// When groups go through the series of this folder.
    pub schedules: Vec<Schedule>,
}

/// How a section's pages are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Weight,
    /// Newest first; events by their day, next first.
    Date,
    Title,
}

/// One block of the home page.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub title: InlineText,
    pub body: Option<InlineText>,
    pub link: Option<Spanned<String>>,
    pub label: Option<InlineText>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Emergency,
    Link,
    Events,
    Places,
    Regions,
    Questions,
}

const BLOCK_KINDS: &[&str] = &["darurat", "tautan", "acara", "tempat", "wilayah", "tanya-jawab"];

impl BlockKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Emergency => "darurat",
            Self::Link => "tautan",
            Self::Events => "acara",
            Self::Places => "tempat",
            Self::Regions => "wilayah",
            Self::Questions => "tanya-jawab",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Emergency, Self::Link, Self::Events, Self::Places, Self::Regions, Self::Questions];
        all.into_iter().find(|kind| kind.name() == name)
    }
}

pub fn keys() -> Vec<Key> {
    with_common(vec![
        key(
            "urut",
            "sort_by",
            Form::Choice(&["bobot", "tanggal", "judul"]),
            Need::Optional,
            "Urutan isi bagian.",
            "bobot",
        ),
        key("per_halaman", "paginate_by", Form::Integer, Need::Optional, "Banyaknya isi satu halaman daftar.", "20"),
        key("blok", "blocks", Form::List(BLOCK), Need::Optional, "Isi beranda.", "\n  - jenis: acara"),
        key(
            "jadwal",
            "schedule",
            Form::List(SCHEDULE),
            Need::Optional,
            "Kapan kelompok mempelajari seri di folder ini.",
            "\n  - {mulai: 2026-12-07 19:00, kelompok: Penderes Cilongok, kecamatan: cilongok}",
        ),
    ])
}

static SCHEDULE: &Form = &Form::Fields(schedule::KEYS);
static BLOCK: &Form = &Form::Fields(BLOCK_KEYS);

static BLOCK_KEYS: &[Key] = &[
    key("jenis", "type", Form::Choice(BLOCK_KINDS), Need::Required, "Jenis blok.", "tautan"),
    key("judul", "title", Form::Text, Need::Required, "Judul blok.", "Daftar"),
    key("isi", "body", Form::Text, Need::Optional, "Satu dua kalimat.", "Siapkan KTP."),
    key("tautan", "link", Form::Text, Need::Optional, "Halaman yang dituju.", "/prosedur/daftar.md"),
    key("label", "label", Form::Text, Need::Optional, "Tulisan pada tautan.", "Cara daftar"),
];

pub fn decode(decoder: &mut Decoder<'_>) -> Section {
    let fields = decoder.fields;
    let blocks = fields
        .maps("blok")
        .filter_map(|block| {
            let kind = BlockKind::from_name(&block.text("jenis")?.value)?;
            let mut decoder = decoder.inside(block);
            Some(Block {
                kind,
                title: decoder.inline("judul").unwrap_or_default(),
                body: decoder.inline("isi"),
                link: block.text("tautan"),
                label: decoder.inline("label"),
            })
        })
        .collect();
    Section {
        order: match decoder.text("urut").as_deref() {
            Some("tanggal") => Order::Date,
            Some("judul") => Order::Title,
            _ => Order::Weight,
        },
        schedules: schedule::decode(decoder),
        per_page: fields.integer("per_halaman").and_then(|n| n.try_into().ok()).filter(|n| *n > 0),
        blocks,
    }
}
