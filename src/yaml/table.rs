//! Key tables: what may stand in a YAML map, with names, forms and help.
//!
//! One table drives decoding (which reports every problem, not the first), scaffolds,
//! documentation and JSON Schema, so that they cannot drift apart.

use super::{Content, Node, Spanned};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::vocabulary::url::Outside;
use crate::vocabulary::{Date, Moment, SourcePath, TimeZone, hidden};
use std::ops::Range;

/// One key that may stand in a map.
#[derive(Debug)]
pub struct Key {
    /// The Indonesian name, shown in scaffolds and messages.
    pub name: &'static str,
    /// The standard English name, so that content from other generators comes in.
    pub alias: &'static str,
    pub form: Form,
    pub need: Need,
    /// One Indonesian sentence for authors.
    pub help: &'static str,
    /// A value as an author would write it.
    pub example: &'static str,
}

/// Builds one row of a key table.
pub const fn key(
    name: &'static str,
    alias: &'static str,
    form: Form,
    need: Need,
    help: &'static str,
    example: &'static str,
) -> Key {
    Key { name, alias, form, need, help, example }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// What a value must look like.
#[derive(Debug)]
pub enum Form {
    Text,
    /// An address outside of the portal, in full.
    Address,
    /// A day.
    Date,
    /// A day, with or without a time.
    Moment,
    /// `ya` or `tidak`.
    Truth,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Decimal,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list; one value alone is a list of one.
    List(&'static Form),
    /// A map with a table of its own.
    Fields(&'static [Key]),
    /// A map from names of the author's choosing.
    Named(&'static Form),
    /// A single value of the first form, or a list or map of the second.
    Either(&'static Form, &'static Form),
    /// Anything, kept as it is for the theme.
    Free,
}

/// A decoded value.
#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Moment(Moment),
    Truth(bool),
    Integer(i64),
    Decimal(f64),
    List(Vec<Spanned<Value>>),
    Fields(Fields),
    Named(Vec<(Spanned<String>, Spanned<Value>)>),
    Free(Node),
}

/// A decoded map: what was sound of it, by Indonesian key name.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    entries: Vec<(&'static str, Spanned<Value>)>,
    /// Where the map stands.
    pub span: Range<usize>,
    /// False when something in it was reported.
    pub is_sound: bool,
}

/// What decoding needs to know besides the table.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub path: &'a SourcePath,
    pub zone: TimeZone,
}

impl Fields {
    /// Decodes a map by its table, reporting unknown, doubled, missing and ill-formed entries.
    pub fn decode(node: &Node, table: &'static [Key], reading: Reading<'_>, diagnostics: &mut Diagnostics) -> Self {
        let known_problems = diagnostics.len();
        let mut fields = Self { entries: Vec::new(), span: node.span.clone(), is_sound: false };
        let at = |span: &Range<usize>| Location::span(reading.path, span.clone());
        let entries = match &node.content {
            Content::Map(entries) => entries.as_slice(),
            _ => {
                let (name, example) = (table[0].name, table[0].example);
                diagnostics.push(diagnostic::yaml::not_a_map(at(&node.span), name, example));
                return fields;
            }
        };
        let mut misspelt = Vec::new();
        for (name, value) in entries {
            let Some(key) = table.iter().find(|key| key.name == name.value || key.alias == name.value) else {
                let known = table.iter().map(|key| key.name);
                misspelt.extend(diagnostic::nearest(&name.value, known.clone()));
                diagnostics.push(diagnostic::yaml::unknown_key(at(&name.span), &name.value, known));
                continue;
            };
            if fields.get(key.name).is_some() {
                diagnostics.push(diagnostic::yaml::same_key_in_two_languages(at(&name.span), key.name, key.alias));
            } else if !is_blank(value)
                && let Some(value) = decode_value(value, key.name, &key.form, key.example, reading, diagnostics)
            {
                fields.entries.push((key.name, value));
            }
        }
        for key in table.iter().filter(|key| key.need == Need::Required) {
            let written = entries.iter().find(|(name, _)| name.value == key.name || name.value == key.alias);
            match written {
                // One cause, one message: the slip was reported.
                None if misspelt.contains(&key.name) => {}
                None => {
                    let at = at(&first_line(node));
                    diagnostics.push(diagnostic::yaml::missing_key(at, key.name, key.example));
                }
                Some((name, value)) if is_blank(value) => {
                    diagnostics.push(diagnostic::yaml::empty_key(at(&name.span), key.name, key.example));
                }
                Some(_) => {}
            }
        }
        fields.is_sound = diagnostics.len() == known_problems;
        fields
    }

    pub fn get(&self, name: &str) -> Option<&Spanned<Value>> {
        self.entries.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub fn text(&self, name: &str) -> Option<Spanned<String>> {
        let value = self.get(name)?;
        match &value.value {
            Value::Text(text) => Some(Spanned { value: text.clone(), span: value.span.clone() }),
            _ => None,
        }
    }

    /// Every text of a list.
    pub fn texts(&self, name: &str) -> Vec<Spanned<String>> {
        self.list(name)
            .iter()
            .filter_map(|item| match &item.value {
                Value::Text(text) => Some(Spanned { value: text.clone(), span: item.span.clone() }),
                _ => None,
            })
            .collect()
    }

    pub fn moment(&self, name: &str) -> Option<Spanned<Moment>> {
        let value = self.get(name)?;
        match value.value {
            Value::Moment(moment) => Some(Spanned { value: moment, span: value.span.clone() }),
            _ => None,
        }
    }

    pub fn date(&self, name: &str) -> Option<Date> {
        self.moment(name).map(|moment| moment.value.date)
    }

    /// True only when the author said so.
    pub fn is(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Spanned { value: Value::Truth(true), .. }))
    }

    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)?.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    pub fn decimal(&self, name: &str) -> Option<f64> {
        match self.get(name)?.value {
            Value::Decimal(number) => Some(number),
            _ => None,
        }
    }

    pub fn list(&self, name: &str) -> &[Spanned<Value>] {
        match self.get(name) {
            Some(Spanned { value: Value::List(items), .. }) => items,
            _ => &[],
        }
    }

    /// Every map of a list of maps.
    pub fn maps(&self, name: &str) -> impl Iterator<Item = &Fields> {
        self.list(name).iter().filter_map(|item| match &item.value {
            Value::Fields(fields) => Some(fields),
            _ => None,
        })
    }

    pub fn map(&self, name: &str) -> Option<&Fields> {
        match &self.get(name)?.value {
            Value::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// Every named map: `fakta: {santunan-jkm: {…}}`.
    pub fn named_maps(&self, name: &str) -> Vec<(&Spanned<String>, &Fields)> {
        match self.get(name) {
            Some(Spanned { value: Value::Named(entries), .. }) => entries
                .iter()
                .filter_map(|(key, value)| match &value.value {
                    Value::Fields(fields) => Some((key, fields)),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn decode_value(
    node: &Node,
    key: &str,
    form: &'static Form,
    example: &str,
    reading: Reading<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Value>> {
    let value = match (form, &node.content) {
        (Form::Free, _) => Some(Value::Free(node.clone())),
        (Form::Fields(table), Content::Map(_)) => {
            Some(Value::Fields(Fields::decode(node, table, reading, diagnostics)))
        }
        (Form::Named(form), Content::Map(entries)) => {
            let named = entries.iter().filter_map(|(name, node)| {
                let value = decode_value(node, &name.value, form, example, reading, diagnostics)?;
                Some((name.clone(), value))
            });
            Some(Value::Named(named.collect()))
        }
        (Form::List(form), Content::List(items)) => {
            let items = items.iter().filter_map(|item| decode_value(item, key, form, example, reading, diagnostics));
            Some(Value::List(items.collect()))
        }
        (Form::Either(_, form), Content::List(_) | Content::Map(_)) => {
            return decode_value(node, key, form, example, reading, diagnostics);
        }
        (Form::Either(form, _), _) => return decode_value(node, key, form, example, reading, diagnostics),
        (Form::List(Form::Text), Content::Map(_)) => None,
        // One value alone is a list of one.
        (Form::List(form), _) => {
            let item = decode_value(node, key, form, example, reading, diagnostics)?;
            Some(Value::List(vec![item]))
        }
        (_, Content::Scalar(text)) => {
            return decode_scalar(node, text, key, form, example, reading, diagnostics);
        }
        _ => None,
    };
    if value.is_none() {
        let at = Location::span(reading.path, node.span.clone());
        diagnostics.push(diagnostic::yaml::wrong_type(at, key, &expected(form), example));
    }
    value.map(|value| Spanned { value, span: node.span.clone() })
}

fn decode_scalar(
    node: &Node,
    text: &str,
    key: &str,
    form: &'static Form,
    example: &str,
    reading: Reading<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<Value>> {
    let at = || Location::span(reading.path, node.span.clone());
    // What nobody sees was reported; a day or a number is known by what one sees of it.
    let visible = hidden::without_hidden(text).filter(|_| !matches!(form, Form::Text));
    let text = visible.as_deref().unwrap_or(text);
    let value = match form {
        Form::Text => Some(Value::Text(text.trim().to_owned())),
        Form::Address => match Outside::of(text) {
            Some(Outside::Address(address)) => Some(Value::Text(address)),
            Some(Outside::Forbidden) => {
                diagnostics.push(diagnostic::link::forbidden_scheme(at(), text));
                return None;
            }
            Some(Outside::ThisMachine) => {
                diagnostics.push(diagnostic::link::to_localhost(at(), text));
                return None;
            }
            None => None,
        },
        Form::Date | Form::Moment => match Moment::parse(text, reading.zone) {
            Ok(moment) => Some(Value::Moment(moment)),
            Err(problem) => {
                diagnostics.push(diagnostic::yaml::unreadable_date(at(), text, problem));
                return None;
            }
        },
        Form::Truth => match text.to_lowercase().as_str() {
            "ya" | "true" | "yes" => Some(Value::Truth(true)),
            "tidak" | "false" | "no" => Some(Value::Truth(false)),
            _ => None,
        },
        Form::Integer => text.replace('_', "").parse().ok().map(Value::Integer),
        Form::Decimal => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Decimal),
        Form::Choice(choices) => match choices.iter().find(|choice| **choice == text) {
            Some(choice) => Some(Value::Text((*choice).to_owned())),
            None => {
                diagnostics.push(diagnostic::yaml::unknown_choice(at(), key, text, choices.iter().copied()));
                return None;
            }
        },
        Form::Fields(_) | Form::Named(_) => None,
        Form::List(_) | Form::Either(..) | Form::Free => unreachable!("handled by decode_value"),
    };
    if value.is_none() {
        diagnostics.push(diagnostic::yaml::wrong_type(at(), key, &expected(form), example));
    }
    value.map(|value| Spanned { value, span: node.span.clone() })
}

fn expected(form: &Form) -> Text {
    match form {
        Form::Text => Text::new("berupa satu tulisan", "one text"),
        Form::Address => {
            Text::new("alamat lengkap, dengan https:// di depan", "a whole address, with https:// in front")
        }
        Form::Date => Text::new("tanggal", "a date"),
        Form::Moment => Text::new("tanggal, boleh dengan jam", "a date, with or without a time"),
        Form::Truth => Text::new("\"ya\" atau \"tidak\"", "\"ya\" (yes) or \"tidak\" (no)"),
        Form::Integer => Text::new("berupa angka bulat", "a whole number"),
        Form::Decimal => Text::new("berupa angka, dengan titik sebagai koma", "a number with a decimal point"),
        Form::Choice(_) => Text::new("salah satu pilihan", "one of the choices"),
        Form::List(_) => Text::new("berupa daftar", "a list"),
        Form::Fields(_) | Form::Named(_) => Text::new("berupa baris \"kunci: isi\"", "lines of \"key: value\""),
        Form::Either(form, _) => expected(form),
        Form::Free => Text::new("apa saja", "anything"),
    }
}

/// True for a key that was left without a value.
fn is_blank(node: &Node) -> bool {
    match &node.content {
        Content::Null => true,
        Content::Scalar(text) => text.trim().is_empty(),
        Content::List(_) | Content::Map(_) => false,
    }
}

/// The first line of a map, where a missing key is reported.
fn first_line(node: &Node) -> Range<usize> {
    match &node.content {
        Content::Map(entries) if !entries.is_empty() => entries[0].0.span.clone(),
        _ => node.span.start..node.span.start,
    }
}
