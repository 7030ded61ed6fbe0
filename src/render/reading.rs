//! Reads a rendered page once more: its ids and the files it links to.

use super::Summary;
use crate::output::address::file_of;
use crate::vocabulary::OutputPath;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::collections::BTreeSet;

/// What a page offers and what it needs.
pub fn read(path: &OutputPath, html: &[u8]) -> Summary {
    let mut ids = BTreeSet::new();
    let mut doubled = BTreeSet::new();
    let mut links = BTreeSet::new();
    let mut kind = String::new();
    // What stands in a script is no markup.
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value);
            match name.as_slice() {
                b"id" if ids.contains(&*value) => {
                    doubled.insert(value.into_owned());
                }
                b"id" => {
                    ids.insert(value.into_owned());
                }
                b"data-kind" if *tag.name == b"html" => kind = value.into_owned(),
                b"href" | b"src" => links.extend(file_of(path, &value)),
                _ => {}
            }
        }
    }
    Summary {
        kind,
        ids: ids.into_iter().collect(),
        doubled_ids: doubled.into_iter().collect(),
        links: links.into_iter().collect(),
        ..Summary::default()
    }
}
