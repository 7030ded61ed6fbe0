//! What stands around a page's text: who speaks, what machines read, nothing that could run.

use crate::harness::{Built, CONFIG, HOME, build_files};
use serde_json::Value;

const NOTICE: &str = "Bukan situs resmi BPJS Ketenagakerjaan";

#[test]
fn a_portal_says_whether_it_is_official() {
    let page = |status: &str| {
        let config = CONFIG.replace("tidak_resmi", status);
        build_files([("kentongan.yaml", config.as_str()), ("content/_index.md", HOME)]).file("index.html").to_owned()
    };
    assert!(page("tidak_resmi").contains(NOTICE));
    assert!(!page("resmi").contains(NOTICE));
}

#[test]
fn no_text_ends_a_script_or_a_title() {
    let question = "---\njudul: 'Apa </script><script>alert(1)</script>?'\nringkasan: '</title><script>'\njenis: tanya-jawab\nkelompok: dasar\n---\n\nJawaban & `</script>`.\n";
    let built = build("content/tanya.md", question);
    let html = built.file("tanya/index.html");
    assert!(!html.contains("<script>alert"), "{html}");
    assert_eq!(html.matches("</script>").count(), html.matches("<script type=\"application/ld+json\">").count());
    let answer = &node(&built, "tanya/index.html", "FAQPage")["mainEntity"][0];
    assert_eq!(answer["name"], "Apa </script><script>alert(1)</script>?");
    assert_eq!(answer["acceptedAnswer"]["text"], "<p>Jawaban &amp; <code>&lt;/script&gt;</code>.</p>\n");
}

#[test]
fn an_event_is_told_to_machines() {
    let event = "---\njudul: Sosialisasi\nringkasan: Data uji.\njenis: acara\nmulai: 2026-12-05 09:00\nselesai: 2026-12-05 11:00\ntempat: Balai desa\nstatus: batal\npenyelenggara: Tim\n---\n";
    let built = build("content/acara.md", event);
    let node = node(&built, "acara/index.html", "Event");
    assert_eq!(node["startDate"], "2026-12-05T09:00:00+07:00");
    assert_eq!(node["endDate"], "2026-12-05T11:00:00+07:00");
    assert_eq!(node["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(node["location"]["name"], "Balai desa");
    assert_eq!(node["url"], "https://portal-uji.desa/acara/index.html");
}

#[test]
fn a_partner_is_told_to_machines_only_with_consent() {
    let partner = |consent: &str| {
        let page = format!(
            "---\njudul: Contoh warung\nringkasan: Data uji.\njenis: mitra\nkategori: bayar\nkecamatan: lumbir\ntelepon: 0000-0000-0001\n{consent}---\n"
        );
        let regions = "wilayah:\n  lumbir: {nama: Lumbir, kode: '33.02.01', lintang: -7.4, bujur: 108.9}\n";
        let files = [
            ("kentongan.yaml", CONFIG),
            ("content/_index.md", HOME),
            ("content/_facts/wilayah.yaml", regions),
            ("content/warung.md", &page),
        ];
        build_files(files).file("warung/index.html").to_owned()
    };
    let with_consent = partner("izin: {siapa: Pemilik, tanggal: 2026-11-01, untuk: nomor telepon}\n");
    assert!(with_consent.contains("LocalBusiness") && with_consent.contains("0000-0000-0001"));
    for consent in ["", "izin: {siapa: Pemilik, tanggal: 2025-11-01, untuk: nomor telepon, sampai: 2026-11-21}\n"] {
        let without = partner(consent);
        assert!(!without.contains("LocalBusiness") && !without.contains("0000-0000-0001"), "{without}");
    }
}

#[test]
fn examples_and_redirects_are_kept_from_search_engines() {
    let config = CONFIG.replace("portal-uji.desa", "portal.example");
    let page = "---\njudul: Contoh\nringkasan: Satu kalimat.\ncontoh: ya\nalias: /lama/\n---\n\nIsi.\n";
    let files = [("kentongan.yaml", config.as_str()), ("content/_index.md", HOME), ("content/contoh.md", page)];
    let built = build_files(files);
    for path in ["contoh/index.html", "lama/index.html"] {
        assert!(built.file(path).contains("noindex"), "{path}");
    }
    assert!(!built.file("index.html").contains("noindex"));
}

fn build(path: &str, text: &str) -> Built {
    build_files([("kentongan.yaml", CONFIG), ("content/_index.md", HOME), (path, text)])
}

/// The node of a type in a page's structured data.
fn node(built: &Built, path: &str, kind: &str) -> Value {
    let html = built.file(path);
    let data = html.split("<script type=\"application/ld+json\">").nth(1).expect("structured data");
    let data = data.split("</script>").next().expect("its end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    let nodes = data["@graph"].as_array().expect("a graph");
    nodes.iter().find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {data}")).clone()
}
