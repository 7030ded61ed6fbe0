//! A page's markup → all that is asked of it, in one reading: its ids, the files it links to, what
//! a browser fetches for it, and which rules of the theme its elements can answer to.

use super::markup::{Markup, Piece, Tag};
use super::need::{self, Needs};
use super::{Supplies, style};
use crate::output::address::file_of;
use crate::theme::style::{Elements, StyleSheet};
use crate::vocabulary::{BaseUrl, OutputPath};

/// What a page is made of.
pub struct Reading {
    /// As far as the theme's style sheet asks for them.
    pub elements: Elements,
    /// The page's kind, as its `data-kind` says.
    pub kind: String,
    /// Sorted, each once.
    pub ids: Vec<String>,
    /// Those that occur twice.
    pub doubled_ids: Vec<String>,
    /// Files of the output, sorted, each once.
    pub links: Vec<String>,
    pub needs: Needs,
}

/// Reads a page that is to lie at `path` on a portal at `base`.
pub fn read(path: &OutputPath, base: &BaseUrl, markup: &str, sheet: &StyleSheet, supplies: &dyn Supplies) -> Reading {
    let mut of_style = style::Gathering::new(sheet);
    let mut of_needs = need::Gathering::new(path, base);
    let mut of_links = Links { path, kind: String::new(), ids: Vec::new(), links: Vec::new() };
    // For a browser that runs scripts, nothing in it is markup.
    let mut in_noscript = false;
    let mut markup = Markup::new(markup);
    while let Some(piece) = markup.next() {
        match piece {
            Piece::Start(tag) => {
                of_style.start(&tag);
                if !in_noscript {
                    of_needs.start(&tag);
                    of_links.start(&tag);
                }
                in_noscript |= tag.name == "noscript";
            }
            Piece::End(name) => {
                of_style.end(&name);
                in_noscript &= name != "noscript";
                if !in_noscript {
                    of_needs.end(&name);
                }
            }
            Piece::Script(text) => of_needs.script(text),
        }
    }
    let Links { kind, mut ids, mut links, .. } = of_links;
    ids.sort_unstable();
    let mut doubled_ids: Vec<String> =
        ids.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0].clone()).collect();
    for names in [&mut ids, &mut doubled_ids] {
        names.dedup();
    }
    links.sort_unstable();
    links.dedup();
    Reading { elements: of_style.elements(), kind, ids, doubled_ids, links, needs: of_needs.needs(supplies) }
}

/// Gathers what a page offers to links, and where its own lead.
struct Links<'a> {
    path: &'a OutputPath,
    kind: String,
    ids: Vec<String>,
    links: Vec<String>,
}

impl Links<'_> {
    fn start(&mut self, tag: &Tag<'_, '_>) {
        for attribute in tag.attributes {
            match &*attribute.name {
                "id" => self.ids.push(attribute.value().into_owned()),
                "data-kind" if tag.name == "html" => self.kind = attribute.value().into_owned(),
                "href" | "src" => self.links.extend(file_of(self.path, &attribute.value())),
                _ => {}
            }
        }
    }
}
