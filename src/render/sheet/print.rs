//! Drawings → a PDF, one page each, with text that can be searched and copied.

mod order;

use super::paint::tree;
use crate::theme::font::Fonts;
use crate::vocabulary::Language;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};
use std::collections::HashMap;
use svg2pdf::ConversionOptions;

/// Prints drawings; a unit of a drawing is a point of paper. Writes no date: same drawing, same bytes.
pub fn pdf(drawings: &[String], fonts: &Fonts, language: Language, title: &str) -> Vec<u8> {
    let mut next = Ref::new(1);
    let (catalog, pages, info) = (next.bump(), next.bump(), next.bump());
    let mut pdf = Pdf::new();
    let mut kids = Vec::new();
    for drawing in drawings {
        kids.push(page(&mut pdf, drawing, fonts, pages, &mut next));
    }
    let mut root = pdf.catalog(catalog);
    root.pages(pages).lang(TextStr(language.code()));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    let count = i32::try_from(kids.len()).expect("a sheet has few pages");
    pdf.pages(pages).kids(kids).count(count);
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Kentongan"));
    order::in_order(&pdf.finish())
}

fn page(pdf: &mut Pdf, drawing: &str, fonts: &Fonts, parent: Ref, next: &mut Ref) -> Ref {
    let tree = tree(drawing, fonts);
    let (width, height) = (tree.size().width(), tree.size().height());
    let (chunk, drawn) = svg2pdf::to_chunk(&tree, ConversionOptions::default()).expect("we write sound drawings");
    let mut numbers: HashMap<Ref, Ref> = HashMap::new();
    let chunk = chunk.renumber(|old| *numbers.entry(old).or_insert_with(|| next.bump()));
    let drawn = numbers[&drawn];
    let (page, content) = (next.bump(), next.bump());
    let name = Name(b"S");
    let mut writer = pdf.page(page);
    writer.media_box(Rect::new(0.0, 0.0, width, height)).parent(parent).contents(content);
    writer.resources().x_objects().pair(name, drawn);
    writer.finish();
    let mut stream = Content::new();
    // The drawing comes as one unit wide and high.
    stream.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(name);
    pdf.stream(content, &stream.finish());
    pdf.extend(&chunk);
    page
}
