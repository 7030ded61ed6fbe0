//! How long whole builds take, as programs: `cargo bench --bench whole -- --pages 10000`.
//!
//! Each figure is the middle one of several runs: seconds on the clock, seconds of processor, most memory.
//! Another generator runs in turn with ours on the same files, so that a busy machine is busy for both.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark works in real folders and prints")]

mod corpus;
mod edit;
mod peer;
mod portal;
mod run;

use clap::Parser;
use corpus::Shape;
use run::{Figures, Runs, run};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measures whole builds of a generated portal.
#[derive(Parser)]
struct Arguments {
    /// How many pages the portal has.
    #[arg(long, default_value_t = 1_000)]
    pages: usize,
    /// How often each command runs.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Some articles have photos.
    #[arg(long)]
    pictures: bool,
    /// With messages and search, as portals have them; without, only what other generators make too.
    #[arg(long)]
    carriers: bool,
    /// Also minified and compressed, which takes far longer.
    #[arg(long)]
    compress: bool,
    /// The program Hugo, to run beside ours.
    #[arg(long)]
    hugo: Option<PathBuf>,
    /// Writes the portal into this folder, measures nothing.
    #[arg(long)]
    write: Option<PathBuf>,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// The program as it is built for this benchmark.
const KENTONGAN: &str = env!("CARGO_BIN_EXE_kentongan");

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let shape = Shape { pages: arguments.pages, pictures: arguments.pictures, carriers: arguments.carriers };
    if let Some(folder) = &arguments.write {
        return portal::write(folder, shape);
    }
    let folder = tempfile::tempdir()?;
    let portal = folder.path().join("portal");
    portal::write(&portal, shape)?;
    println!("{} pages, the middle of {} runs", arguments.pages, arguments.runs);
    println!("{:<44} {}", "", Figures::HEAD);
    let hugo = arguments.hugo.as_deref().map(|program| peer::hugo(program, &portal, folder.path())).transpose()?;

    let plain = ["--no-minify", "--no-compress"];
    cold("cold", &portal, &plain, hugo.as_ref().map(|hugo| hugo.cold(false)), arguments.runs)?;
    cold("cold, minified", &portal, &plain[1..], hugo.as_ref().map(|hugo| hugo.cold(true)), arguments.runs)?;
    if arguments.compress {
        cold("cold, minified and compressed", &portal, &[], None, 1)?;
    }
    let build = || build(&portal, &plain);
    run(&mut build())?;
    let mut again = Runs::new(arguments.runs);
    again.add_all(|| run(&mut build()))?;
    again.print("nothing changed");
    for (name, edit) in [("one page, its text", edit::body as edit::Edit), ("one page, its title", edit::title)] {
        let mut edited = Runs::new(arguments.runs);
        let mut number = 0;
        edited.add_all(|| {
            number += 1;
            edit(&portal, number)?;
            run(&mut build())
        })?;
        edited.print(name);
    }
    if let Some(hugo) = &hugo {
        let mut again = Runs::new(arguments.runs);
        again.add_all(|| run(&mut hugo.build(false)))?;
        again.print("nothing changed: Hugo");
    }
    edit::served(&portal, KENTONGAN, arguments.runs.max(9))
}

/// Builds from nothing: no output, no cache. Ours and the other's in turn.
fn cold(name: &str, portal: &Path, flags: &[&str], other: Option<peer::Cold>, runs: usize) -> io::Result<()> {
    let (mut ours, mut others) = (Runs::new(runs), Runs::new(runs));
    for _ in 0..runs {
        for made in ["public", ".public.state", ".kentongan"] {
            run::remove(&portal.join(made))?;
        }
        ours.add(run(&mut build(portal, flags))?);
        if let Some(other) = &other {
            others.add(other()?);
        }
    }
    ours.print(name);
    println!("{:<44} {}", "", run::extent(&portal.join("public"))?);
    if other.is_some() {
        others.print(&format!("{name}: Hugo"));
        println!(
            "{:<44} wall {:.2}, CPU {:.2}",
            "  ours is of Hugo's",
            ours.middle().wall / others.middle().wall,
            ours.middle().cpu / others.middle().cpu
        );
    }
    Ok(())
}

fn build(portal: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(KENTONGAN);
    command.current_dir(portal).args(["build", "--date", "2026-11-22"]).args(flags);
    command
}
