//! Search: a page that works without a script as a way to all other pages, its script, and the
//! index that the script asks for once a reader has asked for something.

pub mod index;
mod shard;
pub mod word;

use super::entry::{self, Entry, KINDS, What};
use super::shell::{self, Frame};
use super::writing::Writing;
use super::{Basis, IndexPage, Output, Subject, View, asset};
use crate::config::LinkStyle;
use crate::content::Details;
use crate::site::Site;
use crate::theme::Theme;
use crate::vocabulary::{Language, OutputPath, Permalink};
use serde::Serialize;
use shard::Shown;
use std::sync::OnceLock;

/// What the search page of a language knows of its index: the parts, by what each begins with.
#[derive(Debug, PartialEq, Eq)]
struct Directory {
    /// The files of the index; `*` stands for the name of a part.
    files: OutputPath,
    /// The first word of each part, or of each part of the directory.
    words: Vec<String>,
    /// Where the directory has parts of its own: the number of the first part of words that each names.
    starts: Vec<usize>,
    /// The first page of each part; none where all hold the same number of pages.
    pages: Vec<usize>,
    each: Option<usize>,
}

#[derive(Serialize)]
struct SearchPage {
    script: String,
    /// The address of the index's parts.
    index: String,
    /// What its parts begin with. The name `words` is that of the theme's words in every template.
    words_of_index: String,
    starts_of_index: String,
    pages_of_index: String,
    each: Option<usize>,
    kinds: String,
    /// What every page's address ends in.
    end: &'static str,
}

/// Parts of words that a search page names itself. The names of more stand in parts of their own, which cost
/// the reader one more request, but no page more than it can carry.
const NAMED: usize = 60;

/// The index of a language: its parts, and what the search page knows of them.
#[derive(Debug)]
struct Found {
    directory: Directory,
    parts: Vec<Output>,
}

/// The index of each language, made when it is first asked for: most of what a portal says goes into it, and
/// only its own files and the search page depend on it.
#[derive(Debug, Default)]
pub struct Indexes([OnceLock<Found>; Language::ALL.len()]);

impl Indexes {
    fn of(&self, basis: Basis<'_>, language: Language) -> &Found {
        let place = Language::ALL.iter().position(|known| *known == language).expect("all languages are known");
        self.0[place].get_or_init(|| make(basis, language))
    }
}

/// The search page of a language; none where there is nothing to find.
pub fn plan(site: &Site, language: Language) -> Option<Output> {
    let page = Output { path: permalink(language).index(), subject: Subject::Index(IndexPage::Search(language)) };
    entry::has_any(site, language).then_some(page)
}

/// The parts of a language's index.
pub fn plan_parts(basis: Basis<'_>, language: Language) -> Vec<Output> {
    match entry::has_any(basis.site, language) {
        true => basis.shared.indexes.of(basis, language).parts.clone(),
        false => Vec::new(),
    }
}

fn make(basis: Basis<'_>, language: Language) -> Found {
    let entries = entries(basis, language);
    let words = shard::words(&index::index(&entries, basis.site, basis.theme.words(language)));
    let pages = shard::pages(&entries);
    let parts_of_directory = if words.len() > NAMED { shard::directory(&words) } else { Vec::new() };
    // One hash for all parts: the page names them in a few bytes, however many there are.
    let mut hasher = blake3::Hasher::new();
    for bytes in words.iter().map(|shard| shard.bytes.as_slice()).chain(pages.parts()) {
        hasher.update(bytes);
    }
    let hash = hasher.finalize();
    let file = |part: &str| asset::path(&format!("{PART}{}-{part}", language.code()), &hash, "json");
    let starts: Vec<usize> = parts_of_directory.iter().map(|shard| shard.first).collect();
    let directory = Directory {
        files: file("*"),
        words: match starts.as_slice() {
            [] => words.iter().map(|shard| shard.first.clone()).collect(),
            starts => starts.iter().map(|first| words[*first].first.clone()).collect(),
        },
        starts,
        pages: match &pages {
            Shown::Few(parts) => parts.iter().map(|shard| shard.first).collect(),
            Shown::Many(_) => Vec::new(),
        },
        each: matches!(pages, Shown::Many(_)).then_some(shard::EACH),
    };
    let part = |kind: char, number: usize, bytes: &[u8]| Output {
        path: file(&format!("{kind}{number}")),
        subject: Subject::SearchPart(bytes.into()),
    };
    let mut parts: Vec<Output> =
        words.iter().enumerate().map(|(number, shard)| part('k', number, &shard.bytes)).collect();
    parts.extend(pages.parts().into_iter().enumerate().map(|(number, bytes)| part('h', number, bytes)));
    parts.extend(parts_of_directory.iter().enumerate().map(|(number, shard)| part('d', number, &shard.bytes)));
    Found { directory, parts }
}

/// What the names of all parts begin with.
const PART: &str = "cari-";

/// False for a path that is none of an index, whatever is in it.
pub fn may_be_part(path: &str) -> bool {
    asset::name_of(path).is_some_and(|name| name.starts_with(PART))
}

/// The script of all search pages.
pub fn plan_script(theme: &Theme) -> Output {
    Output { path: script(theme), subject: Subject::SearchPart(theme.search_script.as_bytes().into()) }
}

fn script(theme: &Theme) -> OutputPath {
    asset::path("cari", &blake3::hash(theme.search_script.as_bytes()), "js")
}

/// Where a language's search is.
pub fn permalink(language: Language) -> Permalink {
    super::permalink(language, "cari")
}

/// The entries as the index numbers them: of two that are equally good the first is shown first.
fn entries(basis: Basis<'_>, language: Language) -> Vec<Entry> {
    let mut entries = entry::of_language(basis, language);
    let rank = |entry: &Entry| {
        let weight = match entry.what {
            What::Page(id) => basis.site.page(id).document.common.weight,
            What::Term(_) | What::Terms(_) => 0,
        };
        (entry.example, order(basis, entry), weight)
    };
    entries.sort_by(|a, b| (rank(a), &a.path).cmp(&(rank(b), &b.path)));
    entries
}

/// What one does comes first, then what one gets, then what one reads, then lists and places.
fn order(basis: Basis<'_>, entry: &Entry) -> u8 {
    match entry.what {
        What::Page(id) => match basis.site.page(id).document.details {
            Details::Procedure(_) => 0,
            Details::Benefit(_) => 1,
            Details::Question(_) => 2,
            Details::Article(_) => 3,
            Details::Section(_) => 4,
            Details::Partner(_) => 7,
            Details::Event(_) => 8,
        },
        What::Terms(_) => 5,
        What::Term(_) => 6,
    }
}

pub fn view(output: &Output, language: Language, basis: Basis<'_>) -> View {
    let directory = &basis.shared.indexes.of(basis, language).directory;
    let writing = Writing::on_page(basis, language, &output.path);
    let words = writing.words;
    let frame = Frame {
        path: &output.path,
        kind: "search",
        heading: words.get("search"),
        description: words.get("search_description"),
        breadcrumbs: shell::home_crumb(&writing, language).into_iter().collect(),
    };
    let mut shell = shell::of_frame(frame, &writing, language);
    shell.permits.own_scripts = true;
    shell.translations = shell::translations_of(&basis.site.signposts.listed, permalink, &writing);
    let join = |parts: &mut dyn Iterator<Item = String>, between: &str| parts.collect::<Vec<_>>().join(between);
    let page = SearchPage {
        script: writing.addresses.to(&script(basis.theme)),
        index: writing.addresses.to(&directory.files),
        words_of_index: join(&mut directory.words.iter().cloned(), " "),
        starts_of_index: join(&mut directory.starts.iter().map(usize::to_string), " "),
        each: directory.each,
        pages_of_index: join(&mut directory.pages.iter().map(usize::to_string), " "),
        kinds: join(&mut KINDS.iter().map(|kind| words.get(kind)), "|"),
        end: if basis.site.config.links == LinkStyle::File { "index.html" } else { "" },
    };
    View::template("search.html", shell, page, &writing)
}
