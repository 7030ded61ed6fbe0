//! Content is not code: a portal in which every field holds what an attacker would write. Whatever is refused and
//! whatever is published, no output runs anything but what the theme brings.

use crate::harness::{Built, build_portal_with};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use kentongan::config;
use kentongan::content::Kind;
use kentongan::fact::keys::FILE_KEYS;
use kentongan::yaml::table::{Form, Key};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DAY: &str = "2026-11-22";
/// Stands in the fixture where something hostile belongs.
const PLACE: &str = "JAHAT";

/// Texts that are refused. What is made of them all the same, for the preview, must not run either.
const REFUSED: [&str; 8] = [
    "{{ jahat }}",
    "{{ jahat",
    "\u{fdd0}style\u{fdd0}",
    "\u{fdd0}policy\u{fdd0}\u{fdd0}size\u{fdd0}",
    "\u{fdd0}L0\u{fdd0}\u{fdd0}C9\u{fdd0}",
    "\u{202e}jahat\u{202c}",
    "\u{8}\u{1b}[31mjahat",
    "3302010101900001",
];

/// Addresses that lead to code, as browsers read them.
const ADDRESSES: [&str; 14] = [
    "javascript:jahat()",
    "JaVaScRiPt:jahat()",
    " javascript:jahat()",
    "java\tscript:jahat()",
    "java\nscript:jahat()",
    "\u{1}javascript:jahat()",
    "javascript\u{200b}:jahat()",
    "%6aavascript:jahat()",
    "&#106;avascript:jahat()",
    "javascript&colon;jahat()",
    "vbscript:jahat()",
    "data:text/html,<script>jahat()</script>",
    "//jahat.desa/\" onclick=\"jahat()",
    "https://a.desa/\"><script>jahat()</script>",
];

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile")
}

/// The fixture's texts, each with its path.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![fixture()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md" || ending == "yaml") {
                let name = path.strip_prefix(fixture()).expect("a file of the fixture").to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.retain(|(path, _)| path != "README.md");
    found.sort();
    found
}

/// The front matter of a page, or all of a file of YAML; and the rest.
fn divide<'a>(path: &str, text: &'a str) -> (&'a str, &'a str) {
    if path.ends_with(".yaml") {
        return (text, "");
    }
    let end = text[4..].find("\n---\n").expect("a front matter") + 4;
    text.split_at(end)
}

/// As YAML writes it between double quotes, which is how JSON does.
fn escaped(hostile: &str) -> String {
    let json = serde_json::to_string(hostile).expect("a text");
    json[1..json.len() - 1].to_owned()
}

fn build_with(change: impl Fn(&str, &str) -> String) -> Built {
    let changed: Vec<(String, String)> = texts()
        .into_iter()
        .map(|(path, text)| {
            let text = change(&path, &text);
            (path, text)
        })
        .collect();
    build_portal_with(&fixture(), DAY, changed.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
fn nothing_hostile_in_any_field_runs() {
    let listed = fs::read_to_string(fixture().join("payloads.json")).expect("the hostile texts");
    let listed: Vec<String> = serde_json::from_str(&listed).expect("a list");
    assert!(listed.len() > 10);
    for hostile in listed.iter().map(String::as_str).chain(REFUSED) {
        let built = build_with(|path, text| {
            let (yaml, body) = divide(path, text);
            yaml.replace(PLACE, &escaped(hostile)) + &body.replace(PLACE, hostile)
        });
        assert!(built.files.len() > 80, "{hostile:?} keeps the portal from being planned");
        if REFUSED.contains(&hostile) {
            assert!(built.planned.diagnostics.has_errors(), "{hostile:?} is published");
        }
        nothing_runs(&built, hostile);
    }
}

#[test]
fn no_address_leads_to_code() {
    // In the fixture an address holds its place behind a host.
    let addresses = ["https://sumber.desa/?a=JAHAT", "https://sumber.desa/?c=JAHAT", "https://kanal.desa/?b=JAHAT"];
    for hostile in ADDRESSES {
        let built = build_with(|path, text| {
            let (yaml, body) = divide(path, text);
            let mut yaml = addresses.iter().fold(yaml.to_owned(), |yaml, one| yaml.replace(one, &escaped(hostile)));
            for reference in ["/prosedur/daftar.md", "/belajar/foto.jpg"] {
                if !path.contains("prosedur/") {
                    yaml = yaml.replace(reference, &format!("\"{}\"", escaped(hostile)));
                }
            }
            let links = format!("\n[a](<{hostile}>) ![b](<{hostile}>) <{hostile}> [c]\n\n[c]: <{hostile}>\n");
            yaml + body + if path.ends_with(".md") { &links } else { "" }
        });
        nothing_runs(&built, hostile);
    }
}

#[test]
fn every_field_for_text_holds_something_hostile() {
    let all = texts();
    let written = |ending: &str| {
        all.iter()
            .filter(|(path, _)| path.ends_with(ending) && !path.contains("kentongan"))
            .map(|(_, text)| text.as_str())
            .collect::<String>()
    };
    let pages = written(".md");
    let is_filled =
        |text: &str, key: &Key| text.contains(&format!("{}: ", key.name)) || text.contains(&format!("{}:\n", key.name));
    for kind in Kind::ALL {
        let name = format!("jenis: {}\n", kind.name());
        let page = all.iter().find(|(path, text)| match kind {
            Kind::Section => path.ends_with("_index.md"),
            _ => !path.ends_with("_index.md") && text.contains(&name),
        });
        let (_, page) = page.unwrap_or_else(|| panic!("no page is a {}", kind.name()));
        for key in keys_of_text(kind.table()) {
            // What only some sections have stands in one of them.
            let text = if kind == Kind::Section { &pages } else { page };
            assert!(is_filled(text, key), "{}: no \"{}\"", kind.name(), key.name);
        }
    }
    let facts = written("data.yaml");
    keys_of_text(FILE_KEYS).iter().for_each(|key| assert!(is_filled(&facts, key), "facts: no \"{}\"", key.name));
    let configuration = fs::read_to_string(fixture().join("kentongan.yaml")).expect("the configuration");
    for key in config::KEYS.iter().filter(|key| matches!(key.form, Form::Text) && key.name != "tema") {
        assert!(is_filled(&configuration, key), "kentongan.yaml: no \"{}\"", key.name);
    }
}

/// The keys of a table, and of the tables in it, that take a text.
fn keys_of_text(table: &'static [Key]) -> Vec<&'static Key> {
    let mut found = Vec::new();
    for key in table {
        if takes_text(&key.form) {
            found.push(key);
        }
        found.extend(tables_in(&key.form).into_iter().flat_map(keys_of_text));
    }
    found
}

fn takes_text(form: &Form) -> bool {
    match form {
        Form::Text => true,
        Form::List(form) | Form::Named(form) | Form::Either(form, _) => takes_text(form),
        _ => false,
    }
}

fn tables_in(form: &'static Form) -> Vec<&'static [Key]> {
    match form {
        Form::Fields(table) => vec![table],
        Form::List(form) | Form::Named(form) => tables_in(form),
        Form::Either(one, other) => [tables_in(one), tables_in(other)].concat(),
        _ => Vec::new(),
    }
}

/// Looks at every output as whoever opens it would.
fn nothing_runs(built: &Built, hostile: &str) {
    for (path, bytes) in &built.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let fault = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => fault_of_page(text),
            Some("xml") => fault_of_xml(text),
            Some("json" | "webmanifest") => {
                serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string())
            }
            Some("ics") => fault_of_calendar(text),
            Some("js") => {
                text.contains("jahat()").then(|| "a script made of content".into()).filter(|_| !text.contains('"'))
            }
            _ => None,
        };
        assert_eq!(fault, None, "{path} with {hostile:?}");
    }
}

/// Attributes that hold an address.
const HREFS: [&str; 6] = ["href", "src", "action", "cite", "poster", "data"];
const SCHEMES: [&str; 7] = ["http", "https", "mailto", "tel", "sms", "whatsapp", "geo"];
const NEVER: [&str; 10] = ["iframe", "frame", "object", "embed", "applet", "base", "math", "svg", "x:jahat", "marquee"];

fn fault_of_page(html: &str) -> Option<String> {
    let mut in_script: Option<bool> = None;
    // What stands in a title is text.
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if NEVER.contains(&name.as_str()) {
                    return Some(format!("<{name}>"));
                }
                if let Some(fault) = fault_of_attributes(&name, &tag) {
                    return Some(fault);
                }
                let is_data =
                    tag.attributes.get(&b"type"[..]).is_some_and(|value| value.starts_with(b"application/ld+json"));
                in_script = (name == "script").then_some(is_data);
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text);
                match in_script.take() {
                    Some(true) if serde_json::from_str::<serde_json::Value>(&text).is_err() => {
                        return Some(format!("structured data that is none: {text}"));
                    }
                    Some(false) if text.contains("jahat") => return Some(format!("a script made of content: {text}")),
                    _ => {}
                }
            }
            Token::Comment(text) if String::from_utf8_lossy(&text).contains("jahat") => {
                return Some("a comment".into());
            }
            _ => {}
        }
    }
    // Everything of ours is filled in, and nothing imitates it.
    html.contains('\u{fdd0}').then(|| "a marker".into())
}

fn fault_of_attributes(element: &str, tag: &StartTag<()>) -> Option<String> {
    tag.attributes.iter().find_map(|(name, value)| {
        let (name, value) = (String::from_utf8_lossy(name), String::from_utf8_lossy(value));
        let runs = name.starts_with("on") || matches!(&*name, "style" | "srcdoc" | "formaction" | "ping");
        let is_odd =
            !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-:".contains(&byte));
        let leads =
            HREFS.contains(&&*name) && scheme_of(&value).is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()));
        (runs || is_odd || leads).then(|| format!("{name}=\"{value}\" on <{element}>"))
    })
}

/// The scheme of an address as browsers read it: blanks around it, and tabs and line ends in it, do not count
/// (WHATWG URL, section 4.4).
fn scheme_of(address: &str) -> Option<String> {
    let address: String = address.trim_matches(|c: char| c <= ' ').chars().filter(|c| !"\t\r\n".contains(*c)).collect();
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn fault_of_xml(xml: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) => {
                let name = tag.name().as_ref().to_owned();
                if name.contains("jahat") || name == "script" {
                    return Some(format!("<{name}>"));
                }
            }
            Ok(quick_xml::events::Event::DocType(_)) => return Some("a document type".into()),
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
    let is_character = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..) && c != '\u{fdd0}';
    xml.chars().find(|c| !is_character(*c)).map(|c| format!("U+{:04X}", u32::from(c)))
}

fn fault_of_calendar(ics: &str) -> Option<String> {
    const PROPERTIES: [&str; 32] = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "SOURCE",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "URL",
        "TZID",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "TZNAME",
        "DTSTART",
        "DTEND",
        "DTSTAMP",
        "DURATION",
        "UID",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "GEO",
        "STATUS",
        "SEQUENCE",
        "RRULE",
        "EXDATE",
        "RDATE",
        "LAST-MODIFIED",
    ];
    let lines = ics.replace("\r\n ", "");
    let names = lines.split_terminator("\r\n").map(|line| line.split([':', ';']).next().unwrap_or_default());
    let known: BTreeSet<&str> = PROPERTIES.into();
    let mut unknown = names.filter(|name| !known.contains(name));
    let begun = |name: &str| lines.matches(&format!("\r\n{name}:VEVENT\r\n")).count();
    let is_whole = begun("BEGIN") == begun("END");
    unknown.next().map(str::to_owned).or_else(|| (!is_whole).then(|| "an entry that ends twice".into()))
}
