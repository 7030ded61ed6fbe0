//! Real builds, killed at any moment: by the thousand, if `KENTONGAN_KILLS` says so.

use super::program::{Project, Tree, clean, difference, said, tree};
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const KILLS: usize = 100;
const VERSIONS: usize = 4;

const JOURNAL: &str = ".kentongan/journal.json";
const MANIFEST: &str = ".kentongan/manifest.json";

/// What others put into the output folder.
const FOREIGN: [(&str, &str); 3] =
    [("CNAME", "portal-uji.desa"), ("unduhan/3/catatan-orang.txt", "milik orang"), ("orang/kosong.txt", "")];

#[test]
#[expect(clippy::print_stderr, reason = "a failure must be repeatable, and its kills counted")]
fn killed_builds_leave_whole_files_and_the_next_build_heals() {
    let seed = number("KENTONGAN_KILL_SEED").unwrap_or_else(|| RandomState::new().hash_one("kills"));
    let kills = number("KENTONGAN_KILLS").map_or(KILLS, |kills| usize::try_from(kills).unwrap());
    eprintln!("{kills} kills; the same choices again with KENTONGAN_KILL_SEED={seed}");
    let mut tally = Tally::default();
    let mut trial = Trial::begin(seed);
    trial.begin_with_nothing(&mut tally);
    while tally.kills < kills {
        if trial.dice.one_in(12) {
            trial.begin_with_nothing(&mut tally);
        } else {
            trial.round(&mut tally);
        }
    }
    eprintln!("{tally:?}");
    // Else the moments were not spread, and the test shows nothing.
    assert!(tally.before > 0 && tally.in_the_midst * 10 >= tally.kills && tally.mixed * 10 >= tally.kills, "{tally:?}");
}

/// Where builds were when they were killed.
#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    /// Nothing had been exchanged.
    before: usize,
    /// Some files were old and some new.
    mixed: usize,
    /// A journal was left.
    in_the_midst: usize,
    /// All was done but the end of the process.
    after: usize,
    /// Of all these, where there was no output before.
    first_builds: usize,
}

/// A portal whose output is that of a version, and how long a build takes here.
struct Trial {
    project: Project,
    clean: Vec<Tree>,
    version: usize,
    dice: Dice,
    whole: Duration,
}

/// By what a file that was exchanged is known: its number and time, or that it is gone.
type Look = Option<(u64, i64, i64)>;

impl Trial {
    fn begin(seed: u64) -> Self {
        let clean = (0..VERSIONS).map(|version| with_foreign_files(clean(version))).collect();
        let project = Project::new(0);
        let mut trial = Self { project, clean, version: 0, dice: Dice(seed | 1), whole: Duration::MAX };
        trial.heal(0);
        put_foreign_files(&trial.project.public());
        for version in [1, 2, 0] {
            let begun = Instant::now();
            trial.heal(version);
            trial.whole = trial.whole.min(begun.elapsed());
        }
        trial
    }

    fn start(&self) -> Child {
        let mut command = self.project.command(&self.project.public());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// One of the files that a build of the version exchanges or removes.
    fn any_difference(&mut self, version: usize) -> Option<PathBuf> {
        let mut differing = difference(&self.clean[self.version], &self.clean[version]);
        differing.retain(|path| !path.ends_with('/') && path != MANIFEST);
        let chosen = self.dice.below(differing.len().max(1));
        differing.get(chosen).map(|path| self.project.public().join(path))
    }

    /// Starts a build of a version and kills it.
    fn kill_while_building(&mut self, version: usize, tally: &mut Tally) {
        self.project.write(version);
        let is_first = !self.project.public().exists();
        let moment = self.dice.part_of(self.whole);
        // The interesting part is short: three of four are killed in it, once a certain file has been exchanged.
        let exchanged = self.any_difference(version).filter(|_| !is_first && !self.dice.one_in(4));
        let before = exchanged.as_deref().and_then(look_at);
        let mut child = self.start();
        match exchanged {
            None => thread::sleep(moment),
            Some(file) => {
                while look_at(&file) == before && child.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(20));
                }
            }
        }
        // It may be over by now.
        let _ = child.kill();
        child.wait().unwrap();
        tally.kills += 1;
        tally.first_builds += usize::from(is_first);
    }

    /// One build is killed, or several in a row; then one is made, perhaps of what was there before.
    fn round(&mut self, tally: &mut Tally) {
        let mut versions = BTreeSet::from([self.version]);
        for _ in 0..1 + usize::from(self.dice.one_in(4)) {
            let next = self.dice.below(VERSIONS);
            self.kill_while_building(next, tally);
            versions.insert(next);
            self.inspect(&versions, next, tally);
        }
        let next = if self.dice.one_in(2) { self.version } else { self.dice.below(VERSIONS) };
        self.heal(next);
    }

    /// Every file is that of one of the versions, and none is missing that all of them have.
    fn inspect(&self, versions: &BTreeSet<usize>, newest: usize, tally: &mut Tally) {
        let found = tree(&self.project.public());
        let versions: Vec<&Tree> = versions.iter().map(|version| &self.clean[*version]).collect();
        for (path, bytes) in found.iter().filter(|(path, _)| !path.ends_with('/') && *path != JOURNAL) {
            let is_whole = versions.iter().any(|version| version.get(path) == Some(bytes));
            assert!(is_whole, "{path} is of no version: {} bytes", bytes.len());
        }
        for path in versions[0].keys().filter(|path| versions.iter().all(|version| version.contains_key(*path))) {
            assert!(found.contains_key(path), "{path} is missing");
        }
        assert_pages_have_their_pictures(&found);
        let is_of = |version: &Tree| version.iter().all(|(path, bytes)| found.get(path) == Some(bytes));
        if found.contains_key(JOURNAL) {
            tally.in_the_midst += 1;
        }
        match (is_of(&self.clean[newest]), is_of(&self.clean[self.version])) {
            (true, _) => tally.after += 1,
            (false, true) => tally.before += 1,
            (false, false) => tally.mixed += 1,
        }
    }

    /// The next build equals a clean one, and leaves nothing behind.
    fn heal(&mut self, version: usize) {
        self.project.write(version);
        let built = self.project.build_into(&self.project.public());
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        self.version = version;
        if self.project.public().join(FOREIGN[0].0).exists() {
            let differing = difference(&tree(&self.project.public()), &self.clean[version]);
            assert!(differing.is_empty(), "not as a clean build: {differing:?}");
        }
        assert!(!self.project.root().join(".public.staging").exists());
    }

    /// A first build is killed: there is all of it, or no output folder.
    fn begin_with_nothing(&mut self, tally: &mut Tally) {
        let public = self.project.public();
        fs::remove_dir_all(&public).unwrap();
        if self.dice.one_in(2) {
            fs::remove_file(self.project.root().join(".public.state")).unwrap();
        }
        let version = self.dice.below(VERSIONS);
        self.kill_while_building(version, tally);
        if public.exists() {
            put_foreign_files(&public);
            let differing = difference(&tree(&public), &self.clean[version]);
            assert!(differing.is_empty(), "a first build that is there in part: {differing:?}");
            tally.after += 1;
        } else {
            tally.before += 1;
        }
        let version = self.dice.below(VERSIONS);
        self.heal(version);
        put_foreign_files(&public);
    }
}

/// Pictures appear before the pages that show them, and go after them.
fn assert_pages_have_their_pictures(found: &Tree) {
    for (path, bytes) in found.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for picture in
            page.split(['"', ' ', '\'']).filter_map(|word| word.trim_start_matches("../").strip_prefix("aset/"))
        {
            assert!(found.contains_key(&format!("aset/{picture}")), "{path} has lost {picture}");
        }
    }
}

fn look_at(file: &Path) -> Look {
    let metadata = file.symlink_metadata().ok()?;
    Some((metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
}

fn with_foreign_files(mut tree: Tree) -> Tree {
    for (path, text) in FOREIGN {
        tree.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    tree.insert("orang/".to_owned(), Vec::new());
    assert!(tree.contains_key(MANIFEST));
    tree
}

fn put_foreign_files(public: &Path) {
    for (path, text) in FOREIGN {
        let file = public.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

/// A small generator of random numbers (xorshift, Marsaglia 2003), so that choices can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit as u64).unwrap()
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn part_of(&mut self, whole: Duration) -> Duration {
        whole.mul_f64(self.below(1_000) as f64 / 1_000.0)
    }
}
