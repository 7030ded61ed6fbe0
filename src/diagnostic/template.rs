//! Problems in a theme.

use super::{Diagnostic, Location, Text};

/// The theme named in the configuration has no files.
pub fn unknown_theme(theme: &str) -> Diagnostic {
    Diagnostic::error(
        "tema-tidak-ada",
        Location::project(),
        Text::new(format!("Tema \"{theme}\" tidak ada."), format!("There is no theme \"{theme}\".")),
        Text::new(
            "Tulis tema: lentera di kentongan.yaml, atau taruh foldernya di themes/.",
            "Write tema: lentera in kentongan.yaml, or put its folder into themes/.",
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

/// A file the theme must have.
pub fn missing_file(theme: &str, file: &str) -> Diagnostic {
    Diagnostic::error(
        "berkas-tema-kurang",
        Location::project(),
        Text::new(
            format!("Tema \"{theme}\" tidak punya berkas {file}."),
            format!("The theme \"{theme}\" has no file {file}."),
        ),
        Text::new("Salin berkas itu dari tema lentera.", "Copy that file from the theme lentera."),
    )
}

/// A word of the theme that is not there in Indonesian.
pub fn missing_word(theme: &str, key: &str) -> Diagnostic {
    Diagnostic::error(
        "kata-tema-kurang",
        Location::project(),
        Text::new(
            format!("Kata \"{key}\" tidak ada di themes/{theme}/i18n/id.yaml."),
            format!("The word \"{key}\" is not in themes/{theme}/i18n/id.yaml."),
        ),
        Text::new(format!("Tambahkan baris {key}: …"), format!("Add a line {key}: …")),
    )
}
