//! Output → View: all that goes into an output's bytes, and the key that names it.

use super::carrier::preview;
use super::offline_edition::fragment::IN_FILE;
use super::permits::Permits;
use super::picture::Variant;
use super::series::SeriesOf;
use super::writing::Writing;
use super::{
    Basis, IndexPage, Output, Subject, alphabet, calendar, carrier, edition, feed, home, inventory, list, not_found,
    offline, offline_edition, page, redirect, region, search, series, shell, sitemap, task, term,
};
use crate::diagnostic::Diagnostics;
use crate::theme::Theme;
use crate::vocabulary::SourcePath;
use serde::Serialize;
use tera::Context;

/// What makes an output's bytes.
pub enum View {
    /// A template and all that it can see.
    Template(TemplateView),
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the project, and their hash.
    File(SourcePath, blake3::Hash),
    /// A picture, and the hash of its file.
    Picture(Variant, blake3::Hash),
    /// What is laid out, then painted or printed.
    Sheet(carrier::sheet::Sheet),
}

pub struct TemplateView {
    pub template: &'static str,
    pub permits: Permits,
    /// Names all that the template can see, for the key.
    fingerprint: blake3::Hash,
    context: Box<dyn Fn() -> Context + Send + Sync>,
}

/// What identifies an output's bytes: its view, and the template, theme and engine behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub blake3::Hash);

/// Computes an output's view. Problems of the theme's components go into `diagnostics`.
pub fn view(output: &Output, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let Basis { site, theme, .. } = basis;
    match &output.subject {
        Subject::Home(id) => home::view(output, *id, basis, diagnostics),
        Subject::Page(id) => page::view(output, *id, basis, diagnostics),
        Subject::Carrier { page, carrier } => carrier::view(*page, *carrier, basis, diagnostics),
        Subject::Texts(id) => carrier::texts::view(output, *id, basis, diagnostics),
        Subject::Section { section, listing, number } => {
            list::view(output, *section, listing, *number, basis, diagnostics)
        }
        Subject::Taxonomy { taxonomy, section, number } => {
            term::taxonomy_view(output, *taxonomy, *section, *number, basis, diagnostics)
        }
        Subject::Term { term, listing, number } => term::view(output, *term, listing, *number, basis, diagnostics),
        Subject::Region(term) => region::view(output, *term, basis, diagnostics),
        Subject::RegionList { term, group, listing, number } => {
            region::list_view(output, *term, *group, listing, *number, basis)
        }
        Subject::Index(IndexPage::Alphabet { alphabet, number }) => alphabet::view(output, alphabet, *number, basis),
        Subject::Index(IndexPage::Tasks { language, number }) => task::view(output, *language, *number, basis),
        Subject::Index(IndexPage::Search(language)) => search::view(output, *language, basis),
        Subject::SearchPart(bytes) => View::Bytes(bytes.to_vec()),
        Subject::Redirect(id) => redirect::view(output, *id, basis),
        Subject::NotFound => not_found::view(output, basis),
        Subject::Edition(index) => edition::view(output, *index, basis, diagnostics),
        Subject::Offline => offline::view(output, basis),
        Subject::Worker => View::Bytes(offline::worker(basis)),
        Subject::OfflineEdition(edition) => offline_edition::view(output, edition, basis, diagnostics),
        Subject::Shelf(editions) => offline_edition::shelf::view(output, editions, basis),
        Subject::Feed(of) => View::Bytes(feed::bytes(*of, output, basis)),
        Subject::Series(SeriesOf::Page(series)) => series::view(output, *series, basis),
        Subject::Series(of) => View::Bytes(series::messages(*of, basis, diagnostics)),
        Subject::Calendar(of) => View::Bytes(calendar::bytes(*of, basis, diagnostics)),
        Subject::Sitemap(sitemap) => View::Bytes(sitemap::bytes(sitemap, site)),
        Subject::Robots => View::Bytes(sitemap::robots(site)),
        Subject::Inventory(paths) => View::Bytes(inventory::bytes(paths, basis)),
        Subject::ServerRules(text) => View::Bytes(text.to_vec()),
        Subject::Icon => View::Bytes(theme.icon.clone()),
        Subject::File(path) => View::File(path.clone(), site.assets[path].hash),
        Subject::Picture(variant) => View::Picture(variant.clone(), site.assets[&variant.source].hash),
        Subject::Preview(of) => preview::view(output, *of, basis),
    }
}

/// What identifies the bytes that a view becomes.
pub fn key(output: &Output, view: &View, theme: &Theme, engine: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(engine.as_bytes());
    hasher.update(output.path.as_str().as_bytes());
    match view {
        View::Template(view) => {
            hasher.update(theme.version.as_bytes());
            hasher.update(view.template.as_bytes());
            hasher.update(view.fingerprint.as_bytes());
        }
        View::Bytes(bytes) => {
            hasher.update(bytes);
        }
        View::File(_, hash) => {
            hasher.update(hash.as_bytes());
        }
        View::Picture(variant, hash) => {
            hasher.update(variant.key(hash).as_bytes());
        }
        View::Sheet(sheet) => {
            hasher.update(theme.version.as_bytes());
            hasher.update(sheet.template.as_bytes());
            hasher.update(&sheet.canonical);
        }
    }
    Key(hasher.finalize())
}

impl View {
    /// Joins a page's frame, the theme's words and what is particular to its template.
    pub(super) fn template<V>(template: &'static str, shell: shell::Shell, view: V, writing: &Writing<'_>) -> Self
    where
        V: Serialize + Send + Sync + 'static,
    {
        let holds_until = writing.holds_until();
        let surroundings = shell.surroundings.hash.as_bytes();
        let fingerprint = fingerprint(&(&shell, surroundings, &view, &holds_until));
        let permits = shell.permits.clone();
        let words = writing.words.value.clone();
        let context = move || {
            let mut context = Context::from_serialize(&view).expect("views are plain data");
            context.insert_value("page", shell.value());
            context.insert("holds_until", &holds_until);
            context.insert(IN_FILE, &false);
            context.insert_value("words", words.clone());
            context
        };
        Self::Template(TemplateView { template, permits, fingerprint, context: Box::new(context) })
    }
}

impl TemplateView {
    /// All that the template can see. Made only where it is rendered: most of a warm build needs no more
    /// than the fingerprint.
    pub fn context(&self) -> Context {
        (self.context)()
    }
}

/// Names plain data by its content.
pub(super) fn fingerprint(data: &impl Serialize) -> blake3::Hash {
    blake3::hash(&rmp_serde::to_vec(data).expect("views are plain data"))
}
