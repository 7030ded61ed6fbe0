//! What the counts are called, in both languages of the program.

use super::{Count, FEW, Findings};
use crate::diagnostic::Text;
use crate::reach::tally::Lines;
use crate::report::Speech;
use crate::vocabulary::rupiah::group_thousands;

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words(pub Speech);

impl Words {
    pub fn is_english(self) -> bool {
        self.0 == Speech::English
    }

    pub fn choose(self, id: &'static str, en: &'static str) -> &'static str {
        if self.is_english() { en } else { id }
    }

    /// `12.777`
    pub fn number(self, number: u64) -> String {
        let grouped = group_thousands(number);
        if self.is_english() { grouped.replace('.', ",") } else { grouped }
    }

    pub fn count(self, count: Count) -> String {
        match count {
            Count::Exact(count) => self.number(count),
            Count::Few => format!("<{FEW}"),
            Count::Untold => "…".to_owned(),
        }
    }

    /// Visits that are told of no code.
    pub fn direct(self, findings: &Findings<'_>) -> &'static str {
        if findings.ways.iter().any(|way| way.visits == Count::Few) {
            self.choose("tanpa kode, atau lewat kode yang jarang", "without a code, or by a rare one")
        } else {
            self.choose("tanpa kode", "without a code")
        }
    }

    pub fn title(self, findings: &Findings<'_>) -> String {
        match &findings.portal.name {
            Some(name) => self.choose("Kunjungan ke {}", "Visits to {}").replace("{}", name),
            None => self.choose("Kunjungan ke portal", "Visits to the portal").to_owned(),
        }
    }

    /// `1–22 November 2026 (WIB)`
    pub fn days(self, findings: &Findings<'_>) -> String {
        match findings.days {
            Some((first, last)) => {
                let zone = findings.portal.zone.name();
                format!("{} ({zone})", super::period::span(first, last, self.is_english()))
            }
            None => self.choose("tanpa satu hari pun", "of no day").to_owned(),
        }
    }

    /// A code, or what stands in for it.
    pub fn code(self, code: Option<&str>) -> String {
        code.map_or_else(|| self.choose("kode lain", "other codes").to_owned(), str::to_owned)
    }

    /// A page, or what stands in for it.
    pub fn path(self, path: Option<&str>) -> String {
        path.map_or_else(|| self.choose("halaman lain", "other pages").to_owned(), str::to_owned)
    }

    /// `7 halaman lain`
    pub fn other_pages(self, count: usize) -> String {
        let count_in_words = self.number(count as u64);
        match (self.0, count) {
            (Speech::Indonesian, _) => format!("{count_in_words} halaman lain"),
            (Speech::English, 1) => "1 other page".to_owned(),
            (Speech::English, _) => format!("{count_in_words} other pages"),
        }
    }

    pub fn lost(self) -> &'static str {
        self.choose("tidak ada di portal", "not in the portal")
    }

    /// What was not counted, and how much of it.
    pub fn uncounted(self, lines: &Lines) -> Vec<(u64, String)> {
        let all = [
            (lines.robots, Text::new("dari robot", "by robots")),
            (lines.ahead, Text::new("disimpan HP lebih dulu, belum dibaca", "kept by phones ahead, not read yet")),
            (
                lines.parts,
                Text::new("gambar, gaya, dan bagian lain halaman", "pictures, styles and other parts of pages"),
            ),
            (lines.pieces, Text::new("sambungan unduhan", "pieces of downloads")),
            (
                lines.failed,
                Text::new("dialihkan, gagal, atau bukan permintaan baca", "redirected, failed, or no request to read"),
            ),
            (lines.elsewhere, Text::new("di luar portal ini", "outside this portal")),
            (lines.other_days, Text::new("dari hari lain", "of other days")),
            (
                lines.unreadable.count + lines.too_long.count,
                Text::new("baris tidak terbaca", "lines that could not be read"),
            ),
        ];
        all.into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, text)| (count, self.0.of(&text).to_owned()))
            .collect()
    }

    /// What must be known to read the numbers honestly.
    pub fn notes(self, findings: &Findings<'_>) -> Vec<String> {
        let mut notes = vec![self.choose(
            "Satu kunjungan adalah satu halaman yang diminta dari server, bukan satu orang. Satu HP sering dipakai bersama, dan halaman yang sudah tersimpan di HP dibaca tanpa tercatat.",
            "A visit is a page asked of the server, not a person. Phones are shared, and a page kept by a phone is read without a trace.",
        )];
        if findings
            .ways
            .iter()
            .any(|way| way.visits == Count::Few || way.rest.is_some() || way.periods.contains(&Count::Few))
            || !findings.missed.is_empty()
        {
            notes.push(self.choose(
                "Angka di bawah 5 yang menyangkut satu kode tidak disebut, begitu juga angka yang membuatnya bisa dihitung: di desa kecil, angka itu bisa menunjuk orang.",
                "Numbers below 5 that concern one code are not told, nor what they would follow from: in a small village they may point to somebody.",
            ));
        }
        if findings.tally.lines.without_agent > 0 {
            notes.push(self.choose(
                "Log ini tidak menyebut peramban. Robot ikut terhitung, juga halaman yang disimpan HP lebih dulu. Minta bentuk \"combined\" kepada pengelola server.",
                "This log names no browsers. Robots are counted too, and pages that phones kept ahead. Ask whoever runs the server for the format \"combined\".",
            ));
        } else {
            notes.push(self.choose(
                "Robot yang menyamar sebagai peramban ikut terhitung.",
                "Robots that pretend to be browsers are counted.",
            ));
        }
        notes.into_iter().map(str::to_owned).collect()
    }
}
