//! Link previews: the picture that messengers show beside a link to a page.

use super::sheet::{Format, RECIPE, Sheet, label, origin};
use crate::config::Status;
use crate::content::Details;
use crate::diagnostic::Text;
use crate::output::writing::Writing;
use crate::output::{Basis, Output, Subject, View, address, asset};
use crate::site::{PageId, Site};
use crate::vocabulary::{Language, OutputPath};
use serde::Serialize;
use std::collections::BTreeSet;
use tera::Context;

/// In pixels, as messengers want it.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;
/// In bytes. Messengers take more, but whoever forwards the link pays for it.
pub const LIMIT: usize = 60_000;

/// The link to a preview, for what a page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewLink {
    /// Absolute.
    pub url: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
}

/// Whose preview it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Page(PageId),
    /// A term without a text of its own, by its place in [`Site::terms`].
    Term(usize),
}

#[derive(Serialize)]
struct Preview {
    lang: &'static str,
    site: String,
    /// Who speaks here, on portals that are not the agency's own.
    notice: Option<String>,
    label: String,
    title: String,
    example: bool,
}

/// The previews of all pages, each once: pages that say the same share one.
pub fn plan(basis: Basis<'_>) -> Vec<Output> {
    let site = basis.site;
    let terms = (0..site.terms.len()).filter(|term| site.terms[*term].text.is_none()).map(Of::Term);
    let mut taken = BTreeSet::new();
    site.ids()
        .map(Of::Page)
        .chain(terms)
        .filter_map(|of| Some(Output { path: path(of, &writing(of, basis))?, subject: Subject::Preview(of) }))
        .filter(|output| taken.insert(output.path.clone()))
        .collect()
}

/// Where a preview lies; `None` where its kind has none.
pub fn path(of: Of, writing: &Writing<'_>) -> Option<OutputPath> {
    if !is_wanted(of, writing.site) {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(RECIPE.as_bytes()).update(writing.theme.version.as_bytes()).update(&canonical(&preview(of, writing)));
    Some(asset::path(&stem(of, writing.site), &hasher.finalize(), "jpg"))
}

fn is_wanted(of: Of, site: &Site) -> bool {
    let kind = match of {
        Of::Page(id) => site.page(id).document.details.kind().name(),
        Of::Term(_) => "bagian",
    };
    site.config.carriers.has_preview(kind)
}

/// `pratinjau-manfaat-jkm`, from the page's address.
fn stem(of: Of, site: &Site) -> String {
    let permalink = match of {
        Of::Page(id) => &site.page(id).permalink,
        Of::Term(term) => &site.terms[term].permalink,
    };
    let name = permalink.as_str().trim_matches('/').replace('/', "-");
    format!("pratinjau-{}", if name.is_empty() { "beranda" } else { &name })
}

/// The link to a preview, for what a page says of itself.
pub fn link(of: Of, writing: &Writing<'_>) -> Option<PreviewLink> {
    let path = path(of, writing)?;
    let url = address::absolute(&writing.site.config, &path);
    Some(PreviewLink { url, width: WIDTH, height: HEIGHT, alt: preview(of, writing).title })
}

pub fn view(output: &Output, of: Of, basis: Basis<'_>) -> View {
    let writing = writing(of, basis);
    let preview = preview(of, &writing);
    let mut context = Context::from_serialize(&preview).expect("views are plain data");
    context.insert_value("words", writing.words.value.clone());
    context.insert("width", &WIDTH);
    context.insert("height", &HEIGHT);
    View::Sheet(Sheet {
        path: output.path.clone(),
        template: "sheets/preview.xml",
        context,
        canonical: canonical(&preview),
        format: Format::Jpeg { limit: LIMIT },
        language: writing.words.language,
        title: preview.title,
        name: Text::new("Gambar pratinjau", "The link preview"),
        origin: match of {
            Of::Page(id) => Some(origin(&basis.site.page(id).document)),
            Of::Term(_) => None,
        },
    })
}

fn writing(of: Of, basis: Basis<'_>) -> Writing<'_> {
    let language = match of {
        Of::Page(id) => basis.site.page(id).document.common.language,
        Of::Term(_) => Language::Indonesian,
    };
    Writing::anywhere(basis, language)
}

fn preview(of: Of, writing: &Writing<'_>) -> Preview {
    let (site, words) = (writing.site, writing.words);
    let (label, title, example) = match of {
        Of::Page(id) => {
            let document = &site.page(id).document;
            let label = match &document.details {
                Details::Section(_) => site.config.tagline.clone(),
                _ => label(document, writing),
            };
            (label, writing.text(&document.common.title), document.common.example)
        }
        Of::Term(term) => {
            let term = &site.terms[term];
            let name = term.taxonomy.name();
            (words.get(name), words.fill(&format!("{name}_title"), &[("name", &term.name)]), false)
        }
    };
    Preview {
        lang: words.language.code(),
        site: site.config.name.clone(),
        notice: (site.config.status == Status::Unofficial).then(|| words.get("notice_unofficial")),
        label,
        title,
        example,
    }
}

fn canonical(preview: &Preview) -> Vec<u8> {
    serde_json::to_vec(preview).expect("views are plain data")
}
