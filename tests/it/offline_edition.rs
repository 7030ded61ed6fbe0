//! Files to keep: small, whole in themselves, and honest about their day.

use crate::harness::{self, Built, CONFIG};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use kentongan::output::Subject;
use kentongan::output::offline_edition::{Entry, OfflineEdition, Scope};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The repository's own portal, built once for all tests.
fn portal() -> &'static Built {
    static PORTAL: OnceLock<Built> = OnceLock::new();
    PORTAL.get_or_init(|| harness::build_portal(Path::new(env!("CARGO_MANIFEST_DIR")), "2026-11-22"))
}

fn fixture() -> Built {
    harness::build_portal(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal"), "2026-11-22")
}

fn editions(built: &Built) -> Vec<Arc<OfflineEdition>> {
    let editions = built.planned.outputs.iter().filter_map(|output| match &output.subject {
        Subject::OfflineEdition(edition) => Some(Arc::clone(edition)),
        _ => None,
    });
    editions.collect()
}

/// A start tag: its name and its attributes.
type Tag = (String, BTreeMap<String, String>);

fn tags(html: &str) -> Vec<Tag> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let tags = Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(|token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            Some((text(&tag.name), attributes.collect()))
        }
        _ => None,
    });
    tags.collect()
}

/// What no file may break, whatever is in it.
fn check(built: &Built, edition: &OfflineEdition) {
    let path = edition.path.as_str();
    let html = built.file(path);
    let tags = tags(html);
    let attribute = |name: &str| -> Vec<&str> {
        tags.iter().filter_map(|(_, attributes)| attributes.get(name)).map(String::as_str).collect()
    };

    let loading = ["script", "img", "picture", "source", "iframe", "link", "form", "input", "object", "svg"];
    let loads: Vec<&Tag> = tags.iter().filter(|(name, _)| loading.contains(&name.as_str())).collect();
    assert!(loads.is_empty(), "{path}: {loads:?}");
    assert!(attribute("src").is_empty() && attribute("style").is_empty(), "{path}");
    assert!(!html.contains("url("), "{path}: a style that loads something");

    let ids = attribute("id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{path}: an id twice");
    for href in attribute("href") {
        match href.strip_prefix('#') {
            Some(id) => assert!(unique.contains(id), "{path}: nothing has the id {id}"),
            None => assert!(
                ["https://", "http://", "tel:", "sms:", "mailto:", "geo:"].iter().any(|start| href.starts_with(start)),
                "{path}: {href} leads nowhere from a phone"
            ),
        }
    }

    let levels = tags.iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse::<u8>().ok());
    let mut above = 0;
    for level in levels {
        assert!(level <= above + 1 && (level > 1 || above == 0), "{path}: h{level} below h{above}");
        above = level;
    }

    for words in ["Bukan situs resmi BPJS Ketenagakerjaan", "22 November 2026", "175", "noindex", "default-src 'none'"]
    {
        let english = words.replace("Bukan situs", "Not an").replace(" resmi BPJS", " official BPJS");
        assert!(html.contains(words) || html.contains(&english), "{path}: {words}");
    }
    assert!(html.contains(built.planned.site.config.base_url.as_str()), "{path}");
}

#[test]
fn every_file_is_small_and_whole_in_itself() {
    for built in [portal(), &fixture()] {
        let editions = editions(built);
        assert!(editions.len() > 4);
        for edition in &editions {
            check(built, edition);
            let most = if edition.scope == Scope::Whole { 1_000_000 } else { 150_000 };
            let size = built.files[edition.path.as_str()].len();
            assert!(size <= most, "{}: {size} bytes", edition.path);
        }
    }
}

#[test]
fn the_whole_portal_is_in_one_file_and_every_region_and_occupation_has_one() {
    let built = portal();
    let names: Vec<String> = editions(built).iter().map(|edition| edition.path.to_string()).collect();
    let of = |word: &str| names.iter().filter(|name| name.contains(word)).count();
    assert_eq!(of("-kecamatan-"), built.planned.site.facts.regions.len());
    assert_eq!(of("-pekerjaan-"), 16);
    assert!(names.contains(&"simpan/kentongan-bpu-banyumas.html".to_owned()), "{names:#?}");
    assert!(names.contains(&"simpan/kentongan-bpu-banyumas-en.html".to_owned()), "{names:#?}");

    let whole = built.file("simpan/kentongan-bpu-banyumas.html");
    for page in
        ["manfaat.jkk", "prosedur.daftar", "iuran.tabel", "tanya-jawab.apa-bpu", "pekerjaan.penderes", "penipuan"]
    {
        assert!(whole.contains(&format!("<article id={page}>")), "{page}");
    }
    assert!(whole.contains("href=#prosedur.klaim-jkk"), "a link between pages stays in the file");
    assert!(whole.contains("id=prosedur.daftar_tanpa-aplikasi"), "ids are named after their page");
}

#[test]
fn a_file_says_until_when_its_amounts_hold() {
    let penderes = portal().file("simpan/kentongan-bpu-banyumas-pekerjaan-penderes.html");
    assert!(penderes.contains("Angka di sini berlaku sampai 31 Desember 2026. Mulai 1 Januari 2027: "));
    let ojek = portal().words("simpan/kentongan-bpu-banyumas-pekerjaan-ojek.html");
    let own = "Angka untuk Ojek berlaku sampai 31 Maret 2027. Mulai 1 April 2027: ";
    assert!(ojek.contains(own) && ojek.contains(" Angka lain di sini berlaku sampai 31 Desember 2026."), "{ojek}");
    let whole = portal().file("simpan/kentongan-bpu-banyumas.html");
    assert!(whole.contains("Angka di sini berlaku sampai 31 Desember 2026. Mulai 1 Januari 2027: "));
    let later =
        harness::build_portal(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal"), "2030-01-01");
    assert!(later.file("simpan/portal-uji-kentongan.html").contains("Belum ada angka yang diketahui akan berubah."));
}

#[test]
fn an_occupation_learns_what_it_pays_and_a_region_what_is_near() {
    let built = portal();
    let ojek = built.file("simpan/kentongan-bpu-banyumas-pekerjaan-ojek.html");
    assert!(ojek.contains("<h3>Iuran sebulan: Pekerja transportasi</h3>"));
    assert!(!ojek.contains("<h3>Iuran sebulan: Pekerja lain</h3>") && !ojek.contains("id=iuran.hitung-lainnya>"));

    let built = fixture();
    let cilongok = built.file("simpan/portal-uji-kentongan-kecamatan-cilongok.html");
    assert!(cilongok.contains("<article id=acara.sosialisasi-cilongok>"), "its event");
    assert!(cilongok.contains("<article id=mitra.meja-cilongok>"), "its partner");
    assert!(!cilongok.contains("<article id=acara.pasar-ajibarang>"), "no other event");
    assert!(cilongok.contains("href=https://portal-uji.desa/wilayah/"), "what is not in the file is named in full");
}

#[test]
fn pages_state_the_size_of_the_files_they_offer() {
    let built = portal();
    for edition in editions(built) {
        let kilobytes = built.files[edition.path.as_str()].len().div_ceil(1_000);
        let name = edition.path.as_str().trim_start_matches("simpan/");
        let shelf = built.file("simpan/index.html");
        let offer = &shelf[shelf.find(&format!("href={name}")).unwrap_or_else(|| panic!("{name} is not offered"))..];
        assert!(offer[..offer.find("</a>").unwrap()].contains(&format!("{kilobytes} kB")), "{name}: {kilobytes} kB");
    }
    let size = |path: &str| built.files[path].len().div_ceil(1_000);
    let cilongok = size("simpan/kentongan-bpu-banyumas-kecamatan-cilongok.html");
    assert!(built.words("wilayah/cilongok/index.html").contains(&format!("tanpa internet ({cilongok} kB)")));
    let penderes = size("simpan/kentongan-bpu-banyumas-pekerjaan-penderes.html");
    assert!(built.words("pekerjaan/penderes/index.html").contains(&format!("tanpa internet ({penderes} kB)")));
    assert!(!built.file("simpan/kentongan-bpu-banyumas.html").contains("download"), "a file offers no file");
    let sitemap = built.file("sitemap.xml");
    assert!(sitemap.contains("simpan/index.html") && !sitemap.contains("simpan/kentongan"));
}

/// A portal of so many questions in each of some sections.
fn large(sections: &[usize]) -> Built {
    let config = format!("{CONFIG}simpan: {{aktif: ya}}\n");
    let mut files = vec![
        ("kentongan.yaml".to_owned(), config),
        ("content/_index.md".to_owned(), "---\njudul: Kabar Desa\nringkasan: Portal besar.\n---\n\nAda.\n".to_owned()),
    ];
    let sentence = "Jawabannya panjang, supaya portal ini tidak muat dalam satu berkas. ".repeat(20);
    for (section, pages) in sections.iter().enumerate() {
        let folder = format!("content/bagian-{section}");
        let text = format!("---\njudul: Bagian {section}\nringkasan: Bagian {section}.\njenis: tanya-jawab\n---\n");
        files.push((format!("{folder}/_index.md"), text));
        for page in 0..*pages {
            let text = format!(
                "---\njudul: Tanya {section} nomor {page}\nringkasan: Pertanyaan nomor {page}.\nkelompok: dasar\n---\n\n{sentence}\n\n## Lagi\n\nLihat [yang pertama](/bagian-0/tanya-0.md).\n"
            );
            files.push((format!("{folder}/tanya-{page}.md"), text));
        }
    }
    harness::build_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn a_portal_too_large_for_one_file_becomes_several() {
    // The second section fills more than a file by itself; the third and the fourth fit into one.
    let sections = [200, 700, 100, 100];
    let built = large(&sections);
    let editions = editions(&built);
    assert!(editions.len() >= 3, "{}", editions.len());
    let mut pages = BTreeSet::new();
    for (number, edition) in editions.iter().enumerate() {
        assert_eq!(edition.part, Some((number + 1, editions.len())));
        assert_eq!(edition.path.as_str(), format!("simpan/kabar-desa-bagian-{}.html", number + 1));
        let file = built.file(edition.path.as_str());
        assert!(file.len() <= 1_000_000, "{}: {} bytes", edition.path, file.len());
        check(&built, edition);
        assert!(
            file.contains("kabar-desa-bagian-1.html") && file.contains("kabar-desa-bagian-2.html"),
            "names the others"
        );
        for entry in edition.chapters.iter().flat_map(|chapter| &chapter.entries) {
            let Entry::Page(id) = entry else { panic!("a page") };
            assert!(pages.insert(*id), "a page is in two files");
        }
    }
    assert_eq!(pages.len(), sections.iter().sum::<usize>());
    let last = editions.last().expect("a file");
    assert_eq!(last.chapters.iter().map(|chapter| chapter.entries.len()).collect::<Vec<_>>()[1..], [100, 100]);
    let outside = format!("{}bagian-0/tanya-0/index.html", built.planned.site.config.base_url.as_str());
    assert!(built.file(last.path.as_str()).contains(&outside), "a page in another file is named in full");
    let shelf = built.words("simpan/index.html");
    assert!(shelf.contains("Bagian 2, Bagian 3"), "the page says what is in which: {shelf}");
    assert!(
        built.problems.iter().all(|problem| problem.code != "berkas-simpan-terlalu-besar"),
        "{:#?}",
        built.problems
    );
}

#[test]
fn a_second_build_makes_no_file_again() {
    let project = tempfile::tempdir().expect("a temporary folder");
    harness::write(project.path(), "kentongan.yaml", &format!("{CONFIG}simpan: {{aktif: ya}}\n"));
    harness::write(project.path(), "content/_index.md", harness::HOME);
    harness::write(project.path(), "content/iuran.md", "---\njudul: Iuran\nringkasan: Iuran.\n---\n\nAda.\n");
    let written = || {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kentongan"));
        let output = command.current_dir(project.path()).args(["build", "--json", "--date", "2026-11-22"]).output();
        let json: serde_json::Value = serde_json::from_slice(&output.expect("the program runs").stdout).expect("JSON");
        json["written"].to_string()
    };
    assert!(written().contains("simpan/kabar-desa.html"));
    assert_eq!(written(), "[]");
}

#[test]
fn without_the_setting_there_is_none_of_it() {
    let built = harness::build_page("content/iuran.md", "---\njudul: Iuran\nringkasan: Iuran.\n---\n\nAda.\n");
    assert!(editions(&built).is_empty() && !built.files.contains_key("simpan/index.html"));
    assert!(!built.file("index.html").contains("simpan"));
}
