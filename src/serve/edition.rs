//! One plan of the portal, and what has been rendered of it so far.

use super::bar::Form;
use super::media_type;
use crate::cache::Workshop;
use crate::check::Summaries;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text};
use crate::output::carrier;
use crate::output::{Key, Layer, Output, Size, Subject, search};
use crate::pipeline::{self, Day, Memo, Planned, Request};
use crate::render::{Rendered, Summary};
use crate::source::SourceTree;
use crate::source::read::Reading;
use crate::vocabulary::OutputPath;
use hyper::body::Bytes;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

/// The project as it was read, before anything is planned.
pub struct Material {
    pub source: SourceTree,
    diagnostics: Diagnostics,
    /// Equal for equal files with equal names.
    pub fingerprint: blake3::Hash,
}

/// The portal as of one reading.
pub struct Edition {
    pub source: SourceTree,
    pub fingerprint: blake3::Hash,
    planned: Planned,
    /// The parts of the search indexes, once somebody searches.
    search_parts: OnceLock<Vec<Output>>,
    rendered: Mutex<BTreeMap<usize, Page>>,
    /// The sizes of outputs that pages ask for.
    sizes: Mutex<BTreeMap<usize, Size>>,
    workshop: Workshop,
}

/// A rendered output.
#[derive(Clone)]
pub struct Page {
    pub bytes: Bytes,
    pub media_type: &'static str,
    pub state: PageState,
    /// What else is published of the page.
    pub forms: Vec<Form>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    Sound,
    /// Rendering met an error.
    Broken,
}

/// What checked editions know of their outputs, by path: an output with the same key is not
/// rendered again for checking.
pub type Remembered = BTreeMap<OutputPath, Known>;
type Known = (Key, Arc<Summary>);

/// So many rendered pages are kept, to bound the memory; asking for more forgets them all.
const MOST_PAGES: usize = 500;

impl Material {
    pub fn of(reading: &Reading) -> Self {
        let mut diagnostics = Diagnostics::default();
        reading.report(&mut diagnostics);
        let source = reading.tree();
        let fingerprint = fingerprint(&source, &diagnostics);
        Self { source, diagnostics, fingerprint }
    }
}

fn fingerprint(source: &SourceTree, diagnostics: &Diagnostics) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in source.iter() {
        hasher.update(path.as_str().as_bytes()).update(&[0]).update(file.hash().as_bytes());
    }
    // Files that could not be taken in are not in the tree.
    for diagnostic in diagnostics.sorted() {
        hasher.update(format!("{diagnostic:?}").as_bytes());
    }
    hasher.finalize()
}

impl Edition {
    /// Plans the portal; `memo` knows what was parsed before.
    pub fn plan(root: &Path, material: Material, request: &Request, memo: &mut Memo) -> Self {
        let Material { source, diagnostics, fingerprint } = material;
        let planned = pipeline::plan_again(&source, request, memo, diagnostics, &|_| {});
        let (rendered, sizes) = (Mutex::default(), Mutex::default());
        let search_parts = OnceLock::new();
        Self { source, fingerprint, planned, search_parts, rendered, sizes, workshop: Workshop::of(root) }
    }

    /// An output's place in the plan.
    fn place(&self, path: &str) -> Option<usize> {
        self.planned.outputs.binary_search_by(|output| output.path.as_str().cmp(path)).ok()
    }

    /// The problems of the plan, sorted; those of the pages show when it is checked.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.planned.diagnostics.sorted()
    }

    /// True when the plan has no errors.
    pub fn is_sound(&self) -> bool {
        !self.planned.diagnostics.has_errors()
    }

    /// True when this edition was planned for the day that is asked for.
    pub fn is_of(&self, day: Day) -> bool {
        let site = &self.planned.site;
        site.today
            == match day {
                Day::Given(date) => date,
                Day::At(seconds) => site.config.zone.day_at(seconds),
            }
    }

    /// True when there is an output with this path.
    pub fn has(&self, path: &str) -> bool {
        self.place(path).is_some()
    }

    /// Renders what is published under `path`; `None` when nothing is, or when its file has gone.
    pub fn page(&self, path: &str) -> Option<Page> {
        let Some(place) = self.place(path) else { return self.search_part(path) };
        if let Some(page) = self.rendered.lock().expect("no map operation panics").get(&place) {
            return Some(page.clone());
        }
        let output = &self.planned.outputs[place];
        let Rendered { bytes, summary, .. } = self.render(output).ok()?;
        let broken = summary.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
        let page = Page {
            bytes: bytes.into(),
            media_type: media_type::of(output),
            state: if broken { PageState::Broken } else { PageState::Sound },
            forms: self.forms(output),
        };
        // Files are as quick to read again, and may be large.
        if !matches!(output.subject, Subject::File(_)) {
            self.remember(place, page.clone());
        }
        Some(page)
    }

    /// A part of a search index.
    fn search_part(&self, path: &str) -> Option<Page> {
        if !search::may_be_part(path) {
            return None;
        }
        let parts = self.search_parts.get_or_init(|| self.planned.search_parts());
        let output = parts.iter().find(|part| part.path.as_str() == path)?;
        let (bytes, media_type) = (self.render(output).ok()?.bytes.into(), media_type::of(output));
        Some(Page { bytes, media_type, state: PageState::Sound, forms: Vec::new() })
    }

    /// The other forms of a document's page.
    fn forms(&self, page: &Output) -> Vec<Form> {
        let Subject::Page(id) = page.subject else { return Vec::new() };
        let forms = carrier::plan(&self.planned.site, id).into_iter().map(|output| {
            let label = match output.subject {
                Subject::Carrier { carrier, .. } => carrier.label(),
                _ => Text::new("Semua bentuk", "All forms"),
            };
            Form { label, path: output.path.to_string() }
        });
        forms.collect()
    }

    fn remember(&self, place: usize, page: Page) {
        let mut rendered = self.rendered.lock().expect("no map operation panics");
        if rendered.len() >= MOST_PAGES {
            rendered.clear();
        }
        rendered.insert(place, page);
    }

    fn render(&self, output: &Output) -> io::Result<Rendered> {
        let sizes = |path: &OutputPath| self.size(path, output.layer());
        let prepared = self.planned.prepare(output, &sizes);
        self.planned.render(output, prepared, &self.workshop)
    }

    /// The size of what an output shows or links to, made now if need be. As in a build, it knows only of
    /// the layers before its own: otherwise two that state each other's size would wait for ever.
    fn size(&self, path: &OutputPath, asking: Layer) -> Option<Size> {
        let place = self.place(path.as_str())?;
        if self.planned.outputs[place].layer() >= asking {
            return None;
        }
        if let Some(size) = self.sizes.lock().expect("no map operation panics").get(&place) {
            return Some(*size);
        }
        let size = self.render(&self.planned.outputs[place]).ok()?.summary.size();
        self.sizes.lock().expect("no map operation panics").insert(place, size);
        Some(size)
    }

    /// Renders all outputs and checks the whole portal: every problem, sorted.
    ///
    /// `None` when it was `interrupted`, or when a file has gone meanwhile: then there is something newer to check.
    pub fn check(
        &self,
        remembered: &mut Remembered,
        interrupted: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Diagnostic>> {
        let outputs = self.planned.outputs.par_iter();
        let known: Vec<Option<(OutputPath, Known)>> = outputs
            .map(|output| {
                if interrupted() {
                    return None;
                }
                Some((output.path.clone(), self.summarise(output, remembered)?))
            })
            .collect();
        if known.iter().any(Option::is_none) {
            // What was done is of use to the next edition.
            remembered.extend(known.into_iter().flatten());
            return None;
        }
        *remembered = known.into_iter().flatten().collect();
        let summaries: Summaries =
            remembered.iter().map(|(path, (_, summary))| (path.clone(), summary.clone())).collect();
        Some(self.planned.problems(&summaries).sorted())
    }

    fn summarise(&self, output: &Output, remembered: &Remembered) -> Option<Known> {
        let sizes = |path: &OutputPath| self.size(path, output.layer());
        let prepared = self.planned.prepare(output, &sizes);
        let key = prepared.key;
        match remembered.get(&output.path) {
            // Problems name places in the source, which may have moved while the page stayed the same.
            Some((known, summary)) if *known == key && summary.diagnostics.is_empty() => Some((key, summary.clone())),
            _ => {
                let rendered = self.planned.render(output, prepared, &self.workshop).ok()?;
                // Pages are not minified here, so their weight says nothing of the published ones'.
                Some((key, Arc::new(Summary { gzip: 0, brotli: 0, ..rendered.summary })))
            }
        }
    }
}
