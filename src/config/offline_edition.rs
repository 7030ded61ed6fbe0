//! The portal as single files that are passed from phone to phone: whether they are made, and of what.

use super::budget;
use crate::diagnostic::Diagnostics;
use crate::vocabulary::SourcePath;
use crate::yaml::Spanned;
use crate::yaml::table::{Fields, Form, Key, Need, key};

/// What is made into files to keep.
#[derive(Clone, Debug)]
pub struct OfflineEditions {
    pub is_wanted: bool,
    /// Addresses of sections and pages that the files of a district and of an occupation hold besides
    /// what is theirs; benefits, procedures and questions where none is written.
    pub pages: Vec<Spanned<String>>,
    /// Most bytes of a file with the whole portal, as it lies on a phone.
    pub whole: u64,
    /// Most bytes of the file of a district or an occupation.
    pub small: u64,
}

/// What most phones still open at once, and what a group still passes on.
const WHOLE: u64 = 1_000_000;
const SMALL: u64 = 150_000;

pub static KEYS: &[Key] = &[
    key(
        "aktif",
        "enabled",
        Form::Truth,
        Need::Required,
        "Apakah portal juga dibuat sebagai berkas untuk dibaca tanpa internet.",
        "ya",
    ),
    key(
        "halaman",
        "pages",
        Form::List(&Form::Text),
        Need::Optional,
        "Bagian dan halaman dalam berkas tiap kecamatan dan tiap pekerjaan.",
        "[/manfaat/, /prosedur/, /penipuan.md]",
    ),
    key("seluruh", "whole", Form::Integer, Need::Optional, "Batas berkas seluruh portal, dalam bita.", "1000000"),
    key(
        "sebagian",
        "small",
        Form::Integer,
        Need::Optional,
        "Batas berkas satu kecamatan atau satu pekerjaan, dalam bita.",
        "150000",
    ),
];

/// Reads the setting; without it no such files are made.
pub fn parse(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> OfflineEditions {
    let mut editions = OfflineEditions { is_wanted: false, pages: Vec::new(), whole: WHOLE, small: SMALL };
    let Some(fields) = fields.map("simpan") else { return editions };
    editions.is_wanted = fields.is("aktif");
    editions.pages = fields.texts("halaman");
    let mut limit = |key: &str, built_in: u64| budget::positive(path, fields, key, diagnostics).unwrap_or(built_in);
    editions.whole = limit("seluruh", WHOLE);
    editions.small = limit("sebagian", SMALL);
    editions
}
