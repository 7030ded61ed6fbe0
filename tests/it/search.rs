//! Search and the pages that lead to every other one.

use crate::harness::{self, Built, CONFIG, HOME, build_files};
use kentongan::output::search::word::Stems;
use kentongan::vocabulary::Language;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn a_long_alphabet_has_several_pages_and_every_title_once() {
    let titles: Vec<String> = ["Ajar", "Bayar", "Daftar", "Éling"]
        .iter()
        .flat_map(|word| (1..=60).map(move |n| format!("{word} nomor {n} dari banyak halaman")))
        .collect();
    let built = portal_of(&titles);
    let pages: Vec<&String> = built.files.keys().filter(|path| path.starts_with("a-z/")).collect();
    assert!(pages.len() > 2, "{pages:?}");
    for title in &titles {
        let shown: usize = pages.iter().map(|page| built.main(page).matches(&format!(">{title}</a>")).count()).sum();
        assert_eq!(shown, 1, "{title}");
    }
    for page in &pages {
        let main = built.main(page);
        for letter in ["a", "b", "d", "e"] {
            assert!(main.contains(&format!("#{letter}\">")), "{page} has no way to {letter}");
        }
    }
    assert!(
        !built.main("a-z/index.html").contains("rel=\"prev\"") && built.main("a-z/index.html").contains("rel=\"next\"")
    );
}

#[test]
fn a_portal_with_only_a_home_page_needs_no_way_to_others() {
    let built = build_files([("kentongan.yaml", CONFIG), ("content/_index.md", HOME)]);
    let extra: Vec<&String> = built
        .files
        .keys()
        .filter(|path| ["a-z", "saya-ingin", "cari", "aset/cari"].iter().any(|p| path.starts_with(p)))
        .collect();
    assert!(extra.is_empty(), "{extra:?}");
}

#[test]
fn only_the_search_page_may_run_a_script() {
    let built = portal_of(&["Cara mendaftar".into()]);
    let policy = |path: &str| {
        let html = built.file(path);
        let start = html.find("default-src").expect("a policy");
        html[start..].split('"').next().expect("its end").to_owned()
    };
    assert!(policy("cari/index.html").contains("script-src 'self'; connect-src 'self'"));
    for path in ["index.html", "a-z/index.html", "hal0/index.html"] {
        assert!(!policy(path).contains("script-src"), "{path}");
        assert!(!built.file(path).contains("<script src"), "{path}");
    }
}

#[test]
fn the_index_is_named_by_what_is_in_it() {
    let names = |title: &str| -> Vec<String> {
        let built = portal_of(&[title.to_owned()]);
        built.files.into_keys().filter(|path| path.starts_with("aset/cari-")).collect()
    };
    assert_eq!(names("Cara mendaftar"), names("Cara mendaftar"));
    assert_ne!(names("Cara mendaftar"), names("Cara membayar"));
}

#[test]
fn words_are_found_by_their_stems_and_amounts_are_not() {
    let page = "---\njudul: Mendaftarkan tetangga\nringkasan: \"Biaya {{ fakta biaya }}.\"\ningin: [membantu]\n---\n\n## Persyaratan\n\nBawa <b>KTP</b> & {{ fakta biaya }}.\n";
    let fact = "fakta:\n  biaya: {label: Biaya, satuan: rupiah, nilai: 98765, sumber: [s], diperiksa: 2026-11-22}\nsumber:\n  s: {judul: S}\n";
    let built = build_files([
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/_facts/a.yaml", fact),
        ("content/daftar.md", page),
    ]);
    let index = part(&built, "cari-id-k0");
    let stem = |word: &str| index.get(word).and_then(serde_json::Value::as_str);
    assert_eq!(stem("daftar"), Some("#"), "in the title: {index}");
    assert_eq!(stem("bantu"), Some("#"), "in what readers want");
    assert_eq!(stem("syarat"), Some("!#"), "in a heading");
    assert_eq!(stem("ktp"), Some("!!!#"), "in the text");
    assert_eq!(stem("yang"), Some(""), "says nothing");
    for word in ["98", "765", "98765", "amp", "href", "mendaftarkan"] {
        assert_eq!(stem(word), None, "{word}");
    }
    let pages = part(&built, "cari-id-h0");
    assert_eq!(pages[1], "daftar/");
    assert_eq!(pages[2], "Mendaftarkan tetangga");
}

/// A portal of articles with these titles.
fn portal_of(titles: &[String]) -> Built {
    let mut files =
        vec![("kentongan.yaml".to_owned(), CONFIG.to_owned()), ("content/_index.md".to_owned(), HOME.to_owned())];
    files.extend(titles.iter().enumerate().map(|(number, title)| {
        (format!("content/hal{number}.md"), format!("---\njudul: {title}\nringkasan: Satu kalimat.\n---\n\nIsi.\n"))
    }));
    harness::build_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// A part of the search index.
fn part(built: &Built, name: &str) -> serde_json::Value {
    let path = built.files.keys().find(|path| path.starts_with(&format!("aset/{name}."))).expect("a part of the index");
    serde_json::from_str(built.file(path)).expect("JSON")
}

/// Readers' words are stemmed by the page's script, the portal's by the program. Needs Node.
#[test]
fn the_script_and_the_index_find_the_same_stems() {
    let mut words = words_of_the_portal();
    assert!(words.len() > 2_000, "{} words", words.len());
    words.extend(made_up_words());
    let stems = Stems::new(Language::Indonesian);
    let pairs: Vec<(&String, String)> = words.iter().map(|word| (word, stems.stem(word))).collect();
    let mut node = Command::new("node")
        .arg("tests/browser/stems.mjs")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs Node (20 or newer)");
    let input = serde_json::to_vec(&pairs).expect("JSON");
    node.stdin.take().expect("a pipe").write_all(&input).expect("the words are read");
    let output = node.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Every run of letters in the content, in small letters.
fn words_of_the_portal() -> BTreeSet<String> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut words = BTreeSet::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name().into_iter().flatten() {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let text = text.to_lowercase();
        words.extend(text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).map(str::to_owned));
    }
    words
}

/// Roots with every affix of Indonesian, in every order that occurs.
fn made_up_words() -> Vec<String> {
    let prefixes = [
        "", "di", "ke", "me", "mem", "men", "meny", "meng", "pe", "pem", "pen", "peny", "peng", "ter", "per", "ber",
        "be", "pel", "bel", "memper", "diper", "keber", "member",
    ];
    let roots =
        ["ajar", "apung", "ambil", "kerja", "sapu", "pukul", "ikut", "ubah", "bayar", "isi", "si", "a", "uang", "nasi"];
    let suffixes =
        ["", "i", "an", "kan", "nya", "ku", "mu", "lah", "kah", "pun", "annya", "kanlah", "inya", "annyalah"];
    let mut words = Vec::new();
    for prefix in prefixes {
        for root in roots {
            words.extend(suffixes.iter().map(|suffix| format!("{prefix}{root}{suffix}")));
        }
    }
    words
}
