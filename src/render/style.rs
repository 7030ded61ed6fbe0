//! Finished markup → the rules of the theme that it can use.

use super::markup::Tag;
use crate::theme::style::{Elements, NameId, NameKind, Names, StyleSheet, Subset};
use std::sync::Arc;

/// Elements that every browser adds by itself where markup leaves them out.
const IMPLIED: [&str; 6] = ["html", "head", "body", "tbody", "tr", "colgroup"];

/// Which rules a page brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styles {
    /// Those that its elements can answer to.
    Used,
    /// The whole sheet, for those who look for a fault in their theme.
    Whole,
}

/// The rules of a page with these elements.
pub fn of(elements: &Elements, sheet: &StyleSheet, styles: Styles) -> Arc<Subset> {
    match styles {
        Styles::Used => sheet.subset(elements),
        Styles::Whole => sheet.whole().into(),
    }
}

/// Gathers what the page's elements bear of the names that the sheet asks for.
///
/// What a script adds later stands ready in a `template` element, whose elements count; so do those
/// of `noscript`, for those who run none.
pub struct Gathering<'a> {
    names: &'a Names,
    elements: Elements,
    /// Of the element that is being read.
    borne: Vec<NameId>,
}

impl<'a> Gathering<'a> {
    pub fn new(sheet: &'a StyleSheet) -> Self {
        let mut gathering = Self { names: &sheet.names, elements: Elements::default(), borne: Vec::new() };
        for tag in IMPLIED {
            gathering.end(tag);
        }
        gathering
    }

    pub fn start(&mut self, tag: &Tag<'_, '_>) {
        self.bears(NameKind::Tag, &tag.name);
        if matches!(&*tag.name, "details" | "dialog") {
            // Readers open and close them without a script.
            self.bears(NameKind::Attribute, "open");
        }
        for attribute in tag.attributes {
            match &*attribute.name {
                "class" => {
                    for class in attribute.value().split_ascii_whitespace() {
                        self.bears(NameKind::Class, class);
                    }
                }
                "id" => self.bears(NameKind::Id, &attribute.value()),
                _ => {}
            }
            self.bears(NameKind::Attribute, &attribute.name);
        }
        self.take_in();
    }

    /// A stray `</p>` makes a paragraph.
    pub fn end(&mut self, name: &str) {
        self.bears(NameKind::Tag, name);
        self.take_in();
    }

    pub fn elements(self) -> Elements {
        self.elements
    }

    fn bears(&mut self, kind: NameKind, name: &str) {
        self.borne.extend(self.names.get(kind, name));
    }

    fn take_in(&mut self) {
        self.elements.add(&mut self.borne);
        self.borne.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::markup::{Markup, Piece};
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::SourceTree;
    use crate::theme::style::compile;
    use crate::vocabulary::SourcePath;

    fn subset(text: &str, sheet: &StyleSheet, styles: Styles) -> Arc<Subset> {
        let mut gathering = Gathering::new(sheet);
        let mut markup = Markup::new(text);
        while let Some(piece) = markup.next() {
            match piece {
                Piece::Start(tag) => gathering.start(&tag),
                Piece::End(name) => gathering.end(&name),
                Piece::Script(_) => {}
            }
        }
        of(&gathering.elements(), sheet, styles)
    }

    /// Which of these selectors are kept for `markup`.
    fn kept(selectors: &[&str], markup: &str) -> Vec<String> {
        let css: String = selectors.iter().map(|selector| format!("{selector}{{top:0}}i{{left:0}}")).collect();
        let mut source = SourceTree::default();
        let path = SourcePath::new("themes/uji/styles/uji.css").expect("a sound path");
        source.insert(path, css.as_bytes(), &mut Diagnostics::default());
        let sheet = compile(&source, "themes/uji", &mut Diagnostics::default());
        let subset = subset(markup, &sheet, Styles::Used);
        subset.text.split('}').filter_map(|rule| rule.strip_suffix("{top:0").map(str::to_owned)).collect()
    }

    fn check(selector: &str, markup: &str, is_kept: bool) {
        assert_eq!(kept(&[selector], markup).len(), usize::from(is_kept), "{selector} for {markup}");
    }

    #[test]
    fn names_are_read_as_a_browser_reads_them() {
        check("p.besar#satu[lang]", "<P CLASS='a\n besar' ID=satu Lang=id>", true);
        check(".a.b", "<p class=\"a&#32;b\">", true);
        check(".b", "<p data-class=b>", false);
        check("h2", "<p>h2 &lt;h2>", false);
    }

    #[test]
    fn what_browsers_add_counts_as_there() {
        for selector in ["html", "body", "tbody", "tr", "colgroup"] {
            check(selector, "<table><td>1</table>", true);
        }
        check("body.a", "<body class=a>", true);
        check("p", "<div></p></div>", true);
    }

    #[test]
    fn details_may_be_opened() {
        check("details[open]", "<details><summary>?</summary></details>", true);
        check("details:not([open])", "<details open></details>", true);
        check("div[open]", "<div></div>", false);
    }

    #[test]
    fn text_within_scripts_is_no_markup_and_hides_none() {
        check("h2", "<script>a = '<h2>'</script>", false);
        check("h2", "<script type=application/ld+json>{\"a\":\"<!-- <script>\"}</script></script><h2>", true);
        check("h2", "<style>a{content:'<!--'}</style><h2>", true);
        check("h2", "<title><h2></title><textarea><h2></textarea>", false);
        check("h2", "<noscript><h2></noscript>", true);
        check("h2", "<template><h2></template>", true);
        check("h2", "<!-- <h2> -->", false);
    }

    #[test]
    fn the_whole_sheet_is_there_for_those_who_ask() {
        let source = SourceTree::built_in_theme();
        let sheet = compile(&source, "themes/lentera", &mut Diagnostics::default());
        let text = |styles| subset("<p>", &sheet, styles).text.clone();
        let (used, whole) = (text(Styles::Used), text(Styles::Whole));
        assert!(used.len() * 3 < whole.len(), "{} of {} bytes", used.len(), whole.len());
        assert!(whole.contains(".steps") && !used.contains(".steps"));
    }
}
