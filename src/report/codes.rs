//! The addresses of one page by each way, for those who print or write something of their own.

use super::Speech;
use crate::output::address;
use crate::output::carrier::code::{self, Channel};
use crate::site::{PageId, Site};
use crate::vocabulary::Slug;
use serde_json::{Value, json};

/// What people make themselves; the other ways bring their codes along.
const BY_HAND: [Channel; 6] =
    [Channel::Share, Channel::Sms, Channel::Picture, Channel::Pdf, Channel::Poster, Channel::Leaflet];

/// Each way with the address that is counted for it; `place` is where it is handed out or hung up.
pub fn addresses(site: &Site, id: PageId, place: Option<&Slug>) -> Vec<(Channel, String)> {
    let url = address::absolute(&site.config, &site.page(id).permalink.index());
    BY_HAND.into_iter().map(|channel| (channel, code::address(&url, channel, place))).collect()
}

/// One line for each way.
pub fn as_text(addresses: &[(Channel, String)], speech: Speech) -> String {
    let title = match speech {
        Speech::Indonesian => "Alamat halaman ini dengan kode, supaya kunjungannya bisa dihitung:",
        Speech::English => "The address of this page with a code, so that its visits can be counted:",
    };
    let labels: Vec<_> = addresses.iter().map(|(channel, url)| (channel.label(), url)).collect();
    let width = labels.iter().map(|(label, _)| speech.of(label).chars().count()).max().unwrap_or(0);
    let lines = labels.iter().map(|(label, url)| format!("  {:width$}  {url}", speech.of(label)));
    std::iter::once(title.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// The same for machines, by code.
pub fn as_json(addresses: &[(Channel, String)]) -> Value {
    addresses.iter().map(|(channel, url)| json!({"way": channel.name(), "address": url})).collect()
}
