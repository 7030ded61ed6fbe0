//! A build in which nothing changed says what the last one said, and ends before anything is planned.

use crate::harness::{CONFIG, HOME, write};
use assert_cmd::Command;
use serde_json::Value;
use std::fs::{self, File};
use std::path::Path;
use tempfile::TempDir;

const PAGE: &str = "---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\nTanyakan ke [175](tel:175).\n";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // An address that only stands for one is warned of.
    write(folder.path(), "kentongan.yaml", &CONFIG.replace("portal-uji.desa", "portal.example"));
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/iuran.md", PAGE);
    write(folder.path(), "content/nanti.md", &PAGE.replace("---\njudul", "---\nterbit: 2027-01-01\njudul"));
    folder
}

fn say(root: &Path, flags: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kentongan"))
        .current_dir(root)
        .arg("build")
        .args(flags)
        .args(if flags.contains(&"--date") { [].as_slice() } else { &["--date", "2026-11-22"] })
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
    (text(output.stdout), text(output.stderr))
}

fn build(root: &Path, flags: &[&str]) -> Value {
    let (json, _) = say(root, &[flags, &["--json", "--timings"]].concat());
    serde_json::from_str(&json).expect("JSON")
}

/// Whether anything had to be planned.
fn is_planned(built: &Value) -> bool {
    built["timings"]["steps"].as_array().expect("a list").iter().any(|step| step["step"] == "plan")
}

#[test]
fn what_is_said_is_the_same() {
    let project = project();
    let mut first = build(project.path(), &[]);
    let mut second = build(project.path(), &[]);
    assert!(is_planned(&first) && !is_planned(&second));
    assert_eq!(
        (&second["written"], &second["removed"], &second["made"]),
        (&Value::from(Vec::<Value>::new()), &Value::from(Vec::<Value>::new()), &Value::from(0))
    );
    for built in [&mut first, &mut second] {
        for own in ["written", "made", "timings"] {
            built.as_object_mut().expect("an object").remove(own);
        }
    }
    assert_eq!(first, second);
    assert!(
        !first["pages"].as_array().expect("a list").is_empty()
            && !first["diagnostics"].as_array().expect("a list").is_empty()
    );

    for language in ["id", "en"] {
        let quick = say(project.path(), &["--lang", language]);
        fs::remove_dir_all(project.path().join(".kentongan")).expect("the cache can be deleted");
        assert_eq!(quick, say(project.path(), &["--lang", language]));
    }
}

#[test]
fn whatever_changes_is_built() {
    let project = project();
    let root = project.path();
    let is_built = |flags: &[&str], what: &str| {
        assert!(is_planned(&build(root, flags)), "{what}");
        assert!(!is_planned(&build(root, flags)), "again: {what}");
    };
    is_built(&[], "the first time");
    write(root, "content/iuran.md", &PAGE.replace("Tanyakan", "Tanyalah"));
    is_built(&[], "a page");
    let page = root.join("content/iuran.md");
    let modified = page.metadata().and_then(|metadata| metadata.modified()).expect("a time");
    write(root, "content/iuran.md", PAGE);
    File::options().write(true).open(&page).and_then(|file| file.set_modified(modified)).expect("a time can be set");
    is_built(&[], "a page whose size and time stayed");
    write(root, "content/baru.md", PAGE);
    is_built(&[], "a new page");
    fs::remove_file(root.join("content/baru.md")).expect("a page can be deleted");
    is_built(&[], "a page less");
    write(root, "kentongan.yaml", &CONFIG.replace("nama: ", "nama: Portal "));
    is_built(&[], "the configuration");
    is_built(&["--draf"], "drafts");
    is_built(&["--date", "2027-01-01"], "the day");
    is_built(&["--no-compress"], "the finish");
    is_built(&["--base-url", "https://lain.contoh/"], "the address");
    is_built(&[], "all as before");
}

#[test]
fn whoever_touches_the_output_makes_it_whole_again() {
    let project = project();
    let root = project.path();
    let file = root.join("public/iuran/index.html");
    build(root, &[]);
    let published = fs::read(&file).expect("a page");
    let mends = |what: &str| {
        assert!(is_planned(&build(root, &[])), "{what}");
        assert_eq!(fs::read(&file).expect("a page"), published, "{what}");
        assert!(!is_planned(&build(root, &[])), "again: {what}");
    };
    fs::write(&file, "lain").expect("a file can be written");
    mends("a file with other bytes");
    fs::remove_file(&file).expect("a file can be deleted");
    mends("a file that is gone");
    fs::remove_file(root.join(".public.state")).expect("a file can be deleted");
    mends("no times");
    fs::remove_file(root.join("public/.kentongan/manifest.json")).expect("a file can be deleted");
    mends("no manifest");
    fs::create_dir(root.join(".public.staging")).expect("a folder can be made");
    mends("what a killed build left");
    for entry in fs::read_dir(root.join(".kentongan/cache")).expect("a cache").flatten() {
        fs::write(entry.path(), "rusak").expect("a file can be written");
    }
    mends("a damaged cache");
}

#[test]
fn what_was_refused_is_not_remembered() {
    let project = project();
    let root = project.path();
    build(root, &[]);
    write(root, "content/iuran.md", &PAGE.replace("tel:175", "tidak-ada.md"));
    for _ in 0..2 {
        let refused = build(root, &[]);
        assert!(is_planned(&refused));
        assert_eq!(refused["published"], false);
    }
    write(root, "content/iuran.md", PAGE);
    assert_eq!(build(root, &[])["published"], true);
}
