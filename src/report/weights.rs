//! What the pages weigh against what they may, for people and for machines.

use super::Speech;
use crate::check::weight::{Weighed, heaviest};
use crate::diagnostic::budget::{amount, measure_name};
use crate::render::Compress;
use crate::vocabulary::rupiah::group_thousands;
use crate::vocabulary::{Figures, Measure};
use serde::Serialize;

/// The measures that the table shows: the others follow from them.
const SHOWN: [Measure; 3] = [Measure::Html, Measure::First, Measure::Elements];

/// The heaviest page of each kind against its budget, then the pages that have budgets of their own.
pub fn lines(weighed: &[Weighed<'_>], compress: Compress, speech: Speech) -> Vec<String> {
    if weighed.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("\n{}", title(compress, speech))];
    let header = match speech {
        Speech::Indonesian => ["jenis", "halaman", "tampilan", "elemen", "terpakai", "alamat"],
        Speech::English => ["kind", "page", "first view", "elements", "used", "address"],
    };
    let rows = heaviest(weighed).into_iter().map(|page| row(page, speech));
    lines.extend(align(std::iter::once(header.map(str::to_owned)).chain(rows).collect()));
    let own: Vec<String> = weighed.iter().filter_map(|page| own_line(page, speech)).collect();
    if !own.is_empty() {
        lines.push(match speech {
            Speech::Indonesian => "\nHalaman dengan batas sendiri:".into(),
            Speech::English => "\nPages with limits of their own:".into(),
        });
        lines.extend(own);
    }
    lines
}

fn title(compress: Compress, speech: Speech) -> &'static str {
    match (speech, compress) {
        (Speech::Indonesian, Compress::On) => "Halaman terberat tiap jenis, dalam bita di jaringan, dan batasnya:",
        (Speech::English, Compress::On) => {
            "The heaviest page of each kind, in bytes on the wire, and what it may weigh:"
        }
        (Speech::Indonesian, Compress::Off) => {
            "Halaman terberat tiap jenis, dalam bita di jaringan, dan batasnya (perkiraan, agak terlalu tinggi):"
        }
        (Speech::English, Compress::Off) => {
            "The heaviest page of each kind, in bytes on the wire, and what it may weigh (estimates, rather too high):"
        }
    }
}

fn row(page: &Weighed<'_>, speech: Speech) -> [String; 6] {
    let tightest = page.figures.tightest(&page.limits);
    let percent = page.figures.get(tightest) * 100 / page.limits.get(tightest).max(1);
    let [html, first, elements] = SHOWN.map(|measure| of_limit(page, measure, speech));
    let name = measure_name(tightest);
    let used = format!("{percent}% {}", speech.of(&name));
    [speech.of(&page.kind_name()).to_owned(), html, first, elements, used, address(page)]
}

/// `4.312/6.500`
fn of_limit(page: &Weighed<'_>, measure: Measure, speech: Speech) -> String {
    let number = |value: u64| match speech {
        Speech::Indonesian => group_thousands(value),
        Speech::English => group_thousands(value).replace('.', ","),
    };
    format!("{}/{}", number(page.figures.get(measure)), number(page.limits.get(measure)))
}

fn align(rows: Vec<[String; 6]>) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; 6] = std::array::from_fn(width);
    let line = |row: &[String; 6]| {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("  {}", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// `/iuran/tabel/: 347 elemen dari 400. Tabel iuran harus utuh.`
fn own_line(page: &Weighed<'_>, speech: Speech) -> Option<String> {
    let (limits, reason) = own(page, speech)?;
    Some(format!("  {}: {limits}. {reason}", address(page)))
}

/// What a page's own budget limits, and its reason; `None` where it has none.
pub fn own(page: &Weighed<'_>, speech: Speech) -> Option<(String, String)> {
    let own = page.own?;
    let of = match speech {
        Speech::Indonesian => "dari",
        Speech::English => "of",
    };
    let limits = Measure::ALL.into_iter().filter(|measure| own.limits_measure(*measure)).map(|measure| {
        let name = measure_name(measure);
        let (value, limit) = (amount(measure, page.figures.get(measure)), amount(measure, page.limits.get(measure)));
        format!("{} {} {of} {}", speech.of(&name), speech.of(&value), speech.of(&limit))
    });
    Some((limits.collect::<Vec<_>>().join("; "), own.reason.clone()))
}

/// `/iuran/tabel/`
pub fn address(page: &Weighed<'_>) -> String {
    let path = page.output.path.as_str();
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

/// One page for machines: what it weighs and may weigh by every measure.
pub fn as_json<'a>(page: &'a Weighed<'_>) -> Row<'a> {
    Row {
        path: page.output.path.as_str(),
        kind: &page.summary.kind,
        bytes: page.summary.bytes,
        gzip: page.summary.gzip,
        brotli: page.summary.brotli,
        figures: &page.figures,
        limits: &page.limits,
        reason: page.own.map(|own| own.reason.as_str()),
    }
}

#[derive(Serialize)]
pub struct Row<'a> {
    path: &'a str,
    kind: &'a str,
    bytes: u64,
    gzip: u64,
    brotli: u64,
    figures: &'a Figures,
    limits: &'a Figures,
    reason: Option<&'a str>,
}
