//! `kentongan pack`: what is taken along to a village, in one archive.

use super::args::{Arguments, PackArguments};
use super::build::{choose, now};
use super::failure::{content_refused, machine_refused};
use super::{Outcome, terminal};
use crate::build::{self, Built};
use crate::cache::Workshop;
use crate::config::Overrides;
use crate::diagnostic::nearest;
use crate::fact::Facts;
use crate::fact::reference::Region;
use crate::output::{address, edition};
use crate::pack::{self, Pack};
use crate::pipeline::{Day, Request};
use crate::project;
use crate::render::Finish;
use crate::report::{Speech, text};
use crate::site::Drafts;
use crate::source::read::EDITIONS_FILE;
use std::io;
use std::path::Path;

/// Where packs go, below the project.
const FOLDER: &str = "paket";

/// Makes the pack and records its editions; of a portal with errors there is none.
pub fn run(wanted: &PackArguments, arguments: &Arguments) -> Outcome {
    make(wanted, arguments).unwrap_or_else(|error| machine_refused(&error, arguments.speech))
}

fn make(wanted: &PackArguments, arguments: &Arguments) -> io::Result<Outcome> {
    let (root, speech) = (&arguments.root, arguments.speech);
    let request = Request {
        day: wanted.day.map_or_else(now, Day::Given),
        drafts: Drafts::LeaveOut,
        overrides: Overrides { base_url: wanted.base_url.clone(), ..Overrides::default() },
        finish: Finish::PUBLISHED,
    };
    let built = build::examine(root, &request, &|| {})?;
    if let Some(refused) = content_refused(&built.problems, &built.source, speech) {
        return Ok(refused);
    }
    let site = &built.planned.site;
    let Some(region) = find(&site.facts, &wanted.region) else {
        terminal::say_error(&not_found(&site.facts, &wanted.region, speech));
        return Ok(Outcome::WrongUsage);
    };
    let pack = pack::compose(&built.planned, region, &Workshop::of(root))?;
    if let Some(refused) = content_refused(&pack.problems, &built.source, speech) {
        return Ok(refused);
    }
    if !pack.problems.is_empty() {
        terminal::say_error(text::render(&pack.problems, &built.source, speech, terminal::colour()).trim_end());
    }
    let archive = pack::archive(&pack.files, site.today)?;
    let folder = wanted.output.clone().unwrap_or_else(|| root.join(FOLDER));
    let path = folder.join(format!("paket-{}-{}.zip", region.id, site.today));
    // Codes are on record before anything bears them.
    if !pack.new_editions.is_empty() {
        let file = built.source.text(EDITIONS_FILE).map(|file| file.text.as_str());
        project::record(root, file, &pack.new_editions)?;
    }
    project::write_pack(&path, &archive)?;
    terminal::say(&summary(&built, &pack, region, &path, archive.len(), speech));
    Ok(Outcome::Fine)
}

/// By id or by name, as people write it.
fn find<'a>(facts: &'a Facts, written: &str) -> Option<&'a Region> {
    let written = written.to_lowercase();
    let name = written.strip_prefix("kecamatan ").unwrap_or(&written);
    facts.regions.iter().find(|region| region.id == name || region.name.to_lowercase() == name)
}

fn not_found(facts: &Facts, written: &str, speech: Speech) -> String {
    let names = || facts.regions.iter().map(|region| region.id.as_str());
    let near = nearest(&written.to_lowercase(), names());
    let all = names().collect::<Vec<_>>().join(", ");
    match (near, speech) {
        (None, Speech::Indonesian) if all.is_empty() => {
            "Portal ini belum punya daftar kecamatan. Tulis di content/_facts, kunci wilayah.".into()
        }
        (None, Speech::English) if all.is_empty() => {
            "This portal has no list of districts yet. Write one in content/_facts, key wilayah.".into()
        }
        (Some(near), Speech::Indonesian) => {
            format!("Kecamatan \"{written}\" tidak dikenal. Mungkin maksud Anda: {near}.")
        }
        (Some(near), Speech::English) => format!("There is no district \"{written}\". Perhaps you mean: {near}."),
        (None, Speech::Indonesian) => format!("Kecamatan \"{written}\" tidak dikenal. Yang ada: {all}."),
        (None, Speech::English) => format!("There is no district \"{written}\". There are: {all}."),
    }
}

fn summary(built: &Built, pack: &Pack, region: &Region, path: &Path, bytes: usize, speech: Speech) -> String {
    let site = &built.planned.site;
    let shown = path.display();
    let (files, papers, kilobytes) = (pack.files.len(), pack.editions.len(), bytes.div_ceil(1000));
    let day = site.today.in_words(speech == Speech::English);
    let mut lines = vec![match speech {
        Speech::Indonesian => format!(
            "Paket Kecamatan {} ada di {shown} ({kilobytes} kB): {files} berkas dari {papers} halaman.\n\
             Angka dan jadwalnya untuk {day}.",
            region.name
        ),
        Speech::English => format!(
            "The pack of {} is in {shown} ({kilobytes} kB): {files} files of {papers} pages.\n\
             Its numbers and dates are those of {day}.",
            region.name
        ),
    }];
    let recorded = pack.new_editions.len();
    if recorded > 0 {
        lines.push(match speech {
            Speech::Indonesian => {
                format!("{recorded} kode baru dicatat di {EDITIONS_FILE}. Simpan berkas itu baik-baik.")
            }
            Speech::English => format!("{recorded} new codes are recorded in {EDITIONS_FILE}. Keep that file."),
        });
    }
    if let Some(first) = pack.editions.first() {
        let address = address::absolute(&site.config, &edition::path(&first.code));
        lines.push(match speech {
            Speech::Indonesian => format!(
                "Sebelum mencetak: bangun portal lagi dan tayangkan, lalu coba satu kode dengan HP:\n  {address}"
            ),
            Speech::English => {
                format!(
                    "Before printing, build and publish the portal again, then try a code with a phone:\n  {address}"
                )
            }
        });
    }
    if site.config.base_url.is_placeholder() {
        let (id, en) = (
            "Jangan cetak dulu: alamat portal di kentongan.yaml masih contoh, jadi kodenya tidak akan terbuka.",
            "Do not print yet: the portal's address in kentongan.yaml is an example, so no code will open.",
        );
        lines.push(choose(speech, id, en).to_owned());
    }
    lines.join("\n")
}
