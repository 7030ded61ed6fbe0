//! Pages that nobody has checked for too long.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::Date;

/// A page whose check is too long ago.
pub fn overdue(location: Location, due: Date) -> Diagnostic {
    Diagnostic::warning(
        "tinjau-lewat",
        location,
        Text::new(
            format!("Halaman ini harus diperiksa lagi paling lambat {}.", due.in_words(false)),
            format!("This page was to be checked again by {}.", due.in_words(true)),
        ),
        renew(),
    )
}

/// A fact whose check is too long ago.
pub fn overdue_fact(location: Location, label: &str, due: Date) -> Diagnostic {
    Diagnostic::warning(
        "fakta-lewat-periksa",
        location,
        Text::new(
            format!("Fakta \"{label}\" harus diperiksa lagi paling lambat {}.", due.in_words(false)),
            format!("The fact \"{label}\" was to be checked again by {}.", due.in_words(true)),
        ),
        Text::new(
            "Cocokkan dengan sumbernya, lalu tulis diperiksa: dengan tanggal hari ini.",
            "Compare it with its source, then write diperiksa: with today's date.",
        ),
    )
}

/// The same for a page with amounts, where the configuration refuses those.
pub fn overdue_with_amounts(location: Location, due: Option<Date>) -> Diagnostic {
    let (id, en) = match due {
        Some(due) => (
            format!("Halaman ini memuat jumlah uang dan harus diperiksa paling lambat {}.", due.in_words(false)),
            format!("This page states amounts and was to be checked by {}.", due.in_words(true)),
        ),
        None => (
            "Halaman ini memuat jumlah uang dan belum pernah diperiksa.".into(),
            "This page states amounts and was never checked.".into(),
        ),
    };
    let hint = Text::new(
        "Periksa, lalu tulis diperiksa: dengan tanggal hari ini. Belum bisa? Tulis tinjau_ditunda: dan alasannya.",
        "Check it, then write diperiksa: with today's date. Not possible yet? Write tinjau_ditunda: and why.",
    );
    Diagnostic::error("tinjau-lewat-jumlah", location, Text::new(id, en), hint)
}

/// An overdue page that stays, with the reason its author gives.
pub fn deferred(location: Location, reason: &str) -> Diagnostic {
    Diagnostic::warning(
        "tinjau-ditunda",
        location,
        Text::new(
            format!("Lewat waktu periksa, tetapi boleh tayang. Alasannya: {reason}"),
            format!("Overdue for review, but allowed to stay. The reason: {reason}"),
        ),
        Text::new(
            "Hapus \"tinjau_ditunda\" begitu halamannya sudah diperiksa.",
            "Remove \"tinjau_ditunda\" as soon as the page is checked.",
        ),
    )
}

/// A page without a date of its last check.
pub fn never_checked(location: Location) -> Diagnostic {
    Diagnostic::warning(
        "belum-diperiksa",
        location,
        Text::new("Belum tercatat kapan halaman ini diperiksa.", "It is not recorded when this page was checked."),
        renew(),
    )
}

fn renew() -> Text {
    Text::new(
        "Periksa isinya, lalu tulis diperiksa: dengan tanggal hari ini.",
        "Check what it says, then write diperiksa: with today's date.",
    )
}
