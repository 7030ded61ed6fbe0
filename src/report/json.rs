//! Diagnostics for machines: a stable form, documented in ARCHITECTURE.md.

use super::{Speech, position, source_text};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceTree;
use serde_json::{Value, json};

/// One problem as an object: `code`, `severity`, `message`, `hint`, and where it is.
pub fn diagnostic(diagnostic: &Diagnostic, source: &SourceTree, speech: Speech) -> Value {
    let text = diagnostic.location.path.as_deref().and_then(|path| source_text(source, path));
    let place = text.zip(diagnostic.location.span).map(|(text, (start, end))| {
        let (start, end) = (position(text, start), position(text, end));
        json!({
            "start": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        })
    });
    json!({
        "code": diagnostic.code,
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": speech.of(&diagnostic.message),
        "notes": diagnostic.notes.iter().map(|note| json!({"name": speech.of(&note.name), "text": speech.of(&note.text)})).collect::<Vec<_>>(),
        "hint": speech.of(&diagnostic.hint),
        "file": diagnostic.location.path,
        "place": place,
    })
}
