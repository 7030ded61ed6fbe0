//! Problems of what is printed and forwarded: posters, leaflets, pictures.

use super::{Diagnostic, Location, Text};

/// A text too long for its sheet, also at the smallest type that can be read.
pub fn overflow(location: Location, sheet: &Text, lines: usize, keys: &[String]) -> Diagnostic {
    let quoted: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
    let hint = match quoted.as_slice() {
        [] => Text::new(
            "Pendekkan isinya, atau hapus bentuk ini dari \"saluran\" di kentongan.yaml.",
            "Shorten what it says, or take this form out of \"saluran\" in kentongan.yaml.",
        ),
        _ => Text::new(
            format!(
                "Yang paling banyak memakai tempat: {}. Pendekkan, atau hapus bentuk ini dari \"saluran\" di kentongan.yaml.",
                quoted.join(", ")
            ),
            format!(
                "What takes most room: {}. Shorten it, or take this form out of \"saluran\" in kentongan.yaml.",
                quoted.join(", ")
            ),
        ),
    };
    let few = if lines == 1 { "line" } else { "lines" };
    Diagnostic::error(
        "lembar-tidak-muat",
        location,
        Text::new(
            format!("{} halaman ini tidak muat: kelebihan kira-kira {lines} baris.", sheet.id),
            format!("{} of this page is too full, by about {lines} {few}.", sheet.en),
        ),
        hint,
    )
}

/// A picture that is too heavy to forward, also at the least quality that can be read.
pub fn too_heavy(location: Location, sheet: &Text, bytes: usize, limit: usize) -> Diagnostic {
    let (excess, limit) = (Text::number((bytes - limit) as u64), Text::number(limit as u64));
    Diagnostic::error(
        "lembar-terlalu-berat",
        location,
        Text::new(
            format!("{} halaman ini terlalu berat: lebih {} bita dari batas {} bita.", sheet.id, excess.id, limit.id),
            format!("{} of this page is too heavy: {} bytes more than {}.", sheet.en, excess.en, limit.en),
        ),
        Text::new(
            "Pendekkan judul dan ringkasannya, atau hapus bentuk ini dari \"saluran\" di kentongan.yaml.",
            "Shorten its title and description, or take this form out of \"saluran\" in kentongan.yaml.",
        ),
    )
}

/// Signs that the theme's font lacks.
pub fn strange_letters(location: Location, letters: &[char]) -> Diagnostic {
    let list = letters.iter().map(char::to_string).collect::<Vec<_>>().join(" ");
    Diagnostic::warning(
        "huruf-tidak-ada",
        location,
        Text::new(
            format!("Poster dan gambar tidak bisa menampilkan tanda ini, karena tidak ada di huruf tema: {list}"),
            format!("Posters and pictures cannot show these signs, which the theme's font lacks: {list}"),
        ),
        Text::new(
            "Huruf biasa menggantikannya. Lebih baik tulis dengan kata.",
            "Plain letters stand in for them. Better write them as words.",
        ),
    )
}
