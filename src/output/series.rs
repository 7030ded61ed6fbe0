//! The page of a series: its lessons week by week, the messages to send, the days of each group.

use super::calendar::entry::Entry;
use super::calendar::{self, CalendarOf};
use super::carrier::{self, Spoken, plain, texts, validity, whatsapp};
use super::shell::{self, Frame, LinkView};
use super::writing::Writing;
use super::{Basis, Output, Subject, View, address, download};
use crate::config::carriers::Carrier;
use crate::diagnostic::Diagnostics;
use crate::fact::print::say_date;
use crate::site::series::{Group, Lesson, Series};
use crate::site::{PageId, Site};
use crate::vocabulary::{Date, Language, Moment, OutputPath, Time};
use serde::Serialize;

/// What is published of a series, by its place in [`Site::series`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesOf {
    Page(usize),
    /// The messages of all weeks, without days.
    Messages(usize),
    /// The same for a group, with its days.
    GroupMessages {
        series: usize,
        group: usize,
    },
}

#[derive(Serialize)]
struct SeriesPage {
    intro: String,
    lessons: Vec<LessonView>,
    messages: Option<LinkView>,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct LessonView {
    title: String,
    href: String,
    week: String,
    /// The page with its texts.
    texts: Option<String>,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    name: String,
    place: String,
    days: Vec<DayView>,
    calendar: LinkView,
    messages: Option<LinkView>,
}

#[derive(Serialize)]
struct DayView {
    iso: String,
    text: String,
    title: String,
}

pub fn plan(site: &Site) -> Vec<Output> {
    let of = |of: SeriesOf| Output { path: path(site, of), subject: Subject::Series(of) };
    let mut outputs = Vec::new();
    for (index, series) in site.series.iter().enumerate() {
        outputs.push(of(SeriesOf::Page(index)));
        if has_messages(site, series) {
            outputs.push(of(SeriesOf::Messages(index)));
            let groups = 0..series.groups.len();
            outputs.extend(groups.map(|group| of(SeriesOf::GroupMessages { series: index, group })));
        }
    }
    outputs
}

/// `seri/kenal-bpu/index.html`, `seri/kenal-bpu/penderes-cilongok/pesan.txt`
pub fn path(site: &Site, of: SeriesOf) -> OutputPath {
    match of {
        SeriesOf::Page(series) => site.series[series].permalink.index(),
        SeriesOf::Messages(series) => site.series[series].permalink.file("pesan.txt"),
        SeriesOf::GroupMessages { series, group } => {
            let series = &site.series[series];
            series.permalink.file(&format!("{}/pesan.txt", series.groups[group].slug))
        }
    }
}

/// The link from a lesson to its series' page.
pub fn link_of_lesson(id: PageId, writing: &Writing<'_>) -> Option<LinkView> {
    let site = writing.site;
    let is_its = |series: &Series| series.lessons.iter().any(|lesson| lesson.page == id);
    let index = site.series.iter().position(is_its)?;
    let href = writing.addresses.to(&path(site, SeriesOf::Page(index)));
    Some(LinkView { label: writing.words.get("series_schedule"), href })
}

/// The groups of a region, each with its place on the page of its series.
pub fn links_of_region(term: usize, writing: &Writing<'_>) -> Vec<LinkView> {
    let site = writing.site;
    let mut links = Vec::new();
    for (index, series) in site.series.iter().enumerate() {
        for group in series.groups.iter().filter(|group| group.region == Some(term)) {
            let page = path(site, SeriesOf::Page(index));
            links.push(LinkView {
                label: writing.words.fill("learn_with", &[("name", &group_name(group, writing))]),
                href: writing.addresses.to_part(&page, Some(group.slug.as_str())),
            });
        }
    }
    links
}

/// Messages are the lessons' own for WhatsApp.
fn has_messages(site: &Site, series: &Series) -> bool {
    let lessons = series.lessons.iter().map(|lesson| &site.page(lesson.page).document);
    lessons.into_iter().all(|document| carrier::of_document(site, document).contains(&Carrier::WhatsApp))
}

pub fn view(output: &Output, index: usize, basis: Basis<'_>) -> View {
    let site = basis.site;
    let series = &site.series[index];
    let writing = Writing::on_page(basis, Language::Indonesian, &output.path);
    let words = writing.words;
    let title = title(series, &writing);
    let section = series.section.map(|id| site.page(id));
    let crumbs = section.map(|section| shell::link_to(section, &writing));
    let frame = Frame {
        path: &output.path,
        kind: "list",
        heading: words.fill("series_title", &[("title", &title)]),
        description: words.fill("series_description", &[("title", &title)]),
        breadcrumbs: shell::home_crumb(&writing, Language::Indonesian).into_iter().chain(crumbs).collect(),
    };
    let mut shell = shell::of_frame(frame, &writing, Language::Indonesian);
    shell.example = series.is_example(site);
    shell.noindex = shell.example;
    let weeks = series.lessons.iter().map(|lesson| lesson.week).max().unwrap_or(0);
    let numbers = [("n", series.lessons.len().to_string()), ("weeks", weeks.to_string())];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = SeriesPage {
        intro: words.fill("series_intro", &numbers),
        lessons: series.lessons.iter().map(|lesson| lesson_view(*lesson, &writing)).collect(),
        messages: messages_link(SeriesOf::Messages(index), series, &writing),
        groups: (0..series.groups.len()).map(|group| group_view(index, group, &writing)).collect(),
    };
    View::template("series.html", shell, page, &writing)
}

/// The section's title where the series is all there is of it, and the series' name otherwise.
fn title(series: &Series, writing: &Writing<'_>) -> String {
    let site = writing.site;
    let is_alone = site.series.iter().filter(|other| other.section == series.section).count() == 1;
    let section = series.section.filter(|_| is_alone);
    section.map_or_else(|| series.name.clone(), |id| writing.text(&site.page(id).document.common.title))
}

fn lesson_view(lesson: Lesson, writing: &Writing<'_>) -> LessonView {
    let page = writing.site.page(lesson.page);
    let has_texts = !carrier::of_document(writing.site, &page.document).is_empty();
    LessonView {
        title: writing.text(&page.document.common.title),
        href: writing.addresses.to(&page.permalink.index()),
        week: writing.words.fill("week", &[("n", &lesson.week.to_string())]),
        texts: has_texts.then(|| writing.addresses.to(&texts::path(page))),
    }
}

fn group_view(index: usize, number: usize, writing: &Writing<'_>) -> GroupView {
    let (site, words) = (writing.site, writing.words);
    let series = &site.series[index];
    let group = &series.groups[number];
    let days = series.lessons.iter().zip(&group.days).map(|(lesson, day)| DayView {
        iso: day.to_string(),
        text: day_in_words(*day, group, writing),
        title: writing.text(&site.page(lesson.page).document.common.title),
    });
    let calendar = calendar::path(site, CalendarOf::Group { series: index, group: number });
    GroupView {
        id: group.slug.to_string(),
        name: group_name(group, writing),
        place: place(group, writing),
        days: days.collect(),
        calendar: LinkView { label: words.get("save_calendar"), href: writing.addresses.to(&calendar) },
        messages: messages_link(SeriesOf::GroupMessages { series: index, group: number }, series, writing),
    }
}

fn messages_link(of: SeriesOf, series: &Series, writing: &Writing<'_>) -> Option<LinkView> {
    let path = path(writing.site, of);
    let size = (writing.sizes)(&path).map(|size| download::in_words(size.file, writing.words.is_english()));
    let label = writing.words.get("series_messages");
    has_messages(writing.site, series).then(|| LinkView {
        label: size.map_or(label.clone(), |size| format!("{label} ({size})")),
        href: writing.addresses.to(&path),
    })
}

/// `Senin, 7 Desember 2026, 19.00 WIB`
fn day_in_words(day: Date, group: &Group, writing: &Writing<'_>) -> String {
    let words = writing.words;
    let time = group.schedule.start.time.map(|time| format!(", {time} {}", writing.site.config.zone.name()));
    format!("{}, {}{}", day.weekday(words.is_english()), say_date(day, words), time.unwrap_or_default())
}

pub fn group_name(group: &Group, writing: &Writing<'_>) -> String {
    let region = group.region.map(|index| writing.site.terms[index].name.clone());
    group.schedule.group.clone().or(region).unwrap_or_else(|| writing.words.get("series_everybody"))
}

fn place(group: &Group, writing: &Writing<'_>) -> String {
    let region = group.region.map(|index| writing.site.terms[index].id.as_str());
    plain::place(group.schedule.venue.clone().into_iter(), region, writing)
}

/// The messages of a series, one for each lesson, in the order in which they are sent.
pub fn messages(of: SeriesOf, basis: Basis<'_>, diagnostics: &mut Diagnostics) -> Vec<u8> {
    let site = basis.site;
    let writing = Writing::anywhere(basis, Language::Indonesian);
    let words = writing.words;
    let (series, group) = match of {
        SeriesOf::Page(series) | SeriesOf::Messages(series) => (&site.series[series], None),
        SeriesOf::GroupMessages { series, group } => (&site.series[series], Some(&site.series[series].groups[group])),
    };
    let speaker = Spoken::of(&writing);
    let mut text = format!("{}\n", words.fill("pack_title", &[("title", &title(series, &writing))]));
    if let Some(group) = group {
        let parts = [group_name(group, &writing), place(group, &writing)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        text.push_str(&format!("{}\n", parts.join(", ")));
    }
    let how = words.get("pack_how");
    text.push_str(&format!("{how}\n{}\n", format!("{} {}", speaker.from, speaker.notice).trim_end()));
    for (place, lesson) in series.lessons.iter().enumerate() {
        let page = site.page(lesson.page);
        let day = group.map(|group| group.days[place]);
        let week = words.fill("week", &[("n", &lesson.week.to_string())]);
        let heading = match (group, day) {
            (Some(group), Some(day)) => format!("{week}: {}", day_in_words(day, group, &writing)),
            _ => week,
        };
        text.push_str(&format!("\n==== {heading} ====\n\n"));
        // The facts of a later day are not put into words today: the message may change until it is sent.
        let until = validity::of(page, &writing).until;
        if let Some(until) = until.filter(|until| day.is_some_and(|day| *until < day)) {
            let date = say_date(until, words);
            text.push_str(&format!("[{}]\n\n", words.fill("pack_outdated", &[("date", &date)])));
        }
        text.push_str(&whatsapp::message(page, &writing, diagnostics).text);
    }
    text.into_bytes()
}

/// A group's lessons as entries of a calendar.
pub fn entries(series: &Series, group: &Group, writing: &Writing<'_>) -> Vec<Entry> {
    let (site, words) = (writing.site, writing.words);
    let total = series.lessons.len();
    let lessons = series.lessons.iter().zip(&group.days).enumerate();
    let speaker = Spoken::of(writing);
    lessons
        .map(|(place_in_series, (lesson, day))| {
            let page = site.page(lesson.page);
            let common = &page.document.common;
            let start = Moment { date: *day, ..group.schedule.start };
            let example = if common.example { format!("{}: ", words.get("example_badge")) } else { String::new() };
            let title = writing.text(&common.title);
            let lines = [
                plain::sentence(&writing.text(&common.description)),
                words.fill("carrier_more", &[("url", &address::absolute(&site.config, &page.permalink.index()))]),
                words.get("carrier_ask"),
                format!("{} {}", speaker.from, speaker.notice).trim_end().to_owned(),
            ];
            Entry {
                uid: format!(
                    "{}/{}/{}@{}",
                    series.permalink.as_str().trim_matches('/'),
                    group.slug,
                    common.stem,
                    site.config.base_url.host()
                ),
                stamp: calendar::stamp(&site.page(group.section).document.common)
                    .max(calendar::stamp(common))
                    .unwrap_or(group.schedule.start.date),
                sequence: group.schedule.revision,
                status: "CONFIRMED",
                start,
                end: end(start, group.schedule.minutes),
                recurrence: None,
                summary: format!("{example}{title} ({}/{total})", place_in_series + 1),
                description: lines.join("\n"),
                location: place(group, writing),
                place: None,
                url: address::absolute(&site.config, &page.permalink.index()),
            }
        })
        .collect()
}

/// A lesson that begins at an hour ends so many minutes later, and on the same day.
fn end(start: Moment, minutes: u32) -> Option<Moment> {
    let time = start.time?;
    let end = (u32::from(time.hour) * 60 + u32::from(time.minute) + minutes).min(24 * 60 - 1);
    Some(Moment { time: Some(Time { hour: (end / 60) as u8, minute: (end % 60) as u8 }), ..start })
}
