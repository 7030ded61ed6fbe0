//! The preview as a process of its own: where it listens, what it holds open, what it leaves alone.

use super::preview::{LESSON, LESSON_FILE, LESSON_PATH, PATIENCE, project, write};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Instant;
use tempfile::TempDir;

/// `kentongan serve` over a project of its own; ends with this value.
struct Process {
    child: Child,
    project: TempDir,
    port: u16,
    /// What it printed first.
    greeting: String,
    _stdout: BufReader<ChildStdout>,
}

impl Process {
    fn start(flags: &[&str], lines: usize) -> Self {
        let project = project();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        command.current_dir(project.path()).args(["serve", "--port", "0"]).args(flags);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let mut stdout = BufReader::new(child.stdout.take().expect("it prints"));
        let mut greeting = String::new();
        for _ in 0..lines {
            stdout.read_line(&mut greeting).expect("it says where it listens");
        }
        let port = greeting.split("http://").nth(1).and_then(|address| address.split(['/', '\n']).next());
        let port = port.and_then(|address| address.rsplit(':').next()).and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address: {greeting}"));
        Self { child, project, port, greeting, _stdout: stdout }
    }

    fn ask(&self, ip: IpAddr, host: &str, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&SocketAddr::new(ip, self.port), PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n", self.port)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn get(&self, path: &str) -> String {
        self.ask(Ipv4Addr::LOCALHOST.into(), "localhost", path).expect("an answer")
    }

    fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.child.id())).expect("the process lives").count()
    }

    /// The addresses on which the process accepts connections, as the kernel lists them.
    fn listens_on(&self) -> BTreeSet<String> {
        let id = self.child.id();
        let files = fs::read_dir(format!("/proc/{id}/fd")).expect("the process lives").flatten();
        let sockets: BTreeSet<String> = files
            .filter_map(|file| fs::read_link(file.path()).ok()?.to_str()?.strip_prefix("socket:[").map(str::to_owned))
            .map(|inode| inode.trim_end_matches(']').to_owned())
            .collect();
        let tables =
            ["tcp", "tcp6"].map(|name| fs::read_to_string(format!("/proc/{id}/net/{name}")).unwrap_or_default());
        let mut found = BTreeSet::new();
        for line in tables.iter().flat_map(|table| table.lines().skip(1)) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            const LISTENING: &str = "0A";
            if fields[3] == LISTENING && sockets.contains(fields[9]) {
                found.insert(fields[1].split(':').next().unwrap_or_default().to_owned());
            }
        }
        found
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Loopback addresses as the kernel writes them: words of four bytes, the lowest first.
const LOOPBACK: &str = "0100007F";
const LOOPBACK_6: &str = "00000000000000000000000001000000";
const EVERYWHERE: &str = "00000000";

fn has_new_addresses() -> bool {
    std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
}

#[test]
fn it_listens_on_loopback_alone_and_by_the_name_it_prints() {
    let process = Process::start(&[], 2);
    let mut expected = BTreeSet::from([LOOPBACK.to_owned()]);
    let name = if has_new_addresses() {
        expected.insert(LOOPBACK_6.to_owned());
        assert!(process.ask(Ipv6Addr::LOCALHOST.into(), "[::1]", "/").expect("an answer").contains("Selamat datang."));
        "localhost"
    } else {
        "127.0.0.1"
    };
    assert_eq!(process.listens_on(), expected);
    let port = process.port;
    assert_eq!(process.greeting, format!("Buka di peramban: http://{name}:{port}/\nTekan Ctrl+C untuk berhenti.\n"));
    assert!(process.get("/").contains("Selamat datang."));
}

#[test]
fn it_opens_to_the_network_when_asked_and_only_by_its_own_address() {
    let own = own_address();
    let process = Process::start(&["--lan"], 2 + usize::from(own.is_some()));
    assert!(process.listens_on().contains(EVERYWHERE));
    assert!(process.get("/").contains("Selamat datang."));
    let foreign = process.ask(Ipv4Addr::LOCALHOST.into(), "evil.example", "/").expect("an answer");
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    let Some(own) = own else { return };
    assert!(process.greeting.contains(&format!("Dari HP di jaringan yang sama: http://{own}:{}/", process.port)));
    assert!(process.ask(own, &own.to_string(), "/").expect("an answer").contains("Selamat datang."));
    let foreign = process.ask(own, "evil.example", "/").expect("an answer");
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    assert!(process.ask(own, "192.0.2.1", "/").expect("an answer").starts_with("HTTP/1.1 403"));
}

/// The address of this machine in its network, if it is in one.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[test]
fn two_thousand_requests_leave_nothing_open() {
    let process = Process::start(&[], 2);
    process.get(LESSON_PATH);
    let before = process.open_files();
    for number in 0..2_000 {
        match number % 5 {
            // Some break off, and some have no end.
            0 => drop(TcpStream::connect((Ipv4Addr::LOCALHOST, process.port)).expect("it listens")),
            1 => {
                let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, process.port)).expect("it listens");
                let _ = stream.write_all(b"GET /.kentongan/reload HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            2 => drop(process.ask(Ipv4Addr::LOCALHOST.into(), "evil.example", "/")),
            3 => drop(process.get("/tidak/ada")),
            _ => assert!(process.get(LESSON_PATH).contains("Isi pertama.")),
        }
    }
    // Streams without a reader are found out by their next sign of life.
    let begun = Instant::now();
    while process.open_files() > before + 2 {
        assert!(begun.elapsed() < 2 * PATIENCE, "{} files are open, {before} were", process.open_files());
        thread::sleep(PATIENCE / 100);
    }
}

#[test]
fn it_survives_errors_and_writes_only_into_its_cache() {
    let process = Process::start(&[], 2);
    let root = process.project.path();
    write(root, "public/index.html", "terbitan terakhir");
    let broken = [
        ("kentongan.yaml", ": : :\n\t- {"),
        ("kentongan.yaml", ""),
        (LESSON_FILE, "---\njudul: [\n---\n{{ fakta"),
        (LESSON_FILE, "\u{0}\u{1}"),
        ("content/_index.md", "---\n"),
        ("content/_facts/fakta.yaml", "fakta: {a: {nilai: ["),
        ("themes/lentera/templates/base.html", "{% block"),
    ];
    for (file, text) in broken {
        let before = fs::read_to_string(root.join(file)).ok();
        write(root, file, text);
        eventually(|| process.get("/").contains("kentongan-problems"), file);
        match before {
            Some(text) => write(root, file, &text),
            None => fs::remove_file(root.join(file)).expect("it was there"),
        }
        eventually(|| !process.get("/").contains("kentongan-problems"), file);
    }
    write(root, LESSON_FILE, &LESSON.replace("Isi pertama.", "Isi terakhir."));
    eventually(|| process.get(LESSON_PATH).contains("Isi terakhir."), LESSON_FILE);
    assert_eq!(fs::read_to_string(root.join("public/index.html")).expect("the page"), "terbitan terakhir");
    let names = fs::read_dir(root)
        .expect("the project")
        .flatten()
        .map(|entry| entry.file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, [".kentongan", "content", "kentongan.yaml", "public", "themes"]);
    assert_eq!(fs::read_dir(root.join("public")).expect("the folder").count(), 1);
}

fn eventually(mut is_so: impl FnMut() -> bool, what: &str) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        thread::sleep(PATIENCE / 1_000);
    }
}
