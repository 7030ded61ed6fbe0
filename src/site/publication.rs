//! What is published on a day, what is not and why.

use super::Drafts;
use crate::config::Config;
use crate::content::Document;
use crate::diagnostic::Text;
use crate::markdown::shortcode::InlineText;
use crate::vocabulary::{Date, SourcePath};
use std::sync::Arc;

/// A document that is left out of every output and count.
#[derive(Clone, Debug)]
pub struct Unpublished {
    pub path: SourcePath,
    pub title: InlineText,
    pub reason: Reason,
    /// The last day on which it is published, once it is.
    pub expires: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Draft,
    /// Published from this day on.
    NotYet(Date),
    /// Was published until this day.
    Expired(Date),
    /// Example content on a real address.
    Example,
    /// Its language is not one of the portal's.
    Language,
}

impl Reason {
    pub fn text(self) -> Text {
        match self {
            Self::Draft => Text::new("masih draf", "a draft"),
            Self::NotYet(date) => {
                Text::new(format!("baru terbit {}", date.in_words(false)), format!("due on {}", date.in_words(true)))
            }
            Self::Expired(date) => {
                Text::new(format!("berakhir {}", date.in_words(false)), format!("expired on {}", date.in_words(true)))
            }
            Self::Example => Text::new("hanya contoh", "an example"),
            Self::Language => Text::new("bahasanya tidak dipakai portal ini", "its language is not used here"),
        }
    }
}

/// Parts the documents that are published from those that are not.
pub fn decide(
    documents: Vec<Arc<Document>>,
    config: &Config,
    today: Date,
    drafts: Drafts,
) -> (Vec<Arc<Document>>, Vec<Unpublished>) {
    let mut published = Vec::new();
    let mut unpublished = Vec::new();
    for document in documents {
        match reason(&document, config, today, drafts) {
            None => published.push(document),
            Some(reason) => {
                let common = &document.common;
                unpublished.push(Unpublished {
                    path: common.path.clone(),
                    title: common.title.clone(),
                    reason,
                    expires: common.expires,
                });
            }
        }
    }
    (published, unpublished)
}

fn reason(document: &Document, config: &Config, today: Date, drafts: Drafts) -> Option<Reason> {
    let common = &document.common;
    if !config.languages.contains(&common.language) {
        return Some(Reason::Language);
    }
    // Examples may be seen only where nobody can take them for real.
    if common.example && !config.base_url.is_placeholder() {
        return Some(Reason::Example);
    }
    if drafts == Drafts::Include {
        return None;
    }
    if common.draft {
        return Some(Reason::Draft);
    }
    if let Some(date) = common.publish_at.filter(|date| today < *date) {
        return Some(Reason::NotYet(date));
    }
    common.expires.filter(|date| *date < today).map(Reason::Expired)
}
