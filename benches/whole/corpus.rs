//! A portal of any size: the same for the same size, on every machine.
//!
//! Six kinds of pages in Indonesian, filed under 27 districts, 12 occupations and 30 topics, with facts whose
//! amounts change on a day. Keys have their English names, so that other generators read the same files.

use std::fmt::Write as _;

/// What a corpus is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub pages: usize,
    /// Every hundredth article has a photo.
    pub pictures: bool,
    /// Messages, search and the like besides pages, lists, feeds and the sitemap.
    pub carriers: bool,
}

const REGIONS: usize = 27;
const OCCUPATIONS: usize = 12;
const TOPICS: usize = 30;

const WORDS: [&str; 48] = [
    "iuran",
    "pekerja",
    "desa",
    "bayar",
    "kartu",
    "keluarga",
    "santunan",
    "daftar",
    "kantor",
    "petugas",
    "bulan",
    "pasar",
    "kelapa",
    "sawah",
    "ojek",
    "warung",
    "pagi",
    "hujan",
    "jalan",
    "tetangga",
    "simpan",
    "bukti",
    "tanya",
    "bantu",
    "yang",
    "dan",
    "untuk",
    "dengan",
    "dari",
    "pada",
    "tidak",
    "sudah",
    "bisa",
    "akan",
    "setiap",
    "sebelum",
    "sesudah",
    "kecelakaan",
    "jaminan",
    "peserta",
    "tabungan",
    "anak",
    "rumah",
    "kebun",
    "nomor",
    "telepon",
    "hari",
    "membawa",
];

/// Kind, folder, and how many of a hundred pages are of it.
const KINDS: [(&str, &str, u64); 6] = [
    ("artikel", "belajar", 40),
    ("acara", "acara", 25),
    ("mitra", "mitra", 20),
    ("tanya-jawab", "tanya-jawab", 13),
    ("manfaat", "manfaat", 1),
    ("prosedur", "prosedur", 1),
];

/// The text files of a portal.
pub fn files(shape: Shape) -> Vec<(String, String)> {
    let mut files = vec![
        ("kentongan.yaml".to_owned(), config(shape)),
        (
            "content/_index.md".to_owned(),
            "---\ntitle: Portal Uji\ndescription: Portal untuk mengukur.\n---\n\nHalo.\n".to_owned(),
        ),
        ("content/_facts/wilayah.yaml".to_owned(), regions()),
        ("content/_facts/pekerjaan.yaml".to_owned(), occupations()),
        ("content/_facts/topik.yaml".to_owned(), topics()),
        ("content/_facts/iuran.yaml".to_owned(), FACTS.to_owned()),
    ];
    for (kind, folder, _) in KINDS {
        let index = format!("---\ntitle: Bagian {folder}\ndescription: Bagian {folder}.\njenis: {kind}\n---\n");
        files.push((format!("content/{folder}/_index.md"), index));
    }
    files.extend((0..shape.pages).map(|number| document(number, shape)));
    files
}

fn config(shape: Shape) -> String {
    let mut text = String::from(
        "nama: Portal Uji\npengelola: Penguji\nstatus: tidak_resmi\nbase_url: https://portal-uji.desa/\nper_halaman: 20\n\
         menu: [/belajar/, /acara/, /mitra/, /tanya-jawab/, /manfaat/, /prosedur/]\n",
    );
    if !shape.carriers {
        text.push_str("saluran:\n  bagian: []\n");
        for (kind, ..) in KINDS {
            writeln!(text, "  {kind}: []").expect("a string takes all");
        }
    }
    text
}

fn regions() -> String {
    let mut text = String::from("wilayah:\n");
    for number in 0..REGIONS {
        let latitude = -7.3 - number as f64 / 100.0;
        writeln!(
            text,
            "  kecamatan-{number}: {{nama: Kecamatan {number}, kode: '33.02.{number:02}', desa: 10, lintang: {latitude}, bujur: 109.1}}"
        )
        .expect("a string takes all");
    }
    text
}

fn occupations() -> String {
    let lines = (0..OCCUPATIONS).map(|n| format!("  pekerjaan-{n}: {{nama: Pekerjaan {n}, golongan: lainnya}}\n"));
    format!("pekerjaan:\n{}", lines.collect::<String>())
}

fn topics() -> String {
    let lines = (0..TOPICS).map(|number| format!("  topik-{number}: {{nama: Topik {number}}}\n"));
    format!("topik:\n{}", lines.collect::<String>())
}

const FACTS: &str = "golongan:
  lainnya: {nama: Pekerja lain, keterangan: 'pedagang, petani'}
fakta:
  iuran-uji:
    label: Iuran
    satuan: rupiah
    per: bulan
    nilai:
      - {sampai: 2026-12-31, nilai: 8400}
      - {mulai: 2027-01-01, nilai: 16800}
  santunan-uji:
    label: Santunan
    satuan: rupiah
    nilai: 42000000
";

fn document(number: usize, shape: Shape) -> (String, String) {
    let mut random = Random::new(number as u64 + 1);
    let (kind, folder) = kind_of(number, &mut random);
    let mut head = format!("---\ntitle: {} {number}\ndescription: {}\n", random.sentence(4), random.sentence(12));
    let day = random.below(28) + 1;
    writeln!(head, "date: 2026-{:02}-{day:02}", random.below(10) + 1).expect("a string takes all");
    writeln!(head, "topics: [topik-{}, topik-{}]", random.below(15), 15 + random.below(15))
        .expect("a string takes all");
    let region = random.below(REGIONS as u64);
    head.push_str(&match kind {
        "acara" => {
            let month = random.below(6) + 1;
            format!("start: 2027-{month:02}-{day:02} 09:00\nvenue: Balai desa\nkecamatan: kecamatan-{region}\n")
        }
        "mitra" => format!("category: bayar\nkecamatan: kecamatan-{region}\n"),
        "tanya-jawab" => "group: iuran\n".to_owned(),
        "manfaat" => "program: jkm\nfacts: [santunan-uji]\n".to_owned(),
        "prosedur" => {
            "steps:\n  - {judul: Siapkan kartu, isi: Bawa kartu.}\n  - {judul: Bayar, isi: Simpan bukti.}\nwithout_app: Datang ke kantor.\n".to_owned()
        }
        _ => format!("regions: [kecamatan-{region}]\noccupations: [pekerjaan-{}]\n", random.below(OCCUPATIONS as u64)),
    });
    let picture = match shape.pictures && kind == "artikel" && has_picture(number) {
        true => format!("\n![Gambar {number}](foto-{number}.png)\n"),
        false => String::new(),
    };
    (format!("content/{folder}/halaman-{number}.md"), format!("{head}---\n{}{picture}", body(&mut random)))
}

fn kind_of(number: usize, random: &mut Random) -> (&'static str, &'static str) {
    let mut rest = if has_picture(number) { 0 } else { random.below(100) };
    for (kind, folder, share) in KINDS {
        if rest < share {
            return (kind, folder);
        }
        rest -= share;
    }
    unreachable!("the shares add up to a hundred")
}

/// Whether an article of this number has a photo, where portals have some.
pub fn has_picture(number: usize) -> bool {
    number.is_multiple_of(100)
}

/// Some 400 words: paragraphs, lists, a table, links that stay right wherever the page is.
fn body(random: &mut Random) -> String {
    let mut text = String::new();
    for section in 0..5 {
        write!(text, "\n## {}\n\n", random.sentence(3)).expect("a string takes all");
        for _ in 0..3 {
            let (one, bold, other) = (random.sentence(12), random.sentence(2), random.sentence(9));
            writeln!(text, "{one}. **{bold}** {other}.").expect("a string takes all");
        }
        write!(text, "\n- {}\n- {}\n- *{}*\n", random.sentence(6), random.sentence(6), random.sentence(5))
            .expect("a string takes all");
        match section {
            1 => text.push_str("\n| Bulan | Iuran |\n| --- | --- |\n| Januari | Rp1 |\n| Februari | Rp2 |\n"),
            3 => text
                .push_str("\nTelepon [175](tel:175), atau buka [situs resmi](https://bpjsketenagakerjaan.go.id/).\n"),
            _ => {}
        }
    }
    text
}

/// xorshift: small, and the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.number() >> 33) % end
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect();
        words.join(" ")
    }
}
