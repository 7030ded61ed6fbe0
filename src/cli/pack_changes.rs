//! `kentongan pack-changes`: what a host with only FTP or a file manager must be sent.

mod instructions;

use super::args::{Arguments, PackChangesArguments};
use super::build::{choose, now, report_failure};
use super::failure::{content_refused, machine_refused};
use super::{Outcome, terminal};
use crate::build::stopwatch::Stopwatch;
use crate::build::{self, Finished};
use crate::check::live::Live;
use crate::config::{self, Overrides};
use crate::diagnostic::Diagnostics;
use crate::online;
use crate::output::inventory::{self, Inventory};
use crate::pack::changes::{self, Changes};
use crate::pack::write_archive;
use crate::pipeline::{Day, Request};
use crate::project;
use crate::render::Finish;
use crate::report::Speech;
use crate::site::Drafts;
use crate::vocabulary::BaseUrl;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the next edition is built, so that a package for another day leaves the folder `public` alone.
const WORKPLACE: &str = ".kentongan/tayang";
/// Where packages go, below the project.
const FOLDER: &str = "paket";
/// How long the published portal may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is known of the published edition.
enum Known {
    /// From the site itself, at this address.
    Asked(String, Box<Inventory>),
    /// From a file that somebody saved.
    Saved(PathBuf, Box<Inventory>),
    Unknown(Why),
}

/// Why nothing is known of the published edition.
enum Why {
    /// The portal has no real address yet.
    Placeholder,
    /// No inventory lies at this address.
    Absent(String),
    Silent(String),
}

/// Builds the next edition, and packs what is new in it.
pub fn run(wanted: &PackChangesArguments, arguments: &Arguments) -> Outcome {
    let (root, speech) = (&arguments.root, arguments.speech);
    let saved = match wanted.manifest.as_deref().map(saved).transpose() {
        Ok(saved) => saved,
        Err(file) => {
            let shown = file.display();
            let (id, en) = (
                format!(
                    "{shown} bukan catatan dari portal yang tayang. Simpan {} dari alamat portal.",
                    inventory::FILE
                ),
                format!(
                    "{shown} is no record of a published portal. Save {} from the portal's address.",
                    inventory::FILE
                ),
            );
            terminal::say_error(choose(speech, &id, &en));
            return Outcome::WrongUsage;
        }
    };
    let request = Request {
        day: wanted.day.map_or_else(now, Day::Given),
        drafts: Drafts::LeaveOut,
        overrides: Overrides { base_url: wanted.base_url.clone(), ..Overrides::default() },
        finish: Finish::PUBLISHED,
    };
    let workplace = root.join(WORKPLACE);
    let bar = terminal::progress(choose(speech, "Membuat halaman", "Making pages"));
    let built = build::build(root, &workplace, &request, &Stopwatch::off(), &|| bar.inc(1));
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(failure) => return report_failure(&failure, &workplace, speech),
    };
    if let Some(refused) = content_refused(&built.problems, &built.source, speech) {
        return refused;
    }
    pack(&built, saved, &workplace, &request, wanted, arguments).unwrap_or_else(|error| machine_refused(&error, speech))
}

fn pack(
    built: &Finished,
    saved: Option<Known>,
    workplace: &Path,
    request: &Request,
    wanted: &PackChangesArguments,
    arguments: &Arguments,
) -> io::Result<Outcome> {
    let speech = arguments.speech;
    let next = Inventory::parse(&read(&workplace.join(inventory::FILE))?);
    let next = next.ok_or_else(|| io::Error::other("the edition that was just built is damaged"))?;
    let base = config::parse(&built.source, &request.overrides, &mut Diagnostics::default()).base_url;
    let known = saved.unwrap_or_else(|| ask(&base));
    let published = match &known {
        Known::Asked(_, published) | Known::Saved(_, published) => Some(&**published),
        Known::Unknown(_) => None,
    };
    let changes = changes::compare(published, &next);
    let mut lines = vec![compared(&known, speech)];
    if published.is_some_and(|published| published.day > next.day) {
        lines.push(newer(&next, speech));
    }
    if changes.written.is_empty() && changes.removed.is_empty() {
        let (id, en) =
            ("Semuanya sudah sama. Tidak ada yang perlu dikirim.", "All is the same. Nothing has to be sent.");
        lines.push(choose(speech, id, en).to_owned());
        terminal::say(&lines.join("\n"));
        return Ok(Outcome::Fine);
    }
    let folder = wanted.output.clone().unwrap_or_else(|| arguments.root.join(FOLDER));
    let archive = folder.join(format!("perubahan-{}.zip", next.day));
    let size = write(&archive, &changes, workplace, &next)?;
    let guide = archive.with_extension("txt");
    let text = instructions::text(&archive, &changes, &next, published.is_some(), speech);
    project::write_pack(&guide, text.as_bytes())?;
    lines.push(summary(&archive, size, &guide, &changes, speech));
    if let Day::Given(day) = request.day {
        let (id, en) = (
            format!("Paket ini untuk {}. Pasang pada hari itu, jangan sebelumnya.", day.in_words(false)),
            format!("This package is for {}. Install it on that day, not before.", day.in_words(true)),
        );
        lines.push(choose(speech, &id, &en).to_owned());
    }
    terminal::say(&lines.join("\n"));
    Ok(Outcome::Fine)
}

/// The record that somebody saved; the file's name where it is none.
fn saved(file: &Path) -> Result<Known, PathBuf> {
    let inventory = read(file).ok().and_then(|text| Inventory::parse(&text));
    inventory.map(|inventory| Known::Saved(file.to_owned(), inventory.into())).ok_or_else(|| file.to_owned())
}

fn ask(base: &BaseUrl) -> Known {
    let address = base.as_str().to_owned();
    if base.is_placeholder() {
        return Known::Unknown(Why::Placeholder);
    }
    match online::published(base, PATIENCE) {
        Live::Found(inventory) => Known::Asked(address, inventory),
        Live::Absent => Known::Unknown(Why::Absent(address)),
        Live::Silent => Known::Unknown(Why::Silent(address)),
    }
}

/// Writes the archive and returns its size in bytes.
fn write(archive: &Path, changes: &Changes, workplace: &Path, next: &Inventory) -> io::Result<u64> {
    project::write_with(archive, |file| {
        let files =
            changes.written.iter().map(|path| (path.as_str(), || read(&workplace.join(path.as_str())).map(Cow::from)));
        write_archive(file, files, next.day).map(|_| ())
    })
}

#[expect(clippy::disallowed_methods, reason = "an edge reads what was built and what was saved")]
fn read(file: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(file)
}

/// With what the next edition was compared.
fn compared(known: &Known, speech: Speech) -> String {
    let (id, en) = match known {
        Known::Asked(address, published) => (
            format!("Yang tayang di {address}: edisi {}.", published.day.in_words(false)),
            format!("What {address} shows: the edition of {}.", published.day.in_words(true)),
        ),
        Known::Saved(file, published) => (
            format!("Menurut {}, yang tayang edisi {}.", file.display(), published.day.in_words(false)),
            format!("According to {}, the edition of {} is published.", file.display(), published.day.in_words(true)),
        ),
        Known::Unknown(why) => {
            let (id, en) = match why {
                Why::Placeholder => {
                    ("alamat portal masih contoh".to_owned(), "the portal's address is an example".to_owned())
                }
                Why::Absent(address) => (
                    format!("{} tidak ada di {address}", inventory::FILE),
                    format!("there is no {} at {address}", inventory::FILE),
                ),
                Why::Silent(address) => (format!("{address} tidak menjawab"), format!("{address} does not answer")),
            };
            (
                format!("Tidak diketahui apa yang tayang: {id}. Karena itu paket ini berisi seluruh portal."),
                format!("Nobody knows what is published: {en}. So this package holds the whole portal."),
            )
        }
    };
    choose(speech, &id, &en).to_owned()
}

/// Somebody has published a later day: perhaps from another computer.
fn newer(next: &Inventory, speech: Speech) -> String {
    let (id, en) = (
        format!(
            "Perhatikan: yang tayang lebih baru daripada paket ini, yang untuk {}. Tanyakan dulu siapa yang menayangkannya.",
            next.day.in_words(false)
        ),
        format!(
            "Take care: what is published is newer than this package, which is for {}. Ask first who published it.",
            next.day.in_words(true)
        ),
    );
    choose(speech, &id, &en).to_owned()
}

fn summary(archive: &Path, size: u64, guide: &Path, changes: &Changes, speech: Speech) -> String {
    let (files, removed, kilobytes) = (changes.written.len(), changes.removed.len(), size.div_ceil(1000));
    let (archive, guide) = (archive.display(), guide.display());
    let (id, en) = (
        format!(
            "Paket perubahan ada di {archive} ({kilobytes} kB): {files} berkas untuk dikirim, {removed} untuk dihapus.\n\
             Cara memasangnya ada di {guide}."
        ),
        format!(
            "The package is in {archive} ({kilobytes} kB): {files} files to send, {removed} to delete.\n\
             How to install it is in {guide}."
        ),
    );
    choose(speech, &id, &en).to_owned()
}
