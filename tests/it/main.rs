//! The integration tests: one file per feature, over small sites in `tests/cases/`.

#![expect(clippy::disallowed_methods, reason = "tests work in real folders")]

mod architecture;
mod budgets;
mod calendar;
mod carriers;
mod cases;
mod changed_meanwhile;
mod check;
mod command_line;
mod compression;
mod dated_facts;
#[cfg(unix)]
mod determinism;
mod editions;
mod editorial;
mod handbook;
mod harness;
mod hostile;
mod laws;
mod limits;
mod new_page;
mod new_portal;
mod offline;
mod offline_edition;
mod pack_changes;
mod pages;
mod photo;
mod pictures;
mod portal;
mod reach;
mod reading;
mod rebuild;
mod scale;
mod schemas;
mod search;
#[cfg(feature = "sheets")]
mod sheets;
mod supply_chain;
mod timings;
mod unchanged;
mod verify;
