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

/// The site's address has signs that mean something else in a server's configuration.
pub fn no_server_rules(location: Location, path: &str) -> Diagnostic {
    Diagnostic::warning(
        "aturan-server-tidak-ditulis",
        location,
        Text::new(
            format!("Aturan untuk server tidak ditulis, karena alamat portal memuat tanda khusus: \"{path}\"."),
            format!("No rules for servers are written, because the site's address has special signs: \"{path}\"."),
        ),
        Text::new(
            "Pakai huruf, angka, dan tanda hubung saja di base_url. Kalau aturannya tidak perlu, tulis \"server: []\".",
            "Use only letters, digits and hyphens in base_url. If no rules are needed, write \"server: []\".",
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

/// A page to be kept on phones that is not there.
pub fn unknown_offline_page<'a>(
    location: Location,
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "halaman-luring-mati",
        location,
        Text::new(
            format!("Halaman \"{written}\" tidak ada, jadi tidak bisa disimpan di HP pembaca."),
            format!("There is no page \"{written}\" that readers' phones could keep."),
        ),
        suggestion(written, known),
    )
}

/// More pages to be kept on phones than readers can be expected to pay for.
pub fn too_many_offline_pages(location: Location, most: usize) -> Diagnostic {
    Diagnostic::error(
        "halaman-luring-terlalu-banyak",
        location,
        Text::new(
            format!("Mulai dari sini halaman luring sudah lebih dari {most}."),
            format!("From here on there are more than {most} offline pages."),
        ),
        Text::new(
            "Pilih yang dibutuhkan semua orang. Halaman ini diambil tanpa diminta, dengan kuota pembaca. \
             Halaman lain disimpan begitu dibuka.",
            "Choose those that everybody needs. These are fetched unasked, from data that readers pay for. \
             Other pages are kept once they are opened.",
        ),
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

/// Too little room for what every message must say.
pub fn short_whatsapp(location: Location, written: i64, least: i64) -> Diagnostic {
    Diagnostic::error(
        "panjang-wa-salah",
        location,
        Text::new(
            format!("{written} huruf terlalu sedikit untuk satu pesan WhatsApp."),
            format!("{written} characters are too few for a WhatsApp message."),
        ),
        Text::new(
            format!("Tulis paling sedikit {least}. Masa berlaku, tautan, dan pengirim juga perlu tempat."),
            format!("Write at least {least}. Validity, link and sender need room too."),
        ),
    )
}

/// A limit that no page could keep.
pub fn unusable_limit(location: Location, key: &str, written: i64) -> Diagnostic {
    Diagnostic::error(
        "anggaran-salah",
        location,
        Text::new(
            format!("{written} tidak bisa menjadi batas \"{key}\"."),
            format!("{written} cannot be the limit \"{key}\"."),
        ),
        Text::new(
            "Tulis angka yang lebih besar dari 0, atau hapus barisnya untuk memakai batas bawaan.",
            "Write a number above 0, or remove the line to keep the built-in limit.",
        ),
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

/// A calendar of pages that have no day.
pub fn calendar_without_day(location: Location, kind: &str) -> Diagnostic {
    Diagnostic::error(
        "kalender-tanpa-hari",
        location,
        Text::new(
            format!("Halaman {kind} tidak punya hari, jadi tidak bisa masuk kalender."),
            format!("Pages of the kind {kind} have no day and cannot be in a calendar."),
        ),
        Text::new(
            "Hapus \"kalender\" di sini. Kalender hanya untuk acara.",
            "Remove \"kalender\" here. Calendars are for events.",
        ),
    )
}
