//! Problems with dated facts and reference data.

use super::{Diagnostic, Location, Text, suggestion};
use crate::vocabulary::Date;

/// An id is defined a second time.
pub fn defined_twice(location: Location, id: &str) -> Diagnostic {
    Diagnostic::error(
        "id-ganda",
        location,
        Text::new(format!("\"{id}\" sudah ditulis di tempat lain."), format!("\"{id}\" is already defined elsewhere.")),
        Text::new("Hapus salah satu, atau beri nama lain.", "Remove one of them, or rename it."),
    )
}

/// A value that does not fit the fact's unit.
pub fn not_a_number(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "nilai-bukan-angka",
        location,
        Text::new(format!("\"{written}\" bukan angka."), format!("\"{written}\" is not a number.")),
        Text::new(
            "Tulis angka saja tanpa titik ribuan dan tanpa Rp, misalnya 8400.",
            "Write digits only, without thousands marks and without Rp, for example 8400.",
        ),
    )
}

/// Two periods cover the same days.
pub fn overlap(location: Location, id: &str, from: Date, until: Option<Date>) -> Diagnostic {
    let (until_id, until_en) = match until {
        Some(until) => (format!(" sampai {}", until.in_words(false)), format!(" to {}", until.in_words(true))),
        None => (" dan seterusnya".into(), " onwards".into()),
    };
    Diagnostic::error(
        "masa-tumpang-tindih",
        location,
        Text::new(
            format!("Fakta \"{id}\" punya dua nilai mulai {}{until_id}.", from.in_words(false)),
            format!("The fact \"{id}\" has two values from {}{until_en}.", from.in_words(true)),
        ),
        Text::new(
            "Ubah \"mulai\" atau \"sampai\", agar tiap hari hanya ada satu nilai.",
            "Change \"mulai\" or \"sampai\" so that each day has one value.",
        ),
    )
}

/// No period covers some days between two periods.
pub fn hole(location: Location, id: &str, from: Date, until: Date) -> Diagnostic {
    Diagnostic::error(
        "masa-berlubang",
        location,
        Text::new(
            format!("Fakta \"{id}\" tidak punya nilai dari {} sampai {}.", from.in_words(false), until.in_words(false)),
            format!("The fact \"{id}\" has no value from {} to {}.", from.in_words(true), until.in_words(true)),
        ),
        Text::new(
            "Tambahkan nilai untuk hari-hari itu, atau ubah \"mulai\" dan \"sampai\".",
            "Add a value for those days, or change \"mulai\" and \"sampai\".",
        ),
    )
}

/// A period ends before it begins.
pub fn ends_before_it_begins(location: Location) -> Diagnostic {
    Diagnostic::error(
        "sampai-sebelum-mulai",
        location,
        Text::new(
            "Tanggal \"sampai\" lebih awal daripada tanggal \"mulai\".",
            "The date \"sampai\" is before the date \"mulai\".",
        ),
        Text::new("Tukar atau perbaiki kedua tanggal itu.", "Swap or mend the two dates."),
    )
}

/// No period covers the day the portal is built for.
pub fn no_value_on_day(location: Location, id: &str, group: Option<&str>, day: Date) -> Diagnostic {
    let (of_id, of_en) = match group {
        Some(group) => (format!(" untuk golongan {group}"), format!(" for the group {group}")),
        None => (String::new(), String::new()),
    };
    Diagnostic::error(
        "fakta-tanpa-nilai",
        location,
        Text::new(
            format!("Fakta \"{id}\" tidak punya nilai pada {}{of_id}.", day.in_words(false)),
            format!("The fact \"{id}\" has no value on {}{of_en}.", day.in_words(true)),
        ),
        Text::new(
            "Cari nilai yang berlaku di sumber resmi, lalu tambahkan beserta tanggal mulainya.",
            "Look the value up in the official source and add it with its first day.",
        ),
    )
}

/// A name that should be a fact, source, group and so on is none.
pub fn unknown_reference<'a>(
    location: Location,
    what: &Text,
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "rujukan-tidak-ada",
        location,
        Text::new(format!("{} \"{written}\" tidak ada.", what.id), format!("There is no {} \"{written}\".", what.en)),
        suggestion(written, known),
    )
}

/// A fact is needed whose value depends on the group, and none is named.
pub fn needs_group(location: Location, id: &str, groups: &[&str]) -> Diagnostic {
    let list = groups.join(", ");
    let first = groups.first().copied().unwrap_or("lainnya");
    Diagnostic::error(
        "golongan-belum-disebut",
        location,
        Text::new(
            format!("Nilai \"{id}\" berbeda untuk tiap golongan."),
            format!("The value of \"{id}\" differs from group to group."),
        ),
        Text::new(
            format!("Tulis {{{{ fakta {id} golongan={first} }}}}. Golongan: {list}."),
            format!("Write {{{{ fakta {id} golongan={first} }}}}. Groups: {list}."),
        ),
    )
}

/// A fact is used that must not be published.
pub fn on_hold(location: Location, id: &str) -> Diagnostic {
    Diagnostic::error(
        "fakta-ditahan",
        location,
        Text::new(
            format!("Fakta \"{id}\" ditandai \"tahan\", jadi tidak boleh tampil."),
            format!("The fact \"{id}\" is on hold and must not be shown."),
        ),
        Text::new(
            "Hapus dari halaman, atau pastikan dulu ke kantor cabang lalu ubah \"terbit\".",
            "Remove it from the page, or have it confirmed and change \"terbit\".",
        ),
    )
}

/// A value that never ends is computed from itself.
pub fn circular(location: Location, id: &str) -> Diagnostic {
    Diagnostic::error(
        "rumus-melingkar",
        location,
        Text::new(format!("Rumus \"{id}\" memakai dirinya sendiri."), format!("The formula of \"{id}\" uses itself.")),
        Text::new("Hapus rujukan yang kembali ke fakta ini.", "Remove the reference that leads back."),
    )
}

/// A formula that leads to more facts than anybody means.
pub fn too_large_formula(location: Location, id: &str, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "rumus-terlalu-panjang",
        location,
        Text::new(
            format!("Rumus \"{id}\" memakai lebih dari {limit} fakta lain, juga lewat rumus di dalamnya."),
            format!("The formula of \"{id}\" uses more than {limit} facts, also through other formulas."),
        ),
        Text::new(
            "Sederhanakan, atau tulis \"nilai\" sebagai gantinya.",
            "Simplify it, or write \"nilai\" in its place.",
        ),
    )
}

/// A fact with neither value nor formula, or with both.
pub fn value_or_formula(location: Location, id: &str) -> Diagnostic {
    Diagnostic::error(
        "nilai-atau-rumus",
        location,
        Text::new(
            format!("Fakta \"{id}\" harus punya \"nilai\" atau \"rumus\", salah satu saja."),
            format!("The fact \"{id}\" must have either \"nilai\" or \"rumus\"."),
        ),
        Text::new("Tulis misalnya: nilai: 42000000", "Write for example: nilai: 42000000"),
    )
}
