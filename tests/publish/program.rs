//! The real program over a small portal of many files, of which there are several versions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const CONFIG: &str =
    "nama: Portal uji\npengelola: Tim uji\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\nbahasa: [id]\n";
const HOME: &str = "---\njudul: Beranda\nringkasan: Halaman depan.\njenis: artikel\n---\n\nSelamat datang.\n";

/// So many files are published as they are, of every version some others.
const FILES: usize = 80;
const PAGES: usize = 12;

/// Everything below a folder: the bytes of each file; folders end with a slash.
pub type Tree = BTreeMap<String, Vec<u8>>;

pub struct Project {
    folder: TempDir,
}

impl Project {
    pub fn new(version: usize) -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        project.write(version);
        project
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Makes the sources those of a version: files come, go, change and stay, a picture is another one,
    /// a name changes its case, and a file becomes a folder.
    pub fn write(&self, version: usize) {
        let content = self.root().join("content");
        if content.exists() {
            fs::remove_dir_all(&content).unwrap();
        }
        let put = |path: &str, bytes: &[u8]| {
            let file = content.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        };
        fs::write(self.root().join("kentongan.yaml"), CONFIG).unwrap();
        put("_index.md", HOME.as_bytes());
        put("foto.jpg", &photo(version));
        for file in (0..FILES).filter(|file| !(file + version).is_multiple_of(5)) {
            let age = if file % 3 == 0 { 0 } else { version };
            put(
                &format!("_unduhan/{}/f{file}.bin", file % 7),
                format!("{age}:{file} ").repeat(1 + file * 5).as_bytes(),
            );
        }
        for page in (0..PAGES).filter(|page| !(page + version).is_multiple_of(4)) {
            let text = format!(
                "---\njudul: Pelajaran {page}\nringkasan: Yang ke-{page}.\n---\n\nIsi {version}.\n\n![Kebun](foto.jpg)\n"
            );
            put(&format!("pelajaran-{page}.md"), text.as_bytes());
        }
        put(["_unduhan/berubah", "_unduhan/berubah/isi.bin"][version % 2], b"berkas atau folder");
        put(["_unduhan/Huruf.bin", "_unduhan/huruf.bin"][version % 2], b"besar atau kecil");
        put(&format!("_unduhan/versi-{version}/catatan.bin"), b"folder yang baru");
    }

    pub fn command(&self, output: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        command
            .current_dir(self.root())
            .args(["build", "--no-compress", "--date", "2026-11-22", "--output"])
            .arg(output);
        command.env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    pub fn build_into(&self, output: &Path) -> Output {
        self.command(output).output().unwrap()
    }

    /// Builds into the project's own folder, which must succeed.
    pub fn build(&self) {
        let built = self.build_into(&self.public());
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    }
}

/// What building a version from nothing gives.
pub fn clean(version: usize) -> Tree {
    let project = Project::new(version);
    project.build();
    tree(&project.public())
}

/// All that the program printed.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

pub fn tree(folder: &Path) -> Tree {
    let mut all = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            all.insert(format!("{path}/"), Vec::new());
        } else {
            all.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    all
}

/// Names what differs, since whole trees say nothing to a reader.
pub fn difference(one: &Tree, other: &Tree) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    let mut found: Vec<String> = paths.filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    found.sort();
    found.dedup();
    found
}

fn photo(version: usize) -> Vec<u8> {
    let shade = u8::try_from(version % 7 * 30).unwrap();
    let mut bytes = Vec::new();
    let pixels = [shade, 120, 90].repeat(64 * 48);
    jpeg_encoder::Encoder::new(&mut bytes, 80).encode(&pixels, 64, 48, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}
