//! The small types every stage speaks, valid by construction.

pub mod budget;
pub mod date;
pub mod hidden;
pub mod html;
pub mod ics;
pub mod language;
pub mod media_type;
pub mod numeral;
pub mod path;
pub mod picture;
pub mod rupiah;
pub mod slug;
pub mod sms;
pub mod step;
pub mod url;
pub mod weekday;

pub use budget::{Figures, Measure};
pub use date::{Date, Moment, Time, TimeZone};
pub use html::Html;
pub use language::Language;
pub use path::{OutputPath, SourcePath};
pub use rupiah::Rupiah;
pub use slug::Slug;
pub use step::Step;
pub use url::{BaseUrl, Permalink};
pub use weekday::Weekday;
