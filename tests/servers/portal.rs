//! Portals that a build has published, with rules for every server.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// What lies beside the published folder.
pub const SECRET: &str = "tidak untuk siapa pun";

const SERVERS: &str = "server: [apache, nginx, caddy, lighttpd, netlify]\n";

/// A published portal: `site/` is what a server is to publish.
pub struct Portal {
    folder: TempDir,
    /// Where the portal begins on its site.
    pub base: &'static str,
}

impl Portal {
    /// The fixture portal, built once.
    pub fn fixture() -> &'static Self {
        static PORTAL: OnceLock<Portal> = OnceLock::new();
        PORTAL.get_or_init(|| {
            let folder = readable_folder();
            let project = folder.path().join("project");
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal"), &project);
            let config = fs::read_to_string(project.join("kentongan.yaml")).expect("the configuration");
            write(&project, "kentongan.yaml", &format!("{config}{SERVERS}"));
            // Packed by its author, and no copy of anything.
            fs::create_dir_all(project.join("content/_unduhan")).expect("a folder");
            fs::write(project.join("content/_unduhan/tabel.csv.gz"), b"\x1f\x8b\x08\x00packed").expect("written");
            build(&project, &folder.path().join("site"));
            let portal = Self { folder, base: "/" };
            write(&portal.site(), ".well-known/bukti.txt", "bukti\n");
            write(&portal.site(), ".git/config", SECRET);
            write(portal.folder.path(), "rahasia.txt", SECRET);
            portal
        })
    }

    /// The portal of this repository, without its posters and pictures to forward: painting takes long.
    pub fn own() -> Self {
        let folder = readable_folder();
        let project = folder.path().join("project");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        ["content", "themes"].into_iter().for_each(|name| copy(&root.join(name), &project.join(name)));
        let config = fs::read_to_string(root.join("kentongan.yaml")).expect("the configuration");
        let kinds = ["manfaat", "prosedur", "acara", "mitra", "artikel", "tanya-jawab", "bagian"];
        let carriers: String = kinds.iter().map(|kind| format!("  {kind}: []\n")).collect();
        write(&project, "kentongan.yaml", &format!("{config}saluran:\n{carriers}{SERVERS}"));
        build(&project, &folder.path().join("site"));
        Self { folder, base: "/" }
    }

    /// A small portal at `/bpu/`.
    pub fn in_a_folder() -> Self {
        let folder = readable_folder();
        let project = folder.path().join("project");
        let config =
            format!("nama: Portal\npengelola: Kami\nstatus: tidak_resmi\nbase_url: https://desa.uji/bpu/\n{SERVERS}");
        write(&project, "kentongan.yaml", &config);
        write(&project, "content/_index.md", "---\njudul: Beranda\nringkasan: Depan.\n---\nSelamat datang.\n");
        write(
            &project,
            "content/belajar/_index.md",
            "---\njudul: Belajar\nringkasan: Pelajaran.\njenis: artikel\n---\n",
        );
        let lesson =
            "---\njudul: Satu\nringkasan: Yang pertama.\ntanggal: 2026-11-01\nalias: [/lama/sekali/]\n---\nIsi.\n";
        write(&project, "content/belajar/satu.md", lesson);
        build(&project, &folder.path().join("site/bpu"));
        Self { folder, base: "/bpu/" }
    }

    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A folder for the files of a server.
    pub fn workplace(&self, name: &str) -> PathBuf {
        let place = self.folder.path().join(name);
        fs::create_dir_all(&place).expect("a folder");
        place
    }

    /// The rules that the build wrote for servers to include.
    pub fn rules(&self, file: &str) -> PathBuf {
        self.site().join(format!("{}_server/{file}", &self.base[1..]))
    }

    pub fn has(&self, path: &str) -> bool {
        self.site().join(&path[1..]).is_file()
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.site().join(&path[1..])).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file for readers, and the folder of every page. Compressed copies are asked for by the name of
    /// their original, old addresses lead on.
    pub fn addresses(&self) -> Vec<String> {
        let site = self.site();
        let mut addresses = Vec::new();
        let mut folders = vec![site.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder").flatten() {
                let path = entry.path();
                let name = format!("/{}", path.strip_prefix(&site).expect("below the site").display());
                if path.is_dir() && !name.starts_with("/.") && name != "/_server" {
                    folders.push(path);
                } else if path.is_file() && !name.starts_with("/.") && !name.starts_with("/_") && !self.is_copy(&name) {
                    addresses.push(name);
                }
            }
        }
        addresses.retain(|path| !self.redirects().keys().any(|from| path.starts_with(&format!("{from}/"))));
        let pages: Vec<String> =
            addresses.iter().filter_map(|path| Some(format!("{}/", path.strip_suffix("/index.html")?))).collect();
        addresses.extend(pages);
        addresses.sort();
        assert!(addresses.len() > 200, "{} files are no whole portal", addresses.len());
        addresses
    }

    fn is_copy(&self, path: &str) -> bool {
        [".gz", ".br"].iter().filter_map(|ending| path.strip_suffix(ending)).any(|original| self.has(original))
    }

    /// The old addresses of the fixture portal, and where they lead: written down here, not read from the rules.
    pub fn redirects(&self) -> BTreeMap<String, String> {
        [("/daftar".to_owned(), "/prosedur/daftar/index.html".to_owned())].into()
    }
}

/// Servers that give up the rights of an administrator must still read it.
fn readable_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    folder
}

fn build(project: &Path, output: &Path) {
    fs::create_dir_all(output.parent().expect("a folder")).expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    command.current_dir(project).args(["build", "--date", "2026-11-22", "--output"]).arg(output);
    let done = command.output().expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        // What earlier builds left is no part of the fixture.
        if entry.file_name() == ".kentongan" || entry.file_name() == "public" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}
