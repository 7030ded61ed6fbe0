//! `kentongan carriers`: the other forms of one page, with their limits.

use super::args::{Arguments, CarriersArguments};
use super::build::now;
use super::failure::{content_refused, machine_refused};
use super::{Outcome, terminal};
use crate::cache::Workshop;
use crate::config::Overrides;
use crate::diagnostic::{Diagnostics, Severity};
use crate::pipeline::{self, Day, Request};
use crate::render::Finish;
use crate::report::{Speech, carriers, codes, text};
use crate::site::Drafts;
use crate::source::read;

/// Shows the forms; a page that is not due yet may be looked at, too.
pub fn run(wanted: &CarriersArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let mut diagnostics = Diagnostics::default();
    let source = match read::read(&arguments.root, &mut diagnostics) {
        Ok(source) => source,
        Err(error) => return machine_refused(&error, speech),
    };
    let request = Request {
        day: wanted.day.map_or_else(now, Day::Given),
        drafts: Drafts::Include,
        overrides: Overrides::default(),
        finish: Finish::PUBLISHED,
    };
    let planned = pipeline::plan(&source, &request, diagnostics);
    if let Some(refused) = content_refused(&planned.diagnostics.sorted(), &source, speech) {
        return refused;
    }
    let site = &planned.site;
    let id = match carriers::find(site, &wanted.page) {
        Ok(id) => id,
        Err(names) => {
            terminal::say_error(&not_found(&wanted.page, &names, speech));
            return Outcome::WrongUsage;
        }
    };
    let (entries, found) = match carriers::entries(&planned, id, &Workshop::of(&arguments.root)) {
        Ok(found) => found,
        Err(error) => return machine_refused(&error, speech),
    };
    let addresses = codes::addresses(site, id, wanted.place.as_ref());
    if wanted.json {
        let mut value = carriers::as_json(&entries, &found, site, id, &source, speech);
        value["addresses"] = codes::as_json(&addresses);
        terminal::say(&value.to_string());
    } else {
        terminal::say(&carriers::as_text(&entries, site, id, speech));
        terminal::say(&format!("\n{}", codes::as_text(&addresses, speech)));
        if !found.is_empty() {
            terminal::say_error(text::render(&found, &source, speech, terminal::colour()).trim_end());
        }
    }
    let has_errors = found.iter().any(|problem| problem.severity == Severity::Error);
    if has_errors { Outcome::ContentErrors } else { Outcome::Fine }
}

fn not_found(written: &str, names: &[String], speech: Speech) -> String {
    let list = names.join(", ");
    match (speech, names.is_empty()) {
        (Speech::Indonesian, true) => {
            format!("Halaman \"{written}\" tidak ada. Tulis nama berkasnya, misalnya manfaat/jkm.md.")
        }
        (Speech::Indonesian, false) => format!("Halaman \"{written}\" tidak ada. Mungkin maksud Anda: {list}."),
        (Speech::English, true) => {
            format!("There is no page \"{written}\". Give the name of its file, such as manfaat/jkm.md.")
        }
        (Speech::English, false) => format!("There is no page \"{written}\". Perhaps you mean: {list}."),
    }
}
