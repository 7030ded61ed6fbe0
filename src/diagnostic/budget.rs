//! Pages that cost their readers more than they may.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::Measure;

/// How far a page goes beyond a limit.
#[derive(Clone, Copy, Debug)]
pub struct Excess {
    pub measure: Measure,
    pub value: u64,
    pub limit: u64,
}

/// Whose limit it is.
#[derive(Clone, Debug)]
pub enum Limit {
    /// That of all pages of a kind: `artikel`.
    OfKind(Text),
    /// The page's own, from its front matter.
    Own,
}

/// A part of a page that weighs much.
#[derive(Clone, Debug)]
pub struct HeavyPart {
    pub name: Text,
    /// In bytes, elements or files, as the limit counts.
    pub value: u64,
}

/// Who can make a page lighter, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Move text to another page.
    MoveText,
    /// Split a table, or say why it must stay whole.
    SplitTable,
    LighterPicture,
    /// Ask whoever made the theme.
    LighterTheme,
}

/// A page that is beyond its budget. `others` are the further limits it breaks, `parts` what weighs most.
pub fn too_heavy(
    location: Location,
    page: &str,
    worst: Excess,
    limit: &Limit,
    others: &[Excess],
    parts: &[HeavyPart],
    remedy: Remedy,
) -> Diagnostic {
    let page = page.trim_end_matches("index.html");
    let whose = match limit {
        Limit::OfKind(kind) => Text::new(
            format!("Batas untuk jenis \"{}\"", kind.id),
            format!("The limit for the kind \"{}\" is", kind.en),
        ),
        Limit::Own => Text::new("Batas halaman ini sendiri", "The page's own limit is"),
    };
    let (value, most) = (amount(worst.measure, worst.value), amount(worst.measure, worst.limit));
    let excess = Text::number(worst.value - worst.limit);
    let what = excessive(worst.measure, page);
    let has_place = location.span.is_some();
    let mut problem = Diagnostic::error(
        "halaman-terlalu-berat",
        location,
        Text::new(
            format!("{}: {}. {} {}, jadi lebih {}.", what.id, value.id, whose.id, most.id, excess.id),
            format!("{}: {}. {} {}: {} too many.", what.en, value.en, whose.en, most.en, excess.en),
        ),
        hint(remedy, worst, others),
    );
    if has_place {
        problem = problem.with_label(Text::new("bagian terberat", "the heaviest part"));
    }
    if !parts.is_empty() {
        let said = parts.iter().map(|part| {
            let value = amount(worst.measure, part.value);
            Text::new(format!("{} {}", part.name.id, value.id), format!("{} {}", part.name.en, value.en))
        });
        problem = problem.with_note(Text::new("terberat", "heaviest"), join(said));
    }
    if !others.is_empty() {
        let said = others.iter().map(|other| {
            let (name, value) = (measure_name(other.measure), amount(other.measure, other.value));
            let most = Text::number(other.limit);
            Text::new(
                format!("{} {} (batas {})", name.id, value.id, most.id),
                format!("{} {} (limit {})", name.en, value.en, most.en),
            )
        });
        problem = problem.with_note(Text::new("juga lewat batas", "also beyond its limit"), join(said));
    }
    problem
}

/// A page that does not fit into the first network burst in gzip, which is all that many servers have.
pub fn beyond_first_burst(location: Location, page: &str, bytes: u64, limit: u64) -> Diagnostic {
    let page = page.trim_end_matches("index.html");
    let (excess, bytes, limit) = (Text::number(bytes - limit), Text::number(bytes), Text::number(limit));
    Diagnostic::error(
        "halaman-lewat-kiriman-pertama",
        location,
        Text::new(
            format!(
                "Halaman /{page} tidak muat dalam kiriman pertama jaringan: {} bita gzip. Batas semua halaman {}, jadi lebih {}.",
                bytes.id, limit.id, excess.id
            ),
            format!(
                "The page /{page} does not fit into the first burst of the network: {} bytes in gzip. The limit for all pages is {}: {} too many.",
                bytes.en, limit.en, excess.en
            ),
        ),
        Text::new(
            "Pindahkan sebagian isinya ke halaman lain. Batas ini tidak bisa dinaikkan.",
            "Move a part of it to another page. This limit cannot be raised.",
        ),
    )
}

/// What is too much.
fn excessive(measure: Measure, page: &str) -> Text {
    let (id, en) = match measure {
        Measure::Html => (format!("Halaman /{page} terlalu berat"), format!("The page /{page} is too heavy")),
        Measure::First => (
            format!("Tampilan pertama halaman /{page} terlalu berat"),
            format!("The first view of the page /{page} is too heavy"),
        ),
        Measure::Whole => (
            format!("Halaman /{page} dengan semua gambarnya terlalu berat"),
            format!("The page /{page} with all its pictures is too heavy"),
        ),
        Measure::Requests => (
            format!("Halaman /{page} mengambil terlalu banyak berkas"),
            format!("The page /{page} fetches too many files"),
        ),
        Measure::Script => {
            (format!("Skrip halaman /{page} terlalu berat"), format!("The scripts of the page /{page} are too heavy"))
        }
        Measure::Elements => (
            format!("Halaman /{page} terlalu rumit untuk HP lama"),
            format!("The page /{page} is too complex for old phones"),
        ),
    };
    Text::new(id, en)
}

/// What a measure is called in tables and lists.
pub fn measure_name(measure: Measure) -> Text {
    let (id, en) = match measure {
        Measure::Html => ("halaman", "page"),
        Measure::First => ("tampilan pertama", "first view"),
        Measure::Whole => ("lengkap", "whole"),
        Measure::Requests => ("pengambilan", "requests"),
        Measure::Script => ("skrip", "scripts"),
        Measure::Elements => ("kerumitan", "complexity"),
    };
    Text::new(id, en)
}

/// `9.812 bita`, `412 elemen`, `5 berkas`
pub fn amount(measure: Measure, value: u64) -> Text {
    let (id, en) = match measure {
        Measure::Html | Measure::First | Measure::Whole | Measure::Script => ("bita", "bytes"),
        Measure::Requests => ("berkas", "files"),
        Measure::Elements => ("elemen", "elements"),
    };
    let number = Text::number(value);
    Text::new(format!("{} {id}", number.id), format!("{} {en}", number.en))
}

fn hint(remedy: Remedy, worst: Excess, others: &[Excess]) -> Text {
    match remedy {
        Remedy::MoveText => {
            Text::new("Pindahkan sebagian isinya ke halaman lain.", "Move a part of it to another page.")
        }
        Remedy::SplitTable => {
            let own: Vec<String> = std::iter::once(&worst).chain(others).map(own_limit).collect();
            let own = own.join(", ");
            Text::new(
                format!(
                    "Pecah tabel itu menjadi beberapa halaman. Kalau memang harus utuh, tulis batas dan alasannya di bagian atas berkas: \"anggaran: {{{own}, alasan: …}}\"."
                ),
                format!(
                    "Split the table over several pages. If it must stay whole, write a limit and the reason in the front matter: \"anggaran: {{{own}, alasan: …}}\"."
                ),
            )
        }
        Remedy::LighterPicture => Text::new(
            "Ganti gambar itu dengan yang lebih kecil atau lebih sederhana, atau pindahkan ke halaman lain.",
            "Take a smaller or simpler picture, or move it to another page.",
        ),
        Remedy::LighterTheme => Text::new(
            "Bagian ini dibuat oleh tema. Minta pembuat tema meringankannya.",
            "The theme makes this part. Ask its maker for a lighter one.",
        ),
    }
}

/// `html: 10000`: a round number that would do.
fn own_limit(excess: &Excess) -> String {
    let (key, step) = match excess.measure {
        Measure::Html => ("html", 500),
        Measure::First => ("tampilan", 500),
        Measure::Whole => ("lengkap", 500),
        Measure::Requests => ("permintaan", 1),
        Measure::Script => ("skrip", 100),
        Measure::Elements => ("elemen", 50),
    };
    format!("{key}: {}", excess.value.next_multiple_of(step))
}

fn join(texts: impl Iterator<Item = Text>) -> Text {
    let (id, en): (Vec<String>, Vec<String>) = texts.map(|text| (text.id, text.en)).unzip();
    Text::new(id.join("; "), en.join("; "))
}

/// What the theme puts around every page.
pub fn frame() -> Text {
    Text::new("kerangka tema (kepala, menu, dan kaki halaman)", "the theme's frame (head, menu and footer)")
}

/// The style element, by the selectors of its heaviest rules.
pub fn style(selectors: &[String]) -> Text {
    match selectors {
        [] => Text::new("gaya tema", "the theme's styles"),
        _ => {
            let list = selectors.join(", ");
            Text::new(format!("gaya tema, terutama \"{list}\""), format!("the theme's styles, above all \"{list}\""))
        }
    }
}

pub fn structured_data() -> Text {
    Text::new("data untuk mesin pencari", "data for search engines")
}

pub fn script() -> Text {
    Text::new("skrip di dalam halaman", "the scripts in the page")
}

pub fn opening() -> Text {
    Text::new("bagian awal", "the opening")
}

pub fn section(heading: &str) -> Text {
    Text::new(format!("bagian \"{heading}\""), format!("the part \"{heading}\""))
}

/// A table by its caption, or else so many tables by the heading above them.
pub fn table(caption: Option<&str>, heading: Option<&str>, count: usize) -> Text {
    let (several, tables) = match count {
        1 => ("tabel".to_owned(), "the table".to_owned()),
        _ => (format!("{count} tabel"), format!("{count} tables")),
    };
    match (caption, heading) {
        (Some(caption), _) => Text::new(format!("tabel \"{caption}\""), format!("the table \"{caption}\"")),
        (None, Some(heading)) => {
            Text::new(format!("{several} di bawah \"{heading}\""), format!("{tables} below \"{heading}\""))
        }
        (None, None) => Text::new(format!("{several} di bagian awal"), format!("{tables} in the opening")),
    }
}

pub fn picture(file: &str) -> Text {
    Text::new(format!("gambar \"{file}\""), format!("the picture \"{file}\""))
}

/// A file that is no picture.
pub fn file(file: &str) -> Text {
    Text::new(format!("berkas \"{file}\""), format!("the file \"{file}\""))
}
