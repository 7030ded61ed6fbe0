//! What kind of file a name means, for browsers and for the servers that tell them.

/// The type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
pub const PLAIN_TEXT: &str = "text/plain; charset=utf-8";
/// The type of feeds, which only their name tells from other XML.
pub const FEED: &str = "application/atom+xml; charset=utf-8";
/// What a browser keeps as a file and does not try to show.
pub const UNKNOWN: &str = "application/octet-stream";

/// The type of a file by its ending, which is in small letters and has no dot.
pub static BY_ENDING: [(&str, &str); 38] = [
    ("html", HTML),
    ("htm", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("txt", PLAIN_TEXT),
    ("md", PLAIN_TEXT),
    ("yaml", PLAIN_TEXT),
    ("csv", "text/csv; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("mp4", "video/mp4"),
    ("3gp", "video/3gpp"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("rtf", "application/rtf"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("apk", "application/vnd.android.package-archive"),
];

/// The endings of text: what compression makes smaller.
pub const TEXTS: [&str; 14] =
    ["html", "htm", "xml", "svg", "txt", "json", "js", "css", "csv", "ics", "vcf", "md", "yaml", "rtf"];

/// The value of `Content-Type` for a file of this name.
pub fn of_name(path: &str) -> &'static str {
    let ending = ending(path);
    BY_ENDING.iter().find(|(known, _)| *known == ending).map_or(UNKNOWN, |(_, media_type)| media_type)
}

/// Whether the name is that of a text.
pub fn is_text(path: &str) -> bool {
    TEXTS.contains(&ending(path).as_str())
}

/// In small letters, without the dot; empty where there is none.
fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides() {
        assert_eq!(of_name("index.html"), HTML);
        assert_eq!(of_name("acara/Poster.JPG"), "image/jpeg");
        assert_eq!(of_name("a.b/LICENSE"), UNKNOWN);
        assert!(is_text("acara.ICS") && !is_text("foto.jpg"));
        assert!(TEXTS.iter().all(|text| BY_ENDING.iter().any(|(ending, _)| ending == text)));
    }
}
