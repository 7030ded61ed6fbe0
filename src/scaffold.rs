//! Answers → a new page: the file it becomes, and what the build would say of it.

pub mod question;

use crate::content;
use crate::content::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Subject, nothing_made};
use crate::pipeline::{self, Planned, Request};
use crate::render::supplies::NoSupplies;
use crate::site::{PageId, Site};
use crate::source::SourceTree;
use crate::vocabulary::path::is_reserved_on_windows;
use crate::vocabulary::{Slug, SourcePath};
use crate::yaml::table::Key;
use crate::yaml::write;
use std::collections::BTreeSet;

/// A page that is being answered for.
#[derive(Clone)]
pub struct Draft {
    pub kind: Kind,
    pub folder: Folder,
    pub answers: Vec<Answer>,
}

#[derive(Clone)]
pub struct Answer {
    pub key: &'static Key,
    /// One value, or those of a list.
    pub values: Vec<String>,
}

/// Where pages of a kind lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Below `content/`, such as `acara`.
    pub path: String,
    pub gives: GivesKind,
}

/// Whether the folder's `_index.md` says the kind, or the page itself has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivesKind {
    Folder,
    Page,
}

/// A page ready to be written.
pub struct NewPage {
    pub path: SourcePath,
    pub text: String,
}

/// What a new page starts with below its front matter.
const BODY: &str = "Tulis isi halaman di sini.";

/// The folders whose pages are of a kind, the one named like the kind or the lessons first.
pub fn folders(site: &Site, source: &SourceTree, kind: Kind) -> Vec<Folder> {
    let usual = if kind == Kind::Article { "belajar" } else { kind.name() };
    let mut folders: Vec<Folder> = content::folders_of_kind(source, kind)
        .into_iter()
        .filter(|path| !path.is_empty())
        .map(|path| Folder { path, gives: GivesKind::Folder })
        .collect();
    folders.sort_by_key(|folder| (folder.path != usual, folder.path.clone()));
    if folders.is_empty() {
        let is_taken = site.pages.iter().any(|page| page.document.common.stem == usual);
        let path = if is_taken { format!("{usual}-baru") } else { usual.to_owned() };
        folders.push(Folder { path, gives: GivesKind::Page });
    }
    folders
}

impl Draft {
    pub fn new(kind: Kind, folder: Folder) -> Self {
        Self { kind, folder, answers: Vec::new() }
    }

    /// Adds an answer; one to the same question is replaced.
    pub fn answer(&mut self, key: &'static Key, values: Vec<String>) {
        self.answers.retain(|answer| answer.key.name != key.name);
        if !values.is_empty() {
            self.answers.push(Answer { key, values });
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.answers.iter().any(|answer| answer.key.name == name)
    }

    /// What the build would say of one answer: the page so far is read as the build reads it.
    pub fn check(&self, key: &'static Key, values: Vec<String>, planned: &Planned) -> Vec<Diagnostic> {
        let mut draft = self.clone();
        draft.answer(key, values);
        let path = page_path(&draft.folder.path, "halaman-baru");
        let mut tree = SourceTree::default();
        let mut problems = Diagnostics::default();
        let section = format!("---\njudul: Bagian\nringkasan: Bagian.\njenis: {}\n---\n", self.kind.name());
        tree.insert(page_path(&draft.folder.path, "_index"), section.as_bytes(), &mut problems);
        tree.insert(path.clone(), draft.text().as_bytes(), &mut problems);
        content::parse(&tree, &planned.site.config, &planned.theme, &mut content::Memo::default(), &mut problems);
        let here = |problem: &Diagnostic| problem.location.path.as_deref() == Some(path.as_str());
        // Keys that are still to be asked for are no fault of this answer.
        problems.into_iter().filter(|problem| here(problem) && problem.code != "kunci-kurang").collect()
    }

    /// The page as a file, its keys in the order of their table.
    pub fn text(&self) -> String {
        let mut front = String::new();
        for key in self.kind.table() {
            if let Some(answer) = self.answers.iter().find(|answer| answer.key.name == key.name) {
                front.push_str(&write::entry(key, &answer.values));
            }
            if key.name == "jenis" && self.folder.gives == GivesKind::Page {
                front.push_str(&format!("jenis: {}\n", self.kind.name()));
            }
        }
        format!("---\n{front}---\n\n{BODY}\n")
    }

    /// The page with its place: a name made of the title that no other file has.
    pub fn page(&self, source: &SourceTree) -> NewPage {
        let title = self.answers.iter().find(|answer| answer.key.name == "judul");
        let slug = title.and_then(|answer| Slug::from_text(&answer.values.join(" ")));
        let slug = slug.as_ref().map_or("halaman-baru", Slug::as_str);
        let slug = slug.get(..60).map_or(slug, |start| start.rsplit_once('-').map_or(start, |(words, _)| words));
        let names = std::iter::once(slug.to_owned()).chain((2..).map(|number| format!("{slug}-{number}")));
        let path = names
            .filter(|name| !is_reserved_on_windows(name))
            .map(|name| page_path(&self.folder.path, &name))
            .find(|path| !is_taken(source, path))
            .expect("one of endless names is free");
        NewPage { path, text: self.text() }
    }
}

/// What the build would say of the page that it does not say of the portal without it.
pub fn problems(
    page: &NewPage,
    source: &SourceTree,
    planned: &Planned,
    request: &Request,
) -> (SourceTree, Vec<Diagnostic>) {
    let mut source = source.clone();
    let mut diagnostics = Diagnostics::default();
    source.insert(page.path.clone(), page.text.as_bytes(), &mut diagnostics);
    let after = pipeline::plan(&source, request, diagnostics);
    // A hint may name the new page; the problem is still the old one.
    let problem = |found: &Diagnostic| (found.location.clone(), found.code.clone(), found.message.clone());
    let before: BTreeSet<_> = planned.diagnostics.iter().map(problem).collect();
    let mut found: Vec<Diagnostic> = after.diagnostics.sorted();
    found.extend(problems_of_output(page, &after));
    found.retain(|found| !before.contains(&problem(found)));
    (source, found)
}

/// What is only found when the page is rendered, such as a fact without a value.
fn problems_of_output(page: &NewPage, planned: &Planned) -> Vec<Diagnostic> {
    let is_ours = |id: &PageId| planned.site.page(*id).document.common.path == page.path;
    let outputs = planned.outputs.iter().filter(|output| matches!(&output.subject, Subject::Page(id) if is_ours(id)));
    let rendered =
        outputs.filter_map(|output| planned.render(output, planned.prepare(output, &nothing_made), &NoSupplies).ok());
    rendered.flat_map(|rendered| rendered.summary.diagnostics).collect()
}

fn page_path(folder: &str, name: &str) -> SourcePath {
    SourcePath::new(&format!("content/{folder}/{name}.md")).expect("folders of the portal and slugs are sound")
}

/// A page of this name, one in another language, or a bundle.
fn is_taken(source: &SourceTree, path: &SourcePath) -> bool {
    let stem = path.as_str().trim_end_matches(".md");
    source.iter().any(|(other, _)| {
        other.as_str().to_lowercase().strip_prefix(stem).is_some_and(|rest| rest.starts_with(['.', '/']))
    })
}
