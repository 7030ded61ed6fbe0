//! Every folder in `tests/cases/` is a small site. Its snapshot is what the staff would see.
//!
//! A case may hold a file `hari` (the day it is built for; by default 2026-11-22) and a file
//! `lihat` (outputs whose main part, or whole text, belongs to the snapshot, one a line).

use crate::harness::{self, Built};
use kentongan::report::Speech;
use std::fs;
use std::path::Path;

#[test]
fn every_case_looks_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    cases.retain(|path| path.join("kentongan.yaml").exists() || path.join("content").exists());
    cases.sort();
    assert!(cases.len() > 10, "the cases are missing");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for case in cases {
        let name = case.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let day = read(&case.join("hari")).unwrap_or_else(|| "2026-11-22".into());
        let built = harness::build(&case, day.trim());
        settings.bind(|| insta::assert_snapshot!(name.as_str(), picture(&case, &built)));
    }
}

fn picture(case: &Path, built: &Built) -> String {
    let mut picture = String::new();
    let messages = built.messages(Speech::Indonesian);
    if !messages.is_empty() {
        picture.push_str(&format!("{messages}---- in English ----\n\n{}", built.messages(Speech::English)));
    }
    for document in &built.planned.site.unpublished {
        picture.push_str(&format!("not published: {}: {}\n", document.path, document.reason.text().id));
    }
    for path in read(&case.join("lihat")).unwrap_or_default().lines() {
        let shown = if path.ends_with(".html") { built.main(path) } else { built.file(path).to_owned() };
        picture.push_str(&format!("==== {path}\n{shown}\n"));
    }
    picture
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}
