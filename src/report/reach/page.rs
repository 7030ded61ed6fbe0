//! Counts as one page to show and to print: no script, no file beside it, nothing loaded.

use super::text::per;
use super::words::Words;
use super::{Count, Findings, Missed, Page, Way};
use crate::report::Speech;
use crate::theme::style::source_of;
use serde::Serialize;
use tera::{Context, Tera};

/// Rows of a list, and columns of the table of periods; the data for machines has all.
const MOST_ROWS: usize = 100;
const MOST_PAGES_OF_A_WAY: usize = 5;
const MOST_COLUMNS: usize = 8;
const MOST_BARS: usize = 400;

const STYLE: &str = include_str!("style.css");

/// Everything the template sees.
#[derive(Serialize)]
struct View {
    lang: &'static str,
    title: String,
    days: String,
    policy: String,
    style: &'static str,
    figures: Vec<(String, &'static str)>,
    chart: Option<Chart>,
    periods: Table,
    ways: Vec<WayRow>,
    pages: List,
    files: List,
    missed: Vec<MissedRow>,
    uncounted: Vec<(String, String)>,
    notes: Vec<String>,
    words: Fixed,
}

/// Words that stand in the page whatever was counted.
#[derive(Serialize)]
struct Fixed {
    per: &'static str,
    chart: String,
    period: &'static str,
    all: &'static str,
    ways: &'static str,
    way: &'static str,
    visits: &'static str,
    pages: &'static str,
    page: &'static str,
    files: &'static str,
    file: &'static str,
    downloads: &'static str,
    missed: &'static str,
    code: &'static str,
    address: &'static str,
    uncounted: &'static str,
    notes: &'static str,
    nothing: &'static str,
}

/// Bars over the periods, in units of the drawing.
#[derive(Serialize)]
struct Chart {
    bars: Vec<Bar>,
    marks: Vec<Mark>,
    labels: Vec<Label>,
}

#[derive(Serialize)]
struct Bar {
    x: String,
    y: String,
    width: String,
    height: String,
}

/// A line of the scale.
#[derive(Serialize)]
struct Mark {
    y: String,
    text: String,
}

#[derive(Serialize)]
struct Label {
    x: String,
    text: String,
}

#[derive(Serialize)]
struct Table {
    heads: Vec<String>,
    rows: Vec<TableRow>,
}

#[derive(Serialize)]
struct TableRow {
    name: String,
    visits: String,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct WayRow {
    code: String,
    label: String,
    visits: String,
    /// Of the most visited way, 0 to 100; a few are drawn as one.
    percent: u64,
    pages: Vec<ListRow>,
}

#[derive(Serialize)]
struct List {
    rows: Vec<ListRow>,
    more: Option<ListRow>,
}

#[derive(Serialize)]
struct ListRow {
    path: String,
    title: String,
    visits: String,
}

#[derive(Serialize)]
struct MissedRow {
    code: String,
    path: String,
    visits: String,
}

/// The whole page.
pub fn page(findings: &Findings<'_>, speech: Speech) -> String {
    let context = Context::from_serialize(&view(findings, Words(speech))).expect("the view is plain data");
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates([("page.html", include_str!("page.html"))]).expect("the page's own template is sound");
    tera.render("page.html", &context).expect("the page's own template uses what its view has")
}

fn view(findings: &Findings<'_>, words: Words) -> View {
    let tally = findings.tally;
    let policy = format!("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'", source_of(STYLE));
    let number = |count: u64| words.number(count);
    View {
        lang: words.choose("id", "en"),
        title: words.title(findings),
        days: words.days(findings),
        policy,
        style: STYLE,
        figures: vec![
            (number(tally.visits), words.choose("kunjungan", "visits")),
            (number(tally.visits - findings.direct), words.choose("lewat kode", "by a code")),
            (number(tally.downloads), words.choose("unduhan", "downloads")),
        ],
        chart: chart(findings, words),
        periods: table(findings, words),
        ways: ways(findings, words),
        pages: list(&findings.pages, words),
        files: list(&findings.files, words),
        missed: findings.missed.iter().take(MOST_ROWS).map(|missed| missed_row(missed, words)).collect(),
        uncounted: words.uncounted(&tally.lines).into_iter().map(|(count, what)| (number(count), what)).collect(),
        notes: words.notes(findings),
        words: fixed(findings, words),
    }
}

fn fixed(findings: &Findings<'_>, words: Words) -> Fixed {
    let per = per(findings.by, words);
    Fixed {
        per,
        chart: words
            .choose("Grafik kunjungan; angkanya ada di tabel", "Chart of visits; the table has the numbers")
            .into(),
        period: words.choose("Waktu", "Time"),
        all: words.choose("Semua", "All"),
        ways: words.choose("Lewat mana orang datang", "By which way people came"),
        way: words.choose("Lewat", "Way"),
        visits: words.choose("Kunjungan", "Visits"),
        pages: words.choose("Halaman yang dibuka", "Pages that were opened"),
        page: words.choose("Halaman", "Page"),
        files: words.choose("Berkas yang diambil", "Files that were taken"),
        file: words.choose("Berkas", "File"),
        downloads: words.choose("Unduhan", "Downloads"),
        missed: words.choose("Dicari lewat kode, tetapi tidak ada", "Looked for by a code, but not there"),
        code: words.choose("Kode", "Code"),
        address: words.choose("Alamat", "Address"),
        uncounted: words.choose("Tidak dihitung", "Not counted"),
        notes: words.choose("Cara membaca angka ini", "How to read these numbers"),
        nothing: words.choose("Tidak ada kunjungan yang tercatat.", "No visit was recorded."),
    }
}

/// Where the bars stand: the scale is left of them, their days below.
const LEFT: f64 = 56.0;
const TOP: f64 = 12.0;
const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 200.0;
const LABELS: usize = 6;

fn chart(findings: &Findings<'_>, words: Words) -> Option<Chart> {
    let periods = &findings.periods;
    let most = periods.iter().map(|period| period.visits).max().filter(|most| *most > 0)?;
    if periods.len() > MOST_BARS {
        return None;
    }
    let step = scale_step(most);
    let top = most.div_ceil(step) * step;
    let height = |visits: u64| HEIGHT * visits as f64 / top as f64;
    let place = WIDTH / periods.len() as f64;
    let width = (0.8 * place).min(60.0);
    let x = |index: usize| LEFT + place * (index as f64 + 0.5);
    let bars = periods.iter().enumerate().filter(|(_, period)| period.visits > 0).map(|(index, period)| Bar {
        x: format!("{:.1}", x(index) - width / 2.0),
        y: format!("{:.1}", TOP + HEIGHT - height(period.visits)),
        width: format!("{width:.1}"),
        height: format!("{:.1}", height(period.visits)),
    });
    let marks = (0..=top / step)
        .map(|n| Mark { y: format!("{:.1}", TOP + HEIGHT - height(n * step)), text: words.number(n * step) });
    let every = periods.len().div_ceil(LABELS);
    let labels = periods.iter().enumerate().step_by(every).map(|(index, period)| Label {
        x: format!("{:.1}", x(index)),
        text: short_day(&period.first.in_words(words.is_english())),
    });
    Some(Chart { bars: bars.collect(), marks: marks.collect(), labels: labels.collect() })
}

/// `22 Nov 2026`
fn short_day(day: &str) -> String {
    let parts: Vec<&str> = day.split(' ').collect();
    let short =
        |part: &&str| if part.parse::<u32>().is_ok() { (*part).to_owned() } else { part.chars().take(3).collect() };
    parts.iter().map(short).collect::<Vec<_>>().join(" ")
}

/// 1, 2 or 5 with zeros, so that two to five steps hold the highest bar.
fn scale_step(most: u64) -> u64 {
    let mut unit = 1;
    loop {
        for step in [unit, 2 * unit, 5 * unit] {
            if most <= 5 * step {
                return step;
            }
        }
        unit *= 10;
    }
}

fn table(findings: &Findings<'_>, words: Words) -> Table {
    let ways: Vec<&Way> = findings.ways.iter().take(MOST_COLUMNS).collect();
    let rows = findings.periods.iter().enumerate().map(|(index, period)| TableRow {
        name: period.in_words(findings.by, words.0),
        visits: words.number(period.visits),
        cells: ways.iter().map(|way| words.count(way.periods[index])).collect(),
    });
    Table { heads: ways.iter().map(|way| words.code(way.code.as_deref())).collect(), rows: rows.collect() }
}

fn ways(findings: &Findings<'_>, words: Words) -> Vec<WayRow> {
    let size = |count: Count| count.exact().unwrap_or(1);
    let most = findings.ways.iter().map(|way| size(way.visits)).chain([findings.direct, 1]).max().unwrap_or(1);
    let mut rows: Vec<WayRow> = findings
        .ways
        .iter()
        .take(MOST_ROWS)
        .map(|way| {
            let shown = way.pages.iter().take(MOST_PAGES_OF_A_WAY);
            let mut pages: Vec<ListRow> = shown.map(|page| list_row(page, words)).collect();
            pages.extend(way.others(MOST_PAGES_OF_A_WAY).map(|others| ListRow {
                path: words.other_pages(others.pages),
                title: String::new(),
                visits: words.count(others.visits),
            }));
            WayRow {
                code: words.code(way.code.as_deref()),
                label: way.label.as_ref().map_or_else(String::new, |label| words.0.of(label).to_owned()),
                visits: words.count(way.visits),
                percent: (100 * size(way.visits)).div_ceil(most),
                pages,
            }
        })
        .collect();
    if findings.tally.visits > 0 {
        rows.push(WayRow {
            code: String::new(),
            label: upper_first(words.direct(findings)),
            visits: words.number(findings.direct),
            percent: (100 * findings.direct).div_ceil(most),
            pages: Vec::new(),
        });
    }
    rows
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn list(pages: &[Page], words: Words) -> List {
    let more = pages.get(MOST_ROWS..).filter(|more| !more.is_empty()).map(|more| ListRow {
        path: words.choose("yang lain ({})", "others ({})").replace("{}", &words.number(more.len() as u64)),
        title: String::new(),
        visits: words.number(more.iter().map(|page| page.visits).sum()),
    });
    List { rows: pages.iter().take(MOST_ROWS).map(|page| list_row(page, words)).collect(), more }
}

fn list_row(page: &Page, words: Words) -> ListRow {
    let path = words.path(page.path.as_deref());
    let path = if page.is_lost { format!("{path} ({})", words.lost()) } else { path };
    ListRow { path, title: page.title.clone().unwrap_or_default(), visits: words.number(page.visits) }
}

fn missed_row(missed: &Missed, words: Words) -> MissedRow {
    MissedRow {
        code: words.code(missed.code.as_deref()),
        path: words.path(missed.path.as_deref()),
        visits: words.count(missed.visits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_round_steps() {
        assert_eq!([1, 5, 6, 10, 11, 26, 51, 1_234].map(scale_step), [1, 1, 2, 2, 5, 10, 20, 500]);
    }

    #[test]
    fn the_style_cannot_end_its_element() {
        assert!(!STYLE.contains('<'));
    }
}
