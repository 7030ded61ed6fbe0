use super::*;
use crate::diagnostic::Diagnostics;
use crate::source::SourceTree;
use crate::theme::font::{self, Fonts};

fn fonts() -> Fonts {
    let built_in = SourceTree::built_in_theme();
    font::read(&built_in, "themes/lentera", &built_in, &mut Diagnostics::default())
}

fn text(runs: &[(Weight, &str)]) -> Text {
    Text {
        runs: runs.iter().map(|(weight, text)| Run { weight: *weight, text: (*text).to_owned() }).collect(),
        size: 10.0,
        min: 10.0,
        max: 10.0,
        leading: 1.2,
        colour: "#000".into(),
        balance: false,
        key: None,
    }
}

fn broken(text: &Text, width: f64) -> Vec<String> {
    let fonts = fonts();
    let lines = lines(text, text.size, width, &fonts.ruler());
    let joined = |line: &Line| line.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("|");
    lines.lines.iter().map(joined).collect()
}

#[test]
fn a_text_is_broken_at_spaces() {
    let text = text(&[(Weight::Text, "Santunan uang untuk keluarga peserta")]);
    assert_eq!(broken(&text, 1000.0), ["Santunan uang untuk keluarga peserta"]);
    assert_eq!(broken(&text, 100.0), ["Santunan uang untuk", "keluarga peserta"]);
}

#[test]
fn no_line_is_wider_than_its_box() {
    let fonts = fonts();
    let text = text(&[
        (Weight::Text, "Jaminan Kecelakaan Kerja, "),
        (Weight::Bold, "Rp8.400"),
        (Weight::Text, " sebulan, Tanya AVATAR"),
    ]);
    for width in 60..300 {
        let lines = lines(&text, 10.0, f64::from(width), &fonts.ruler());
        assert!(lines.lines.iter().all(|line| line.width <= f64::from(width) + 0.001), "{width}");
    }
}

#[test]
fn weights_share_a_line() {
    let text =
        text(&[(Weight::Bold, "Biaya:"), (Weight::Text, " gratis ("), (Weight::Bold, "Rp0"), (Weight::Text, ")")]);
    assert_eq!(broken(&text, 1000.0), ["Biaya:|gratis (|Rp0|)"]);
    // No line ends between a bracket and what it holds.
    assert_eq!(broken(&text, 65.0), ["Biaya:|gratis", "(|Rp0|)"]);
}

#[test]
fn a_break_that_is_written_is_kept() {
    let text = text(&[(Weight::Text, "satu"), (Weight::Text, "\n"), (Weight::Text, "dua")]);
    assert_eq!(broken(&text, 1000.0), ["satu", "dua"]);
}

#[test]
fn a_long_address_is_broken_after_a_slash() {
    let text = text(&[(Weight::Text, "portal.example/prosedur/klaim-jkm/index.html")]);
    assert_eq!(broken(&text, 130.0), ["portal.example/prosedur/", "klaim-jkm/index.html"]);
}

#[test]
fn a_word_without_room_is_told() {
    let fonts = fonts();
    let text = text(&[(Weight::Text, "Karangpucung")]);
    assert!(!lines(&text, 10.0, 30.0, &fonts.ruler()).fits);
    assert!(lines(&text, 10.0, 100.0, &fonts.ruler()).fits);
}

#[test]
fn a_heading_is_balanced() {
    let mut text = text(&[(Weight::Bold, "Cara mengurus santunan kematian bagi keluarga peserta")]);
    text.balance = true;
    let fonts = fonts();
    let lines = lines(&text, 10.0, 200.0, &fonts.ruler()).lines;
    assert_eq!(lines.len(), 2);
    assert!((lines[0].width - lines[1].width).abs() < 40.0, "{lines:?}");
}
