//! Clients that mean no good: from elsewhere, without measure, or without end.

use super::preview::{LESSON, LESSON_FILE, LESSON_PATH, PATIENCE, Preview, project, read_until, write};
use kentongan::serve::Watching;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn foreign_hosts_and_origins_are_refused() {
    let preview = Preview::start();
    let refused = preview.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(refused.status(), 403);
    assert!(refused.body.starts_with("Pratinjau ini hanya menjawab komputer ini."), "{}", refused.body);
    assert_eq!(preview.send("GET / HTTP/1.1\r\n\r\n").status(), 403);
    assert_eq!(preview.send("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n").status(), 403);
    let port = preview.address.port();
    for host in [
        format!("localhost.evil.example:{port}"),
        format!("evil.example#@localhost:{port}"),
        format!("localhost:{port}@evil.example"),
        format!("127.0.0.1.evil.example:{port}"),
        "192.168.1.7".to_owned(),
        "0.0.0.0".to_owned(),
        "[::ffff:7f00:1]".to_owned(),
        "2130706433".to_owned(),
        String::new(),
    ] {
        let status = preview.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).status();
        assert!([400, 403].contains(&status), "{host}: {status}");
    }
    let twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n";
    assert_eq!(preview.send(twice).status(), 403);
    let own = [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}"), "LOCALHOST".into()];
    for host in own {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(preview.send(&request).status(), 200, "{host}");
    }
}

#[test]
fn pages_from_elsewhere_learn_nothing_of_the_preview() {
    let preview = Preview::start();
    let ask = |path: &str, origin: &str| {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost:1\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n");
        preview.send(&request)
    };
    for origin in [
        "http://evil.example",
        "null",
        "https://localhost:1",
        "http://localhost:2",
        "http://localhost:1.evil.example",
        "",
    ] {
        let refused = ask("/.kentongan/reload", origin);
        assert_eq!(refused.status(), 403, "{origin}");
        assert_eq!(refused.header("access-control-allow-origin"), None);
    }
    let twice =
        "GET /.kentongan/reload HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://x\r\n\r\n";
    assert_eq!(preview.send(twice).status(), 403);
    // A page can be fetched by anybody who cannot read it: what it shows stays closed.
    let page = ask("/", "http://evil.example");
    assert_eq!(page.header("access-control-allow-origin"), None);
    assert_eq!(page.header("cross-origin-resource-policy"), Some("same-origin"));
    let mut own =
        preview.ask("GET /.kentongan/reload HTTP/1.1\r\nHost: localhost:1\r\nOrigin: http://localhost:1\r\n\r\n");
    assert!(read_until(&mut own, "data: ").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_preview_can_only_be_read() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let refused = preview.send(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd"));
        assert_eq!((refused.status(), refused.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = preview.send("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status(), head.body.as_str()), (200, ""));
}

#[test]
fn no_path_leads_out_of_the_plan() {
    let preview = Preview::start();
    preview.write("public/rahasia.html", "RAHASIA");
    let paths = [
        "/../kentongan.yaml",
        "/%2e%2e/kentongan.yaml",
        "/kentongan.yaml",
        "/content/_index.md",
        "/belajar/..%2f..%2fkentongan.yaml",
        "/..%5c..%5ckentongan.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/public/rahasia.html",
        "/rahasia.html",
        "/%00",
        "/%ff",
        "/belajar/satu/index.html/",
        "/%252e%252e/kentongan.yaml",
        "/%c0%ae%c0%ae/kentongan.yaml",
        "/%uff0e%uff0e/kentongan.yaml",
        "/belajar/../kentongan.yaml",
        "/belajar/../../kentongan.yaml",
        "/./kentongan.yaml",
        "/..;/kentongan.yaml",
        "/..%00/kentongan.yaml",
        "/C:%5cWindows%5cwin.ini",
        "/proc/self/environ",
        "/themes/lentera/templates/page.html",
        "/.kentongan/cache",
        "/.kentongan/reload/",
        "/.kentongan/reload%00",
    ];
    for path in paths {
        let answer = preview.get(path);
        assert_eq!(answer.status(), 404, "{path}");
        assert!(!answer.body.contains("Tim uji\nstatus") && !answer.body.contains("RAHASIA"), "{path}");
    }
}

#[test]
fn heads_without_measure_are_refused() {
    let preview = Preview::start();
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(100_000));
    assert_eq!(preview.send(&long).status(), 431);
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: a\r\n".repeat(500));
    assert_eq!(preview.send(&many).status(), 431);
    assert_eq!(preview.send("\u{0}\u{1}\r\n\r\n").status(), 400);
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn requests_that_two_servers_would_read_differently_are_refused() {
    let preview = Preview::start();
    for smuggled in [
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: evil\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n continued: x\r\n\r\n",
        "CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    ] {
        let answer = preview.send(smuggled);
        assert!((400..=405).contains(&answer.status()), "{smuggled:?}: {}", answer.head);
        assert!(!answer.body.contains("HTTP/1.1"), "two answers to {smuggled:?}");
    }
    assert_eq!(preview.get("/").status(), 200);
}

#[test]
fn many_requests_on_one_connection_are_answered_in_turn() {
    let preview = Preview::start();
    let mut stream = preview.ask("");
    let request = format!("HEAD {LESSON_PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for _ in 0..500 {
        stream.write_all(request.as_bytes()).expect("the connection is open");
        assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn slow_readers_starve_nobody() {
    let project = project();
    fs::write(project.path().join("content/belajar/besar.bin"), vec![7; 8 << 20]).expect("written");
    write(project.path(), LESSON_FILE, &LESSON.replace("Isi pertama.", "[Besar](besar.bin)"));
    let preview = Preview::of(project, Watching::ByEvents);
    let request = "GET /belajar/besar.bin HTTP/1.1\r\nHost: localhost\r\n\r\n";
    // They ask for much, read one letter and then nothing.
    let slow: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = preview.ask(request);
            assert_eq!(read_until(&mut stream, "200"), "HTTP/1.1 200");
            stream
        })
        .collect();
    let listening: Vec<TcpStream> =
        (0..60).map(|_| preview.ask("GET /.kentongan/reload HTTP/1.1\r\nHost: localhost\r\n\r\n")).collect();
    let begun = Instant::now();
    for _ in 0..20 {
        assert_eq!(preview.get("/").status(), 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    drop((slow, listening));
}

#[test]
fn a_head_that_comes_letter_by_letter_is_cut_off() {
    let preview = Preview::start();
    let mut stream = preview.ask("GET / HTTP/1.1\r\n");
    let begun = Instant::now();
    // Each letter comes soon enough; the head as a whole does not.
    while begun.elapsed() < PATIENCE {
        if stream.write_all(b"X").is_err() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    let took = begun.elapsed();
    assert!(took > Duration::from_secs(4) && took < Duration::from_secs(15), "{took:?}");
}

#[test]
fn half_open_connections_starve_nobody() {
    let preview = Preview::start();
    let half_open: Vec<TcpStream> = (0..300).map(|_| preview.ask("GET / HTTP/1.1\r\nHost: loc")).collect();
    let begun = Instant::now();
    for _ in 0..5 {
        assert_eq!(preview.get("/").status(), 200);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    // Those that are still open are closed when their time is over.
    let mut last = half_open.into_iter().next_back().expect("connections");
    let end = last.read_to_end(&mut Vec::new()).map_err(|error| error.kind());
    assert!(!matches!(end, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut)), "{end:?}");
}
