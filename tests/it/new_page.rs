//! `new`: the answers to each kind's questions become a page that builds without a word.

use assert_cmd::Command;
use kentongan::content::Kind;
use kentongan::scaffold::question::asked;
use kentongan::yaml::table::Need;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A portal that is not the example any more: nothing warns.
fn portal() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (code, text) = kentongan(folder.path(), &["init", ".", "--yes"]);
    assert_eq!(code, Some(0), "{text}");
    let config = folder.path().join("kentongan.yaml");
    let text = fs::read_to_string(&config).expect("the configuration");
    fs::write(&config, text.replace("portal.example", "portal-uji.desa")).expect("the configuration can be changed");
    folder
}

fn kentongan(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output = command.current_dir(root).args(arguments).env("NO_COLOR", "1").output().expect("the program runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("the program speaks UTF-8"))
}

/// The kind, what is answered, and where the page lies.
const FLOWS: [(&str, &[&str], &str); 6] = [
    (
        "manfaat",
        &["program=jkm", "untuk=Keluarga: ahli waris.", "fakta=contoh-batas-lapor", "syarat=KTP", "syarat=KK, asli"],
        "manfaat",
    ),
    (
        "prosedur",
        &["langkah=Siapkan KTP", "langkah=Lalu: datang", "tanpa_aplikasi=Telepon 175.", "topik=dasar,daftar"],
        "prosedur",
    ),
    (
        "acara",
        &[
            "mulai=2030-12-05 09:00",
            "selesai=5 Desember 2030 11.00",
            "tempat=Los #2",
            "kecamatan=contoh-kecamatan",
            "pekerjaan=petani",
        ],
        "acara",
    ),
    ("mitra", &["kategori=bayar", "kecamatan=contoh-kecamatan", "layanan=Bayar, cek", "jam=08.00–15.00"], "mitra"),
    ("artikel", &["topik=dasar", "wilayah=contoh-kecamatan", "diperiksa=2026-11-22"], "belajar"),
    ("tanya-jawab", &["kelompok=dasar"], "tanya-jawab"),
];

#[test]
fn the_answers_of_each_kind_build_clean() {
    let portal = portal();
    for (kind, answers, folder) in FLOWS {
        let mut arguments =
            vec!["baru", kind, "--judul", "Judul: \"baru\"?", "--isi", "ringkasan=Ringkas - sekali.", "--ya"];
        arguments.extend(answers.iter().flat_map(|answer| ["--isi", answer]));
        let (code, text) = kentongan(portal.path(), &arguments);
        assert_eq!(code, Some(0), "{kind}: {text}");
        assert!(text.contains(&format!("Halaman baru: content/{folder}/judul-baru.md")), "{text}");
    }
    let (code, text) = kentongan(portal.path(), &["build", "--drafts", "--json"]);
    assert_eq!(code, Some(0), "{text}");
    let built: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(built["diagnostics"], serde_json::json!([]));
    for (_, _, folder) in FLOWS {
        assert!(portal.path().join(format!("public/{folder}/judul-baru/index.html")).exists(), "{folder}");
    }
}

#[test]
fn every_required_key_is_asked_for() {
    for kind in Kind::PAGES {
        let required = kind.table().iter().filter(|key| key.need == Need::Required);
        for key in required {
            assert!(asked(kind).contains(&key.name), "{} needs {}", kind.name(), key.name);
        }
        for name in asked(kind) {
            assert!(kind.table().iter().any(|key| key.name == *name), "{} has no {name}", kind.name());
        }
    }
}

#[test]
fn a_page_that_exists_is_never_overwritten() {
    let portal = portal();
    let question =
        ["new", "question", "--title", "Apa?", "--set", "ringkasan=Itu.", "--set", "kelompok=dasar", "--yes"];
    for name in ["apa", "apa-2", "apa-3"] {
        let (code, text) = kentongan(portal.path(), &question);
        assert_eq!(code, Some(0), "{text}");
        assert!(portal.path().join(format!("content/tanya-jawab/{name}.md")).exists(), "{name}");
    }
}

#[test]
fn an_answer_the_build_would_refuse_is_refused_now() {
    let whole = ["judul=Pasar", "ringkasan=Ya.", "mulai=2030-12-05 09:00", "tempat=Los"];
    for (extra, code, expected) in [
        ("selesai=2030-12-04", 1, "Waktu selesai lebih awal daripada waktu mulai."),
        ("mulai=2030-02-30", 1, "Tanggal \"2030-02-30\" tidak bisa dibaca."),
        ("kecamatan=contoh-kecamatn", 1, "Mungkin maksud Anda \"contoh-kecamatan\"."),
        ("status=jadi", 1, "\"jadi\" bukan pilihan untuk \"status\"."),
        ("biaya={{ fakta tidak-ada }}", 1, "tidak-ada"),
        ("tmpat=Los", 2, "Mungkin maksud Anda \"tempat\"."),
        ("gambar=foto.jpg", 2, "punya beberapa bagian"),
        ("tempat", 2, "Tulis kunci=nilai"),
    ] {
        let portal = portal();
        let key = extra.split('=').next().unwrap_or_default();
        let mut arguments = vec!["baru", "acara", "--ya", "--isi", extra];
        let others = whole.iter().filter(|answer| !answer.starts_with(&format!("{key}=")));
        arguments.extend(others.flat_map(|answer| ["--isi", answer]));
        let (found, text) = kentongan(portal.path(), &arguments);
        assert_eq!(found, Some(code), "{extra}: {text}");
        assert!(text.contains(expected), "{extra}: {text}");
        assert!(!portal.path().join("content/acara/pasar.md").exists(), "{extra}");
    }
}

#[test]
fn what_is_missing_is_named_with_an_example() {
    let portal = portal();
    let (code, text) = kentongan(portal.path(), &["baru", "acara", "--judul", "Pasar", "--ya"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("--isi \"ringkasan=") && text.contains("--isi \"mulai=2026-12-05 09:00\""), "{text}");
    let (code, text) = kentongan(portal.path(), &["baru", "acara", "--bagian", "_facts", "--ya"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("Folder \"_facts\" tidak bisa dipakai."), "{text}");
    let (code, text) = kentongan(portal.path(), &["baru", "koran"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("Pilihannya: manfaat, prosedur, acara, mitra, artikel, tanya-jawab."), "{text}");
}

#[test]
fn a_kind_without_a_section_says_its_kind_itself() {
    let portal = portal();
    fs::remove_dir_all(portal.path().join("content/mitra")).expect("the section can be removed");
    let page = ["baru", "mitra", "--judul", "Kios", "--isi", "ringkasan=Kios.", "--isi", "kategori=bayar"];
    let arguments: Vec<&str> = page.into_iter().chain(["--isi", "kecamatan=contoh-kecamatan", "--ya"]).collect();
    let (code, text) = kentongan(portal.path(), &arguments);
    // The menu and the home page lead to the section that is gone: that was so before.
    assert_eq!(code, Some(0), "{text}");
    let text = fs::read_to_string(portal.path().join("content/mitra/kios.md")).expect("the page");
    assert!(text.contains("\njenis: mitra\n"), "{text}");
}

#[test]
fn outside_a_portal_nothing_is_written() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let (code, text) = kentongan(empty.path(), &["baru", "artikel", "--judul", "Apa", "--ya"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("tidak ada kentongan.yaml"), "{text}");
    assert_eq!(fs::read_dir(empty.path()).expect("the folder").count(), 0);
}
