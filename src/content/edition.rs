//! Editions: what was handed out on paper, as a picture or as a file, and what it said.
//!
//! `kentongan pack` writes them; a build only reads them, so that the address on an old poster
//! goes on answering whether the poster still holds.

use crate::config::Config;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::SourceTree;
use crate::source::read::EDITIONS_FILE;
use crate::vocabulary::{Date, SourcePath};
use crate::yaml::table::{Fields, Form, Key, Need, Reading, key};
use crate::yaml::{self, Spanned, write};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One page as it was handed out once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Printed on it, and the last step of its address: `k7qx3`.
    pub code: String,
    /// The address of the page: `/manfaat/jkk/`.
    pub page: String,
    /// What the page was called.
    pub title: String,
    /// The day whose facts it states.
    pub day: Date,
    /// The district it was made for, by its id.
    pub region: Option<String>,
    /// What identifies the page's words, numbers left out.
    pub wording: String,
    pub statements: Vec<Statement>,
}

/// Something that a page states and that may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The same for the same statement on any day: `iuran.jkk/transportasi`, `acara.kapan`.
    pub key: String,
    pub label: String,
    pub value: String,
}

/// Letters and digits of a code: none that a reader takes for another.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
const CODE_LENGTH: usize = 5;

static STATEMENT_KEYS: &[Key] = &[
    key("kunci", "key", Form::Text, Need::Required, "Nama tetap dari keterangan ini.", "iuran.jkk"),
    key("nama", "label", Form::Text, Need::Required, "Nama yang dibaca orang.", "Iuran JKK"),
    key("isi", "value", Form::Text, Need::Required, "Yang tertulis di edisi itu.", "Rp8.400"),
];

static EDITION_KEYS: &[Key] = &[
    key("kode", "code", Form::Text, Need::Required, "Kode di kertas.", "k7qx3"),
    key("halaman", "page", Form::Text, Need::Required, "Alamat halamannya.", "/manfaat/jkk/"),
    key("judul", "title", Form::Text, Need::Required, "Judul halamannya waktu itu.", "Jaminan Kecelakaan Kerja"),
    key("tanggal", "date", Form::Date, Need::Required, "Hari yang angkanya tertulis.", "2026-11-22"),
    key("kecamatan", "region", Form::Text, Need::Optional, "Untuk kecamatan mana.", "cilongok"),
    key("teks", "wording", Form::Text, Need::Required, "Sidik kata-katanya.", "3f2a9c01"),
    key(
        "keterangan",
        "statements",
        Form::List(&Form::Fields(STATEMENT_KEYS)),
        Need::Optional,
        "Angka dan keterangan yang tertulis.",
        "[{kunci: iuran.jkk, nama: Iuran JKK, isi: Rp8.400}]",
    ),
];

pub static FILE_KEYS: &[Key] = &[key(
    "edisi",
    "editions",
    Form::List(&Form::Fields(EDITION_KEYS)),
    Need::Optional,
    "Semua yang pernah dibagikan.",
    "[]",
)];

/// What the file says before its first edition.
const PREAMBLE: &str = "\
# Semua edisi yang pernah dibagikan. Ditulis oleh `kentongan paket`.
# Jangan hapus: dari daftar ini dibuat alamat /e/KODE/ yang tercetak di kertas.
edisi:
";

/// Reads the editions, each with the place of its code.
pub fn parse(source: &SourceTree, config: &Config, diagnostics: &mut Diagnostics) -> Vec<Spanned<Edition>> {
    let Some(file) = source.text(EDITIONS_FILE) else { return Vec::new() };
    let path = SourcePath::new(EDITIONS_FILE).expect("the name of the file of editions is sound");
    let Some(node) = yaml::parse(&path, &file.text, 0..file.text.len(), diagnostics) else { return Vec::new() };
    let reading = Reading { path: &path, zone: config.zone };
    let fields = Fields::decode(&node, FILE_KEYS, reading, diagnostics);
    let mut editions: Vec<Spanned<Edition>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for fields in fields.maps("edisi") {
        let Some(edition) = edition(fields) else { continue };
        let at = Location::span(&path, edition.span.clone());
        if !is_code(&edition.value.code) {
            diagnostics.push(diagnostic::edition::ill_formed_code(at, &edition.value.code));
        } else if let Some(first) = places.get(&edition.value.code) {
            let first = &editions[*first].value;
            diagnostics.push(diagnostic::edition::code_used_twice(at, &edition.value.code, &first.page));
        } else {
            places.insert(edition.value.code.clone(), editions.len());
            editions.push(edition);
        }
    }
    editions
}

/// `None` after a diagnostic.
fn edition(fields: &Fields) -> Option<Spanned<Edition>> {
    let text = |key: &str| fields.text(key).map(|text| text.value);
    let code = fields.text("kode")?;
    let statements = fields.maps("keterangan").filter_map(|fields| {
        let text = |key: &str| fields.text(key).map(|text| text.value);
        Some(Statement { key: text("kunci")?, label: text("nama")?, value: text("isi")? })
    });
    let edition = Edition {
        code: code.value,
        page: text("halaman")?,
        title: text("judul")?,
        day: fields.date("tanggal")?,
        region: text("kecamatan"),
        wording: text("teks")?,
        statements: statements.collect(),
    };
    Some(Spanned { value: edition, span: code.span })
}

/// The code of what has this hash: `k7qx3`.
pub fn code_of(hash: &blake3::Hash) -> String {
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    hash.as_bytes()[..CODE_LENGTH].iter().map(letter).collect()
}

fn is_code(code: &str) -> bool {
    code.len() >= CODE_LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter))
}

/// The text of the file with more editions at its end.
pub fn append(file: Option<&str>, editions: &[Edition]) -> String {
    let mut text = file.map_or_else(String::new, |text| text.trim_end().to_owned());
    if text.is_empty() {
        text.push_str(PREAMBLE);
    } else {
        text.push('\n');
    }
    editions.iter().for_each(|edition| push(&mut text, edition));
    text
}

fn push(text: &mut String, edition: &Edition) {
    let mut line = |indent: &str, key: &str, value: &str| {
        let _ = writeln!(text, "{indent}{key}: {}", write::scalar(value));
    };
    line("  - ", "kode", &edition.code);
    line("    ", "halaman", &edition.page);
    line("    ", "judul", &edition.title);
    line("    ", "tanggal", &edition.day.to_string());
    if let Some(region) = &edition.region {
        line("    ", "kecamatan", region);
    }
    line("    ", "teks", &edition.wording);
    if edition.statements.is_empty() {
        return;
    }
    text.push_str("    keterangan:\n");
    for statement in &edition.statements {
        let mut line = |indent: &str, key: &str, value: &str| {
            let _ = writeln!(text, "{indent}{key}: {}", write::scalar(value));
        };
        line("      - ", "kunci", &statement.key);
        line("        ", "nama", &statement.label);
        line("        ", "isi", &statement.value);
    }
}

#[cfg(test)]
mod tests;
