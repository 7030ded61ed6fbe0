//! Drawings (SVG): how large they are, and whether they would run code or fetch something.
//!
//! A drawing is published as it was drawn, so it must be harmless also when someone opens it on its
//! own: then the browser treats it as a page, and no policy of ours stands before it.

use crate::vocabulary::picture::{Dimensions, DrawingFault};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::ops::Range;

/// What is known of a drawing.
#[derive(Debug, Default, PartialEq)]
pub struct Drawing {
    /// In CSS pixels, as its `width` and `height` or its `viewBox` say.
    pub dimensions: Option<Dimensions>,
    pub faults: Vec<Fault>,
}

/// Something in a drawing that may not be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub kind: DrawingFault,
    pub span: Range<usize>,
}

const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// Namespaces whose elements a browser would obey inside a drawing.
const FOREIGN: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"];
/// Encodings in which letters are what they seem.
const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "us-ascii"];
/// Elements of SVG 1.1, 1.2 and 2 that run code or bring other documents with them.
const HARMFUL: [&str; 10] =
    ["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener"];

/// Reads a drawing once, to its end or to where it is broken.
pub fn examine(text: &str) -> Drawing {
    let mut drawing = Drawing::default();
    let mut reader = Reader::from_str(text);
    let (mut depth, mut has_root, mut in_style) = (0_usize, false, false);
    loop {
        let start = position(reader.buffer_position(), text);
        let event = reader.read_event();
        let span = start..position(reader.buffer_position(), text);
        let mut fault = |kind| drawing.faults.push(Fault { kind, span: span.clone() });
        match &event {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                judge(element, &mut fault);
                if depth == 0 {
                    if has_root || !is_root(element) {
                        fault(DrawingFault::IllFormed);
                    }
                    has_root = true;
                    drawing.dimensions = drawing.dimensions.or_else(|| dimensions(element));
                }
                if matches!(event, Ok(Event::Start(_))) {
                    depth += 1;
                    in_style = element.local_name().as_ref() == "style";
                }
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                in_style = false;
            }
            Ok(Event::Text(words)) if in_style => judge_style(words, &mut fault),
            Ok(Event::CData(words)) if in_style => judge_style(words, &mut fault),
            // Inside a style sheet a reference could hide what it spells.
            Ok(Event::GeneralRef(name)) if in_style => fault(DrawingFault::Declaration(format!("&{};", &**name))),
            Ok(Event::DocType(words)) if words.contains('[') => {
                fault(DrawingFault::Declaration("<!DOCTYPE … [".into()))
            }
            // The browser must read the very letters that are judged here.
            Ok(Event::Decl(declaration)) => {
                if let Some(Ok(encoding)) = declaration.encoding()
                    && !ENCODINGS.contains(&encoding.to_lowercase().as_str())
                {
                    fault(DrawingFault::Declaration(shortened(&encoding)));
                }
            }
            Ok(Event::PI(words)) => {
                let name = words.split_whitespace().next().unwrap_or_default();
                fault(DrawingFault::Declaration(format!("<?{name}")));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                let at = position(reader.error_position(), text);
                drawing.faults.push(Fault { kind: DrawingFault::IllFormed, span: at..at });
                return drawing;
            }
        }
    }
    if depth > 0 || !has_root {
        drawing.faults.push(Fault { kind: DrawingFault::IllFormed, span: 0..0 });
    }
    drawing
}

fn position(offset: u64, text: &str) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX).min(text.len())
}

/// Without the namespace of SVG a browser shows nothing.
fn is_root(element: &BytesStart<'_>) -> bool {
    let has_namespace = element
        .attributes()
        .flatten()
        .any(|attribute| attribute.key.as_ref().starts_with("xmlns") && attribute.value == NAMESPACE);
    element.local_name().as_ref() == "svg" && has_namespace
}

/// Looks at an element and its attributes.
fn judge(element: &BytesStart<'_>, fault: &mut impl FnMut(DrawingFault)) {
    let name = element.local_name().as_ref().to_owned();
    if HARMFUL.contains(&name.to_lowercase().as_str()) {
        fault(DrawingFault::Element(name));
    }
    for attribute in element.attributes() {
        // A name that stands twice, a value without quotes, or a reference to what is not defined.
        let Ok(attribute) = attribute else { return fault(DrawingFault::IllFormed) };
        let Ok(value) = attribute.normalized_value(XmlVersion::Explicit1_0) else {
            return fault(DrawingFault::IllFormed);
        };
        let full = attribute.key.as_ref();
        let name = attribute.key.local_name().as_ref().to_lowercase();
        let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let is_handler =
            name.strip_prefix("on").is_some_and(|event| event.chars().all(char::is_alphabetic) && !event.is_empty());
        let leads_out = matches!(name.as_str(), "href" | "src") && !bare.is_empty() && !bare.starts_with('#');
        let animates_address = name == "attributename" && bare.to_lowercase().ends_with("href");
        if is_handler {
            fault(DrawingFault::Handler(full.to_owned()));
        } else if full.starts_with("xmlns") && FOREIGN.contains(&&*value) {
            fault(DrawingFault::Declaration(value.into_owned()));
        } else if full.starts_with("xmlns") {
            // The name of a namespace is no address that anyone fetches.
        } else if leads_out || animates_address {
            fault(DrawingFault::Reference(shortened(&value)));
        } else {
            judge_style(&value, fault);
        }
    }
}

/// Style rules and properties may point into the drawing only.
fn judge_style(style: &str, fault: &mut impl FnMut(DrawingFault)) {
    let bare: String =
        style.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    let outside = bare.match_indices("url(").map(|(at, found)| &bare[at + found.len()..]);
    if let Some(address) = outside.map(|rest| rest.trim_start_matches(['"', '\''])).find(|rest| !rest.starts_with('#'))
    {
        fault(DrawingFault::Reference(shortened(address.split([')', '"', '\'']).next().unwrap_or_default())));
    } else if bare.contains("@import") || bare.starts_with("javascript:") {
        fault(DrawingFault::Reference(shortened(style.trim())));
    } else if bare.contains('\\') && (bare.contains('(') || bare.contains('@')) {
        // An escaped letter could spell any of the above.
        fault(DrawingFault::Reference(shortened(style.trim())));
    }
}

fn shortened(text: &str) -> String {
    const LENGTH: usize = 40;
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(LENGTH).collect();
    if text.chars().count() > LENGTH {
        short.push('…');
    }
    short
}

/// The size a browser gives the drawing when the page says none.
fn dimensions(element: &BytesStart<'_>) -> Option<Dimensions> {
    let value = |name: &str| {
        let attribute = element.try_get_attribute(name).ok().flatten()?;
        Some(attribute.value.into_owned())
    };
    let own = || Some((length(&value("width")?)?, length(&value("height")?)?));
    let view_box = || {
        let text = value("viewBox")?;
        let numbers = text.split([' ', ',', '\t', '\n', '\r']).filter(|number| !number.is_empty());
        let numbers: Vec<f64> = numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let [_, _, width, height] = numbers[..] else { return None };
        Some((width, height))
    };
    let (width, height) = own().or_else(view_box)?;
    Dimensions::new(whole(width)?, whole(height)?)
}

/// A CSS length in pixels; `None` for shares of what surrounds the drawing.
fn length(text: &str) -> Option<f64> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    let number: f64 = text[..text.len() - unit.len()].parse().ok()?;
    let pixels = match unit.trim() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    Some(number * pixels)
}

fn whole(pixels: f64) -> Option<u32> {
    let is_sane = (0.5..=20_000.0).contains(&pixels);
    is_sane.then(|| pixels.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_drawings_pass() {
        check(
            "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'><path fill='url(#a)' d='M0 0'/></svg>",
            &[],
        );
        check(
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'a' 'b'><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><use href='#a'/></svg>",
            &[],
        );
        check(
            "<svg xmlns='http://www.w3.org/2000/svg'><style>a{fill:url('#b')}</style><a xlink:href='#x'/></svg>",
            &[],
        );
    }

    #[test]
    fn what_runs_or_fetches_is_found() {
        let element = |name: &str| DrawingFault::Element(name.into());
        let reference = |address: &str| DrawingFault::Reference(address.into());
        inside("<script>1</script>", element("script"));
        inside("<s:SCRIPT/>", element("SCRIPT"));
        inside("<foreignObject/>", element("foreignObject"));
        inside("<g onload='x()'/>", DrawingFault::Handler("onload".into()));
        inside("<use xlink:href='https://portal.example/a.svg#b'/>", reference("https://portal.example/a.svg#b"));
        inside("<a href='java&#115;cript:x()'/>", reference("javascript:x()"));
        inside("<animate attributeName='xlink:href' to='#'/>", reference("xlink:href"));
        inside("<g style='fill: URL( //portal.example/a )'/>", reference("//portal.example/a"));
        inside("<style>@import 'a.css'</style>", reference("@import 'a.css'"));
        inside("<style><![CDATA[@\\69mport 'a']]></style>", reference("@\\69mport 'a'"));
        inside("<g xmlns:h='http://www.w3.org/1999/xhtml'/>", DrawingFault::Declaration(FOREIGN[0].into()));
        inside("<?xml-stylesheet href='a.css'?>", DrawingFault::Declaration("<?xml-stylesheet".into()));
        inside("<g a=1/>", DrawingFault::IllFormed);
        check(
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            &[DrawingFault::Declaration("ISO-2022-JP".into())],
        );
        check(
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
            &[DrawingFault::Declaration("<!DOCTYPE … [".into())],
        );
        check("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", &[DrawingFault::IllFormed]);
        check("<svg/>", &[DrawingFault::IllFormed]);
        check("<p/>", &[DrawingFault::IllFormed]);
        check("", &[DrawingFault::IllFormed]);
    }

    #[test]
    fn the_size_comes_from_the_root() {
        let size = |attributes: &str| {
            let size = examine(&format!("<svg xmlns='{NAMESPACE}' {attributes}/>")).dimensions;
            size.map(|size| (size.width, size.height))
        };
        assert_eq!(size("width='120' height='80px'"), Some((120, 80)));
        assert_eq!(size("width='210mm' height='297mm'"), Some((794, 1123)));
        assert_eq!(size("width='100%' height='100%' viewBox='0 0 64,32'"), Some((64, 32)));
        assert_eq!(size("width='0' height='0'"), None);
        assert_eq!(size(""), None);
    }

    fn inside(markup: &str, expected: DrawingFault) {
        check(&format!("<svg xmlns='{NAMESPACE}'>{markup}</svg>"), &[expected]);
    }

    fn check(text: &str, expected: &[DrawingFault]) {
        let kinds: Vec<_> = examine(text).faults.into_iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    }
}
