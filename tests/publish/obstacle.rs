//! What is not ours: kept, named, never written through.

use super::portal::{Portal, SITE, paths};
use kentongan::publish::{OpenError, Publication};
use kentongan::render::Summary;
use std::fs;

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
            "berkas-asing: {}/{path} stands where the portal needs its place, but kentongan did not make it.",
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
fn a_planned_page_may_lie_in_a_folder_of_others() {
    let portal = Portal::new();
    portal.put("public/acara/catatan.txt", "mine");
    portal.build(&[("acara/index.html", "list")]);
    portal.build(&[]);
    assert_eq!(portal.published().keys().collect::<Vec<_>>(), ["acara/", "acara/catatan.txt"]);
}

#[test]
fn our_notes_are_no_address_for_a_page() {
    let portal = Portal::new();
    let refusals = portal.refuse(&[(".kentongan/manifest.json/index.html", "an alias")]);
    assert_eq!(refusals.len(), 1);
    assert!(!portal.public().exists());
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
    let outside = format!(
        r#"{{"version":1,"files":{{"../content/a.md":{{"key":"","hash":"","size":0,"summary":{}}}}}}}"#,
        serde_json::to_string(&Summary::default()).unwrap()
    );
    for damaged in ["", "{", r#"{"version":2,"files":{}}"#, &outside] {
        let portal = Portal::new();
        portal.put("public/.kentongan/manifest.json", damaged);
        let Err(OpenError::Refused(refusal)) = Publication::open(portal.root(), &portal.public()) else {
            panic!("{damaged}")
        };
        assert_eq!(refusal.code, "catatan-keluaran-rusak");
    }
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::symlink;

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
            portal.put("public/catatan.txt", "mine");
            symlink("kentongan.yaml", portal.root().join(path)).unwrap();
            let opened = Publication::open(portal.root(), &portal.public());
            assert!(matches!(opened, Err(OpenError::Refused(refusal)) if refusal.code == "pintasan-di-keluaran"));
            assert_eq!(fs::read_to_string(portal.root().join("kentongan.yaml")).unwrap(), "");
        }
    }
}
