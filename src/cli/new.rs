//! `kentongan new`: a few questions, and a page that builds.

mod ask;

use super::args::{Arguments, NewArguments};
use super::build::{choose, now};
use super::failure::machine_refused;
use super::{Outcome, terminal};
use crate::config::Overrides;
use crate::content::Kind;
use crate::diagnostic::{self, Diagnostic, Diagnostics, Location, Severity};
use crate::pipeline::{self, Planned, Request};
use crate::project::{self, Created};
use crate::render::Finish;
use crate::report::{Speech, text};
use crate::scaffold::question::{self, AnswerForm};
use crate::scaffold::{self, Draft, Folder, GivesKind, NewPage};
use crate::site::Drafts;
use crate::source::read::CONFIG_FILE;
use crate::source::{SourceTree, read};
use crate::vocabulary::SourcePath;
use crate::yaml::table::{Form, Key, Need};

/// The portal a page is written for.
struct Desk {
    source: SourceTree,
    planned: Planned,
    request: Request,
    speech: Speech,
    asking: Asking,
}

/// Whether somebody is there to answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Somebody,
    Nobody,
}

/// What ends a page before it is written; the reader has been told.
type Said<T> = Result<T, Outcome>;

pub fn run(new: &NewArguments, arguments: &Arguments) -> Outcome {
    match write_page(new, arguments) {
        Ok(()) => Outcome::Fine,
        Err(outcome) => outcome,
    }
}

fn write_page(new: &NewArguments, arguments: &Arguments) -> Said<()> {
    let desk = open(new, arguments)?;
    let kind = match new.kind {
        Some(kind) => kind,
        None => desk.ask_kind()?,
    };
    let mut draft = Draft::new(kind, desk.folder(kind, new.section.as_deref())?);
    desk.take_given(&new.answers, &mut draft)?;
    desk.ask_the_rest(&mut draft)?;
    desk.complete(&mut draft);
    let page = draft.page(&desk.source);
    desk.check(&page)?;
    let created = project::create(&arguments.root, page.path.as_str(), &page.text);
    desk.report(&page, created)
}

/// Reads the portal, drafts included: a new page may lead to one.
fn open(new: &NewArguments, arguments: &Arguments) -> Said<Desk> {
    let speech = arguments.speech;
    let mut diagnostics = Diagnostics::default();
    let source = read::read(&arguments.root, &mut diagnostics).map_err(|error| machine_refused(&error, speech))?;
    if source.get(CONFIG_FILE).is_none() {
        say_problems(&diagnostics.sorted(), &source, speech);
        return Err(Outcome::ContentErrors);
    }
    let request =
        Request { day: now(), drafts: Drafts::Include, overrides: Overrides::default(), finish: Finish::PREVIEW };
    let planned = pipeline::plan(&source, &request, diagnostics);
    let asking = if new.yes || !terminal::is_interactive() { Asking::Nobody } else { Asking::Somebody };
    Ok(Desk { source, planned, request, speech, asking })
}

impl Desk {
    fn ask_kind(&self) -> Said<Kind> {
        if self.asking == Asking::Nobody {
            let names = Kind::PAGES.map(Kind::name).join(", ");
            let (id, en) =
                (format!("Sebut jenis halamannya: {names}."), format!("Name the kind of the page: {names}."));
            return Err(wrong_usage(choose(self.speech, &id, &en)));
        }
        ask::kind(self.speech).map_err(|error| self.stopped(&error))
    }

    fn folder(&self, kind: Kind, wanted: Option<&str>) -> Said<Folder> {
        let mut folders = scaffold::folders(&self.planned.site, &self.source, kind);
        if let Some(wanted) = wanted {
            let named = folders.into_iter().find(|folder| folder.path == wanted);
            // Folders with `_` or `.` in front hold no pages.
            let is_sound = SourcePath::new(&format!("content/{wanted}/x.md")).is_some()
                && wanted.split('/').all(|step| !step.starts_with(['_', '.']));
            let other = Folder { path: wanted.to_owned(), gives: GivesKind::Page };
            return named.or(is_sound.then_some(other)).ok_or_else(|| {
                let (id, en) =
                    (format!("Folder \"{wanted}\" tidak bisa dipakai."), format!("\"{wanted}\" cannot be used."));
                wrong_usage(choose(self.speech, &id, &en))
            });
        }
        if folders.len() > 1 && self.asking == Asking::Somebody {
            return ask::folder(&folders, self.speech).map_err(|error| self.stopped(&error));
        }
        Ok(folders.remove(0))
    }

    /// Takes the answers of the command line, each checked like one that is typed.
    fn take_given(&self, given: &[(String, String)], draft: &mut Draft) -> Said<()> {
        let mut answers: Vec<(&'static Key, Vec<String>)> = Vec::new();
        for (name, value) in given {
            let key = self.key(draft.kind, name)?;
            match answers.iter_mut().find(|(other, _)| other.name == key.name) {
                Some((_, values)) => values.extend(parts(key, value)),
                None => answers.push((key, parts(key, value))),
            }
        }
        let mut problems = Vec::new();
        for (key, values) in answers {
            let found = draft.check(key, values.clone(), &self.planned);
            // A refused answer stays out, or the next one would be blamed for it too.
            if found.is_empty() {
                draft.answer(key, values);
            }
            problems.extend(found);
        }
        if problems.is_empty() {
            return Ok(());
        }
        for problem in &problems {
            terminal::say_error(&in_words(problem, self.speech));
        }
        self.not_written();
        Err(Outcome::ContentErrors)
    }

    fn key(&self, kind: Kind, name: &str) -> Said<&'static Key> {
        let key = kind.table().iter().find(|key| key.name == name || key.alias == name);
        let key = key.ok_or_else(|| {
            let known = kind.table().iter().map(|key| key.name);
            let problem = diagnostic::yaml::unknown_key(Location::project(), name, known);
            wrong_usage(&in_words(&problem, self.speech))
        })?;
        if matches!(key.form, Form::Fields(_) | Form::Named(_) | Form::Free) {
            let (id, en) = (
                format!("\"{name}\" punya beberapa bagian. Tulis langsung di berkasnya nanti."),
                format!("\"{name}\" has several parts. Write it into the file later."),
            );
            return Err(wrong_usage(choose(self.speech, &id, &en)));
        }
        Ok(key)
    }

    fn ask_the_rest(&self, draft: &mut Draft) -> Said<()> {
        let questions = question::questions(draft.kind, &self.planned);
        let open: Vec<_> = questions.into_iter().filter(|question| !draft.has(question.key.name)).collect();
        if self.asking == Asking::Somebody {
            for question in open {
                let values =
                    ask::answer(&question, draft, &self.planned, self.speech).map_err(|error| self.stopped(&error))?;
                draft.answer(question.key, values);
            }
            return Ok(());
        }
        let missing: Vec<String> = open
            .iter()
            .filter(|question| question.key.need == Need::Required)
            .map(|question| {
                format!(
                    "  --isi \"{}={}\"",
                    question.key.name,
                    example(&question.answer, question.key).trim_matches('"')
                )
            })
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let lead = choose(self.speech, "Masih kurang, misalnya:", "Still missing, for example:");
        Err(wrong_usage(&format!("{lead}\n{}", missing.join("\n"))))
    }

    /// What every new page starts with: nobody should have to think of it.
    fn complete(&self, draft: &mut Draft) {
        let site = &self.planned.site;
        let defaults = [
            ("diperiksa", site.today.to_string()),
            ("penanggung_jawab", site.config.manager.clone()),
            ("draf", "ya".to_owned()),
        ];
        for (name, value) in defaults {
            let key = draft.kind.table().iter().find(|key| key.name == name);
            if let Some(key) = key.filter(|_| !draft.has(name) && !value.is_empty()) {
                draft.answer(key, vec![value]);
            }
        }
    }

    /// The whole page as the build sees it, before anything is written.
    fn check(&self, page: &NewPage) -> Said<()> {
        let (source, problems) = scaffold::problems(page, &self.source, &self.planned, &self.request);
        say_problems(&problems, &source, self.speech);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            self.not_written();
            return Err(Outcome::ContentErrors);
        }
        Ok(())
    }

    fn report(&self, page: &NewPage, created: std::io::Result<Created>) -> Said<()> {
        let path = &page.path;
        match created {
            Ok(Created::New) => {
                let (id, en) = (
                    format!(
                        "Halaman baru: {path}\nBuka berkas itu dan tulis isinya. Hapus baris \"draf: ya\" bila sudah boleh tayang."
                    ),
                    format!(
                        "New page: {path}\nOpen that file and write the text. Remove the line \"draf: ya\" when it may be published."
                    ),
                );
                terminal::say(choose(self.speech, &id, &en));
                Ok(())
            }
            Ok(Created::WasThere) => {
                let (id, en) = (
                    format!("{path} baru saja dibuat orang lain. Coba lagi."),
                    format!("Somebody has just made {path}. Try again."),
                );
                Err(wrong_usage(choose(self.speech, &id, &en)))
            }
            Err(error) => Err(machine_refused(&error, self.speech)),
        }
    }

    fn not_written(&self) {
        terminal::say_error(choose(self.speech, "Halaman belum ditulis.", "The page was not written."));
    }

    fn stopped(&self, error: &inquire::InquireError) -> Outcome {
        match error {
            inquire::InquireError::IO(error) => machine_refused(error, self.speech),
            _ => {
                let (id, en) = ("Dibatalkan. Tidak ada yang ditulis.", "Cancelled. Nothing was written.");
                terminal::say(choose(self.speech, id, en));
                Outcome::Fine
            }
        }
    }
}

/// Names in a list may be given at once, with commas; sentences one at a time.
fn parts(key: &Key, value: &str) -> Vec<String> {
    let names = matches!(key.name, "pekerjaan" | "wilayah" | "topik" | "fakta" | "sumber");
    match key.form {
        Form::List(_) if names => value.split(',').map(|part| part.trim().to_owned()).collect(),
        _ => vec![value.to_owned()],
    }
}

fn example<'a>(answer: &'a AnswerForm, key: &'a Key) -> &'a str {
    match answer {
        AnswerForm::OneOf(choices) | AnswerForm::SomeOf(choices) => {
            choices.first().map_or(key.example, |choice| &choice.value)
        }
        AnswerForm::Written | AnswerForm::WrittenList => key.example,
    }
}

/// A problem with its remedy, in one line: there is no file yet to show.
fn in_words(problem: &Diagnostic, speech: Speech) -> String {
    format!("{} {}", speech.of(&problem.message), speech.of(&problem.hint))
}

fn say_problems(problems: &[Diagnostic], source: &SourceTree, speech: Speech) {
    if !problems.is_empty() {
        terminal::say_error(text::render(problems, source, speech, terminal::colour()).trim_end());
    }
}

fn wrong_usage(complaint: &str) -> Outcome {
    terminal::say_error(complaint);
    Outcome::WrongUsage
}
