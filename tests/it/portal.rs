//! The repository's own portal: it builds on any day, and keeps its promises.

use crate::harness;
use kentongan::diagnostic::Severity;
use kentongan::report::Speech;
use std::path::Path;

#[test]
fn the_portal_builds_today_and_later() {
    for day in ["2026-11-22", "2027-06-01", "2030-01-01"] {
        let built = harness::build_portal_with_sheets(Path::new(env!("CARGO_MANIFEST_DIR")), day);
        let errors: Vec<_> = built.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "on {day}: {errors:#?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (first, second) = (harness::build_portal(root, "2026-11-22"), harness::build_portal(root, "2026-11-22"));
    assert_eq!(first.files, second.files);
}

#[test]
fn what_must_never_be_shown_is_nowhere() {
    let built = harness::build_portal(Path::new(env!("CARGO_MANIFEST_DIR")), "2026-11-22");
    // Facts on hold: an address, a head of office, numbers that were never confirmed.
    let forbidden = ["Dr. Angka", "Ramdhoni", "Romdhoni", "0813-8007-0175", "0811-9115-910", "1500910", "SMS 2757"];
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        for words in forbidden {
            assert!(!text.contains(words), "{path} shows \"{words}\"");
        }
    }
}

#[test]
fn every_page_says_who_speaks() {
    let built = harness::build_portal(Path::new(env!("CARGO_MANIFEST_DIR")), "2026-11-22");
    let notice = "Bukan situs resmi BPJS Ketenagakerjaan. Resmi: bpjsketenagakerjaan.go.id, telepon 175";
    for output in built.planned.outputs.iter().filter(|output| output.subject.is_page()) {
        let html = built.file(output.path.as_str());
        assert!(html.contains(notice) || html.contains(" lang=en>"), "{}", output.path);
        assert!(!html.contains("GovernmentService"), "{}", output.path);
        assert!(!html.contains(" style="), "{}", output.path);
    }
}

#[test]
fn the_fixture_portal_has_nothing_to_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal");
    for day in ["2026-11-22", "2027-04-01", "2030-01-01"] {
        let built = harness::build_portal_with_sheets(&root, day);
        assert!(built.problems.is_empty(), "on {day}: {}", built.messages(Speech::Indonesian));
        assert!(built.planned.site.unpublished.is_empty(), "{:?}", built.planned.site.unpublished);
    }
}
