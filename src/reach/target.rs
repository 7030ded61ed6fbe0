//! What was asked for → which file of the portal, and by which way.
//!
//! Whoever asks decides what stands here: it is decoded first and cleaned afterwards, so that nothing can
//! be hidden from the cleaning.

use crate::output::carrier::code;
use crate::vocabulary::hidden;
use percent_encoding::percent_decode_str;

/// What was asked for, cleaned.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    /// As the output calls it: `manfaat/jkm/index.html`.
    pub path: String,
    /// `wa`, `poster-cilongok`
    pub code: Option<String>,
}

/// In bytes; longer paths are none of ours.
pub const LONGEST_PATH: usize = 300;

/// Reads the address in a request; `prefix` is the portal's folder on the server, such as `/` or `/bpu/`.
/// `None` for what lies outside it.
pub fn read(written: &str, prefix: &str) -> Option<Target> {
    let written = without_site(written);
    let written = written.split('#').next().unwrap_or_default();
    let (path, query) = written.split_once('?').unwrap_or((written, ""));
    let path = inside(&clean(path)?, prefix)?;
    Some(Target { path, code: code_in(query) })
}

/// A proxy asks for `http://portal.desa.id/manfaat/`.
fn without_site(written: &str) -> &str {
    let rest = written.strip_prefix("http://").or_else(|| written.strip_prefix("https://"));
    match rest {
        Some(rest) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => written,
    }
}

/// The path without detours: `//manfaat/./jkm/../jkk/` is `/manfaat/jkk/`, as servers read it.
fn clean(path: &str) -> Option<String> {
    if !path.starts_with('/') || path.len() > 3 * LONGEST_PATH {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let mut steps: Vec<&str> = Vec::new();
    for step in decoded.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let ends_in_folder = decoded.ends_with('/') || decoded.ends_with("/.") || decoded.ends_with("/..");
    let end = if ends_in_folder && !steps.is_empty() { "/" } else { "" };
    let text = visible(&format!("/{}{end}", steps.join("/")));
    (text.len() <= LONGEST_PATH).then_some(text)
}

/// A folder of an address as it is called on the disk.
pub fn decoded(folder: &str) -> String {
    percent_decode_str(folder).decode_utf8_lossy().into_owned()
}

/// Text that changes nothing around it: no control character, and none that nobody sees.
pub fn visible(text: &str) -> String {
    let is_harmless = |c: char| !c.is_control() && !hidden::is_suspect(c);
    text.chars().map(|c| if is_harmless(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// The path below the portal's folder, with the file a folder stands for.
fn inside(path: &str, prefix: &str) -> Option<String> {
    let rest = match path.strip_prefix(prefix) {
        Some(rest) => rest,
        // The folder itself, before the server sends the reader on to it.
        None if prefix.strip_suffix('/') == Some(path) => "",
        None => return None,
    };
    Some(if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() })
}

/// The code in a query. People copy addresses with the full stop behind them: what follows the code is let be.
fn code_in(query: &str) -> Option<String> {
    let written = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == code::KEY))?.1;
    if written.len() > 3 * code::LONGEST {
        return None;
    }
    let decoded = percent_decode_str(written).decode_utf8_lossy().to_ascii_lowercase();
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let end = decoded.find(|c| !is_letter(c) && c != '-').unwrap_or(decoded.len());
    let code = decoded[..end].trim_end_matches('-');
    let is_code = code.starts_with(is_letter) && code.len() <= code::LONGEST && !code.contains("--");
    is_code.then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(written: &str, prefix: &str, expected: Option<(&str, Option<&str>)>) {
        let found = read(written, prefix);
        let found = found.as_ref().map(|target| (target.path.as_str(), target.code.as_deref()));
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn addresses_are_read_as_servers_read_them() {
        check("/", "/", Some(("index.html", None)));
        check("/manfaat/jkm/?k=wa", "/", Some(("manfaat/jkm/index.html", Some("wa"))));
        check(
            "/manfaat/jkm/index.html?utm=1&k=Poster-Cilongok",
            "/",
            Some(("manfaat/jkm/index.html", Some("poster-cilongok"))),
        );
        check("//manfaat/./jkk/../jkm/", "/", Some(("manfaat/jkm/index.html", None)));
        check("/../../etc/passwd", "/", Some(("etc/passwd", None)));
        check("/unduhan/formulir%20klaim.pdf", "/", Some(("unduhan/formulir klaim.pdf", None)));
        check("http://a.id/x/?k=bagi", "/", Some(("x/index.html", Some("bagi"))));
        check("*", "/", None);
    }

    #[test]
    fn a_portal_in_a_folder_counts_what_lies_in_it() {
        check("/a/b/?k=wa", "/a/b/", Some(("index.html", Some("wa"))));
        check("/a/b", "/a/b/", Some(("index.html", None)));
        check("/a/b/manfaat/", "/a/b/", Some(("manfaat/index.html", None)));
        check("/a/bc/", "/a/b/", None);
        check("/", "/a/b/", None);
    }

    #[test]
    fn codes_are_letters_digits_and_hyphens() {
        let code = |query: &str| read(&format!("/?{query}"), "/").expect("the home page").code;
        assert_eq!(code("k=wa."), Some("wa".into()));
        assert_eq!(code("k=wa)%0a"), Some("wa".into()));
        assert_eq!(code("k=poster-desa-x-"), Some("poster-desa-x".into()));
        assert_eq!(code("k=%77%61"), Some("wa".into()));
        for none in
            ["k=", "k=-wa", "k=a--b", "k=%3Cscript%3E", "k=%1b[31m", "x=wa", "kk=wa", &format!("k={}", "a".repeat(65))]
        {
            assert_eq!(code(none), None, "{none}");
        }
    }

    #[test]
    fn nothing_is_hidden_from_the_cleaning() {
        check("/a%1b%5b31m%0d%0ab/", "/", Some(("a\u{fffd}[31m\u{fffd}\u{fffd}b/index.html", None)));
        check("/%e2%80%aegnp.exe", "/", Some(("\u{fffd}gnp.exe", None)));
        check("/%ff%fe", "/", Some(("\u{fffd}\u{fffd}", None)));
        check("/%252e%252e/", "/", Some(("%2e%2e/index.html", None)));
        check(&format!("/{}", "a".repeat(301)), "/", None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_address_makes_the_reader_panic_or_leaves_a_sign_that_acts(written in "[/.?&=#%a-f0-9k\u{1b}\u{202e}é-]{0,60}") {
            if let Some(target) = read(&format!("/{written}"), "/") {
                prop_assert_eq!(visible(&target.path), target.path.clone());
                prop_assert!(!target.path.contains("/../") && !target.path.starts_with('/'));
                prop_assert!(target.code.iter().all(|code| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')));
            }
        }
    }
}
