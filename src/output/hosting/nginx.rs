//! `_server/nginx.conf`, to be included in a `server` block.
//!
//! A block with a header of its own inherits none, so each names all of them. The 404 page answers in a
//! block of its own, with its own headers: nothing that is missing may be kept for a year.

use super::{EVERY_FILE, FOR_EVER, PAGES, Rules, SHORT, head, pattern};
use crate::vocabulary::media_type::{self, BY_ENDING};
use std::fmt::Write;

pub fn rules(rules: &Rules) -> String {
    let Rules { base, redirects, .. } = rules;
    let (assets, hidden) = (rules.assets(), rules.hidden());
    let mut text = head("nginx");
    text.push_str("# Salin ke /etc/nginx/, lalu sebut di dalam blok server, sesudah baris root:\n");
    text.push_str("#     include /etc/nginx/portal.conf;\n\n");
    text.push_str("index index.html;\nabsolute_redirect off;\nserver_tokens off;\n");
    let _ =
        writeln!(text, "error_page 404 {base}404.html;\n# Folder tanpa halaman.\nerror_page 403 =404 {base}404.html;");
    text.push_str("\n# Salinan yang sudah dimampatkan. Ada modul brotli (Debian: libnginx-mod-http-brotli-static)?\n");
    text.push_str("# Hapus tanda # di depan brotli_static.\n");
    text.push_str("gzip_static on;\ngzip_vary on;\ngzip_proxied any;\ngzip_http_version 1.0;\n#brotli_static on;\n");
    let _ = write!(text, "\ndefault_type {};\ntypes {{\n", media_type::UNKNOWN);
    for (ending, media_type) in BY_ENDING {
        let _ = writeln!(text, "    \"{media_type}\" {ending};");
    }
    text.push_str("}\n\n");
    let everywhere = |cache: &str| headers(EVERY_FILE.iter().chain(&[("Cache-Control", cache)]));
    let pages = headers(EVERY_FILE.iter().chain(&PAGES).chain(&[("Cache-Control", SHORT)]));
    let _ = writeln!(text, "location {base} {{\n{}}}", everywhere(SHORT));
    let _ = writeln!(text, "location ^~ {assets} {{\n{}}}", everywhere(FOR_EVER));
    let below = pattern(base);
    let _ = writeln!(text, "location ~ ^{below}.*\\.html$ {{\n{pages}}}");
    let feed = format!("    types {{ }}\n    default_type \"{}\";\n{}", media_type::FEED, everywhere(SHORT));
    let _ = writeln!(text, "location ~ ^{below}(?:.*/)?feed\\.xml$ {{\n{feed}}}");
    text.push_str("\n# Yang bukan untuk pembaca.\n");
    let _ = writeln!(text, "location ^~ {hidden} {{\n    return 404;\n}}");
    let _ = writeln!(text, "location ~ ^{below}(?:.*/)?\\.(?!well-known(?:/|$)) {{\n    return 404;\n}}");
    if !redirects.is_empty() {
        text.push_str("\n# Alamat lama.\n");
    }
    for redirect in redirects {
        for form in ["", "/", "/index.html"] {
            let from = format!("{base}{}{form}", redirect.from);
            let _ = writeln!(text, "location = {from} {{ return 301 {}$is_args$args; }}", redirect.to);
        }
    }
    text
}

fn headers<'a>(headers: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    headers.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect()
}
