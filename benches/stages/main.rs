//! How long the stages take on portals of 100 and 1,000 documents: `cargo bench`.
//!
//! The corpus is deterministic, so that two runs compare. Figures are for people; no test reads them.

#[path = "../whole/corpus.rs"]
mod corpus;

use corpus::Shape;
use kentongan::config::Overrides;
use kentongan::diagnostic::Diagnostics;
use kentongan::output::nothing_made;
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::supplies::NoSupplies;
use kentongan::render::{Finish, Minify};
use kentongan::site::Drafts;
use kentongan::source::SourceTree;
use kentongan::vocabulary::{Date, SourcePath};

const SIZES: [usize; 2] = [100, 1_000];

fn main() {
    divan::main();
}

/// Decoding every file of the folder.
#[divan::bench(args = SIZES)]
fn read(bencher: divan::Bencher, documents: usize) {
    let files = files(documents);
    bencher.bench(|| tree(&files));
}

/// From decoded files to the plan of all outputs.
#[divan::bench(args = SIZES)]
fn plan(bencher: divan::Bencher, documents: usize) {
    let tree = tree(&files(documents));
    bencher.bench(|| planned(&tree, Finish::PREVIEW));
}

/// All outputs of a planned portal, in one thread.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&tree(&files(documents)), Finish::PREVIEW);
    bencher.bench(|| render_all(&planned));
}

/// The same, minified.
#[divan::bench(args = SIZES, sample_count = 10)]
fn render_minified(bencher: divan::Bencher, documents: usize) {
    let planned = planned(&tree(&files(documents)), MINIFIED);
    bencher.bench(|| render_all(&planned));
}

/// The files of a portal without pictures, which only `read` would look at.
fn files(pages: usize) -> Vec<(String, String)> {
    corpus::files(Shape { pages, pictures: false, carriers: true })
}

/// The same files, decoded.
fn tree(files: &[(String, String)]) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in files {
        let path = SourcePath::new(path).expect("a sound path");
        tree.insert(path, text.as_bytes(), &mut Diagnostics::default());
    }
    tree.complete_with_built_in_theme();
    tree
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
