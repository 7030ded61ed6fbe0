//! What stands in a page's markup for that which only the finished markup can tell.
//!
//! U+FDD0 is no character (Unicode 23.7): no text that people write has it.

/// The rules that the page can use.
pub const STYLE: &str = "\u{FDD0}style\u{FDD0}";
/// The page's content security policy, which names the style by its hash.
pub const POLICY: &str = "\u{FDD0}policy\u{FDD0}";
/// The page's own size, in whole kB.
pub const SIZE: &str = "\u{FDD0}size\u{FDD0}";

/// Where a marker first stands.
pub fn find(markup: &str, marker: &str) -> Option<usize> {
    let mut starts = markup.match_indices('\u{FDD0}').map(|(at, _)| at);
    starts.find(|at| markup[*at..].starts_with(marker))
}

/// Puts something in the place of a marker, where it first stands.
pub fn replace(markup: &mut String, marker: &str, text: &str) {
    if let Some(at) = find(markup, marker) {
        markup.replace_range(at..at + marker.len(), text);
    }
}
