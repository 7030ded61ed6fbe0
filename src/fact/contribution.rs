//! Contributions: what a group pays in a bracket, month by month.
//!
//! Source of the formula: PP 44/2015 (JKK 1 % of the base income, JKM a flat amount), PP 46/2015
//! (JHT 2 %), PP 50/2025 (half of JKK and JKM for a time). The rates themselves are facts.

use super::number::Number;
use super::series::Series;
use super::{Amount, Discount, Facts, Publish, Unit};
use crate::vocabulary::Date;

/// How one programme's contribution is computed.
#[derive(Debug)]
pub struct Programme {
    /// The fact that holds the rate: a percentage of the base income, or a flat amount.
    pub rate: String,
    /// The fact that holds the discount in percent.
    pub discount: Option<String>,
}

/// One row of the official income table.
#[derive(Debug)]
pub struct Bracket {
    pub number: u32,
    /// Lowest monthly income of the bracket, in rupiah.
    pub from: i64,
    /// Highest one; open for the last bracket.
    pub until: Option<i64>,
    /// The income contributions and benefits are computed from.
    pub base: Number,
    pub publish: Publish,
}

/// A total over several months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub amount: Number,
    /// Months at one rate each, in order: (months, rate).
    pub parts: Vec<(u32, Number)>,
    /// Some month's rate may be changed by a rule that does not exist yet.
    pub crosses_uncertain_change: bool,
}

impl Facts {
    pub fn bracket(&self, number: u32) -> Option<&Bracket> {
        self.brackets.iter().find(|bracket| bracket.number == number)
    }

    /// What a group pays each month to some programmes in a bracket, over time.
    pub fn contribution(
        &self,
        programmes: &[&str],
        bracket: &Bracket,
        group: Option<&str>,
        discount: Discount,
    ) -> Series {
        let parts: Vec<Series> = programmes
            .iter()
            .filter_map(|id| self.programmes.get(*id))
            .map(|programme| self.programme_contribution(programme, bracket, group, discount))
            .collect();
        Series::sum(&parts)
    }

    fn programme_contribution(
        &self,
        programme: &Programme,
        bracket: &Bracket,
        group: Option<&str>,
        discount: Discount,
    ) -> Series {
        let Some(rate) = self.get(&programme.rate) else { return Series::default() };
        let full = self.series(rate, group).map(|amount| match amount {
            Amount::Number(rate_number) if rate.unit == Unit::Percent => {
                Amount::Number(bracket.base.percent(*rate_number))
            }
            amount => amount.clone(),
        });
        let reduction = programme.discount.as_ref().and_then(|id| self.get(id));
        match (reduction, discount) {
            (Some(fact), Discount::Applied) => {
                full.combine(&self.series(fact, group), |full, percent| full.minus(full.percent(percent)))
            }
            _ => full,
        }
    }
}

/// Adds a monthly contribution month by month, from the month of `first`.
///
/// Each month is taken at the rate of its first day. `None` when a month has no rate. A rate that
/// is in force on `today` is certain, whatever was said of it before.
pub fn total(monthly: &Series, first: Date, months: u32, today: Date) -> Option<Total> {
    let mut total = Total { amount: Number::ZERO, parts: Vec::new(), crosses_uncertain_change: false };
    for index in 0..months {
        let day = first.add_months(index as i32);
        let segment = monthly.segments().iter().find(|segment| segment.covers(day))?;
        let Amount::Number(rate) = segment.amount else { return None };
        total.amount = total.amount.plus(rate);
        total.crosses_uncertain_change |= segment.may_change && !segment.covers(today);
        match total.parts.last_mut() {
            Some((count, last)) if *last == rate => *count += 1,
            _ => total.parts.push((1, rate)),
        }
    }
    Some(total)
}

/// The first months from which totals differ: this month and each until after the last change.
pub fn first_months(monthly: &Series, today: Date) -> Vec<Date> {
    let this_month = today.first_of_month();
    let last_change = monthly.changes_after(today).last().map_or(this_month, Date::first_of_month);
    let mut months = vec![this_month];
    while months.last().is_some_and(|month| *month < last_change) && months.len() < 36 {
        months.push(this_month.add_months(months.len() as i32));
    }
    months
}
