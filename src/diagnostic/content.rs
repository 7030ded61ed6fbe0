//! Problems in documents: front matter, Markdown, shortcodes.

use super::{Diagnostic, Location, Text, suggestion};
use crate::vocabulary::Slug;

/// A page without front matter.
pub fn missing_front_matter(location: Location) -> Diagnostic {
    Diagnostic::error(
        "kepala-halaman-tidak-ada",
        location,
        Text::new(
            "Halaman harus dibuka dengan baris --- dan judulnya.",
            "A page must begin with a line --- and its title.",
        ),
        Text::new(
            "Tulis paling atas:\n---\njudul: Judul halaman\nringkasan: Satu kalimat tentang halaman ini.\n---",
            "Write at the very top:\n---\njudul: Title of the page\nringkasan: One sentence about it.\n---",
        ),
    )
}

/// `--` or `—` where `---` is meant.
pub fn ill_formed_marker(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "garis-kepala-salah",
        location,
        Text::new(
            format!("\"{written}\" bukan pembatas kepala halaman."),
            format!("\"{written}\" does not mark the front matter."),
        ),
        Text::new("Tulis tiga tanda hubung saja: ---", "Write exactly three hyphens: ---"),
    )
}

/// The front matter never ends.
pub fn unclosed_front_matter(location: Location) -> Diagnostic {
    Diagnostic::error(
        "kepala-halaman-tidak-ditutup",
        location,
        Text::new(
            "Bagian kepala yang dibuka di sini tidak ditutup.",
            "The front matter that begins here is not closed.",
        ),
        Text::new("Tambahkan satu baris --- sesudah baris kunci yang terakhir.", "Add a line --- after the last key."),
    )
}

/// The front matter is larger than any can be.
pub fn front_matter_too_large(location: Location, bytes: usize, limit: usize) -> Diagnostic {
    let (kb, limit_kb) = (bytes.div_ceil(1024), limit / 1024);
    Diagnostic::error(
        "kepala-halaman-terlalu-besar",
        location,
        Text::new(
            format!("Bagian kepala halaman ini {kb} KB. Batasnya {limit_kb} KB."),
            format!("The front matter of this page is {kb} KB. The limit is {limit_kb} KB."),
        ),
        Text::new(
            "Pindahkan tulisannya ke isi halaman, di bawah baris --- yang kedua.",
            "Move its text below the second line ---.",
        ),
    )
}

/// The Markdown library gave up on the page.
pub fn unreadable_body(location: Location) -> Diagnostic {
    Diagnostic::error(
        "isi-tidak-terbaca",
        location,
        Text::new("Isi halaman ini tidak bisa diolah.", "The text of this page cannot be processed."),
        Text::new("Hapus bagian yang terakhir diubah, lalu coba lagi.", "Remove what was changed last and try again."),
    )
}

/// Lists or quotes inside each other without end.
pub fn nested_too_deeply(location: Location) -> Diagnostic {
    Diagnostic::error(
        "bersarang-terlalu-dalam",
        location,
        Text::new(
            "Daftar atau kutipan di baris ini bertingkat terlalu dalam.",
            "Lists or quotes are nested too deeply on this line.",
        ),
        Text::new("Hapus sebagian tanda di awal baris ini.", "Remove some of the marks at its beginning."),
    )
}

/// HTML elements inside each other without end.
pub fn elements_nested_too_deeply(location: Location, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "bersarang-terlalu-dalam",
        location,
        Text::new(
            format!("Sampai di sini sudah {limit} tanda HTML dibuka dan belum ditutup."),
            format!("{limit} HTML elements are open here and not closed."),
        ),
        Text::new(
            "Tutup tanda-tanda di atasnya, misalnya dengan </div>.",
            "Close those above, for example with </div>.",
        ),
    )
}

/// Nobody knows what kind of page this is.
pub fn missing_kind(location: Location, kinds: &[&str]) -> Diagnostic {
    let list = kinds.join(", ");
    Diagnostic::error(
        "jenis-tidak-diketahui",
        location,
        Text::new("Jenis halaman ini tidak diketahui.", "The kind of this page is not known."),
        Text::new(
            format!("Tambahkan baris, misalnya jenis: artikel. Pilihan: {list}."),
            format!("Add a line, for example jenis: artikel. Choices: {list}."),
        ),
    )
}

/// A portal without its first page; `reason` says why a written one is not published.
pub fn missing_home(path: &str, reason: Option<&Text>) -> Diagnostic {
    let message = match reason {
        None => Text::new("Portal ini belum punya beranda.", "This portal has no home page."),
        Some(reason) => Text::new(
            format!("Beranda portal ini tidak tayang: {}.", reason.id),
            format!("The home page of this portal is not published: {}.", reason.en),
        ),
    };
    let place = Location { path: Some(path.to_owned()), span: None };
    let hint = match reason {
        None => Text::new(
            format!(
                "Buat berkas {path} yang berisi:\n---\njudul: Nama portal\nringkasan: Satu kalimat tentang portal ini.\n---"
            ),
            format!(
                "Write the file {path} with:\n---\njudul: Name of the portal\nringkasan: One sentence about it.\n---"
            ),
        ),
        Some(_) => Text::new("Beranda harus selalu tayang.", "The home page must always be published."),
    };
    Diagnostic::error("beranda-tidak-ada", place, message, hint)
}

/// Neither text nor data.
pub fn empty_page(location: Location) -> Diagnostic {
    Diagnostic::error(
        "halaman-kosong",
        location,
        Text::new("Halaman ini belum ada isinya.", "This page has no text."),
        Text::new(
            "Tulis isinya di bawah baris --- yang kedua, atau tambahkan draf: ya.",
            "Write its text below the second line ---, or add draf: ya.",
        ),
    )
}

/// A slug with other characters than letters, digits and hyphens.
pub fn ill_formed_slug(location: Location, written: &str, better: Option<&Slug>) -> Diagnostic {
    let hint = match better {
        Some(slug) => Text::new(format!("Tulis slug: {slug}"), format!("Write slug: {slug}")),
        None => Text::new("Pakai huruf kecil dan angka.", "Use small letters and digits."),
    };
    Diagnostic::error(
        "slug-salah",
        location,
        Text::new(
            format!("\"{written}\" tidak bisa menjadi alamat halaman."),
            format!("\"{written}\" cannot be part of an address."),
        ),
        hint,
    )
}

/// An event that ends before it starts.
pub fn ends_before_start(location: Location) -> Diagnostic {
    Diagnostic::error(
        "selesai-sebelum-mulai",
        location,
        Text::new("Waktu selesai lebih awal daripada waktu mulai.", "The end is before the start."),
        Text::new("Perbaiki \"mulai\" atau \"selesai\".", "Mend \"mulai\" or \"selesai\"."),
    )
}

/// Coordinates that are none.
pub fn ill_formed_coordinates(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "koordinat-salah",
        location,
        Text::new(format!("\"{written}\" bukan koordinat."), format!("\"{written}\" is not a pair of coordinates.")),
        Text::new(
            "Tulis lintang lalu bujur, misalnya koordinat: \"-7.3709, 109.1485\"",
            "Write latitude, then longitude: koordinat: \"-7.3709, 109.1485\"",
        ),
    )
}

/// `{{` without `}}`.
pub fn unclosed_shortcode(location: Location) -> Diagnostic {
    Diagnostic::error(
        "kode-singkat-tidak-ditutup",
        location,
        Text::new("Kode singkat {{ … tidak ditutup dengan }}.", "The shortcode {{ … is not closed with }}."),
        Text::new(
            "Tulis lengkap di satu baris, misalnya {{ fakta jkm-total }}.",
            "Write it whole on one line, for example {{ fakta jkm-total }}.",
        ),
    )
}

/// A shortcode the theme does not have.
pub fn unknown_shortcode<'a>(
    location: Location,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "kode-singkat-tidak-dikenal",
        location,
        Text::new(format!("Kode singkat \"{name}\" tidak dikenal."), format!("The shortcode \"{name}\" is not known.")),
        suggestion(name, known),
    )
}

/// A parameter the shortcode does not take.
pub fn unknown_parameter<'a>(
    location: Location,
    shortcode: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let hint = if known.clone().into_iter().next().is_some() {
        suggestion(name, known)
    } else {
        Text::new(format!("Tulis {{{{ {shortcode} }}}} saja."), format!("Write just {{{{ {shortcode} }}}}."))
    };
    Diagnostic::error(
        "isian-tidak-dikenal",
        location,
        Text::new(
            format!("Kode singkat \"{shortcode}\" tidak punya isian \"{name}\"."),
            format!("The shortcode \"{shortcode}\" takes no \"{name}\"."),
        ),
        hint,
    )
}

/// A parameter the shortcode cannot do without.
pub fn missing_parameter(location: Location, shortcode: &str, name: &str, expected: &Text) -> Diagnostic {
    Diagnostic::error(
        "isian-kurang",
        location,
        Text::new(
            format!("Kode singkat \"{shortcode}\" perlu isian \"{name}\"."),
            format!("The shortcode \"{shortcode}\" needs \"{name}\"."),
        ),
        Text::new(
            format!("Tulis {{{{ {shortcode} … }}}} dan ganti … dengan {}.", expected.id),
            format!("Write {{{{ {shortcode} … }}}} with {} in place of the dots.", expected.en),
        ),
    )
}

/// A parameter that is given twice.
pub fn doubled_parameter(location: Location, shortcode: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        "isian-ganda",
        location,
        Text::new(
            format!("Isian \"{name}\" pada \"{shortcode}\" ditulis dua kali."),
            format!("\"{name}\" of \"{shortcode}\" is given twice."),
        ),
        Text::new("Hapus salah satu.", "Remove one of them."),
    )
}

/// A parameter of the wrong type; `expected` is what it should be: "tanggal", "a date".
pub fn ill_formed_parameter(
    location: Location,
    shortcode: &str,
    name: &str,
    value: &str,
    expected: &Text,
) -> Diagnostic {
    let message = if value.is_empty() {
        Text::new(
            format!("Isian \"{name}\" pada \"{shortcode}\" masih kosong."),
            format!("\"{name}\" of \"{shortcode}\" is empty."),
        )
    } else {
        Text::new(
            format!("Isian \"{name}\" pada \"{shortcode}\" tidak bisa \"{value}\"."),
            format!("\"{name}\" of \"{shortcode}\" cannot be \"{value}\"."),
        )
    };
    Diagnostic::error(
        "isian-salah",
        location,
        message,
        Text::new(format!("Isi dengan {}.", expected.id), format!("Give {}.", expected.en)),
    )
}

/// A table or another block in the middle of a sentence.
pub fn block_shortcode_inline(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "kode-singkat-di-tengah-kalimat",
        location,
        Text::new(
            format!("\"{name}\" tidak bisa berdiri di tengah kalimat."),
            format!("\"{name}\" cannot stand within a sentence."),
        ),
        Text::new(
            "Taruh di isi halaman, di baris sendiri, dengan baris kosong di atas dan di bawahnya.",
            "Put it into the text of the page, on a line of its own, with an empty line above and below.",
        ),
    )
}

/// `# Heading` in the text: the page's title is its only top heading.
pub fn top_heading_in_body(location: Location) -> Diagnostic {
    Diagnostic::error(
        "judul-utama-ganda",
        location,
        Text::new(
            "Judul utama (#) sudah diambil dari \"judul\".",
            "The top heading (#) is already made from \"judul\".",
        ),
        Text::new("Pakai ## untuk judul bagian.", "Use ## for the headings of the text."),
    )
}

/// A note that nothing refers to.
pub fn unused_note(location: Location, label: &str) -> Diagnostic {
    Diagnostic::warning(
        "catatan-tidak-dirujuk",
        location,
        Text::new(
            format!("Catatan kaki \"{label}\" tidak dirujuk di halaman ini, jadi tidak ikut tayang."),
            format!("Nothing on this page refers to the note \"{label}\", so it is not published."),
        ),
        Text::new(
            format!("Tulis [^{label}] di belakang kata yang diberi catatan, atau hapus catatan ini."),
            format!("Write [^{label}] behind the words that it is about, or remove it."),
        ),
    )
}

/// A reference to a note that is not there.
pub fn missing_note(location: Location, label: &str) -> Diagnostic {
    Diagnostic::error(
        "catatan-tidak-ada",
        location,
        Text::new(
            format!("Catatan kaki \"{label}\" tidak ada di halaman ini."),
            format!("There is no note \"{label}\" on this page."),
        ),
        Text::new(
            format!("Tambahkan satu baris di akhir halaman: [^{label}]: Isi catatan."),
            format!("Add a line at the end of the page: [^{label}]: Text of the note."),
        ),
    )
}

/// Two notes of one name.
pub fn doubled_note(location: Location, label: &str) -> Diagnostic {
    Diagnostic::error(
        "catatan-ganda",
        location,
        Text::new(
            format!("Catatan kaki \"{label}\" ditulis dua kali."),
            format!("The note \"{label}\" is written twice."),
        ),
        Text::new("Beri nama lain, atau hapus salah satu.", "Give it another name, or remove one of them."),
    )
}

/// A picture that a blind reader cannot see.
pub fn missing_alt(location: Location, target: &str) -> Diagnostic {
    Diagnostic::error(
        "gambar-tanpa-keterangan",
        location,
        Text::new(
            format!("Gambar \"{target}\" belum punya keterangan."),
            format!("The picture \"{target}\" has no description."),
        ),
        Text::new(
            format!("Tulis apa yang terlihat: ![Penderes memanjat pohon kelapa]({target})"),
            format!("Say what it shows: ![A tapper climbs a palm]({target})"),
        ),
    )
}

/// HTML that was taken out.
pub fn removed_tag(location: Location, tag: &str) -> Diagnostic {
    Diagnostic::warning(
        "html-dihapus",
        location,
        Text::new(
            format!("Tanda <{tag}> tidak boleh di sini dan tidak ikut tayang."),
            format!("<{tag}> is not allowed here and was taken out."),
        ),
        match tag {
            "a" => Text::new("Tulis tautan begini: [tulisan](alamat)", "Write links like this: [words](address)"),
            "img" => Text::new(
                "Tulis gambar begini: ![keterangan](foto.jpg)",
                "Write pictures like this: ![words](foto.jpg)",
            ),
            "h1" | "h2" | "h3" | "h4" => {
                Text::new("Tulis judul begini: ## Judul", "Write headings like this: ## Heading")
            }
            _ => Text::new("Hapus tanda itu, atau tulis dengan Markdown.", "Remove it, or write it in Markdown."),
        },
    )
}

/// An attribute that was taken out.
pub fn removed_attribute(location: Location, tag: &str, attribute: &str) -> Diagnostic {
    Diagnostic::warning(
        "html-dihapus",
        location,
        Text::new(
            format!("\"{attribute}\" pada <{tag}> tidak boleh dan tidak ikut tayang."),
            format!("\"{attribute}\" on <{tag}> is not allowed and was taken out."),
        ),
        Text::new("Hapus bagian itu.", "Remove it."),
    )
}

/// A telephone number without leave to show it.
pub fn phone_without_consent(location: Location) -> Diagnostic {
    Diagnostic::warning(
        "telepon-tanpa-izin",
        location,
        Text::new(
            "Nomor ini belum ada izinnya, jadi tidak ikut tayang.",
            "There is no consent for this number, so it is not published.",
        ),
        Text::new(
            "Tambahkan izin: {siapa: …, tanggal: 2026-11-01, untuk: nomor telepon}",
            "Add izin: {siapa: …, tanggal: 2026-11-01, untuk: nomor telepon}",
        ),
    )
}

/// Leave to show a number that has ended.
pub fn consent_ended(location: Location, until: crate::vocabulary::Date) -> Diagnostic {
    Diagnostic::warning(
        "izin-berakhir",
        location,
        Text::new(
            format!("Izinnya berakhir {}, jadi nomor ini tidak ikut tayang.", until.in_words(false)),
            format!("The consent ended on {}, so this number is not published.", until.in_words(true)),
        ),
        Text::new("Minta izin lagi, atau hapus nomornya.", "Ask again, or remove the number."),
    )
}
