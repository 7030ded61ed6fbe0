//! Pictures: light, upright, without a word about where and when.

use crate::harness::{self, Built, CONFIG, HOME, write};
use crate::photo::{self, Notes};
use assert_cmd::Command;
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ARTICLE: &str = "---\njudul: Kebun\nringkasan: Kebun kelapa.\n";

fn project(files: &[(&str, &[u8])], article: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    write(folder.path(), "content/kebun/index.md", article);
    for (path, bytes) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
    folder
}

/// A page that shows one file in its text.
fn showing(name: &str, bytes: &[u8]) -> (TempDir, Built) {
    let article = format!("{ARTICLE}---\n\n![Pohon kelapa]({name})\n");
    let project = project(&[(&format!("kebun/{name}"), bytes)], &article);
    let built = build(project.path());
    (project, built)
}

fn build(root: &Path) -> Built {
    let built = harness::build(root, "2026-11-22");
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    built
}

/// Published pictures by file name, without their hash: `foto.720.jpg`.
fn published(built: &Built) -> Vec<(String, &[u8])> {
    let assets = built.files.iter().filter(|(path, _)| {
        path.starts_with("aset/") && !["icon", "cari", "pratinjau"].iter().any(|other| path.contains(other))
    });
    let named = assets.map(|(path, bytes)| {
        let mut parts: Vec<&str> = path.trim_start_matches("aset/").split('.').collect();
        parts.remove(1);
        (parts.join("."), bytes.as_slice())
    });
    named.collect()
}

fn decode(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).expect("a sound picture").into_rgb8()
}

fn assert_is_red(pixels: &RgbImage, x: f32, y: f32) {
    let [red, green, blue] = photo::colour(pixels, x, y).0;
    assert!(red > 150 && green < 90 && blue < 90, "{red} {green} {blue}");
}

fn assert_tells_nothing(bytes: &[u8]) {
    for word in ["Exif", "II*\0", "GPS", "xmpmeta", "Uji", "ftyp", "XMP "] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "it says {word}");
    }
}

#[test]
fn a_photo_of_twelve_megapixels_costs_little_and_tells_nothing() {
    let photo = photo::jpeg(&photo::scene(4000, 3000), Some(Notes { orientation: 6 }));
    let article = format!("{ARTICLE}gambar: {{berkas: foto.jpg, alt: Kebun}}\n---\n\n![Pohon](foto.jpg)\n");
    let project = project(&[("kebun/foto.jpg", &photo)], &article);
    let built = build(project.path());

    assert!(!built.files.contains_key("kebun/foto.jpg"), "the photo itself is not published");
    let files = published(&built);
    assert_eq!(files.len(), 8, "two roles, two widths, two formats");
    for (name, bytes) in &files {
        let pixels = decode(bytes);
        assert_tells_nothing(bytes);
        assert!(pixels.height() > pixels.width(), "{name} stands upright");
        // What the camera saw at the top left is at the top right once the picture is turned.
        assert_is_red(&pixels, 0.95, 0.05);
        assert!(bytes.len() <= if name.contains("720") { 11_700 } else { 5_850 }, "{name}: {}", bytes.len());
    }
    let mut wide: Vec<usize> =
        files.iter().filter(|(name, _)| name.ends_with("720.webp")).map(|(_, bytes)| bytes.len() + 300).collect();
    wide.sort_unstable();
    assert!(wide[0] <= 7_500 && wide[1] <= 12_000 && wide.iter().sum::<usize>() <= 20_000, "{wide:?}");

    let page = built.main("kebun/index.html");
    assert_eq!(page.matches("width=\"720\" height=\"960\"").count(), 2, "{page}");
    assert_eq!(page.matches("loading=\"lazy\"").count(), 1, "only below the lead picture: {page}");
}

#[test]
fn pictures_stand_upright_however_the_camera_was_held() {
    // Where the first stored pixel is seen: EXIF 2.3, tag 0x0112.
    let corners = [
        (0.05, 0.05),
        (0.95, 0.05),
        (0.95, 0.95),
        (0.05, 0.95),
        (0.05, 0.05),
        (0.95, 0.05),
        (0.95, 0.95),
        (0.05, 0.95),
    ];
    let scene = photo::scene(240, 160);
    for (orientation, (x, y)) in (1_u8..).zip(corners) {
        let (_project, built) = showing("foto.jpg", &photo::jpeg(&scene, Some(Notes { orientation })));
        for (name, bytes) in published(&built) {
            let pixels = decode(bytes);
            let expected = if orientation < 5 { (240, 160) } else { (160, 240) };
            assert_eq!((pixels.width(), pixels.height()), expected, "{name}, {orientation}");
            assert_is_red(&pixels, x, y);
        }
    }
}

#[test]
fn small_pictures_are_not_enlarged() {
    let names = |width: u32| {
        let (_project, built) = showing("foto.jpg", &photo::jpeg(&photo::scene(width, 60), None));
        published(&built).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names(100), ["foto.100.jpg", "foto.100.webp"]);
    assert_eq!(names(600), ["foto.360.jpg", "foto.360.webp", "foto.600.jpg", "foto.600.webp"]);
}

#[test]
fn a_picture_full_of_detail_gets_narrower_before_it_gets_ugly() {
    let mut noise = RgbImage::new(800, 600);
    let mut state = 7_u32;
    for value in noise.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *value = (state >> 24) as u8;
    }
    let (_project, built) = showing("foto.jpg", &photo::jpeg(&noise, None));
    for (name, bytes) in published(&built) {
        let most = if name.contains("720") { 11_700 } else { 5_850 };
        assert!(bytes.len() <= most && bytes.len() > most / 2, "{name}: {}", bytes.len());
        assert!(decode(bytes).width() < if name.contains("720") { 720 } else { 360 }, "{name}");
    }
}

#[test]
fn all_kinds_of_jpeg_are_read() {
    let size = (64_u16, 48_u16);
    let count = usize::from(size.0) * usize::from(size.1);
    let encode = |pixels: &[u8], colours: ColorType, progressive: bool| {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 90);
        encoder.set_progressive(progressive);
        encoder.encode(pixels, size.0, size.1, colours).expect("a JPEG");
        bytes
    };
    let red = [210, 20, 30].repeat(count);
    // Cyan, magenta, yellow, black: as ink.
    let ink = [0, 255, 255, 20].repeat(count);
    for photo in [
        encode(&red, ColorType::Rgb, false),
        encode(&red, ColorType::Rgb, true),
        encode(&ink, ColorType::Cmyk, false),
        encode(&ink, ColorType::CmykAsYcck, false),
    ] {
        let (_project, built) = showing("foto.jpg", &photo);
        for (_, bytes) in published(&built) {
            assert_is_red(&decode(bytes), 0.5, 0.5);
        }
    }
    let (_project, built) = showing("foto.jpg", &encode(&[128].repeat(count), ColorType::Luma, false));
    let [red, green, blue] = photo::colour(&decode(published(&built)[0].1), 0.5, 0.5).0;
    assert!([red, green, blue].iter().all(|value| (120..136).contains(value)));
}

#[test]
fn what_shines_through_is_white() {
    let drawing =
        RgbaImage::from_fn(500, 400, |x, _| if x < 250 { Rgba([0, 0, 0, 0]) } else { Rgba([200, 0, 0, 255]) });
    let (_project, built) = showing("denah.png", &png(&drawing.into()));
    for (name, bytes) in published(&built) {
        let pixels = decode(bytes);
        assert!(photo::colour(&pixels, 0.2, 0.5).0.iter().all(|value| *value > 245), "{name}");
        assert_is_red(&pixels, 0.8, 0.5);
    }
}

#[test]
fn a_small_drawing_stays_as_it_was_drawn() {
    let drawing = DynamicImage::from(GrayImage::from_fn(400, 300, |x, y| {
        image::Luma([if (x / 20 + y / 20) % 2 == 0 { 255 } else { 0 }])
    }));
    let (_project, built) = showing("papan.png", &png(&drawing));
    let files = published(&built);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].0, "papan.png");
    assert_eq!(decode(files[0].1), drawing.into_rgb8());
}

#[test]
fn screens_with_few_colours_stay_sharp() {
    let screen = RgbImage::from_fn(720, 500, |x, y| {
        image::Rgb(if (x / 40 + y / 25) % 3 == 0 { [20, 40, 160] } else { [250, 250, 245] })
    });
    // With something behind its end, so that it is too heavy to be kept as it is.
    let (_project, built) = showing("layar.png", &[png(&screen.into()), vec![0; 20_000]].concat());
    let light = published(&built).into_iter().find(|(name, _)| name == "layar.720.webp").expect("a WebP").1.to_vec();
    assert!(light.len() < 4_000, "{}", light.len());
    assert!(light.windows(4).any(|part| part == b"VP8L"), "kept bit for bit");
}

fn png(pixels: &DynamicImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

#[test]
fn photos_to_download_tell_nothing_either() {
    let scene = photo::scene(300, 200);
    let (upright, lying) =
        (photo::jpeg(&scene, Some(Notes { orientation: 1 })), photo::jpeg(&scene, Some(Notes { orientation: 8 })));
    let bare = photo::jpeg(&scene, None);
    let mut webp = std::io::Cursor::new(Vec::new());
    scene.write_to(&mut webp, ImageFormat::WebP).expect("a WebP");
    let article = format!("{ARTICLE}---\n\n[Foto besar](foto.jpg)\n");
    let files: [(&str, &[u8]); 5] = [
        ("kebun/foto.jpg", &upright),
        ("_unduhan/foto.jpg", &upright),
        ("_unduhan/miring.jpeg", &lying),
        ("_unduhan/gambar.png", &with_png_notes(&png(&scene.clone().into()))),
        ("_unduhan/gambar.webp", &with_webp_notes(&webp.into_inner(), 300, 200)),
    ];
    let project = project(&files, &article);
    let built = build(project.path());
    for path in
        ["kebun/foto.jpg", "unduhan/foto.jpg", "unduhan/miring.jpeg", "unduhan/gambar.png", "unduhan/gambar.webp"]
    {
        assert_tells_nothing(&built.files[path]);
    }
    assert_eq!(built.files["kebun/foto.jpg"], bare, "not a bit of the picture changed");
    assert_eq!(built.files["unduhan/foto.jpg"], bare);
    assert_eq!(decode(&built.files["unduhan/gambar.png"]), scene);
    assert_eq!(decode(&built.files["unduhan/gambar.webp"]), scene);
    let turned = decode(&built.files["unduhan/miring.jpeg"]);
    assert_eq!((turned.width(), turned.height()), (200, 300));
    assert_is_red(&turned, 0.05, 0.95);
}

/// Notes before the end of a PNG: a place as EXIF, words as text.
fn with_png_notes(png: &[u8]) -> Vec<u8> {
    use img_parts::png::{Png, PngChunk};
    let mut png = Png::from_bytes(png.to_vec().into()).expect("a PNG");
    let end = png.chunks().len() - 1;
    png.chunks_mut().insert(end, PngChunk::new(*b"eXIf", photo::tiff(1).into()));
    png.chunks_mut().insert(end, PngChunk::new(*b"tEXt", b"Comment\0Uji GPS".to_vec().into()));
    png.encoder().bytes().to_vec()
}

/// The extended form of a WebP, with EXIF and XMP behind the picture.
fn with_webp_notes(webp: &[u8], width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| {
        let padding = if content.len() % 2 == 1 { &[0][..] } else { &[] };
        [name, &(content.len() as u32).to_le_bytes(), content, padding].concat()
    };
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let header = [vec![0b1100, 0, 0, 0], side(width), side(height)].concat();
    let chunks = [
        chunk(b"VP8X", &header),
        webp[12..].to_vec(),
        chunk(b"EXIF", &photo::tiff(1)),
        chunk(b"XMP ", b"<x:xmpmeta/>"),
    ]
    .concat();
    let content = [b"WEBP".as_slice(), &chunks].concat();
    [b"RIFF".as_slice(), &(content.len() as u32).to_le_bytes(), &content].concat()
}

#[test]
fn nothing_is_encoded_twice() {
    let photo = photo::jpeg(&photo::scene(900, 600), None);
    let article = format!("{ARTICLE}---\n\n![Pohon](foto.jpg)\n\n[Sama, terbaring](terbaring.jpg)\n");
    let lying = photo::jpeg(&photo::scene(300, 200), Some(Notes { orientation: 3 }));
    let project = project(&[("kebun/foto.jpg", &photo), ("kebun/terbaring.jpg", &lying)], &article);
    let made = |arguments: &[&str]| -> u64 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        let command =
            command.current_dir(project.path()).args(["build", "--json", "--date", "2026-11-22", "--no-compress"]);
        let output = command.args(arguments).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["made"].as_u64().expect("a number")
    };
    let first = made(&[]);
    assert!(first >= 5, "{first}");
    assert_eq!(made(&[]), 0);
    // Neither for another folder, nor when the words around a picture change, nor when it has another name.
    assert_eq!(made(&["--output", "elsewhere"]), 0);
    write(project.path(), "content/kebun/index.md", &article.replace("Pohon", "Pohon kelapa"));
    assert_eq!(made(&[]), 0);
    fs::rename(project.path().join("content/kebun/foto.jpg"), project.path().join("content/kebun/pohon.jpg"))
        .expect("a name");
    write(project.path(), "content/kebun/index.md", &article.replace("foto.jpg", "pohon.jpg"));
    assert_eq!(made(&[]), 0);
}

#[test]
fn the_same_picture_on_two_pages_is_published_once() {
    let photo = photo::jpeg(&photo::scene(300, 200), None);
    let article = format!("{ARTICLE}---\n\n![Pohon](foto.jpg) dan lagi ![Pohon](foto.jpg)\n");
    let project = project(&[("kebun/foto.jpg", &photo), ("ladang/foto.jpg", &photo)], &article);
    write(project.path(), "content/ladang/index.md", &article.replace("Kebun", "Ladang"));
    assert_eq!(published(&build(project.path())).len(), 2, "as WebP and as JPEG");
}

#[test]
fn a_page_with_many_pictures_shows_them_on_request() {
    let photos: Vec<Vec<u8>> = (0..3).map(|n| photo::jpeg(&photo::scene(1200 + 40 * n, 900), None)).collect();
    let files: Vec<(String, &[u8])> =
        (0..).zip(&photos).map(|(n, photo)| (format!("kebun/{n}.jpg"), &photo[..])).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, photo)| (name.as_str(), *photo)).collect();
    let article = format!("{ARTICLE}---\n\n![Satu](0.jpg)\n\n![Dua](1.jpg)\n\n![Tiga](2.jpg)\n");
    let project = project(&files, &article);
    write(project.path(), "kentongan.yaml", &format!("{CONFIG}hemat_data: 10\n"));
    let page = build(project.path()).main("kebun/index.html");
    assert_eq!(page.matches("<details class=\"photo\"><summary>Lihat gambar: ").count(), 3, "{page}");
    for article in [article.replace("![Tiga](2.jpg)", ""), article] {
        write(project.path(), "content/kebun/index.md", &article);
        write(project.path(), "kentongan.yaml", &format!("{CONFIG}hemat_data: 60\n"));
        assert!(!build(project.path()).main("kebun/index.html").contains("<details"), "{page}");
    }
}
