//! A page → a part of a file that holds many pages: its own words, without what surrounds them.
//!
//! What a page says is taken from the page itself, as its template makes it, so that it is worded once.
//! Its headings move below that of the page, its ids are named after it, and its links become holes:
//! only the file as a whole knows which pages are in it.

use crate::diagnostic::Diagnostics;
use crate::output::address;
use crate::output::{Basis, Output, View};
use crate::theme::words::Words;
use crate::vocabulary::html::push_escaped;
use crate::vocabulary::{Html, OutputPath};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

/// Stands between a page's id and one of its parts; no permalink holds it.
const BETWEEN: char = '_';
/// Elements that lead elsewhere or do nothing without a server.
const DROPPED: [&[u8]; 6] = [b"nav", b"script", b"style", b"template", b"form", b"footer"];
const VOID: [&[u8]; 6] = [b"br", b"hr", b"wbr", b"col", b"input", b"area"];
/// Attributes that name ids of the page.
const REFERENCES: [&[u8]; 5] = [b"for", b"headers", b"aria-labelledby", b"aria-describedby", b"aria-controls"];

/// What a page becomes in a file. Its headings move accordingly: below the file's title come chapters, then pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// What introduces a chapter.
    Chapter = 1,
    Page = 2,
}

/// A page without its frame.
#[derive(Debug, Default)]
pub struct Fragment {
    pub id: String,
    /// Its title, and the same without markup.
    pub heading: Html,
    pub title: String,
    parts: Vec<Part>,
    /// The ids of its parts, as the page itself names them.
    anchors: BTreeSet<String>,
}

#[derive(Debug)]
enum Part {
    Markup(String),
    /// The address of a link to a file of the portal.
    Link {
        path: OutputPath,
        anchor: Option<String>,
    },
}

/// Where the pages of a file are in it: by their path, with the ids of their parts.
#[derive(Default)]
pub struct Places<'a>(BTreeMap<OutputPath, (String, Option<&'a Fragment>)>);

impl<'a> Places<'a> {
    pub fn add(&mut self, path: OutputPath, fragment: &'a Fragment) {
        self.0.insert(path, (fragment.id.clone(), Some(fragment)));
    }

    /// A page that is not in the file itself, but whose links lead to this id.
    pub fn add_id(&mut self, path: OutputPath, id: &str) {
        self.0.insert(path, (id.to_owned(), None));
    }

    /// `#manfaat.jkk`, `#manfaat.jkk_syarat`; the address in full for what is not in the file.
    fn href(&self, path: &OutputPath, anchor: Option<&str>, basis: Basis<'_>) -> String {
        let Some((id, fragment)) = self.0.get(path) else {
            let address = address::absolute(&basis.site.config, path);
            return anchor.map_or_else(|| address.clone(), |anchor| format!("{address}#{anchor}"));
        };
        let anchor = anchor.filter(|anchor| fragment.is_some_and(|fragment| fragment.anchors.contains(*anchor)));
        anchor.map_or_else(|| format!("#{id}"), |anchor| format!("#{}", id_of_part(id, anchor)))
    }
}

/// `manfaat/jkk/index.html` → `manfaat.jkk`: no two pages have the same, because no permalink holds a dot
/// but those of files.
pub fn id_of(path: &OutputPath) -> String {
    let folder = path.as_str().trim_end_matches("index.html").trim_end_matches('/');
    folder.replace('/', ".")
}

fn id_of_part(page: &str, part: &str) -> String {
    format!("{page}{BETWEEN}{part}")
}

impl Fragment {
    /// Reads the main part of a page that lies at `path`; of markup without one, all of it.
    pub fn read(path: &OutputPath, markup: &str, rank: Rank, words: &Words) -> Self {
        let start = markup.find("<main").unwrap_or(0);
        let end = markup.find("</main>").unwrap_or(markup.len());
        let mut reader = Reader {
            path,
            rank,
            words,
            fragment: Self { id: id_of(path), ..Self::default() },
            markup: String::new(),
            dropped: None,
            heading: None,
        };
        // What stands in a script is no markup.
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(&markup[start..end], emitter).flatten() {
            match token {
                Token::StartTag(tag) => reader.start(&tag),
                Token::EndTag(tag) => reader.end(&tag.name),
                Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        reader.finish()
    }

    /// A part that is no page: without links or ids.
    pub fn titled(id: &str, title: String, markup: Html) -> Self {
        let parts = vec![Part::Markup(markup.as_str().to_owned())];
        Self { id: id.to_owned(), heading: Html::escape(&title), title, parts, anchors: BTreeSet::new() }
    }

    /// The fragment with its links, as a file with these pages shows it.
    pub fn markup(&self, places: &Places<'_>, basis: Basis<'_>) -> Html {
        let mut markup = String::new();
        for part in &self.parts {
            match part {
                Part::Markup(text) => markup.push_str(text),
                Part::Link { path, anchor } => {
                    push_escaped(&mut markup, &places.href(path, anchor.as_deref(), basis));
                }
            }
        }
        Html::trusted(markup)
    }

    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Markup(text) if text.trim().is_empty()))
    }
}

struct Reader<'a> {
    path: &'a OutputPath,
    rank: Rank,
    words: &'a Words,
    fragment: Fragment,
    /// What was written since the last hole.
    markup: String,
    /// The element that is left out, and how many of its name are open.
    dropped: Option<(Vec<u8>, usize)>,
    /// Inside the page's title: its markup.
    heading: Option<String>,
}

impl Reader<'_> {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth += usize::from(name == dropped.as_slice());
            if name == b"img" && dropped == b"details" {
                self.picture(tag);
            }
            return;
        }
        let is_photo = tag.attributes.get(b"class".as_slice()).is_some_and(|class| class.as_slice() == b"photo");
        match name {
            b"main" | b"picture" | b"source" => {}
            b"h1" => self.heading = Some(String::new()),
            b"img" => self.picture(tag),
            // A picture behind a button: without the picture, no button.
            b"details" if is_photo => self.dropped = Some((name.to_vec(), 1)),
            _ if DROPPED.contains(&name) => self.dropped = Some((name.to_vec(), 1)),
            _ => self.element(tag),
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth -= usize::from(name == dropped.as_slice());
            if *depth == 0 {
                self.dropped = None;
            }
            return;
        }
        match name {
            b"main" | b"picture" => {}
            b"h1" => self.fragment.heading = Html::trusted(self.heading.take().unwrap_or_default()),
            _ if VOID.contains(&name) => {}
            _ => {
                let tag = format!("</{}>", String::from_utf8_lossy(&lowered(name, self.rank)));
                self.out().push_str(&tag);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.dropped.is_some() {
            return;
        }
        if self.heading.is_some() {
            self.fragment.title.push_str(text);
        }
        push_escaped(self.out(), text);
    }

    /// What a picture shows, in words: the file has none.
    fn picture(&mut self, tag: &StartTag<()>) {
        let alt = tag.attributes.get(b"alt".as_slice()).map(|alt| String::from_utf8_lossy(alt).into_owned());
        let Some(alt) = alt.filter(|alt| !alt.is_empty()) else { return };
        let said = Html::escape(&self.words.fill("file_picture", &[("alt", &alt)]));
        let is_alone = self.dropped.is_some();
        let (before, after) = if is_alone { ("<p>", "</p>") } else { ("", "") };
        let markup = format!("{before}<em>{}</em>{after}", said.as_str());
        self.out().push_str(&markup);
    }

    fn element(&mut self, tag: &StartTag<()>) {
        let mut opened = format!("<{}", String::from_utf8_lossy(&lowered(&tag.name, self.rank)));
        for (name, value) in &tag.attributes {
            let (name, value) = (name.as_slice(), String::from_utf8_lossy(value));
            let _ = write!(opened, " {}=\"", String::from_utf8_lossy(name));
            match name {
                b"id" => {
                    push_escaped(&mut opened, &id_of_part(&self.fragment.id, &value));
                    self.fragment.anchors.insert(value.into_owned());
                }
                b"href" => self.href(&mut opened, &value),
                _ if REFERENCES.contains(&name) => {
                    let named = value.split_whitespace().map(|id| id_of_part(&self.fragment.id, id));
                    push_escaped(&mut opened, &named.collect::<Vec<_>>().join(" "));
                }
                _ => push_escaped(&mut opened, &value),
            }
            opened.push('"');
        }
        opened.push('>');
        self.out().push_str(&opened);
    }

    /// Writes the address of a link, or leaves a hole for it; `opened` is the tag so far.
    fn href(&mut self, opened: &mut String, address: &str) {
        if let Some(anchor) = address.strip_prefix('#') {
            let path = self.path.clone();
            self.hole(opened, path, Some(anchor.to_owned()).filter(|anchor| !anchor.is_empty()));
            return;
        }
        match address::file_of(self.path, address).and_then(|file| OutputPath::new(&file)) {
            Some(path) => {
                let anchor = address.split_once('#').map(|(_, anchor)| anchor.to_owned());
                self.hole(opened, path, anchor);
            }
            None => push_escaped(opened, address),
        }
    }

    fn hole(&mut self, opened: &mut String, path: OutputPath, anchor: Option<String>) {
        // A title is no place for links.
        if self.heading.is_some() {
            return;
        }
        self.markup.push_str(&std::mem::take(opened));
        self.fragment.parts.push(Part::Markup(std::mem::take(&mut self.markup)));
        self.fragment.parts.push(Part::Link { path, anchor });
    }

    fn out(&mut self) -> &mut String {
        self.heading.as_mut().unwrap_or(&mut self.markup)
    }

    fn finish(mut self) -> Fragment {
        self.fragment.parts.push(Part::Markup(self.markup));
        self.fragment.title = self.fragment.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.fragment
    }
}

/// `h2` → `h4`; there is nothing below `h6`.
fn lowered(name: &[u8], rank: Rank) -> Vec<u8> {
    match name {
        [b'h', level @ b'2'..=b'6'] => vec![b'h', (level + rank as u8).min(b'6')],
        name => name.to_vec(),
    }
}

/// Fragments that were read already: most pages are in many files.
#[derive(Debug, Default)]
pub struct Fragments(Mutex<BTreeMap<OutputPath, Arc<Fragment>>>);

/// So many are kept, to bound the memory. Those that many files share are far fewer.
const MOST: usize = 1_000;

impl Fragments {
    /// The fragment of a page, read now if need be; empty where its template failed, which its page reports.
    pub fn of(&self, page: &Output, words: &Words, basis: Basis<'_>) -> Arc<Fragment> {
        if let Some(known) = self.0.lock().expect("no map operation panics").get(&page.path) {
            return Arc::clone(known);
        }
        // The page itself reports the problems of its view.
        let markup = match crate::output::view(page, basis, &mut Diagnostics::default()) {
            View::Template(view) => {
                let mut context = view.context();
                context.insert(IN_FILE, &true);
                basis.theme.render(view.template, &context).unwrap_or_default()
            }
            View::Bytes(_) | View::File(..) | View::Picture(..) | View::Sheet(_) => String::new(),
        };
        let fragment = Arc::new(Fragment::read(&page.path, &markup, Rank::Page, words));
        let mut known = self.0.lock().expect("no map operation panics");
        if known.len() < MOST {
            known.insert(page.path.clone(), Arc::clone(&fragment));
        }
        fragment
    }
}

/// By this name templates know that a page becomes a part of a file, and leave out what leads to other pages.
pub const IN_FILE: &str = "in_file";
