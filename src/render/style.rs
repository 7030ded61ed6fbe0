//! Finished markup → the rules of the theme that it can use.

use crate::theme::style::{Elements, Name, StyleSheet};
use html5gum::{StartTag, State, Token, Tokenizer};
use std::collections::BTreeSet;
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

/// The text of the page's one style element.
pub fn text(markup: &str, sheet: &StyleSheet, styles: Styles) -> Arc<str> {
    match styles {
        Styles::Used => sheet.subset(&elements(markup, sheet)),
        Styles::Whole => sheet.whole().into(),
    }
}

/// What the page's elements bear of the names that the sheet asks for.
///
/// What a script adds later stands ready in a `template` element, whose elements count.
fn elements(markup: &str, sheet: &StyleSheet) -> Elements {
    let mut elements = Elements::new();
    for tag in IMPLIED {
        elements.extend(asked_for([Name::tag(tag)], sheet));
    }
    let mut tokenizer = Tokenizer::new(markup);
    while let Some(token) = tokenizer.next() {
        match token.unwrap_or_else(|never| match never {}) {
            Token::StartTag(tag) => {
                // What stands in these is no markup; in `noscript` it is, for those who run none.
                match tag.name.as_slice() {
                    b"script" => tokenizer.set_state(State::ScriptData),
                    b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => tokenizer.set_state(State::RawText),
                    b"textarea" | b"title" => tokenizer.set_state(State::RcData),
                    b"plaintext" => tokenizer.set_state(State::PlainText),
                    _ => {}
                }
                elements.extend(asked_for(names(&tag), sheet));
            }
            // A stray `</p>` makes a paragraph.
            Token::EndTag(tag) => elements.extend(asked_for([Name::tag(&decoded(&tag.name))], sheet)),
            _ => {}
        }
    }
    elements
}

/// The names of an element that the sheet asks for; `None` where there are none.
fn asked_for(names: impl IntoIterator<Item = Name>, sheet: &StyleSheet) -> Option<BTreeSet<Name>> {
    let names: BTreeSet<Name> = names.into_iter().filter(|name| sheet.asks_for(name)).collect();
    (!names.is_empty()).then_some(names)
}

fn names(tag: &StartTag<()>) -> Vec<Name> {
    let element = decoded(&tag.name);
    let mut names = vec![Name::tag(&element)];
    if matches!(element.as_str(), "details" | "dialog") {
        // Readers open and close them without a script.
        names.push(Name::attribute("open"));
    }
    for (attribute, value) in &tag.attributes {
        let attribute = decoded(attribute);
        let value = decoded(value);
        match attribute.as_str() {
            "class" => names.extend(value.split_ascii_whitespace().map(Name::class)),
            "id" => names.push(Name::id(&value)),
            _ => {}
        }
        names.push(Name::attribute(&attribute));
    }
    names
}

fn decoded(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::SourceTree;
    use crate::theme::style::compile;
    use crate::vocabulary::SourcePath;

    /// Which of these selectors are kept for `markup`.
    fn kept(selectors: &[&str], markup: &str) -> Vec<String> {
        let css: String = selectors.iter().map(|selector| format!("{selector}{{top:0}}i{{left:0}}")).collect();
        let mut source = SourceTree::default();
        let path = SourcePath::new("themes/uji/styles/uji.css").expect("a sound path");
        source.insert(path, css.as_bytes(), &mut Diagnostics::default());
        let sheet = compile(&source, "themes/uji", &mut Diagnostics::default());
        let text = text(markup, &sheet, Styles::Used);
        text.split('}').filter_map(|rule| rule.strip_suffix("{top:0").map(str::to_owned)).collect()
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
        let (used, whole) = (text("<p>", &sheet, Styles::Used), text("<p>", &sheet, Styles::Whole));
        assert!(used.len() * 3 < whole.len(), "{} of {} bytes", used.len(), whole.len());
        assert!(whole.contains(".steps") && !used.contains(".steps"));
    }
}
