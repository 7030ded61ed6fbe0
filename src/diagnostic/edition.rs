//! Problems of editions that were handed out.

use super::{Diagnostic, Location, Text};

/// One code on two papers: nobody could say which of them a reader holds.
pub fn code_used_twice(location: Location, code: &str, page: &str) -> Diagnostic {
    Diagnostic::error(
        "edisi-kode-ganda",
        location,
        Text::new(
            format!("Kode edisi \"{code}\" sudah dipakai untuk {page}."),
            format!("The edition code \"{code}\" is already that of {page}."),
        ),
        Text::new(
            "Satu kode untuk satu edisi. Hapus salinannya, atau ambil lagi berkas ini dari cadangan.",
            "One code, one edition. Delete the copy, or take the file from a backup.",
        ),
    )
}

/// A code that no pack has made.
pub fn ill_formed_code(location: Location, code: &str) -> Diagnostic {
    Diagnostic::error(
        "edisi-kode-salah",
        location,
        Text::new(format!("\"{code}\" bukan kode edisi."), format!("\"{code}\" is no edition code.")),
        Text::new(
            "Kode dibuat oleh `kentongan paket`: lima huruf kecil atau angka, tanpa i, l, o, 0, dan 1. Salin dari kertasnya.",
            "`kentongan pack` makes codes: five small letters or digits, without i, l, o, 0 and 1. Copy it from the paper.",
        ),
    )
}

/// A paper whose page is gone: its address can only say so.
pub fn page_is_gone(location: Location, code: &str, page: &str) -> Diagnostic {
    Diagnostic::warning(
        "edisi-tanpa-halaman",
        location,
        Text::new(
            format!("Edisi \"{code}\" dibuat dari {page}, tetapi halaman itu tidak ada lagi."),
            format!("The edition \"{code}\" was made of {page}, but that page is gone."),
        ),
        Text::new(
            format!("Kalau halamannya pindah, tulis alamat lamanya di halaman yang baru: alias: [{page}]"),
            format!("If the page moved, write its old address into the new one: alias: [{page}]"),
        ),
    )
}
