//! Problems of a server's log. Its lines are not shown: readers' addresses stand in them.

use super::{Diagnostic, Location, Text};

/// No line is of a format that is read.
pub fn no_log(count: u64, _: u64, file: &str, line: u64) -> Diagnostic {
    let count = Text::number(count);
    let problem = Diagnostic::error(
        "log-tidak-dikenal",
        Location::project(),
        Text::new(
            format!("Dari {} baris, tidak satu pun berbentuk log server yang dikenal.", count.id),
            format!("Of {} lines, none is of a log format that is read.", count.en),
        ),
        Text::new(
            "Ambil log akses dari server: di cPanel, menu Raw Access; di nginx, access.log. Bukan log kesalahan.",
            "Take the access log of the server: in cPanel, Raw Access; of nginx, access.log. Not the error log.",
        ),
    );
    with_place(problem, file, line)
}

/// Some lines are of another format.
pub fn other_lines(count: u64, all: u64, file: &str, line: u64) -> Diagnostic {
    let (count, all) = (Text::number(count), Text::number(all));
    let problem = Diagnostic::warning(
        "baris-log-dilewati",
        Location::project(),
        Text::new(
            format!("{} dari {} baris berbentuk lain dan tidak dihitung.", count.id, all.id),
            format!("Lines of another format, not counted: {} of {}.", count.en, all.en),
        ),
        Text::new(
            "Bila sedikit, biarkan saja. Bila banyak, lihat baris itu: mungkin bentuk lognya diganti di server.",
            "If they are few, let them be. If many, look at that line: perhaps the server's log format was changed.",
        ),
    );
    with_place(problem, file, line)
}

/// Some lines are longer than any server writes them.
pub fn long_lines(count: u64, file: &str, line: u64) -> Diagnostic {
    let count = Text::number(count);
    let problem = Diagnostic::warning(
        "baris-log-panjang",
        Location::project(),
        Text::new(
            format!("{} baris lebih dari 16.384 huruf dan tidak dihitung.", count.id),
            format!("Lines of more than 16,384 bytes, not counted: {}.", count.en),
        ),
        Text::new(
            "Biasanya itu ulah penyerang, bukan pembaca. Biarkan saja.",
            "They come from attackers, not from readers. Let them be.",
        ),
    );
    at_first(problem, file, line)
}

/// A log ends in the middle.
pub fn broken_log(file: &str, line: u64) -> Diagnostic {
    let lines = Text::number(line);
    Diagnostic::warning(
        "log-terputus",
        Location::project(),
        Text::new(
            format!("Berkas {file} rusak atau terputus sesudah baris {}.", lines.id),
            format!("The file {file} is damaged or ends in the middle, after line {}.", lines.en),
        ),
        Text::new(
            "Yang terbaca sudah dihitung. Unduh berkasnya sekali lagi, lalu hitung ulang.",
            "What could be read was counted. Download the file once more and count again.",
        ),
    )
}

fn with_place(problem: Diagnostic, file: &str, line: u64) -> Diagnostic {
    at_first(problem, file, line).with_note(
        Text::new("yang dikenal", "known"),
        Text::new(
            "bentuk \"common\" dan \"combined\" dari nginx dan Apache, juga dengan nama situs di depan",
            "the formats \"common\" and \"combined\" of nginx and Apache, also with the site's name in front",
        ),
    )
}

fn at_first(problem: Diagnostic, file: &str, line: u64) -> Diagnostic {
    problem.with_note(Text::new("pertama", "first"), Text::new(format!("{file}:{line}"), format!("{file}:{line}")))
}
