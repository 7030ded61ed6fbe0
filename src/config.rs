//! SourceTree → Config: what `kentongan.yaml` says.

pub mod budget;
pub mod carriers;
pub mod editing;
pub mod hosting;
pub mod offline;
pub mod offline_edition;

use crate::diagnostic::{self, Diagnostics, Location};
use crate::source::SourceTree;
use crate::source::read::CONFIG_FILE;
use crate::vocabulary::{BaseUrl, Language, SourcePath, TimeZone};
use crate::yaml;
use crate::yaml::Spanned;
use crate::yaml::table::{Fields, Form, Key, Need, Reading, key};
use budget::Budgets;
use carriers::Carriers;
use editing::Editing;
use hosting::Server;
use offline::{Offline, Worker};
use offline_edition::OfflineEditions;

/// The portal's configuration.
#[derive(Clone, Debug)]
pub struct Config {
    pub name: String,
    pub tagline: String,
    /// Who runs the portal.
    pub manager: String,
    pub status: Status,
    pub base_url: BaseUrl,
    /// Indonesian first, then the translations.
    pub languages: Vec<Language>,
    pub zone: TimeZone,
    pub theme: Spanned<String>,
    pub per_page: usize,
    /// Links of the main menu, as written: `/manfaat/`.
    pub menu: Vec<Spanned<String>>,
    pub links: LinkStyle,
    /// Kilobytes of pictures that a page may show unasked.
    pub data_saver: Option<u64>,
    pub editing: Editing,
    /// What the pages of each kind may weigh.
    pub budgets: Budgets,
    /// In which other forms pages are published.
    pub carriers: Carriers,
    pub offline: Offline,
    pub offline_editions: OfflineEditions,
    /// The servers for which rules are written.
    pub servers: Vec<Server>,
}

/// Whether the agency itself speaks here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Official,
    Unofficial,
}

/// How links between pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// `../acara/index.html`: works on any server, from a memory card, from `file://`.
    File,
    /// `../acara/`: for servers that know folder indexes.
    Folder,
}

/// What a command line may put in place of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub base_url: Option<BaseUrl>,
    /// What becomes of a wanted service worker.
    pub worker: Option<Worker>,
    pub sheets: Sheets,
}

/// Whether posters, pictures to forward and their like are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheets {
    /// Where the configuration wants them.
    #[default]
    Make,
    /// Whoever wants to see pages only need not wait for them.
    LeaveOut,
}

pub static KEYS: &[Key] = &[
    key("nama", "name", Form::Text, Need::Required, "Nama portal.", "Kentongan Banyumas"),
    key(
        "slogan",
        "tagline",
        Form::Text,
        Need::Optional,
        "Satu kalimat tentang portal.",
        "Jaminan sosial untuk pekerja mandiri",
    ),
    key("pengelola", "manager", Form::Text, Need::Required, "Siapa yang mengelola portal.", "Tim komunikasi"),
    key(
        "status",
        "official",
        Form::Choice(&["resmi", "tidak_resmi"]),
        Need::Required,
        "Apakah portal ini resmi milik BPJS Ketenagakerjaan.",
        "tidak_resmi",
    ),
    key("base_url", "url", Form::Text, Need::Required, "Alamat portal di internet.", "https://portal.example/"),
    key(
        "bahasa",
        "languages",
        Form::List(&Form::Choice(&["id", "en", "jv"])),
        Need::Optional,
        "Bahasa yang dipakai; id selalu ada.",
        "[id, en]",
    ),
    key("zona", "timezone", Form::Choice(&["WIB", "WITA", "WIT"]), Need::Optional, "Zona waktu.", "WIB"),
    key("tema", "theme", Form::Text, Need::Optional, "Nama folder tema di bawah themes/.", "lentera"),
    key("per_halaman", "paginate", Form::Integer, Need::Optional, "Banyaknya isi satu halaman daftar.", "20"),
    key(
        "menu",
        "menus",
        Form::List(&Form::Text),
        Need::Optional,
        "Bagian yang muncul di menu, berurutan.",
        "[/manfaat/, /prosedur/]",
    ),
    key(
        "tautan",
        "links",
        Form::Choice(&["berkas", "folder", "file"]),
        Need::Optional,
        "Bentuk tautan antarhalaman.",
        "berkas",
    ),
    key(
        "hemat_data",
        "data_saver",
        Form::Integer,
        Need::Optional,
        "Banyaknya kB gambar yang boleh langsung tampil di satu halaman.",
        "20",
    ),
    key(
        "tinjau",
        "review",
        Form::Fields(editing::INTERVAL_KEYS),
        Need::Optional,
        "Berapa lama tiap jenis halaman boleh tidak diperiksa.",
        "{manfaat: 6 bulan, artikel: 12 bulan}",
    ),
    key(
        "tinjau_lewat",
        "review_overdue",
        Form::Choice(&["peringatan", "kesalahan", "warning", "error"]),
        Need::Optional,
        "Apa jadinya halaman berisi jumlah uang yang lewat waktu periksa.",
        "kesalahan",
    ),
    key(
        "panjang_kalimat",
        "sentence_words",
        Form::Fields(editing::LENGTH_KEYS),
        Need::Optional,
        "Paling banyak berapa kata dalam satu kalimat, menurut jenis halaman.",
        "{semua: 20, artikel: 25}",
    ),
    key(
        "panjang_alinea",
        "paragraph_words",
        Form::Fields(editing::LENGTH_KEYS),
        Need::Optional,
        "Paling banyak berapa kata dalam satu alinea, menurut jenis halaman.",
        "{semua: 60, artikel: 80}",
    ),
    key(
        "saluran",
        "carriers",
        Form::Fields(carriers::CARRIER_KEYS),
        Need::Optional,
        "Bentuk lain dari tiap jenis halaman: teks, gambar, poster, selebaran.",
        "{acara: [wa, sms, gambar, poster], mitra: [wa]}",
    ),
    key(
        "panjang_wa",
        "whatsapp_characters",
        Form::Integer,
        Need::Optional,
        "Paling banyak berapa huruf dalam satu pesan WhatsApp.",
        "1000",
    ),
    key(
        "anggaran",
        "budgets",
        Form::Fields(budget::KEYS),
        Need::Optional,
        "Seberapa berat halaman boleh, menurut jenisnya.",
        "{artikel: {html: 7000, elemen: 400}}",
    ),
    key(
        "luring",
        "offline",
        Form::Fields(offline::KEYS),
        Need::Optional,
        "Apakah HP pembaca menyimpan halaman untuk dibaca tanpa jaringan.",
        "{aktif: ya, halaman: [/manfaat/]}",
    ),
    key(
        "simpan",
        "offline_editions",
        Form::Fields(offline_edition::KEYS),
        Need::Optional,
        "Portal sebagai berkas yang bisa dibaca tanpa internet dan diteruskan antar-HP.",
        "{aktif: ya, halaman: [/manfaat/, /prosedur/]}",
    ),
    key(
        "server",
        "hosting",
        Form::List(&Form::Choice(hosting::NAMES)),
        Need::Optional,
        "Server yang diberi aturan siap pakai; tanpa baris ini apache, yang dipakai kebanyakan hosting.",
        "[apache, nginx]",
    ),
];

/// Reads `kentongan.yaml`; what is missing gets a sound value after it was reported.
pub fn parse(source: &SourceTree, overrides: &Overrides, diagnostics: &mut Diagnostics) -> Config {
    let path = SourcePath::new(CONFIG_FILE).expect("the name of the configuration is sound");
    let fields = source
        .text(CONFIG_FILE)
        .and_then(|file| yaml::parse(&path, &file.text, 0..file.text.len(), diagnostics))
        .map(|node| Fields::decode(&node, KEYS, Reading { path: &path, zone: TimeZone::Wib }, diagnostics))
        .unwrap_or_default();
    let text = |key: &str| fields.text(key).map(|text| text.value);
    let base_url = base_url(&path, &fields, overrides, diagnostics);
    Config {
        name: text("nama").unwrap_or_default(),
        tagline: text("slogan").unwrap_or_default(),
        manager: text("pengelola").unwrap_or_default(),
        status: if text("status").as_deref() == Some("resmi") { Status::Official } else { Status::Unofficial },
        languages: languages(&fields),
        zone: text("zona").and_then(|name| TimeZone::from_name(&name)).unwrap_or(TimeZone::Wib),
        theme: fields.text("tema").unwrap_or_else(|| Spanned { value: "lentera".into(), span: 0..0 }),
        per_page: fields.integer("per_halaman").and_then(|n| n.try_into().ok()).filter(|n| *n > 0).unwrap_or(20),
        menu: fields.texts("menu"),
        links: if text("tautan").as_deref() == Some("folder") { LinkStyle::Folder } else { LinkStyle::File },
        data_saver: data_saver(&path, &fields, diagnostics),
        editing: editing::parse(&path, &fields, diagnostics),
        budgets: budget::parse(&path, &fields, diagnostics),
        carriers: carriers::parse(&path, &fields, overrides.sheets, diagnostics),
        offline: offline::parse(&fields, overrides.worker),
        offline_editions: offline_edition::parse(&path, &fields, diagnostics),
        servers: hosting::parse(&path, &fields, &base_url, diagnostics),
        base_url,
    }
}

fn base_url(path: &SourcePath, fields: &Fields, overrides: &Overrides, diagnostics: &mut Diagnostics) -> BaseUrl {
    if let Some(url) = &overrides.base_url {
        return url.clone();
    }
    let placeholder = || BaseUrl::new("https://portal.example/").expect("the placeholder is an address");
    let Some(written) = fields.text("base_url") else { return placeholder() };
    let at = Location::span(path, written.span.clone());
    match BaseUrl::new(&written.value) {
        Some(url) => {
            if url.is_placeholder() {
                diagnostics.push(diagnostic::config::placeholder_base_url(at, &written.value));
            }
            url
        }
        None => {
            diagnostics.push(diagnostic::config::unusable_base_url(at, &written.value));
            placeholder()
        }
    }
}

fn data_saver(path: &SourcePath, fields: &Fields, diagnostics: &mut Diagnostics) -> Option<u64> {
    let written = fields.integer("hemat_data")?;
    let kilobytes = u64::try_from(written).ok();
    if kilobytes.is_none() {
        let span = fields.get("hemat_data").map_or(0..0, |value| value.span.clone());
        let at = Location::span(path, span);
        diagnostics.push(diagnostic::config::unusable_data_saver(at, written));
    }
    kilobytes
}

fn languages(fields: &Fields) -> Vec<Language> {
    let written: Vec<Language> =
        fields.texts("bahasa").iter().filter_map(|code| Language::from_code(&code.value)).collect();
    let translations = written.into_iter().filter(|language| *language != Language::Indonesian);
    let mut languages = vec![Language::Indonesian];
    for language in translations {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}
