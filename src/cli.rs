//! EDGE: the command line. The only code that prints, and that gives exit codes.

mod args;
mod build;
mod calendar;
mod carriers;
mod check;
mod failure;
mod help;
mod init;
mod menu;
mod pack;
mod pack_changes;
mod reach;
mod report;
mod new;
mod schema;
mod serve;
mod stumble;
mod terminal;

use args::{Arguments, Command};
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine = 0,
    /// The content has errors; nothing was published.
    ContentErrors = 1,
    WrongUsage = 2,
    /// The disk is full, a folder may not be written, a port is taken.
    MachineFailed = 3,
    /// `calendar --due`: the output folder is behind the day.
    RebuildDue = 10,
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let outcome = match args::parse(arguments) {
        Ok(arguments) => stumble::guarded(arguments.speech, || obey(&arguments)),
        Err(complaint) => {
            terminal::say_error(&complaint);
            Outcome::WrongUsage
        }
    };
    ExitCode::from(outcome as u8)
}

fn obey(arguments: &Arguments) -> Outcome {
    match &arguments.command {
        Command::Build(build) => build::run(build, arguments),
        Command::Check(check) => check::run(check, arguments),
        Command::Serve(serve) => serve::run(serve, arguments),
        Command::Calendar(calendar) => calendar::run(calendar, arguments),
        Command::Carriers(carriers) => carriers::run(carriers, arguments),
        Command::Pack(pack) => pack::run(pack, arguments),
        Command::PackChanges(changes) => pack_changes::run(changes, arguments),
        Command::Reach(reach) => reach::run(reach, arguments),
        Command::Report(report) => report::run(report, arguments),
        Command::New(new) => new::run(new, arguments),
        Command::Init(init) => init::run(init, arguments),
        Command::Schema(schema) => schema::run(schema, arguments),
        Command::Help(topic) => {
            terminal::say(help::text(*topic, arguments.speech));
            Outcome::Fine
        }
        Command::Version => {
            terminal::say(concat!("kentongan ", env!("CARGO_PKG_VERSION")));
            Outcome::Fine
        }
        Command::Menu => menu::run(arguments),
    }
}
