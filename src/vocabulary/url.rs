//! Addresses: where the site lives, and where a page lives on it.

use super::path::OutputPath;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;

/// The address under which the site is published, such as `https://example.org/bpu/`.
///
/// Invariant: starts with `http://` or `https://`, has a host, ends with one `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub fn new(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split('/').next().unwrap_or_default();
        let sound = !host.is_empty()
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/%[]".contains(c))
            && rest.split('/').all(|step| step != "..");
        sound.then(|| Self(format!("{}/", text.trim_end_matches('/'))))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for addresses that can only be examples (RFC 2606, RFC 6761).
    pub fn is_placeholder(&self) -> bool {
        let host = self.host();
        let name = host.split(':').next().unwrap_or_default();
        matches!(name.rsplit('.').next(), Some("example" | "invalid" | "test" | "localhost"))
            || ["example.com", "example.org", "example.net"]
                .iter()
                .any(|n| name == *n || name.ends_with(&format!(".{n}")))
    }

    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// What stands behind the host: `/`, or `/bpu/` for a portal in a folder of its site.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.find("://").map_or(0, |end| end + "://".len());
        &self.0[after_scheme + self.host().len()..]
    }

    /// The absolute address of a permalink.
    pub fn join(&self, permalink: &Permalink) -> String {
        format!("{}{}", self.0, &permalink.as_str()[1..])
    }

    /// The absolute address of a file of the output.
    pub fn join_path(&self, path: &OutputPath) -> String {
        format!("{}{}", self.0, path)
    }
}

/// What a link may lead to outside of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Another site, a telephone number, a mail address; without the blanks that browsers pass over, and with what
    /// no address holds as it is in percents.
    Address(String),
    /// A program, data, a file: nothing that a page may lead to.
    Forbidden,
    /// The author's own machine.
    ThisMachine,
}

impl Outside {
    /// Judges what an author wrote by what a browser would make of it; `None` for what lies on the site.
    pub fn of(target: &str) -> Option<Self> {
        let bare: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let decoded = decode_percent(&bare);
        if decoded.starts_with("//") {
            return Some(Self::Forbidden);
        }
        let (scheme, rest) = decoded.split_once(':')?;
        if scheme.contains(['/', '#', '?', '.']) {
            return None;
        }
        let host = rest.trim_start_matches('/').split(['/', ':', '?', '#']).next().unwrap_or_default();
        Some(match scheme.to_lowercase().as_str() {
            "http" | "https" if matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0" | "[") => Self::ThisMachine,
            "http" | "https" | "mailto" | "tel" | "sms" | "whatsapp" => {
                Self::Address(utf8_percent_encode(&bare, NEVER_PLAIN).to_string())
            }
            _ => Self::Forbidden,
        })
    }
}

/// What no address holds as it is (WHATWG URL, 4.3), besides letters of other languages.
const NEVER_PLAIN: &AsciiSet =
    &CONTROLS.add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// `%20` and the like, as far as they are UTF-8.
pub fn decode_percent(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// Where a page lives on the site: `/`, `/acara/hut-ri/`.
///
/// Invariant: starts and ends with `/`; the steps between are valid parts of an [`OutputPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permalink {
    text: String,
    /// The file that holds the page, which every link to it names.
    index: OutputPath,
}

impl Permalink {
    pub fn home() -> Self {
        Self::of("/".into())
    }

    /// Builds a permalink from its steps.
    pub fn from_steps<'a>(steps: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut text = String::from("/");
        for step in steps {
            if !is_step(step) {
                return None;
            }
            text.push_str(step);
            text.push('/');
        }
        Some(Self::of(text))
    }

    /// Reads what an author wrote, with or without the outer slashes: `/lama/` or `lama`.
    pub fn parse(text: &str) -> Option<Self> {
        let trimmed = text.trim_matches('/');
        if trimmed.is_empty() { None } else { Self::from_steps(trimmed.split('/')) }
    }

    /// The permalink one step below this one.
    pub fn child(&self, step: &str) -> Option<Self> {
        is_step(step).then(|| Self::of(format!("{}{step}/", self.text)))
    }

    fn of(text: String) -> Self {
        let index = beside(&text, "index.html");
        Self { text, index }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The file that holds the page: `acara/hut-ri/index.html`.
    pub fn index(&self) -> OutputPath {
        self.index.clone()
    }

    /// A file beside the page's own: `acara/hut-ri/foto.jpg`.
    pub fn file(&self, name: &str) -> OutputPath {
        beside(&self.text, name)
    }
}

fn is_step(step: &str) -> bool {
    !step.contains('/') && OutputPath::is_sound(step)
}

fn beside(text: &str, name: &str) -> OutputPath {
    OutputPath::new(&format!("{}{name}", &text[1..])).expect("steps of a permalink and a file name are sound")
}

impl fmt::Display for Permalink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_are_checked() {
        let read = |text: &str| BaseUrl::new(text).map(|url| url.as_str().to_owned());
        assert_eq!(read("https://example.org"), Some("https://example.org/".into()));
        assert_eq!(read("https://example.org/bpu//"), Some("https://example.org/bpu/".into()));
        assert_eq!(read("ftp://example.org"), None);
        assert_eq!(read("https://"), None);
        assert_eq!(read("https://a b/"), None);
        assert_eq!(read("https://a/../b/"), None);
        assert_eq!(read("https://a/b/.."), None);
    }

    #[test]
    fn a_portal_may_lie_in_a_folder_of_its_site() {
        let path = |text: &str| BaseUrl::new(text).unwrap().path().to_owned();
        assert_eq!(path("https://example.org"), "/");
        assert_eq!(path("http://example.org:8080/a/bpu"), "/a/bpu/");
    }

    #[test]
    fn addresses_are_judged_as_browsers_read_them() {
        let address = |target: &str| Some(Outside::Address(target.into()));
        assert_eq!(Outside::of("https://a.desa/b c?d=\"<é>"), address("https://a.desa/bc?d=%22%3C%C3%A9%3E"));
        assert_eq!(Outside::of("tel:175"), address("tel:175"));
        assert_eq!(Outside::of("/acara/hut-ri.md#a:b"), None);
        assert_eq!(Outside::of("http://localhost:1111/"), Some(Outside::ThisMachine));
        for forbidden in
            ["javascript:a", " jAva\tscript:a", "%6aavascript:a", "data:text/html,a", "//a.desa/", "\u{1}vbscript:a"]
        {
            assert_eq!(Outside::of(forbidden), Some(Outside::Forbidden), "{forbidden}");
        }
    }

    #[test]
    fn reserved_hosts_are_placeholders() {
        let is_placeholder = |text: &str| BaseUrl::new(text).unwrap().is_placeholder();
        assert!(is_placeholder("https://portal.example/"));
        assert!(is_placeholder("https://www.example.org/"));
        assert!(is_placeholder("http://localhost:8080/"));
        assert!(!is_placeholder("https://banyumaskab.go.id/"));
    }

    #[test]
    fn permalinks_are_read_as_written() {
        assert_eq!(Permalink::parse("lama/sekali").unwrap().as_str(), "/lama/sekali/");
        assert_eq!(Permalink::parse("/lama/").unwrap().index().as_str(), "lama/index.html");
        assert_eq!(Permalink::parse("/../x"), None);
        assert_eq!(Permalink::parse("/"), None);
    }
}
