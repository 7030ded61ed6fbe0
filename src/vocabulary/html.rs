//! Escaped text, so that raw and safe text cannot be mixed up.

use serde::{Serialize, Serializer};
use std::fmt;

/// Markup that is safe to print as it is.
///
/// Invariant: made by escaping text, by rendering Markdown, or by a theme's component.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html(String);

impl Html {
    /// Escapes plain text for element content and double-quoted attributes.
    pub fn escape(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        push_escaped(&mut escaped, text);
        Self(escaped)
    }

    /// Vouches that `markup` is safe: it came from the Markdown renderer, the sanitiser or a theme.
    pub fn trusted(markup: String) -> Self {
        Self(markup)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Appends `text` to `markup`, escaped for element content and double-quoted attributes.
pub fn push_escaped(markup: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            '\'' => markup.push_str("&#39;"),
            character => markup.push(character),
        }
    }
}

impl fmt::Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Templates get the markup as a string and print it with `| safe`.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
