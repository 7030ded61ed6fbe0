//! Problems with the shape of YAML, and with keys and values of any kind of file.

use super::{Diagnostic, Location, Text, nearest, suggestion};
use crate::vocabulary::Date;
use crate::vocabulary::date::DateProblem;

/// The text is not YAML at all.
pub fn unreadable(location: Location) -> Diagnostic {
    Diagnostic::error(
        "yaml-tidak-terbaca",
        location,
        Text::new("Bagian ini tidak bisa dibaca.", "This part cannot be read."),
        Text::new(
            "Periksa titik dua, koma, kurung, dan tanda kutip di bagian ini.",
            "Check the colons, commas, brackets and quotes of this part.",
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

/// `ringkasan: {{ fakta jkm-total }}`, `judul: [Baru] Iuran turun`
pub fn needs_quotes(location: Location, corrected: &str) -> Diagnostic {
    Diagnostic::error(
        "kutip-kurang",
        location,
        Text::new(
            "Isi yang dimulai dengan tanda seperti ini harus diapit tanda kutip.",
            "A value that begins with such a mark must be quoted.",
        ),
        Text::new(format!("Tulis: {corrected}"), format!("Write: {corrected}")),
    )
}

/// `judul: "Iuran turun`, `topik: [iuran, jkk`
pub fn unclosed(location: Location, mark: char) -> Diagnostic {
    let (closing, name_id, name_en) = match mark {
        '[' => (']', "Kurung", "The bracket"),
        '{' => ('}', "Kurung", "The brace"),
        quote => (quote, "Tanda kutip", "The quote"),
    };
    Diagnostic::error(
        "tanda-tidak-ditutup",
        location,
        Text::new(
            format!("{name_id} {mark} yang dibuka di sini belum ditutup."),
            format!("{name_en} {mark} that opens here is not closed."),
        ),
        Text::new(format!("Tambahkan {closing} di akhir isinya."), format!("Add {closing} at the end of the value.")),
    )
}

/// `ringkasan: "C:\data"`
pub fn backslash(location: Location, corrected: &str) -> Diagnostic {
    Diagnostic::error(
        "garis-miring-terbalik",
        location,
        Text::new(
            "Tanda \\ mempunyai arti khusus di antara tanda kutip \".",
            "The mark \\ has a special meaning between the quotes \".",
        ),
        Text::new(format!("Tulis: {corrected}"), format!("Write: {corrected}")),
    )
}

/// `judul:Iuran`
pub fn missing_space(location: Location, key: &str, value: &str) -> Diagnostic {
    Diagnostic::error(
        "spasi-kurang",
        location,
        Text::new("Sesudah titik dua harus ada satu spasi.", "A space must follow the colon."),
        Text::new(format!("Tulis: {key}: {value}"), format!("Write: {key}: {value}")),
    )
}

/// A line that is neither a key with its value nor an entry of a list.
pub fn missing_colon(location: Location) -> Diagnostic {
    Diagnostic::error(
        "titik-dua-kurang",
        location,
        Text::new("Baris ini tidak berbentuk \"kunci: isi\".", "This line is not of the form \"key: value\"."),
        Text::new(
            "Tulis misalnya judul: Iuran turun. Bila isi halaman dimulai di sini, tambahkan baris --- di atasnya.",
            "Write for example judul: Iuran turun. If the text of the page begins here, add a line --- above it.",
        ),
    )
}

/// A line that begins further right or left than its neighbours allow.
pub fn misaligned(location: Location) -> Diagnostic {
    Diagnostic::error(
        "awal-baris-tidak-sejajar",
        location,
        Text::new(
            "Awal baris ini tidak sejajar dengan baris di atasnya.",
            "This line does not begin where the lines above do.",
        ),
        Text::new("Samakan banyaknya spasi di awal baris.", "Put as many spaces before it as they have."),
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
            "Tanda &, *, dan << mempunyai arti khusus dan tidak dipakai di sini.",
            "The marks &, * and << have a special meaning and are not used here.",
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
            "Bagian ini terlalu besar atau bertingkat terlalu dalam.",
            "This part is too large or nested too deeply.",
        ),
        Text::new("Sederhanakan, atau bagi menjadi beberapa berkas.", "Simplify it, or split it into several files."),
    )
}

/// A key that is not in the table of its kind.
pub fn unknown_key<'a>(location: Location, key: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Diagnostic {
    let takes_others = nearest(key, known.clone()).is_none() && known.clone().into_iter().any(|name| name == "lain");
    let mut hint = suggestion(key, known);
    if takes_others {
        hint.id.push_str(" Untuk keperluan tema sendiri, taruh di bawah \"lain\".");
        hint.en.push_str(" For a theme of your own, put it below \"lain\".");
    }
    Diagnostic::error(
        "kunci-tidak-dikenal",
        location,
        Text::new(format!("Kunci \"{key}\" tidak dikenal."), format!("The key \"{key}\" is not known.")),
        hint,
    )
}

/// A key that must be there is not; the place is where its neighbours begin.
pub fn missing_key(location: Location, key: &str, example: &str) -> Diagnostic {
    empty_key(location, key, example).with_label(Text::new("tambahkan di bagian ini", "add it to this part"))
}

/// A key that must have a value has none.
pub fn empty_key(location: Location, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error(
        "kunci-kurang",
        location,
        Text::new(format!("\"{key}\" belum diisi."), format!("\"{key}\" is missing.")),
        Text::new(format!("Tulis misalnya {key}: {example}"), format!("Write for example {key}: {example}")),
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

/// A text or a list where lines of keys belong.
pub fn not_a_map(location: Location, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error(
        "bentuk-isi-salah",
        location,
        Text::new("Bagian ini harus berupa baris \"kunci: isi\".", "This part must be lines of \"key: value\"."),
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
        match nearest(written, known.clone()) {
            Some(_) => suggestion(written, known),
            None => {
                let choices = known.into_iter().collect::<Vec<_>>().join(", ");
                Text::new(format!("Pilihan: {choices}."), format!("Choices: {choices}."))
            }
        },
    )
}

/// A date, or a date with a time, that is not one.
pub fn unreadable_date(location: Location, written: &str, problem: DateProblem) -> Diagnostic {
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
        match day_first(written) {
            Some(date) => {
                Text::new(format!("Tulis tahun-bulan-tanggal: {date}"), format!("Write year-month-day: {date}"))
            }
            None => Text::new(
                "Tulis tahun-bulan-tanggal, misalnya 2026-08-17. Dengan jam: 2026-08-17 09:00.",
                "Write year-month-day, for example 2026-08-17. With a time: 2026-08-17 09:00.",
            ),
        },
    )
    .with_label(label)
}

/// `05/12/2026`, which in Indonesia is the fifth of December.
fn day_first(written: &str) -> Option<Date> {
    let numbers: Vec<i16> =
        written.split(['/', '-', '.']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [day, month, year] if year > 999 => Date::new(year, month.try_into().ok()?, day.try_into().ok()?),
        _ => None,
    }
}
