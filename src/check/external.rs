//! Links to other sites. Which there are, and what to say of the answers; `online` asks.

use crate::content::Citation;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::site::Site;
use crate::site::link::Destination;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What another site answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Alive,
    /// There is no such page; with the HTTP status.
    Dead(u16),
    /// It would not say: it wants a person (401, 403, 429), or is in trouble itself.
    Unclear(u16),
    /// No answer in time, or no such site.
    Silent,
}

/// Every address on another site, with the first place that links to it.
pub fn links(site: &Site) -> BTreeMap<String, Location> {
    let mut links = BTreeMap::new();
    let mut add = |url: &str, at: Location| {
        if url.starts_with("https://") || url.starts_with("http://") {
            let url = url.split('#').next().unwrap_or(url);
            links.entry(url.to_owned()).or_insert(at);
        }
    };
    for page in &site.pages {
        let common = &page.document.common;
        for link in &common.body.links {
            if let Ok(Destination::External(url)) = site.resolve(&page.document, &link.target, &link.span) {
                add(&url, Location::span(&common.path, link.span.clone()));
            }
        }
        for citation in &common.sources {
            match citation {
                Citation::Written { url: Some(url), .. } => add(url, Location::file(&common.path)),
                // Only what a page cites is linked; copies and what was read elsewhere are not.
                Citation::Known(id) => match site.facts.sources.get(&id.value) {
                    Some(source) if !source.copy && source.via.is_none() => {
                        let url = source.url.as_deref().unwrap_or_default();
                        add(url, Location::span(&common.path, id.span.clone()));
                    }
                    Some(_) | None => {}
                },
                Citation::Written { url: None, .. } => {}
            }
        }
    }
    for channel in &site.facts.channels {
        add(channel.link.as_deref().unwrap_or_default(), Location::file(&channel.path));
    }
    links
}

/// Reports the links that lead nowhere.
pub fn report(links: &BTreeMap<String, Location>, verdicts: &BTreeMap<String, Verdict>, diagnostics: &mut Diagnostics) {
    for (url, verdict) in verdicts {
        let Some(at) = links.get(url) else { continue };
        match verdict {
            Verdict::Dead(status) => {
                diagnostics.push(diagnostic::check::dead_external_link(at.clone(), url, *status));
            }
            Verdict::Silent => diagnostics.push(diagnostic::check::silent_external_link(at.clone(), url)),
            Verdict::Alive | Verdict::Unclear(_) => {}
        }
    }
}
