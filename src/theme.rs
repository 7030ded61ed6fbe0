//! SourceTree → Theme: templates, shortcode signatures, words, style sheet and icon.

mod bound;
#[cfg(feature = "sheets")]
pub mod font;
mod script;
pub mod shortcode;
pub mod style;
pub mod words;

use crate::config::Config;
use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::read::CONFIG_FILE;
use crate::source::{SourceFile, SourceTree};
use crate::vocabulary::{Language, SourcePath};
use bound::Bounded;
use shortcode::Signature;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use style::StyleSheet;
use tera::{Context, ErrorKind, Kwargs, State, Tera};
use words::Words;

/// A parsed theme.
pub struct Theme {
    pub name: String,
    tera: Tera,
    pub shortcodes: BTreeMap<String, Signature>,
    words: BTreeMap<Language, Words>,
    /// Compiled for old browsers; each page takes the rules it can use.
    pub style: StyleSheet,
    /// The script of the search page.
    pub search_script: String,
    /// The site's icon, an SVG drawing.
    pub icon: Vec<u8>,
    /// Of sheets: what is printed and painted.
    #[cfg(feature = "sheets")]
    pub fonts: font::Fonts,
    pub scripts: Scripts,
    /// Changes with any file of the theme.
    pub version: blake3::Hash,
}

/// Scripts for a second visit: see their sources in `scripts/`.
pub struct Scripts {
    pub worker: String,
    /// The worker of a portal that has none.
    pub farewell: String,
    /// On the offline page: the list of what the phone keeps.
    pub kept: String,
}

/// Why a template gave no markup: where in the theme, and the engine's sentence.
#[derive(Debug)]
pub struct TemplateFailure {
    pub location: Location,
    pub detail: String,
}

/// Reads the configured theme.
///
/// Where something is wrong with it, the built-in one stands in, so that its faults are said once
/// and everything else can still be checked.
pub fn parse(source: &SourceTree, config: &Config, diagnostics: &mut Diagnostics) -> Theme {
    let mut problems = Diagnostics::default();
    check_there(source, config, &mut problems);
    let built_in = SourceTree::built_in_theme();
    let theme = read(source, &config.theme.value, &built_in, &mut problems);
    if !problems.has_errors() {
        return theme;
    }
    diagnostics.extend(problems);
    read(&built_in, BUILT_IN, &built_in, &mut Diagnostics::default())
}

/// The theme as it was last parsed, with its problems.
#[derive(Default)]
pub struct Memo(Option<(blake3::Hash, Arc<Theme>, Diagnostics)>);

impl Memo {
    /// As [`parse`], which is asked only where a file of a theme changed, or which theme is used.
    pub fn parse(&mut self, source: &SourceTree, config: &Config, diagnostics: &mut Diagnostics) -> Arc<Theme> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("{:?}", config.theme).as_bytes());
        for (path, file) in source.below("themes") {
            hasher.update(path.as_str().as_bytes()).update(&[0]).update(file.hash().as_bytes());
        }
        let basis = hasher.finalize();
        let known = self.0.take().filter(|(known, ..)| *known == basis);
        let (_, theme, problems) = self.0.insert(known.unwrap_or_else(|| {
            let mut problems = Diagnostics::default();
            let theme = Arc::new(parse(source, config, &mut problems));
            (basis, theme, problems)
        }));
        diagnostics.extend(problems.clone());
        Arc::clone(theme)
    }
}

/// The name of the theme that comes with the program.
const BUILT_IN: &str = "lentera";

fn read(source: &SourceTree, name: &str, built_in: &SourceTree, diagnostics: &mut Diagnostics) -> Theme {
    let folder = format!("themes/{name}");
    let files: Vec<(&SourcePath, &SourceFile)> = source.below(&folder).collect();
    check_files(&files, name, built_in, diagnostics);
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &files {
        hasher.update(path.as_str().as_bytes());
        hasher.update(file.hash().as_bytes());
    }
    let tera = templates(source, &folder, built_in, diagnostics);
    let icon = source.text(&format!("{folder}/icon.svg")).map(|file| file.text.clone().into_bytes());
    let script = |name| script::read(source, &folder, built_in, name);
    Theme {
        name: name.to_owned(),
        scripts: Scripts { worker: script("sw.js"), farewell: script("sw-off.js"), kept: script("kept.js") },
        shortcodes: shortcode::signatures(&tera),
        tera,
        words: words::parse_all(source, &folder, built_in, diagnostics),
        style: style::compile(source, &folder, diagnostics),
        search_script: script::read(source, &folder, built_in, "cari.js"),
        icon: icon.unwrap_or_default(),
        #[cfg(feature = "sheets")]
        fonts: font::read(source, &folder, built_in, diagnostics),
        version: hasher.finalize(),
    }
}

fn check_there(source: &SourceTree, config: &Config, diagnostics: &mut Diagnostics) {
    let theme = &config.theme;
    if source.below(&format!("themes/{}", theme.value)).next().is_none() {
        let path = SourcePath::new(CONFIG_FILE).expect("the name of the configuration is sound");
        diagnostics.push(diagnostic::template::unknown_theme(Location::span(&path, theme.span.clone()), &theme.value));
    }
}

/// A theme needs the built-in one's icon and a template for each kind of page; the rest is its own affair.
fn check_files(files: &[(&SourcePath, &SourceFile)], name: &str, built_in: &SourceTree, diagnostics: &mut Diagnostics) {
    let below = |path: &SourcePath, theme: &str| path.as_str()["themes/".len() + theme.len() + 1..].to_owned();
    let there: BTreeSet<String> = files.iter().map(|(path, _)| below(path, name)).collect();
    let needed = built_in.iter().map(|(path, _)| below(path, BUILT_IN)).filter(|file| {
        let template = file.strip_prefix("templates/").filter(|template| *template != "base.html");
        file == "icon.svg" || template.is_some_and(|template| !template.contains('/'))
    });
    let missing: Vec<String> = needed.filter(|file| !there.contains(file)).collect();
    if !missing.is_empty() && !files.is_empty() {
        diagnostics.push(diagnostic::template::missing_files(name, &missing));
    }
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
        let mut printed = Bounded::default();
        let rendered = self.tera.render_to(template, context, &mut printed);
        rendered.map_err(|error| self.failure(template, &error))?;
        Ok(printed.into_text())
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
        let mut printed = Bounded::default();
        let tera = &self.tera;
        let rendered = tera.render_component_with_implicits_to(&component, context, implicit, None, true, &mut printed);
        rendered.map_err(|error| self.failure("components/shortcodes.html", &error))?;
        Ok(printed.into_text())
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

/// The theme's templates; of sheets, the built-in ones where it has none of its own.
fn templates(source: &SourceTree, folder: &str, built_in: &SourceTree, diagnostics: &mut Diagnostics) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml"]);
    tera.register_filter("fill", fill);
    let (own, lentera) = (format!("{folder}/templates"), format!("themes/{BUILT_IN}/templates"));
    let sheets = texts_below(built_in, &lentera).filter(|(name, _)| name.starts_with("sheets/"));
    let mut sources: BTreeMap<String, &str> = sheets.collect();
    sources.extend(texts_below(source, &own));
    if let Some(circle) = bound::circle(&sources) {
        let path = SourcePath::new(&format!("{own}/{}", circle.template));
        let location = path.map_or_else(Location::project, |path| Location::span(&path, circle.place.clone()));
        diagnostics.push(diagnostic::template::circular(location, circle.component));
        return Tera::new();
    }
    if let Err(error) = tera.add_raw_templates(sources) {
        let (location, detail) = locate(folder, &error);
        let location = location.or_else(|| place_in_report(source, folder, &detail)).unwrap_or_else(Location::project);
        let detail = detail.lines().next().unwrap_or_default().trim_start_matches("error: ");
        diagnostics.push(diagnostic::template::broken(location, detail));
    }
    tera
}

/// The text files below a folder, by their path in it.
fn texts_below<'a>(source: &'a SourceTree, root: &'a str) -> impl Iterator<Item = (String, &'a str)> {
    let start = root.len() + 1;
    source.below(root).filter_map(move |(path, file)| match file {
        SourceFile::Text(file) => Some((path.as_str()[start..].to_owned(), file.text.as_str())),
        SourceFile::Asset(_) => None,
    })
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
        // What templates print into refuses nothing but what is too much.
        ErrorKind::Io(_) => (None, format!("it prints more than {} MiB", bound::LARGEST_OUTPUT >> 20)),
        kind => (None, kind.to_string()),
    }
}

/// The place that a report for people names as `--> article.html:3:20`.
fn place_in_report(source: &SourceTree, folder: &str, report: &str) -> Option<Location> {
    let mut place = report.split_once("--> ")?.1.lines().next()?.rsplitn(3, ':');
    let (column, line): (usize, usize) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
    let path = SourcePath::new(&format!("{folder}/templates/{}", place.next()?))?;
    let text = &source.text(path.as_str())?.text;
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>() + column - 1;
    let length = text.get(start..)?.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
    Some(Location::span(&path, start..start + length))
}
