//! Problems with the output folder.

use super::{Diagnostic, Location, Note, Text};

/// The output folder is the project, holds it, or is another project.
pub fn output_holds_a_portal(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "keluaran-memuat-portal",
        Location::project(),
        Text::new(
            format!("Folder \"{shown}\" memuat naskah portal, jadi tidak bisa menjadi folder keluaran."),
            format!("The folder \"{shown}\" holds the sources of a portal, so it cannot be the output folder."),
        ),
        another_folder(),
    )
}

/// The output folder is one that the portal is made from, or lies in it.
pub fn output_in_source(shown: &str, source: &str) -> Diagnostic {
    Diagnostic::error(
        "keluaran-di-naskah",
        Location::project(),
        Text::new(
            format!("Folder \"{shown}\" bagian dari {source}/, jadi tidak bisa menjadi folder keluaran."),
            format!("The folder \"{shown}\" is part of {source}/, so it cannot be the output folder."),
        ),
        another_folder(),
    )
}

/// A file stands where the output folder should be.
pub fn output_is_a_file(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "keluaran-bukan-folder",
        Location::project(),
        Text::new(
            format!("\"{shown}\" bukan folder, jadi portal tidak bisa ditulis ke sana."),
            format!("\"{shown}\" is not a folder, so the portal cannot be written there."),
        ),
        another_folder(),
    )
}

/// The output folder is a symbolic link.
pub fn output_is_a_link(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "keluaran-pintasan",
        Location::project(),
        Text::new(
            format!("\"{shown}\" hanya pintasan ke folder lain. Portal ditulis ke folder aslinya saja."),
            format!("\"{shown}\" is only a link to another folder. The portal is written to real folders only."),
        ),
        Text::new(
            "Sebut folder aslinya dengan --keluaran, atau ganti pintasan itu dengan folder biasa.",
            "Name the real folder with --output, or replace the link by a folder.",
        ),
    )
}

fn another_folder() -> Text {
    Text::new("Pilih folder lain, misalnya --keluaran public.", "Choose another folder, for example --output public.")
}

/// The record of the last build is damaged, or another version of the program wrote it.
pub fn unreadable_notes(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "catatan-keluaran-rusak",
        Location::project(),
        Text::new(
            format!("Catatan pembangunan terakhir, {shown}, tidak bisa dibaca."),
            format!("The record of the last build, {shown}, cannot be read."),
        ),
        Text::new(
            "Pindahkan berkas Anda sendiri dari folder keluaran, kosongkan folder itu, lalu bangun lagi.",
            "Move your own files out of the output folder, empty it, and build again.",
        ),
    )
}

/// Something that we did not make stands where we have to write.
pub fn foreign(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "berkas-asing",
        Location::project(),
        Text::new(
            format!("{shown} sudah ada di tempat yang diperlukan portal, tetapi bukan dibuat oleh kentongan."),
            format!("{shown} stands where the portal needs its place, but kentongan did not make it."),
        ),
        Text::new(
            "Pindahkan atau ganti namanya, lalu bangun lagi. Kentongan hanya menimpa berkas buatannya sendiri.",
            "Move or rename it, then build again. Kentongan overwrites only what it made itself.",
        ),
    )
}

/// A symbolic link in the output would lead what is written there somewhere else.
pub fn link(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "pintasan-di-keluaran",
        Location::project(),
        Text::new(
            format!("{shown} hanya pintasan ke tempat lain. Kentongan tidak menulis lewat pintasan."),
            format!("{shown} is only a link to another place. Kentongan does not write through links."),
        ),
        Text::new("Hapus pintasan itu, lalu bangun lagi.", "Remove the link, then build again."),
    )
}

/// A page has an address below our own notes.
pub fn reserved(path: &str) -> Diagnostic {
    Diagnostic::error(
        "alamat-terpakai-kentongan",
        Location::project(),
        Text::new(
            format!("Alamat /{path} dipakai kentongan sendiri untuk catatannya."),
            format!("Kentongan itself uses the address /{path} for its notes."),
        ),
        Text::new(
            "Ganti nama berkas, \"slug\", atau \"alias\" halaman itu.",
            "Change the file name, \"slug\" or \"alias\" of that page.",
        ),
    )
}

/// Another build is at work in the output folder.
pub fn busy(shown: &str, process: Option<u32>) -> Diagnostic {
    let (by, by_en) = match process {
        Some(id) => (format!(" (proses {id})"), format!(" (process {id})")),
        None => Default::default(),
    };
    Diagnostic::error(
        "sedang-dibangun",
        Location::project(),
        Text::new(
            format!("Folder \"{shown}\" sedang diisi oleh kentongan lain{by}."),
            format!("Another kentongan{by_en} is at work in the folder \"{shown}\"."),
        ),
        Text::new("Tunggu sampai selesai, lalu bangun lagi.", "Wait until it is done, then build again."),
    )
}

/// How something that was published is not what a build that remembers nothing gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mismatch {
    /// Other bytes, or no file at all.
    Bytes,
    /// The file belongs to nothing any more.
    Extra,
    /// Weight, links or messages that are noted of the file.
    Notes,
}

/// What was published is not what a build that remembers nothing gives: each file, and whether the messages differ too.
pub fn mismatch(files: &[(String, Mismatch)], messages_differ: bool) -> Diagnostic {
    // So many show what is wrong; thousands more would hide it.
    const SHOWN: usize = 20;
    let count = files.len() + usize::from(messages_differ);
    let file = |(shown, mismatch): &(String, Mismatch)| {
        let (id, en) = match mismatch {
            Mismatch::Bytes => ("isinya lain", "other content"),
            Mismatch::Extra => ("seharusnya tidak ada", "should not be there"),
            Mismatch::Notes => ("catatannya lain: berat, tautan, atau pesan", "other notes: weight, links or messages"),
        };
        Note { name: Text::new("berkas", "file"), text: Text::new(format!("{shown}, {id}"), format!("{shown}, {en}")) }
    };
    let mut notes: Vec<Note> = files.iter().take(SHOWN).map(file).collect();
    if let Some(more) = files.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        notes.push(Note {
            name: Text::new("berkas", "file"),
            text: Text::new(format!("dan {more} lagi"), format!("and {more} more")),
        });
    }
    if messages_differ {
        let text = Text::new("berbeda dengan yang ditampilkan di atas", "other than those shown above");
        notes.push(Note { name: Text::new("pesan", "messages"), text });
    }
    let mut diagnostic = Diagnostic::error(
        "tidak-cocok",
        Location::project(),
        Text::new(
            format!("{count} hal tidak sama dengan hasil bila portal dibangun dari awal."),
            format!("{count} of what was published is not what building from scratch gives."),
        ),
        Text::new(
            "Hapus folder .kentongan di folder portal dan berkas .public.state di sebelah folder public, lalu bangun lagi. Bila tetap berbeda, beri tahu pembuat kentongan.",
            "Delete the folder .kentongan in the portal's folder and the file .public.state beside the folder public, then build again. If it is still so, tell those who make kentongan.",
        ),
    );
    diagnostic.notes = notes;
    diagnostic
}
