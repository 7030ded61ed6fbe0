//! What a template may take: no component leads back to itself, and no output grows without end.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

/// More than any page or list needs: the longest offline edition is a sixteenth of it.
pub const LARGEST_OUTPUT: usize = 16 << 20;

/// Takes what a template prints, up to a bound.
#[derive(Default)]
pub struct Bounded(Vec<u8>);

impl Bounded {
    /// # Panics
    /// Where a template printed half a character, which the engine cannot do.
    pub fn into_text(self) -> String {
        String::from_utf8(self.0).expect("templates print text")
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_OUTPUT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A component that calls itself, through others or at once: the engine would follow it until the stack ends.
#[derive(Debug, PartialEq, Eq)]
pub struct Circle<'a> {
    /// The template it is defined in.
    pub template: &'a str,
    /// Where the call stands in it.
    pub place: Range<usize>,
    pub component: &'a str,
}

/// The first component, by template and place, that leads back to itself. The engine finds such includes, not these.
pub fn circle<'a>(templates: &'a BTreeMap<String, &'a str>) -> Option<Circle<'a>> {
    let mut calls: BTreeMap<&str, Vec<Call<'_>>> = BTreeMap::new();
    for (template, text) in templates {
        for (component, body) in definitions(text) {
            let found = calls_in(text, body).map(|(name, place)| Call { name, template, place });
            calls.entry(component).or_default().extend(found);
        }
    }
    calls.iter().find_map(|(component, own)| {
        let call = own.iter().find(|call| leads_to(call.name, component, &calls))?;
        Some(Circle { template: call.template, place: call.place.clone(), component })
    })
}

struct Call<'a> {
    name: &'a str,
    template: &'a str,
    place: Range<usize>,
}

fn leads_to(from: &str, to: &str, calls: &BTreeMap<&str, Vec<Call<'_>>>) -> bool {
    let mut waiting = vec![from];
    let mut seen = Vec::new();
    while let Some(component) = waiting.pop() {
        if component == to {
            return true;
        }
        if !seen.contains(&component) {
            seen.push(component);
            waiting.extend(calls.get(component).into_iter().flatten().map(|call| call.name));
        }
    }
    false
}

/// `{% component ui.rows(items) -%} … {%- endcomponent %}`: names, each with where its body stands.
fn definitions(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{%").map(|start| at + start + 2) {
        at = start;
        let words = text[start..].trim_start_matches('-').trim_start();
        let Some(head) = words.strip_prefix("component ") else { continue };
        let name = name_at_start(head.trim_start());
        let end = text[start..].find("endcomponent").map_or(text.len(), |end| start + end);
        found.push((name, start..end));
        at = end;
    }
    found
}

/// `{{ <ui.rows items=…/> }}` and `{% <ui.box> %}`: the names, each with its place.
fn calls_in(text: &str, body: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let marks = text[body.clone()].match_indices('<').map(move |(mark, _)| body.start + mark);
    marks.filter_map(|mark| {
        let before = text[..mark].trim_end();
        let before = before.strip_suffix('-').unwrap_or(before);
        let name = name_at_start(&text[mark + 1..]);
        let is_call = before.ends_with("{{") || before.ends_with("{%");
        (is_call && !name.is_empty()).then(|| (name, mark..mark + 1 + name.len()))
    })
}

fn name_at_start(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !"._-".contains(c)).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let templates = BTreeMap::from([("a.html".to_owned(), text)]);
        let found = circle(&templates).map(|circle| (circle.component, &text[circle.place.clone()]));
        assert_eq!(found, expected);
    }

    #[test]
    fn components_that_lead_back_are_found() {
        check(
            "{% component a(x) %}{{ <b x=x/> }}{% endcomponent %}{% component b(x) -%}x < 3{%- endcomponent %}",
            None,
        );
        check("{% component a(x) %}{{- <a x=x/> }}{% endcomponent a %}", Some(("a", "<a")));
        let two =
            "{% component u.a(x) %}{% <u.b> %}{% endcomponent %}{%- component u.b(x) %}{{ <u.a/> }}{% endcomponent %}";
        check(two, Some(("u.a", "<u.b")));
    }

    #[test]
    fn output_has_an_end() {
        let mut bounded = Bounded::default();
        let piece = vec![b'a'; 1 << 20];
        let written = (0..17).filter(|_| bounded.write_all(&piece).is_ok()).count();
        assert_eq!(written, 16);
    }
}
