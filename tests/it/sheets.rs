//! Posters, leaflets, pictures to forward and link previews: made of the same facts as the pages,
//! and only when what they say changes.

use crate::harness::{self, Built, CONFIG, HOME, write};
use assert_cmd::Command;
use kentongan::cache::Workshop;
use kentongan::config::carriers::{Carrier, SheetKind};
use kentongan::output::carrier::sheet;
use kentongan::output::writing::Writing;
use kentongan::output::{self, Subject};
use kentongan::pack;
use kentongan::report::Speech;
use kentongan::vocabulary::Language;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FACTS: &str = "sumber:
  uji: {judul: Sumber uji, url: 'https://portal-uji.desa/'}
fakta:
  uji-iuran:
    label: Iuran uji
    satuan: rupiah
    nilai:
      - {sampai: 2026-12-31, nilai: 8400}
      - {mulai: 2027-01-01, nilai: 16800, bisa_berubah: ya}
    sumber: [uji]
  uji-tetap: {label: Santunan uji, satuan: rupiah, nilai: 42000000, sumber: [uji]}
";

fn benefit(title: &str, fact: &str) -> String {
    format!("---\njudul: {title}\nringkasan: Data uji.\njenis: manfaat\nfakta: [{fact}]\n---\n\nIsi.\n")
}

fn event(title: &str, day: &str) -> String {
    format!(
        "---\njudul: {title}\nringkasan: Data uji.\njenis: acara\nmulai: {day} 09:00\ntempat: Balai uji\n---\n\nIsi.\n"
    )
}

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/_facts/uji.yaml", FACTS);
    write(folder.path(), "content/berubah.md", &benefit("Iuran", "uji-iuran"));
    write(folder.path(), "content/tetap.md", &benefit("Santunan", "uji-tetap"));
    write(folder.path(), "content/nanti.md", &event("Pertemuan", "2027-02-01"));
    write(folder.path(), "content/lewat.md", &event("Pertemuan lama", "2026-10-01"));
    folder
}

fn is_sheet(subject: &Subject) -> bool {
    matches!(subject, Subject::Carrier { carrier: Carrier::Sheet(_), .. } | Subject::Preview(_))
}

/// The paths of all sheets, in order.
fn sheets(built: &Built) -> Vec<&str> {
    let outputs = built.planned.outputs.iter().filter(|output| is_sheet(&output.subject));
    outputs.map(|output| output.path.as_str()).collect()
}

fn build(root: &Path, day: &str) -> Built {
    let built = harness::build_with_sheets(root, day);
    assert!(built.problems.is_empty(), "{}", built.messages(Speech::Indonesian));
    built
}

#[test]
fn what_people_forward_has_every_form_and_what_is_over_has_none() {
    let project = project();
    let built = build(project.path(), "2026-11-22");
    let found = sheets(&built);
    for path in
        ["nanti/nanti.jpg", "nanti/nanti.pdf", "nanti/poster-nanti.pdf", "nanti/selebaran-nanti.pdf", "tetap/tetap.jpg"]
    {
        assert!(found.contains(&path), "{path} is not among {found:?}");
    }
    assert!(!found.iter().any(|path| path.starts_with("lewat/")), "{found:?}");
    let kilobytes = built.files["nanti/poster-nanti.pdf"].len().div_ceil(1000);
    let link = format!(
        "<a href=\"../poster-nanti.pdf\">Poster untuk ditempel, A4</a> <span class=\"dim\">({kilobytes} kB)</span>"
    );
    assert!(built.main("nanti/teks/index.html").contains(&link), "{}", built.main("nanti/teks/index.html"));
    assert!(!built.main("lewat/teks/index.html").contains(".pdf"));
}

#[test]
fn the_configuration_says_which() {
    let project = project();
    write(
        project.path(),
        "kentongan.yaml",
        &format!("{CONFIG}saluran: {{manfaat: [poster], event: [], bagian: []}}\n"),
    );
    let built = build(project.path(), "2026-11-22");
    assert_eq!(sheets(&built), ["berubah/poster-berubah.pdf", "tetap/poster-tetap.pdf"]);
    assert!(!built.file("tetap/index.html").contains("og:image"));
}

#[test]
fn pictures_have_the_size_that_messengers_want() {
    let project = project();
    let built = build(project.path(), "2026-11-22");
    for path in sheets(&built) {
        let bytes = &built.files[path];
        match path.rsplit_once('.') {
            Some((_, "jpg")) => {
                let picture = image::load_from_memory(bytes).expect("another reader reads it");
                let (expected, limit) =
                    if path.starts_with("aset/") { ((1200, 630), 60_000) } else { ((1080, 1350), 120_000) };
                assert_eq!((picture.width(), picture.height()), expected, "{path}");
                assert!(bytes.len() <= limit, "{path}: {}", bytes.len());
            }
            _ => assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 60_000, "{path}: {}", bytes.len()),
        }
    }
}

#[test]
fn a_page_names_its_preview_in_full() {
    let project = project();
    let built = build(project.path(), "2026-11-22");
    let preview = sheets(&built).into_iter().find(|path| path.starts_with("aset/pratinjau-tetap.")).expect("a preview");
    let page = built.file("tetap/index.html");
    assert!(page.contains(&format!("<meta property=\"og:image\" content=\"https://portal-uji.desa/{preview}\">")));
    assert!(page.contains("<meta property=\"og:image:alt\" content=\"Santunan\">"));

    write(project.path(), "content/tetap.md", &benefit("Santunan baru", "uji-tetap"));
    let built = build(project.path(), "2026-11-22");
    assert!(!sheets(&built).contains(&preview), "the name changes with what is shown");
}

#[test]
fn only_what_says_something_else_changes_with_the_day() {
    let project = project();
    let (before, after) = (build(project.path(), "2026-12-31"), build(project.path(), "2027-01-01"));
    assert_eq!(sheets(&before), sheets(&after));
    let changed: Vec<&str> =
        sheets(&after).into_iter().filter(|path| before.files[*path] != after.files[*path]).collect();
    let own =
        ["berubah/berubah.jpg", "berubah/berubah.pdf", "berubah/poster-berubah.pdf", "berubah/selebaran-berubah.pdf"];
    assert_eq!(changed, own);
    // A day on which nothing changes.
    let next = build(project.path(), "2027-01-02");
    assert!(sheets(&next).into_iter().all(|path| next.files[path] == after.files[path]));
}

#[test]
fn a_sheet_is_made_once() {
    let project = project();
    let publish = |arguments: &[&str]| -> Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        let command = command.current_dir(project.path()).args(["build", "--json", "--no-compress"]).args(arguments);
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let first = publish(&["--date", "2026-11-22"]);
    assert!(first["made"].as_u64() >= Some(12), "{first}");
    assert_eq!(publish(&["--date", "2026-11-22"])["made"], 0);
    assert_eq!(publish(&["--date", "2026-11-23"])["made"], 0, "a new day alone makes no new picture");
    assert_eq!(publish(&["--date", "2026-11-22", "--output", "elsewhere"])["made"], 0);
    let poster = |folder: &str| fs::read(project.path().join(folder).join("tetap/poster-tetap.pdf")).expect("a poster");
    assert!(poster("public") == poster("elsewhere"));
}

#[test]
fn the_papers_of_a_pack_bear_recorded_codes() {
    let project = project();
    write(
        project.path(),
        "content/_facts/wilayah.yaml",
        "wilayah:\n  cilongok: {nama: Cilongok, kode: '33.02.17', desa: 20, lintang: -7.37091, bujur: 109.14849}\n",
    );
    let built = build(project.path(), "2026-11-22");
    let region = built.planned.site.facts.region("cilongok").expect("a district");
    let pack = pack::compose(&built.planned, region, &Workshop::without_cache(project.path())).expect("a pack");
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    let edition = pack.editions.iter().find(|edition| edition.page == "/tetap/").expect("of the benefit");
    let poster = pack.files.iter().find(|file| file.name == "tetap/poster-tetap.pdf").expect("a poster");
    assert!(poster.bytes.starts_with(b"%PDF-") && poster.bytes != built.files["tetap/poster-tetap.pdf"]);

    let id = built.planned.site.ids().find(|id| built.planned.site.page(*id).permalink.as_str() == "/tetap/");
    let page = built.planned.site.page(id.expect("the page"));
    let writing = Writing::anywhere(built.planned.basis(&output::nothing_made), Language::Indonesian);
    let url = format!("https://portal-uji.desa/e/{}/index.html", edition.code);
    let recorded = sheet::Edition { code: &edition.code, url: &url };
    let says = |edition| -> Value {
        let sheet = sheet::of(page, SheetKind::Poster, edition, &writing);
        serde_json::from_slice(&sheet.canonical).expect("JSON")
    };
    let (own, packed) = (says(None), says(Some(recorded)));
    assert_eq!(own["url"], "https://portal-uji.desa/tetap/index.html?k=poster");
    assert_eq!((&packed["url"], &packed["edition"]), (&json!(url), &json!(edition.code)));
}
