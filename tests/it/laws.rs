//! What holds for every site, whatever is in it.

use crate::cases;
use crate::harness::{self, Built, CONFIG, HOME, build_files, build_page};
use kentongan::report::Speech;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const WRONG: &str =
    "---\njudul: Salah\nringkasan: Satu kalimat.\ndrat: ya\n---\n\n[mati](tidak-ada.md)\n\n![](peta.png)\n";

#[test]
fn the_order_of_files_does_not_matter() {
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/a.md", WRONG),
        ("content/b.md", WRONG),
        ("content/c/_index.md", HOME),
        ("content/c/d.md", HOME),
    ];
    let (forwards, backwards) = (build_files(files), build_files(files.into_iter().rev()));
    assert_same(&forwards, &backwards);
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let with_threads = |count: usize, case: &Path| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads");
        pool.install(|| cases::build(case))
    };
    for case in cases::cases() {
        assert_same(&with_threads(1, &case), &with_threads(4, &case));
    }
}

#[test]
fn all_problems_of_all_files_come_in_one_run() {
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/b.md", WRONG),
        ("content/a.md", WRONG),
        ("content/rusak.md", "---\njudul: Iuran: turun\nringkasan: Manfaat: JKK\n---\n"),
        ("content/_facts/fakta.yaml", "fakta:\n  a: {label: A, satuan: rupiah, nilai: Rp1}\n"),
    ];
    let found: Vec<String> = build_files(files)
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.location.path.as_deref().unwrap_or_default(), problem.code))
        .collect();
    let expected = [
        "content/_facts/fakta.yaml nilai-bukan-angka",
        "content/a.md kunci-tidak-dikenal",
        "content/a.md tautan-mati",
        "content/a.md berkas-tidak-ada",
        "content/a.md gambar-tanpa-keterangan",
        "content/b.md kunci-tidak-dikenal",
        "content/b.md tautan-mati",
        "content/b.md berkas-tidak-ada",
        "content/b.md gambar-tanpa-keterangan",
        "content/rusak.md titik-dua-tanpa-kutip",
        "content/rusak.md titik-dua-tanpa-kutip",
    ];
    assert_eq!(found, expected);
}

#[test]
fn problems_are_sorted_by_file_and_place_and_stay_inside_their_file() {
    for case in cases::cases() {
        let built = cases::build(&case);
        assert!(built.problems.iter().map(|problem| &problem.location).is_sorted(), "{}", case.display());
        assert_said_in_place(&built);
    }
}

#[test]
fn the_two_files_that_differ_in_case_only_are_one_address() {
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/Daftar.md", HOME),
        ("content/daftar.md", HOME),
    ];
    harness::assert_reviewed("alamat-ganda-besar-kecil", &build_files(files).messages_in_both_languages());
}

#[test]
fn every_problem_has_a_reviewed_message() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(root.join("src/diagnostic")).expect("the diagnostics").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a source file");
        codes.extend(codes_in(&text));
    }
    assert!(codes.len() > 50, "{codes:?}");
    let mut reviewed = String::new();
    for entry in fs::read_dir(root.join("tests/snapshots")).expect("the snapshots").flatten() {
        reviewed.push_str(&fs::read_to_string(entry.path()).expect("a snapshot"));
    }
    codes.retain(|code| !reviewed.contains(&format!("[{code}]")));
    assert!(codes.is_empty(), "without a case: {codes:?}");
}

/// The names given to `Diagnostic::error` and `Diagnostic::warning`.
fn codes_in(text: &str) -> impl Iterator<Item = String> {
    let starts = text.match_indices("Diagnostic::error(").chain(text.match_indices("Diagnostic::warning("));
    starts.filter_map(|(start, _)| {
        let mut quoted = text[start..].split('"');
        Some(quoted.nth(1)?.to_owned())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_makes_the_program_panic(front in scraps(24), body in scraps(24), head in 0..3_usize) {
        let opening = ["", "---\n", "---\njudul: A\nringkasan: B\n"][head];
        let page = format!("{opening}{front}\n---\n{body}");
        assert_said_in_place(&build_page("content/a.md", &page));
    }

    #[test]
    fn no_file_of_facts_makes_the_program_panic(facts in scraps(48)) {
        let files = [("kentongan.yaml", CONFIG), ("content/_index.md", HOME), ("content/_facts/a.yaml", facts.as_str())];
        assert_said_in_place(&build_files(files));
    }
}

/// What people type, cut into pieces and shaken.
fn scraps(count: usize) -> impl Strategy<Value = String> {
    let pieces = vec![
        "---\n",
        "judul: ",
        "langkah:\n",
        "- ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "é",
        "“",
        "”",
        "\u{a0}",
        ": ",
        ":",
        "#",
        "# ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "{{ fakta ",
        "{{ tabel x }}",
        "}}",
        "\\",
        "&a ",
        "*a ",
        "!a ",
        "|\n",
        ">\n",
        "<b onclick=x>",
        "<script>",
        "</script>",
        "<!--",
        "](",
        "![",
        "[^1]",
        "[^1]: ",
        "{#x}",
        "## ",
        "| a | b |\n",
        "|--|:-:|\n",
        "> ",
        "1. ",
        "`",
        "kata",
        "ya",
        "2026-02-30",
        "fakta:\n",
        "  a:\n",
        "    nilai: ",
        "satuan: rupiah\n",
        "rumus: {kali: 1, rentang: 1, tambah: [a]}\n",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 0..count).prop_map(|pieces| pieces.concat())
}

/// Messages can be printed, and point into their files.
fn assert_said_in_place(built: &Built) {
    built.messages_in_both_languages();
    for problem in &built.problems {
        let text = problem.location.path.as_deref().and_then(|path| built.source.text(path));
        if let (Some(text), Some((start, end))) = (text, problem.location.span) {
            assert!(text.text.get(start..end).is_some(), "{problem:?} in {:?}", text.text);
        }
    }
}

fn assert_same(one: &Built, other: &Built) {
    assert_eq!(one.problems, other.problems);
    assert_eq!(one.files, other.files);
}

#[test]
fn every_broken_case_is_told_with_file_and_line_all_in_one_run() {
    let mut broken = 0;
    for case in cases::cases() {
        let built = cases::build(&case);
        let messages = built.messages(Speech::Indonesian);
        // Outside a project there is no file to name.
        if built.problems.is_empty() || case.ends_with("bukan-folder-portal") {
            continue;
        }
        broken += 1;
        let places = messages.lines().filter(|line| line.trim_start().starts_with("--> ")).collect::<Vec<_>>();
        assert_eq!(places.len(), built.problems.len(), "{}:\n{messages}", case.display());
        for place in places {
            let mut parts = place.rsplit(':');
            let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
            assert!(is_number(parts.next()) && is_number(parts.next()), "{}: {place}", case.display());
        }
    }
    assert!(broken >= 60, "{broken} broken inputs");
}

#[test]
fn the_indonesian_text_has_no_words_of_programmers() {
    const FOREIGN: [&str; 22] = [
        "error",
        "warning",
        "invalid",
        "missing",
        "unexpected",
        "expected",
        "found",
        "parse",
        "null",
        "string",
        "panicked",
        "unwrap",
        "Option<",
        "Vec<",
        "stack",
        "backtrace",
        "failed",
        "cannot",
        "must",
        "unknown",
        "please",
        "file ",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).expect("the snapshots").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a snapshot");
        let Some((indonesian, _)) = text.split_once("---- in English ----") else { continue };
        // Our own sentences only: not the author's lines in the excerpts.
        let sentences = indonesian.lines().filter(|line| {
            line.starts_with("kesalahan[") || line.starts_with("peringatan[") || line.trim_start().starts_with("= ")
        });
        for line in sentences {
            looked_at += 1;
            let own = without_quotes(line).to_lowercase();
            for word in FOREIGN {
                let word = word.to_lowercase();
                let whole = own.split(|c: char| !c.is_alphanumeric()).any(|part| part == word.trim());
                assert!(!whole, "{}: \"{word}\" in: {line}", entry.path().display());
            }
        }
    }
    assert!(looked_at > 100, "the snapshots hold sentences");
}

/// What authors wrote themselves stands in quotes.
fn without_quotes(line: &str) -> String {
    line.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}
