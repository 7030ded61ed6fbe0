//! A pack for a visit to a village: every form of the pages that matter there, in one archive.
//!
//! Its papers carry codes. Each code is an [`Edition`], to be recorded with what the paper says, so
//! that its address goes on answering whether it still holds.

mod archive;
pub mod changes;
mod guide;

pub use archive::{archive, write_archive};

use crate::config::carriers::{Carrier, SheetKind};
use crate::content::Details;
use crate::content::edition::{Edition, code_of};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fact::reference::Region;
use crate::output::calendar::CalendarOf;
use crate::output::carrier::{self, sheet, whatsapp};
use crate::output::edition::statement;
use crate::output::offline_edition::Scope;
use crate::output::series::SeriesOf;
use crate::output::writing::Writing;
use crate::output::{self, Output, Subject, address};
use crate::pipeline::Planned;
use crate::render::{self, Supplies};
use crate::site::edition::wording;
use crate::site::taxonomy::Taxonomy;
use crate::site::{Page, PageId, Site, edition};
use crate::vocabulary::{Language, Slug};
use rayon::prelude::*;
use std::io;

/// A file of the archive.
pub struct File {
    /// With slashes between folders, of letters that every disk knows.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What a facilitator takes along.
pub struct Pack {
    pub files: Vec<File>,
    /// The editions whose codes are in it, with those that were made before.
    pub editions: Vec<Edition>,
    /// Those that are not recorded yet.
    pub new_editions: Vec<Edition>,
    /// What is wrong with its papers, because of their codes: of the pages' own forms a build tells.
    pub problems: Vec<Diagnostic>,
}

/// A page in the pack, with all its forms.
struct Item {
    edition: Edition,
    files: Vec<Wanted>,
}

/// A file that belongs into the pack.
struct Wanted {
    name: String,
    /// What one does with it.
    purpose: &'static str,
    output: Output,
}

/// Makes the pack of a district for the site's day.
///
/// # Errors
/// When a file of the project cannot be read.
pub fn compose(planned: &Planned, region: &Region, supplies: &dyn Supplies) -> io::Result<Pack> {
    let items = items(planned, region);
    let nearby = nearby(planned, region);
    let of_pages = items.iter().flat_map(|item| item.files.iter().map(move |file| (file, Some(&item.edition))));
    let wanted: Vec<(&Wanted, Option<&Edition>)> = of_pages.chain(nearby.iter().map(|file| (file, None))).collect();
    let made = wanted.into_par_iter().map(|(file, edition)| make(planned, file, edition, supplies));
    let mut problems = Diagnostics::default();
    let mut files = Vec::new();
    for (file, found) in made.collect::<io::Result<Vec<_>>>()? {
        files.push(file);
        found.into_iter().for_each(|problem| problems.push(problem));
    }
    files.extend(guide::files(&planned.site, region, &items, &nearby));
    let recorded = |edition: &Edition| planned.site.editions.iter().any(|issued| issued.edition == *edition);
    let editions: Vec<Edition> = items.into_iter().map(|item| item.edition).collect();
    let new_editions = editions.iter().filter(|edition| !recorded(edition)).cloned().collect();
    Ok(Pack { files, editions, new_editions, problems: problems.sorted() })
}

/// What is handed out everywhere, and what is near.
fn items(planned: &Planned, region: &Region) -> Vec<Item> {
    let site = &planned.site;
    let writing = Writing::anywhere(planned.basis(&output::nothing_made), Language::Indonesian);
    let mut items: Vec<Item> = Vec::new();
    for id in site.ids().filter(|id| matters(site, site.page(*id), region)) {
        let page = site.page(id);
        let carriers = carrier::of_document(site, &page.document);
        if carriers.is_empty() {
            continue;
        }
        let fresh = Edition {
            code: String::new(),
            page: page.permalink.as_str().to_owned(),
            title: writing.text(&page.document.common.title),
            day: site.today,
            region: Some(region.id.clone()),
            wording: wording(page),
            statements: statement::of(page, &writing).into_iter().map(|stated| stated.statement).collect(),
        };
        let others = items.iter().map(|item| &item.edition);
        let taken = site.editions.iter().map(|issued| &issued.edition).chain(others);
        let edition = with_code(fresh, &taken.collect::<Vec<_>>());
        let files = carriers.into_iter().map(|carrier| wanted(id, page, carrier)).collect();
        items.push(Item { edition, files });
    }
    items
}

/// Whether a page belongs into the pack of a district.
fn matters(site: &Site, page: &Page, region: &Region) -> bool {
    let document = &page.document;
    if document.common.language != Language::Indonesian {
        return false;
    }
    let is_near = document.common.regions.iter().any(|written| written.value == region.id);
    match &document.details {
        Details::Benefit(_) | Details::Procedure(_) => true,
        Details::Event(event) => {
            let is_here = is_near || event.region.as_ref().is_some_and(|written| written.value == region.id);
            is_here && edition::last_day(page).is_some_and(|last| last >= site.today)
        }
        Details::Partner(partner) => {
            is_near || partner.region.as_ref().is_some_and(|written| written.value == region.id)
        }
        Details::Article(_) | Details::Question(_) | Details::Section(_) => false,
    }
}

/// Gives an edition its code: the same for the same edition, so that a pack made twice is one pack.
fn with_code(mut edition: Edition, taken: &[&Edition]) -> Edition {
    for attempt in 0_u32.. {
        edition.code = code(&edition, attempt);
        let holder = taken.iter().find(|other| other.code == edition.code);
        if holder.is_none_or(|holder| **holder == edition) {
            break;
        }
    }
    edition
}

fn code(edition: &Edition, attempt: u32) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes()).update(&[0]);
    };
    add(&edition.page);
    add(&edition.day.to_string());
    add(edition.region.as_deref().unwrap_or_default());
    add(&edition.wording);
    for statement in &edition.statements {
        add(&statement.key);
        add(&statement.value);
    }
    add(&attempt.to_string());
    code_of(&hasher.finalize())
}

/// A form of a page, in the page's folder.
fn wanted(id: PageId, page: &Page, carrier: Carrier) -> Wanted {
    let path = carrier::path(page, carrier);
    let folder = page.permalink.as_str().trim_matches('/').replace('/', "-");
    let purpose = match carrier {
        Carrier::WhatsApp => "teks untuk grup WhatsApp. Salin, lalu kirim.",
        Carrier::Sms => "teks SMS, paling banyak dua bagian.",
        Carrier::Script => "naskah siaran 30 dan 60 detik, tinggal dibacakan.",
        Carrier::Calendar => "untuk kalender HP.",
        Carrier::Sheet(SheetKind::Picture) => "gambar untuk grup WhatsApp. Kirim lebih dulu.",
        Carrier::Sheet(SheetKind::Pdf) => "semua isi halaman, untuk diteruskan atau dicetak di A5.",
        Carrier::Sheet(SheetKind::Poster) => "poster A4 untuk ditempel. Hitam putih cukup.",
        Carrier::Sheet(SheetKind::Leaflet) => "selebaran A5 untuk dibagikan.",
    };
    Wanted {
        name: format!("{folder}/{}", path.file_name()),
        purpose,
        output: Output { path, subject: Subject::Carrier { page: id, carrier } },
    }
}

/// Makes a file. What is handed out says by its address where: papers by their code, messages by the district.
fn make(
    planned: &Planned,
    wanted: &Wanted,
    edition: Option<&Edition>,
    supplies: &dyn Supplies,
) -> io::Result<(File, Diagnostics)> {
    let mut problems = Diagnostics::default();
    let basis = planned.basis(&output::nothing_made);
    let bytes = match (&wanted.output.subject, edition) {
        (Subject::Carrier { page, carrier: Carrier::Sheet(kind) }, Some(edition)) => {
            let page = planned.site.page(*page);
            let code = edition.code.as_str();
            let url = address::absolute(&planned.site.config, &output::edition::path(code));
            let writing = Writing::anywhere(basis, page.document.common.language);
            let sheet = sheet::of(page, *kind, Some(sheet::Edition { code, url: &url }), &writing);
            render::lay_out(&sheet, &planned.theme, supplies, &mut problems)
        }
        (Subject::Carrier { page, carrier: Carrier::WhatsApp }, Some(edition)) => {
            let page = planned.site.page(*page);
            let place = edition.region.as_deref().and_then(Slug::from_text);
            let writing = Writing::anywhere(basis, page.document.common.language).handed_out_in(place);
            whatsapp::message(page, &writing, &mut problems).text.into_bytes()
        }
        _ => {
            let prepared = planned.prepare(&wanted.output, &output::nothing_made);
            planned.render(&wanted.output, prepared, supplies)?.bytes
        }
    };
    Ok((File { name: wanted.name.clone(), bytes }, problems))
}

/// What the portal makes for the whole district.
fn nearby(planned: &Planned, region: &Region) -> Vec<Wanted> {
    let site = &planned.site;
    let is_here = |term: usize| site.terms[term].taxonomy == Taxonomy::Regions && site.terms[term].id == region.id;
    let is_group_here = |series: &usize, group: &usize| site.series[*series].groups[*group].region.is_some_and(is_here);
    // `kenal-bpu`, `kenal-bpu-penderes`
    let group_name = |output: &Output| {
        let (folder, _) = output.path.as_str().rsplit_once('/').unwrap_or_default();
        folder.trim_start_matches("seri/").replace('/', "-")
    };
    let file_name = |output: &Output| output.path.file_name().to_owned();
    let named = |output: &Output| match &output.subject {
        Subject::OfflineEdition(edition) => match edition.scope {
            Scope::Term(term) if is_here(term) => {
                Some((file_name(output), "halaman yang perlu, dalam satu berkas. Dibaca di HP tanpa internet."))
            }
            Scope::Whole if edition.language == Language::Indonesian => {
                Some((file_name(output), "seluruh portal dalam satu berkas, untuk pendamping."))
            }
            Scope::Term(_) | Scope::Whole => None,
        },
        Subject::Calendar(CalendarOf::Region(term)) if is_here(*term) => {
            Some((format!("kalender-{}.ics", region.id), "semua acara di kecamatan ini, untuk kalender HP."))
        }
        Subject::Calendar(CalendarOf::Group { series, group }) if is_group_here(series, group) => {
            Some((format!("pelajaran/{}.ics", group_name(output)), "jadwal belajar kelompok, untuk kalender HP."))
        }
        Subject::Series(SeriesOf::Messages(_)) => Some((
            format!("pelajaran/{}.txt", group_name(output)),
            "pesan WhatsApp tiap minggu, untuk kelompok yang baru.",
        )),
        Subject::Series(SeriesOf::GroupMessages { series, group }) if is_group_here(series, group) => {
            Some((format!("pelajaran/{}.txt", group_name(output)), "pesan WhatsApp tiap minggu, dengan tanggalnya."))
        }
        _ => None,
    };
    let wanted = planned.outputs.iter().filter_map(|output| {
        let (name, purpose) = named(output)?;
        Some(Wanted { name, purpose, output: output.clone() })
    });
    wanted.collect()
}
