//! Markdown with shortcodes and raw HTML: what comes out holds nothing but elements and attributes that
//! we write or allow, and no hole leads nowhere.

#![no_main]

use html5gum::{Token, Tokenizer};
use kentongan::diagnostic::Diagnostics;
use kentongan::markdown::{self, Part};
use kentongan::vocabulary::SourcePath;
use kentongan_fuzz::{portal_with, say_all, theme};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "content/halaman.md";

fuzz_target!(|text: &str| {
    let mut diagnostics = Diagnostics::default();
    let source = portal_with(PATH, text.as_bytes(), &mut diagnostics);
    let Some(file) = source.text(PATH) else { return };
    let path = SourcePath::new(PATH).expect("a sound path");
    let whole = 0..file.text.len();
    let body = markdown::parse(&path, &file.text, whole.clone(), &theme().shortcodes, &mut diagnostics);
    say_all(&diagnostics, &source);
    let Some(body) = body else { return };
    let mut markup = String::new();
    for part in &body.parts {
        match part {
            Part::Markup(text) => markup.push_str(text),
            Part::Href(number) => assert!(*number < body.links.len()),
            Part::Picture(number) => assert!(*number < body.pictures.len()),
            Part::Call(number) => assert!(*number < body.calls.len()),
        }
    }
    for link in &body.links {
        assert!(file.text.get(link.span.clone()).is_some());
    }
    for paragraph in markdown::prose::paragraphs(&file.text, whole, &body.calls) {
        for sentence in paragraph.sentences() {
            assert!(file.text.get(paragraph.place(sentence)).is_some());
        }
    }
    check(&markup);
});

const NEVER: [&str; 12] =
    ["script", "style", "iframe", "object", "embed", "svg", "math", "form", "link", "meta", "base", "template"];

fn check(markup: &str) {
    for token in Tokenizer::new(markup).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(!NEVER.contains(&name.as_str()), "<{name}> in {markup}");
        for attribute in tag.attributes.keys() {
            let attribute = String::from_utf8_lossy(attribute);
            let is_ours = ["title", "lang", "dir", "open", "id", "class", "scope", "start", "href"];
            assert!(is_ours.contains(&attribute.as_ref()), "{attribute} in {markup}");
        }
    }
}
