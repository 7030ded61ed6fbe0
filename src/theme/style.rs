//! The theme's style sheets → rules compiled for the oldest browsers that matter, from which each
//! page takes those that its elements can answer to.

mod names;
mod selector;
#[cfg(test)]
mod tests;

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lightningcss::error::Error;
use lightningcss::rules::font_face::FontFaceProperty;
use lightningcss::rules::keyframes::KeyframesName;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet as Parsed};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::traits::ToCss;
use names::Quick;
pub use names::{Elements, NameId, NameKind, Names};
use selector::Selector;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, RwLock};

/// All rules of a theme, in the order in which they apply.
#[derive(Debug, Default)]
pub struct StyleSheet {
    rules: Vec<Rule>,
    /// Every name that a selector asks for.
    pub names: Names,
    /// Subsets that were asked for; pages of one kind mostly have the same elements.
    remembered: RwLock<HashMap<Elements, Arc<Subset>, Quick>>,
}

/// The rules of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Subset {
    /// The text of the page's one style element.
    pub text: String,
    /// What the page's policy calls that text.
    pub source: String,
}

/// A rule in its shortest form.
#[derive(Debug)]
enum Rule {
    Style {
        selectors: Vec<Selector>,
        /// What stands between the braces.
        declarations: String,
    },
    /// Rules that apply under a condition, such as `@media print`.
    Group { prelude: String, rules: Vec<Rule> },
    /// Keyframes or a font, of use only where a declaration names it.
    Named { name: String, text: String },
    /// Kept on every page.
    Always(String),
}

/// More different pages than a portal has kinds of; beyond, subsets are not remembered.
const REMEMBERED_LIMIT: usize = 2_000;

/// Compiles all style sheets of the theme, in path order.
pub fn compile(source: &SourceTree, folder: &str, diagnostics: &mut Diagnostics) -> StyleSheet {
    let styles = format!("{folder}/styles");
    let mut sheet = StyleSheet::default();
    for (path, file) in source.below(&styles) {
        let SourceFile::Text(file) = file else { continue };
        match minify(&file.text) {
            Ok(code) => sheet.rules.extend(rules(&code, &mut sheet.names)),
            Err(failure) => {
                let at = failure.place.map_or_else(|| Location::file(path), |at| Location::span(path, at..at));
                diagnostics.push(diagnostic::template::broken_style(at, &failure.detail));
            }
        }
    }
    sheet
}

impl StyleSheet {
    /// The rules that a page with these elements can use.
    pub fn subset(&self, elements: &Elements) -> Arc<Subset> {
        const UNHARMED: &str = "nothing panics while it holds this lock";
        if let Some(subset) = self.remembered.read().expect(UNHARMED).get(elements) {
            return subset.clone();
        }
        let subset = Arc::new(Subset::new(self.print(&|selector| selector.is_possible(elements))));
        let mut remembered = self.remembered.write().expect(UNHARMED);
        if remembered.len() < REMEMBERED_LIMIT {
            remembered.insert(elements.clone(), subset.clone());
        }
        subset
    }

    /// All rules.
    pub fn whole(&self) -> Subset {
        Subset::new(self.print(&|_| true))
    }

    fn print(&self, keep: &dyn Fn(&Selector) -> bool) -> String {
        // A font is asked for by what else is kept, so that has to be known first.
        let mut kept = String::new();
        print(&self.rules, keep, &|_| false, &mut kept);
        let declared = kept.to_ascii_lowercase();
        let mut text = String::with_capacity(kept.len());
        print(&self.rules, keep, &|name| declared.contains(name), &mut text);
        text
    }
}

impl Subset {
    fn new(text: String) -> Self {
        let source = source_of(&text);
        Self { text, source }
    }
}

/// What a content security policy calls a style or script with this exact text.
pub fn source_of(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn print(rules: &[Rule], keep: &dyn Fn(&Selector) -> bool, is_named: &dyn Fn(&str) -> bool, text: &mut String) {
    for rule in rules {
        match rule {
            Rule::Style { selectors, declarations } => {
                let (plain, strange): (Vec<_>, Vec<_>) =
                    selectors.iter().filter(|selector| keep(selector)).partition(|selector| selector.is_plain);
                let lists = std::iter::once(plain).chain(strange.into_iter().map(|selector| vec![selector]));
                for list in lists.filter(|list| !list.is_empty()) {
                    let list: Vec<&str> = list.iter().map(|selector| selector.text.as_str()).collect();
                    text.extend([list.join(",").as_str(), "{", declarations, "}"]);
                }
            }
            Rule::Group { prelude, rules } => {
                let mut inner = String::new();
                print(rules, keep, is_named, &mut inner);
                if !inner.is_empty() {
                    text.extend([prelude, "{", inner.as_str(), "}"]);
                }
            }
            Rule::Named { name, text: rule } if is_named(name) => text.push_str(rule),
            Rule::Named { .. } => {}
            Rule::Always(rule) => text.push_str(rule),
        }
    }
}

/// Takes compiled code apart. What cannot be understood is kept on every page.
fn rules(code: &str, names: &mut Names) -> Vec<Rule> {
    match Parsed::parse(code, ParserOptions::default()) {
        Ok(sheet) => sheet.rules.0.into_iter().flat_map(|rule| rules_of(rule, names)).collect(),
        Err(_) => vec![Rule::Always(code.to_owned())],
    }
}

fn rules_of(mut rule: CssRule<'_>, names: &mut Names) -> Vec<Rule> {
    let always = |rule: &CssRule<'_>| rule.to_css_string(printer()).map(Rule::Always).into_iter().collect();
    if let Some(inner) = inner_rules(&mut rule) {
        let inner = std::mem::take(&mut inner.0);
        let Ok(empty) = rule.to_css_string(printer()) else { return Vec::new() };
        let rules = inner.into_iter().flat_map(|rule| rules_of(rule, names)).collect();
        return match empty.strip_suffix("{}") {
            Some(prelude) => vec![Rule::Group { prelude: prelude.to_owned(), rules }],
            // The condition always holds.
            None => rules,
        };
    }
    match &rule {
        CssRule::Style(style) if style.rules.0.is_empty() => {
            let selectors =
                style.selectors.0.iter().map(|selector| Selector::new(selector, names)).collect::<Option<Vec<_>>>();
            match (selectors, style.declarations.to_css_string(printer())) {
                (Some(selectors), Ok(declarations)) => vec![Rule::Style { selectors, declarations }],
                _ => always(&rule),
            }
        }
        CssRule::Keyframes(keyframes) => {
            let name = match &keyframes.name {
                KeyframesName::Ident(name) => name.0.to_string(),
                KeyframesName::Custom(name) => name.to_string(),
            };
            named(name, &rule)
        }
        CssRule::FontFace(font) => {
            let name = font.properties.iter().find_map(|property| match property {
                FontFaceProperty::FontFamily(family) => family.to_css_string(printer()).ok(),
                _ => None,
            });
            name.map_or_else(Vec::new, |name| named(name.trim_matches(['"', '\'']).to_owned(), &rule))
        }
        _ => always(&rule),
    }
}

fn named(name: String, rule: &CssRule<'_>) -> Vec<Rule> {
    let text = rule.to_css_string(printer());
    text.map(|text| Rule::Named { name: name.to_ascii_lowercase(), text }).into_iter().collect()
}

/// The rules within a rule that states a condition.
fn inner_rules<'a, 'i>(rule: &'a mut CssRule<'i>) -> Option<&'a mut CssRuleList<'i>> {
    match rule {
        CssRule::Media(rule) => Some(&mut rule.rules),
        CssRule::Supports(rule) => Some(&mut rule.rules),
        CssRule::LayerBlock(rule) => Some(&mut rule.rules),
        CssRule::Container(rule) => Some(&mut rule.rules),
        _ => None,
    }
}

/// Why a style sheet could not be compiled, and where, as a byte offset.
struct Failure {
    detail: String,
    place: Option<usize>,
}

fn minify(text: &str) -> Result<String, Failure> {
    let mut sheet = Parsed::parse(text, ParserOptions::default()).map_err(|error| Failure::new(text, &error))?;
    let options = MinifyOptions { targets: targets(), ..MinifyOptions::default() };
    sheet.minify(options).map_err(|error| Failure::new(text, &error))?;
    Ok(sheet.to_css(printer()).map_err(|error| Failure::new(text, &error))?.code)
}

impl Failure {
    fn new<T: fmt::Display>(text: &str, error: &Error<T>) -> Self {
        let place = error.loc.as_ref().map(|place| {
            let lines = text.split_inclusive('\n').take(place.line as usize);
            lines.map(str::len).sum::<usize>() + (place.column as usize).saturating_sub(1)
        });
        Self { detail: error.kind.to_string(), place }
    }
}

fn printer() -> PrinterOptions<'static> {
    PrinterOptions { minify: true, targets: targets(), ..PrinterOptions::default() }
}

/// Android 4.4 WebView, Chrome 49 and, for KaiOS 2.5, Firefox 48. Opera Mini and UC are not known
/// to the compiler; they read what these read.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(4, 4),
        chrome: version(49, 0),
        firefox: version(48, 0),
        ios_saf: version(9, 0),
        safari: version(9, 0),
        ..Browsers::default()
    })
}
