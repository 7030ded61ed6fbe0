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
///
/// Every link of every page comes by here.
pub fn file_of(path: &OutputPath, address: &str) -> Option<String> {
    let place = |wanted: &[u8]| address.bytes().position(|byte| wanted.contains(&byte));
    let address = &address[..place(b"#?").unwrap_or(address.len())];
    let scheme_end = address.find(':').unwrap_or(usize::MAX);
    if address.is_empty() || address.starts_with('/') || scheme_end < address.find('/').unwrap_or(usize::MAX) {
        return None;
    }
    let decoded = if memchr::memchr(b'%', address.as_bytes()).is_some() {
        percent_encoding::percent_decode_str(address).decode_utf8_lossy()
    } else {
        address.into()
    };
    let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut file = String::with_capacity(folder.len() + "/".len() + decoded.len());
    file.push_str(folder);
    let enter = |file: &mut String, part: &str| {
        if !file.is_empty() {
            file.push('/');
        }
        file.push_str(part);
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => file.truncate(file.rfind('/').unwrap_or(0)),
            part => enter(&mut file, part),
        }
    }
    if decoded.ends_with('/') || decoded == "." || decoded == ".." {
        enter(&mut file, "index.html");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_a_file() {
        let path = OutputPath::new("a/b/index.html").expect("a path");
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(file_of(&path, address).as_deref(), expected, "{address}");
        };
        check("c.html#bagian", Some("a/b/c.html"));
        check("../c/?k=wa", Some("a/c/index.html"));
        check("./", Some("a/b/index.html"));
        check("..", Some("a/index.html"));
        check("../../../../c", Some("c"));
        check("../../", Some("index.html"));
        check("foto%20saya.jpg", Some("a/b/foto saya.jpg"));
        check("./a:b", Some("a/b/a:b"));
        for elsewhere in ["", "#isi", "?k=wa", "/c", "//lain.desa/", "mailto:a@b.c", "https://lain.desa/"] {
            check(elsewhere, None);
        }
    }
}
