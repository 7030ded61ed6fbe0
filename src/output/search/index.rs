//! Entries → the inverted index: every stem with the pages it stands on, by how much it says of them.

use super::word::{self, Met, Stems};
use crate::content::{Details, Document};
use crate::fact::Publish;
use crate::markdown::shortcode::{Call, InlineText};
use crate::markdown::{Body, Part};
use crate::output::entry::{Entry, What};
use crate::site::taxonomy::{Taxonomy, terms_of};
use crate::site::{Site, calls};
use crate::theme::words::Words;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How much a word says of a page, from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// In the text.
    Body,
    /// In the description, in a label, or again and again in the text.
    Summary,
    Heading,
    /// In the title, or in what readers want to do there.
    Title,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::Title, Self::Heading, Self::Summary, Self::Body];
}

/// The stems in order.
pub type Index = BTreeMap<String, Found>;

/// Where a stem is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In order. None for a word that says nothing, such as "yang".
    pub pages: Vec<(u32, Level)>,
    /// True where pages were left out, because the word stands on so many: it ranks pages, but excludes none.
    pub is_common: bool,
}

/// Stems of some pages, each with the pages it stands on, in order.
type Postings = Vec<(String, Vec<(u32, Level)>)>;

/// Texts of a page, with what their words say of it.
type Texts = Vec<(Level, String)>;

/// A word that stands in the text so often is as good as one in the description.
const AGAIN_AND_AGAIN: usize = 4;
/// A word that stands on more than one page in four tells nobody where to go, but for where it stands out.
const COMMON_SHARE: usize = 4;
/// In a few pages every word counts.
const FEW: usize = 20;
/// Pages kept of a stem, the best first: nobody reads on, and a part of the index stays small.
const LIMIT: usize = 500;

/// Entries indexed together: enough that their words were mostly met before, few enough for every thread to have some.
const TOGETHER: usize = 256;

/// Indexes entries. Values of facts are left out, because they change; their names stay.
pub fn index(entries: &[Entry], site: &Site, words: &Words) -> Index {
    let stems = Stems::new(words.language);
    let parts: Vec<Postings> = entries
        .par_chunks(TOGETHER)
        .enumerate()
        .map(|(part, entries)| stems_of(entries, part * TOGETHER, &stems, site, words))
        .collect();
    let mut index = Index::new();
    for (stem, pages) in parts.into_iter().flatten() {
        index.entry(stem).or_default().pages.extend(pages);
    }
    for found in index.values_mut() {
        prune(found, entries.len());
    }
    for word in word::function_words(words.language) {
        index.insert(stems.stem(word), Found::default());
    }
    index
}

/// The stems of entries, each with its pages in order; `first` is the number of the first entry.
fn stems_of(entries: &[Entry], first: usize, stems: &Stems, site: &Site, words: &Words) -> Postings {
    let mut met = Met::default();
    let mut pages: Vec<Vec<(u32, Level)>> = Vec::new();
    let mut seen = Seen::default();
    for (entry, number) in entries.iter().zip(first..) {
        let number = u32::try_from(number).expect("fewer pages than a number can count");
        for (level, text) in texts(entry, site, words) {
            stems.each(&text, &mut met, |stem| seen.see(stem, level));
        }
        pages.resize_with(met.stems.len(), Vec::new);
        seen.drain(|stem, level| pages[stem].push((number, level)));
    }
    met.stems.into_iter().zip(pages).collect()
}

/// The stems of a page, by their places among those that were met.
#[derive(Default)]
struct Seen {
    /// Of each that was met: how often it stands on the page, and its highest level there.
    times: Vec<(usize, Level)>,
    /// Those that stand on the page, each once.
    stems: Vec<usize>,
}

impl Seen {
    fn see(&mut self, stem: usize, level: Level) {
        if stem >= self.times.len() {
            self.times.resize(stem + 1, (0, Level::Body));
        }
        let (times, highest) = &mut self.times[stem];
        if *times == 0 {
            self.stems.push(stem);
        }
        *times += 1;
        *highest = level.max(*highest);
    }

    /// Tells what the page's stems say of it, and forgets them.
    fn drain(&mut self, mut tell: impl FnMut(usize, Level)) {
        for stem in self.stems.drain(..) {
            let (times, highest) = std::mem::replace(&mut self.times[stem], (0, Level::Body));
            tell(stem, if times >= AGAIN_AND_AGAIN { highest.max(Level::Summary) } else { highest });
        }
    }
}

/// Leaves out the text of pages, then the descriptions, then the headings, as far as a word is common.
fn prune(found: &mut Found, all: usize) {
    for level in [Level::Body, Level::Summary, Level::Heading] {
        if all > FEW && found.pages.len() * COMMON_SHARE > all {
            found.pages.retain(|(_, own)| *own > level);
            found.is_common = true;
        }
    }
    if found.pages.len() > LIMIT {
        found.pages.sort_by_key(|(number, level)| (std::cmp::Reverse(*level), *number));
        found.pages.truncate(LIMIT);
        found.pages.sort();
        found.is_common = true;
    }
}

fn texts(entry: &Entry, site: &Site, words: &Words) -> Texts {
    let mut texts = vec![(Level::Summary, words.get(entry.kind))];
    let document = match entry.what {
        What::Page(id) => Some(&site.page(id).document),
        What::Terms(taxonomy) => site.section(taxonomy.name()).map(|id| &site.page(id).document),
        What::Term(index) => {
            texts.push((Level::Title, entry.title.clone()));
            site.terms[index].text.map(|id| &site.page(id).document)
        }
    };
    if let Some(document) = document {
        texts.extend(of_document(document, site, words));
    }
    texts
}

fn of_document(document: &Document, site: &Site, words: &Words) -> Texts {
    let common = &document.common;
    let mut texts = vec![
        (Level::Title, common.title.without_calls()),
        (Level::Summary, common.description.without_calls()),
        (Level::Body, plain(&common.body)),
    ];
    texts.extend(common.tasks.iter().map(|task| (Level::Title, task.without_calls())));
    texts.extend(common.body.headings.iter().map(|heading| (Level::Heading, heading.text.clone())));
    texts.extend(calls::texts_of_kind(&document.details).into_iter().map(|text| (Level::Body, text.without_calls())));
    texts.extend(of_kind(&document.details, site, words));
    texts.extend(labels(document, site).into_iter().map(|label| (Level::Summary, label)));
    texts.extend(common.body.calls.iter().map(|call| (Level::Body, named(call, site))));
    texts
}

/// What says more of its page than other words in the front matter of its kind.
fn of_kind(details: &Details, site: &Site, words: &Words) -> Texts {
    let at = |level: Level| move |text: &InlineText| (level, text.without_calls());
    match details {
        Details::Procedure(procedure) => procedure.steps.iter().map(|step| at(Level::Heading)(&step.title)).collect(),
        Details::Event(event) => vec![at(Level::Summary)(&event.venue)],
        Details::Partner(partner) => {
            let category = words.get(&format!("kategori_{}", partner.category));
            let services = partner.services.iter().map(at(Level::Summary));
            services.chain([(Level::Summary, category)]).collect()
        }
        Details::Benefit(benefit) => {
            let facts = benefit.facts.iter().filter_map(|id| site.facts.get(&id.value));
            facts.map(|fact| (Level::Body, fact.label.clone())).collect()
        }
        Details::Article(_) | Details::Question(_) | Details::Section(_) => Vec::new(),
    }
}

/// The names of a document's region, occupations and topics.
fn labels(document: &Document, site: &Site) -> Vec<String> {
    let named = Taxonomy::ALL.into_iter().flat_map(|taxonomy| {
        let ids = terms_of(document, taxonomy);
        ids.filter_map(move |id| site.term(taxonomy, &id.value)).map(|term| term.name.clone())
    });
    named.collect()
}

/// The words that a shortcode shows whatever the day: of the glossary, of places.
fn named(call: &Call, site: &Site) -> String {
    let facts = &site.facts;
    let argument = |key: &str| call.arguments.get(key).map(|value| value.value.as_str());
    let mut words: Vec<&str> = Vec::new();
    for term in facts.terms.iter().filter(|term| term.publish != Publish::Hold) {
        if call.name == "glosarium" || argument("istilah") == Some(term.id.as_str()) {
            words.push(&term.short);
            words.extend(term.full.as_deref());
        }
    }
    for channel in facts.channels.iter().filter(|channel| channel.publish != Publish::Hold) {
        if call.name == "kanal" && argument("untuk") == Some(channel.purpose.as_str()) {
            words.push(&channel.name);
            words.extend(channel.members.iter().map(String::as_str));
        }
    }
    words.join(" ")
}

/// The words of a text without its markup. Markup may be cut inside a tag, where an address is filled in.
fn plain(body: &Body) -> String {
    let mut words = String::new();
    let mut until = None;
    for part in &body.parts {
        match part {
            Part::Markup(markup) => push_words(&mut words, markup, &mut until),
            Part::Picture(index) => {
                words.push_str(&body.pictures[*index].alt);
                words.push(' ');
            }
            Part::Href(_) => {}
            Part::Call(_) => words.push(' '),
        }
    }
    words
}

/// Appends what stands outside tags and entities; `until` is the end of the one that is open.
fn push_words(words: &mut String, markup: &str, until: &mut Option<char>) {
    let mut rest = markup;
    while !rest.is_empty() {
        match *until {
            Some(end) => {
                let Some(place) = rest.find(end) else { return };
                *until = None;
                words.push(' ');
                rest = &rest[place + 1..];
            }
            None => {
                let place = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')).unwrap_or(rest.len());
                words.push_str(&rest[..place]);
                let opening = rest[place..].chars().next();
                *until = opening.map(|opening| if opening == '<' { '>' } else { ';' });
                rest = rest.get(place + 1..).unwrap_or_default();
            }
        }
    }
}
