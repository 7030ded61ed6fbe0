//! Problems with characters that nobody sees.

use super::{Diagnostic, Location, Severity, Text};
use crate::vocabulary::hidden::{Harm, Hidden};

/// A character that nobody sees, in a text.
pub fn character(location: Location, hidden: Hidden) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(hidden.character));
    let message = match hidden.harm {
        Harm::Turns => Text::new(
            format!(
                "Di sini ada tanda tak terlihat ({code}) yang membalik arah tulisan: yang terbaca lain dari isinya."
            ),
            format!(
                "An invisible mark here ({code}) turns the direction of writing: what one reads is not what it says."
            ),
        ),
        Harm::Splits => Text::new(
            format!("Di sini ada huruf tak terlihat ({code}) yang membelah kata, angka, atau alamat ini."),
            format!("An invisible character here ({code}) splits this word, number or address."),
        ),
        Harm::Loiters => Text::new(
            format!("Di sini ada huruf tak terlihat ({code}), biasanya ikut tersalin dari tempat lain."),
            format!("There is an invisible character here ({code}); such are mostly copied along from elsewhere."),
        ),
        Harm::Means => Text::new(
            format!("Di sini ada tanda {code}, yang bukan huruf dan tidak bisa tayang."),
            format!("There is a {code} here, which is no character that can be published."),
        ),
    };
    let hint = Text::new(
        "Hapus bagian ini sampai huruf di kiri dan kanannya, lalu ketik lagi dengan tangan, jangan disalin.",
        "Delete it together with the letters beside it, then type them by hand; do not paste.",
    );
    of(location, hidden, message, hint)
}

/// A character that nobody sees, written with a code such as `\u202E` or `&#8238;`.
pub fn code(location: Location, hidden: Hidden) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(hidden.character));
    let message = Text::new(
        format!("Di sini ada kode untuk huruf tak terlihat ({code})."),
        format!("There is a code here for an invisible character ({code})."),
    );
    of(location, hidden, message, Text::new("Hapus kode itu.", "Remove the code."))
}

/// What stands beside a word harms nobody who reads; all else may mislead, also programs.
fn of(location: Location, hidden: Hidden, message: Text, hint: Text) -> Diagnostic {
    let severity = match hidden.harm {
        Harm::Turns | Harm::Splits | Harm::Means => Severity::Error,
        Harm::Loiters => Severity::Warning,
    };
    Diagnostic { severity, ..Diagnostic::error("huruf-tak-terlihat", location, message, hint) }
}
