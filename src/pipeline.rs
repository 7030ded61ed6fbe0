//! The stages in order, on one screen. `build`, `serve`, tests and benches call these.

use crate::check::{self, Subject, Summaries, personal_data};
use crate::config::{self, Overrides};
use crate::content;
use crate::diagnostic::Diagnostics;
use crate::fact;
use crate::output::{self, Output};
use crate::render::{self, FetchAsset, Minify, Prepared, Rendered};
use crate::site::{self, Drafts, Occasion, Site};
use crate::source::SourceTree;
use crate::theme::{self, Theme};
use crate::vocabulary::Date;
use std::io;

/// What a portal is built for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day whose facts hold; by default the day it is in the portal's zone.
    pub day: Day,
    pub drafts: Drafts,
    pub overrides: Overrides,
    pub minify: Minify,
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
    pub theme: Theme,
    pub outputs: Vec<Output>,
    pub diagnostics: Diagnostics,
    minify: Minify,
}

/// Plans the whole portal.
///
/// Runs to the end even after errors, so that authors see every problem at once.
pub fn plan(source: &SourceTree, request: &Request, mut diagnostics: Diagnostics) -> Planned {
    let config = config::parse(source, &request.overrides, &mut diagnostics);
    let today = match request.day {
        Day::Given(date) => date,
        Day::At(seconds) => config.zone.day_at(seconds),
    };
    let theme = theme::parse(source, &config, &mut diagnostics);
    let facts = fact::parse(source, &config, &theme, &mut diagnostics);
    personal_data::refuse(source, &mut diagnostics);
    let content = content::parse(source, &config, &theme, &mut diagnostics);
    let occasion = Occasion { today, drafts: request.drafts };
    let site = site::assemble(content, source, config, facts, occasion, &mut diagnostics);
    let outputs = output::plan(&site, &mut diagnostics);
    Planned { site, theme, outputs, diagnostics, minify: request.minify }
}

impl Planned {
    /// Computes an output's view and key.
    pub fn prepare(&self, output: &Output) -> Prepared {
        render::prepare(output, &self.site, &self.theme, self.minify)
    }

    /// Renders one output. The caller decides: all in parallel into the staging folder (`build`),
    /// the one that was asked for (`serve`), all into a map (tests).
    ///
    /// # Errors
    /// When a file of the project cannot be read.
    pub fn render(&self, output: &Output, prepared: Prepared, fetch: &FetchAsset<'_>) -> io::Result<Rendered> {
        render::render(output, prepared, &self.theme, self.minify, fetch)
    }

    /// Every problem of the portal, once all outputs are rendered or remembered.
    pub fn problems(&self, summaries: &Summaries) -> Diagnostics {
        let mut diagnostics = self.diagnostics.clone();
        check::check(&self.site, &self.outputs, summaries, &mut diagnostics);
        diagnostics
    }

    /// The same, with what a good editor would say; `source` is what the portal was planned from.
    pub fn findings(&self, source: &SourceTree, summaries: &Summaries, horizon_days: i32) -> Diagnostics {
        let mut diagnostics = self.problems(summaries);
        let subject = Subject { source, site: &self.site, theme: &self.theme, summaries };
        check::examine(subject, horizon_days, &mut diagnostics);
        diagnostics
    }
}
