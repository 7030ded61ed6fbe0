//! Which pages stand together, and in which order: below a section, under a topic, in a series.
//!
//! Found once for the whole site, since nearly every page asks.

use super::{PageId, Site, related};
use crate::content::Details;
use crate::content::section::Order;
use crate::vocabulary::Language;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Pages by what they share.
#[derive(Debug, Default)]
pub struct Arrangement {
    /// By the stem of the section.
    below: ByLanguage<Below>,
    /// What one may read next on a topic, the lightest first.
    topics: ByLanguage<Vec<PageId>>,
    /// The lessons of each series in their order.
    series: ByLanguage<Vec<PageId>>,
}

/// What stands directly below a section, in its order.
#[derive(Debug, Default)]
pub struct Below {
    pub pages: Vec<PageId>,
    pub sections: Vec<PageId>,
}

/// Things by name, in each language.
#[derive(Debug)]
pub struct ByLanguage<T>(BTreeMap<Language, FxHashMap<String, T>>);

impl<T> Default for ByLanguage<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> ByLanguage<T> {
    pub fn get(&self, language: Language, name: &str) -> Option<&T> {
        self.0.get(&language)?.get(name)
    }

    pub fn insert(&mut self, language: Language, name: &str, value: T) {
        self.0.entry(language).or_default().insert(name.to_owned(), value);
    }

    /// What has this name, made if need be.
    fn entry(&mut self, language: Language, name: &str) -> &mut T
    where
        T: Default,
    {
        let names = self.0.entry(language).or_default();
        if !names.contains_key(name) {
            names.insert(name.to_owned(), T::default());
        }
        names.get_mut(name).expect("it was put there")
    }

    /// Each of them; in no order, so that what is done to one must not depend on another.
    fn for_each(&mut self, mut change: impl FnMut(Language, &str, &mut T)) {
        for (language, names) in &mut self.0 {
            #[expect(clippy::iter_over_hash_type, reason = "each is changed by itself")]
            for (name, value) in names {
                change(*language, name, value);
            }
        }
    }
}

impl Arrangement {
    /// Arranges the pages of a site whose pages can be found already.
    pub fn of(site: &Site) -> Self {
        let mut arrangement = Self::default();
        for id in site.ids() {
            arrangement.add(site, id);
        }
        arrangement.below.for_each(|language, stem, below| {
            let order = match site.find(stem, language).map(|id| &site.page(id).document.details) {
                Some(Details::Section(section)) => section.order,
                _ => Order::Weight,
            };
            related::sort(site, &mut below.pages, order);
            related::sort(site, &mut below.sections, Order::Weight);
        });
        let weight = |id: &PageId| (site.page(*id).document.common.weight, *id);
        arrangement.topics.for_each(|_, _, pages| pages.sort_by_key(weight));
        arrangement.series.for_each(|_, _, lessons| lessons.sort_by_key(|id| (lesson_order(site, *id), *id)));
        arrangement
    }

    fn add(&mut self, site: &Site, id: PageId) {
        let document = &site.page(id).document;
        let common = &document.common;
        let language = common.language;
        let parent = common.stem.rsplit_once('/').map_or("", |(parent, _)| parent);
        if !common.stem.is_empty() {
            let below = self.below.entry(language, parent);
            match document.details {
                Details::Section(_) => below.sections.push(id),
                _ => below.pages.push(id),
            }
        }
        if !matches!(document.details, Details::Section(_) | Details::Event(_) | Details::Partner(_)) {
            for topic in &common.topics {
                let pages = self.topics.entry(language, &topic.value);
                // Whoever names a topic twice stands there once.
                if pages.last() != Some(&id) {
                    pages.push(id);
                }
            }
        }
        if let Details::Article(article) = &document.details
            && let Some(name) = &article.series
        {
            self.series.entry(language, name).push(id);
        }
    }

    /// What stands directly below the section of a stem; `None` where nothing does.
    pub fn below(&self, language: Language, stem: &str) -> Option<&Below> {
        self.below.get(language, stem)
    }

    /// What one may read on a topic, the lightest first.
    pub fn on_topic(&self, language: Language, topic: &str) -> &[PageId] {
        self.topics.get(language, topic).map_or(&[], Vec::as_slice)
    }

    /// The lessons of a series in their order.
    pub fn lessons(&self, language: Language, series: &str) -> &[PageId] {
        self.series.get(language, series).map_or(&[], Vec::as_slice)
    }
}

fn lesson_order(site: &Site, id: PageId) -> i64 {
    match &site.page(id).document.details {
        Details::Article(article) => article.order,
        _ => 0,
    }
}
