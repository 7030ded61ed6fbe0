//! What is too large, too odd or too deep to keep as a folder: made here, reported like the rest.

use crate::harness::{self, CONFIG, HOME, assert_reviewed, build_files, build_page};
use kentongan::diagnostic::{self, Diagnostic, Location};
use kentongan::report::Speech;
use kentongan::report::text::{self, Colour};
use kentongan::source::SourceTree;
use kentongan::vocabulary::SourcePath;
use std::fs;

const HEAD: &str = "---\njudul: Panjang\nringkasan: Satu kalimat.\n---\n\n";

#[test]
fn a_page_has_a_largest_size() {
    let text = format!("{HEAD}{}", "kata ".repeat(1_100_000));
    let home = format!("{HOME}\nLihat [yang panjang](panjang.md).\n");
    let files = [("kentongan.yaml", CONFIG), ("content/_index.md", &home), ("content/panjang.md", &text)];
    assert_reviewed("batas-berkas-halaman", &build_files(files).messages_in_both_languages());
}

#[test]
fn a_file_of_facts_has_a_largest_size() {
    let text = format!("topik:\n{}", "  # kata\n".repeat(120_000));
    let page = "---\njudul: Iuran\nringkasan: Satu kalimat.\ntopik: [iuran]\n---\n\nIsi.\n";
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/_facts/topik.yaml", &text),
        ("content/iuran.md", page),
    ];
    assert_reviewed("batas-berkas-fakta", &build_files(files).messages_in_both_languages());
}

#[test]
fn front_matter_has_a_largest_size() {
    let text = format!("---\njudul: Panjang\nringkasan: Satu kalimat.\nwa: {}\n---\n\nIsi.\n", "kata ".repeat(14_000));
    assert_reviewed("batas-kepala-halaman", &build_page("content/panjang.md", &text).messages_in_both_languages());
}

#[test]
fn deep_nesting_is_reported_and_harmless() {
    for text in ["> ".repeat(5_000), "- ".repeat(5_000), "1. ".repeat(5_000), "[".repeat(50_000), "*a ".repeat(20_000)]
    {
        let built = build_page("content/dalam.md", &format!("{HEAD}{text}kata\n"));
        let codes: Vec<_> = built.problems.iter().map(|problem| problem.code.as_str()).collect();
        let is_refused = codes == ["bersarang-terlalu-dalam"];
        let is_published = codes.is_empty() || codes == ["halaman-terlalu-berat"];
        assert!(is_refused || is_published, "{}…: {codes:?}", &text[..8]);
    }
}

#[test]
fn elements_nest_a_hundred_deep() {
    let deep = |count: usize| {
        format!("{HEAD}{}kata\n\n<p>satu\n\n{}\n", "<div><b>\n".repeat(count), "</b></div>\n".repeat(count))
    };
    let codes = |built: &harness::Built| built.problems.iter().map(|problem| problem.code.clone()).collect::<Vec<_>>();
    assert!(!codes(&build_page("content/dalam.md", &deep(50))).contains(&"bersarang-terlalu-dalam".to_owned()));
    let built = build_page("content/dalam.md", &deep(20_000));
    assert_reviewed("batas-html", &built.messages_in_both_languages());
}

#[test]
fn a_page_may_have_many_headings_of_one_name() {
    let built = build_page("content/sama.md", &format!("{HEAD}{}", "## Sama\n\n".repeat(5_000)));
    assert!(built.file("sama/index.html").contains("id=\"sama-5000\""));
}

#[cfg(unix)]
#[test]
fn only_plain_files_with_plain_names_are_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    fs::create_dir_all(root.join("content/rahasia")).expect("folders");
    fs::write(root.join("kentongan.yaml"), CONFIG).expect("a file");
    fs::write(root.join("content/_index.md"), HOME).expect("a file");
    fs::write(root.join("content/dua\nbaris.md"), HOME).expect("a file");
    fs::write(root.join("content/foto\u{202e}gpj.md"), HOME).expect("a file");
    fs::write(root.join("content/iu\u{200b}ran.md"), HOME).expect("a file");
    fs::write(root.join("content/\u{fdd0}L0\u{fdd0}.md"), HOME).expect("a file");
    fs::write(root.join("content/.tersembunyi.md"), "bukan halaman").expect("a file");
    std::os::unix::fs::symlink("/etc/hostname", root.join("content/pintasan.md")).expect("a link");
    std::os::unix::fs::symlink("/etc", root.join("content/rahasia/semua")).expect("a link");
    let built = harness::build(root, "2026-11-22");
    assert_reviewed("berkas-aneh", &built.messages_in_both_languages());
    assert!(built.files.keys().all(|path| !path.contains("rahasia")));
}

/// The tests of publishing meet these in real folders, whose paths differ each time; a library that
/// panics cannot be had at all. Here their words are reviewed.
#[test]
fn problems_of_the_output_folder_are_said_in_words() {
    use diagnostic::publish::*;
    let page = SourcePath::new("content/acara.md").expect("a sound path");
    let mut mismatches =
        vec![("public/acara/index.html".into(), Mismatch::Notes), ("public/acara/lama.html".into(), Mismatch::Extra)];
    mismatches.extend((0..20).map(|number| (format!("public/acara/{number}/index.html"), Mismatch::Bytes)));
    let problems = [
        output_holds_a_portal("public"),
        output_in_source("content/hasil", "content"),
        output_is_a_file("hasil.txt"),
        output_is_a_link("hasil"),
        unreadable_notes("public/.kentongan/manifest.json"),
        foreign("public/index.html"),
        link("public/acara"),
        reserved(".kentongan/index.html"),
        busy("public", Some(1234)),
        mismatch(&mismatches, true),
        diagnostic::content::unreadable_body(Location::file(&page)),
    ];
    let said = |speech| text::render(&problems, &SourceTree::default(), speech, Colour::Off);
    let both = format!("{}---- in English ----\n\n{}", said(Speech::Indonesian), said(Speech::English));
    assert_reviewed("folder-keluaran", &both);
    assert!(problems.iter().all(|problem: &Diagnostic| !problem.hint.id.is_empty()));
}

/// Formulas and notes that name each other: as deep as a file can hold, as wide as no processor could follow.
#[test]
fn chains_of_facts_are_bounded() {
    let mut chain = String::from(
        "rentang:\n  - {nomor: 1, dari: 0, dasar: 1000}\nfakta:\n  akhir: {label: A, satuan: rupiah, nilai: 1}\n",
    );
    let mut notes = String::from("fakta:\n  ujung: {label: A, satuan: rupiah, nilai: 1}\n");
    for number in 0..4_000 {
        let next = if number == 3_999 { "akhir".into() } else { format!("f{}", number + 1) };
        chain.push_str(&format!(
            "  f{number}: {{label: A, satuan: rupiah, rumus: {{kali: 1, rentang: 1, tambah: [{next}, {next}]}}}}\n"
        ));
        let next = if number == 3_999 { "ujung".into() } else { format!("n{}", number + 1) };
        notes.push_str(&format!(
            "  n{number}: {{label: A, satuan: rupiah, nilai: 1, keterangan: \"{{{{ fakta {next} }}}}\"}}\n"
        ));
    }
    let page = format!("{HEAD}{{{{ fakta n0 }}}}\n");
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/_facts/rantai.yaml", &chain),
        ("content/_facts/catatan.yaml", &notes),
        ("content/iuran.md", &page),
    ];
    assert_reviewed("batas-rumus", &build_files(files).messages_in_both_languages());
}
