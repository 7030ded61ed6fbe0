//! What the parser of arguments finds wrong, in our own words.

use crate::report::Speech;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The parser's error in our own words.
pub fn complaint(error: &clap::Error, speech: Speech) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let name_of = |argument: String| argument.split([' ', '[', '=']).next().unwrap_or_default().to_owned();
    let argument = name_of(context(ContextKind::InvalidArg));
    let other = name_of(context(ContextKind::PriorArg));
    let (id, en) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let written = context(ContextKind::InvalidSubcommand);
            (format!("Perintah \"{written}\" tidak dikenal."), format!("There is no command \"{written}\"."))
        }
        ErrorKind::UnknownArgument => (
            format!("Pilihan \"{argument}\" tidak dikenal di sini."),
            format!("There is no option \"{argument}\" here."),
        ),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            (format!("Pilihan \"{argument}\" belum ada isinya."), format!("The option \"{argument}\" needs a value."))
        }
        ErrorKind::InvalidValue => {
            let written = context(ContextKind::InvalidValue);
            (
                format!("\"{written}\" bukan isi untuk \"{argument}\"."),
                format!("\"{written}\" is no value for \"{argument}\"."),
            )
        }
        ErrorKind::ArgumentConflict if !other.is_empty() && other != argument => (
            format!("Pilih salah satu saja: \"{argument}\" atau \"{other}\"."),
            format!("Choose one only: \"{argument}\" or \"{other}\"."),
        ),
        ErrorKind::ArgumentConflict => {
            (format!("Pilihan \"{argument}\" ditulis dua kali."), format!("The option \"{argument}\" is given twice."))
        }
        _ => ("Perintah ini tidak bisa dibaca.".into(), "This command cannot be read.".into()),
    };
    match speech {
        Speech::Indonesian => format!("{id}\nKetik \"kentongan bantuan\" untuk melihat semua perintah."),
        Speech::English => format!("{en}\nType \"kentongan help --lang en\" to see all commands."),
    }
}
