//! The other forms of a page: texts, pictures and paper that travel where the page does not.
//!
//! Each is made of the same document and the same dated facts, and says until when it is right and
//! what comes then, who speaks and whether that is official, and whom to ask.

mod blocks;
pub mod code;
pub mod plain;
pub mod preview;
mod reader;
pub mod script;
pub mod share;
pub mod sheet;
pub mod sms;
mod spoken;
pub mod texts;
pub mod validity;
pub mod whatsapp;

use super::writing::Writing;
use super::{Basis, Output, Subject, View, calendar};
use crate::config::Status;
use crate::config::carriers::Carrier;
use crate::content::{Details, Document};
use crate::diagnostic::Diagnostics;
use crate::site::{Page, PageId, Site};
use crate::vocabulary::{Language, OutputPath};

/// Who speaks in a carrier, in the words of its language.
pub struct Spoken {
    pub from: String,
    /// Whether that is official; empty where the agency itself speaks.
    pub notice: String,
    sms_end: String,
    script_end: String,
}

impl Spoken {
    pub fn of(writing: &Writing<'_>) -> Self {
        let (config, words) = (&writing.site.config, writing.words);
        let names = [("site", config.name.as_str()), ("manager", config.manager.as_str())];
        let official = config.status == Status::Official;
        let ending = |word: &str| words.fill(&format!("{word}{}", if official { "_official" } else { "" }), &names);
        Self {
            from: words.fill("carrier_from", &names),
            notice: if official { String::new() } else { words.get("notice_unofficial") },
            sms_end: ending("carrier_sms_end"),
            script_end: ending("carrier_script_end"),
        }
    }
}

/// The carriers of a page that are published, and the page that shows them.
pub fn plan(site: &Site, id: PageId) -> Vec<Output> {
    let page = site.page(id);
    let carriers = of_document(site, &page.document);
    let files = carriers.iter().map(|carrier| Output {
        path: path(page, *carrier),
        subject: Subject::Carrier { page: id, carrier: *carrier },
    });
    let texts = (!carriers.is_empty()).then(|| Output { path: texts::path(page), subject: Subject::Texts(id) });
    files.chain(texts).collect()
}

/// The carriers that a document has.
pub fn of_document(site: &Site, document: &Document) -> Vec<Carrier> {
    let (is_due, is_over) = match &document.details {
        // An event without a day was reported.
        Details::Event(event) => (event.start.is_some(), sheet::is_over(event, site.today)),
        Details::Section(_) => (false, false),
        Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Partner(_)
        | Details::Article(_)
        | Details::Question(_) => (true, false),
    };
    let carriers = site.config.carriers.of(document.details.kind().name());
    let speaks = |carrier: &Carrier| match carrier {
        Carrier::WhatsApp | Carrier::Sms | Carrier::Calendar => true,
        // Numbers are said in Indonesian, which Banyumasan takes as it is.
        Carrier::Script => document.common.language != Language::English,
        // Nobody invites to what is over.
        Carrier::Sheet(_) => !is_over,
    };
    carriers.iter().copied().filter(|carrier| is_due && speaks(carrier)).collect()
}

/// `manfaat/jkk/wa.txt`, `acara/pasar/acara.ics`, `manfaat/jkk/poster-jkk.pdf`
pub fn path(page: &Page, carrier: Carrier) -> OutputPath {
    match carrier {
        Carrier::WhatsApp | Carrier::Sms | Carrier::Script => page.permalink.file(&format!("{}.txt", carrier.name())),
        Carrier::Sheet(kind) => sheet::path(page, kind),
        Carrier::Calendar => page.permalink.file(calendar::FILE),
    }
}

/// What a carrier's file holds.
pub fn view(id: PageId, carrier: Carrier, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> View {
    let page = basis.site.page(id);
    let writing = Writing::anywhere(basis, page.document.common.language);
    View::Bytes(match carrier {
        Carrier::WhatsApp => whatsapp::message(page, &writing, diagnostics).text.into_bytes(),
        Carrier::Sms => format!("{}\n", sms::message(page, &writing, diagnostics).text).into_bytes(),
        Carrier::Script => script::text(&script::versions(page, &writing, diagnostics), &writing).into_bytes(),
        Carrier::Calendar => calendar::of_event(page, &writing, diagnostics),
        Carrier::Sheet(kind) => return View::Sheet(sheet::of(page, kind, None, &writing)),
    })
}
