//! Facts and discounts that end soon.

use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::fact::{Definition, Fact, Period, print};
use crate::site::Site;
use crate::theme::Theme;
use crate::vocabulary::{Date, Language};

/// Reports every written value that ends within so many days from today.
pub fn check(site: &Site, theme: &Theme, horizon_days: i32, diagnostics: &mut Diagnostics) {
    let last = site.today.days_later(horizon_days);
    for fact in site.facts.iter() {
        let Definition::Dated(periods) = &fact.definition else { continue };
        for period in periods {
            let Some(until) = period.until.filter(|until| site.today <= *until && *until <= last) else { continue };
            let at = Location::span(&fact.path, period.span.clone());
            let next = next(fact, periods, period, until, theme);
            let days = site.today.days_until(until);
            diagnostics.push(diagnostic::check::fact_ends(at, &name(site, fact, period), until, days, next.as_ref()));
        }
    }
}

fn name(site: &Site, fact: &Fact, period: &Period) -> String {
    match period.group.as_deref().and_then(|id| site.facts.group(id)) {
        Some(group) => format!("{} ({})", fact.label, group.name),
        None => fact.label.clone(),
    }
}

/// What follows, as the page would print it.
fn next(fact: &Fact, periods: &[Period], ending: &Period, until: Date, theme: &Theme) -> Option<Text> {
    let next = periods.iter().find(|period| period.group == ending.group && period.from == Some(until.next()))?;
    let say = |language: Language| print::say_amount(fact, &next.value, theme.words(language));
    let said = next.said.as_ref();
    Some(Text {
        id: said.map_or_else(|| say(Language::Indonesian), |said| said.indonesian.clone()),
        en: said.and_then(|said| said.english.clone()).unwrap_or_else(|| say(Language::English)),
    })
}
