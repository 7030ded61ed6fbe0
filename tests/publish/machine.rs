//! What a machine can refuse: a disk without room, one that can only be read, a folder of somebody else.
//!
//! Nothing is pretended: the tests mount a small disk of their own. That needs a mount namespace, and a
//! machine that grants none fails them.

use super::program::{Project, Tree, clean, difference, said, tree};
use std::env;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

/// Ways to become free to mount something that no other process sees, the first that works.
static NAMESPACE: LazyLock<&[&str]> = LazyLock::new(|| {
    const WAYS: [&[&str]; 3] = [&["unshare", "-Urm"], &["unshare", "-m"], &["sudo", "-n", "unshare", "-m"]];
    let works = |way: &[&str]| {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new(way[0]);
        mount.args(&way[1..]).args(["mount", "-t", "tmpfs", "tmpfs"]).arg(folder.path());
        mount.output().is_ok_and(|output| output.status.success())
    };
    WAYS.into_iter().find(|way| works(way)).expect(
        "a mount namespace: run as root, or allow them (kernel.unprivileged_userns_clone=1, \
         kernel.apparmor_restrict_unprivileged_userns=0)",
    )
});

/// Runs one of the ignored tests below in a mount namespace of its own.
fn run_with_own_mounts(test: &str) {
    let (program, arguments) = NAMESPACE.split_first().unwrap();
    let mut command = Command::new(program);
    let name = format!("machine::{test}");
    command.args(arguments).arg(env::current_exe().unwrap()).args(["--ignored", "--exact", "--nocapture", &name]);
    let output = command.output().unwrap();
    let said = said(&output);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn a_full_disk_leaves_the_last_portal_intact() {
    run_with_own_mounts("on_a_disk_without_room");
}

#[test]
fn a_disk_without_room_for_one_more_file_leaves_the_last_portal_intact() {
    run_with_own_mounts("on_a_disk_without_room_for_names");
}

#[test]
fn a_disk_that_can_only_be_read_is_told() {
    run_with_own_mounts("on_a_disk_that_can_only_be_read");
}

#[test]
#[ignore = "needs mounts of its own: run by the test above"]
fn on_a_disk_without_room() {
    let disk = Disk::mount("size=4m");
    let room = disk.fill();
    disk.find_the_edge(&|project| project.write(1), room.len() / PAGE, |pages| room.leave(pages * PAGE));
}

#[test]
#[ignore = "needs mounts of its own: run by the test above"]
fn on_a_disk_without_room_for_names() {
    let disk = Disk::mount("nr_inodes=1000");
    let mut crowd = Crowd { folder: disk.place.path().join("ramai"), count: 0 };
    crowd.gather();
    let all = crowd.count as u64;
    let mut leave = |names| {
        crowd.gather();
        crowd.leave(names);
    };
    disk.find_the_edge(&|project| project.write(1), all, &mut leave);
    // Here nothing old makes room for what is new: the last that is wanting is a folder in the output itself.
    let in_new_folders = |project: &Project| {
        let folder = project.root().join("content/_unduhan/baru/lebih/dalam");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("catatan.bin"), "baru").unwrap();
    };
    disk.find_the_edge(&in_new_folders, all, &mut leave);
}

#[test]
#[ignore = "needs mounts of its own: run by the test above"]
fn on_a_disk_that_can_only_be_read() {
    let disk = Disk::mount("size=4m");
    let before = disk.published();
    disk.project.write(1);
    disk.mount_again("ro");
    let refused = disk.build();
    assert_refused(&refused, "tempat penyimpanan ini hanya bisa dibaca (");
    assert_eq!(difference(&disk.published(), &before), [""; 0]);
    disk.mount_again("rw");
    assert_eq!(disk.build().status.code(), Some(0));
    assert_eq!(difference(&disk.published(), &clean(1)), [""; 0]);
}

#[test]
fn an_output_that_is_mounted_from_the_same_disk_is_published() {
    run_with_own_mounts("into_a_folder_that_is_mounted");
}

#[test]
#[ignore = "needs mounts of its own: run by the test above"]
fn into_a_folder_that_is_mounted() {
    let disk = Disk::mount("size=4m");
    // As containers do it; with a space in its name, which the kernel writes otherwise.
    let mounted = disk.place.path().join("folder lain");
    fs::create_dir(&mounted).unwrap();
    run(Command::new("mount").arg("--bind").args([disk.public(), mounted.clone()]));
    disk.project.write(1);
    let built = disk.project.build_into(&mounted);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let mut published = disk.published();
    published.retain(|path, _| !path.starts_with(".kentongan/state"));
    assert_eq!(difference(&published, &clean(1)), [""; 0]);
    assert!(!mounted.join(".kentongan/staging").exists());
}

/// Names that differ only in case, on a memory card: exFAT, as cameras and Windows write it.
#[test]
#[ignore = "needs root, a loop device and exfat-fuse: a step of its own in tests/run"]
fn on_a_disk_that_folds_case() {
    let card = Card::mount();
    let probe = card.place.path().join("Huruf");
    fs::write(&probe, "").unwrap();
    assert!(card.place.path().join("hURUF").exists(), "this disk tells case apart");
    let (project, output) = (Project::new(0), card.place.path().join("situs/public"));
    let clean = [clean(0), clean(1)];
    for version in [0, 1, 0, 1] {
        project.write(version);
        let built = project.build_into(&output);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        assert_eq!(difference(&tree(&output), &clean[version]), [""; 0], "version {version}");
    }
    let spelled = ["Formulir/Huruf.bin", "formulir/Huruf.bin", "formulir/huruf.bin", "FORMULIR/huruf.bin"];
    for path in spelled {
        fs::remove_dir_all(project.root().join("content/_unduhan")).unwrap();
        let file = project.root().join("content/_unduhan").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "sama").unwrap();
        let built = project.build_into(&output);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        let published = tree(&output);
        let downloads: Vec<&str> = published.keys().filter_map(|path| path.strip_prefix("unduhan/")).collect();
        let (folder, _) = path.split_once('/').unwrap();
        assert_eq!(downloads, ["", &format!("{folder}/"), path]);
    }
}

/// A small disk in a file, formatted as memory cards are. Goes with this value.
struct Card {
    place: TempDir,
    device: String,
}

impl Card {
    fn mount() -> Self {
        let place = TempDir::new().unwrap();
        let image = place.path().with_extension("img");
        File::create(&image).and_then(|file| file.set_len(64 << 20)).unwrap();
        run(Command::new("mkfs.exfat").arg(&image));
        let device = run(Command::new("losetup").args(["--show", "--find"]).arg(&image)).trim().to_owned();
        // The device keeps the file until it is let go.
        fs::remove_file(image).unwrap();
        let card = Self { place, device };
        run(Command::new("mount.exfat-fuse").arg(&card.device).arg(card.place.path()));
        card
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.place.path()).status();
        let _ = Command::new("losetup").args(["--detach", &self.device]).status();
    }
}

/// Blocks of a tmpfs, in bytes.
const PAGE: u64 = 4096;

/// A small disk on which version 0 is published.
struct Disk {
    place: TempDir,
    project: Project,
}

impl Disk {
    fn mount(options: &str) -> Self {
        let disk = Self { place: TempDir::new().unwrap(), project: Project::new(0) };
        run(Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(disk.place.path()));
        assert_eq!(disk.build().status.code(), Some(0));
        disk
    }

    fn mount_again(&self, options: &str) {
        run(Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.place.path()));
    }

    fn public(&self) -> PathBuf {
        self.place.path().join("situs/public")
    }

    fn published(&self) -> Tree {
        tree(&self.public())
    }

    fn build(&self) -> Output {
        self.project.build_into(&self.public())
    }

    /// Writes until the disk is full.
    fn fill(&self) -> Room {
        let room = Room { file: self.place.path().join("penuh"), disk: self.place.path().to_owned() };
        room.take_all();
        room
    }

    /// Builds version 0 with a change, with ever other amounts of room, down to the last that is too little: after each refusal the
    /// portal is byte for byte as it was, so that a build may fail at any step.
    fn find_the_edge(&self, change: &dyn Fn(&Project), most: u64, mut leave: impl FnMut(u64)) {
        let (old, changed) = (clean(0), Project::new(0));
        change(&changed);
        changed.build();
        let new = tree(&changed.public());
        let (mut too_little, mut enough) = (0, most);
        let mut refused = 0;
        change(&self.project);
        // The first steps of a build need little.
        let mut rest = vec![6, 4, 2, 1, 0];
        loop {
            let room = rest.pop().unwrap_or((too_little + enough) / 2);
            leave(room);
            let built = self.build();
            match built.status.code() {
                Some(0) => {
                    assert_eq!(difference(&self.published(), &new), [""; 0], "with room for {room}");
                    enough = room;
                    leave(most);
                    self.project.write(0);
                    assert_eq!(self.build().status.code(), Some(0));
                    change(&self.project);
                }
                _ => {
                    assert_refused(&built, "tempat penyimpanan penuh (");
                    too_little = room;
                    refused += 1;
                }
            }
            assert_eq!(difference(&self.published(), &old), [""; 0], "with room for {room}");
            if enough - too_little <= 1 {
                break;
            }
        }
        assert!(refused >= 4 && enough < most, "{refused} refusals, {enough} was enough");
        leave(most);
        assert_eq!(self.build().status.code(), Some(0));
        assert_eq!(difference(&self.published(), &new), [""; 0]);
        assert!(!self.place.path().join("situs/.public.staging").exists());
        self.project.write(0);
        assert_eq!(self.build().status.code(), Some(0));
    }
}

/// The room of a disk, in a file that takes it.
struct Room {
    file: PathBuf,
    disk: PathBuf,
}

impl Room {
    fn take_all(&self) {
        let mut file = File::options().append(true).create(true).open(&self.file).unwrap();
        loop {
            match file.write_all(&[7; PAGE as usize]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return,
                Err(error) => panic!("{}: {error}", self.disk.display()),
            }
        }
    }

    fn len(&self) -> u64 {
        self.file.metadata().unwrap().len()
    }

    fn leave(&self, bytes: u64) {
        self.take_all();
        let len = self.len().saturating_sub(bytes);
        File::options().write(true).open(&self.file).unwrap().set_len(len).unwrap();
    }
}

/// Empty files that take every name a disk has to give.
struct Crowd {
    folder: PathBuf,
    count: usize,
}

impl Crowd {
    fn gather(&mut self) {
        fs::create_dir_all(&self.folder).unwrap();
        while File::create(self.folder.join(self.count.to_string())).is_ok() {
            self.count += 1;
        }
    }

    fn leave(&mut self, names: u64) {
        for _ in 0..names.min(self.count as u64) {
            self.count -= 1;
            fs::remove_file(self.folder.join(self.count.to_string())).unwrap();
        }
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let project = Project::new(0);
    project.build();
    let before = tree(&project.public());
    project.write(1);
    let places = [project.root().to_owned(), project.public(), project.public().join(".kentongan")];
    let set_mode =
        |mode| places.iter().for_each(|place| fs::set_permissions(place, PermissionsExt::from_mode(mode)).unwrap());
    set_mode(0o555);
    let refused = without_privileges(&project, &project.public());
    set_mode(0o755);
    assert_refused(&refused, "folder ini tidak boleh ditulis (");
    assert_eq!(difference(&tree(&project.public()), &before), [""; 0]);
    project.build();
    assert_eq!(difference(&tree(&project.public()), &clean(1)), [""; 0]);
}

/// Builds as somebody whom permissions bind: root, in a user namespace without a name in it, is nobody.
fn without_privileges(project: &Project, output: &Path) -> Output {
    let build = project.command(output);
    if File::create(project.root().join("coba")).is_err() {
        return { build }.output().unwrap();
    }
    let _ = fs::remove_file(project.root().join("coba"));
    let mut command = Command::new("unshare");
    command.arg("-U").arg(build.get_program()).args(build.get_args()).current_dir(project.root());
    command.env("NO_COLOR", "1").output().unwrap()
}

fn assert_refused(output: &Output, why: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains(&format!("Komputer menolak: {why}")) && said.contains("Portal yang terakhir tetap utuh."),
        "{said}"
    );
}

/// Runs a program of the system, which must succeed, and gives what it prints.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = said(&output);
    assert!(output.status.success(), "{command:?}: {said}");
    said
}
