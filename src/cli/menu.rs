//! The menu of a double click: numbered, in Indonesian, and it waits.

use super::args::{Arguments, BuildArguments, CheckArguments, ServeArguments};
use super::help::{self, Topic};
use super::{Outcome, build, check, serve, terminal};
use crate::report::Speech;

const MENU: &str = "
Kentongan — mau apa?

  1  Lihat portal di peramban (pratinjau)
  2  Buat portal ke folder public (bangun)
  3  Baca bantuan
  4  Periksa isi portal (periksa)
  0  Keluar
";

const MENU_ENGLISH: &str = "
Kentongan — what would you like to do?

  1  See the portal in the browser (serve)
  2  Make the portal in the folder public (build)
  3  Read the help
  4  Check what the portal says (check)
  0  Leave
";

/// Shows the menu until its reader leaves. Without a terminal there is nobody to ask: the help is shown.
pub fn run(arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    if !terminal::is_interactive() {
        terminal::say(help::text(Topic::All, speech));
        return Outcome::Fine;
    }
    let mut last = Outcome::Fine;
    loop {
        terminal::say(build::choose(speech, MENU, MENU_ENGLISH));
        let question =
            build::choose(speech, "Ketik angkanya, lalu tekan Enter: ", "Type the number, then press Enter: ");
        match terminal::ask(question).as_deref() {
            Some("1") => last = serve::run(&ServeArguments::default(), arguments),
            Some("2") => last = build::run(&BuildArguments::default(), arguments),
            Some("3") => terminal::say(help::text(Topic::All, speech)),
            Some("4") => last = check::run(&CheckArguments::default(), arguments),
            Some("0") | None => return last,
            Some(other) => terminal::say(&unknown_choice(other, speech)),
        }
        let wait =
            build::choose(speech, "\nTekan Enter untuk kembali ke menu. ", "\nPress Enter to return to the menu. ");
        if terminal::ask(wait).is_none() {
            return last;
        }
    }
}

fn unknown_choice(written: &str, speech: Speech) -> String {
    match speech {
        Speech::Indonesian => format!("\"{written}\" tidak ada di menu."),
        Speech::English => format!("\"{written}\" is not on the menu."),
    }
}
