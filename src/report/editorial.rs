//! The state of a portal → one page for the office wall: reach, checks, weights, what comes next.

mod coverage;
mod ledger;
mod map;
mod words;

use super::Speech;
use super::calendar::{self, Entry};
use super::weights;
use crate::check::Summaries;
use crate::check::weight::{self, Weighed};
use crate::diagnostic::budget::amount;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::nothing_made;
use crate::output::writing::Writing;
use crate::pipeline::Planned;
use crate::site::change;
use coverage::Coverage;
use ledger::Ledger;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tera::{Context, Tera};
use words::{Words, fill};

/// Days of the timeline; the calendar lists all.
const DAYS_SHOWN: usize = 10;

/// What there is to tell: a portal whose pages are finished.
#[derive(Clone, Copy)]
pub struct Finished<'a> {
    pub planned: &'a Planned,
    pub summaries: &'a Summaries,
    /// Sorted by place, each once.
    pub problems: &'a [Diagnostic],
}

/// Everything the template sees.
#[derive(Serialize)]
struct Page {
    lang: &'static str,
    portal: String,
    manager: String,
    day: String,
    words: BTreeMap<&'static str, &'static str>,
    figures: Vec<Figure>,
    coverage: Option<Coverage>,
    timeline: Timeline,
    ledger: Ledger,
    weights: Vec<Weight>,
    own_budgets: Vec<OwnBudget>,
    unpublished: Vec<Unpublished>,
    problems: Vec<Problem>,
}

/// A number that says how things stand.
#[derive(Serialize)]
struct Figure {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct Timeline {
    days: Vec<Day>,
    /// What the timeline leaves out.
    more: Option<String>,
}

#[derive(Serialize)]
struct Day {
    title: String,
    distance: String,
    entries: Vec<TimelineEntry>,
}

#[derive(Serialize)]
struct TimelineEntry {
    #[serde(flatten)]
    entry: Entry,
    /// `20 halaman`
    pages: Option<String>,
}

/// The heaviest page of a kind.
#[derive(Serialize)]
struct Weight {
    kind: String,
    page: String,
    /// `4.312 bita dari 6.500`
    used: String,
    /// Of the limit it is nearest to, 0 to 100.
    percent: u64,
    over: bool,
}

/// A page that may weigh more than others of its kind.
#[derive(Serialize)]
struct OwnBudget {
    page: String,
    limits: String,
    reason: String,
}

#[derive(Serialize)]
struct Unpublished {
    title: String,
    file: String,
    reason: String,
}

/// Problems of one sort.
#[derive(Serialize)]
struct Problem {
    is_error: bool,
    count: usize,
    /// What the first of them says.
    message: String,
    file: Option<String>,
}

/// The whole page, self-contained: no file, script or address beside it is needed.
pub fn page(portal: Finished<'_>, speech: Speech) -> String {
    let view = view(portal, speech);
    let context = Context::from_serialize(&view).expect("the view is plain data");
    templates().render("page.html", &context).expect("the page's own template uses what its view has")
}

fn templates() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    let files = [
        ("page.html", include_str!("editorial/page.html")),
        ("map.svg.html", include_str!("editorial/map.svg.html")),
        ("style.css", include_str!("editorial/style.css")),
    ];
    tera.add_raw_templates(files).expect("the page's own templates are sound");
    tera
}

fn view(portal: Finished<'_>, speech: Speech) -> Page {
    let site = &portal.planned.site;
    let words = Words(speech);
    let writing = Writing::anywhere(portal.planned.basis(&nothing_made), calendar::language(speech));
    let entries = calendar::entries(&change::list(site), portal.planned, speech);
    let coverage = coverage::of(site, words);
    let ledger = ledger::of(site, &writing, words);
    let weighed = weight::weigh(site, &portal.planned.outputs, portal.summaries);
    Page {
        lang: if words.is_english() { "en" } else { "id" },
        portal: site.config.name.clone(),
        manager: site.config.manager.clone(),
        day: format!("{}, {}", site.today.weekday(words.is_english()), site.today.in_words(words.is_english())),
        words: words.all(),
        figures: figures(portal, coverage.as_ref(), words),
        coverage,
        timeline: timeline(&entries, portal, words),
        ledger,
        weights: weights(&weighed, words),
        own_budgets: own_budgets(&weighed, words),
        unpublished: site
            .unpublished
            .iter()
            .map(|document| Unpublished {
                title: writing.text(&document.title),
                file: document.path.to_string(),
                reason: speech.of(&document.reason.text()).to_owned(),
            })
            .collect(),
        problems: problems(portal, speech),
    }
}

fn figures(portal: Finished<'_>, coverage: Option<&Coverage>, words: Words) -> Vec<Figure> {
    let pages = portal.planned.outputs.iter().filter(|output| output.subject.is_page()).count();
    let count = |severity| portal.problems.iter().filter(|problem| problem.severity == severity).count();
    let next = portal.planned.site.next_change;
    let figure = |value: String, key: &str| Figure { value, label: words.get(key).to_owned() };
    let mut figures = vec![figure(words.number(pages as u64), "figure_pages")];
    if let Some(coverage) = coverage {
        figures.push(figure(format!("{}/{}", coverage.reached, coverage.rows.len()), "figure_reached"));
    }
    figures.push(figure(next.map_or("–".into(), |day| words.short_day(day)), "figure_next"));
    figures.push(figure(count(Severity::Error).to_string(), "figure_errors"));
    figures.push(figure(count(Severity::Warning).to_string(), "figure_warnings"));
    figures
}

fn timeline(entries: &[Entry], portal: Finished<'_>, words: Words) -> Timeline {
    let today = portal.planned.site.today;
    let day = |entries: &[Entry]| Day {
        title: format!(
            "{}, {}",
            entries[0].day.weekday(words.is_english()),
            entries[0].day.in_words(words.is_english())
        ),
        distance: calendar::distance(entries[0].day, today, words.0),
        entries: together(entries)
            .into_iter()
            .map(|entry| TimelineEntry {
                pages: entry.fact.as_ref().map(|_| words.counted("pages", entry.documents.len())),
                entry,
            })
            .collect(),
    };
    let more = calendar::by_day(entries).count().saturating_sub(DAYS_SHOWN);
    let last = entries.last().map(|entry| entry.day.in_words(words.is_english())).unwrap_or_default();
    Timeline {
        days: calendar::by_day(entries).take(DAYS_SHOWN).map(day).collect(),
        more: (more > 0)
            .then(|| fill(words.get("timeline_more"), &[("days", &words.counted("dates", more)), ("last", &last)])),
    }
}

/// Documents with the same lot on a day in one line: `Waktunya diperiksa lagi: Iuran; Diskon`.
fn together(entries: &[Entry]) -> Vec<Entry> {
    let mut lines: Vec<Entry> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if line.kind == entry.kind && entry.fact.is_none() => {
                for document in &entry.documents {
                    line.text.push_str(&format!("; {}", document.title));
                }
            }
            _ => lines.push(entry.clone()),
        }
    }
    lines
}

fn weights(weighed: &[Weighed<'_>], words: Words) -> Vec<Weight> {
    let mut heaviest = weight::heaviest(weighed);
    heaviest.sort_by_key(|page| Reverse(page.used()));
    let weights = heaviest.into_iter().map(|page| {
        let measure = page.figures.tightest(&page.limits);
        let of = |value: u64| words.0.of(&amount(measure, value)).to_owned();
        Weight {
            kind: words.kind(&page.summary.kind),
            page: weights::address(page),
            used: fill(
                words.get("weight_used"),
                &[("value", &of(page.figures.get(measure))), ("limit", &words.number(page.limits.get(measure)))],
            ),
            percent: (page.used() / 100).min(100),
            over: page.is_over(),
        }
    });
    weights.collect()
}

fn own_budgets(weighed: &[Weighed<'_>], words: Words) -> Vec<OwnBudget> {
    let own = weighed.iter().filter_map(|page| {
        let (limits, reason) = weights::own(page, words.0)?;
        Some(OwnBudget { page: weights::address(page), limits, reason })
    });
    own.collect()
}

fn problems(portal: Finished<'_>, speech: Speech) -> Vec<Problem> {
    let mut problems: BTreeMap<(Severity, &str), Problem> = BTreeMap::new();
    for problem in portal.problems {
        let first = || Problem {
            is_error: problem.severity == Severity::Error,
            count: 0,
            message: speech.of(&problem.message).to_owned(),
            file: problem.location.path.clone(),
        };
        problems.entry((problem.severity, &problem.code)).or_insert_with(first).count += 1;
    }
    problems.into_values().collect()
}
