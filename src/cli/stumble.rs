//! A fault of the program itself: told in a sentence, never with the words of a panic.

use super::{Outcome, terminal};
use crate::diagnostic::{Diagnostic, Location, Note, Text};
use crate::report::{Speech, text};
use crate::source::SourceTree;
use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

/// Does a command's work. Where the program stumbles, says so, and where.
///
/// What a stage catches is reported by that stage: a panic by itself prints nothing, unless a programmer asked for
/// its words with `RUST_BACKTRACE`.
pub fn guarded(speech: Speech, work: impl FnOnce() -> Outcome) -> Outcome {
    let place = Arc::new(Mutex::new(None));
    if env::var_os("RUST_BACKTRACE").is_none() {
        let place = Arc::clone(&place);
        panic::set_hook(Box::new(move |panic| {
            *place.lock().unwrap_or_else(PoisonError::into_inner) = panic.location().map(ToString::to_string);
        }));
    }
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner).take();
        let said = text::render(&[stumbled(place)], &SourceTree::default(), speech, terminal::colour());
        terminal::say_error(said.trim_end());
        Outcome::MachineFailed
    })
}

/// The program stumbled at a `place` in its own sources.
fn stumbled(place: Option<String>) -> Diagnostic {
    let mut problem = Diagnostic::error(
        "program-tersandung",
        Location::project(),
        Text::new(
            "Program ini tersandung dan berhenti. Ini bukan salah Anda.",
            "This program stumbled and stopped. This is not your fault.",
        ),
        Text::new(
            "Batalkan perubahan yang terakhir, coba lagi, lalu kirim pesan ini kepada pembuat program.",
            "Undo the last change, try again, and send this message to the makers of the program.",
        ),
    );
    problem
        .notes
        .extend(place.map(|place| Note { name: Text::new("tempat", "place"), text: Text::new(&place, &place) }));
    problem
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// The program that stumbles, of which the test below reads what it prints.
    #[test]
    #[ignore = "run by the test below, in a process of its own"]
    fn a_program_that_stumbles() {
        let outcome = guarded(Speech::Indonesian, || {
            let caught = panic::catch_unwind(|| panic!("a stage catches this"));
            assert!(caught.is_err());
            panic!("words of a panic");
        });
        assert_eq!(outcome, Outcome::MachineFailed);
    }

    #[test]
    fn a_stumble_is_told_without_the_words_of_a_panic() {
        let this = env::current_exe().expect("the test program");
        let name = "cli::stumble::tests::a_program_that_stumbles";
        let output = Command::new(this)
            .args(["--ignored", "--nocapture", "--exact", name])
            .env_remove("RUST_BACKTRACE")
            .env("NO_COLOR", "1")
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains("kesalahan[program-tersandung]: Program ini"), "{said}");
        assert!(said.contains("tempat: src/cli/stumble.rs:"), "{said}");
        assert!(!said.contains("panic") && !said.contains("catches"), "{said}");
    }
}
