//! The preview as its users and its enemies meet it: a real server, asked over real connections.

#![expect(clippy::disallowed_methods, reason = "tests write the project that is served, and wait")]

use kentongan::report::Speech;
use kentongan::serve::{self, Event, Options, Port, Reach, Watching};
use kentongan::site::Drafts;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const CONFIG: &str = "nama: Portal uji\npengelola: Tim uji\nstatus: tidak_resmi\nbase_url: https://uji.example/\n";
const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\n---\nSelamat datang.\n";
const SECTION: &str = "---\njudul: Belajar\nringkasan: Pelajaran.\njenis: artikel\n---\n";
const LESSON: &str = "---\njudul: Pelajaran satu\nringkasan: Yang pertama.\n---\nIsi pertama.\n";

const LESSON_FILE: &str = "content/belajar/satu.md";
const LESSON_PATH: &str = "/belajar/satu/";

/// Longer than anything here takes, even where other tests take the processors.
const PATIENCE: Duration = Duration::from_secs(20);

/// The sheet of problems in a page.
const SHEET: &str = "id=\"kentongan-problems\"";

#[test]
fn pages_are_served_with_safe_headers() {
    let preview = Preview::start();
    let page = preview.get("/");
    assert_eq!(page.status(), 200);
    assert!(page.body.contains("Selamat datang."), "{}", page.body);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let icon = page.body.split("href=\"").find_map(|rest| rest.split('"').next().filter(|href| href.ends_with(".svg")));
    let icon = preview.get(&format!("/{}", icon.expect("the page names its icon")));
    assert_eq!(icon.header("content-type"), Some("image/svg+xml"));
    assert_eq!(preview.get("/belajar/satu/index.html?x=1").status(), 200);
    let folder = preview.get("/belajar/satu");
    assert_eq!((folder.status(), folder.header("location")), (302, Some("/belajar/satu/")));
}

#[test]
fn a_page_that_is_not_planned_is_the_page_of_the_portal_for_that() {
    let preview = Preview::start();
    let page = preview.get("/tidak/ada/");
    assert_eq!(page.status(), 404);
    assert!(page.body.contains("data-kind=\"404\""), "{}", page.body);
}

#[test]
fn the_policy_of_a_page_admits_the_script_by_its_hash() {
    let preview = Preview::start();
    let page = preview.get("/").body;
    assert!(page.contains("script-src &#39;sha256-") && page.contains("connect-src &#39;self&#39;"), "{page}");
    assert!(!page.contains("unsafe-inline"), "{page}");
    assert!(page.contains("/.kentongan/reload"), "{page}");
}

#[test]
fn an_edit_is_seen_at_once() {
    let preview = Preview::start();
    assert!(preview.get(LESSON_PATH).body.contains("Isi pertama."));
    let begun = Instant::now();
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi kedua."));
    preview.eventually(LESSON_PATH, |page| page.contains("Isi kedua."));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    preview.write(LESSON_FILE, &LESSON.replace("Pelajaran satu", "Pelajaran baru"));
    preview.eventually("/belajar/", |page| page.contains("Pelajaran baru"));
}

#[test]
fn pictures_are_shown_as_they_will_be_published() {
    let preview = Preview::start();
    let mut photo = Vec::new();
    let pixels = [60, 120, 90].repeat(800 * 600);
    jpeg_encoder::Encoder::new(&mut photo, 80).encode(&pixels, 800, 600, jpeg_encoder::ColorType::Rgb).expect("a JPEG");
    fs::write(preview.project.path().join("content/belajar/foto.jpg"), photo).expect("written");
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "![Kebun](foto.jpg)"));
    let page = preview.eventually(LESSON_PATH, |page| page.contains("<picture>"));
    for (start, media_type, signature) in
        [("srcset=\"../../", "image/webp", "RIFF"), ("src=\"../../", "image/jpeg", "JFIF")]
    {
        let address = page.split(start).nth(1).and_then(|rest| rest.split(['"', ' ']).next()).expect("an address");
        let picture = preview.get(&format!("/{address}"));
        assert_eq!((picture.status(), picture.header("content-type")), (200, Some(media_type)));
        assert!(picture.body.contains(signature));
    }
}

#[test]
fn every_form_of_a_page_is_served() {
    let project = project();
    let root = project.path();
    write(root, "kentongan.yaml", &format!("{CONFIG}simpan: {{aktif: ya}}\n"));
    let region = "{nama: Cilongok, kode: '33.02.17', desa: 20, lintang: -7.37091, bujur: 109.14849}";
    write(root, "content/_facts/wilayah.yaml", &format!("wilayah:\n  cilongok: {region}\n"));
    let event = "---\njudul: Meja tanya\nringkasan: Tanya langsung.\njenis: acara\nmulai: 2999-12-05 09:00\ntempat: Pendopo\nkecamatan: cilongok\n---\n";
    write(root, "content/acara/meja.md", event);
    let preview = Preview::of(project, Watching::ByEvents);
    // The page of a district states the size of its file, in which it stands itself.
    let page = preview.get("/wilayah/cilongok/");
    assert_eq!(page.status(), 200);
    let file = "/simpan/portal-uji-kecamatan-cilongok.html";
    assert!(page.body.contains(file), "{}", page.body);
    let forms = [
        (file, "text/html; charset=utf-8"),
        ("/acara/meja/wa.txt", "text/plain; charset=utf-8"),
        ("/acara/meja/acara.ics", "text/calendar; charset=utf-8"),
        ("/acara/meja/meja.jpg", "image/jpeg"),
        ("/acara/meja/poster-meja.pdf", "application/pdf"),
    ];
    for (path, media_type) in forms {
        let form = preview.get(path);
        assert_eq!((form.status(), form.header("content-type")), (200, Some(media_type)), "{path}");
        let bar = preview.get("/acara/meja/").body;
        assert!(path == file || bar.contains(path), "the bar does not lead to {path}");
    }
}

#[test]
fn an_error_is_shown_over_the_last_good_page_until_it_is_mended() {
    let preview = Preview::start();
    preview.write(LESSON_FILE, &LESSON.replace("ringkasan", "ringkasn").replace("pertama.\n", "rusak.\n"));
    let page = preview.eventually(LESSON_PATH, |page| page.contains(SHEET));
    assert!(page.contains("Isi pertama."), "the last good page stays: {page}");
    assert!(page.contains("content/belajar/satu.md:3:1"), "{page}");
    assert!(page.contains("&quot;ringkasan&quot;"), "the hint names the nearest key: {page}");
    assert!(preview.get("/").body.contains(SHEET), "every page shows it");
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Sudah benar."));
    preview.eventually(LESSON_PATH, |page| page.contains("Sudah benar.") && !page.contains(SHEET));
}

#[test]
fn what_an_author_writes_is_escaped_in_messages() {
    let preview = Preview::start();
    let hostile = "---\njudul: Pelajaran\nringkasan: x\n\"<script>alert(1)</script>\": x\n---\n";
    preview.write(LESSON_FILE, hostile);
    let page = preview.eventually("/", |page| page.contains(SHEET));
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert(1)"), "{page}");
}

#[test]
fn errors_that_only_finished_pages_tell_are_shown_too() {
    let preview = Preview::start();
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "[Lihat](#tidak-ada-bagian-ini)"));
    let page = preview.eventually("/", |page| page.contains(SHEET));
    assert!(page.contains("tidak-ada-bagian-ini"), "{page}");
}

#[test]
fn a_template_that_fails_leaves_the_last_good_page() {
    let preview = Preview::start();
    assert!(preview.get(LESSON_PATH).body.contains("Isi pertama."));
    preview.await_check();
    let template = "themes/lentera/templates/article.html";
    let built_in = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(template)).expect("a template");
    preview.write(template, &format!("{built_in}{{% block content %}}{{{{ page.nothing.at_all }}}}{{% endblock %}}"));
    let page = preview.eventually(LESSON_PATH, |page| page.contains(SHEET));
    assert!(page.contains("Isi pertama."), "{page}");
    preview.write(template, &built_in);
    preview.eventually(LESSON_PATH, |page| page.contains("Isi pertama.") && !page.contains(SHEET));
}

#[test]
fn a_project_that_begins_with_errors_is_shown_as_far_as_it_goes() {
    let project = project();
    write(project.path(), LESSON_FILE, "---\njudul: Tanpa ringkasan\n---\n");
    let preview = Preview::of(project, Watching::ByEvents);
    assert!(preview.get("/").body.contains(SHEET));
    preview.write(LESSON_FILE, LESSON);
    preview.eventually("/", |page| page.contains("Selamat datang.") && !page.contains(SHEET));
}

#[test]
fn a_folder_that_is_no_portal_says_so() {
    let preview = Preview::of(TempDir::new().expect("a folder"), Watching::ByEvents);
    let page = preview.get("/");
    assert!(page.body.contains("kentongan.yaml") && page.body.contains(SHEET), "{}", page.body);
    for (file, text) in files() {
        preview.write(file, text);
    }
    preview.eventually("/", |page| page.contains("Selamat datang.") && !page.contains(SHEET));
}

#[test]
fn open_pages_are_told_to_reload() {
    let preview = Preview::start();
    preview.await_check();
    let mut stream = preview.ask("GET /.kentongan/reload HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let first = read_until(&mut stream, "data: ");
    assert!(first.contains("content-type: text/event-stream"), "{first}");
    read_until(&mut stream, "\n\n");
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi kedua."));
    let second = read_until(&mut stream, "\n\n");
    let version = second.split("data: ").nth(1).expect("a version").trim().to_owned();
    assert!(preview.get("/").body.contains(&format!("data-version=\"{version}\"")), "{version}");
}

#[test]
fn saving_without_a_change_reloads_nothing() {
    let preview = Preview::start();
    preview.await_check();
    let before = preview.get("/").body;
    preview.write(LESSON_FILE, LESSON);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(preview.get("/").body, before);
}

#[test]
fn editors_that_save_by_renaming_are_noticed() {
    let preview = Preview::start();
    preview.write("content/belajar/.satu.md.baru", &LESSON.replace("Isi pertama.", "Isi kedua."));
    let folder = preview.project.path().join("content/belajar");
    fs::rename(folder.join(".satu.md.baru"), folder.join("satu.md")).expect("renamed");
    preview.eventually(LESSON_PATH, |page| page.contains("Isi kedua."));
}

#[test]
fn new_and_deleted_pages_are_noticed() {
    let preview = Preview::start();
    assert_eq!(preview.get("/belajar/dalam/dua/").status(), 404);
    preview.write("content/belajar/dalam/dua.md", &LESSON.replace("satu", "dua"));
    preview.eventually("/belajar/dalam/dua/", |page| page.contains("Pelajaran dua"));
    preview.write("content/belajar/dalam/dua.md", &LESSON.replace("satu", "tiga"));
    preview.eventually("/belajar/dalam/dua/", |page| page.contains("Pelajaran tiga"));
    fs::remove_dir_all(preview.project.path().join("content/belajar/dalam")).expect("deleted");
    preview.eventually("/belajar/dalam/dua/", |page| page.contains("data-kind=\"404\""));
}

#[test]
fn the_content_folder_may_go_and_come_back() {
    let preview = Preview::start();
    fs::remove_dir_all(preview.project.path().join("content")).expect("deleted");
    thread::sleep(Duration::from_millis(200));
    for (file, text) in files() {
        preview.write(file, text);
    }
    preview.eventually(LESSON_PATH, |page| page.contains("Isi pertama.") && !page.contains(SHEET));
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi kedua."));
    preview.eventually(LESSON_PATH, |page| page.contains("Isi kedua."));
}

#[test]
fn two_hundred_rapid_edits_settle_on_the_last() {
    let preview = Preview::start();
    for number in 1..=200 {
        preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", &format!("Isi nomor {number}.")));
        thread::sleep(Duration::from_millis(2));
    }
    preview.eventually(LESSON_PATH, |page| page.contains("Isi nomor 200.") && !page.contains(SHEET));
}

#[test]
fn a_folder_without_events_is_polled() {
    let preview = Preview::of(project(), Watching::ByPolling(Duration::from_millis(100)));
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi kedua."));
    preview.eventually(LESSON_PATH, |page| page.contains("Isi kedua."));
}

#[test]
fn foreign_hosts_and_origins_are_refused() {
    let preview = Preview::start();
    let refused = preview.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(refused.status(), 403);
    assert!(refused.body.starts_with("Pratinjau ini hanya menjawab komputer ini."), "{}", refused.body);
    assert_eq!(preview.send("GET / HTTP/1.1\r\n\r\n").status(), 403);
    assert_eq!(preview.send("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), 403);
    let listening = "GET /.kentongan/reload HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n";
    assert_eq!(preview.send(listening).status(), 403);
}

#[test]
fn the_preview_can_only_be_read() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let refused = preview.send(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd"));
        assert_eq!((refused.status(), refused.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = preview.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
}

#[test]
fn no_path_leads_out_of_the_plan() {
    let preview = Preview::start();
    preview.write("public/rahasia.html", "RAHASIA");
    let paths = [
        "/../kentongan.yaml",
        "/%2e%2e/kentongan.yaml",
        "/kentongan.yaml",
        "/content/_index.md",
        "/belajar/..%2f..%2fkentongan.yaml",
        "/..%5c..%5ckentongan.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/public/rahasia.html",
        "/rahasia.html",
        "/%00",
        "/%ff",
        "/belajar/satu/index.html/",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.body.contains("Tim uji\nstatus") && !answer.body.contains("RAHASIA"), "{path}");
    }
}

#[test]
fn heads_without_measure_are_refused() {
    let preview = Preview::start();
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(100_000));
    assert_eq!(preview.send(&long).status(), 431);
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: a\r\n".repeat(500));
    assert_eq!(preview.send(&many).status(), 431);
    assert_eq!(preview.send("\u{0}\u{1}\r\n\r\n").status(), 400);
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn half_open_connections_starve_nobody() {
    let preview = Preview::start();
    let half_open: Vec<TcpStream> = (0..300).map(|_| preview.ask("GET / HTTP/1.1\r\nHost: loc")).collect();
    let begun = Instant::now();
    for _ in 0..5 {
        assert_eq!(preview.get("/").status(), 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    // Those that are still open are closed when their time is over.
    let mut last = half_open.into_iter().next_back().expect("connections");
    let end = last.read_to_end(&mut Vec::new()).map_err(|error| error.kind());
    assert!(!matches!(end, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut)), "{end:?}");
}

#[test]
fn the_output_folder_is_not_touched() {
    let project = project();
    write(project.path(), "public/index.html", "terbitan terakhir");
    let preview = Preview::of(project, Watching::ByEvents);
    preview.write(LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi kedua."));
    preview.eventually(LESSON_PATH, |page| page.contains("Isi kedua."));
    let public = preview.project.path().join("public");
    assert_eq!(fs::read_to_string(public.join("index.html")).expect("the page"), "terbitan terakhir");
    assert_eq!(fs::read_dir(public).expect("the folder").count(), 1);
}

/// A server over a project of its own. It ends with the test program.
struct Preview {
    project: TempDir,
    address: SocketAddr,
    /// One message for each time the whole portal was checked.
    checked: mpsc::Receiver<()>,
}

struct Response {
    head: String,
    body: String,
}

fn files() -> [(&'static str, &'static str); 4] {
    [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/belajar/_index.md", SECTION),
        (LESSON_FILE, LESSON),
    ]
}

fn project() -> TempDir {
    let project = TempDir::new().expect("a folder");
    for (file, text) in files() {
        write(project.path(), file, text);
    }
    project
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("created");
    fs::write(path, text).expect("written");
}

impl Preview {
    fn start() -> Self {
        Self::of(project(), Watching::ByEvents)
    }

    fn of(project: TempDir, watching: Watching) -> Self {
        let options = Options {
            root: project.path().to_owned(),
            port: Port::Exactly(0),
            reach: Reach::ThisMachine,
            day: None,
            drafts: Drafts::LeaveOut,
            watching,
            speech: Speech::Indonesian,
        };
        let (started, address) = mpsc::channel();
        let (check, checked) = mpsc::channel();
        thread::spawn(move || {
            serve::serve(&options, |event| match event {
                Event::Started { address, .. } => started.send(*address).expect("the test listens"),
                Event::Checked { .. } => drop(check.send(())),
                Event::Polling { .. } | Event::Rebuilt { .. } => {}
            })
        });
        let address = address.recv_timeout(PATIENCE).expect("the server starts");
        Self { project, address, checked }
    }

    fn write(&self, file: &str, text: &str) {
        write(self.project.path(), file, text);
    }

    fn await_check(&self) {
        self.checked.recv_timeout(PATIENCE).expect("the portal is checked");
    }

    /// Opens a connection and sends `request`.
    fn ask(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        // The server may close the connection before it has read a request without measure.
        let _ = stream.write_all(request.as_bytes());
        stream
    }

    fn send(&self, request: &str) -> Response {
        let mut bytes = Vec::new();
        let mut stream = self.ask(request);
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Response { head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Response {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// Asks for a page until it is as wanted.
    fn eventually(&self, path: &str, is_wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get(path).body;
            if is_wanted(&page) {
                return page;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} is still:\n{page}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Response {
    fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(end.as_bytes()) {
        stream.read_exact(&mut byte).expect("the stream goes on");
        read.push(byte[0]);
    }
    String::from_utf8_lossy(&read).into_owned()
}
