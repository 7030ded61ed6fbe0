//! The second visit: the service worker, and the page for what the reader's phone does not keep.

use super::permits::Permits;
use super::shell::{self, Frame, LinkView};
use super::writing::Writing;
use super::{Basis, Output, Subject, View};
use crate::config::offline::Worker;
use crate::diagnostic::Diagnostics;
use crate::site::Site;
use crate::vocabulary::{Language, OutputPath};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the page lies.
pub const PAGE: &str = "luring/index.html";
/// The worker lies at the top, because it may only keep what lies beside or below it.
pub const WORKER: &str = "sw.js";
pub const KIND: &str = "offline";

/// The theme's words for a page that comes from the phone, in the order in which the worker knows them.
const WORDS: [&str; 4] = ["offline_none", "offline_slow", "offline_as_of", "offline_changed"];

#[derive(Serialize)]
struct OfflinePage {
    /// What every phone keeps; a script puts in their place what this one keeps.
    pages: Vec<LinkView>,
}

/// The worker, always: where none is wanted, it is one that takes its leave. Otherwise a phone on
/// which one was installed earlier would go on showing old pages for ever.
pub fn plan(site: &Site) -> Vec<Output> {
    let mut outputs = vec![Output { path: super::sound(WORKER), subject: Subject::Worker }];
    if site.config.offline.is_wanted() {
        outputs.push(Output { path: super::sound(PAGE), subject: Subject::Offline });
    }
    outputs
}

pub fn view(output: &Output, basis: Basis<'_>) -> View {
    let site = basis.site;
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let frame = Frame {
        path: &output.path,
        kind: KIND,
        heading: writing.words.get("offline_title"),
        description: writing.words.get("offline_text"),
        breadcrumbs: Vec::new(),
    };
    let mut shell = shell::of_frame(frame, &writing, Language::Indonesian);
    shell.noindex = true;
    shell.share = None;
    shell.permits.inline.push(basis.theme.scripts.kept.clone());
    let pages = site.kept.iter().filter_map(|path| {
        let label = label(path, &writing)?;
        Some(LinkView { label, href: writing.addresses.to(path) })
    });
    let page = OfflinePage { pages: pages.collect() };
    View::template("offline.html", shell, page, &writing)
}

/// The title of a page that is kept.
fn label(path: &OutputPath, writing: &Writing<'_>) -> Option<String> {
    let site = writing.site;
    let page = site.pages.iter().find(|page| page.permalink.index() == *path);
    let term = site.terms.iter().find(|term| term.permalink.index() == *path);
    page.map(|page| shell::link_to(page, writing).label).or_else(|| term.map(|term| term.name.clone()))
}

/// What a page may run so that the browser installs the worker: one inline script.
///
/// It waits until the page is there, and is silent where no worker can be: without HTTPS, in a file.
pub fn permits(writing: &Writing<'_>, kind: &str) -> Permits {
    // `404.html` is shown at any address, and the other two are never a reader's first page.
    if writing.site.config.offline.worker != Worker::Registered || ["404", "redirect", KIND].contains(&kind) {
        return Permits::default();
    }
    let worker = writing.addresses.to(&super::sound(WORKER));
    let script = format!(
        "addEventListener(\"load\",function(){{var w=navigator.serviceWorker;\
         w&&w.register(\"{worker}\").catch(Boolean)}})"
    );
    Permits { inline: vec![script], worker: true, ..Permits::default() }
}

/// The worker's script, with what it keeps and what it says.
pub fn worker(basis: Basis<'_>) -> Vec<u8> {
    let Basis { site, theme, .. } = basis;
    match site.config.offline.worker {
        Worker::Absent | Worker::Planned => theme.scripts.farewell.clone().into_bytes(),
        Worker::Registered => {
            let pages: Vec<&str> = std::iter::once(PAGE).chain(site.kept.iter().map(OutputPath::as_str)).collect();
            let words: BTreeMap<&str, [String; 4]> = site
                .config
                .languages
                .iter()
                .map(|language| (language.code(), WORDS.map(|key| theme.words(*language).get(key))))
                .collect();
            let (list, words) = (serde_json::json!(pages), serde_json::json!(words));
            let (script, edition) = (&theme.scripts.worker, edition(&pages, basis));
            format!("const PAGES={list},WORDS={words}\n{script}\n//{edition}").into_bytes()
        }
    }
}

/// Another name for every change in what is kept, and only then: a phone fetches it anew for a new name.
fn edition(pages: &[&str], basis: Basis<'_>) -> String {
    let mut hasher = blake3::Hasher::new();
    // The plan's problems were reported when it was first made, and those of views when they are rendered.
    let outputs = super::plan(basis.site, basis.theme, basis.shared, &mut Diagnostics::default());
    for output in outputs.iter().filter(|output| pages.contains(&output.path.as_str())) {
        let view = super::view(output, basis, &mut Diagnostics::default());
        hasher.update(super::key(output, &view, basis.theme, "").0.as_bytes());
    }
    hasher.finalize().to_hex()[..8].to_owned()
}
