//! The page of all forms of a page: files to forward and to print, texts to copy and to send.

use super::{of_document, script, share, sms, whatsapp};
use crate::config::carriers::Carrier;
use crate::diagnostic::Diagnostics;
use crate::output::carrier;
use crate::output::shell::{self, Frame, LinkView};
use crate::output::writing::Writing;
use crate::output::{Basis, Output, View, calendar};
use crate::site::{Page, PageId};
use crate::vocabulary::OutputPath;
use crate::vocabulary::rupiah::group_thousands;
use serde::Serialize;

#[derive(Serialize)]
struct TextsPage {
    files: Vec<FileView>,
    texts: Vec<TextView>,
    /// Saves the event in the calendar of a phone.
    calendar: Option<LinkView>,
    /// The page they are made of.
    source: LinkView,
}

/// A form that is a file of its own.
#[derive(Serialize)]
struct FileView {
    label: String,
    href: String,
    /// In whole kB, rounded up.
    kilobytes: Option<u64>,
}

#[derive(Serialize)]
struct TextView {
    /// `wa`, `sms`, `siaran`
    code: &'static str,
    title: String,
    text: String,
    /// How much of the limit it uses.
    measure: String,
    /// Opens what sends it.
    send: Option<LinkView>,
}

/// `manfaat/jkk/teks/index.html`
pub fn path(page: &Page) -> OutputPath {
    page.permalink.file("teks/index.html")
}

pub fn view(output: &Output, id: PageId, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let page = basis.site.page(id);
    let common = &page.document.common;
    let writing = Writing::on_page(basis, common.language, &output.path);
    let carriers = of_document(basis.site, &page.document);
    let title = writing.text(&common.title);
    let source = shell::link_to(page, &writing);
    let mut breadcrumbs = shell::breadcrumbs(page, &writing);
    breadcrumbs.push(source.clone());
    let frame = Frame {
        path: &output.path,
        kind: "text",
        heading: writing.words.fill("texts_title", &[("title", &title)]),
        description: writing.words.fill(description(&carriers), &[("title", &title)]),
        breadcrumbs,
    };
    let mut shell = shell::of_frame(frame, &writing, common.language);
    // It says nothing that its page does not say.
    shell.noindex = true;
    shell.example = common.example;
    shell.share = None;
    let outside = Writing::anywhere(basis, common.language);
    let files =
        carriers.iter().filter(|carrier| is_file(**carrier)).map(|carrier| file(page, *carrier, &writing)).collect();
    let texts = carriers.into_iter().flat_map(|carrier| texts(page, carrier, &outside, diagnostics)).collect();
    let calendar = calendar::link_of_event(page, &writing);
    View::template("texts.html", shell, TextsPage { files, texts, calendar, source }, &writing)
}

/// The word for links to the page of forms: what a reader finds there.
pub fn word(carriers: &[Carrier]) -> &'static str {
    if carriers.iter().any(|carrier| is_file(*carrier)) { "forms" } else { "texts" }
}

fn description(carriers: &[Carrier]) -> &'static str {
    if carriers.iter().any(|carrier| is_file(*carrier)) { "forms_description" } else { "texts_description" }
}

fn is_file(carrier: Carrier) -> bool {
    match carrier {
        Carrier::WhatsApp | Carrier::Sms | Carrier::Script | Carrier::Calendar => false,
        Carrier::Sheet(_) => true,
    }
}

fn file(page: &Page, carrier: Carrier, writing: &Writing<'_>) -> FileView {
    let path = carrier::path(page, carrier);
    FileView {
        label: writing.words.get(&format!("form_{}", carrier.name())),
        href: writing.addresses.to(&path),
        kilobytes: (writing.sizes)(&path).map(|size| size.file.div_ceil(1000)),
    }
}

fn texts(page: &Page, carrier: Carrier, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Vec<TextView> {
    let words = writing.words;
    let send = |href: String| Some(LinkView { label: words.get(&format!("send_{}", carrier.name())), href });
    let title = || words.get(&format!("text_{}", carrier.name()));
    match carrier {
        Carrier::WhatsApp => {
            let message = whatsapp::message(page, writing, diagnostics);
            let (n, limit) = (group_thousands(message.characters as u64), group_thousands(message.limit as u64));
            vec![TextView {
                code: carrier.name(),
                title: title(),
                measure: words.fill("measure_wa", &[("n", &n), ("limit", &limit)]),
                send: send(share::whatsapp(&message.text)),
                text: message.text,
            }]
        }
        Carrier::Sms => {
            let message = sms::message(page, writing, diagnostics);
            let (parts, n) = (message.measure.parts.to_string(), message.measure.units.to_string());
            vec![TextView {
                code: carrier.name(),
                title: title(),
                measure: words.fill("measure_sms", &[("parts", &parts), ("n", &n)]),
                send: send(share::sms(&message.text)),
                text: message.text,
            }]
        }
        Carrier::Script => script::versions(page, writing, diagnostics)
            .into_iter()
            .map(|version| {
                let (seconds, n) = (version.seconds.to_string(), version.words.to_string());
                TextView {
                    code: carrier.name(),
                    title: words.fill("text_siaran", &[("seconds", &seconds)]),
                    measure: words.fill("measure_siaran", &[("n", &n)]),
                    send: None,
                    text: version.text,
                }
            })
            .collect(),
        // Files to open, not texts to copy.
        Carrier::Calendar | Carrier::Sheet(_) => Vec::new(),
    }
}
