//! The integration tests: one file per feature, over small sites in `tests/cases/`.

#![expect(clippy::disallowed_methods, reason = "tests work in real folders")]

mod architecture;
mod cases;
mod check;
mod command_line;
mod dated_facts;
mod handbook;
mod harness;
mod laws;
mod limits;
mod pages;
mod portal;
