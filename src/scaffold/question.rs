//! What is asked for a new page of each kind, and what may be chosen.

use crate::content::{Details, Kind};
use crate::fact::Publish;
use crate::pipeline::Planned;
use crate::vocabulary::Language;
use crate::yaml::table::{Form, Key};

/// One question: a key of the kind's table, with what may be answered.
pub struct Question {
    pub key: &'static Key,
    pub answer: AnswerForm,
}

pub enum AnswerForm {
    /// Written freely; checked like the file itself.
    Written,
    /// Written freely, one a line.
    WrittenList,
    OneOf(Vec<Choice>),
    SomeOf(Vec<Choice>),
}

/// What stands in the file, and what the reader sees.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

/// The keys asked for, most important first; everything else has its place in the file later.
pub fn asked(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Benefit => &["judul", "ringkasan", "program", "untuk", "fakta", "syarat", "prosedur", "topik"],
        Kind::Procedure => &["judul", "ringkasan", "langkah", "tanpa_aplikasi", "topik"],
        Kind::Event => {
            &["judul", "ringkasan", "mulai", "selesai", "tempat", "alamat", "kecamatan", "biaya", "pekerjaan"]
        }
        Kind::Partner => &["judul", "ringkasan", "kategori", "kecamatan", "alamat", "layanan", "jam"],
        Kind::Article => &["judul", "ringkasan", "topik", "pekerjaan", "wilayah"],
        Kind::Question => &["judul", "ringkasan", "kelompok", "topik"],
        Kind::Section => &["judul", "ringkasan"],
    }
}

/// The questions of a kind, with the portal's own facts and pages to choose from.
pub fn questions(kind: Kind, planned: &Planned) -> Vec<Question> {
    let keys = asked(kind).iter().filter_map(|name| kind.table().iter().find(|key| key.name == *name));
    keys.map(|key| Question { key, answer: answer_form(key, planned) }).collect()
}

fn answer_form(key: &Key, planned: &Planned) -> AnswerForm {
    let is_list = matches!(key.form, Form::List(_));
    match choices(key, planned) {
        choices if choices.is_empty() && is_list => AnswerForm::WrittenList,
        choices if choices.is_empty() => AnswerForm::Written,
        choices if is_list => AnswerForm::SomeOf(choices),
        choices => AnswerForm::OneOf(choices),
    }
}

fn choices(key: &Key, planned: &Planned) -> Vec<Choice> {
    let facts = &planned.site.facts;
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    match (key.name, &key.form) {
        (_, Form::Choice(names)) => names.iter().map(|name| choice(name, &word(key, name, planned))).collect(),
        ("kecamatan" | "wilayah", _) => {
            let mut regions: Vec<Choice> =
                facts.regions.iter().map(|region| choice(&region.id, &region.name)).collect();
            regions.sort_by(|a, b| a.label.cmp(&b.label));
            regions
        }
        ("pekerjaan", _) => {
            let shown = facts.occupations.iter().filter(|occupation| occupation.publish != Publish::Hold);
            shown.map(|occupation| choice(&occupation.id, &occupation.name)).collect()
        }
        ("topik", _) => facts.topics.iter().map(|topic| choice(&topic.id, &topic.name)).collect(),
        ("fakta", _) => {
            let shown = facts.iter().filter(|fact| facts.publish(fact) != Publish::Hold);
            shown.map(|fact| choice(&fact.id, &format!("{} ({})", fact.label, fact.id))).collect()
        }
        ("prosedur", _) => procedures(planned),
        _ => Vec::new(),
    }
}

/// Links to the portal's own procedures.
fn procedures(planned: &Planned) -> Vec<Choice> {
    let pages = planned.site.pages.iter().map(|page| &page.document);
    pages
        .filter(|document| matches!(document.details, Details::Procedure(_)))
        .filter(|document| document.common.language == Language::Indonesian)
        .map(|document| {
            let path = document.common.path.as_str();
            let value = path.strip_prefix("content").unwrap_or(path).to_owned();
            Choice { label: format!("{} ({value})", document.common.stem), value }
        })
        .collect()
}

/// The theme's word for a choice (`kategori_bayar`), or the choice itself.
fn word(key: &Key, name: &str, planned: &Planned) -> String {
    let words = planned.theme.words(Language::Indonesian);
    let word = format!("{}_{name}", key.name);
    if words.has(&word) { words.get(&word) } else { name.to_owned() }
}
