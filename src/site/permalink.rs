//! Where each document lives on the site.

use crate::content::Document;
use crate::vocabulary::{Language, Permalink, Slug};

/// The permalink of a document: its folders and its slug, below the folder of its language.
pub fn of(document: &Document) -> Permalink {
    let common = &document.common;
    let (folder, name) = common.stem.rsplit_once('/').unwrap_or(("", &common.stem));
    let mut permalink = Permalink::home();
    if common.language != Language::Indonesian {
        permalink = step(&permalink, common.language.code());
    }
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        permalink = step(&permalink, part);
    }
    match &common.slug {
        Some(slug) => step(&permalink, slug.value.as_str()),
        None if name.is_empty() => permalink,
        None => step(&permalink, name),
    }
}

fn step(permalink: &Permalink, name: &str) -> Permalink {
    let slug = Slug::from_text(name);
    // A name without a letter or digit still needs an address: its hash is stable.
    let fallback = || format!("h{}", &blake3::hash(name.as_bytes()).to_hex()[..8]);
    let name = slug.map_or_else(fallback, |slug| slug.to_string());
    permalink.child(&name).expect("a slug is a sound step")
}
