//! Dated facts: decoded, and each resolved for a day in each group.

#![no_main]

use kentongan::diagnostic::Diagnostics;
use kentongan::fact;
use kentongan::vocabulary::Date;
use kentongan_fuzz::{config, portal_with, say_all, theme};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut diagnostics = Diagnostics::default();
    let source = portal_with("content/_facts/fakta.yaml", data, &mut diagnostics);
    let facts = fact::parse(&source, config(), theme(), &mut diagnostics);
    let day = Date::parse("2026-11-22").expect("a day");
    facts.check_day(day, &mut diagnostics);
    let groups: Vec<&str> = facts.groups.iter().map(|group| group.id.as_str()).collect();
    for fact in facts.iter() {
        for group in groups.iter().map(|group| Some(*group)).chain([None]) {
            // A value that holds for no day is an answer, too.
            let _ = facts.resolve(fact, group, day);
        }
    }
    say_all(&diagnostics, &source);
});
