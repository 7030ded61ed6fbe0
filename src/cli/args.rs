//! What was typed → what is wanted. Complaints are in our own words.

mod complaint;
mod grammar;
mod value;

use super::help::Topic;
use crate::content::Kind;
use crate::report::Speech;
use crate::report::reach::period::By;
use crate::vocabulary::{BaseUrl, Date, Slug};
use clap::ArgMatches;
use std::ffi::OsString;
use std::path::PathBuf;

/// What is wanted.
pub struct Arguments {
    pub speech: Speech,
    /// The project folder.
    pub root: PathBuf,
    pub command: Command,
}

pub enum Command {
    Build(BuildArguments),
    Check(CheckArguments),
    Serve(ServeArguments),
    Calendar(CalendarArguments),
    Carriers(CarriersArguments),
    Pack(PackArguments),
    PackChanges(PackChangesArguments),
    Reach(ReachArguments),
    Report(ReportArguments),
    New(NewArguments),
    Init(InitArguments),
    Schema(SchemaArguments),
    Help(Topic),
    Version,
    /// Started without arguments.
    Menu,
}

#[derive(Default)]
pub struct BuildArguments {
    pub day: Option<Date>,
    pub base_url: Option<BaseUrl>,
    pub output: Option<PathBuf>,
    pub drafts: bool,
    pub json: bool,
    pub timings: bool,
    pub verify: bool,
    pub no_minify: bool,
    pub no_compress: bool,
    pub whole_styles: bool,
}

#[derive(Default)]
pub struct ServeArguments {
    pub day: Option<Date>,
    pub drafts: bool,
    pub port: Option<u16>,
    pub lan: bool,
    pub poll: bool,
}

#[derive(Default)]
pub struct CalendarArguments {
    pub day: Option<Date>,
    /// The last day that is listed.
    pub until: Option<Date>,
    /// Only whether a rebuild is due.
    pub due: bool,
    /// The folder whose last build is asked for.
    pub output: Option<PathBuf>,
    pub form: CalendarForm,
}

#[derive(Default)]
pub enum CalendarForm {
    #[default]
    Text,
    Json,
    /// Into a file, or else to the terminal.
    Ics(Option<PathBuf>),
}

#[derive(Default)]
pub struct CarriersArguments {
    /// The page's file or address.
    pub page: String,
    /// Where something of one's own is handed out or hung up.
    pub place: Option<Slug>,
    pub day: Option<Date>,
    pub json: bool,
}

#[derive(Default)]
pub struct PackArguments {
    /// The district's id or name.
    pub region: String,
    pub day: Option<Date>,
    pub base_url: Option<BaseUrl>,
    /// The folder for the archive.
    pub output: Option<PathBuf>,
}

#[derive(Default)]
pub struct PackChangesArguments {
    pub day: Option<Date>,
    pub base_url: Option<BaseUrl>,
    /// What somebody saved of the published portal, in place of asking it.
    pub manifest: Option<PathBuf>,
    /// The folder for the archive.
    pub output: Option<PathBuf>,
}

#[derive(Default)]
pub struct ReachArguments {
    /// In any order; `-` is what comes through a pipe.
    pub logs: Vec<PathBuf>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// By default what shows the span best.
    pub by: Option<By>,
    /// Where to write the page with the chart.
    pub html: Option<PathBuf>,
    pub json: bool,
}

#[derive(Default)]
pub struct ReportArguments {
    pub day: Option<Date>,
    pub output: Option<PathBuf>,
}

#[derive(Default)]
pub struct NewArguments {
    pub kind: Option<Kind>,
    /// Key and value, as given by `--isi kunci=nilai`.
    pub answers: Vec<(String, String)>,
    /// The folder below `content/`.
    pub section: Option<String>,
    /// Take what was given and ask nothing.
    pub yes: bool,
}

#[derive(Default)]
pub struct InitArguments {
    pub folder: Option<PathBuf>,
    pub name: Option<String>,
    pub manager: Option<String>,
    pub yes: bool,
}

#[derive(Default)]
pub struct SchemaArguments {
    pub folder: Option<String>,
}

pub struct CheckArguments {
    pub day: Option<Date>,
    /// Facts that end within so many days are reported.
    pub horizon_days: i32,
    pub drafts: bool,
    pub json: bool,
    pub online: bool,
    /// How long `--online` may take in all.
    pub seconds: u64,
}

impl Default for CheckArguments {
    fn default() -> Self {
        Self { day: None, horizon_days: 60, drafts: false, json: false, online: false, seconds: 120 }
    }
}

/// Reads the arguments.
///
/// # Errors
/// With a complaint for whoever typed them.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let arguments: Vec<OsString> = arguments.collect();
    // The language is needed for complaints about the rest.
    let speech = speech_of(&arguments);
    let matches =
        grammar::grammar().try_get_matches_from(&arguments).map_err(|error| complaint::complaint(&error, speech))?;
    let root = matches.get_one::<String>("folder").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let command = command(&matches, speech)?;
    Ok(Arguments { speech, root, command })
}

fn speech_of(arguments: &[OsString]) -> Speech {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let after_flag = words.windows(2).any(|pair| matches!(&*pair[0], "--lang" | "--bahasa") && pair[1] == "en");
    let joined = words.iter().any(|word| word == "--lang=en" || word == "--bahasa=en");
    if after_flag || joined { Speech::English } else { Speech::Indonesian }
}

fn command(matches: &ArgMatches, speech: Speech) -> Result<Command, String> {
    if matches.get_flag("version") {
        return Ok(Command::Version);
    }
    if let Some((name, matches)) = matches.subcommand()
        && matches.try_get_one("help").ok().flatten() == Some(&true)
    {
        return Ok(Command::Help(topic(name)));
    }
    match matches.subcommand() {
        Some(("check", matches)) => Ok(Command::Check(value::check(matches, speech)?)),
        Some(("carriers", matches)) => Ok(Command::Carriers(CarriersArguments {
            page: value::page(matches, speech)?,
            place: value::place(matches, speech)?,
            day: value::day(matches, speech)?,
            json: matches.get_flag("json"),
        })),
        Some(("pack", matches)) => Ok(Command::Pack(PackArguments {
            region: value::region(matches, speech)?,
            day: value::day(matches, speech)?,
            base_url: value::base_url(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
        })),
        Some(("pack-changes", matches)) => Ok(Command::PackChanges(PackChangesArguments {
            day: value::day(matches, speech)?,
            base_url: value::base_url(matches, speech)?,
            manifest: matches.get_one::<String>("manifest").map(PathBuf::from),
            output: matches.get_one::<String>("output").map(PathBuf::from),
        })),
        Some(("reach", matches)) => Ok(Command::Reach(value::reach(matches, speech)?)),
        Some(("new", matches)) => Ok(Command::New(value::new_arguments(matches, speech)?)),
        Some(("init", matches)) => Ok(Command::Init(InitArguments {
            folder: matches.get_one::<String>("target").map(PathBuf::from),
            name: matches.get_one::<String>("name").cloned(),
            manager: matches.get_one::<String>("manager").cloned(),
            yes: matches.get_flag("yes"),
        })),
        Some(("schema", matches)) => {
            Ok(Command::Schema(SchemaArguments { folder: matches.get_one::<String>("target").cloned() }))
        }
        Some(("build", matches)) => Ok(Command::Build(BuildArguments {
            day: value::day(matches, speech)?,
            base_url: value::base_url(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
            drafts: matches.get_flag("drafts"),
            json: matches.get_flag("json"),
            timings: matches.get_flag("timings"),
            verify: matches.get_flag("verify"),
            no_minify: matches.get_flag("no-minify"),
            no_compress: matches.get_flag("no-compress"),
            whole_styles: matches.get_flag("whole-styles"),
        })),
        Some(("serve", matches)) => Ok(Command::Serve(ServeArguments {
            day: value::day(matches, speech)?,
            drafts: matches.get_flag("drafts"),
            port: value::port(matches, speech)?,
            lan: matches.get_flag("lan"),
            poll: matches.get_flag("poll"),
        })),
        Some(("calendar", matches)) => Ok(Command::Calendar(CalendarArguments {
            day: value::day(matches, speech)?,
            until: value::day_of("until", matches, speech)?,
            due: matches.get_flag("due"),
            output: matches.get_one::<String>("output").map(PathBuf::from),
            form: match matches.get_one::<String>("ics") {
                Some(file) => CalendarForm::Ics(Some(PathBuf::from(file)).filter(|_| !file.is_empty())),
                None if matches.get_flag("json") => CalendarForm::Json,
                None => CalendarForm::Text,
            },
        })),
        Some(("report", matches)) => Ok(Command::Report(ReportArguments {
            day: value::day(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
        })),
        Some((_, matches)) => {
            Ok(Command::Help(matches.get_one::<String>("topic").map_or(Topic::All, |name| topic(name))))
        }
        None if matches.get_flag("help") => Ok(Command::Help(Topic::All)),
        None => Ok(Command::Menu),
    }
}

/// What is said of a command, by either of its names.
fn topic(command: &str) -> Topic {
    match command {
        "build" | "bangun" => Topic::Build,
        "check" | "periksa" => Topic::Check,
        "serve" | "pratinjau" => Topic::Serve,
        "calendar" | "kalender" => Topic::Calendar,
        "carriers" | "saluran" => Topic::Carriers,
        "pack" | "paket" => Topic::Pack,
        "pack-changes" | "paket-perubahan" => Topic::PackChanges,
        "reach" | "jangkauan" => Topic::Reach,
        "report" | "laporan" => Topic::Report,
        "new" | "baru" => Topic::New,
        "init" | "siapkan" => Topic::Init,
        "schema" | "skema" => Topic::Schema,
        _ => Topic::All,
    }
}
