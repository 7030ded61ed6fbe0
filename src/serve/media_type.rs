//! What kind of file an output is, for browsers.

use crate::output::{Output, Subject};

/// The type of pages; only they are dressed for the preview.
pub const HTML: &str = "text/html; charset=utf-8";
pub const PLAIN_TEXT: &str = "text/plain; charset=utf-8";
pub const EVENT_STREAM: &str = "text/event-stream";

/// The value of `Content-Type` for an output.
pub fn of(output: &Output) -> &'static str {
    match output.subject {
        Subject::Feed(_) => "application/atom+xml; charset=utf-8",
        _ => by_extension(output.path.as_str()),
    }
}

fn by_extension(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => PLAIN_TEXT,
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides() {
        assert_eq!(by_extension("index.html"), HTML);
        assert_eq!(by_extension("acara/Poster.JPG"), "image/jpeg");
        assert_eq!(by_extension("a.b/LICENSE"), "application/octet-stream");
    }
}
