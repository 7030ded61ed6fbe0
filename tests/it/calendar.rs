//! When the portal changes by itself, and whether the output folder is behind.

use crate::harness::{self, write};
use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CONFIG: &str = "nama: Portal\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\n";
const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\n---\n\nSelamat datang.\n";
const FACTS: &str = "\
fakta:
  tarif:
    label: Tarif
    satuan: rupiah
    nilai:
      - {sampai: 2026-12-31, nilai: 8400}
      - {mulai: 2027-01-01, nilai: 16800, bisa_berubah: ya}
    keyakinan: tinggi
    terbit: ok
    diperiksa: 2026-11-22
";

/// A portal in which something of each kind changes.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", HOME);
    write(root, "content/_facts/tarif.yaml", FACTS);
    page(root, "tarif", "", "Bayar {{ fakta tarif }}.");
    page(root, "nanti", "terbit: 2026-12-01\nberakhir: 2026-12-10", "Sebentar saja.");
    page(root, "periksa", "periksa_lagi: 2026-12-15", "Perlu dilihat lagi.");
    page(
        root,
        "izin",
        "izin: {siapa: Pemilik, tanggal: 2026-01-01, untuk: nomor telepon, sampai: 2026-12-19}",
        "Hubungi kami.",
    );
    page(root, "kumpul", "jenis: acara\nmulai: 2026-12-05 09:00\ntempat: Balai desa", "Datanglah.");
    page(root, "lewat", "jenis: acara\nmulai: 2026-11-05 09:00\ntempat: Balai desa", "Sudah.");
    folder
}

fn page(root: &Path, name: &str, keys: &str, body: &str) {
    let kind = if keys.contains("jenis:") { "" } else { "jenis: artikel\n" };
    let keys = if keys.is_empty() { String::new() } else { format!("{keys}\n") };
    let text = format!("---\njudul: Halaman {name}\nringkasan: Tentang {name}.\n{kind}{keys}---\n\n{body}\n");
    write(root, &format!("content/{name}.md"), &text);
}

fn run(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output = command.current_dir(root).args(arguments).env("NO_COLOR", "1").output().expect("the program runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("the program speaks UTF-8"))
}

#[test]
fn each_day_says_what_changes_and_where() {
    let project = project();
    let (code, text) = run(project.path(), &["kalender", "--tanggal", "2026-11-22"]);
    assert_eq!(code, Some(0), "{text}");
    let expected = "\
Selasa, 1 Desember 2026 (9 hari lagi)
  Mulai tayang: Halaman nanti
    content/nanti.md

Minggu, 6 Desember 2026 (14 hari lagi)
  Acara sudah lewat: Halaman kumpul
    content/kumpul.md

Jumat, 11 Desember 2026 (19 hari lagi)
  Tidak tayang lagi: Halaman nanti
    content/nanti.md

Selasa, 15 Desember 2026 (23 hari lagi)
  Waktunya diperiksa lagi: Halaman periksa
    content/periksa.md

Minggu, 20 Desember 2026 (28 hari lagi)
  Izin berakhir, nomor telepon disembunyikan: Halaman izin
    content/izin.md

Jumat, 1 Januari 2027 (40 hari lagi)
  Tarif: dari Rp8.400 menjadi Rp16.800, kecuali ada aturan baru
    content/tarif.md

Bangun lagi pada 1 Desember 2026. Daftar, beranda, dan halaman kecamatan ikut berubah.
";
    assert_eq!(text, expected);
}

#[test]
fn the_list_ends_where_it_is_asked_to_and_speaks_english() {
    let project = project();
    let arguments = ["calendar", "--date", "2026-11-22", "--until", "2026-12-01", "--lang", "en"];
    let (_, text) = run(project.path(), &arguments);
    let expected = "\
Tuesday, 1 December 2026 (in 9 days)
  Is published: Halaman nanti
    content/nanti.md

Build again on 1 December 2026. Lists, the home page and district pages change with it.
";
    assert_eq!(text, expected);
}

#[test]
fn json_names_every_document_and_both_values() {
    let project = project();
    let (_, text) = run(project.path(), &["calendar", "--date", "2026-12-20", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("one JSON object and nothing else");
    assert_eq!(json["next_build"], "2027-01-01");
    let change = &json["changes"][0];
    assert_eq!((&change["day"], &change["kind"]), (&"2027-01-01".into(), &"fact".into()));
    assert_eq!(change["fact"]["before"], "Rp8.400");
    assert_eq!(change["fact"]["after"], "Rp16.800");
    assert_eq!(change["documents"][0]["page"], "tarif/index.html");
}

#[test]
fn ics_keeps_the_standard_and_gives_the_same_bytes_twice() {
    let project = project();
    let arguments = ["calendar", "--date", "2026-11-22", "--ics"];
    let (_, text) = run(project.path(), &arguments);
    assert_eq!(text, run(project.path(), &arguments).1);
    assert!(text.lines().count() == text.matches("\r\n").count(), "every line ends in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "long lines are folded");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{text}");
    for needed in [
        "DTSTART;VALUE=DATE:20270101\r\n",
        "DTEND;VALUE=DATE:20270102\r\n",
        "DTSTAMP:20261122T000000Z\r\n",
        "UID:kentongan-2027-01-01@portal-uji.desa\r\n",
        "SUMMARY:Periksa lagi 1 halaman Portal\r\n",
    ] {
        assert!(text.contains(needed), "no {needed:?} in:\n{text}");
    }
    let (code, _) = run(project.path(), &["kalender", "--tanggal", "2026-11-22", "--ics=portal.ics"]);
    assert_eq!(code, Some(0));
    assert_eq!(fs::read_to_string(project.path().join("portal.ics")).expect("the file"), text);
}

#[test]
fn the_exit_code_says_whether_a_rebuild_is_due() {
    let project = project();
    let due = |day: &str| run(project.path(), &["calendar", "--due", "--date", day]);
    let (code, text) = due("2026-11-22");
    assert_eq!(code, Some(10), "nothing is built yet: {text}");
    run(project.path(), &["build", "--date", "2026-12-11"]);
    for (day, expected) in [
        ("2026-12-11", 0),
        ("2026-12-15", 0), // a review changes no page
        ("2026-12-19", 0),
        ("2026-12-20", 10),
        ("2027-05-01", 10),
        ("2026-12-10", 10), // built for a day that is still to come
    ] {
        let (code, text) = due(day);
        assert_eq!(code, Some(expected), "{day}: {text}");
    }
    let (_, text) = due("2027-01-01");
    assert!(text.contains("Yang berubah sejak portal dari 11 Desember 2026:"), "{text}");
    assert!(text.contains("Tarif: dari Rp8.400 menjadi Rp16.800"), "{text}");
}

#[test]
fn an_error_in_the_content_is_said_before_anything_is_counted() {
    let project = project();
    page(project.path(), "salah", "periksa_lagi: 2026-02-30", "Salah tanggal.");
    let (code, text) = run(project.path(), &["calendar", "--due", "--date", "2026-11-22"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("content/salah.md:5:15"), "{text}");
}

#[test]
fn two_forms_at_once_are_too_many() {
    let project = project();
    let (code, text) = run(project.path(), &["kalender", "--ics", "--json"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("Pilih salah satu saja: \"--ics\" atau \"--json\"."), "{text}");
}

#[test]
fn the_build_names_the_first_day_of_the_list() {
    let project = project();
    let built = harness::build(project.path(), "2026-11-22");
    let first = kentongan::site::change::list(&built.planned.site)[0].day;
    assert_eq!(built.planned.site.next_change, Some(first));
    // A review needs people, not a build.
    let built = harness::build(project.path(), "2026-12-11");
    assert_eq!(built.planned.site.next_change.map(|day| day.to_string()).as_deref(), Some("2026-12-20"));
}

#[test]
fn an_amount_that_ends_without_a_next_one_is_named() {
    let project = project();
    let ends = FACTS.replace("      - {mulai: 2027-01-01, nilai: 16800, bisa_berubah: ya}\n", "");
    write(project.path(), "content/_facts/tarif.yaml", &ends);
    let (_, text) = run(project.path(), &["kalender", "--tanggal", "2026-12-20"]);
    assert!(text.contains("Tarif: Rp8.400 berakhir dan belum ada gantinya; isi dulu"), "{text}");
}

#[test]
fn an_event_that_is_held_again_changes_its_page_after_each_time() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", HOME);
    let keys = "jenis: acara\nmulai: 2026-11-18\nselesai: 2026-11-19\nulang: setiap Rabu, 3 kali\ntempat: Balai desa";
    page(root, "kumpul", keys, "Datanglah.");
    let (_, text) = run(root, &["kalender", "--tanggal", "2026-11-19", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("one JSON object and nothing else");
    let changes = json["changes"].as_array().expect("a list").iter();
    let changes: Vec<String> = changes.map(|change| format!("{} {}", change["day"], change["kind"])).collect();
    let expected = ["\"2026-11-20\" \"event-next\"", "\"2026-11-27\" \"event-next\"", "\"2026-12-04\" \"event-over\""];
    assert_eq!(changes, expected);
    let shown = |day| harness::build(root, day).main("kumpul/index.html");
    assert!(shown("2026-11-19").contains("datetime=\"2026-11-18\""), "it is not over before its last day is");
    assert!(!shown("2026-11-20").contains("datetime=\"2026-11-18\""));
    assert!(!shown("2026-12-03").contains("sudah lewat"));
    assert!(shown("2026-12-04").contains("sudah lewat"), "over after its last time");
}

#[test]
fn an_event_that_moved_with_an_alias_keeps_its_name_in_calendars() {
    let name = |path: &str, keys: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write(root, "kentongan.yaml", CONFIG);
        write(root, "content/_index.md", HOME);
        page(root, path, &format!("jenis: acara\nmulai: 2026-12-05\ntempat: Balai desa\n{keys}"), "Datanglah.");
        let built = harness::build(root, "2026-11-22");
        let ics = built.file(&format!("{path}/acara.ics"));
        ics.lines().find(|line| line.starts_with("UID:")).expect("a name").to_owned()
    };
    assert_eq!(name("kumpul", "tanggal: 2026-11-01"), name("temu-warga", "alias: [/kumpul/]"));
}
