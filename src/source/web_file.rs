//! Files published as they are that a browser would take for a page: they may say something, but run nothing.

use super::Asset;
use crate::vocabulary::SourcePath;
use crate::vocabulary::url::Outside;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::ops::Range;

/// What may run in a reader's browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// `None` where nothing can be told of what the file says.
    pub place: Option<Range<usize>>,
    /// As it is written: `<script>`, `onclick`.
    pub what: String,
}

/// Endings that browsers take for pages that we can read.
const READABLE: [&str; 3] = ["html", "htm", "xml"];
/// Endings of pages and programs that hold more than we can judge.
const OTHERS: [&str; 11] = ["hta", "htc", "mht", "mhtml", "shtm", "shtml", "swf", "xht", "xhtml", "xsl", "xslt"];
/// Elements that run something or bring it in. An address that a page names may change what others mean.
const ELEMENTS: [&str; 13] = [
    "applet", "base", "embed", "form", "frame", "iframe", "link", "math", "object", "portal", "script", "style", "svg",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 8] = ["action", "background", "cite", "formaction", "href", "poster", "src", "xlink:href"];

/// The first thing in a file that could run, if there is one.
pub fn examine(path: &SourcePath, asset: &Asset) -> Option<Running> {
    let ending = path.extension();
    if OTHERS.contains(&ending.as_str()) {
        return Some(Running { place: None, what: format!(".{ending}") });
    }
    if !READABLE.contains(&ending.as_str()) {
        return None;
    }
    match &asset.text {
        Some(file) => first_running(&file.text),
        // Too large, or in an encoding that browsers may guess otherwise than we do.
        None => Some(Running { place: None, what: format!(".{ending}") }),
    }
}

fn first_running(text: &str) -> Option<Running> {
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span()).flatten() {
        match token {
            Token::StartTag(tag) => {
                let place = tag.span.start..tag.span.end;
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                // In XML any prefix may stand for the language of pages.
                if ELEMENTS.contains(&name.rsplit(':').next().unwrap_or_default()) {
                    return Some(Running { place: Some(place), what: format!("<{name}>") });
                }
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute).into_owned();
                    let value = String::from_utf8_lossy(value);
                    let handles = attribute.starts_with("on") || matches!(attribute.as_str(), "style" | "http-equiv");
                    let leads =
                        ADDRESSES.contains(&attribute.as_str()) && Outside::of(&value) == Some(Outside::Forbidden);
                    if handles || leads {
                        return Some(Running { place: Some(place), what: attribute });
                    }
                }
            }
            Token::Comment(comment) if comment.value.starts_with(b"?xml-stylesheet") => {
                let place = comment.span.start..comment.span.end;
                return Some(Running { place: Some(place), what: "<?xml-stylesheet".to_owned() });
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(first_running(text).map(|running| running.what).as_deref(), expected, "{text}");
    }

    #[test]
    fn files_that_say_something_are_let_be() {
        check("google-site-verification: google1234.html", None);
        check("<!DOCTYPE html><html lang=id><title>Surat</title><p><a href=\"https://a.desa/\">A</a>", None);
        check("<meta name=viewport content='width=device-width'><p title='Catatan: penting'>Surat", None);
        check("<?xml version=\"1.0\"?><users><user>1234</user></users>", None);
    }

    #[test]
    fn what_could_run_is_found() {
        check("<p>Surat</p><SCRIPT>1</SCRIPT>", Some("<script>"));
        check("<p onclick=a()>Surat</p>", Some("onclick"));
        check("<a href='java&#10;script:a()'>Surat</a>", Some("href"));
        check("<meta http-equiv=refresh content='0; url=https://a.desa/'>", Some("http-equiv"));
        check("<?xml-stylesheet href='a.xsl'?><a/>", Some("<?xml-stylesheet"));
        check("<a xmlns:h='http://www.w3.org/1999/xhtml'><h:script/></a>", Some("<h:script>"));
        check("<title><img src=x onerror=a()></title>", Some("onerror"));
    }
}
