//! Kentongan: a static site generator for public information at the end of the network.
//!
//! ```text
//! folder ─read→ SourceTree ─parse→ Content ─assemble→ Site ─plan→ Outputs ─render→ files ─publish→ folder
//!        EDGE              └────────────── pure: same input, same bytes ─────────────────┘        EDGE
//! ```
//!
//! The modules below stand in reading order; each uses only those above it.
//! `ARCHITECTURE.md` holds the map and the invariants.

#![forbid(unsafe_code)]

// Words every stage speaks.
pub mod vocabulary;
pub mod diagnostic;

// Stages, in the order data flows.
pub mod source;
pub mod yaml;
pub mod config;
pub mod theme;
pub mod markdown;
pub mod fact;
pub mod content;
pub mod site;
pub mod output;
pub mod render;
pub mod check;
pub mod pipeline;
pub mod pack;

// Help for those who write, from the same key tables.
pub mod schema;
pub mod scaffold;

// What readers leave behind in the log of a server.
pub mod reach;

// Edges: the only code that touches the outside world, besides `source::read`.
pub mod report;
pub mod publish;
pub mod cache;
pub mod build;
pub mod project;
pub mod online;
pub mod serve;
pub mod cli;
