//! Key tables → JSON Schema, for editors that complete, explain and check while one writes.
//!
//! The tables are those the build decodes by, so that an editor and a build cannot disagree on
//! keys, types and forms. What needs more than one file to be seen stays with the build.

pub mod editor;

use crate::config;
use crate::content::Kind;
use crate::fact::keys::FILE_KEYS;
use crate::vocabulary::date::pattern;
use crate::yaml::table::{Form, Key, Need};
use serde_json::{Map, Value, json};

/// One schema, with the name of its file.
pub struct Schema {
    pub name: &'static str,
    pub content: Value,
}

/// The schemas of every kind's front matter, of the files of facts and of the configuration.
pub fn all() -> Vec<Schema> {
    let kinds = Kind::ALL.map(|kind| document(kind.name(), "Bagian atas halaman", kind.table()));
    let others = [
        document("fakta", "Berkas di content/_facts", FILE_KEYS),
        document("kentongan", "Pengaturan portal", config::KEYS),
    ];
    kinds.into_iter().chain(others).collect()
}

fn document(name: &'static str, what: &str, table: &[Key]) -> Schema {
    let mut content = object(table);
    content["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    content["title"] = json!(format!("{what}: {name}"));
    Schema { name, content }
}

/// A map with a table: no other keys, none twice in two languages, none missing.
fn object(table: &[Key]) -> Value {
    let mut properties = Map::new();
    let mut rules = Vec::new();
    for key in table {
        properties.insert(key.name.into(), property(key));
        let (name, alias) = (json!({"required": [key.name]}), json!({"required": [key.alias]}));
        if key.alias == key.name {
            rules.extend((key.need == Need::Required).then_some(name));
            continue;
        }
        properties.insert(key.alias.into(), alias_of(key));
        match key.need {
            Need::Required => rules.push(json!({"oneOf": [name, alias]})),
            Need::Optional => rules.push(json!({"not": {"required": [key.name, key.alias]}})),
        }
    }
    let mut object = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !rules.is_empty() {
        object["allOf"] = json!(rules);
    }
    object
}

/// A key without a value counts as not written, so an optional one may stand empty.
fn property(key: &Key) -> Value {
    let form = form(&key.form);
    let mut property = match (key.need, &key.form) {
        (Need::Required, _) | (_, Form::Free) => form,
        (Need::Optional, _) => json!({"anyOf": [form, {"type": "null"}]}),
    };
    property["description"] = json!(explanation(key));
    property
}

/// The standard English name: understood, but not offered.
fn alias_of(key: &Key) -> Value {
    let mut property = property(key);
    property["description"] = json!(format!("Sama dengan \"{}\". {}", key.name, key.help));
    property["doNotSuggest"] = json!(true);
    property
}

fn explanation(key: &Key) -> String {
    let need = match key.need {
        Need::Required => " Wajib diisi.",
        Need::Optional => "",
    };
    match key.example.trim() {
        "" => format!("{}{need}", key.help),
        example if key.example.starts_with('\n') => format!("{}{need}\nContoh:\n{}:\n  {example}", key.help, key.name),
        example => format!("{}{need}\nContoh: {}: {example}", key.help, key.name),
    }
}

/// What `yaml::table` takes for a form. A scalar may be quoted or not: the build looks at its text.
fn form(form: &Form) -> Value {
    match form {
        Form::Text => json!({"type": ["string", "number", "boolean"]}),
        Form::Address => json!({
            "type": "string",
            "pattern": "^\\s*([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]|[Ss][Mm][Ss]|[Ww][Hh][Aa][Tt][Ss][Aa][Pp][Pp]):",
            "patternErrorMessage": "Tulis alamat lengkap, dengan https:// di depan.",
        }),
        Form::Date | Form::Moment => json!({
            "type": "string",
            "pattern": pattern::moment(),
            "patternErrorMessage": "Tulis tahun-bulan-tanggal, misalnya 2026-08-17. Dengan jam: 2026-08-17 09:00.",
        }),
        Form::Truth => json!({"anyOf": [
            {"enum": ["ya", "tidak"]},
            {"type": "boolean"},
            {"type": "string", "pattern": "^([Yy][Aa]|[Tt][Ii][Dd][Aa][Kk]|[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"},
        ]}),
        Form::Integer => {
            json!({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[+-]?[0-9_]*[0-9][0-9_]*$"}]})
        }
        Form::Decimal => {
            json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$"}]})
        }
        Form::Choice(choices) => json!({"enum": choices}),
        // One value alone is a list of one.
        Form::List(item) => {
            let item = self::form(item);
            json!({"anyOf": [{"type": "array", "items": item}, item]})
        }
        Form::Fields(table) => object(table),
        Form::Named(item) => json!({"type": "object", "additionalProperties": self::form(item)}),
        Form::Either(one, other) => json!({"anyOf": [self::form(one), self::form(other)]}),
        Form::Free => json!({}),
    }
}
