//! Diagnostics for the browser: a sheet over the page that `serve` shows.

use super::{Position, Speech, position, source_text};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::source::SourceTree;
use crate::vocabulary::{Html, hidden};

/// What lies behind the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The page as it is written now.
    Newest,
    /// The page as it was before the errors.
    LastGood,
}

/// So many errors are shown; nobody mends more than that at a time.
const MOST: usize = 20;

/// Characters shown of a long line: before and after the marked place, and of the place itself.
const AROUND: usize = 60;
const MARKED: usize = 200;

/// The sheet's style. A policy can name it by its hash, so nothing else needs to be allowed.
///
/// What the theme says of `p` or `pre` must not reach the sheet: everything in it is reverted first.
pub const STYLE: &str = "\
#kentongan-problems,#kentongan-problems *{all:revert;box-sizing:border-box}\
#kentongan-problems{position:fixed;left:0;right:0;bottom:0;z-index:2147483647;max-height:60vh;overflow:auto;\
padding:0 1rem;background:#fff;color:#1a1a1a;border-top:4px solid #b3261e;\
box-shadow:0 0 24px rgba(0,0,0,.35);font:16px/1.5 system-ui,sans-serif;text-align:left;overflow-wrap:break-word}\
#kentongan-problems details{max-width:60rem;margin:0 auto}\
#kentongan-problems summary{padding:.75rem 0;font-weight:700;cursor:pointer;color:#8c1d18}\
#kentongan-problems p{margin:.25rem 0}\
#kentongan-problems ol{margin:.5rem 0;padding:0;list-style:none}\
#kentongan-problems li{margin:0;padding:.75rem 0;border-top:1px solid #ccc}\
#kentongan-problems .message{font-weight:700}\
#kentongan-problems .place{font-family:ui-monospace,monospace;color:#4a4a4a}\
#kentongan-problems pre{margin:.5rem 0;padding:.5rem;overflow-x:auto;background:#f1f1f1;\
font:16px/1.5 ui-monospace,monospace}\
#kentongan-problems mark{background:#ffd8d4;color:#1a1a1a;border-bottom:2px solid #b3261e}\
@media (prefers-color-scheme:dark){\
#kentongan-problems{background:#1f1b1b;color:#eee;border-color:#ff8a80}\
#kentongan-problems summary{color:#ffb4ab}\
#kentongan-problems li{border-color:#555}\
#kentongan-problems .place{color:#bbb}\
#kentongan-problems pre{background:#2d2828}\
#kentongan-problems mark{background:#5c2320;color:#fff;border-color:#ff8a80}}\
@media print{#kentongan-problems{display:none}}";

/// The sheet for the end of a page's body, with its style.
///
/// `None` when there is no error: warnings alone do not cover a page.
pub fn overlay(problems: &[Diagnostic], source: &SourceTree, speech: Speech, behind: Behind) -> Option<Html> {
    let errors: Vec<&Diagnostic> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    if errors.is_empty() {
        return None;
    }
    let items: String = errors.iter().take(MOST).map(|error| item(error, source, speech)).collect();
    let (lang, count) = match speech {
        Speech::Indonesian => ("id", format!("Ada {} kesalahan", errors.len())),
        Speech::English if errors.len() == 1 => ("en", "There is 1 error".into()),
        Speech::English => ("en", format!("There are {} errors", errors.len())),
    };
    let advice = advice(errors.len().saturating_sub(MOST), behind);
    let advice = paragraph("advice", speech.of(&advice));
    Some(Html::trusted(format!(
        "<style>{STYLE}</style>\n<section id=\"kentongan-problems\" lang=\"{lang}\" role=\"alert\">\
         <details open><summary>{count}</summary>{advice}<ol>{items}</ol></details></section>\n"
    )))
}

fn advice(left_out: usize, behind: Behind) -> Text {
    let mut advice = match behind {
        Behind::Newest => Text::new("", ""),
        Behind::LastGood => Text::new(
            "Halaman di belakang pesan ini adalah yang terakhir benar. ",
            "The page behind this message is the last good one. ",
        ),
    };
    advice.id.push_str("Perbaiki, lalu simpan. Pesan ini hilang sendiri.");
    advice.en.push_str("Mend it and save. This message goes away by itself.");
    if left_out > 0 {
        advice.id.push_str(&format!(" {left_out} kesalahan lagi ada di jendela perintah."));
        advice.en.push_str(&format!(" {left_out} more are in the command window."));
    }
    advice
}

fn item(error: &Diagnostic, source: &SourceTree, speech: Speech) -> String {
    let path = error.location.path.as_deref();
    let text = path.and_then(|path| source_text(source, path));
    let mut item = paragraph("message", speech.of(&error.message));
    if let Some(path) = path {
        let mut place = path.to_owned();
        if let Some((text, (start, _))) = text.zip(error.location.span) {
            let Position { line, column } = position(text, start);
            place.push_str(&format!(":{line}:{column}"));
        }
        if let Some(label) = &error.label {
            place.push_str(&format!(": {}", speech.of(label)));
        }
        item.push_str(&paragraph("place", &place));
    }
    if let Some((text, (start, end))) = text.zip(error.location.span) {
        item.push_str(&excerpt(text, start, end));
    }
    for note in &error.notes {
        item.push_str(&paragraph("note", &format!("{}: {}", speech.of(&note.name), speech.of(&note.text))));
    }
    let hint = match speech {
        Speech::Indonesian => "Saran",
        Speech::English => "Hint",
    };
    item.push_str(&paragraph("hint", &format!("{hint}: {}", speech.of(&error.hint))));
    format!("<li>{item}</li>")
}

fn paragraph(class: &str, text: &str) -> String {
    format!("<p class=\"{class}\">{}</p>", visible(text))
}

/// The line on which the place begins, the place marked as far as it reaches on that line.
fn excerpt(text: &str, start: usize, end: usize) -> String {
    let start = text.floor_char_boundary(start);
    let line_start = text[..start].rfind('\n').map_or(0, |index| index + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |index| start + index);
    let line_end = line_start + text[line_start..line_end].trim_end_matches('\r').len();
    let start = start.min(line_end);
    let end = text.floor_char_boundary(end.clamp(start, line_end));
    let before = last_characters(&text[line_start..start], AROUND);
    let marked = first_characters(&text[start..end], MARKED);
    let after = first_characters(&text[end..line_end], AROUND);
    let number = position(text, start).line;
    format!("<pre>{number} | {}<mark>{}</mark>{}</pre>", visible(&before), visible(&marked), visible(&after))
}

fn last_characters(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        Some((index, _)) => format!("…{}", &text[index..]),
        None => text.to_owned(),
    }
}

fn first_characters(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((index, _)) => format!("{}…", &text[..index]),
        None => text.to_owned(),
    }
}

/// Escapes text; characters that hide or turn around what is written become visible.
fn visible(text: &str) -> Html {
    let shown: String = text
        .chars()
        .map(|character| match character {
            '\t' => ' ',
            character if character.is_control() || hidden::is_suspect(character) => '\u{FFFD}',
            character => character,
        })
        .collect();
    Html::escape(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Location};
    use crate::vocabulary::SourcePath;

    fn show(written: &str, place: std::ops::Range<usize>) -> String {
        let path = SourcePath::new("content/acara/hut-ri.md").expect("a path");
        let mut source = SourceTree::default();
        source.insert(path.clone(), written.as_bytes(), &mut Diagnostics::default());
        let message = Text::new("Tanggal \"<b>\" tidak bisa dibaca.", "The date \"<b>\" cannot be read.");
        let hint = Text::new("Tulis tahun-bulan-tanggal.", "Write year-month-day.");
        let error = Diagnostic::error("tanggal-tidak-terbaca", Location::span(&path, place), message, hint);
        let overlay = overlay(&[error], &source, Speech::Indonesian, Behind::LastGood).expect("an error is shown");
        overlay.as_str().split_once("<ol>").expect("a list").1.to_owned()
    }

    #[test]
    fn an_error_shows_its_place_in_the_source() {
        let shown = show("---\njudul: HUT\nmulai: 17 <Agustsu>\r\n---\n", 22..34);
        assert!(shown.contains("Tanggal &quot;&lt;b&gt;&quot; tidak bisa dibaca."), "{shown}");
        assert!(shown.contains("<p class=\"place\">content/acara/hut-ri.md:3:8</p>"), "{shown}");
        assert!(shown.contains("<pre>3 | mulai: <mark>17 &lt;Agustsu&gt;</mark></pre>"), "{shown}");
        assert!(shown.contains("Saran: Tulis tahun-bulan-tanggal."), "{shown}");
    }

    #[test]
    fn places_beyond_the_text_and_inside_a_letter_do_no_harm() {
        assert!(show("é", 1..90).contains("<pre>1 | <mark>é</mark></pre>"));
        assert!(show("a\n", 50..60).contains("<pre>2 | <mark></mark></pre>"));
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert!(show("a\u{202E}b", 0..1).contains("<mark>a</mark>\u{FFFD}b"));
    }

    #[test]
    fn warnings_alone_do_not_cover_the_page() {
        let nothing = Text::new("", "");
        let warning = Diagnostic::warning("x", Location::project(), nothing.clone(), nothing);
        assert_eq!(overlay(&[warning], &SourceTree::default(), Speech::English, Behind::Newest), None);
    }
}
