//! Pages that cost their readers too much are refused, and told why.

use crate::harness::{self, Built, CONFIG, HOME, assert_reviewed, build_files, build_page, write};
use kentongan::check::weight::weigh;
use kentongan::diagnostic::Diagnostic;
use kentongan::render::Compress;
use kentongan::report::{Speech, weights};
use std::fs;

/// Numbers that do not repeat: they compress badly.
fn number(n: u64) -> u64 {
    n * 2_654_435_761 % 4_294_967_296
}

fn page(front: &str, body: &str) -> String {
    format!("---\njudul: Tabel iuran\nringkasan: Iuran setahun dalam satu tabel.\n{front}---\n\n{body}\n")
}

fn table(rows: u64, digits: u64) -> String {
    let row = |n: u64| {
        let digits: String = (1..=digits).map(|m| number(n * 31 + m).to_string()).collect();
        format!("| {n} | {digits} |\n")
    };
    let rows: String = (1..=rows).map(row).collect();
    format!(
        "Awal.\n\n## Iuran per golongan\n\nKalimat.\n\n| Golongan | Iuran |\n|---|---|\n{rows}\n## Lain-lain\n\nKalimat.\n"
    )
}

/// How heavy a page is depends on theme and compressor: one `9` stands for every number.
fn without_numbers(said: &str) -> String {
    let mut plain = String::new();
    for character in said.chars() {
        match character {
            '0'..='9' if plain.ends_with('9') => {}
            '0'..='9' => plain.push('9'),
            // `9.999` and `9,999` become `9`.
            '.' | ',' if plain.ends_with('9') => plain.push(character),
            other => plain.push(other),
        }
        for grouped in ["9.9", "9,9"] {
            if plain.ends_with(grouped) {
                plain.truncate(plain.len() - 2);
            }
        }
    }
    plain
}

/// What is wrong with the pages that authors wrote: the program's own depend on nothing here.
fn problems(built: &Built) -> Vec<Diagnostic> {
    built.problems.iter().filter(|problem| problem.location.path.is_some()).cloned().collect()
}

/// Which rules of the theme weigh most is the theme's affair.
fn without_selectors(said: &str) -> String {
    let mut plain = said.to_owned();
    for opening in ["terutama \"", "above all \""] {
        let mut parts = plain.split(opening);
        let mut masked = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (_, rest) = part.split_once('"').expect("a quote that ends");
            masked.push_str(&format!("{opening}…\"{rest}"));
        }
        plain = masked;
    }
    plain
}

fn assert_told(name: &str, built: &Built) {
    let said = harness::in_both_languages(&problems(built), &built.source);
    assert_reviewed(name, &without_selectors(&without_numbers(&said)));
}

fn codes(built: &Built) -> Vec<String> {
    problems(built).into_iter().map(|problem| problem.code).collect()
}

#[test]
fn a_big_table_is_named_with_its_place() {
    assert_told("berat-tabel", &build_page("content/tabel.md", &page("", &table(60, 24))));
}

#[test]
fn a_page_with_a_reason_may_be_heavier() {
    let front = "anggaran: {html: 20000, tampilan: 20000, alasan: Tabel iuran setahun harus utuh}\n";
    let built = build_page("content/tabel.md", &page(front, &table(60, 24)));
    assert_eq!(codes(&built), [""; 0]);
    let mut weighed = weigh(&built.planned.site, &built.planned.outputs, &built.summaries);
    weighed.retain(|page| page.output.path.as_str() == "tabel/index.html");
    let said = |speech| weights::lines(&weighed, Compress::On, speech).join("\n");
    let lines = format!("{}\n---- in English ----\n{}\n", said(Speech::Indonesian), said(Speech::English));
    // The columns are as wide as the numbers.
    let lines: Vec<String> = lines.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_reviewed("berat-halaman-terberat", &without_numbers(&lines.join("\n")));
}

#[test]
fn nobody_may_exceed_the_first_burst_of_the_network() {
    let front = "anggaran: {html: 90000, tampilan: 90000, lengkap: 90000, elemen: 9000, alasan: Harus utuh}\n";
    assert_told("berat-kiriman-pertama", &build_page("content/tabel.md", &page(front, &table(200, 15))));
}

#[test]
fn the_configuration_sets_the_limits_of_a_kind() {
    let config = format!("{CONFIG}anggaran:\n  artikel: {{html: 20000, first: 20000}}\n");
    let text = page("", &table(60, 24));
    let files = [("kentongan.yaml", config.as_str()), ("content/_index.md", HOME), ("content/tabel.md", &text)];
    assert_eq!(codes(&build_files(files)), [""; 0]);
}

#[test]
fn the_rules_of_a_heavy_theme_are_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", HOME);
    // The pages use every one of them, as far as markup can tell.
    let rule =
        |n: u64| format!("p:nth-of-type({n}) {{ padding: {}px; color: #{:06x}; }}\n", n % 37, number(n) % 0xff_ffff);
    let rules: String = (1..1_500).map(rule).collect();
    write(root, "themes/lentera/styles/hiasan.css", &rules);
    let built = harness::build(root, "2026-11-22");
    assert_told("berat-gaya", &built);
    let said = harness::in_both_languages(&problems(&built), &built.source);
    assert!(said.contains("gaya tema, terutama \"p, "), "{said}");
}

#[test]
fn a_heavy_picture_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let front = "gambar: {berkas: peta.svg, alt: Peta kecamatan}\n";
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", HOME);
    write(root, "content/peta/index.md", &page(front, "Isi.\n"));
    let line = |n: u64| format!("L{} {}", number(n) % 1_000, number(n + 7) % 1_000);
    let path: String = (1..39_000).map(line).collect();
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"480\" viewBox=\"0 0 1000 1000\"><path d=\"M0 0{path}\"/></svg>\n"
    );
    assert!(drawing.len() > 300_000, "{}", drawing.len());
    write(root, "content/peta/peta.svg", &drawing);
    assert_told("berat-gambar", &harness::build(root, "2026-11-22"));
}

#[test]
fn too_many_elements_are_too_much_for_old_phones() {
    let list: String = (1..400).map(|n| format!("- Nomor {n}\n")).collect();
    assert_told("berat-elemen", &build_page("content/daftar.md", &page("", &format!("## Semua nomor\n\n{list}"))));
}

#[test]
fn a_link_to_a_large_file_says_how_large_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(root, "content/_index.md", HOME);
    let body = "- [Formulir **tiga**](/_unduhan/formulir.pdf)\n- [Formulir (PDF, 1 MB)](/_unduhan/formulir.pdf)\n\
                - [Daftar](/_unduhan/kecil.pdf)\n- [Beranda](/_index.md)\n";
    write(root, "content/unduh.md", &page("", body));
    fs::create_dir_all(root.join("content/_unduhan")).expect("a folder");
    fs::write(root.join("content/_unduhan/formulir.pdf"), vec![7; 209_001]).expect("a file");
    fs::write(root.join("content/_unduhan/kecil.pdf"), vec![7; 2_000]).expect("a file");
    let built = harness::build(root, "2026-11-22");
    assert_eq!(codes(&built), [""; 0]);
    let words = built.words("unduh/index.html");
    assert!(words.contains("Formulir tiga (PDF, 210 kB) Formulir (PDF, 1 MB) Daftar Beranda"), "{words}");
}
