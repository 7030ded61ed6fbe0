//! "Saya ingin …": what readers want to do, each leading to its page. Needs no script.

use super::list::{self, PaginationView};
use super::shell::{self, Frame, LinkView};
use super::writing::Writing;
use super::{Basis, IndexPage, Output, Subject, View};
use crate::markdown::shortcode::InlineText;
use crate::site::task::{self, Group};
use crate::site::{PageId, Site};
use crate::vocabulary::{Language, Permalink};
use serde::Serialize;

#[derive(Serialize)]
struct TasksPage {
    groups: Vec<GroupView>,
    pagination: Option<PaginationView>,
}

#[derive(Serialize)]
struct GroupView {
    title: Option<String>,
    tasks: Vec<LinkView>,
}

/// Tasks of one page: with its frame about 300 elements, of the 350 a list may have.
const PER_PAGE: usize = 90;

/// The pages of a language's tasks; none where no page names a task.
pub fn plan(site: &Site, language: Language) -> Vec<Output> {
    let permalink = permalink(language);
    (1..=page_count(&task::groups(site, language)))
        .map(|number| Output {
            path: list::path(&permalink, number),
            subject: Subject::Index(IndexPage::Tasks { language, number }),
        })
        .collect()
}

/// Where a language's tasks begin.
pub fn permalink(language: Language) -> Permalink {
    super::permalink(language, "saya-ingin")
}

fn page_count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.tasks.len()).sum::<usize>().div_ceil(PER_PAGE)
}

pub fn view(output: &Output, language: Language, number: usize, basis: Basis<'_>) -> View {
    let writing = Writing::on_page(basis, language, &output.path);
    let frame = Frame {
        path: &output.path,
        kind: "list",
        heading: writing.words.get("tasks"),
        description: writing.words.get("tasks_description"),
        breadcrumbs: shell::home_crumb(&writing, language).into_iter().collect(),
    };
    let mut shell = shell::of_frame(frame, &writing, language);
    if number == 1 {
        shell.translations = shell::translations_of(&basis.site.signposts.tasks, permalink, &writing);
    }
    let groups = task::groups(basis.site, language);
    let total = page_count(&groups);
    list::name_page(&mut shell, number, total, &writing);
    let mut groups: Vec<GroupView> =
        cut(groups, number).iter().map(|group| group_view(group, language, &writing)).collect();
    if let [alone] = groups.as_mut_slice() {
        alone.title = None;
    }
    let view = TasksPage { groups, pagination: list::pagination(&permalink(language), number, total, &writing) };
    View::template("tasks.html", shell, view, &writing)
}

/// The groups with what page `number` shows of them.
fn cut(groups: Vec<Group>, number: usize) -> Vec<Group> {
    let mut position = 0;
    let mut shown = Vec::new();
    for mut group in groups {
        group.tasks.retain(|_| {
            position += 1;
            (position - 1) / PER_PAGE + 1 == number
        });
        if !group.tasks.is_empty() {
            shown.push(group);
        }
    }
    shown
}

/// Topics have a name in Indonesian only; in other languages the tasks stand without headings.
fn group_view(group: &Group, language: Language, writing: &Writing<'_>) -> GroupView {
    let title = match group.topic {
        _ if language != Language::Indonesian => None,
        Some(topic) => Some(writing.site.terms[topic].name.clone()),
        None => Some(writing.words.get("tasks_other")),
    };
    let tasks = group.tasks.iter().map(|(id, task)| LinkView {
        label: writing.text(text(writing.site, *id, *task)),
        href: writing.addresses.to(&writing.site.page(*id).permalink.index()),
    });
    GroupView { title, tasks: tasks.collect() }
}

fn text(site: &Site, id: PageId, task: usize) -> &InlineText {
    &site.page(id).document.common.tasks[task]
}
