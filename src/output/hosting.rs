//! Ready rules for the servers that publish the folder: headers, types, compressed copies, old
//! addresses, the page for what is not there.
//!
//! What shared hosting reads lies where it is looked for: `.htaccess`, `_headers`, `_redirects`. What an
//! administrator puts into a server's own configuration lies in `_server/`, which no rule lets out.
//! Each page's own policy stays in the page; a header that named sources, too, would be a second one.

mod apache;
mod caddy;
mod header_files;
mod lighttpd;
mod nginx;

use super::{Output, Subject, address, asset, sound};
use crate::config::hosting::{Server, is_plain};
use crate::site::Site;
use crate::vocabulary::OutputPath;
use std::collections::BTreeSet;

/// Where rules lie that a server does not look for by itself.
const FOLDER: &str = "_server";

/// What every server is told.
struct Rules {
    /// What stands before every path of the portal: `/`, or `/bpu/`.
    base: String,
    redirects: Vec<Redirect>,
    /// Files and folders at the top, but for those with hashed names.
    top_files: BTreeSet<String>,
    top_folders: BTreeSet<String>,
}

/// An old address of a page. What no server needs to have written in a special way is all that stands in
/// it; an address with other signs is answered by the page that lies there.
struct Redirect {
    /// In the portal, without slashes around it: `lama/sekali`.
    from: String,
    /// On the site: `/bpu/baru/index.html`.
    to: String,
}

/// For every file: nobody guesses a type of his own.
const EVERY_FILE: [(&str, &str); 1] = [("X-Content-Type-Options", "nosniff")];
/// For pages. They stand in no frame, tell no other site what was read, and use nothing of the phone.
/// No `Strict-Transport-Security`: phones whose list of certificates is too old still read by `http:`.
const PAGES: [(&str, &str); 3] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];
/// How long a name with a hash holds: for ever. Every value forbids proxies to rewrite what passes.
const FOR_EVER: &str = "max-age=31536000, immutable, no-transform";
/// How long anything else holds: while somebody goes back and forth. Then the server is asked whether it changed.
const SHORT: &str = "max-age=300, must-revalidate, no-transform";

/// The rules for every server the configuration names. They are planned last.
pub fn plan(site: &Site, outputs: &[Output]) -> Vec<Output> {
    let servers = &site.config.servers;
    if servers.is_empty() {
        return Vec::new();
    }
    let rules = Rules::of(site, outputs);
    let files = servers.iter().flat_map(|server| match server {
        Server::Apache => vec![(".htaccess".to_owned(), apache::rules(&rules))],
        Server::Nginx => vec![(format!("{FOLDER}/nginx.conf"), nginx::rules(&rules))],
        Server::Caddy => vec![(format!("{FOLDER}/Caddyfile"), caddy::rules(&rules))],
        Server::Lighttpd => vec![
            (format!("{FOLDER}/lighttpd.conf"), lighttpd::rules(&rules)),
            (format!("{FOLDER}/lighttpd.lua"), lighttpd::script(&rules)),
        ],
        Server::HeaderFiles => vec![
            ("_headers".to_owned(), header_files::headers(&rules)),
            ("_redirects".to_owned(), header_files::redirects(&rules)),
        ],
    });
    files
        .map(|(path, text)| Output { path: sound(&path), subject: Subject::ServerRules(text.into_bytes().into()) })
        .collect()
}

impl Rules {
    fn of(site: &Site, outputs: &[Output]) -> Self {
        let (mut top_files, mut top_folders) = (BTreeSet::new(), BTreeSet::new());
        for path in outputs.iter().map(|output| output.path.as_str()) {
            match path.split_once('/') {
                None => top_files.insert(path.to_owned()),
                Some((asset::FOLDER, _)) => false,
                Some((folder, _)) => top_folders.insert(folder.to_owned()),
            };
        }
        let redirects = outputs.iter().filter_map(|output| redirect(site, output)).collect();
        Self { base: site.config.base_url.path().to_owned(), redirects, top_files, top_folders }
    }

    fn assets(&self) -> String {
        format!("{}{}/", self.base, asset::FOLDER)
    }

    /// Where rules lie that nobody is to read over the network.
    fn hidden(&self) -> String {
        format!("{}{FOLDER}/", self.base)
    }
}

fn redirect(site: &Site, output: &Output) -> Option<Redirect> {
    let Subject::Redirect(id) = output.subject else { return None };
    let from = output.path.as_str().strip_suffix("/index.html")?.to_owned();
    let to = on_site(site, &site.page(id).permalink.index())?;
    (is_plain(&from) && is_plain(&to)).then_some(Redirect { from, to })
}

/// A file's address without the host.
fn on_site(site: &Site, path: &OutputPath) -> Option<String> {
    let address = address::absolute(&site.config, path);
    let rest = address.strip_prefix(site.config.base_url.as_str())?;
    Some(format!("{}{rest}", site.config.base_url.path()))
}

/// A plain path as a regular expression.
fn pattern(path: &str) -> String {
    path.replace('.', "\\.")
}

/// The three ways to ask for an old address: `/lama`, `/lama/`, `/lama/index.html`.
const ANY_FORM: &str = "(?:/(?:index\\.html)?)?";

/// The head of each file of rules.
fn head(server: &str) -> String {
    format!(
        "# Aturan untuk {server}, ditulis oleh Kentongan.\n\
         # Jangan diubah di sini: berkas ini ditulis lagi setiap kali portal dibuat.\n"
    )
}
