//! `kentongan report`: writes the page about the state of the portal.

use super::args::{Arguments, ReportArguments};
use super::build::{choose, now};
use super::failure::machine_refused;
use super::{Outcome, terminal};
use crate::build::{self, Built};
use crate::config::Overrides;
use crate::diagnostic::Severity;
use crate::pipeline::{Day, Request};
use crate::render::Finish;
use crate::report::Speech;
use crate::report::editorial::{self, Finished};
use crate::report::text;
use crate::site::Drafts;
use crate::source::read::CONFIG_FILE;
use std::io;
use std::path::Path;

/// Where the page lies in the project folder, when nobody asks for another place.
const FOLDER: &str = ".kentongan";
const FILE: &str = "laporan.html";

/// Writes the report, also of a portal with errors: it counts them.
pub fn run(report: &ReportArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let request = Request {
        day: report.day.map_or_else(now, Day::Given),
        drafts: Drafts::LeaveOut,
        overrides: Overrides::default(),
        finish: Finish::PUBLISHED,
    };
    let bar = terminal::progress(choose(speech, "Membaca halaman", "Reading pages"));
    let result = build::examine(&arguments.root, &request, &|| bar.inc(1));
    bar.finish_and_clear();
    match result {
        Ok(built) if built.source.text(CONFIG_FILE).is_none() => {
            let said = text::render(&built.problems, &built.source, speech, terminal::colour());
            terminal::say_error(said.trim_end());
            Outcome::ContentErrors
        }
        Ok(built) => {
            let file = report.output.clone().unwrap_or_else(|| arguments.root.join(FOLDER).join(FILE));
            write_and_say(&built, &file, speech)
        }
        Err(error) => machine_refused(&error, speech),
    }
}

fn write_and_say(built: &Built, file: &Path, speech: Speech) -> Outcome {
    let finished = Finished { planned: &built.planned, summaries: &built.summaries, problems: &built.problems };
    if let Err(error) = write(file, &editorial::page(finished, speech)) {
        return machine_refused(&error, speech);
    }
    let shown = file.display();
    let (id, en) = (
        format!("Laporan ada di {shown}. Buka di peramban, atau cetak di kertas A4."),
        format!("The report is in {shown}. Open it in a browser, or print it on A4."),
    );
    terminal::say(choose(speech, &id, &en));
    let has_errors = built.problems.iter().any(|problem| problem.severity == Severity::Error);
    if has_errors { Outcome::ContentErrors } else { Outcome::Fine }
}

#[expect(clippy::disallowed_methods, reason = "an edge writes the file it was asked for")]
fn write(file: &Path, page: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, page)
}
