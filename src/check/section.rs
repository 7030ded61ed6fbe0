//! The parts of a report of `check`, in the order a person reads them.

use crate::diagnostic::{Diagnostic, Severity, Text};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Errors,
    PersonalData,
    Review,
    Ending,
    TypedAmounts,
    Translations,
    Language,
    ExternalLinks,
    Live,
    Orphans,
    Examples,
    Other,
}

impl Section {
    pub const ALL: [Self; 12] = [
        Self::Errors,
        Self::PersonalData,
        Self::Review,
        Self::Ending,
        Self::TypedAmounts,
        Self::Translations,
        Self::Language,
        Self::ExternalLinks,
        Self::Live,
        Self::Orphans,
        Self::Examples,
        Self::Other,
    ];

    /// Where a problem is told.
    pub fn of(diagnostic: &Diagnostic) -> Self {
        match diagnostic.code.as_str() {
            "nik-terbuka" | "nomor-kartu" | "telepon-terbuka" | "telepon-tanpa-izin" | "izin-berakhir" => {
                Self::PersonalData
            }
            "tinjau-lewat" | "tinjau-lewat-jumlah" | "tinjau-ditunda" | "belum-diperiksa" | "fakta-lewat-periksa" => {
                Self::Review
            }
            "fakta-berakhir" => Self::Ending,
            "jumlah-diketik" => Self::TypedAmounts,
            "terjemahan-tertinggal" => Self::Translations,
            "kalimat-panjang" | "alinea-panjang" | "singkatan-belum-dijelaskan" | "kata-sulit" => Self::Language,
            "tautan-luar-mati" | "tautan-luar-diam" => Self::ExternalLinks,
            "tayang-tertinggal" | "tayang-angka-lain" | "tayang-tidak-diketahui" | "tayang-diam" => Self::Live,
            "halaman-terpencil" => Self::Orphans,
            "contoh-masih-ada" => Self::Examples,
            _ => match diagnostic.severity {
                Severity::Error => Self::Errors,
                Severity::Warning => Self::Other,
            },
        }
    }

    pub fn title(self) -> Text {
        match self {
            Self::Errors => Text::new("Kesalahan", "Errors"),
            Self::PersonalData => Text::new("Data pribadi", "Personal data"),
            Self::Review => Text::new("Waktu periksa", "Review"),
            Self::Ending => Text::new("Segera berakhir", "Ending soon"),
            Self::TypedAmounts => Text::new("Jumlah uang yang diketik sendiri", "Amounts typed by hand"),
            Self::Translations => Text::new("Terjemahan", "Translations"),
            Self::Language => Text::new("Bahasa", "Language"),
            Self::ExternalLinks => Text::new("Tautan ke luar", "External links"),
            Self::Live => Text::new("Portal yang tayang", "The published portal"),
            Self::Orphans => Text::new("Halaman tanpa jalan masuk", "Pages nobody can reach"),
            Self::Examples => Text::new("Isi contoh", "Example content"),
            Self::Other => Text::new("Peringatan lain", "Other warnings"),
        }
    }
}
