//! `kentongan serve`: starts the private server and tells what happens.

use super::args::{Arguments, ServeArguments};
use super::build::choose;
use super::failure::disk_problem;
use super::{Outcome, terminal};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Speech, text};
use crate::serve::{self, Event, Options, Port, Reach, Watching};
use crate::site::Drafts;
use crate::source::SourceTree;
use std::time::Duration;

/// How often the project is read when the system cannot tell of changes.
const POLL: Duration = Duration::from_secs(1);

/// Serves until the reader stops it.
pub fn run(serve: &ServeArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let options = Options {
        root: arguments.root.clone(),
        port: serve.port.map_or(Port::FirstFree, Port::Exactly),
        reach: if serve.lan { Reach::LocalNetwork } else { Reach::ThisMachine },
        day: serve.day,
        drafts: if serve.drafts { Drafts::Include } else { Drafts::LeaveOut },
        watching: if serve.poll { Watching::ByPolling(POLL) } else { Watching::ByEvents },
        speech,
    };
    match serve::serve(&options, |event| say(event, speech)) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            let problem = disk_problem(&error, speech);
            let (id, en) = (format!("Pratinjau berhenti: {problem}."), format!("The preview stopped: {problem}."));
            terminal::say_error(choose(speech, &id, &en));
            Outcome::MachineFailed
        }
    }
}

fn say(event: &Event<'_>, speech: Speech) {
    match event {
        Event::Started { name, address, network } => {
            let port = address.port();
            let (id, en) = (
                format!("Buka di peramban: http://{name}:{port}/\nTekan Ctrl+C untuk berhenti."),
                format!("Open in your browser: http://{name}:{port}/\nPress Ctrl+C to stop."),
            );
            terminal::say(choose(speech, &id, &en));
            if let Some(network) = network {
                let (id, en) = (
                    format!("Dari HP di jaringan yang sama: http://{network}/"),
                    format!("From a phone in the same network: http://{network}/"),
                );
                terminal::say(choose(speech, &id, &en));
            }
        }
        Event::Polling { reason } => {
            let (id, en) = (
                format!("Perubahan berkas tidak bisa dipantau langsung ({reason}). Berkas dibaca ulang tiap detik."),
                format!("Changes cannot be watched ({reason}). The files are read again each second."),
            );
            terminal::say_error(choose(speech, &id, &en));
        }
        Event::Rebuilt { took } => {
            let milliseconds = took.as_millis();
            let (id, en) = (
                format!("Diperbarui dalam {milliseconds} milidetik."),
                format!("Updated in {milliseconds} milliseconds."),
            );
            terminal::say(choose(speech, &id, &en));
        }
        Event::Checked { problems, source } => say_problems(problems, source, speech),
    }
}

fn say_problems(problems: &[Diagnostic], source: &SourceTree, speech: Speech) {
    let errors: Vec<Diagnostic> =
        problems.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    if errors.is_empty() {
        terminal::say(choose(speech, "Tidak ada kesalahan.", "No errors."));
    } else {
        terminal::say_error(text::render(&errors, source, speech, terminal::colour()).trim_end());
        let (id, en) = (format!("Ada {} kesalahan.", errors.len()), format!("There are {} errors.", errors.len()));
        terminal::say_error(choose(speech, &id, &en));
    }
}
