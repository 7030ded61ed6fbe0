//! `.htaccess`, for Apache 2.4 and LiteSpeed.
//!
//! Nothing in it asks for more than `AllowOverride FileInfo`, and what a host has not got is passed over:
//! a directive that is not allowed would answer every page with "500 Internal Server Error".

use super::{ANY_FORM, EVERY_FILE, FOLDER, FOR_EVER, PAGES, Rules, SHORT, asset, head, pattern};
use crate::vocabulary::media_type::{self, BY_ENDING, TEXTS};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a browser accepts that names a coding and does not refuse it with `q=0`.
fn accepts(coding: &str) -> String {
    format!("(?:^|[\\s,]){coding}(?:$|[\\s,]|;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$)))")
}

pub fn rules(rules: &Rules) -> String {
    let mut text = head("Apache dan LiteSpeed");
    let base = &rules.base;
    let _ = write!(text, "\nErrorDocument 404 {base}404.html\n\n<IfModule mod_mime.c>\n");
    for (ending, media_type) in BY_ENDING {
        let _ = writeln!(text, "  AddType \"{media_type}\" .{ending}");
    }
    text.push_str("</IfModule>\n");
    let _ = write!(text, "<FilesMatch \"^feed\\.xml$\">\n  ForceType \"{}\"\n</FilesMatch>\n", media_type::FEED);
    text.push_str("\n<IfModule mod_rewrite.c>\n  RewriteEngine On\n\n");
    text.push_str("  # Yang bukan untuk pembaca, dan folder tanpa halaman.\n");
    text.push_str("  RewriteRule (?:^|/)\\.(?!well-known(?:/|$)) - [R=404,L]\n");
    let _ = writeln!(text, "  RewriteRule ^{FOLDER}(?:/|$) - [R=404,L]");
    text.push_str("  RewriteCond %{REQUEST_FILENAME} -d\n  RewriteCond %{REQUEST_FILENAME}/index.html !-f\n");
    text.push_str("  RewriteRule ^ - [R=404,L]\n");
    if !rules.redirects.is_empty() {
        text.push_str("\n  # Alamat lama.\n");
    }
    for redirect in &rules.redirects {
        let _ = writeln!(text, "  RewriteRule ^{}{ANY_FORM}$ {} [R=301,L]", pattern(&redirect.from), redirect.to);
    }
    compressed(&mut text);
    text.push_str("</IfModule>\n\n<IfModule mod_headers.c>\n");
    for (name, value) in EVERY_FILE {
        let _ = writeln!(text, "  Header set {name} \"{value}\"");
    }
    let _ = writeln!(text, "  Header set Cache-Control \"{SHORT}\" env=!KENTONGAN_ASET");
    let _ = writeln!(text, "  Header set Cache-Control \"{FOR_EVER}\" env=KENTONGAN_ASET");
    text.push_str("  Header set Content-Encoding br env=KENTONGAN_BR\n");
    text.push_str("  Header set Content-Encoding gzip env=KENTONGAN_GZ\n");
    let _ = writeln!(text, "  <FilesMatch \"\\.(?:{})(?:\\.(?:br|gz))?$\">", TEXTS.join("|"));
    text.push_str("    Header merge Vary Accept-Encoding\n  </FilesMatch>\n");
    text.push_str("  <FilesMatch \"\\.html(?:\\.(?:br|gz))?$\">\n");
    for (name, value) in PAGES {
        let _ = writeln!(text, "    Header set {name} \"{value}\"");
    }
    text.push_str("  </FilesMatch>\n</IfModule>\n");
    text
}

/// Apache first learns the name of the copy, and then goes through all rules once more for that name; only in
/// this second round has it a status of what was asked for before, and the copy gets the type of its original.
/// Whoever asks for a `.gz` by its own name gets it as it is.
fn compressed(text: &mut String) {
    text.push_str("\n  <IfModule mod_headers.c>\n");
    let _ = writeln!(text, "    RewriteRule ^{}/ - [E=KENTONGAN_ASET:1]", asset::FOLDER);
    text.push_str("\n    # Salinan yang sudah dimampatkan.\n");
    let endings = TEXTS.join("|");
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = writeln!(text, "    RewriteCond %{{HTTP:Accept-Encoding}} \"{}\" [NC]", accepts(coding));
        let _ = writeln!(text, "    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f");
        let _ = writeln!(text, "    RewriteRule ^(.+\\.(?:{endings}))$ $1.{ending} [L]");
    }
    text.push_str("\n    # Jenis dari salinan yang dikirim.\n");
    text.push_str("    RewriteCond %{ENV:REDIRECT_STATUS} ^$\n    RewriteRule ^ - [L]\n");
    for (coding, flag) in [("br", "KENTONGAN_BR"), ("gz", "KENTONGAN_GZ")] {
        let mut rule = |name: &str, media_type: &str| {
            // A blank would end the flags.
            let media_type = media_type.replace("; ", ";");
            let flags = format!("T={media_type},E={flag}:1,E=no-gzip:1,E=no-brotli:1,L");
            let _ = writeln!(text, "    RewriteRule {name}\\.{coding}$ - [{flags}]");
        };
        rule("(?:^|/)feed\\.xml", media_type::FEED);
        for (media_type, endings) in by_type() {
            rule(&format!("\\.(?:{})", endings.join("|")), media_type);
        }
    }
    text.push_str("  </IfModule>\n");
}

/// The endings of texts, by their type.
fn by_type() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut types: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (ending, media_type) in BY_ENDING.into_iter().filter(|(ending, _)| TEXTS.contains(ending)) {
        types.entry(media_type).or_default().push(ending);
    }
    types
}
