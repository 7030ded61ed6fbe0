//! What the targets share. Each target holds one reader of foreign bytes to its word: it never panics, never
//! hangs, and every problem it reports lies inside the text it was given.

use kentongan::config::{self, Config, Overrides};
use kentongan::diagnostic::Diagnostics;
use kentongan::report::Speech;
use kentongan::report::text::{self, Colour};
use kentongan::source::SourceTree;
use kentongan::theme::{self, Theme};
use kentongan::vocabulary::SourcePath;
use std::sync::OnceLock;

pub const CONFIG: &str =
    "nama: Portal uji\npengelola: Tim uji\nstatus: tidak_resmi\nbase_url: https://uji.desa/\nbahasa: [id]\n";
pub const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\njenis: artikel\n---\nSelamat datang.\n";

/// A portal of its configuration, its home page and one more file, without a theme.
pub fn portal_with(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> SourceTree {
    let mut source = SourceTree::default();
    for (path, bytes) in [("kentongan.yaml", CONFIG.as_bytes()), ("content/_index.md", HOME.as_bytes()), (path, bytes)]
    {
        source.insert(SourcePath::new(path).expect("a sound path"), bytes, diagnostics);
    }
    source
}

pub fn config() -> &'static Config {
    static CONFIGURED: OnceLock<Config> = OnceLock::new();
    CONFIGURED.get_or_init(|| {
        let mut diagnostics = Diagnostics::default();
        let source = portal_with("content/x.txt", b"", &mut diagnostics);
        config::parse(&source, &Overrides::default(), &mut diagnostics)
    })
}

/// The theme that comes with the program.
pub fn theme() -> &'static Theme {
    static THEME: OnceLock<Theme> = OnceLock::new();
    THEME.get_or_init(|| theme::parse(&SourceTree::built_in_theme(), config(), &mut Diagnostics::default()))
}

/// Says every problem in both languages, as the terminal shows it.
///
/// # Panics
/// Where one lies outside its file, or between the bytes of a letter.
pub fn say_all(diagnostics: &Diagnostics, source: &SourceTree) {
    let said = diagnostics.sorted();
    for problem in &said {
        let (Some(path), Some((start, end))) = (&problem.location.path, problem.location.span) else { continue };
        let text = &source.readable(path).expect("a place is in a file that can be read").text;
        assert!(text.get(start..end).is_some(), "{}: {start}..{end} of {}", problem.code, text.len());
    }
    for speech in [Speech::Indonesian, Speech::English] {
        text::render(&said, source, speech, Colour::Off);
    }
}
