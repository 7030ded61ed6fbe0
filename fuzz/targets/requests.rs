//! The development server over a real connection: whatever is sent, it answers in HTTP or hangs up, it goes
//! on answering, and a foreign host is never shown a page.

#![no_main]

use kentongan::report::Speech;
use kentongan::serve::{self, Event, Options, Port, Reach, Watching};
use kentongan::site::Drafts;
use kentongan_fuzz::{CONFIG, HOME};
use libfuzzer_sys::fuzz_target;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

/// What only the portal's own pages say.
const SECRET: &str = "Selamat datang";

fuzz_target!(|data: &[u8]| {
    let address = *server();
    let answer = ask(address, data);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1."), "{}", String::from_utf8_lossy(&answer));
    let asked_for_us = String::from_utf8_lossy(data).to_ascii_lowercase();
    let names_us = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| asked_for_us.contains(name));
    let shown = String::from_utf8_lossy(&answer);
    assert!(names_us || !shown.contains(SECRET), "{shown}");
});

fn ask(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(8))).expect("a time limit");
    // The server may hang up before it has read everything.
    let _ = stream.write_all(request).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let mut piece = [0; 16 << 10];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return answer,
            Ok(count) => answer.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return answer,
            // The clock of libFuzzer.
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => panic!("no end of the answer: {error}"),
        }
        // The stream of reloads has no end.
        if answer.windows(17).any(|part| part == b"text/event-stream") {
            return answer;
        }
    }
}

fn server() -> &'static SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let project = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir_all(project.path().join("content/acara")).expect("a folder");
        let files = [("kentongan.yaml", CONFIG), ("content/_index.md", HOME), ("content/acara/_index.md", HOME)];
        for (path, text) in files {
            std::fs::write(project.path().join(path), text).expect("a file");
        }
        let options = Options {
            root: project.keep(),
            port: Port::Exactly(0),
            reach: Reach::ThisMachine,
            day: None,
            drafts: Drafts::LeaveOut,
            watching: Watching::ByPolling(Duration::from_secs(3_600)),
            speech: Speech::Indonesian,
        };
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            let say = move |event: &Event<'_>| {
                if let Event::Started { address, .. } = event {
                    let _ = tell.send(*address);
                }
            };
            serve::serve(&options, say).expect("the server runs");
        });
        told.recv_timeout(Duration::from_secs(60)).expect("the server starts")
    })
}
