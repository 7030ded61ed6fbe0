//! The page at a printed code: what holds today, then whether the paper in the reader's hand does.

pub mod statement;

use super::carrier::validity;
use super::shell::{self, Frame};
use super::writing::Writing;
use super::{Basis, Output, Subject, View};
use crate::content::Details;
use crate::content::edition::{Edition, Statement};
use crate::diagnostic::Diagnostics;
use crate::fact::print::say_date;
use crate::output::page::{self as pages, FactRow};
use crate::site::edition::{Issued, last_day, wording};
use crate::site::{Page, Site};
use crate::vocabulary::{Date, Language, OutputPath};
use serde::Serialize;
use statement::Stated;

pub const KIND: &str = "edition";

/// So many statements stand on the page; the others are on the page the paper is about.
const STATED: usize = 3;
/// So many changes are named: the page must stay light whatever a paper said.
const NAMED: usize = 4;

#[derive(Serialize)]
struct EditionPage {
    /// What holds today.
    lead: Vec<String>,
    statements: Vec<FactRow>,
    /// Leads to the whole page; none where it is gone.
    source: Option<shell::LinkView>,
    code: String,
    /// Whether the paper holds.
    holds: bool,
    verdict: String,
    /// When and for whom it was made, and until when it holds.
    about: Vec<String>,
    changes: Vec<ChangeView>,
    more_changes: Option<String>,
}

#[derive(Serialize)]
struct ChangeView {
    label: String,
    before: String,
    now: String,
}

/// Whether a paper still says what holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    /// It was made for a day that is still to come, and states what holds from then on.
    Early,
    /// What it states is no longer so.
    Changed(Vec<Change>),
    /// All that it states still holds, but the page has other words by now.
    Reworded,
    /// The event is over since that day.
    Past(Date),
    /// The page is no longer published.
    Gone,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    pub label: String,
    pub before: String,
    /// `None` for what the page no longer states.
    pub now: Option<String>,
}

/// A page for each edition, by its place in [`Site::editions`].
pub fn plan(site: &Site) -> Vec<Output> {
    let editions = site.editions.iter().enumerate();
    editions
        .map(|(index, issued)| Output { path: path(&issued.edition.code), subject: Subject::Edition(index) })
        .collect()
}

/// `e/k7qx3/index.html`
pub fn path(code: &str) -> OutputPath {
    super::sound(&format!("e/{code}/index.html"))
}

/// Compares what a paper says with what holds on the site's day.
pub fn judge(edition: &Edition, page: Option<&Page>, writing: &Writing<'_>) -> Verdict {
    let Some(page) = page else { return Verdict::Gone };
    if writing.site.today < edition.day {
        return Verdict::Early;
    }
    let now = statement::of(page, writing);
    let is_gone = |before: &Statement| Change { label: before.label.clone(), before: before.value.clone(), now: None };
    let changes: Vec<Change> = edition
        .statements
        .iter()
        .filter_map(|before| match now.iter().find(|now| now.statement.key == before.key) {
            Some(now) if now.statement.value == before.value => None,
            Some(now) => Some(Change { now: Some(with_notice(now)), ..is_gone(before) }),
            None => Some(is_gone(before)),
        })
        .collect();
    if !changes.is_empty() {
        return Verdict::Changed(changes);
    }
    match last_day(page).filter(|last| *last < writing.site.today) {
        Some(last) => Verdict::Past(last),
        None if wording(page) != edition.wording => Verdict::Reworded,
        None => Verdict::Holds,
    }
}

/// `Rp16.800`, or `Rp16.800 (Belum pasti. Tanyakan ke 175)`
fn with_notice(stated: &Stated) -> String {
    let value = &stated.statement.value;
    stated.notice.as_ref().map_or_else(|| value.clone(), |notice| format!("{value} ({})", notice.trim_end_matches('.')))
}

pub fn view(output: &Output, index: usize, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let Issued { edition, page } = &basis.site.editions[index];
    let page = page.map(|id| basis.site.page(id));
    let language = page.map_or(Language::Indonesian, |page| page.document.common.language);
    let writing = Writing::on_page(basis, language, &output.path);
    let words = writing.words;
    let title = page.map_or_else(|| edition.title.clone(), |page| writing.text(&page.document.common.title));
    let frame = Frame {
        path: &output.path,
        kind: KIND,
        heading: title.clone(),
        description: words.fill("edition_description", &[("title", &title), ("code", &edition.code)]),
        breadcrumbs: page.map_or_else(Vec::new, |page| shell::breadcrumbs(page, &writing)),
    };
    let mut shell = shell::of_frame(frame, &writing, language);
    // It answers whoever holds the paper; for all others there is the page.
    shell.noindex = true;
    shell.share = None;
    shell.example = page.is_some_and(|page| page.document.common.example);
    let verdict = judge(edition, page, &writing);
    let (changes, more_changes) = changes(&verdict, &writing);
    let view = EditionPage {
        lead: page.map_or_else(|| vec![words.get("edition_gone")], |page| lead(page, &writing, diagnostics)),
        statements: page.map_or_else(Vec::new, |page| rows(page, &writing)),
        source: page.map(|page| shell::link_to(page, &writing)),
        code: edition.code.clone(),
        holds: verdict == Verdict::Holds,
        verdict: say(&verdict, edition, &writing),
        about: about(edition, page.filter(|_| verdict == Verdict::Holds), &writing),
        changes,
        more_changes,
    };
    View::template("edition.html", shell, view, &writing)
}

/// What the page says first.
fn lead(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let plain = super::carrier::plain::essence(page, writing, diagnostics);
    plain.warnings.into_iter().chain(plain.essence).filter(|line| !line.is_empty()).collect()
}

/// What one gets, each with its future; of other pages their amounts. Notes are on the page itself.
fn rows(page: &Page, writing: &Writing<'_>) -> Vec<FactRow> {
    if let Details::Benefit(benefit) = &page.document.details {
        let rows = benefit.facts.iter().filter_map(|id| pages::fact_row(&id.value, writing));
        return rows.take(STATED).map(|row| FactRow { note: None, ..row }).collect();
    }
    let facts = statement::of_facts(page, writing).into_iter().take(STATED);
    let row = |Stated { statement: Statement { label, value, .. }, notice }: Stated| FactRow {
        label,
        value,
        note: None,
        uncertain: notice.is_some(),
    };
    facts.map(row).collect()
}

fn say(verdict: &Verdict, edition: &Edition, writing: &Writing<'_>) -> String {
    let words = writing.words;
    let code = ("code", edition.code.as_str());
    match verdict {
        Verdict::Holds => words.fill("edition_holds", &[code]),
        Verdict::Early => words.fill("edition_early", &[code, ("date", &say_date(edition.day, words))]),
        Verdict::Changed(_) => words.fill("edition_changed", &[code]),
        Verdict::Reworded => words.fill("edition_reworded", &[code]),
        Verdict::Past(last) => words.fill("edition_past", &[code, ("date", &say_date(*last, words))]),
        Verdict::Gone => words.fill("edition_page_gone", &[code]),
    }
}

fn about(edition: &Edition, holding: Option<&Page>, writing: &Writing<'_>) -> Vec<String> {
    let words = writing.words;
    let date = say_date(edition.day, words);
    let region = edition.region.as_ref().map(|id| match writing.site.facts.region(id) {
        Some(region) => region.name.clone(),
        None => id.clone(),
    });
    let made = match &region {
        Some(region) => words.fill("edition_made_for", &[("date", &date), ("region", region)]),
        None => words.fill("edition_made", &[("date", &date)]),
    };
    let validity = holding.map(|page| validity::of(page, writing));
    let until = validity.iter().flat_map(|validity| [Some(validity.sentence(writing)), validity.then.clone()]);
    std::iter::once(made).chain(until.flatten()).collect()
}

fn changes(verdict: &Verdict, writing: &Writing<'_>) -> (Vec<ChangeView>, Option<String>) {
    let Verdict::Changed(changes) = verdict else { return (Vec::new(), None) };
    let shown = changes.iter().take(NAMED).map(|change| ChangeView {
        label: change.label.clone(),
        before: change.before.clone(),
        now: change.now.clone().unwrap_or_else(|| writing.words.get("edition_not_any_more")),
    });
    let more = changes.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| writing.words.fill("edition_more_changes", &[("n", &more.to_string())]));
    (shown.collect(), more)
}
