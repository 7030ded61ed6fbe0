//! What selectors ask for, by number, and which of it a page's elements bear.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Every name that a style sheet asks for.
///
/// In small letters throughout: a page without a doctype does not tell capitals apart, and to keep
/// a rule too many does no harm.
#[derive(Debug, Default)]
pub struct Names {
    /// By [`NameKind`].
    ids: [HashMap<Box<str>, NameId, Quick>; 4],
    next: u16,
}

/// Something a selector can ask of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    Tag,
    Class,
    Id,
    Attribute,
}

/// A name of a style sheet, by its number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u16);

/// The elements of a page, each as the names it bears, as far as a style sheet asks for them.
///
/// In a fixed order, each set of names once: pages with the same elements are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Elements(Vec<Box<[NameId]>>);

impl Names {
    /// Takes a name in, unless it is known.
    pub fn add(&mut self, kind: NameKind, name: &str) -> NameId {
        let next = NameId(self.next);
        let id = *self.ids[kind as usize].entry(name.to_ascii_lowercase().into()).or_insert(next);
        if id == next {
            self.next += 1;
        }
        id
    }

    /// The number of a name; `None` where no selector asks for it.
    pub fn get(&self, kind: NameKind, name: &str) -> Option<NameId> {
        let ids = &self.ids[kind as usize];
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            ids.get(name.to_ascii_lowercase().as_str()).copied()
        } else {
            ids.get(name).copied()
        }
    }
}

impl Elements {
    /// Takes in an element that bears these names.
    pub fn add(&mut self, names: &mut Vec<NameId>) {
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return;
        }
        if let Err(place) = self.0.binary_search_by(|known| (**known).cmp(names)) {
            self.0.insert(place, names.as_slice().into());
        }
    }

    /// True where one element bears all of these names.
    pub fn has_one_with(&self, names: &[NameId]) -> bool {
        self.0.iter().any(|known| names.iter().all(|name| known.contains(name)))
    }
}

/// For short names that nobody chooses to harm us: FNV-1a.
pub type Quick = BuildHasherDefault<Fnv>;

#[derive(Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
