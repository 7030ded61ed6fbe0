//! A selector, and whether anything on a page could answer to it.

use super::{Elements, NameId, NameKind, Names, printer};
use lightningcss::selector::{Combinator, Component, PseudoClass, PseudoElement, Selector as Parsed};
use lightningcss::traits::ToCss;

/// One selector of a rule.
#[derive(Debug)]
pub struct Selector {
    pub text: String,
    /// For each of its compounds (`.row` and `h2` in `.row h2`) the names that one element must bear.
    compounds: Vec<Vec<NameId>>,
    /// The lists of `:is()`, `:where()` and `:has()`: of each, one member must be possible.
    lists: Vec<Vec<Selector>>,
    /// Whether Chrome 49 and Firefox 48 know all of it; to them, one strange member spoils a whole list.
    pub is_plain: bool,
}

impl Selector {
    /// `None` where it cannot be printed.
    pub fn new(parsed: &Parsed<'_>, names: &mut Names) -> Option<Self> {
        let text = parsed.to_css_string(printer()).ok()?;
        // A letter that says how to compare the value, as in `[type="a" i]`, came later.
        let is_plain = parsed.iter_raw_match_order().all(is_plain) && !text.contains(" i]") && !text.contains(" s]");
        let mut selector = Self { text, compounds: vec![Vec::new()], lists: Vec::new(), is_plain };
        for component in parsed.iter_raw_match_order() {
            selector.read(component, names)?;
        }
        Some(selector)
    }

    /// What neither excludes nor demands an element is passed over: states that change while one
    /// reads, pseudo-elements, places among siblings, and whatever stands in `:not()`.
    fn read(&mut self, component: &Component<'_>, names: &mut Names) -> Option<()> {
        let name = match component {
            Component::Combinator(_) => {
                self.compounds.push(Vec::new());
                return Some(());
            }
            Component::Is(list) | Component::Where(list) | Component::Any(_, list) | Component::Has(list) => {
                self.lists.push(list.iter().map(|one| Self::new(one, names)).collect::<Option<_>>()?);
                return Some(());
            }
            Component::LocalName(name) => names.add(NameKind::Tag, &name.lower_name),
            Component::Class(name) => names.add(NameKind::Class, name),
            Component::ID(name) => names.add(NameKind::Id, name),
            Component::AttributeInNoNamespaceExists { local_name_lower: name, .. }
            | Component::AttributeInNoNamespace { local_name: name, .. } => names.add(NameKind::Attribute, name),
            Component::AttributeOther(attribute) => names.add(NameKind::Attribute, &attribute.local_name_lower),
            _ => return Some(()),
        };
        self.compounds.last_mut().expect("there is one from the start").push(name);
        Some(())
    }

    /// Whether an element of the page could answer to it, now or after a tap.
    ///
    /// Each compound is looked for on its own: a page with `.row` here and `h2` there keeps `.row h2`.
    /// To follow who lies within whom saves 20 bytes of a page more, and would have to know how each
    /// browser mends markup.
    pub fn is_possible(&self, elements: &Elements) -> bool {
        self.compounds.iter().all(|compound| compound.is_empty() || elements.has_one_with(compound))
            && self.lists.iter().all(|list| list.iter().any(|selector| selector.is_possible(elements)))
    }
}

/// Whether the oldest browsers know a part of a selector.
fn is_plain(component: &Component<'_>) -> bool {
    match component {
        Component::Combinator(combinator) => matches!(
            combinator,
            Combinator::Child
                | Combinator::Descendant
                | Combinator::NextSibling
                | Combinator::LaterSibling
                | Combinator::PseudoElement
        ),
        Component::ExplicitUniversalType
        | Component::LocalName(_)
        | Component::ID(_)
        | Component::Class(_)
        | Component::AttributeInNoNamespaceExists { .. }
        | Component::AttributeInNoNamespace { .. }
        | Component::Root
        | Component::Empty
        | Component::Nth(_) => true,
        // They take one simple selector there, no list.
        Component::Negation(list) => {
            list.len() == 1 && list[0].len() == 1 && list[0].iter_raw_match_order().all(is_plain)
        }
        Component::NonTSPseudoClass(class) => matches!(
            class,
            PseudoClass::Hover
                | PseudoClass::Active
                | PseudoClass::Focus
                | PseudoClass::Link
                | PseudoClass::Visited
                | PseudoClass::Target
                | PseudoClass::Enabled
                | PseudoClass::Disabled
                | PseudoClass::Checked
        ),
        Component::PseudoElement(element) => matches!(
            element,
            PseudoElement::Before | PseudoElement::After | PseudoElement::FirstLine | PseudoElement::FirstLetter
        ),
        _ => false,
    }
}
