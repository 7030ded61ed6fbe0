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
    let mut clock = Clock::start();
    let mut timings = Timings::default();
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).map_err(Failure::Disk)?;
    timings.read = clock.lap();
    let planned = pipeline::plan(&source, request, diagnostics);
    timings.plan = clock.lap();
    let publication = Publication::open(root, output).map_err(Failure::from)?;
    let records = render_all(root, &planned, &publication, rendered).map_err(Failure::Disk)?;
    timings.render = clock.lap();
    let summaries = records.iter().map(|(path, record)| (path.to_string(), record.summary.clone())).collect();
    let problems = planned.problems(&summaries);
    timings.check = clock.lap();
    let mut built = Built { problems: problems.sorted(), source, planned, summaries, changes: None, timings };
    if !problems.has_errors() {
        match publication.commit(records) {
            Ok(changes) => built.changes = Some(changes),
            Err(CommitError::Refused(refusals)) => built.problems.extend(refusals),
            Err(CommitError::Io(error)) => return Err(Failure::Disk(error)),
        }
    }
    built.timings.publish = clock.lap();
    Ok(built)
}

/// A portal that was made to be looked at: nothing is written anywhere.
pub struct Examined {
    pub source: SourceTree,
    pub planned: Planned,
    /// Every problem and every finding.
    pub findings: Diagnostics,
}

/// Makes the portal in `root` in memory and examines it. `rendered` is called after each output, from any thread.
///
/// # Errors
/// When the disk fails.
pub fn examine(
    root: &Path,
    request: &Request,
    horizon_days: i32,
    rendered: &(dyn Fn() + Sync),
) -> io::Result<Examined> {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics)?;
    let planned = pipeline::plan(&source, request, diagnostics);
    let fetch = |path: &crate::vocabulary::SourcePath| read::read_asset(root, path);
    let summaries = planned
        .outputs
        .par_iter()
        .map(|output| {
            let summary = planned.render(output, planned.prepare(output), &fetch)?.summary;
            rendered();
            Ok((output.path.to_string(), summary))
        })
        .collect::<io::Result<Summaries>>()?;
    let findings = planned.findings(&source, &summaries, horizon_days);
    Ok(Examined { source, planned, findings })
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
