//! Problems with the shape of YAML, and with keys and values of any kind of file.

use super::{Diagnostic, Location, Text, nearest, suggestion};

/// The text is not YAML at all.
pub fn unreadable(location: Location) -> Diagnostic {
    Diagnostic::error(
        "yaml-tidak-terbaca",
        location,
        Text::new("Bagian ini tidak bisa dibaca.", "This part cannot be read."),
        Text::new(
            "Periksa tanda titik dua, tanda kutip, dan jarak dari tepi di baris ini dan baris sebelumnya.",
            "Check the colon, the quotes and the indentation on this line and the one before.",
        ),
    )
}

/// `judul: Manfaat: JKK`
pub fn unquoted_colon(location: Location, corrected: &str) -> Diagnostic {
    Diagnostic::error(
        "titik-dua-tanpa-kutip",
        location,
        Text::new(
            "Isi yang memuat titik dua dan spasi harus diapit tanda kutip.",
            "A value that contains a colon and a space must be quoted.",
        ),
        Text::new(format!("Tulis: {corrected}"), format!("Write: {corrected}")),
    )
}

/// A tab at the start of a line.
pub fn tab(location: Location) -> Diagnostic {
    Diagnostic::error(
        "tab-di-awal-baris",
        location,
        Text::new("Baris ini diawali tombol Tab.", "This line starts with a tab."),
        Text::new("Ganti Tab dengan dua spasi.", "Replace the tab with two spaces."),
    )
}

/// Quotes as Word makes them.
pub fn curly_quote(location: Location) -> Diagnostic {
    Diagnostic::error(
        "kutip-miring",
        location,
        Text::new(
            "Tanda kutip ini bentuk Word (miring), tidak dikenal di sini.",
            "This is a curly quote as Word makes it; it means nothing here.",
        ),
        Text::new("Ganti dengan tanda kutip lurus: \"", "Replace it with a straight quote: \""),
    )
}

/// A space that only looks like one.
pub fn hard_space(location: Location) -> Diagnostic {
    Diagnostic::error(
        "spasi-keras",
        location,
        Text::new(
            "Di sini ada spasi khusus dari Word yang tidak terlihat bedanya.",
            "There is a non-breaking space here, as Word makes it.",
        ),
        Text::new("Hapus, lalu ketik spasi biasa.", "Delete it and type a plain space."),
    )
}

/// The same key twice in one place.
pub fn duplicate_key(location: Location, key: &str) -> Diagnostic {
    Diagnostic::error(
        "kunci-ganda",
        location,
        Text::new(format!("\"{key}\" ditulis dua kali."), format!("\"{key}\" is written twice.")),
        Text::new("Hapus salah satu.", "Remove one of them."),
    )
}

/// An Indonesian key beside its English alias.
pub fn same_key_in_two_languages(location: Location, key: &str, other: &str) -> Diagnostic {
    Diagnostic::error(
        "kunci-ganda",
        location,
        Text::new(
            format!("\"{key}\" dan \"{other}\" artinya sama."),
            format!("\"{key}\" and \"{other}\" mean the same."),
        ),
        Text::new(format!("Hapus salah satu. Sebaiknya tinggalkan \"{key}\"."), format!("Remove one; keep \"{key}\".")),
    )
}

/// Anchors, aliases or merge keys.
pub fn anchor(location: Location) -> Diagnostic {
    Diagnostic::error(
        "rujukan-yaml",
        location,
        Text::new(
            "Tanda & dan * di awal isi mempunyai arti khusus dan tidak dipakai di sini.",
            "The marks & and * at the start of a value are special and not used here.",
        ),
        Text::new("Apit isinya dengan tanda kutip, atau tulis lengkap.", "Quote the value, or write it out."),
    )
}

/// More than the parser is allowed to take in.
pub fn too_much(location: Location) -> Diagnostic {
    Diagnostic::error(
        "yaml-terlalu-rumit",
        location,
        Text::new(
            "Bagian ini terlalu besar atau bersarang terlalu dalam.",
            "This part is too large or nested too deeply.",
        ),
        Text::new("Sederhanakan, atau bagi menjadi beberapa berkas.", "Simplify it, or split it into several files."),
    )
}

/// A key that is not in the table of its kind.
pub fn unknown_key<'a>(location: Location, key: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Diagnostic {
    let hint = match nearest(key, known.clone()) {
        Some(_) => suggestion(key, known),
        None => {
            let listed = suggestion(key, known);
            Text::new(
                format!("{} Untuk keperluan tema sendiri, taruh di bawah \"lain\".", listed.id),
                format!("{} For a theme of your own, put it below \"lain\".", listed.en),
            )
        }
    };
    Diagnostic::error(
        "kunci-tidak-dikenal",
        location,
        Text::new(format!("Kunci \"{key}\" tidak dikenal."), format!("The key \"{key}\" is not known.")),
        hint,
    )
}

/// A key that must be there is not.
pub fn missing_key(location: Location, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error(
        "kunci-kurang",
        location,
        Text::new(format!("\"{key}\" belum diisi."), format!("\"{key}\" is missing.")),
        Text::new(
            format!("Tambahkan baris, misalnya: {key}: {example}"),
            format!("Add a line, for example: {key}: {example}"),
        ),
    )
}

/// A value of another type than the key takes.
pub fn wrong_type(location: Location, key: &str, expected: &Text, example: &str) -> Diagnostic {
    Diagnostic::error(
        "bentuk-isi-salah",
        location,
        Text::new(
            format!("Isi \"{key}\" harus {}.", expected.id),
            format!("The value of \"{key}\" must be {}.", expected.en),
        ),
        Text::new(format!("Contoh: {key}: {example}"), format!("Example: {key}: {example}")),
    )
}

/// A value that is none of the allowed ones.
pub fn unknown_choice<'a>(
    location: Location,
    key: &str,
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "pilihan-tidak-dikenal",
        location,
        Text::new(
            format!("\"{written}\" bukan pilihan untuk \"{key}\"."),
            format!("\"{written}\" is not a choice for \"{key}\"."),
        ),
        suggestion(written, known),
    )
}

/// A date, or a date with a time, that is not one.
pub fn unreadable_date(location: Location, written: &str, problem: crate::vocabulary::date::DateProblem) -> Diagnostic {
    use crate::vocabulary::date::DateProblem;
    let label = match problem {
        DateProblem::Unreadable => Text::new("bukan tanggal", "not a date"),
        DateProblem::UnknownMonth => Text::new("nama bulan tidak dikenal", "unknown month"),
        DateProblem::NoSuchDay => Text::new("tanggal ini tidak ada di kalender", "no such day in the calendar"),
        DateProblem::NoSuchTime => Text::new("jam ini tidak ada", "no such time of day"),
    };
    Diagnostic::error(
        "tanggal-tidak-terbaca",
        location,
        Text::new(
            format!("Tanggal \"{written}\" tidak bisa dibaca."),
            format!("The date \"{written}\" cannot be read."),
        ),
        Text::new(
            "Tulis tahun-bulan-tanggal, misalnya 2026-08-17. Dengan jam: 2026-08-17 09:00.",
            "Write year-month-day, for example 2026-08-17. With a time: 2026-08-17 09:00.",
        ),
    )
    .with_label(label)
}
