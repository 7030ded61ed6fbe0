//! `build --verify`: every published file is what building from scratch gives, or is named.

use crate::harness::{CONFIG, HOME, write};
use assert_cmd::Command;
use std::fs::{self, File};
use std::path::Path;
use tempfile::TempDir;

const PAGE: &str = "---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\nTanyakan ke [175](tel:175).\n";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/iuran.md", PAGE);
    folder
}

/// Exit code, what is said, and what is said of problems.
fn build(root: &Path, flags: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kentongan"))
        .current_dir(root)
        .args(["build", "--date", "2026-11-22"])
        .args(flags)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Compares; the exit code, and what is wrong with which file below `public`.
fn compare(root: &Path, flags: &[&str]) -> (Option<i32>, Vec<(String, String)>) {
    let (code, json, _) = build(root, &[flags, &["--verify", "--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let mismatches = json["verified"]["mismatches"].as_array().expect("a list");
    let word = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let mismatch = |one: &serde_json::Value| (word(&one["file"]).replace("./public/", ""), word(&one["what"]));
    (code, mismatches.iter().map(mismatch).collect())
}

/// Changes a file so that its size and time do not tell.
fn change_unseen(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let modified = file.metadata().and_then(|metadata| metadata.modified()).expect("a time");
    let mut bytes = fs::read(file).expect("a file");
    change(&mut bytes);
    fs::write(file, bytes).expect("the file can be written");
    File::options().write(true).open(file).and_then(|file| file.set_modified(modified)).expect("the time can be set");
}

#[test]
fn a_sound_portal_is_the_same_when_built_from_scratch() {
    let project = project();
    let (code, said, problems) = build(project.path(), &["--verify"]);
    assert_eq!(code, Some(0), "{said}{problems}");
    assert!(said.contains("berkas dan semua pesan sama seperti bila dibangun dari awal."), "{said}");
    // The second time nothing is rendered, and all is compared nevertheless.
    let (code, json, _) = build(project.path(), &["--cocokkan", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(code, Some(0));
    assert_eq!(json["written"], serde_json::json!([]));
    assert_eq!(json["verified"]["mismatches"], serde_json::json!([]));
    assert_eq!(json["verified"]["same_messages"], true);
    let published = walkdir::WalkDir::new(project.path().join("public")).into_iter().flatten();
    let ours = published.filter(|entry| entry.file_type().is_file() && !entry.path().ends_with("manifest.json"));
    assert_eq!(json["verified"]["files"], ours.count());
}

#[test]
fn without_the_question_nothing_is_compared() {
    let project = project();
    let (_, json, _) = build(project.path(), &["--json", "--no-compress"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(json["verified"].is_null());
}

#[test]
fn a_published_file_that_was_changed_unseen_is_named() {
    let project = project();
    build(project.path(), &["--no-compress"]);
    change_unseen(&project.path().join("public/iuran/index.html"), |bytes| bytes[20] ^= 1);
    // An ordinary build believes size and time.
    assert_eq!(build(project.path(), &["--no-compress"]).0, Some(0));
    let (code, said, problems) = build(project.path(), &["--no-compress", "--verify"]);
    assert_eq!(code, Some(3), "{said}{problems}");
    assert!(problems.contains("berkas: ./public/iuran/index.html, isinya lain"), "{problems}");
    assert!(problems.contains("1 hal tidak sama"), "{problems}");
    follow_the_advice(project.path());
    assert_eq!(build(project.path(), &["--no-compress", "--verify"]).0, Some(0));
}

#[test]
fn a_published_file_that_was_changed_by_hand_is_mended_before_it_is_compared() {
    let project = project();
    build(project.path(), &["--no-compress"]);
    write(project.path(), "public/iuran/index.html", "diubah tangan");
    assert_eq!(build(project.path(), &["--no-compress", "--verify"]).0, Some(0));
}

#[test]
fn a_poisoned_cache_is_found_out() {
    let project = project();
    build(project.path(), &[]);
    // Every remembered result is another one, under a seal that holds.
    for entry in fs::read_dir(project.path().join(".kentongan/cache")).expect("the cache").flatten() {
        let wrong = b"racun";
        fs::write(entry.path(), [&wrong[..], blake3::hash(wrong).as_bytes()].concat()).expect("the entry");
    }
    fs::remove_dir_all(project.path().join("public")).expect("the output");
    fs::remove_file(project.path().join(".public.state")).expect("the state");
    let (code, found) = compare(project.path(), &[]);
    assert_eq!(code, Some(3));
    // Copies are wrong, their weights are noted wrongly, and a page says its own weight.
    for (file, what) in [
        ("iuran/wa.txt.br", "bytes"),
        ("iuran/wa.txt.gz", "bytes"),
        ("iuran/wa.txt", "notes"),
        ("iuran/index.html", "bytes"),
    ] {
        assert!(found.contains(&(file.into(), what.into())), "{found:?}");
    }
    follow_the_advice(project.path());
    assert_eq!(build(project.path(), &["--verify"]).0, Some(0));
}

#[test]
fn a_damaged_cache_is_thrown_away_and_nothing_differs() {
    let project = project();
    build(project.path(), &[]);
    for entry in fs::read_dir(project.path().join(".kentongan/cache")).expect("the cache").flatten() {
        fs::write(entry.path(), "rusak").expect("the entry");
    }
    fs::remove_dir_all(project.path().join("public")).expect("the output");
    assert_eq!(build(project.path(), &["--verify"]).0, Some(0));
}

#[test]
fn a_portal_with_errors_is_not_compared() {
    let project = project();
    write(project.path(), "content/iuran.md", &PAGE.replace("judul", "jdul"));
    let (code, said, _) = build(project.path(), &["--verify"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("dicocokkan"), "{said}");
}

/// What the problems say is to be done.
fn follow_the_advice(root: &Path) {
    fs::remove_dir_all(root.join(".kentongan")).expect("the cache");
    fs::remove_file(root.join(".public.state")).expect("the state");
}
