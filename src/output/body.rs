//! A page's text with its links, pictures and shortcodes filled in.

use super::download;
use super::picture::Role;
use super::picture::markup::{self, Showing};
use super::writing::Writing;
use crate::content::Document;
use crate::diagnostic::Diagnostics;
use crate::markdown::Part;
use crate::site::link::{self, Destination};
use crate::vocabulary::Html;
use crate::vocabulary::html::push_escaped;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A page's text as templates see it: what stands before its first heading, and the rest.
#[derive(Debug, Default)]
pub struct Text {
    pub intro: Html,
    pub rest: Html,
    /// Names the text in the page's key.
    fingerprint: [u8; blake3::OUT_LEN],
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Keys are made of compact data, and need the text's name only.
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.fingerprint);
        }
        let mut text = serializer.serialize_struct("Text", 2)?;
        text.serialize_field("intro", &self.intro)?;
        text.serialize_field("rest", &self.rest)?;
        text.end()
    }
}

/// Fills the holes of a document's body.
pub fn text(document: &Document, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Text {
    let body = &document.common.body;
    let showing = markup::showing(document, writing);
    let mut markup = String::new();
    // What the text of a link must end with, and where that text begins.
    let mut note: Option<(usize, String)> = None;
    // True after pictures that took the place of their paragraph, up to its end.
    let mut out_of_paragraph = false;
    for (index, part) in body.parts.iter().enumerate() {
        match part {
            Part::Markup(text) if out_of_paragraph => {
                markup.push_str(text.trim_start().strip_prefix(PARAGRAPH_END).unwrap_or_default());
                out_of_paragraph = !text.trim_start().starts_with(PARAGRAPH_END);
            }
            Part::Markup(text) => match note.take() {
                None => markup.push_str(text),
                Some((start, words)) => match text.find("</a>") {
                    Some(end) => {
                        markup.push_str(&text[..end]);
                        if !download::states_size(&markup[start..]) {
                            push_escaped(&mut markup, &words);
                        }
                        markup.push_str(&text[end..]);
                    }
                    None => {
                        note = Some((start, words));
                        markup.push_str(text);
                    }
                },
            },
            Part::Href(index) => {
                let link = &body.links[*index];
                push_escaped(&mut markup, &href(document, &link.target, writing));
                note = download::note(document, &link.target, writing).map(|note| (markup.len(), note));
            }
            Part::Picture(number) => {
                let picture = &body.pictures[*number];
                let Some(path) = writing.site.find_asset(document, &picture.target) else { continue };
                let alone = markup.ends_with(PARAGRAPH) && only_pictures_follow(&body.parts[index + 1..]);
                match markup::showing_of(&path, showing, writing) {
                    Showing::AtOnce => markup.push_str(&markup::picture(&path, Role::Body, &picture.alt, writing)),
                    Showing::OnRequest if alone || out_of_paragraph => {
                        if alone {
                            markup.truncate(markup.len() - PARAGRAPH.len());
                            out_of_paragraph = true;
                        }
                        markup.push_str(&markup::on_request(&path, &picture.alt, writing));
                    }
                    // A link holds no other link.
                    Showing::OnRequest if is_inside_link(&markup) => {
                        markup.push_str(&markup::picture(&path, Role::Body, &picture.alt, writing));
                    }
                    Showing::OnRequest => markup.push_str(&markup::linked(&path, &picture.alt, writing)),
                }
            }
            Part::Call(index) => markup.push_str(writing.shortcode(&body.calls[*index], diagnostics).as_str()),
        }
    }
    // Without a hole, the text is what the file says.
    let is_whole = body.parts.iter().all(|part| matches!(part, Part::Markup(_)));
    let fingerprint = if is_whole { document.common.hash } else { blake3::hash(markup.as_bytes()) };
    let first_heading = markup.find("<h2").unwrap_or(markup.len());
    let rest = markup.split_off(first_heading);
    Text { intro: Html::trusted(markup), rest: Html::trusted(rest), fingerprint: fingerprint.into() }
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

const PARAGRAPH: &str = "<p>";
const PARAGRAPH_END: &str = "</p>";

/// True when a paragraph ends without another word.
fn only_pictures_follow(parts: &[Part]) -> bool {
    for part in parts {
        match part {
            Part::Picture(_) => {}
            Part::Markup(text) if text.trim().is_empty() => {}
            Part::Markup(text) => return text.trim_start().starts_with(PARAGRAPH_END),
            Part::Href(_) | Part::Call(_) => return false,
        }
    }
    false
}

fn is_inside_link(markup: &str) -> bool {
    markup.rfind("<a ") > markup.rfind("</a>")
}
