//! `kentongan schema`: schemas for editors, and the settings that use them.

use super::args::{Arguments, SchemaArguments};
use super::build::choose;
use super::failure::machine_refused;
use super::{Outcome, terminal};
use crate::project::{self, SCHEMA_FOLDER, Settings};
use crate::schema::editor;

pub fn run(schema: &SchemaArguments, arguments: &Arguments) -> Outcome {
    let speech = arguments.speech;
    let folder = schema.folder.as_deref().unwrap_or(SCHEMA_FOLDER);
    let written = project::write_schemas(&arguments.root.join(folder))
        .and_then(|count| Ok((count, project::write_settings(&arguments.root, folder)?)));
    match written {
        Ok((count, settings)) => {
            let (id, en) = (format!("{count} skema ditulis ke {folder}."), format!("{count} schemas in {folder}."));
            terminal::say(choose(speech, &id, &en));
            say_settings(settings, arguments);
            Outcome::Fine
        }
        Err(error) => machine_refused(&error, speech),
    }
}

fn say_settings(settings: Settings, arguments: &Arguments) {
    let file = editor::SETTINGS;
    let (id, en) = match settings {
        Settings::Written => (
            format!("VS Code memakainya lewat {file}. Pasang tambahan \"YAML\" dari Red Hat bila diminta."),
            format!("VS Code uses them through {file}. Install the extension \"YAML\" by Red Hat when it asks."),
        ),
        Settings::LeftAlone => (
            format!("{file} berisi catatan, jadi tidak diubah. Tambahkan sendiri bagian \"yaml.schemas\"."),
            format!("{file} has comments, so it was left alone. Add the part \"yaml.schemas\" yourself."),
        ),
    };
    terminal::say(choose(arguments.speech, &id, &en));
}
