//! A small site in; its files and messages out. The one place that calls the pipeline.

use kentongan::check::Summaries;
use kentongan::config::Overrides;
use kentongan::diagnostic::{Diagnostic, Diagnostics};
use kentongan::pipeline::{self, Day, Planned, Request};
use kentongan::render::Minify;
use kentongan::report::Speech;
use kentongan::report::text::{self, Colour};
use kentongan::site::Drafts;
use kentongan::source::{SourceTree, read};
use kentongan::vocabulary::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// A site, built in memory for a day.
pub struct Built {
    pub source: SourceTree,
    pub planned: Planned,
    pub files: BTreeMap<String, Vec<u8>>,
    pub summaries: Summaries,
    pub problems: Vec<Diagnostic>,
}

/// Builds the project in `root` as of `day`.
pub fn build(root: &Path, day: &str) -> Built {
    let mut diagnostics = Diagnostics::default();
    let source = read::read(root, &mut diagnostics).expect("the folder can be read");
    let request = Request {
        day: Day::Given(Date::parse(day).expect("a day")),
        drafts: Drafts::LeaveOut,
        overrides: Overrides::default(),
        minify: Minify::Off,
    };
    let planned = pipeline::plan(&source, &request, diagnostics);
    let mut files = BTreeMap::new();
    let mut summaries = Summaries::new();
    for output in &planned.outputs {
        let prepared = planned.prepare(output);
        let fetch = |path: &kentongan::vocabulary::SourcePath| read::read_asset(root, path);
        let rendered = planned.render(output, prepared, &fetch).expect("assets can be read");
        files.insert(output.path.to_string(), rendered.bytes);
        summaries.insert(output.path.to_string(), rendered.summary);
    }
    let problems = planned.problems(&summaries).sorted();
    Built { source, planned, files, summaries, problems }
}

impl Built {
    /// All messages as the terminal shows them.
    pub fn messages(&self, speech: Speech) -> String {
        text::render(&self.problems, &self.source, speech, Colour::Off)
    }

    pub fn file(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no output {path}"));
        std::str::from_utf8(bytes).expect("the output is text")
    }

    /// What a page says between `<main` and `</main>`, one element a line.
    pub fn main(&self, path: &str) -> String {
        let html = self.file(path);
        let start = html.find("<main").expect("a page has a main part");
        let end = html.find("</main>").expect("a page has a main part") + "</main>".len();
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
