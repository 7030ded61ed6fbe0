//! The theme's letters, for everything that is printed or painted: one family, text and bold.

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::{SourceFile, SourceTree};
use crate::vocabulary::SourcePath;
use resvg::usvg::fontdb::{Database, Source};
use rustybuzz::{Face, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Text,
    Bold,
}

/// The two fonts of a theme.
pub struct Fonts {
    text: Font,
    bold: Font,
    /// Both, and no other: what is painted never depends on the machine.
    pub database: Arc<Database>,
}

/// One font file.
struct Font {
    bytes: Arc<Vec<u8>>,
    family: String,
    /// As the file says: 400, 700.
    weight: u16,
}

/// How a font is named in a drawing.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    pub family: &'a str,
    pub weight: u16,
}

/// Reads `fonts/text.ttf` and `fonts/bold.ttf`; the built-in ones stand in for what is missing.
pub fn read(source: &SourceTree, folder: &str, built_in: &SourceTree, diagnostics: &mut Diagnostics) -> Fonts {
    let text = read_one(source, folder, built_in, "text.ttf", diagnostics);
    let bold = read_one(source, folder, built_in, "bold.ttf", diagnostics);
    let mut database = Database::new();
    for font in [&text, &bold] {
        database.load_font_source(Source::Binary(font.bytes.clone()));
    }
    Fonts { text, bold, database: Arc::new(database) }
}

fn read_one(
    source: &SourceTree,
    folder: &str,
    built_in: &SourceTree,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Font {
    if let Some((path, bytes)) = bytes_of(source, &format!("{folder}/fonts/{name}")) {
        match Font::new(bytes) {
            Some(font) => return font,
            None => diagnostics.push(diagnostic::template::unreadable_font(Location::file(&path))),
        }
    }
    let (_, bytes) = bytes_of(built_in, &format!("themes/{}/fonts/{name}", super::BUILT_IN))
        .expect("the program comes with its fonts");
    Font::new(bytes).expect("the fonts of the program are sound")
}

fn bytes_of(source: &SourceTree, path: &str) -> Option<(SourcePath, Arc<Vec<u8>>)> {
    let path = SourcePath::new(path)?;
    match source.get(path.as_str())? {
        SourceFile::Asset(asset) => Some((path, asset.font.clone()?)),
        SourceFile::Text(_) => None,
    }
}

impl Font {
    fn new(bytes: Arc<Vec<u8>>) -> Option<Self> {
        let mut database = Database::new();
        let ids = database.load_font_source(Source::Binary(bytes.clone()));
        let face = database.face(*ids.first()?)?;
        let (family, weight) = (face.families.first()?.0.clone(), face.weight.0);
        Face::from_slice(&bytes, 0)?;
        Some(Self { bytes, family, weight })
    }
}

impl Fonts {
    pub fn name(&self, weight: Weight) -> Name<'_> {
        let font = self.font(weight);
        Name { family: &font.family, weight: font.weight }
    }

    pub fn ruler(&self) -> Ruler<'_> {
        Ruler {
            text: Face::from_slice(&self.text.bytes, 0).expect("the font was read before"),
            bold: Face::from_slice(&self.bold.bytes, 0).expect("the font was read before"),
            widths: RefCell::default(),
        }
    }

    fn font(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Text => &self.text,
            Weight::Bold => &self.bold,
        }
    }
}

/// Measures words as they will be set, with their kerning.
pub struct Ruler<'a> {
    text: Face<'a>,
    bold: Face<'a>,
    /// In parts of the type size.
    widths: RefCell<HashMap<(Weight, String), f64>>,
}

impl Ruler<'_> {
    /// How wide a word is, in parts of its type size.
    pub fn width(&self, word: &str, weight: Weight) -> f64 {
        let key = (weight, word.to_owned());
        if let Some(width) = self.widths.borrow().get(&key) {
            return *width;
        }
        let face = self.face(weight);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        let glyphs = rustybuzz::shape(face, &[], buffer);
        let advance: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        let width = f64::from(advance) / f64::from(face.units_per_em());
        self.widths.borrow_mut().insert(key, width);
        width
    }

    /// How far letters reach above and below the line, in parts of the type size.
    pub fn reach(&self) -> (f64, f64) {
        let units = f64::from(self.text.units_per_em());
        (f64::from(self.text.ascender()) / units, f64::from(-self.text.descender()) / units)
    }

    /// True where both fonts can show the character.
    pub fn has(&self, character: char) -> bool {
        [&self.text, &self.bold].into_iter().all(|face| face.glyph_index(character).is_some())
    }

    fn face(&self, weight: Weight) -> &Face<'_> {
        match weight {
            Weight::Text => &self.text,
            Weight::Bold => &self.bold,
        }
    }
}
