//! The theme's style sheet, compiled for the oldest browsers that matter.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use sha2::{Digest, Sha256};

/// All style sheets of the theme in path order, as one minified text.
pub fn compile(source: &SourceTree, folder: &str, diagnostics: &mut Diagnostics) -> String {
    let styles = format!("{folder}/styles");
    let mut compiled = String::new();
    for (path, file) in source.below(&styles) {
        let SourceFile::Text(file) = file else { continue };
        match minify(&file.text) {
            Ok(code) => compiled.push_str(&code),
            Err(detail) => diagnostics.push(diagnostic::template::broken_style(Location::file(path), &detail)),
        }
    }
    compiled
}

/// The content security policy of a page with this one style element.
pub fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'")
}

fn minify(text: &str) -> Result<String, String> {
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| error.to_string())?;
    let targets = targets();
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| error.to_string())?;
    let printer = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    Ok(sheet.to_css(printer).map_err(|error| error.to_string())?.code)
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
