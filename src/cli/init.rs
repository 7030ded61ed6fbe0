//! `kentongan init`: a new portal in an empty folder.

use super::args::{Arguments, InitArguments};
use super::build::{choose, now};
use super::failure::machine_refused;
use super::{Outcome, terminal};
use crate::pipeline::Day;
use crate::project::{self, Identity, Refusal};
use crate::report::Speech;
use crate::vocabulary::TimeZone;
use std::path::Path;

pub fn run(init: &InitArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let folder = init.folder.as_deref().unwrap_or(&arguments.root);
    let ask = |given: &Option<String>, question: &str, otherwise: &str| match given {
        Some(given) => given.clone(),
        None if init.yes || !terminal::is_interactive() => otherwise.to_owned(),
        None => terminal::ask(question).filter(|answer| !answer.is_empty()).unwrap_or_else(|| otherwise.to_owned()),
    };
    let identity = Identity {
        name: ask(&init.name, choose(speech, "Nama portal: ", "Name of the portal: "), "Portal baru"),
        today: match now() {
            Day::Given(date) => date,
            Day::At(seconds) => TimeZone::Wib.day_at(seconds),
        },
        manager: ask(&init.manager, choose(speech, "Siapa yang mengelola: ", "Who runs it: "), "Tim pengelola portal"),
    };
    match project::found(folder, &identity) {
        Ok(()) => {
            terminal::say(&next_steps(folder, speech));
            Outcome::Fine
        }
        Err(refusal) => refuse(&refusal, folder, speech),
    }
}

fn next_steps(folder: &Path, speech: Speech) -> String {
    let name = folder.display();
    match speech {
        Speech::Indonesian => format!(
            "Portal baru ada di {name}.\n\nLangkah berikutnya:\n  kentongan pratinjau --folder \"{name}\"\n\nLalu buka {name}/kentongan.yaml dan isi nama, pengelola, dan alamat portal.\nHalaman yang ditandai contoh boleh dihapus."
        ),
        Speech::English => format!(
            "The new portal is in {name}.\n\nWhat comes next:\n  kentongan serve --folder \"{name}\"\n\nThen open {name}/kentongan.yaml and set the name, who runs it, and the address.\nPages marked as examples may be removed."
        ),
    }
}

fn refuse(refusal: &Refusal, folder: &Path, speech: Speech) -> Outcome {
    let name = folder.display();
    match refusal {
        Refusal::NotEmpty => {
            let (id, en) = (
                format!(
                    "{name} tidak kosong. Tidak ada yang ditulis.\nSebut folder baru, misalnya: kentongan siapkan portal-baru"
                ),
                format!(
                    "{name} is not empty. Nothing was written.\nName a new folder, for example: kentongan init new-portal"
                ),
            );
            terminal::say_error(choose(speech, &id, &en));
            Outcome::WrongUsage
        }
        Refusal::Disk(error) => machine_refused(error, speech),
    }
}
