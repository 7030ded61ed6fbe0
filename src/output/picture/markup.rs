//! How a page shows a picture.

use super::{Codec, Form, HEADERS, Role, published};
use crate::content::{Details, Document};
use crate::output::writing::Writing;
use crate::vocabulary::html::push_escaped;
use crate::vocabulary::picture::Dimensions;
use crate::vocabulary::{OutputPath, SourcePath};
use std::fmt::Write as _;

/// Whether a page shows the pictures in its text at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    AtOnce,
    /// Only who asks pays for them: the page has more than its readers would want unasked.
    OnRequest,
}

/// Bytes of pictures that a page shows unasked, where the configuration says nothing: a lead picture
/// and one more in an article, one elsewhere. More would not fit into the budget of the whole page.
const UNASKED_IN_ARTICLES: u64 = 20_000;
const UNASKED: u64 = 13_000;
/// A picture this light, in bytes, costs less than its button would cost the reader.
const TRIFLE: u64 = 1_500;

/// Decides for a page as a whole, so that its pictures look alike.
pub fn showing(document: &Document, writing: &Writing<'_>) -> Showing {
    let lead = document.common.image.iter().map(|image| (image.file.value.as_str(), Role::Lead));
    let body = document.common.body.pictures.iter().map(|picture| (picture.target.as_str(), Role::Body));
    let weigh = |(target, role)| weight(&writing.site.find_asset(document, target)?, role, writing);
    let bytes: u64 = lead.chain(body).filter_map(weigh).sum();
    let built_in = if matches!(document.details, Details::Article(_)) { UNASKED_IN_ARTICLES } else { UNASKED };
    let limit = writing.site.config.data_saver.map_or(built_in, |kilobytes| kilobytes * 1000);
    if bytes > limit { Showing::OnRequest } else { Showing::AtOnce }
}

/// Whether one picture is shown, on a page that shows its pictures so.
pub fn showing_of(source: &SourcePath, page: Showing, writing: &Writing<'_>) -> Showing {
    let is_trifle = weight(source, Role::Body, writing).is_none_or(|bytes| bytes <= TRIFLE);
    if is_trifle { Showing::AtOnce } else { page }
}

/// What the picture costs on a phone of 360 pixels and density 2, with its headers, in bytes.
fn weight(source: &SourcePath, role: Role, writing: &Writing<'_>) -> Option<u64> {
    let (_, files) = files(source, role, writing)?;
    let lightest = files.first()?.1;
    let taken = files.iter().take_while(|(_, form)| codec(*form) == codec(lightest)).last()?;
    let made = (writing.sizes)(&taken.0).map(|size| size.wire);
    // Where nothing is made, the page is not published either: its share will do.
    Some(made.unwrap_or(role.share() as u64 - HEADERS as u64) + HEADERS as u64)
}

fn codec(form: Form) -> Option<Codec> {
    match form {
        Form::Same => None,
        Form::Encoded { codec, .. } => Some(codec),
    }
}

fn files(source: &SourcePath, role: Role, writing: &Writing<'_>) -> Option<(Dimensions, Vec<(OutputPath, Form)>)> {
    let asset = writing.site.assets.get(source)?;
    published(source, asset, role).map(|published| (published.size, published.files))
}

/// The picture itself. Its size is always stated, so that nothing moves when it arrives.
pub fn picture(source: &SourcePath, role: Role, alt: &str, writing: &Writing<'_>) -> String {
    let mut markup = String::new();
    let Some((size, files)) = files(source, role, writing) else { return markup };
    let of = |wanted: Codec| -> Vec<(String, u32)> {
        let written = files.iter().filter_map(|(path, form)| match form {
            Form::Encoded { width, codec, .. } if *codec == wanted => Some((writing.addresses.to(path), *width)),
            Form::Encoded { .. } | Form::Same => None,
        });
        written.collect()
    };
    let (light, plain) = (of(Codec::WebP), of(Codec::Jpeg));
    // Browsers from before `srcset` are on small, slow phones: they get the narrow one.
    let source = plain.first().map_or_else(|| writing.addresses.to(&files[0].0), |(address, _)| address.clone());
    if !light.is_empty() {
        markup.push_str("<picture><source type=\"image/webp\"");
        match &light[..] {
            [(address, _)] => push_attribute(&mut markup, "srcset", address),
            several => push_choice(&mut markup, several),
        }
        markup.push('>');
    }
    markup.push_str("<img");
    push_attribute(&mut markup, "src", &source);
    if plain.len() > 1 {
        push_choice(&mut markup, &plain);
    }
    let _ = write!(markup, " width=\"{}\" height=\"{}\"", size.width, size.height);
    push_attribute(&mut markup, "alt", alt);
    match role {
        Role::Lead => markup.push('>'),
        Role::Body => markup.push_str(" loading=\"lazy\" decoding=\"async\">"),
    }
    if !light.is_empty() {
        markup.push_str("</picture>");
    }
    markup
}

/// The picture behind a button that names what it shows and what it costs.
pub fn on_request(source: &SourcePath, alt: &str, writing: &Writing<'_>) -> String {
    let mut markup = String::from("<details class=\"photo\"><summary>");
    push_escaped(&mut markup, &offer("show_picture", source, alt, writing));
    markup.push_str("</summary>");
    markup.push_str(&picture(source, Role::Body, alt, writing));
    markup.push_str("</details>");
    markup
}

/// The same within a sentence, where no button can stand: a link to the picture.
pub fn linked(source: &SourcePath, alt: &str, writing: &Writing<'_>) -> String {
    let mut markup = String::from("<a");
    let file = files(source, Role::Body, writing).and_then(|(_, files)| Some(files.last()?.0.clone()));
    push_attribute(&mut markup, "href", &file.map_or_else(|| "#".into(), |file| writing.addresses.to(&file)));
    markup.push('>');
    push_escaped(&mut markup, &offer("picture_link", source, alt, writing));
    markup.push_str("</a>");
    markup
}

fn offer(words: &str, source: &SourcePath, alt: &str, writing: &Writing<'_>) -> String {
    let kilobytes = weight(source, Role::Body, writing).unwrap_or_default().div_ceil(1000);
    writing.words.fill(words, &[("size", &kilobytes.to_string()), ("alt", alt)])
}

fn push_choice(markup: &mut String, files: &[(String, u32)]) {
    let choice: Vec<String> = files.iter().map(|(address, width)| format!("{address} {width}w")).collect();
    push_attribute(markup, "srcset", &choice.join(", "));
    push_attribute(markup, "sizes", "100vw");
}

fn push_attribute(markup: &mut String, name: &str, value: &str) {
    let _ = write!(markup, " {name}=\"");
    push_escaped(markup, value);
    markup.push('"');
}
