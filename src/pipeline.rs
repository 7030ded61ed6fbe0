//! The stages in order, on one screen. `build`, `serve`, tests and benches call these.

use crate::check::weight::{self, Scales};
use crate::check::{self, Subject, Summaries, offline_edition, personal_data};
use crate::config::{self, Config, Overrides};
use crate::content;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::fact;
use crate::output::inventory::{self, Inventory};
use crate::output::{self, Basis, Layer, Output, Shared, Size, Sizes, nothing_made};
use crate::render::picture::Darkroom;
use crate::render::supplies::NoSupplies;
use crate::render::{self, Finish, Prepared, Rendered, Styles, Summary, Supplies};
use crate::site::{self, Drafts, Occasion, Site};
use crate::source::SourceTree;
use crate::theme::{self, Theme};
use crate::vocabulary::{Date, OutputPath, Step};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What a portal is built for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day whose facts hold; by default the day it is in the portal's zone.
    pub day: Day,
    pub drafts: Drafts,
    pub overrides: Overrides,
    pub finish: Finish,
}

#[derive(Clone, Copy, Debug)]
pub enum Day {
    /// Asked for: `--date 2027-01-01`.
    Given(Date),
    /// A point in time, in seconds since 1970 (UTC); the zone decides which day it is.
    At(i64),
}

/// The whole portal: every output by path and subject, nothing rendered yet.
pub struct Planned {
    pub site: Site,
    pub theme: Arc<Theme>,
    pub outputs: Vec<Output>,
    pub diagnostics: Diagnostics,
    pub finish: Finish,
    /// What is shared by the variants of a picture.
    darkroom: Darkroom,
    /// What is shared by outputs.
    shared: Shared,
}

/// The day that a request is for.
pub fn day(source: &SourceTree, request: &Request) -> Date {
    day_in(&config::parse(source, &request.overrides, &mut Diagnostics::default()), request)
}

fn day_in(config: &Config, request: &Request) -> Date {
    match request.day {
        Day::Given(date) => date,
        Day::At(seconds) => config.zone.day_at(seconds),
    }
}

/// What earlier plans concluded from files that may not have changed since.
#[derive(Default)]
pub struct Memo {
    theme: theme::Memo,
    documents: content::Memo,
    personal_data: personal_data::Memo,
}

/// Plans the whole portal.
///
/// Runs to the end even after errors, so that authors see every problem at once.
pub fn plan(source: &SourceTree, request: &Request, diagnostics: Diagnostics) -> Planned {
    plan_telling(source, request, diagnostics, &|_| {})
}

/// The same; `done` is told which step is through.
pub fn plan_telling(source: &SourceTree, request: &Request, diagnostics: Diagnostics, done: &dyn Fn(Step)) -> Planned {
    let mut planned = plan_again(source, request, &mut Memo::default(), diagnostics, done);
    let parts = planned.search_parts();
    planned.outputs.extend(parts);
    planned.outputs.sort_by(|a, b| a.path.cmp(&b.path));
    inventory::complete(&mut planned.outputs);
    done(Step::Plan);
    planned
}

/// The same, but nothing is parsed that `memo` knows, and the parts of the search indexes wait until somebody
/// asks for [`Planned::search_parts`].
pub fn plan_again(
    source: &SourceTree,
    request: &Request,
    memo: &mut Memo,
    mut diagnostics: Diagnostics,
    done: &dyn Fn(Step),
) -> Planned {
    let config = config::parse(source, &request.overrides, &mut diagnostics);
    let today = day_in(&config, request);
    let theme = memo.theme.parse(source, &config, &mut diagnostics);
    let facts = fact::parse(source, &config, &theme, &mut diagnostics);
    personal_data::refuse(source, &mut memo.personal_data, &mut diagnostics);
    let content = content::parse(source, &config, &theme, &mut memo.documents, &mut diagnostics);
    done(Step::Parse);
    let occasion = Occasion { today, drafts: request.drafts };
    let site = site::assemble(content, source, config, facts, occasion, &mut diagnostics);
    done(Step::Assemble);
    let shared = Shared::default();
    let outputs = output::plan(&site, &theme, &shared, &mut diagnostics);
    done(Step::Plan);
    Planned { site, theme, outputs, diagnostics, finish: request.finish, darkroom: Darkroom::default(), shared }
}

/// An output that was made: what is known of it, and whatever its maker adds.
pub struct Made<T> {
    pub path: OutputPath,
    pub summary: Arc<Summary>,
    pub product: T,
}

/// Makes one output, given the sizes of the layer before.
pub type Make<'a, T> = dyn Fn(&Output, &Sizes<'_>) -> io::Result<(Arc<Summary>, T)> + Sync + 'a;

impl Planned {
    /// What views are computed from, given the sizes of what is already made.
    pub fn basis<'a>(&'a self, sizes: &'a Sizes<'a>) -> Basis<'a> {
        let (site, theme) = (&self.site, &self.theme);
        Basis { site, theme, sizes, shared: &self.shared }
    }

    /// The outputs of all search indexes but their pages.
    pub fn search_parts(&self) -> Vec<Output> {
        output::plan_search_parts(self.basis(&nothing_made))
    }

    /// What is published once all this is.
    pub fn inventory(&self, summaries: &Summaries) -> Inventory {
        let sizes = |path: &OutputPath| summaries.get(path).map(|summary| summary.size());
        let paths: Vec<OutputPath> = self.outputs.iter().map(|output| output.path.clone()).collect();
        inventory::of(&paths, self.basis(&sizes))
    }

    /// Makes every output, in parallel, layer by layer.
    ///
    /// # Errors
    /// The first that `make` returns.
    pub fn make_all<T: Send>(&self, make: &Make<'_, T>) -> io::Result<Vec<Made<T>>> {
        let layer = |layer: Layer, sizes: &Sizes<'_>| {
            let (large, small): (Vec<&Output>, Vec<&Output>) =
                self.outputs.iter().filter(|output| output.layer() == layer).partition(|output| output.is_large());
            // No thread is to begin with a large one when the others are at their end.
            let outputs = large.into_par_iter().with_max_len(1).chain(small);
            let make_one = |output: &Output| {
                let (summary, product) = make(output, sizes)?;
                Ok(Made { path: output.path.clone(), summary, product })
            };
            outputs.map(make_one).collect::<io::Result<Vec<_>>>()
        };
        let mut made: Vec<Made<T>> = Vec::new();
        for one in Layer::ALL {
            let sizes: BTreeMap<&OutputPath, Size> =
                made.iter().map(|made| (&made.path, made.summary.size())).collect();
            let next = layer(one, &|path| sizes.get(path).copied())?;
            made.extend(next);
        }
        Ok(made)
    }

    /// Computes an output's view and key.
    pub fn prepare<'a>(&'a self, output: &Output, sizes: &'a Sizes<'a>) -> Prepared<'a> {
        render::prepare(output, self.basis(sizes), self.finish)
    }

    /// Renders one output. The caller decides: all in parallel into the staging folder (`build`),
    /// the one that was asked for (`serve`), all into a map (tests).
    ///
    /// An output over which a library panics is an empty one with a problem, and takes no other with it.
    ///
    /// # Errors
    /// When a file of the project cannot be read.
    pub fn render(&self, output: &Output, prepared: Prepared<'_>, supplies: &dyn Supplies) -> io::Result<Rendered> {
        let render = || render::render(output, prepared, self.finish, &self.darkroom, supplies);
        let mut rendered = catch_unwind(AssertUnwindSafe(render)).unwrap_or_else(|_| {
            let at = output.source(&self.site).map_or_else(Location::project, |path| Location::file(&path));
            Ok(Rendered::nothing(diagnostic::output::stumbled(at, output.path.as_str())))
        })?;
        // A file of the project may have the name of a compressed copy.
        rendered.siblings.retain(|sibling| !self.is_taken(&output.path.with_ending(sibling.ending)));
        rendered.summary.siblings.retain(|ending| !self.is_taken(&output.path.with_ending(ending)));
        Ok(rendered)
    }

    /// True when an output of its own has this path, or lies in a folder of this name.
    pub fn is_taken(&self, path: &OutputPath) -> bool {
        let within = format!("{path}/");
        let first_from = |text: &str| {
            let place = self.outputs.partition_point(|output| output.path.as_str() < text);
            self.outputs.get(place).map(|output| output.path.as_str())
        };
        first_from(path.as_str()) == Some(path.as_str())
            || first_from(&within).is_some_and(|first| first.starts_with(&within))
    }

    /// Every problem of the portal, once all outputs are rendered or remembered.
    pub fn problems(&self, summaries: &Summaries) -> Diagnostics {
        let mut diagnostics = self.diagnostics.clone();
        check::check(&self.site, &self.outputs, summaries, &mut diagnostics);
        // With the whole style sheet, which is for comparing, no page is what readers get.
        if self.finish.styles == Styles::Used {
            diagnostics.extend(self.weight_problems(summaries));
        }
        diagnostics
    }

    /// The pages that are beyond their budgets, each with what weighs most in it.
    pub fn weight_problems(&self, summaries: &Summaries) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let scales = Scales { again: &|output| self.render_again(output, summaries), compress: self.finish.compress };
        weight::check(&self.site, &self.outputs, summaries, scales, &mut diagnostics);
        let sizes = |path: &OutputPath| summaries.get(path).map(|summary| summary.size());
        offline_edition::check(self.basis(&sizes), &self.outputs, summaries, &mut diagnostics);
        diagnostics
    }

    /// The bytes of a page that is finished already; `None` for what needs a file of the project.
    fn render_again(&self, output: &Output, summaries: &Summaries) -> Option<Vec<u8>> {
        let sizes = |path: &OutputPath| summaries.get(path).map(|summary| summary.size());
        let rendered = self.render(output, self.prepare(output, &sizes), &NoSupplies);
        rendered.ok().map(|rendered| rendered.bytes)
    }

    /// The same, with what a good editor would say; `source` is what the portal was planned from.
    pub fn findings(&self, source: &SourceTree, summaries: &Summaries, horizon_days: i32) -> Diagnostics {
        let mut diagnostics = self.problems(summaries);
        let subject = Subject { source, site: &self.site, theme: &self.theme, summaries };
        check::examine(subject, horizon_days, &mut diagnostics);
        diagnostics
    }
}
