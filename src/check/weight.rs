//! What each page costs its reader, against what it may cost.

mod place;

use super::{Summaries, page};
use crate::config::budget::{OwnBudget, PageKind};
use crate::diagnostic::budget::{Excess, HeavyPart, Limit, Remedy};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Text};
use crate::output::{Output, Subject};
use crate::render::compress::brotli_at;
use crate::render::need::{Need, Role};
use crate::render::part::{Dissection, What, Yardstick, dissect};
use crate::render::weight::{FIRST_BURST, HEADERS};
use crate::render::{Compress, Summary};
use crate::site::Site;
use crate::vocabulary::{Figures, Measure};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many pages are taken apart, those furthest beyond their budget: it is slow, and nobody mends more at a time.
const DISSECTED: usize = 50;
/// How many parts a message names.
const NAMED: usize = 3;

/// A page on the scales.
pub struct Weighed<'a> {
    pub output: &'a Output,
    pub summary: &'a Summary,
    pub kind: PageKind,
    pub figures: Figures,
    pub limits: Figures,
    /// Where the page has limits of its own.
    pub own: Option<&'a OwnBudget>,
}

/// How pages are weighed that seem too heavy.
#[derive(Clone, Copy)]
pub struct Scales<'a> {
    /// Renders a page once more, to take it apart.
    pub again: &'a (dyn Fn(&Output) -> Option<Vec<u8>> + Sync + 'a),
    /// Where text was not compressed well, its weight is an estimate, and a page beyond its budget is weighed again.
    pub compress: Compress,
}

/// Every page that was weighed, in path order.
pub fn weigh<'a>(site: &'a Site, outputs: &'a [Output], summaries: &'a Summaries) -> Vec<Weighed<'a>> {
    let pages = outputs.iter().filter_map(|output| {
        let summary = summaries.get(output.path.as_str())?;
        // Pages that are only looked at while they are written are not weighed.
        // A file to keep has a bound of its own: see `check::offline_edition`.
        let is_page = !summary.kind.is_empty() && !matches!(output.subject, Subject::OfflineEdition(_));
        if !is_page || summary.brotli == 0 {
            return None;
        }
        let kind = PageKind::from_data_kind(&summary.kind);
        // What a page may weigh says nothing of the page with its texts.
        let own = output.subject.document(site).filter(|_| !matches!(output.subject, Subject::Texts(_)));
        let own = own.and_then(|id| site.page(id).document.common.budget.as_ref());
        let limits = site.config.budgets.of(kind, own);
        Some(Weighed { output, summary, kind, figures: figures(summary, summaries), limits, own })
    });
    pages.collect()
}

/// Of each kind the page that is nearest to one of its limits, or furthest beyond it.
pub fn heaviest<'w, 'a>(weighed: &'w [Weighed<'a>]) -> Vec<&'w Weighed<'a>> {
    let mut heaviest: BTreeMap<&str, &Weighed<'a>> = BTreeMap::new();
    for page in weighed {
        let known = heaviest.entry(&page.summary.kind).or_insert(page);
        if page.used() > known.used() {
            *known = page;
        }
    }
    heaviest.into_values().collect()
}

/// What a page costs a phone that visits it first.
fn figures(summary: &Summary, summaries: &Summaries) -> Figures {
    let html = summary.brotli + HEADERS;
    let sum = |is_counted: fn(Role) -> bool| {
        let counted = summary.needs.files.iter().filter(|need| is_counted(need.role));
        counted.map(|need| on_the_wire(need, summaries)).sum::<u64>()
    };
    let first = html + sum(Role::is_at_once);
    Figures {
        html,
        first,
        whole: first + sum(|role| !role.is_at_once()),
        requests: 1 + summary.needs.files.iter().filter(|need| need.role.is_at_once()).count() as u64,
        script: summary.needs.script + sum(|role| role == Role::Script),
        elements: summary.needs.elements,
    }
}

/// What a file of the output weighs with its headers; a dead link was reported and weighs nothing.
fn on_the_wire(need: &Need, summaries: &Summaries) -> u64 {
    summaries.get(need.file.as_str()).map_or(0, |file| file.brotli + HEADERS)
}

/// Reports each page that is beyond its budget, with the parts that weigh most; and each other page
/// that does not fit into the first burst.
pub fn check(
    site: &Site,
    outputs: &[Output],
    summaries: &Summaries,
    scales: Scales<'_>,
    diagnostics: &mut Diagnostics,
) {
    let (mut heavy, light): (Vec<Weighed<'_>>, Vec<Weighed<'_>>) =
        weigh(site, outputs, summaries).into_iter().partition(Weighed::is_over);
    heavy.sort_by_key(|page| Reverse(page.share(page.worst())));
    let report = Report { site, outputs, summaries, scales };
    let problems: Vec<Option<Diagnostic>> = heavy
        .into_par_iter()
        .enumerate()
        .map(|(rank, page)| report.of(page, if rank < DISSECTED { Detail::Parts } else { Detail::Total }))
        .collect();
    diagnostics.extend(problems.into_iter().flatten());
    diagnostics.extend(light.iter().filter_map(|page| beyond_first_burst(site, page)));
}

fn beyond_first_burst(site: &Site, page: &Weighed<'_>) -> Option<Diagnostic> {
    let (at, path) = (page::location(site, page.output), page.output.path.as_str());
    let is_beyond = page.summary.gzip > FIRST_BURST;
    is_beyond.then(|| diagnostic::budget::beyond_first_burst(at, path, page.summary.gzip, FIRST_BURST))
}

/// How much is said of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// With what weighs most in it.
    Parts,
    Total,
}

impl Weighed<'_> {
    /// The kind as people call it; a kind of a theme's own keeps its name.
    pub fn kind_name(&self) -> Text {
        match self.kind {
            PageKind::Other => Text::new(self.summary.kind.as_str(), self.summary.kind.as_str()),
            kind => kind.name(),
        }
    }

    /// How much of its tightest limit the page uses, in hundredths of a per cent.
    pub fn used(&self) -> u64 {
        self.share(self.figures.tightest(&self.limits))
    }

    pub fn is_over(&self) -> bool {
        self.figures.over(&self.limits).next().is_some()
    }

    /// The limit that the page breaks most.
    fn worst(&self) -> Measure {
        let over: Vec<Measure> = self.figures.over(&self.limits).collect();
        over.into_iter().rev().max_by_key(|measure| self.share(*measure)).expect("the page is beyond a limit")
    }

    /// How much of a limit is used, in hundredths of a per cent.
    fn share(&self, measure: Measure) -> u64 {
        self.figures.get(measure) * 10_000 / self.limits.get(measure).max(1)
    }

    fn excess(&self, measure: Measure) -> Excess {
        Excess { measure, value: self.figures.get(measure), limit: self.limits.get(measure) }
    }

    /// The further limits that a page breaks, but for those it breaks only because it breaks another.
    fn others(&self, worst: Measure) -> Vec<Excess> {
        let (figures, limits) = (&self.figures, &self.limits);
        let over: Vec<Measure> = figures.over(limits).collect();
        let adds_to = |inner: Measure, outer: Measure| {
            let own = figures.get(outer).saturating_sub(figures.get(inner));
            !over.contains(&inner) || own > limits.get(outer).saturating_sub(limits.get(inner))
        };
        let is_cause = |measure: &Measure| match measure {
            Measure::First => adds_to(Measure::Html, Measure::First),
            Measure::Whole => adds_to(Measure::First, Measure::Whole) && adds_to(Measure::Html, Measure::Whole),
            Measure::Html | Measure::Requests | Measure::Script | Measure::Elements => true,
        };
        over.iter().filter(|measure| **measure != worst && is_cause(measure)).map(|one| self.excess(*one)).collect()
    }
}

/// What is needed to say why a page is too heavy.
struct Report<'a> {
    site: &'a Site,
    outputs: &'a [Output],
    summaries: &'a Summaries,
    scales: Scales<'a>,
}

impl Report<'_> {
    /// `None` for a page that only seemed too heavy, because it was weighed in haste.
    fn of(&self, mut page: Weighed<'_>, detail: Detail) -> Option<Diagnostic> {
        let is_estimate = self.scales.compress == Compress::Off;
        let html = if is_estimate || detail == Detail::Parts { (self.scales.again)(page.output) } else { None };
        if let Some(html) = html.as_ref().filter(|_| is_estimate) {
            // Brotli 10 comes out 2 % larger in half the time: for most pages that says enough.
            for quality in [10, 11] {
                let weighed = Summary { brotli: brotli_at(quality, html).len() as u64, ..page.summary.clone() };
                page.figures = figures(&weighed, self.summaries);
                if !page.is_over() {
                    break;
                }
            }
        }
        if !page.is_over() {
            return beyond_first_burst(self.site, &page);
        }
        Some(self.say(&page, html.as_deref().filter(|_| detail == Detail::Parts)))
    }

    fn say(&self, page: &Weighed<'_>, html: Option<&[u8]>) -> Diagnostic {
        let worst = page.worst();
        let limit = match page.own.filter(|own| own.limits_measure(worst)) {
            Some(_) => Limit::Own,
            None => Limit::OfKind(page.kind.name()),
        };
        let yardstick = if worst == Measure::Elements { Yardstick::Elements } else { Yardstick::Bytes };
        let dissection = html.map(|html| dissect(html, yardstick));
        let parts = dissection.as_ref().map(|dissection| self.parts(page, worst, dissection)).unwrap_or_default();
        let cause = cause(&parts, dissection.as_ref());
        let at = place::of(self.site, page.output, cause.written);
        let parts: Vec<HeavyPart> = parts.into_iter().map(|(part, _)| part).collect();
        let (path, others) = (page.output.path.as_str(), page.others(worst));
        diagnostic::budget::too_heavy(at, path, page.excess(worst), &limit, &others, &parts, cause.remedy)
    }

    /// The heaviest parts by what a limit counts: of the page, of the files beside it, or of both.
    fn parts(&self, page: &Weighed<'_>, measure: Measure, dissection: &Dissection) -> Vec<(HeavyPart, Origin)> {
        let of_page = dissection.heaviest.iter().map(|part| {
            let value = if measure == Measure::Elements { part.elements } else { part.bytes };
            (HeavyPart { name: name(&part.what), value }, Origin::Page)
        });
        let files = |is_counted: fn(Role) -> bool| {
            let counted = page.summary.needs.files.iter().filter(|need| is_counted(need.role));
            let parts = counted.map(|need| {
                let part = HeavyPart { name: self.file(need), value: on_the_wire(need, self.summaries) };
                (part, if need.role.is_picture() { Origin::Picture } else { Origin::Theme })
            });
            parts.collect::<Vec<_>>()
        };
        let mut parts: Vec<(HeavyPart, Origin)> = match measure {
            Measure::Html | Measure::Elements => of_page.collect(),
            Measure::First => of_page.chain(files(Role::is_at_once)).collect(),
            Measure::Whole => of_page.chain(files(|_| true)).collect(),
            Measure::Requests => {
                let mut parts = files(Role::is_at_once);
                parts.iter_mut().for_each(|(part, _)| part.value = 1);
                // Pictures first: they are what an author can take away.
                parts.sort_by_key(|(_, origin)| *origin != Origin::Picture);
                parts
            }
            Measure::Script => {
                let own = HeavyPart { name: diagnostic::budget::script(), value: page.summary.needs.script };
                files(|role| role == Role::Script).into_iter().chain([(own, Origin::Theme)]).collect()
            }
        };
        parts.retain(|(part, _)| part.value > 0);
        parts.sort_by_key(|(part, _)| Reverse(part.value));
        parts.truncate(NAMED);
        parts
    }

    /// A file as authors know it.
    fn file(&self, need: &Need) -> Text {
        let output = self.outputs.iter().find(|output| output.path.as_str() == need.file);
        let name = match output.map(|output| &output.subject) {
            Some(Subject::File(path)) => path.file_name(),
            Some(Subject::Picture(variant)) => variant.source.file_name(),
            _ => need.file.rsplit('/').next().unwrap_or_default(),
        };
        if need.role.is_picture() { diagnostic::budget::picture(name) } else { diagnostic::budget::file(name) }
    }
}

/// Who answers for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Page,
    Picture,
    Theme,
}

/// Where to begin to make a page lighter.
struct Cause<'a> {
    /// What the author wrote that weighs most, where that is the cause.
    written: Option<&'a What>,
    remedy: Remedy,
}

fn cause<'a>(parts: &[(HeavyPart, Origin)], dissection: Option<&'a Dissection>) -> Cause<'a> {
    let written = dissection.filter(|dissection| dissection.is_mostly_written).and_then(|page| page.written.as_ref());
    let remedy = match (parts.first().map(|(_, origin)| *origin), written) {
        (Some(Origin::Picture), _) => return Cause { written: None, remedy: Remedy::LighterPicture },
        (Some(Origin::Theme), _) | (Some(Origin::Page), None) => Remedy::LighterTheme,
        (_, Some(What::Table { .. })) => Remedy::SplitTable,
        (_, Some(_)) | (None, None) => Remedy::MoveText,
    };
    Cause { written: written.filter(|_| remedy != Remedy::LighterTheme), remedy }
}

fn name(what: &What) -> Text {
    match what {
        What::Frame => diagnostic::budget::frame(),
        What::Style { selectors } => diagnostic::budget::style(selectors),
        What::StructuredData => diagnostic::budget::structured_data(),
        What::Script => diagnostic::budget::script(),
        What::Opening => diagnostic::budget::opening(),
        What::Section(heading) => diagnostic::budget::section(&heading.text),
        What::Table { caption, below, count } => {
            let heading = below.as_ref().map(|heading| heading.text.as_str());
            diagnostic::budget::table(caption.as_deref(), heading, *count)
        }
    }
}
