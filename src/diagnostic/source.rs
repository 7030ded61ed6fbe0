//! Problems with files as they lie in the folder.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::SourcePath;

/// The bytes of a text file are in no encoding we know.
pub fn undecodable(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "berkas-tidak-terbaca",
        Location::file(path),
        Text::new("Berkas ini tidak bisa dibaca sebagai teks.", "This file cannot be read as text."),
        Text::new(
            "Buka berkas di Notepad, pilih Simpan Sebagai, lalu pilih pengodean UTF-8.",
            "Open the file in Notepad, choose Save As, and pick the encoding UTF-8.",
        ),
    )
}

/// A file is larger than its kind may be.
pub fn too_large(path: &SourcePath, bytes: u64, limit: u64) -> Diagnostic {
    let (kb, limit_kb) = (Text::number(bytes.div_ceil(1024)), Text::number(limit / 1024));
    Diagnostic::error(
        "berkas-terlalu-besar",
        Location::file(path),
        Text::new(
            format!("Berkas ini {} KB. Batasnya {} KB.", kb.id, limit_kb.id),
            format!("This file is {} KB. The limit is {} KB.", kb.en, limit_kb.en),
        ),
        Text::new("Bagi isinya menjadi beberapa berkas.", "Split it into several files."),
    )
}

/// A symbolic link, named pipe or other thing that is neither a file nor a folder.
pub fn not_a_regular_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "bukan-berkas-biasa",
        Location::file(path),
        Text::new(
            "Ini bukan berkas biasa, melainkan pintasan atau berkas khusus. Isinya tidak dibaca.",
            "This is not a regular file but a link or a special file. It is not read.",
        ),
        Text::new("Hapus, lalu salin berkas aslinya ke sini.", "Remove it and copy the real file here."),
    )
}

/// A file name that some system cannot hold or that cannot be read.
pub fn unusable_name(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "nama-berkas-tidak-bisa-dipakai",
        Location::project(),
        Text::new(
            format!("Nama berkas \"{shown}\" memuat huruf yang tidak bisa dipakai."),
            format!("The file name \"{shown}\" has characters that cannot be used."),
        ),
        Text::new(
            "Pakai huruf, angka, titik, dan tanda hubung saja, misalnya jadwal-posyandu.md.",
            "Use only letters, digits, dots and hyphens, for example jadwal-posyandu.md.",
        ),
    )
}

/// A file published as it is that could run something in a reader's browser.
pub fn running_file(location: Location, what: &str) -> Diagnostic {
    Diagnostic::error(
        "berkas-bisa-berjalan",
        location,
        Text::new(
            format!("Berkas ini memuat {what}, yang bisa menjalankan program di HP pembaca."),
            format!("This file has {what}, which can run a program in a reader's browser."),
        ),
        Text::new("Hapus bagian itu, atau simpan berkasnya sebagai PDF.", "Remove that part, or save the file as PDF."),
    )
}

/// What an editor or the system left behind, such as `hut-ri.md~`.
pub fn litter(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "sisa-penyunting",
        Location::file(path),
        Text::new(
            "Berkas ini tampaknya salinan atau sisa dari program penyunting.",
            "This file looks like a copy or a left-over of an editor.",
        ),
        Text::new(
            "Hapus berkas ini, atau beri nama yang benar bila memang halaman.",
            "Delete this file, or give it a proper name if it is a page.",
        ),
    )
}

/// There is no `kentongan.yaml` where the command was started.
pub fn not_a_project() -> Diagnostic {
    Diagnostic::error(
        "bukan-folder-portal",
        Location::project(),
        Text::new(
            "Di folder ini tidak ada kentongan.yaml, jadi ini bukan folder portal.",
            "There is no kentongan.yaml in this folder, so it is not a portal.",
        ),
        Text::new(
            "Pindah dulu ke folder portal, atau sebut foldernya dengan --folder. Portal baru: kentongan siapkan FOLDER.",
            "Change to the portal's folder first, or name it with --folder. For a new portal: kentongan init FOLDER.",
        ),
    )
}
