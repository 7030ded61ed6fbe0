//! What went wrong, told the same way by every command.

use super::build::choose;
use super::{Outcome, terminal};
use crate::diagnostic::{Diagnostic, Severity};
use crate::publish::AtPlace;
use crate::report::{Speech, text};
use crate::source::SourceTree;
use crate::source::read::Changed;
use std::io::{self, ErrorKind};

/// What the disk complains of, in words for people, and where.
pub fn disk_problem(error: &io::Error, speech: Speech) -> String {
    let inner = error.get_ref();
    if let Some(Changed(path)) = inner.and_then(|inner| inner.downcast_ref()) {
        let (id, en) = (
            format!("{path} diubah atau hilang selagi portal dibangun. Bangun lagi"),
            format!("{path} was changed or taken away while the portal was built. Build again"),
        );
        return choose(speech, &id, &en).to_owned();
    }
    match inner.and_then(|inner| inner.downcast_ref()) {
        Some(AtPlace { place, error }) => format!("{} ({})", complaint(error, speech), place.display()),
        None => complaint(error, speech),
    }
}

fn complaint(error: &io::Error, speech: Speech) -> String {
    let (id, en) = match error.kind() {
        ErrorKind::PermissionDenied => ("folder ini tidak boleh ditulis", "this folder may not be written"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("tempat penyimpanan penuh", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => ("tempat penyimpanan ini hanya bisa dibaca", "this disk can only be read"),
        ErrorKind::NotFound => ("berkas atau folder tidak ada", "a file or folder is missing"),
        ErrorKind::AddrInUse => ("nomor pintu itu sedang dipakai", "that port is in use"),
        _ => return format!("{error}"),
    };
    choose(speech, id, en).to_owned()
}

/// The machine did not let a command do its work.
pub fn machine_refused(error: &io::Error, speech: Speech) -> Outcome {
    let problem = disk_problem(error, speech);
    let (id, en) = (format!("Komputer menolak: {problem}."), format!("The machine refused: {problem}."));
    terminal::say_error(choose(speech, &id, &en));
    Outcome::MachineFailed
}

/// The errors among the problems of the content, told; `None` where there are none.
pub fn content_refused(problems: &[Diagnostic], source: &SourceTree, speech: Speech) -> Option<Outcome> {
    let errors: Vec<Diagnostic> =
        problems.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    if errors.is_empty() {
        return None;
    }
    terminal::say_error(text::render(&errors, source, speech, terminal::colour()).trim_end());
    Some(Outcome::ContentErrors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::SourcePath;

    #[test]
    fn a_complaint_of_the_disk_names_its_place() {
        let check = |kind: ErrorKind, id: &str, en: &str| {
            let at = AtPlace { place: "public/index.html".into(), error: kind.into() };
            let error = io::Error::new(kind, at);
            assert_eq!(disk_problem(&error, Speech::Indonesian), format!("{id} (public/index.html)"));
            assert_eq!(disk_problem(&error, Speech::English), format!("{en} (public/index.html)"));
            assert_eq!(disk_problem(&kind.into(), Speech::English), en);
        };
        check(ErrorKind::StorageFull, "tempat penyimpanan penuh", "the disk is full");
        check(ErrorKind::PermissionDenied, "folder ini tidak boleh ditulis", "this folder may not be written");
        check(ErrorKind::ReadOnlyFilesystem, "tempat penyimpanan ini hanya bisa dibaca", "this disk can only be read");
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_named() {
        let error = io::Error::other(Changed(SourcePath::new("content/foto.jpg").expect("a sound path")));
        let said = "content/foto.jpg diubah atau hilang selagi portal dibangun. Bangun lagi";
        assert_eq!(disk_problem(&error, Speech::Indonesian), said);
        let said = "content/foto.jpg was changed or taken away while the portal was built. Build again";
        assert_eq!(disk_problem(&error, Speech::English), said);
    }
}
