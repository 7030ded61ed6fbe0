//! A value over all time: segments without gaps between equal neighbours.

use super::number::Number;
use super::{Amount, Next, Period, Publish, Resolved, Said};
use crate::vocabulary::Date;
use std::collections::BTreeSet;

/// A value over time, in order; equal neighbours are one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series(Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First day; since ever when `None`.
    pub from: Option<Date>,
    /// Last day; without end when `None`.
    pub until: Option<Date>,
    pub amount: Amount,
    pub said: Option<Said>,
    pub may_change: bool,
}

impl Series {
    pub fn from_periods<'a>(periods: impl Iterator<Item = &'a Period>) -> Self {
        let mut segments: Vec<Segment> = periods
            .map(|period| Segment {
                from: period.from,
                until: period.until,
                amount: period.value.clone(),
                said: period.said.clone(),
                may_change: period.may_change,
            })
            .collect();
        segments.sort_by_key(|segment| segment.from);
        Self(segments).joined()
    }

    /// The same number for ever.
    pub fn constant(number: Number) -> Self {
        Self(vec![Segment { from: None, until: None, amount: Amount::Number(number), said: None, may_change: false }])
    }

    /// The sum of several series of numbers, on the days on which all of them have a value.
    pub fn sum(parts: &[Self]) -> Self {
        let mut total = Self::constant(Number::ZERO);
        for part in parts {
            total = total.combine(part, |a, b| a.plus(b));
        }
        total
    }

    /// Applies `compute` to the numbers of both series, on the days on which both have one.
    pub fn combine(&self, other: &Self, compute: impl Fn(Number, Number) -> Number) -> Self {
        let mut segments = Vec::new();
        for a in &self.0 {
            for b in &other.0 {
                let from = a.from.max(b.from);
                let until = match (a.until, b.until) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
                let overlap = from.zip(until).is_none_or(|(from, until)| from <= until);
                let (Amount::Number(x), Amount::Number(y)) = (&a.amount, &b.amount) else { continue };
                if overlap {
                    let amount = Amount::Number(compute(*x, *y));
                    segments.push(Segment {
                        from,
                        until,
                        amount,
                        said: None,
                        may_change: a.may_change || b.may_change,
                    });
                }
            }
        }
        segments.sort_by_key(|segment| segment.from);
        Self(segments).joined()
    }

    pub fn map(&self, change: impl Fn(&Amount) -> Amount) -> Self {
        let segments = self.0.iter().map(|s| Segment { amount: change(&s.amount), said: None, ..s.clone() });
        Self(segments.collect()).joined()
    }

    /// The value on a day, its end, and what follows.
    pub fn on(&self, day: Date) -> Option<Resolved> {
        let index = self.0.iter().position(|segment| segment.covers(day))?;
        let segment = &self.0[index];
        let next = self.0.get(index + 1).filter(|next| next.from == segment.until.map(Date::next)).map(|next| Next {
            amount: next.amount.clone(),
            said: next.said.clone(),
            from: next.from.unwrap_or(day),
            may_change: next.may_change,
        });
        Some(Resolved {
            amount: segment.amount.clone(),
            said: segment.said.clone(),
            until: segment.until,
            next,
            publish: Publish::Open,
        })
    }

    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The days after `day` on which the value becomes another one, or ends.
    pub fn changes_after(&self, day: Date) -> impl Iterator<Item = Date> {
        let mut days = BTreeSet::new();
        for segment in &self.0 {
            days.extend(segment.from);
            days.extend(segment.until.map(Date::next));
        }
        days.into_iter().filter(move |change| *change > day)
    }

    fn joined(self) -> Self {
        let mut joined: Vec<Segment> = Vec::new();
        for segment in self.0 {
            match joined.last_mut() {
                Some(last)
                    if last.amount == segment.amount
                        && last.said == segment.said
                        && last.until.map(Date::next) == segment.from
                        && last.until.is_some() =>
                {
                    last.until = segment.until;
                }
                _ => joined.push(segment),
            }
        }
        Self(joined)
    }
}

impl Segment {
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
