//! The theme's style sheet, compiled for the oldest browsers that matter.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use sha2::{Digest, Sha256};
use std::fmt;

/// All style sheets of the theme in path order, as one minified text.
pub fn compile(source: &SourceTree, folder: &str, diagnostics: &mut Diagnostics) -> String {
    let styles = format!("{folder}/styles");
    let mut compiled = String::new();
    for (path, file) in source.below(&styles) {
        let SourceFile::Text(file) = file else { continue };
        match minify(&file.text) {
            Ok(code) => compiled.push_str(&code),
            Err(failure) => {
                let at = failure.place.map_or_else(|| Location::file(path), |at| Location::span(path, at..at));
                diagnostics.push(diagnostic::template::broken_style(at, &failure.detail));
            }
        }
    }
    compiled
}

/// The content security policy of a page with this one style element.
pub fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'")
}

/// Why a style sheet could not be compiled, and where, as a byte offset.
struct Failure {
    detail: String,
    place: Option<usize>,
}

fn minify(text: &str) -> Result<String, Failure> {
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| Failure::new(text, &error))?;
    let targets = targets();
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| Failure::new(text, &error))?;
    let printer = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    Ok(sheet.to_css(printer).map_err(|error| Failure::new(text, &error))?.code)
}

impl Failure {
    fn new<T: fmt::Display>(text: &str, error: &Error<T>) -> Self {
        let place = error.loc.as_ref().map(|place| {
            let lines = text.split_inclusive('\n').take(place.line as usize);
            lines.map(str::len).sum::<usize>() + (place.column as usize).saturating_sub(1)
        });
        Self { detail: error.kind.to_string(), place }
    }
}

/// Android 4.4 WebView, Chrome 49 and, for KaiOS 2.5, Firefox 48. Opera Mini and UC are not known
/// to the compiler; they read what these read.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(4, 4),
        chrome: version(49, 0),
        firefox: version(48, 0),
        ios_saf: version(9, 0),
        safari: version(9, 0),
        ..Browsers::default()
    })
}
