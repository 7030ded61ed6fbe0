//! A tree of boxes → what is drawn where.
//!
//! Type starts as large as the template lets it grow and becomes smaller until everything has
//! room, but never smaller than can be read. If that is not enough, what the template marked as
//! droppable goes, and all is tried again.

use super::line::{self, Lines};
use super::tree::{Align, Element, Kind, Pages, Run, Sheet, Text, Unit};
use crate::theme::font::{Ruler, Weight};

/// Something to draw; places are from the upper left corner, `y` of letters is their line.
#[derive(Debug, PartialEq)]
pub enum Mark {
    Box { x: f64, y: f64, width: f64, height: f64, fill: Option<String>, stroke: Option<(String, f64)>, radius: f64 },
    Letters { x: f64, y: f64, size: f64, weight: Weight, colour: String, text: String },
    Qr { x: f64, y: f64, content: String, size: f64 },
    Icon { x: f64, y: f64, size: f64 },
}

/// What became of a sheet.
pub enum Flow {
    /// The marks of each page.
    Fits(Vec<Vec<Mark>>),
    Overflows(Overflow),
}

/// By how much a sheet is too full at its smallest type.
#[derive(Debug, PartialEq)]
pub struct Overflow {
    /// In lines of its smallest type; at least 1.
    pub lines: usize,
    /// The front matter keys whose texts take most room, the largest first.
    pub keys: Vec<String>,
}

/// One step from a type size to the next smaller one.
const STEP: f64 = 0.94;
/// Below this, nothing becomes smaller any more: every text has reached its least size.
const SMALLEST: f64 = 0.4;
/// Empty border around a QR code, in modules on each side (ISO/IEC 18004).
pub const QUIET_ZONE: usize = 4;

/// Lays a sheet out.
pub fn flow(sheet: &Sheet, modules: &dyn Fn(&str) -> usize, ruler: &Ruler<'_>) -> Flow {
    if sheet.pages == Pages::Many {
        let setting = Setting { scale: 1.0, unit: sheet.unit, keep: u8::MAX, modules, ruler };
        return setting.fill_pages(sheet);
    }
    let highest = highest_drop(&sheet.root);
    for dropped in 0..=highest {
        let mut scale = sheet.grow;
        while scale > SMALLEST {
            let setting = Setting { scale, unit: sheet.unit, keep: highest - dropped, modules, ruler };
            let natural = setting.measure(&sheet.root, sheet.width);
            if natural.fits && natural.height <= sheet.height {
                let mut marks = Vec::new();
                setting.place(
                    &sheet.root,
                    Area { x: 0.0, y: 0.0, width: sheet.width, height: sheet.height },
                    &mut marks,
                );
                return Flow::Fits(vec![marks]);
            }
            scale *= STEP;
        }
    }
    let setting = Setting { scale: SMALLEST, unit: sheet.unit, keep: 0, modules, ruler };
    Flow::Overflows(setting.overflow(sheet))
}

fn highest_drop(element: &Element) -> u8 {
    element.children.iter().map(highest_drop).chain([element.drop]).max().unwrap_or(0)
}

/// One attempt: a type size, and what is left out.
struct Setting<'a> {
    scale: f64,
    unit: Unit,
    /// What has a higher number to be dropped is not there.
    keep: u8,
    /// How many modules a side of the QR code for a text has.
    modules: &'a dyn Fn(&str) -> usize,
    ruler: &'a Ruler<'a>,
}

#[derive(Clone, Copy)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

struct Measured {
    height: f64,
    /// False where a word is wider than its box.
    fits: bool,
}

impl Setting<'_> {
    /// The height a box needs at a width.
    fn measure(&self, element: &Element, width: f64) -> Measured {
        let inner = width - 2.0 * element.pad.1;
        let mut measured = match &element.kind {
            Kind::Stack => {
                let children: Vec<Measured> = self.shown(element).map(|child| self.measure(child, inner)).collect();
                let gaps = self.gap(element) * children.len().saturating_sub(1) as f64;
                Measured {
                    height: children.iter().map(|child| child.height).sum::<f64>() + gaps,
                    fits: children.iter().all(|child| child.fits),
                }
            }
            Kind::Row => {
                let columns = self.columns(element, inner);
                let children = columns.iter().map(|(child, width)| self.measure(child, *width));
                children.fold(Measured { height: 0.0, fits: true }, |row, child| Measured {
                    height: row.height.max(child.height),
                    fits: row.fits && child.fits,
                })
            }
            Kind::Text(text) => {
                let lines = self.lines(text, inner);
                Measured { height: lines.lines.len() as f64 * self.size(text) * text.leading, fits: lines.fits }
            }
            Kind::Space(height) => Measured { height: height * self.scale.min(1.0), fits: true },
            Kind::Rule(_) => Measured { height: element.line, fits: true },
            Kind::Qr(content, size) => {
                let side = self.qr_side(content, *size);
                Measured { height: side, fits: side <= inner + 0.5 }
            }
            Kind::Icon(size) => Measured { height: *size, fits: *size <= inner },
        };
        measured.height += 2.0 * element.pad.0;
        measured
    }

    fn place(&self, element: &Element, area: Area, marks: &mut Vec<Mark>) {
        if element.fill.is_some() || element.stroke.is_some() {
            marks.push(Mark::Box {
                x: area.x,
                y: area.y,
                width: area.width,
                height: area.height,
                fill: element.fill.clone(),
                stroke: element.stroke.clone().map(|colour| (colour, element.line)),
                radius: element.radius,
            });
        }
        let inner = Area {
            x: area.x + element.pad.1,
            y: area.y + element.pad.0,
            width: area.width - 2.0 * element.pad.1,
            height: area.height - 2.0 * element.pad.0,
        };
        match &element.kind {
            Kind::Stack => self.place_stack(element, inner, marks),
            Kind::Row => {
                let mut x = inner.x;
                for (child, width) in self.columns(element, inner.width) {
                    self.place(child, Area { x, width, ..inner }, marks);
                    x += width + self.gap(element);
                }
            }
            Kind::Text(text) => self.place_text(element, text, inner, marks),
            Kind::Space(_) => {}
            Kind::Rule(colour) => marks.push(Mark::Box {
                x: inner.x,
                y: inner.y,
                width: inner.width,
                height: element.line,
                fill: Some(colour.clone()),
                stroke: None,
                radius: 0.0,
            }),
            Kind::Qr(content, size) => {
                let side = self.qr_side(content, *size);
                let x = inner.x + (inner.width - side) * element.align.share();
                let y = inner.y + (inner.height - side).max(0.0) * element.place.share();
                let (x, y) = if self.unit == Unit::Pixel { (x.round(), y.round()) } else { (x, y) };
                marks.push(Mark::Qr { x, y, content: content.clone(), size: side });
            }
            Kind::Icon(size) => {
                let x = inner.x + (inner.width - size) * element.align.share();
                marks.push(Mark::Icon { x, y: inner.y, size: *size });
            }
        }
    }

    /// Fills the first box of a sheet onto as many pages as it takes.
    fn fill_pages(&self, sheet: &Sheet) -> Flow {
        let [body, foot] = sheet.root.children.as_slice() else { unreachable!("a sheet of many pages has two boxes") };
        let foot_height = self.measure(foot, sheet.width).height;
        let room = sheet.height - foot_height - 2.0 * body.pad.0;
        let width = sheet.width - 2.0 * body.pad.1;
        let mut pages: Vec<Vec<(&Element, f64)>> = vec![Vec::new()];
        let mut used = 0.0;
        for (index, element) in body.children.iter().enumerate() {
            let measured = self.measure(element, width);
            if !measured.fits || measured.height > room {
                return Flow::Overflows(self.excess(element, width, room));
            }
            let next = body.children.get(index + 1).filter(|_| element.keep);
            let followed = next.map_or(0.0, |next| self.gap(body) + self.measure(next, width).height);
            let is_empty = pages.last().is_some_and(Vec::is_empty);
            let gap = if is_empty { 0.0 } else { self.gap(body) };
            if !is_empty && used + gap + measured.height + followed > room {
                pages.push(Vec::new());
                used = 0.0;
            } else {
                used += gap;
            }
            used += measured.height;
            pages.last_mut().expect("there is a page").push((element, measured.height));
        }
        let count = pages.len();
        let marks = pages.into_iter().enumerate().map(|(index, elements)| {
            let mut marks = Vec::new();
            let mut y = body.pad.0;
            for (element, height) in elements {
                self.place(element, Area { x: body.pad.1, y, width, height }, &mut marks);
                y += height + self.gap(body);
            }
            let y = sheet.height - foot_height;
            let start = marks.len();
            self.place(foot, Area { x: 0.0, y, width: sheet.width, height: foot_height }, &mut marks);
            number(&mut marks[start..], index + 1, count);
            marks
        });
        Flow::Fits(marks.collect())
    }

    /// By how much one box is too full for a page of its own.
    fn excess(&self, element: &Element, width: f64, room: f64) -> Overflow {
        let mut texts = Vec::new();
        self.collect(element, width, &mut texts);
        Overflow::of(texts, self.measure(element, width).height - room)
    }

    /// What is left of the height goes to the boxes that stretch, in equal parts.
    fn place_stack(&self, element: &Element, area: Area, marks: &mut Vec<Mark>) {
        let children: Vec<&Element> = self.shown(element).collect();
        let heights: Vec<f64> = children.iter().map(|child| self.measure(child, area.width).height).collect();
        let gaps = self.gap(element) * children.len().saturating_sub(1) as f64;
        let left = (area.height - heights.iter().sum::<f64>() - gaps).max(0.0);
        let stretching = children.iter().filter(|child| child.stretch).count();
        let share = if stretching > 0 { left / stretching as f64 } else { 0.0 };
        let mut y = area.y + if stretching == 0 { left * element.place.share() } else { 0.0 };
        for (child, height) in children.into_iter().zip(heights) {
            let height = height + if child.stretch { share } else { 0.0 };
            self.place(child, Area { y, height, ..area }, marks);
            y += height + self.gap(element);
        }
    }

    fn place_text(&self, element: &Element, text: &Text, area: Area, marks: &mut Vec<Mark>) {
        let size = self.size(text);
        let (above, below) = self.ruler.reach();
        let lines = self.lines(text, area.width).lines;
        let line_height = size * text.leading;
        let left = area.height - line_height * lines.len() as f64;
        let top = area.y + left.max(0.0) * element.place.share();
        for (index, line) in lines.into_iter().enumerate() {
            let x = area.x + (area.width - line.width) * element.align.share();
            let y = top + index as f64 * line_height + (line_height - (above + below) * size) / 2.0 + above * size;
            marks.extend(line.pieces.into_iter().map(|piece| Mark::Letters {
                x: x + piece.x,
                y,
                size,
                weight: piece.weight,
                colour: text.colour.clone(),
                text: piece.text,
            }));
        }
    }

    fn shown<'e>(&self, element: &'e Element) -> impl Iterator<Item = &'e Element> {
        let keep = self.keep;
        element.children.iter().filter(move |child| child.drop <= keep)
    }

    /// The boxes of a row with their widths: those without one share what is left.
    fn columns<'e>(&self, row: &'e Element, width: f64) -> Vec<(&'e Element, f64)> {
        let children: Vec<&Element> = self.shown(row).collect();
        let gaps = self.gap(row) * children.len().saturating_sub(1) as f64;
        let fixed = |child: &Element| child.narrow.then(|| self.natural_width(child));
        let taken: f64 = children.iter().filter_map(|child| fixed(child)).sum();
        let sharing = children.iter().filter(|child| fixed(child).is_none()).count().max(1) as f64;
        let share = ((width - gaps - taken) / sharing).max(0.0);
        children.into_iter().map(|child| (child, fixed(child).unwrap_or(share))).collect()
    }

    /// How wide a box is when no line is broken.
    fn natural_width(&self, element: &Element) -> f64 {
        let children = || self.shown(element).map(|child| self.natural_width(child));
        let content = match &element.kind {
            Kind::Stack => children().fold(0.0, f64::max),
            Kind::Row => children().sum::<f64>() + self.gap(element) * children().count().saturating_sub(1) as f64,
            Kind::Text(text) => {
                let lines = self.lines(text, f64::INFINITY).lines;
                let widest = lines.iter().map(|line| line.width).fold(0.0, f64::max);
                widest.max(self.numeral_width(text))
            }
            Kind::Space(_) | Kind::Rule(_) => 0.0,
            Kind::Qr(content, size) => self.qr_side(content, *size),
            Kind::Icon(size) => *size,
        };
        content + 2.0 * element.pad.1
    }

    /// The numbers of a list are columns of one width, whatever their digits.
    fn numeral_width(&self, text: &Text) -> f64 {
        let widest = |run: &Run| {
            let is_number = run.text.chars().all(|c| c.is_ascii_digit());
            let zeros = if is_number { "0".repeat(run.text.len()) } else { String::new() };
            self.ruler.width(&zeros, run.weight)
        };
        text.runs.iter().map(widest).sum::<f64>() * self.size(text)
    }

    fn lines(&self, text: &Text, width: f64) -> Lines {
        line::lines(text, self.size(text), width, self.ruler)
    }

    fn size(&self, text: &Text) -> f64 {
        (text.size * self.scale).min(text.max).max(text.min)
    }

    fn gap(&self, element: &Element) -> f64 {
        element.gap * self.scale.clamp(0.5, 1.25)
    }

    /// A code with its quiet zone.
    fn qr_side(&self, content: &str, size: f64) -> f64 {
        let modules = (self.modules)(content);
        let module = size / modules as f64;
        let module = if self.unit == Unit::Pixel { module.floor().max(1.0) } else { module };
        module * (modules + 2 * QUIET_ZONE) as f64
    }

    fn overflow(&self, sheet: &Sheet) -> Overflow {
        self.excess(&sheet.root, sheet.width, sheet.height)
    }

    fn collect(&self, element: &Element, width: f64, texts: &mut Vec<TextHeight>) {
        let inner = width - 2.0 * element.pad.1;
        match &element.kind {
            Kind::Row => self.columns(element, inner).into_iter().for_each(|(child, w)| self.collect(child, w, texts)),
            Kind::Stack => self.shown(element).for_each(|child| self.collect(child, inner, texts)),
            Kind::Text(text) => {
                let line = self.size(text) * text.leading;
                let height = self.measure(element, width).height;
                texts.push(TextHeight { key: text.key.clone(), line, height });
            }
            Kind::Space(_) | Kind::Rule(_) | Kind::Qr(..) | Kind::Icon(_) => {}
        }
    }
}

impl Overflow {
    fn of(texts: Vec<TextHeight>, excess: f64) -> Self {
        let smallest = texts.iter().map(|text| text.line).fold(f64::INFINITY, f64::min);
        let lines = if smallest.is_finite() { (excess / smallest).ceil().max(1.0) as usize } else { 1 };
        let mut heights: Vec<(String, f64)> = Vec::new();
        for text in texts {
            let Some(key) = text.key else { continue };
            match heights.iter_mut().find(|(other, _)| *other == key) {
                Some((_, height)) => *height += text.height,
                None => heights.push((key, text.height)),
            }
        }
        heights.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { lines, keys: heights.into_iter().map(|(key, _)| key).take(3).collect() }
    }
}

/// Writes the number of a page, and of all pages, into its foot.
fn number(foot: &mut [Mark], page: usize, pages: usize) {
    for mark in foot {
        if let Mark::Letters { text, .. } = mark {
            *text = text.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string());
        }
    }
}

struct TextHeight {
    key: Option<String>,
    line: f64,
    height: f64,
}

impl Align {
    /// How much of the room that is left stands before the content.
    fn share(self) -> f64 {
        match self {
            Self::Start => 0.0,
            Self::Middle => 0.5,
            Self::End => 1.0,
        }
    }
}

#[cfg(test)]
mod tests;
