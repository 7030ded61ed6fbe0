//! A build after any edits equals a build from nothing: every byte, every message.
//!
//! Random edits on a copy of the portal in `tests/fixtures/portal`. An ordinary run tries a few; a long one with the
//! program as it is released: `PROPTEST_CASES=500 KENTONGAN=$PWD/target/release/kentongan cargo test --test it rebuild`.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;
use tempfile::TempDir;

/// The files of a project, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// What somebody does between two builds.
#[derive(Clone, Debug)]
enum Edit {
    /// Adds a paragraph or the like to a page.
    Append(Index, &'static str),
    /// Adds a key to a page.
    Key(Index, &'static str),
    Title(Index, &'static str),
    Remove(Index),
    /// To another name, in the folder of another page.
    Move(Index, Index),
    Copy(Index, Index),
    /// One text for another in a file that is no page.
    Replace(&'static str, &'static str, &'static str),
    /// A file of the theme, with one text for another.
    Theme(&'static str, &'static str, &'static str),
    /// The theme as it was.
    WithoutTheme,
    /// A whole file.
    Write(&'static str, &'static [u8]),
    /// What the command line says from now on.
    Flags(&'static [&'static str]),
    Day(&'static str),
    /// Something that happens to published files, from outside.
    Published(Index, Harm),
    /// The same to the results that are remembered.
    Remembered(Index, Harm),
    /// No result is remembered.
    WithoutCache,
    /// Nobody knows when files were written.
    WithoutState,
}

#[derive(Clone, Copy, Debug)]
enum Harm {
    Gone,
    Longer,
    Empty,
    /// As long as before.
    Other,
}

const PARAGRAPHS: &[&str] = &[
    "Satu kalimat lagi.",
    "Uangnya {{ fakta jkm-total }}, iurannya {{ fakta iuran-dua golongan=lainnya }}.",
    "## Judul baru {#baru}",
    "Lihat [cara mendaftar](/prosedur/daftar.md#siapa).",
    "Lihat [halaman pindahan](/belajar/pindah.md).",
    "Lihat [yang tidak ada](/tidak/ada.md).",
    "<b onclick=\"x()\">Tebal</b> <script>x()</script>",
    "{{ tabel-iuran golongan=transportasi }}",
    "{{ fakta tidak-ada }}",
    "Nomornya 3302170101900001.",
    "| a | b |\n| - | - |\n| 1 | 2 |",
];
const KEYS: &[&str] = &[
    "draf: ya",
    "terbit: 2026-12-01",
    "berakhir: 2026-11-30",
    "bobot: 3",
    "alias: [/lama/]",
    "slug: nama-baru",
    "contoh: ya",
    "topik: [iuran, daftar]",
    "wilayah: [cilongok]",
    "pekerjaan: [ojek]",
    "diperbarui: 2026-11-22",
    "judl: Salah ketik",
    "anggaran: {elemen: 5, alasan: Sengaja.}",
];
const TITLES: &[&str] = &["Judul lain", "Judul <lain> & \"lagi\"", "Iuran {{ fakta jkm-total bentuk=singkat }}", ""];
const FACTS: &str = "content/_facts/data.yaml";
const CONFIG: &str = "kentongan.yaml";
const REPLACEMENTS: &[(&str, &str, &str)] = &[
    (FACTS, "nilai: 42000000", "nilai: 43000000"),
    (FACTS, "nilai: 6800", "nilai: 7000"),
    (FACTS, "sampai: 2026-12-31, nilai: 50", "sampai: 2026-12-30, nilai: 50"),
    (FACTS, "jkm-total:", "jkm-lain:"),
    (FACTS, "jkm-lain:", "jkm-total:"),
    (FACTS, "nama: Ojek", "nama: Ojek dan kurir"),
    (FACTS, "nama: Cilongok", "nama: Cilongok Raya"),
    (FACTS, "arti: Orang", "arti: Siapa pun"),
    ("edisi.yaml", "Rp24.000.000", "Rp42.000.000"),
    (CONFIG, "nama: Portal Uji Kentongan", "nama: Portal Lain"),
    (CONFIG, "bahasa: [id, en]", "bahasa: [id]"),
    (CONFIG, "simpan: {aktif: ya}", "simpan: {aktif: tidak}"),
    (CONFIG, "simpan: {aktif: ya}", "simpan: {aktif: ya, halaman: [/manfaat/]}"),
    (CONFIG, "per_halaman: 3", "per_halaman: 2"),
    (CONFIG, "tautan: berkas", "tautan: folder"),
    (CONFIG, "tautan: folder", "tautan: berkas"),
    (CONFIG, "luring: {aktif: tidak}", "luring: {aktif: ya, halaman: [/manfaat/]}"),
    (CONFIG, "anggaran: {}", "anggaran: {acara: {elemen: 60}}"),
    (CONFIG, "hemat_data: 20", "hemat_data: 2"),
    (CONFIG, "/mitra/, /belajar/", "/belajar/, /mitra/"),
    (CONFIG, "siaran", "wa"),
    (CONFIG, "base_url: https://portal-uji.desa/", "base_url: https://portal-uji.desa/sub/"),
];
const THEME: &[(&str, &str, &str)] = &[
    ("templates/404.html", "</a>", "</a><p>Atau telepon 175.</p>"),
    ("templates/article.html", "{% block content %}", "{% block content %}<p>Artikel</p>"),
    ("templates/base.html", "<h1>", "<h1 class=\"besar\">"),
    ("templates/base.html", "<h1>", "<h1>{{ tidak_ada.x }}"),
    ("templates/components/ui.html", "<ul", "<ul data-uji"),
    ("i18n/id.yaml", "menu: Menu", "menu: Daftar isi"),
    ("i18n/en.yaml", "menu: Menu", "menu: Contents"),
    ("styles/lentera.css", "h1 {", "h1 {\n  color: #123456;"),
    ("icon.svg", "<svg", "<svg data-uji=\"1\""),
    ("scripts/cari.js", "\n", "\n\n"),
];
const FLAGS: &[&[&str]] =
    &[&["--no-compress"], &["--no-compress"], &["--no-compress", "--no-minify"], &["--no-compress", "--drafts"], &[]];
const DAYS: &[&str] = &["2026-11-22", "2026-11-22", "2026-12-01", "2026-12-20", "2027-01-01", "2027-04-01"];
const PHOTOS: &[&[u8]] = &[include_bytes!("../fixtures/portal/content/belajar/bergambar/hijau.png"), b"rusak"];

fn edit() -> impl Strategy<Value = Edit> {
    let page = any::<Index>;
    let harm = || select(vec![Harm::Gone, Harm::Longer, Harm::Empty, Harm::Other]);
    let replacement = |(path, old, new): (&'static str, &'static str, &'static str)| Edit::Replace(path, old, new);
    let theme = |(path, old, new): (&'static str, &'static str, &'static str)| Edit::Theme(path, old, new);
    prop_oneof![
        4 => (page(), select(PARAGRAPHS)).prop_map(|(page, text)| Edit::Append(page, text)),
        4 => (page(), select(KEYS)).prop_map(|(page, key)| Edit::Key(page, key)),
        3 => (page(), select(TITLES)).prop_map(|(page, title)| Edit::Title(page, title)),
        2 => page().prop_map(Edit::Remove),
        2 => (page(), page()).prop_map(|(page, folder)| Edit::Move(page, folder)),
        2 => (page(), page()).prop_map(|(page, folder)| Edit::Copy(page, folder)),
        6 => select(REPLACEMENTS).prop_map(replacement),
        4 => select(THEME).prop_map(theme),
        1 => Just(Edit::WithoutTheme),
        1 => select(PHOTOS).prop_map(|photo| Edit::Write("content/belajar/bergambar/hijau.png", photo)),
        2 => select(FLAGS).prop_map(Edit::Flags),
        3 => select(DAYS).prop_map(Edit::Day),
        3 => (any::<Index>(), harm()).prop_map(|(file, harm)| Edit::Published(file, harm)),
        2 => (any::<Index>(), harm()).prop_map(|(file, harm)| Edit::Remembered(file, harm)),
        1 => Just(Edit::WithoutCache),
        1 => Just(Edit::WithoutState),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if std::env::var("PROPTEST_CASES").is_ok() { ProptestConfig::default().cases } else { 4 },
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_build_after_any_edits_equals_a_build_from_nothing(
        rounds in proptest::collection::vec(proptest::collection::vec(edit(), 1..5), 2..6),
    ) {
        let mut author = Author::new();
        author.build_and_compare();
        for edits in &rounds {
            author.edit(edits);
            author.build_and_compare();
        }
    }
}

/// Somebody with a project, who builds it after each round of edits.
struct Author {
    folder: TempDir,
    files: Files,
    /// The files of the last build that was published.
    sound: Files,
    /// How many builds in a row had errors.
    failures: usize,
    flags: &'static [&'static str],
    day: &'static str,
}

impl Author {
    fn new() -> Self {
        let mut files = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal"));
        let config = files.get_mut(CONFIG).expect("the configuration");
        // Painting takes long; one poster is enough to see it remembered.
        config.extend_from_slice(
            b"\nper_halaman: 3\ntautan: berkas\nluring: {aktif: tidak}\nanggaran: {}\nhemat_data: 20\n\
              saluran: {bagian: [], artikel: [wa], acara: [wa, sms, kalender], mitra: [], prosedur: [siaran], \
              tanya-jawab: [wa], manfaat: [wa, poster]}\n",
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_all(folder.path(), &files);
        Self { folder, sound: files.clone(), files, failures: 0, flags: FLAGS[0], day: DAYS[0] }
    }

    fn edit(&mut self, edits: &[Edit]) {
        let before = self.files.clone();
        for edit in edits {
            self.edit_once(edit);
        }
        for path in before.keys().filter(|path| !self.files.contains_key(*path)) {
            fs::remove_file(self.folder.path().join(path)).expect("a file");
        }
        let changed = self.files.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes));
        write_all(self.folder.path(), &changed.map(|(path, bytes)| (path.clone(), bytes.clone())).collect());
    }

    fn edit_once(&mut self, edit: &Edit) {
        let pages: Vec<String> = self.files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
        if pages.is_empty() {
            return;
        }
        let chosen = |index: &Index| pages[index.index(pages.len())].clone();
        match edit {
            Edit::Append(page, text) => self.change(&chosen(page), |old| format!("{old}\n{text}\n")),
            Edit::Key(page, key) => {
                self.change(&chosen(page), |old| old.replacen("---\n", &format!("---\n{key}\n"), 1))
            }
            Edit::Title(page, title) => self.change(&chosen(page), |old| {
                let others = old.lines().map(|line| match line.starts_with("judul:") {
                    true => format!("judul: '{title}'\n"),
                    false => format!("{line}\n"),
                });
                others.collect()
            }),
            Edit::Remove(page) => {
                self.files.remove(&chosen(page));
            }
            Edit::Move(page, beside) => {
                let bytes = self.files.remove(&chosen(page)).expect("a page");
                self.files.insert(name_beside(&chosen(beside)), bytes);
            }
            Edit::Copy(page, beside) => {
                let bytes = self.files[&chosen(page)].clone();
                self.files.insert(name_beside(&chosen(beside)), bytes);
            }
            Edit::Replace(path, old, new) => self.change(path, |text| text.replacen(old, new, 1)),
            Edit::Theme(path, old, new) => {
                let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/lentera").join(path);
                let text = fs::read_to_string(theme).expect("a file of the theme");
                assert!(text.contains(old), "{path} has no {old}");
                self.files.insert(format!("themes/lentera/{path}"), text.replacen(old, new, 1).into_bytes());
            }
            Edit::WithoutTheme => self.files.retain(|path, _| !path.starts_with("themes/")),
            Edit::Write(path, bytes) => {
                self.files.insert((*path).to_owned(), bytes.to_vec());
            }
            Edit::Flags(flags) => self.flags = flags,
            Edit::Day(day) => self.day = day,
            Edit::Published(file, harm) => {
                let mut published = below(&self.folder.path().join("public"));
                // Without our notes nobody knows which files are ours, and they are left alone.
                published.retain(|path| !path.contains(".kentongan"));
                do_harm(&published, file, *harm);
            }
            Edit::Remembered(file, harm) => do_harm(&below(&self.folder.path().join(".kentongan")), file, *harm),
            Edit::WithoutCache => {
                let _ = fs::remove_dir_all(self.folder.path().join(".kentongan"));
            }
            Edit::WithoutState => {
                let _ = fs::remove_file(self.folder.path().join(".public.state"));
            }
        }
    }

    fn change(&mut self, path: &str, change: impl FnOnce(&str) -> String) {
        if let Some(bytes) = self.files.get_mut(path) {
            *bytes = change(&String::from_utf8_lossy(bytes)).into_bytes();
        }
    }

    fn build_and_compare(&mut self) {
        let public = self.folder.path().join("public");
        let before = published(&public);
        let warm = build(self.folder.path(), self.day, self.flags);
        let after = published(&public);

        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        write_all(elsewhere.path(), &self.files);
        let cold = build(elsewhere.path(), self.day, self.flags);
        assert_eq!(warm.code, cold.code);
        assert_eq!(what_is_said(&warm.json), what_is_said(&cold.json));
        let is_published = warm.code == Some(0);
        if is_published {
            let other = published(&elsewhere.path().join("public"));
            let (warm, cold) = (bytes(&after), bytes(&other));
            let mut differing = warm.keys().chain(cold.keys()).filter(|path| warm.get(*path) != cold.get(*path));
            let first = differing.next();
            assert!(first.is_none(), "{first:?} and {} more differ", differing.count());
        } else {
            assert!(before == after, "a build with errors touched the output");
        }
        assert_touched_what_changed(&before, &after, &warm.json);

        self.failures = if is_published { 0 } else { self.failures + 1 };
        if is_published {
            self.sound = self.files.clone();
        } else if self.failures > 1 {
            // Nobody goes on for ever with a portal that cannot be built.
            let now = std::mem::replace(&mut self.files, self.sound.clone());
            for path in now.keys() {
                fs::remove_file(self.folder.path().join(path)).expect("a file");
            }
            write_all(self.folder.path(), &self.files);
        }
    }
}

/// A file whose bytes are the same is not touched, and what is said to be written is what changed.
fn assert_touched_what_changed(before: &Published, after: &Published, json: &Value) {
    for (path, (bytes, time)) in after.iter().filter(|(path, _)| !path.starts_with(".kentongan/")) {
        if let Some((old, old_time)) = before.get(path) {
            assert!(bytes != old || time == old_time, "{path} was written again");
        }
    }
    let names = |name: &str| {
        let names = json[name].as_array().map_or(&[][..], Vec::as_slice).iter();
        let mut names: Vec<String> = names.map(|name| name.as_str().expect("a path").to_owned()).collect();
        names.sort_unstable();
        names
    };
    let differs = |one: &Published, other: &Published| -> Vec<String> {
        let same = |path: &String| one.get(path).map(|(bytes, _)| bytes) == other.get(path).map(|(bytes, _)| bytes);
        one.keys().filter(|path| !path.starts_with(".kentongan/") && !same(path)).cloned().collect()
    };
    assert_eq!(names("written"), differs(after, before));
    let gone: Vec<String> = differs(before, after).into_iter().filter(|path| !after.contains_key(path)).collect();
    assert_eq!(names("removed"), gone);
}

struct Outcome {
    code: Option<i32>,
    json: Value,
}

fn build(root: &Path, day: &str, flags: &[&str]) -> Outcome {
    let program = std::env::var("KENTONGAN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_kentongan").to_owned());
    let output = Command::new(program).current_dir(root).args(["build", "--json", "--date", day]).args(flags).output();
    let output = output.expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let json = serde_json::from_str(&said).unwrap_or_else(|_| {
        panic!("{:?} {said} {}", output.status, String::from_utf8_lossy(&output.stderr));
    });
    Outcome { code: output.status.code(), json }
}

/// All that a build says but what it did.
fn what_is_said(json: &Value) -> Value {
    let mut said = json.clone();
    for done in ["written", "removed", "made"] {
        said.as_object_mut().expect("an object").remove(done);
    }
    said
}

/// A name in the folder of another page.
fn name_beside(page: &str) -> String {
    let folder = page.rsplit_once('/').expect("a page is in a folder").0;
    format!("{folder}/pindah.md")
}

fn do_harm(files: &[String], file: &Index, harm: Harm) {
    if files.is_empty() {
        return;
    }
    let file = file.get(files);
    let mut bytes = fs::read(file).expect("a file");
    match harm {
        Harm::Gone => return fs::remove_file(file).expect("the file can be removed"),
        Harm::Longer => bytes.extend_from_slice(b"\n<!-- diubah -->\n"),
        Harm::Empty => bytes.clear(),
        Harm::Other => bytes.iter_mut().for_each(|byte| *byte ^= 1),
    }
    fs::write(file, bytes).expect("the file can be written");
}

/// What was published, with its times.
type Published = BTreeMap<String, (Vec<u8>, SystemTime)>;

fn published(public: &Path) -> Published {
    let file = |path: String| {
        let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
        let bytes = fs::read(&path).expect("a file");
        (relative(public, &path), (bytes, time))
    };
    below(public).into_iter().map(file).collect()
}

fn bytes(published: &Published) -> BTreeMap<&String, &Vec<u8>> {
    published.iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// The files of a project; not what a build in it remembered.
fn read(folder: &Path) -> Files {
    let files = below(folder).into_iter().filter(|path| !relative(folder, path).starts_with(".kentongan/"));
    files.map(|path| (relative(folder, &path), fs::read(&path).expect("a file"))).collect()
}

/// Every file below a folder, sorted.
fn below(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.path().display().to_string()).collect()
}

fn relative(folder: &Path, path: &str) -> String {
    let path = Path::new(path).strip_prefix(folder).expect("a path in the folder");
    path.to_str().expect("a name").replace('\\', "/")
}

fn write_all(root: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
}
