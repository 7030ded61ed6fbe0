//! Where in its source the heaviest part of a page stands.

use crate::check::page;
use crate::content::Common;
use crate::diagnostic::Location;
use crate::output::Output;
use crate::render::part::What;
use crate::site::Site;
use std::ops::Range;

/// The line of a part that its document holds, or else the whole document.
pub fn of(site: &Site, output: &Output, part: Option<&What>) -> Location {
    let document = output.subject.document(site).map(|id| &site.page(id).document.common);
    match document.zip(part).and_then(|(common, part)| Some((common, span(common, part)?))) {
        Some((common, span)) => Location::span(&common.path, span),
        None => page::location(site, output),
    }
}

fn span(common: &Common, part: &What) -> Option<Range<usize>> {
    match part {
        What::Section(heading) => Some(stretch(common, heading.id.as_deref())?.0),
        What::Table { below, .. } => {
            let (heading, end) = stretch(common, below.as_ref().and_then(|heading| heading.id.as_deref()))?;
            let inside = |span: &&Range<usize>| (heading.start..end).contains(&span.start);
            let tables: Vec<_> = common.body.tables.iter().filter(inside).collect();
            let calls: Vec<_> = common.body.calls.iter().map(|call| &call.span).filter(inside).collect();
            match (tables.as_slice(), calls.as_slice()) {
                ([only], _) | ([], [only]) => Some(Range::clone(only)),
                _ => Some(heading),
            }
        }
        What::Opening | What::Frame | What::Style { .. } | What::StructuredData | What::Script => None,
    }
}

/// A heading of the text, and where the next one begins; the beginning of the text without an id.
fn stretch(common: &Common, id: Option<&str>) -> Option<(Range<usize>, usize)> {
    let headings = &common.body.headings;
    let next = match id {
        Some(id) => headings.iter().position(|heading| heading.id == id)? + 1,
        None => 0,
    };
    let end = headings.get(next).map_or(usize::MAX, |heading| heading.span.start);
    let start = next.checked_sub(1).map_or(0..0, |index| headings[index].span.clone());
    Some((start, end))
}
