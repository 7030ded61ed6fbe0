//! Counts for other programs. A count that is not told is null.

use super::{Findings, Page, Way};
use crate::report::Speech;
use serde_json::{Value, json};

/// Everything that may be told.
pub fn json(findings: &Findings<'_>, speech: Speech) -> Value {
    let lines = &findings.tally.lines;
    let (first, last) = findings.days.unzip();
    let period =
        |period: &super::period::Period| json!({"first": period.first, "last": period.last, "visits": period.visits});
    let missed = findings
        .missed
        .iter()
        .map(|missed| json!({"code": missed.code, "path": missed.path, "visits": missed.visits.exact()}));
    json!({
        "portal": findings.portal.name,
        "zone": findings.portal.zone.name(),
        "first": first,
        "last": last,
        "visits": findings.tally.visits,
        "without_code_or_rare": findings.direct,
        "downloads": findings.tally.downloads,
        "ways": findings.ways.iter().map(|one| way(one, speech)).collect::<Vec<_>>(),
        "pages": pages(&findings.pages),
        "files": pages(&findings.files),
        "by": findings.by.name(),
        "periods": findings.periods.iter().map(period).collect::<Vec<_>>(),
        "missed": missed.collect::<Vec<_>>(),
        "lines": {
            "all": lines.all,
            "robots": lines.robots,
            "ahead": lines.ahead,
            "parts": lines.parts,
            "pieces": lines.pieces,
            "failed": lines.failed,
            "elsewhere": lines.elsewhere,
            "other_days": lines.other_days,
            "unreadable": lines.unreadable.count,
            "too_long": lines.too_long.count,
            "without_agent": lines.without_agent,
        },
    })
}

fn way(way: &Way, speech: Speech) -> Value {
    json!({
        "code": way.code,
        "label": way.label.as_ref().map(|label| speech.of(label)),
        "visits": way.visits.exact(),
        "pages": pages(&way.pages),
        "other_pages": way.rest.as_ref().map(|rest| json!({"pages": rest.pages, "visits": rest.visits.exact()})),
        "periods": way.periods.iter().map(|count| count.exact()).collect::<Vec<_>>(),
    })
}

fn pages(pages: &[Page]) -> Vec<Value> {
    let page =
        |page: &Page| json!({"path": page.path, "title": page.title, "visits": page.visits, "gone": page.is_lost});
    pages.iter().map(page).collect()
}
