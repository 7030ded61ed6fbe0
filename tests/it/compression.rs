//! Compressed copies: right, owned, and made once.

use crate::harness::{CONFIG, HOME, write};
use assert_cmd::Command;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    let text = "Tanyakan ke 175. Petugas menjawab dengan ramah. ".repeat(20);
    write(folder.path(), "content/iuran.md", &format!("---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\n{text}\n"));
    folder
}

fn build(root: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let command = command.current_dir(root).args(["build", "--json", "--date", "2026-11-22"]).args(arguments);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", file.display()))
}

#[test]
fn the_copies_say_what_the_file_says() {
    let project = project();
    build(project.path(), &[]);
    let page = project.path().join("public/iuran/index.html");
    let text = fs::read(&page).expect("the page");

    let mut unpacked = Vec::new();
    GzDecoder::new(&*fs::read(with_ending(&page, "gz")).expect("a copy")).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, text);
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*fs::read(with_ending(&page, "br")).expect("a copy"), &mut unpacked)
        .expect("brotli");
    assert_eq!(unpacked, text);

    assert!(!with_ending(&project.path().join("public/robots.txt"), "br").exists(), "too small to be worth it");
}

#[test]
fn nothing_is_compressed_twice() {
    let project = project();
    let first = build(project.path(), &[]);
    assert!(first["made"].as_u64() > Some(0));

    let second = build(project.path(), &[]);
    assert_eq!((&second["made"], &second["written"]), (&Value::from(0), &Value::from(Vec::<Value>::new())));

    // Not even into an empty folder: results of earlier builds are remembered.
    let elsewhere = build(project.path(), &["--output", "elsewhere"]);
    assert_eq!(elsewhere["made"], 0);
    assert_eq!(elsewhere["written"], first["written"]);
}

#[test]
fn the_cache_may_go_and_may_be_damaged() {
    let project = project();
    build(project.path(), &[]);
    let cache = project.path().join(".kentongan/cache");
    for entry in fs::read_dir(&cache).expect("the cache").flatten() {
        fs::write(entry.path(), "rusak").expect("damage");
    }
    build(project.path(), &["--output", "damaged"]);
    fs::remove_dir_all(&cache).expect("the cache can be removed");
    build(project.path(), &["--output", "gone"]);
    for copy in ["index.html.br", "iuran/index.html.gz", "feed.xml.br"] {
        let read = |folder: &str| fs::read(project.path().join(folder).join(copy)).expect("a copy");
        assert!(read("public") == read("damaged") && read("public") == read("gone"), "{copy}");
    }
}

#[test]
fn copies_go_with_their_file_and_on_request() {
    let project = project();
    build(project.path(), &[]);
    fs::remove_file(project.path().join("content/iuran.md")).expect("the page");
    let removed = build(project.path(), &[])["removed"].to_string();
    for file in ["iuran/index.html", "iuran/index.html.br", "iuran/index.html.gz"] {
        assert!(removed.contains(&format!("\"{file}\"")), "{removed}");
    }
    build(project.path(), &["--no-compress"]);
    assert!(project.path().join("public/index.html").exists());
    assert!(!project.path().join("public/index.html.br").exists());
}

#[test]
fn a_copy_that_changed_is_made_again() {
    let project = project();
    build(project.path(), &[]);
    let copy = project.path().join("public/iuran/index.html.gz");
    let before = fs::read(&copy).expect("a copy");
    fs::write(&copy, "rusak").expect("damage");
    build(project.path(), &[]);
    assert_eq!(fs::read(&copy).expect("a copy"), before);
}

#[test]
fn a_file_of_the_project_keeps_its_name() {
    let project = project();
    let list = "nama,alamat\n".repeat(100);
    write(project.path(), "content/_unduhan/daftar.csv", &list);
    write(project.path(), "content/_unduhan/daftar.csv.gz", "dari staf");
    let built = build(project.path(), &[]);
    let folder = project.path().join("public/unduhan");
    assert_eq!(fs::read_to_string(folder.join("daftar.csv.gz")).expect("the file"), "dari staf", "{built}");
    assert!(folder.join("daftar.csv.br").exists());
}

#[test]
fn a_page_states_its_own_size() {
    let project = project();
    let built = build(project.path(), &[]);
    for page in built["pages"].as_array().expect("pages") {
        let path = page["path"].as_str().expect("a path");
        let html = fs::read_to_string(project.path().join("public").join(path)).expect("the page");
        let size = (page["brotli"].as_u64().expect("a weight") + 300).div_ceil(1000);
        assert!(html.contains(&format!("Halaman ini {size} kB.")), "{path}: {size}");
    }
}
