//! `_server/Caddyfile`, to be imported into a site's block.

use super::{ANY_FORM, EVERY_FILE, FOR_EVER, PAGES, Rules, SHORT, head, pattern};
use crate::vocabulary::media_type::{self, BY_ENDING, TEXTS};
use std::fmt::Write;

/// Last of all: Caddy itself says so, too, of what it sends compressed.
const VARY: &str = "        Vary Accept-Encoding\n        defer\n";

pub fn rules(rules: &Rules) -> String {
    let Rules { base, redirects, .. } = rules;
    let (assets, hidden) = (rules.assets(), rules.hidden());
    let mut text = head("Caddy");
    text.push_str("# Salin ke /etc/caddy/portal, lalu sebut di dalam blok situs, sesudah baris root:\n");
    text.push_str("#     import /etc/caddy/portal\n\n");
    text.push_str("header -Server\n");
    for (name, value) in EVERY_FILE {
        let _ = writeln!(text, "header {name} \"{value}\"");
    }
    let _ = writeln!(text, "header {assets}* Cache-Control \"{FOR_EVER}\"");
    let _ = writeln!(text, "@selain_aset not path {assets}*\nheader @selain_aset Cache-Control \"{SHORT}\"");
    text.push_str("@halaman path */ *.html\nheader @halaman {\n");
    for (name, value) in PAGES {
        let _ = writeln!(text, "    {name} \"{value}\"");
    }
    let endings: Vec<String> = TEXTS.iter().map(|ending| format!("*.{ending}")).collect();
    let _ = writeln!(text, "}}\n@teks path */ {}\nheader @teks {{\n{VARY}}}", endings.join(" "));
    let _ = writeln!(
        text,
        "map {{path}} {{jenis}} {{\n    ~/feed\\.xml$ \"{}\"\n    ~/$ \"{}\"",
        media_type::FEED,
        media_type::HTML
    );
    for (ending, media_type) in BY_ENDING {
        let _ = writeln!(text, "    ~(?i)\\.{ending}$ \"{media_type}\"");
    }
    let _ = writeln!(text, "    default \"{}\"\n}}\nheader Content-Type {{jenis}}", media_type::UNKNOWN);
    text.push_str("\n# Yang bukan untuk pembaca.\n");
    let _ = writeln!(text, "error {hidden}* 404");
    text.push_str("@tersembunyi {\n    path_regexp /\\.\n    not path /.well-known/*\n}\nerror @tersembunyi 404\n");
    if !redirects.is_empty() {
        text.push_str("\n# Alamat lama.\n");
    }
    for (number, redirect) in redirects.iter().enumerate() {
        let from = pattern(&format!("{base}{}", redirect.from));
        let _ = writeln!(text, "@lama{number} path_regexp ^{from}{ANY_FORM}$");
        let _ = writeln!(text, "redir @lama{number} {}{{tanya}}{{query}} 301", redirect.to);
    }
    if !redirects.is_empty() {
        // A question mark only where something follows it.
        text.push_str("map {query} {tanya} {\n    \"\" \"\"\n    default \"?\"\n}\n");
    }
    text.push_str("\nfile_server {\n    precompressed br gzip\n}\n");
    let _ = writeln!(text, "handle_errors {{\n    rewrite * {base}404.html\n    header Cache-Control \"{SHORT}\"");
    let _ = writeln!(
        text,
        "    header Content-Type \"{}\"\n    header -Server\n    header {{\n{VARY}    }}",
        media_type::HTML
    );
    for (name, value) in PAGES {
        let _ = writeln!(text, "    header {name} \"{value}\"");
    }
    text.push_str("    file_server {\n        precompressed br gzip\n    }\n}\n");
    text
}
