//! What stands in a page's markup for that which only the finished markup can tell.
//!
//! U+FDD0 is no character (Unicode 23.7): no text that people write has it.

use memchr::memmem;

/// The rules that the page can use.
pub const STYLE: &str = "\u{FDD0}style\u{FDD0}";
/// The page's content security policy, which names the style by its hash.
pub const POLICY: &str = "\u{FDD0}policy\u{FDD0}";
/// The page's own size, in whole kB.
pub const SIZE: &str = "\u{FDD0}size\u{FDD0}";

/// Where a marker first stands.
pub fn find(markup: &str, marker: &str) -> Option<usize> {
    memmem::find(markup.as_bytes(), marker.as_bytes())
}

/// Puts something in the place of each marker, where it first stands.
pub fn replace(markup: &str, texts: &[(&str, &str)]) -> String {
    let mut places: Vec<(usize, &str, &str)> =
        texts.iter().filter_map(|(marker, text)| Some((find(markup, marker)?, *marker, *text))).collect();
    places.sort_unstable();
    let mut filled = String::with_capacity(markup.len() + texts.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut done = 0;
    for (at, marker, text) in places {
        filled.push_str(&markup[done..at]);
        filled.push_str(text);
        done = at + marker.len();
    }
    filled.push_str(&markup[done..]);
    filled
}
