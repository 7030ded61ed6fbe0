//! A small site in; its files and messages out. The one place that calls the pipeline.

use kentongan::cache::Workshop;
use kentongan::check::Summaries;
use kentongan::config::{Overrides, Sheets};
use kentongan::diagnostic::{Diagnostic, Diagnostics};
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::{Compress, Finish, Supplies};
use kentongan::report::Speech;
use kentongan::report::text::{self, Colour};
use kentongan::site::Drafts;
use kentongan::source::{SourceTree, read};
use kentongan::vocabulary::{Date, SourcePath};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The configuration of a site that is no example.
pub const CONFIG: &str = "nama: Kabar Desa\npengelola: Tim Kabar Desa\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\nbahasa: [id]\n";
/// A home page whose folder holds articles.
pub const HOME: &str =
    "---\njudul: Kabar Desa\nringkasan: Portal kecil untuk pengujian.\njenis: artikel\n---\n\nSelamat datang.\n";

/// A site, built in memory for a day.
pub struct Built {
    pub source: SourceTree,
    pub planned: Planned,
    pub files: BTreeMap<String, Vec<u8>>,
    pub summaries: Summaries,
    pub problems: Vec<Diagnostic>,
}

/// Builds the project in `root` as of `day`, without its posters and pictures to forward: painting takes long.
pub fn build(root: &Path, day: &str) -> Built {
    build_folder(root, request(day, Finish::PREVIEW))
}

/// The same with them.
pub fn build_with_sheets(root: &Path, day: &str) -> Built {
    build_folder(root, with_sheets(request(day, Finish::PREVIEW)))
}

/// Builds a whole portal's pages as they are published, but not compressed: that takes long.
pub fn build_portal(root: &Path, day: &str) -> Built {
    build_portal_with(root, day, [])
}

/// The same with more files, which are text, or with others in their place.
pub fn build_portal_with<'a>(root: &Path, day: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Built {
    let mut diagnostics = Diagnostics::default();
    let mut source = read::read(root, &mut diagnostics).expect("the folder can be read");
    for (path, text) in files {
        source.insert(SourcePath::new(path).expect("a sound path"), text.as_bytes(), &mut diagnostics);
    }
    build_source(source, diagnostics, request(day, UNCOMPRESSED), &Remembering(Workshop::without_cache(root)))
}

/// A whole portal with its posters and pictures to forward, so that every page weighs what it weighs there.
pub fn build_portal_with_sheets(root: &Path, day: &str) -> Built {
    // One after the other, so that the second finds painted what the first has painted.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    build_folder(root, with_sheets(request(day, UNCOMPRESSED)))
}

const UNCOMPRESSED: Finish = Finish { compress: Compress::Off, ..Finish::PUBLISHED };

fn build_folder(root: &Path, request: Request) -> Built {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).expect("the folder can be read");
    build_source(source, diagnostics, request, &Remembering(Workshop::without_cache(root)))
}

/// Builds a project of these files, which are text.
pub fn build_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Built {
    let mut diagnostics = Diagnostics::default();
    let mut source = SourceTree::default();
    for (path, text) in files {
        source.insert(SourcePath::new(path).expect("a sound path"), text.as_bytes(), &mut diagnostics);
    }
    source.complete_with_built_in_theme();
    build_source(source, diagnostics, request("2026-11-22", Finish::PREVIEW), &NoFiles)
}

/// Builds a home page and one more page.
pub fn build_page(path: &str, text: &str) -> Built {
    build_files([("kentongan.yaml", CONFIG), ("content/_index.md", HOME), (path, text)])
}

fn request(day: &str, finish: Finish) -> Request {
    let day = Day::Given(Date::parse(day).expect("a day"));
    let overrides = Overrides { sheets: Sheets::LeaveOut, ..Overrides::default() };
    Request { day, drafts: Drafts::LeaveOut, overrides, finish }
}

fn with_sheets(mut request: Request) -> Request {
    request.overrides.sheets = Sheets::Make;
    request
}

fn build_source(source: SourceTree, diagnostics: Diagnostics, request: Request, supplies: &dyn Supplies) -> Built {
    let planned = pipeline::plan(&source, &request, diagnostics);
    let mut files = BTreeMap::new();
    let mut summaries = Summaries::new();
    let made = planned.make_all(&|output, sizes| {
        let rendered = planned.render(output, planned.prepare(output, sizes), supplies)?;
        Ok((rendered.summary.into(), rendered.bytes))
    });
    for made in made.expect("assets can be read") {
        files.insert(made.path.to_string(), made.product);
        summaries.insert(made.path, made.summary);
    }
    let problems = planned.problems(&summaries).sorted();
    Built { source, planned, files, summaries, problems }
}

/// A project on the disk. What is painted for one test is not painted again for the next.
struct Remembering(Workshop);

static PAINTED: Mutex<BTreeMap<[u8; 32], Vec<u8>>> = Mutex::new(BTreeMap::new());

impl Supplies for Remembering {
    fn file(&self, path: &SourcePath, hash: &blake3::Hash) -> io::Result<Vec<u8>> {
        self.0.file(path, hash)
    }

    fn recall(&self, name: &blake3::Hash) -> Option<Vec<u8>> {
        PAINTED.lock().expect("no map operation panics").get(name.as_bytes()).cloned()
    }

    fn keep(&self, name: &blake3::Hash, result: &[u8]) {
        PAINTED.lock().expect("no map operation panics").insert(*name.as_bytes(), result.to_vec());
    }
}

/// The supplies of a project that is text alone.
struct NoFiles;

impl Supplies for NoFiles {
    fn file(&self, _: &SourcePath, _: &blake3::Hash) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn recall(&self, _: &blake3::Hash) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &blake3::Hash, _: &[u8]) {}
}

impl Built {
    /// All messages as the terminal shows them.
    pub fn messages(&self, speech: Speech) -> String {
        text::render(&self.problems, &self.source, speech, Colour::Off)
    }

    /// All messages in Indonesian, then in English; nothing when there are none.
    pub fn messages_in_both_languages(&self) -> String {
        self.in_both_languages(&self.problems)
    }

    /// The same for all that `check` finds.
    pub fn findings_in_both_languages(&self) -> String {
        self.in_both_languages(&self.planned.findings(&self.source, &self.summaries, 60).sorted())
    }

    fn in_both_languages(&self, diagnostics: &[Diagnostic]) -> String {
        in_both_languages(diagnostics, &self.source)
    }

    pub fn file(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no output {path}"));
        std::str::from_utf8(bytes).expect("the output is text")
    }

    /// What a page says between `<main` and `</main>`; all of it where it has no main part.
    pub fn main(&self, path: &str) -> String {
        let html = self.file(path);
        let start = html.find("<main").unwrap_or(0);
        let end = html.find("</main>").map_or(html.len(), |end| end + "</main>".len());
        html[start..end].lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// A page's words without its markup.
    pub fn words(&self, path: &str) -> String {
        let mut words = String::new();
        for token in html5gum::Tokenizer::new(self.main(path).as_str()).flatten() {
            match token {
                html5gum::Token::String(text) => words.push_str(&String::from_utf8_lossy(&text)),
                _ => words.push(' '),
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Messages in Indonesian, then in English; nothing when there are none.
pub fn in_both_languages(diagnostics: &[Diagnostic], source: &SourceTree) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let messages = |speech| text::render(diagnostics, source, speech, Colour::Off);
    format!("{}---- in English ----\n\n{}", messages(Speech::Indonesian), messages(Speech::English))
}

/// Compares with a reviewed picture in `tests/snapshots/`.
pub fn assert_reviewed(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

/// Writes a file of a project, and the folders it needs.
pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}
