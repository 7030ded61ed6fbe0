//! EDGE: one build, from the project folder to the output folder.

pub mod stopwatch;
mod unchanged;
pub mod verify;

use crate::cache::Workshop;
use crate::check::Summaries;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Output, Sizes};
use crate::pipeline::{self, Made, Planned, Request};
use crate::publish::{Changes, CommitError, OpenError, Publication, Record, Wave};
use crate::render::{Summary, Supplies};
use crate::report::account::Account;
use crate::source::{SourceTree, read};
use crate::vocabulary::{OutputPath, Step};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use stopwatch::{Stopwatch, Timed};
use unchanged::{Inputs, Said};

/// How long a build waits for another one in the same output folder.
const PATIENCE: Duration = Duration::from_secs(10);

/// A portal of which every output was made.
pub struct Built {
    pub source: SourceTree,
    pub planned: Planned,
    pub summaries: Summaries,
    /// Every problem, sorted by place.
    pub problems: Vec<Diagnostic>,
}

/// A finished build. Whether anything was published is in `changes`.
pub struct Finished {
    pub source: SourceTree,
    pub account: Account,
    /// Every page with its weights: see [`Account::of`].
    pub pages: Vec<u8>,
    /// Every problem, sorted by place.
    pub problems: Vec<Diagnostic>,
    /// `None` when errors kept the output as it was.
    pub changes: Option<Changes>,
    /// How many compressed copies and the like had to be made, since no earlier build had made them.
    pub made: u64,
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
pub fn build(
    root: &Path,
    output: &Path,
    request: &Request,
    stopwatch: &Stopwatch,
    rendered: &(dyn Fn() + Sync),
) -> Result<Finished, Failure> {
    let workshop = Workshop::of(root);
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).map_err(Failure::Disk)?;
    stopwatch.lap(Step::Read);
    let inputs = Inputs::of(&workshop, (root, output), (&source, &diagnostics), request);
    let recalled = inputs.recall();
    stopwatch.lap(Step::Compare);
    if let Some((said, pages)) = recalled {
        let changes = Some(Changes { unchanged: said.standing.published(), ..Changes::default() });
        let Said { account, problems, .. } = said;
        return Ok(Finished { source, account, pages, problems, changes, made: 0 });
    }
    let planned = pipeline::plan_telling(&source, request, diagnostics, &|step| stopwatch.lap(step));
    // Another build, by hand or by schedule, is usually done in a moment.
    let publication = Publication::open_patiently(root, output, PATIENCE, &|_| {}).map_err(Failure::from)?;
    stopwatch.lap(Step::Compare);
    let supplies = Timed { supplies: &workshop, stopwatch };
    let (summaries, records) = render_all(&planned, &publication, &supplies, rendered).map_err(Failure::Disk)?;
    stopwatch.lap_of_threads();
    let problems = planned.problems(&summaries);
    stopwatch.lap(Step::Check);
    let (account, pages) = Account::of(&planned, &summaries);
    let mut built =
        Finished { account, pages, problems: problems.sorted(), source, changes: None, made: workshop.made() };
    if !problems.has_errors() {
        match publication.for_day(built.account.day).commit_and_look(records) {
            Ok((changes, standing)) => {
                built.changes = Some(changes);
                if let Some(standing) = standing {
                    inputs.keep(&built.account, &built.problems, &built.pages, standing);
                }
                workshop.tidy();
            }
            Err(CommitError::Refused(refusals)) => built.problems.extend(refusals),
            Err(CommitError::Io(error)) => return Err(Failure::Disk(error)),
        }
    }
    stopwatch.lap(Step::Publish);
    Ok(built)
}

/// Does all of a build but the publishing: the output folder is neither read nor touched.
///
/// # Errors
/// When the disk fails. What an author can mend is in [`Built::problems`].
pub fn examine(root: &Path, request: &Request, rendered: &(dyn Fn() + Sync)) -> io::Result<Built> {
    let (source, planned) = read_and_plan(root, request)?;
    let workshop = Workshop::of(root);
    let made = planned.make_all(&|output, sizes| {
        let made = planned.render(output, planned.prepare(output, sizes), &workshop)?;
        rendered();
        Ok((made.summary.into(), ()))
    })?;
    let summaries: Summaries = made.into_iter().map(|made| (made.path, made.summary)).collect();
    let problems = planned.problems(&summaries).sorted();
    Ok(Built { source, planned, summaries, problems })
}

fn read_and_plan(root: &Path, request: &Request) -> io::Result<(SourceTree, Planned)> {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics)?;
    let planned = pipeline::plan(&source, request, diagnostics);
    Ok((source, planned))
}

type Records = BTreeMap<OutputPath, Record>;
/// Of an output and of its compressed copies.
type OwnRecords = Vec<(OutputPath, Record)>;

/// Renders what changed since the last build, and remembers the rest.
fn render_all(
    planned: &Planned,
    publication: &Publication,
    supplies: &Timed<'_>,
    rendered: &(dyn Fn() + Sync),
) -> io::Result<(Summaries, Records)> {
    let made = planned.make_all(&|output, sizes| {
        let made = render_one(planned, publication, supplies, output, sizes)?;
        rendered();
        Ok(made)
    })?;
    let (mut summaries, mut records) = (Summaries::new(), Records::new());
    for Made { path, summary, product } in made {
        summaries.insert(path, summary);
        records.extend(product);
    }
    Ok((summaries, records))
}

/// What is known of an output, and the records of it and of its compressed copies.
fn render_one(
    planned: &Planned,
    publication: &Publication,
    supplies: &Timed<'_>,
    output: &Output,
    sizes: &Sizes<'_>,
) -> io::Result<(Arc<Summary>, OwnRecords)> {
    supplies.stopwatch.begin();
    let prepared = planned.prepare(output, sizes);
    supplies.done(Step::View);
    let key = prepared.key.0.to_hex().to_string();
    let wave = Wave::of(&output.subject);
    let copies = |summary: &Summary| -> Vec<OutputPath> {
        summary.siblings.iter().map(|ending| output.path.with_ending(ending)).collect()
    };
    let records = |summary: &Arc<Summary>| {
        let record = |summary| Record { key: key.clone(), summary, wave };
        let copies = copies(summary).into_iter().map(|path| (path, record(Arc::default())));
        std::iter::once((output.path.clone(), record(summary.clone()))).chain(copies).collect()
    };
    let unchanged = publication.unchanged(&output.path, &key).filter(|summary| {
        let is_ours = |path: &OutputPath| !planned.is_taken(path) && publication.unchanged(path, &key).is_some();
        copies(summary).iter().all(is_ours)
    });
    supplies.done(Step::Compare);
    if let Some(summary) = unchanged {
        return Ok((summary.clone(), records(summary)));
    }
    let rendered = planned.render(output, prepared, supplies)?;
    publication.stage(&output.path, &rendered.bytes)?;
    for sibling in &rendered.siblings {
        publication.stage(&output.path.with_ending(sibling.ending), &sibling.bytes)?;
    }
    supplies.done(Step::Write);
    let summary = Arc::new(rendered.summary);
    let records = records(&summary);
    Ok((summary, records))
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
