//! Where each document lives on the site.

use crate::content::Document;
use crate::vocabulary::{Language, Permalink, Slug};

/// The permalink of a document: its folders and its slug, below the folder of its language.
pub fn of(document: &Document) -> Permalink {
    let common = &document.common;
    let (folder, name) = common.stem.rsplit_once('/').unwrap_or(("", &common.stem));
    let language = (common.language != Language::Indonesian).then(|| common.language.code());
    let folders = folder.split('/').filter(|part| !part.is_empty());
    let mut steps: Vec<String> = language.into_iter().chain(folders).map(step).collect();
    match &common.slug {
        Some(slug) => steps.push(slug.value.to_string()),
        None if name.is_empty() => {}
        None => steps.push(step(name)),
    }
    Permalink::from_steps(steps.iter().map(String::as_str)).expect("slugs are sound steps")
}

/// A name as a step. One without a letter or digit still needs an address: its hash is stable.
fn step(name: &str) -> String {
    let fallback = || format!("h{}", &blake3::hash(name.as_bytes()).to_hex()[..8]);
    Slug::from_text(name).map_or_else(fallback, |slug| slug.to_string())
}
