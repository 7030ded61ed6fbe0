//! What stands around the content of all pages of a folder: menu, signposts, who speaks. Made once for
//! them all, since the links of neighbours to the rest of the portal are the same.

use super::offline_edition::shelf;
use super::shell::{self, DateView, LinkView};
use super::writing::Writing;
use super::{alphabet, search, task};
use crate::config::Status;
use crate::site::Site;
use crate::theme::words::Words;
use crate::vocabulary::{Language, OutputPath};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tera::{Map, Value};

/// The part of a page's frame that it shares with its neighbours.
#[derive(Debug, Serialize)]
pub struct Surroundings {
    lang: &'static str,
    /// The prefix that leads to the top folder.
    root: String,
    home: String,
    icon: String,
    site: SiteView,
    menu: Vec<MenuView>,
    /// The pages that lead to every other one.
    signposts: Vec<MenuView>,
    /// The page that offers files to keep.
    save: Option<LinkView>,
    /// The day for which the facts were resolved.
    edition: DateView,
}

#[derive(Debug, Serialize)]
struct SiteView {
    name: String,
    tagline: String,
    manager: String,
    official: bool,
    /// Who speaks here, on portals that are not the agency's own.
    notice: Option<String>,
}

#[derive(Debug, Serialize)]
struct MenuView {
    label: String,
    href: String,
    current: bool,
}

/// Surroundings as templates see them, and what names them in keys.
#[derive(Debug)]
pub struct Shared {
    pub values: Map,
    pub hash: blake3::Hash,
    /// Where its links lead.
    targets: Vec<OutputPath>,
}

/// Surroundings that are made, by language and by the folder above a page's own.
#[derive(Debug, Default)]
pub struct Known(RwLock<HashMap<(Language, String), Arc<Shared>>>);

/// The surroundings of a page at `path`; `place` is the page that the menu marks: a list's first one.
pub fn of(writing: &Writing<'_>, language: Language, path: &OutputPath, place: &OutputPath) -> Arc<Shared> {
    let make = || Arc::new(Shared::new(&surroundings(writing, language, place), targets(writing, language)));
    let Some((above, own)) = folders(path).filter(|_| writing.addresses.are_relative()) else { return make() };
    let key = (language, above.to_owned());
    let known = &writing.shared.surroundings.0;
    let found = known.read().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone);
    // What is not marked and leads out of the folder is the same for all its neighbours.
    let is_own = |target: &OutputPath| {
        target == place || target.as_str().strip_prefix(own).is_some_and(|rest| rest.starts_with('/'))
    };
    let is_for_all = |shared: &Shared| !shared.targets.iter().any(is_own);
    match found {
        Some(shared) if is_for_all(&shared) => shared,
        Some(_) => make(),
        None => {
            let shared = make();
            if is_for_all(&shared) {
                known.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&shared));
            }
            shared
        }
    }
}

/// `acara/pasar/index.html` → the folder above its own, and its own; `None` at the top.
fn folders(path: &OutputPath) -> Option<(&str, &str)> {
    let (own, _) = path.as_str().rsplit_once('/')?;
    Some((own.rsplit_once('/').map_or("", |(above, _)| above), own))
}

/// Where the links of the surroundings lead.
fn targets(writing: &Writing<'_>, language: Language) -> Vec<OutputPath> {
    let site = writing.site;
    let menu = menu_pages(site, language).map(|page| page.permalink.index());
    let home = shell::home(site, language).map(|page| page.permalink.index());
    let rest = home.into_iter().chain([super::icon(writing.theme), shelf::path()]);
    menu.chain(signposts(site, language).map(|(_, path)| path)).chain(rest).collect()
}

fn menu_pages(site: &Site, language: Language) -> impl Iterator<Item = &crate::site::Page> {
    let sections = site.menu.iter().filter_map(move |entry| site.find_or_fall_back(&entry.stem, language));
    sections.map(|id| site.page(id))
}

/// Search, tasks and A–Z, in the page's language or else in Indonesian, with the theme's word for each.
fn signposts(site: &Site, language: Language) -> impl Iterator<Item = (&'static str, OutputPath)> {
    let found = &site.signposts;
    let tasks = found.tasks_for(language).map(|language| ("tasks", task::permalink(language)));
    let alphabet = found.listed_for(language).map(|language| ("alphabet", alphabet::permalink(language)));
    let search = found.listed_for(language).map(|language| ("search", search::permalink(language)));
    [search, tasks, alphabet].into_iter().flatten().map(|(word, permalink)| (word, permalink.index()))
}

fn surroundings(writing: &Writing<'_>, language: Language, place: &OutputPath) -> Surroundings {
    let site = writing.site;
    let addresses = &writing.addresses;
    let menu = menu_pages(site, language).map(|page| {
        let LinkView { label, href } = shell::link_to(page, writing);
        MenuView { label, href, current: page.permalink.index() == *place }
    });
    let signposts = signposts(site, language).map(|(word, path)| MenuView {
        label: writing.words.get(word),
        href: addresses.to(&path),
        current: path == *place,
    });
    let home = shell::home(site, language).map(|page| page.permalink.index());
    Surroundings {
        lang: language.code(),
        root: addresses.top(),
        home: home.map_or_else(|| addresses.top(), |home| addresses.to(&home)),
        icon: addresses.to(&super::icon(writing.theme)),
        site: site_view(site, writing.words),
        menu: menu.collect(),
        signposts: signposts.collect(),
        save: shelf::link(writing),
        edition: DateView::new(site.today, writing.words),
    }
}

fn site_view(site: &Site, words: &Words) -> SiteView {
    let config = &site.config;
    let official = config.status == Status::Official;
    SiteView {
        name: config.name.clone(),
        tagline: config.tagline.clone(),
        manager: config.manager.clone(),
        official,
        notice: (!official).then(|| words.get("notice_unofficial")),
    }
}

impl Shared {
    fn new(surroundings: &Surroundings, targets: Vec<OutputPath>) -> Self {
        let values = Value::from_serializable(surroundings).into_map().expect("a struct is a map");
        Self { values, hash: super::fingerprint(surroundings), targets }
    }
}
