//! Counting visits: a server's log in; counts out, and nothing about whoever came.

use crate::harness::{self, write};
use flate2::Compression;
use flate2::write::GzEncoder;
use kentongan::config::Overrides;
use kentongan::diagnostic::Diagnostics;
use kentongan::pipeline::{self, Day, Request};
use kentongan::reach::portal::Portal;
use kentongan::reach::{Counter, LONGEST_LINE};
use kentongan::render::Finish;
use kentongan::report::Speech;
use kentongan::report::reach::period::By;
use kentongan::report::reach::{self, Count, Findings};
use kentongan::site::Drafts;
use kentongan::source::{SourceTree, read};
use kentongan::vocabulary::Date;
use proptest::prelude::*;
use std::fs;
use std::io::{BufReader, Read, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const CONFIG: &str =
    "nama: Portal Uji\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/bpu/\nzona: WIB\n";
const REGIONS: &str = "\
wilayah:
  cilongok: {nama: Cilongok, kode: '1', desa: 1, kelurahan: 0, lintang: -7.4, bujur: 109.0, diperiksa: 2026-11-22}
";
const PERSON: &str = "Mozilla/5.0 (Linux; Android 7.0; SM-J250F) Chrome/70.0 Mobile Safari/537.36";
const ROBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1)";

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    write(root, "kentongan.yaml", CONFIG);
    write(
        root,
        "content/_index.md",
        "---\njudul: Beranda\nringkasan: Depan.\njenis: artikel\n---\n\nSelamat datang.\n",
    );
    write(root, "content/_facts/wilayah.yaml", REGIONS);
    for name in ["jkm", "jkk", "jht"] {
        let title = name.to_uppercase();
        let text = format!("---\njudul: {title}\nringkasan: Tentang {name}.\nalias: [/lama/{name}/]\n---\n\nIsi.\n");
        write(root, &format!("content/{name}.md"), &text);
    }
    folder
}

fn portal(root: &Path) -> Portal {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).expect("the folder can be read");
    let day = Day::Given(Date::parse("2026-11-22").expect("a day"));
    let request = Request { day, drafts: Drafts::LeaveOut, overrides: Overrides::default(), finish: Finish::PREVIEW };
    Portal::of(&pipeline::plan(&source, &request, diagnostics))
}

fn line(time: &str, path: &str, status: u16, referrer: &str, agent: &str) -> String {
    format!("203.0.113.77 - warga [{time} +0000] \"GET {path} HTTP/1.1\" {status} 4312 \"{referrer}\" \"{agent}\"\n")
}

/// Somebody opens a page, on a day of November.
fn visit(day: u32, path: &str) -> String {
    line(&format!("{day:02}/Nov/2026:02:00:00"), path, 200, "https://mesin-cari.example/?q=rahasia", PERSON)
}

fn visits(count: usize, day: u32, path: &str) -> String {
    visit(day, path).repeat(count)
}

/// A month with a bit of everything.
fn month() -> String {
    [
        visits(12, 2, "/bpu/jkm/?k=wa"),
        visits(3, 3, "/bpu/jkk/?k=wa"),
        visits(2, 3, "/bpu/jht/index.html?k=wa"),
        visits(9, 10, "/bpu/jkk/?k=poster-cilongok"),
        visits(6, 11, "/bpu/jkm/?k=poster-cilongok"),
        visits(1, 12, "/bpu/jht/?k=poster-cilongok"),
        visits(3, 12, "/bpu/?k=selebaran-desa-x"),
        visits(8, 16, "/bpu/e/7kq2m/"),
        visits(40, 20, "/bpu/"),
        visits(7, 20, "/bpu//jkm/./?utm_source=x"),
        visits(4, 20, "/bpu/sudah-hilang/"),
        visits(5, 20, "/bpu/unduhan/formulir%20klaim.pdf"),
        visits(30, 20, "/bpu/aset/icon.3667e733.svg"),
        visits(2, 20, "/situs-lain/"),
        line("20/Nov/2026:02:00:00", "/bpu/jkm/", 304, "-", PERSON),
        line("20/Nov/2026:02:00:00", "/bpu/lama/jkm/?k=wa", 200, "-", PERSON),
        line("20/Nov/2026:02:00:00", "/bpu/unduhan/formulir.pdf", 206, "-", PERSON),
        line("20/Nov/2026:02:00:00", "/bpu/jkm/", 200, "-", ROBOT),
        line("20/Nov/2026:02:00:00", "/bpu/jkm/?k=wa", 200, "-", "WhatsApp/2.23.20.0 A"),
        line("20/Nov/2026:02:00:00", "/bpu/jkm/index.html", 200, "https://portal-uji.desa/bpu/sw.js", PERSON),
        line("20/Nov/2026:02:00:00", "/bpu/hilang/?k=poster-cilongok", 404, "-", PERSON).repeat(5),
        line("20/Nov/2026:02:00:00", "/bpu/jkm", 301, "-", PERSON),
    ]
    .concat()
}

/// Counts a log and hands the findings to `look`.
fn count(log: &str, portal: &Portal, by: Option<By>, look: impl FnOnce(&Findings<'_>)) {
    let mut counter = Counter::new(portal, None, None);
    counter.read(&mut log.as_bytes(), "access.log", &|_| {});
    look(&reach::findings(&counter.tally, portal, by));
}

#[test]
fn a_month_is_told_in_both_languages() {
    let project = project();
    count(&month(), &portal(project.path()), None, |findings| {
        let text = |speech| reach::text::text(findings, speech);
        let both = format!("{}---- in English ----\n\n{}", text(Speech::Indonesian), text(Speech::English));
        harness::assert_reviewed("jangkauan", &both);
    });
}

#[test]
fn what_is_asked_ahead_or_by_robots_is_no_visit() {
    let project = project();
    count(&month(), &portal(project.path()), None, |findings| {
        let lines = &findings.tally.lines;
        assert_eq!((findings.tally.visits, findings.tally.downloads), (96, 5));
        assert_eq!((lines.robots, lines.ahead, lines.pieces), (2, 1, 1));
        // Nothing is counted twice: an old address leads on to the page that is counted.
        assert_eq!(lines.parts, 31);
        assert_eq!((lines.failed, lines.elsewhere), (6, 2));
    });
}

#[test]
fn days_are_those_of_the_portal() {
    let project = project();
    let late = line("31/Oct/2026:16:59:59", "/bpu/", 200, "-", PERSON);
    let later = line("31/Oct/2026:17:00:00", "/bpu/", 200, "-", PERSON);
    count(&format!("{late}{later}"), &portal(project.path()), Some(By::Day), |findings| {
        let days: Vec<_> = findings.periods.iter().map(|period| (period.first.to_string(), period.visits)).collect();
        assert_eq!(days, [("2026-10-31".to_owned(), 1), ("2026-11-01".to_owned(), 1)]);
    });
}

#[test]
fn small_numbers_of_a_code_are_not_told_and_cannot_be_reckoned() {
    let project = project();
    count(&month(), &portal(project.path()), Some(By::Week), |findings| {
        let way = |code: &str| findings.ways.iter().find(|way| way.code.as_deref() == Some(code)).expect("a way");
        let poster = way("poster-cilongok");
        assert_eq!(poster.visits, Count::Exact(16));
        // One visit to a page would be 16 less the others: so the next page is not told either.
        let told: Vec<_> = poster.pages.iter().map(|page| (page.path.as_deref(), page.visits)).collect();
        assert_eq!(told, [(Some("/jkk/"), 9)]);
        let rest = poster.rest.as_ref().expect("a rest");
        assert_eq!((rest.pages, rest.visits), (2, Count::Exact(7)));
        assert_eq!(way("selebaran-desa-x").visits, Count::Few);
        assert!(way("selebaran-desa-x").pages.is_empty());
        // A printed edition is a code: its page is not told a second time.
        assert!(findings.pages.iter().all(|page| page.path.as_deref() != Some("/e/7kq2m/")));
        let json = reach::json::json(findings, Speech::Indonesian);
        let ways = json["ways"].as_array().expect("ways");
        let few = ways.iter().find(|way| way["code"] == "selebaran-desa-x").expect("a way");
        assert!(few["visits"].is_null() && !few.to_string().contains('3'), "{few}");
    });
}

#[test]
fn a_site_in_the_same_log_and_a_portal_without_a_project() {
    let project = project();
    let ours = visit(2, "/bpu/jkm/");
    let log = format!("portal-uji.desa:443 {ours}www.portal-uji.desa {ours}toko.desa:443 {ours}");
    count(&log, &portal(project.path()), None, |findings| {
        assert_eq!((findings.tally.visits, findings.tally.lines.elsewhere), (2, 1));
    });
    count(&log, &Portal::unknown(), None, |findings| {
        assert_eq!(findings.tally.visits, 3);
        assert_eq!(findings.pages[0].path.as_deref(), Some("/bpu/jkm/"));
    });
}

/// What readers send and what must not go on, in one line each.
const SECRETS: [&str; 6] = ["203.0.113.77", "2001:db8::77", "warga", "SM-J250F", "mesin-cari", "rahasia"];

#[test]
fn nothing_about_whoever_came_is_in_any_output() {
    let project = project();
    let version_6 = visits(6, 4, "/bpu/jkm/?k=wa").replace("203.0.113.77", "2001:db8::77");
    let foreign = "203.0.113.77 rahasia warga SM-J250F\n";
    count(&format!("{}{version_6}{foreign}", month()), &portal(project.path()), None, |findings| {
        for speech in [Speech::Indonesian, Speech::English] {
            let problems = reach::problems(findings.tally).sorted();
            let outputs = [
                reach::text::text(findings, speech),
                reach::json::json(findings, speech).to_string(),
                reach::page::page(findings, speech),
                harness::in_both_languages(&problems, &SourceTree::default()),
            ];
            for (output, secret) in outputs.iter().flat_map(|output| SECRETS.map(|secret| (output, secret))) {
                assert!(!output.contains(secret), "{secret} in:\n{output}");
            }
        }
    });
}

#[test]
fn the_page_needs_nothing_and_runs_nothing() {
    let project = project();
    count(&month(), &portal(project.path()), Some(By::Week), |findings| {
        let page = reach::page::page(findings, Speech::Indonesian);
        for needed in [
            "default-src 'none'; style-src 'sha256-",
            "<meta name=\"robots\" content=\"noindex\">",
            "<svg class=\"chart\" viewBox=\"0 0 770 250\" role=\"img\"",
            "<th scope=\"row\">16–20 November 2026</th><td>60</td>",
            "Poster, Cilongok <code>poster-cilongok</code>",
        ] {
            assert!(page.contains(needed), "no {needed} in:\n{page}");
        }
        for unwanted in ["<script", " src=", " href=", " style=", "url("] {
            assert!(!page.contains(unwanted), "{unwanted} in:\n{page}");
        }
    });
}

#[test]
fn what_strangers_write_acts_nowhere() {
    let hostile = [
        visit(2, "/%1b%5d0;judul%07/%3Cscript%3Ealert(1)%3C/script%3E/"),
        visit(2, "/\\x1b[31m/<img src=x onerror=a>/"),
        visit(2, "/a/?k=%1b[2J"),
        visit(2, "/%E2%80%AE%0d%0a/"),
        visit(2, "/{{words.title}}/{%25 raw %25}/"),
    ]
    .concat();
    let mut bytes = hostile.into_bytes();
    bytes.extend(
        b"::1 - - [02/Nov/2026:02:00:00 +0000] \"GET /\xff\xfe\x1b/ HTTP/1.1\" 200 1 \"-\" \"Mozilla/5.0 \xff\"\n",
    );
    let portal = Portal::unknown();
    let mut counter = Counter::new(&portal, None, None);
    counter.read(&mut bytes.as_slice(), "access\u{1b}[31m.log", &|_| {});
    assert_eq!(counter.tally.visits, 6);
    let findings = reach::findings(&counter.tally, &portal, None);
    let text = reach::text::text(&findings, Speech::Indonesian);
    let json = reach::json::json(&findings, Speech::Indonesian).to_string();
    let page = reach::page::page(&findings, Speech::Indonesian);
    for output in [&text, &json, &page] {
        assert!(!output.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{output:?}");
    }
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn problems_of_a_log_say_where_and_what_to_do() {
    let all = |log: &str, broken: bool| {
        let portal = Portal::unknown();
        let mut counter = Counter::new(&portal, None, None);
        counter.read(&mut log.as_bytes(), "access.log", &|_| {});
        if broken {
            let mut cut = packed(&month());
            cut.truncate(cut.len() / 2);
            counter.read(
                &mut BufReader::new(flate2::read::MultiGzDecoder::new(cut.as_slice())),
                "lama.log.gz",
                &|_| {},
            );
        }
        harness::in_both_languages(&reach::problems(&counter.tally).sorted(), &SourceTree::default())
    };
    let some = format!("{}\n{}baris lain\n{}\n", visit(2, "/"), visit(3, "/"), "x".repeat(LONGEST_LINE));
    let error_log = "2026/11/22 21:57:47 [error] 7#7: open() failed, client: 203.0.113.77\n".repeat(3);
    let both = format!("{}\n======== an error log ========\n\n{}", all(&some, true), all(&error_log, false));
    harness::assert_reviewed("jangkauan-salah", &both);
}

#[test]
fn a_line_without_an_end_takes_no_memory() {
    let portal = Portal::unknown();
    let mut counter = Counter::new(&portal, None, None);
    let endless = std::io::repeat(b'a').take(200_000_000);
    let mut log = BufReader::new(endless.chain("\n".as_bytes()).chain(TWO.as_bytes()));
    counter.read(&mut log, "access.log", &|_| {});
    let lines = &counter.tally.lines;
    assert_eq!((lines.all, lines.too_long.count, counter.tally.visits), (3, 1, 2));
    assert_eq!(lines.too_long.first, Some(("access.log".to_owned(), 1)));
}

const TWO: &str = "::1 - - [02/Nov/2026:02:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n::1 - - [02/Nov/2026:02:00:00 +0000] \"GET / HTTP/1.1\" 200 1";

fn packed(log: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(log.as_bytes()).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn run(root: &Path, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    program.current_dir(root).args(arguments).env("NO_COLOR", "1");
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("its input is ours").write_all(input);
    let output = child.wait_with_output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn logs_come_packed_in_pieces_and_through_pipes() {
    let project = project();
    let root = project.path();
    write(root, "access.log", &visits(3, 2, "/bpu/jkm/"));
    let pieces = [packed(&visits(2, 1, "/bpu/")), packed(&visits(2, 1, "/bpu/jkk/"))].concat();
    // Whatever its name says.
    fs::write(root.join("access.log.1"), &pieces).expect("the log can be written");
    let visits_in = |arguments: &[&str], input: &[u8]| {
        let (code, out, err) = run(root, &[&["reach", "--json"], arguments].concat(), input);
        assert_eq!(code, Some(0), "{err}");
        serde_json::from_str::<serde_json::Value>(&out).expect("JSON")["visits"].as_u64()
    };
    assert_eq!(visits_in(&["access.log", "access.log.1"], b""), Some(7));
    assert_eq!(visits_in(&["access.log", "./access.log"], b""), Some(3), "the same log counts once");
    assert_eq!(visits_in(&["-"], &pieces), Some(4));
    assert_eq!(visits_in(&["-"], b""), Some(0));
    assert_eq!(visits_in(&["access.log", "access.log.1", "--from", "2026-11-02"], b""), Some(3));
    assert_eq!(visits_in(&["access.log", "access.log.1", "--sampai", "1 November 2026"], b""), Some(4));
}

#[test]
fn the_command_answers_with_exit_codes() {
    let project = project();
    let root = project.path();
    write(root, "access.log", &month());
    write(root, "error.log", "2026/11/22 21:57:47 [error] 7#7: open() failed\n");
    let (code, out, err) = run(root, &["jangkauan", "access.log", "--html", "rapat/jangkauan.html"], b"");
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("Halamannya ada di rapat/jangkauan.html."), "{out}");
    assert!(fs::read_to_string(root.join("rapat/jangkauan.html")).expect("a page").contains("Kunjungan ke Portal Uji"));
    let (code, out, err) = run(root, &["jangkauan", "error.log", "--html", "x.html"], b"");
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("log-tidak-dikenal") && !root.join("x.html").exists(), "{err}");
    for (arguments, expected) in [
        (&["jangkauan"][..], "Sebutkan berkas lognya"),
        (&["jangkauan", "tidak-ada.log"], "Berkas tidak-ada.log tidak ada."),
        (&["jangkauan", "content"], "content adalah folder."),
        (&["jangkauan", "access.log", "--html", "./access.log"], "access.log adalah lognya."),
        (&["jangkauan", "access.log", "--per", "jam"], "Pilihannya: hari, minggu, bulan."),
        (&["jangkauan", "access.log", "--dari", "2026-11-02", "--sampai", "2026-11-01"], "Tukar --dari dan --sampai."),
    ] {
        let (code, _, err) = run(root, arguments, b"");
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
    assert_eq!(fs::read_to_string(root.join("access.log")).expect("the log"), month());
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let (code, out, err) = run(nowhere.path(), &["reach", "-", "--lang", "en"], month().as_bytes());
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("There is no kentongan.yaml") && out.contains("/bpu/jkm/"), "{out}");
}

#[test]
fn a_printed_edition_is_told_with_its_page_its_district_and_its_day() {
    let project = project();
    let benefit = "---\njudul: Santunan\nringkasan: Uang untuk keluarga.\njenis: manfaat\n---\n\nIsi.\n";
    write(project.path(), "content/santunan.md", benefit);
    let (code, _, err) = run(project.path(), &["pack", "cilongok", "--date", "2026-11-22"], b"");
    assert_eq!(code, Some(0), "{err}");
    let editions = fs::read_to_string(project.path().join("edisi.yaml")).expect("the editions");
    let written = editions.lines().find_map(|line| line.trim().trim_start_matches("- ").strip_prefix("kode: "));
    let printed = written.expect("a code").trim_matches(['"', '\'']).to_owned();
    let log = visits(7, 2, &format!("/bpu/e/{printed}/")) + &visits(5, 3, &format!("/bpu/e/{printed}/index.html"));
    count(&log, &portal(project.path()), None, |findings| {
        assert_eq!((findings.tally.visits, findings.tally.downloads, findings.direct), (12, 0, 0));
        let label = findings.ways[0].label.as_ref().expect("a name");
        assert_eq!(label.id, format!("Cetakan {printed}: Santunan, Cilongok, 22 November 2026"));
    });
}

#[test]
fn an_address_that_the_program_hands_out_is_counted_under_its_name() {
    let project = project();
    let arguments =
        ["carriers", "jkm.md", "--json", "--place", "Desa Pernasidi (RW 2), dekat balai desa dan lapangan voli baru"];
    let (code, out, err) = run(project.path(), &arguments, b"");
    assert_eq!(code, Some(0), "{err}");
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let addresses = json["addresses"].as_array().expect("addresses");
    assert_eq!(addresses.len(), 6);
    for address in addresses {
        let address = address["address"].as_str().expect("an address");
        let path = address.strip_prefix("https://portal-uji.desa").expect("of the portal");
        count(&visits(5, 2, path), &portal(project.path()), None, |findings| {
            assert_eq!(findings.direct, 0, "{address}");
            let label = &findings.ways[0].label.as_ref().expect("a name").id;
            assert!(label.contains(", desa pernasidi rw 2 dekat balai"), "{label}");
            assert_eq!(findings.pages[0].title.as_deref(), Some("JKM"));
        });
    }
    let (code, _, err) = run(project.path(), &["saluran", "jkm.md", "--tempat", "!!!"], b"");
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("\"!!!\" bukan nama tempat."), "{err}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_is_accounted_for(pieces in proptest::collection::vec(piece(), 0..40)) {
        let log = pieces.concat();
        let portal = Portal::unknown();
        let mut counter = Counter::new(&portal, Date::new(2026, 11, 2), None);
        counter.read(&mut log.as_slice(), "access.log", &|_| {});
        let findings = reach::findings(&counter.tally, &portal, None);
        let lines = &counter.tally.lines;
        let counted = counter.tally.visits + counter.tally.downloads;
        let others = lines.robots + lines.ahead + lines.parts + lines.pieces + lines.failed + lines.elsewhere + lines.other_days;
        prop_assert_eq!(counted + others + lines.unreadable.count + lines.too_long.count, lines.all);
        prop_assert_eq!(findings.periods.iter().map(|period| period.visits).sum::<u64>(), counter.tally.visits);
        for output in [reach::text::text(&findings, Speech::Indonesian), reach::page::page(&findings, Speech::English)] {
            prop_assert!(!output.chars().any(|c| c.is_control() && c != '\n'), "{:?}", output);
        }
    }
}

/// What stands in logs, cut into pieces and shaken.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<Vec<u8>> = vec![
        visit(1, "/").into_bytes(),
        visit(2, "/bpu/?k=wa").into_bytes(),
        visit(3, "/e/7kq2m/").into_bytes(),
        visit(4, "/a.pdf").into_bytes(),
        line("05/Nov/2026:02:00:00", "/x/?k=poster", 404, "-", PERSON).into_bytes(),
        line("05/Nov/2026:02:00:00", "/x/", 200, "-", ROBOT).into_bytes(),
        line("05/Nov/2026:02:00:00", "/x/", 206, "a/sw.js", PERSON).into_bytes(),
        b"::1 - - [02/Nov/2026:02:00:00 +0700] \"".to_vec(),
        b"GET /".to_vec(),
        b"POST / HTTP/1.1\" 200 5\n".to_vec(),
        b"%00%1b%".to_vec(),
        b"?k=".to_vec(),
        b"..//".to_vec(),
        b" HTTP/1.1\" 200 -\n".to_vec(),
        b"\" 304 0 \"".to_vec(),
        b"\\x1b\\".to_vec(),
        b"\n".to_vec(),
        b"\r\n".to_vec(),
        b"[".to_vec(),
        b"]".to_vec(),
        b"\"".to_vec(),
        b" - ".to_vec(),
        vec![0xff, 0xfe, 0x00, 0x1b],
        vec![b'a'; LONGEST_LINE],
    ];
    proptest::sample::select(pieces)
}
