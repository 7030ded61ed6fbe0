//! Problems in `kentongan.yaml`.

use super::{Diagnostic, Location, Text, suggestion};

/// The site's address is none.
pub fn unusable_base_url(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "alamat-portal-salah",
        location,
        Text::new(format!("\"{written}\" bukan alamat portal."), format!("\"{written}\" is not a site address.")),
        Text::new(
            "Tulis lengkap dengan https://, misalnya https://portal.example/bpu/",
            "Write it in full with https://, for example https://portal.example/bpu/",
        ),
    )
}

/// The site's address is still the one of the examples.
pub fn placeholder_base_url(location: Location, written: &str) -> Diagnostic {
    Diagnostic::warning(
        "alamat-portal-contoh",
        location,
        Text::new(
            format!("Alamat \"{written}\" hanya contoh. Kode QR, kabar, dan kalender akan memakainya."),
            format!("The address \"{written}\" is an example. QR codes, feeds and calendars will use it."),
        ),
        Text::new(
            "Ganti dengan alamat portal yang sebenarnya sebelum menayangkan.",
            "Put the real address of the site before publishing.",
        ),
    )
}

/// A menu entry that leads nowhere.
pub fn unknown_menu_link<'a>(
    location: Location,
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "menu-mati",
        location,
        Text::new(
            format!("Menu \"{written}\" tidak menuju bagian mana pun."),
            format!("The menu entry \"{written}\" leads to no section."),
        ),
        suggestion(written, known),
    )
}
