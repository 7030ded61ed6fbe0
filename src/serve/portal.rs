//! What the browser is shown: the last sound edition, and over it the problems of the newest one.

use super::edition::{Edition, Page, PageState};
use super::gate::Gate;
use super::media_type;
use super::{bar, dress};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::report::Speech;
use crate::report::overlay::{Behind, overlay};
use crate::vocabulary::Html;
use hyper::StatusCode;
use hyper::body::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The portal in memory, shared by the rebuilder, which replaces it, and the connections, which read it.
pub struct Portal {
    pub speech: Speech,
    pub gate: Gate,
    shown: RwLock<Shown>,
    /// Held by whoever changes what is shown, so that nothing is lost between reading and writing.
    changing: Mutex<()>,
    /// Names what is shown. Differs between two starts of the server, too.
    version: watch::Sender<String>,
    start: u128,
}

#[derive(Clone)]
struct Shown {
    newest: Arc<Edition>,
    /// The newest one, or the last whose plan had no errors.
    sound: Arc<Edition>,
    /// The last in which, moreover, every page was rendered without an error.
    proven: Option<Arc<Edition>>,
    /// The problems of the newest one.
    sheet: Option<Html>,
    count: u64,
}

/// What is encoded in a path: all but its slashes and unreserved characters (RFC 3986).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What a request gets.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    File {
        status: StatusCode,
        media_type: &'static str,
        bytes: Bytes,
    },
    /// A folder was asked for without the slash that its relative links need. The location is percent-encoded.
    Folder {
        location: String,
    },
}

impl Portal {
    #[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
    pub fn new(edition: Edition, speech: Speech) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let newest = Arc::new(edition);
        let sheet = overlay(&newest.problems(), &newest.source, speech, Behind::Newest);
        let shown = Shown { sound: Arc::clone(&newest), newest, proven: None, sheet, count: 1 };
        let version = watch::Sender::new(shown.version(start));
        Self { speech, gate: Gate::default(), shown: RwLock::new(shown), changing: Mutex::default(), version, start }
    }

    pub fn newest(&self) -> Arc<Edition> {
        self.shown().newest
    }

    /// The version that is shown, and each later one.
    pub fn versions(&self) -> watch::Receiver<String> {
        self.version.subscribe()
    }

    /// Shows a newer edition, or, while it has errors, what they are.
    pub fn renew(&self, newest: Arc<Edition>) {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shown = self.shown();
        if newest.is_sound() || !shown.sound.is_sound() {
            shown.sound = Arc::clone(&newest);
        }
        shown.newest = newest;
        shown.sheet = self.sheet(&shown, &shown.newest.problems());
        self.show(shown);
    }

    /// Takes note of all problems of an edition; false when there is a newer one by now.
    pub fn learn(&self, edition: &Arc<Edition>, problems: &[Diagnostic]) -> bool {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shown = self.shown();
        if !Arc::ptr_eq(edition, &shown.newest) {
            return false;
        }
        if !problems.iter().any(|problem| problem.severity == Severity::Error) {
            shown.proven = Some(Arc::clone(&shown.newest));
        }
        let sheet = self.sheet(&shown, problems);
        let differs = sheet != shown.sheet;
        shown.sheet = sheet;
        if differs {
            self.show(shown);
        } else {
            self.replace(shown);
        }
        true
    }

    fn sheet(&self, shown: &Shown, problems: &[Diagnostic]) -> Option<Html> {
        let behind = if Arc::ptr_eq(&shown.newest, &shown.sound) { Behind::Newest } else { Behind::LastGood };
        overlay(problems, &shown.newest.source, self.speech, behind)
    }

    fn show(&self, mut shown: Shown) {
        shown.count += 1;
        let version = shown.version(self.start);
        let before = self.replace(shown);
        self.version.send_replace(version);
        drop(before);
    }

    /// Gives back what was shown: to let go of a whole portal takes time, in which nobody should wait.
    fn replace(&self, shown: Shown) -> Shown {
        std::mem::replace(&mut *self.shown.write().expect("no assignment panics"), shown)
    }

    fn shown(&self) -> Shown {
        self.shown.read().expect("no assignment panics").clone()
    }

    /// Answers a request for the path of an address, as the browser wrote it.
    ///
    /// The path is looked up among the planned outputs and never touches the disk: what is not
    /// planned does not exist.
    pub fn answer(&self, path: &str) -> Answer {
        let _asked = self.gate.ask();
        let shown = self.shown();
        let Some(mut name) = percent_decode_str(path).decode_utf8().ok().and_then(|path| name_of(&path)) else {
            return self.not_found(&shown);
        };
        if let Some(page) = shown.find(&name) {
            return self.dressed(StatusCode::OK, page, &shown);
        }
        let location = format!("/{}/", utf8_percent_encode(&name, PATH));
        name.push_str("/index.html");
        if shown.has(&name) {
            return Answer::Folder { location };
        }
        self.not_found(&shown)
    }

    fn not_found(&self, shown: &Shown) -> Answer {
        let sentence = Text::new("Halaman ini tidak ada.", "There is no such page.");
        let page = shown.find("404.html").unwrap_or_else(|| blank(self.speech.of(&sentence)));
        self.dressed(StatusCode::NOT_FOUND, page, shown)
    }

    fn dressed(&self, status: StatusCode, page: Page, shown: &Shown) -> Answer {
        if page.media_type != media_type::HTML {
            return Answer::File { status, media_type: page.media_type, bytes: page.bytes };
        }
        let page = if page.bytes.is_empty() {
            let sentence = Text::new("Halaman ini belum bisa ditampilkan.", "This page cannot be shown yet.");
            blank(self.speech.of(&sentence))
        } else {
            page
        };
        let markup = String::from_utf8_lossy(&page.bytes);
        let dressed = dress::dress(
            &markup,
            &shown.version(self.start),
            shown.sheet.as_ref(),
            bar::bar(&page.forms, self.speech).as_ref(),
        );
        Answer::File { status, media_type: page.media_type, bytes: dressed.into() }
    }
}

impl Shown {
    fn version(&self, start: u128) -> String {
        format!("{start:x}-{}", self.count)
    }

    fn has(&self, name: &str) -> bool {
        self.sound.has(name) || self.newest.has(name)
    }

    /// The page as it was last good; a page that has never been good is shown as it is.
    fn find(&self, name: &str) -> Option<Page> {
        let page = self.sound.page(name).or_else(|| self.newest.page(name))?;
        let is_sound = |page: &Page| page.state == PageState::Sound;
        if is_sound(&page) {
            return Some(page);
        }
        let good = self.proven.as_ref().and_then(|edition| edition.page(name)).filter(is_sound);
        Some(good.unwrap_or(page))
    }
}

/// The output that an address means: a folder means its index.
fn name_of(path: &str) -> Option<String> {
    let name = path.strip_prefix('/')?;
    let index = if name.is_empty() || name.ends_with('/') { "index.html" } else { "" };
    Some(format!("{name}{index}"))
}

/// A page that needs no theme.
fn blank(sentence: &str) -> Page {
    let markup = format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Kentongan</title></head>\n\
         <body><p>{}</p></body></html>\n",
        Html::escape(sentence)
    );
    Page { bytes: markup.into(), media_type: media_type::HTML, state: PageState::Broken, forms: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_means_its_index() {
        assert_eq!(name_of("/").as_deref(), Some("index.html"));
        assert_eq!(name_of("/acara/").as_deref(), Some("acara/index.html"));
        assert_eq!(name_of("/acara/feed.xml").as_deref(), Some("acara/feed.xml"));
        assert_eq!(name_of("*"), None);
    }
}
