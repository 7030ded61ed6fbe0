//! `kentongan pack-changes` and what `check --online` says of the published portal: a real server shows a
//! folder, as a host does to which files are sent by hand.

use crate::harness::{CONFIG, HOME, assert_reviewed, build_files, in_both_languages, write};
use assert_cmd::Command;
use kentongan::check::live::{self, Live};
use kentongan::diagnostic::Diagnostics;
use kentongan::output::inventory::Inventory;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;
use tempfile::TempDir;
use zip::ZipArchive;

const FACTS: &str = "\
golongan:
  lainnya: {nama: Pekerja lain}
fakta:
  iuran:
    label: Iuran
    satuan: rupiah
    nilai:
      - {sampai: 2026-12-31, nilai: 8400}
      - {mulai: 2027-01-01, nilai: 16800}
    terbit: ok
";
const PAGE: &str = "---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\nIurannya {{ fakta iuran }}.\n";

/// A portal on a laptop, and the folder that its host publishes.
struct Office {
    folder: TempDir,
    server: SocketAddr,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let host = folder.path().join("host");
        fs::create_dir_all(&host).expect("a folder");
        let server = publish(host);
        let office = Self { folder, server };
        office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", &office.address()));
        office.write("content/_index.md", HOME);
        office.write("content/_facts/iuran.yaml", FACTS);
        office.write("content/iuran.md", PAGE);
        office
    }

    fn address(&self) -> String {
        format!("http://{}/", self.server)
    }

    fn laptop(&self) -> PathBuf {
        self.folder.path().join("laptop")
    }

    fn host(&self) -> PathBuf {
        self.folder.path().join("host")
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.laptop(), path, text);
    }

    /// The exit code, and all that is said, without what differs from run to run.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        let output = command.current_dir(self.laptop()).args(arguments).env("NO_COLOR", "1").output();
        let output = output.expect("the program runs");
        let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("the program speaks UTF-8");
        (output.status.code(), text.replace(&self.address(), "http://portal/").trim_end().to_owned())
    }

    /// Builds and sends everything, as one does the first time.
    fn publish_all(&self, day: &str) {
        let (code, said) = self.run(&["build", "--date", day]);
        assert_eq!(code, Some(0), "{said}");
        fs::remove_dir_all(self.host()).expect("the folder goes");
        for (path, bytes) in files(&self.laptop().join("public")) {
            put(&self.host(), &path, &bytes);
        }
    }

    /// Packs the changes and returns what the package holds, in its order, and its list of deletions.
    fn pack(&self, day: &str, arguments: &[&str]) -> Package {
        let (code, said) = self.run(&[&["paket-perubahan", "--tanggal", day], arguments].concat());
        assert_eq!(code, Some(0), "{said}");
        let zip = self.laptop().join(format!("paket/perubahan-{day}.zip"));
        let mut archive = ZipArchive::new(File::open(&zip).expect("a package")).expect("an archive");
        let written = (0..archive.len()).map(|index| {
            let mut file = archive.by_index(index).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").into_owned(), bytes)
        });
        let written = written.collect();
        let guide = fs::read_to_string(zip.with_extension("txt")).expect("instructions");
        let (_, list) = guide.split_once("YANG HARUS DIHAPUS DARI SERVER\r\n").expect("a list");
        let removed = list.lines().filter(|line| !line.starts_with('(')).map(str::to_owned).collect();
        Package { said, zip, guide, written, removed }
    }

    /// Does what the instructions say.
    fn install(&self, package: &Package) {
        for (path, bytes) in &package.written {
            put(&self.host(), path, bytes);
        }
        for path in &package.removed {
            fs::remove_file(self.host().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }

    /// The host shows what a build from scratch gives, and not a file more.
    fn is_published(&self, day: &str) {
        let (code, said) = self.run(&["build", "--date", day]);
        assert_eq!(code, Some(0), "{said}");
        let (host, built) = (files(&self.host()), files(&self.laptop().join("public")));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&host), names(&built));
        let other: Vec<_> = host.iter().filter(|(path, bytes)| built[*path] != **bytes).map(|(path, _)| path).collect();
        assert!(other.is_empty(), "{other:?}");
    }
}

struct Package {
    said: String,
    zip: PathBuf,
    guide: String,
    written: Vec<(String, Vec<u8>)>,
    removed: Vec<String>,
}

impl Package {
    fn names(&self) -> Vec<&str> {
        self.written.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// Files for readers, by path: our own notes are not sent to a server.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            if path.is_dir() && name != ".kentongan" {
                folders.push(path);
            } else if path.is_file() {
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    fs::write(place, bytes).expect("written");
}

/// Shows a folder to the network of this machine, until the test ends.
fn publish(folder: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(stream.try_clone().expect("a connection")).lines();
            let request = lines.next().and_then(Result::ok).unwrap_or_default();
            // What was said is to be read before the connection ends.
            let _ = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).count();
            let path = request.split(' ').nth(1).unwrap_or("/").trim_start_matches('/').to_owned();
            let (status, body) = match fs::read(folder.join(path)) {
                Ok(bytes) => ("200 OK", bytes),
                Err(_) => ("404 Not Found", b"tidak ada".to_vec()),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    address
}

#[test]
fn what_is_sent_and_deleted_makes_the_host_what_the_laptop_has() {
    let office = Office::new();
    office.write("content/lama.md", "---\njudul: Lama\nringkasan: Akan pergi.\n---\n\nIsi.\n");
    office.write(
        "content/besar.md",
        &format!("---\njudul: Besar\nringkasan: Akan pendek.\n---\n\n{}\n", "Kata dan kata. ".repeat(60)),
    );
    office.publish_all("2026-11-22");
    office.is_published("2026-11-22");

    fs::remove_file(office.laptop().join("content/lama.md")).expect("the page goes");
    office.write("content/besar.md", "---\njudul: Besar\nringkasan: Akan pendek.\n---\n\nPendek.\n");
    office.write("content/baru.md", "---\njudul: Baru\nringkasan: Baru datang.\n---\n\nIsi.\n");
    let package = office.pack("2026-11-22", &[]);
    assert!(package.removed.contains(&"lama/index.html".to_owned()), "{:?}", package.removed);
    assert!(package.names().contains(&"baru/index.html"), "{:?}", package.names());
    // What is as it was is not sent again.
    assert!(!package.names().iter().any(|name| name.starts_with("aset/icon") || *name == ".htaccess"));
    // Nobody is to read of files that are not there yet.
    assert_eq!(package.names().last(), Some(&"tayang.json"));
    office.install(&package);
    office.is_published("2026-11-22");

    let (code, said) = office.run(&["pack-changes", "--date", "2026-11-22", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        "What http://portal/ shows: the edition of 22 November 2026.\nAll is the same. Nothing has to be sent."
    );
}

#[test]
fn a_day_ahead_can_be_prepared_and_leaves_the_folder_public_alone() {
    let office = Office::new();
    office.publish_all("2026-11-22");
    let before = files(&office.laptop().join("public"));
    let package = office.pack("2027-01-01", &[]);
    insta::assert_snapshot!(package.said.lines().filter(|line| !line.contains(" kB)")).collect::<Vec<_>>().join("\n"), @r"
    Yang tayang di http://portal/: edisi 22 November 2026.
    Cara memasangnya ada di ./paket/perubahan-2027-01-01.txt.
    Paket ini untuk 1 Januari 2027. Pasang pada hari itu, jangan sebelumnya.
    ");
    assert!(before == files(&office.laptop().join("public")), "the folder public is another one");
    let pages: Vec<_> = package.names().into_iter().filter(|name| name.ends_with(".html")).collect();
    assert!(pages.contains(&"iuran/index.html"), "{pages:?}");
    assert!(package.guide.contains("Portal untuk 1 Januari 2027.\r\n"));
    office.install(&package);
    office.is_published("2027-01-01");
}

#[test]
fn two_laptops_make_the_same_package() {
    let (one, other) = (Office::new(), Office::new());
    // The other has the portal of the first, and another past.
    other.publish_all("2026-06-01");
    for office in [&one, &other] {
        office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", &one.address()));
    }
    one.publish_all("2026-11-22");
    for office in [&one, &other] {
        office.write("content/baru.md", "---\njudul: Baru\nringkasan: Baru datang.\n---\n\nIsi.\n");
    }
    let packages = [&one, &other].map(|office| fs::read(office.pack("2026-11-23", &[]).zip).expect("a package"));
    assert!(packages[0] == packages[1]);
}

#[test]
fn where_nobody_knows_what_is_published_everything_is_sent() {
    let office = Office::new();
    let package = office.pack("2026-11-22", &[]);
    assert!(
        package.said.starts_with(
            "Tidak diketahui apa yang tayang: tayang.json tidak ada di http://portal/. Karena itu paket ini berisi seluruh portal.\n"
        ),
        "{}",
        package.said
    );
    assert!(package.removed.is_empty());
    office.install(&package);
    office.is_published("2026-11-22");

    // What is no record, or would lead out of the folder, is none.
    for damaged in [
        "<html>Halaman tidak ada</html>",
        "{\"version\": 2}",
        &hostile("../luar.txt"),
        &hostile("a\\u001bb"),
        &hostile_fact(),
    ] {
        put(&office.host(), "tayang.json", damaged.as_bytes());
        let package = office.pack("2026-11-22", &[]);
        assert!(package.said.starts_with("Tidak diketahui apa yang tayang"), "{damaged}: {}", package.said);
        assert!(package.removed.is_empty(), "{damaged}");
    }

    office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", "https://portal.example/"));
    let (_, said) = office.run(&["pack-changes", "--date", "2026-11-22", "--lang", "en"]);
    assert!(said.starts_with("Nobody knows what is published: the portal's address is an example."), "{said}");
    office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", "http://127.0.0.1:9/"));
    let (_, said) = office.run(&["pack-changes", "--date", "2026-11-22"]);
    assert!(said.starts_with("Tidak diketahui apa yang tayang: http://127.0.0.1:9/ tidak menjawab."), "{said}");
}

fn hostile(path: &str) -> String {
    format!(
        "{{\"version\":1,\"day\":\"2026-11-01\",\"next_change\":null,\"facts\":{{}},\"files\":{{\"{path}\":{{\"hash\":\"00\"}}}}}}"
    )
}

fn hostile_fact() -> String {
    hostile("a").replace("\"facts\":{}", "\"facts\":{\"iuran\":\"\\u001b[2J\"}")
}

#[test]
fn a_saved_record_stands_for_a_host_that_cannot_be_asked() {
    let office = Office::new();
    office.publish_all("2026-11-22");
    fs::copy(office.host().join("tayang.json"), office.laptop().join("simpanan.json")).expect("saved");
    office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", "http://127.0.0.1:9/"));
    let package = office.pack("2026-12-01", &["--catatan", "simpanan.json"]);
    assert!(package.said.starts_with("Menurut simpanan.json, yang tayang edisi 22 November 2026."), "{}", package.said);
    assert!(!package.names().contains(&".htaccess"), "{:?}", package.names());

    let older = office.pack("2026-11-01", &["--catatan", "simpanan.json"]);
    assert!(older.said.contains("Perhatikan: yang tayang lebih baru daripada paket ini, yang untuk 1 November 2026."));

    office.write("bukan.json", "{}");
    for file in ["bukan.json", "tidak-ada.json"] {
        let (code, said) = office.run(&["pack-changes", "--manifest", file]);
        assert_eq!(code, Some(2), "{said}");
        assert_eq!(
            said,
            format!("{file} bukan catatan dari portal yang tayang. Simpan tayang.json dari alamat portal.")
        );
    }
}

#[test]
fn a_portal_with_errors_is_not_packed() {
    let office = Office::new();
    office.write("content/iuran.md", &PAGE.replace("judul:", "judl:"));
    let (code, said) = office.run(&["paket-perubahan", "--tanggal", "2026-11-22"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("kunci-tidak-dikenal") && !office.laptop().join("paket").exists(), "{said}");
}

#[test]
fn what_is_public_says_no_more_than_the_portal() {
    let office = Office::new();
    office.write(
        "content/rahasia.md",
        "---\njudul: Rahasia\nringkasan: Belum boleh.\ndraf: ya\n---\n\nLihat [lama](lama.md).\n",
    );
    office.publish_all("2026-11-22");
    let text = fs::read_to_string(office.host().join("tayang.json")).expect("text");
    assert!(!text.contains("rahasia") && !text.contains("content/") && !text.contains("key"), "{text}");
    let inventory: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(inventory["day"], "2026-11-22");
    assert_eq!(inventory["next_change"], "2027-01-01");
    assert_eq!(inventory["facts"]["iuran"], "Rp8.400");
    let named: Vec<&String> = inventory["files"].as_object().expect("files").keys().collect();
    let published = files(&office.host());
    assert!(named.iter().all(|path| published.contains_key(*path)), "{named:?}");
    assert!(!published.keys().any(|path| path.starts_with("tayang.json.")), "nobody reads it compressed");
}

/// The part of the report about the published portal, and its last line.
fn live(office: &Office, day: &str, arguments: &[&str]) -> String {
    let (_, said) = office.run(&[&["check", "--online", "--date", day], arguments].concat());
    let titles = ["Portal yang tayang (", "The published portal ("];
    let section = titles.iter().find_map(|title| said.find(title)).map_or("", |start| {
        let section = &said[start..];
        section.split("\n\n").nth(1).unwrap_or_default()
    });
    let line = said.lines().find(|line| line.starts_with("Yang tayang:") || line.starts_with("Published:"));
    format!("{section}\n{}", line.unwrap_or_default())
}

#[test]
fn check_says_which_edition_is_published() {
    let office = Office::new();
    insta::assert_snapshot!(live(&office, "2026-11-22", &[]), @r"
    Di http://portal/ tidak ada tayang.json, jadi tidak diketahui edisi mana yang tayang.
      = saran: Bangun portal, lalu kirim semua isi folder public ke server.
    ");
    office.publish_all("2026-11-22");
    assert_eq!(
        live(&office, "2026-11-22", &[]).trim(),
        "Yang tayang: edisi 22 November 2026. Semua berkasnya sama dengan di sini."
    );
    office.write("content/baru.md", "---\njudul: Baru\nringkasan: Baru datang.\n---\n\nIsi.\n");
    let said = live(&office, "2026-11-22", &[]);
    assert!(
        said.trim().starts_with("Yang tayang: edisi 22 November 2026. ")
            && said.contains("berkas di sini lain daripada yang tayang."),
        "{said}"
    );

    let finding =
        |day: &str, arguments: &[&str]| live(&office, day, arguments).lines().take(2).collect::<Vec<_>>().join("\n");
    office.write("content/_facts/iuran.yaml", &FACTS.replace("8400", "9000"));
    insta::assert_snapshot!(finding("2026-11-22", &[]), @r#"
    Angka yang tayang di http://portal/ tidak sama dengan angka di content/_facts. iuran: tayang Rp8.400, di sini Rp9.000.
      = saran: Jalankan "kentongan bangun", lalu kirim isi folder public ke server. Lewat FTP lebih ringan dengan "kentongan paket-perubahan".
    "#);
    insta::assert_snapshot!(finding("2026-11-22", &["--lang", "en"]), @r#"
    The amounts that http://portal/ shows are not those in content/_facts. iuran: published Rp8.400, here Rp9.000.
      = hint: Run "kentongan build", then send what is in the folder public to the server. With FTP, "kentongan pack-changes" is less work.
    "#);
    office.write("content/_facts/iuran.yaml", FACTS);
    insta::assert_snapshot!(finding("2027-01-02", &[]), @r#"
    Yang tayang di http://portal/ masih edisi 22 November 2026. Isinya seharusnya berubah pada 1 Januari 2027. iuran: tayang Rp8.400, di sini Rp16.800.
      = saran: Jalankan "kentongan bangun", lalu kirim isi folder public ke server. Lewat FTP lebih ringan dengan "kentongan paket-perubahan".
    "#);
    insta::assert_snapshot!(finding("2027-01-02", &["--lang", "en"]), @r#"
    What http://portal/ shows is the edition of 22 November 2026. It should have changed on 1 January 2027. iuran: published Rp8.400, here Rp16.800.
      = hint: Run "kentongan build", then send what is in the folder public to the server. With FTP, "kentongan pack-changes" is less work.
    "#);

    let (_, json) = office.run(&["check", "--online", "--date", "2026-11-22", "--json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["live"]["day"], &json["live"]["next_change"]), (&"2026-11-22".into(), &"2027-01-01".into()));

    office.write("kentongan.yaml", &CONFIG.replace("https://portal-uji.desa/", "http://127.0.0.1:9/"));
    insta::assert_snapshot!(live(&office, "2026-11-22", &[]), @r"
    http://127.0.0.1:9/ tidak menjawab, jadi tidak diketahui edisi mana yang tayang.
      = saran: Periksa internet di komputer ini, lalu base_url di kentongan.yaml.
    ");
    insta::assert_snapshot!(live(&office, "2026-11-22", &["--lang", "en"]), @r"
    http://127.0.0.1:9/ does not answer, so nobody knows which edition it shows.
      = hint: Look at this computer's connection, then at base_url in kentongan.yaml.
    ");
}

#[test]
fn every_finding_about_the_published_portal_is_reviewed() {
    let files = [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/_facts/iuran.yaml", FACTS),
        ("content/iuran.md", PAGE),
    ];
    let built = build_files(files);
    let own = built.planned.inventory(&built.summaries);
    let published = |next_change: &str, facts: &str| {
        let text = format!(
            "{{\"version\":1,\"day\":\"2026-06-01\",\"next_change\":{next_change},\"facts\":{{{facts}}},\"files\":{{}}}}"
        );
        Live::Found(Inventory::parse(text.as_bytes()).expect("an inventory").into())
    };
    let same = "\"iuran\":\"Rp8.400\"";
    let others: Vec<String> = (1..=7).map(|number| format!("\"santunan-{number}\":\"{number} juta\"")).collect();
    let answers = [
        Live::Absent,
        Live::Silent,
        published("null", same),
        published("\"2026-11-23\"", same),
        published("\"2026-11-22\"", same),
        published("\"2026-09-01\"", "\"iuran\":\"Rp8.000\""),
        published("null", &others.join(",")),
    ];
    let mut said = String::new();
    for answer in answers {
        let mut diagnostics = Diagnostics::default();
        live::report("https://portal-uji.desa/", &answer, &own, &mut diagnostics);
        said.push_str(&in_both_languages(&diagnostics.sorted(), &built.source));
    }
    assert_reviewed("tayang", &said);
}
