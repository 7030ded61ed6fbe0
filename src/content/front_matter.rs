//! The front matter of every kind: where it stands, and the keys all kinds share.

use crate::config::budget;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::hidden::report;
use crate::vocabulary::{SourcePath, hidden};
use crate::yaml::table::{Form, Key, Need, key};
use std::ops::Range;

/// Largest front matter, in bytes.
const LIMIT: usize = 64 * 1024;

/// Finds the front matter between its two `---` lines, and the body after it. Empty lines may come first.
pub fn split(path: &SourcePath, text: &str, diagnostics: &mut Diagnostics) -> Option<(Range<usize>, Range<usize>)> {
    let mut lines = lines(text);
    let first = lines.find(|line| !text[line.clone()].trim().is_empty()).unwrap_or(0..0);
    let written = text[first.clone()].trim_end();
    let visible = hidden::without_hidden(written);
    if visible.is_some() {
        report(path, text, first.clone(), diagnostics);
    }
    let opening = visible.as_deref().unwrap_or(written).trim_end();
    if opening != "---" {
        let at = Location::span(path, first.start..first.start + written.len());
        diagnostics.push(match opening {
            "--" | "----" | "—" | "–-" | "***" => diagnostic::content::ill_formed_marker(at, opening),
            _ => diagnostic::content::missing_front_matter(at),
        });
        return None;
    }
    for line in lines {
        let content = text[line.clone()].trim_end();
        match content {
            "---" => {
                let front = first.end..line.start;
                if front.len() > LIMIT {
                    let at = Location::span(path, first.start..first.start + written.len());
                    diagnostics.push(diagnostic::content::front_matter_too_large(at, front.len(), LIMIT));
                    return None;
                }
                return Some((front, line.end..text.len()));
            }
            "--" | "----" | "—" => {
                let at = Location::span(path, line.start..line.start + content.len());
                diagnostics.push(diagnostic::content::ill_formed_marker(at, content));
                return None;
            }
            _ => {}
        }
    }
    diagnostics.push(diagnostic::content::unclosed_front_matter(Location::span(
        path,
        first.start..first.start + written.len(),
    )));
    None
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

/// The keys of every kind, followed by those of one kind.
pub fn with_common(own: Vec<Key>) -> Vec<Key> {
    let mut keys = vec![
        key("judul", "title", Form::Text, Need::Required, "Judul halaman.", "Jaminan Kematian"),
        key(
            "ringkasan",
            "description",
            Form::Text,
            Need::Required,
            "Satu kalimat untuk daftar dan mesin pencari.",
            "Santunan untuk keluarga.",
        ),
    ];
    keys.extend(own);
    keys.extend([
        key("judul_menu", "menu_title", Form::Text, Need::Optional, "Judul pendek untuk menu.", "Cara"),
        key("jenis", "type", Form::Choice(super::kind::NAMES), Need::Optional, "Jenis halaman.", "artikel"),
        key("tanggal", "date", Form::Date, Need::Optional, "Tanggal halaman.", "2026-11-22"),
        key("diperbarui", "updated", Form::Date, Need::Optional, "Terakhir diubah.", "2026-11-22"),
        key("diperiksa", "reviewed", Form::Date, Need::Optional, "Terakhir diperiksa kebenarannya.", "2026-11-22"),
        key(
            "periksa_lagi",
            "review_by",
            Form::Date,
            Need::Optional,
            "Harus diperiksa lagi sebelum tanggal ini.",
            "2027-05-22",
        ),
        key(
            "penanggung_jawab",
            "owner",
            Form::Text,
            Need::Optional,
            "Siapa yang menjaga halaman ini.",
            "Tim komunikasi",
        ),
        key(
            "tinjau_ditunda",
            "review_deferred",
            Form::Text,
            Need::Optional,
            "Mengapa halaman ini boleh tetap tayang walau belum diperiksa lagi.",
            "Menunggu jawaban kantor cabang.",
        ),
        key("sumber", "sources", Form::List(CITATION), Need::Optional, "Dari mana isinya.", "[pp-50-2025]"),
        key("draf", "draft", Form::Truth, Need::Optional, "Belum boleh tayang.", "ya"),
        key("terbit", "publish_at", Form::Date, Need::Optional, "Tayang mulai tanggal ini.", "2026-12-01"),
        key("berakhir", "expires", Form::Date, Need::Optional, "Hari terakhir tayang.", "2026-12-31"),
        key("slug", "url_name", Form::Text, Need::Optional, "Bagian akhir alamat halaman.", "jaminan-kematian"),
        key(
            "alias",
            "aliases",
            Form::List(&Form::Text),
            Need::Optional,
            "Alamat lama yang dialihkan ke sini.",
            "[/lama/]",
        ),
        key("bobot", "weight", Form::Integer, Need::Optional, "Urutan; yang kecil di depan.", "1"),
        key("wilayah", "regions", Form::List(&Form::Text), Need::Optional, "Kecamatan yang berkaitan.", "[cilongok]"),
        key(
            "pekerjaan",
            "occupations",
            Form::List(&Form::Text),
            Need::Optional,
            "Pekerjaan yang berkaitan.",
            "[penderes]",
        ),
        key("topik", "topics", Form::List(&Form::Text), Need::Optional, "Topik.", "[iuran]"),
        key(
            "gambar",
            "image",
            Form::Fields(IMAGE_KEYS),
            Need::Optional,
            "Gambar utama.",
            "{berkas: foto.jpg, alt: Penderes memanjat pohon kelapa}",
        ),
        key(
            "ingin",
            "task",
            Form::List(&Form::Text),
            Need::Optional,
            "Apa yang bisa dilakukan pembaca di sini: lanjutan dari \"Saya ingin …\".",
            "[mendaftar tanpa HP pintar]",
        ),
        key("wa", "whatsapp_text", Form::Text, Need::Optional, "Teks khusus untuk WhatsApp.", "Iuran sedang dipotong."),
        key("sms", "sms_text", Form::Text, Need::Optional, "Teks khusus untuk SMS.", "Iuran dipotong. Tanya 175."),
        key(
            "izin",
            "consent",
            Form::Fields(CONSENT_KEYS),
            Need::Optional,
            "Izin menampilkan nomor telepon atau wajah.",
            "{siapa: Pemilik toko, tanggal: 2026-11-01, untuk: nomor telepon}",
        ),
        key(
            "anggaran",
            "budget",
            Form::Fields(budget::OWN_KEYS),
            Need::Optional,
            "Batas berat halaman ini sendiri, dengan alasannya.",
            "{html: 9000, elemen: 900, alasan: Tabel iuran setahun harus utuh}",
        ),
        key("contoh", "example", Form::Truth, Need::Optional, "Hanya contoh.", "ya"),
        key("lain", "extra", Form::Free, Need::Optional, "Untuk keperluan tema sendiri.", "{warna: biru}"),
    ]);
    keys
}

/// A source of the facts by its id, or one written out.
static CITATION: &Form = &Form::Either(&Form::Text, &Form::Fields(SOURCE_KEYS));

static SOURCE_KEYS: &[Key] = &[
    key("judul", "title", Form::Text, Need::Required, "Judul sumber.", "PP 50/2025"),
    key("url", "link", Form::Address, Need::Optional, "Alamatnya.", "https://peraturan.bpk.go.id/"),
    key("tanggal", "date", Form::Text, Need::Optional, "Tanggal sumber.", "2025-12-22"),
];

static IMAGE_KEYS: &[Key] = &[
    key("berkas", "file", Form::Text, Need::Required, "Nama berkas gambar.", "foto.jpg"),
    key(
        "alt",
        "alternative",
        Form::Text,
        Need::Required,
        "Apa yang terlihat di gambar.",
        "Penderes memanjat pohon kelapa",
    ),
];

static CONSENT_KEYS: &[Key] = &[
    key("siapa", "who", Form::Text, Need::Required, "Siapa yang memberi izin.", "Pemilik toko"),
    key("tanggal", "date", Form::Date, Need::Required, "Kapan izin diberikan.", "2026-11-01"),
    key("untuk", "purpose", Form::Text, Need::Required, "Untuk apa.", "nomor telepon"),
    key("sampai", "until", Form::Date, Need::Optional, "Berlaku sampai.", "2027-11-01"),
];
