//! Shortcodes in a line of text: nothing of the text is lost, and every call has the form its theme declares.

#![no_main]

use kentongan::diagnostic::Diagnostics;
use kentongan::markdown::shortcode::{Piece, parse_inline, split};
use kentongan::vocabulary::SourcePath;
use kentongan::yaml::Spanned;
use kentongan_fuzz::{portal_with, say_all, theme};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "content/halaman.md";

fuzz_target!(|text: &str| {
    let pieces = split(text).into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Shortcode(text) | Piece::Unclosed(text) => text,
    });
    assert_eq!(pieces.collect::<String>(), text);
    let mut diagnostics = Diagnostics::default();
    let source = portal_with(PATH, text.as_bytes(), &mut diagnostics);
    let path = SourcePath::new(PATH).expect("a sound path");
    let Some(file) = source.text(PATH) else { return };
    let written = Spanned { value: file.text.clone(), span: 0..file.text.len() };
    let signatures = &theme().shortcodes;
    let inline = parse_inline(&path, &written, signatures, &mut diagnostics);
    for call in inline.calls() {
        let signature = signatures.get(&call.name).expect("a call has a known name");
        for name in call.arguments.keys() {
            assert!(signature.parameters.iter().any(|parameter| parameter.name == *name));
        }
        assert!(file.text.get(call.span.clone()).is_some());
    }
    say_all(&diagnostics, &source);
});
