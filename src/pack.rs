//! A pack for a visit to a village: every form of the pages that matter there, in one archive.
//!
//! Its papers carry codes. Each code is an [`Edition`], to be recorded with what the paper says, so
//! that its address goes on answering whether it still holds.

mod archive;
mod guide;

pub use archive::archive;

use crate::config::carriers::Carrier;
use crate::content::Details;
use crate::content::edition::{CODE_LENGTH, Edition, LETTERS};
use crate::fact::reference::Region;
use crate::output::calendar::CalendarOf;
use crate::output::edition::statement;
use crate::output::series::SeriesOf;
use crate::output::writing::Writing;
use crate::output::{self, Output, Subject, carrier};
use crate::pipeline::Planned;
use crate::render::Supplies;
use crate::site::edition::wording;
use crate::site::taxonomy::Taxonomy;
use crate::site::{Page, PageId, Site, edition};
use crate::vocabulary::Language;
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
}

/// A page in the pack.
struct Item {
    id: PageId,
    /// `manfaat-jkk`
    folder: String,
    edition: Edition,
    carriers: Vec<Carrier>,
}

/// Makes the pack of a district for the site's day.
///
/// # Errors
/// When a file of the project cannot be read.
pub fn compose(planned: &Planned, region: &Region, supplies: &dyn Supplies) -> io::Result<Pack> {
    let items = items(planned, region);
    let shared = shared(planned, region);
    let names: Vec<String> = shared.iter().map(|(name, _)| name.clone()).collect();
    let wanted: Vec<(String, Output)> =
        items.iter().flat_map(|item| outputs(item, &planned.site)).chain(shared).collect();
    let mut files = wanted
        .into_par_iter()
        .map(|(name, output)| {
            let prepared = planned.prepare(&output, &output::nothing_made);
            Ok(File { name, bytes: planned.render(&output, prepared, supplies)?.bytes })
        })
        .collect::<io::Result<Vec<File>>>()?;
    files.extend(guide::files(&planned.site, region, &items, &names));
    let recorded = |edition: &Edition| planned.site.editions.iter().any(|issued| issued.edition == *edition);
    let editions: Vec<Edition> = items.into_iter().map(|item| item.edition).collect();
    let new_editions = editions.iter().filter(|edition| !recorded(edition)).cloned().collect();
    Ok(Pack { files, editions, new_editions })
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
        let folder = page.permalink.as_str().trim_matches('/').replace('/', "-");
        let fresh = Edition {
            code: String::new(),
            page: page.permalink.as_str().to_owned(),
            title: writing.text(&page.document.common.title),
            day: site.today,
            region: Some(region.id.clone()),
            wording: wording(page),
            statements: statement::of(page, &writing),
        };
        let others = items.iter().map(|item| &item.edition);
        let taken = site.editions.iter().map(|issued| &issued.edition).chain(others);
        let edition = with_code(fresh, &taken.collect::<Vec<_>>());
        items.push(Item { id, folder, edition, carriers });
    }
    items
}

/// The calendar of the district, the weekly messages of each series, and the days of the groups that learn here.
fn shared(planned: &Planned, region: &Region) -> Vec<(String, Output)> {
    let site = &planned.site;
    let is_here = |term: Option<usize>| {
        let term = term.map(|index| &site.terms[index]);
        term.is_some_and(|term| term.taxonomy == Taxonomy::Regions && term.id == region.id)
    };
    let is_shared = |output: &&Output| match output.subject {
        Subject::Calendar(CalendarOf::Region(index)) => is_here(Some(index)),
        Subject::Calendar(CalendarOf::Group { series, group })
        | Subject::Series(SeriesOf::GroupMessages { series, group }) => {
            is_here(site.series[series].groups[group].region)
        }
        Subject::Series(SeriesOf::Messages(_)) => true,
        _ => false,
    };
    let named = |output: &Output| (output.path.to_string(), output.clone());
    planned.outputs.iter().filter(is_shared).map(named).collect()
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
    let letters: Vec<char> = LETTERS.chars().collect();
    let hash = hasher.finalize();
    hash.as_bytes()[..CODE_LENGTH].iter().map(|byte| letters[usize::from(*byte) % letters.len()]).collect()
}

/// The files of a page, each with its name in the archive.
fn outputs(item: &Item, site: &Site) -> Vec<(String, Output)> {
    let page = site.page(item.id);
    let output = |carrier: &Carrier| {
        let path = carrier::path(page, *carrier);
        let name = format!("{}/{}", item.folder, path.file_name());
        (name, Output { path, subject: Subject::Carrier { page: item.id, carrier: *carrier } })
    };
    item.carriers.iter().map(output).collect()
}
