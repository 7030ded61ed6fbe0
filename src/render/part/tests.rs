use super::*;

/// Numbers that do not repeat: they compress badly.
fn numbers(count: u64, seed: u64) -> String {
    (1..=count).map(|n| format!("<td>{}</td>", (n + seed) * 2_654_435_761 % 4_294_967_296)).collect()
}

fn page(style: &str, main: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"id\"><head><title>A</title><style>{style}</style></head><body><header><p>Portal</p></header>\
         <main id=\"isi\"><h1>Iuran</h1>{main}</main><footer><p>Kaki</p></footer>\
         <script type=\"application/ld+json\">{{\"a\": \"<table>\"}}</script></body></html>"
    )
}

fn heaviest(html: &[u8], yardstick: Yardstick) -> Vec<Part> {
    dissect(html, yardstick).heaviest
}

fn names(html: &str, yardstick: Yardstick) -> Vec<What> {
    heaviest(html.as_bytes(), yardstick).into_iter().map(|part| part.what).collect()
}

#[test]
fn every_byte_belongs_to_one_part() {
    let html = page("p{margin:0}", "<p>Awal.</p><h2 id=\"a\">Satu</h2><table><tr><td>1</td></tr></table><p>Lagi.</p>");
    let mut ranges: Vec<_> = split(html.as_bytes()).into_iter().flat_map(|piece| piece.ranges).collect();
    ranges.sort_by_key(|range| range.start);
    assert_eq!(ranges.first().map(|range| range.start), Some(0));
    assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "{ranges:?}");
    assert_eq!(ranges.last().map(|range| range.end), Some(html.len()));
}

#[test]
fn a_table_is_named_by_its_caption_and_the_heading_above() {
    let table = format!("<table><caption>Iuran  per <b>golongan</b></caption><tr>{}</tr></table>", numbers(80, 0));
    let html = page("p{margin:0}", &format!("<h2 id=\"golongan\">Golongan</h2>{table}<h2>Lain</h2><p>Isi.</p>"));
    let heading = Heading { id: Some("golongan".into()), text: "Golongan".into() };
    let expected = What::Table { caption: Some("Iuran per golongan".into()), below: Some(heading), count: 1 };
    let parts = heaviest(html.as_bytes(), Yardstick::Bytes);
    assert_eq!(parts[0].what, expected);
    assert!(parts[0].bytes > 300 && parts[0].bytes < 900, "{parts:?}");
    assert_eq!(heaviest(html.as_bytes(), Yardstick::Elements)[0].elements, 84);
    assert_eq!(names(&html, Yardstick::Elements)[0], expected);
    let dissection = dissect(html.as_bytes(), Yardstick::Bytes);
    assert_eq!((dissection.written, dissection.is_mostly_written), (Some(expected), true));
}

#[test]
fn the_heaviest_rules_of_a_style_are_named_wherever_they_stand() {
    let long: String = (1..60_u64).map(|n| format!("transition:x{}", n * 2_654_435_761 % 4_294_967_296)).collect();
    let style =
        format!("p{{margin:0}}@media print{{a{{color:red}}.kartu,.pita{{{long}}}}}.harga{{color:#123456;padding:7px}}");
    let html = page(&style, "<p>Isi.</p>");
    let parts = heaviest(html.as_bytes(), Yardstick::Bytes);
    let What::Style { selectors } = &parts[0].what else { panic!("{parts:?}") };
    assert_eq!(selectors[0], ".kartu");
    assert_eq!(selectors.len(), 3);
    assert!(!dissect(html.as_bytes(), Yardstick::Bytes).is_mostly_written);
}

#[test]
fn text_is_named_by_its_heading() {
    let html = page("", &format!("<p>Awal.</p><h2 id=\"b\">Panjang sekali</h2><p>{}</p>", numbers(60, 9)));
    assert_eq!(
        names(&html, Yardstick::Bytes)[0],
        What::Section(Heading { id: Some("b".into()), text: "Panjang sekali".into() })
    );
}

#[test]
fn tables_that_nothing_tells_apart_are_one_part() {
    let table = "<table><tr><td>1</td><td>2</td></tr></table>";
    let main = format!("{table}<h2>Satu</h2>{table}<p>Isi.</p>{table}<h2>Dua</h2>{table}");
    let html = page("", &main);
    let counts: Vec<_> = split(html.as_bytes())
        .iter()
        .filter_map(|piece| match &piece.what {
            What::Table { below, count, .. } => Some((below.as_ref().map(|heading| heading.text.clone()), *count)),
            _ => None,
        })
        .collect();
    assert_eq!(counts, [(None, 1), (Some("Satu".into()), 2), (Some("Dua".into()), 1)]);
}
