//! Problems of the files that people keep and pass on.

use super::{Diagnostic, Location, Text, suggestion};

/// A page to be put into the files that is not there.
pub fn unknown_page<'a>(
    location: Location,
    written: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        "halaman-simpan-mati",
        location,
        Text::new(
            format!("Halaman \"{written}\" tidak ada, jadi tidak bisa masuk ke berkas simpan."),
            format!("There is no page \"{written}\" that could go into the files to keep."),
        ),
        suggestion(written, known),
    )
}

/// A portal that takes too many files to be kept as a whole.
pub fn whole_left_out(location: Location, most: usize, bound: u64) -> Diagnostic {
    let bound = Text::number(bound);
    Diagnostic::warning(
        "portal-terlalu-besar-disimpan",
        location,
        Text::new(
            format!(
                "Berkas simpan seluruh portal tidak dibuat: isinya lebih dari {most} berkas yang masing-masing paling besar {} bita.",
                bound.id
            ),
            format!(
                "The files with the whole portal are not made: it takes more than {most} of them with {} bytes at most.",
                bound.en
            ),
        ),
        Text::new(
            "Berkas tiap kecamatan dan tiap pekerjaan tetap dibuat. Kalau HP warga sanggup membuka berkas yang lebih besar, naikkan \"seluruh\" di bawah \"simpan\".",
            "The files of each district and occupation are made. If people's phones can open larger ones, raise \"seluruh\" under \"simpan\".",
        ),
    )
}

/// A page in a file, and how much of the file it takes, in bytes.
#[derive(Clone, Debug)]
pub struct HeavyPage {
    pub address: String,
    pub bytes: u64,
}

/// Which limit a file is beyond, by its key in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Whole,
    Small,
}

/// A file that is larger than people's phones and groups should be asked to carry, and how many others are, too.
pub fn too_large(
    location: Location,
    file: &LargeFile<'_>,
    limit: u64,
    bound: Bound,
    others: usize,
    heaviest: &[HeavyPage],
) -> Diagnostic {
    let excess = Text::number(file.bytes - limit);
    let (name, size, most) = (file.name, Text::number(file.bytes), Text::number(limit));
    let mut problem = Diagnostic::error(
        "berkas-simpan-terlalu-besar",
        location,
        Text::new(
            format!("Berkas {name} terlalu besar: {} bita. Batasnya {}, jadi lebih {}.", size.id, most.id, excess.id),
            format!(
                "The file {name} is too large: {} bytes. The limit is {}: {} too many.",
                size.en, most.en, excess.en
            ),
        ),
        hint(bound, file.bytes),
    );
    if !heaviest.is_empty() {
        let said = heaviest.iter().map(|page| {
            let bytes = Text::number(page.bytes);
            (format!("{} {} bita", page.address, bytes.id), format!("{} {} bytes", page.address, bytes.en))
        });
        let (id, en): (Vec<String>, Vec<String>) = said.unzip();
        problem = problem.with_note(Text::new("terberat", "heaviest"), Text::new(id.join("; "), en.join("; ")));
    }
    if others > 0 {
        let more = Text::new(format!("{others} berkas lain"), format!("{others} other files"));
        problem = problem.with_note(Text::new("juga lewat batas", "also beyond the limit"), more);
    }
    problem
}

/// A file by its path in the output.
#[derive(Clone, Copy, Debug)]
pub struct LargeFile<'a> {
    pub name: &'a str,
    pub bytes: u64,
}

fn hint(bound: Bound, bytes: u64) -> Text {
    // A round number that would do.
    let enough = bytes.next_multiple_of(10_000);
    match bound {
        Bound::Whole => Text::new(
            format!(
                "Pendekkan halaman terberat, atau pecah menjadi dua halaman. Kalau memang harus utuh, tulis di kentongan.yaml: \"simpan: {{seluruh: {enough}}}\"."
            ),
            format!(
                "Shorten the heaviest page, or make two pages of it. If it must stay whole, write in kentongan.yaml: \"simpan: {{seluruh: {enough}}}\"."
            ),
        ),
        Bound::Small => Text::new(
            format!(
                "Kurangi \"halaman\" di bawah \"simpan\", atau pendekkan halaman terberat. Kalau memang harus utuh, tulis di kentongan.yaml: \"simpan: {{sebagian: {enough}}}\"."
            ),
            format!(
                "Name fewer pages under \"simpan: halaman\", or shorten the heaviest one. If all must stay, write in kentongan.yaml: \"simpan: {{sebagian: {enough}}}\"."
            ),
        ),
    }
}
