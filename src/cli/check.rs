//! `kentongan check`: what a good editor would say, from top to bottom.

use super::args::{Arguments, CheckArguments};
use super::build::{choose, disk_problem, now};
use super::{Outcome, terminal};
use crate::build::{self, Examined};
use crate::check::external;
use crate::config::Overrides;
use crate::diagnostic::Severity;
use crate::online::{self, Patience};
use crate::pipeline::{Day, Request};
use crate::render::Minify;
use crate::report::{Speech, findings};
use crate::site::Drafts;
use std::io;
use std::time::Duration;

/// How long one other site may take to answer.
const ANSWER: Duration = Duration::from_secs(15);

/// Examines the portal and reports.
pub fn run(check: &CheckArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    match examine(check, arguments) {
        Ok((examined, not_asked)) => report(&examined, not_asked, check, speech),
        Err(error) => {
            let problem = disk_problem(&error, speech);
            let (id, en) = (format!("Komputer menolak: {problem}."), format!("The machine refused: {problem}."));
            terminal::say_error(choose(speech, &id, &en));
            Outcome::MachineFailed
        }
    }
}

/// The examined portal, and how many external links there was no time for.
fn examine(check: &CheckArguments, arguments: &Arguments) -> io::Result<(Examined, usize)> {
    let request = Request {
        day: check.day.map_or_else(now, Day::Given),
        drafts: if check.drafts { Drafts::Include } else { Drafts::LeaveOut },
        overrides: Overrides::default(),
        minify: Minify::On,
    };
    let bar = terminal::progress(choose(arguments.speech, "Memeriksa halaman", "Checking pages"));
    let result = build::examine(&arguments.root, &request, check.horizon_days, &|| bar.inc(1));
    bar.finish_and_clear();
    let mut examined = result?;
    let not_asked = if check.online { ask(&mut examined, check, arguments)? } else { 0 };
    Ok((examined, not_asked))
}

fn ask(examined: &mut Examined, check: &CheckArguments, arguments: &Arguments) -> io::Result<usize> {
    let links = external::links(&examined.planned.site);
    let patience = Patience { answer: ANSWER, total: Duration::from_secs(check.seconds) };
    let cache = arguments.root.join(online::CACHE_FILE);
    let bar = terminal::progress(choose(arguments.speech, "Menanyakan tautan", "Asking for links"));
    let today = examined.planned.site.today;
    let answers = online::ask(links.keys().map(String::as_str), &cache, today, patience, &|| bar.inc(1));
    bar.finish_and_clear();
    let answers = answers?;
    external::report(&links, &answers.verdicts, &mut examined.findings);
    Ok(answers.not_asked)
}

fn report(examined: &Examined, not_asked: usize, check: &CheckArguments, speech: Speech) -> Outcome {
    let found = examined.findings.sorted();
    let site = &examined.planned.site;
    if check.json {
        terminal::say(&findings::as_json(&found, site, &examined.source, speech).to_string());
    } else {
        let said = findings::as_text(&found, site, &examined.source, speech, terminal::colour());
        terminal::say(&said);
        if not_asked > 0 {
            let (id, en) = (
                format!("Waktu habis: {not_asked} tautan ke luar belum ditanyakan. Jalankan lagi untuk sisanya."),
                format!("Out of time: {not_asked} external links were not asked for. Run again for the rest."),
            );
            terminal::say(choose(speech, &id, &en));
        }
    }
    let has_errors = found.iter().any(|finding| finding.severity == Severity::Error);
    if has_errors { Outcome::ContentErrors } else { Outcome::Fine }
}
