//! JSON-LD by schema.org: what search engines may show of a page.

use super::body;
use super::shell::Shell;
use super::writing::Writing;
use crate::config::Status as PortalStatus;
use crate::content::event::recurrence::{Nth, Recurrence, Rule};
use crate::content::event::{Event, Occurrence, Status};
use crate::content::partner::Partner;
use crate::content::{Common, Details};
use crate::diagnostic::Diagnostics;
use crate::site::Page;
use crate::vocabulary::{Date, Moment, TimeZone, Weekday};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The structured data of a document's page, safe inside a `script` element.
pub fn of_page(page: &Page, shell: &Shell, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let common = &page.document.common;
    let mut graph = common_nodes(shell, writing);
    match &page.document.details {
        Details::Event(event) if !common.example => {
            graph.extend(event_node(event, &writing.text(&common.title), shell, writing).map(Node::Other))
        }
        Details::Partner(partner) if !common.example => {
            graph.extend(partner_node(common, partner, shell, writing).map(Node::Other))
        }
        Details::Question(_) => graph.push(Node::Other(question_node(page, shell, writing, diagnostics))),
        Details::Benefit(_) if writing.site.config.status == PortalStatus::Official => {
            graph.push(Node::Other(json!({
                "@type": "GovernmentService",
                "name": shell.og.title,
                "description": shell.description,
                "url": shell.canonical,
            })));
        }
        Details::Event(_)
        | Details::Partner(_)
        | Details::Benefit(_)
        | Details::Procedure(_)
        | Details::Article(_)
        | Details::Section(_) => {}
    }
    finish(graph)
}

/// The structured data of a page that is no document.
pub fn of_frame(shell: &Shell, writing: &Writing<'_>) -> Option<String> {
    finish(common_nodes(shell, writing))
}

/// One thing that the data tell of.
#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    /// On every page, so it is written without detours.
    Breadcrumbs(Breadcrumbs<'a>),
    Other(Value),
}

/// Like all data here, in the order of the alphabet.
#[derive(Serialize)]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

fn common_nodes<'a>(shell: &'a Shell, writing: &Writing<'_>) -> Vec<Node<'a>> {
    let config = &writing.site.config;
    let mut graph = Vec::new();
    if shell.kind == "home" {
        graph.push(Node::Other(json!({
            "@type": "WebSite",
            "name": config.name,
            "url": shell.canonical,
            "description": shell.description,
            "inLanguage": writing.words.language.code(),
        })));
    }
    if !shell.breadcrumbs.is_empty() {
        graph.push(Node::Breadcrumbs(breadcrumbs(shell)));
    }
    graph
}

fn breadcrumbs(shell: &Shell) -> Breadcrumbs<'_> {
    let base = &shell.canonical;
    let above = shell.breadcrumbs.iter().map(|link| (link.label.as_str(), resolve(base, &link.href)));
    let steps = above.chain([(shell.og.title.as_str(), base.clone())]);
    let item = |(index, (name, item))| ListItem { kind: "ListItem", item, name, position: index + 1 };
    Breadcrumbs { kind: "BreadcrumbList", items: steps.enumerate().map(item).collect() }
}

/// A relative link of the page, in full.
fn resolve(base: &str, href: &str) -> String {
    let folder = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
    let mut folders: Vec<&str> = folder.split('/').collect();
    let mut rest = href;
    while let Some(shorter) = rest.strip_prefix("../") {
        folders.pop();
        rest = shorter;
    }
    let rest = rest.trim_start_matches("./");
    format!("{}/{rest}", folders.join("/"))
}

fn event_node(event: &Event, name: &str, shell: &Shell, writing: &Writing<'_>) -> Option<Value> {
    let zone = writing.site.config.zone;
    let mut node = Map::new();
    let mut put = |key: &str, value: Value| node.insert(key.to_owned(), value);
    put("@type", json!("Event"));
    put("name", json!(name));
    put("description", json!(shell.description));
    put("url", json!(shell.canonical));
    let time = event.current(writing.site.today)?;
    put("startDate", json!(time.start.iso(zone)));
    if let Some(end) = time.end {
        put("endDate", json!(end.iso(zone)));
    }
    if let Some(recurrence) = &event.recurrence {
        put("eventSchedule", schedule_node(recurrence, time, zone));
    }
    put("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode"));
    let status = match event.status {
        Status::Scheduled | Status::Moved => "EventScheduled",
        Status::Postponed => "EventPostponed",
        Status::Cancelled => "EventCancelled",
    };
    put("eventStatus", json!(format!("https://schema.org/{status}")));
    let region = event.region.as_ref().and_then(|region| writing.site.facts.region(&region.value));
    put(
        "location",
        json!({
            "@type": "Place",
            "name": writing.text(&event.venue),
            "address": {
                "@type": "PostalAddress",
                "streetAddress": event.address.as_ref().map(|address| writing.text(address)),
                "addressLocality": region.map(|region| region.name.clone()),
                "addressCountry": "ID",
            },
        }),
    );
    if let Some(organizer) = &event.organizer {
        put("organizer", json!({"@type": "Organization", "name": writing.text(organizer)}));
    }
    Some(Value::Object(node))
}

/// How an event is repeated, by schema.org.
fn schedule_node(recurrence: &Recurrence, time: Occurrence, zone: TimeZone) -> Value {
    let day = |day: &Weekday| format!("https://schema.org/{}", day.name(true));
    let (frequency, by_day, by_month_day) = match &recurrence.rule {
        Rule::Days { interval } => (format!("P{interval}D"), None, None),
        Rule::Weeks { interval, on } => {
            (format!("P{interval}W"), Some(json!(on.iter().map(day).collect::<Vec<_>>())), None)
        }
        Rule::Months { interval } => (format!("P{interval}M"), None, recurrence.days.first().map(|day| day.day())),
        Rule::MonthWeekday { interval, nth, weekday } => {
            let nth = match nth {
                Nth::FromStart(number) => *number,
                Nth::Last => -1,
            };
            (format!("P{interval}M"), Some(json!(format!("{nth}{}", weekday.code()))), None)
        }
    };
    let clock = |moment: Moment| moment.time.map(|time| format!("{:02}:{:02}:00", time.hour, time.minute));
    let except: Vec<String> = recurrence.excepted.iter().map(Date::to_string).collect();
    json!({
        "@type": "Schedule",
        "startDate": recurrence.days.first().map(Date::to_string),
        "endDate": recurrence.days.last().map(Date::to_string),
        "repeatFrequency": frequency,
        "byDay": by_day,
        "byMonthDay": by_month_day,
        "exceptDate": (!except.is_empty()).then_some(except),
        "startTime": clock(time.start),
        "endTime": time.end.and_then(clock),
        "scheduleTimezone": zone.identifier(),
    })
}

/// Only with consent: without it a partner has no structured data.
fn partner_node(common: &Common, partner: &Partner, shell: &Shell, writing: &Writing<'_>) -> Option<Value> {
    let consent = common.consent.as_ref()?;
    if consent.until.is_some_and(|until| until < writing.site.today) {
        return None;
    }
    let region = partner.region.as_ref().and_then(|region| writing.site.facts.region(&region.value));
    Some(json!({
        "@type": "LocalBusiness",
        "name": shell.og.title,
        "description": shell.description,
        "url": shell.canonical,
        "telephone": partner.phone.as_ref().map(|phone| phone.value.clone()),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": partner.address.as_ref().map(|address| writing.text(address)),
            "addressLocality": region.map(|region| region.name.clone()),
            "addressCountry": "ID",
        },
    }))
}

fn question_node(page: &Page, shell: &Shell, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Value {
    // The answer is read outside the page, so its links are absolute.
    let anywhere = writing.for_anywhere();
    let answer = body::text(&page.document, &anywhere, diagnostics);
    json!({
        "@type": "FAQPage",
        "mainEntity": [{
            "@type": "Question",
            "name": shell.og.title,
            "acceptedAnswer": {"@type": "Answer", "text": format!("{}{}", answer.intro, answer.rest)},
        }],
    })
}

/// `<` is escaped, so that no text can end the `script` element.
fn finish(mut graph: Vec<Node<'_>>) -> Option<String> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(rename = "@context")]
        context: &'static str,
        #[serde(rename = "@graph")]
        graph: Vec<Node<'a>>,
    }
    if graph.is_empty() {
        return None;
    }
    for node in &mut graph {
        if let Node::Other(value) = node {
            *value = without_nulls(value.take());
        }
    }
    let data = serde_json::to_string(&Data { context: "https://schema.org", graph }).expect("text is JSON");
    // The first byte of the two separators is that of many other signs, none of which is common.
    match data.bytes().any(|byte| matches!(byte, b'<' | 0xE2)) {
        true => Some(data.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")),
        false => Some(data),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter().filter(|(_, value)| !value.is_null()).map(|(k, v)| (k, without_nulls(v))).collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        value => value,
    }
}
