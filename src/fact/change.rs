//! The days on which facts get other values.

use super::series::{Segment, Series};
use super::{Definition, Fact, Facts, Publish};
use crate::vocabulary::Date;

/// A fact's value becomes another one, for one contribution group or for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// The first day of the new value.
    pub day: Date,
    pub fact: String,
    pub group: Option<String>,
    pub before: Option<Segment>,
    /// `None` when nobody has written yet what holds from then on.
    pub after: Option<Segment>,
}

impl Facts {
    /// Every change of value after `day`, of written and of computed facts, in the order they are written.
    ///
    /// Facts that may never be shown are left out.
    pub fn changes(&self, day: Date) -> Vec<FactChange> {
        self.iter()
            .filter(|fact| self.publish(fact) != Publish::Hold)
            .flat_map(|fact| self.all_groups_of(fact).into_iter().map(move |group| (fact, group)))
            .flat_map(|(fact, group)| changes_of(fact, group, &self.series(fact, group), day))
            .collect()
    }

    /// The facts a fact's value is computed from.
    pub fn sources_of<'a>(&'a self, fact: &'a Fact) -> Vec<&'a str> {
        match &fact.definition {
            Definition::Dated(_) => Vec::new(),
            Definition::Contribution { programmes, .. } => {
                self.contribution_facts(programmes.iter().map(String::as_str)).collect()
            }
            Definition::Multiple { plus, .. } => plus.iter().map(String::as_str).collect(),
        }
    }

    /// The rates and discounts of programmes.
    pub fn contribution_facts<'a>(
        &'a self,
        programmes: impl Iterator<Item = &'a str>,
    ) -> impl Iterator<Item = &'a str> {
        programmes
            .filter_map(|id| self.programmes.get(id))
            .flat_map(|programme| [Some(&programme.rate), programme.discount.as_ref()])
            .flatten()
            .map(String::as_str)
    }

    /// The groups for which a fact has values of its own; `None` alone when it is the same for everybody.
    fn all_groups_of<'a>(&'a self, fact: &'a Fact) -> Vec<Option<&'a str>> {
        match &fact.definition {
            Definition::Dated(_) => self.groups_of(fact),
            _ if self.depends_on_group(fact) => self.groups.iter().map(|group| Some(group.id.as_str())).collect(),
            _ => vec![None],
        }
    }
}

fn changes_of(fact: &Fact, group: Option<&str>, series: &Series, day: Date) -> Vec<FactChange> {
    let on = |day: Date| series.segments().iter().find(|segment| segment.covers(day)).cloned();
    series
        .changes_after(day)
        .map(|day| FactChange {
            day,
            fact: fact.id.clone(),
            group: group.map(str::to_owned),
            before: on(day.previous()),
            after: on(day),
        })
        .collect()
}
