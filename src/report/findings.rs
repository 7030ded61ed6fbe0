//! The report of `check`: sections that a person reads from top to bottom.

use super::text::{self, Colour};
use super::{Speech, json, position};
use crate::check::section::Section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;
use crate::site::review::{Entry, State, ledger};
use crate::source::SourceTree;
use serde_json::{Value, json};

/// The whole report as text.
pub fn as_text(findings: &[Diagnostic], site: &Site, source: &SourceTree, speech: Speech, colour: Colour) -> String {
    let mut parts = Vec::new();
    for section in Section::ALL {
        let found: Vec<&Diagnostic> = findings.iter().filter(|finding| Section::of(finding) == section).collect();
        let told = match section {
            Section::Review => Some(review(&found, site, source, speech, colour)),
            _ if found.is_empty() => None,
            _ => Some(tell(&found, source, speech, colour)),
        };
        if let Some(told) = told {
            let title = match found.len() {
                0 => speech.of(&section.title()).to_owned(),
                count => format!("{} ({count})", speech.of(&section.title())),
            };
            parts.push(format!("{title}\n{}\n\n{told}", "=".repeat(title.chars().count())));
        }
    }
    parts.push(conclusion(findings, speech));
    parts.join("\n\n")
}

/// The same for machines: every finding as in `build --json`, with its section; and the ledger.
pub fn as_json(findings: &[Diagnostic], site: &Site, source: &SourceTree, speech: Speech) -> Value {
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut value = json::diagnostic(finding, source, speech);
            value["section"] = speech.of(&Section::of(finding).title()).into();
            value
        })
        .collect();
    let ledger: Vec<Value> = ledger(site)
        .iter()
        .map(|entry| {
            let common = &site.page(entry.page).document.common;
            json!({
                "file": common.path.as_str(),
                "owner": common.owner,
                "reviewed": common.reviewed.map(|day| day.to_string()),
                "due": entry.due.map(|day| day.to_string()),
                "deferred": common.review_deferred,
            })
        })
        .collect();
    json!({"day": site.today.to_string(), "findings": findings, "review": ledger})
}

/// Errors with their excerpt; of warnings, one line for the place and one for what to do.
fn tell(found: &[&Diagnostic], source: &SourceTree, speech: Speech, colour: Colour) -> String {
    let mut lines = Vec::new();
    for finding in found {
        match finding.severity {
            Severity::Error => {
                let one = [Diagnostic::clone(finding)];
                lines.push(format!("{}\n", text::render(&one, source, speech, colour).trim_end()));
            }
            Severity::Warning => lines.push(format!("{}{}", place(finding, source), speech.of(&finding.message))),
        }
        // What to do is said once for all that have the same remedy.
        let next = found.iter().skip_while(|other| !std::ptr::eq(**other, *finding)).nth(1);
        if finding.severity == Severity::Warning && next.is_none_or(|next| next.hint != finding.hint) {
            lines.push(format!("  = {}: {}", hint_word(speech), speech.of(&finding.hint)));
        }
    }
    lines.join("\n").trim_end().to_owned()
}

fn place(finding: &Diagnostic, source: &SourceTree) -> String {
    let Some(path) = &finding.location.path else { return String::new() };
    let text = super::source_text(source, path);
    match text.zip(finding.location.span) {
        Some((text, (start, _))) => {
            let at = position(text, start);
            format!("{path}:{}:{}: ", at.line, at.column)
        }
        None => format!("{path}: "),
    }
}

fn hint_word(speech: Speech) -> &'static str {
    match speech {
        Speech::Indonesian => "saran",
        Speech::English => "hint",
    }
}

/// What is overdue, then the ledger: who looks after how much, and what is due next.
fn review(found: &[&Diagnostic], site: &Site, source: &SourceTree, speech: Speech, colour: Colour) -> String {
    let entries = ledger(site);
    let mut lines = Vec::new();
    if !found.is_empty() {
        lines.push(tell(found, source, speech, colour));
        lines.push(String::new());
    }
    lines.push(match speech {
        Speech::Indonesian => "Yang harus diperiksa berikutnya (paling lambat, terakhir, penjaga, halaman):".into(),
        Speech::English => "What is to be checked next (due, last check, owner, page):".to_owned(),
    });
    let next: Vec<&Entry> = entries.iter().filter(|entry| entry.state == State::Fine).collect();
    lines.extend(next.iter().take(SHOWN).map(|entry| ledger_line(entry, site, speech)));
    if let Some(rest) = next.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        lines.push(match speech {
            Speech::Indonesian => format!("  … dan {rest} halaman lagi sesudah itu."),
            Speech::English => format!("  … and {rest} more pages after that."),
        });
    }
    lines.join("\n")
}

/// How many lines of the ledger are shown; `--json` has all of them.
const SHOWN: usize = 10;

fn ledger_line(entry: &Entry, site: &Site, speech: Speech) -> String {
    let common = &site.page(entry.page).document.common;
    let day = |day: Option<crate::vocabulary::Date>| day.map_or_else(|| "-         ".into(), |day| day.to_string());
    let nobody = match speech {
        Speech::Indonesian => "(belum ada)",
        Speech::English => "(nobody)",
    };
    let owner = common.owner.as_deref().unwrap_or(nobody);
    format!("  {}  {}  {owner:<16}  {}", day(entry.due), day(common.reviewed), common.path)
}

fn conclusion(findings: &[Diagnostic], speech: Speech) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    match (speech, errors, warnings) {
        (Speech::Indonesian, 0, 0) => "Tidak ada temuan.".into(),
        (Speech::English, 0, 0) => "Nothing was found.".into(),
        (Speech::Indonesian, ..) => format!("Ada {errors} kesalahan dan {warnings} peringatan."),
        (Speech::English, ..) => format!("Errors: {errors}. Warnings: {warnings}."),
    }
}
