//! Asks one question at a time; an answer the build would refuse is not taken.

use super::{choose, in_words};
use crate::content::Kind;
use crate::pipeline::Planned;
use crate::report::Speech;
use crate::scaffold::question::{AnswerForm, Choice, Question};
use crate::scaffold::{Draft, Folder};
use crate::yaml::table::{Key, Need};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{InquireError, MultiSelect, Select, Text};

type Answered<T> = Result<T, InquireError>;

pub fn kind(speech: Speech) -> Answered<Kind> {
    let names: Vec<&str> = Kind::PAGES.iter().map(|kind| kind.name()).collect();
    let question = choose(speech, "Halaman jenis apa?", "What kind of page?");
    let chosen = Select::new(question, names).with_help_message(selecting(speech)).prompt()?;
    Ok(Kind::from_name(chosen).expect("one of the kinds was chosen"))
}

pub fn folder(folders: &[Folder], speech: Speech) -> Answered<Folder> {
    let paths: Vec<&str> = folders.iter().map(|folder| folder.path.as_str()).collect();
    let question = choose(speech, "Di bagian mana?", "In which section?");
    let chosen = Select::new(question, paths).with_help_message(selecting(speech)).raw_prompt()?;
    Ok(folders[chosen.index].clone())
}

/// The values of an answer; none when the question was passed over.
pub fn answer(question: &Question, draft: &Draft, planned: &Planned, speech: Speech) -> Answered<Vec<String>> {
    let key = question.key;
    match &question.answer {
        AnswerForm::Written => Ok(written(key, draft, planned, speech)?.into_iter().collect()),
        AnswerForm::WrittenList => written_list(key, draft, planned, speech),
        AnswerForm::OneOf(choices) => one_of(key, choices, speech),
        AnswerForm::SomeOf(choices) => some_of(key, choices, speech),
    }
}

fn written(key: &'static Key, draft: &Draft, planned: &Planned, speech: Speech) -> Answered<Option<String>> {
    let validator = |answer: &str| Ok(judge(key, answer, draft, planned, speech));
    let help = help(key, speech);
    let label = label(key, speech);
    let answer = Text::new(&label).with_help_message(&help).with_validator(validator).prompt()?;
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

fn judge(key: &'static Key, answer: &str, draft: &Draft, planned: &Planned, speech: Speech) -> Validation {
    let answer = answer.trim();
    let refuse = |reason: String| Validation::Invalid(ErrorMessage::Custom(reason));
    match (answer.is_empty(), key.need) {
        (true, Need::Required) => refuse(choose(speech, "Ini wajib diisi.", "This is needed.").to_owned()),
        (true, Need::Optional) => Validation::Valid,
        (false, _) => match draft.check(key, vec![answer.to_owned()], planned).first() {
            Some(problem) => refuse(in_words(problem, speech)),
            None => Validation::Valid,
        },
    }
}

/// One line after another, until an empty one.
fn written_list(key: &'static Key, draft: &Draft, planned: &Planned, speech: Speech) -> Answered<Vec<String>> {
    let mut values = Vec::new();
    while let Some(value) = written(key, draft, planned, speech)? {
        values.push(value);
    }
    Ok(values)
}

fn one_of(key: &Key, choices: &[Choice], speech: Speech) -> Answered<Vec<String>> {
    let pass = (key.need == Need::Optional).then(|| choose(speech, "(lewati)", "(pass)"));
    let labels: Vec<&str> = pass.into_iter().chain(choices.iter().map(|choice| choice.label.as_str())).collect();
    let label = label(key, speech);
    let chosen = Select::new(&label, labels).with_help_message(selecting(speech)).raw_prompt()?;
    let index = if pass.is_some() { chosen.index.checked_sub(1) } else { Some(chosen.index) };
    Ok(index.map(|index| choices[index].value.clone()).into_iter().collect())
}

fn some_of(key: &Key, choices: &[Choice], speech: Speech) -> Answered<Vec<String>> {
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    let help = choose(
        speech,
        "Spasi untuk memilih, Enter untuk lanjut, ketik untuk mencari. Boleh tidak memilih.",
        "Space to choose, Enter to go on, type to search. You may choose none.",
    );
    let label = label(key, speech);
    let chosen = MultiSelect::new(&label, labels).with_help_message(help).raw_prompt()?;
    Ok(chosen.into_iter().map(|option| choices[option.index].value.clone()).collect())
}

fn label(key: &Key, speech: Speech) -> String {
    match speech {
        Speech::Indonesian => format!("{} —", key.help.trim_end_matches('.')),
        Speech::English => format!("{} —", key.alias.replace('_', " ")),
    }
}

fn help(key: &Key, speech: Speech) -> String {
    let example = key.example.trim().trim_matches('"');
    match (speech, key.need) {
        (Speech::Indonesian, Need::Required) => format!("Contoh: {example}"),
        (Speech::Indonesian, Need::Optional) => format!("Contoh: {example}. Kosongkan bila tidak ada (lagi)."),
        (Speech::English, Need::Required) => format!("Example: {example}"),
        (Speech::English, Need::Optional) => format!("Example: {example}. Leave empty for none (or no more)."),
    }
}

fn selecting(speech: Speech) -> &'static str {
    choose(
        speech,
        "Panah untuk bergerak, Enter untuk memilih, ketik untuk mencari.",
        "Arrows to move, Enter to choose, type to search.",
    )
}
