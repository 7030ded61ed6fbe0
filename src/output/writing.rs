//! What is needed to put content into words on one page: its language, its links, its theme.

use super::address::Addresses;
use super::shell::DateView;
use super::shortcode;
use super::{Basis, Shared, Sizes};
use crate::config::offline::Worker;
use crate::diagnostic::{self, Diagnostics};
use crate::fact::print::{Phrase, Style, phrase};
use crate::fact::{Facts, Publish};
use crate::markdown::shortcode::{Call, InlinePart, InlineText};
use crate::site::fact_use::{self, Use};
use crate::site::{Site, calls};
use crate::theme::Theme;
use crate::theme::words::Words;
use crate::vocabulary::html::push_escaped;
use crate::vocabulary::{Date, Html, Language, OutputPath, Slug};
use std::cell::Cell;
use std::fmt::Write as _;
use tera::Context;

/// The setting in which a page's content is written out.
pub struct Writing<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub sizes: &'a Sizes<'a>,
    pub shared: &'a Shared,
    pub words: &'a Words,
    pub addresses: Addresses<'a>,
    /// Where what is written is handed out: messages name it in their link.
    pub place: Option<Slug>,
    /// The first day on which a fact that was put into words has another value.
    holds_until: Cell<Option<Date>>,
}

impl<'a> Writing<'a> {
    /// For a page that lies at `path`.
    pub fn on_page(basis: Basis<'a>, language: Language, path: &OutputPath) -> Self {
        Self::with(basis, language, Addresses::relative(&basis.site.config, path))
    }

    /// For what is read anywhere.
    pub fn anywhere(basis: Basis<'a>, language: Language) -> Self {
        Self::with(basis, language, Addresses::absolute(&basis.site.config))
    }

    /// For what is handed out in a place.
    pub fn handed_out_in(self, place: Option<Slug>) -> Self {
        Self { place, ..self }
    }

    /// The same for what is read anywhere.
    pub fn for_anywhere(&self) -> Self {
        let Self { site, theme, sizes, shared, words, .. } = *self;
        let addresses = Addresses::absolute(&site.config);
        let place = self.place.clone();
        Self { site, theme, sizes, shared, words, addresses, place, holds_until: self.holds_until.clone() }
    }

    fn with(basis: Basis<'a>, language: Language, addresses: Addresses<'a>) -> Self {
        let Basis { site, theme, sizes, shared, .. } = basis;
        Self {
            site,
            theme,
            sizes,
            shared,
            words: theme.words(language),
            addresses,
            place: None,
            holds_until: Cell::default(),
        }
    }

    /// A line of text as markup.
    pub fn html(&self, text: &InlineText, diagnostics: &mut Diagnostics) -> Html {
        let mut markup = String::new();
        for part in &text.parts {
            match part {
                InlinePart::Text(words) => push_escaped(&mut markup, words),
                InlinePart::Call(call) => markup.push_str(self.shortcode(call, diagnostics).as_str()),
            }
        }
        Html::trusted(markup)
    }

    /// A line of text without markup, for titles, descriptions and messages.
    pub fn text(&self, text: &InlineText) -> String {
        let mut plain = String::new();
        for part in &text.parts {
            match part {
                InlinePart::Text(words) => plain.push_str(words),
                InlinePart::Call(call) => plain.push_str(&self.call_text(call)),
            }
        }
        plain
    }

    /// Takes note that these facts are said on the page.
    pub fn note<'b>(&self, uses: impl IntoIterator<Item = Use<'b>>) {
        let days = self.site.next_values.first(uses).into_iter().chain(self.holds_until.get());
        self.holds_until.set(days.min());
    }

    /// The first day on which the page, as written so far, says something else; where phones keep pages.
    pub fn holds_until(&self) -> Option<DateView> {
        let is_kept = self.site.config.offline.worker == Worker::Registered;
        self.holds_until.get().filter(|_| is_kept).map(|day| DateView::new(day, self.words))
    }

    /// A shortcode as the theme's component shows it.
    pub fn shortcode(&self, call: &Call, diagnostics: &mut Diagnostics) -> Html {
        self.note(fact_use::of_call(self.site, call));
        let Some(data) = shortcode::data(self, call, diagnostics) else { return Html::default() };
        let mut context = Context::new();
        context.insert_value("data", data);
        let mut implicit = Context::new();
        implicit.insert_value("words", self.words.value.clone());
        match self.theme.render_component(&call.name, &context, &implicit) {
            Ok(markup) => Html::trusted(markup.trim().to_owned()),
            Err(failure) => {
                diagnostics.push(diagnostic::template::failed(failure.location, &call.name, &failure.detail));
                Html::default()
            }
        }
    }

    /// The plain form of an inline shortcode.
    fn call_text(&self, call: &Call) -> String {
        self.note(fact_use::of_call(self.site, call));
        if let Some(phrase) = self.phrase(call) {
            return phrase.text();
        }
        match call.arguments.get("istilah").and_then(|id| self.site.facts.terms.iter().find(|term| term.id == id.value))
        {
            Some(term) => term.short.clone(),
            None => String::new(),
        }
    }

    /// What a `fakta` shortcode says; `None` after the site reported why not.
    pub fn phrase(&self, call: &Call) -> Option<Phrase> {
        let facts: &Facts = &self.site.facts;
        let fact = facts.get(&call.arguments.get("fakta")?.value)?;
        let group = calls::group_of(self.site, call);
        let resolved = facts.resolve(fact, group.as_deref(), self.site.today).ok()?;
        if resolved.publish == Publish::Hold {
            return None;
        }
        let is_short = call.arguments.get("bentuk").is_some_and(|form| form.value == "singkat");
        Some(phrase(fact, &resolved, if is_short { Style::Short } else { Style::Full }, self.words))
    }

    /// `7 km`
    pub fn distance(&self, km: f64) -> String {
        let mut text = String::new();
        let rounded = km.round().max(1.0);
        let _ = write!(text, "{rounded:.0} km");
        text
    }
}
