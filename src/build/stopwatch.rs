//! EDGE: how long each step of a build takes, on the clock and of the processor.
//!
//! Steps that follow each other are measured as they end. Those of many outputs run side by side: each thread adds up
//! its own time by the step, and what the clock and the processor say of all of them together is shared out so.

use crate::render::Supplies;
use crate::vocabulary::{SourcePath, Step};
use blake3::Hash;
use std::cell::Cell;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const STEPS: usize = Step::ALL.len();

/// Measures, or does nothing at all.
pub struct Stopwatch(Option<Running>);

struct Running {
    laps: Mutex<Laps>,
    /// What threads have spent on each step since the last lap, in nanoseconds.
    side_by_side: [AtomicU64; STEPS],
}

struct Laps {
    since: Instant,
    processor: Option<Duration>,
    spent: [Spent; STEPS],
}

/// What a step cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// On the clock.
    pub wall: Duration,
    /// Of all processors.
    pub processor: Duration,
}

/// What a build cost.
pub struct Timings {
    /// Every step that took any time, in order.
    pub steps: Vec<(Step, Spent)>,
    /// Whether the system tells what the processor did.
    pub knows_processor: bool,
    /// The most memory in use at any time, in bytes, if the system tells.
    pub memory: Option<u64>,
}

thread_local! {
    /// When this thread began what it is at.
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
}

impl Stopwatch {
    pub const fn off() -> Self {
        Self(None)
    }

    pub fn start() -> Self {
        let laps = Laps { since: now(), processor: processor(), spent: Default::default() };
        Self(Some(Running { laps: Mutex::new(laps), side_by_side: Default::default() }))
    }

    /// A step is through: all the time since the last lap was its own.
    pub fn lap(&self, step: Step) {
        if let Some(running) = &self.0 {
            let mut shares = [0; STEPS];
            shares[step as usize] = 1;
            running.share_out(shares);
        }
    }

    /// The steps that ran side by side are through.
    pub fn lap_of_threads(&self) {
        if let Some(running) = &self.0 {
            running.share_out(std::array::from_fn(|step| running.side_by_side[step].swap(0, Ordering::Relaxed)));
        }
    }

    /// What this thread does from now on belongs to the step that it names next.
    pub fn begin(&self) {
        if self.0.is_some() {
            BEGAN.set(Some(now()));
        }
    }

    /// This thread is through with a step.
    pub fn done(&self, step: Step) {
        if let Some(running) = &self.0 {
            let now = now();
            let began = BEGAN.replace(Some(now)).unwrap_or(now);
            let spent = u64::try_from(now.duration_since(began).as_nanos()).unwrap_or(u64::MAX);
            running.side_by_side[step as usize].fetch_add(spent, Ordering::Relaxed);
        }
    }

    /// What was measured so far; `None` where nothing is.
    pub fn timings(&self) -> Option<Timings> {
        let laps = self.0.as_ref()?.laps.lock().unwrap_or_else(PoisonError::into_inner);
        let steps = Step::ALL.into_iter().map(|step| (step, laps.spent[step as usize]));
        Some(Timings {
            steps: steps.filter(|(_, spent)| !spent.wall.is_zero()).collect(),
            knows_processor: laps.processor.is_some(),
            memory: memory(),
        })
    }
}

impl Running {
    /// Shares out the time since the last lap.
    fn share_out(&self, shares: [u64; STEPS]) {
        let mut laps = self.laps.lock().unwrap_or_else(PoisonError::into_inner);
        let (now, processor) = (now(), processor());
        let wall = now.duration_since(laps.since);
        let processor_time = processor.zip(laps.processor).map(|(now, before)| now.saturating_sub(before));
        (laps.since, laps.processor) = (now, processor);
        let all: u64 = shares.iter().sum();
        for (spent, share) in laps.spent.iter_mut().zip(shares).filter(|(_, share)| *share > 0) {
            let part = share as f64 / all as f64;
            spent.wall += wall.mul_f64(part);
            spent.processor += processor_time.unwrap_or_default().mul_f64(part);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
fn now() -> Instant {
    Instant::now()
}

/// What the processors have done for this program, as Linux tells for each of its threads.
fn processor() -> Option<Duration> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let of_thread = |thread: io::Result<std::fs::DirEntry>| {
        let said = told(&thread.ok()?.path().join("schedstat"))?;
        said.split(' ').next()?.parse::<u64>().ok()
    };
    Some(Duration::from_nanos(threads.filter_map(of_thread).sum())).filter(|time| !time.is_zero())
}

/// The most memory that this program ever had, as Linux tells it.
fn memory() -> Option<u64> {
    let said = told("/proc/self/status".as_ref())?;
    let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().split(' ').next()?.parse::<u64>().ok()? * 1024)
}

#[expect(clippy::disallowed_methods, reason = "an edge may ask the system")]
fn told(file: &std::path::Path) -> Option<String> {
    std::fs::read_to_string(file).ok()
}

/// Supplies that tell a stopwatch which step is through.
pub struct Timed<'a> {
    pub supplies: &'a dyn Supplies,
    pub stopwatch: &'a Stopwatch,
}

impl Supplies for Timed<'_> {
    fn file(&self, path: &SourcePath, hash: &Hash) -> io::Result<Vec<u8>> {
        self.supplies.file(path, hash)
    }

    fn recall(&self, name: &Hash) -> Option<Vec<u8>> {
        self.supplies.recall(name)
    }

    fn keep(&self, name: &Hash, result: &[u8]) {
        self.supplies.keep(name, result);
    }

    fn done(&self, step: Step) {
        self.stopwatch.done(step);
    }
}
