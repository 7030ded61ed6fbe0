//! Problems of the preview itself, in the words of authors.

use crate::diagnostic::{Diagnostic, Location, Text};
use std::io;

/// The project cannot be read, perhaps only at this moment.
pub fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "portal-tidak-terbaca",
        Location::project(),
        Text::new(
            format!("Ada berkas atau folder portal yang tidak bisa dibaca ({error})."),
            format!("A file or folder of the portal cannot be read ({error})."),
        ),
        Text::new(
            "Tutup program lain yang memakainya dan periksa izinnya. Pratinjau mencoba lagi sendiri.",
            "Close other programs that use it and check its permissions. The preview tries again by itself.",
        ),
    )
}

/// A fault of the program, not of the author: one edit made it stumble.
pub fn stumbled() -> Diagnostic {
    Diagnostic::error(
        "program-tersandung",
        Location::project(),
        Text::new(
            "Program ini tersandung oleh perubahan yang terakhir. Ini bukan salah Anda.",
            "The last change made this program stumble. This is not your fault.",
        ),
        Text::new(
            "Batalkan perubahan itu, simpan, lalu kabari pembuat program.",
            "Undo that change, save, and tell the makers of the program.",
        ),
    )
}
