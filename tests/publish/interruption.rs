//! Builds that are killed, that meet one another, or that somebody watches.

use super::portal::{Portal, SITE, Site, render};
use kentongan::publish::{OpenError, Publication};
use kentongan::vocabulary::OutputPath;
use std::cell::Cell;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

#[test]
fn after_a_killed_build_the_next_equals_a_clean_one() {
    const NEW: Site =
        &[("icon.svg", "DRUM"), ("index.html", "HOME"), ("jadwal/index.html", "new"), ("sitemap.xml", "MAP")];
    let nexts: [Site; 3] = [SITE, NEW, &[("index.html", "third")]];
    for (first, next) in nexts.iter().flat_map(|next| [(SITE, next), (&[], next)]) {
        for renames in 0..=NEW.len() {
            let (portal, clean) = (Portal::new(), Portal::new());
            portal.build(first);
            portal.kill_while_building(NEW, renames, &["acara/hut/index.html"]);
            portal.build(next);
            clean.build(next);
            assert_eq!(portal.everything(), clean.everything(), "{renames} renames");
            assert!(!portal.root().join(".public.staging").exists());
        }
    }
}

#[test]
fn a_build_that_ends_early_does_not_forget_a_killed_one() {
    let portal = Portal::new();
    portal.build(SITE);
    portal.kill_while_building(&[("baru/index.html", "new")], 1, &[]);
    render(&portal.open(), &[("index.html", "a dead link")]);
    portal.build(SITE);
    assert!(!portal.public().join("baru").exists());
}

#[test]
fn two_builds_at_once_wait_or_are_told_who_is_at_work() {
    let portal = Portal::new();
    let first = portal.open();
    let me = Some(std::process::id());
    assert!(matches!(Publication::open(portal.root(), &portal.public()), Err(OpenError::Busy(who)) if who == me));

    let told = Cell::new(None);
    let wait =
        |patience| Publication::open_patiently(portal.root(), &portal.public(), patience, &|process| told.set(process));
    assert!(matches!(wait(Duration::from_millis(200)), Err(OpenError::Busy(_))));
    assert_eq!(told.get(), me);
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(Duration::from_millis(300));
            drop(first);
        });
        assert!(wait(Duration::from_secs(60)).is_ok());
    });
}

#[test]
fn every_file_is_whole_at_any_moment() {
    let portal = Portal::new();
    let texts = ["old ".repeat(20_000), "new ".repeat(30_000)];
    let site = |version: usize| -> Vec<(String, &str)> {
        (0..20).map(|page| (format!("acara/{page}/index.html"), texts[version].as_str())).collect()
    };
    let build = |version: usize| {
        let site = site(version);
        portal.build(&site.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>())
    };
    build(0);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (1..=9).for_each(|round| {
                assert_eq!(build(round % 2).written.len(), 20);
            });
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            for (path, _) in site(0) {
                let text = fs::read_to_string(portal.public().join(&path)).unwrap();
                assert!(texts.contains(&text), "{path} is cut off");
            }
        }
    });
}

#[test]
fn a_first_portal_is_there_at_once_or_not_at_all() {
    let portal = Portal::new();
    let pages: Vec<(String, &str)> = (0..200).map(|page| (format!("acara/{page}/index.html"), "page")).collect();
    let site: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            assert_eq!(portal.build(&site).written.len(), 200);
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            if portal.public().exists() {
                assert_eq!(portal.published().len(), 401, "with its folders");
            }
        }
    });
    assert!(portal.public().join(".kentongan/manifest.json").exists());
    assert_eq!(portal.build(&site).unchanged, 200);
}

#[test]
fn a_first_build_that_was_killed_leaves_nothing_to_the_next() {
    let (portal, clean) = (Portal::new(), Portal::new());
    // As it is just before the folder appears.
    let publication = portal.open();
    publication.stage(&OutputPath::new("index.html").unwrap(), b"home").unwrap();
    portal.put(".public.staging/files/.kentongan/manifest.json", "{\"version\": 1, \"files\": {}}");
    portal.put(".public.staging/files/lama.html", "of the build that died");
    std::mem::forget(publication);
    assert!(!portal.public().exists());
    fs::remove_file(portal.root().join(".public.state")).unwrap();
    portal.build(SITE);
    clean.build(SITE);
    assert_eq!(portal.everything(), clean.everything());
    assert!(!portal.root().join(".public.staging").exists());
}

#[test]
fn what_others_put_there_while_the_first_build_runs_stays() {
    let portal = Portal::new();
    let publication = portal.open();
    let records = render(&publication, SITE);
    portal.put("public/catatan.txt", "mine");
    assert_eq!(publication.commit(records).unwrap().written.len(), SITE.len());
    assert_eq!(portal.published()["catatan.txt"], "mine");
    assert_eq!(portal.published()["index.html"], "home");

    let portal = Portal::new();
    let publication = portal.open();
    let records = render(&publication, SITE);
    portal.put("public/index.html", "mine");
    assert!(publication.commit(records).is_err());
    assert_eq!(portal.published().len(), 1);
}
