//! What the page says, in both languages of the program.

use crate::report::Speech;
use crate::vocabulary::Date;
use crate::vocabulary::rupiah::group_thousands;
use std::collections::BTreeMap;

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words(pub Speech);

/// Name, Indonesian, English.
const ALL: &[(&str, &str, &str)] = &[
    ("title", "Laporan portal", "State of the portal"),
    ("kept_by", "Dikelola oleh", "Run by"),
    ("figure_pages", "halaman", "pages"),
    ("figure_reached", "kecamatan punya acara atau mitra", "districts with an event or a partner"),
    ("figure_next", "perubahan berikutnya", "next change"),
    ("figure_errors", "kesalahan", "errors"),
    ("figure_warnings", "peringatan", "warnings"),
    ("map_title", "Jangkauan per kecamatan", "Reach by district"),
    (
        "map_note",
        "Tiap petak satu kecamatan, kira-kira di letaknya, utara di atas. Acara dihitung dari 90 hari terakhir sampai 90 hari ke depan.",
        "One tile for each district, about where it lies, north up. Events count from 90 days back to 90 days ahead.",
    ),
    ("map_label", "Peta petak kecamatan; angkanya ada di tabel", "Tile map of districts; the table has the numbers"),
    ("level_0", "belum ada apa pun", "nothing yet"),
    ("level_1", "ada satu dari tiga", "one of the three"),
    ("level_2", "ada dua dari tiga", "two of the three"),
    ("level_3", "ada acara, mitra, dan halaman", "events, partners and pages"),
    ("events", "acara", "events"),
    ("partners", "mitra", "partners"),
    ("pages_of", "halaman", "pages"),
    ("gap_events", "Belum ada acara di {names}.", "No events yet in {names}."),
    (
        "gap_events_many",
        "Belum ada acara di {count} dari {total} kecamatan: {names}.",
        "No events yet in {count} of {total} districts: {names}.",
    ),
    (
        "gap_events_all",
        "Belum ada acara di satu pun dari {count} kecamatan.",
        "No events yet in any of {count} districts.",
    ),
    ("gap_events_none", "Di tiap kecamatan ada acara.", "Every district has an event."),
    ("gap_partners", "Belum ada mitra di {names}.", "No partners yet in {names}."),
    (
        "gap_partners_many",
        "Belum ada mitra di {count} dari {total} kecamatan: {names}.",
        "No partners yet in {count} of {total} districts: {names}.",
    ),
    (
        "gap_partners_all",
        "Belum ada mitra di satu pun dari {count} kecamatan.",
        "No partners yet in any of {count} districts.",
    ),
    ("gap_partners_none", "Di tiap kecamatan ada mitra.", "Every district has a partner."),
    ("gap_pages", "Belum ada halaman tentang {names}.", "No pages yet about {names}."),
    (
        "gap_pages_many",
        "Belum ada halaman tentang {count} dari {total} kecamatan: {names}.",
        "No pages yet about {count} of {total} districts: {names}.",
    ),
    (
        "gap_pages_all",
        "Belum ada halaman tentang satu pun dari {count} kecamatan.",
        "No pages yet about any of {count} districts.",
    ),
    ("gap_pages_none", "Tiap kecamatan punya halaman sendiri.", "Every district has pages of its own."),
    (
        "examples",
        "Angka ini termasuk {count} halaman contoh. Contoh tidak ikut tayang di alamat portal yang sebenarnya.",
        "These numbers include {count} example pages. Examples are not published at the portal's real address.",
    ),
    ("table_title", "Angkanya", "The numbers"),
    ("district", "Kecamatan", "District"),
    ("events_before", "Acara 90 hari terakhir", "Events, last 90 days"),
    ("events_ahead", "Acara 90 hari ke depan", "Events, next 90 days"),
    ("partners_title", "Mitra", "Partners"),
    ("pages_title", "Halaman", "Pages"),
    ("timeline_title", "Yang berubah berikutnya", "What changes next"),
    ("timeline_none", "Belum ada tanggal yang mengubah isi portal.", "No date in sight changes the portal."),
    (
        "timeline_more",
        "Masih ada {days} lain, sampai {last}. Semuanya ada di \u{201c}kentongan kalender\u{201d}.",
        "{days} more until {last}. \u{201c}kentongan calendar\u{201d} lists all.",
    ),
    ("may_change", "kecuali ada aturan baru", "unless a new rule is made"),
    ("nothing_follows", "belum ada gantinya", "nothing follows yet"),
    ("ledger_title", "Kapan terakhir diperiksa", "When it was last checked"),
    ("ledger_note", "Yang paling lama menunggu di atas.", "Those that wait longest come first."),
    ("ledger_none", "Belum ada halaman.", "There are no pages yet."),
    ("ledger_more", "{pages} lain diperiksa sesudah itu.", "{pages} more were checked after that."),
    ("and_more", "dan {count} lainnya", "and {count} more"),
    ("never_checked", "Belum pernah", "Never"),
    ("overdue_title", "Sudah waktunya diperiksa lagi", "Must be checked again"),
    ("due_today", "periksa hari ini", "due today"),
    ("overdue", "lewat {days}", "{days} overdue"),
    ("weights_title", "Berat halaman", "Weight of pages"),
    (
        "weights_note",
        "Dari tiap jenis, halaman yang paling dekat dengan batasnya. Bita dihitung di jaringan, setelah dimampatkan.",
        "Of each kind the page that is nearest to its limit. Bytes are counted on the wire, compressed.",
    ),
    ("weight_used", "{value} dari {limit}", "{value} of {limit}"),
    ("own_budgets_title", "Halaman dengan batas sendiri", "Pages with limits of their own"),
    ("unpublished_title", "Tidak ditayangkan", "Not published"),
    ("unpublished_none", "Semua halaman tayang.", "Every page is published."),
    ("problems_title", "Masalah", "Problems"),
    ("problems_none", "Tidak ada kesalahan dan tidak ada peringatan.", "No errors and no warnings."),
    ("error", "kesalahan", "error"),
    ("warning", "peringatan", "warning"),
    ("made_by", "Dibuat oleh kentongan laporan.", "Made by kentongan report."),
];

/// Kinds of pages as `data-kind` names them.
const KINDS: &[(&str, &str, &str)] = &[
    ("home", "Beranda", "Home"),
    ("list", "Daftar", "List"),
    ("benefit", "Manfaat", "Benefit"),
    ("procedure", "Cara", "Procedure"),
    ("event", "Acara", "Event"),
    ("partner", "Mitra", "Partner"),
    ("article", "Artikel", "Article"),
    ("question", "Tanya jawab", "Question"),
    ("region", "Kecamatan", "District"),
    ("occupation", "Pekerjaan", "Occupation"),
    ("topic", "Topik", "Topic"),
    ("text", "Teks untuk disalin", "Texts to copy"),
    ("search", "Pencarian", "Search"),
    ("404", "Halaman 404", "Page 404"),
];

impl Words {
    pub fn is_english(self) -> bool {
        self.0 == Speech::English
    }

    pub fn get(self, name: &str) -> &'static str {
        find(ALL, name).map_or("", |(id, en)| self.choose(id, en))
    }

    pub fn all(self) -> BTreeMap<&'static str, &'static str> {
        ALL.iter().map(|(name, id, en)| (*name, self.choose(id, en))).collect()
    }

    /// The name of a page's kind; a theme's own kind keeps its name.
    pub fn kind(self, kind: &str) -> String {
        find(KINDS, kind).map_or(kind, |(id, en)| self.choose(id, en)).to_owned()
    }

    /// `12.777`
    pub fn number(self, number: u64) -> String {
        let grouped = group_thousands(number);
        if self.is_english() { grouped.replace('.', ",") } else { grouped }
    }

    /// `3 halaman`, `1 page`, `12 days`
    pub fn counted(self, what: &str, count: usize) -> String {
        let unit = match (what, self.0, count) {
            ("dates", Speech::Indonesian, _) => "tanggal",
            ("dates", Speech::English, 1) => "date",
            ("dates", Speech::English, _) => "dates",
            ("days", Speech::Indonesian, _) => "hari",
            ("days", Speech::English, 1) => "day",
            ("days", Speech::English, _) => "days",
            (_, Speech::Indonesian, _) => "halaman",
            (_, Speech::English, 1) => "page",
            (_, Speech::English, _) => "pages",
        };
        format!("{} {unit}", self.number(count as u64))
    }

    /// `Lumbir, Rawalo, dan Tambak`
    pub fn list(self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first, second] => format!("{first} {} {second}", self.choose("dan", "and")),
            [front @ .., last] => format!("{}, {} {last}", front.join(", "), self.choose("dan", "and")),
        }
    }

    /// `4 Des`
    pub fn short_day(self, day: Date) -> String {
        let in_words = day.in_words(self.is_english());
        let mut parts = in_words.split(' ');
        let (number, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        format!("{number} {}", month.chars().take(3).collect::<String>())
    }

    fn choose(self, id: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Speech::Indonesian => id,
            Speech::English => en,
        }
    }
}

fn find(table: &'static [(&str, &str, &str)], name: &str) -> Option<(&'static str, &'static str)> {
    table.iter().find(|(key, ..)| *key == name).map(|(_, id, en)| (*id, *en))
}

/// Puts values into a sentence's `{places}`.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
