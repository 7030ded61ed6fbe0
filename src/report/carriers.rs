//! The carriers of one page, with their limits: for the terminal and for machines.

use super::{Speech, json};
use crate::config::carriers::Carrier;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest};
use crate::output::carrier::{self, script, sms, texts, whatsapp};
use crate::output::writing::Writing;
use crate::output::{self, calendar};
use crate::pipeline::Planned;
use crate::site::{PageId, Site};
use crate::source::SourceTree;
use crate::vocabulary::OutputPath;
use crate::vocabulary::rupiah::group_thousands;
use crate::vocabulary::sms::Alphabet;
use serde_json::{Value, json};

/// One text of a page.
pub struct Entry {
    pub carrier: Carrier,
    pub path: OutputPath,
    pub title: Text,
    pub text: String,
    pub measure: Measure,
}

/// How much of its limit a text uses.
pub enum Measure {
    Characters {
        count: usize,
        limit: usize,
    },
    Sms {
        alphabet: Alphabet,
        units: usize,
        room: usize,
        parts: usize,
    },
    Words {
        seconds: usize,
        count: usize,
        limit: usize,
    },
    /// A file for calendars, which has no limit.
    Bytes(usize),
}

/// The texts of a page, and what is wrong with them.
pub fn entries(planned: &Planned, id: PageId) -> (Vec<Entry>, Vec<Diagnostic>) {
    let site = &planned.site;
    let page = site.page(id);
    let writing = Writing::anywhere(planned.basis(&output::nothing_made), page.document.common.language);
    let mut diagnostics = Diagnostics::default();
    let mut entries = Vec::new();
    for carrier in carrier::of_document(site, &page.document) {
        let path = carrier::path(page, carrier);
        let title = carrier.label();
        match carrier {
            Carrier::WhatsApp => {
                let message = whatsapp::message(page, &writing, &mut diagnostics);
                let measure = Measure::Characters { count: message.characters, limit: message.limit };
                entries.push(Entry { carrier, path, title, text: message.text, measure });
            }
            Carrier::Sms => {
                let message = sms::message(page, &writing, &mut diagnostics);
                let sms = message.measure;
                let (alphabet, units, parts) = (sms.alphabet, sms.units, sms.parts);
                let measure = Measure::Sms { alphabet, units, room: message.room(), parts };
                entries.push(Entry { carrier, path, title, text: message.text, measure });
            }
            Carrier::Calendar => {
                let bytes = calendar::of_event(page, &writing, &mut diagnostics);
                let measure = Measure::Bytes(bytes.len());
                let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
                entries.push(Entry { carrier, path, title, text, measure });
            }
            Carrier::Script => {
                for version in script::versions(page, &writing, &mut diagnostics) {
                    let title = Text::new(
                        format!("{} {} detik", title.id, version.seconds),
                        format!("{}, {} seconds", title.en, version.seconds),
                    );
                    let measure =
                        Measure::Words { seconds: version.seconds, count: version.words, limit: version.limit };
                    entries.push(Entry { carrier, path: path.clone(), title, text: version.text, measure });
                }
            }
        }
    }
    (entries, diagnostics.sorted())
}

impl Measure {
    pub fn text(&self) -> Text {
        match self {
            Self::Characters { count, limit } => {
                let (count, limit) = (group_thousands(*count as u64), group_thousands(*limit as u64));
                Text::new(format!("{count} dari {limit} huruf"), format!("{count} of {limit} characters"))
            }
            Self::Sms { alphabet, units, room, parts } => {
                let name = alphabet_name(*alphabet);
                Text::new(
                    format!("{units} dari {room} huruf {name}, {parts} dari {} SMS", sms::MOST_PARTS),
                    format!("{units} of {room} characters in {name}, {parts} of {} messages", sms::MOST_PARTS),
                )
            }
            Self::Bytes(bytes) => {
                let bytes = group_thousands(*bytes as u64);
                Text::new(format!("{bytes} bita"), format!("{bytes} bytes"))
            }
            Self::Words { count, limit, .. } => Text::new(
                format!("{count} dari {limit} kata, {} kata per menit", script::WORDS_PER_MINUTE),
                format!("{count} of {limit} words, {} words a minute", script::WORDS_PER_MINUTE),
            ),
        }
    }
}

fn alphabet_name(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Gsm7 => "GSM-7",
        Alphabet::Ucs2 => "UCS-2",
    }
}

/// Every text under a line that names it, its limit and its file.
pub fn as_text(entries: &[Entry], site: &Site, id: PageId, speech: Speech) -> String {
    let page = site.page(id);
    let mut parts = vec![format!("{}\n", page.document.common.path)];
    for entry in entries {
        let head = format!("{}: {}  {}", speech.of(&entry.title), speech.of(&entry.measure.text()), entry.path);
        parts.push(format!("{head}\n{}\n\n{}\n", "-".repeat(head.chars().count()), entry.text.trim_end()));
    }
    let (id, en) = match entries.is_empty() {
        true => ("Halaman ini tidak punya teks lain.".to_owned(), "This page has no other texts.".to_owned()),
        false => {
            let path = texts::path(page);
            (format!("Semua teks untuk disalin: {path}"), format!("All texts to copy: {path}"))
        }
    };
    parts.push(speech.of(&Text::new(id, en)).to_owned());
    parts.join("\n")
}

/// The same for machines.
pub fn as_json(
    entries: &[Entry],
    found: &[Diagnostic],
    site: &Site,
    id: PageId,
    source: &SourceTree,
    speech: Speech,
) -> Value {
    let page = site.page(id);
    let carriers: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let mut value = match &entry.measure {
                Measure::Characters { count, limit } => json!({"characters": count, "limit": limit}),
                Measure::Sms { alphabet, units, room, parts } => json!({
                    "alphabet": alphabet_name(*alphabet),
                    "characters": units,
                    "room": room,
                    "parts": parts,
                    "limit": sms::MOST_PARTS,
                }),
                Measure::Bytes(bytes) => json!({"bytes": bytes}),
                Measure::Words { seconds, count, limit } => {
                    json!({"seconds": seconds, "words": count, "limit": limit})
                }
            };
            value["carrier"] = entry.carrier.name().into();
            value["path"] = entry.path.as_str().into();
            value["text"] = entry.text.trim_end().into();
            value
        })
        .collect();
    let found: Vec<Value> = found.iter().map(|problem| json::diagnostic(problem, source, speech)).collect();
    json!({
        "day": site.today,
        "file": page.document.common.path.as_str(),
        "page": page.permalink.index().as_str(),
        "carriers": carriers,
        "diagnostics": found,
    })
}

/// The page that somebody names by its file, its address, or the last part of either.
///
/// # Errors
/// With the nearest names there are, best first, when no page or more than one has this name.
pub fn find(site: &Site, written: &str) -> Result<PageId, Vec<String>> {
    let written = written.replace('\\', "/");
    let written = written.strip_prefix(site.config.base_url.as_str()).unwrap_or(&written);
    let name = written.trim_start_matches("./").trim_matches('/');
    let name = name.strip_prefix("content/").unwrap_or(name);
    let name = name.strip_suffix("index.html").unwrap_or(name).trim_end_matches('/');
    let pages =
        || site.ids().filter(|id| !matches!(site.page(*id).document.details, crate::content::Details::Section(_)));
    let file = |id: PageId| site.page(id).document.common.path.as_str().trim_start_matches("content/");
    let address = |id: PageId| site.page(id).permalink.as_str().trim_matches('/');
    let is_whole = |id: &PageId| {
        let file = file(*id);
        [file, file.trim_end_matches(".md"), file.trim_end_matches("/index.md"), address(*id)].contains(&name)
    };
    if let Some(id) = pages().find(is_whole) {
        return Ok(id);
    }
    let last = |path: &str| path.rsplit('/').next() == Some(name);
    let by_end: Vec<PageId> =
        pages().filter(|id| last(file(*id).trim_end_matches(".md")) || last(address(*id))).collect();
    match by_end[..] {
        [id] => Ok(id),
        [] => {
            let near = nearest(name, pages().map(address)).map(str::to_owned);
            let end = name.rsplit('/').next().unwrap_or(name);
            let holding = pages().map(address).filter(|address| !end.is_empty() && address.contains(end));
            let mut names: Vec<String> = near.into_iter().chain(holding.map(str::to_owned)).collect();
            names.dedup();
            names.truncate(MOST_NAMES);
            Err(names)
        }
        _ => Err(by_end.into_iter().map(|id| file(id).to_owned()).collect()),
    }
}

/// So many pages are proposed.
const MOST_NAMES: usize = 5;
