//! Output → Rendered: a view becomes finished bytes, with what later checks need to know of them.

mod bound;
pub mod compress;
mod markup;
mod minify;
pub mod need;
pub mod part;
pub mod picture;
pub mod policy;
mod reading;
#[cfg(feature = "sheets")]
mod sheet;
mod style;
pub mod supplies;
pub mod weight;

pub use compress::{Compress, Effort, Sibling};
pub use style::Styles;
pub use supplies::Supplies;

use crate::diagnostic::{self, Diagnostic, Diagnostics, Location};
use crate::output::carrier::sheet::Sheet;
use crate::output::permits::Permits;
use crate::output::{self, Basis, Copies, Key, Output, Size, Subject, View, markers};
use crate::theme::Theme;
use crate::vocabulary::{SourcePath, Step, media_type};
use need::Needs;
use picture::{Darkroom, Fault};
use reading::Reading;
use serde::{Deserialize, Serialize};
use std::io;
use weight::Weight;

/// An output's bytes, and their compressed copies.
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub siblings: Vec<Sibling>,
    pub summary: Summary,
}

/// What is known of an output without its bytes; the manifest keeps it, so that a warm build says
/// exactly what a cold one says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
// An older program knew less of an output; its manifest still says what is ours.
#[serde(default)]
pub struct Summary {
    pub bytes: u64,
    /// What it weighs on the wire, in bytes; a file that is no text weighs the same in both.
    pub gzip: u64,
    pub brotli: u64,
    /// Names the bytes.
    pub fingerprint: u64,
    /// What a page asks for besides itself.
    pub needs: Needs,
    /// The endings of its compressed copies.
    pub siblings: Vec<String>,
    /// The page's kind, as its `data-kind` says; empty for what is no page.
    pub kind: String,
    /// Ids of the page's elements, sorted; those that occur twice are in `doubled_ids`.
    pub ids: Vec<String>,
    pub doubled_ids: Vec<String>,
    /// Files of the output that the page links to, sorted, each once.
    pub links: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// How far outputs are finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    pub minify: Minify,
    pub compress: Compress,
    pub styles: Styles,
}

/// Whether pages are minified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minify {
    On,
    Off,
}

/// An output whose view is known, and with it the key that identifies its bytes.
pub struct Prepared<'a> {
    view: View,
    pub key: Key,
    diagnostics: Diagnostics,
    basis: Basis<'a>,
}

impl Finish {
    /// As readers get it.
    pub const PUBLISHED: Self = Self { minify: Minify::On, compress: Compress::On, styles: Styles::Used };
    /// As its author looks at it: at once.
    pub const PREVIEW: Self = Self { minify: Minify::Off, compress: Compress::Off, styles: Styles::Used };

    /// Names the engine with what it does to pages: part of each key.
    pub fn name(self) -> String {
        format!("{} {self:?}", env!("KENTONGAN_ENGINE"))
    }
}

impl Rendered {
    /// What could not be made, and why.
    pub fn nothing(problem: Diagnostic) -> Self {
        let summary = Summary { diagnostics: vec![problem], ..Summary::default() };
        Self { bytes: Vec::new(), siblings: Vec::new(), summary }
    }
}

impl Summary {
    pub fn size(&self) -> Size {
        let has = |copy: &str| self.siblings.iter().any(|ending| ending == copy);
        let copies = Copies { br: has("br"), gz: has("gz") };
        Size { file: self.bytes, wire: self.brotli, fingerprint: self.fingerprint, copies }
    }
}

/// Computes an output's view and key.
pub fn prepare<'a>(output: &Output, basis: Basis<'a>, finish: Finish) -> Prepared<'a> {
    let mut diagnostics = Diagnostics::default();
    let view = output::view(output, basis, &mut diagnostics);
    let key = output::key(output, &view, basis.theme, &finish.name());
    Prepared { view, key, diagnostics, basis }
}

/// Renders a prepared output. Pure but for `supplies`.
///
/// # Errors
/// When a file of the project cannot be read.
pub fn render(
    output: &Output,
    prepared: Prepared<'_>,
    finish: Finish,
    darkroom: &Darkroom,
    supplies: &dyn Supplies,
) -> io::Result<Rendered> {
    let Prepared { view, mut diagnostics, basis, .. } = prepared;
    let effort = match output.subject {
        Subject::OfflineEdition(_) => Effort::Quick,
        _ => Effort::Best,
    };
    // Readers never fetch the inventory, and it is another one with every build.
    let is_pressed = media_type::is_text(output.path.as_str()) && !matches!(output.subject, Subject::Inventory(_));
    let file = |bytes: Vec<u8>| {
        let weight = if is_pressed {
            weight::weigh(&bytes, finish.compress, effort, supplies)
        } else {
            Weight { gzip: bytes.len() as u64, brotli: bytes.len() as u64 }
        };
        (bytes, weight, Summary::default())
    };
    let (bytes, weight, mut summary) = match view {
        View::Bytes(bytes) => file(bytes),
        View::File(path, hash) => {
            let cleaned = picture::without_metadata(supplies.file(&path, &hash)?, supplies);
            supplies.done(Step::Picture);
            file(sound(cleaned, &path, &mut diagnostics))
        }
        View::Picture(variant, hash) => {
            let developed = picture::develop(&variant, &hash, darkroom, supplies)?;
            supplies.done(Step::Picture);
            file(sound(developed, &variant.source, &mut diagnostics))
        }
        View::Sheet(view) => {
            let sheet = lay_out(&view, basis.theme, supplies, &mut diagnostics);
            supplies.done(Step::Sheet);
            file(sheet)
        }
        View::Template(view) => match basis.theme.render(view.template, &view.context()) {
            Ok(markup) => {
                supplies.done(Step::Template);
                page(output, &markup, &view.permits, basis, (finish, effort), supplies)
            }
            Err(failure) => {
                let path = output.path.as_str();
                diagnostics.push(diagnostic::template::failed(failure.location, path, &failure.detail));
                file(Vec::new())
            }
        },
    };
    supplies.done(Step::Weigh);
    let siblings = match (is_pressed, finish.compress) {
        (true, Compress::On) => compress::siblings(&bytes, effort, supplies),
        (false, _) | (_, Compress::Off) => Vec::new(),
    };
    supplies.done(Step::Compress);
    summary.bytes = bytes.len() as u64;
    summary.fingerprint = fingerprint(&bytes);
    (summary.gzip, summary.brotli) = (weight.gzip, weight.brotli);
    summary.siblings = siblings.iter().map(|sibling| sibling.ending.to_owned()).collect();
    summary.diagnostics = diagnostics.into_iter().collect();
    Ok(Rendered { bytes, siblings, summary })
}

/// The first half of a hash: enough to tell a file from an older one.
fn fingerprint(bytes: &[u8]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(bytes).as_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Markup as a template prints it → the page as it is published.
fn page(
    output: &Output,
    markup: &str,
    permits: &Permits,
    basis: Basis<'_>,
    (finish, effort): (Finish, Effort),
    supplies: &dyn Supplies,
) -> (Vec<u8>, Weight, Summary) {
    let (theme, base) = (basis.theme, &basis.site.config.base_url);
    let reading = reading::read(&output.path, base, markup, &theme.style, supplies);
    supplies.done(Step::Weigh);
    let style = style::of(&reading.elements, &theme.style, finish.styles);
    let policy = policy::policy(&style.source, permits);
    let mut markup = markers::replace(markup, &[(markers::POLICY, &policy), (markers::STYLE, &style.text)]);
    supplies.done(Step::Style);
    if finish.minify == Minify::On {
        markup = minify::minify(markup);
        supplies.done(Step::Minify);
    }
    let Reading { kind, ids, doubled_ids, links, needs, .. } = reading;
    let pictures = needs.pictures(basis.sizes);
    let (markup, weight) = weight::state_size(markup, pictures, (finish.compress, effort), supplies);
    (markup.into_bytes(), weight, Summary { kind, ids, doubled_ids, links, needs, ..Summary::default() })
}

/// Makes a sheet; nothing where it cannot be made, after that was reported.
#[cfg(feature = "sheets")]
pub fn lay_out(view: &Sheet, theme: &Theme, supplies: &dyn Supplies, diagnostics: &mut Diagnostics) -> Vec<u8> {
    sheet::make(view, theme, supplies, diagnostics)
}

#[cfg(not(feature = "sheets"))]
pub fn lay_out(_: &Sheet, _: &Theme, _: &dyn Supplies, _: &mut Diagnostics) -> Vec<u8> {
    unreachable!("a configuration without sheets plans none")
}

/// A picture's bytes; none, and the reason, where its file is not sound.
fn sound(made: Result<Vec<u8>, Fault>, source: &SourcePath, diagnostics: &mut Diagnostics) -> Vec<u8> {
    made.unwrap_or_else(|fault| {
        let (at, name) = (Location::file(source), source.file_name());
        diagnostics.push(match fault {
            Fault::Broken => diagnostic::picture::broken(at, name),
            Fault::Truncated => diagnostic::picture::truncated(at, name),
            Fault::TooLarge => diagnostic::picture::too_large(at, name),
        });
        Vec::new()
    })
}
