//! A page as it is read aloud, over a loudspeaker or on the radio: in 30 and in 60 seconds.

use super::Spoken;
use super::plain::{self, Block, Marker, Plain};
use super::spoken::{capitalised, count_words, spoken};
use super::validity;
use crate::diagnostic::{self, Diagnostics, Location, Text};
use crate::output::writing::Writing;
use crate::site::Page;
use crate::vocabulary::numeral::cardinal;

/// An unhurried speaker. News is read at about 150 words a minute; a village square echoes.
pub const WORDS_PER_MINUTE: usize = 130;

/// How long the two versions may take.
pub const SECONDS: [usize; 2] = [30, 60];

/// One version of a script.
pub struct Version {
    pub seconds: usize,
    pub text: String,
    pub words: usize,
    pub limit: usize,
}

/// Writes both versions. Reports a title that leaves no room even in the shorter one.
pub fn versions(page: &Page, writing: &Writing<'_>, diagnostics: &mut Diagnostics) -> Vec<Version> {
    let plain = plain::whole(page, writing, diagnostics);
    let validity = validity::of(page, writing);
    let speaker = Spoken::of(writing);
    let opening: Vec<String> =
        plain.warnings.iter().map(|warning| spoken(warning)).chain([spoken(&plain::sentence(&plain.title))]).collect();
    let until = spoken(&validity.sentence(writing));
    let then = validity.then.as_deref().map(spoken).unwrap_or_default();
    let end = spoken(&speaker.script_end);
    let content = content(&plain);
    let versions = SECONDS.map(|seconds| {
        let limit = WORDS_PER_MINUTE * seconds / 60;
        let fixed: usize = opening.iter().chain([&until, &end]).map(|text| count_words(text)).sum();
        let mut room = limit.saturating_sub(fixed);
        // The longer version has time for what comes next.
        let then = if seconds > SECONDS[0] && count_words(&then) * 2 <= room { then.as_str() } else { "" };
        room -= count_words(then);
        let said = fill(&content, room);
        let parts = opening.iter().map(String::as_str).chain(said).chain([until.as_str(), then, end.as_str()]);
        let text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Version { seconds, words: count_words(&text), text, limit }
    });
    if let Some(version) = versions.iter().find(|version| version.words > version.limit) {
        let common = &page.document.common;
        let at = Location::span(&common.path, common.title.span.clone());
        let excess = version.words - version.limit;
        let medium =
            Text::new(format!("siaran {} detik", version.seconds), format!("{} seconds of speech", version.seconds));
        let excess = Text::new(format!("{excess} kata"), format!("{excess} words"));
        diagnostics.push(diagnostic::carrier::title_too_long(at, &medium, &excess));
    }
    versions.into()
}

/// The file: both versions under headings in words, so that whoever reads on reads no digits.
pub fn text(versions: &[Version], writing: &Writing<'_>) -> String {
    let speed = cardinal(WORDS_PER_MINUTE as u64);
    let mut text = String::new();
    for version in versions {
        let values = [
            ("seconds", cardinal(version.seconds as u64)),
            ("words", cardinal(version.words as u64)),
            ("speed", speed.clone()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.push_str(&format!("{}\n\n{}\n\n", writing.words.fill("script_heading", &values), version.text));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// What is said between title and validity, piece by piece. A piece is said whole: an amount without its
/// condition would promise too much.
fn content(plain: &Plain) -> Vec<String> {
    let say = |text: &str| capitalised(&spoken(&plain::sentence(text)));
    let mut said: Vec<String> = plain.essence.iter().map(|sentence| say(sentence)).collect();
    let mut heading = String::new();
    let mut last_was_step = false;
    for block in plain::brief(&plain.blocks) {
        let is_step = matches!(block, Block::Item { marker: Marker::Number(_), .. });
        let piece = match block {
            Block::Heading(line) => {
                heading = format!("{} ", say(&format!("{}:", line.text().trim_end_matches(['.', ':', '?']))));
                continue;
            }
            Block::Paragraph(line) | Block::Item { marker: Marker::Dash, line } => say(&line.text()),
            Block::Item { marker: Marker::Number(number), line } => say(&format!("{number}, {}", line.text())),
        };
        match said.last_mut().filter(|_| is_step && last_was_step && heading.is_empty()) {
            // Steps are said all or not at all.
            Some(steps) => steps.push_str(&format!(" {piece}")),
            None => said.push(format!("{}{piece}", std::mem::take(&mut heading))),
        }
        last_was_step = is_step;
    }
    said.retain(|piece| !piece.trim().is_empty());
    said
}

/// The first pieces that there is room for; none that only announces what is left out.
fn fill(content: &[String], room: usize) -> Vec<&str> {
    let mut used = 0;
    let mut said: Vec<&str> = Vec::new();
    for piece in content {
        used += count_words(piece);
        if used > room {
            break;
        }
        said.push(piece);
    }
    while said.last().is_some_and(|last| last.ends_with(':')) {
        said.pop();
    }
    said
}
