//! The portal as real servers publish it: nginx, Apache, Caddy and lighttpd, with the rules that a build wrote.
//!
//! Each runs as an ordinary process on a free port of this machine, and is asked for every file.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests make real folders, start real servers and wait for them")]

#[path = "servers/client.rs"]
mod client;
#[path = "servers/portal.rs"]
mod portal;
#[path = "servers/server.rs"]
mod server;

use client::Answer;
use flate2::read::GzDecoder;
use portal::{Portal, SECRET};
use server::{Kind, Server};
use std::collections::BTreeSet;
use std::io::Read;

const NOSNIFF: (&str, &str) = ("x-content-type-options", "nosniff");
const OF_PAGES: [(&str, &str); 3] = [
    ("content-security-policy", "frame-ancestors 'none'"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];
const FOR_EVER: &str = "max-age=31536000, immutable, no-transform";
const SHORT: &str = "max-age=300, must-revalidate, no-transform";

/// What browsers send, and what the server is to choose of `br` and `gz`, best first.
const ACCEPTED: [(&str, &[&str]); 6] = [
    ("", &[]),
    ("identity", &[]),
    ("gzip, deflate", &["gz"]),
    ("gzip, deflate, br", &["br", "gz"]),
    ("br;q=0, gzip;q=0.5", &["gz"]),
    ("gzip;q=0, br;q=0.0", &[]),
];

#[test]
fn nginx_publishes_the_portal() {
    publishes(Kind::Nginx);
}

#[test]
fn nginx_with_its_module_for_brotli_publishes_the_portal() {
    publishes(Kind::NginxWithBrotli);
}

#[test]
fn apache_publishes_the_portal() {
    publishes(Kind::Apache);
}

#[test]
fn caddy_publishes_the_portal() {
    publishes(Kind::Caddy);
}

#[test]
fn lighttpd_publishes_the_portal() {
    publishes(Kind::Lighttpd);
}

#[test]
fn every_server_publishes_our_own_portal() {
    let portal = Portal::own();
    for kind in Kind::ALL {
        let server = Server::start(kind, &portal);
        portal.addresses().iter().for_each(|path| is_published(&server, &portal, path));
        is_not_found(&server, &portal, "/tidak/ada");
    }
}

#[test]
fn a_portal_may_lie_in_a_folder_of_its_site() {
    let portal = Portal::in_a_folder();
    for kind in Kind::ALL {
        let server = Server::start(kind, &portal);
        for path in ["/bpu/index.html", "/bpu/belajar/satu/index.html", "/bpu/feed.xml"] {
            is_published(&server, &portal, path);
        }
        is_led_on(&server, "/bpu/lama/sekali", "/bpu/belajar/satu/index.html");
        is_not_found(&server, &portal, "/bpu/tidak/ada");
        is_not_found(&server, &portal, "/bpu/.kentongan/manifest.json");
        is_not_found(&server, &portal, "/bpu/_server/nginx.conf");
    }
}

fn publishes(kind: Kind) {
    let portal = Portal::fixture();
    let server = Server::start(kind, portal);
    for path in portal.addresses() {
        is_published(&server, portal, &path);
    }
    is_asked_again(&server);
    for (from, to) in portal.redirects() {
        is_led_on(&server, &from, &to);
    }
    for path in ["/tidak/ada", "/tidak-ada.html", "/aset/tidak-ada.svg", "/aset/", "/acara/tidak-ada.ics", "/e/"] {
        is_not_found(&server, portal, path);
    }
    nothing_else_is_reachable(&server, portal);
    a_download_stays_packed(&server, portal);
}

/// The file's own bytes or those of a copy, with its type and all that is promised, and nothing twice.
fn is_published(server: &Server, portal: &Portal, path: &str) {
    let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    for (accepted, copies) in ACCEPTED {
        let answer = unpacked_where_the_host_packs(server.get(path, accepted), server, portal, &file);
        let copies = copies.iter().filter(|copy| server.kind.sends(copy));
        let sent = copies.into_iter().find(|copy| portal.has(&format!("{file}.{copy}")));
        let name = sent.map_or(file.clone(), |copy| format!("{file}.{copy}"));
        let told = || format!("{:?} {path} with \"{accepted}\":\n{}", server.kind, answer.head);
        assert_eq!(answer.status, 200, "{}", told());
        assert!(answer.body == portal.read(&name), "not the bytes of {name}: {}", told());
        assert_eq!(answer.one("content-encoding"), sent.map(|copy| if *copy == "gz" { "gzip" } else { copy }));
        assert_eq!(answer.media_type(), media_type(&file), "{}", told());
        let cache = if file.contains("/aset/") { FOR_EVER } else { SHORT };
        assert_eq!(answer.one("cache-control"), Some(cache), "{}", told());
        has_headers_of(&answer, &file, &told);
        if ["gz", "br"].iter().any(|copy| server.kind.sends(copy) && portal.has(&format!("{file}.{copy}"))) {
            assert_eq!(
                answer.one("vary").map(str::to_ascii_lowercase).as_deref(),
                Some("accept-encoding"),
                "{}",
                told()
            );
        }
    }
}

/// Apache on rented hosting may pack what has no copy; to its reader it is the same file.
fn unpacked_where_the_host_packs(mut answer: Answer, server: &Server, portal: &Portal, file: &str) -> Answer {
    let has_copy = portal.has(&format!("{file}.gz"));
    if server.kind == Kind::Apache && !has_copy && answer.one("content-encoding") == Some("gzip") {
        let mut bytes = Vec::new();
        GzDecoder::new(answer.body.as_slice()).read_to_end(&mut bytes).expect("a packed file");
        answer.body = bytes;
        answer.head = answer.head.replace("\nContent-Encoding: gzip\r", "\nX-Packed-By-Host: gzip\r");
    }
    answer
}

fn has_headers_of(answer: &Answer, file: &str, told: &dyn Fn() -> String) {
    assert_eq!(answer.one(NOSNIFF.0), Some(NOSNIFF.1), "{}", told());
    for (name, value) in OF_PAGES {
        let expected = file.ends_with(".html").then_some(value);
        assert_eq!(answer.one(name), expected, "{name}: {}", told());
    }
    // Phones whose list of certificates is too old go on reading by http.
    assert_eq!(answer.one("strict-transport-security"), None, "{}", told());
}

/// Written down once more, so that a wrong table in the program is found.
fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').expect("every file has an ending").1 {
        "html" => "text/html;charset=utf-8",
        "xml" if file.ends_with("/feed.xml") => "application/atom+xml;charset=utf-8",
        "xml" => "application/xml;charset=utf-8",
        "ics" => "text/calendar;charset=utf-8",
        "txt" => "text/plain;charset=utf-8",
        "js" => "text/javascript;charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv;charset=utf-8",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "gz" => "application/gzip",
        "webmanifest" => "application/manifest+json",
        other => panic!("nobody said what .{other} is"),
    }
}

/// A page that did not change costs a head and no body.
fn is_asked_again(server: &Server) {
    // Opera Mini and old gateways ask for the reader, and say so.
    let through = server.ask("GET", "/index.html", &[("Accept-Encoding", "gzip"), ("Via", "1.1 gerbang")]);
    assert_eq!(through.one("content-encoding"), Some("gzip"), "{:?}:\n{}", server.kind, through.head);
    for accepted in ["", "gzip"] {
        let first = server.get("/index.html", accepted);
        let tag = first.one("etag").expect("the page has a tag");
        let again = server.ask("GET", "/index.html", &[("Accept-Encoding", accepted), ("If-None-Match", tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{:?}:\n{}", server.kind, again.head);
    }
    let head = server.ask("HEAD", "/index.html", &[]);
    assert_eq!((head.status, head.body.len(), head.one("cache-control")), (200, 0, Some(SHORT)));
}

/// In one step, for each way to write the old address, with what tells how the reader came.
fn is_led_on(server: &Server, from: &str, to: &str) {
    for form in ["", "/", "/index.html", "?k=wa", "/?k=poster-cilongok", "/index.html?k=wa"] {
        let answer = server.get(&format!("{from}{form}"), "");
        let query = form.find('?').map_or("", |start| &form[start..]);
        assert_eq!(answer.status, 301, "{:?} {from}{form}:\n{}", server.kind, answer.head);
        let location = answer.one("location").expect("it leads somewhere");
        let path = location.strip_prefix(&server.address()).unwrap_or(location);
        assert_eq!(path, format!("{to}{query}"), "{:?} {from}{form}", server.kind);
        assert_eq!(server.get(path, "").status, 200, "a second step after {from}{form}");
    }
}

/// The portal's own page, with the status that says so, and not to be kept for long.
fn is_not_found(server: &Server, portal: &Portal, path: &str) {
    for (accepted, copy) in [("", ""), ("gzip", ".gz")] {
        let answer = server.get(path, accepted);
        let told = || format!("{:?} {path} with \"{accepted}\":\n{}", server.kind, answer.head);
        assert_eq!(answer.status, 404, "{}", told());
        assert!(answer.body == portal.read(&format!("{}404.html{copy}", portal.base)), "not the page: {}", told());
        assert_eq!(answer.media_type(), media_type("404.html"), "{}", told());
        assert_eq!(answer.one("cache-control"), Some(SHORT), "{}", told());
        assert_eq!(answer.one("content-encoding"), (!copy.is_empty()).then_some("gzip"), "{}", told());
        has_headers_of(&answer, "404.html", &told);
    }
}

fn nothing_else_is_reachable(server: &Server, portal: &Portal) {
    let hidden = ["/.kentongan/manifest.json", "/.htaccess", "/.git/config", "/_server/nginx.conf", "/_server/"];
    for path in hidden {
        assert!(path.ends_with('/') || portal.has(path), "{path} is there to be hidden");
        is_not_found(server, portal, path);
    }
    let tricks = [
        "/%2ekentongan/manifest.json",
        "/%5fserver/nginx.conf",
        "//_server/nginx.conf",
        "/acara/../_server/nginx.conf",
        "/acara/%2e%2e/_server/nginx.conf",
        "/acara/..%2f_server/nginx.conf",
        "/./.kentongan/manifest.json",
        "/.well-known/../.kentongan/manifest.json",
        "/.well-known/%2e%2e/.kentongan/manifest.json",
        "/../rahasia.txt",
        "/..%2frahasia.txt",
        "/%2e%2e/rahasia.txt",
        "/%2e%2e%2frahasia.txt",
        "/acara/../../rahasia.txt",
        "/..\\rahasia.txt",
        "/aset/..;/..;/rahasia.txt",
        "/....//rahasia.txt",
        "/index.html/../../rahasia.txt",
        "/%00/../rahasia.txt",
    ];
    for path in tricks {
        let answer = server.get(path, "");
        let is_refused = (300..500).contains(&answer.status);
        assert!(is_refused, "{:?} {path}:\n{}", server.kind, answer.head);
        assert!(!answer.text().contains(SECRET), "{:?} lets {path} out", server.kind);
        assert!(!answer.text().contains("\"key\""), "{:?} lets {path} out", server.kind);
    }
    // What proves to whom the address belongs, when a certificate is ordered.
    assert_eq!(server.get("/.well-known/bukti.txt", "").text(), "bukti\n", "{:?}", server.kind);
}

/// A file that was packed by its author is no copy of another.
fn a_download_stays_packed(server: &Server, portal: &Portal) {
    let path = "/_unduhan/tabel.csv.gz";
    let path = portal.addresses().into_iter().find(|file| file.ends_with("/tabel.csv.gz")).unwrap_or(path.into());
    let answer = server.get(&path, "gzip, br");
    assert_eq!((answer.status, answer.one("content-encoding")), (200, None), "{:?}:\n{}", server.kind, answer.head);
    assert_eq!(answer.media_type(), "application/gzip", "{:?}", server.kind);
    assert!(answer.body == portal.read(&path));
}

/// `_headers` and `_redirects` by the rules of the hosts that read them.
mod header_files {
    use super::*;

    /// A block begins with a path at the start of a line; its headers are indented. A `*` at the end fits anything.
    /// All blocks that fit apply.
    ///
    /// Source: <https://developers.cloudflare.com/pages/configuration/headers/>,
    /// <https://docs.netlify.com/manage/routing/headers/>.
    fn headers_of<'a>(file: &'a str, path: &str) -> Vec<(&'a str, &'a str)> {
        let mut fits = false;
        let mut found = Vec::new();
        for line in file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            match line.strip_prefix("  ") {
                None => {
                    assert!(line.starts_with('/') && !line.contains(char::is_whitespace), "no path: {line}");
                    fits = match line.strip_suffix('*') {
                        Some(start) => path.starts_with(start),
                        None => path == line,
                    };
                }
                Some(header) => {
                    let (name, value) = header.split_once(": ").expect("a name and a value");
                    found.extend(fits.then_some((name, value)));
                }
            }
        }
        found
    }

    #[test]
    fn every_file_has_its_headers_once() {
        let portal = Portal::fixture();
        let file = String::from_utf8(portal.read("/_headers")).expect("text");
        let rules = file.lines().filter(|line| line.starts_with('/')).count();
        assert!(rules <= 100, "{rules} rules are more than are read");
        for path in portal.addresses() {
            let headers = headers_of(&file, &path);
            let names: BTreeSet<&str> = headers.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), headers.len(), "values of two blocks would be joined: {path}: {headers:?}");
            let value = |name: &str| {
                headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
            };
            let cache = if path.starts_with("/aset/") { FOR_EVER } else { SHORT };
            assert_eq!(value("cache-control"), Some(cache), "{path}");
            for (name, expected) in OF_PAGES.into_iter().chain([NOSNIFF]) {
                assert_eq!(value(name), Some(expected), "{path}");
            }
        }
    }

    /// A line is a path, where it leads, and a status.
    ///
    /// Source: <https://developers.cloudflare.com/pages/configuration/redirects/>,
    /// <https://docs.netlify.com/manage/routing/redirects/overview/>.
    #[test]
    fn every_old_address_leads_on() {
        let portal = Portal::fixture();
        let file = String::from_utf8(portal.read("/_redirects")).expect("text");
        let lines: Vec<Vec<&str>> =
            file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(' ').collect()).collect();
        assert!(lines.iter().all(|line| line.len() == 3 && line[2] == "301"), "{file}");
        let expected = portal.redirects();
        assert!(!expected.is_empty());
        for (from, to) in expected {
            for form in ["", "/", "/index.html"] {
                assert!(lines.contains(&vec![&format!("{from}{form}"), &to, "301"]), "{from}{form}");
            }
            assert!(portal.has(&to), "{to}");
        }
    }
}
