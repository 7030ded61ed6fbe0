//! The keys of the files in `content/_facts/`: decoding and JSON Schema both come from these tables.

use crate::yaml::table::{Form, Key, Need, key};

const UNITS: &[&str] = &["rupiah", "persen", "bulan", "tahun", "hari", "hari-kerja", "jam", "orang", "kali", "teks"];
const PUBLISH: Form = Form::Choice(&["ok", "cek_dulu", "tahan"]);
const CONFIDENCE: Form = Form::Choice(&["tinggi", "sedang", "rendah"]);

const PUBLISH_KEY: Key = key("terbit", "publish", PUBLISH, Need::Optional, "Boleh tampil atau tidak.", "ok");
const CONFIDENCE_KEY: Key = key("keyakinan", "confidence", CONFIDENCE, Need::Optional, "Seberapa yakin.", "tinggi");
const CHECKED_KEY: Key =
    key("diperiksa", "checked", Form::Date, Need::Optional, "Kapan terakhir diperiksa.", "2026-11-22");
const SOURCES_KEY: Key = key(
    "sumber",
    "sources",
    Form::List(&Form::Text),
    Need::Optional,
    "Nama sumber dari berkas sumber.",
    "[pp-50-2025]",
);
const NAME_KEY: Key = key("nama", "name", Form::Text, Need::Required, "Nama yang tampil.", "Cilongok");

/// Top-level keys of a file in `_facts`.
pub static FILE_KEYS: &[Key] = &[
    key("fakta", "facts", Form::Named(&Form::Fields(FACT_KEYS)), Need::Optional, "Fakta bertanggal.", ""),
    key("golongan", "groups", Form::Named(&Form::Fields(GROUP_KEYS)), Need::Optional, "Golongan iuran.", ""),
    key(
        "iuran",
        "contributions",
        Form::Named(&Form::Fields(PROGRAMME_KEYS)),
        Need::Optional,
        "Cara menghitung iuran.",
        "",
    ),
    key("rentang", "brackets", Form::List(&Form::Fields(BRACKET_KEYS)), Need::Optional, "Rentang penghasilan.", ""),
    key("sumber", "sources", Form::Named(&Form::Fields(SOURCE_KEYS)), Need::Optional, "Sumber.", ""),
    key("peraturan", "regulations", Form::Named(&Form::Fields(REGULATION_KEYS)), Need::Optional, "Peraturan.", ""),
    key(
        "kanal",
        "channels",
        Form::Named(&Form::Fields(CHANNEL_KEYS)),
        Need::Optional,
        "Tempat daftar, bayar, cek.",
        "",
    ),
    key("istilah", "terms", Form::Named(&Form::Fields(TERM_KEYS)), Need::Optional, "Daftar istilah.", ""),
    key("peringatan", "warnings", Form::Named(&Form::Fields(WARNING_KEYS)), Need::Optional, "Peringatan penipuan.", ""),
    key("wilayah", "regions", Form::Named(&Form::Fields(REGION_KEYS)), Need::Optional, "Kecamatan.", ""),
    key("pekerjaan", "occupations", Form::Named(&Form::Fields(OCCUPATION_KEYS)), Need::Optional, "Pekerjaan.", ""),
    key("topik", "topics", Form::Named(&Form::Fields(TOPIC_KEYS)), Need::Optional, "Topik.", ""),
];

pub static FACT_KEYS: &[Key] = &[
    key("label", "title", Form::Text, Need::Required, "Nama fakta di tabel.", "Biaya pemakaman"),
    key("satuan", "unit", Form::Choice(UNITS), Need::Required, "Satuan nilainya.", "rupiah"),
    key("per", "each", Form::Choice(&["bulan", "tahun"]), Need::Optional, "Tiap apa.", "bulan"),
    key(
        "nilai",
        "value",
        Form::Either(&Form::Text, &Form::List(&Form::Fields(PERIOD_KEYS))),
        Need::Optional,
        "Nilainya, atau daftar nilai bertanggal.",
        "42000000",
    ),
    key(
        "rumus",
        "formula",
        Form::Fields(FORMULA_KEYS),
        Need::Optional,
        "Cara menghitung dari fakta lain.",
        "{iuran: [jkk, jkm], rentang: 1}",
    ),
    key("keterangan", "note", Form::Text, Need::Optional, "Syarat atau penjelasan.", "Atas saran dokter."),
    key("tabel", "table", Form::Text, Need::Optional, "Tabel yang memuat fakta ini.", "manfaat-jkm"),
    key(
        "inggris",
        "english",
        Form::Fields(ENGLISH_KEYS),
        Need::Optional,
        "Terjemahan Inggris.",
        "{label: Funeral costs}",
    ),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    CHECKED_KEY,
    SOURCES_KEY,
];

static ENGLISH_KEYS: &[Key] = &[
    key("label", "title", Form::Text, Need::Optional, "Nama fakta.", "Funeral costs"),
    key("nilai", "value", Form::Text, Need::Optional, "Nilai berupa teks.", "the 15th"),
    key("keterangan", "note", Form::Text, Need::Optional, "Syarat atau penjelasan.", "On a doctor's advice."),
];

static PERIOD_KEYS: &[Key] = &[
    key("golongan", "group", Form::Text, Need::Optional, "Golongan yang memakai nilai ini.", "lainnya"),
    key("mulai", "from", Form::Date, Need::Optional, "Hari pertama.", "2026-04-01"),
    key("sampai", "until", Form::Date, Need::Optional, "Hari terakhir.", "2026-12-31"),
    key("nilai", "value", Form::Text, Need::Required, "Nilainya.", "50"),
    key("tulis", "said", Form::Text, Need::Optional, "Ditulis sebagai pengganti angkanya.", "tidak ada lagi"),
    key("tulis_inggris", "said_in_english", Form::Text, Need::Optional, "Sama, dalam bahasa Inggris.", "none any more"),
    key("bisa_berubah", "may_change", Form::Truth, Need::Optional, "Aturan baru bisa mengubahnya.", "ya"),
    key("dasar", "basis", Form::Text, Need::Optional, "Peraturan yang mendasari.", "pp-50-2025"),
];

static FORMULA_KEYS: &[Key] = &[
    key("iuran", "contribution", Form::List(&Form::Text), Need::Optional, "Program yang dijumlah.", "[jkk, jkm]"),
    key("potongan", "discount", Form::Truth, Need::Optional, "Memakai potongan atau tidak.", "tidak"),
    key("kali", "times", Form::Integer, Need::Optional, "Berapa kali dasar penghasilan.", "48"),
    key("rentang", "bracket", Form::Integer, Need::Required, "Nomor rentang penghasilan.", "1"),
    key("tambah", "plus", Form::List(&Form::Text), Need::Optional, "Fakta yang ditambahkan.", "[jkk-pemakaman]"),
];

static GROUP_KEYS: &[Key] =
    &[NAME_KEY, key("keterangan", "note", Form::Text, Need::Optional, "Siapa saja.", "ojek, sopir, kurir")];

static PROGRAMME_KEYS: &[Key] = &[
    key("tarif", "rate", Form::Text, Need::Required, "Fakta tarifnya.", "tarif-jkk"),
    key("potongan", "discount", Form::Text, Need::Optional, "Fakta potongannya.", "potongan-jkk-jkm"),
];

static BRACKET_KEYS: &[Key] = &[
    key("nomor", "number", Form::Integer, Need::Required, "Nomor rentang.", "1"),
    key("dari", "from", Form::Integer, Need::Required, "Penghasilan terendah.", "0"),
    key("sampai", "until", Form::Integer, Need::Optional, "Penghasilan tertinggi.", "1099000"),
    key("dasar", "base", Form::Integer, Need::Required, "Dasar penghasilan.", "1000000"),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    SOURCES_KEY,
];

static SOURCE_KEYS: &[Key] = &[
    key("judul", "title", Form::Text, Need::Required, "Judul sumber.", "PP 50/2025"),
    key("url", "link", Form::Address, Need::Optional, "Alamatnya.", "https://peraturan.bpk.go.id/"),
    key("tanggal", "date", Form::Text, Need::Optional, "Tanggal sumber.", "2025-12-22"),
    key("lewat", "via", Form::Text, Need::Optional, "Sumber yang mengutipnya.", "antara-diskon"),
    key("salinan", "copy", Form::Truth, Need::Optional, "Salinan pihak lain; tidak ditautkan.", "ya"),
];

static REGULATION_KEYS: &[Key] = &[
    NAME_KEY,
    key("tentang", "about", Form::Text, Need::Required, "Isinya.", "Potongan iuran"),
    key("keadaan", "state", Form::Text, Need::Required, "Berlaku atau tidak.", "berlaku"),
    SOURCES_KEY,
];

static CHANNEL_KEYS: &[Key] = &[
    key(
        "untuk",
        "purpose",
        Form::Choice(&["daftar", "bayar", "cek-status", "resmi"]),
        Need::Required,
        "Untuk apa.",
        "daftar",
    ),
    NAME_KEY,
    key("langkah", "steps", Form::List(&Form::Text), Need::Optional, "Langkahnya.", "[Bawa KTP.]"),
    key("isi", "members", Form::List(&Form::Text), Need::Optional, "Nama-nama di dalamnya.", "[BNI, BSI]"),
    key("tautan", "link", Form::Address, Need::Optional, "Alamatnya.", "https://www.bpjsketenagakerjaan.go.id"),
    key("keterangan", "note", Form::Text, Need::Optional, "Penjelasan.", "Nama menu dapat berubah."),
    key("tanpa_aplikasi", "without_app", Form::Truth, Need::Optional, "Bisa tanpa HP pintar.", "ya"),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    CHECKED_KEY,
    SOURCES_KEY,
];

static TERM_KEYS: &[Key] = &[
    NAME_KEY,
    key("kepanjangan", "full", Form::Text, Need::Optional, "Kepanjangannya.", "Jaminan Kematian"),
    key("arti", "meaning", Form::Text, Need::Required, "Artinya dalam kata sederhana.", "Santunan untuk keluarga."),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    SOURCES_KEY,
];

static WARNING_KEYS: &[Key] = &[
    key("isi", "text", Form::Text, Need::Required, "Peringatannya.", "Jangan beri kode OTP."),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    SOURCES_KEY,
];

static REGION_KEYS: &[Key] = &[
    NAME_KEY,
    key("kode", "code", Form::Text, Need::Required, "Kode wilayah.", "33.02.01"),
    key("desa", "villages", Form::Integer, Need::Optional, "Banyaknya desa.", "10"),
    key("kelurahan", "wards", Form::Integer, Need::Optional, "Banyaknya kelurahan.", "0"),
    key("lintang", "latitude", Form::Decimal, Need::Required, "Garis lintang.", "-7.46"),
    key("bujur", "longitude", Form::Decimal, Need::Required, "Garis bujur.", "108.97"),
    CHECKED_KEY,
    SOURCES_KEY,
];

static OCCUPATION_KEYS: &[Key] = &[
    NAME_KEY,
    key("sebutan", "known_as", Form::Text, Need::Optional, "Penjelasan singkat.", "penyadap nira kelapa"),
    key("golongan", "group", Form::Text, Need::Required, "Golongan iurannya.", "lainnya"),
    key("wilayah", "regions", Form::List(&Form::Text), Need::Optional, "Kecamatan yang banyak.", "[cilongok]"),
    key("risiko", "risk", Form::Text, Need::Optional, "Bahaya pekerjaannya.", "jatuh dari pohon kelapa"),
    CONFIDENCE_KEY,
    PUBLISH_KEY,
    SOURCES_KEY,
];

static TOPIC_KEYS: &[Key] = &[NAME_KEY];
