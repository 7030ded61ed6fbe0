//! Output → Rendered: a view becomes finished bytes, with what later checks need to know of them.

pub mod compress;
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
use crate::output::{self, Basis, Key, Output, Size, Subject, View, markers};
use crate::theme::Theme;
use crate::vocabulary::SourcePath;
use need::Needs;
use picture::{Darkroom, Fault};
use serde::{Deserialize, Serialize};
use std::io;

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
    fn name(self) -> String {
        format!("{} {self:?}", env!("KENTONGAN_ENGINE"))
    }
}

impl Summary {
    pub fn size(&self) -> Size {
        Size { file: self.bytes, wire: self.brotli }
    }
}

/// Computes an output's view and key.
pub fn prepare<'a>(output: &Output, basis: Basis<'a>, finish: Finish) -> Prepared<'a> {
    let mut diagnostics = Diagnostics::default();
    let view = output::view(output, basis, &mut diagnostics);
    let key = output::key(output, &view, basis.site, basis.theme, &finish.name());
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
    let (bytes, mut summary) = match view {
        View::Bytes(bytes) => (bytes, Summary::default()),
        View::File(path) => {
            let cleaned = picture::without_metadata(supplies.file(&path)?, supplies);
            (sound(cleaned, &path, &mut diagnostics), Summary::default())
        }
        View::Picture(variant, hash) => {
            let developed = picture::develop(&variant, &hash, darkroom, supplies)?;
            (sound(developed, &variant.source, &mut diagnostics), Summary::default())
        }
        View::Sheet(view) => (lay_out(&view, basis.theme, supplies, &mut diagnostics), Summary::default()),
        View::Template(view) => match basis.theme.render(view.template, &view.context()) {
            Ok(markup) => {
                let page = finish_page(&markup, &view.permits, basis.theme, finish);
                let needs = need::read(&output.path, &basis.site.config.base_url, &page, supplies);
                let pictures = needs.pictures(basis.sizes);
                let page = weight::state_size(page, pictures, finish.compress, supplies);
                let summary = Summary { needs, ..reading::read(&output.path, &page) };
                (page, summary)
            }
            Err(failure) => {
                let path = output.path.as_str();
                diagnostics.push(diagnostic::template::failed(failure.location, path, &failure.detail));
                (Vec::new(), Summary::default())
            }
        },
    };
    let effort = match output.subject {
        Subject::OfflineEdition(_) => Effort::Quick,
        _ => Effort::Best,
    };
    let siblings = match (compress::is_text(&output.path), finish.compress) {
        (true, Compress::On) => compress::siblings(&bytes, effort, supplies),
        (false, _) | (_, Compress::Off) => Vec::new(),
    };
    summary.bytes = bytes.len() as u64;
    (summary.gzip, summary.brotli) = if compress::is_text(&output.path) {
        let weight = weight::weigh(&bytes, finish.compress, effort, supplies);
        (weight.gzip, weight.brotli)
    } else {
        (summary.bytes, summary.bytes)
    };
    summary.siblings = siblings.iter().map(|sibling| sibling.ending.to_owned()).collect();
    summary.diagnostics = diagnostics.into_iter().collect();
    Ok(Rendered { bytes, siblings, summary })
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

/// Markup as the template prints it → the page as it is published, but for its own size.
fn finish_page(markup: &str, permits: &Permits, theme: &Theme, finish: Finish) -> Vec<u8> {
    let style = style::text(markup, &theme.style, finish.styles);
    let policy = policy::policy(&style, permits);
    let styled = markup.replacen(markers::POLICY, &policy, 1).replacen(markers::STYLE, &style, 1);
    match finish.minify {
        Minify::On => minify::minify(&styled),
        Minify::Off => styled.into_bytes(),
    }
}
