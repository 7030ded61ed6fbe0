use super::*;
use crate::diagnostic::Diagnostics;
use crate::render::sheet::tree;
use crate::source::SourceTree;
use crate::theme::font;

fn run(markup: &str) -> Flow {
    let built_in = SourceTree::built_in_theme();
    let fonts = font::read(&built_in, "themes/lentera", &built_in, &mut Diagnostics::default());
    let sheet = tree::parse(markup).expect("a sound sheet");
    flow(&sheet, &|_| 25, &fonts.ruler())
}

/// The letters of a sheet that fits: text, place and size, in whole units.
fn letters(markup: &str) -> Vec<(String, i64, i64, i64)> {
    let Flow::Fits(marks) = run(markup) else { panic!("it does not fit") };
    marks
        .into_iter()
        .flatten()
        .filter_map(|mark| match mark {
            Mark::Letters { x, y, size, text, .. } => {
                Some((text, x.round() as i64, y.round() as i64, size.round() as i64))
            }
            _ => None,
        })
        .collect()
}

fn sheet(grow: &str, content: &str) -> String {
    format!(
        "<sheet width=\"200\" height=\"100\" grow=\"{grow}\"><stack pad=\"10\" gap=\"5\" stretch=\"1\">{content}</stack></sheet>"
    )
}

#[test]
fn texts_stand_below_each_other() {
    let found = letters(&sheet("1", "<text size=\"10\">satu</text><text size=\"10\" align=\"end\">dua</text>"));
    assert_eq!(found[0].0, "satu");
    assert_eq!((found[0].1, found[0].3), (10, 10));
    // A line of 12.5 and a gap of 5.
    assert!((found[1].2 - found[0].2 - 18).abs() <= 1, "{found:?}");
    assert!(found[1].1 > 150, "{found:?}");
}

#[test]
fn type_grows_where_there_is_room_and_shrinks_where_there_is_not() {
    assert!(letters(&sheet("2", "<text size=\"10\" min=\"8\">satu</text>"))[0].3 > 15);
    let long = "kata ".repeat(70);
    let size = letters(&sheet("2", &format!("<text size=\"10\" min=\"5\">{long}</text>")))[0].3;
    assert!((5..9).contains(&size), "{size}");
}

#[test]
fn what_may_go_goes_first() {
    let long = "kata ".repeat(60);
    let content = format!("<text size=\"10\">Judul</text><text size=\"10\" drop=\"1\">{long}</text>");
    let found = letters(&sheet("1", &content));
    assert_eq!(found.iter().map(|letters| letters.0.as_str()).collect::<Vec<_>>(), ["Judul"]);
}

#[test]
fn what_has_no_room_is_told_by_how_much() {
    let (short, long) = ("kata ".repeat(10), "kata ".repeat(100));
    let content = format!("<text size=\"10\" key=\"judul\">{short}</text><text size=\"10\" key=\"isi\">{long}</text>");
    let Flow::Overflows(overflow) = run(&sheet("1", &content)) else { panic!("it fits") };
    assert_eq!(overflow.keys, ["isi", "judul"]);
    assert!((4..20).contains(&overflow.lines), "{overflow:?}");
}

#[test]
fn a_spring_pushes_what_follows_to_the_end() {
    let found = letters(&sheet("1", "<text size=\"10\">atas</text><spring/><text size=\"10\">bawah</text>"));
    assert!(found[1].2 > 80, "{found:?}");
}

#[test]
fn a_row_gives_what_a_narrow_box_leaves() {
    let found = letters(&sheet(
        "1",
        "<row gap=\"4\"><text size=\"10\" narrow=\"1\">1</text><text size=\"10\">Siapkan</text></row>",
    ));
    assert!(found[1].1 > found[0].1 + 8 && found[1].1 < 30, "{found:?}");
    assert_eq!(found[0].2, found[1].2);
}

#[test]
fn a_code_has_its_quiet_zone() {
    let Flow::Fits(marks) = run(&sheet("1", "<qr size=\"50\" content=\"x\"/>")) else { panic!("it does not fit") };
    let Mark::Qr { size, .. } = &marks[0][0] else { panic!("{marks:?}") };
    assert!((size - 50.0 * 33.0 / 25.0).abs() < 0.01, "{size}");
}

#[test]
fn what_may_go_on_goes_on() {
    let lines: String = (1..=12).map(|number| format!("<text size=\"10\">kata {number}</text>")).collect();
    let foot = "<text size=\"10\">{page} dari {pages}</text>";
    let markup = format!(
        "<sheet width=\"200\" height=\"100\" pages=\"many\"><stack gap=\"2\">{lines}</stack><stack>{foot}</stack></sheet>"
    );
    let Flow::Fits(pages) = run(&markup) else { panic!("it does not fit") };
    let said = |marks: &Vec<Mark>| -> Vec<String> {
        let text = |mark: &Mark| match mark {
            Mark::Letters { text, .. } => Some(text.clone()),
            _ => None,
        };
        marks.iter().filter_map(text).collect()
    };
    let pages: Vec<_> = pages.iter().map(said).collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert_eq!(pages[0].last().map(String::as_str), Some("1 dari 2"));
    assert_eq!(pages[1].last().map(String::as_str), Some("2 dari 2"));
    assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 14);
}

#[test]
fn a_heading_stays_with_what_follows() {
    let lines = "<text size=\"10\">kata</text>".repeat(6);
    let markup = format!(
        "<sheet width=\"200\" height=\"100\" pages=\"many\"><stack>{lines}<text size=\"10\" keep=\"1\">Judul</text><text size=\"10\">isi</text></stack><stack><text size=\"10\">kaki</text></stack></sheet>"
    );
    let Flow::Fits(pages) = run(&markup) else { panic!("it does not fit") };
    // There was room for the heading, but not for what it heads.
    assert_eq!(pages[0].len(), 7, "{pages:?}");
    assert_eq!(pages[1].len(), 3, "{pages:?}");
}
