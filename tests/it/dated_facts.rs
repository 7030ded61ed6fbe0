//! On the days on which a discount ends or begins, every page says what each group pays.

use crate::harness::{self, Built};
use kentongan::diagnostic::Severity;
use std::path::Path;

/// Group, contributions to two and to three programmes in the lowest bracket.
type Expected = [(&'static str, &'static str, &'static str); 3];

const DISCOUNTED: (&str, &str) = ("Rp8.400", "Rp28.400");
const FULL: (&str, &str) = ("Rp16.800", "Rp36.800");

fn portal(day: &str) -> Built {
    let built = harness::build_portal(Path::new(env!("CARGO_MANIFEST_DIR")), day);
    let errors: Vec<_> = built.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    built
}

#[test]
fn the_last_day_of_the_discount_for_other_workers() {
    check(
        "2026-12-31",
        [
            ("transportasi", DISCOUNTED.0, DISCOUNTED.1),
            ("lainnya", DISCOUNTED.0, DISCOUNTED.1),
            ("dibayar-negara", FULL.0, FULL.1),
        ],
    );
}

#[test]
fn the_first_day_without_it() {
    check(
        "2027-01-01",
        [("transportasi", DISCOUNTED.0, DISCOUNTED.1), ("lainnya", FULL.0, FULL.1), ("dibayar-negara", FULL.0, FULL.1)],
    );
}

#[test]
fn the_last_day_of_the_discount_for_transport_workers() {
    check(
        "2027-03-31",
        [("transportasi", DISCOUNTED.0, DISCOUNTED.1), ("lainnya", FULL.0, FULL.1), ("dibayar-negara", FULL.0, FULL.1)],
    );
}

#[test]
fn the_first_day_without_any_discount() {
    check(
        "2027-04-01",
        [("transportasi", FULL.0, FULL.1), ("lainnya", FULL.0, FULL.1), ("dibayar-negara", FULL.0, FULL.1)],
    );
}

#[test]
fn an_amount_that_ends_says_when_and_what_comes_then() {
    let built = portal("2026-11-22");
    let words = built.words("iuran/index.html");
    let expected = "Rp8.400 sampai 31 Desember 2026; mulai 1 Januari 2027 Rp16.800, kecuali ada aturan baru";
    assert!(words.contains(expected), "{words}");
    let words = built.words("pekerjaan/ojek/index.html");
    let expected = "Rp8.400 sampai 31 Maret 2027; mulai 1 April 2027 Rp16.800, kecuali ada aturan baru";
    assert!(words.contains(expected), "{words}");
}

#[test]
fn the_site_knows_its_next_date() {
    let next = |day: &str| portal(day).planned.site.next_change.map(|date| date.to_string());
    assert_eq!(next("2026-12-31").as_deref(), Some("2027-01-01"));
    assert_eq!(next("2027-03-31").as_deref(), Some("2027-04-01"));
}

#[test]
fn a_sum_over_months_is_added_month_by_month() {
    let built = portal("2026-11-22");
    let words = built.words("iuran/hitung-lainnya/index.html");
    // November and December at Rp8.400, then one and four months at Rp16.800.
    assert!(words.contains("Rp33.600 ◆ 2 × Rp8.400 + 1 × Rp16.800"), "{words}");
    assert!(words.contains("Rp84.000 ◆ 2 × Rp8.400 + 4 × Rp16.800"), "{words}");
    let words = built.words("iuran/hitung-transportasi/index.html");
    assert!(words.contains("Rp58.800 ◆ 5 × Rp8.400 + 1 × Rp16.800"), "{words}");
    let words = built.words("iuran/hitung-dibayar-negara/index.html");
    assert!(words.contains("Rp201.600 12 × Rp16.800") && !words.contains('◆'), "{words}");
}

#[test]
fn after_the_discount_nothing_speaks_of_a_change_to_come() {
    let built = portal("2027-06-01");
    for group in ["transportasi", "lainnya", "dibayar-negara"] {
        assert!(!built.words(&format!("iuran/hitung-{group}/index.html")).contains('◆'), "{group}");
    }
    let words = built.words("iuran/diskon/index.html");
    assert!(words.contains("Potongan: tidak ada lagi") && !words.contains("0%"), "{words}");
}

fn check(day: &str, expected: Expected) {
    let built = portal(day);
    let occupations = [("transportasi", "ojek"), ("lainnya", "penderes"), ("dibayar-negara", "rt-rw")];
    for (group, two, three) in expected {
        let calculator = built.words(&format!("iuran/hitung-{group}/index.html"));
        let first = first_rates(&calculator);
        assert_eq!(first, (two.to_owned(), three.to_owned()), "calculator of {group} on {day}");
        let occupation = occupations.iter().find(|(name, _)| *name == group).expect("a page of each group").1;
        let page = built.words(&format!("pekerjaan/{occupation}/index.html"));
        assert!(page.contains(two) && page.contains(three), "{occupation} on {day}: {page}");
    }
    let overview = built.main("iuran/index.html");
    for (group, two, three) in expected {
        let row = overview.split(&format!("golongan-{group}")).nth(1).expect("each group has a row");
        let row = row.split("<dt").next().unwrap_or(row);
        let amounts: Vec<&str> = row.match_indices("<b>").map(|(index, _)| &row[index + 3..]).collect();
        assert!(amounts[0].starts_with(&format!("{two}<")), "{group} on {day}: {row}");
        assert!(amounts[1].starts_with(&format!("{three}<")), "{group} on {day}: {row}");
    }
}

/// The first two amounts of the lowest bracket: what is paid a month now.
fn first_rates(words: &str) -> (String, String) {
    let table = words.split("Iuran sebulan").nth(1).expect("the calculator shows the monthly rates");
    let mut amounts = table.split_whitespace().filter(|word| word.starts_with("Rp"));
    let mut next = || amounts.next().expect("an amount").to_owned();
    (next(), next())
}
