//! Problems that show only when all pages are planned or rendered.

use super::{Diagnostic, Location, Text};

/// Two sources for one address; `other` is `None` for what the program publishes by itself.
pub fn same_address(location: Location, address: &str, other: Option<&str>) -> Diagnostic {
    Diagnostic::error(
        "alamat-ganda",
        location,
        Text::new(
            format!("Alamat /{address} sudah dipakai oleh {}.", other.unwrap_or("portal ini sendiri")),
            format!("The address /{address} is already taken by {}.", other.unwrap_or("the portal itself")),
        ),
        Text::new(
            "Ganti nama berkas, \"slug\", atau \"alias\" salah satunya.",
            "Change the file name, \"slug\" or \"alias\" of one of them.",
        ),
    )
}

/// A file is to stand where the folder of another one is; `other` is `None` for what the program publishes by itself.
pub fn file_and_folder(location: Location, file: &str, within: &str, other: Option<&str>) -> Diagnostic {
    Diagnostic::error(
        "berkas-sekaligus-folder",
        location,
        Text::new(
            format!(
                "/{file} tidak bisa menjadi berkas dan sekaligus folder untuk /{within}. Tempat itu sudah dipakai oleh {}.",
                other.unwrap_or("portal ini sendiri")
            ),
            format!(
                "/{file} cannot be a file and at the same time the folder of /{within}. The place is already taken by {}.",
                other.unwrap_or("the portal itself")
            ),
        ),
        Text::new(
            "Ganti nama berkas, \"slug\", atau \"alias\" salah satunya.",
            "Change the file name, \"slug\" or \"alias\" of one of them.",
        ),
    )
}

/// An alias that is no address.
pub fn ill_formed_alias(location: Location, written: &str) -> Diagnostic {
    Diagnostic::error(
        "alias-salah",
        location,
        Text::new(
            format!("\"{written}\" bukan alamat di portal ini."),
            format!("\"{written}\" is not an address of this portal."),
        ),
        Text::new(
            "Tulis alamat lamanya, misalnya alias: /info/iuran/",
            "Write the old address, for example alias: /info/iuran/",
        ),
    )
}

/// One id on two elements of a page.
pub fn doubled_id(location: Location, id: &str, page: &str) -> Diagnostic {
    Diagnostic::error(
        "nama-bagian-ganda",
        location,
        Text::new(
            format!("Nama bagian \"{id}\" sudah dipakai di halaman /{page}."),
            format!("The name \"{id}\" is already taken on the page /{page}."),
        ),
        Text::new(
            "Beri judul bagiannya nama lain: ## Judul bagian {#nama-lain}",
            "Give the heading another name: ## Heading {#other-name}",
        ),
    )
}

/// A page that links to a file that is not published.
pub fn dead_link(location: Location, target: &str, page: &str) -> Diagnostic {
    Diagnostic::error(
        "tautan-tema-mati",
        location,
        Text::new(
            format!("Halaman /{page} menautkan /{target}, yang tidak ada."),
            format!("The page /{page} links to /{target}, which does not exist."),
        ),
        Text::new(
            "Tautan ini dibuat oleh tema. Minta bantuan pembuat tema.",
            "The theme makes this link. Ask its maker.",
        ),
    )
}

/// A fault of the program, not of the author: it stumbled over one file.
pub fn stumbled(location: Location, path: &str) -> Diagnostic {
    Diagnostic::error(
        "berkas-membuat-tersandung",
        location,
        Text::new(
            format!("Program ini tersandung saat membuat /{path}. Ini bukan salah Anda."),
            format!("This program stumbled while it made /{path}. This is not your fault."),
        ),
        Text::new(
            "Batalkan perubahan terakhir pada berkas ini, bangun lagi, lalu kabari pembuat program.",
            "Undo the last change to this file, build again, and tell the makers of the program.",
        ),
    )
}

/// A name that Windows keeps for devices: the portal could not be copied there.
pub fn reserved_name(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "nama-milik-windows",
        location,
        Text::new(
            format!("Nama \"{name}\" dipakai Windows sendiri, jadi tidak bisa menjadi nama berkas atau folder."),
            format!("Windows keeps the name \"{name}\" for itself; no file or folder can have it."),
        ),
        Text::new(
            format!("Ganti nama berkas, \"slug\", atau \"alias\" itu, misalnya menjadi \"{name}-1\"."),
            format!("Change the file name, \"slug\" or \"alias\", for example to \"{name}-1\"."),
        ),
    )
}
