//! Output → Rendered: a view becomes finished bytes, with what later checks need to know of them.

mod minify;
mod reading;
mod weight;

use crate::diagnostic::{self, Diagnostic, Diagnostics};
use crate::output::{self, Key, Output, View};
use crate::site::Site;
use crate::theme::Theme;
use crate::vocabulary::SourcePath;
use serde::{Deserialize, Serialize};
use std::io;

/// An output's bytes.
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub summary: Summary,
}

/// What is known of an output without its bytes; the manifest keeps it, so that a warm build says
/// exactly what a cold one says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub bytes: u64,
    /// What a page weighs on the wire in gzip, in bytes; 0 for what is no page.
    pub gzip: u64,
    /// The page's kind, as its `data-kind` says.
    pub kind: String,
    /// Ids of the page's elements, sorted; those that occur twice are in `doubled_ids`.
    pub ids: Vec<String>,
    pub doubled_ids: Vec<String>,
    /// Files of the output that the page links to, sorted, each once.
    pub links: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether pages are minified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minify {
    On,
    Off,
}

/// Fetches the bytes of a file that is published as it is.
pub type FetchAsset<'a> = dyn Fn(&SourcePath) -> io::Result<Vec<u8>> + Sync + 'a;

/// An output whose view is known, and with it the key that identifies its bytes.
pub struct Prepared {
    view: View,
    pub key: Key,
    diagnostics: Diagnostics,
}

/// Computes an output's view and key.
pub fn prepare(output: &Output, site: &Site, theme: &Theme, minify: Minify) -> Prepared {
    let mut diagnostics = Diagnostics::default();
    let view = output::view(output, site, theme, &mut diagnostics);
    let engine = match minify {
        Minify::On => concat!(env!("KENTONGAN_ENGINE"), " minified"),
        Minify::Off => env!("KENTONGAN_ENGINE"),
    };
    let key = output::key(output, &view, site, theme, engine);
    Prepared { view, key, diagnostics }
}

/// Renders a prepared output. Pure but for `fetch`, which reads files that are published as they are.
///
/// # Errors
/// When a file of the project cannot be read.
pub fn render(
    output: &Output,
    prepared: Prepared,
    theme: &Theme,
    minify: Minify,
    fetch: &FetchAsset<'_>,
) -> io::Result<Rendered> {
    let Prepared { view, mut diagnostics, .. } = prepared;
    let (bytes, is_html) = match view {
        View::Bytes(bytes) => (bytes, false),
        View::File(path) => (fetch(&path)?, false),
        View::Template(view) => match theme.render(view.template, &view.context) {
            Ok(markup) => (finish(&markup, minify), true),
            Err(failure) => {
                let path = output.path.as_str();
                diagnostics.push(diagnostic::template::failed(failure.location, path, &failure.detail));
                (Vec::new(), false)
            }
        },
    };
    let mut summary = if is_html { reading::read(&output.path, &bytes) } else { Summary::default() };
    summary.bytes = bytes.len() as u64;
    summary.gzip = if is_html { weight::gzip(&bytes) } else { 0 };
    summary.diagnostics = diagnostics.into_iter().collect();
    Ok(Rendered { bytes, summary })
}

fn finish(markup: &str, minify: Minify) -> Vec<u8> {
    match minify {
        Minify::On => minify::minify(markup),
        Minify::Off => markup.as_bytes().to_vec(),
    }
}
