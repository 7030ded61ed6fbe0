//! What Visual Studio Code needs to help: its settings, the extension to install, and snippets.
//!
//! The YAML extension does not look into the front matter of Markdown
//! (redhat-developer/vscode-yaml#207), so pages are completed by snippets of the same key tables.

use crate::content::Kind;
use crate::yaml::table::{Form, Key, Need};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub const SETTINGS: &str = ".vscode/settings.json";
pub const EXTENSIONS: &str = ".vscode/extensions.json";
pub const SNIPPETS: &str = ".vscode/kentongan.code-snippets";

/// The settings that lead each file to its schema in `folder`, such as `.kentongan/skema`.
pub fn settings(folder: &str) -> Map<String, Value> {
    let mut schemas = Map::new();
    schemas.insert(format!("{folder}/fakta.json"), json!("content/_facts/*.yaml"));
    schemas.insert(format!("{folder}/kentongan.json"), json!("kentongan.yaml"));
    let mut settings = Map::new();
    settings.insert("yaml.schemas".into(), json!(schemas));
    // Without this the extension asks a server on the internet for schemas of other people's files.
    settings.insert("yaml.schemaStore.enable".into(), json!(false));
    settings.insert("[markdown]".into(), json!({"editor.quickSuggestions": {"other": "on"}}));
    settings
}

pub fn extensions() -> Value {
    json!({"recommendations": ["redhat.vscode-yaml"]})
}

/// A snippet for a new page of each kind, and one for each key, with its help and its choices.
pub fn snippets() -> Value {
    let mut snippets = Map::new();
    for kind in Kind::PAGES {
        let required = kind.table().iter().filter(|key| key.need == Need::Required);
        let lines = required.enumerate().map(|(index, key)| line(key, index + 1));
        let body: Vec<String> =
            ["---".to_owned()].into_iter().chain(lines).chain(["---".into(), String::new(), "$0".into()]).collect();
        let (name, prefix) = (format!("halaman {}", kind.name()), format!("halaman-{}", kind.name()));
        let description = format!("Halaman baru: {}.", kind.name());
        snippets.insert(name, snippet(&prefix, &json!(body), &description));
    }
    for (name, (key, kinds)) in keys_of_all_kinds() {
        let description = if kinds.len() == Kind::ALL.len() {
            key.help.to_owned()
        } else {
            format!("{} Untuk: {}.", key.help, kinds.join(", "))
        };
        snippets.insert(format!("kunci {name}"), snippet(name, &json!(line(key, 1)), &description));
    }
    Value::Object(snippets)
}

/// Each key by its name, with the kinds that have it.
fn keys_of_all_kinds() -> BTreeMap<&'static str, (&'static Key, Vec<&'static str>)> {
    let mut keys: BTreeMap<&str, (&Key, Vec<&str>)> = BTreeMap::new();
    for kind in Kind::ALL {
        for key in kind.table() {
            keys.entry(key.name).or_insert_with(|| (key, Vec::new())).1.push(kind.name());
        }
    }
    keys
}

fn snippet(prefix: &str, body: &Value, description: &str) -> Value {
    json!({"scope": "markdown", "prefix": prefix, "body": body, "description": description})
}

/// `status: ${1|terjadwal,ditunda|}`
fn line(key: &Key, place: usize) -> String {
    let value = match &key.form {
        Form::Choice(choices) => format!("${{{place}|{}|}}", choices.join(",")),
        Form::Truth => format!("${{{place}|ya,tidak|}}"),
        _ => format!("${{{place}:{}}}", key.example.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")),
    };
    format!("{}: {value}", key.name)
}
