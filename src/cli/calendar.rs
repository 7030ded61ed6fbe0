//! `kentongan calendar`: when the portal changes by itself, and whether a rebuild is due.

use super::args::{Arguments, CalendarArguments, CalendarForm};
use super::build::{choose, now, report_failure};
use super::failure::{content_refused, machine_refused};
use super::{Outcome, terminal};
use crate::build::Failure;
use crate::config::Overrides;
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Day, Planned, Request};
use crate::publish;
use crate::render::Finish;
use crate::report::Speech;
use crate::report::calendar::{self, Entry};
use crate::site::Drafts;
use crate::site::change::{self, Change};
use crate::source::{SourceTree, read};
use crate::vocabulary::Date;
use std::path::Path;

/// Lists the changes, or answers whether the output folder is behind.
pub fn run(wanted: &CalendarArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let mut diagnostics = Diagnostics::default();
    let source = match read::read(&arguments.root, &mut diagnostics) {
        Ok(source) => source,
        Err(error) => return machine_refused(&error, speech),
    };
    let planned = plan(&source, wanted.day.map_or_else(now, Day::Given), diagnostics);
    if let Some(refused) = content_refused(&planned.diagnostics.sorted(), &source, speech) {
        return refused;
    }
    if wanted.due {
        return answer_due(&planned, &source, wanted, arguments);
    }
    let mut changes = change::list(&planned.site);
    changes.retain(|change| wanted.until.is_none_or(|until| change.day <= until));
    show(&changes, &planned, wanted, speech)
}

fn plan(source: &SourceTree, day: Day, diagnostics: Diagnostics) -> Planned {
    let overrides = Overrides::default();
    pipeline::plan(
        source,
        &Request { day, drafts: Drafts::LeaveOut, overrides, finish: Finish::PUBLISHED },
        diagnostics,
    )
}

fn show(changes: &[Change], planned: &Planned, wanted: &CalendarArguments, speech: Speech) -> Outcome {
    let today = planned.site.today;
    let entries = calendar::entries(changes, planned, speech);
    match &wanted.form {
        CalendarForm::Json => {
            let next_build = change::next_day(changes);
            let list = serde_json::json!({"day": today, "next_build": next_build, "changes": entries});
            terminal::say(&list.to_string());
        }
        CalendarForm::Ics(None) => terminal::say_exactly(&calendar::ics(&entries, &planned.site, speech)),
        CalendarForm::Ics(Some(file)) => {
            if let Err(error) = write(file, &calendar::ics(&entries, &planned.site, speech)) {
                return machine_refused(&error, speech);
            }
            let shown = file.display();
            let (id, en) = (format!("Kalender ada di {shown}."), format!("The calendar is in {shown}."));
            terminal::say(choose(speech, &id, &en));
        }
        CalendarForm::Text => {
            terminal::say_exactly(&calendar::text(&entries, today, speech));
            terminal::say(&last_line(changes, speech));
        }
    }
    Outcome::Fine
}

fn last_line(changes: &[Change], speech: Speech) -> String {
    match (change::next_day(changes), speech) {
        (Some(day), Speech::Indonesian) => {
            format!("Bangun lagi pada {}. Daftar, beranda, dan halaman kecamatan ikut berubah.", day.in_words(false))
        }
        (Some(day), Speech::English) => {
            format!("Build again on {}. Lists, the home page and district pages change with it.", day.in_words(true))
        }
        (None, Speech::Indonesian) => "Belum ada tanggal yang mengubah isi portal.".into(),
        (None, Speech::English) => "No date in sight changes the portal.".into(),
    }
}

/// Compares the day of the last build with today: is there a change between them?
fn answer_due(planned: &Planned, source: &SourceTree, wanted: &CalendarArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let output = wanted.output.clone().unwrap_or_else(|| arguments.root.join("public"));
    let built = match publish::day_of_last_build(&arguments.root, &output) {
        Ok(built) => built,
        Err(error) => return report_failure(&Failure::from(error), &output, speech),
    };
    let missed = built.map_or_else(Vec::new, |built| missed(built, planned.site.today, source, speech));
    let is_due = built.is_none() || !missed.is_empty();
    if matches!(wanted.form, CalendarForm::Json) {
        let today = planned.site.today;
        let answer = serde_json::json!({"built_for": built, "day": today, "due": is_due, "changes": missed});
        terminal::say(&answer.to_string());
    } else {
        say_due(built, &missed, planned, speech);
    }
    if is_due { Outcome::RebuildDue } else { Outcome::Fine }
}

/// What changed between the day of the last build and today, whichever comes first.
fn missed(built: Date, today: Date, source: &SourceTree, speech: Speech) -> Vec<Entry> {
    // Seen from the earlier day; its own problems are of no matter any more.
    let planned = plan(source, Day::Given(built.min(today)), Diagnostics::default());
    let mut changes = change::list(&planned.site);
    changes.retain(|change| change.day <= built.max(today) && change.what.needs_build());
    calendar::entries(&changes, &planned, speech)
}

fn say_due(built: Option<Date>, missed: &[Entry], planned: &Planned, speech: Speech) {
    let today = planned.site.today;
    let english = speech == Speech::English;
    let Some(built) = built else {
        let (id, en) = (
            "Perlu dibangun: belum ada portal yang utuh di folder itu.",
            "A build is due: there is no whole portal in that folder.",
        );
        terminal::say(choose(speech, id, en));
        return;
    };
    let day = built.in_words(english);
    if missed.is_empty() {
        let (id, en) = (
            format!("Portal dari {day} masih berlaku. Belum perlu dibangun lagi."),
            format!("The portal of {day} still holds. No rebuild is due."),
        );
        terminal::say(choose(speech, &id, &en));
        return;
    }
    let (id, en) = (
        format!("Perlu dibangun lagi. Yang berubah sejak portal dari {day}:\n"),
        format!("A rebuild is due. What changed since the portal of {day}:\n"),
    );
    terminal::say(choose(speech, &id, &en));
    terminal::say_exactly(&calendar::text(missed, today, speech));
}

#[expect(clippy::disallowed_methods, reason = "an edge writes the file it was asked for")]
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(file, text)
}
