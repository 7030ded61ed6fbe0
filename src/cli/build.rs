//! `kentongan build`: builds, then says what happened.

mod timings;
mod verified;

use super::args::{Arguments, BuildArguments};
use super::failure::disk_problem;
use super::{Outcome, terminal};
use crate::build::stopwatch::{Stopwatch, Timings};
use crate::build::verify::{self, Verified};
use crate::build::{self, Failure, Finished};
use crate::config::Overrides;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::pipeline::{Day, Request};
use crate::render::{Compress, Finish, Minify, Styles};
use crate::report::{Speech, json, text};
use crate::site::Drafts;
use crate::source::SourceTree;
use crate::vocabulary::OutputPath;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Builds the portal and reports.
pub fn run(build: &BuildArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let output = build.output.clone().unwrap_or_else(|| arguments.root.join("public"));
    let request = Request {
        day: build.day.map_or_else(now, Day::Given),
        drafts: if build.drafts { Drafts::Include } else { Drafts::LeaveOut },
        overrides: Overrides { base_url: build.base_url.clone(), ..Overrides::default() },
        finish: Finish {
            minify: if build.no_minify { Minify::Off } else { Minify::On },
            compress: if build.no_compress { Compress::Off } else { Compress::On },
            styles: if build.whole_styles { Styles::Whole } else { Styles::Used },
        },
    };
    let bar = terminal::progress(choose(speech, "Membuat halaman", "Making pages"));
    let stopwatch = if build.timings { Stopwatch::start() } else { Stopwatch::off() };
    let result = build::build(&arguments.root, &output, &request, &stopwatch, &|| bar.inc(1));
    let timings = stopwatch.timings();
    bar.finish_and_clear();
    let built = match result {
        Ok(built) => built,
        Err(failure) => return report_failure(&failure, &output, speech),
    };
    if !build.verify || built.changes.is_none() {
        return report(&built, timings.as_ref(), None, build, speech);
    }
    let bar = terminal::progress(choose(speech, "Membangun dari awal", "Building from scratch"));
    let result = verify::verify(&arguments.root, &output, &request, &built, &|| bar.inc(1));
    bar.finish_and_clear();
    match result {
        Ok(verified) => report(&built, timings.as_ref(), Some(&verified), build, speech),
        Err(failure) => report_failure(&failure, &output, speech),
    }
}

/// This moment; the portal's zone decides which day it is.
#[expect(clippy::disallowed_methods, reason = "the command line is where the day comes from")]
pub fn now() -> Day {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day::At(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
}

pub fn choose<'a>(speech: Speech, id: &'a str, en: &'a str) -> &'a str {
    match speech {
        Speech::Indonesian => id,
        Speech::English => en,
    }
}

fn report(
    built: &Finished,
    timings: Option<&Timings>,
    verified: Option<&Verified>,
    build: &BuildArguments,
    speech: Speech,
) -> Outcome {
    if build.json {
        terminal::say(&as_json(built, timings, verified, speech).to_string());
    } else {
        let problems = text::render(&built.problems, &built.source, speech, terminal::colour());
        if !problems.is_empty() {
            terminal::say_error(problems.trim_end());
            terminal::say_error("");
        }
        terminal::say(&summary(built, speech));
        if let Some(timings) = timings {
            terminal::say(&format!("\n{}", timings::lines(timings, speech).join("\n")));
        }
        if let Some(verified) = verified {
            match verified.problem() {
                Some(problem) => say_problem(&problem, speech),
                None => terminal::say(&verified::line(verified, speech)),
            }
        }
    }
    match (&built.changes, verified) {
        (None, _) => Outcome::ContentErrors,
        // Nothing that is written in the content can mend it.
        (Some(_), Some(verified)) if verified.problem().is_some() => Outcome::MachineFailed,
        (Some(_), _) => Outcome::Fine,
    }
}

/// Says why there is no build.
pub fn report_failure(failure: &Failure, output: &Path, speech: Speech) -> Outcome {
    match failure {
        Failure::Refused(problem) => {
            say_problem(problem, speech);
            Outcome::WrongUsage
        }
        Failure::Busy(process) => {
            say_problem(&diagnostic::publish::busy(&output.display().to_string(), *process), speech);
            Outcome::MachineFailed
        }
        Failure::Disk(error) => {
            let (id, en) = (
                format!("Komputer menolak: {}.\nPortal yang terakhir tetap utuh.", disk_problem(error, speech)),
                format!("The machine refused: {}.\nThe last portal is intact.", disk_problem(error, speech)),
            );
            terminal::say_error(choose(speech, &id, &en));
            Outcome::MachineFailed
        }
    }
}

/// A problem that stands in no file of the project.
fn say_problem(problem: &Diagnostic, speech: Speech) {
    let said = text::render(std::slice::from_ref(problem), &SourceTree::default(), speech, terminal::colour());
    terminal::say_error(said.trim_end());
}

/// What was built, what changed, what weighs most, what is left out, and when to come back.
fn summary(built: &Finished, speech: Speech) -> String {
    let account = &built.account;
    let pages = account.pages;
    let errors = built.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = built.problems.len() - errors;
    let english = speech == Speech::English;
    let day = account.day.in_words(english);
    let mut lines = Vec::new();
    match &built.changes {
        Some(changes) => {
            let (written, removed) = (without_copies(&changes.written), without_copies(&changes.removed));
            lines.push(match speech {
                Speech::Indonesian => format!(
                    "Portal untuk {day} sudah jadi: {pages} halaman. {written} berkas berubah, {removed} dihapus."
                ),
                Speech::English => {
                    format!("The portal for {day} is ready: {pages} pages. {written} files changed, {removed} removed.")
                }
            });
        }
        None => lines.push(match speech {
            Speech::Indonesian => {
                format!("Ada {errors} kesalahan. Tidak ada yang ditayangkan; portal terakhir tetap utuh.")
            }
            Speech::English => format!("There are {errors} errors. Nothing was published; the last portal is intact."),
        }),
    }
    if warnings > 0 && built.changes.is_some() {
        lines.push(match speech {
            Speech::Indonesian => format!("Ada {warnings} peringatan, lihat di atas."),
            Speech::English => format!("There are {warnings} warnings, see above."),
        });
    }
    lines.extend_from_slice(account.lines(speech));
    if !account.unpublished.is_empty() {
        lines.push(format!("\n{}", choose(speech, "Tidak ditayangkan:", "Not published:")));
        for (file, reason) in &account.unpublished {
            lines.push(format!("  {file}: {}", speech.of(reason)));
        }
    }
    lines.push(next_change_line(built, speech));
    lines.join("\n")
}

/// How many files these are, a compressed copy beside a file not counted.
fn without_copies(paths: &[OutputPath]) -> usize {
    let all: BTreeSet<&str> = paths.iter().map(OutputPath::as_str).collect();
    let is_copy = |path: &&OutputPath| {
        let original = path.as_str().strip_suffix(".br").or_else(|| path.as_str().strip_suffix(".gz"));
        original.is_some_and(|original| all.contains(original))
    };
    paths.len() - paths.iter().filter(is_copy).count()
}

fn next_change_line(built: &Finished, speech: Speech) -> String {
    match (built.account.next_change, speech) {
        (Some(date), Speech::Indonesian) => {
            format!("\nIsi portal berubah sendiri pada {}. Bangun lagi pada hari itu.", date.in_words(false))
        }
        (Some(date), Speech::English) => {
            format!("\nThe portal changes by itself on {}. Build it again on that day.", date.in_words(true))
        }
        (None, _) => {
            format!("\n{}", choose(speech, "Belum ada tanggal perubahan berikutnya.", "No further change is in sight."))
        }
    }
}

fn as_json(
    built: &Finished,
    timings: Option<&Timings>,
    verified: Option<&Verified>,
    speech: Speech,
) -> serde_json::Value {
    let account = &built.account;
    let diagnostics: Vec<_> =
        built.problems.iter().map(|problem| json::diagnostic(problem, &built.source, speech)).collect();
    let pages: serde_json::Value = serde_json::from_slice(&built.pages).expect("it was written as JSON");
    let unpublished: Vec<_> = account
        .unpublished
        .iter()
        .map(|(file, reason)| serde_json::json!({"file": file, "reason": speech.of(reason)}))
        .collect();
    let paths = |paths: &[OutputPath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    serde_json::json!({
        "day": account.day.to_string(),
        "published": built.changes.is_some(),
        "outputs": account.outputs,
        "written": built.changes.as_ref().map(|changes| paths(&changes.written)),
        "made": built.made,
        "removed": built.changes.as_ref().map(|changes| paths(&changes.removed)),
        "pages": pages,
        "weights_verified": account.weights_verified,
        "unpublished": unpublished,
        "kept": account.kept,
        "next_change": account.next_change.map(|date| date.to_string()),
        "diagnostics": diagnostics,
        "verified": verified.map(verified::as_json),
        "timings": timings.map(timings::as_json),
    })
}
