//! What was typed → what is wanted. Complaints are in our own words.

use super::help::Topic;
use crate::report::Speech;
use crate::vocabulary::{BaseUrl, Date};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches};
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
    pub no_minify: bool,
}

#[derive(Default)]
pub struct ServeArguments {
    pub day: Option<Date>,
    pub drafts: bool,
    pub port: Option<u16>,
    pub lan: bool,
    pub poll: bool,
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
    let matches = grammar().try_get_matches_from(&arguments).map_err(|error| complaint(&error, speech))?;
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

fn grammar() -> clap::Command {
    let flag =
        |name: &'static str, alias: &'static str| Arg::new(name).long(name).alias(alias).action(ArgAction::SetTrue);
    let value = |name: &'static str, alias: &'static str| Arg::new(name).long(name).alias(alias).action(ArgAction::Set);
    let build = clap::Command::new("build").alias("bangun").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("base-url", "alamat"),
        value("output", "keluaran"),
        flag("drafts", "draf"),
        flag("json", "data"),
        flag("timings", "waktu"),
        flag("no-minify", "tanpa-ringkas"),
        flag("help", "bantuan").short('h'),
    ]);
    let check = clap::Command::new("check").alias("periksa").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("days", "hari"),
        value("seconds", "detik"),
        flag("drafts", "draf"),
        flag("json", "data"),
        flag("online", "daring"),
        flag("help", "bantuan").short('h'),
    ]);
    let serve = clap::Command::new("serve").alias("pratinjau").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("port", "pintu"),
        flag("drafts", "draf"),
        flag("lan", "jaringan"),
        flag("poll", "periksa-berkala"),
        flag("help", "bantuan").short('h'),
    ]);
    let help = clap::Command::new("help").alias("bantuan").disable_help_flag(true).arg(Arg::new("topic"));
    clap::Command::new("kentongan")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .infer_long_args(false)
        .args([
            value("folder", "map").global(true),
            value("lang", "bahasa").global(true).value_parser(["id", "en"]),
            flag("help", "bantuan").short('h'),
            flag("version", "versi").short('V'),
        ])
        .subcommands([build, check, serve, help])
}

fn command(matches: &ArgMatches, speech: Speech) -> Result<Command, String> {
    if matches.get_flag("version") {
        return Ok(Command::Version);
    }
    match matches.subcommand() {
        Some(("build", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Build)),
        Some(("check", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Check)),
        Some(("check", matches)) => Ok(Command::Check(check(matches, speech)?)),
        Some(("serve", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Serve)),
        Some(("build", matches)) => Ok(Command::Build(BuildArguments {
            day: day(matches, speech)?,
            base_url: base_url(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
            drafts: matches.get_flag("drafts"),
            json: matches.get_flag("json"),
            timings: matches.get_flag("timings"),
            no_minify: matches.get_flag("no-minify"),
        })),
        Some(("serve", matches)) => Ok(Command::Serve(ServeArguments {
            day: day(matches, speech)?,
            drafts: matches.get_flag("drafts"),
            port: port(matches, speech)?,
            lan: matches.get_flag("lan"),
            poll: matches.get_flag("poll"),
        })),
        Some((_, matches)) => Ok(Command::Help(match matches.get_one::<String>("topic").map(String::as_str) {
            Some("build" | "bangun") => Topic::Build,
            Some("check" | "periksa") => Topic::Check,
            Some("serve" | "pratinjau") => Topic::Serve,
            _ => Topic::All,
        })),
        None if matches.get_flag("help") => Ok(Command::Help(Topic::All)),
        None => Ok(Command::Menu),
    }
}

fn check(matches: &ArgMatches, speech: Speech) -> Result<CheckArguments, String> {
    let usual = CheckArguments::default();
    Ok(CheckArguments {
        day: day(matches, speech)?,
        horizon_days: count(matches, "days", speech)?.unwrap_or(usual.horizon_days),
        drafts: matches.get_flag("drafts"),
        json: matches.get_flag("json"),
        online: matches.get_flag("online"),
        seconds: count(matches, "seconds", speech)?.and_then(|n| n.try_into().ok()).unwrap_or(usual.seconds),
    })
}

/// A number from 1 to 3,650.
fn count(matches: &ArgMatches, name: &str, speech: Speech) -> Result<Option<i32>, String> {
    let Some(written) = matches.get_one::<String>(name) else { return Ok(None) };
    let count = written.parse().ok().filter(|count| (1..=3_650).contains(count));
    count.map(Some).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan angka dari 1 sampai 3650."),
        Speech::English => format!("\"{written}\" is not a number from 1 to 3650."),
    })
}

fn day(matches: &ArgMatches, speech: Speech) -> Result<Option<Date>, String> {
    let Some(written) = matches.get_one::<String>("date") else { return Ok(None) };
    Date::parse(written).map(Some).map_err(|_| match speech {
        Speech::Indonesian => {
            format!(
                "Tanggal \"{written}\" tidak bisa dibaca. Tulis tahun-bulan-tanggal, misalnya --tanggal 2027-01-01."
            )
        }
        Speech::English => {
            format!("The date \"{written}\" cannot be read. Write year-month-day, for example --date 2027-01-01.")
        }
    })
}

fn base_url(matches: &ArgMatches, speech: Speech) -> Result<Option<BaseUrl>, String> {
    let Some(written) = matches.get_one::<String>("base-url") else { return Ok(None) };
    BaseUrl::new(written).map(Some).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan alamat portal. Tulis lengkap dengan https://."),
        Speech::English => format!("\"{written}\" is not a site address. Write it in full with https://."),
    })
}

fn port(matches: &ArgMatches, speech: Speech) -> Result<Option<u16>, String> {
    let Some(written) = matches.get_one::<String>("port") else { return Ok(None) };
    written.parse().map(Some).map_err(|_| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan nomor pintu. Tulis angka, misalnya --port 8080."),
        Speech::English => format!("\"{written}\" is not a port. Write a number, for example --port 8080."),
    })
}

/// The parser's error in our own words.
fn complaint(error: &clap::Error, speech: Speech) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let argument = argument.split_whitespace().next().unwrap_or_default();
    let (id, en) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let written = context(ContextKind::InvalidSubcommand);
            (format!("Perintah \"{written}\" tidak dikenal."), format!("There is no command \"{written}\"."))
        }
        ErrorKind::UnknownArgument => (
            format!("Pilihan \"{argument}\" tidak dikenal di sini."),
            format!("There is no option \"{argument}\" here."),
        ),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            (format!("Pilihan \"{argument}\" belum ada isinya."), format!("The option \"{argument}\" needs a value."))
        }
        ErrorKind::InvalidValue => {
            let written = context(ContextKind::InvalidValue);
            (
                format!("\"{written}\" bukan isi untuk \"{argument}\"."),
                format!("\"{written}\" is no value for \"{argument}\"."),
            )
        }
        ErrorKind::ArgumentConflict => {
            (format!("Pilihan \"{argument}\" ditulis dua kali."), format!("The option \"{argument}\" is given twice."))
        }
        _ => ("Perintah ini tidak bisa dibaca.".into(), "This command cannot be read.".into()),
    };
    match speech {
        Speech::Indonesian => format!("{id}\nKetik \"kentongan bantuan\" untuk melihat semua perintah."),
        Speech::English => format!("{en}\nType \"kentongan help --lang en\" to see all commands."),
    }
}
