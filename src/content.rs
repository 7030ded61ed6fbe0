//! SourceTree → Content: every document, parsed and typed, and every file published as it is.

pub mod article;
pub mod benefit;
pub mod edition;
pub mod event;
pub mod front_matter;
pub mod kind;
pub mod partner;
pub mod procedure;
pub mod question;
pub mod schedule;
pub mod section;

pub use kind::{Details, Kind};

use crate::config::Config;
use crate::config::budget::{self, OwnBudget};
use crate::diagnostic::{self, Diagnostics, Location};
use crate::markdown::shortcode::{InlineText, Signatures, parse_inline};
use crate::markdown::{self, Body};
use crate::source::{SourceFile, SourceTree, TextFile, memo};
use crate::theme::Theme;
use crate::vocabulary::{Date, Language, Slug, SourcePath, TimeZone};
use crate::yaml::table::{Fields, Reading};
use crate::yaml::{Content as YamlContent, Node, Spanned};
use edition::Edition;
use kind::FolderKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// All documents of a portal, in path order.
#[derive(Debug, Default)]
pub struct Content {
    /// Shared with whoever remembers them until their file changes.
    pub documents: Vec<Arc<Document>>,
    /// Files that pages may show or offer, by source path.
    pub assets: Vec<SourcePath>,
    /// Pages that are there and were reported as unreadable, in path order.
    pub unsound: BTreeSet<SourcePath>,
    /// What was handed out, each with the place of its code.
    pub editions: Vec<Spanned<Edition>>,
}

/// One parsed source file.
#[derive(Clone, Debug)]
pub struct Document {
    pub common: Common,
    pub details: Details,
}

/// What every document has, whatever its kind.
#[derive(Clone, Debug)]
pub struct Common {
    pub path: SourcePath,
    pub language: Language,
    /// The path below `content/` without language and ending: `manfaat/jkk`; a section's is its folder.
    pub stem: String,
    pub title: InlineText,
    pub description: InlineText,
    /// The title in the menu, where the full one is too long.
    pub menu_title: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub reviewed: Option<Date>,
    /// When it must be checked again, where the author says so.
    pub review_by: Option<Date>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Why it may stay although its review is overdue.
    pub review_deferred: Option<String>,
    pub sources: Vec<Citation>,
    pub draft: bool,
    pub publish_at: Option<Date>,
    /// The last day on which the document is published.
    pub expires: Option<Date>,
    pub slug: Option<Spanned<Slug>>,
    pub aliases: Vec<Spanned<String>>,
    pub weight: i64,
    pub regions: Vec<Spanned<String>>,
    pub occupations: Vec<Spanned<String>>,
    pub topics: Vec<Spanned<String>>,
    /// What a reader can do with it, each as the end of "Saya ingin …".
    pub tasks: Vec<InlineText>,
    pub image: Option<Image>,
    /// Words of its own for WhatsApp, in place of the body.
    pub whatsapp: Option<InlineText>,
    /// Words of its own for SMS.
    pub sms: Option<InlineText>,
    pub example: bool,
    pub consent: Option<Consent>,
    /// What this page may weigh, where that is not what its kind may.
    pub budget: Option<OwnBudget>,
    pub body: Body,
    pub hash: blake3::Hash,
}

/// Where a document's statements come from.
#[derive(Clone, Debug)]
pub enum Citation {
    /// A source of the facts, by its id.
    Known(Spanned<String>),
    Written {
        title: String,
        url: Option<String>,
        date: Option<String>,
    },
}

#[derive(Clone, Debug)]
pub struct Image {
    pub file: Spanned<String>,
    pub alt: String,
}

/// Somebody's leave to show their telephone number or face.
#[derive(Clone, Debug)]
pub struct Consent {
    pub until: Option<Date>,
}

/// Decodes one document's fields; handed to the kinds.
pub struct Decoder<'a> {
    pub path: &'a SourcePath,
    pub fields: &'a Fields,
    pub signatures: &'a Signatures,
    pub diagnostics: &'a mut Diagnostics,
}

impl Decoder<'_> {
    pub fn text(&self, key: &str) -> Option<String> {
        self.fields.text(key).map(|text| text.value)
    }

    /// A text that may hold inline shortcodes.
    pub fn inline(&mut self, key: &str) -> Option<InlineText> {
        let text = self.fields.text(key)?;
        Some(parse_inline(self.path, &text, self.signatures, self.diagnostics))
    }

    pub fn inline_list(&mut self, key: &str) -> Vec<InlineText> {
        let texts = self.fields.texts(key);
        texts.iter().map(|text| parse_inline(self.path, text, self.signatures, self.diagnostics)).collect()
    }

    /// The same for a map inside the front matter.
    pub fn inside<'b>(&'b mut self, fields: &'b Fields) -> Decoder<'b> {
        Decoder { path: self.path, fields, signatures: self.signatures, diagnostics: self.diagnostics }
    }
}

/// Documents as they were parsed, until their file changes or what it is read by.
pub type Memo = memo::Memo<Basis, Parsed>;

/// All that a document hangs on besides its path.
#[derive(Debug, PartialEq, Eq)]
pub struct Basis {
    hash: blake3::Hash,
    /// What its folder says of its kind.
    folder: FolderKind,
    /// Whose shortcodes it may use.
    theme: blake3::Hash,
    zone: TimeZone,
}

/// What became of one file.
#[derive(Debug)]
pub struct Parsed {
    document: Option<Arc<Document>>,
    problems: Diagnostics,
}

/// Parses every document in parallel but for those that `memo` knows; problems come out in path order.
pub fn parse(
    source: &SourceTree,
    config: &Config,
    theme: &Theme,
    memo: &mut Memo,
    diagnostics: &mut Diagnostics,
) -> Content {
    let mut content = Content { editions: edition::parse(source, config, diagnostics), ..Content::default() };
    let mut files: Vec<(&SourcePath, &Arc<TextFile>)> = Vec::new();
    for (path, file) in source.below("content") {
        match file {
            SourceFile::Text(file) if path.extension() == "md" && !is_private(path) => files.push((path, file)),
            SourceFile::Text(_) => {}
            SourceFile::Asset(_) => content.assets.push(path.clone()),
        }
    }
    let kinds = kinds_of_folders(source, &files);
    let bases = files.iter().map(|(path, file)| {
        let folder = FolderKind::of(&name_parts(path).0, &kinds);
        (*path, Basis { hash: file.hash, folder, theme: theme.version, zone: config.zone }, file.as_ref())
    });
    let read = |path: &SourcePath, basis: &Basis, file: &TextFile| {
        let mut problems = Diagnostics::default();
        let raw = read_document(path, file, theme, &mut problems);
        let document = raw.and_then(|raw| decode(raw, basis.folder, config.zone, theme, &mut problems));
        Parsed { document: document.map(Arc::new), problems }
    };
    for ((path, _), parsed) in files.iter().zip(memo.of_each(bases.collect(), read)) {
        diagnostics.extend(parsed.problems.clone());
        match &parsed.document {
            Some(document) => content.documents.push(Arc::clone(document)),
            None => {
                content.unsound.insert(SourcePath::clone(path));
            }
        }
    }
    content.unsound.extend(source.unreadable().cloned());
    content
}

/// The kind each folder's `_index.md` gives its pages; `None` where what it says is reported.
fn kinds_of_folders(source: &SourceTree, files: &[(&SourcePath, &Arc<TextFile>)]) -> BTreeMap<String, Option<Kind>> {
    let written = files.iter().filter_map(|(path, file)| {
        if !path.file_name().starts_with("_index.") {
            return None;
        }
        let (stem, language, is_section) = name_parts(path);
        if !is_section || language != Language::Indonesian {
            return None;
        }
        let kind = match front_matter(path, file) {
            Some(front) => Kind::from_name(raw_text(&front, ["jenis", "type"])?.0),
            None => None,
        };
        Some((stem, kind))
    });
    let unreadable = source.unreadable().filter(|path| path.file_name() == "_index.md");
    written.chain(unreadable.map(|path| (name_parts(path).0, None))).collect()
}

/// The front matter alone; its problems are reported when the document is parsed.
fn front_matter(path: &SourcePath, file: &TextFile) -> Option<Node> {
    let mut unheard = Diagnostics::default();
    let (front, _) = front_matter::split(path, &file.text, &mut unheard)?;
    crate::yaml::parse(path, &file.text, front, &mut unheard)
}

/// The folders below `content/` whose `_index.md` gives their pages a kind, in path order.
pub fn folders_of_kind(source: &SourceTree, kind: Kind) -> Vec<String> {
    let sections = source.below("content").filter_map(|(path, file)| match file {
        SourceFile::Text(file) if path.file_name() == "_index.md" && !is_private(path) => Some((path, file)),
        _ => None,
    });
    sections
        .filter_map(|(path, file)| {
            let front = front_matter(path, file)?;
            let (name, _) = raw_text(&front, ["jenis", "type"])?;
            (Kind::from_name(name) == Some(kind)).then(|| name_parts(path).0)
        })
        .collect()
}

/// A document whose front matter is a tree and whose body is parsed, but whose kind is not known yet.
pub struct Raw<'a> {
    pub path: &'a SourcePath,
    pub file: &'a TextFile,
    pub front: Node,
    pub body: Body,
    pub language: Language,
    pub stem: String,
    pub is_section: bool,
}

fn read_document<'a>(
    path: &'a SourcePath,
    file: &'a TextFile,
    theme: &Theme,
    diagnostics: &mut Diagnostics,
) -> Option<Raw<'a>> {
    let (front, body) = front_matter::split(path, &file.text, diagnostics)?;
    let front = crate::yaml::parse(path, &file.text, front, diagnostics)?;
    // A library that panics on a page must not take the others with it.
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut problems = Diagnostics::default();
        let body = markdown::parse(path, &file.text, body, &theme.shortcodes, &mut problems);
        (body, problems)
    }));
    let Ok((body, problems)) = parsed else {
        diagnostics.push(diagnostic::content::unreadable_body(Location::file(path)));
        return None;
    };
    diagnostics.extend(problems);
    let (stem, language, is_section) = name_parts(path);
    Some(Raw { path, file, front, body: body?, language, stem, is_section })
}

/// `content/manfaat/jkk.en.md` → `manfaat/jkk`, English, not a section.
fn name_parts(path: &SourcePath) -> (String, Language, bool) {
    let name = path.file_name();
    let name = name.get(..name.len() - ".md".len()).unwrap_or(name);
    let (name, language) = match name.rsplit_once('.') {
        Some((rest, code)) => match Language::from_code(code) {
            Some(language) => (rest, language),
            None => (name, Language::Indonesian),
        },
        None => (name, Language::Indonesian),
    };
    let folder = path.folder().strip_prefix("content").unwrap_or_default().trim_start_matches('/');
    match name {
        "_index" => (folder.to_owned(), language, true),
        "index" => (folder.to_owned(), language, false),
        name if folder.is_empty() => (name.to_owned(), language, false),
        name => (format!("{folder}/{name}"), language, false),
    }
}

/// Files below a folder whose name begins with `_` are not pages.
fn is_private(path: &SourcePath) -> bool {
    path.folder().split('/').any(|folder| folder.starts_with('_'))
}

fn decode(
    raw: Raw<'_>,
    folder: FolderKind,
    zone: TimeZone,
    theme: &Theme,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let kind = if raw.is_section { Kind::Section } else { kind::of_page(&raw, folder, diagnostics)? };
    let reading = Reading { path: raw.path, zone };
    let fields = Fields::decode(&raw.front, kind.table(), reading, diagnostics);
    let mut decoder = Decoder { path: raw.path, fields: &fields, signatures: &theme.shortcodes, diagnostics };
    let details = kind.decode(&mut decoder);
    let title = decoder.inline("judul").unwrap_or_default();
    let description = decoder.inline("ringkasan").unwrap_or_default();
    let (whatsapp, sms) = (decoder.inline("wa"), decoder.inline("sms"));
    let tasks = decoder.inline_list("ingin");
    let common = Common {
        path: raw.path.clone(),
        language: raw.language,
        stem: raw.stem,
        title,
        description,
        menu_title: decoder.text("judul_menu"),
        date: fields.date("tanggal"),
        updated: fields.date("diperbarui"),
        reviewed: fields.date("diperiksa"),
        review_by: fields.date("periksa_lagi"),
        owner: fields.text("penanggung_jawab").map(|text| text.value),
        review_deferred: fields.text("tinjau_ditunda").map(|text| text.value),
        sources: citations(&fields),
        draft: fields.is("draf"),
        publish_at: fields.date("terbit"),
        expires: fields.date("berakhir"),
        slug: slug(raw.path, &fields, decoder.diagnostics),
        aliases: fields.texts("alias"),
        weight: fields.integer("bobot").unwrap_or(0),
        regions: fields.texts("wilayah"),
        occupations: fields.texts("pekerjaan"),
        topics: fields.texts("topik"),
        tasks,
        image: fields.map("gambar").and_then(image),
        whatsapp,
        sms,
        example: fields.is("contoh"),
        consent: fields.map("izin").map(|consent| Consent { until: consent.date("sampai") }),
        budget: budget::parse_own(raw.path, &fields, decoder.diagnostics),
        body: raw.body,
        hash: raw.file.hash,
    };
    let document = Document { common, details };
    check_not_empty(&document, raw.file, decoder.diagnostics);
    Some(document)
}

fn citations(fields: &Fields) -> Vec<Citation> {
    use crate::yaml::table::Value;
    fields
        .list("sumber")
        .iter()
        .filter_map(|item| match &item.value {
            Value::Text(id) => Some(Citation::Known(Spanned { value: id.clone(), span: item.span.clone() })),
            Value::Fields(source) => Some(Citation::Written {
                title: source.text("judul")?.value,
                url: source.text("url").map(|url| url.value),
                date: source.text("tanggal").map(|date| date.value),
            }),
            _ => None,
        })
        .collect()
}

fn slug(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Option<Spanned<Slug>> {
    let written = fields.text("slug")?;
    let slug = Slug::from_text(&written.value);
    if slug.as_ref().map(Slug::as_str) != Some(written.value.as_str()) {
        let at = Location::span(path, written.span.clone());
        diagnostics.push(diagnostic::content::ill_formed_slug(at, &written.value, slug.as_ref()));
    }
    slug.map(|value| Spanned { value, span: written.span })
}

fn image(fields: &Fields) -> Option<Image> {
    Some(Image { file: fields.text("berkas")?, alt: fields.text("alt")?.value })
}

/// A page with neither text nor data of its own would be published blank.
fn check_not_empty(document: &Document, file: &TextFile, diagnostics: &mut Diagnostics) {
    let has_data = match &document.details {
        Details::Section(_) | Details::Event(_) | Details::Partner(_) => true,
        Details::Procedure(procedure) => !procedure.steps.is_empty(),
        Details::Benefit(benefit) => !benefit.facts.is_empty(),
        Details::Article(_) | Details::Question(_) => false,
    };
    if document.common.body.is_empty() && !has_data {
        let written = file.text.trim_end();
        let last_line = written.rfind('\n').map_or(0, |end| end + 1)..written.len();
        diagnostics.push(diagnostic::content::empty_page(Location::span(&document.common.path, last_line)));
    }
}

/// The text of a scalar in a front matter that is not decoded yet.
pub fn raw_text<'a>(front: &'a Node, keys: [&str; 2]) -> Option<(&'a str, Range<usize>)> {
    let YamlContent::Map(entries) = &front.content else { return None };
    let (_, value) = entries.iter().find(|(key, _)| keys.contains(&key.value.as_str()))?;
    match &value.content {
        YamlContent::Scalar(text) => Some((text, value.span.clone())),
        _ => None,
    }
}
