//! Site → Outputs: what is published, and where.

use super::carrier::preview;
use super::{
    Basis, Output, Shared, Subject, alphabet, calendar, carrier, collision, edition, feed, hosting, icon, inventory,
    list, nothing_made, offline, offline_edition, picture, redirect, search, series, sitemap, sound, task, term,
};
use crate::content::Details;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::taxonomy::Taxonomy;
use crate::site::{PageId, Site, link};
use crate::source::web_file;
use crate::theme::Theme;
use crate::vocabulary::{Language, SourcePath};
use std::sync::Arc;

/// Plans every output, in path order, and reports addresses that are taken twice. The parts of the search
/// indexes are not among them: see [`plan_search_parts`].
pub fn plan(site: &Site, theme: &Theme, shared: &Shared, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let basis = Basis { site, theme, sizes: &nothing_made, shared };
    let indexes = || Language::ALL.into_iter().flat_map(|language| plan_index(basis, language)).collect::<Vec<_>>();
    let (indexes, mut outputs) = rayon::join(indexes, || plan_documents(site, diagnostics));
    outputs.extend(indexes);
    for taxonomy in Taxonomy::ALL {
        outputs.extend(plan_taxonomy(site, taxonomy));
    }
    if !site.signposts.listed.is_empty() {
        outputs.push(search::plan_script(theme));
    }
    outputs.extend(feed::plan(site));
    outputs.extend(calendar::plan(site));
    outputs.extend(series::plan(site));
    let single = [("404.html", Subject::NotFound), ("robots.txt", Subject::Robots)];
    outputs.extend(single.map(|(path, subject)| Output { path: sound(path), subject }));
    outputs.push(Output { path: icon(theme), subject: Subject::Icon });
    outputs.extend(edition::plan(site));
    outputs.extend(offline::plan(site));
    outputs.extend(offline_edition::plan(basis));
    outputs.extend(plan_files(site, diagnostics));
    outputs.extend(picture::plan(site, diagnostics));
    outputs.extend(preview::plan(basis));
    let sitemap = sitemap::plan(site, &outputs);
    outputs.extend(sitemap);
    outputs.push(inventory::plan());
    let rules = hosting::plan(site, &outputs);
    outputs.extend(rules);
    collision::report(site, &mut outputs, diagnostics);
    inventory::complete(&mut outputs);
    outputs
}

/// Plans the parts of all search indexes, for which every page must be read.
pub fn plan_search_parts(basis: Basis<'_>) -> Vec<Output> {
    Language::ALL.into_iter().flat_map(|language| search::plan_parts(basis, language)).collect()
}

/// The documents' own pages, other forms and old addresses.
fn plan_documents(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut outputs = Vec::with_capacity(2 * site.pages.len());
    for id in site.ids() {
        outputs.extend(plan_document(site, id));
        outputs.extend(carrier::plan(site, id));
        outputs.extend(redirect::plan(site, id, diagnostics));
    }
    outputs
}

fn plan_document(site: &Site, id: PageId) -> Vec<Output> {
    let page = site.page(id);
    let common = &page.document.common;
    match &page.document.details {
        Details::Section(_) if common.stem.is_empty() => {
            vec![Output { path: page.permalink.index(), subject: Subject::Home(id) }]
        }
        Details::Section(_) if common.language == Language::Indonesian && term::is_term_text(site, id) => Vec::new(),
        Details::Section(_) => {
            let listing = Arc::new(list::of_section(site, id));
            (1..=listing.page_count())
                .map(|number| Output {
                    path: list::path(&page.permalink, number),
                    subject: Subject::Section { section: id, listing: listing.clone(), number },
                })
                .collect()
        }
        Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Event(_)
        | Details::Partner(_)
        | Details::Article(_)
        | Details::Question(_) => vec![Output { path: page.permalink.index(), subject: Subject::Page(id) }],
    }
}

fn plan_taxonomy(site: &Site, taxonomy: Taxonomy) -> Vec<Output> {
    let terms: Vec<usize> =
        site.terms.iter().enumerate().filter(|(_, term)| term.taxonomy == taxonomy).map(|(index, _)| index).collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let section = site.section(taxonomy.name());
    let index = (1..=term::taxonomy_page_count(terms.len())).map(|number| Output {
        path: list::path(&taxonomy.permalink(), number),
        subject: Subject::Taxonomy { taxonomy, section, number },
    });
    let lists = terms.into_iter().flat_map(|term| term::plan(site, term));
    index.chain(lists).collect()
}

fn plan_index(basis: Basis<'_>, language: Language) -> Vec<Output> {
    let mut outputs = alphabet::plan(basis, language);
    outputs.extend(task::plan(basis.site, language));
    outputs.extend(search::plan(basis.site, language));
    outputs
}

/// Files that pages link to, and all downloads.
fn plan_files(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut used: Vec<SourcePath> =
        site.assets.keys().filter(|path| path.as_str().starts_with(link::DOWNLOADS)).cloned().collect();
    for page in &site.pages {
        let document = &page.document;
        let links = document.common.body.links.iter().map(|link| link.target.as_str());
        used.extend(links.filter_map(|target| site.find_asset(document, target)));
    }
    used.sort();
    used.dedup();
    for path in &used {
        let asset = &site.assets[path];
        picture::fault::report_file(path, asset, diagnostics);
        if let Some(running) = web_file::examine(path, asset) {
            let at = running.place.map_or_else(|| Location::file(path), |place| Location::span(path, place));
            diagnostics.push(diagnostic::source::running_file(at, &running.what));
        }
    }
    used.into_iter().map(|path| Output { path: link::output_of_asset(&path), subject: Subject::File(path) }).collect()
}
