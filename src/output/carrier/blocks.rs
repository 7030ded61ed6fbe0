//! A page's text as blocks for paper: paragraphs, headings, list items, rows of tables, one below the other.

use crate::vocabulary::Html;
use crate::vocabulary::html::push_escaped;
use html5gum::{Token, Tokenizer};
use serde::Serialize;

/// A block, with its letters as the markup of sheets: escaped, and bold where they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    pub kind: Kind,
    /// `•` or `2.` before an item; empty for what goes on under it.
    pub marker: String,
    pub text: Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Heading,
    Paragraph,
    Item,
}

/// Reads the blocks of a page's markup. Pictures, and where links lead, stay on the page.
pub fn blocks(markup: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in Tokenizer::new(markup).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&String::from_utf8_lossy(&tag.name)),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.letters(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    reader.finish_block();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    is_heading: bool,
    marker: Option<String>,
    /// The lists around: the number of the last item, or none for a list of bullets.
    lists: Vec<Option<usize>>,
    /// Elements that make bold, still open.
    bold: usize,
    /// Cells of the row so far.
    cells: usize,
    /// Elements whose letters nobody reads, still open.
    hidden: usize,
}

impl Reader {
    fn start(&mut self, name: &str) {
        match name {
            "h2" | "h3" | "h4" | "summary" | "caption" => {
                self.finish_block();
                self.is_heading = true;
            }
            "p" | "blockquote" | "table" | "div" | "section" | "details" => self.finish_block(),
            "tr" | "dt" => {
                self.finish_block();
                self.cells = 0;
                if name == "dt" {
                    self.bold(1);
                }
            }
            "th" | "td" | "dd" => {
                let separator = if self.cells == 1 || name == "dd" { ": " } else { "; " };
                if !self.text.trim().is_empty() {
                    self.text.push_str(separator);
                }
                self.cells += 1;
            }
            "ul" => {
                self.finish_block();
                self.lists.push(None);
            }
            "ol" => {
                self.finish_block();
                self.lists.push(Some(0));
            }
            "li" => {
                self.finish_block();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}.")
                    }
                    Some(None) | None => "•".into(),
                });
            }
            "b" | "strong" => self.bold(1),
            "br" => self.text.push(' '),
            "script" | "style" | "svg" => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "h2" | "h3" | "h4" | "summary" | "caption" | "p" | "blockquote" | "table" | "tr" | "li" | "dd" | "div"
            | "section" | "details" => self.finish_block(),
            "dt" => self.bold(-1),
            "ul" | "ol" => {
                self.finish_block();
                self.lists.pop();
            }
            "b" | "strong" => self.bold(-1),
            "script" | "style" | "svg" => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    fn bold(&mut self, change: isize) {
        let before = self.bold;
        self.bold = before.saturating_add_signed(change);
        match (before, self.bold) {
            (0, 1) => self.text.push_str("<b>"),
            (1, 0) => self.text.push_str("</b>"),
            _ => {}
        }
    }

    fn letters(&mut self, letters: &str) {
        if self.hidden == 0 {
            push_escaped(&mut self.text, letters);
        }
    }

    fn finish_block(&mut self) {
        // What is bold stays so in its own block only.
        if std::mem::take(&mut self.bold) > 0 {
            self.text.push_str("</b>");
        }
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ").replace("<b></b>", "");
        self.text.clear();
        let is_heading = std::mem::take(&mut self.is_heading);
        if text.is_empty() {
            return;
        }
        let kind = match () {
            () if is_heading => Kind::Heading,
            () if self.lists.is_empty() => Kind::Paragraph,
            () => Kind::Item,
        };
        let marker = self.marker.take().unwrap_or_default();
        self.blocks.push(Block { kind, marker, text: Html::trusted(text) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str) -> Vec<String> {
        let line = |block: &Block| format!("{:?} {}|{}", block.kind, block.marker, block.text.as_str());
        blocks(markup).iter().map(line).collect()
    }

    #[test]
    fn a_page_becomes_lines() {
        let markup = "<h2 id=\"a\">Jumlah &amp; syarat</h2><p>Uang <strong>tunai</strong>\nuntuk <a href=\"#\">keluarga</a>.</p>";
        assert_eq!(shown(markup), ["Heading |Jumlah &amp; syarat", "Paragraph |Uang <b>tunai</b> untuk keluarga."]);
    }

    #[test]
    fn lists_keep_their_marks() {
        let markup = "<ol><li>Satu</li><li><p>Dua</p><p>Lanjut</p></li></ol><ul><li>Tiga</li></ul>";
        assert_eq!(shown(markup), ["Item 1.|Satu", "Item 2.|Dua", "Item |Lanjut", "Item •|Tiga"]);
    }

    #[test]
    fn tables_become_rows() {
        let markup = "<table><tr><th>Total</th><td>Rp42.000.000</td><td>sekali</td></tr></table><dl><dt>Biaya</dt><dd>Gratis</dd></dl>";
        assert_eq!(shown(markup), ["Paragraph |Total: Rp42.000.000; sekali", "Paragraph |<b>Biaya</b>: Gratis"]);
    }
}
