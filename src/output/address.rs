//! How one page writes the addresses of others.

use crate::config::{Config, LinkStyle};
use crate::vocabulary::OutputPath;

/// Writes links as seen from one file of the output.
#[derive(Clone)]
pub struct Addresses<'a> {
    config: &'a Config,
    from: From,
}

#[derive(Clone)]
enum From {
    /// Relative to this file, so that the folder works at any path.
    File(OutputPath),
    /// In full, for what leaves the folder: feeds, and `404.html`, which a server shows anywhere.
    Anywhere,
}

impl<'a> Addresses<'a> {
    pub fn relative(config: &'a Config, from: &OutputPath) -> Self {
        Self { config, from: From::File(from.clone()) }
    }

    pub fn absolute(config: &'a Config) -> Self {
        Self { config, from: From::Anywhere }
    }

    /// The address of a file of the output.
    pub fn to(&self, target: &OutputPath) -> String {
        match (&self.from, self.config.links) {
            (From::Anywhere, LinkStyle::File) => {
                format!("{}{}", self.config.base_url.as_str(), escape(target.as_str()))
            }
            (From::Anywhere, LinkStyle::Folder) => absolute(self.config, target),
            (From::File(from), LinkStyle::File) => escape(&from.relative_to(target)),
            (From::File(from), LinkStyle::Folder) => {
                let address = escape(&from.relative_to(target));
                match address.strip_suffix("index.html") {
                    Some("") => "./".into(),
                    Some(folder) => folder.to_owned(),
                    None => address,
                }
            }
        }
    }

    /// The address of a part of a page.
    pub fn to_part(&self, target: &OutputPath, anchor: Option<&str>) -> String {
        match anchor {
            Some(anchor) => format!("{}#{anchor}", self.to(target)),
            None => self.to(target),
        }
    }

    /// True for addresses as seen from one file.
    pub fn are_relative(&self) -> bool {
        matches!(self.from, From::File(_))
    }

    /// The prefix that leads to the top folder.
    pub fn top(&self) -> String {
        match &self.from {
            From::File(from) => from.to_top(),
            From::Anywhere => self.config.base_url.as_str().to_owned(),
        }
    }
}

/// The address of a file in full. It names `index.html` like every link of the portal: a poster's
/// address must also open on a server that knows no folder indexes. The home page is the address
/// itself, which every server knows.
pub fn absolute(config: &Config, target: &OutputPath) -> String {
    let path = escape(target.as_str());
    let path = match (path.strip_suffix("index.html"), config.links) {
        (Some(""), _) => "",
        (Some(folder), LinkStyle::Folder) if folder.ends_with('/') => folder,
        _ => &path,
    };
    format!("{}{path}", config.base_url.as_str())
}

/// The file of the output that a relative address means; `None` for anything else.
pub fn file_of(path: &OutputPath, address: &str) -> Option<String> {
    let file = address.split(['#', '?']).next().unwrap_or_default();
    let scheme_end = file.find(':').unwrap_or(usize::MAX);
    if file.is_empty() || file.starts_with('/') || scheme_end < file.find('/').unwrap_or(usize::MAX) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(file).decode_utf8_lossy().into_owned();
    let mut parts: Vec<&str> = path.as_str().split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut file = parts.join("/");
    if decoded.ends_with('/') || decoded == "." || decoded == ".." {
        file = if file.is_empty() { "index.html".into() } else { format!("{file}/index.html") };
    }
    Some(file)
}

/// Percent-encodes what may not stand in an address; file names of pictures may hold anything.
fn escape(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSAFE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b':');
    utf8_percent_encode(path, UNSAFE).to_string()
}
