//! Which page each edition was made of, and what identifies a page's words.

use super::{Page, PageId, Site, calls};
use crate::content::Details;
use crate::content::edition::Edition;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::markdown::Part;
use crate::markdown::shortcode::{Call, InlinePart, InlineText};
use crate::source::read::EDITIONS_FILE;
use crate::vocabulary::{Date, SourcePath};
use crate::yaml::Spanned;
use std::collections::BTreeMap;

/// An edition, and its page while that is published.
#[derive(Clone, Debug)]
pub struct Issued {
    pub edition: Edition,
    pub page: Option<PageId>,
}

/// Finds the pages of all editions, by their addresses of today and of old.
pub fn find(site: &Site, editions: Vec<Spanned<Edition>>, diagnostics: &mut Diagnostics) -> Vec<Issued> {
    let file = SourcePath::new(EDITIONS_FILE).expect("the name of the file of editions is sound");
    let pages = pages(site);
    let issued = editions.into_iter().map(|Spanned { value: edition, span }| {
        let page = pages.get(edition.page.trim_matches('/')).copied();
        if page.is_none() && !site.is_held_back(&edition.page) {
            let at = Location::span(&file, span);
            diagnostics.push(diagnostic::edition::page_is_gone(at, &edition.code, &edition.page));
        }
        Issued { edition, page }
    });
    issued.collect()
}

/// Every page by its address, and by those it once had.
fn pages(site: &Site) -> BTreeMap<&str, PageId> {
    let at_present = site.ids().map(|id| (site.page(id).permalink.as_str(), id));
    let aliases =
        |id: PageId| site.page(id).document.common.aliases.iter().map(move |alias| (alias.value.as_str(), id));
    // A page that is there now comes last, and stands.
    let all = site.ids().flat_map(aliases).chain(at_present);
    all.map(|(address, id)| (address.trim_matches('/'), id)).collect()
}

/// The last day of an event.
pub fn last_day(page: &Page) -> Option<Date> {
    match &page.document.details {
        Details::Event(event) => event.last_day(),
        _ => None,
    }
}

/// What identifies a page's words: their letters, and which facts stand among them, but not their values.
///
/// Spaces, marks and the order of an author's keys do not count, nor does the day.
pub fn wording(page: &Page) -> String {
    let common = &page.document.common;
    let mut words = Words(blake3::Hasher::new());
    for text in [&common.title, &common.description].into_iter().chain(calls::texts_of_kind(&page.document.details)) {
        words.add_inline(text);
    }
    for part in &common.body.parts {
        match part {
            Part::Markup(markup) => words.add(&without_tags(markup)),
            Part::Call(call) => words.add_call(&common.body.calls[*call]),
            Part::Href(_) | Part::Picture(_) => {}
        }
    }
    words.0.finalize().to_hex()[..8].to_owned()
}

struct Words(blake3::Hasher);

impl Words {
    fn add(&mut self, text: &str) {
        for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
            self.0.update(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    fn add_call(&mut self, call: &Call) {
        self.add(&call.name);
        call.arguments.values().for_each(|argument| self.add(&argument.value));
    }

    fn add_inline(&mut self, text: &InlineText) {
        for part in &text.parts {
            match part {
                InlinePart::Text(text) => self.add(text),
                InlinePart::Call(call) => self.add_call(call),
            }
        }
    }
}

fn without_tags(markup: &str) -> String {
    let mut is_tag = false;
    let is_text = |letter: &char| {
        let was_tag = is_tag;
        is_tag = match letter {
            '<' => true,
            '>' => false,
            _ => is_tag,
        };
        !was_tag && !is_tag
    };
    markup.chars().filter(is_text).collect()
}
