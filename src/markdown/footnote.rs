//! Footnotes: numbered in the order they are referred to, and printed at the end.

use pulldown_cmark::Event;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Default)]
pub struct Footnotes<'s> {
    /// The names of those that are referred to, in order, and the number of each.
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    notes: BTreeMap<String, Note<'s>>,
}

struct Note<'s> {
    events: Vec<Event<'s>>,
    /// Where it begins: `[^1]:`.
    mark: Range<usize>,
}

impl<'s> Footnotes<'s> {
    /// Takes in a note that stands at `span`. Returns where it begins if there is another of its name:
    /// the first is the one that is meant.
    pub fn add(
        &mut self,
        label: &str,
        events: Vec<Event<'s>>,
        source: &str,
        span: &Range<usize>,
    ) -> Option<Range<usize>> {
        let length = source[span.clone()].find("]:").map_or(0, |end| end + "]:".len());
        let mark = span.start..span.start + length;
        if self.notes.contains_key(label) {
            return Some(mark);
        }
        self.notes.insert(label.to_owned(), Note { events, mark });
        None
    }

    /// What is printed where a note is referred to.
    pub fn refer(&mut self, label: &str) -> String {
        if let Some(number) = self.numbers.get(label) {
            return format!("<sup><a href=\"#catatan-{number}\">{number}</a></sup>");
        }
        let number = self.order.len() + 1;
        self.order.push(label.to_owned());
        self.numbers.insert(label.to_owned(), number);
        // Only the first reference is what the note leads back to.
        format!("<sup><a id=\"rujuk-{number}\" href=\"#catatan-{number}\">{number}</a></sup>")
    }

    /// The notes that nothing refers to, each with where it begins.
    pub fn unused(&self) -> Vec<(String, Range<usize>)> {
        let unused = self.notes.iter().filter(|(label, _)| !self.numbers.contains_key(*label));
        unused.map(|(label, note)| (label.clone(), note.mark.clone())).collect()
    }

    /// Prints the notes that are referred to.
    pub fn push_list(mut self, markup: &mut String) {
        if self.order.is_empty() {
            return;
        }
        markup.push_str("<div class=\"catatan\"><ol>\n");
        for (index, label) in self.order.iter().enumerate() {
            let number = index + 1;
            let mut note = String::new();
            let events = self.notes.remove(label).map(|note| note.events).unwrap_or_default();
            pulldown_cmark::html::push_html(&mut note, events.into_iter());
            let note = note.trim_end();
            let back = format!(" <a href=\"#rujuk-{number}\">↩</a>");
            let note = match note.strip_suffix("</p>") {
                Some(open) => format!("{open}{back}</p>"),
                None => format!("{note}{back}"),
            };
            markup.push_str(&format!("<li id=\"catatan-{number}\">{note}</li>\n"));
        }
        markup.push_str("</ol></div>\n");
    }
}
