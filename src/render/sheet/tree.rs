//! A filled sheet template → a tree of boxes.
//!
//! The language of sheets is small: boxes stand below each other (`stack`) or beside each other
//! (`row`); in them stand texts, QR codes, the portal's icon, rules and space. `ARCHITECTURE.md`
//! lists the elements and their attributes.

use crate::theme::font::Weight;
use resvg::usvg::roxmltree::{Document, Node};

/// One side of paper, or one picture.
pub struct Sheet {
    pub width: f64,
    pub height: f64,
    pub fill: String,
    /// How far type may grow where there is room, as a factor.
    pub grow: f64,
    pub unit: Unit,
    /// Whether what has no room goes on, on another page.
    pub pages: Pages,
    pub root: Element,
}

/// What a length of 1 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Of a picture: the modules of a code cover whole pixels, so that it stays sharp.
    Pixel,
    /// Of paper.
    Point,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    One,
    /// As many as it takes: the first box is filled onto them, the second stands at the foot of each.
    Many,
}

/// A box.
#[derive(Default)]
pub struct Element {
    pub kind: Kind,
    pub children: Vec<Element>,
    /// Left out when there is no room; the highest first. What has 0 always stays.
    pub drop: u8,
    /// Never the last on a page.
    pub keep: bool,
    /// In a row: no wider than its content; the others share the rest.
    pub narrow: bool,
    pub pad: (f64, f64),
    pub gap: f64,
    pub fill: Option<String>,
    pub stroke: Option<String>,
    pub line: f64,
    pub radius: f64,
    /// Takes the height that is left.
    pub stretch: bool,
    pub align: Align,
    /// Where in a higher box its content stands.
    pub place: Align,
}

#[derive(Default)]
pub enum Kind {
    #[default]
    Stack,
    Row,
    Text(Text),
    Space(f64),
    Rule(String),
    /// What the code says, and the width of the code without its quiet zone.
    Qr(String, f64),
    Icon(f64),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Start,
    Middle,
    End,
}

pub struct Text {
    pub runs: Vec<Run>,
    pub size: f64,
    /// Smaller type than this would not be read.
    pub min: f64,
    /// Larger type than this would shout.
    pub max: f64,
    pub leading: f64,
    pub colour: String,
    /// Lines of nearly one length, for headings.
    pub balance: bool,
    /// The front matter key whose text this is, for messages.
    pub key: Option<String>,
}

/// Letters of one weight; `\n` ends a line.
pub struct Run {
    pub weight: Weight,
    pub text: String,
}

/// Reads a sheet.
///
/// # Errors
/// With a sentence for theme makers.
pub fn parse(markup: &str) -> Result<Sheet, String> {
    let document = Document::parse(markup).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "sheet" {
        return Err("a sheet begins with <sheet>".into());
    }
    let pages = if root.attribute("pages") == Some("many") { Pages::Many } else { Pages::One };
    let children = children(root)?;
    if pages == Pages::Many && children.len() != 2 {
        return Err("a sheet of many pages has two boxes: what is filled in, and the foot".into());
    }
    Ok(Sheet {
        pages,
        width: required(root, "width")?,
        height: required(root, "height")?,
        fill: root.attribute("fill").unwrap_or("#fff").to_owned(),
        grow: number(root, "grow", 1.0)?,
        unit: if root.attribute("unit") == Some("px") { Unit::Pixel } else { Unit::Point },
        root: Element { children, stretch: true, ..boxed(root)? },
    })
}

fn element(node: Node<'_, '_>) -> Result<Element, String> {
    let element = boxed(node)?;
    Ok(match node.tag_name().name() {
        "stack" => Element { children: children(node)?, ..element },
        "row" => Element { kind: Kind::Row, children: children(node)?, ..element },
        "text" => Element { kind: Kind::Text(text(node)?), ..element },
        "space" => Element { kind: Kind::Space(number(node, "height", 0.0)?), ..element },
        "spring" => Element { kind: Kind::Space(0.0), stretch: true, ..element },
        "rule" => Element { kind: Kind::Rule(colour(node)), ..element },
        "qr" => {
            let content = node.attribute("content").ok_or("<qr> needs content")?;
            Element { kind: Kind::Qr(content.to_owned(), required(node, "size")?), ..element }
        }
        "icon" => Element { kind: Kind::Icon(required(node, "size")?), ..element },
        other => return Err(format!("sheets know no <{other}>")),
    })
}

fn children(node: Node<'_, '_>) -> Result<Vec<Element>, String> {
    node.children().filter(Node::is_element).map(element).collect()
}

/// What every box may have.
fn boxed(node: Node<'_, '_>) -> Result<Element, String> {
    let pad = node.attribute("pad").unwrap_or("0");
    let sides: Result<Vec<f64>, _> = pad.split_whitespace().map(str::parse).collect();
    let pad = match sides.as_deref() {
        Ok([both]) => (*both, *both),
        Ok([vertical, horizontal]) => (*vertical, *horizontal),
        _ => return Err(format!("pad=\"{pad}\" is not one number or two")),
    };
    Ok(Element {
        kind: Kind::Stack,
        children: Vec::new(),
        drop: number(node, "drop", 0.0)? as u8,
        keep: node.attribute("keep").is_some(),
        narrow: node.attribute("narrow").is_some(),
        pad,
        gap: number(node, "gap", 0.0)?,
        fill: node.attribute("fill").map(str::to_owned),
        stroke: node.attribute("stroke").map(str::to_owned),
        line: number(node, "line", 1.0)?,
        radius: number(node, "radius", 0.0)?,
        stretch: node.attribute("stretch").is_some(),
        align: align(node, "align")?,
        place: align(node, "place")?,
    })
}

fn text(node: Node<'_, '_>) -> Result<Text, String> {
    let size = required(node, "size")?;
    let mut runs = Vec::new();
    let weight = if node.attribute("bold").is_some() { Weight::Bold } else { Weight::Text };
    push_runs(node, weight, &mut runs)?;
    Ok(Text {
        runs,
        size,
        min: number(node, "min", size)?,
        max: number(node, "max", f64::INFINITY)?,
        leading: number(node, "leading", 1.25)?,
        colour: colour(node),
        balance: node.attribute("balance").is_some(),
        key: node.attribute("key").map(str::to_owned),
    })
}

fn push_runs(node: Node<'_, '_>, weight: Weight, runs: &mut Vec<Run>) -> Result<(), String> {
    for child in node.children() {
        match child.tag_name().name() {
            "" => runs.extend(child.text().map(|text| Run { weight, text: text.replace('\n', " ") })),
            "b" => push_runs(child, Weight::Bold, runs)?,
            "br" => runs.push(Run { weight, text: "\n".into() }),
            other => return Err(format!("texts of sheets know no <{other}>")),
        }
    }
    Ok(())
}

fn colour(node: Node<'_, '_>) -> String {
    node.attribute("colour").unwrap_or("#000").to_owned()
}

fn align(node: Node<'_, '_>, name: &str) -> Result<Align, String> {
    match node.attribute(name) {
        None | Some("start") => Ok(Align::Start),
        Some("middle") => Ok(Align::Middle),
        Some("end") => Ok(Align::End),
        Some(other) => Err(format!("{name}=\"{other}\" is not start, middle or end")),
    }
}

fn required(node: Node<'_, '_>, name: &str) -> Result<f64, String> {
    let tag = node.tag_name().name();
    let written = node.attribute(name).ok_or_else(|| format!("<{tag}> needs {name}"))?;
    written.parse().map_err(|_| format!("{name}=\"{written}\" is not a number"))
}

fn number(node: Node<'_, '_>, name: &str, otherwise: f64) -> Result<f64, String> {
    node.attribute(name).map_or(Ok(otherwise), |_| required(node, name))
}
