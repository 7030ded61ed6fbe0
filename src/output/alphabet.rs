//! A–Z: every page by its title, over as many pages as a small budget asks for. Needs no script.

use super::entry::{self, Entry};
use super::list::{self, PaginationView};
use super::shell::{self, Frame};
use super::writing::Writing;
use super::{Basis, IndexPage, Output, Subject, View};
use crate::vocabulary::{Language, OutputPath, Permalink, Slug};
use rayon::prelude::*;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// The entries of a language by their letters, cut into pages.
#[derive(Debug, PartialEq, Eq)]
pub struct Alphabet {
    pub language: Language,
    pages: Vec<Page>,
}

#[derive(Debug, PartialEq, Eq)]
struct Page {
    path: OutputPath,
    sections: Vec<Section>,
}

/// The entries of one letter, or a part of them.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    letter: String,
    lines: Vec<Line>,
}

#[derive(Debug, PartialEq, Eq)]
struct Line {
    title: String,
    path: OutputPath,
    /// What it is, where the title alone does not say it.
    kind: Option<&'static str>,
    example: bool,
}

#[derive(Serialize)]
struct AlphabetPage {
    letters: Vec<LetterView>,
    sections: Vec<SectionView>,
    /// The pages of one letter, where it needs more than the ways back and on.
    pagination: Option<PaginationView>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct LetterView {
    label: String,
    href: String,
}

#[derive(Serialize)]
struct SectionView {
    id: String,
    label: String,
    items: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    label: String,
    href: String,
    meta: Option<String>,
    badge: Option<String>,
}

/// What the entries of one page may weigh. A list may be 6,000 bytes and 350 elements; the frame of
/// a page is about 2,700 bytes and 100 elements.
const LARGEST_PAGE: usize = 2_700;

/// Entries without a letter: `175: apa gunanya?`
const DIGITS: &str = "0–9";

/// The pages of a language's A–Z; none where there is nothing to list.
pub fn plan(basis: Basis<'_>, language: Language) -> Vec<Output> {
    let alphabet = Arc::new(Alphabet::new(basis, language));
    alphabet
        .pages
        .iter()
        .enumerate()
        .map(|(number, page)| Output {
            path: page.path.clone(),
            subject: Subject::Index(IndexPage::Alphabet { alphabet: alphabet.clone(), number }),
        })
        .collect()
}

/// Where a language's A–Z begins.
pub fn permalink(language: Language) -> Permalink {
    super::permalink(language, "a-z")
}

/// True for a page of an A–Z, by its path.
pub fn is_part(path: &str) -> bool {
    Language::ALL.into_iter().any(|language| path.starts_with(&permalink(language).as_str()[1..]))
}

impl Alphabet {
    fn new(basis: Basis<'_>, language: Language) -> Self {
        let mut lines: Vec<(String, String, Line)> =
            entry::of_language(basis, language).into_par_iter().map(Line::new).collect();
        lines.par_sort_by(|a, b| (&a.0, &a.1, &a.2.path).cmp(&(&b.0, &b.1, &b.2.path)));
        let mut pages: Vec<Page> = Vec::new();
        let mut weight = LARGEST_PAGE;
        let mut rest = lines.into_iter().peekable();
        while let Some(first) = rest.next() {
            let letter = first.0;
            let mut section = vec![first.2];
            section.extend(std::iter::from_fn(|| Some(rest.next_if(|(next, _, _)| *next == letter)?.2)));
            // A letter is kept together where it fits on a page.
            let whole: usize = section.iter().map(Line::weight).sum();
            if weight + whole > LARGEST_PAGE {
                weight = LARGEST_PAGE;
            }
            for line in section {
                if weight + line.weight() > LARGEST_PAGE {
                    pages.push(Page { path: path(language, &letter, &pages), sections: Vec::new() });
                    weight = 0;
                }
                weight += line.weight();
                let sections = &mut pages.last_mut().expect("a page was begun").sections;
                match sections.last_mut().filter(|section| section.letter == letter) {
                    Some(section) => section.lines.push(line),
                    None => sections.push(Section { letter: letter.clone(), lines: vec![line] }),
                }
            }
        }
        Self { language, pages }
    }

    /// The pages that begin with the same letter as page `number`.
    fn pages_of_letter(&self, number: usize) -> Range<usize> {
        let own = self.pages[number].letter();
        let first = self.pages[..number].iter().rposition(|page| page.letter() != own).map_or(0, |before| before + 1);
        let rest = self.pages[number..].iter().take_while(|page| page.letter() == own).count();
        first..number + rest
    }
}

impl Page {
    /// The letter with which it begins.
    fn letter(&self) -> &str {
        self.sections.first().map_or("", |section| &section.letter)
    }
}

/// The first page is the A–Z itself; the others are named by their first letter.
fn path(language: Language, letter: &str, before: &[Page]) -> OutputPath {
    let step = id(letter);
    let top = permalink(language);
    if before.is_empty() {
        return top.index();
    }
    let has_letter = |page: &&Page| page.sections.iter().any(|section| section.letter == letter);
    let begun = before.iter().rev().take_while(has_letter).count();
    let step = if begun == 0 { step } else { format!("{step}-{}", begun + 1) };
    top.child(&step).expect("a letter is a sound step").index()
}

/// The anchor of a letter.
fn id(letter: &str) -> String {
    Slug::from_text(letter).map_or_else(|| "0-9".into(), |slug| slug.to_string())
}

impl Line {
    /// The line with its letter and what sorts it within the letter.
    fn new(entry: Entry) -> (String, String, Self) {
        let key = Slug::from_text(&entry.title).map(|slug| slug.to_string()).unwrap_or_default();
        let letter = match key.chars().next().filter(char::is_ascii_alphabetic) {
            Some(letter) => letter.to_ascii_uppercase().to_string(),
            None => DIGITS.to_owned(),
        };
        let kind = matches!(entry.what, entry::What::Term(_)).then_some(entry.kind);
        (letter, key, Self { title: entry.title, path: entry.path, kind, example: entry.example })
    }

    /// About how many bytes it adds to a compressed page: text shrinks to less than a half.
    fn weight(&self) -> usize {
        8 + (self.title.len() + self.path.as_str().len()) * 2 / 5
    }
}

pub fn view(output: &Output, alphabet: &Alphabet, number: usize, basis: Basis<'_>) -> View {
    let writing = Writing::on_page(basis, alphabet.language, &output.path);
    let page = &alphabet.pages[number];
    let heading = match alphabet.pages.len() {
        1 => writing.words.get("alphabet"),
        _ => writing.words.fill("alphabet_part", &[("range", &range(page, &writing))]),
    };
    let frame = Frame {
        path: &output.path,
        kind: "list",
        heading,
        description: writing.words.fill("alphabet_description", &[("range", &range(page, &writing))]),
        breadcrumbs: shell::home_crumb(&writing, alphabet.language).into_iter().collect(),
    };
    let mut shell = shell::of_frame(frame, &writing, alphabet.language);
    if number == 0 {
        shell.translations = shell::translations_of(&basis.site.signposts.listed, permalink, &writing);
    }
    let href = |number: usize| writing.addresses.to(&alphabet.pages[number].path);
    let previous = (number > 0).then(|| href(number - 1));
    let next = (number + 1 < alphabet.pages.len()).then(|| href(number + 1));
    let letter = alphabet.pages_of_letter(number);
    let pagination = (letter.len() > 2).then(|| {
        let (own, total) = (number - letter.start + 1, letter.len());
        list::name_page(&mut shell, own, total, &writing);
        let of =
            [("letter", page.sections[0].letter.clone()), ("number", own.to_string()), ("total", total.to_string())];
        let label = writing.words.fill("letter_page", &of.each_ref().map(|(name, value)| (*name, value.as_str())));
        let pages = list::pager(label, own, total, |own| href(letter.start + own - 1));
        // Back and on lead through the whole alphabet.
        PaginationView { previous: previous.clone(), next: next.clone(), ..pages }
    });
    let view = AlphabetPage {
        pagination,
        letters: letters(alphabet, number, &writing),
        sections: page.sections.iter().map(|section| section_view(section, &writing)).collect(),
        previous,
        next,
    };
    View::template("alphabet.html", shell, view, &writing)
}

/// `A sampai K`
fn range(page: &Page, writing: &Writing<'_>) -> String {
    let letter = |section: Option<&Section>| section.map(|section| section.letter.clone()).unwrap_or_default();
    let (first, last) = (letter(page.sections.first()), letter(page.sections.last()));
    if first == last { first } else { writing.words.fill("letter_range", &[("from", &first), ("to", &last)]) }
}

/// Every letter once, where it begins.
fn letters(alphabet: &Alphabet, own: usize, writing: &Writing<'_>) -> Vec<LetterView> {
    let mut letters: Vec<LetterView> = Vec::new();
    for (number, page) in alphabet.pages.iter().enumerate() {
        for section in &page.sections {
            if letters.iter().any(|letter| letter.label == section.letter) {
                continue;
            }
            let anchor = id(&section.letter);
            let href = match number == own {
                true => format!("#{anchor}"),
                false => writing.addresses.to_part(&page.path, Some(&anchor)),
            };
            letters.push(LetterView { label: section.letter.clone(), href });
        }
    }
    letters
}

fn section_view(section: &Section, writing: &Writing<'_>) -> SectionView {
    let items = section.lines.iter().map(|line| LineView {
        label: line.title.clone(),
        href: writing.addresses.to(&line.path),
        meta: line.kind.map(|kind| writing.words.get(kind).to_lowercase()),
        badge: line.example.then(|| writing.words.get("example_badge")),
    });
    SectionView { id: id(&section.letter), label: section.letter.clone(), items: items.collect() }
}
