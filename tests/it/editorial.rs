//! The page about the state of the portal.

use crate::harness::{self, write};
use kentongan::pipeline::Planned;
use kentongan::report::Speech;
use kentongan::report::editorial::{self, Finished};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CONFIG: &str = "nama: Portal <Uji>\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\n";
const REGIONS: &str = "\
wilayah:
  barat: {nama: Barat, kode: '1', desa: 1, kelurahan: 0, lintang: -7.4, bujur: 109.0, diperiksa: 2026-11-22}
  tengah: {nama: Tengah, kode: '2', desa: 1, kelurahan: 0, lintang: -7.4, bujur: 109.2, diperiksa: 2026-11-22}
  timur: {nama: Timur, kode: '3', desa: 1, kelurahan: 0, lintang: -7.4, bujur: 109.4, diperiksa: 2026-11-22}
";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", "---\njudul: Beranda\nringkasan: Depan.\n---\n\nSelamat datang.\n");
    write(root, "content/_facts/wilayah.yaml", REGIONS);
    page(root, "dekat", "jenis: acara\nmulai: 2026-12-05\ntempat: Balai\nkecamatan: barat\ndiperiksa: 2026-11-01");
    page(root, "jauh", "jenis: acara\nmulai: 2027-11-05\ntempat: Balai\nkecamatan: timur\ndiperiksa: 2026-11-01");
    page(root, "warung", "jenis: mitra\nkategori: bayar\nkecamatan: barat\ndiperiksa: 2026-10-01");
    page(root, "tentang", "jenis: artikel\nwilayah: [tengah]\nperiksa_lagi: 2026-11-10\npenanggung_jawab: Sari");
    page(root, "draf", "jenis: artikel\ndraf: ya");
    folder
}

fn page(root: &Path, name: &str, keys: &str) {
    let text = format!("---\njudul: Judul {name}\nringkasan: Tentang {name}.\n{keys}\n---\n\nIsi.\n");
    write(root, &format!("content/{name}.md"), &text);
}

fn report(root: &Path, speech: Speech) -> String {
    let built = harness::build(root, "2026-11-22");
    let planned: &Planned = &built.planned;
    editorial::page(Finished { planned, summaries: &built.summaries, problems: &built.problems }, speech)
}

fn check(page: &str, needed: &[&str]) {
    for needed in needed {
        assert!(page.contains(needed), "no {needed} in:\n{page}");
    }
}

#[test]
fn gaps_in_reach_are_named() {
    let project = project();
    let page = report(project.path(), Speech::Indonesian);
    check(
        &page,
        &[
            // The event in a year is too far off to count.
            "<p>Belum ada acara di Tengah dan Timur.</p>",
            "<p>Belum ada mitra di Tengah dan Timur.</p>",
            "<p>Belum ada halaman tentang Barat dan Timur.</p>",
            "<title>Barat: 1 acara, 1 mitra, 0 halaman</title>",
            "<strong>1/3</strong>",
        ],
    );
}

#[test]
fn it_says_what_waits_and_what_comes() {
    let project = project();
    let page = report(project.path(), Speech::Indonesian);
    check(
        &page,
        &[
            "Minggu, 6 Desember 2026 <span class=\"soft\">14 hari lagi</span>",
            "Acara sudah lewat: Judul dekat",
            "lewat 12 hari <span class=\"soft\">· Sari</span>",
            "<b>Belum pernah</b> <span class=\"soft\">2 halaman</span>",
            "<b>1 Oktober 2026</b> <span class=\"soft\">52 hari yang lalu · 1 halaman</span>",
            "Judul draf <span class=\"soft\">· masih draf</span>",
        ],
    );
    assert!(page.find("Belum pernah") < page.find("1 Oktober 2026"), "the unchecked come first");
}

#[test]
fn it_speaks_english_on_request() {
    let project = project();
    let page = report(project.path(), Speech::English);
    check(&page, &["<html lang=\"en\">", "No events yet in Tengah and Timur.", "What changes next", "12 days overdue"]);
    assert!(!page.contains("Belum"), "{page}");
}

#[test]
fn it_needs_nothing_beside_itself_and_says_the_same_twice() {
    let project = project();
    let page = report(project.path(), Speech::Indonesian);
    assert_eq!(page, report(project.path(), Speech::Indonesian));
    for unwanted in ["<script", " style=", "src=", "href=", "url(", "@import", "<Uji>", "‹"] {
        assert!(!page.contains(unwanted), "{unwanted} in:\n{page}");
    }
}

#[test]
fn the_command_writes_it_into_the_project_and_leaves_the_output_alone() {
    let project = project();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output =
        command.current_dir(project.path()).args(["laporan", "--tanggal", "2026-11-22"]).output().expect("runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("laporan.html. Buka di peramban, atau cetak di kertas A4."), "{said}");
    assert!(project.path().join(".kentongan/laporan.html").exists());
    assert!(!project.path().join("public").exists());
}

#[test]
fn a_portal_without_regions_has_a_report_without_a_map() {
    let project = project();
    for file in ["_facts/wilayah.yaml", "dekat.md", "jauh.md", "warung.md", "tentang.md"] {
        fs::remove_file(project.path().join("content").join(file)).expect("the file can be removed");
    }
    let page = report(project.path(), Speech::Indonesian);
    assert!(!page.contains("<svg class=\"map\""), "{page}");
    check(&page, &["Belum ada tanggal yang mengubah isi portal."]);
}
