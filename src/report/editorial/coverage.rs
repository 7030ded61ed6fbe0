//! Which regions are reached: events around today, partners, pages of their own.

use super::map;
use super::words::{Words, fill};
use crate::content::Details;
use crate::site::Site;
use crate::site::taxonomy::{Taxonomy, Term};
use crate::vocabulary::Date;
use serde::Serialize;

/// Events count from so many days back to so many days ahead.
const WINDOW_DAYS: i32 = 90;
/// Side of a cell in the drawing, with its gap.
const CELL: usize = 104;
/// More regions than this are counted before they are named.
const FEW: usize = 3;
/// A name longer than this is set smaller.
const LONG_NAME: usize = 10;

#[derive(Serialize)]
pub struct Coverage {
    pub width: usize,
    pub height: usize,
    pub cells: Vec<Cell>,
    /// In the order of names.
    pub rows: Vec<Row>,
    pub legend: Vec<LegendStep>,
    /// Regions that are not reached, in sentences.
    pub gaps: Vec<String>,
    /// How much of this is only an example.
    pub examples: Option<String>,
    /// Regions that have at least an event or a partner.
    pub reached: usize,
}

/// A region on the map.
#[derive(Serialize)]
pub struct Cell {
    x: usize,
    y: usize,
    /// One or two lines.
    name: Vec<String>,
    is_long: bool,
    row: Row,
}

/// What a region has.
#[derive(Clone, Serialize)]
pub struct Row {
    name: String,
    events_before: usize,
    events_ahead: usize,
    events: usize,
    partners: usize,
    pages: usize,
    /// How many of the three there are: 0 to 3.
    level: usize,
}

#[derive(Serialize)]
pub struct LegendStep {
    level: usize,
    label: String,
    count: usize,
}

/// `None` for a portal without regions.
pub fn of(site: &Site, words: Words) -> Option<Coverage> {
    let terms = site.terms.iter().filter(|term| term.taxonomy == Taxonomy::Regions);
    let found: Vec<(Row, (f64, f64))> = terms
        .filter_map(|term| {
            let region = site.facts.region(&term.id)?;
            Some((row(site, term), (region.latitude, region.longitude)))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let places: Vec<(f64, f64)> = found.iter().map(|(_, place)| *place).collect();
    let grid = map::lay_out(&places);
    let mut rows: Vec<Row> = found.into_iter().map(|(row, _)| row).collect();
    let cells = rows.iter().zip(&grid.cells).map(|(row, (column, line))| cell(row, *column, *line)).collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Some(Coverage {
        width: grid.columns * CELL,
        height: grid.rows * CELL,
        cells,
        legend: (0..=3).map(|level| legend_step(level, &rows, words)).collect(),
        gaps: gaps(&rows, words),
        examples: examples(site, words),
        reached: rows.iter().filter(|row| row.events + row.partners > 0).count(),
        rows,
    })
}

fn row(site: &Site, term: &Term) -> Row {
    let (mut events_before, mut events_ahead, mut partners, mut pages) = (0, 0, 0, usize::from(term.text.is_some()));
    let (first, last) = (site.today.days_later(-WINDOW_DAYS), site.today.days_later(WINDOW_DAYS));
    for id in &term.pages {
        match &site.page(*id).document.details {
            // An event that is held again counts once on either side.
            Details::Event(event) => {
                let held =
                    |from: Date, to: Date| event.occurrences().any(|time| (from..=to).contains(&time.start.date));
                events_before += usize::from(held(first, site.today.previous()));
                events_ahead += usize::from(held(site.today, last));
            }
            Details::Partner(_) => partners += 1,
            Details::Benefit(_)
            | Details::Procedure(_)
            | Details::Article(_)
            | Details::Question(_)
            | Details::Section(_) => pages += 1,
        }
    }
    let events = events_before + events_ahead;
    let level = [events, partners, pages].into_iter().filter(|count| *count > 0).count();
    Row { name: term.name.clone(), events_before, events_ahead, events, partners, pages, level }
}

fn cell(row: &Row, column: usize, line: usize) -> Cell {
    let name: Vec<String> = match row.name.split_once(' ') {
        Some((first, rest)) => vec![first.to_owned(), rest.to_owned()],
        None => vec![row.name.clone()],
    };
    let is_long = name.iter().any(|part| part.chars().count() > LONG_NAME);
    Cell { x: column * CELL, y: line * CELL, name, is_long, row: row.clone() }
}

fn legend_step(level: usize, rows: &[Row], words: Words) -> LegendStep {
    let label = words.get(["level_0", "level_1", "level_2", "level_3"][level]).to_owned();
    LegendStep { level, label, count: rows.iter().filter(|row| row.level == level).count() }
}

fn gaps(rows: &[Row], words: Words) -> Vec<String> {
    let missing = |missing: fn(&Row) -> bool| -> Vec<&str> {
        rows.iter().filter(|row| missing(row)).map(|row| row.name.as_str()).collect()
    };
    let gap = |what: &str, names: &[&str]| {
        let form = match names.len() {
            0 => "_none",
            count if count == rows.len() => "_all",
            count if count > FEW => "_many",
            _ => "",
        };
        let (count, total) = (names.len().to_string(), rows.len().to_string());
        let values = [("count", count.as_str()), ("total", &total), ("names", &words.list(names))];
        fill(words.get(&format!("gap_{what}{form}")), &values)
    };
    vec![
        gap("events", &missing(|row| row.events == 0)),
        gap("partners", &missing(|row| row.partners == 0)),
        gap("pages", &missing(|row| row.pages == 0)),
    ]
}

fn examples(site: &Site, words: Words) -> Option<String> {
    let count = site.pages.iter().filter(|page| page.document.common.example).count();
    (count > 0).then(|| fill(words.get("examples"), &[("count", &count.to_string())]))
}
