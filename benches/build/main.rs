//! How long the stages take on portals of 100 and 1,000 documents: `cargo bench`.
//!
//! The corpus is deterministic, so that two runs compare. Figures are for people; no test reads them.

mod corpus;

use kentongan::config::Overrides;
use kentongan::diagnostic::Diagnostics;
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::Minify;
use kentongan::site::Drafts;
use kentongan::source::SourceTree;
use kentongan::vocabulary::Date;

const SIZES: [usize; 2] = [100, 1_000];

fn main() {
    divan::main();
}

/// Decoding every file of the folder.
#[divan::bench(args = SIZES)]
fn read(bencher: divan::Bencher, documents: usize) {
    let files = corpus::files(documents);
    bencher.bench(|| corpus::tree(&files));
}

/// From decoded files to the plan of all outputs.
#[divan::bench(args = SIZES)]
fn plan(bencher: divan::Bencher, documents: usize) {
    let tree = corpus::tree(&corpus::files(documents));
    bencher.bench(|| planned(&tree, Minify::Off));
}

/// All outputs of a planned portal, in one thread.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&corpus::tree(&corpus::files(documents)), Minify::Off);
    bencher.bench(|| render_all(&planned));
}

/// The same, minified.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render_minified(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&corpus::tree(&corpus::files(documents)), Minify::On);
    bencher.bench(|| render_all(&planned));
}

fn planned(tree: &SourceTree, minify: Minify) -> Planned {
    let request = Request {
        day: Day::Given(Date::parse("2026-11-22").expect("a day")),
        drafts: Drafts::LeaveOut,
        overrides: Overrides::default(),
        minify,
    };
    pipeline::plan(tree, &request, Diagnostics::default())
}

fn render_all(planned: &Planned) -> usize {
    let no_assets = |_: &_| Ok(Vec::new());
    planned
        .outputs
        .iter()
        .map(|output| {
            let prepared = planned.prepare(output);
            planned.render(output, prepared, &no_assets).expect("the corpus has no assets").bytes.len()
        })
        .sum()
}
