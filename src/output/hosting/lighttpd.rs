//! `_server/lighttpd.conf`, and the script that does most of the work: lighttpd sends copies that are
//! compressed already only where a script tells it to, and its own page for what is missing either
//! comes with status 200 or with the headers of what was asked for.

use super::{ANY_FORM, EVERY_FILE, FOLDER, FOR_EVER, PAGES, Rules, SHORT, head, pattern};
use crate::vocabulary::media_type::{self, BY_ENDING, TEXTS};
use std::fmt::Write;

pub fn rules(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = head("lighttpd");
    text.push_str("# Perlu modul lua (Debian: lighttpd-modules-lua). Salin berkas ini dan lighttpd.lua\n");
    text.push_str("# ke /etc/lighttpd/portal/, lalu sebut sesudah baris server.document-root:\n");
    text.push_str("#     var.portal = \"/etc/lighttpd/portal\"\n");
    text.push_str("#     include \"/etc/lighttpd/portal/lighttpd.conf\"\n\n");
    text.push_str("server.modules += ( \"mod_redirect\", \"mod_setenv\", \"mod_magnet\" )\n\n");
    // In a block of their own, these settings do not collide with those of the server.
    let _ = writeln!(text, "$HTTP[\"url\"] =~ \"^{}\" {{", pattern(base));
    text.push_str("    index-file.names = ( \"index.html\" )\n    server.tag = \"\"\n");
    text.push_str("    magnet.attract-physical-path-to = ( var.portal + \"/lighttpd.lua\" )\n");
    text.push_str("    setenv.set-response-header = (\n");
    for (name, value) in EVERY_FILE {
        let _ = writeln!(text, "        \"{name}\" => \"{value}\",");
    }
    text.push_str("    )\n    mimetype.assign = (\n");
    for (ending, media_type) in BY_ENDING {
        let _ = writeln!(text, "        \".{ending}\" => \"{media_type}\",");
    }
    let _ = writeln!(text, "        \"\" => \"{}\"\n    )", media_type::UNKNOWN);
    if !rules.redirects.is_empty() {
        text.push_str("\n    # Alamat lama.\n    url.redirect-code = 301\n    url.redirect = (\n");
        for redirect in &rules.redirects {
            let from = pattern(&format!("{base}{}", redirect.from));
            let _ = writeln!(text, "        \"^{from}{ANY_FORM}(?:\\?.*)?$\" => \"{}${{qsa}}\",", redirect.to);
        }
        text.push_str("    )\n");
    }
    text.push_str("}\n");
    text
}

pub fn script(rules: &Rules) -> String {
    let mut text = head("lighttpd").replace("# ", "-- ");
    let _ = writeln!(text, "-- Dipakai oleh lighttpd.conf di folder {FOLDER}.\n");
    let (base, hidden, assets) = (&rules.base, rules.hidden(), rules.assets());
    let _ = writeln!(text, "local base, hidden, assets = \"{base}\", \"{hidden}\", \"{assets}\"");
    let _ = writeln!(text, "local for_ever, short = \"{FOR_EVER}\", \"{SHORT}\"");
    let _ = writeln!(text, "local feed = \"{}\"\nlocal of_pages = {{", media_type::FEED);
    for (name, value) in PAGES {
        let _ = writeln!(text, "  [\"{name}\"] = \"{value}\",");
    }
    text.push_str("}\nlocal types = {\n");
    for ending in TEXTS {
        let _ = writeln!(text, "  {ending} = \"{}\",", media_type::of_name(&format!("a.{ending}")));
    }
    text.push_str("}\n");
    text.push_str(include_str!("lighttpd.lua"));
    text
}
