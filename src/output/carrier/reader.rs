//! Markup of a page's text → blocks of plain text.

use super::plain::{Block, Emphasis, Line, Marker, Run};
use html5gum::{Token, Tokenizer};

/// The blocks of some markup, in reading order. Pictures, marks of footnotes and bare addresses are left out.
pub fn blocks(markup: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in Tokenizer::new(markup).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attribute =
                    |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                let is_photo = attribute(b"class").as_deref() == Some("photo");
                reader.open(&String::from_utf8_lossy(&tag.name), attribute(b"href"), attribute(b"start"));
                if is_photo {
                    reader.in_photo = true;
                    reader.silent += 1;
                }
            }
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.say(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.end(Form::Paragraph);
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Line,
    strong: usize,
    light: usize,
    /// Open elements whose words are not text.
    silent: usize,
    /// Inside a picture that is shown on request.
    in_photo: bool,
    /// Open lists: the number of the next item where they are numbered.
    lists: Vec<Option<usize>>,
    marker: Option<Marker>,
    /// Where the link that is open begins in the line, and where it leads.
    link: Option<(usize, String)>,
    /// The name that the next value of a list of names belongs to.
    name: Option<Line>,
    table: Table,
}

/// The table that is open.
#[derive(Default)]
struct Table {
    is_open: bool,
    in_head: bool,
    head: Vec<String>,
    cells: Vec<Line>,
}

#[derive(Clone, Copy)]
enum Form {
    Heading,
    Paragraph,
}

impl Reader {
    fn open(&mut self, tag: &str, href: Option<String>, start: Option<String>) {
        match tag {
            "b" | "strong" => self.strong += 1,
            "em" | "i" => self.light += 1,
            "br" => self.say(" "),
            "sup" | "style" | "script" | "figcaption" => self.silent += 1,
            "a" => self.link = href.map(|href| (self.line.0.len(), href)),
            "ul" => self.open_list(None),
            "ol" => self.open_list(Some(start.and_then(|start| start.parse().ok()).unwrap_or(1))),
            "li" => {
                self.end(Form::Paragraph);
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Marker::Number(*number - 1)
                    }
                    _ => Marker::Dash,
                });
            }
            "dt" | "dd" | "p" | "div" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "caption" | "blockquote"
            | "pre" | "section" | "details" | "dl" => self.end(Form::Paragraph),
            "table" => {
                self.end(Form::Paragraph);
                self.table = Table { is_open: true, ..Table::default() };
            }
            "thead" => self.table.in_head = true,
            _ => {}
        }
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "details" if self.in_photo => {
                self.in_photo = false;
                self.silent = self.silent.saturating_sub(1);
            }
            "b" | "strong" => self.strong = self.strong.saturating_sub(1),
            "em" | "i" => self.light = self.light.saturating_sub(1),
            "sup" | "style" | "script" | "figcaption" => self.silent = self.silent.saturating_sub(1),
            "a" => self.close_link(),
            "ul" | "ol" => {
                self.end(Form::Paragraph);
                self.lists.pop();
            }
            "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "caption" => self.end(Form::Heading),
            "dt" => self.name = Some(std::mem::take(&mut self.line)),
            "dd" => self.close_value(),
            "td" | "th" if self.table.is_open => self.table.cells.push(tidy(std::mem::take(&mut self.line))),
            "tr" => self.close_row(),
            "thead" => self.table.in_head = false,
            "table" => self.table.is_open = false,
            "p" | "div" | "li" | "blockquote" | "pre" | "section" | "details" | "dl" => self.end(Form::Paragraph),
            _ => {}
        }
    }

    fn open_list(&mut self, number: Option<usize>) {
        self.end(Form::Paragraph);
        self.lists.push(number);
    }

    fn say(&mut self, text: &str) {
        if self.silent > 0 || text.is_empty() {
            return;
        }
        let emphasis = match (self.strong, self.light) {
            (1.., _) => Emphasis::Strong,
            (0, 1..) => Emphasis::Light,
            (0, 0) => Emphasis::None,
        };
        match self.line.0.last_mut().filter(|run| run.emphasis == emphasis && self.link.is_none()) {
            Some(run) => run.text.push_str(text),
            None => self.line.0.push(Run { text: text.to_owned(), emphasis }),
        }
    }

    /// A link whose words are its own address has nothing to say.
    fn close_link(&mut self) {
        let Some((first, href)) = self.link.take() else { return };
        let words: String = self.line.0[first.min(self.line.0.len())..].iter().map(|run| run.text.as_str()).collect();
        let words = words.trim().trim_end_matches('/');
        if href.contains("://") && words.contains('.') && href.contains(words) {
            self.line.0.truncate(first);
        }
    }

    /// `<dd>`: `name: value`; further values of a name follow in the same item.
    fn close_value(&mut self) {
        let mut value = tidy(std::mem::take(&mut self.line));
        if value.is_empty() {
            return;
        }
        // `<b>Rp42.000.000</b> Dibayar sekali.`: on the page the weight parts them, here a full stop must.
        if let [first, rest @ ..] = &value.0[..]
            && first.emphasis == Emphasis::Strong
            && !first.text.ends_with(['.', '?', '!', ':'])
            && rest.iter().flat_map(|run| run.text.chars()).find(|c| *c != ' ').is_some_and(char::is_uppercase)
        {
            value.0.insert(1, Run { text: ".".into(), emphasis: Emphasis::None });
        }
        match (self.name.take().map(tidy), self.blocks.last_mut()) {
            (Some(name), _) => {
                let mut line = Line::plain(format!("{}: ", name.text().trim_end_matches([':', '.'])));
                line.0.extend(value.0);
                self.blocks.push(Block::Item { marker: Marker::Dash, line });
            }
            (None, Some(Block::Item { line, .. })) => {
                line.0.push(Run { text: "; ".into(), emphasis: Emphasis::None });
                line.0.extend(value.0);
            }
            (None, _) => self.blocks.push(Block::Item { marker: Marker::Dash, line: value }),
        }
    }

    fn close_row(&mut self) {
        let cells = std::mem::take(&mut self.table.cells);
        if self.table.in_head {
            self.table.head = cells.iter().map(Line::text).collect();
            return;
        }
        let named = cells.len() > 2 && self.table.head.len() == cells.len();
        let mut line = Line::default();
        let filled = cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        for (place, (column, cell)) in filled.enumerate() {
            let before = ["", ": "].get(place).unwrap_or(&"; ");
            let name = if named && column > 0 { format!("{} ", self.table.head[column]) } else { String::new() };
            line.0.push(Run { text: format!("{before}{name}"), emphasis: Emphasis::None });
            line.0.extend(cell.0);
        }
        let line = tidy(line);
        if !line.is_empty() {
            self.blocks.push(Block::Item { marker: Marker::Dash, line });
        }
    }

    /// Ends the line that is open, as a block of its own.
    fn end(&mut self, form: Form) {
        if self.table.is_open && matches!(form, Form::Paragraph) {
            return;
        }
        let line = tidy(std::mem::take(&mut self.line));
        if line.is_empty() {
            return;
        }
        self.blocks.push(match (form, self.marker.take()) {
            (Form::Heading, _) => Block::Heading(line),
            (Form::Paragraph, Some(marker)) => Block::Item { marker, line },
            (Form::Paragraph, None) => Block::Paragraph(line),
        });
    }
}

/// One space where there are several, none at the ends; empty runs are dropped.
fn tidy(line: Line) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    for run in line.0 {
        let mut text = String::with_capacity(run.text.len());
        for character in run.text.chars() {
            let before = text.chars().last().or_else(|| runs.last().and_then(|run| run.text.chars().last()));
            match character {
                character if !character.is_whitespace() => text.push(character),
                _ if before.is_none_or(|before| before == ' ') => {}
                _ => text.push(' '),
            }
        }
        if !text.is_empty() {
            runs.push(Run { text, emphasis: run.emphasis });
        }
    }
    while let Some(run) = runs.last_mut() {
        run.text.truncate(run.text.trim_end().len());
        if !run.text.is_empty() {
            break;
        }
        runs.pop();
    }
    Line(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> Vec<String> {
        let show = |block: &Block| match block {
            Block::Heading(line) => format!("# {}", line.text()),
            Block::Paragraph(line) => line.text(),
            Block::Item { marker: Marker::Dash, line } => format!("- {}", line.text()),
            Block::Item { marker: Marker::Number(number), line } => format!("{number}. {}", line.text()),
        };
        blocks(markup).iter().map(show).collect()
    }

    #[test]
    fn paragraphs_lists_and_headings_are_blocks() {
        assert_eq!(
            shown(
                "<p>Satu\n <b>dua</b>.</p><h2 id=\"x\">Judul</h2><ol start=\"3\"><li>tiga</li><li><p>empat</p><ul><li>dalam</li></ul></li></ol>"
            ),
            ["Satu dua.", "# Judul", "3. tiga", "4. empat", "- dalam"]
        );
    }

    #[test]
    fn names_and_rows_become_items() {
        assert_eq!(
            shown("<dl><dt>Nama</dt><dd>satu</dd><dd>dua</dd></dl><table><tr><th>A</th><td>1</td></tr></table>"),
            ["- Nama: satu; dua", "- A: 1"]
        );
        assert_eq!(
            shown(
                "<table><thead><tr><th>Gaji</th><th>dua</th><th>tiga</th></tr></thead><tbody><tr><td>1 juta</td><td>8</td><td>28</td></tr></tbody></table>"
            ),
            ["- 1 juta: dua 8; tiga 28"]
        );
    }

    #[test]
    fn addresses_pictures_and_marks_are_left_out() {
        assert_eq!(
            shown(
                "<p>Buka <a href=\"https://a.id/\">a.id</a></p><p><img src=\"x\" alt=\"y\">Lihat<sup>1</sup> <a href=\"b\">sini</a>.</p><details class=\"photo\"><summary>Foto</summary></details><p>Lagi.</p>"
            ),
            ["Buka", "Lihat sini.", "Lagi."]
        );
    }
}
