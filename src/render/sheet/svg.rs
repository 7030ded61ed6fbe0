//! What is drawn where → one SVG drawing.

use super::flow::{Mark, QUIET_ZONE};
use super::qr::Code;
use super::tree::Sheet;
use crate::theme::font::Fonts;
use crate::vocabulary::html::push_escaped;
use std::fmt::Write as _;

/// Draws the marks of a sheet. `code` makes the QR code of a text, `icon` is the portal's own.
pub fn draw(sheet: &Sheet, marks: &[Mark], fonts: &Fonts, code: &dyn Fn(&str) -> Code, icon: &str) -> String {
    let (width, height) = (Number(sheet.width), Number(sheet.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
    );
    push(&mut svg, &background(sheet), fonts, code, icon);
    for mark in marks {
        push(&mut svg, mark, fonts, code, icon);
    }
    svg.push_str("</svg>");
    svg
}

fn background(sheet: &Sheet) -> Mark {
    Mark::Box {
        x: 0.0,
        y: 0.0,
        width: sheet.width,
        height: sheet.height,
        fill: Some(sheet.fill.clone()),
        stroke: None,
        radius: 0.0,
    }
}

fn push(svg: &mut String, mark: &Mark, fonts: &Fonts, code: &dyn Fn(&str) -> Code, icon: &str) {
    match mark {
        Mark::Box { x, y, width, height, fill, stroke, radius } => {
            // A line is drawn inside its box.
            let inset = stroke.as_ref().map_or(0.0, |(_, line)| line / 2.0);
            let (x, y) = (Number(x + inset), Number(y + inset));
            let (width, height) = (Number((width - 2.0 * inset).max(0.0)), Number((height - 2.0 * inset).max(0.0)));
            let _ = write!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            if *radius > 0.0 {
                let _ = write!(svg, " rx=\"{}\"", Number(*radius));
            }
            attribute(svg, "fill", fill.as_deref().unwrap_or("none"));
            if let Some((colour, line)) = stroke {
                attribute(svg, "stroke", colour);
                let _ = write!(svg, " stroke-width=\"{}\"", Number(*line));
            }
            svg.push_str("/>");
        }
        Mark::Letters { x, y, size, weight, colour, text } => {
            let name = fonts.name(*weight);
            let (x, y, size) = (Number(*x), Number(*y), Number(*size));
            let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{}\"", name.weight);
            attribute(svg, "font-family", &format!("'{}'", name.family));
            attribute(svg, "fill", colour);
            svg.push('>');
            push_escaped(svg, text);
            svg.push_str("</text>");
        }
        Mark::Qr { x, y, content, size } => {
            let code = code(content);
            let module = size / (code.side + 2 * QUIET_ZONE) as f64;
            let (left, top) = (Number(*x), Number(*y));
            let side = Number(*size);
            let _ = write!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>");
            let start = QUIET_ZONE as f64 * module;
            let (left, top) = (Number(x + start), Number(y + start));
            let _ = write!(svg, "<path transform=\"translate({left} {top}) scale({:.5})\" d=\"", module);
            code.push_path(svg);
            svg.push_str("\"/>");
        }
        Mark::Icon { x, y, size } => {
            let (x, y, size) = (Number(*x), Number(*y), Number(*size));
            let icon = icon.trim_start();
            // The icon is a drawing of its own; it only gets a place and a size.
            if let Some(rest) = icon.strip_prefix("<svg") {
                let _ = write!(svg, "<svg x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\"{rest}");
            }
        }
    }
}

fn attribute(svg: &mut String, name: &str, value: &str) {
    let _ = write!(svg, " {name}=\"");
    push_escaped(svg, value);
    svg.push('"');
}

/// A length with at most two decimals, without zeros at its end.
struct Number(f64);

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.2}", self.0);
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}
