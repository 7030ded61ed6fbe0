//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read at the top of the folder. Both
//! compress, know their types and show `404.html` by themselves.
//!
//! Where several rules fit, both join the values of a header, so that no two rules may name the same one.
//! Sources: docs.netlify.com/manage/routing/headers, developers.cloudflare.com/pages/configuration/headers.

use super::{EVERY_FILE, FOR_EVER, PAGES, Rules, SHORT, head, is_plain};
use std::fmt::Write;

/// So many rules and redirects are read.
///
/// Source: developers.cloudflare.com/pages/configuration/headers and …/redirects; the other host sets no limit.
const MOST_RULES: usize = 100;
const MOST_REDIRECTS: usize = 2_000;

pub fn headers(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = head("Netlify dan Cloudflare Pages");
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "\n{path}");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    rule(&format!("{base}*"), &[&EVERY_FILE[..], &PAGES[..]].concat());
    rule(&format!("{}*", rules.assets()), &[("Cache-Control", FOR_EVER)]);
    let files = rules.top_files.iter().map(|file| format!("{base}{file}"));
    let folders = rules.top_folders.iter().map(|folder| format!("{base}{folder}/*"));
    let short: Vec<String> = files.chain(folders).filter(|path| is_plain(path.trim_end_matches('*'))).collect();
    // What the host does by itself is near enough: it has every page checked at every visit.
    if short.len() + 3 <= MOST_RULES {
        rule(base, &[("Cache-Control", SHORT)]);
        short.iter().for_each(|path| rule(path, &[("Cache-Control", SHORT)]));
    }
    text
}

/// One of the two hosts shows the page that lies at the old address before it looks here: that page leads on, too.
pub fn redirects(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = head("Netlify dan Cloudflare Pages");
    let from = rules.redirects.iter().flat_map(|redirect| {
        ["", "/", "/index.html"].map(|form| format!("{base}{}{form} {} 301", redirect.from, redirect.to))
    });
    for line in from.take(MOST_REDIRECTS) {
        let _ = writeln!(text, "{line}");
    }
    text
}
