//! Problems in events that are held more than once, and in the schedules of a series.

use super::{Diagnostic, Location, Text, suggestion};
use crate::vocabulary::{Date, Weekday};

fn day(date: Date, english: bool) -> String {
    format!("{} {}", date.weekday(english), date.in_words(english))
}

/// Words that name no pattern.
pub fn unreadable(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "ulang-tidak-terbaca",
        location,
        Text::new(
            format!("\"{written}\" tidak bisa dibaca sebagai pengulangan."),
            format!("\"{written}\" does not say how an event is repeated."),
        ),
        Text::new(
            "Tulis misalnya ulang: setiap Rabu sampai 2027-03-31, atau ulang: setiap bulan, Rabu ke-2, 6 kali.",
            "Write for example ulang: setiap Rabu sampai 2027-03-31, or ulang: setiap bulan, Rabu ke-2, 6 kali.",
        ),
    )
}

/// A name that is none of the seven.
pub fn unknown_weekday(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "hari-tidak-dikenal",
        location,
        Text::new(format!("\"{written}\" bukan nama hari."), format!("\"{written}\" is not a day of the week.")),
        suggestion(written, Weekday::ALL.map(|day| day.name(false))),
    )
}

/// Which one of a month, in words or a number that no month has.
pub fn unknown_place(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "ke-salah",
        location,
        Text::new(
            format!("Tidak ada hari yang ke-{written} dalam sebulan."),
            format!("No month has a weekday number {written}."),
        ),
        Text::new("Tulis ke: 1 sampai ke: 5, atau ke: terakhir.", "Write ke: 1 to ke: 5, or ke: terakhir."),
    )
}

/// Words that do not go together.
pub fn contradictory(location: Location) -> Diagnostic {
    Diagnostic::error(
        "ulang-bertentangan",
        location,
        Text::new(
            "Kata-kata pengulangan ini saling bertentangan.",
            "These words of the recurrence contradict each other.",
        ),
        Text::new(
            "Dengan hari, tulis setiap: minggu. Dengan hari dan ke, tulis setiap: bulan dan satu hari saja.",
            "With weekdays write setiap: minggu. With one weekday and ke write setiap: bulan.",
        ),
    )
}

/// Every month on a Wednesday, but which one?
pub fn which_one(location: Location, weekday: Weekday, nth: i32) -> Diagnostic {
    let (id, en) = (weekday.name(false), weekday.name(true));
    Diagnostic::error(
        "ulang-hari-keberapa",
        location,
        Text::new(
            format!("Tiap bulan ada beberapa hari {id}. Yang keberapa?"),
            format!("A month has several {en}s. Which one?"),
        ),
        Text::new(format!("Tambahkan ke: {nth}, atau ke: terakhir."), format!("Add ke: {nth}, or ke: terakhir.")),
    )
}

/// Both a last day and a number.
pub fn two_ends(location: Location) -> Diagnostic {
    Diagnostic::error(
        "ulang-dua-akhir",
        location,
        Text::new(
            "Pengulangan ini punya dua akhir: \"sampai\" dan \"kali\".",
            "This recurrence has two ends: \"sampai\" and \"kali\".",
        ),
        Text::new("Hapus salah satu.", "Remove one of them."),
    )
}

/// Neither a last day nor a number: followed for a year.
pub fn endless(location: Location, until: Date) -> Diagnostic {
    Diagnostic::warning(
        "ulang-tanpa-akhir",
        location,
        Text::new(
            format!(
                "Acara berulang ini tidak punya akhir. Portal menghitungnya sampai {} saja.",
                until.in_words(false)
            ),
            format!("This event is repeated without end. The portal goes on until {} only.", until.in_words(true)),
        ),
        Text::new(
            format!("Tambahkan sampai {until}. Perpanjang kalau acaranya masih ada."),
            format!("Add sampai {until}, and move it on while the event is still held."),
        ),
    )
}

/// The last day lies before the first one.
pub fn ends_before_start(location: Location, first: Date) -> Diagnostic {
    Diagnostic::error(
        "ulang-berakhir-sebelum-mulai",
        location,
        Text::new(
            format!("Pengulangan ini berakhir sebelum acara pertama, {}.", day(first, false)),
            format!("The recurrence ends before the first event, {}.", day(first, true)),
        ),
        Text::new(
            "Perbaiki \"mulai\", atau akhir pengulangannya. \"mulai\" adalah acara yang pertama.",
            "Mend \"mulai\" or the end of the recurrence. \"mulai\" is the first event.",
        ),
    )
}

/// More days than any calendar wants.
pub fn too_many(location: Location, most: usize) -> Diagnostic {
    Diagnostic::error(
        "ulang-terlalu-banyak",
        location,
        Text::new(
            format!("Acara ini diulang lebih dari {most} kali."),
            format!("This event is repeated more than {most} times."),
        ),
        Text::new(
            "Tulis akhir yang lebih dekat, misalnya setahun lagi, lalu perpanjang.",
            "Write an end that is nearer, such as a year ahead, and move it on later.",
        ),
    )
}

/// `mulai` is not a day of the pattern.
pub fn does_not_meet_start(location: Location, first: Date, next: Option<Date>) -> Diagnostic {
    let hint = match next {
        Some(next) => Text::new(
            format!("Tulis mulai: {next} ({}), atau ganti pengulangannya.", day(next, false)),
            format!("Write mulai: {next} ({}), or change the recurrence.", day(next, true)),
        ),
        None => Text::new("Ganti pengulangannya.", "Change the recurrence."),
    };
    Diagnostic::error(
        "ulang-tidak-kena-mulai",
        location,
        Text::new(
            format!("\"mulai\" jatuh pada {}, yang tidak kena pengulangan ini.", day(first, false)),
            format!("\"mulai\" is {}, which this recurrence does not meet.", day(first, true)),
        ),
        hint,
    )
}

/// An event that is not over when it is held again: often the last day of all, written as the end of the first.
pub fn overlapping(location: Location, first: Date) -> Diagnostic {
    Diagnostic::error(
        "ulang-bertumpuk",
        location,
        Text::new(
            format!("Acara pertama ({}) belum selesai saat diulang.", day(first, false)),
            format!("The first event ({}) is not over when it is held again.", day(first, true)),
        ),
        Text::new(
            "\"selesai\" adalah akhir acara yang pertama. Hari terakhir dari semuanya ditulis pada \"ulang\", sesudah kata sampai.",
            "\"selesai\" is the end of the first event. The last day of all goes into \"ulang\", after the word sampai.",
        ),
    )
}

/// A day that is left out of a pattern it does not belong to.
pub fn needless_exception(location: Location, date: Date) -> Diagnostic {
    Diagnostic::warning(
        "kecuali-bukan-hari-acara",
        location,
        Text::new(
            format!("{} bukan hari acara ini.", day(date, false)),
            format!("{} is not a day of this event.", day(date, true)),
        ),
        Text::new("Perbaiki tanggalnya, atau hapus.", "Mend the date, or remove it."),
    )
}

/// Every day is left out.
pub fn never(location: Location) -> Diagnostic {
    Diagnostic::error(
        "ulang-kosong",
        location,
        Text::new("Semua tanggal acara ini dikecualikan.", "Every day of this event is left out."),
        Text::new(
            "Hapus sebagian \"kecuali\". Acara yang tidak jadi ditulis status: batal.",
            "Remove some of \"kecuali\". An event that is not held has status: batal.",
        ),
    )
}

/// A week of a schedule that does not exist.
pub fn unusable_week(location: Location, written: i64, most: i64) -> Diagnostic {
    Diagnostic::error(
        "minggu-salah",
        location,
        Text::new(format!("Tidak ada minggu ke-{written}."), format!("There is no week {written}.")),
        Text::new(
            format!("Minggu pertama ditulis minggu: 1. Yang terakhir paling banyak {most}."),
            format!("The first week is minggu: 1. The last is at most {most}."),
        ),
    )
}

/// A schedule in a folder without lessons, or with several series.
pub fn schedule_without_series(location: Location, known: &[String]) -> Diagnostic {
    let hint = match known.split_first() {
        Some((first, _)) => {
            let list = known.join(", ");
            Text::new(
                format!("Tambahkan seri: {first}. Pilihan: {list}."),
                format!("Add seri: {first}. Choices: {list}."),
            )
        }
        None => Text::new(
            "Tulis seri dan urutan di sedikitnya dua pelajaran, misalnya seri: kenal-bpu dan urutan: 1.",
            "Write seri and urutan in two lessons at least, such as seri: kenal-bpu and urutan: 1.",
        ),
    };
    Diagnostic::error(
        "jadwal-tanpa-seri",
        location,
        Text::new("Seri mana yang dijadwalkan di sini?", "Which series is scheduled here?"),
        hint,
    )
}

/// Two groups of one name in one series: their addresses would be one.
pub fn same_group(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "jadwal-ganda",
        location,
        Text::new(
            format!("Ada dua jadwal untuk \"{name}\" dalam satu seri."),
            format!("There are two schedules for \"{name}\" in one series."),
        ),
        Text::new(
            "Beri nama kelompok yang berbeda, misalnya kelompok: Penderes Cilongok.",
            "Give each group a name of its own, such as kelompok: Penderes Cilongok.",
        ),
    )
}
