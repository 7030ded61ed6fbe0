//! What kind of file an output is, for browsers.

use crate::output::{Output, Subject};
use crate::vocabulary::media_type;

/// The type of pages; only they are dressed for the preview.
pub use media_type::{HTML, PLAIN_TEXT};
pub const EVENT_STREAM: &str = "text/event-stream";

/// The value of `Content-Type` for an output.
pub fn of(output: &Output) -> &'static str {
    match output.subject {
        Subject::Feed(_) => media_type::FEED,
        _ => media_type::of_name(output.path.as_str()),
    }
}
