//! What happens to the project, and to the program, between the plan of a portal and its last file.

use crate::harness::{self, CONFIG, HOME, assert_reviewed, write};
use kentongan::cache::Workshop;
use kentongan::check::Summaries;
use kentongan::config::{Overrides, Sheets};
use kentongan::diagnostic::Diagnostics;
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::{Finish, Supplies};
use kentongan::site::Drafts;
use kentongan::source::read::{self, Changed};
use kentongan::source::{SourceFile, SourceTree};
use kentongan::vocabulary::{Date, SourcePath};
use std::fs;
use std::io;
use std::path::Path;
use tempfile::TempDir;

const FORM: &str = "content/_unduhan/formulir.pdf";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), FORM, "formulir");
    write(folder.path(), "rahasia.txt", "rahasia");
    folder
}

fn plan(root: &Path) -> (SourceTree, Planned) {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).expect("the folder can be read");
    let day = Day::Given(Date::parse("2026-11-22").expect("a day"));
    let overrides = Overrides { sheets: Sheets::LeaveOut, ..Overrides::default() };
    let request = Request { day, drafts: Drafts::LeaveOut, overrides, finish: Finish::PREVIEW };
    let planned = pipeline::plan(&source, &request, diagnostics);
    (source, planned)
}

/// Makes every output, once `change` has happened.
fn make_after(change: impl FnOnce(&Path)) -> io::Result<usize> {
    let project = project();
    let (_, planned) = plan(project.path());
    change(project.path());
    let workshop = Workshop::without_cache(project.path());
    let made = planned.make_all(&|output, sizes| {
        let rendered = planned.render(output, planned.prepare(output, sizes), &workshop)?;
        Ok((rendered.summary.into(), ()))
    });
    made.map(|made| made.len())
}

fn assert_refused(change: impl FnOnce(&Path)) {
    let refusal = make_after(change).expect_err("the file is another one");
    let changed = refusal.get_ref().and_then(|error| error.downcast_ref::<Changed>());
    assert_eq!(changed.map(|Changed(path)| path.as_str()), Some(FORM));
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_published_under_the_name_of_the_old_one() {
    assert!(make_after(|_| {}).is_ok());
    assert!(make_after(|root| write(root, FORM, "formulir")).is_ok(), "saved anew, as it was");
    assert_refused(|root| write(root, FORM, "formulir baru"));
    assert_refused(|root| fs::remove_file(root.join(FORM)).expect("it was there"));
}

#[cfg(unix)]
#[test]
fn a_link_that_appears_after_the_plan_is_not_followed() {
    use std::os::unix::fs::symlink;
    let replace = |root: &Path, target: &str| {
        fs::remove_file(root.join(FORM)).expect("it was there");
        symlink(target, root.join(FORM)).expect("a link");
    };
    assert_refused(|root| replace(root, "../../rahasia.txt"));
    // Even one whose bytes are the same: nobody knows what it shows a moment later.
    assert_refused(|root| {
        write(root, "salinan.pdf", "formulir");
        replace(root, "../../salinan.pdf");
    });
    assert_refused(|root| replace(root, "/dev/zero"));
    assert_refused(|root| {
        let (folder, elsewhere) = (root.join("content/_unduhan"), root.join("lain"));
        fs::rename(&folder, &elsewhere).expect("moved");
        symlink(&elsewhere, &folder).expect("a link");
    });
}

#[cfg(unix)]
#[test]
fn a_pipe_that_appears_after_the_plan_keeps_nobody_waiting() {
    assert_refused(|root| {
        fs::remove_file(root.join(FORM)).expect("it was there");
        let made = std::process::Command::new("mkfifo").arg(root.join(FORM)).status();
        assert!(made.expect("mkfifo is there").success());
    });
}

#[test]
fn every_file_has_the_hash_by_which_it_is_asked_for() {
    let project = project();
    let (source, _) = plan(project.path());
    let Some(SourceFile::Asset(asset)) = source.get(FORM) else { panic!("{FORM} is an asset") };
    let path = SourcePath::new(FORM).expect("a sound path");
    assert_eq!(read::read_asset(project.path(), &path, &asset.hash).expect("the file"), b"formulir");
}

/// Supplies over which the program stumbles, as over a library that panics.
struct Stumbling;

impl Supplies for Stumbling {
    fn file(&self, _: &SourcePath, _: &blake3::Hash) -> io::Result<Vec<u8>> {
        panic!("a library panics on purpose")
    }

    fn recall(&self, _: &blake3::Hash) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &blake3::Hash, _: &[u8]) {}
}

#[test]
fn a_file_over_which_a_library_panics_is_named_and_takes_no_other_with_it() {
    let project = project();
    let (source, planned) = plan(project.path());
    let mut summaries = Summaries::new();
    let made = planned.make_all(&|output, sizes| {
        let rendered = planned.render(output, planned.prepare(output, sizes), &Stumbling)?;
        Ok((rendered.summary.into(), rendered.bytes.len()))
    });
    for made in made.expect("no file of the project is missing") {
        assert_eq!(made.product == 0, made.path.as_str().ends_with(".pdf"), "{}", made.path);
        summaries.insert(made.path, made.summary);
    }
    let problems = planned.problems(&summaries).sorted();
    assert_reviewed("berkas-membuat-tersandung", &harness::in_both_languages(&problems, &source));
}
