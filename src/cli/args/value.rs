//! The values of options: what was typed → what is meant, or what is wrong with it.

use super::{CheckArguments, NewArguments, ReachArguments};
use crate::content::Kind;
use crate::report::Speech;
use crate::report::reach::period::By;
use crate::vocabulary::{BaseUrl, Date, Slug};
use clap::ArgMatches;
use std::path::PathBuf;

/// The page whose carriers are wanted.
pub fn page(matches: &ArgMatches, speech: Speech) -> Result<String, String> {
    matches.get_one::<String>("page").cloned().ok_or_else(|| match speech {
        Speech::Indonesian => "Sebutkan halamannya, misalnya: kentongan saluran manfaat/jkm.md".into(),
        Speech::English => "Name the page, for example: kentongan carriers manfaat/jkm.md".into(),
    })
}

/// The district a pack is for; its name may have several words.
pub fn region(matches: &ArgMatches, speech: Speech) -> Result<String, String> {
    let words: Vec<&str> = matches.get_many::<String>("region").into_iter().flatten().map(String::as_str).collect();
    match (words.is_empty(), speech) {
        (false, _) => Ok(words.join(" ")),
        (true, Speech::Indonesian) => Err("Sebutkan kecamatannya, misalnya: kentongan paket cilongok".into()),
        (true, Speech::English) => Err("Name the district, for example: kentongan pack cilongok".into()),
    }
}

pub fn reach(matches: &ArgMatches, speech: Speech) -> Result<ReachArguments, String> {
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

pub fn place(matches: &ArgMatches, speech: Speech) -> Result<Option<Slug>, String> {
    let Some(written) = matches.get_one::<String>("place") else { return Ok(None) };
    Slug::from_text(written).map(Some).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan nama tempat. Tulis misalnya --tempat \"Desa Pernasidi\"."),
        Speech::English => {
            format!("\"{written}\" is no name of a place. Write, for example, --place \"Desa Pernasidi\".")
        }
    })
}

pub fn new_arguments(matches: &ArgMatches, speech: Speech) -> Result<NewArguments, String> {
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

pub fn check(matches: &ArgMatches, speech: Speech) -> Result<CheckArguments, String> {
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

pub fn day(matches: &ArgMatches, speech: Speech) -> Result<Option<Date>, String> {
    day_of("date", matches, speech)
}

pub fn day_of(option: &str, matches: &ArgMatches, speech: Speech) -> Result<Option<Date>, String> {
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

pub fn base_url(matches: &ArgMatches, speech: Speech) -> Result<Option<BaseUrl>, String> {
    let Some(written) = matches.get_one::<String>("base-url") else { return Ok(None) };
    BaseUrl::new(written).map(Some).ok_or_else(|| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan alamat portal. Tulis lengkap dengan https://."),
        Speech::English => format!("\"{written}\" is not a site address. Write it in full with https://."),
    })
}

pub fn port(matches: &ArgMatches, speech: Speech) -> Result<Option<u16>, String> {
    let Some(written) = matches.get_one::<String>("port") else { return Ok(None) };
    written.parse().map(Some).map_err(|_| match speech {
        Speech::Indonesian => format!("\"{written}\" bukan nomor pintu. Tulis angka, misalnya --port 8080."),
        Speech::English => format!("\"{written}\" is not a port. Write a number, for example --port 8080."),
    })
}
