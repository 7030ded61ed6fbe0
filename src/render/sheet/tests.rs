use super::*;
use crate::diagnostic::Text;
use crate::source::SourceTree;
use crate::vocabulary::{Language, OutputPath};
use resvg::usvg::Node;
use tera::Context;

fn theme() -> Theme {
    let tree = SourceTree::built_in_theme();
    let config = crate::config::parse(&tree, &crate::config::Overrides::default(), &mut Diagnostics::default());
    crate::theme::parse(&tree, &config, &mut Diagnostics::default())
}

fn preview(title: &str, theme: &Theme) -> Sheet {
    let mut context = Context::new();
    for (name, value) in
        [("title", title), ("site", "Kentongan"), ("label", "Manfaat"), ("notice", "Bukan situs resmi.")]
    {
        context.insert(name, value);
    }
    context.insert("example", &false);
    context.insert("width", &1200);
    context.insert("height", &630);
    context.insert_value("words", theme.words(Language::Indonesian).value.clone());
    Sheet {
        path: OutputPath::new("aset/uji.jpg").expect("a sound path"),
        template: "sheets/preview.xml",
        context,
        canonical: Vec::new(),
        format: Format::Jpeg { limit: 60_000 },
        language: Language::Indonesian,
        title: title.to_owned(),
        name: Text::new("Gambar pratinjau", "The link preview"),
        origin: None,
    }
}

fn drawing(title: &str) -> (String, Theme) {
    let theme = theme();
    let mut diagnostics = Diagnostics::default();
    let drawings = draw(&preview(title, &theme), &theme, &mut diagnostics).expect("it fits");
    assert_eq!(diagnostics.into_iter().count(), 0);
    (drawings[0].clone(), theme)
}

/// What usvg measures of the finished drawing, with its own shaping, stays on the sheet.
#[test]
fn no_letter_leaves_the_sheet() {
    for title in [
        "JKM",
        "Cara mengurus klaim Jaminan Kecelakaan Kerja bagi keluarga penderes di Kecamatan Cilongok, langkah demi langkah",
    ] {
        let (svg, theme) = drawing(title);
        let tree = paint::tree(&svg, &theme.fonts);
        let mut texts = 0;
        for node in tree.root().children() {
            let Node::Text(text) = node else { continue };
            let bounds = text.abs_bounding_box();
            assert!(
                bounds.left() >= 60.0 && bounds.right() <= 1140.0 && bounds.bottom() <= 630.0,
                "{bounds:?} {title}"
            );
            texts += 1;
        }
        assert!(texts >= 4, "{svg}");
    }
}

#[test]
fn a_picture_keeps_to_its_limit_and_has_the_size_it_says() {
    let (svg, theme) = drawing("Jaminan Kematian (JKM)");
    let picture = paint::jpeg(&svg, &theme.fonts, 60_000);
    assert!(picture.len() <= 60_000, "{}", picture.len());
    let decoded = image::load_from_memory(&picture).expect("a JPEG that another reader reads").to_rgb8();
    assert_eq!(decoded.dimensions(), (1200, 630));
    // The ground is the theme's ember, and white letters stand on it.
    let near = |pixel: &image::Rgb<u8>, colour: [u8; 3]| pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12);
    assert!(near(decoded.get_pixel(5, 5), [0x96, 0x37, 0x0d]), "{:?}", decoded.get_pixel(5, 5));
    assert!(decoded.pixels().filter(|pixel| near(pixel, [255, 255, 255])).count() > 5_000);
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let (svg, theme) = drawing("Jaminan Kematian (JKM)");
    let other = self::theme();
    let print = |fonts| print::pdf(&[svg.clone(), svg.clone()], fonts, Language::Indonesian, "JKM");
    for _ in 0..4 {
        assert_eq!(print(&theme.fonts), print(&other.fonts));
    }
    assert_eq!(paint::jpeg(&svg, &theme.fonts, 60_000), paint::jpeg(&svg, &other.fonts, 60_000));
}

#[test]
fn signs_that_the_font_lacks_are_told_and_replaced() {
    let theme = theme();
    let mut diagnostics = Diagnostics::default();
    let drawings = draw(&preview("JKK ≥ 1 bulan", &theme), &theme, &mut diagnostics).expect("it fits");
    assert!(drawings[0].contains("JKK &gt;= 1 bulan"), "{}", drawings[0]);
    let found: Vec<_> = diagnostics.into_iter().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "huruf-tidak-ada");
}

#[test]
fn a_code_says_what_it_was_given() {
    let code = qr::encode("https://portal.example/manfaat/jkm/index.html").expect("it fits");
    assert_eq!(code.side % 4, 1);
    let mut path = String::new();
    code.push_path(&mut path);
    // The upper left finder begins with a bar of seven modules.
    assert!(path.starts_with("M0 0h7v1h-7z"), "{path}");
    assert!(qr::encode(&"x".repeat(5_000)).is_none());
}

/// Pieces of both weights are measured apart and set apart: none may run into the next.
#[test]
fn no_piece_runs_into_the_next() {
    let theme = theme();
    let content =
        "<b>Pekerja transportasi ojek, sopir, dan kurir</b>: JKK + JKM <b>Rp8.400</b> sampai 31 Desember 2026";
    let markup = format!("<sheet width=\"900\" height=\"100\"><text size=\"20\">{content}</text></sheet>");
    let tree = tree::parse(&markup).expect("a sound sheet");
    let Flow::Fits(pages) = flow::flow(&tree, &|_| 21, &theme.fonts.ruler()) else { panic!("it does not fit") };
    let svg = svg::draw(&tree, &pages[0], &theme.fonts, &|text| qr::encode(text).expect("a code"), "");
    let painted = paint::tree(&svg, &theme.fonts);
    let texts = painted.root().children().iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.abs_bounding_box()),
        _ => None,
    });
    let boxes: Vec<_> = texts.collect();
    assert_eq!(boxes.len(), 4, "{svg}");
    for pair in boxes.windows(2) {
        assert!(pair[0].right() <= pair[1].left() + 0.5, "{pair:?}\n{svg}");
    }
}
