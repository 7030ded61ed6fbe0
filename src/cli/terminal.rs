//! Words to the terminal: the one place that prints.

use crate::report::text::Colour;
use std::io::{self, IsTerminal, Write};

/// Prints a line; a reader that has gone away is no failure.
pub fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints a text as it is, with its own line ends.
pub fn say_exactly(text: &str) {
    let _ = write!(io::stdout(), "{text}");
}

/// Prints a line for people, beside the results.
pub fn say_error(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Colours only on a terminal, and only if the reader wants them (no-color.org).
#[expect(clippy::disallowed_methods, reason = "an edge may look at the environment")]
pub fn colour() -> Colour {
    let wanted = std::env::var("NO_COLOR").map_or(true, |value| value.is_empty());
    if wanted && io::stderr().is_terminal() { Colour::On } else { Colour::Off }
}

/// True when somebody sits at both ends.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks for a line; `None` at the end of the input.
pub fn ask(question: &str) -> Option<String> {
    let _ = write!(io::stdout(), "{question}");
    let _ = io::stdout().flush();
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_owned()),
    }
}

/// A progress bar on a terminal, nothing in a pipe.
pub fn progress(label: &'static str) -> indicatif::ProgressBar {
    let bar = indicatif::ProgressBar::no_length();
    bar.set_style(
        indicatif::ProgressStyle::with_template("{msg} {pos} {bar:20}").expect("the template of the bar is sound"),
    );
    bar.set_message(label);
    if !io::stderr().is_terminal() {
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
    }
    bar
}
