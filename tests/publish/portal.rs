//! A portal in a folder of its own, whose outputs a test gives as paths and texts.

use kentongan::diagnostic::Diagnostics;
use kentongan::publish::{Changes, CommitError, Publication, Record, Wave};
use kentongan::render::Summary;
use kentongan::vocabulary::OutputPath;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use tempfile::TempDir;

pub struct Portal {
    folder: TempDir,
}

pub type Site<'a> = &'a [(&'a str, &'a str)];

impl Portal {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("kentongan.yaml"), "").unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    pub fn open(&self) -> Publication {
        Publication::open(self.root(), &self.public()).unwrap()
    }

    pub fn publish(&self, site: Site) -> Result<Changes, CommitError> {
        let publication = self.open();
        let records = render(&publication, site);
        publication.commit(records)
    }

    pub fn build(&self, site: Site) -> Changes {
        self.publish(site).unwrap()
    }

    pub fn refuse(&self, site: Site) -> Vec<String> {
        match self.publish(site) {
            Err(CommitError::Refused(problems)) => messages(&problems),
            other => panic!("{other:?}"),
        }
    }

    pub fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub fn modified(&self, path: &str) -> SystemTime {
        self.public().join(path).metadata().unwrap().modified().unwrap()
    }

    /// What a visitor finds: every file and folder below `public/`, without our notes.
    pub fn published(&self) -> BTreeMap<String, String> {
        let mut all = self.everything();
        all.retain(|path, _| !path.starts_with(".kentongan"));
        all
    }

    pub fn everything(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        collect(&self.public(), "", &mut all);
        all
    }

    /// Leaves what a build of `site` leaves that is killed after `renames` files are in place.
    pub fn kill_while_building(&self, site: Site, renames: usize, removed: &[&str]) {
        let paths = site.iter().map(|(path, _)| *path).chain(removed.iter().copied());
        let journal = serde_json::json!({ "version": 1, "paths": paths.collect::<Vec<_>>() });
        self.put("public/.kentongan/journal.json", &journal.to_string());
        self.put(".public.staging/files/left-over.html", "half a pa");
        for (path, text) in &site[..renames] {
            self.put(&format!("public/{path}"), text);
        }
    }
}

/// Stages what is not known yet, as a build does. A text is its own key.
pub fn render(publication: &Publication, site: Site) -> BTreeMap<OutputPath, Record> {
    let mut records = BTreeMap::new();
    for (path, text) in site {
        let (path, key) = (OutputPath::new(path).unwrap(), (*text).to_owned());
        if publication.unchanged(&path, &key).is_none() {
            publication.stage(&path, text.as_bytes()).unwrap();
        }
        let wave = match path.as_str().rsplit('.').next() {
            Some("html") => Wave::Pages,
            Some("xml") => Wave::Indexes,
            _ => Wave::Assets,
        };
        let summary = Arc::new(Summary { bytes: text.len() as u64, ..Summary::default() });
        records.insert(path, Record { key, summary, wave });
    }
    records
}

fn collect(folder: &Path, prefix: &str, all: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), all);
            all.insert(format!("{path}/"), String::new());
        } else {
            all.insert(path, fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
}

fn messages(problems: &Diagnostics) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message.en)).collect()
}

pub fn paths(paths: &[OutputPath]) -> Vec<&str> {
    paths.iter().map(OutputPath::as_str).collect()
}

pub const SITE: Site<'static> =
    &[("index.html", "home"), ("acara/hut/index.html", "event"), ("sitemap.xml", "map"), ("icon.svg", "drum")];
