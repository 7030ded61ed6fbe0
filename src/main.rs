//! The program `kentongan`: see `kentongan::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kentongan::cli::run(std::env::args_os())
}
