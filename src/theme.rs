//! SourceTree → Theme: templates, shortcode signatures, words, style sheet and icon.

pub mod shortcode;
mod style;
pub mod words;

use crate::config::Config;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree};
use crate::vocabulary::{Language, SourcePath};
use shortcode::Signature;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Kwargs, State, Tera};
use words::Words;

/// A parsed theme.
pub struct Theme {
    pub name: String,
    tera: Tera,
    pub shortcodes: BTreeMap<String, Signature>,
    words: BTreeMap<Language, Words>,
    /// Compiled for old browsers and minified.
    pub style: String,
    /// The policy each page carries: nothing may be loaded but its own style, pictures and icon.
    pub policy: String,
    /// The site's icon, an SVG drawing.
    pub icon: Vec<u8>,
    /// Changes with any file of the theme.
    pub version: blake3::Hash,
}

/// Why a template gave no markup: where in the theme, and the engine's sentence.
#[derive(Debug)]
pub struct TemplateFailure {
    pub location: Location,
    pub detail: String,
}

/// Reads the configured theme, with the built-in files behind its own.
pub fn parse(source: &SourceTree, config: &Config, diagnostics: &mut Diagnostics) -> Theme {
    let folder = format!("themes/{}", config.theme);
    let files: Vec<(&SourcePath, &SourceFile)> = source.below(&folder).collect();
    if files.is_empty() {
        diagnostics.push(diagnostic::template::unknown_theme(&config.theme));
    }
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &files {
        hasher.update(path.as_str().as_bytes());
        hasher.update(match file {
            SourceFile::Text(file) => file.hash.as_bytes(),
            SourceFile::Asset(asset) => asset.hash.as_bytes(),
        });
    }
    let tera = templates(source, &folder, diagnostics);
    let shortcodes = shortcode::signatures(&tera);
    let words = words::parse_all(source, config, diagnostics);
    let style = style::compile(source, &folder, diagnostics);
    let policy = style::policy(&style);
    let icon =
        source.text(&format!("{folder}/icon.svg")).map(|file| file.text.clone().into_bytes()).unwrap_or_default();
    if icon.is_empty() && !files.is_empty() {
        diagnostics.push(diagnostic::template::missing_file(&config.theme, "icon.svg"));
    }
    Theme { name: config.theme.clone(), tera, shortcodes, words, style, policy, icon, version: hasher.finalize() }
}

impl Theme {
    pub fn words(&self, language: Language) -> &Words {
        &self.words[&language]
    }

    /// Fills a template with a view.
    ///
    /// # Errors
    /// When the template uses what the view does not have.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, TemplateFailure> {
        self.tera.render(template, context).map_err(|error| self.failure(template, &error))
    }

    /// Fills a shortcode's component with its data.
    ///
    /// # Errors
    /// When the component uses what the data does not have.
    pub fn render_component(
        &self,
        name: &str,
        context: &Context,
        implicit: &Context,
    ) -> Result<String, TemplateFailure> {
        let component = shortcode::component_name(name);
        self.tera
            .render_component_with_implicits(&component, context, implicit, None, true)
            .map_err(|error| self.failure("components/shortcodes.html", &error))
    }

    fn failure(&self, template: &str, error: &tera::Error) -> TemplateFailure {
        let (location, detail) = locate(&format!("themes/{}", self.name), error);
        let location = location.unwrap_or_else(|| {
            let path = SourcePath::new(&format!("themes/{}/templates/{template}", self.name));
            path.map_or_else(Location::project, |path| Location::file(&path))
        });
        TemplateFailure { location, detail }
    }
}

fn templates(source: &SourceTree, folder: &str, diagnostics: &mut Diagnostics) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.register_filter("fill", fill);
    let root = format!("{folder}/templates");
    let sources: Vec<(String, &str)> = source
        .below(&root)
        .filter_map(|(path, file)| match file {
            SourceFile::Text(file) => Some((path.as_str()[root.len() + 1..].to_owned(), file.text.as_str())),
            SourceFile::Asset(_) => None,
        })
        .collect();
    if let Err(error) = tera.add_raw_templates(sources) {
        let (location, detail) = locate(folder, &error);
        diagnostics.push(diagnostic::template::broken(location.unwrap_or_else(Location::project), &detail));
    }
    tera
}

/// `{{ words.checked_on | fill(date=…) }}`: puts values into a word's `{places}`.
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values.iter() {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    filled
}

/// Where in the theme the engine stumbled, and its own sentence.
fn locate(folder: &str, error: &tera::Error) -> (Option<Location>, String) {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = SourcePath::new(&format!("{folder}/templates/{}", report.filename()));
            let location = path.map(|path| Location::span(&path, report.span().range.clone()));
            (location, report.message().to_owned())
        }
        kind => (None, kind.to_string()),
    }
}
