//! The languages a portal may speak.

/// A language of the portal. Indonesian is the default; the others are translations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    Indonesian,
    English,
    /// Banyumasan, published under the code of Javanese.
    Banyumasan,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Indonesian, Self::English, Self::Banyumasan];

    /// The code used in file names (`page.en.md`), folders and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
            Self::Banyumasan => "jv",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language's name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Indonesian => "Bahasa Indonesia",
            Self::English => "English",
            Self::Banyumasan => "Basa Banyumasan",
        }
    }
}
