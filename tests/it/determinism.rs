//! The same portal on two computers that have nothing in common but the program: the same bytes.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};
use tempfile::TempDir;

/// All in which computers differ and a portal must not.
struct Computer {
    /// Where the project lies, on which disk: folders list their files in another order there.
    home: TempDir,
    project: PathBuf,
    working_directory: PathBuf,
    variables: Vec<(&'static str, OsString)>,
    umask: &'static str,
}

/// In which order the files of the project are made.
#[derive(Clone, Copy)]
enum Order {
    Forwards,
    Backwards,
}

impl Computer {
    fn plain(source: &Path) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let project = home.path().join("portal");
        copy(source, &project, Order::Forwards, 1_000_000_000);
        let variables = vec![
            ("TZ", "UTC".into()),
            ("LC_ALL", "C".into()),
            ("RAYON_NUM_THREADS", "1".into()),
            ("HOME", home.path().into()),
        ];
        Self { working_directory: project.clone(), home, project, variables, umask: "022" }
    }

    fn odd(source: &Path) -> Self {
        // Memory, where there is such a disk: it lists what is newest first.
        let memory = Path::new("/dev/shm");
        let home = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.expect("a folder");
        let project = home.path().join("jauh di dalam/ñandu 'lain'/portal");
        copy(source, &project, Order::Backwards, 1_700_000_000);
        let variables = vec![
            // Fourteen hours ahead, where the day is another one; and a language with its own dots and letters.
            ("TZ", "Pacific/Kiritimati".into()),
            ("LC_ALL", "tr_TR.UTF-8".into()),
            ("LANG", "tr_TR.UTF-8".into()),
            ("LANGUAGE", "tr".into()),
            ("RAYON_NUM_THREADS", "8".into()),
            ("HOME", "/nonexistent".into()),
            ("TMPDIR", "/nonexistent".into()),
            ("TERM", "dumb".into()),
            ("COLUMNS", "40".into()),
            ("SOURCE_DATE_EPOCH", "1".into()),
            ("USER", "orang".into()),
        ];
        Self { working_directory: "/".into(), home, project, variables, umask: "077" }
    }

    /// Runs the program, and gives what it prints for machines.
    fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new("sh");
        command.args(["-c", "umask \"$0\"; exec \"$@\"", self.umask, env!("CARGO_BIN_EXE_kentongan")]);
        command.args(arguments).arg("--folder").arg(&self.project);
        command.current_dir(&self.working_directory).env_clear().envs(self.variables.iter().cloned());
        let output = command.env("NO_COLOR", "1").output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    /// All that the program makes of the portal, by name.
    fn everything(&self) -> BTreeMap<String, Vec<u8>> {
        let place = |name: &str| self.home.path().join(name).to_str().expect("a plain name").to_owned();
        let (packs, report, calendar) = (place("paket"), place("laporan.html"), place("kalender.ics"));
        let mut all = BTreeMap::new();
        let mut say = |name: &str, text: Vec<u8>| drop(all.insert(format!("said by {name}"), text));
        say("build", self.run(&["build", "--date", DAY, "--json"]));
        say("check", self.run(&["check", "--date", DAY, "--json"]));
        say("calendar", self.run(&["calendar", "--date", DAY, "--json"]));
        self.run(&["calendar", "--date", DAY, &format!("--ics={calendar}")]);
        self.run(&["pack", "cilongok", "--date", DAY, "--output", &packs]);
        self.run(&["report", "--date", DAY, "--output", &report]);
        for (name, folder) in [("public", self.project.join("public")), ("paket", packs.into())] {
            for file in files(&folder) {
                let path = file.strip_prefix(&folder).expect("a file of the folder");
                all.insert(format!("{name}/{}", path.display()), fs::read(&file).expect("a file"));
            }
        }
        for file in [report, calendar] {
            let name = Path::new(&file).file_name().expect("a file").to_string_lossy().into_owned();
            all.insert(name, fs::read(&file).expect("a file"));
        }
        all.insert("edisi.yaml".into(), fs::read(self.project.join("edisi.yaml")).expect("a file"));
        all
    }
}

const DAY: &str = "2026-11-22";

#[test]
fn two_computers_make_the_same_portal_byte_for_byte() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal");
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| Computer::plain(&source).everything());
        let other = scope.spawn(|| Computer::odd(&source).everything());
        (one.join().expect("no panic"), other.join().expect("no panic"))
    });
    for ending in [".html", ".br", ".gz", ".jpg", ".pdf", ".zip", ".ics", ".xml", "manifest.json"] {
        assert!(one.keys().any(|name| name.ends_with(ending)), "nothing to compare: {ending}");
    }
    let names = one.keys().chain(other.keys());
    let differing: Vec<&String> = names.filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differing.is_empty(), "not the same: {differing:#?}");
}

/// Copies a project, its files in some order and of some time, with a photo that has many variants.
fn copy(source: &Path, target: &Path, order: Order, seconds: u64) {
    let mut all: Vec<(PathBuf, Vec<u8>)> = files(source)
        .into_iter()
        .map(|file| (file.strip_prefix(source).expect("a file of it").to_owned(), fs::read(&file).expect("a file")))
        .collect();
    all.push(("content/belajar/foto-uji.jpg".into(), photo()));
    let page =
        "---\njudul: Foto uji\nringkasan: Halaman dengan satu foto.\ncontoh: false\n---\n\n![Kebun](foto-uji.jpg)\n";
    all.push(("content/belajar/foto-uji.md".into(), page.into()));
    if matches!(order, Order::Backwards) {
        all.reverse();
    }
    for (path, bytes) in all {
        let file = target.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, bytes).expect("the file can be written");
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("the time can be set");
    }
}

fn photo() -> Vec<u8> {
    let pixels: Vec<u8> = (0..1200_u32 * 800 * 3).map(|byte| (byte.wrapping_mul(2_654_435_761) >> 27) as u8).collect();
    let mut bytes = Vec::new();
    let encoded = jpeg_encoder::Encoder::new(&mut bytes, 60).encode(&pixels, 1200, 800, jpeg_encoder::ColorType::Rgb);
    encoded.expect("a JPEG");
    bytes
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    found.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
