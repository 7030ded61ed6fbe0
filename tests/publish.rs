//! The output folder: whole files at any moment, nothing of others touched.

#![expect(clippy::disallowed_methods, reason = "these tests make real folders and look into them")]

use kentongan::diagnostic::Diagnostics;
use kentongan::publish::{Changes, CommitError, OpenError, Publication, Record, Wave};
use kentongan::render::Summary;
use kentongan::vocabulary::OutputPath;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A portal's folder. Its outputs are given as paths and texts.
struct Portal {
    folder: TempDir,
}

type Site<'a> = &'a [(&'a str, &'a str)];

impl Portal {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("kentongan.yaml"), "").unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    fn open(&self) -> Publication {
        Publication::open(self.root(), &self.public()).unwrap()
    }

    fn publish(&self, site: Site) -> Result<Changes, CommitError> {
        let publication = self.open();
        let records = render(&publication, site);
        publication.commit(records)
    }

    fn build(&self, site: Site) -> Changes {
        self.publish(site).unwrap()
    }

    fn refuse(&self, site: Site) -> Vec<String> {
        match self.publish(site) {
            Err(CommitError::Refused(problems)) => messages(&problems),
            other => panic!("{other:?}"),
        }
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn modified(&self, path: &str) -> SystemTime {
        self.public().join(path).metadata().unwrap().modified().unwrap()
    }

    /// What a visitor finds: every file and folder below `public/`, without our notes.
    fn published(&self) -> BTreeMap<String, String> {
        let mut all = self.everything();
        all.retain(|path, _| !path.starts_with(".kentongan"));
        all
    }

    fn everything(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        collect(&self.public(), "", &mut all);
        all
    }

    /// Leaves what a build of `site` leaves that is killed after `renames` files are in place.
    fn kill_while_building(&self, site: Site, renames: usize, removed: &[&str]) {
        let paths = site.iter().map(|(path, _)| *path).chain(removed.iter().copied());
        let journal = serde_json::json!({ "version": 1, "paths": paths.collect::<Vec<_>>() });
        self.put("public/.kentongan/journal.json", &journal.to_string());
        self.put(".public.staging/files/left-over.html", "half a pa");
        for (path, text) in &site[..renames] {
            self.put(&format!("public/{path}"), text);
        }
    }
}

/// Stages what is not known yet, as a build does. A text is its own key.
fn render(publication: &Publication, site: Site) -> BTreeMap<OutputPath, Record> {
    let mut records = BTreeMap::new();
    for (path, text) in site {
        let (path, key) = (OutputPath::new(path).unwrap(), (*text).to_owned());
        if publication.unchanged(&path, &key).is_none() {
            publication.stage(&path, text.as_bytes()).unwrap();
        }
        let wave = match path.as_str().rsplit('.').next() {
            Some("html") => Wave::Pages,
            Some("xml") => Wave::Indexes,
            _ => Wave::Assets,
        };
        records.insert(path, Record { key, summary: Summary { bytes: text.len() as u64, ..Summary::default() }, wave });
    }
    records
}

fn collect(folder: &Path, prefix: &str, all: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), all);
            all.insert(format!("{path}/"), String::new());
        } else {
            all.insert(path, fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
}

fn messages(problems: &Diagnostics) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message.en)).collect()
}

fn paths(paths: &[OutputPath]) -> Vec<&str> {
    paths.iter().map(OutputPath::as_str).collect()
}

const SITE: Site<'static> =
    &[("index.html", "home"), ("acara/hut/index.html", "event"), ("sitemap.xml", "map"), ("icon.svg", "drum")];

/// A file of others, whose folder only the test knows.
const NOTE: Site<'static> = &[("catatan.txt", "mine")];

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
fn files_and_folders_of_others_stay() {
    let portal = Portal::new();
    portal.build(SITE);
    portal.put("public/CNAME", "example.org");
    portal.put("public/acara/hut/foto.jpg", "mine");
    fs::create_dir(portal.public().join("kosong")).unwrap();
    portal.build(&[]);
    assert_eq!(
        portal.published().keys().collect::<Vec<_>>(),
        ["CNAME", "acara/", "acara/hut/", "acara/hut/foto.jpg", "kosong/"]
    );
}

#[test]
fn a_file_of_others_at_a_planned_place_is_named_and_nothing_is_touched() {
    let portal = Portal::new();
    portal.build(&[("index.html", "home")]);
    portal.put("public/acara/index.html", "by hand");
    portal.put("public/belajar/catatan.txt", "mine");
    let before = portal.everything();
    let refusals = portal.refuse(&[("index.html", "new"), ("acara/index.html", "list"), ("belajar", "a file")]);
    let named = |path: &str| {
        format!(
            "berkas-asing: {}/{path} is in the place of a page, but kentongan did not make it.",
            portal.public().display()
        )
    };
    assert_eq!(refusals, [named("acara/index.html"), named("belajar")]);
    assert_eq!(portal.everything(), before);
}

#[test]
fn a_file_of_others_with_the_very_same_bytes_becomes_ours() {
    let portal = Portal::new();
    portal.put("public/index.html", "home");
    let changes = portal.build(&[("index.html", "home")]);
    assert_eq!((changes.written.len(), changes.unchanged), (0, 1));
    assert_eq!(paths(&portal.build(&[]).removed), ["index.html"]);
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
fn after_a_killed_build_the_next_equals_a_clean_one() {
    const NEW: Site =
        &[("icon.svg", "DRUM"), ("index.html", "HOME"), ("jadwal/index.html", "new"), ("sitemap.xml", "MAP")];
    for next in [SITE, NEW, &[("index.html", "third")]] {
        for renames in 0..=NEW.len() {
            let (portal, clean) = (Portal::new(), Portal::new());
            portal.build(SITE);
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
fn a_planned_page_may_lie_in_a_folder_of_others() {
    let portal = Portal::new();
    portal.put("public/acara/catatan.txt", "mine");
    portal.build(&[("acara/index.html", "list")]);
    portal.build(&[]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["acara/", "acara/catatan.txt"]);
}

#[test]
fn a_name_that_changes_only_in_case_is_there_under_its_new_spelling() {
    let portal = Portal::new();
    portal.build(&[("Foto.jpg", "same"), ("Formulir/A.pdf", "old")]);
    let changes = portal.build(&[("foto.jpg", "same"), ("formulir/a.pdf", "new")]);
    assert_eq!(paths(&changes.removed), ["Formulir/A.pdf", "Foto.jpg"]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["formulir/", "formulir/a.pdf", "foto.jpg"]);
    assert_eq!(portal.published()["formulir/a.pdf"], "new");
}

#[test]
fn our_notes_are_no_address_for_a_page() {
    let portal = Portal::new();
    let refusals = portal.refuse(&[(".kentongan/manifest.json/index.html", "an alias")]);
    assert_eq!(refusals.len(), 1);
    assert!(!portal.public().exists());
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
fn folders_that_are_no_output_are_refused() {
    let portal = Portal::new();
    portal.put("berkas", "a file");
    portal.put("lain/kentongan.yaml", "");
    let refusal = |output: &str| match Publication::open(portal.root(), &portal.root().join(output)) {
        Err(OpenError::Refused(refusal)) => refusal.code,
        Err(other) => panic!("{output}: {other:?}"),
        Ok(_) => "opened".to_owned(),
    };
    for (output, code) in [
        ("", "keluaran-memuat-portal"),
        ("..", "keluaran-memuat-portal"),
        ("content/..", "keluaran-memuat-portal"),
        ("lain", "keluaran-memuat-portal"),
        ("content", "keluaran-di-naskah"),
        ("content/keluaran", "keluaran-di-naskah"),
        ("themes", "keluaran-di-naskah"),
        ("berkas", "keluaran-bukan-folder"),
        ("public", "opened"),
        ("keluaran/di/dalam", "opened"),
    ] {
        assert_eq!(refusal(output), code, "{output}");
    }
    assert!(fs::read_dir(portal.root().join("content")).unwrap().next().is_none());
}

#[test]
fn damaged_notes_are_refused_with_a_remedy_and_never_believed() {
    let entry = r#"{"version":1,"files":{"../content/a.md":{"key":"","hash":"","size":0,"summary":null}}}"#;
    for damaged in ["", "{", r#"{"version":2,"files":{}}"#, entry] {
        let portal = Portal::new();
        portal.put("public/.kentongan/manifest.json", damaged);
        let Err(OpenError::Refused(refusal)) = Publication::open(portal.root(), &portal.public()) else {
            panic!("{damaged}")
        };
        assert_eq!(refusal.code, "catatan-keluaran-rusak");
    }
}

#[test]
fn every_file_is_whole_at_any_moment() {
    let portal = Portal::new();
    let texts = [("old ".repeat(20_000), "old"), ("new ".repeat(30_000), "new")];
    let site = |version: usize| -> Vec<(String, &str)> {
        (0..20).map(|page| (format!("acara/{page}/index.html"), texts[version].0.as_str())).collect()
    };
    let build = |version: usize| {
        let site = site(version);
        portal.build(&site.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>())
    };
    build(0);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (1..30).for_each(|round| {
                assert_eq!(build(round % 2).written.len(), 20);
            });
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            for (path, _) in site(0) {
                let text = fs::read_to_string(portal.public().join(&path)).unwrap();
                assert!(texts.iter().any(|(whole, _)| *whole == text), "{path} is cut off");
            }
        }
    });
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn an_output_that_is_a_link_is_refused() {
        let portal = Portal::new();
        fs::create_dir(portal.root().join("asli")).unwrap();
        symlink("asli", portal.public()).unwrap();
        for output in ["public", "public/"] {
            let opened = Publication::open(portal.root(), &portal.root().join(output));
            assert!(matches!(opened, Err(OpenError::Refused(refusal)) if refusal.code == "keluaran-pintasan"));
        }
    }

    #[test]
    fn nothing_is_written_or_removed_through_a_link_in_the_output() {
        let portal = Portal::new();
        portal.build(SITE);
        portal.put("luar/hut/index.html", "event");
        fs::remove_dir_all(portal.public().join("acara")).unwrap();
        symlink("../luar", portal.public().join("acara")).unwrap();
        fs::remove_file(portal.public().join("index.html")).unwrap();
        symlink("../kentongan.yaml", portal.public().join("index.html")).unwrap();
        let link = |path: &str| format!("{}/{path} is only a link to another place.", portal.public().display());
        let refusals = portal.refuse(&[("index.html", "HOME"), ("acara/hut/index.html", "EVENT")]);
        assert!(refusals[0].contains(&link("acara")) && refusals[1].contains(&link("index.html")), "{refusals:?}");
        assert!(portal.refuse(&[])[0].contains(&link("acara")));
        assert_eq!(fs::read_to_string(portal.root().join("luar/hut/index.html")).unwrap(), "event");
        assert_eq!(fs::read_to_string(portal.root().join("kentongan.yaml")).unwrap(), "");
    }

    #[test]
    fn notes_that_are_links_are_refused() {
        for path in ["public/.kentongan", ".public.state"] {
            let portal = Portal::new();
            portal.put("public/catatan.txt", NOTE[0].1);
            symlink("kentongan.yaml", portal.root().join(path)).unwrap();
            let opened = Publication::open(portal.root(), &portal.public());
            assert!(matches!(opened, Err(OpenError::Refused(refusal)) if refusal.code == "pintasan-di-keluaran"));
            assert_eq!(fs::read_to_string(portal.root().join("kentongan.yaml")).unwrap(), "");
        }
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_a_failure_of_the_machine() {
        let portal = Portal::new();
        portal.build(SITE);
        let before = portal.everything();
        let set_mode = |mode| {
            for place in [portal.public(), portal.public().join(".kentongan")] {
                fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        set_mode(0o555);
        // Root may write anywhere.
        let is_root = fs::write(portal.public().join("probe"), "").is_ok();
        if !is_root {
            assert!(matches!(portal.publish(&[("new.html", "new")]), Err(CommitError::Io(_))));
            assert_eq!(portal.everything(), before);
        }
        set_mode(0o755);
    }
}
