//! The program as scripts and people meet it: exit codes, words, and the folder it leaves behind.

use crate::harness::write;
use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CONFIG: &str = "nama: Portal\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\n";
const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\njenis: artikel\n---\n\nSelamat datang.\n";
const PAGE: &str = "---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\nTanyakan ke [175](tel:175).\n";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/iuran.md", PAGE);
    folder
}

fn kentongan(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    command.current_dir(root).args(arguments).env("NO_COLOR", "1");
    command
}

fn output(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = kentongan(root, arguments).output().expect("the program runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("the program speaks UTF-8"))
}

/// Every file of the published folder, with its bytes and its time.
fn published(root: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root.join("public")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let time = entry.metadata().expect("a file").modified().expect("a time");
        files.insert(entry.path().display().to_string(), (fs::read(entry.path()).expect("a file"), time));
    }
    files
}

#[test]
fn a_good_build_says_what_it_did() {
    let project = project();
    let (code, text) = output(project.path(), &["build", "--date", "2026-11-22"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("Portal untuk 22 November 2026 sudah jadi: 4 halaman."), "{text}");
    assert!(project.path().join("public/iuran/index.html").exists());
    let (code, text) = output(project.path(), &["bangun", "--tanggal", "2026-11-22", "--lang", "en"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("0 files changed, 0 removed"), "{text}");
}

#[test]
fn a_build_with_errors_changes_nothing_and_says_all_of_them() {
    let project = project();
    output(project.path(), &["build", "--date", "2026-11-22"]);
    let before = published(project.path());
    write(
        project.path(),
        "content/iuran.md",
        &PAGE.replace("ringkasan", "ringkasn").replace("tel:175", "tidak-ada.md"),
    );
    write(project.path(), "content/baru.md", &PAGE.replace("judul", "jdul"));
    let (code, text) = output(project.path(), &["build", "--date", "2026-11-22"]);
    assert_eq!(code, Some(1), "{text}");
    for needed in ["content/baru.md:2:1", "content/iuran.md:3:1", "tidak-ada.md", "Ada 3 kesalahan"] {
        assert!(text.contains(needed), "no {needed} in:\n{text}");
    }
    assert!(before == published(project.path()), "the published folder changed");
}

#[test]
fn a_withdrawn_page_is_removed_and_foreign_files_stay() {
    let project = project();
    output(project.path(), &["build", "--date", "2026-11-22"]);
    write(project.path(), "public/robot-kami.txt", "punya orang lain");
    fs::remove_file(project.path().join("content/iuran.md")).expect("the page can be removed");
    let (code, text) = output(project.path(), &["build", "--date", "2026-11-22"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(!project.path().join("public/iuran").exists());
    assert!(project.path().join("public/robot-kami.txt").exists());
}

#[test]
fn json_is_for_programs() {
    let project = project();
    write(project.path(), "content/iuran.md", &PAGE.replace("tel:175", "tidak-ada.md"));
    let (code, text) = output(project.path(), &["build", "--json", "--date", "2026-11-22"]);
    assert_eq!(code, Some(1), "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).expect("one JSON object and nothing else");
    let problem = &json["diagnostics"][0];
    assert_eq!(problem["code"], "tautan-mati");
    assert_eq!(problem["file"], "content/iuran.md");
    assert_eq!(problem["place"]["start"]["line"], 6);
    assert_eq!(json["published"], false);
}

#[test]
fn wrong_usage_is_answered_in_words() {
    let project = project();
    for (arguments, expected) in [
        (vec!["bangunn"], "Perintah \"bangunn\" tidak dikenal."),
        (vec!["build", "--tangal"], "Pilihan \"--tangal\" tidak dikenal di sini."),
        (vec!["build", "--date", "besok"], "Tanggal \"besok\" tidak bisa dibaca."),
        (vec!["build", "--date"], "Pilihan \"--date\" belum ada isinya."),
        (vec!["build", "--lang", "en", "--foo"], "There is no option \"--foo\" here."),
    ] {
        let (code, text) = output(project.path(), &arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {text}");
        assert!(text.contains(expected), "{arguments:?}: {text}");
    }
}

#[test]
fn outside_a_project_the_first_step_is_named() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let (code, text) = output(empty.path(), &["build"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("Di folder ini tidak ada kentongan.yaml"), "{text}");
    assert!(!empty.path().join("public").exists());
}

#[test]
fn help_is_in_both_languages() {
    let project = project();
    assert!(output(project.path(), &["--help"]).1.contains("Cara pakai: kentongan PERINTAH"));
    assert!(
        output(project.path(), &["build", "--help", "--lang", "en"]).1.contains("If there are errors, nothing changes")
    );
    assert!(output(project.path(), &[]).1.contains("Cara pakai"), "without a terminal the menu is the help");
}
