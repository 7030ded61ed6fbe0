//! The servers for which rules are written.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::vocabulary::{BaseUrl, SourcePath};
use crate::yaml::table::Fields;

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Server {
    /// Also LiteSpeed, which reads the same file.
    Apache,
    Nginx,
    Caddy,
    Lighttpd,
    /// Hosts that read `_headers` and `_redirects`.
    HeaderFiles,
}

/// The words authors write; Netlify and Cloudflare Pages read the same two files.
pub const NAMES: &[&str] = &["apache", "litespeed", "nginx", "caddy", "lighttpd", "netlify", "cloudflare"];

/// Reads the setting. Unless told otherwise a portal is ready for the hosting that most offices rent:
/// Apache or LiteSpeed, where nothing but files can be uploaded. An empty list means none.
pub fn parse(path: &SourcePath, fields: &Fields, base_url: &BaseUrl, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let mut servers = match fields.get("server") {
        None => vec![Server::Apache],
        Some(_) => fields.texts("server").iter().filter_map(|name| Server::from_name(&name.value)).collect(),
    };
    servers.sort_unstable();
    servers.dedup();
    if !servers.is_empty() && !is_plain(base_url.path()) {
        let span = fields.get("base_url").map_or(0..0, |value| value.span.clone());
        diagnostics.push(diagnostic::config::no_server_rules(Location::span(path, span), base_url.path()));
        servers.clear();
    }
    servers
}

/// Whether a path has only letters, digits and marks that mean themselves in every server's configuration.
pub fn is_plain(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte))
}

impl Server {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "apache" | "litespeed" => Some(Self::Apache),
            "nginx" => Some(Self::Nginx),
            "caddy" => Some(Self::Caddy),
            "lighttpd" => Some(Self::Lighttpd),
            "netlify" | "cloudflare" => Some(Self::HeaderFiles),
            _ => None,
        }
    }
}
