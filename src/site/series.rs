//! Series of lessons, and the groups that go through them week by week.

use super::taxonomy::Taxonomy;
use super::{PageId, Site};
use crate::content::schedule::Schedule;
use crate::content::{Details, Document};
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::vocabulary::{Date, Language, Permalink, Slug};
use std::collections::BTreeMap;

/// Lessons that follow each other.
#[derive(Clone, Debug)]
pub struct Series {
    /// As its lessons name it.
    pub name: String,
    pub permalink: Permalink,
    /// The section of its first lesson.
    pub section: Option<PageId>,
    /// In their order.
    pub lessons: Vec<Lesson>,
    pub groups: Vec<Group>,
}

#[derive(Clone, Copy, Debug)]
pub struct Lesson {
    pub page: PageId,
    /// From 1.
    pub week: i64,
}

/// A group with its days.
#[derive(Clone, Debug)]
pub struct Group {
    pub schedule: Schedule,
    /// The section that has the schedule.
    pub section: PageId,
    /// The last step of its addresses. It does not name the first day, so that a group which begins later
    /// stays the same in the calendars of its members.
    pub slug: Slug,
    /// Its region, by its place in [`Site::terms`].
    pub region: Option<usize>,
    /// The day of each lesson.
    pub days: Vec<Date>,
}

impl Series {
    /// True where every lesson is only an example.
    pub fn is_example(&self, site: &Site) -> bool {
        self.lessons.iter().all(|lesson| site.page(lesson.page).document.common.example)
    }
}

/// One lesson alone is an article.
const LEAST: usize = 2;
/// A lesson is put off so many times; whoever has more holidays has no lessons.
const MOST_HOLIDAYS: i32 = 60;

/// Every series in Indonesian, by name, with its groups; reports schedules of what is not there.
pub fn all(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Series> {
    // By their order; the path decides between equals.
    let mut lessons: BTreeMap<&str, Vec<(i64, PageId)>> = BTreeMap::new();
    for id in site.ids() {
        let document = &site.page(id).document;
        if let Details::Article(article) = &document.details
            && let Some(name) = article.series.as_deref()
            && document.common.language == Language::Indonesian
        {
            lessons.entry(name).or_default().push((article.order, id));
        }
    }
    let mut all: Vec<Series> = lessons
        .into_iter()
        .filter(|(_, lessons)| lessons.len() >= LEAST)
        .filter_map(|(name, mut lessons)| {
            lessons.sort();
            let slug = Slug::from_text(name)?;
            let section = lessons.first().and_then(|(_, id)| site.section_of(site.page(*id)));
            let lessons = lessons.into_iter().enumerate();
            let lessons = lessons.map(|(place, (_, page))| Lesson { page, week: week(site, page, place) });
            Some(Series {
                name: name.to_owned(),
                permalink: Permalink::from_steps(["seri", slug.as_str()])?,
                section,
                lessons: lessons.collect(),
                groups: Vec::new(),
            })
        })
        .collect();
    for id in site.ids() {
        let document = &site.page(id).document;
        let Details::Section(section) = &document.details else { continue };
        for schedule in section.schedules.iter().filter(|_| document.common.language == Language::Indonesian) {
            add_group(site, id, schedule, &mut all, diagnostics);
        }
    }
    all
}

/// The week a lesson is taught in; where none is written, the lessons follow each other.
fn week(site: &Site, page: PageId, place: usize) -> i64 {
    match &site.page(page).document.details {
        Details::Article(article) => article.week.unwrap_or(place as i64 + 1),
        _ => place as i64 + 1,
    }
}

fn add_group(site: &Site, section: PageId, schedule: &Schedule, all: &mut [Series], diagnostics: &mut Diagnostics) {
    let document = &site.page(section).document;
    let at = |span: &std::ops::Range<usize>| Location::span(&document.common.path, span.clone());
    let region = match &schedule.region {
        Some(written) => {
            let regions = || site.terms.iter().enumerate().filter(|(_, term)| term.taxonomy == Taxonomy::Regions);
            let found = regions().find(|(_, term)| term.id == written.value).map(|(index, _)| index);
            if found.is_none() && !site.facts.may_be_unsound(&written.value) {
                let known: Vec<&str> = regions().map(|(_, term)| term.id.as_str()).collect();
                let what = Text::new("Kecamatan", "district");
                let at = at(&written.span);
                diagnostics.push(diagnostic::fact::unknown_reference(at, &what, &written.value, known));
            }
            found
        }
        None => None,
    };
    let Some(series) = series_of(section, document, schedule, all, diagnostics) else { return };
    let region_name = region.map(|index| site.terms[index].name.clone());
    let name = schedule.group.clone().or(region_name).unwrap_or_else(|| "umum".into());
    let Some(slug) = Slug::from_text(&name) else { return };
    if series.groups.iter().any(|group| group.slug == slug) {
        diagnostics.push(diagnostic::recurrence::same_group(at(&schedule.span), &name));
        return;
    }
    let days = days(schedule, &series.lessons);
    series.groups.push(Group { schedule: schedule.clone(), section, slug, region, days });
}

fn series_of<'a>(
    section: PageId,
    document: &Document,
    schedule: &Schedule,
    all: &'a mut [Series],
    diagnostics: &mut Diagnostics,
) -> Option<&'a mut Series> {
    let path = &document.common.path;
    let known: Vec<String> = all.iter().map(|series| series.name.clone()).collect();
    match &schedule.series {
        Some(written) => {
            let found = all.iter_mut().find(|series| series.name == written.value);
            if found.is_none() {
                let at = Location::span(path, written.span.clone());
                let what = Text::new("Seri", "series");
                let known = known.iter().map(String::as_str);
                diagnostics.push(diagnostic::fact::unknown_reference(at, &what, &written.value, known));
            }
            found
        }
        None => {
            let mut own = all.iter_mut().filter(|series| series.section == Some(section));
            match (own.next(), own.next()) {
                (Some(only), None) => Some(only),
                _ => {
                    let at = Location::span(path, schedule.span.clone());
                    diagnostics.push(diagnostic::recurrence::schedule_without_series(at, &known));
                    None
                }
            }
        }
    }
}

/// A week after the other from the first day on; a holiday puts off its lesson and all that follow.
fn days(schedule: &Schedule, lessons: &[Lesson]) -> Vec<Date> {
    let mut weeks: Vec<i64> = lessons.iter().map(|lesson| lesson.week).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let mut put_off = 0;
    let mut day_of_week: BTreeMap<i64, Date> = BTreeMap::new();
    for week in weeks {
        let day = |put_off: i32| schedule.start.date.days_later((week as i32 - 1 + put_off) * 7);
        while put_off < MOST_HOLIDAYS && schedule.off.contains(&day(put_off)) {
            put_off += 1;
        }
        day_of_week.insert(week, day(put_off));
    }
    lessons.iter().map(|lesson| day_of_week[&lesson.week]).collect()
}
