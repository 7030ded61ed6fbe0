//! Reads `content/_facts/*.yaml` by the tables in `keys`, and checks what can be checked without a day.

use super::contribution::{Bracket, Programme};
use super::keys::FILE_KEYS;
use super::number::Number;
use super::reference::{Channel, Group, Occupation, Region, Regulation, Source, Term, Topic, Warning};
use super::{Amount, Definition, Discount, English, Fact, Facts, Period, Publish, Said, Unit};
use crate::config::Config;
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::markdown::shortcode::{InlineText, Signatures, parse_inline};
use crate::source::{SourceFile, SourceTree};
use crate::theme::Theme;
use crate::vocabulary::{Date, SourcePath};
use crate::yaml::table::{Fields, Reading, Value};
use crate::yaml::{self, Spanned};
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "content/_facts";

/// Reads every file of facts, in path order, and checks periods and references.
pub fn parse(source: &SourceTree, config: &Config, theme: &Theme, diagnostics: &mut Diagnostics) -> Facts {
    let is_incomplete = source.unreadable().any(|path| path.as_str().starts_with(FOLDER));
    let mut facts = Facts { is_incomplete, ..Facts::default() };
    let mut files = Vec::new();
    for (path, file) in source.below(FOLDER) {
        let SourceFile::Text(file) = file else { continue };
        let Some(node) = yaml::parse(path, &file.text, 0..file.text.len(), diagnostics) else {
            facts.is_incomplete = true;
            continue;
        };
        let reading = Reading { path, zone: config.zone };
        let fields = Fields::decode(&node, FILE_KEYS, reading, diagnostics);
        take_in(&mut facts, Place { path, signatures: &theme.shortcodes }, &fields, diagnostics);
        files.push((path, fields));
    }
    let known_problems = diagnostics.len();
    check_references(&facts, &files, diagnostics);
    facts.has_dead_references = diagnostics.len() > known_problems;
    break_circles(&mut facts, diagnostics);
    facts
}

/// The file that is read, and the shortcodes its texts may use.
#[derive(Clone, Copy)]
struct Place<'a> {
    path: &'a SourcePath,
    signatures: &'a Signatures,
}

impl Place<'_> {
    fn inline(self, fields: &Fields, key: &str, diagnostics: &mut Diagnostics) -> Option<InlineText> {
        Some(parse_inline(self.path, &fields.text(key)?, self.signatures, diagnostics))
    }
}

fn take_in(facts: &mut Facts, place: Place<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    let path = place.path;
    for (id, fields) in fields.named_maps("fakta") {
        if facts.by_id.contains_key(&id.value) {
            diagnostics.push(diagnostic::fact::defined_twice(Location::span(path, id.span.clone()), &id.value));
            continue;
        }
        let known_problems = diagnostics.len();
        let fact = if fields.is_sound { fact(place, id, fields, diagnostics) } else { None };
        match fact.filter(|_| diagnostics.len() == known_problems) {
            Some(fact) => {
                facts.by_id.insert(id.value.clone(), facts.facts.len());
                facts.facts.push(fact);
            }
            None => {
                facts.unsound.insert(id.value.clone());
            }
        }
    }
    for (id, fields) in fields.named_maps("golongan") {
        facts.groups.push(Group { id: id.value.clone(), name: text(fields, "nama"), note: text(fields, "keterangan") });
    }
    for (id, fields) in fields.named_maps("iuran") {
        let programme = Programme { rate: text(fields, "tarif"), discount: optional_text(fields, "potongan") };
        facts.programmes.insert(id.value.clone(), programme);
    }
    for fields in fields.maps("rentang") {
        facts.brackets.push(Bracket {
            number: fields.integer("nomor").and_then(|n| n.try_into().ok()).unwrap_or(0),
            from: fields.integer("dari").unwrap_or(0),
            until: fields.integer("sampai"),
            base: Number::whole(fields.integer("dasar").unwrap_or(0)),
            publish: publish(fields),
        });
    }
    for (id, fields) in fields.named_maps("sumber") {
        let source = Source {
            title: text(fields, "judul"),
            url: optional_text(fields, "url"),
            date: optional_text(fields, "tanggal"),
            via: optional_text(fields, "lewat"),
            copy: fields.is("salinan"),
        };
        if facts.sources.insert(id.value.clone(), source).is_some() {
            diagnostics.push(diagnostic::fact::defined_twice(Location::span(path, id.span.clone()), &id.value));
        }
    }
    take_in_reference(facts, place, fields, diagnostics);
}

fn take_in_reference(facts: &mut Facts, place: Place<'_>, fields: &Fields, diagnostics: &mut Diagnostics) {
    facts.regulations.extend(fields.named_maps("peraturan").into_iter().map(|(_, fields)| Regulation {
        name: text(fields, "nama"),
        about: text(fields, "tentang"),
        state: text(fields, "keadaan"),
        sources: values(fields.texts("sumber")),
    }));
    facts.channels.extend(fields.named_maps("kanal").into_iter().map(|(id, fields)| {
        Channel {
            id: id.value.clone(),
            purpose: text(fields, "untuk"),
            name: text(fields, "nama"),
            steps: fields
                .texts("langkah")
                .iter()
                .map(|step| parse_inline(place.path, step, place.signatures, diagnostics))
                .collect(),
            members: values(fields.texts("isi")),
            link: optional_text(fields, "tautan"),
            note: place.inline(fields, "keterangan", diagnostics),
            without_app: fields.is("tanpa_aplikasi"),
            publish: publish(fields),
            path: place.path.clone(),
        }
    }));
    facts.terms.extend(fields.named_maps("istilah").into_iter().map(|(id, fields)| Term {
        id: id.value.clone(),
        short: text(fields, "nama"),
        full: optional_text(fields, "kepanjangan"),
        meaning: text(fields, "arti"),
        publish: publish(fields),
    }));
    let warnings = fields.named_maps("peringatan").into_iter();
    facts.warnings.extend(warnings.map(|(_, fields)| Warning { text: text(fields, "isi"), publish: publish(fields) }));
    facts.regions.extend(fields.named_maps("wilayah").into_iter().map(|(id, fields)| Region {
        id: id.value.clone(),
        name: text(fields, "nama"),
        code: text(fields, "kode"),
        villages: fields.integer("desa").unwrap_or(0),
        wards: fields.integer("kelurahan").unwrap_or(0),
        latitude: fields.decimal("lintang").unwrap_or(0.0),
        longitude: fields.decimal("bujur").unwrap_or(0.0),
        checked: fields.date("diperiksa"),
        sources: values(fields.texts("sumber")),
    }));
    facts.occupations.extend(fields.named_maps("pekerjaan").into_iter().map(|(id, fields)| Occupation {
        id: id.value.clone(),
        name: text(fields, "nama"),
        known_as: optional_text(fields, "sebutan"),
        group: text(fields, "golongan"),
        regions: values(fields.texts("wilayah")),
        publish: publish(fields),
        path: place.path.clone(),
        span: id.span.clone(),
    }));
    let topics = fields.named_maps("topik").into_iter();
    facts.topics.extend(topics.map(|(id, fields)| Topic { id: id.value.clone(), name: text(fields, "nama") }));
}

fn fact(place: Place<'_>, id: &Spanned<String>, fields: &Fields, diagnostics: &mut Diagnostics) -> Option<Fact> {
    let path = place.path;
    let unit = unit(&text(fields, "satuan"))?;
    let is_empty = |value: &Value| matches!(value, Value::List(items) if items.is_empty());
    let definition = match (fields.get("nilai"), fields.map("rumus")) {
        (Some(value), None) if !is_empty(&value.value) => {
            Definition::Dated(periods(path, id, value, unit, diagnostics)?)
        }
        (None, Some(formula)) => formula_definition(formula),
        _ => {
            diagnostics.push(diagnostic::fact::value_or_formula(Location::span(path, id.span.clone()), &id.value));
            return None;
        }
    };
    Some(Fact {
        id: id.value.clone(),
        label: text(fields, "label"),
        english: fields.map("inggris").map(|english| English {
            label: optional_text(english, "label"),
            value: optional_text(english, "nilai"),
            note: place.inline(english, "keterangan", diagnostics),
        }),
        unit,
        per: optional_text(fields, "per"),
        definition,
        note: place.inline(fields, "keterangan", diagnostics),
        table: optional_text(fields, "tabel"),
        publish: publish(fields),
        checked: fields.date("diperiksa"),
        sources: values(fields.texts("sumber")),
        path: path.clone(),
        span: id.span.clone(),
    })
}

fn formula_definition(formula: &Fields) -> Definition {
    let bracket = formula.integer("rentang").and_then(|n| n.try_into().ok()).unwrap_or(0);
    match formula.integer("kali") {
        Some(factor) => Definition::Multiple { factor, bracket, plus: values(formula.texts("tambah")) },
        None => {
            let ignored = formula.get("potongan").is_some() && !formula.is("potongan");
            let discount = if ignored { Discount::Ignored } else { Discount::Applied };
            Definition::Contribution { programmes: values(formula.texts("iuran")), bracket, discount }
        }
    }
}

fn periods(
    path: &SourcePath,
    id: &Spanned<String>,
    value: &Spanned<Value>,
    unit: Unit,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Period>> {
    let periods: Vec<Period> = match &value.value {
        Value::Text(written) => {
            let value = amount(path, &Spanned { value: written.clone(), span: value.span.clone() }, unit, diagnostics)?;
            let span = id.span.clone();
            vec![Period { group: None, from: None, until: None, value, said: None, may_change: false, span }]
        }
        Value::List(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Fields(fields) => Some(Period {
                    group: optional_text(fields, "golongan"),
                    from: fields.date("mulai"),
                    until: fields.date("sampai"),
                    value: amount(path, &fields.text("nilai")?, unit, diagnostics)?,
                    said: optional_text(fields, "tulis")
                        .map(|indonesian| Said { indonesian, english: optional_text(fields, "tulis_inggris") }),
                    may_change: fields.is("bisa_berubah"),
                    span: item.span.clone(),
                }),
                _ => None,
            })
            .collect(),
        _ => return None,
    };
    check_periods(path, &id.value, &periods, diagnostics);
    Some(periods)
}

/// Per group: no day without a value between two periods, no day with two.
fn check_periods(path: &SourcePath, id: &str, periods: &[Period], diagnostics: &mut Diagnostics) {
    let mut groups: BTreeMap<Option<&str>, Vec<&Period>> = BTreeMap::new();
    for period in periods {
        if period.from.zip(period.until).is_some_and(|(from, until)| until < from) {
            diagnostics.push(diagnostic::fact::ends_before_it_begins(Location::span(path, period.span.clone())));
        }
        groups.entry(period.group.as_deref()).or_default().push(period);
    }
    for periods in groups.values_mut() {
        periods.sort_by_key(|period| period.from);
        for pair in periods.windows(2) {
            let at = Location::span(path, pair[1].span.clone());
            let begins = pair[1].from.unwrap_or_else(|| Date::new(1, 1, 1).expect("the first day is a day"));
            match pair[0].until {
                Some(end) if end.next() < begins => {
                    diagnostics.push(diagnostic::fact::hole(at, id, end.next(), begins.previous()));
                }
                Some(end) if end.next() == begins => {}
                end => {
                    let until = match (end, pair[1].until) {
                        (Some(a), Some(b)) => Some(a.min(b)),
                        (a, b) => a.or(b),
                    };
                    diagnostics.push(diagnostic::fact::overlap(at, id, begins, until));
                }
            }
        }
    }
}

fn amount(path: &SourcePath, written: &Spanned<String>, unit: Unit, diagnostics: &mut Diagnostics) -> Option<Amount> {
    if unit == Unit::Text {
        return Some(Amount::Text(written.value.clone()));
    }
    let number = Number::parse(&written.value);
    if number.is_none() {
        let at = Location::span(path, written.span.clone());
        diagnostics.push(diagnostic::fact::not_a_number(at, &written.value));
    }
    number.map(Amount::Number)
}

/// Names that lead to nothing: sources, groups, facts of formulas; and formulas that lead back to themselves.
fn check_references(facts: &Facts, files: &[(&SourcePath, Fields)], diagnostics: &mut Diagnostics) {
    let source = Text::new("Sumber", "source");
    let group = Text::new("Golongan", "group");
    let fact_word = Text::new("Fakta", "fact");
    let region = Text::new("Kecamatan", "district");
    let regulation = Text::new("Peraturan", "regulation");
    let bracket = Text::new("Rentang", "bracket");
    let groups: Vec<&str> = facts.groups.iter().map(|group| group.id.as_str()).collect();
    let sources: Vec<&str> = facts.sources.keys().map(String::as_str).collect();
    let ids: Vec<&str> = facts.ids().collect();
    let regions: Vec<&str> = facts.regions.iter().map(|region| region.id.as_str()).collect();
    let programmes: Vec<&str> = facts.programmes.keys().map(String::as_str).collect();
    let regulations: Vec<&str> =
        files.iter().flat_map(|(_, fields)| fields.named_maps("peraturan")).map(|(id, _)| id.value.as_str()).collect();
    let numbers: Vec<String> = facts.brackets.iter().map(|bracket| bracket.number.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let is_missing = |name: &str, known: &[&str]| !known.contains(&name) && !facts.may_be_unsound(name);
    let mut check = |path: &SourcePath, what: &Text, written: Vec<Spanned<String>>, known: &[&str]| {
        for name in written.into_iter().filter(|name| is_missing(&name.value, known)) {
            let at = Location::span(path, name.span.clone());
            diagnostics.push(diagnostic::fact::unknown_reference(at, what, &name.value, known.iter().copied()));
        }
    };
    for (path, fields) in files {
        for kind in ["fakta", "peraturan", "kanal", "istilah", "peringatan", "wilayah", "pekerjaan"] {
            for (_, entry) in fields.named_maps(kind) {
                check(path, &source, entry.texts("sumber"), &sources);
            }
        }
        for (_, fact) in fields.named_maps("fakta") {
            for period in fact.maps("nilai") {
                check(path, &group, period.text("golongan").into_iter().collect(), &groups);
                check(path, &regulation, period.text("dasar").into_iter().collect(), &regulations);
            }
            if let Some(formula) = fact.map("rumus") {
                check(path, &bracket, number(formula, "rentang").into_iter().collect(), &numbers);
                check(path, &fact_word, formula.texts("tambah"), &ids);
                check(path, &Text::new("Program", "programme"), formula.texts("iuran"), &programmes);
            }
        }
        for (_, programme) in fields.named_maps("iuran") {
            let named = [programme.text("tarif"), programme.text("potongan")].into_iter().flatten().collect();
            check(path, &fact_word, named, &ids);
        }
        for (_, entry) in fields.named_maps("sumber") {
            check(path, &source, entry.text("lewat").into_iter().collect(), &sources);
        }
        for (_, occupation) in fields.named_maps("pekerjaan") {
            check(path, &group, occupation.text("golongan").into_iter().collect(), &groups);
            check(path, &region, occupation.texts("wilayah"), &regions);
        }
    }
}

/// A whole number as it was written.
fn number(fields: &Fields, key: &str) -> Option<Spanned<String>> {
    let (number, span) = (fields.integer(key)?, fields.get(key)?.span.clone());
    Some(Spanned { value: number.to_string(), span })
}

/// So many facts a formula may ask for, those that it leads to counted each time they are asked.
const LARGEST_FORMULA: usize = 200;

/// Reports each circle of formulas once, and the first formula that asks for more than anybody means; leaves their
/// facts without a value.
fn break_circles(facts: &mut Facts, diagnostics: &mut Diagnostics) {
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    let mut circular = Vec::new();
    for (index, fact) in facts.facts.iter().enumerate().filter(|(_, fact)| is_too_large(facts, fact)) {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut ahead = parts_of(facts, fact);
        while let Some(next) = ahead.pop().filter(|_| reached.len() < LARGEST_FORMULA) {
            if reached.insert(&next.id) {
                ahead.extend(parts_of(facts, next));
            }
        }
        if reached.contains(fact.id.as_str()) {
            if reached.is_disjoint(&reported) {
                let at = Location::span(&fact.path, fact.span.clone());
                diagnostics.push(diagnostic::fact::circular(at, &fact.id));
                reported.insert(&fact.id);
            }
            circular.push(index);
        }
    }
    forget(facts, circular);
    let too_large = facts.facts.iter().enumerate().filter(|(_, fact)| is_too_large(facts, fact));
    let too_large: Vec<usize> = too_large.map(|(index, _)| index).collect();
    if let Some(fact) = too_large.first().map(|index| &facts.facts[*index]) {
        let at = Location::span(&fact.path, fact.span.clone());
        diagnostics.push(diagnostic::fact::too_large_formula(at, &fact.id, LARGEST_FORMULA));
    }
    forget(facts, too_large);
}

fn forget(facts: &mut Facts, indices: Vec<usize>) {
    for index in indices {
        facts.facts[index].definition = Definition::Dated(Vec::new());
        facts.unsound.insert(facts.facts[index].id.clone());
    }
}

/// True also for every formula of a circle.
fn is_too_large(facts: &Facts, fact: &Fact) -> bool {
    let mut ahead = parts_of(facts, fact);
    let mut asked = 0;
    while let Some(next) = ahead.pop() {
        asked += 1;
        if asked + ahead.len() > LARGEST_FORMULA {
            return true;
        }
        ahead.extend(parts_of(facts, next));
    }
    false
}

/// The facts that a fact is computed from.
fn parts_of<'a>(facts: &'a Facts, fact: &'a Fact) -> Vec<&'a Fact> {
    let ids: Vec<&String> = match &fact.definition {
        Definition::Dated(_) => Vec::new(),
        Definition::Multiple { plus, .. } => plus.iter().collect(),
        Definition::Contribution { programmes, .. } => programmes
            .iter()
            .filter_map(|id| facts.programmes.get(id))
            .flat_map(|programme| [Some(&programme.rate), programme.discount.as_ref()])
            .flatten()
            .collect(),
    };
    ids.into_iter().filter_map(|id| facts.get(id)).collect()
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "rupiah" => Unit::Rupiah,
        "persen" => Unit::Percent,
        "bulan" => Unit::Months,
        "tahun" => Unit::Years,
        "hari" => Unit::Days,
        "hari-kerja" => Unit::WorkingDays,
        "jam" => Unit::Hours,
        "orang" => Unit::People,
        "kali" => Unit::Times,
        "teks" => Unit::Text,
        _ => return None,
    })
}

fn publish(fields: &Fields) -> Publish {
    match text(fields, "terbit").as_str() {
        "cek_dulu" => Publish::VerifyFirst,
        "tahan" => Publish::Hold,
        _ => Publish::Open,
    }
}

fn text(fields: &Fields, key: &str) -> String {
    optional_text(fields, key).unwrap_or_default()
}

fn optional_text(fields: &Fields, key: &str) -> Option<String> {
    fields.text(key).map(|text| text.value)
}

fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
