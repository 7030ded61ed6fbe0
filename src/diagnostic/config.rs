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

/// A length of time that is none.
pub fn unreadable_interval(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "jangka-tidak-terbaca",
        location,
        Text::new(format!("\"{written}\" bukan jangka waktu."), format!("\"{written}\" is not a length of time.")),
        Text::new(
            "Tulis angka dan satuannya, misalnya 6 bulan, 30 hari, 2 minggu, atau 1 tahun.",
            "Write a number and its unit in Indonesian, such as 6 bulan (months), 30 hari (days), 2 minggu (weeks).",
        ),
    )
}

/// A length in words that nothing could keep.
pub fn unusable_length(location: Location, written: i64) -> Diagnostic {
    Diagnostic::error(
        "panjang-salah",
        location,
        Text::new(format!("{written} bukan banyaknya kata."), format!("{written} is not a number of words.")),
        Text::new("Tulis angka yang lebih besar dari 0.", "Write a number above 0."),
    )
}

/// Less than no kilobytes.
pub fn unusable_data_saver(location: Location, written: i64) -> Diagnostic {
    Diagnostic::error(
        "hemat-data-salah",
        location,
        Text::new(format!("{written} bukan banyaknya kB."), format!("{written} is not a number of kB.")),
        Text::new(
            "Tulis angka mulai 0, misalnya hemat_data: 20. Dengan 0 semua gambar baru tampil bila diminta.",
            "Write a number from 0, for example hemat_data: 20. With 0 every picture shows only when asked for.",
        ),
    )
}
