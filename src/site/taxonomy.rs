//! Taxonomies: regions, occupations and topics, with the pages of each term.

use super::{PageId, Site};
use crate::content::{Details, Document};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::fact::Publish;
use crate::vocabulary::{Language, Permalink};
use crate::yaml::Spanned;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taxonomy {
    Regions,
    Occupations,
    Topics,
}

/// One term with its pages.
#[derive(Clone, Debug)]
pub struct Term {
    pub taxonomy: Taxonomy,
    pub id: String,
    pub name: String,
    pub permalink: Permalink,
    /// The term's own text: `content/pekerjaan/penderes/_index.md`.
    pub text: Option<PageId>,
    /// In path order.
    pub pages: Vec<PageId>,
}

impl Taxonomy {
    pub const ALL: [Self; 3] = [Self::Regions, Self::Occupations, Self::Topics];

    /// The folder of its terms, which is also the key in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regions => "wilayah",
            Self::Occupations => "pekerjaan",
            Self::Topics => "topik",
        }
    }

    pub fn permalink(self) -> Permalink {
        Permalink::from_steps([self.name()]).expect("the names of taxonomies are sound steps")
    }

    fn what(self) -> Text {
        match self {
            Self::Regions => Text::new("Kecamatan", "district"),
            Self::Occupations => Text::new("Pekerjaan", "occupation"),
            Self::Topics => Text::new("Topik", "topic"),
        }
    }
}

/// The terms a document names.
pub fn terms_of(document: &Document, taxonomy: Taxonomy) -> impl Iterator<Item = &Spanned<String>> {
    let common = &document.common;
    let (named, place) = match taxonomy {
        Taxonomy::Occupations => (&common.occupations, None),
        Taxonomy::Topics => (&common.topics, None),
        Taxonomy::Regions => {
            let place = match &document.details {
                Details::Event(event) => event.region.as_ref(),
                Details::Partner(partner) => partner.region.as_ref(),
                _ => None,
            };
            (&common.regions, place.filter(|place| common.regions.iter().all(|region| region.value != place.value)))
        }
    };
    named.iter().chain(place)
}

/// Every term that has a page: all regions, the other ones when they have a text or pages.
pub fn terms(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Term> {
    let mut terms = Vec::new();
    let found: Vec<_> = Taxonomy::ALL
        .into_par_iter()
        .map(|taxonomy| {
            let known = known_terms(site, taxonomy);
            let mut problems = Diagnostics::default();
            check_names(site, taxonomy, &known, &mut problems);
            (taxonomy, known, pages_by_term(site, taxonomy), problems)
        })
        .collect();
    for (taxonomy, known, mut pages, problems) in found {
        diagnostics.extend(problems);
        for (id, name) in known {
            let text = site.section(&format!("{}/{id}", taxonomy.name()));
            let pages = pages.remove(id.as_str()).unwrap_or_default();
            let permalink = taxonomy.permalink().child(&id);
            let is_shown = taxonomy == Taxonomy::Regions || text.is_some() || !pages.is_empty();
            if let Some(permalink) = permalink.filter(|_| is_shown) {
                terms.push(Term { taxonomy, id, name, permalink, text, pages });
            }
        }
    }
    terms
}

/// The place of each term, by its id.
pub fn places(terms: &[Term]) -> BTreeMap<Taxonomy, BTreeMap<String, usize>> {
    let mut places: BTreeMap<Taxonomy, BTreeMap<String, usize>> = BTreeMap::new();
    for (place, term) in terms.iter().enumerate() {
        places.entry(term.taxonomy).or_default().insert(term.id.clone(), place);
    }
    places
}

/// The pages in Indonesian that name each term, in path order.
fn pages_by_term(site: &Site, taxonomy: Taxonomy) -> FxHashMap<&str, Vec<PageId>> {
    let mut pages: FxHashMap<&str, Vec<PageId>> = FxHashMap::default();
    for id in site.ids() {
        let document = &site.page(id).document;
        for term in terms_of(document, taxonomy).filter(|_| document.common.language == Language::Indonesian) {
            let pages = pages.entry(term.value.as_str()).or_default();
            // Whoever names a term twice stands there once.
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        }
    }
    pages
}

fn known_terms(site: &Site, taxonomy: Taxonomy) -> Vec<(String, String)> {
    let facts = &site.facts;
    match taxonomy {
        Taxonomy::Regions => facts.regions.iter().map(|region| (region.id.clone(), region.name.clone())).collect(),
        Taxonomy::Occupations => facts
            .occupations
            .iter()
            .filter(|occupation| occupation.publish != Publish::Hold)
            .map(|occupation| (occupation.id.clone(), occupation.name.clone()))
            .collect(),
        Taxonomy::Topics => facts.topics.iter().map(|topic| (topic.id.clone(), topic.name.clone())).collect(),
    }
}

fn check_names(site: &Site, taxonomy: Taxonomy, known: &[(String, String)], diagnostics: &mut Diagnostics) {
    let ids = || known.iter().map(|(id, _)| id.as_str());
    let names: FxHashSet<&str> = ids().collect();
    for page in &site.pages {
        let common = &page.document.common;
        for term in terms_of(&page.document, taxonomy) {
            if !names.contains(term.value.as_str()) && !site.facts.may_be_unsound(&term.value) {
                let at = Location::span(&common.path, term.span.clone());
                diagnostics.push(diagnostic::fact::unknown_reference(at, &taxonomy.what(), &term.value, ids()));
            }
        }
        if !matches!(page.document.details, Details::Section(_)) {
            continue;
        }
        let folder = common.stem.strip_prefix(taxonomy.name()).and_then(|rest| rest.strip_prefix('/'));
        if let Some(id) = folder.filter(|id| !names.contains(id))
            && !site.facts.may_be_unsound(id)
        {
            let at = Location::file(&common.path);
            diagnostics.push(diagnostic::fact::unknown_reference(at, &taxonomy.what(), id, ids()));
        }
    }
}
