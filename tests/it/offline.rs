//! The second visit: what the worker is given, and what pages tell it.

use crate::harness::{self, Built};
use std::path::Path;

fn case(name: &str, day: &str) -> Built {
    harness::build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name), day)
}

/// The start tag of a page's `html` element.
fn head(built: &Built, path: &str) -> String {
    let html = built.file(path);
    let start = html.find("<html").expect("a page");
    html[start..start + html[start..].find('>').expect("a tag")].to_owned()
}

fn edition(built: &Built) -> String {
    built.file("sw.js").lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_page_says_until_when_its_facts_hold() {
    let built = case("luring", "2026-11-22");
    let penderes_and_ojek = head(&built, "iuran/index.html");
    assert!(penderes_and_ojek.contains("data-edition=\"22 November 2026\""), "{penderes_and_ojek}");
    assert!(penderes_and_ojek.contains("data-until=\"2027-01-01 1 Januari 2027\""), "{penderes_and_ojek}");
    // The discount of transport workers ends later; here the fact stands in the summary alone.
    assert!(head(&built, "ojek/index.html").contains("data-until=\"2027-04-01 1 April 2027\""));
    assert!(!head(&built, "404.html").contains("data-until"));
    let later = case("luring", "2027-04-01");
    assert!(!head(&later, "iuran/index.html").contains("data-until"), "nothing changes any more");
}

#[test]
fn the_worker_knows_the_pages_and_the_words() {
    let built = case("luring", "2026-11-22");
    let worker = built.file("sw.js");
    let pages = r#"const PAGES=["luring/index.html","index.html","iuran/index.html"],WORDS={"id":["Tanpa jaringan.","#;
    assert!(worker.starts_with(pages), "{worker}");
    assert!(worker.lines().filter(|line| line.starts_with("//")).eq([edition(&built)]), "comments are dropped");
}

#[test]
fn only_pages_that_readers_come_to_ask_for_the_worker() {
    let built = case("luring", "2026-11-22");
    assert!(built.file("iuran/index.html").contains("register(\"../sw.js\")"));
    assert!(
        built.file("iuran/index.html").contains("worker-src &#x27;self&#x27;")
            || built.file("iuran/index.html").contains("worker-src 'self'")
    );
    for path in ["404.html", "luring/index.html"] {
        assert!(!built.file(path).contains("serviceWorker"), "{path}");
    }
}

#[test]
fn a_new_edition_is_one_in_which_something_that_is_kept_has_changed() {
    let today = edition(&case("luring", "2026-11-22"));
    assert_eq!(today.len(), "//12345678".len());
    assert_eq!(today, edition(&case("luring", "2026-11-22")));
    assert_ne!(today, edition(&case("luring", "2027-01-01")));
}

#[test]
fn a_portal_without_a_worker_lets_an_earlier_one_go() {
    let built = case("fakta-hari-pertama", "2026-11-22");
    assert!(built.file("sw.js").contains("registration.unregister()"));
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !path.ends_with(".html") || !(text.contains("serviceWorker") || text.contains("data-edition")),
            "{path}"
        );
    }
    assert!(!built.files.contains_key("luring/index.html"));
}
