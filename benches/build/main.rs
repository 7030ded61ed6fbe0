//! How long the stages take on portals of 100 and 1,000 documents: `cargo bench`.
//!
//! The corpus is deterministic, so that two runs compare. Figures are for people; no test reads them.

mod corpus;

use kentongan::config::Overrides;
use kentongan::diagnostic::Diagnostics;
use kentongan::output::nothing_made;
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::supplies::NoSupplies;
use kentongan::render::{Finish, Minify};
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
    bencher.bench(|| planned(&tree, Finish::PREVIEW));
}

/// All outputs of a planned portal, in one thread.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&corpus::tree(&corpus::files(documents)), Finish::PREVIEW);
    bencher.bench(|| render_all(&planned));
}

/// The same, minified.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render_minified(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&corpus::tree(&corpus::files(documents)), MINIFIED);
    bencher.bench(|| render_all(&planned));
}

fn planned(tree: &SourceTree, finish: Finish) -> Planned {
    let request = Request {
        day: Day::Given(Date::parse("2026-11-22").expect("a day")),
        drafts: Drafts::LeaveOut,
        overrides: Overrides::default(),
        finish,
    };
    pipeline::plan(tree, &request, Diagnostics::default())
}

/// As published, but not compressed: that takes far longer than all else, and once for each change.
const MINIFIED: Finish = Finish { minify: Minify::On, ..Finish::PREVIEW };

fn render_all(planned: &Planned) -> usize {
    // The corpus has no assets, so nothing is read here.
    let pages = planned.outputs.iter().map(|output| {
        let prepared = planned.prepare(output, &nothing_made);
        planned.render(output, prepared, &NoSupplies).expect("the corpus has no assets").bytes.len()
    });
    pages.sum()
}
