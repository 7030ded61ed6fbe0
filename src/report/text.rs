//! Diagnostics for the terminal.

use super::{Speech, source_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceTree;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet};

/// Whether to colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    On,
    Off,
}

/// Every problem with its excerpt and remedy, an empty line after each.
pub fn render(diagnostics: &[Diagnostic], source: &SourceTree, speech: Speech, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&render_one(diagnostic, source, speech, &renderer));
        text.push_str("\n\n");
    }
    text
}

fn render_one(diagnostic: &Diagnostic, source: &SourceTree, speech: Speech, renderer: &Renderer) -> String {
    let level = match (diagnostic.severity, speech) {
        (Severity::Error, Speech::Indonesian) => Level::ERROR.with_name("kesalahan"),
        (Severity::Error, Speech::English) => Level::ERROR.with_name("error"),
        (Severity::Warning, Speech::Indonesian) => Level::WARNING.with_name("peringatan"),
        (Severity::Warning, Speech::English) => Level::WARNING.with_name("warning"),
    };
    let title = level.primary_title(speech.of(&diagnostic.message)).id(diagnostic.code.as_str());
    let name = match speech {
        Speech::Indonesian => "saran",
        Speech::English => "hint",
    };
    let group = match (&diagnostic.location.path, diagnostic.location.span) {
        (Some(path), Some((start, end))) => match source_text(source, path) {
            Some(text) => title.element(excerpt(diagnostic, path, text, start, end, speech)),
            None => title.element(whole_file(path)),
        },
        (Some(path), None) => title.element(whole_file(path)),
        // A problem of the project has no excerpt: its remedy follows at once.
        (None, _) => {
            let mut said = renderer.render(&[Group::with_title(title)]);
            for note in &diagnostic.notes {
                said.push_str(&format!("\n  = {}: {}", speech.of(&note.name), speech.of(&note.text)));
            }
            return format!("{said}\n  = {name}: {}", speech.of(&diagnostic.hint));
        }
    };
    let notes = diagnostic.notes.iter().map(|note| hint(speech.of(&note.name), speech.of(&note.text)));
    let group = group.elements(notes).element(hint(name, speech.of(&diagnostic.hint)));
    renderer.render(&[group])
}

/// A problem of the whole file is shown at its first line, where every editor opens it.
fn whole_file(path: &str) -> Origin<'_> {
    Origin::path(path).line(1).char_column(1)
}

fn hint<'a>(name: &'a str, text: &'a str) -> Message<'a> {
    Level::HELP.with_name(name).message(text)
}

fn excerpt<'a>(
    diagnostic: &'a Diagnostic,
    path: &'a str,
    text: &'a str,
    start: usize,
    end: usize,
    speech: Speech,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(start), boundary(end.max(start)));
    // Only the first line of a long place is shown: the reader needs to find it, not to read it.
    let first_line_end = text[start..end].find('\n').map_or(end, |index| start + index);
    let annotation = AnnotationKind::Primary.span(start..first_line_end.max(start));
    let annotation = match &diagnostic.label {
        Some(label) => annotation.label(speech.of(label)),
        None => annotation,
    };
    Snippet::source(text).path(path).annotation(annotation)
}
