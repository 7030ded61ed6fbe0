//! What is counted of a page, and the numbers.

use serde::Serialize;

/// What is counted of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The page itself with its styles, in bytes on the wire.
    Html,
    /// All that a first visit fetches before it scrolls, in bytes on the wire.
    First,
    /// The same after scrolling to the end.
    Whole,
    /// How many files the first view asks for.
    Requests,
    /// Scripts, in bytes on the wire.
    Script,
    /// Elements of the document.
    Elements,
}

/// A number for each measure: what a page costs, or what it may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    pub html: u64,
    pub first: u64,
    pub whole: u64,
    pub requests: u64,
    pub script: u64,
    pub elements: u64,
}

impl Measure {
    pub const ALL: [Self; 6] = [Self::Html, Self::First, Self::Whole, Self::Requests, Self::Script, Self::Elements];
}

impl Figures {
    pub fn get(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Html => self.html,
            Measure::First => self.first,
            Measure::Whole => self.whole,
            Measure::Requests => self.requests,
            Measure::Script => self.script,
            Measure::Elements => self.elements,
        }
    }

    pub fn set(&mut self, measure: Measure, value: u64) {
        *match measure {
            Measure::Html => &mut self.html,
            Measure::First => &mut self.first,
            Measure::Whole => &mut self.whole,
            Measure::Requests => &mut self.requests,
            Measure::Script => &mut self.script,
            Measure::Elements => &mut self.elements,
        } = value;
    }

    /// The measures in which these figures go beyond `limits`.
    pub fn over(&self, limits: &Self) -> impl Iterator<Item = Measure> {
        Measure::ALL.into_iter().filter(|measure| self.get(*measure) > limits.get(*measure))
    }

    /// The measure that comes nearest to its limit, or goes furthest beyond it.
    ///
    /// Requests are left out: every page needs nearly all it may have.
    pub fn tightest(&self, limits: &Self) -> Measure {
        let share = |measure: Measure| self.get(measure) * 10_000 / limits.get(measure).max(1);
        let counted = Measure::ALL.into_iter().filter(|measure| *measure != Measure::Requests);
        counted.rev().max_by_key(|measure| share(*measure)).expect("there are measures")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tightest_measure_is_the_one_nearest_to_its_limit() {
        let limits = Figures { html: 6_500, first: 14_000, whole: 35_000, requests: 3, script: 400, elements: 300 };
        let light = Figures { html: 3_000, first: 3_900, whole: 3_900, requests: 2, script: 0, elements: 140 };
        assert_eq!(light.tightest(&limits), Measure::Elements);
        assert_eq!(light.over(&limits).count(), 0);
        let heavy = Figures { html: 7_000, first: 20_000, ..light };
        assert_eq!(heavy.tightest(&limits), Measure::First);
        assert_eq!(heavy.over(&limits).collect::<Vec<_>>(), [Measure::Html, Measure::First]);
    }
}
