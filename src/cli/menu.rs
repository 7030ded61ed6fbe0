//! The menu of a double click: numbered, in Indonesian, and it waits.

use super::args::{
    Arguments, BuildArguments, CalendarArguments, CheckArguments, InitArguments, NewArguments, ReachArguments,
    ReportArguments, ServeArguments,
};
use super::help::{self, Topic};
use super::{Outcome, build, calendar, check, init, new, reach, report, serve, terminal};
use crate::report::Speech;

const MENU: &str = "
Kentongan — mau apa?

  1  Lihat portal di peramban (pratinjau)
  2  Buat portal ke folder public (bangun)
  3  Tulis halaman baru (baru)
  4  Periksa isi portal (periksa)
  5  Lihat kapan isi portal berubah sendiri (kalender)
  6  Buat laporan keadaan portal (laporan)
  7  Hitung kunjungan dari log server (jangkauan)
  8  Buat portal baru di folder kosong (siapkan)
  9  Baca bantuan
  0  Keluar
";

const MENU_ENGLISH: &str = "
Kentongan — what would you like to do?

  1  See the portal in the browser (serve)
  2  Make the portal in the folder public (build)
  3  Write a new page (new)
  4  Check what the portal says (check)
  5  See when the portal changes by itself (calendar)
  6  Make a report on the state of the portal (report)
  7  Count visits from a server's log (reach)
  8  Make a new portal in an empty folder (init)
  9  Read the help
  0  Leave
";

const PUBLISH: &str = "
Sekarang tayangkan: kirim semua isi folder public ke server.
Di cPanel: File Manager, masuk ke public_html, lalu unggah. Lihat PANDUAN.md bagian 7.
Hanya ada FTP? Perintah kentongan paket-perubahan mengumpulkan yang berubah saja.";

const PUBLISH_ENGLISH: &str = "
Now publish it: send everything in the folder public to your server.
In cPanel: File Manager, open public_html, then upload. See PANDUAN.md, part 7.
Only FTP? The command kentongan pack-changes gathers what has changed.";

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
            Some("2") => {
                last = build::run(&BuildArguments::default(), arguments);
                if last == Outcome::Fine {
                    terminal::say(build::choose(speech, PUBLISH, PUBLISH_ENGLISH));
                }
            }
            Some("3") => last = new::run(&NewArguments::default(), arguments),
            Some("4") => last = check::run(&CheckArguments::default(), arguments),
            Some("5") => last = calendar::run(&CalendarArguments::default(), arguments),
            Some("6") => last = report::run(&ReportArguments::default(), arguments),
            Some("7") => last = count_visits(arguments),
            Some("8") => last = new_portal(arguments),
            Some("9") => terminal::say(help::text(Topic::All, speech)),
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

/// A log that lies beside the portal, or anywhere else: files dropped onto a window come with quotes.
fn count_visits(arguments: &Arguments) -> Outcome {
    let question = build::choose(arguments.speech, "Nama berkas log: ", "Name of the log: ");
    let log = terminal::ask(question).map(|log| log.trim_matches(['"', '\'']).to_owned());
    match log.filter(|log| !log.is_empty()) {
        Some(log) => {
            let html = Some(arguments.root.join("jangkauan.html"));
            reach::run(&ReachArguments { logs: vec![log.into()], html, ..Default::default() }, arguments)
        }
        None => Outcome::Fine,
    }
}

fn new_portal(arguments: &Arguments) -> Outcome {
    let question = build::choose(arguments.speech, "Nama folder yang akan dibuat: ", "Name of the folder to make: ");
    match terminal::ask(question).filter(|folder| !folder.is_empty()) {
        Some(folder) => {
            init::run(&InitArguments { folder: Some(arguments.root.join(folder)), ..Default::default() }, arguments)
        }
        None => Outcome::Fine,
    }
}

fn unknown_choice(written: &str, speech: Speech) -> String {
    match speech {
        Speech::Indonesian => format!("\"{written}\" tidak ada di menu."),
        Speech::English => format!("\"{written}\" is not on the menu."),
    }
}
