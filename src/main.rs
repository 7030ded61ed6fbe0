//! The program `kentongan`: see `kentongan::cli`.

use std::process::ExitCode;

/// Pages are made by several threads, and what one takes another gives back. With the allocator of the system a
/// portal of 10,000 pages needs twice the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kentongan::cli::run(std::env::args_os())
}
