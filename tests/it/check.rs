//! `kentongan check`, on small sites: what a person reads from top to bottom.

use crate::harness::{assert_reviewed, build_page, write};
use assert_cmd::Command;
use kentongan::check::external::{self, Verdict};
use kentongan::diagnostic::Diagnostics;
use kentongan::online::{self, Patience};
use kentongan::vocabulary::Date;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

const CONFIG: &str = "nama: Portal\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\n";
const HOME: &str =
    "---\njudul: Beranda\nringkasan: Depan.\njenis: artikel\ndiperiksa: 2026-11-22\n---\n\nLihat [hal](hal.md).\n";
const FACTS: &str = "\
golongan:
  transportasi: {nama: Ojek dan sopir}
  lainnya: {nama: Pekerja lain}
fakta:
  santunan:
    label: Santunan
    satuan: rupiah
    nilai: 42000000
    diperiksa: 2026-06-01
    terbit: ok
  potongan:
    label: Potongan
    satuan: persen
    nilai:
      - {golongan: transportasi, nilai: 50}
      - {golongan: lainnya, sampai: 2026-12-31, nilai: 50}
      - {golongan: lainnya, mulai: 2027-01-01, nilai: 0, tulis: tidak ada lagi, tulis_inggris: none any more}
    terbit: ok
istilah:
  jkm: {nama: JKM, kepanjangan: Jaminan Kematian, arti: Uang untuk keluarga., terbit: ok}
kanal:
  kantor: {untuk: resmi, nama: Kantor cabang, keterangan: Telepon (0281) 7770001., terbit: ok}
";

/// A portal whose only page is `content/hal.md`, with this much after its title.
fn portal(page: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/_facts/data.yaml", FACTS);
    write(folder.path(), "content/hal.md", &format!("---\njudul: Hal\nringkasan: Satu hal.\n{page}"));
    folder
}

/// The exit code and what is said, without the ledger, which has a test of its own.
fn run(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output = command.current_dir(root).args(arguments).args(["--date", "2026-11-22"]).env("NO_COLOR", "1").output();
    let output = output.expect("the program runs");
    let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("the program speaks UTF-8");
    (output.status.code(), text)
}

/// One section of the report, without its title.
fn section(page: &str, title: &str) -> String {
    let (_, text) = run(portal(page).path(), &["check"]);
    let Some(start) = text.find(&format!("{title} (")) else { return format!("no section in:\n{text}") };
    text[start..].lines().skip(3).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sound_portal_has_no_findings_but_the_ledger() {
    let page = "diperiksa: 2026-11-22\npenanggung_jawab: Bu Sri\n---\n\nTanyakan ke [175](tel:175).\n";
    let (code, text) = run(portal(page).path(), &["periksa", "--hari", "30"]);
    assert_eq!(code, Some(0), "{text}");
    insta::assert_snapshot!(text, @"
    Waktu periksa
    =============

    Yang harus diperiksa berikutnya (paling lambat, terakhir, penjaga, halaman):
      2027-11-22  2026-11-22  (belum ada)       content/_index.md
      2027-11-22  2026-11-22  Bu Sri            content/hal.md

    Tidak ada temuan.
    ");
}

#[test]
fn an_identity_number_stops_check_and_build() {
    let project = portal("diperiksa: 2026-11-22\n---\n\nNIK Bu Sri 3302 0141 0190 0001.\n");
    write(project.path(), "content/_unduhan/daftar 3302010101900001.csv", "nama;nik\nSri;33.02.01.410190.0001\n");
    let (code, text) = run(project.path(), &["build"]);
    assert_eq!(code, Some(1), "{text}");
    let (code, checked) = run(project.path(), &["check"]);
    assert_eq!(code, Some(1), "{checked}");
    let said = &checked[..checked.find("Waktu periksa").expect("the ledger")];
    insta::assert_snapshot!(said, @"
    Data pribadi (3)
    ================

    kesalahan[nik-terbuka]: 3302············ tampaknya NIK seseorang. NIK tidak boleh tayang.
    --> content/_unduhan/daftar 3302010101900001.csv:1:1
     = saran: Hapus nomornya. Untuk contoh, tulis: 16 angka di KTP.

    kesalahan[nik-terbuka]: 3302············ tampaknya NIK seseorang. NIK tidak boleh tayang.
     --> content/_unduhan/daftar 3302010101900001.csv:2:5
      |
    2 | Sri;33.02.01.410190.0001
      |     ^^^^^^^^^^^^^^^^^^^^
      |
      = saran: Hapus nomornya. Untuk contoh, tulis: 16 angka di KTP.

    kesalahan[nik-terbuka]: 3302············ tampaknya NIK seseorang. NIK tidak boleh tayang.
     --> content/hal.md:7:12
      |
    7 | NIK Bu Sri 3302 0141 0190 0001.
      |            ^^^^^^^^^^^^^^^^^^^
      |
      = saran: Hapus nomornya. Untuk contoh, tulis: 16 angka di KTP.
    ");
}

#[test]
fn cards_and_private_numbers_are_found_official_ones_are_not() {
    let page = "diperiksa: 2026-11-22\n---\n\nKartu 4111 1111 1111 1111.\n\nHubungi Pak Udin 0812-3456-7890.\n\n\
                Kantor: 0281 7770001 atau 175.\n";
    insta::assert_snapshot!(section(page, "Data pribadi"), @r#"
    content/hal.md:7:7: Ini tampaknya nomor kartu bank.
      = saran: Hapus nomornya. Kartu orang tidak boleh tayang.
    content/hal.md:9:18: Nomor telepon 0812-3456-7890 ada di dalam teks, tanpa izin yang tercatat.
      = saran: Pindahkan ke "kontak", "telepon", atau "whatsapp" dan catat "izin". Atau tulis 175.
    "#);
}

#[test]
fn a_typed_amount_is_answered_with_the_shortcode() {
    let page = "diperiksa: 2026-11-22\n---\n\nSantunan Rp42.000.000, atau Rp42 juta. Ongkos Rp5.000.\n";
    insta::assert_snapshot!(section(page, "Jumlah uang yang diketik sendiri"), @r#"
    content/hal.md:7:10: "Rp42.000.000" diketik sendiri. Bila aturannya berubah, angka ini tetap yang lama.
    content/hal.md:7:29: "Rp42 juta" diketik sendiri. Bila aturannya berubah, angka ini tetap yang lama.
      = saran: Tulis {{ fakta santunan }}
    "#);
}

#[test]
fn what_ends_soon_is_told_with_what_follows() {
    insta::assert_snapshot!(section("---\n\nIsi.\n", "Segera berakhir"), @"
    content/_facts/data.yaml:16:9: Potongan (Pekerja lain) berakhir 31 Desember 2026, 39 hari lagi. Sesudah itu: tidak ada lagi.
      = saran: Cari tahu apakah ada aturan baru, lalu ubah datanya di sini.
    ");
}

#[test]
fn language_is_kept_plain() {
    let page = "diperiksa: 2026-11-22\n---\n\nJKM untuk keluarga. Peserta bisa melakukan pembayaran.\n\n\
                Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas empat belas \
                {{ fakta santunan }} lima belas enam belas.\n\nSesudah itu {{ istilah jkm }} dibayar.\n";
    insta::assert_snapshot!(section(page, "Bahasa"), @r#"
    content/hal.md:7:1: JKM belum dijelaskan di halaman ini.
      = saran: Tulis {{ istilah jkm }} di sini; hasilnya: Jaminan Kematian (JKM).
    content/hal.md:7:34: "melakukan pembayaran" sulit dipahami.
      = saran: Tulis "membayar".
    content/hal.md:9:1: Kalimat ini 22 kata. Paling banyak 20.
      = saran: Pecah menjadi dua kalimat.
    "#);
    let project = portal(page);
    write(project.path(), "kentongan.yaml", &format!("{CONFIG}panjang_kalimat: {{artikel: 30}}\n"));
    assert!(!run(project.path(), &["check"]).1.contains("Kalimat ini"), "the limit is the portal's to set");
}

#[test]
fn an_explained_abbreviation_is_fine() {
    for text in ["{{ istilah jkm }} itu uang. JKM dibayar.", "Jaminan Kematian (JKM).", "JKM (uang duka) dibayar."] {
        let page = format!("diperiksa: 2026-11-22\n---\n\n{text}\n");
        assert!(section(&page, "Bahasa").starts_with("no section"), "{text}");
    }
}

#[test]
fn an_overdue_page_warns_unless_the_portal_refuses_it() {
    let page = "diperiksa: 2025-01-01\n---\n\nSantunan {{ fakta santunan }}.\n";
    insta::assert_snapshot!(section(page, "Waktu periksa"), @"
    content/hal.md: Halaman ini harus diperiksa lagi paling lambat 1 Januari 2026.
      = saran: Periksa isinya, lalu tulis diperiksa: dengan tanggal hari ini.
    ");
    let project = portal(page);
    let strict = format!("{CONFIG}tinjau: {{artikel: 3 bulan}}\ntinjau_lewat: kesalahan\n");
    write(project.path(), "kentongan.yaml", &strict);
    let (code, text) = run(project.path(), &["build"]);
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!(&text[text.find("kesalahan[").expect("a message")..], @"
    kesalahan[tinjau-lewat-jumlah]: Halaman ini memuat jumlah uang dan harus diperiksa paling lambat 1 April 2025.
    --> content/hal.md:1:1
     = saran: Periksa, lalu tulis diperiksa: dengan tanggal hari ini. Belum bisa? Tulis tinjau_ditunda: dan alasannya.
    ");
    let deferred = page.replace("---\n\nS", "tinjau_ditunda: Menunggu surat cabang.\n---\n\nS");
    write(project.path(), "content/hal.md", &format!("---\njudul: Hal\nringkasan: Satu hal.\n{deferred}"));
    assert_eq!(run(project.path(), &["build"]).0, Some(0));
    let (code, text) = run(project.path(), &["check"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("tetapi boleh tayang. Alasannya: Menunggu surat cabang."), "{text}");
}

#[test]
fn an_interval_must_be_one() {
    let project = portal("---\n\nIsi.\n");
    write(project.path(), "kentongan.yaml", &format!("{CONFIG}tinjau: {{artikel: enam bulan}}\n"));
    let (code, text) = run(project.path(), &["check"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(&text[..text.find("\n\nWaktu").expect("the ledger")], @r#"
    Kesalahan (1)
    =============

    kesalahan[jangka-tidak-terbaca]: "enam bulan" bukan jangka waktu.
     --> kentongan.yaml:5:19
      |
    5 | tinjau: {artikel: enam bulan}
      |                   ^^^^^^^^^^
      |
      = saran: Tulis angka dan satuannya, misalnya 6 bulan, 30 hari, 2 minggu, atau 1 tahun.
    "#);
}

#[test]
fn a_translation_must_keep_up() {
    let project = portal("diperiksa: 2026-11-22\n---\n\nIsi.\n");
    write(project.path(), "kentongan.yaml", &format!("{CONFIG}bahasa: [id, en]\n"));
    write(
        project.path(),
        "content/hal.en.md",
        "---\njudul: Thing\nringkasan: It.\ndiperiksa: 2026-03-01\n---\n\nText.\n",
    );
    let (_, text) = run(project.path(), &["check", "--lang", "en"]);
    let start = text.find("Translations").expect("a section");
    insta::assert_snapshot!(text[start..].lines().take(5).collect::<Vec<_>>().join("\n"), @r#"
    Translations (1)
    ================

    content/hal.en.md: This translation was last checked 1 March 2026, but content/hal.md changed on 22 November 2026.
      = hint: Compare it with its source, then renew the date "diperiksa".
    "#);
}

#[test]
fn example_content_and_pages_without_a_way_are_told() {
    let project = portal("diperiksa: 2026-11-22\n---\n\nIsi.\n");
    write(project.path(), "content/_index.md", &HOME.replace("Lihat [hal](hal.md).", "Selamat datang."));
    write(project.path(), "content/toko.md", "---\njudul: Toko\nringkasan: Contoh.\ncontoh: ya\n---\n\nContoh.\n");
    let (_, text) = run(project.path(), &["check"]);
    let start = text.find("Halaman tanpa jalan").expect("a section");
    insta::assert_snapshot!(&text[start..], @"
    Halaman tanpa jalan masuk (1)
    =============================

    content/hal.md: Tidak ada jalan dari halaman depan ke /hal/
      = saran: Tautkan dari bagiannya, atau dari halaman lain.

    Isi contoh (1)
    ==============

    content/toko.md: Halaman contoh masih ada.
      = saran: Ganti dengan isi sungguhan, atau hapus berkasnya.

    Ada 0 kesalahan dan 3 peringatan.
    ");
}

/// Nearly every finding at once, as somebody reads it who does not read Indonesian.
#[test]
fn the_report_is_in_english_too() {
    let page = "diperiksa: 2025-01-01\n---\n\nNIK 3302010101900001. Kartu 4111111111111111. Telepon 081234567890.\n\n\
                JKM Rp42.000.000 apabila meninggal.\n";
    let project = portal(page);
    write(
        project.path(),
        "kentongan.yaml",
        &format!("{CONFIG}panjang_kalimat: {{semua: 3}}\npanjang_alinea: {{semua: 4}}\n"),
    );
    write(
        project.path(),
        "content/lama.md",
        "---\njudul: Lama\nringkasan: Lama.\ntinjau_ditunda: Menunggu.\n---\n\nIsi.\n",
    );
    let (code, text) = run(project.path(), &["check", "--lang", "en"]);
    assert_eq!(code, Some(1), "{text}");
    insta::assert_snapshot!(text, @r#"
    Personal data (3)
    =================

    error[nik-terbuka]: 3302············ looks like somebody's NIK (identity number). It must not be published.
     --> content/hal.md:7:5
      |
    7 | NIK 3302010101900001. Kartu 4111111111111111. Telepon 081234567890.
      |     ^^^^^^^^^^^^^^^^
      |
      = hint: Remove the number. For an example, write: the 16 digits on the identity card.

    content/hal.md:7:29: This looks like the number of a bank card.
      = hint: Remove the number. Nobody's card may be published.
    content/hal.md:7:55: The telephone number 081234567890 stands in the text, without recorded consent.
      = hint: Move it to "kontak", "telepon" or "whatsapp" and record "izin". Or write 175.

    Review (2)
    ==========

    content/hal.md: This page was to be checked again by 1 January 2026.
      = hint: Check what it says, then write diperiksa: with today's date.
    content/lama.md: Overdue for review, but allowed to stay. The reason: Menunggu.
      = hint: Remove "tinjau_ditunda" as soon as the page is checked.

    What is to be checked next (due, last check, owner, page):
      2027-11-22  2026-11-22  (nobody)          content/_index.md

    Ending soon (1)
    ===============

    content/_facts/data.yaml:16:9: Potongan (Pekerja lain) ends on 31 December 2026, in 39 days. Afterwards: none any more.
      = hint: Find out whether there is a new rule, then change the data here.

    Amounts typed by hand (1)
    =========================

    content/hal.md:9:5: "Rp42.000.000" is typed by hand. When the rule changes, this number stays the old one.
      = hint: Write {{ fakta santunan }}

    Language (4)
    ============

    content/hal.md:7:1: This paragraph has 6 words. At most 4.
      = hint: Divide it, or make it a list.
    content/hal.md:9:1: JKM is not explained on this page before it is used.
      = hint: Write {{ istilah jkm }} here; it becomes: Jaminan Kematian (JKM).
    content/hal.md:9:1: This sentence has 4 words. At most 3.
      = hint: Make it two sentences.
    content/hal.md:9:18: "apabila" is hard to understand.
      = hint: Write "bila".

    Pages nobody can reach (1)
    ==========================

    content/lama.md: No way leads from the home page to /lama/
      = hint: Link to it from its section or another page.

    Errors: 1. Warnings: 11.
    "#);
}

#[test]
fn json_names_the_section_and_has_the_ledger() {
    let (code, text) = run(portal("---\n\nRp42.000.000\n").path(), &["check", "--json"]);
    assert_eq!(code, Some(0), "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).expect("one JSON object");
    let codes: Vec<_> = json["findings"].as_array().expect("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&"jumlah-diketik".into()), "{codes:?}");
    assert_eq!(json["review"][0]["file"], "content/hal.md");
}

/// Answers each request by its path, and notes what was asked, until the test ends.
fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let named = headers.iter().any(|line| line.to_lowercase().starts_with("user-agent: kentongan/"));
            let status = match request.split(' ').collect::<Vec<_>>()[..] {
                _ if !named => "400 Who Are You",
                ["HEAD", "/tanpa-head", _] => "405 Method Not Allowed",
                [_, "/hilang", _] => "404 Not Found",
                [_, "/tertutup", _] => "403 Forbidden",
                _ => "200 OK",
            };
            let line = request.rsplit_once(' ').map_or("", |(line, _)| line).to_owned();
            notes.lock().expect("the notes").push(line);
            let _ = write!(&stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (address, asked)
}

#[test]
fn external_links_are_asked_politely_and_remembered() {
    let (address, asked) = server();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = folder.path().join(online::CACHE_FILE);
    let urls = ["/ada", "/hilang", "/tanpa-head", "/tertutup"].map(|path| format!("{address}{path}"));
    let patience = Patience { answer: Duration::from_secs(5), total: Duration::from_secs(20) };
    let day = |text: &str| Date::parse(text).expect("a day");
    let ask = |today: &str| {
        online::ask(urls.iter().map(String::as_str), &cache, day(today), patience, &|| {}).expect("a cache")
    };
    let answers = ask("2026-11-22");
    let verdicts: Vec<Verdict> = answers.verdicts.into_values().collect();
    assert_eq!(verdicts, [Verdict::Alive, Verdict::Dead(404), Verdict::Alive, Verdict::Unclear(403)]);
    let first = std::mem::take(&mut *asked.lock().expect("the notes"));
    assert_eq!(
        first,
        [
            "HEAD /ada",
            "HEAD /hilang",
            "GET /hilang",
            "HEAD /tanpa-head",
            "GET /tanpa-head",
            "HEAD /tertutup",
            "GET /tertutup"
        ]
    );
    ask("2026-11-25");
    let second = std::mem::take(&mut *asked.lock().expect("the notes"));
    assert_eq!(second, ["HEAD /hilang", "GET /hilang", "HEAD /tertutup", "GET /tertutup"], "what was alive is trusted");
    fs::remove_file(&cache).expect("the cache may be deleted");
    assert_eq!(ask("2026-11-25").verdicts.len(), 4);
}

#[test]
fn dead_links_are_told_at_their_place_and_unclear_ones_are_not() {
    let page = "---\njudul: Hal\nringkasan: Hal.\n---\n\n[Satu](https://a.contoh/x) [dua](https://b.contoh/) \
                [tiga](https://c.contoh/) [empat](https://d.contoh/#bagian)\n";
    let mut built = build_page("content/hal.md", page);
    let links = external::links(&built.planned.site);
    let verdicts = [Verdict::Dead(404), Verdict::Silent, Verdict::Unclear(403), Verdict::Alive];
    let verdicts = links.keys().cloned().zip(verdicts).collect();
    let mut found = Diagnostics::default();
    external::report(&links, &verdicts, &mut found);
    built.problems = found.sorted();
    assert_reviewed("tautan-luar", &built.messages_in_both_languages());
}

#[test]
fn without_time_nothing_is_asked_and_that_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let patience = Patience { answer: Duration::from_secs(1), total: Duration::ZERO };
    let day = Date::parse("2026-11-22").expect("a day");
    let cache = folder.path().join(online::CACHE_FILE);
    let answers = online::ask(["http://127.0.0.1:9/"].into_iter(), &cache, day, patience, &|| {}).expect("a cache");
    assert_eq!((answers.verdicts.len(), answers.not_asked), (0, 1));
}
