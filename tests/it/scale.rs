//! Portals that are larger than one page can name: nothing grows with them but the number of files.

use crate::harness::{Built, CONFIG, HOME, build_files};
use kentongan::diagnostic::Severity;
use kentongan::output::{self, IndexPage, Output, Subject, View, sitemap};
use kentongan::vocabulary::{Language, OutputPath};

const REGIONS: &str = "wilayah:\n  cilongok: {nama: Cilongok, kode: '33.02.01', desa: 20, lintang: -7.4, bujur: 109.1}\n  gumelar: {nama: Gumelar, kode: '33.02.02', desa: 10, lintang: -7.3, bujur: 109.0}\n";
const TOPICS: &str = "topik:\n  iuran: {nama: Iuran}\n";

/// A portal with so many events, places and articles in Cilongok.
fn portal(events: usize, places: usize, articles: usize) -> Built {
    let mut files: Vec<(String, String)> = vec![
        ("kentongan.yaml".into(), CONFIG.into()),
        ("content/_index.md".into(), HOME.into()),
        ("content/_facts/wilayah.yaml".into(), REGIONS.into()),
        ("content/_facts/topik.yaml".into(), TOPICS.into()),
    ];
    for (folder, kind) in [("acara", "acara"), ("mitra", "mitra"), ("belajar", "artikel")] {
        let text = format!("---\njudul: Bagian {folder}\nringkasan: Bagian {folder}.\njenis: {kind}\n---\n");
        files.push((format!("content/{folder}/_index.md"), text));
    }
    let mut page = |folder: &str, number: usize, head: String| {
        let text =
            format!("---\njudul: Judul {folder} {number}\nringkasan: Tentang {folder} {number}.\n{head}---\n\nIsi.\n");
        files.push((format!("content/{folder}/h{number}.md"), text));
    };
    for number in 0..events {
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        page("acara", number, format!("mulai: 2027-{month:02}-{day:02}\ntempat: Balai desa\nkecamatan: cilongok\n"));
    }
    for number in 0..places {
        let category = ["bayar", "daftar", "plkk"][usize::from(number % 40 > 37) + usize::from(number % 40 > 38)];
        page("mitra", number, format!("kategori: {category}\nkecamatan: cilongok\n"));
    }
    for number in 0..articles {
        page("belajar", number, "wilayah: [cilongok]\ntopik: [iuran]\n".into());
    }
    build_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn paths<'a>(built: &'a Built, folder: &str) -> Vec<&'a str> {
    built.files.keys().map(String::as_str).filter(|path| path.starts_with(folder) && path.ends_with(".html")).collect()
}

#[test]
fn a_district_with_little_shows_all_of_it() {
    let built = portal(8, 7, 5);
    assert_eq!(paths(&built, "wilayah/cilongok/"), ["wilayah/cilongok/index.html"]);
    assert_eq!(built.main("wilayah/cilongok/index.html").matches("<li><a href=\"../../").count(), 20);
}

#[test]
fn a_full_district_shows_what_matters_first_and_leads_to_all() {
    let built = portal(45, 80, 21);
    let main = built.main("wilayah/cilongok/index.html");
    let count = |folder: &str| main.matches(&format!("<li><a href=\"../../{folder}/h")).count();
    assert_eq!((count("acara"), count("mitra"), count("belajar")), (7, 7, 6), "{main}");
    assert!(main.contains("Judul acara 0<") && main.contains("Judul acara 6<"), "the next events");
    assert!(main.contains("Judul mitra 38<") && main.contains("Judul mitra 39<"), "a place of each category");
    for (step, label) in [
        ("acara", "Semua 45 acara di Cilongok"),
        ("mitra", "Semua 80 tempat daftar dan bayar di Cilongok"),
        ("bacaan", "Semua 21 bacaan untuk Cilongok"),
    ] {
        assert!(main.contains(&format!("href=\"{step}/index.html\">{label}")), "{main}");
    }
    // Every entry stands in exactly one place of the lists.
    for (step, folder, all) in [("acara", "acara", 45), ("mitra", "mitra", 80), ("bacaan", "belajar", 21)] {
        let lists = paths(&built, &format!("wilayah/cilongok/{step}/"));
        assert_eq!(lists.len(), usize::div_ceil(all, 20), "{lists:?}");
        for number in 0..all {
            let shown =
                lists.iter().filter(|path| built.main(path).contains(&format!("Judul {folder} {number}<"))).count();
            assert_eq!(shown, 1, "{folder} {number}");
        }
    }
    assert!(built.main("wilayah/cilongok/mitra/index.html").contains("<h2>"), "places stand under their categories");
    assert!(built.file("sitemap.xml").contains("wilayah/cilongok/mitra/halaman/4/index.html"));
    assert_sound(&built);
}

#[test]
fn a_long_list_names_its_ends_and_what_is_around() {
    let built = portal(0, 0, 410);
    let pager = |path: &str| {
        let main = built.main(path);
        let start = main.rfind("<nav class=\"pager\"").expect("a pager");
        main[start..].to_owned()
    };
    let middle = pager("belajar/halaman/10/index.html");
    assert_eq!(middle.matches("<a ").count(), 2 + 4, "{middle}");
    assert!(middle.contains("Halaman 10 dari 21") && middle.contains("<b aria-current=\"page\">10</b>"), "{middle}");
    for number in [1, 9, 11, 21] {
        assert!(middle.contains(&format!("aria-label=\"Halaman {number}\">{number}</a>")), "{middle}");
    }
    assert_eq!(middle.matches('…').count(), 2, "{middle}");
    assert!(middle.contains("rel=\"prev\"") && middle.contains("rel=\"next\""), "{middle}");
    // One letter of the alphabet over many pages can be walked the same way.
    let letters = paths(&built, "a-z/j");
    assert!(letters.len() > 2, "{letters:?}");
    assert!(pager(letters[0]).contains("Huruf J: halaman"), "{}", pager(letters[0]));
    assert_sound(&built);
}

#[test]
fn a_portal_with_more_pages_than_a_sitemap_may_name_has_several() {
    let built = portal(0, 0, 1);
    let outputs: Vec<Output> = (1..=50_001)
        .map(|number| Output {
            path: OutputPath::new(&format!("h{number}/index.html")).expect("a sound path"),
            subject: Subject::Index(IndexPage::Tasks { language: Language::Indonesian, number }),
        })
        .collect();
    let site = &built.planned.site;
    let files = sitemap::plan(site, &outputs);
    let text = |output: &Output| {
        let basis = built.planned.basis(&output::nothing_made);
        match output::view(output, basis, &mut Default::default()) {
            View::Bytes(bytes) => String::from_utf8(bytes).expect("text"),
            _ => panic!("a sitemap is bytes"),
        }
    };
    let paths: Vec<&str> = files.iter().map(|output| output.path.as_str()).collect();
    assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
    assert_eq!(text(&files[0]).matches("<sitemap>").count(), 2);
    assert!(text(&files[0]).contains("/sitemap-2.xml</loc>"));
    assert_eq!(files[1..].iter().map(|file| text(file).matches("<loc>").count()).collect::<Vec<_>>(), [50_000, 1]);
    assert!(text(&files[1]).starts_with("<?xml"));
    assert!(built.file("robots.txt").contains("/sitemap.xml\n"));
}

fn assert_sound(built: &Built) {
    let errors: Vec<_> = built.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
