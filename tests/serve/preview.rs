//! A preview of a small portal, and a client that asks it.

use kentongan::report::Speech;
use kentongan::serve::{self, Event, Options, Port, Reach, Watching};
use kentongan::site::Drafts;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub const CONFIG: &str = "nama: Portal uji\npengelola: Tim uji\nstatus: tidak_resmi\nbase_url: https://uji.example/\n";
pub const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\n---\nSelamat datang.\n";
pub const SECTION: &str = "---\njudul: Belajar\nringkasan: Pelajaran.\njenis: artikel\n---\n";
pub const LESSON: &str = "---\njudul: Pelajaran satu\nringkasan: Yang pertama.\n---\nIsi pertama.\n";

pub const LESSON_FILE: &str = "content/belajar/satu.md";
pub const LESSON_PATH: &str = "/belajar/satu/";

/// Longer than anything here takes, even where other tests take the processors.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server over a project of its own. It ends with the test program.
pub struct Preview {
    pub project: TempDir,
    pub address: SocketAddr,
    /// One message for each time the whole portal was checked.
    checked: mpsc::Receiver<()>,
}

pub struct Response {
    pub head: String,
    pub body: String,
}

pub fn files() -> [(&'static str, &'static str); 4] {
    [
        ("kentongan.yaml", CONFIG),
        ("content/_index.md", HOME),
        ("content/belajar/_index.md", SECTION),
        (LESSON_FILE, LESSON),
    ]
}

pub fn project() -> TempDir {
    let project = TempDir::new().expect("a folder");
    for (file, text) in files() {
        write(project.path(), file, text);
    }
    project
}

pub fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("created");
    fs::write(path, text).expect("written");
}

impl Preview {
    pub fn start() -> Self {
        Self::of(project(), Watching::ByEvents)
    }

    pub fn of(project: TempDir, watching: Watching) -> Self {
        let options = Options {
            root: project.path().to_owned(),
            port: Port::Exactly(0),
            reach: Reach::ThisMachine,
            day: None,
            drafts: Drafts::LeaveOut,
            watching,
            speech: Speech::Indonesian,
        };
        let (started, address) = mpsc::channel();
        let (check, checked) = mpsc::channel();
        thread::spawn(move || {
            serve::serve(&options, |event| match event {
                Event::Started { address, .. } => started.send(*address).expect("the test listens"),
                Event::Checked { .. } => drop(check.send(())),
                Event::Polling { .. } | Event::Rebuilt { .. } => {}
            })
        });
        let address = address.recv_timeout(PATIENCE).expect("the server starts");
        Self { project, address, checked }
    }

    pub fn write(&self, file: &str, text: &str) {
        write(self.project.path(), file, text);
    }

    pub fn await_check(&self) {
        self.checked.recv_timeout(PATIENCE).expect("the portal is checked");
    }

    /// Opens a connection and sends `request`.
    pub fn ask(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        // The server may close the connection before it has read a request without measure.
        let _ = stream.write_all(request.as_bytes());
        stream
    }

    pub fn send(&self, request: &str) -> Response {
        let mut bytes = Vec::new();
        let mut stream = self.ask(request);
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Response { head: head.to_owned(), body: body.to_owned() }
    }

    pub fn get(&self, path: &str) -> Response {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// Asks for a page until it is as wanted.
    pub fn eventually(&self, path: &str, is_wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get(path).body;
            if is_wanted(&page) {
                return page;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} is still:\n{page}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Response {
    pub fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

pub fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(end.as_bytes()) {
        stream.read_exact(&mut byte).expect("the stream goes on");
        read.push(byte[0]);
    }
    String::from_utf8_lossy(&read).into_owned()
}
