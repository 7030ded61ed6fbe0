//! What was handed out goes on answering whether it still holds.

use crate::harness::{self, Built};
use kentongan::cache::Workshop;
use kentongan::content::edition;
use kentongan::diagnostic::Severity;
use kentongan::pack::{self, Pack};
use kentongan::vocabulary::Date;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The last day on which all discounts hold.
const PRINTED: &str = "2026-12-31";

fn portal(day: &str, editions: &str) -> Built {
    let extra = [("edisi.yaml", editions)];
    let built = harness::build_portal_with(Path::new(ROOT), day, extra);
    let errors: Vec<_> = built.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    built
}

fn pack_of(built: &Built, region: &str) -> Pack {
    let region = built.planned.site.facts.region(region).expect("a district of the portal");
    pack::compose(&built.planned, region, &Workshop::without_cache(Path::new(ROOT))).expect("files can be read")
}

/// Which pages' papers hold on a day, by the verdict's first words.
fn verdicts(editions: &[edition::Edition], built: &Built) -> BTreeMap<String, bool> {
    let holds = |edition: &edition::Edition| {
        let words = built.words(&format!("e/{}/index.html", edition.code));
        assert!(words.contains(&edition.code), "the page names its code: {words}");
        let (holds, not) = (words.contains("Masih berlaku."), words.contains("Sudah tidak berlaku."));
        assert!(holds != not, "{}: {words}", edition.page);
        holds
    };
    editions.iter().map(|edition| (edition.page.clone(), holds(edition))).collect()
}

#[test]
fn a_paper_of_the_old_year_says_what_changed_in_the_new_one() {
    let printed = portal(PRINTED, "edisi: []");
    let pack = pack_of(&printed, "lumbir");
    assert_eq!(pack.editions, pack.new_editions);
    let record = edition::append(None, &pack.new_editions);

    let same_day = verdicts(&pack.editions, &portal(PRINTED, &record));
    assert!(same_day.values().all(|holds| *holds), "{same_day:?}");

    let next_day = portal("2027-01-01", &record);
    // Papers change exactly where their texts do: both come from the same facts.
    let is_same = |name: &str| printed.files.get(name) == next_day.files.get(name);
    for (page, holds) in verdicts(&pack.editions, &next_day) {
        let script = format!("{}siaran.txt", page.trim_start_matches('/'));
        assert_eq!(holds, is_same(&script), "{page}");
    }
    let register = pack.editions.iter().find(|edition| edition.page == "/prosedur/daftar/").expect("in every pack");
    let words = next_day.words(&format!("e/{}/index.html", register.code));
    assert!(words.contains("dulu Rp8.400, sekarang Rp16.800"), "{words}");
}

#[test]
fn a_pack_made_twice_is_one_pack() {
    let built = portal(PRINTED, "edisi: []");
    let first = pack_of(&built, "lumbir");
    let again = pack_of(&portal(PRINTED, &edition::append(None, &first.new_editions)), "lumbir");
    assert_eq!(again.editions, first.editions);
    assert!(again.new_editions.is_empty());
    let day = Date::parse(PRINTED).expect("a day");
    let archive = |pack: &Pack| pack::archive(&pack.files, day).expect("it is small");
    assert_eq!(archive(&first), archive(&again));
}

#[test]
fn the_archive_holds_every_file_once() {
    let pack = pack_of(&portal(PRINTED, "edisi: []"), "lumbir");
    let bytes = pack::archive(&pack.files, Date::parse(PRINTED).expect("a day")).expect("it is small");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    assert_eq!(archive.len(), pack.files.len());
    for file in &pack.files {
        let mut content = Vec::new();
        archive.by_name(&file.name).expect("by its name").read_to_end(&mut content).expect("it unpacks");
        assert!(content == file.bytes, "{}", file.name);
    }
    let guide = pack.files.iter().find(|file| file.name == "BACA-DULU.txt").expect("a guide");
    let guide = String::from_utf8_lossy(&guide.bytes);
    for file in pack.files.iter().filter(|file| file.name.contains('/')) {
        assert!(guide.contains(&file.name), "the guide does not name {}", file.name);
    }
}

#[test]
fn two_districts_have_different_codes() {
    let built = portal(PRINTED, "edisi: []");
    let (one, other) = (pack_of(&built, "lumbir"), pack_of(&built, "cilongok"));
    assert!(one.editions.iter().all(|edition| other.editions.iter().all(|other| other.code != edition.code)));
}
