//! `kentongan check`: what a good editor would say, from top to bottom.

use super::args::{Arguments, CheckArguments};
use super::build::{choose, now};
use super::failure::machine_refused;
use super::{Outcome, terminal};
use crate::build::{self, Built};
use crate::check::external;
use crate::check::live::{self, Live};
use crate::config::Overrides;
use crate::diagnostic::{Diagnostics, Severity};
use crate::online::{self, Patience};
use crate::output::inventory::Inventory;
use crate::pack::changes;
use crate::pipeline::{Day, Request};
use crate::render::Finish;
use crate::report::{Speech, findings};
use crate::site::Drafts;
use serde_json::{Value, json};
use std::io;
use std::time::Duration;

/// How long one other site may take to answer.
const ANSWER: Duration = Duration::from_secs(15);

/// Examines the portal and reports.
pub fn run(check: &CheckArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    match examine(check, arguments) {
        Ok(examined) => report(&examined, check, speech),
        Err(error) => machine_refused(&error, speech),
    }
}

/// A portal that was made to be looked at: nothing is written anywhere.
struct Examined {
    built: Built,
    /// Every problem and every finding.
    findings: Diagnostics,
    /// External links there was no time for.
    not_asked: usize,
    /// The published edition, where one was asked for and found, and how many files here differ from it.
    live: Option<(Box<Inventory>, usize)>,
}

fn examine(check: &CheckArguments, arguments: &Arguments) -> io::Result<Examined> {
    let request = Request {
        day: check.day.map_or_else(now, Day::Given),
        drafts: if check.drafts { Drafts::Include } else { Drafts::LeaveOut },
        overrides: Overrides::default(),
        finish: Finish::PUBLISHED,
    };
    let bar = terminal::progress(choose(arguments.speech, "Memeriksa halaman", "Checking pages"));
    let result = build::examine(&arguments.root, &request, &|| bar.inc(1));
    bar.finish_and_clear();
    let built = result?;
    let findings = built.planned.findings(&built.source, &built.summaries, check.horizon_days);
    let mut examined = Examined { built, findings, not_asked: 0, live: None };
    if check.online {
        ask(&mut examined, check, arguments)?;
        ask_live(&mut examined);
    }
    Ok(examined)
}

fn ask(examined: &mut Examined, check: &CheckArguments, arguments: &Arguments) -> io::Result<()> {
    let links = external::links(&examined.built.planned.site);
    let patience = Patience { answer: ANSWER, total: Duration::from_secs(check.seconds) };
    let cache = arguments.root.join(online::CACHE_FILE);
    let bar = terminal::progress(choose(arguments.speech, "Menanyakan tautan", "Asking for links"));
    let today = examined.built.planned.site.today;
    let answers = online::ask(links.keys().map(String::as_str), &cache, today, patience, &|| bar.inc(1));
    bar.finish_and_clear();
    let answers = answers?;
    external::report(&links, &answers.verdicts, &mut examined.findings);
    examined.not_asked = answers.not_asked;
    Ok(())
}

/// Asks the portal itself which edition it is. An address that only stands for one is not asked.
fn ask_live(examined: &mut Examined) {
    let planned = &examined.built.planned;
    let base = &planned.site.config.base_url;
    if base.is_placeholder() {
        return;
    }
    let own = planned.inventory(&examined.built.summaries);
    let answer = online::published(base, ANSWER);
    live::report(base.as_str(), &answer, &own, &mut examined.findings);
    if let Live::Found(published) = answer {
        let changes = changes::compare(Some(&published), &own);
        // The inventory itself is another one on each day.
        let files = changes.written.len().saturating_sub(1) + changes.removed.len();
        examined.live = Some((published, files));
    }
}

/// Which edition is published.
fn live_line(published: &Inventory, files: usize, speech: Speech) -> String {
    let (id, en) = match files {
        0 => ("Semua berkasnya sama dengan di sini.".to_owned(), "All its files are as they are here.".to_owned()),
        _ => (
            format!("{files} berkas di sini lain daripada yang tayang."),
            format!("{files} files here differ from it."),
        ),
    };
    match speech {
        Speech::Indonesian => format!("Yang tayang: edisi {}. {id}", published.day.in_words(false)),
        Speech::English => format!("Published: the edition of {}. {en}", published.day.in_words(true)),
    }
}

fn report(examined: &Examined, check: &CheckArguments, speech: Speech) -> Outcome {
    let found = examined.findings.sorted();
    let site = &examined.built.planned.site;
    let not_asked = examined.not_asked;
    if check.json {
        let mut json = findings::as_json(&found, site, &examined.built.source, speech);
        json["live"] = examined.live.as_ref().map_or(Value::Null, |(published, files)| {
            json!({"day": published.day, "next_change": published.next_change, "files_that_differ": files})
        });
        terminal::say(&json.to_string());
    } else {
        let said = findings::as_text(&found, site, &examined.built.source, speech, terminal::colour());
        terminal::say(&said);
        if let Some((published, files)) = &examined.live {
            terminal::say(&live_line(published, *files, speech));
        }
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
