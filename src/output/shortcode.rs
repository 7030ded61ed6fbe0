//! What the theme's shortcode components are given: facts in words, tables, the calculator.

use super::item::Item;
use super::page::{FactRow, fact_row};
use super::shell::{self, SourceView};
use super::term;
use super::writing::Writing;
use crate::diagnostic::Diagnostics;
use crate::fact::contribution::{Bracket, Total, first_months, total};
use crate::fact::number::Number;
use crate::fact::print::{Style, phrase, say_date};
use crate::fact::series::{Segment, Series};
use crate::fact::{Amount, Discount, Publish};
use crate::markdown::shortcode::Call;
use crate::site::taxonomy::Taxonomy;
use crate::theme::shortcode::Data;
use crate::vocabulary::Rupiah;
use serde::Serialize;
use tera::Value;

/// Months one may pay for at once. Source: the fact `pilihan-bayar`.
const PAYMENT_PERIODS: [u32; 4] = [1, 3, 6, 12];
const TWO: [&str; 2] = ["jkk", "jkm"];
const THREE: [&str; 3] = ["jkk", "jkm", "jht"];

#[derive(Serialize)]
struct FactData {
    value: String,
    rest: String,
    uncertain: bool,
    notice: String,
}

#[derive(Serialize)]
struct TermData {
    short: String,
    full: Option<String>,
}

#[derive(Serialize)]
struct TableData {
    caption: Option<String>,
    rows: Vec<FactRow>,
    notice: String,
}

#[derive(Serialize)]
struct GroupsData {
    rows: Vec<GroupRow>,
}

#[derive(Serialize)]
struct GroupRow {
    id: String,
    name: String,
    note: String,
    two: AmountView,
    three: AmountView,
}

#[derive(Serialize)]
struct AmountView {
    value: String,
    rest: String,
}

#[derive(Serialize)]
struct BracketsData {
    group: String,
    periods: Vec<String>,
    rows: Vec<BracketRow>,
    notice: Option<String>,
}

#[derive(Serialize)]
struct BracketRow {
    number: u32,
    income: String,
    base: String,
    two: Vec<String>,
    three: Vec<String>,
    uncertain: bool,
}

#[derive(Serialize)]
struct CalculatorData {
    group: String,
    notice: String,
    change_note: Option<String>,
    months: [u32; 4],
    brackets: Vec<CalculatorBracket>,
}

#[derive(Serialize)]
struct CalculatorBracket {
    number: u32,
    id: String,
    income: String,
    base: String,
    uncertain: bool,
    rates: Vec<Rate>,
    two: Vec<Start>,
    three: Vec<Start>,
}

#[derive(Serialize)]
struct Rate {
    period: String,
    two: String,
    three: String,
}

#[derive(Serialize)]
struct Start {
    start: String,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    total: String,
    parts: Option<String>,
    crosses: bool,
}

#[derive(Serialize)]
struct ChannelsData {
    items: Vec<ChannelView>,
    notice: String,
}

#[derive(Serialize)]
struct ChannelView {
    name: String,
    steps: Vec<crate::vocabulary::Html>,
    members: Vec<String>,
    href: Option<String>,
    note: Option<String>,
    without_app: bool,
    uncertain: bool,
}

#[derive(Serialize)]
struct GlossaryData {
    items: Vec<GlossaryItem>,
    notice: String,
}

#[derive(Serialize)]
struct GlossaryItem {
    id: String,
    short: String,
    full: Option<String>,
    meaning: String,
    uncertain: bool,
}

#[derive(Serialize)]
struct WarningsData {
    items: Vec<String>,
}

#[derive(Serialize)]
struct SourcesData {
    sources: Vec<SourceView>,
    regulations: Vec<RegulationView>,
}

#[derive(Serialize)]
struct RegulationView {
    name: String,
    about: String,
    state: String,
}

#[derive(Serialize)]
struct ItemsData {
    items: Vec<Item>,
}

/// The data of a shortcode's component; `None` when a name leads nowhere, which was reported.
pub fn data(writing: &Writing<'_>, call: &Call, diagnostics: &mut Diagnostics) -> Option<Value> {
    let signature = writing.theme.shortcodes.get(&call.name)?;
    let argument = |name: &str| call.arguments.get(name).map(|argument| argument.value.as_str());
    Some(match signature.data {
        Data::Parameters => {
            let pairs = call.arguments.iter().map(|(name, argument)| (name.clone(), argument.value.clone()));
            Value::from_serializable(&pairs.collect::<std::collections::BTreeMap<_, _>>())
        }
        Data::Fact => Value::from_serializable(&fact(writing, call)?),
        Data::Term => Value::from_serializable(&glossary_term(writing, argument("istilah")?)?),
        Data::Table => Value::from_serializable(&table(writing, argument("nama")?)),
        Data::Groups => Value::from_serializable(&groups(writing)),
        Data::Brackets => Value::from_serializable(&brackets(writing, argument("golongan")?)?),
        Data::Calculator => Value::from_serializable(&calculator(writing, argument("golongan")?)?),
        Data::Channels => Value::from_serializable(&channels(writing, argument("untuk")?, diagnostics)),
        Data::Glossary => Value::from_serializable(&glossary(writing)),
        Data::Warnings => Value::from_serializable(&warnings(writing)),
        Data::Sources => Value::from_serializable(&sources(writing)),
        Data::Occupations => Value::from_serializable(&terms(writing, Taxonomy::Occupations)),
        Data::Regions => Value::from_serializable(&terms(writing, Taxonomy::Regions)),
    })
}

fn fact(writing: &Writing<'_>, call: &Call) -> Option<FactData> {
    let phrase = writing.phrase(call)?;
    Some(FactData {
        value: phrase.value,
        rest: phrase.rest,
        uncertain: phrase.notice.is_some(),
        notice: writing.words.get("uncertain"),
    })
}

fn glossary_term(writing: &Writing<'_>, id: &str) -> Option<TermData> {
    let term = writing.site.facts.terms.iter().find(|term| term.id == id)?;
    Some(TermData { short: term.short.clone(), full: term.full.clone() })
}

fn table(writing: &Writing<'_>, name: &str) -> TableData {
    let facts = &writing.site.facts;
    let rows = facts
        .iter()
        .filter(|fact| fact.table.as_deref() == Some(name) && facts.publish(fact) != Publish::Hold)
        .filter_map(|fact| fact_row(&fact.id, writing))
        .collect();
    TableData { caption: None, rows, notice: writing.words.get("uncertain") }
}

/// What each group pays in the lowest bracket.
fn groups(writing: &Writing<'_>) -> GroupsData {
    let facts = &writing.site.facts;
    let amount = |id: &str, group: &str| {
        let resolved = facts.get(id).and_then(|fact| {
            let resolved = facts.resolve(fact, Some(group), writing.site.today).ok()?;
            Some(phrase(fact, &resolved, Style::Full, writing.words))
        });
        resolved.map_or(AmountView { value: "–".into(), rest: String::new() }, |phrase| AmountView {
            value: phrase.value,
            rest: phrase.rest,
        })
    };
    let rows = facts
        .groups
        .iter()
        .map(|group| GroupRow {
            id: group.id.clone(),
            name: group.name.clone(),
            note: group.note.clone(),
            two: amount("iuran-dua", &group.id),
            three: amount("iuran-tiga", &group.id),
        })
        .collect();
    GroupsData { rows }
}

/// A bracket's two monthly contributions over time.
struct Monthly {
    two: Series,
    three: Series,
}

fn monthly(writing: &Writing<'_>, bracket: &Bracket, group: &str) -> Monthly {
    let facts = &writing.site.facts;
    Monthly {
        two: facts.contribution(&TWO, bracket, Some(group), Discount::Applied),
        three: facts.contribution(&THREE, bracket, Some(group), Discount::Applied),
    }
}

/// The segments of a series from today on.
fn coming<'a>(series: &'a Series, writing: &Writing<'_>) -> Vec<&'a Segment> {
    let today = writing.site.today;
    series.segments().iter().filter(|segment| segment.until.is_none_or(|until| until >= today)).collect()
}

fn brackets(writing: &Writing<'_>, group_id: &str) -> Option<BracketsData> {
    let facts = &writing.site.facts;
    let group = facts.group(group_id)?;
    let mut periods = Vec::new();
    let mut rows = Vec::new();
    for bracket in shown_brackets(writing) {
        let monthly = monthly(writing, bracket, group_id);
        let (two, three) = (coming(&monthly.two, writing), coming(&monthly.three, writing));
        if periods.is_empty() {
            periods = two.iter().map(|segment| period_label(segment, writing)).collect();
        }
        rows.push(BracketRow {
            number: bracket.number,
            income: income(bracket, writing),
            base: rupiah(bracket.base),
            two: two.iter().map(|segment| say(&segment.amount)).collect(),
            three: three.iter().map(|segment| say(&segment.amount)).collect(),
            uncertain: bracket.publish == Publish::VerifyFirst,
        });
    }
    let uncertain = rows.iter().any(|row| row.uncertain);
    let notice = uncertain.then(|| writing.words.get("uncertain"));
    Some(BracketsData { group: group.name.clone(), periods, rows, notice })
}

/// The official brackets, lowest first, without those that must not be shown.
fn shown_brackets<'a>(writing: &Writing<'a>) -> impl Iterator<Item = &'a Bracket> {
    writing.site.facts.brackets.iter().filter(|bracket| bracket.publish != Publish::Hold)
}

fn calculator(writing: &Writing<'_>, group_id: &str) -> Option<CalculatorData> {
    let group = writing.site.facts.group(group_id)?;
    let mut crosses = false;
    let brackets = shown_brackets(writing)
        .enumerate()
        .map(|(index, bracket)| {
            let monthly = monthly(writing, bracket, group_id);
            // Only the first bracket spells its sums out: the page must stay light.
            let parts = if index == 0 { Parts::Shown } else { Parts::LeftOut };
            let two = starts(&monthly.two, parts, writing);
            let three = starts(&monthly.three, parts, writing);
            crosses |= two.iter().chain(&three).flat_map(|start| &start.cells).any(|cell| cell.crosses);
            CalculatorBracket {
                number: bracket.number,
                id: format!("rentang-{}", bracket.number),
                income: income(bracket, writing),
                base: rupiah(bracket.base),
                uncertain: bracket.publish == Publish::VerifyFirst,
                rates: rates(&monthly, writing),
                two,
                three,
            }
        })
        .collect();
    Some(CalculatorData {
        group: group.name.clone(),
        notice: writing.words.get("uncertain"),
        change_note: crosses.then(|| writing.words.get("crosses_note")),
        months: PAYMENT_PERIODS,
        brackets,
    })
}

/// Whether a total shows what it is the sum of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Shown,
    LeftOut,
}

/// Totals for each number of months, from each first month that matters.
fn starts(monthly: &Series, parts: Parts, writing: &Writing<'_>) -> Vec<Start> {
    first_months(monthly, writing.site.today)
        .into_iter()
        .map(|first| Start {
            start: first.month_in_words(writing.words.is_english()),
            cells: PAYMENT_PERIODS
                .iter()
                .filter_map(|months| total(monthly, first, *months, writing.site.today))
                .map(|total| cell(&total, parts))
                .collect(),
        })
        .collect()
}

fn cell(total: &Total, parts: Parts) -> Cell {
    let sum = || {
        let parts: Vec<String> =
            total.parts.iter().map(|(months, rate)| format!("{months} × {}", rupiah(*rate))).collect();
        parts.join(" + ")
    };
    let months: u32 = total.parts.iter().map(|(months, _)| months).sum();
    Cell {
        total: rupiah(total.amount),
        parts: (parts == Parts::Shown && months > 1).then(sum),
        crosses: total.crosses_uncertain_change,
    }
}

fn rates(monthly: &Monthly, writing: &Writing<'_>) -> Vec<Rate> {
    let (two, three) = (coming(&monthly.two, writing), coming(&monthly.three, writing));
    two.iter()
        .zip(three)
        .map(|(two, three)| Rate {
            period: period_label(two, writing),
            two: say(&two.amount),
            three: say(&three.amount),
        })
        .collect()
}

/// `sampai 31 Desember 2026`, `mulai 1 Januari 2027, kecuali ada aturan baru`, or `per bulan` for what lasts.
fn period_label(segment: &Segment, writing: &Writing<'_>) -> String {
    let words = writing.words;
    let today = writing.site.today;
    let until = segment.until.map(|until| words.fill("fact_until", &[("date", &say_date(until, words))]));
    let from = segment.from.filter(|from| *from > today);
    let from = from.map(|from| words.fill("fact_from", &[("date", &say_date(from, words))]));
    let caveat = (segment.may_change && from.is_some()).then(|| words.get("fact_may_change"));
    let span: Vec<String> = [from, until].into_iter().flatten().collect();
    if span.is_empty() {
        return words.get("per_bulan");
    }
    [Some(span.join(" ")), caveat].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `Rp1.100.000 – Rp1.299.000`; the ends are open below the first bracket and above the last.
fn income(bracket: &Bracket, writing: &Writing<'_>) -> String {
    let (from, until) = (Rupiah(bracket.from), bracket.until.map(Rupiah));
    match until {
        Some(until) if bracket.from == 0 => writing.words.fill("income_up_to", &[("until", &until.to_string())]),
        Some(until) => format!("{from} – {until}"),
        None => writing.words.fill("income_from", &[("from", &from.to_string())]),
    }
}

fn rupiah(number: Number) -> String {
    Rupiah(number.rounded()).to_string()
}

fn say(amount: &Amount) -> String {
    match amount {
        Amount::Number(number) => rupiah(*number),
        Amount::Text(text) => text.clone(),
    }
}

fn channels(writing: &Writing<'_>, purpose: &str, diagnostics: &mut Diagnostics) -> ChannelsData {
    let facts = &writing.site.facts;
    let items = facts
        .channels
        .iter()
        .filter(|channel| channel.purpose == purpose && channel.publish != Publish::Hold)
        .map(|channel| ChannelView {
            name: channel.name.clone(),
            steps: channel.steps.iter().map(|step| writing.html(step, diagnostics)).collect(),
            members: channel.members.clone(),
            href: channel.link.clone(),
            note: channel.note.as_ref().map(|note| writing.text(note)),
            without_app: channel.without_app,
            uncertain: channel.publish == Publish::VerifyFirst,
        })
        .collect();
    ChannelsData { items, notice: writing.words.get("uncertain") }
}

fn glossary(writing: &Writing<'_>) -> GlossaryData {
    let mut items: Vec<GlossaryItem> = writing
        .site
        .facts
        .terms
        .iter()
        .filter(|term| term.publish != Publish::Hold)
        .map(|term| GlossaryItem {
            id: term.id.clone(),
            short: term.short.clone(),
            full: term.full.clone(),
            meaning: term.meaning.clone(),
            uncertain: term.publish == Publish::VerifyFirst,
        })
        .collect();
    items.sort_by_key(|item| item.short.to_lowercase());
    GlossaryData { items, notice: writing.words.get("uncertain") }
}

fn warnings(writing: &Writing<'_>) -> WarningsData {
    let warnings = writing.site.facts.warnings.iter().filter(|warning| warning.publish == Publish::Open);
    WarningsData { items: warnings.map(|warning| warning.text.clone()).collect() }
}

/// Every source that a fact, a regulation or a page names, by title.
fn sources(writing: &Writing<'_>) -> SourcesData {
    use crate::content::Citation;
    let site = writing.site;
    let cited_by_pages = site.pages.iter().flat_map(|page| &page.document.common.sources);
    let cited_by_pages = cited_by_pages.filter_map(|citation| match citation {
        Citation::Known(id) => Some(id.value.as_str()),
        Citation::Written { .. } => None,
    });
    let cited_by_facts = site.facts.iter().flat_map(|fact| &fact.sources).map(String::as_str);
    let cited_by_rules = site.facts.regulations.iter().flat_map(|rule| &rule.sources).map(String::as_str);
    let ids: std::collections::BTreeSet<&str> = cited_by_pages.chain(cited_by_facts).chain(cited_by_rules).collect();
    let mut sources: Vec<SourceView> = ids
        .into_iter()
        .filter_map(|id| site.facts.sources.get(id))
        .map(|source| shell::source(source, writing))
        .collect();
    sources.sort_by_key(|source| source.text.to_lowercase());
    let regulations = site.facts.regulations.iter().map(|rule| RegulationView {
        name: rule.name.clone(),
        about: rule.about.clone(),
        state: rule.state.clone(),
    });
    SourcesData { sources, regulations: regulations.collect() }
}

fn terms(writing: &Writing<'_>, taxonomy: Taxonomy) -> ItemsData {
    let terms = writing.site.terms.iter().filter(|term| term.taxonomy == taxonomy);
    ItemsData { items: terms.map(|term| term::term_item(term, writing)).collect() }
}
