//! The theme's fixed words, in every language of the portal.

use crate::diagnostic::Diagnostics;
use crate::source::SourceTree;
use crate::vocabulary::{Language, SourcePath};
use crate::yaml::{self, Content};
use std::collections::BTreeMap;
use tera::Value;

/// The words of one language; a word missing in a translation is the Indonesian one.
pub struct Words {
    pub language: Language,
    map: BTreeMap<String, String>,
    /// The same map as templates get it, converted once.
    pub value: Value,
}

impl Words {
    /// A word; its own key in angle quotes where the theme has none, so that the gap is seen.
    pub fn get(&self, key: &str) -> String {
        self.map.get(key).cloned().unwrap_or_else(|| format!("‹{key}›"))
    }

    pub fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// A word with its `{places}` filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    pub fn is_english(&self) -> bool {
        self.language == Language::English
    }
}

/// Reads the words of every language of the program; the portal uses those it is configured for.
///
/// A word is looked for in the theme's own file, then in the built-in one, then in Indonesian.
pub fn parse_all(
    source: &SourceTree,
    folder: &str,
    built_in: &SourceTree,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Language, Words> {
    let mut indonesian = BTreeMap::new();
    let mut all = BTreeMap::new();
    for language in Language::ALL {
        let file = format!("i18n/{}.yaml", language.code());
        let mut map: BTreeMap<String, String> = indonesian.clone();
        map.extend(parse(built_in, &format!("themes/{}/{file}", super::BUILT_IN), &mut Diagnostics::default()));
        map.extend(parse(source, &format!("{folder}/{file}"), diagnostics));
        if language == Language::Indonesian {
            indonesian = map.clone();
        }
        let value = Value::from_serializable(&map);
        all.insert(language, Words { language, map, value });
    }
    all
}

fn parse(source: &SourceTree, path: &str, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let (Some(file), Some(path)) = (source.text(path), SourcePath::new(path)) else { return BTreeMap::new() };
    let node = yaml::parse(&path, &file.text, 0..file.text.len(), diagnostics);
    let Some(Content::Map(entries)) = node.map(|node| node.content) else { return BTreeMap::new() };
    entries
        .into_iter()
        .filter_map(|(key, value)| match value.content {
            Content::Scalar(text) => Some((key.value, text)),
            _ => None,
        })
        .collect()
}
