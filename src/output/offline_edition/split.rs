//! A portal that is too large for one file: several files of whole chapters.
//!
//! The files are planned before any page is made, so their sizes are reckoned from what is known of
//! each page by then; whether they are right is checked once the files are there.

use super::{Chapter, Entry, Heading};
use crate::content::{Details, Document};
use crate::diagnostic::Diagnostics;
use crate::markdown::Part;
use crate::markdown::shortcode::{Call, InlinePart, InlineText};
use crate::output::Basis;
use crate::output::writing::Writing;
use crate::site::taxonomy::Taxonomy;
use crate::vocabulary::Language;
use std::collections::BTreeMap;

/// Bytes of a file before its first page: its head with the styles, and what it says of itself.
const FRAME: u64 = 14_000;
/// Bytes of a page besides its text: its title, its line in the contents list, the day it was checked.
const PAGE: u64 = 900;
/// Bytes of a row: a step, a paper, a place, an entry of a list.
const ROW: u64 = 300;
/// How much of a file's bound is planned for, in per cent: the rest is for what is reckoned too low.
const FILLED: u64 = 85;

/// The chapters as one file, or as several that each keep within `bound` bytes.
pub fn split(chapters: Vec<Chapter>, bound: u64, basis: Basis<'_>) -> Vec<Vec<Chapter>> {
    let room = (bound * FILLED / 100).saturating_sub(FRAME);
    let mut reckoner = Reckoner { basis, calls: BTreeMap::new() };
    let mut parts: Vec<Vec<Chapter>> = vec![Vec::new()];
    let mut used = 0;
    for chapter in chapters {
        let sizes: Vec<u64> = chapter.entries.iter().map(|entry| reckoner.entry(entry)).collect();
        let own = reckoner.heading(&chapter.heading);
        let whole = own + sizes.iter().sum::<u64>();
        if used > 0 && used + whole > room {
            parts.push(Vec::new());
            used = 0;
        }
        if used + whole <= room {
            used += whole;
            parts.last_mut().expect("there is a part").push(chapter);
            continue;
        }
        // A chapter that fills a file by itself is divided between its pages.
        for (entry, size) in chapter.entries.into_iter().zip(sizes) {
            if used > 0 && used + size > room {
                parts.push(Vec::new());
                used = 0;
            }
            let part = parts.last_mut().expect("there is a part");
            match part.last_mut().filter(|last| last.heading == chapter.heading) {
                Some(last) => last.entries.push(entry),
                None => {
                    used += own;
                    part.push(Chapter { heading: chapter.heading.clone(), entries: vec![entry] });
                }
            }
            used += size;
        }
    }
    parts
}

/// Pages of its own that the file of a district or an occupation always holds: as many as its page names.
const OWN: usize = 20;

/// The chapters with as many of the first one's pages as `bound` leaves room for, where there are many: the first of
/// the events, of the places and of the rest, then the second of each. The page that introduces them leads to all.
pub fn fit(mut chapters: Vec<Chapter>, bound: u64, basis: Basis<'_>) -> Vec<Chapter> {
    let Some((first, others)) = chapters.split_first_mut() else { return chapters };
    if first.entries.len() <= OWN {
        return chapters;
    }
    let mut reckoner = Reckoner { basis, calls: BTreeMap::new() };
    let mut used = FRAME;
    for chapter in others.iter() {
        used += reckoner.heading(&chapter.heading);
        used += chapter.entries.iter().map(|entry| reckoner.entry(entry)).sum::<u64>();
    }
    let mut seen = [0; 4];
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for (place, entry) in first.entries.iter().enumerate() {
        let kind = kind(entry, basis);
        ranked.push((seen[kind], place));
        // What introduces the file stands before all.
        seen[kind] += usize::from(kind > 0);
    }
    ranked.sort_unstable();
    let mut kept = Vec::new();
    for (_, place) in ranked {
        used += reckoner.entry(&first.entries[place]);
        if kept.len() >= OWN && used > bound * FILLED / 100 {
            break;
        }
        kept.push(place);
    }
    kept.sort_unstable();
    first.entries = kept.into_iter().map(|place| first.entries[place]).collect();
    chapters
}

fn kind(entry: &Entry, basis: Basis<'_>) -> usize {
    match entry {
        Entry::Term(_) | Entry::Rates(_) => 0,
        Entry::Page(id) => match basis.site.page(*id).document.details {
            Details::Event(_) => 1,
            Details::Partner(_) => 2,
            _ => 3,
        },
    }
}

/// Reckons what pages will take, in bytes.
struct Reckoner<'a> {
    basis: Basis<'a>,
    /// What each shortcode takes: many pages hold the same ones.
    calls: BTreeMap<String, u64>,
}

impl Reckoner<'_> {
    fn heading(&mut self, heading: &Heading) -> u64 {
        match heading {
            Heading::Section(id) => PAGE + self.body(&self.basis.site.page(*id).document),
            Heading::Taxonomy(_) | Heading::Term(_) | Heading::Loose => PAGE,
        }
    }

    fn entry(&mut self, entry: &Entry) -> u64 {
        let site = self.basis.site;
        match entry {
            Entry::Page(id) => {
                let document = &site.page(*id).document;
                PAGE + self.body(document) + self.fields(document)
            }
            Entry::Term(index) => {
                let term = &site.terms[*index];
                let text = term.text.map_or(0, |id| self.body(&site.page(id).document));
                // The page of a district names its neighbours and where to turn, too.
                let more = if term.taxonomy == Taxonomy::Regions { 10 } else { 0 };
                PAGE + text + (term.pages.len() as u64 + more) * ROW
            }
            // Only small files have it, and those are not split.
            Entry::Rates(_) => PAGE,
        }
    }

    fn body(&mut self, document: &Document) -> u64 {
        let body = &document.common.body;
        let parts = body.parts.iter().map(|part| match part {
            Part::Markup(markup) => markup.len() as u64,
            Part::Href(_) => 80,
            Part::Picture(number) => body.pictures[*number].alt.len() as u64 + 40,
            Part::Call(number) => self.call(&body.calls[*number], document.common.language),
        });
        parts.sum()
    }

    fn fields(&mut self, document: &Document) -> u64 {
        let language = document.common.language;
        let description = self.text(&document.common.description, language);
        let texts = crate::site::calls::texts_of_kind(&document.details);
        let texts: u64 = texts.into_iter().map(|text| ROW + self.text(text, language)).sum();
        let facts = match &document.details {
            Details::Benefit(benefit) => benefit.facts.len() as u64 * 2 * ROW,
            Details::Event(_) | Details::Partner(_) => 5 * ROW,
            Details::Procedure(_) | Details::Article(_) | Details::Question(_) | Details::Section(_) => 0,
        };
        description + texts + facts
    }

    fn text(&mut self, text: &InlineText, language: Language) -> u64 {
        let parts = text.parts.iter().map(|part| match part {
            InlinePart::Text(text) => text.len() as u64,
            InlinePart::Call(call) => self.call(call, language),
        });
        parts.sum()
    }

    fn call(&mut self, call: &Call, language: Language) -> u64 {
        let arguments = call.arguments.iter().map(|(name, value)| format!(" {name}={}", value.value));
        let written = format!("{}{} {language:?}", call.name, arguments.collect::<String>());
        if let Some(known) = self.calls.get(&written) {
            return *known;
        }
        let writing = Writing::anywhere(self.basis, language);
        // Its page reports what is wrong with it.
        let size = writing.shortcode(call, &mut Diagnostics::default()).as_str().len() as u64;
        self.calls.insert(written, size);
        size
    }
}
