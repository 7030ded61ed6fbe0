//! Problems of `ingin`: what readers want to do.

use super::{Diagnostic, Location, Text};

/// "Saya ingin" written once more before what the page adds it to.
pub fn opening_repeated(location: Location, rest: &str) -> Diagnostic {
    Diagnostic::error(
        "ingin-diulang",
        location,
        Text::new(
            "Kata pembukanya sudah tertulis di halaman \"Saya ingin …\", jadi akan terbaca dua kali.",
            "The page \"Saya ingin …\" already has the opening words, so they would be read twice.",
        ),
        Text::new(format!("Cukup tulis: {rest}"), format!("Write only: {rest}")),
    )
}

/// One wish that leads to two pages.
pub fn doubled(location: Location, wish: &str, other: &str) -> Diagnostic {
    Diagnostic::error(
        "ingin-ganda",
        location,
        Text::new(
            format!("\"Saya ingin {wish}\" sudah ditulis di {other}."),
            format!("\"Saya ingin {wish}\" is already written in {other}."),
        ),
        Text::new(
            "Pembaca perlu satu tujuan. Hapus salah satunya, atau tulis bedanya.",
            "A reader needs one place to go. Delete one of them, or write what differs.",
        ),
    )
}
