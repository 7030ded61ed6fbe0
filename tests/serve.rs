//! The preview as its users and its enemies meet it: a real server, asked over real connections.

#![expect(clippy::disallowed_methods, reason = "tests write the project that is served, and wait")]

#[path = "serve/defence.rs"]
mod defence;
#[path = "serve/preview.rs"]
mod preview;
#[cfg(target_os = "linux")]
#[path = "serve/process.rs"]
mod process;

use kentongan::serve::Watching;
use preview::{CONFIG, LESSON, LESSON_FILE, LESSON_PATH, Preview, files, project, read_until, write};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

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
