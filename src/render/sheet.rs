//! A sheet's view → a picture (JPEG) or a file to print (PDF).
//!
//! ```text
//! view ─template→ markup ─tree→ boxes ─flow→ marks ─svg→ drawing ─paint→ JPEG
//!                                                               └─print→ PDF
//! ```
//!
//! One drawing, two uses: what is forwarded and what is printed cannot differ.

mod flow;
mod line;
mod paint;
mod print;
mod qr;
mod svg;
mod tree;

use super::supplies::{Supplies, remembered};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::output::carrier::sheet::{Format, RECIPE, Sheet};
use crate::theme::Theme;
use crate::theme::font::Ruler;
use flow::{Flow, Overflow};
use tree::{Element, Kind};

/// Makes a sheet; nothing where it cannot be made, after that was reported.
pub fn make(sheet: &Sheet, theme: &Theme, supplies: &dyn Supplies, diagnostics: &mut Diagnostics) -> Vec<u8> {
    let Some(drawings) = draw(sheet, theme, diagnostics) else { return Vec::new() };
    let recipe = format!("{RECIPE} {:?} {} {}", sheet.format, sheet.language.code(), sheet.title);
    let material = drawings.join("\n");
    let made = remembered(supplies, &recipe, material.as_bytes(), || match sheet.format {
        Format::Jpeg { limit } => paint::jpeg(&drawings[0], &theme.fonts, limit),
        Format::Pdf => print::pdf(&drawings, &theme.fonts, sheet.language, &sheet.title),
    });
    match sheet.format {
        Format::Jpeg { limit } if made.len() > limit => {
            diagnostics.push(diagnostic::sheet::too_heavy(sheet.place(None), &sheet.name, made.len(), limit));
        }
        Format::Jpeg { .. } | Format::Pdf => {}
    }
    made
}

/// The pages of a sheet as SVG drawings: one, unless the template lets it go on.
fn draw(sheet: &Sheet, theme: &Theme, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let template = sheet.template;
    let broken = |detail: &str| {
        let location = crate::vocabulary::SourcePath::new(&format!("themes/{}/templates/{template}", theme.name));
        let location = location.map_or_else(Location::project, |path| Location::file(&path));
        diagnostic::template::failed(location, sheet.path.as_str(), detail)
    };
    let markup = match theme.render(template, &sheet.context) {
        Ok(markup) => markup,
        Err(failure) => {
            diagnostics.push(diagnostic::template::failed(failure.location, sheet.path.as_str(), &failure.detail));
            return None;
        }
    };
    let mut tree = match tree::parse(&markup) {
        Ok(tree) => tree,
        Err(detail) => {
            diagnostics.push(broken(&detail));
            return None;
        }
    };
    let ruler = theme.fonts.ruler();
    let strange = replace_strange(&mut tree.root, &ruler);
    if !strange.is_empty() {
        diagnostics.push(diagnostic::sheet::strange_letters(sheet.place(None), &strange));
    }
    if let Some(address) = unencodable(&tree.root) {
        diagnostics.push(broken(&format!("no QR code can hold \"{address}\"")));
        return None;
    }
    let code = |text: &str| qr::encode(text).expect("each text was encoded once before");
    match flow::flow(&tree, &|text| code(text).side, &ruler) {
        Flow::Fits(pages) => {
            let icon = String::from_utf8_lossy(&theme.icon);
            Some(pages.iter().map(|marks| svg::draw(&tree, marks, &theme.fonts, &code, &icon)).collect())
        }
        Flow::Overflows(Overflow { lines, keys }) => {
            let place = sheet.place(keys.first().map(String::as_str));
            diagnostics.push(diagnostic::sheet::overflow(place, &sheet.name, lines, &keys));
            None
        }
    }
}

/// Puts letters the font has in the place of those it lacks; returns what was replaced, each once.
fn replace_strange(element: &mut Element, ruler: &Ruler<'_>) -> Vec<char> {
    let mut strange = Vec::new();
    if let Kind::Text(text) = &mut element.kind {
        for run in &mut text.runs {
            let lacks = |c: &char| !c.is_whitespace() && !ruler.has(*c);
            strange.extend(run.text.chars().filter(lacks));
            if run.text.chars().any(|c| lacks(&c)) {
                let shown = |c: char| {
                    if lacks(&c) { deunicode::deunicode_char(c).unwrap_or("").to_owned() } else { c.to_string() }
                };
                run.text = run.text.chars().map(shown).collect();
            }
        }
    }
    for child in &mut element.children {
        strange.extend(replace_strange(child, ruler));
    }
    strange.sort_unstable();
    strange.dedup();
    strange
}

fn unencodable(element: &Element) -> Option<&str> {
    let own = match &element.kind {
        Kind::Qr(content, _) if qr::encode(content).is_none() => Some(content.as_str()),
        _ => None,
    };
    own.or_else(|| element.children.iter().find_map(unencodable))
}

#[cfg(test)]
mod tests;
