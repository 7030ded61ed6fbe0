//! `kentongan reach`: counts visits from the log of a server.

use super::args::{Arguments, ReachArguments};
use super::build::{choose, now};
use super::failure::disk_problem;
use super::{Outcome, terminal};
use crate::config::Overrides;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::pipeline::{self, Request};
use crate::reach::Counter;
use crate::reach::portal::Portal;
use crate::render::Finish;
use crate::report::reach::{self, Findings};
use crate::report::{Speech, json, text};
use crate::site::Drafts;
use crate::source::SourceTree;
use crate::source::read::{self, CONFIG_FILE};
use flate2::bufread::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Stands for what comes through a pipe.
const PIPE: &str = "-";
const BUFFER: usize = 64 * 1024;
const MEGABYTE: u64 = 1_000_000;

/// Counts all logs together and shows what they say. Nothing is written but the page that was asked for.
pub fn run(wanted: &ReachArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    if let Some(log) = wanted.html.as_ref().and_then(|page| wanted.logs.iter().find(|log| is_same(log, page))) {
        let (id, en) = (
            format!("{} adalah lognya. Beri nama lain untuk halamannya, misalnya jangkauan.html.", shown(log)),
            format!("{} is the log. Give the page another name, such as reach.html.", shown(log)),
        );
        terminal::say_error(choose(speech, &id, &en));
        return Outcome::WrongUsage;
    }
    let portal = match portal(&arguments.root, speech) {
        Ok(portal) => portal,
        Err(error) => return machine_failed(&arguments.root, &error, speech),
    };
    let mut counter = Counter::new(&portal, wanted.from, wanted.until);
    if let Err((log, error)) = read_all(&wanted.logs, &mut counter, speech) {
        return if error.kind() == io::ErrorKind::NotFound {
            let (id, en) = (format!("Berkas {} tidak ada.", shown(log)), format!("There is no file {}.", shown(log)));
            terminal::say_error(choose(speech, &id, &en));
            Outcome::WrongUsage
        } else {
            machine_failed(log, &error, speech)
        };
    }
    let problems = reach::problems(&counter.tally).sorted();
    let findings = reach::findings(&counter.tally, &portal, wanted.by);
    show(&findings, &problems, wanted, speech)
}

/// What the project says of itself, as far as it is sound; a log can be read without one.
fn portal(root: &Path, speech: Speech) -> io::Result<Portal> {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics)?;
    if source.text(CONFIG_FILE).is_none() {
        let (id, en) = (
            "Di folder ini tidak ada kentongan.yaml: judul halaman dan nama kecamatan tidak disebut, waktu dihitung dalam WIB.",
            "There is no kentongan.yaml in this folder: titles and districts are not named, days are those of WIB.",
        );
        terminal::say_error(choose(speech, id, en));
        return Ok(Portal::unknown());
    }
    let request =
        Request { day: now(), drafts: Drafts::LeaveOut, overrides: Overrides::default(), finish: Finish::PUBLISHED };
    Ok(Portal::of(&pipeline::plan(&source, &request, diagnostics)))
}

fn read_all<'a>(logs: &'a [PathBuf], counter: &mut Counter<'_>, speech: Speech) -> Result<(), (&'a Path, io::Error)> {
    let bar = terminal::progress(choose(speech, "Membaca log, MB:", "Reading logs, MB:"));
    let bytes = Cell::new(0);
    let progress = |more: u64| {
        bytes.set(bytes.get() + more);
        if bytes.get() >= MEGABYTE {
            bar.inc(bytes.get() / MEGABYTE);
            bytes.set(bytes.get() % MEGABYTE);
        }
    };
    let mut result = Ok(());
    for (index, log) in logs.iter().enumerate() {
        // The same log twice would count everybody twice.
        if logs[..index].iter().any(|before| is_same(before, log)) {
            continue;
        }
        match open(log) {
            Ok(mut lines) => counter.read(&mut *lines, &log.to_string_lossy(), &progress),
            Err(error) => {
                result = Err((log.as_path(), error));
                break;
            }
        }
    }
    bar.finish_and_clear();
    result
}

/// A log as lines, unpacked where it is packed, whatever its name says.
fn open(log: &Path) -> io::Result<Box<dyn BufRead>> {
    let mut bytes: Box<dyn BufRead> = if log.as_os_str() == PIPE {
        Box::new(BufReader::with_capacity(BUFFER, io::stdin().lock()))
    } else {
        if log.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Box::new(BufReader::with_capacity(BUFFER, File::open(log)?))
    };
    let is_packed = bytes.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    // Servers append one packed piece to another.
    Ok(if is_packed { Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(bytes))) } else { bytes })
}

fn show(findings: &Findings<'_>, problems: &[Diagnostic], wanted: &ReachArguments, speech: Speech) -> Outcome {
    let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    let source = SourceTree::default();
    if wanted.json {
        let mut value = reach::json::json(findings, speech);
        let problems: Vec<_> = problems.iter().map(|problem| json::diagnostic(problem, &source, speech)).collect();
        value["diagnostics"] = problems.into();
        terminal::say(&value.to_string());
    } else {
        if !problems.is_empty() {
            terminal::say_error(text::render(problems, &source, speech, terminal::colour()).trim_end());
            terminal::say_error("");
        }
        if !has_errors {
            terminal::say_exactly(&reach::text::text(findings, speech));
        }
    }
    if has_errors {
        return Outcome::ContentErrors;
    }
    let Some(file) = &wanted.html else { return Outcome::Fine };
    if let Err(error) = write(file, &reach::page::page(findings, speech)) {
        return machine_failed(file, &error, speech);
    }
    if !wanted.json {
        let (id, en) = (
            format!("\nHalamannya ada di {}. Buka di peramban, atau cetak di kertas A4.", shown(file)),
            format!("\nThe page is in {}. Open it in a browser, or print it on A4.", shown(file)),
        );
        terminal::say(choose(speech, &id, &en));
    }
    Outcome::Fine
}

#[expect(clippy::disallowed_methods, reason = "an edge writes the file it was asked for")]
fn write(file: &Path, page: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, page)
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// A file's name, which may hold anything but a line of its own.
fn shown(file: &Path) -> String {
    crate::reach::target::visible(&file.to_string_lossy())
}

fn machine_failed(file: &Path, error: &io::Error, speech: Speech) -> Outcome {
    let file = shown(file);
    let (id, en) = match error.kind() {
        io::ErrorKind::IsADirectory => (
            format!("{file} adalah folder. Sebutkan berkas lognya."),
            format!("{file} is a folder. Name the log in it."),
        ),
        io::ErrorKind::PermissionDenied => (
            format!("Komputer tidak mengizinkan {file} dibuka."),
            format!("The machine does not let {file} be opened."),
        ),
        _ => {
            let problem = disk_problem(error, speech);
            (format!("Komputer menolak {file}: {problem}."), format!("The machine refused {file}: {problem}."))
        }
    };
    terminal::say_error(choose(speech, &id, &en));
    if error.kind() == io::ErrorKind::IsADirectory { Outcome::WrongUsage } else { Outcome::MachineFailed }
}
