//! The output folder: whole files at any moment, nothing of others touched.

#![expect(clippy::disallowed_methods, reason = "these tests make real folders and look into them")]

#[path = "publish/interruption.rs"]
mod interruption;
#[cfg(unix)]
#[path = "publish/killed.rs"]
mod killed;
#[cfg(target_os = "linux")]
#[path = "publish/machine.rs"]
mod machine;
#[path = "publish/obstacle.rs"]
mod obstacle;
#[path = "publish/portal.rs"]
mod portal;
#[path = "publish/program.rs"]
mod program;
#[path = "publish/together.rs"]
mod together;

use kentongan::publish::{Changes, CommitError};
use kentongan::vocabulary::OutputPath;
use portal::{Portal, SITE, Site, paths, render};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample;
use std::fs;
use std::thread;
use std::time::Duration;

#[test]
fn a_first_build_writes_everything_assets_first_and_indexes_last() {
    let portal = Portal::new();
    let changes = portal.build(SITE);
    assert_eq!(paths(&changes.written), ["icon.svg", "acara/hut/index.html", "index.html", "sitemap.xml"]);
    assert_eq!((changes.removed.len(), changes.unchanged), (0, 0));
    assert_eq!(portal.published()["acara/hut/index.html"], "event");
    assert!(!portal.root().join(".public.staging").exists());
    assert!(!portal.public().join(".kentongan/journal.json").exists());
}

#[test]
fn a_second_build_of_the_same_site_touches_nothing() {
    let portal = Portal::new();
    portal.build(SITE);
    let times = |portal: &Portal| portal.everything().keys().map(|path| portal.modified(path)).collect::<Vec<_>>();
    let before = times(&portal);
    thread::sleep(Duration::from_millis(20));
    let publication = portal.open();
    let known = publication.unchanged(&OutputPath::new("index.html").unwrap(), "home").unwrap().clone();
    assert_eq!(known.bytes, 4);
    let records = render(&publication, SITE);
    assert_eq!(publication.commit(records).unwrap(), Changes { unchanged: 4, ..Changes::default() });
    assert_eq!(times(&portal), before);
}

#[test]
fn only_what_differs_is_written() {
    let portal = Portal::new();
    portal.build(SITE);
    let before = portal.modified("acara/hut/index.html");
    thread::sleep(Duration::from_millis(20));
    let changes = portal.build(&[("index.html", "home, new"), SITE[1], SITE[2], SITE[3]]);
    assert_eq!((paths(&changes.written), changes.unchanged), (vec!["index.html"], 3));
    assert_eq!(portal.modified("acara/hut/index.html"), before);
}

#[test]
fn the_same_site_gives_the_same_output_on_every_machine() {
    let (one, other) = (Portal::new(), Portal::new());
    one.build(SITE);
    other.build(&[("index.html", "older"), ("old.html", "old")]);
    other.build(SITE);
    assert_eq!(one.everything(), other.everything(), "the manifest included");
}

#[test]
fn a_page_that_is_no_longer_planned_goes_with_its_empty_folders() {
    let portal = Portal::new();
    portal.build(SITE);
    let changes = portal.build(&SITE[..1]);
    assert_eq!(paths(&changes.removed), ["acara/hut/index.html", "icon.svg", "sitemap.xml"]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["index.html"]);
}

#[test]
fn a_build_with_errors_leaves_no_trace() {
    let portal = Portal::new();
    portal.build(SITE);
    let before = portal.everything();
    let publication = portal.open();
    render(&publication, &[("index.html", "a dead link"), ("new.html", "new")]);
    assert!(portal.root().join(".public.staging").exists());
    drop(publication);
    assert_eq!(portal.everything(), before);
    assert!(!portal.root().join(".public.staging").exists());

    let fresh = Portal::new();
    render(&fresh.open(), SITE);
    assert!(!fresh.public().exists());
}

#[test]
fn a_page_changed_or_deleted_by_hand_is_put_right() {
    let portal = Portal::new();
    portal.build(SITE);
    portal.put("public/index.html", "HOME");
    fs::remove_file(portal.public().join("sitemap.xml")).unwrap();
    assert_eq!(paths(&portal.build(SITE).written), ["index.html", "sitemap.xml"]);
    assert_eq!(portal.published()["index.html"], "home");
}

#[test]
fn a_copied_portal_is_compared_and_not_rewritten() {
    let portal = Portal::new();
    portal.build(SITE);
    fs::remove_file(portal.root().join(".public.state")).unwrap();
    let before = portal.modified("index.html");
    assert_eq!(portal.build(SITE), Changes { unchanged: 4, ..Changes::default() });
    assert_eq!(portal.modified("index.html"), before);
}

#[test]
fn a_page_becomes_a_folder_and_a_folder_a_page() {
    const PAGE: Site = &[("a", "page")];
    const FOLDER: Site = &[("a/b/index.html", "deep"), ("a/c.html", "page")];
    let portal = Portal::new();
    portal.build(PAGE);
    for (site, gone, paths_then) in [
        (FOLDER, vec!["a"], vec!["a/", "a/b/", "a/b/index.html", "a/c.html"]),
        (PAGE, vec!["a/b/index.html", "a/c.html"], vec!["a"]),
    ] {
        assert_eq!(paths(&portal.build(site).removed), gone);
        assert_eq!(portal.published().keys().collect::<Vec<_>>(), paths_then);
    }
    portal.build(FOLDER);
    portal.put("public/a/b/catatan.txt", "mine");
    assert!(portal.refuse(PAGE)[0].contains("public/a/b/catatan.txt"));
}

#[test]
fn a_name_that_changes_only_in_case_is_there_under_its_new_spelling() {
    let portal = Portal::new();
    portal.build(&[("Foto.jpg", "same"), ("Formulir/A.pdf", "old")]);
    let changes = portal.build(&[("foto.jpg", "same"), ("formulir/a.pdf", "new")]);
    assert_eq!(paths(&changes.removed), ["Formulir/A.pdf", "Foto.jpg"]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["formulir/", "formulir/a.pdf", "foto.jpg"]);
    assert_eq!(portal.published()["formulir/a.pdf"], "new");
    portal.build(&[("FOTO.jpg", "other"), ("Formulir/a.pdf", "new")]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["FOTO.jpg", "Formulir/", "Formulir/a.pdf"]);
    portal.build(&[]);
    assert!(portal.published().is_empty());
}

#[test]
fn an_output_is_not_the_folder_of_another() {
    let portal = Portal::new();
    portal.build(&[("a/b", "page")]);
    let publication = portal.open();
    let mut records = render(&publication, &[("a/b", "page")]);
    records.extend(render(&publication, &[("a", "file")]));
    assert!(matches!(publication.commit(records), Err(CommitError::Io(_))));
    assert_eq!(portal.published()["a/b"], "page");
}

/// A site of a few pages whose places exclude, contain and resemble one another.
fn any_site() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    const PLACES: [&str; 8] = ["a", "A", "a/b", "a/B", "A/b/index.html", "a/b/index.html", "c/d/e.xml", "index.html"];
    let page = (sample::select(&PLACES[..]), sample::select(&["one", "two", "three!"][..]));
    vec(page, 0..6).prop_map(|pages| {
        let mut site: Vec<(&str, &str)> = Vec::new();
        for (path, text) in pages {
            let folded = |path: &str| format!("{}/", path.to_lowercase());
            let excludes =
                |other: &str| folded(path).starts_with(&folded(other)) || folded(other).starts_with(&folded(path));
            // On a disk that folds case, one folder cannot have two spellings.
            let respells = |other: &str| path[..1] != other[..1] && path[..1].eq_ignore_ascii_case(&other[..1]);
            if !site.iter().any(|(other, _)| excludes(other) || respells(other)) {
                site.push((path, text));
            }
        }
        site
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_came_before_the_output_equals_a_clean_one(sites in vec(any_site(), 1..6)) {
        let (portal, clean) = (Portal::new(), Portal::new());
        portal.put("public/catatan/mine.txt", "mine");
        clean.put("public/catatan/mine.txt", "mine");
        for site in &sites {
            portal.build(site);
        }
        clean.build(sites.last().unwrap());
        prop_assert_eq!(portal.published(), clean.published());
    }
}
