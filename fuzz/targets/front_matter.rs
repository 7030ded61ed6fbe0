//! Front matter of every kind: the first byte chooses the kind, the rest is the page.

#![no_main]

use kentongan::content;
use kentongan::diagnostic::Diagnostics;
use kentongan_fuzz::{config, portal_with, say_all, theme};
use libfuzzer_sys::fuzz_target;

const FOLDERS: [&str; 7] = ["manfaat", "prosedur", "acara", "mitra", "artikel", "tanya-jawab", ""];

fuzz_target!(|data: &[u8]| {
    let Some((first, page)) = data.split_first() else { return };
    let mut diagnostics = Diagnostics::default();
    let kind = FOLDERS[usize::from(*first) % FOLDERS.len()];
    let path = if kind.is_empty() { "content/bagian/_index.md".into() } else { format!("content/bagian/{kind}.md") };
    let page = match kind {
        "" => page.to_vec(),
        // The kind stands first, so that it holds whatever follows.
        _ => [format!("---\njenis: {kind}\n").as_bytes(), page].concat(),
    };
    let source = portal_with(&path, &page, &mut diagnostics);
    content::parse(&source, config(), theme(), &mut content::Memo::default(), &mut diagnostics);
    say_all(&diagnostics, &source);
});
