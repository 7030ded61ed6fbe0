//! The home page: its blocks, in the order the staff gave them.

use super::body::{self, Text};
use super::download;
use super::item::{self, Item};
use super::shell::{self, LinkView};
use super::writing::Writing;
use super::{Basis, Output, View};
use crate::content::section::{Block, BlockKind};
use crate::content::{Details, Document};
use crate::diagnostic::Diagnostics;
use crate::markdown::shortcode::InlineText;
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site, related};
use crate::vocabulary::Html;
use serde::Serialize;

/// Entries shown in a block of the home page.
const BLOCK_LIMIT: usize = 4;

#[derive(Serialize)]
struct HomePage {
    body: Text,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
struct BlockView {
    kind: &'static str,
    title: Html,
    body: Option<Html>,
    href: Option<String>,
    label: Option<String>,
    items: Vec<Item>,
    regions: Vec<LinkView>,
}

pub fn view(output: &Output, id: PageId, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let site = basis.site;
    let document = &site.page(id).document;
    let writing = Writing::on_page(basis, document.common.language, &output.path);
    let shell = shell::of_page("home", &output.path, id, &writing, diagnostics);
    let blocks: &[Block] = match &document.details {
        Details::Section(section) => &section.blocks,
        _ => &[],
    };
    let blocks = blocks
        .iter()
        .map(|block| BlockView {
            kind: block.kind.name(),
            title: writing.html(&block.title, diagnostics),
            body: block.body.as_ref().map(|text| writing.html(text, diagnostics)),
            href: block.link.as_ref().map(|link| body::href(document, &link.value, &writing)),
            label: block.label.as_ref().map(|label| label_of(document, block, label, &writing)),
            items: items(block.kind, &writing),
            regions: if block.kind == BlockKind::Regions { regions(&writing) } else { Vec::new() },
        })
        .collect();
    let body = body::text(document, &writing, diagnostics);
    View::template("home.html", shell, HomePage { body, blocks }, &writing)
}

/// The text of a block's link, with the size of a large file behind it.
fn label_of(document: &Document, block: &Block, label: &InlineText, writing: &Writing<'_>) -> String {
    let text = writing.text(label);
    let note = block.link.as_ref().and_then(|link| download::note(document, &link.value, writing));
    match note.filter(|_| !download::states_size(&text)) {
        Some(note) => text + &note,
        None => text,
    }
}

fn items(kind: BlockKind, writing: &Writing<'_>) -> Vec<Item> {
    let site = writing.site;
    let ids: Vec<PageId> = match kind {
        BlockKind::Emergency | BlockKind::Link | BlockKind::Regions => Vec::new(),
        BlockKind::Events => related::events(site, site.ids()).0,
        BlockKind::Places => of_kind(site, |details| matches!(details, Details::Partner(_))),
        BlockKind::Questions => of_kind(site, |details| matches!(details, Details::Question(_))),
    };
    item::of_pages(&ids[..ids.len().min(BLOCK_LIMIT)], writing)
}

fn of_kind(site: &Site, is_wanted: impl Fn(&Details) -> bool) -> Vec<PageId> {
    let mut ids: Vec<PageId> = site.ids().filter(|id| is_wanted(&site.page(*id).document.details)).collect();
    related::sort(site, &mut ids, crate::content::section::Order::Weight);
    ids
}

fn regions(writing: &Writing<'_>) -> Vec<LinkView> {
    let terms = writing.site.terms.iter().filter(|term| term.taxonomy == Taxonomy::Regions);
    terms
        .map(|term| LinkView { label: term.name.clone(), href: writing.addresses.to(&term.permalink.index()) })
        .collect()
}
