//! What a finished page asks for besides itself, and how much work it is to show.

use super::Supplies;
use super::compress::{Effort, brotli};
use super::weight::HEADERS;
use crate::output::Sizes;
use crate::output::address::file_of;
use crate::vocabulary::{BaseUrl, OutputPath};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use serde::{Deserialize, Serialize};

/// A phone of our readers: its width in CSS pixels, and how many dots each of them has.
const WIDTH: f64 = 360.0;
const DENSITY: f64 = 2.0;

/// What it takes to show a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Elements of the document.
    pub elements: u64,
    /// Scripts that stand in the page, in bytes on the wire.
    pub script: u64,
    /// In the order the page names them, each once.
    pub files: Vec<Need>,
}

/// A file that a browser fetches without being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Its place in the output.
    pub file: String,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    Icon,
    Style,
    Script,
    /// A picture of the first view.
    Picture,
    /// A picture that is fetched when the reader comes near it.
    LazyPicture,
}

impl Needs {
    /// What the pictures weigh on the wire that a page shows without being asked, in bytes.
    pub fn pictures(&self, sizes: &Sizes<'_>) -> u64 {
        let pictures = self.files.iter().filter(|need| need.role.is_picture());
        let weights = pictures.filter_map(|need| sizes(&OutputPath::new(&need.file)?));
        weights.map(|size| size.wire + HEADERS).sum()
    }
}

impl Role {
    pub fn is_picture(self) -> bool {
        match self {
            Self::Picture | Self::LazyPicture => true,
            Self::Icon | Self::Style | Self::Script => false,
        }
    }

    /// True for what the first view waits for or shows.
    pub fn is_at_once(self) -> bool {
        match self {
            Self::Icon | Self::Style | Self::Script | Self::Picture => true,
            Self::LazyPicture => false,
        }
    }
}

/// Reads a page that lies at `path` on a portal at `base`.
pub fn read(path: &OutputPath, base: &BaseUrl, html: &[u8], supplies: &dyn Supplies) -> Needs {
    let mut reader =
        Reader { path, base: base.as_str(), needs: Needs::default(), source: None, closed: 0, in_table: false };
    let mut script = Vec::new();
    let mut in_script = false;
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                reader.start(&tag);
                in_script = *tag.name == b"script" && is_run(&tag);
            }
            Token::EndTag(tag) => {
                reader.end(&tag.name);
                in_script = false;
            }
            Token::String(text) if in_script => script.extend_from_slice(&text),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    if !script.is_empty() {
        reader.needs.script = brotli(&script, Effort::Best, supplies).len() as u64;
    }
    reader.needs
}

struct Reader<'a> {
    path: &'a OutputPath,
    base: &'a str,
    needs: Needs,
    /// Inside `picture`: the file a phone takes, once a source suits it.
    source: Option<Option<String>>,
    /// How many closed `details` are open as elements: what is lazy in them waits for the reader.
    closed: usize,
    /// A table whose rows have no group yet: the browser makes one.
    in_table: bool,
}

impl Reader<'_> {
    fn start(&mut self, tag: &StartTag<()>) {
        self.needs.elements += 1;
        match tag.name.as_slice() {
            b"table" => self.in_table = true,
            b"thead" | b"tbody" | b"tfoot" => self.in_table = false,
            b"tr" if self.in_table => {
                self.needs.elements += 1;
                self.in_table = false;
            }
            b"details" if self.closed > 0 || attribute(tag, "open").is_none() => self.closed += 1,
            b"link" => {
                let rel = attribute(tag, "rel").unwrap_or_default().to_lowercase();
                if rel.split_whitespace().any(|word| word == "icon") {
                    self.need(attribute(tag, "href"), Role::Icon);
                } else if rel.split_whitespace().any(|word| word == "stylesheet") {
                    self.need(attribute(tag, "href"), Role::Style);
                }
            }
            b"script" if is_run(tag) => self.need(attribute(tag, "src"), Role::Script),
            b"picture" => self.source = Some(None),
            b"source" if matches!(self.source, Some(None)) && is_shown(tag) => {
                self.source = Some(attribute(tag, "srcset").as_deref().and_then(candidate));
            }
            b"img" => self.picture(tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"picture" => self.source = None,
            b"details" => self.closed = self.closed.saturating_sub(1),
            b"table" => self.in_table = false,
            _ => {}
        }
    }

    fn picture(&mut self, tag: &StartTag<()>) {
        let chosen = self.source.take().flatten();
        let own = || attribute(tag, "srcset").as_deref().and_then(candidate).or_else(|| attribute(tag, "src"));
        let is_lazy = attribute(tag, "loading").is_some_and(|loading| loading == "lazy");
        match (is_lazy, self.closed > 0) {
            (true, true) => {}
            (true, false) => self.need(chosen.or_else(own), Role::LazyPicture),
            (false, _) => self.need(chosen.or_else(own), Role::Picture),
        }
    }

    fn need(&mut self, address: Option<String>, role: Role) {
        let Some(address) = address else { return };
        let relative = address.strip_prefix(self.base);
        let file = match relative {
            // `404.html` is shown at any address, so it names the portal's own.
            Some(file) => Some(file.to_owned()),
            None => file_of(self.path, &address),
        };
        let Some(file) = file.filter(|file| !file.starts_with("data:")) else { return };
        if !self.needs.files.iter().any(|need| need.file == file) {
            self.needs.files.push(Need { file, role });
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// True for a script that the browser runs; structured data is none.
fn is_run(tag: &StartTag<()>) -> bool {
    attribute(tag, "type").is_none_or(|kind| {
        let kind = kind.trim().to_lowercase();
        kind.is_empty() || kind == "module" || kind.ends_with("javascript")
    })
}

/// True for a source in a form that a phone of our readers shows.
fn is_shown(tag: &StartTag<()>) -> bool {
    let known = ["image/webp", "image/jpeg", "image/png", "image/svg+xml"];
    attribute(tag, "media").is_none() && attribute(tag, "type").is_none_or(|kind| known.contains(&kind.as_str()))
}

/// What a phone takes of `a.jpg 360w, b.jpg 720w`: the smallest that is sharp on it, or else the largest.
fn candidate(srcset: &str) -> Option<String> {
    let candidates: Vec<(f64, &str)> = srcset
        .split(", ")
        .filter_map(|candidate| {
            let candidate = candidate.trim().trim_end_matches(',');
            let (address, size) = candidate.rsplit_once(char::is_whitespace).unwrap_or((candidate, "1x"));
            let density = match size.strip_suffix('w') {
                Some(width) => width.parse::<f64>().ok()? / WIDTH,
                None => size.strip_suffix('x')?.parse().ok()?,
            };
            (!address.is_empty()).then_some((density, address.trim()))
        })
        .collect();
    let sharp = candidates.iter().filter(|(density, _)| *density >= DENSITY).min_by(|a, b| a.0.total_cmp(&b.0));
    let largest = || candidates.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    sharp.or_else(largest).map(|(_, address)| (*address).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::supplies::NoSupplies;

    fn needs(body: &str) -> Needs {
        let path = OutputPath::new("a/b/index.html").expect("a path");
        let base = BaseUrl::new("https://portal-uji.desa/").expect("an address");
        read(&path, &base, body.as_bytes(), &NoSupplies)
    }

    fn files(body: &str) -> Vec<(String, Role)> {
        needs(body).files.into_iter().map(|need| (need.file, need.role)).collect()
    }

    #[test]
    fn what_a_first_visit_fetches_is_told_from_what_waits() {
        let found = files(
            "<link rel=icon href=../../icon.svg><link rel=canonical href=x.html><script src=../s.js></script>\
             <img src=satu.jpg><img src=dua.jpg loading=lazy><img src=satu.jpg><img src=data:image/png;base64,AA==>\
             <details><img src=tiga.jpg loading=lazy></details><details open><img src=empat.jpg loading=lazy></details>\
             <img src=https://lain.desa/a.png><img src=https://portal-uji.desa/lima.png>",
        );
        let expected = [
            ("icon.svg", Role::Icon),
            ("a/s.js", Role::Script),
            ("a/b/satu.jpg", Role::Picture),
            ("a/b/dua.jpg", Role::LazyPicture),
            ("a/b/empat.jpg", Role::LazyPicture),
            ("lima.png", Role::Picture),
        ];
        assert_eq!(found, expected.map(|(file, role)| (file.to_owned(), role)));
    }

    #[test]
    fn a_phone_takes_the_smallest_picture_that_is_sharp_on_it() {
        let check = |body: &str, expected: &str| assert_eq!(files(body)[0].0, format!("a/b/{expected}"), "{body}");
        check(r#"<img srcset="a.jpg 360w, b.jpg 720w, c.jpg 1080w" src=a.jpg>"#, "b.jpg");
        check(r#"<img srcset="a.jpg 300w, b.jpg 500w" src=a.jpg>"#, "b.jpg");
        check(r#"<img srcset="a.jpg, b.jpg 2x" src=a.jpg>"#, "b.jpg");
        check(
            r#"<picture><source type=image/avif srcset="x.avif 720w"><source type=image/webp srcset="a.webp 360w, b.webp 720w"><img src=c.jpg></picture>"#,
            "b.webp",
        );
        check("<img src=c.jpg>", "c.jpg");
    }

    #[test]
    fn elements_are_those_of_the_document() {
        assert_eq!(needs("<html><head></head><body><p>a<br>b</p></body></html>").elements, 5);
        assert_eq!(needs("<table><tr><td>1<tr><td>2</table>").elements, 6, "with the group of rows");
        assert_eq!(needs("<table><thead><tr><th>1</thead><tbody><tr><td>2</table>").elements, 7);
    }

    #[test]
    fn only_scripts_that_run_count() {
        assert_eq!(
            needs("<script type=application/ld+json>{\"a\": \"<img src=x.jpg>\"}</script>"),
            Needs { elements: 1, ..Needs::default() }
        );
        assert!(needs("<script>document.title='<p>'</script>").script > 5);
    }
}
