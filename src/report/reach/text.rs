//! Counts for the terminal. Everything strangers wrote was cleaned when it was read.

use super::words::Words;
use super::{Findings, Page, Way};
use crate::report::Speech;
use crate::report::reach::period::By;

/// Rows of a list; the page and the data for machines have all.
const MOST_ROWS: usize = 20;
const MOST_PAGES_OF_A_WAY: usize = 5;
const BAR: u64 = 30;

/// The counts as a table of several parts.
pub fn text(findings: &Findings<'_>, speech: Speech) -> String {
    let words = Words(speech);
    let tally = findings.tally;
    let mut lines = vec![format!("{}, {}", words.title(findings), words.days(findings)), String::new()];
    let row = |count: &str, rest: &str| format!("{count:>10}  {rest}").trim_end().to_owned();
    lines.push(row(&words.number(tally.visits), words.choose("kunjungan", "visits")));
    lines.push(row(&words.number(tally.downloads), words.choose("unduhan", "downloads")));

    let mut part = |title: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(rows);
        }
    };
    part(words.choose("Lewat mana", "By which way"), ways(findings, words));
    part(words.choose("Halaman", "Pages"), pages(&findings.pages, words));
    part(words.choose("Unduhan", "Downloads"), pages(&findings.files, words));
    part(per(findings.by, words), periods(findings, words));
    let missed = findings.missed.iter().take(MOST_ROWS).map(|missed| {
        let (code, path) = (words.code(missed.code.as_deref()), words.path(missed.path.as_deref()));
        row(&words.count(missed.visits), &format!("{code}  {path}"))
    });
    part(words.choose("Dicari lewat kode, tetapi tidak ada", "Looked for by a code, but not there"), missed.collect());
    let uncounted = words.uncounted(&tally.lines).into_iter().map(|(count, what)| row(&words.number(count), &what));
    part(words.choose("Tidak dihitung", "Not counted"), uncounted.collect());
    part(words.choose("Cara membacanya", "How to read it"), words.notes(findings));
    lines.push(String::new());
    lines.join("\n")
}

fn ways(findings: &Findings<'_>, words: Words) -> Vec<String> {
    let width =
        findings.ways.iter().take(MOST_ROWS).map(|way| words.code(way.code.as_deref()).len()).max().unwrap_or(0);
    let mut rows = Vec::new();
    for way in findings.ways.iter().take(MOST_ROWS) {
        rows.extend(of_way(way, width, words));
    }
    if findings.ways.len() > MOST_ROWS {
        let more = words.number((findings.ways.len() - MOST_ROWS) as u64);
        rows.push(format!(
            "{:>10}  {}",
            "",
            words.choose("dan {} kode lain", "and {} more codes").replace("{}", &more)
        ));
    }
    if findings.tally.visits > 0 {
        rows.push(format!("{:>10}  {}", words.number(findings.direct), words.direct(findings)));
    }
    rows
}

fn of_way(way: &Way, width: usize, words: Words) -> Vec<String> {
    let code = words.code(way.code.as_deref());
    let label = way.label.as_ref().map_or("", |label| words.0.of(label));
    let head = format!("{:>10}  {code:width$}  {label}", words.count(way.visits));
    let mut rows = vec![head.trim_end().to_owned()];
    let shown = way.pages.iter().take(MOST_PAGES_OF_A_WAY);
    rows.extend(shown.map(|page| format!("{:>20}  {}", words.number(page.visits), page_words(page, words))));
    if let Some(others) = way.others(MOST_PAGES_OF_A_WAY) {
        rows.push(format!("{:>20}  {}", words.count(others.visits), words.other_pages(others.pages)));
    }
    rows
}

fn pages(pages: &[Page], words: Words) -> Vec<String> {
    let mut rows: Vec<String> = pages
        .iter()
        .take(MOST_ROWS)
        .map(|page| format!("{:>10}  {}", words.number(page.visits), page_words(page, words)))
        .collect();
    if pages.len() > MOST_ROWS {
        let visits = pages[MOST_ROWS..].iter().map(|page| page.visits).sum();
        let others = words
            .choose("yang lain ({})", "others ({})")
            .replace("{}", &words.number((pages.len() - MOST_ROWS) as u64));
        rows.push(format!("{:>10}  {others}", words.number(visits)));
    }
    rows
}

fn page_words(page: &Page, words: Words) -> String {
    let path = words.path(page.path.as_deref());
    match (&page.title, page.is_lost) {
        (Some(title), _) => format!("{path}  {title}"),
        (None, true) => format!("{path}  ({})", words.lost()),
        (None, false) => path,
    }
}

fn periods(findings: &Findings<'_>, words: Words) -> Vec<String> {
    let most = findings.periods.iter().map(|period| period.visits).max().unwrap_or(0).max(1);
    let names: Vec<String> = findings.periods.iter().map(|period| period.in_words(findings.by, words.0)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let row = |(period, name): (&super::period::Period, &String)| {
        let bar = "#".repeat((period.visits * BAR).div_ceil(most) as usize);
        format!("{:>10}  {name:width$}  {bar}", words.number(period.visits)).trim_end().to_owned()
    };
    findings.periods.iter().zip(&names).map(row).collect()
}

/// What a list of periods is called.
pub fn per(by: By, words: Words) -> &'static str {
    match by {
        By::Day => words.choose("Per hari", "By day"),
        By::Week => words.choose("Per minggu", "By week"),
        By::Month => words.choose("Per bulan", "By month"),
    }
}
