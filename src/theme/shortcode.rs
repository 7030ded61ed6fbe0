//! What shortcodes a theme offers: components named `shortcode.NAME` that declare their parameters.

use crate::diagnostic::Text;
use std::collections::BTreeMap;
use tera::{Tera, Value};

/// A shortcode as the theme declares it.
#[derive(Clone, Debug)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    /// What the engine computes for it.
    pub data: Data,
    pub placement: Placement,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    pub kind: ParameterKind,
    /// The one required parameter may be given without its name.
    pub required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    Fact,
    Group,
    Occupation,
    Region,
    Term,
    Date,
    Number,
    Text,
}

impl ParameterKind {
    /// What a value of this kind is, in words.
    pub fn expected(self) -> Text {
        match self {
            Self::Date => Text::new("tanggal, misalnya 2026-12-05", "a date, such as 2026-12-05"),
            Self::Number => Text::new("angka", "a number"),
            Self::Fact => Text::new("nama fakta", "the name of a fact"),
            Self::Group => Text::new("nama golongan", "the name of a group"),
            Self::Occupation => Text::new("nama pekerjaan", "the name of an occupation"),
            Self::Region => Text::new("nama kecamatan", "the name of a district"),
            Self::Term => Text::new("nama istilah", "the name of a term"),
            Self::Text => Text::new("tulisan", "a text"),
        }
    }
}

/// Where a shortcode may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Within a sentence, also in headings and front matter.
    Inline,
    /// On a line of its own.
    Block,
}

/// The data a component is given, named in its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// The parameters themselves and nothing else.
    Parameters,
    Fact,
    Term,
    Table,
    Groups,
    Brackets,
    Calculator,
    Channels,
    Glossary,
    Warnings,
    Sources,
    Occupations,
    Regions,
}

impl Signature {
    /// The parameter that may be given without its name.
    pub fn first_required(&self) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.required)
    }
}

/// The component that renders a shortcode: `tabel-iuran` → `shortcode.tabel_iuran`.
pub fn component_name(shortcode: &str) -> String {
    format!("shortcode.{}", shortcode.replace('-', "_"))
}

/// Every shortcode the theme's components declare, by the name authors write.
pub fn signatures(tera: &Tera) -> BTreeMap<String, Signature> {
    tera.get_component_names()
        .filter_map(|component| {
            let name = component.strip_prefix("shortcode.")?.replace('_', "-");
            Some((name, signature(tera.get_component_definition(component)?.metadata())))
        })
        .collect()
}

fn signature(metadata: &BTreeMap<String, Value>) -> Signature {
    let declared = metadata.get("params").and_then(Value::as_map);
    let mut parameters: Vec<Parameter> = declared
        .into_iter()
        .flatten()
        .map(|(name, kind)| {
            let kind = kind.as_str().unwrap_or("text");
            let required = !kind.ends_with('?');
            Parameter { name: name.to_string(), kind: parameter_kind(kind.trim_end_matches('?')), required }
        })
        .collect();
    parameters.sort_by(|a, b| (!a.required, &a.name).cmp(&(!b.required, &b.name)));
    let inline = metadata.get("inline").and_then(Value::as_bool) == Some(true);
    Signature {
        parameters,
        data: data(metadata.get("data").and_then(Value::as_str).unwrap_or_default()),
        placement: if inline { Placement::Inline } else { Placement::Block },
    }
}

fn parameter_kind(name: &str) -> ParameterKind {
    match name {
        "fact" => ParameterKind::Fact,
        "group" => ParameterKind::Group,
        "occupation" => ParameterKind::Occupation,
        "region" => ParameterKind::Region,
        "term" => ParameterKind::Term,
        "date" => ParameterKind::Date,
        "number" => ParameterKind::Number,
        _ => ParameterKind::Text,
    }
}

fn data(name: &str) -> Data {
    match name {
        "fact" => Data::Fact,
        "term" => Data::Term,
        "table" => Data::Table,
        "groups" => Data::Groups,
        "brackets" => Data::Brackets,
        "calculator" => Data::Calculator,
        "channels" => Data::Channels,
        "glossary" => Data::Glossary,
        "warnings" => Data::Warnings,
        "sources" => Data::Sources,
        "occupations" => Data::Occupations,
        "regions" => Data::Regions,
        _ => Data::Parameters,
    }
}
