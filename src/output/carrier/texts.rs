//! The page that shows a page's texts, to be copied or sent.

use super::{of_document, script, share, sms, whatsapp};
use crate::config::carriers::Carrier;
use crate::diagnostic::Diagnostics;
use crate::output::shell::{self, Frame, LinkView};
use crate::output::writing::Writing;
use crate::output::{Basis, Output, View, calendar};
use crate::site::{Page, PageId};
use crate::vocabulary::OutputPath;
use crate::vocabulary::rupiah::group_thousands;
use serde::Serialize;

#[derive(Serialize)]
struct TextsPage {
    texts: Vec<TextView>,
    /// Saves the event in the calendar of a phone.
    calendar: Option<LinkView>,
    /// The page they are made of.
    source: LinkView,
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
    let title = writing.text(&common.title);
    let source = shell::link_to(page, &writing);
    let mut breadcrumbs = shell::breadcrumbs(page, &writing);
    breadcrumbs.push(source.clone());
    let frame = Frame {
        path: &output.path,
        kind: "text",
        heading: writing.words.fill("texts_title", &[("title", &title)]),
        description: writing.words.fill("texts_description", &[("title", &title)]),
        breadcrumbs,
    };
    let mut shell = shell::of_frame(frame, &writing, common.language);
    // It says nothing that its page does not say.
    shell.noindex = true;
    shell.example = common.example;
    shell.share = None;
    let outside = Writing::anywhere(basis, common.language);
    let carriers = of_document(basis.site, &page.document);
    let texts = carriers.into_iter().flat_map(|carrier| texts(page, carrier, &outside, diagnostics)).collect();
    let calendar = calendar::link_of_event(page, &writing);
    View::template("texts.html", &shell, &TextsPage { texts, calendar, source }, &writing)
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
        // A file to open, not a text to copy.
        Carrier::Calendar => Vec::new(),
    }
}
