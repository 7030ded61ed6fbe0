//! A portal of any size, the same for the same size.

use kentongan::diagnostic::Diagnostics;
use kentongan::source::SourceTree;
use kentongan::vocabulary::SourcePath;

const CONFIG: &str = "nama: Portal Uji\npengelola: Penguji\nstatus: tidak_resmi\nbase_url: https://portal.example/\n";

const WORDS: [&str; 24] = [
    "iuran", "pekerja", "desa", "bayar", "kartu", "keluarga", "santunan", "daftar", "kantor", "petugas", "bulan",
    "pasar", "kelapa", "sawah", "ojek", "warung", "pagi", "hujan", "jalan", "tetangga", "simpan", "bukti", "tanya",
    "bantu",
];

/// The files of a portal with this many pages, over four kinds.
pub fn files(documents: usize) -> Vec<(String, String)> {
    let mut files = vec![
        ("kentongan.yaml".to_owned(), CONFIG.to_owned()),
        (
            "content/_index.md".to_owned(),
            "---\njudul: Portal Uji\nringkasan: Portal untuk mengukur.\n---\n\nHalo.\n".to_owned(),
        ),
    ];
    for (folder, title) in
        [("belajar", "artikel"), ("acara", "acara"), ("mitra", "mitra"), ("tanya-jawab", "tanya-jawab")]
    {
        let index = format!("---\njudul: Bagian {folder}\nringkasan: Bagian {folder}.\njenis: {title}\n---\n");
        files.push((format!("content/{folder}/_index.md"), index));
    }
    files.push(("content/_facts/wilayah.yaml".to_owned(), regions()));
    files.extend((0..documents).map(document));
    files
}

/// The same files, decoded.
pub fn tree(files: &[(String, String)]) -> SourceTree {
    let mut tree = SourceTree::default();
    for (path, text) in files {
        let path = SourcePath::new(path).expect("a sound path");
        tree.insert(path, text.as_bytes(), &mut Diagnostics::default());
    }
    tree.complete_with_built_in_theme();
    tree
}

fn regions() -> String {
    let mut text = String::from("wilayah:\n");
    for number in 0..27 {
        let latitude = -7.3 - f64::from(number) / 100.0;
        text.push_str(&format!(
            "  kecamatan-{number}: {{nama: Kecamatan {number}, kode: '33.02.{number:02}', desa: 10, lintang: {latitude}, bujur: 109.1}}\n"
        ));
    }
    text
}

fn document(number: usize) -> (String, String) {
    let mut random = Random(number as u64 + 1);
    let title = random.sentence(4);
    let summary = random.sentence(10);
    let region = random.next() % 27;
    let head = format!("---\njudul: {title} {number}\nringkasan: {summary}\n");
    let body = body(&mut random);
    match number % 4 {
        0 => (
            format!("content/belajar/halaman-{number}.md"),
            format!("{head}wilayah: [kecamatan-{region}]\n---\n{body}"),
        ),
        1 => {
            let day = random.next() % 28 + 1;
            let keys = format!("mulai: 2027-01-{day:02} 09:00\ntempat: Balai desa\nkecamatan: kecamatan-{region}\n");
            (format!("content/acara/halaman-{number}.md"), format!("{head}{keys}---\n{body}"))
        }
        2 => {
            let keys = format!("kategori: bayar\nkecamatan: kecamatan-{region}\n");
            (format!("content/mitra/halaman-{number}.md"), format!("{head}{keys}---\n{body}"))
        }
        _ => (format!("content/tanya-jawab/halaman-{number}.md"), format!("{head}kelompok: iuran\n---\n{body}")),
    }
}

fn body(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..4 {
        text.push_str(&format!("\n## {}\n\n", random.sentence(3)));
        for _ in 0..3 {
            text.push_str(&format!("{}. **{}** {}.\n", random.sentence(12), random.sentence(2), random.sentence(9)));
        }
        text.push_str(&format!("\n- {}\n- {}\n", random.sentence(6), random.sentence(6)));
    }
    text
}

/// xorshift: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| WORDS[(self.next() % WORDS.len() as u64) as usize]).collect();
        words.join(" ")
    }
}
