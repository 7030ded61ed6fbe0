//! EDGE: one build, from the project folder to the output folder.

use crate::check::Summaries;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::pipeline::{self, Planned, Request};
use crate::publish::{Changes, CommitError, OpenError, Publication, Record, Wave};
use crate::render::Summary;
use crate::source::{SourceTree, read};
use rayon::prelude::*;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a build waits for another one in the same output folder.
const PATIENCE: Duration = Duration::from_secs(10);

/// A finished build. Whether anything was published is in `changes`.
pub struct Built {
    pub source: SourceTree,
    pub planned: Planned,
    pub summaries: Summaries,
    /// Every problem, sorted by place.
    pub problems: Vec<Diagnostic>,
    /// `None` when errors kept the output as it was.
    pub changes: Option<Changes>,
    pub timings: Timings,
}

/// How long each part took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    pub read: Duration,
    pub plan: Duration,
    pub render: Duration,
    pub check: Duration,
    pub publish: Duration,
}

/// Why there is no build at all.
#[derive(Debug)]
pub enum Failure {
    /// The output folder is not one we may write into.
    Refused(Box<Diagnostic>),
    /// Another build holds the output folder: its process, if that is known.
    Busy(Option<u32>),
    Disk(io::Error),
}

/// Builds the portal in `root` into `output`. `rendered` is called after each output, from any thread.
///
/// # Errors
/// When the output folder cannot be used or the disk fails. What an author can mend is in
/// [`Built::problems`].
pub fn build(root: &Path, output: &Path, request: &Request, rendered: &(dyn Fn() + Sync)) -> Result<Built, Failure> {
    let (mut clock, mut timings) = (Clock::start(), Timings::default());
    let (source, planned) = read_and_plan(root, request, &mut clock, &mut timings).map_err(Failure::Disk)?;
    // Another build, by hand or by schedule, is usually done in a moment.
    let publication = Publication::open_patiently(root, output, PATIENCE, &|_| {}).map_err(Failure::from)?;
    let records = render_all(root, &planned, &publication, rendered).map_err(Failure::Disk)?;
    timings.render = clock.lap();
    let summaries = records.iter().map(|(path, record)| (path.to_string(), record.summary.clone())).collect();
    let problems = planned.problems(&summaries);
    timings.check = clock.lap();
    let mut built = Built { problems: problems.sorted(), source, planned, summaries, changes: None, timings };
    if !problems.has_errors() {
        match publication.for_day(built.planned.site.today).commit(records) {
            Ok(changes) => built.changes = Some(changes),
            Err(CommitError::Refused(refusals)) => built.problems.extend(refusals),
            Err(CommitError::Io(error)) => return Err(Failure::Disk(error)),
        }
    }
    built.timings.publish = clock.lap();
    Ok(built)
}

/// Does all of a build but the publishing: the output folder is neither read nor touched.
///
/// # Errors
/// When the disk fails. What an author can mend is in [`Built::problems`].
pub fn examine(root: &Path, request: &Request, rendered: &(dyn Fn() + Sync)) -> io::Result<Built> {
    let (mut clock, mut timings) = (Clock::start(), Timings::default());
    let (source, planned) = read_and_plan(root, request, &mut clock, &mut timings)?;
    let fetch = |path: &crate::vocabulary::SourcePath| read::read_asset(root, path);
    let summaries: Summaries = planned
        .outputs
        .par_iter()
        .map(|output| {
            let summary = planned.render(output, planned.prepare(output), &fetch)?.summary;
            rendered();
            Ok((output.path.to_string(), summary))
        })
        .collect::<io::Result<_>>()?;
    timings.render = clock.lap();
    let problems = planned.problems(&summaries).sorted();
    timings.check = clock.lap();
    Ok(Built { source, planned, summaries, problems, changes: None, timings })
}

fn read_and_plan(
    root: &Path,
    request: &Request,
    clock: &mut Clock,
    timings: &mut Timings,
) -> io::Result<(SourceTree, Planned)> {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics)?;
    timings.read = clock.lap();
    let planned = pipeline::plan(&source, request, diagnostics);
    timings.plan = clock.lap();
    Ok((source, planned))
}

type Records = std::collections::BTreeMap<crate::vocabulary::OutputPath, Record>;

/// Renders what changed since the last build, and remembers the rest.
fn render_all(
    root: &Path,
    planned: &Planned,
    publication: &Publication,
    rendered: &(dyn Fn() + Sync),
) -> io::Result<Records> {
    planned
        .outputs
        .par_iter()
        .map(|output| {
            let record = render_one(root, planned, publication, output)?;
            rendered();
            Ok((output.path.clone(), record))
        })
        .collect()
}

fn render_one(root: &Path, planned: &Planned, publication: &Publication, output: &Output) -> io::Result<Record> {
    let prepared = planned.prepare(output);
    let key = prepared.key.0.to_hex().to_string();
    let wave = Wave::of(&output.subject);
    if let Some(summary) = publication.unchanged(&output.path, &key) {
        return Ok(Record { key, summary: Summary::clone(summary), wave });
    }
    let fetch = |path: &crate::vocabulary::SourcePath| read::read_asset(root, path);
    let rendered = planned.render(output, prepared, &fetch)?;
    publication.stage(&output.path, &rendered.bytes)?;
    Ok(Record { key, summary: rendered.summary, wave })
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Refused(refusal) => Self::Refused(refusal),
            OpenError::Busy(holder) => Self::Busy(holder),
            OpenError::Io(error) => Self::Disk(error),
        }
    }
}

/// Measures laps.
struct Clock(Instant);

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
    fn start() -> Self {
        Self(Instant::now())
    }

    fn lap(&mut self) -> Duration {
        let lap = self.0.elapsed();
        *self = Self::start();
        lap
    }
}
