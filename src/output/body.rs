//! A page's text with its links, pictures and shortcodes filled in.

use super::writing::Writing;
use crate::content::Document;
use crate::diagnostic::Diagnostics;
use crate::markdown::{Part, Picture};
use crate::site::link::{self, Destination};
use crate::vocabulary::Html;
use crate::vocabulary::html::push_escaped;
use serde::Serialize;

/// A page's text as templates see it: what stands before its first heading, and the rest.
#[derive(Debug, Default, Serialize)]
pub struct Text {
    pub intro: Html,
    pub rest: Html,
}

/// Fills the holes of a document's body.
pub fn text(document: &Document, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Text {
    let body = &document.common.body;
    let mut markup = String::new();
    for part in &body.parts {
        match part {
            Part::Markup(text) => markup.push_str(text),
            Part::Href(index) => {
                let link = &body.links[*index];
                push_escaped(&mut markup, &href(document, &link.target, writing));
            }
            Part::Picture(index) => push_picture(&mut markup, document, &body.pictures[*index], writing),
            Part::Call(index) => markup.push_str(writing.shortcode(&body.calls[*index], diagnostics).as_str()),
        }
    }
    let first_heading = markup.find("<h2").unwrap_or(markup.len());
    let rest = markup.split_off(first_heading);
    Text { intro: Html::trusted(markup), rest: Html::trusted(rest) }
}

/// The address a link of a document is printed with; `#` after a dead link was reported.
pub fn href(document: &Document, target: &str, writing: &Writing<'_>) -> String {
    match writing.site.resolve(document, target, &(0..0)) {
        Ok(Destination::Page { path, anchor }) => writing.addresses.to_part(&path, anchor.as_deref()),
        Ok(Destination::Here { anchor }) => format!("#{anchor}"),
        Ok(Destination::File(path)) => writing.addresses.to(&link::output_of_asset(&path)),
        Ok(Destination::External(address)) => address,
        Err(_) => "#".into(),
    }
}

fn push_picture(markup: &mut String, document: &Document, picture: &Picture, writing: &Writing<'_>) {
    let Some(path) = writing.site.find_asset(document, &picture.target) else { return };
    markup.push_str("<img src=\"");
    push_escaped(markup, &writing.addresses.to(&link::output_of_asset(&path)));
    markup.push_str("\" alt=\"");
    push_escaped(markup, &picture.alt);
    markup.push('"');
    if let Some((width, height)) = writing.site.assets.get(&path).and_then(|asset| asset.dimensions) {
        markup.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    markup.push_str(" loading=\"lazy\">");
}
