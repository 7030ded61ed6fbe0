//! Edits, as an author makes them, and how soon they are seen.

use crate::run::middle;
use std::fs;
use std::io::{self, Error, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Changes a page; what is new in it has this number.
pub type Edit = fn(&Path, usize) -> io::Result<()>;

/// Adds a paragraph.
pub fn body(portal: &Path, number: usize) -> io::Result<()> {
    let page = page(portal);
    let text = fs::read_to_string(&page)?;
    fs::write(page, format!("{text}\nAlinea baru-{number}.\n"))
}

/// Changes the title, which lists and the sitemap of lists show too.
pub fn title(portal: &Path, number: usize) -> io::Result<()> {
    let page = page(portal);
    let text = fs::read_to_string(&page)?;
    let rest = text.split_once("\ndescription:").expect("a page has a description").1;
    fs::write(page, format!("---\ntitle: Judul baru-{number}\ndescription:{rest}"))
}

/// An article: number 0 has a photo, and so is one.
fn page(portal: &Path) -> PathBuf {
    portal.join("content/belajar/halaman-0.md")
}

/// Measures how long `serve` takes from an edit until a reader gets the new page, and the new list.
pub fn served(portal: &Path, program: &str, edits: usize) -> io::Result<()> {
    let server = Server::start(portal, program)?;
    let list = list_with_page(&server)?;
    let looks: [(&str, Edit, &str, &str); 3] = [
        ("served: its text, on its page", body, "/belajar/halaman-0/", "baru-"),
        ("served: its title, on its page", title, "/belajar/halaman-0/", "Judul baru-"),
        ("served: its title, on a list", title, &list, "Judul baru-"),
    ];
    let mut round = 1000;
    for (name, edit, address, words) in looks {
        let mut times = Vec::new();
        for _ in 0..edits {
            round += 1;
            // The server is at rest before each edit, as it is before an author's.
            std::thread::sleep(Duration::from_millis(1_500));
            let start = Instant::now();
            edit(portal, round)?;
            while !server.get(address)?.contains(&format!("{words}{round}")) {
                if start.elapsed() > Duration::from_secs(60) {
                    return Err(Error::other(format!("{address} never showed the edit")));
                }
            }
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{name:<44} {:>5.0} ms; server: {:.0} MiB", middle(times), server.memory()?);
    }
    Ok(())
}

/// The list of the section that shows the page.
fn list_with_page(server: &Server) -> io::Result<String> {
    for number in 1.. {
        let address = match number {
            1 => "/belajar/".to_owned(),
            _ => format!("/belajar/halaman/{number}/"),
        };
        let page = server.get(&address)?;
        if page.contains("halaman-0/") {
            return Ok(address);
        }
        if page.is_empty() {
            break;
        }
    }
    Err(Error::other("no list shows the page"))
}

/// A running `serve`.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(portal: &Path, program: &str) -> io::Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Command::new(program)
            .current_dir(portal)
            .args(["serve", "--date", "2026-11-22", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self { process, port };
        let start = Instant::now();
        while server.get("/").is_err() {
            if start.elapsed() > Duration::from_secs(120) {
                return Err(Error::other("the server does not answer"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// A page; empty when there is none.
    fn get(&self, address: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        Ok(if answer.starts_with("HTTP/1.1 200") { answer } else { String::new() })
    }

    /// Memory in use, in MiB; nothing where the system does not say.
    fn memory(&self) -> io::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
        Ok(kilobytes.unwrap_or_default() / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
