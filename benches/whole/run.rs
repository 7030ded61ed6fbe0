//! One run of a program, and the middle of several.

use std::fs;
use std::io::{self, Error};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of processor, of the program and of the system for it.
    pub cpu: f64,
    /// Most memory, in MiB.
    pub memory: f64,
}

impl Figures {
    pub const HEAD: &str = "  wall s    CPU s  peak MiB";
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started, or fails.
pub fn run(command: &mut Command) -> io::Result<Figures> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let end = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !end.status.success() {
        return Err(Error::other(format!("{command:?} ended with {}", end.status)));
    }
    let cpu = (end.rusage.utime + end.rusage.stime).as_secs_f64();
    Ok(Figures { wall, cpu, memory: end.rusage.maxrss as f64 / f64::from(1 << 20) })
}

/// The figures of several runs.
pub struct Runs {
    wanted: usize,
    figures: Vec<Figures>,
}

impl Runs {
    pub fn new(wanted: usize) -> Self {
        Self { wanted, figures: Vec::new() }
    }

    pub fn add(&mut self, figures: Figures) {
        self.figures.push(figures);
    }

    /// # Errors
    /// The first of a run.
    pub fn add_all(&mut self, mut run: impl FnMut() -> io::Result<Figures>) -> io::Result<()> {
        (0..self.wanted).try_for_each(|_| run().map(|figures| self.add(figures)))
    }

    /// The middle of each figure; of memory the most.
    pub fn middle(&self) -> Figures {
        let middle = |figure: &dyn Fn(&Figures) -> f64| middle(self.figures.iter().map(figure).collect());
        let memory = self.figures.iter().map(|figures| figures.memory).fold(0.0, f64::max);
        Figures { wall: middle(&|figures| figures.wall), cpu: middle(&|figures| figures.cpu), memory }
    }

    pub fn print(&self, name: &str) {
        let Figures { wall, cpu, memory } = self.middle();
        println!("{name:<44} {wall:>8.3} {cpu:>8.3} {memory:>9.0}");
    }
}

/// The middle of some figures.
pub fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// How many files a folder has, and their size.
pub fn extent(folder: &Path) -> io::Result<String> {
    let (mut files, mut bytes) = (0_u64, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let meta = entry.map_err(Error::other)?.metadata().map_err(Error::other)?;
        if meta.is_file() {
            files += 1;
            bytes += meta.len();
        }
    }
    Ok(format!("  {files} files, {} MB", bytes / 1_000_000))
}

/// Removes a file or a folder, if there is one.
pub fn remove(path: &Path) -> io::Result<()> {
    match path.is_dir() {
        true => fs::remove_dir_all(path),
        false if path.exists() => fs::remove_file(path),
        false => Ok(()),
    }
}
