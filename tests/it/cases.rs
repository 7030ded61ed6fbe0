//! Every folder in `tests/cases/` is a small site. Its snapshot is what the staff would see.
//!
//! A case may hold a file `hari` (the day it is built for; by default 2026-11-22) and a file
//! `lihat` (outputs whose main part, or whole text, belongs to the snapshot, one a line). With a
//! file `periksa`, what is seen is what `check` finds; with a file `lembar`, posters, pictures to
//! forward and link previews are made, too.

use crate::harness::{self, Built};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[test]
fn every_case_looks_as_reviewed() {
    // Every case is looked at, so that one run leaves all changed snapshots to review.
    let changed: Vec<_> = cases().into_iter().filter(|case| catch_unwind(|| check(case)).is_err()).collect();
    assert!(changed.is_empty(), "not as reviewed: {changed:#?}");
}

/// The folders of all cases, in order.
pub fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| path.join("kentongan.yaml").exists() || path.join("content").exists());
    cases.sort();
    assert!(cases.len() > 10, "the cases are missing");
    cases
}

pub fn build(case: &Path) -> Built {
    let day = read(&case.join("hari")).unwrap_or_else(|| "2026-11-22".into());
    match case.join("lembar").exists() {
        true => harness::build_with_sheets(case, day.trim()),
        false => harness::build(case, day.trim()),
    }
}

fn check(case: &Path) {
    let name = case.file_name().expect("a folder has a name").to_string_lossy().into_owned();
    harness::assert_reviewed(&name, &picture(case, &build(case)));
}

fn picture(case: &Path, built: &Built) -> String {
    let mut picture = match case.join("periksa").exists() {
        true => built.findings_in_both_languages(),
        false => built.messages_in_both_languages(),
    };
    for document in &built.planned.site.unpublished {
        picture.push_str(&format!("not published: {}: {}\n", document.path, document.reason.text().id));
    }
    for path in read(&case.join("lihat")).unwrap_or_default().lines() {
        picture.push_str(&format!("==== {path}\n{}\n", shown(path, built)));
    }
    picture
}

/// What belongs to the snapshot: of a page its main part, of XML one element a line.
fn shown(path: &str, built: &Built) -> String {
    match path.rsplit_once('.') {
        Some((_, "html")) => built.main(path),
        Some((_, "xml")) => built.file(path).replace("><", ">\n<"),
        _ => built.file(path).to_owned(),
    }
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}
