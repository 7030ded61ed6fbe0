//! `init`: one command on a fresh laptop, and there is a portal that builds.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn kentongan(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output = command.current_dir(root).args(arguments).env("NO_COLOR", "1").output().expect("the program runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("the program speaks UTF-8"))
}

#[test]
fn a_new_portal_builds_and_says_whose_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = ["--nama", "Portal: Desa \"Kita\"", "--pengelola", "Tim #1"];
    let arguments: Vec<&str> = ["siapkan", "portal desa é", "--ya"].into_iter().chain(names).collect();
    let (code, text) = kentongan(folder.path(), &arguments);
    assert_eq!(code, Some(0), "{text}");
    let portal = folder.path().join("portal desa é");
    let (code, text) = kentongan(&portal, &["build", "--json"]);
    assert_eq!(code, Some(0), "{text}");
    let built: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let codes: Vec<_> = built["diagnostics"].as_array().expect("a list").iter().map(|found| &found["code"]).collect();
    assert_eq!(codes, ["alamat-portal-contoh"], "only the address is still to be set");
    let home = fs::read_to_string(portal.join("public/index.html")).expect("the home page");
    assert!(home.contains("Portal: Desa"), "{home}");
    // Every kind has its example, and none is left out.
    for page in
        ["manfaat/contoh-manfaat", "prosedur/contoh-mendaftar", "acara/contoh-acara", "mitra/contoh-tempat-bayar"]
    {
        assert!(portal.join(format!("public/{page}/index.html")).exists(), "{page}");
    }
}

#[test]
fn a_new_portal_builds_on_any_later_day_and_with_a_real_address() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    kentongan(folder.path(), &["init", ".", "--yes"]);
    for day in ["2026-11-22", "2030-01-01", "2040-01-01"] {
        for address in ["https://portal.example/", "https://portal-uji.desa/"] {
            let (code, text) = kentongan(folder.path(), &["build", "--date", day, "--base-url", address]);
            assert_eq!(code, Some(0), "{day}, {address}: {text}");
        }
    }
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("skripsi.docx"), "penting").expect("a file");
    let (code, text) = kentongan(folder.path(), &["siapkan", ".", "--ya"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("tidak kosong. Tidak ada yang ditulis."), "{text}");
    let (code, text) = kentongan(folder.path(), &["siapkan", "skripsi.docx", "--ya"]);
    assert_eq!(code, Some(2), "{text}");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}
