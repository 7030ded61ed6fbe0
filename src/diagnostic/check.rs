//! What `check` finds in texts that are otherwise sound.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::Date;

/// A NIK, which nobody may publish.
pub fn identity_number(location: Location, masked: &str) -> Diagnostic {
    Diagnostic::error(
        "nik-terbuka",
        location,
        Text::new(
            format!("{masked} tampaknya NIK seseorang. NIK tidak boleh tayang."),
            format!("{masked} looks like somebody's NIK (identity number). It must not be published."),
        ),
        Text::new(
            "Hapus nomornya. Untuk contoh, tulis: 16 angka di KTP.",
            "Remove the number. For an example, write: the 16 digits on the identity card.",
        ),
    )
}

/// A number that passes the check of bank cards (Luhn).
pub fn card_number(location: Location) -> Diagnostic {
    Diagnostic::warning(
        "nomor-kartu",
        location,
        Text::new("Ini tampaknya nomor kartu bank.", "This looks like the number of a bank card."),
        Text::new(
            "Hapus nomornya. Kartu orang tidak boleh tayang.",
            "Remove the number. Nobody's card may be published.",
        ),
    )
}

/// A telephone number that is neither official nor in a contact field.
pub fn open_phone_number(location: Location, written: &str) -> Diagnostic {
    Diagnostic::warning(
        "telepon-terbuka",
        location,
        Text::new(
            format!("Nomor telepon {written} ada di dalam teks, tanpa izin yang tercatat."),
            format!("The telephone number {written} stands in the text, without recorded consent."),
        ),
        Text::new(
            "Pindahkan ke \"kontak\", \"telepon\", atau \"whatsapp\" dan catat \"izin\". Atau tulis 175.",
            "Move it to \"kontak\", \"telepon\" or \"whatsapp\" and record \"izin\". Or write 175.",
        ),
    )
}

/// An amount written out where the facts have it.
pub fn typed_amount(location: Location, written: &str, shortcodes: &[String]) -> Diagnostic {
    let (first, others) = shortcodes.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let or = |word: &str| match others {
        [] => String::new(),
        others => format!(" {word} {}", others.join(&format!(" {word} "))),
    };
    Diagnostic::warning(
        "jumlah-diketik",
        location,
        Text::new(
            format!("\"{written}\" diketik sendiri. Bila aturannya berubah, angka ini tetap yang lama."),
            format!("\"{written}\" is typed by hand. When the rule changes, this number stays the old one."),
        ),
        Text::new(format!("Tulis {first}{}", or("atau")), format!("Write {first}{}", or("or"))),
    )
}

/// A sentence that one loses on the way.
pub fn long_sentence(location: Location, words: usize, limit: usize) -> Diagnostic {
    Diagnostic::warning(
        "kalimat-panjang",
        location,
        Text::new(
            format!("Kalimat ini {words} kata. Paling banyak {limit}."),
            format!("This sentence has {words} words. At most {limit}."),
        ),
        Text::new("Pecah menjadi dua kalimat.", "Make it two sentences."),
    )
}

/// A wall of text.
pub fn long_paragraph(location: Location, words: usize, limit: usize) -> Diagnostic {
    Diagnostic::warning(
        "alinea-panjang",
        location,
        Text::new(
            format!("Alinea ini {words} kata. Paling banyak {limit}."),
            format!("This paragraph has {words} words. At most {limit}."),
        ),
        Text::new("Beri baris kosong di tengahnya, atau jadikan daftar.", "Divide it, or make it a list."),
    )
}

/// An abbreviation that the page uses before it says what it stands for.
pub fn unexplained_abbreviation(location: Location, short: &str, full: &str, id: &str) -> Diagnostic {
    Diagnostic::warning(
        "singkatan-belum-dijelaskan",
        location,
        Text::new(
            format!("{short} belum dijelaskan di halaman ini."),
            format!("{short} is not explained on this page before it is used."),
        ),
        Text::new(
            format!("Tulis {{{{ istilah {id} }}}} di sini; hasilnya: {full} ({short})."),
            format!("Write {{{{ istilah {id} }}}} here; it becomes: {full} ({short})."),
        ),
    )
}

/// A word of offices where there is a plain one.
pub fn jargon(location: Location, written: &str, plain: &str) -> Diagnostic {
    Diagnostic::warning(
        "kata-sulit",
        location,
        Text::new(format!("\"{written}\" sulit dipahami."), format!("\"{written}\" is hard to understand.")),
        Text::new(format!("Tulis \"{plain}\"."), format!("Write \"{plain}\".")),
    )
}

/// A fact whose value ends soon.
pub fn fact_ends(location: Location, name: &str, until: Date, days: i32, next: Option<&Text>) -> Diagnostic {
    let (then, then_english) = match next {
        Some(next) => (format!("Sesudah itu: {}.", next.id), format!("Afterwards: {}.", next.en)),
        None => ("Sesudah itu belum ada nilainya.".into(), "Afterwards it has no value yet.".into()),
    };
    Diagnostic::warning(
        "fakta-berakhir",
        location,
        Text::new(
            format!("{name} berakhir {}, {days} hari lagi. {then}", until.in_words(false)),
            format!("{name} ends on {}, in {days} days. {then_english}", until.in_words(true)),
        ),
        match next {
            Some(_) => Text::new(
                "Cari tahu apakah ada aturan baru, lalu ubah datanya di sini.",
                "Find out whether there is a new rule, then change the data here.",
            ),
            None => Text::new(
                "Tambahkan nilai berikutnya sebelum hari itu. Sesudahnya portal tidak bisa dibangun.",
                "Add the next value before that day. After it the portal cannot be built.",
            ),
        },
    )
}

/// A translation of what has been changed since.
pub fn translation_behind(location: Location, source: &str, changed: Date, translated: Option<Date>) -> Diagnostic {
    let (since, since_english) = match translated {
        Some(day) => {
            (format!("terakhir diperiksa {}", day.in_words(false)), format!("last checked {}", day.in_words(true)))
        }
        None => ("belum pernah diperiksa".into(), "never checked".into()),
    };
    Diagnostic::warning(
        "terjemahan-tertinggal",
        location,
        Text::new(
            format!("Terjemahan ini {since}, padahal {source} berubah {}.", changed.in_words(false)),
            format!("This translation was {since_english}, but {source} changed on {}.", changed.in_words(true)),
        ),
        Text::new(
            "Cocokkan dengan aslinya, lalu perbarui tanggal \"diperiksa\".",
            "Compare it with its source, then renew the date \"diperiksa\".",
        ),
    )
}

/// Example content in a portal.
pub fn example_left(location: Location) -> Diagnostic {
    Diagnostic::warning(
        "contoh-masih-ada",
        location,
        Text::new("Halaman contoh masih ada.", "Example content is still there."),
        Text::new("Ganti dengan isi sungguhan, atau hapus berkasnya.", "Replace it with real content, or delete it."),
    )
}

/// A page to which no way leads from the home page.
pub fn orphan(location: Location, address: &str) -> Diagnostic {
    Diagnostic::warning(
        "halaman-terpencil",
        location,
        Text::new(
            format!("Tidak ada jalan dari halaman depan ke {address}"),
            format!("No way leads from the home page to {address}"),
        ),
        Text::new("Tautkan dari bagiannya, atau dari halaman lain.", "Link to it from its section or another page."),
    )
}

/// Another site says that the page is not there.
pub fn dead_external_link(location: Location, url: &str, status: u16) -> Diagnostic {
    Diagnostic::warning(
        "tautan-luar-mati",
        location,
        Text::new(format!("{url} tidak ada lagi (jawaban {status})."), format!("{url} is gone (answer {status}).")),
        Text::new("Cari alamat barunya, atau hapus tautannya.", "Find its new address, or remove the link."),
    )
}

/// Another site that gives no answer.
pub fn silent_external_link(location: Location, url: &str) -> Diagnostic {
    Diagnostic::warning(
        "tautan-luar-diam",
        location,
        Text::new(format!("{url} tidak menjawab."), format!("{url} does not answer.")),
        Text::new(
            "Buka sendiri di peramban. Bila memang mati, ganti tautannya.",
            "Open it in your browser. If it is dead, change the link.",
        ),
    )
}
