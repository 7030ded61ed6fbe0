//! Problems in a theme.

use super::{Diagnostic, Location, Text};

/// The theme named in the configuration has no files.
pub fn unknown_theme(location: Location, theme: &str) -> Diagnostic {
    Diagnostic::error(
        "tema-tidak-ada",
        location,
        Text::new(format!("Tema \"{theme}\" tidak ada."), format!("There is no theme \"{theme}\".")),
        Text::new(
            "Tulis tema: lentera, atau taruh folder tema itu di themes/.",
            "Write tema: lentera, or put its folder into themes/.",
        ),
    )
}

/// A template that cannot be read. `detail` is the engine's own English sentence, for theme makers.
pub fn broken(location: Location, detail: &str) -> Diagnostic {
    Diagnostic::error(
        "templat-rusak",
        location,
        Text::new("Templat ini tidak bisa dipakai.", format!("This template cannot be used: {detail}")),
        Text::new(
            "Batalkan perubahan terakhir pada tema, atau minta bantuan pembuat tema.",
            "Undo the last change to the theme, or ask its maker.",
        ),
    )
}

/// A component that calls itself.
pub fn circular(location: Location, component: &str) -> Diagnostic {
    Diagnostic::error(
        "templat-melingkar",
        location,
        Text::new(
            format!("Bagian \"{component}\" pada templat ini memanggil dirinya sendiri tanpa akhir."),
            format!("The component \"{component}\" calls itself without end."),
        ),
        Text::new(
            "Batalkan perubahan terakhir pada tema, atau minta bantuan pembuat tema.",
            "Undo the last change to the theme, or ask its maker.",
        ),
    )
}

/// A template that failed while a page was made of it.
pub fn failed(location: Location, page: &str, detail: &str) -> Diagnostic {
    Diagnostic::error(
        "templat-gagal",
        location,
        Text::new(
            format!("Templat ini gagal saat membuat \"{page}\"."),
            format!("This template failed while making \"{page}\": {detail}"),
        ),
        Text::new(
            "Batalkan perubahan terakhir pada tema, atau minta bantuan pembuat tema.",
            "Undo the last change to the theme, or ask its maker.",
        ),
    )
}

/// A style sheet that cannot be read.
pub fn broken_style(location: Location, detail: &str) -> Diagnostic {
    Diagnostic::error(
        "gaya-rusak",
        location,
        Text::new("Berkas gaya tema ini tidak bisa dibaca.", format!("This style sheet cannot be read: {detail}")),
        Text::new("Batalkan perubahan terakhir pada berkas ini.", "Undo the last change to this file."),
    )
}

/// Files that a theme must have.
pub fn missing_files(theme: &str, files: &[String]) -> Diagnostic {
    let list = files.join(", ");
    Diagnostic::error(
        "berkas-tema-kurang",
        Location { path: Some(format!("themes/{theme}")), span: None },
        Text::new(
            format!("Tema \"{theme}\" belum punya berkas {list}."),
            format!("The theme \"{theme}\" lacks the files {list}."),
        ),
        Text::new("Salin berkas itu dari tema lentera.", "Copy them from the theme lentera."),
    )
}

/// A font that cannot be read.
pub fn unreadable_font(location: Location) -> Diagnostic {
    Diagnostic::error(
        "huruf-tidak-terbaca",
        location,
        Text::new("Berkas huruf ini tidak bisa dibaca.", "This font cannot be read."),
        Text::new(
            "Pakai berkas TrueType (.ttf) yang utuh, paling besar 1 MiB. Tanpa berkas ini, huruf bawaan yang dipakai.",
            "Use a whole TrueType file (.ttf) of at most 1 MiB. Without this file the built-in font is used.",
        ),
    )
}
