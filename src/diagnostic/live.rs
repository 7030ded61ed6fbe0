//! What is found of the published portal when it is asked which edition it is.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::Date;

/// What the published portal says of a fact, and what this one says; nothing where one of them is silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherFact {
    pub name: String,
    pub published: Option<String>,
    pub here: Option<String>,
}

/// So many facts are named.
const NAMED: usize = 5;

/// The published portal should have become another one since.
pub fn behind(address: &str, day: Date, change: Date, facts: &[OtherFact]) -> Diagnostic {
    let said = |english| (day.in_words(english), change.in_words(english));
    let ((day_id, change_id), (day_en, change_en)) = (said(false), said(true));
    let facts = named(facts);
    Diagnostic::warning(
        "tayang-tertinggal",
        Location::project(),
        Text::new(
            format!(
                "Yang tayang di {address} masih edisi {day_id}. Isinya seharusnya berubah pada {change_id}.{}",
                facts.id
            ),
            format!(
                "What {address} shows is the edition of {day_en}. It should have changed on {change_en}.{}",
                facts.en
            ),
        ),
        publish_again(),
    )
}

/// The published portal names other amounts.
pub fn other_facts(address: &str, facts: &[OtherFact]) -> Diagnostic {
    let facts = named(facts);
    Diagnostic::warning(
        "tayang-angka-lain",
        Location::project(),
        Text::new(
            format!("Angka yang tayang di {address} tidak sama dengan angka di content/_facts.{}", facts.id),
            format!("The amounts that {address} shows are not those in content/_facts.{}", facts.en),
        ),
        publish_again(),
    )
}

/// The published portal does not say which edition it is.
pub fn unknown(address: &str, file: &str) -> Diagnostic {
    Diagnostic::warning(
        "tayang-tidak-diketahui",
        Location::project(),
        Text::new(
            format!("Di {address} tidak ada {file}, jadi tidak diketahui edisi mana yang tayang."),
            format!("There is no {file} at {address}, so nobody knows which edition it shows."),
        ),
        Text::new(
            "Bangun portal, lalu kirim semua isi folder public ke server.",
            "Build the portal, then send everything in the folder public to the server.",
        ),
    )
}

/// The published portal does not answer.
pub fn silent(address: &str) -> Diagnostic {
    Diagnostic::warning(
        "tayang-diam",
        Location::project(),
        Text::new(
            format!("{address} tidak menjawab, jadi tidak diketahui edisi mana yang tayang."),
            format!("{address} does not answer, so nobody knows which edition it shows."),
        ),
        Text::new(
            "Periksa internet di komputer ini, lalu base_url di kentongan.yaml.",
            "Look at this computer's connection, then at base_url in kentongan.yaml.",
        ),
    )
}

fn publish_again() -> Text {
    Text::new(
        "Jalankan \"kentongan bangun\", lalu kirim isi folder public ke server. Lewat FTP lebih ringan dengan \"kentongan paket-perubahan\".",
        "Run \"kentongan build\", then send what is in the folder public to the server. With FTP, \"kentongan pack-changes\" is less work.",
    )
}

/// ` iuran: tayang Rp8.400, di sini Rp9.000.`; nothing where there are none.
fn named(facts: &[OtherFact]) -> Text {
    let or = |value: &Option<String>, nothing: &str| value.clone().unwrap_or_else(|| nothing.to_owned());
    let sentence = |published: &str, here: &str, nothing: &str, more: &str| {
        let named = facts.iter().take(NAMED).map(|fact| {
            format!("{}: {published} {}, {here} {}", fact.name, or(&fact.published, nothing), or(&fact.here, nothing))
        });
        let rest = facts.len().checked_sub(NAMED).filter(|rest| *rest > 0).map(|rest| format!("{rest} {more}"));
        let parts: Vec<String> = named.chain(rest).collect();
        if parts.is_empty() { String::new() } else { format!(" {}.", parts.join("; ")) }
    };
    Text::new(
        sentence("tayang", "di sini", "tidak ada", "angka lagi"),
        sentence("published", "here", "nothing", "more amounts"),
    )
}
