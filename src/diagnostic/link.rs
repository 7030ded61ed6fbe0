//! Problems with links, pictures and addresses.

use super::{Diagnostic, Location, Text, nearest};

/// A link to a page that is not there; `resolved` is the same link from the top folder.
pub fn dead(location: Location, target: &str, resolved: &str, known: &[String]) -> Diagnostic {
    let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let of_that_name = known.iter().find(|path| last(path) == last(resolved)).map(String::as_str);
    let hint = match of_that_name.or_else(|| nearest(resolved, known.iter().map(String::as_str))) {
        _ if target.starts_with("www.") => {
            Text::new(format!("Tulis lengkap: https://{target}"), format!("Write it in full: https://{target}"))
        }
        Some(path) => Text::new(format!("Mungkin maksud Anda \"{path}\"."), format!("Did you mean \"{path}\"?")),
        None => Text::new(
            "Tulis nama berkasnya, misalnya [daftar](/prosedur/daftar.md).",
            "Write the name of its file, for example [daftar](/prosedur/daftar.md).",
        ),
    };
    Diagnostic::error(
        "tautan-mati",
        location,
        Text::new(
            format!("Tautan \"{target}\" tidak menuju apa pun."),
            format!("The link \"{target}\" leads nowhere."),
        ),
        hint,
    )
}

/// A link to a page that is not published: a draft, or one that is not due.
pub fn to_unpublished(location: Location, target: &str, reason: &Text) -> Diagnostic {
    Diagnostic::error(
        "tautan-ke-halaman-belum-tayang",
        location,
        Text::new(
            format!("Tautan \"{target}\" menuju halaman yang tidak tayang: {}.", reason.id),
            format!("The link \"{target}\" leads to a page that is not published: {}.", reason.en),
        ),
        Text::new("Tayangkan halaman itu, atau hapus tautannya.", "Publish that page, or remove the link."),
    )
}

/// A link to a place that is not on its page.
pub fn dead_anchor<'a>(
    location: Location,
    anchor: &str,
    page: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let hint = match nearest(anchor, known) {
        Some(id) => Text::new(format!("Mungkin maksud Anda \"#{id}\"."), format!("Did you mean \"#{id}\"?")),
        None => Text::new(
            "Beri judul bagiannya nama: ## Judul bagian {#nama}",
            "Name the heading it means: ## Heading {#name}",
        ),
    };
    Diagnostic::error(
        "bagian-tidak-ada",
        location,
        Text::new(
            format!("Halaman {page} tidak punya bagian \"#{anchor}\"."),
            format!("The page {page} has no part \"#{anchor}\"."),
        ),
        hint,
    )
}

/// `javascript:` and the like.
pub fn forbidden_scheme(location: Location, target: &str) -> Diagnostic {
    Diagnostic::error(
        "tautan-tidak-boleh",
        location,
        Text::new(
            format!("Tautan \"{target}\" tidak boleh dipakai."),
            format!("The link \"{target}\" is not allowed."),
        ),
        Text::new(
            "Pakai https, http, mailto, tel, sms, WhatsApp, atau halaman portal ini.",
            "Use https, http, mailto, tel, sms, WhatsApp, or a page of this portal.",
        ),
    )
}

/// A link to the author's own machine.
pub fn to_localhost(location: Location, target: &str) -> Diagnostic {
    Diagnostic::error(
        "tautan-ke-komputer-sendiri",
        location,
        Text::new(
            format!("\"{target}\" hanya ada di komputer Anda."),
            format!("\"{target}\" exists on your machine only."),
        ),
        Text::new(
            "Tautkan ke berkas halamannya, misalnya /prosedur/daftar.md.",
            "Link to the page's file, for example /prosedur/daftar.md.",
        ),
    )
}

/// A picture or file that is not there.
pub fn missing_file<'a>(location: Location, target: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let names: Vec<&str> = known.into_iter().map(name).collect();
    let wanted = target.rsplit('/').next().unwrap_or(target);
    let other_case = names.iter().find(|name| name.eq_ignore_ascii_case(wanted) && **name != wanted);
    let hint = match (other_case, nearest(wanted, names.iter().copied())) {
        (Some(name), _) => Text::new(
            format!("Nama berkasnya \"{name}\". Besar kecil huruf harus sama persis."),
            format!("The file is named \"{name}\". Capital letters must match."),
        ),
        (None, Some(name)) => {
            Text::new(format!("Mungkin maksud Anda \"{name}\"."), format!("Did you mean \"{name}\"?"))
        }
        (None, None) => {
            Text::new("Taruh berkasnya di folder halaman ini.", "Put the file into the folder of this page.")
        }
    };
    Diagnostic::error(
        "berkas-tidak-ada",
        location,
        Text::new(format!("Berkas \"{target}\" tidak ada."), format!("There is no file \"{target}\".")),
        hint,
    )
}
