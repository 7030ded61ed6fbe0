//! What was typed → what is wanted. Complaints are in our own words.

use super::help::Topic;
use crate::content::Kind;
use crate::report::Speech;
use crate::report::reach::period::By;
use crate::vocabulary::{BaseUrl, Date, Slug};
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
    Calendar(CalendarArguments),
    Carriers(CarriersArguments),
    Pack(PackArguments),
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
        flag("no-compress", "tanpa-padat"),
        flag("whole-styles", "gaya-utuh"),
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
    let calendar = clap::Command::new("calendar").alias("kalender").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("until", "sampai"),
        value("output", "keluaran"),
        flag("due", "perlu-bangun"),
        flag("json", "data").conflicts_with("ics"),
        // The file follows an equals sign, so that a forgotten name takes no other word for it.
        value("ics", "ical").num_args(0..=1).require_equals(true).default_missing_value(""),
        flag("help", "bantuan").short('h'),
    ]);
    let carriers = clap::Command::new("carriers").alias("saluran").disable_help_flag(true).args([
        Arg::new("page"),
        value("place", "tempat"),
        value("date", "tanggal"),
        flag("json", "data"),
        flag("help", "bantuan").short('h'),
    ]);
    let pack = clap::Command::new("pack").alias("paket").disable_help_flag(true).args([
        Arg::new("region").num_args(0..),
        value("date", "tanggal"),
        value("base-url", "alamat"),
        value("output", "keluaran"),
        flag("help", "bantuan").short('h'),
    ]);
    let reach = clap::Command::new("reach").alias("jangkauan").disable_help_flag(true).args([
        Arg::new("log").num_args(0..).value_parser(clap::value_parser!(PathBuf)),
        value("from", "dari"),
        value("until", "sampai"),
        value("by", "per"),
        value("html", "halaman").value_parser(clap::value_parser!(PathBuf)),
        flag("json", "data"),
        flag("help", "bantuan").short('h'),
    ]);
    let report = clap::Command::new("report").alias("laporan").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("output", "keluaran"),
        flag("help", "bantuan").short('h'),
    ]);
    let new = clap::Command::new("new").alias("baru").disable_help_flag(true).args([
        Arg::new("kind"),
        value("title", "judul"),
        value("set", "isi").action(ArgAction::Append),
        value("section", "bagian"),
        flag("yes", "ya"),
        flag("help", "bantuan").short('h'),
    ]);
    let init = clap::Command::new("init").alias("siapkan").disable_help_flag(true).args([
        Arg::new("target"),
        value("name", "nama"),
        value("manager", "pengelola"),
        flag("yes", "ya"),
        flag("help", "bantuan").short('h'),
    ]);
    let schema = clap::Command::new("schema")
        .alias("skema")
        .disable_help_flag(true)
        .args([Arg::new("target"), flag("help", "bantuan").short('h')]);
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
        .subcommands([build, check, serve, new, init, schema, calendar, carriers, pack, reach, report, help])
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
        Some(("calendar", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Calendar)),
        Some(("carriers", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Carriers)),
        Some(("carriers", matches)) => Ok(Command::Carriers(CarriersArguments {
            page: page(matches, speech)?,
            place: place(matches, speech)?,
            day: day(matches, speech)?,
            json: matches.get_flag("json"),
        })),
        Some(("pack", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Pack)),
        Some(("pack", matches)) => Ok(Command::Pack(PackArguments {
            region: region(matches, speech)?,
            day: day(matches, speech)?,
            base_url: base_url(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
        })),
        Some(("reach", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Reach)),
        Some(("reach", matches)) => Ok(Command::Reach(reach(matches, speech)?)),
        Some(("report", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Report)),
        Some(("new", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::New)),
        Some(("init", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Init)),
        Some(("schema", matches)) if matches.get_flag("help") => Ok(Command::Help(Topic::Schema)),
        Some(("new", matches)) => Ok(Command::New(new_arguments(matches, speech)?)),
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
            day: day(matches, speech)?,
            base_url: base_url(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
            drafts: matches.get_flag("drafts"),
            json: matches.get_flag("json"),
            timings: matches.get_flag("timings"),
            no_minify: matches.get_flag("no-minify"),
            no_compress: matches.get_flag("no-compress"),
            whole_styles: matches.get_flag("whole-styles"),
        })),
        Some(("serve", matches)) => Ok(Command::Serve(ServeArguments {
            day: day(matches, speech)?,
            drafts: matches.get_flag("drafts"),
            port: port(matches, speech)?,
            lan: matches.get_flag("lan"),
            poll: matches.get_flag("poll"),
        })),
        Some(("calendar", matches)) => Ok(Command::Calendar(CalendarArguments {
            day: day(matches, speech)?,
            until: day_of("until", matches, speech)?,
            due: matches.get_flag("due"),
            output: matches.get_one::<String>("output").map(PathBuf::from),
            form: match matches.get_one::<String>("ics") {
                Some(file) => CalendarForm::Ics(Some(PathBuf::from(file)).filter(|_| !file.is_empty())),
                None if matches.get_flag("json") => CalendarForm::Json,
                None => CalendarForm::Text,
            },
        })),
        Some(("report", matches)) => Ok(Command::Report(ReportArguments {
            day: day(matches, speech)?,
            output: matches.get_one::<String>("output").map(PathBuf::from),
        })),
        Some((_, matches)) => Ok(Command::Help(match matches.get_one::<String>("topic").map(String::as_str) {
            Some("build" | "bangun") => Topic::Build,
            Some("check" | "periksa") => Topic::Check,
            Some("serve" | "pratinjau") => Topic::Serve,
            Some("calendar" | "kalender") => Topic::Calendar,
            Some("carriers" | "saluran") => Topic::Carriers,
            Some("pack" | "paket") => Topic::Pack,
            Some("reach" | "jangkauan") => Topic::Reach,
            Some("report" | "laporan") => Topic::Report,
            Some("new" | "baru") => Topic::New,
            Some("init" | "siapkan") => Topic::Init,
            Some("schema" | "skema") => Topic::Schema,
            _ => Topic::All,
        })),
        None if matches.get_flag("help") => Ok(Command::Help(Topic::All)),
        None => Ok(Command::Menu),
    }
}

/// The page whose carriers are wanted.
fn page(matches: &ArgMatches, speech: Speech) -> Result<String, String> {
    matches.get_one::<String>("page").cloned().ok_or_else(|| match speech {
        Speech::Indonesian => "Sebutkan halamannya, misalnya: kentongan saluran manfaat/jkm.md".into(),
        Speech::English => "Name the page, for example: kentongan carriers manfaat/jkm.md".into(),
    })
}

/// The district a pack is for; its name may have several words.
fn region(matches: &ArgMatches, speech: Speech) -> Result<String, String> {
    let words: Vec<&str> = matches.get_many::<String>("region").into_iter().flatten().map(String::as_str).collect();
    match (words.is_empty(), speech) {
        (false, _) => Ok(words.join(" ")),
        (true, Speech::Indonesian) => Err("Sebutkan kecamatannya, misalnya: kentongan paket cilongok".into()),
        (true, Speech::English) => Err("Name the district, for example: kentongan pack cilongok".into()),
    }
}

fn reach(matches: &ArgMatches, speech: Speech) -> Result<ReachArguments, String> {
    let logs: Vec<PathBuf> = matches.get_many("log").into_iter().flatten().cloned().collect();
    if logs.is_empty() {
        return Err(match speech {
            Speech::Indonesian => "Sebutkan berkas lognya, misalnya: kentongan jangkauan access.log".into(),
            Speech::English => "Name the log, for example: kentongan reach access.log".into(),
        });
    }
    let (from, until) = (day_of("from", matches, speech)?, day_of("until", matches, speech)?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return Err(match speech {
            Speech::Indonesian => format!("{until} lebih dulu dari {from}. Tukar --dari dan --sampai."),
            Speech::English => format!("{until} is before {from}. Exchange --from and --until."),
        });
    }
    let by = matches.get_one::<String>("by").map(|written| by(written, speech)).transpose()?;
    let html = matches.get_one::<PathBuf>("html").cloned();
    Ok(ReachArguments { logs, from, until, by, html, json: matches.get_flag("json") })
}

fn by(written: &str, speech: Speech) -> Result<By, String> {
    By::from_name(written).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" tidak dikenal. Pilihannya: hari, minggu, bulan."),
        Speech::English => format!("\"{written}\" is not known. The choices: day, week, month."),
    })
}

fn place(matches: &ArgMatches, speech: Speech) -> Result<Option<Slug>, String> {
    let Some(written) = matches.get_one::<String>("place") else { return Ok(None) };
    Slug::from_text(written).map(Some).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan nama tempat. Tulis misalnya --tempat \"Desa Pernasidi\"."),
        Speech::English => {
            format!("\"{written}\" is no name of a place. Write, for example, --place \"Desa Pernasidi\".")
        }
    })
}

fn new_arguments(matches: &ArgMatches, speech: Speech) -> Result<NewArguments, String> {
    let kind = matches.get_one::<String>("kind").map(|written| kind(written, speech)).transpose()?;
    let title = matches.get_one::<String>("title").map(|title| Ok(("judul".to_owned(), title.clone())));
    let set = matches.get_many::<String>("set").into_iter().flatten().map(|written| answer(written, speech));
    let answers = title.into_iter().chain(set).collect::<Result<_, _>>()?;
    let section = matches.get_one::<String>("section").map(|path| path.replace('\\', "/").trim_matches('/').to_owned());
    Ok(NewArguments { kind, answers, section, yes: matches.get_flag("yes") })
}

fn kind(written: &str, speech: Speech) -> Result<Kind, String> {
    let kinds = Kind::PAGES.into_iter().zip(["benefit", "procedure", "event", "partner", "article", "question"]);
    let mut kinds = kinds.filter(|(kind, english)| kind.name() == written || *english == written);
    kinds.next().map(|(kind, _)| kind).ok_or_else(|| {
        let names = Kind::PAGES.map(Kind::name).join(", ");
        match speech {
            Speech::Indonesian => format!("Jenis halaman \"{written}\" tidak ada. Pilihannya: {names}."),
            Speech::English => format!("There is no kind of page \"{written}\". The choices: {names}."),
        }
    })
}

/// `kecamatan=cilongok`
fn answer(written: &str, speech: Speech) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.trim().to_owned())),
        None => Err(match speech {
            Speech::Indonesian => {
                format!("\"{written}\" belum lengkap. Tulis kunci=nilai, misalnya --isi kecamatan=cilongok.")
            }
            Speech::English => {
                format!("\"{written}\" is not complete. Write key=value, for example --set kecamatan=cilongok.")
            }
        }),
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
    day_of("date", matches, speech)
}

fn day_of(option: &str, matches: &ArgMatches, speech: Speech) -> Result<Option<Date>, String> {
    let Some(written) = matches.get_one::<String>(option) else { return Ok(None) };
    Date::parse(written).map(Some).map_err(|_| match speech {
        Speech::Indonesian => {
            format!("Tanggal \"{written}\" tidak bisa dibaca. Tulis tahun-bulan-tanggal, misalnya 2027-01-01.")
        }
        Speech::English => {
            format!("The date \"{written}\" cannot be read. Write year-month-day, for example 2027-01-01.")
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
    let name_of = |argument: String| argument.split([' ', '[', '=']).next().unwrap_or_default().to_owned();
    let argument = name_of(context(ContextKind::InvalidArg));
    let other = name_of(context(ContextKind::PriorArg));
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
        ErrorKind::ArgumentConflict if !other.is_empty() && other != argument => (
            format!("Pilih salah satu saja: \"{argument}\" atau \"{other}\"."),
            format!("Choose one only: \"{argument}\" or \"{other}\"."),
        ),
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
