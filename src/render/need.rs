//! What a finished page asks for besides itself, and how much work it is to show.

use super::Supplies;
use super::compress::{Effort, brotli};
use super::markup::Tag;
use super::weight::HEADERS;
use crate::output::Sizes;
use crate::output::address::file_of;
use crate::vocabulary::{BaseUrl, OutputPath};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

/// Gathers what a page asks for that lies at `path` on a portal at `base`.
pub struct Gathering<'a> {
    path: &'a OutputPath,
    base: &'a str,
    needs: Needs,
    /// What the page's own scripts say, one after the other.
    script: String,
    /// Inside a `script` element that browsers run.
    in_script: bool,
    /// Inside `picture`: the file a phone takes, once a source suits it.
    source: Option<Option<String>>,
    /// How many closed `details` are open as elements: what is lazy in them waits for the reader.
    closed: usize,
    /// A table whose rows have no group yet: the browser makes one.
    in_table: bool,
}

impl<'a> Gathering<'a> {
    pub fn new(path: &'a OutputPath, base: &'a BaseUrl) -> Self {
        Self {
            path,
            base: base.as_str(),
            needs: Needs::default(),
            script: String::new(),
            in_script: false,
            source: None,
            closed: 0,
            in_table: false,
        }
    }

    pub fn needs(mut self, supplies: &dyn Supplies) -> Needs {
        if !self.script.is_empty() {
            self.needs.script = brotli(self.script.as_bytes(), Effort::Best, supplies).len() as u64;
        }
        self.needs
    }

    pub fn start(&mut self, tag: &Tag<'_, '_>) {
        self.needs.elements += 1;
        self.in_script = false;
        match &*tag.name {
            "table" => self.in_table = true,
            "thead" | "tbody" | "tfoot" => self.in_table = false,
            "tr" if self.in_table => {
                self.needs.elements += 1;
                self.in_table = false;
            }
            "details" if self.closed > 0 || tag.attribute("open").is_none() => self.closed += 1,
            "link" => {
                let rel = tag.attribute("rel").unwrap_or_default().to_lowercase();
                if rel.split_whitespace().any(|word| word == "icon") {
                    self.need(tag.attribute("href"), Role::Icon);
                } else if rel.split_whitespace().any(|word| word == "stylesheet") {
                    self.need(tag.attribute("href"), Role::Style);
                }
            }
            "script" if is_run(tag) => {
                self.in_script = true;
                self.need(tag.attribute("src"), Role::Script);
            }
            "picture" => self.source = Some(None),
            "source" if matches!(self.source, Some(None)) && is_shown(tag) => {
                self.source = Some(tag.attribute("srcset").as_deref().and_then(candidate));
            }
            "img" => self.picture(tag),
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        match name {
            "picture" => self.source = None,
            "details" => self.closed = self.closed.saturating_sub(1),
            "table" => self.in_table = false,
            _ => {}
        }
    }

    /// Takes in what stands in the `script` element that was just begun.
    pub fn script(&mut self, text: &str) {
        if self.in_script {
            self.script.push_str(text);
        }
    }

    fn picture(&mut self, tag: &Tag<'_, '_>) {
        let chosen = self.source.take().flatten().map(Cow::Owned);
        let own = || {
            let sized = tag.attribute("srcset").as_deref().and_then(candidate);
            sized.map(Cow::Owned).or_else(|| tag.attribute("src"))
        };
        let is_lazy = tag.attribute("loading").is_some_and(|loading| loading == "lazy");
        match (is_lazy, self.closed > 0) {
            (true, true) => {}
            (true, false) => self.need(chosen.or_else(own), Role::LazyPicture),
            (false, _) => self.need(chosen.or_else(own), Role::Picture),
        }
    }

    fn need(&mut self, address: Option<Cow<'_, str>>, role: Role) {
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

/// True for a script that the browser runs; structured data is none.
fn is_run(tag: &Tag<'_, '_>) -> bool {
    tag.attribute("type").is_none_or(|kind| {
        let kind = kind.trim().to_lowercase();
        kind.is_empty() || kind == "module" || kind.ends_with("javascript")
    })
}

/// True for a source in a form that a phone of our readers shows.
fn is_shown(tag: &Tag<'_, '_>) -> bool {
    let known = ["image/webp", "image/jpeg", "image/png", "image/svg+xml"];
    tag.attribute("media").is_none() && tag.attribute("type").is_none_or(|kind| known.contains(&&*kind))
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
    use crate::theme::style::StyleSheet;

    fn needs(body: &str) -> Needs {
        let path = OutputPath::new("a/b/index.html").expect("a path");
        let base = BaseUrl::new("https://portal-uji.desa/").expect("an address");
        super::super::reading::read(&path, &base, body, &StyleSheet::default(), &NoSupplies).needs
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
