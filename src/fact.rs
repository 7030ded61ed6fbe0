//! SourceTree → Facts: dated facts, contributions, and the reference data beside them.
//!
//! An amount lives once, with its validity, segment, source and check date. Everything printed
//! about it on a page is computed from here for the day the portal is built for.

pub mod change;
pub mod contribution;
pub mod keys;
pub mod number;
pub mod parse;
pub mod print;
pub mod reference;
pub mod series;

pub use parse::parse;

use crate::diagnostic::{self, Diagnostics, Location};
use crate::markdown::shortcode::InlineText;
use crate::vocabulary::{Date, SourcePath};
use contribution::{Bracket, Programme};
use number::Number;
use reference::{Channel, Group, Occupation, Region, Regulation, Source, Term, Topic, Warning};
use series::Series;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Everything below `content/_facts/`, in file order where order shows.
#[derive(Debug, Default)]
pub struct Facts {
    /// Facts in the order they are written, which is the order of tables.
    facts: Vec<Fact>,
    by_id: BTreeMap<String, usize>,
    pub programmes: BTreeMap<String, Programme>,
    pub brackets: Vec<Bracket>,
    pub groups: Vec<Group>,
    pub sources: BTreeMap<String, Source>,
    pub regulations: Vec<Regulation>,
    pub channels: Vec<Channel>,
    pub terms: Vec<Term>,
    pub warnings: Vec<Warning>,
    pub regions: Vec<Region>,
    pub occupations: Vec<Occupation>,
    pub topics: Vec<Topic>,
    /// Facts that were written and reported as unsound.
    unsound: BTreeSet<String>,
    /// Some file could not be read at all.
    is_incomplete: bool,
    /// Some fact names another thing that is not there.
    has_dead_references: bool,
}

/// One fact, as written.
#[derive(Debug)]
pub struct Fact {
    pub id: String,
    pub label: String,
    /// Label, value and note in English, where somebody wrote them.
    pub english: Option<English>,
    pub unit: Unit,
    /// `bulan` for an amount each month.
    pub per: Option<String>,
    pub definition: Definition,
    pub note: Option<InlineText>,
    /// The table this fact is a row of.
    pub table: Option<String>,
    pub publish: Publish,
    pub checked: Option<Date>,
    pub sources: Vec<String>,
    /// Where the fact is written.
    pub path: SourcePath,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub struct English {
    pub label: Option<String>,
    pub value: Option<String>,
    pub note: Option<InlineText>,
}

/// Where a fact's value comes from.
#[derive(Debug)]
pub enum Definition {
    /// Written, with its periods.
    Dated(Vec<Period>),
    /// The monthly contribution to some programmes in one bracket.
    Contribution { programmes: Vec<String>, bracket: u32, discount: Discount },
    /// `factor` times the base income of a bracket, plus other facts.
    Multiple { factor: i64, bracket: u32, plus: Vec<String> },
}

/// Whether a contribution is computed with the discounts in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    Applied,
    Ignored,
}

/// A value and the days on which it holds.
#[derive(Clone, Debug)]
pub struct Period {
    /// The contribution group it holds for; all of them when `None`.
    pub group: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub value: Amount,
    /// What is printed instead of the number, such as "tidak ada lagi".
    pub said: Option<Said>,
    /// A rule that has not been made yet may change this value.
    pub may_change: bool,
    pub span: Range<usize>,
}

/// Words that say a value better than its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub indonesian: String,
    pub english: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    Number(Number),
    Text(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Rupiah,
    Percent,
    Months,
    Years,
    Days,
    WorkingDays,
    Hours,
    People,
    Times,
    Text,
}

/// Whether and how a fact may be shown. The order is from free to forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Publish {
    Open,
    /// Only with a visible "Belum pasti. Tanyakan ke 175."
    VerifyFirst,
    /// Never.
    Hold,
}

/// A fact's value on a day, with its end and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub amount: Amount,
    pub said: Option<Said>,
    /// The last day on which the value holds.
    pub until: Option<Date>,
    pub next: Option<Next>,
    pub publish: Publish,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    pub amount: Amount,
    pub said: Option<Said>,
    pub from: Date,
    pub may_change: bool,
}

/// Why a fact has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// It differs between groups, and none was named.
    NeedsGroup,
    /// No period covers the day.
    NoPeriod,
}

impl Facts {
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.by_id.get(id).map(|index| &self.facts[*index])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.by_id.keys().map(String::as_str)
    }

    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    pub fn occupation(&self, id: &str) -> Option<&Occupation> {
        self.occupations.iter().find(|occupation| occupation.id == id)
    }

    pub fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id == id)
    }

    /// True for a name that may well be written, in a place that was reported as unsound.
    pub fn may_be_unsound(&self, name: &str) -> bool {
        self.is_incomplete || self.unsound.contains(name)
    }

    /// True when the fact's value depends on the contribution group.
    pub fn depends_on_group(&self, fact: &Fact) -> bool {
        match &fact.definition {
            Definition::Dated(periods) => periods.iter().any(|period| period.group.is_some()),
            Definition::Contribution { programmes, discount, .. } => {
                *discount == Discount::Applied
                    && programmes
                        .iter()
                        .filter_map(|id| self.get(self.programmes.get(id)?.discount.as_deref()?))
                        .any(|fact| self.depends_on_group(fact))
            }
            Definition::Multiple { plus, .. } => {
                plus.iter().filter_map(|id| self.get(id)).any(|fact| self.depends_on_group(fact))
            }
        }
    }

    /// The fact's value over all time for one group.
    pub fn series(&self, fact: &Fact, group: Option<&str>) -> Series {
        match &fact.definition {
            Definition::Dated(periods) => Series::from_periods(
                periods.iter().filter(|period| period.group.is_none() || period.group.as_deref() == group),
            ),
            Definition::Contribution { programmes, bracket, discount } => {
                let ids: Vec<&str> = programmes.iter().map(String::as_str).collect();
                match self.bracket(*bracket) {
                    Some(bracket) => self.contribution(&ids, bracket, group, *discount),
                    None => Series::default(),
                }
            }
            Definition::Multiple { factor, bracket, plus } => {
                let base = self.bracket(*bracket).map_or(Number::ZERO, |bracket| bracket.base.times(*factor));
                let parts: Vec<Series> =
                    plus.iter().filter_map(|id| self.get(id)).map(|fact| self.series(fact, group)).collect();
                Series::sum(&parts).map(|amount| match amount {
                    Amount::Number(number) => Amount::Number(base.plus(*number)),
                    text => text.clone(),
                })
            }
        }
    }

    /// What the fact says on a day.
    ///
    /// # Errors
    /// When the fact needs a group, or no period covers the day.
    pub fn resolve(&self, fact: &Fact, group: Option<&str>, day: Date) -> Result<Resolved, NoValue> {
        if group.is_none() && self.depends_on_group(fact) {
            return Err(NoValue::NeedsGroup);
        }
        let resolved = self.series(fact, group).on(day).ok_or(NoValue::NoPeriod)?;
        Ok(Resolved { publish: self.publish(fact), ..resolved })
    }

    /// How a fact may be shown: the strictest of itself and what it is computed from.
    pub fn publish(&self, fact: &Fact) -> Publish {
        let of = |id: &String| self.get(id).map_or(Publish::Open, |fact| self.publish(fact));
        let of_bracket = |number: u32| self.bracket(number).map_or(Publish::Open, |bracket| bracket.publish);
        let parts = match &fact.definition {
            Definition::Dated(_) => Publish::Open,
            Definition::Contribution { programmes, bracket, .. } => programmes
                .iter()
                .filter_map(|id| self.programmes.get(id))
                .flat_map(|programme| [Some(&programme.rate), programme.discount.as_ref()])
                .flatten()
                .map(of)
                .chain([of_bracket(*bracket)])
                .max()
                .unwrap_or(Publish::Open),
            Definition::Multiple { bracket, plus, .. } => {
                plus.iter().map(of).chain([of_bracket(*bracket)]).max().unwrap_or(Publish::Open)
            }
        };
        parts.max(fact.publish)
    }

    /// Every fact must have a value on the day, for each group it knows. Reports those that have none.
    pub fn check_day(&self, day: Date, diagnostics: &mut Diagnostics) {
        let known_problems = diagnostics.len();
        let is_dated = |fact: &&Fact| matches!(fact.definition, Definition::Dated(_));
        self.check_day_of(self.facts.iter().filter(is_dated), day, diagnostics);
        // A formula has no value where one of its parts has none.
        let is_whole = self.unsound.is_empty() && !self.is_incomplete && !self.has_dead_references;
        if is_whole && diagnostics.len() == known_problems {
            self.check_day_of(self.facts.iter().filter(|fact| !is_dated(fact)), day, diagnostics);
        }
    }

    fn check_day_of<'a>(&self, facts: impl Iterator<Item = &'a Fact>, day: Date, diagnostics: &mut Diagnostics) {
        for fact in facts.filter(|fact| !self.unsound.contains(&fact.id)) {
            for group in self.groups_of(fact) {
                if self.series(fact, group).on(day).is_none() {
                    let location = Location::span(&fact.path, fact.span.clone());
                    diagnostics.push(diagnostic::fact::no_value_on_day(location, &fact.id, group, day));
                }
            }
        }
    }

    fn groups_of<'a>(&'a self, fact: &'a Fact) -> Vec<Option<&'a str>> {
        let Definition::Dated(periods) = &fact.definition else {
            let groups = self.groups.iter().map(|group| Some(group.id.as_str()));
            return if self.depends_on_group(fact) { groups.collect() } else { vec![None] };
        };
        let mut groups: Vec<Option<&str>> = periods.iter().map(|period| period.group.as_deref()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}
