//! Markdown → Body: markup with holes for links, pictures and shortcodes. Knows nothing of sites.

mod footnote;
pub mod heading;
mod html;
mod parse;
pub mod prose;
pub mod shortcode;

pub use heading::{Heading, contents_list};
pub use parse::parse;

use shortcode::Call;
use std::ops::Range;

/// A page's text, ready but for what only the whole site knows.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub parts: Vec<Part>,
    /// In document order, with unique ids.
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    pub calls: Vec<Call>,
    /// Where the tables stand that are written out.
    pub tables: Vec<Range<usize>>,
}

/// A piece of a body.
#[derive(Clone, Debug)]
pub enum Part {
    /// Finished markup.
    Markup(String),
    /// The `href` of a link, by its place in [`Body::links`].
    Href(usize),
    /// A picture, by its place in [`Body::pictures`].
    Picture(usize),
    /// A shortcode, by its place in [`Body::calls`].
    Call(usize),
}

#[derive(Clone, Debug)]
pub struct Link {
    /// As written, decoded.
    pub target: String,
    pub span: Range<usize>,
}

#[derive(Clone, Debug)]
pub struct Picture {
    pub target: String,
    pub alt: String,
    pub span: Range<usize>,
}

impl Body {
    /// True when nothing would be seen of it.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Markup(markup) if markup.trim().is_empty()))
    }
}
