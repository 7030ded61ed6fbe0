//! The carriers of one page, with their limits: for the terminal and for machines.

use super::{Speech, json};
use crate::config::carriers::Carrier;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest};
use crate::output::carrier::sheet::{self, Medium, Pages};
use crate::output::carrier::{self, preview, script, sms, texts, whatsapp};
use crate::output::writing::Writing;
use crate::output::{self, Output, Subject, calendar};
use crate::pipeline::Planned;
use crate::render::supplies::Supplies;
use crate::site::{PageId, Site};
use crate::source::SourceTree;
use crate::vocabulary::OutputPath;
use crate::vocabulary::rupiah::group_thousands;
use crate::vocabulary::sms::Alphabet;
use serde_json::{Value, json};
use std::io;

/// One form of a page.
pub struct Entry {
    /// As authors write it: `wa`, `poster`.
    pub name: &'static str,
    pub path: OutputPath,
    pub title: Text,
    /// What it says, where it is text alone.
    pub text: Option<String>,
    pub measure: Measure,
}

/// How much of its limit a form uses.
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
    Picture {
        width: u32,
        height: u32,
        bytes: u64,
        limit: usize,
    },
    Paper {
        name: &'static str,
        pages: Pages,
        bytes: u64,
    },
}

/// The forms of a page, and what is wrong with them. What is laid out is made, or recalled from `supplies`.
///
/// # Errors
/// When a file of the project cannot be read.
pub fn entries(planned: &Planned, id: PageId, supplies: &dyn Supplies) -> io::Result<(Vec<Entry>, Vec<Diagnostic>)> {
    let site = &planned.site;
    let page = site.page(id);
    let writing = Writing::anywhere(planned.basis(&output::nothing_made), page.document.common.language);
    let mut diagnostics = Diagnostics::default();
    let mut entries = Vec::new();
    for carrier in carrier::of_document(site, &page.document) {
        let path = carrier::path(page, carrier);
        let (name, title) = (carrier.name(), carrier.label());
        match carrier {
            Carrier::WhatsApp => {
                let message = whatsapp::message(page, &writing, &mut diagnostics);
                let measure = Measure::Characters { count: message.characters, limit: message.limit };
                entries.push(Entry { name, path, title, text: Some(message.text), measure });
            }
            Carrier::Sms => {
                let message = sms::message(page, &writing, &mut diagnostics);
                let sms = message.measure;
                let (alphabet, units, parts) = (sms.alphabet, sms.units, sms.parts);
                let measure = Measure::Sms { alphabet, units, room: message.room(), parts };
                entries.push(Entry { name, path, title, text: Some(message.text), measure });
            }
            Carrier::Calendar => {
                let bytes = calendar::of_event(page, &writing, &mut diagnostics);
                let measure = Measure::Bytes(bytes.len());
                let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
                entries.push(Entry { name, path, title, text: Some(text), measure });
            }
            Carrier::Script => {
                for version in script::versions(page, &writing, &mut diagnostics) {
                    let title = Text::new(
                        format!("{} {} detik", title.id, version.seconds),
                        format!("{}, {} seconds", title.en, version.seconds),
                    );
                    let measure =
                        Measure::Words { seconds: version.seconds, count: version.words, limit: version.limit };
                    entries.push(Entry { name, path: path.clone(), title, text: Some(version.text), measure });
                }
            }
            Carrier::Sheet(kind) => {
                let subject = Subject::Carrier { page: id, carrier };
                let bytes = weigh(planned, &path, &subject, supplies, &mut diagnostics)?;
                let measure = match sheet::medium(kind) {
                    Medium::Picture { width, height, limit } => Measure::Picture { width, height, bytes, limit },
                    Medium::Paper { name, pages, .. } => Measure::Paper { name, pages, bytes },
                };
                entries.push(Entry { name, path, title, text: None, measure });
            }
        }
    }
    let of = preview::Of::Page(id);
    if let Some(path) = preview::path(of, &writing) {
        let bytes = weigh(planned, &path, &Subject::Preview(of), supplies, &mut diagnostics)?;
        let measure = Measure::Picture { width: preview::WIDTH, height: preview::HEIGHT, bytes, limit: preview::LIMIT };
        let title = Text::new("Pratinjau tautan", "Link preview");
        entries.push(Entry { name: "pratinjau", path, title, text: None, measure });
    }
    Ok((entries, diagnostics.sorted()))
}

/// The bytes of what has to be made to be weighed.
fn weigh(
    planned: &Planned,
    path: &OutputPath,
    subject: &Subject,
    supplies: &dyn Supplies,
    diagnostics: &mut Diagnostics,
) -> io::Result<u64> {
    let output = Output { path: path.clone(), subject: subject.clone() };
    let prepared = planned.prepare(&output, &output::nothing_made);
    let made = planned.render(&output, prepared, supplies)?;
    made.summary.diagnostics.into_iter().for_each(|problem| diagnostics.push(problem));
    Ok(made.summary.bytes)
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
            Self::Picture { width, height, bytes, limit } => {
                let (bytes, limit) = (Text::number(*bytes), Text::number(*limit as u64));
                Text::new(
                    format!("{width} × {height} titik, {} dari {} bita", bytes.id, limit.id),
                    format!("{width} × {height} pixels, {} of {} bytes", bytes.en, limit.en),
                )
            }
            Self::Paper { name, pages, bytes } => {
                let bytes = Text::number(*bytes);
                let (id, en) = match pages {
                    Pages::One => ("satu halaman", "one page"),
                    Pages::Many => ("semua isi halaman", "all that the page says"),
                };
                Text::new(format!("{name}, {id}, {} bita", bytes.id), format!("{name}, {en}, {} bytes", bytes.en))
            }
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
        match &entry.text {
            Some(text) => {
                parts.push(format!("{head}\n{}\n\n{}\n", "-".repeat(head.chars().count()), text.trim_end()));
            }
            None => parts.push(head),
        }
    }
    if entries.last().is_some_and(|entry| entry.text.is_none()) {
        parts.push(String::new());
    }
    let (id, en) = match carrier::of_document(site, &page.document).is_empty() {
        true => ("Halaman ini tidak punya bentuk lain.".to_owned(), "This page has no other forms.".to_owned()),
        false => {
            let path = texts::path(page);
            (format!("Semua bentuk di satu halaman: {path}"), format!("All forms on one page: {path}"))
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
                Measure::Picture { width, height, bytes, limit } => {
                    json!({"width": width, "height": height, "bytes": bytes, "limit": limit})
                }
                Measure::Paper { name, pages, bytes } => {
                    json!({"paper": name, "one_page": *pages == Pages::One, "bytes": bytes})
                }
            };
            value["carrier"] = entry.name.into();
            value["path"] = entry.path.as_str().into();
            if let Some(text) = &entry.text {
                value["text"] = text.trim_end().into();
            }
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
