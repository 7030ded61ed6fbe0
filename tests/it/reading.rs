//! Reading a project again, wholly or only where something was touched, gives what reading it afresh gives.

use crate::harness::{CONFIG, HOME, write};
use kentongan::diagnostic::{Diagnostic, Diagnostics};
use kentongan::source::read::Reading;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PAGE: &str = "---\njudul: Iuran\nringkasan: Tentang iuran.\n---\n\nIsi.\n";

/// All that is known of a reading: each file with its hash, and each problem.
fn picture(reading: &Reading) -> (Vec<(String, String)>, Vec<Diagnostic>, Vec<String>) {
    let tree = reading.tree();
    let files = tree.iter().map(|(path, file)| (path.to_string(), file.hash().to_hex().to_string()));
    let mut problems = Diagnostics::default();
    reading.report(&mut problems);
    (files.collect(), problems.sorted(), tree.unreadable().map(ToString::to_string).collect())
}

struct Project {
    folder: TempDir,
    /// Read wholly each time.
    again: Reading,
    /// Read only where it was touched.
    touched: Reading,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), "kentongan.yaml", CONFIG);
        write(folder.path(), "content/_index.md", HOME);
        for page in ["a", "b/c", "b/d", "b-c/e", "b/f/index"] {
            write(folder.path(), &format!("content/{page}.md"), PAGE);
        }
        let read = || Reading::default().again(folder.path()).expect("the project can be read");
        let (again, touched) = (read(), read());
        Self { folder, again, touched }
    }

    /// Does something that an event would tell of as a change of `paths`.
    fn check(&mut self, what: &str, paths: &[&str], change: impl FnOnce(&Path)) {
        let root = self.folder.path();
        change(root);
        let fresh = picture(&Reading::default().again(root).expect("the project can be read"));
        self.again = self.again.again(root).expect("the project can be read");
        assert_eq!(picture(&self.again), fresh, "again: {what}");
        let paths: BTreeSet<PathBuf> = paths.iter().map(PathBuf::from).collect();
        self.touched.touch(root, &paths).expect("the project can be read");
        assert_eq!(picture(&self.touched), fresh, "touched: {what}");
    }
}

#[test]
fn what_was_touched_is_read_and_nothing_else_is_lost() {
    let mut project = Project::new();
    let edited = PAGE.replace("Isi", "Ini");
    project.check("a page", &["content/a.md"], |root| write(root, "content/a.md", &edited));
    project.check("size and time stay", &["content/b/c.md"], |root| {
        let file = root.join("content/b/c.md");
        let modified = file.metadata().and_then(|metadata| metadata.modified()).expect("a time");
        write(root, "content/b/c.md", &edited);
        File::options().write(true).open(file).and_then(|file| file.set_modified(modified)).expect("a time can be set");
    });
    project.check("saved by renaming", &["content/a.md", "content/a.md.tmp"], |root| {
        write(root, "content/a.md.tmp", PAGE);
        fs::rename(root.join("content/a.md.tmp"), root.join("content/a.md")).expect("a file can be renamed");
    });
    project.check("a folder gets another name", &["content/b", "content/g"], |root| {
        fs::rename(root.join("content/b"), root.join("content/g")).expect("a folder can be renamed");
    });
    project.check("a file less", &["content/g/d.md"], |root| {
        fs::remove_file(root.join("content/g/d.md")).expect("a file can be deleted");
    });
    project.check("a folder less", &["content/g"], |root| {
        fs::remove_dir_all(root.join("content/g")).expect("a folder can be deleted");
    });
    project.check("a new folder", &["content/h"], |root| write(root, "content/h/i/j.md", PAGE));
    project.check("undecodable", &["content/h/i/j.md"], |root| {
        fs::write(root.join("content/h/i/j.md"), b"\xE9").expect("a file can be written");
    });
    project.check("litter", &["content/k.md~"], |root| write(root, "content/k.md~", PAGE));
    project.check("hidden", &["content/.l/m.md", "content/.l"], |root| write(root, "content/.l/m.md", PAGE));
    project.check("outside", &["public/index.html", "README.md"], |root| write(root, "README.md", PAGE));
    project.check("mended", &["content/h/i/j.md"], |root| write(root, "content/h/i/j.md", PAGE));
    project.check("no portal", &["kentongan.yaml"], |root| {
        fs::remove_file(root.join("kentongan.yaml")).expect("a file can be deleted");
    });
    project.check("a portal again", &["kentongan.yaml"], |root| write(root, "kentongan.yaml", CONFIG));
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let mut project = Project::new();
    let outside = tempfile::tempdir().expect("a temporary folder");
    write(outside.path(), "rahasia/n.md", PAGE);
    let link = |root: &Path, name: &str| {
        std::os::unix::fs::symlink(outside.path().join("rahasia"), root.join(name)).expect("a link can be made");
    };
    project.check("a link", &["content/b/link"], |root| link(root, "content/b/link"));
    project.check("behind a link", &["content/b/link/n.md"], |root| write(root, "content/b/link/n.md", HOME));
    project.check("a link in place of a folder", &["content/b-c"], |root| {
        fs::remove_dir_all(root.join("content/b-c")).expect("a folder can be deleted");
        link(root, "content/b-c");
    });
}
